"""Which lines of a page are its article: what trafilatura takes, confirmed and filled up from the markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from variorum.stages.article import clean
from variorum.stages.article.blocks import MOST, Block, Page, is_teaser, keyed

PRUNE = [
    "//blockquote[contains(@class,'twitter-tweet') or contains(@class,'instagram-media')]",
    "//figure",
    "//*[contains(@class,'cookie') or contains(@id,'cookie')][not(self::body or self::html)]",
]
KEPT_APART = ("embed", "caption")
LINES = frozenset({"p", "li", "blockquote", "dd", "div"})
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
LEAD = 30  # blocks above the text among which its lead may stand
NEXT = 3  # blocks after the headline that are next to it
HOME = 0.8  # of the text: an element with so much of it holds all of it
FEW = 500  # characters below which the slower extraction is asked too
Line = tuple[str, str | None]


def lines_of(tree: Any, page: Page, headlines: Sequence[str], description: str | None) -> list[Line]:
    """The lines of a parsed page with what each is when it is not text, in the order of the page.

    Beside the article these are what stands within it: captions, posts, teasers. Empty if there is none."""
    taken, where, most = _placed(page, extracted(tree))
    page.furnish([i for i in where if i >= 0])
    kinds = [
        _kind(page.blocks[i]) or _kind(page.blocks[j]) if i >= 0 else None
        for i, j in zip(where, most, strict=True)
    ]
    if sum(len(t) for t, k in zip(taken, kinds, strict=True) if k is None) * 2 < sum(map(len, taken)):
        kinds = [None] * len(kinds)  # the names mean something else on this page
    chosen: dict[int, str | None] = {}
    for i, kind in zip(where, kinds, strict=True):
        if i >= 0:
            chosen[i] = kind
    _mark_other_leads(page, chosen)
    _add_missing(page, chosen)
    _add_lead(page, chosen, headlines, description)
    _mark_outside(page, chosen)
    _mark_notes(page, chosen)
    _mark_summaries(page, chosen)
    _mark_orphans(page, chosen)
    return _in_order(page, taken, where, chosen)


def extracted(tree: Any) -> list[str]:
    """The lines trafilatura takes for the article, else its baseline's; empty if none."""
    from trafilatura import baseline, extract

    options: dict[str, Any] = {"include_comments": False, "include_tables": False, "prune_xpath": PRUNE}
    found = extract(tree, fast=True, favor_precision=True, **options)
    if not found or len(found) < FEW:
        found = extract(tree, **options) or found or baseline(tree)[1]
    lines = (line.strip().removeprefix("- ").strip() for line in (found or "").split("\n"))
    return [line for line in lines if line]


def _placed(page: Page, lines: Sequence[str]) -> tuple[list[str], list[int], list[int]]:
    """Lines as the page divides them, the block of each, and the block that has most of what stood with it
    in one line; -1 where there is none."""
    taken: list[str] = []
    where: list[int] = []
    most: list[int] = []
    for line, blocks in zip(lines, page.align(lines), strict=True):
        key = keyed(line)
        longest = max(blocks, key=lambda i: len(page.blocks[i].key), default=-1)
        for i in blocks or (-1,):
            if i < 0 or i not in where[-1:]:
                whole = i >= 0 and (len(blocks) > 1 or key in page.blocks[i].key)
                taken.append(page.blocks[i].text if whole else line)
                where.append(i)
                most.append(longest)
    return taken, where, most


def _kind(block: Block) -> str | None:
    if block.room and block.room != "lead":
        return block.room
    return "related" if is_teaser(block) else None


def _kept(chosen: dict[int, str | None]) -> list[int]:
    return sorted(i for i, kind in chosen.items() if kind is None)


def _add_missing(page: Page, chosen: dict[int, str | None]) -> None:
    """Choose what the extraction left out: paragraphs beside those it took and headings between them; and
    what stands among them and is to be kept apart."""
    kept = _kept(chosen)
    if not kept:
        return
    homes = Counter((page.blocks[i].holder, page.blocks[i].tag) for i in kept)
    forms = Counter(page.blocks[i].form for i in kept)
    holders = {page.blocks[i].holder for i in kept if homes[page.blocks[i].holder, page.blocks[i].tag] >= 3}
    first, last = kept[0], kept[-1]
    known = {page.blocks[i].key for i in chosen}
    for i, block in enumerate(page.blocks):
        if i in chosen or i < first:
            continue
        if i <= last and block.room in KEPT_APART:
            chosen[i] = block.room
        elif block.room is None and not is_teaser(block):
            beside = block.tag in LINES and (
                homes[block.holder, block.tag] >= 2
                or (forms[block.form] >= 3 and (i < last or not block.form.endswith(" ")))
            )
            if beside and block.key not in known and clean.is_prose(block.text):
                chosen[i] = None
    for i in range(first, last):
        block = page.blocks[i]
        if i not in chosen and block.tag in HEADINGS and block.holder in holders and _kind(block) is None:
            following = next((j for j in range(i + 1, last + 1) if page.blocks[j].room is None), last)
            if chosen.get(following, "none") is None and page.blocks[following].holder == block.holder:
                chosen[i] = None


def _add_lead(
    page: Page, chosen: dict[int, str | None], headlines: Sequence[str], description: str | None
) -> None:
    """Choose the paragraphs between the headline and the text: next to it, named as its lead, or with the
    words that the head has for it."""
    first = next((i for i in _kept(chosen) if clean.is_prose(page.blocks[i].text)), 0)
    folded = [clean.fold(headline) for headline in headlines]
    stated = set(clean.fold(description or "").split())
    known = {page.blocks[i].key for i in chosen if chosen[i] is None}
    near = -1
    for i in range(max(first - LEAD, 0), first):
        block = page.blocks[i]
        if block.room != "navigation" and clean.is_headline(block.text, folded, whole=False):
            near = i + NEXT
        may = chosen.get(i, block.room) in (None, "related", "byline", "lead") and block.linked < 0.5
        words = clean.fold(block.text).split() if may and clean.is_prose(block.text) else []
        if len(words) <= 5 or block.key in known:
            continue
        same = len(stated) > 5 and sum(w in stated for w in words) >= 0.7 * len(words)
        named = block.room == "lead" and (near >= 0 or i >= first - NEXT)
        if same or named or 0 <= i <= near:
            chosen[i] = None


def _mark_other_leads(page: Page, chosen: dict[int, str | None]) -> None:
    """Mark the leads of other articles, which stand after the second paragraph of this one."""
    prose = [i for i in _kept(chosen) if clean.is_prose(page.blocks[i].text)]
    homes = Counter(page.blocks[i].holder for i in prose)
    for i in prose[2:]:
        if page.blocks[i].room == "lead" and homes[page.blocks[i].holder] < 3:
            chosen[i] = "related"


def _mark_outside(page: Page, chosen: dict[int, str | None]) -> None:
    """Mark what follows after the end of the element that holds most of the text."""
    kept = _kept(chosen)
    sizes: Counter[int] = Counter()
    for i in kept:
        sizes[page.blocks[i].holder] += len(page.blocks[i].key)
    if not sizes:
        return
    home, size = min(sizes.items(), key=lambda item: (-item[1], item[0]))
    if size < HOME * sizes.total() or home not in page.spans:
        return
    end = page.spans[home][1]
    for i in kept:
        if i >= end > 0:
            chosen[i] = "footer"


def _mark_notes(page: Page, chosen: dict[int, str | None]) -> None:
    """Mark paragraphs all in italics before the text and after it: notes of the outlet, not its report."""
    kept = _kept(chosen)
    if sum(page.blocks[i].slanted >= 0.9 for i in kept) > 5 or len(kept) < 4:
        return
    for run in (kept[:2], kept[:-4:-1]):
        for i in run:
            if page.blocks[i].slanted < 0.9:
                break
            chosen[i] = "note"


def _mark_summaries(page: Page, chosen: dict[int, str | None]) -> None:
    """Mark the boxes that say a machine has written them, unless they hold much of the text."""
    kept = _kept(chosen)
    whole = sum(len(page.blocks[i].key) for i in kept)
    for i in range(max(kept[0] - NEXT, 0), kept[-1] + NEXT) if kept else ():
        if (
            i >= len(page.blocks)
            or len(page.blocks[i].text) > FEW
            or not clean.is_by_machine(page.blocks[i].text)
        ):
            continue
        start, end = page.spans.get(page.blocks[i].holder, (i, i + 1))
        if sum(len(page.blocks[j].key) for j in kept if start <= j < end) <= MOST * whole:
            chosen.update({j: "box" for j in kept if start <= j < end})


def _mark_orphans(page: Page, chosen: dict[int, str | None]) -> None:
    """Mark headings over what is marked, or over nothing."""
    for i in reversed(_kept(chosen)):
        block = page.blocks[i]
        heading = block.tag in HEADINGS or (block.text.endswith(":") and len(block.text) < 60)
        if not heading or clean.is_prose(block.text):
            continue
        following = next(
            (j for j in range(i + 1, min(i + 4, len(page.blocks))) if page.blocks[j].room not in KEPT_APART),
            -1,
        )
        if following < 0 or (chosen.get(following, "none") is not None and _is_other(page.blocks[following])):
            chosen[i] = "related"


def _is_other(block: Block) -> bool:
    return block.room == "related" or is_teaser(block)


def _in_order(
    page: Page, taken: Sequence[str], where: Sequence[int], chosen: dict[int, str | None]
) -> list[Line]:
    """Lines taken and chosen as they follow each other in the page."""
    rest = sorted(set(chosen) - set(where))
    lines: list[Line] = []
    for text, i in zip(taken, where, strict=True):
        while rest and 0 <= rest[0] < i:
            lines.append((page.blocks[rest[0]].text, chosen[rest.pop(0)]))
        if i < 0:
            lines.append((text, None))
        else:
            same = keyed(text) == page.blocks[i].key
            lines.append((page.blocks[i].text if same else text, chosen[i]))
    return lines + [(page.blocks[i].text, chosen[i]) for i in rest]
