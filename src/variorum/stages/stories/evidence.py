"""What two witnesses share, and what that says of their descent.

Numbered as it is weighed; every rule asks for words that the outlets themselves wrote:

1. Words of others are set aside: quotations, lines that speak without marks (or that the other witness, or
   the same, has in quotation marks), captions, the page's furniture, repeated lines, titles.
2. A run counts only with words that tell: no names, figures, function words, titles, official wording.
3. Much prose in common is descent; less is, where both credit one agency or author, where there are many
   runs, or where several runs and several quotations stand in one order in both.
4. Of a brief that keeps few words as they were, the order of the facts decides.
5. Prose of one that the other puts in quotation marks, naming the outlet, is an excerpt.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

import msgspec

from variorum.model import Article
from variorum.stages.stories.order import Course, course, facts
from variorum.stages.stories.prose import QUOTED, WORD, Prose, Words, bridged, fold, read, speaks
from variorum.stages.stories.runs import Index, Run, common, in_order, index

Descent = Literal["single", "one page", "republished", "rewritten", "excerpted"]

REPUBLISHED, ENOUGH = 0.9, 30
REWRITTEN, MUCH = 0.3, 50
HALF = 0.4
CREDITED = 0.1
MANY, MANY_TELL = 8, 0.15
SEVERAL, SEVERAL_TELL, ORDERED, QUOTES = 4, 0.2, 0.8, 3
BRIEF_WORDS, BRIEF, FEW, BRIEF_TELL, TRIPLE = 150, 0.25, 25, 0.3, 3
LONG, PART, LEAST = 12, 0.2, 20
FOLLOWED, AHEAD = 0.5, 0.3
EXCERPT, EXCERPT_TELL, TAKEN = 25, 8, 50
SHORTEST, SPOKEN, QUOTED_RUN, TAKEN_RUN = 6, 12, 5, 8


class Witness(msgspec.Struct, frozen=True):
    """An article with its own words, its quoted words, and the words of its title."""

    article: Article
    prose: Prose
    places: Index
    quoted_places: Index
    furniture_places: Index
    title: tuple[str, ...]

    @property
    def own(self) -> Words:
        return self.prose.own

    @property
    def quoted(self) -> Words:
        return self.prose.quoted


class Comparison(msgspec.Struct, frozen=True):
    """What two witnesses share. ``runs``: of six words or more of own prose; ``pieces``: of four or more with
    two that tell; ``share``: the part of the own words of the shorter (``size``) that lies in runs (``words``
    of them); ``told``: the part of its telling words that lies in pieces; ``ordered``: how many pieces, and
    ``quotes_ordered`` how many quotations, stand in one order; ``taken``: how many own words of the one the
    other quotes, naming its outlet; ``furniture``: the shared words of captions and the like; ``same``: the
    texts are word for word the same; ``course``: of a brief, how far its facts follow the other's; ``page``:
    the two stand on one page, and nothing more is asked."""

    left: Witness
    right: Witness
    runs: tuple[Run, ...] = ()
    pieces: tuple[Run, ...] = ()
    quoted_runs: tuple[Run, ...] = ()
    share: float = 0.0
    size: int = 0
    words: int = 0
    told: float = 0.0
    ordered: int = 0
    quotes_ordered: int = 0
    furniture: int = 0
    taken: int = 0
    same: bool = False
    agency: str | None = None
    author: str | None = None
    course: Course = Course()
    page: bool = False

    @property
    def quotations(self) -> int:
        return len(self.quoted_runs)

    @property
    def quoted(self) -> int:
        """The shared words of quotations."""
        return sum(run.words for run in self.quoted_runs)

    @property
    def longest(self) -> int:
        """The words of the longest run of own prose."""
        return max((run.words for run in self.runs), default=0)

    @property
    def shares(self) -> bool:
        """Whether the two have words in common, their own or others'."""
        return bool(self.runs or self.quoted_runs or self.furniture)

    @property
    def relation(self) -> Descent:
        """What the shared prose says of the descent of the two."""
        if self.page:
            return "one page"
        if self.same or (self.share >= REPUBLISHED and self.words >= ENOUGH):
            return "republished"
        if self._much or self._signed or self._many or self._ordered or self._short or self.follows:
            return "rewritten"
        return "excerpted" if self._excerpt else "single"

    @property
    def _much(self) -> bool:
        least = ENOUGH if self.share >= HALF else MUCH
        return self.share >= REWRITTEN and self.words >= least

    @property
    def _signed(self) -> bool:
        return bool(self.agency or self.author) and self.share >= CREDITED and self.words >= ENOUGH

    @property
    def _many(self) -> bool:
        return len(self.pieces) >= MANY and self.told >= MANY_TELL

    @property
    def _ordered(self) -> bool:
        count = len(self.pieces)
        ordered = count >= SEVERAL and self.ordered >= ORDERED * count
        return ordered and self.told >= SEVERAL_TELL and self.quotes_ordered >= QUOTES

    @property
    def _short(self) -> bool:
        """A brief shares few words in all: of one of at most 150, the part of the telling words decides, or a
        fifth of all its words with a long run among them."""
        if self.size > BRIEF_WORDS:
            return False
        if self._long and self.share >= PART and self.words >= LEAST:
            return True
        if self.told < BRIEF_TELL:
            return False
        close = self.share >= BRIEF and self.words >= FEW and len(self.runs) > 1
        return close or (self._in_order and bool(self.quoted_runs))

    @property
    def _long(self) -> bool:
        """Whether one run is so long, and tells so much, that two people hardly write it."""
        tells = self.left.own.telling
        return any(r.words >= LONG and sum(tells[i] for i in r.lefts) > 1 for r in self.runs)

    @property
    def follows(self) -> bool:
        """Whether a brief tells its facts in the order of the other: half of them, and far more than what
        sharing a subject gives. One run of words must still be there to be shown."""
        ahead = self.course.forward - self.course.backward
        return bool(self.runs) and self.course.forward >= FOLLOWED and ahead >= AHEAD

    @property
    def _in_order(self) -> bool:
        return len(self.pieces) >= TRIPLE and self.ordered == len(self.pieces)

    @property
    def _excerpt(self) -> bool:
        tells = self.left.own.telling
        long = any(r.words >= EXCERPT and sum(tells[i] for i in r.lefts) >= EXCERPT_TELL for r in self.runs)
        return long or self.taken >= TAKEN


def witness(article: Article) -> Witness:
    """An article made ready to be compared."""
    found = read(article.text)
    title = tuple(match.group() for match in WORD.finditer(fold(article.title or "")))
    return Witness(article, found, index(found.own), index(found.quoted), index(found.furniture), title)


def alone(article: Article) -> Witness:
    """The only witness of a story, with nothing to compare it by."""
    none = Words((), (), (), ())
    return Witness(article, Prose(none, none, none), {}, {}, {}, ())


def compare(left: Witness, right: Witness) -> Comparison:
    """What two witnesses share of their own prose, and which quotations; of those of one page, only that."""
    if on_one_page(left.article, right.article):
        return Comparison(left, right, page=True)
    spoken = (_spoken(left, right), _spoken(right, left))
    shared = _own(left, right, spoken)
    tells = left.own.telling
    runs = [run for run in shared if run.words >= SHORTEST and any(tells[i] for i in run.lefts)]
    pieces = [run for run in shared if sum(tells[i] for i in run.lefts) > 1]
    size, telling = min(_size(side.own, out) for side, out in zip((left, right), spoken, strict=True))
    words = sum(run.words for run in runs)
    quotations = common(left.quoted, right.quoted, (left.quoted_places, right.quoted_places), QUOTED_RUN)
    return Comparison(
        left,
        right,
        runs=tuple(runs),
        pieces=tuple(pieces),
        quoted_runs=tuple(quotations),
        share=round(words / size, 4) if size else 0.0,
        size=size,
        words=words,
        told=round(sum(tells[i] for run in pieces for i in run.lefts) / telling, 4) if telling else 0.0,
        ordered=in_order(pieces),
        quotes_ordered=in_order(quotations),
        furniture=_furniture(left, right),
        taken=max(_taken(left, right), _taken(right, left)),
        same=_same(left, right),
        agency=_common(_credited(left.article), _credited(right.article)),
        author=_common(_authors(left.article), _authors(right.article)),
        course=_course(left, right, spoken) if runs and size <= BRIEF_WORDS else Course(),
    )


def _course(left: Witness, right: Witness, spoken: tuple[set[int], set[int]]) -> Course:
    """How the facts of a brief run beside those of the other."""
    return course(facts(left.own, spoken[0]), facts(right.own, spoken[1]))


def _own(left: Witness, right: Witness, spoken: tuple[set[int], set[int]]) -> list[Run]:
    """The common runs of own prose that lie in no line of another's words and in no title."""
    titles = (f" {' '.join(left.title)} ", f" {' '.join(right.title)} ")
    kept = []
    for run in common(left.own, right.own, (left.places, right.places)):
        ends = (run.words - 1, 0)
        if any(left.own.lines[run.left + k] in spoken[0] for k in ends):
            continue
        if any(right.own.lines[run.right + k] in spoken[1] for k in ends):
            continue
        words = f" {' '.join(left.own.words[run.left : run.left + run.words])} "
        if not any(words in title for title in titles):
            kept.append(run)
    return kept


def _spoken(one: Witness, other: Witness) -> set[int]:
    """The lines of a witness that speak though no marks stand by them, as far as the words in quotation
    marks of either show: of such a line at least half is quoted, or it has no marks and twelve words are."""
    told: set[int] = set()
    for side in (one, other):
        for run in common(one.own, side.quoted, (one.places, side.quoted_places), SPOKEN):
            told.update(run.lefts)
    lines = one.article.text.split("\n")
    size, quoted = Counter(one.own.lines), Counter(one.own.lines[i] for i in told)
    shown = {n for n, k in quoted.items() if k * 2 >= size[n] or not QUOTED.search(lines[n])}
    return (
        bridged(lines, shown | {n for n, line in enumerate(lines) if line and speaks(line)})
        if shown
        else set()
    )


def _size(own: Words, spoken: set[int]) -> tuple[int, int]:
    """The words and the telling words of own prose outside these lines."""
    kept = [tells for line, tells in zip(own.lines, own.telling, strict=True) if line not in spoken]
    return len(kept), sum(kept)


def _furniture(left: Witness, right: Witness) -> int:
    """How many words of captions and other furniture the two have in common."""
    places = (left.furniture_places, right.furniture_places)
    runs = common(left.prose.furniture, right.prose.furniture, places, SHORTEST)
    return sum(run.words for run in runs)


def _taken(source: Witness, quoting: Witness) -> int:
    """How many own words of ``source`` stand in quotation marks in a text that names its outlet."""
    runs = common(source.own, quoting.quoted, (source.places, quoting.quoted_places), TAKEN_RUN)
    taken = sum(run.words for run in runs)
    return taken if taken and names(quoting.article, source.article.outlet) else 0


def names(article: Article, outlet: str | None) -> bool:
    """Whether a text names an outlet."""
    if not outlet:
        return False
    plain = fold(outlet).removeprefix("the ")
    return re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", fold(article.text)) is not None


def on_one_page(one: Article, other: Article) -> bool:
    """Whether two are versions of one page, or updates of one live page; a file name is one page's only
    together with the outlet."""
    same = one.page is not None and one.page == other.page
    return same and ("/" in (one.page or "") or one.outlet == other.outlet)


def _same(left: Witness, right: Witness) -> bool:
    one, other = ((side.own.words, side.quoted.words) for side in (left, right))
    return one == other and any(one)


def _credited(article: Article) -> frozenset[str]:
    return frozenset(credit.called for credit in article.credits if credit.kind != "photo")


def _authors(article: Article) -> frozenset[str]:
    """The persons who sign: names of two words or more in which the outlet's own does not stand."""
    outlet = fold(article.outlet or "\n")
    signed = {fold(name) for name in article.byline if " " in name.strip()}
    return frozenset(
        n for n in signed if outlet not in n and "staff" not in n.split() and "desk" not in n.split()
    )


def _common(one: frozenset[str], other: frozenset[str]) -> str | None:
    return min(one & other, default=None)
