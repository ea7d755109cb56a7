"""The blocks of a page as its markup divides it: what stands in which room, and how much of it is link."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import msgspec

from variorum import resources
from variorum.stages.article import clean

BLANKS = re.compile(r"[\s\u00ad\u200b-\u200f\u2060\ufeff]+")
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
SKIPPED = frozenset(
    "script style noscript template head svg canvas iframe object embed video audio select option input"
    " textarea datalist math map progress meter button".split()
)
DIVIDING = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary"
    " table tbody td tfoot th thead tr ul br".split()
)
ROOMS = {"figcaption": "caption", "figure": "caption", "nav": "navigation", "footer": "footer"}
ROOMS |= {"form": "share", "dialog": "navigation", "h1": "headline"}
INLINE = {"a": "a", "em": "i", "i": "i"}
# A room that holds more of the text than this is the article's own, whatever it is called.
MOST = 0.3
MOST_PROSE = 0.12  # for rooms other than those of links, captions and posts; or this many characters:
SOME = 500
KEY = 60
ENDS = 20
NEAR, FAR = 25, 600  # blocks before and after a place in which a line is looked for piece by piece
SEARCHES = 100  # of this kind in a page


class Block(msgspec.Struct, kw_only=True):
    """Words that the markup keeps together: their tag, the element that holds them (a number), how both
    are written, the parts of their characters that are link and italic, and the room they stand in."""

    text: str
    key: str
    tag: str
    holder: int
    form: str
    linked: float
    slanted: float
    room: str | None = None


@cache
def _named() -> re.Pattern[str]:
    rows = resources.rows("boilerplate/rooms.tsv")
    kinds: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        kinds[row["kind"]].append(row["pattern"])
    return re.compile(
        "|".join(f"(?P<{kind}>{'|'.join(patterns)})" for kind, patterns in kinds.items()), re.IGNORECASE
    )


class Page:
    """The blocks of a parsed page, in its order, and the rooms they stand in."""

    def __init__(self, tree: Any) -> None:
        self.blocks: list[Block] = []
        self.rooms: list[tuple[str, int, int]] = []
        self._pieces: list[str] = []
        self._counts = {"a": 0, "i": 0}  # characters of the block in links and in italics
        self._depth = {"a": 0, "i": 0}
        self.spans: dict[int, tuple[int, int]] = {}  # the blocks in each element that holds some
        self._open: list[tuple[str, int, str]] = [("html", 0, "html")]
        self._serial = 0
        self._walk(tree)
        self._close()
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.by_ends: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, block in enumerate(self.blocks):
            self.by_key[block.key[:KEY]].append(i)
            if len(block.key) > 2 * ENDS:
                self.by_ends[block.key[:ENDS], block.key[-ENDS:]].append(i)

    def _walk(self, tree: Any) -> None:
        from lxml import etree  # type: ignore[import-untyped]

        opened: dict[Any, tuple[str, int]] = {}
        walker = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._leave(element, opened)
            elif element.tag in SKIPPED:
                walker.skip_subtree()
            else:
                self._enter(element, opened)

    def _enter(self, element: Any, opened: dict[Any, tuple[str, int]]) -> None:
        tag = element.tag
        if tag in DIVIDING:
            self._close()
            self._serial += 1
            self._open.append((tag, self._serial, f"{tag} {element.get('class') or ''}"))
            self.spans[self._serial] = (len(self.blocks), -1)
        elif tag in INLINE:
            self._depth[INLINE[tag]] += 1
        if (room := _room(element, tag)) is not None:
            if tag not in DIVIDING:
                self._close()
            opened[element] = (room, len(self.blocks))
        if element.text:
            self._add(element.text)

    def _leave(self, element: Any, opened: dict[Any, tuple[str, int]]) -> None:
        tag = element.tag
        if tag in DIVIDING:
            self._close()
            serial = self._open.pop()[1]
            self.spans[serial] = (self.spans[serial][0], len(self.blocks))
        elif tag in INLINE:
            self._depth[INLINE[tag]] -= 1
        if element in opened:
            self._close()
            kind, start = opened.pop(element)
            if len(self.blocks) > start:
                self.rooms.append((kind, start, len(self.blocks)))
        if element.tail:
            self._add(element.tail)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        for kind, depth in self._depth.items():
            if depth > 0:
                self._counts[kind] += len(BLANKS.sub("", text))

    def _close(self) -> None:
        if not self._pieces:
            return
        text = " ".join("".join(self._pieces).split())
        if key := keyed(text):
            tag, _, own = self._open[-1]
            _, holder, outer = self._open[-2 if len(self._open) > 1 else -1]
            linked, slanted = self._counts["a"] / len(key), self._counts["i"] / len(key)
            self.blocks.append(
                Block(
                    text=text,
                    key=key,
                    tag=tag,
                    holder=holder,
                    form=f"{outer} > {own}",
                    linked=linked,
                    slanted=slanted,
                )
            )
        self._pieces, self._counts = [], {"a": 0, "i": 0}

    def align(self, lines: Sequence[str]) -> list[tuple[int, ...]]:
        """For every line the numbers of the blocks whose words it has: mostly one; several when it runs them
        together; the same as for the line before when it goes on in that block; empty where none has them.

        A line that several blocks have is the one nearest after the line before."""
        found: list[tuple[int, ...]] = []
        at, begun, searches = (
            0,
            0,
            0,
        )  # the next block; characters of the one before that its fragments have had
        for line in lines:
            key = keyed(line)
            here = self._same(key)
            i = next((i for i in here if i >= at), here[0] if here else -1)
            if i >= 0:
                found.append((i,))
                at, begun = i + 1, 0
            elif begun and key and (start := self.blocks[at - 1].key.find(key, begun)) >= 0:
                found.append((at - 1,))
                begun = start + len(key)
            else:
                searches += 1
                found.append(self._pieces_of(key, at) if searches <= SEARCHES else ())
                at = found[-1][-1] + 1 if found[-1] else at
                begun = len(key) if len(found[-1]) == 1 else 0
        return found

    def _same(self, key: str) -> list[int]:
        """The blocks with just these words (a dash before them aside), or that begin and end so."""
        for own in (key, f"-{key}", f"–{key}"):
            if here := [i for i in self.by_key.get(own[:KEY], ()) if self.blocks[i].key == own]:
                return here
        if len(key) <= 2 * ENDS:
            return []
        return self.by_ends.get((key[:ENDS], key[-ENDS:])) or self.by_key.get(key[:KEY], [])

    def _pieces_of(self, key: str, at: int) -> tuple[int, ...]:
        """The blocks near a place that a line runs together, or the one it begins; empty if none."""
        for i in range(max(at - NEAR, 0), min(at + FAR, len(self.blocks))) if key else ():
            first = self.blocks[i].key
            if first.startswith(key) and i >= at:
                return (i,)
            if key.startswith(first):
                j, rest = i + 1, key[len(first) :]
                while rest and j < len(self.blocks) and rest.startswith(self.blocks[j].key):
                    rest = rest[len(self.blocks[j].key) :]
                    j += 1
                if not rest:
                    return tuple(range(i, j))
        return ()

    def furnish(self, body: Sequence[int]) -> None:
        """Note for every block the room it stands in, unless the room holds much of the body."""
        size = [0] * (len(self.blocks) + 1)
        wanted = set(body)
        for i, block in enumerate(self.blocks):
            size[i + 1] = size[i] + (len(block.key) if i in wanted else 0)
        for kind, start, end in sorted(self.rooms, key=lambda room: room[1] - room[2]):
            held = size[end] - size[start]
            light = kind in ("related", "caption", "embed", "headline", "box")
            if held <= MOST * size[-1] and (light or held <= max(MOST_PROSE * size[-1], SOME)):
                for block in self.blocks[start:end]:
                    if block.room in (None, "lead") or kind in ("embed", "caption"):
                        block.room = kind


def keyed(text: str) -> str:
    """A text for finding it again: composed letters, no blanks, no marks without width."""
    plain = BLANKS.sub("", text)
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def _room(element: Any, tag: str) -> str | None:
    """What room an element opens by its tag or by the names its author gave it; None for most."""
    if tag in ROOMS:
        return ROOMS[tag]
    if tag in ("html", "body", "main", "article", "a"):
        return None
    names = element.get("class") or ""
    if identifier := element.get("id"):
        names = f"{names} {identifier}"
    return room_of(names) if names else None


@lru_cache(maxsize=20_000)  # a page repeats its names
def room_of(names: str) -> str | None:
    """The room that the classes and the id of an element name; None for most."""
    found = _named().search(HUMP.sub("-", names))
    return found.lastgroup if found else None


def is_teaser(block: Block) -> bool:
    """Whether a block is nothing but a link, or mostly one in a list, and no sentence of running prose."""
    if block.linked >= 0.9:
        return len(block.text) < 250 or not clean.is_prose(block.text)
    return block.tag == "li" and block.linked >= 0.5 and not clean.SENTENCE.search(block.text[-40:])
