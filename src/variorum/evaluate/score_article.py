"""Score the clean text and the metadata of a page.

Gold rows hold ``text``, ``title``, ``authors``, ``date`` and ``site``, each only where known; OUT rows
``text``, ``title``, ``authors``, ``published`` and ``outlet``. A missing row is an empty page.

    F1, P, R             4-word shingles of the text, mean P and mean R of the pages, F1 of the means
    bag_f1               words of the text, mean of the pages
    exact                pages whose words are the gold's; empty: pages without text (a count)
    junk_docs            pages with a line of which under half of the 4-shingles are in the gold;
    junk_words_per_doc   the words in such lines, a page: an upper bound, for gold has gaps
    title, title_soft    equal after folding; or but for an outlet suffix of at most 35 characters
    authors_p, _r, _f1, authors_equal   over folded names; whole list equal
    date, date_precision   same day, of the pages with a gold date; of those for which a date was given
    site                 the outlet's name, ignoring article and case
"""

from __future__ import annotations

import html
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from variorum.evaluate.score import Row, Score, Worst, by_id, f1, known, ratio, shorten, worst_of

Hits = tuple[int, int, int]
_WORD = re.compile(r"\w+")
_BY = re.compile(r"^(by|von|por|par)\s+", re.IGNORECASE)
_PUNCTUATION = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-", "\xa0": " "}
)


def score(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Score:
    """Score the page of every gold row."""
    out = by_id(found)
    pairs = [(row, out.get(row["id"], {})) for row in gold]
    figures = {**_text_figures(pairs), **_metadata_figures(pairs)}
    cases = [_case(row, page) for row, page in pairs]
    return Score("article", name, len(gold), known(figures), worst_of(cases))


def words(text: str | None) -> list[str]:
    """The words of a text."""
    return _WORD.findall(text or "")


def shingles(text: str | None, width: int = 4) -> Counter[tuple[str, ...]]:
    """The runs of ``width`` words of a text; all of its words when it is shorter."""
    w = words(text)
    return Counter(tuple(w[i : i + width]) for i in range(max(1, len(w) - width + 1)) if w[i : i + width])


def hits(gold: str, found: str | None) -> Hits:
    """Shingles shared, only found, only in the gold."""
    a, b = shingles(gold), shingles(found)
    return (a & b).total(), (b - a).total(), (a - b).total()


def shingle_figures(pages: Sequence[Hits]) -> tuple[float, float, float]:
    """Mean precision of pages with output, mean recall of pages with gold, and the F1 of the two."""
    made = [ratio(t, t + f) for t, f, _ in pages if t + f]
    wanted = [ratio(t, t + m) for t, _, m in pages if t + m]
    precision = statistics.mean(made) if made else 0.0
    recall = statistics.mean(wanted) if wanted else 0.0
    return precision, recall, f1(precision, recall)


def bag_f1(gold: str, found: str | None) -> float:
    """The F1 of the bags of words."""
    a, b = Counter(words(gold.lower())), Counter(words((found or "").lower()))
    if not a:
        return float(not b)
    shared = (a & b).total()
    return f1(ratio(shared, b.total()), ratio(shared, a.total()))


def junk_lines(gold: str, found: str | None) -> list[tuple[str, int]]:
    """Lines of which less than half of the shingles are in the gold, and how many words each has."""
    wanted = [w.lower() for w in words(gold)]
    runs, line_of = {tuple(wanted[i : i + 4]) for i in range(len(wanted) - 3)}, " ".join(wanted)
    bad = []
    for line in (found or "").split("\n"):
        w = [x.lower() for x in words(line)]
        if len(w) >= 4:
            share = sum(tuple(w[i : i + 4]) in runs for i in range(len(w) - 3)) / (len(w) - 3)
        else:
            share = float(" ".join(w) in line_of)
        if w and share < 0.5:
            bad.append((line.strip(), len(w)))
    return bad


def folded(value: object) -> str:
    """A title or name without case, punctuation, entities or typographic marks."""
    joined = " ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")
    plain = unicodedata.normalize("NFKC", html.unescape(joined)).lower().translate(_PUNCTUATION)
    return re.sub(r"[^\w]+", " ", plain).strip()


def title_nearly(gold: object, found: object) -> bool:
    """Whether the titles are equal but for an outlet suffix or a cut end."""
    a, b = folded(gold), folded(found)
    if not a or not b:
        return False
    return a == b or (a in b and len(b) - len(a) <= 35) or (b in a and len(b) >= 0.8 * len(a))


def author_hits(gold: object, found: object) -> Hits:
    """Names shared, only found, only in the gold."""
    a, b = _names(gold), _names(found)
    return len(a & b), len(b - a), len(a - b)


def _names(value: object) -> set[str]:
    return {folded(_BY.sub("", name)) for name in _flat(value) if folded(name)}


def _flat(value: object) -> Iterable[str]:
    for x in value if isinstance(value, (list, tuple)) else ():
        if isinstance(x, (list, tuple)):
            yield from _flat(x)
        else:
            yield str(x)


def same_site(gold: str, found: str | None) -> bool:
    """Whether the outlets' names are equal, their article and a state in brackets aside."""

    def plain(name: str | None) -> str:
        return re.sub(r"^(the|die|der|das|le|la|el)\s+", "", folded(name)).replace(" ", "")

    return bool(plain(found)) and plain(re.sub(r"\s*\([A-Z]{2}\)$", "", gold)) == plain(found)


def _day(page: Row) -> str:
    return (page.get("published") or "")[:10]


def _text_figures(pairs: Sequence[tuple[Row, Row]]) -> dict[str, float | None]:
    texts: list[tuple[str, Any]] = [(row["text"], page.get("text")) for row, page in pairs if row.get("text")]
    if not texts:
        return {}
    precision, recall, both = shingle_figures([hits(*pair) for pair in texts])
    junk = [junk_lines(*pair) for pair in texts]
    return {
        "F1": both,
        "P": precision,
        "R": recall,
        "bag_f1": statistics.mean(bag_f1(*pair) for pair in texts),
        "exact": ratio(sum(words(a) == words(b) for a, b in texts), len(texts)),
        "empty": sum(not (b or "").strip() for _, b in texts),
        "junk_docs": ratio(sum(map(bool, junk)), len(texts)),
        "junk_words_per_doc": ratio(sum(n for page in junk for _, n in page), len(texts)),
    }


def _metadata_figures(pairs: Sequence[tuple[Row, Row]]) -> dict[str, float | None]:
    def share(right: Sequence[bool]) -> float | None:
        return ratio(sum(right), len(right)) if right else None

    titled = [(row["title"], page.get("title")) for row, page in pairs if row.get("title")]
    signed = [author_hits(row["authors"], page.get("authors")) for row, page in pairs if row.get("authors")]
    dated = [
        (row["date"][:10], _day(page))
        for row, page in pairs
        if isinstance(row.get("date"), str) and row["date"]
    ]
    sited = [same_site(row["site"], page.get("outlet")) for row, page in pairs if row.get("site")]
    right, extra, missed = (sum(h[i] for h in signed) for i in range(3))
    precision, recall = ratio(right, right + extra), ratio(right, right + missed)
    return {
        "title": share([folded(a) == folded(b) for a, b in titled]),
        "title_soft": share([title_nearly(a, b) for a, b in titled]),
        "authors_f1": f1(precision, recall) if signed else None,
        "authors_p": precision if signed else None,
        "authors_r": recall if signed else None,
        "authors_equal": share([h[1] == h[2] == 0 for h in signed]),
        "date": share([a == b for a, b in dated]),
        "date_precision": share([a == b for a, b in dated if b]),
        "site": share(sited),
    }


def _case(row: Row, page: Row) -> Worst:
    """The shingle F1 of one page, or its share of right metadata where the gold has no text."""
    notes, right = [], []
    if row.get("title"):
        right.append(folded(row["title"]) == folded(page.get("title")))
        notes += [] if right[-1] else ["title differs" if page.get("title") else "no title"]
    if isinstance(row.get("date"), str) and row["date"]:
        right.append(row["date"][:10] == _day(page))
        notes += [] if right[-1] else [f"date {row['date'][:10]}, found {_day(page) or None}"]
    if not row.get("text"):
        return Worst(row["id"], ratio(sum(right), len(right)) if right else 1.0, "; ".join(notes))
    precision, recall, both = shingle_figures([hits(row["text"], page.get("text"))])
    junk = junk_lines(row["text"], page.get("text"))
    notes = [f"P {precision:.2f} R {recall:.2f}", *([f"{len(junk)} junk lines"] if junk else []), *notes]
    return Worst(row["id"], both, "; ".join(notes), shorten(junk[0][0]) if junk else "")
