"""What a page states about its article: structured data first, then meta tags, then what it prints."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from variorum.sources import dates
from variorum.sources.document import line
from variorum.stages.article import linked, names, outlets, printed
from variorum.stages.article.blocks import Block
from variorum.stages.article.clean import fold

SEPARATOR = re.compile(r"\s+[|–—»·•:]+\s+|\s+-\s+|\s+\|\s*")
DATES = """article:published_time og:published_time article:published datepublished pubdate publishdate
publish-date publish_date published_time date.published dc.date.issued dcterms.created dcterms.issued dc.date
dcterms.date parsely-pub-date sailthru.date cxenseparse:recs:publishtime publication_date article.published
og:article:published_time og:pubdate bt:pubdate originalpublicationdate displaydate cre date"""
MODIFIED = "article:modified_time og:updated_time datemodified dcterms.modified last-modified lastmod"
AUTHORS = "author article:author_name parsely-author sailthru.author byl dc.creator cxenseparse:author"
AUTHORS += " article:author og:article:author dcterms.creator"
SECTIONS = "article:section parsely-section section cxenseparse:recs:section og:article:section"
JOINT = re.compile(r"(?<=[a-zà-ÿ\d?!.])(?=[A-ZÀ-Þ„“«])")
First = Callable[[str], "str | None"]


class Stated(msgspec.Struct, kw_only=True):
    """The metadata of a page; ``stated`` tells where each came from. ``headlines`` are all its titles."""

    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    section: str | None = None
    language: str | None = None
    canonical: str | None = None
    description: str | None = None
    headlines: tuple[str, ...] = ()
    credited: tuple[str, ...] = ()
    live: bool = False
    updates: tuple[linked.Item, ...] = ()
    stated: dict[str, str] = {}

    def take(self, name: str, value: Any, where: str) -> None:
        """Keep the first value of each."""
        if value and not getattr(self, name):
            setattr(self, name, value)
            self.stated = {**self.stated, name: where}


def read(tree: Any, blocks: Sequence[Block], url: str | None = None) -> Stated:
    """The metadata of a parsed page, whose blocks are given too."""
    found = Stated()
    meta = _meta(tree)
    first: First = lambda wanted: next((meta[name] for name in wanted.split() if meta.get(name)), None)  # noqa: E731
    nodes = linked.articles(tree)
    found.description = first("og:description description twitter:description")
    found.take("canonical", _address(_canonical(tree), url), "page")
    found.take("canonical", _address(first("og:url"), url), "meta")
    found.take("language", _language(tree.get("lang") or tree.get("xml:lang")), "page")
    for node in nodes:
        _take_linked(found, node)
    found.take("language", _language(first("og:locale content-language language")), "meta")
    found.updates = tuple(linked.updates(nodes))
    _take_outlet(found, nodes, first, url)
    near = printed.near_headline(blocks)
    _take_dates(found, tree, meta, near, url)
    _take_authors(found, tree, nodes, meta, near, url)
    found.take("section", first(SECTIONS), "meta")
    _take_title(found, tree, nodes, first, url)
    return found


def _meta(tree: Any) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = element.get("property") or element.get("name") or element.get("itemprop")
        value = line(html.unescape(element.get("content") or ""))
        if key and value:
            meta.setdefault(key.lower(), value)
    return meta


def _canonical(tree: Any) -> str | None:
    return next(
        (e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None
    )


def _address(value: str | None, url: str | None) -> str | None:
    """A web address that a page names, whole; None when it is none."""
    try:
        whole = urljoin(url or "", line(value) or "")
        parts = urlsplit(whole)
    except ValueError:
        return None
    fits = value and parts.scheme in ("http", "https") and parts.hostname and len(whole) <= 2_000
    return whole if fits else None


def _take_linked(found: Stated, node: dict[str, Any]) -> None:
    found.take("published", dates.stated(linked.text(node.get("datePublished")) or ""), "json-ld")
    found.take("modified", dates.stated(linked.text(node.get("dateModified")) or ""), "json-ld")
    section = node.get("articleSection")
    found.take(
        "section", linked.text(section[0] if isinstance(section, list) and section else section), "json-ld"
    )
    found.take("language", _language(linked.text(node.get("inLanguage"))), "json-ld")
    found.live = found.live or "LiveBlog" in linked.types(node)


def _take_outlet(found: Stated, nodes: list[dict[str, Any]], first: First, url: str | None) -> None:
    known = outlets.by_address(url) or (None if url else outlets.by_address(found.canonical))
    found.take("outlet", known.name if known else None, "address")
    publisher = next((name for node in nodes for name in linked.names(node.get("publisher"))), None)
    site = first("og:site_name")
    plain = site if site and not site.islower() and not re.match(r"https?:|www\.", site) else None
    found.take("outlet", plain, "meta")
    found.take("outlet", publisher, "json-ld")
    found.take("outlet", site if site and "//" not in site else None, "meta")
    found.take("outlet", first("application-name dc.publisher"), "meta")


def _take_dates(found: Stated, tree: Any, meta: dict[str, str], near: list[Block], url: str | None) -> None:
    for name in DATES.split():
        if value := meta.get(name):
            found.take("published", dates.stated(value) or printed.day(value, found.language), "meta")
    for name in MODIFIED.split():
        found.take("modified", dates.stated(meta.get(name, "")), "meta")
    if not found.published:
        found.take("published", printed.element_date(tree, found.language), "page")
        address = url or found.canonical
        found.take("published", printed.in_address(address), "address")
        found.take("published", printed.printed_date(near, found.language), "page")


def _take_authors(
    found: Stated,
    tree: Any,
    nodes: list[dict[str, Any]],
    meta: dict[str, str],
    near: list[Block],
    url: str | None,
) -> None:
    """Authors who are not the outlet itself; what structured fields credit stays for the credits."""
    by_data = [name for node in nodes for name in linked.names(node.get("author") or node.get("creator"))]
    by_meta = [meta[name] for name in AUTHORS.split() if meta.get(name)]
    found.credited = tuple(dict.fromkeys([*by_data, *by_meta]))
    publishers = [name for node in nodes for name in linked.names(node.get("publisher"))]
    host = _host(url or found.canonical)
    own = [found.outlet, meta.get("og:site_name"), *publishers, host, host.split(".")[0]]
    found.take("byline", names.people(names.split(by_data), own), "json-ld")
    for value in by_meta:
        found.take("byline", names.people(names.split([value]), own), "meta")
    if not found.byline:
        found.take("byline", names.people(printed.printed_byline(tree, near), own), "page")


def _host(url: str | None) -> str:
    try:
        return re.sub(r"^(?:www|m|edition|news|amp)\.", "", urlsplit(url or "").hostname or "")
    except ValueError:
        return ""


def _take_title(found: Stated, tree: Any, nodes: list[dict[str, Any]], first: First, url: str | None) -> None:
    """The printed headline, unless all that the head says agrees on another one."""
    own = [found.outlet, first("og:site_name"), _host(url or found.canonical)]
    heading = line(" ".join(tree.xpath("string(//title[1])").split()))
    stated = {
        "json-ld": next((h for node in nodes if (h := linked.text(node.get("headline")))), None),
        "meta": first("og:title twitter:title headline dc.title"),
        "page": heading,
    }
    if found.outlet is None and heading:
        _take_outlet_of_heading(found, heading, [stated["meta"], stated["json-ld"], *_headings(tree)])
        own.append(found.outlet)
    cleared = {where: without_outlet(title, own) for where, title in stated.items() if title}
    printed_one = _printed_headline(_headings(tree), list(cleared.values()))
    found.headlines = tuple(dict.fromkeys([*([printed_one] if printed_one else []), *cleared.values()]))
    if printed_one and (where := _outvoted(fold(printed_one), cleared)):
        found.take("title", cleared[where], where)
    found.take("title", printed_one, "page")
    for where in ("meta", "json-ld", "page"):
        found.take("title", cleared.get(where), where)


def _outvoted(printed_one: str, stated: dict[str, str]) -> str | None:
    """Which statement of the head is the title in place of the folded printed headline; None for most.

    All of the head agrees on another (``<title>`` does with what it only adds a section to), or it is the
    printed one without the kicker before it."""
    folds = {where: fold(title) for where, title in stated.items()}
    heading = folds.get("page", "")
    spoken = [words for where, words in folds.items() if where != "page"]
    for where, words in folds.items():
        if where == "page" or len(words.split()) < 2 or words == printed_one:
            continue
        beside = heading == words or heading.startswith(words + " ")
        if spoken.count(words) + beside == 3:
            return where
        kicker = len(words.split()) > 3 and printed_one.endswith(" " + words)
        if kicker and folds.get("meta") != printed_one:
            return where
    return None


def _headings(tree: Any) -> list[str]:
    printed_ones = []
    for element in tree.iter("h1"):
        pieces = [piece for piece in element.itertext() if piece.strip()]
        joined = "".join(
            piece + (" " if JOINT.search(piece[-1] + following[:1]) else "")
            for piece, following in zip_longest(pieces, pieces[1:], fillvalue="")
        )
        text = line(joined)
        if text:
            printed_ones.append(text)
    return printed_ones


def _printed_headline(headings: list[str], stated: list[str]) -> str | None:
    """The first heading that shares half its words with what the head says; None if none does."""
    known = set(fold(" ".join(stated)).split())
    whole = {fold(title) for title in stated}
    for text in headings:
        words = fold(text).split()
        if fold(text) in whole:
            return text
        shares = not known or sum(w in known for w in words) * 2 >= len(words)
        if len(words) >= 3 and len(text) > 8 and shares:
            return text
    return None


def _take_outlet_of_heading(found: Stated, heading: str, titles: list[str | None]) -> None:
    title = next((t for t in titles if t and fold(heading).startswith(fold(t))), None)
    parts = SEPARATOR.split(heading)
    if title and len(parts) > 1 and len(parts[-1]) <= 40 and fold(parts[-1]) not in fold(title):
        found.take("outlet", parts[-1].strip(), "page")


def without_outlet(title: str, own: Sequence[str | None]) -> str:
    """A title without the outlet's name that pages hang on it (``... | Meridian Post``)."""
    known = [fold(name or "").replace(" ", "").removeprefix("the") for name in own]
    known = [name for name in known if len(name) > 1]
    while known and (cut := list(SEPARATOR.finditer(title))):
        last = fold(title[cut[-1].end() :]).replace(" ", "").removeprefix("the")
        start = fold(title[: cut[0].start()]).replace(" ", "").removeprefix("the")
        if last and any(last in name or name in last for name in known) and len(last) <= 45:
            title = title[: cut[-1].start()].rstrip()
        elif start and any(start == name for name in known):
            title = title[cut[0].end() :].lstrip()
        else:
            break
    return title


def _language(tag: str | None) -> str | None:
    """The language of a tag such as ``en-GB``, in two or three letters."""
    found = re.match(r"[A-Za-z]{2,3}(?=$|[-_])", tag or "")
    return found[0].lower() if found else None
