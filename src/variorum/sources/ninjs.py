"""News in JSON (ninjs), as agencies deliver it: versions 2 and 3 by their lists, 1 by its single fields.

https://iptc.org/standards/ninjs/ : ``headlines`` and ``bodies`` carry roles and content types. Version 3
writes names in camel case, which is read as version 2.
"""

from __future__ import annotations

from typing import Any

from variorum.errors import InputError
from variorum.sources.document import line

ROLES = ("main", "body", "html", "richtext", "text", "plain", "")
SIGNS = ("bodies", "headlines", "body_xhtml", "body_html", "body_text", "versioncreated", "copyrightholder")
REMEDY = "deliver the text items; pictures, events and plans hold no report"


def is_item(row: dict[str, Any]) -> bool:
    """Whether a JSON object is a ninjs item: it has a ``uri`` and what only ninjs has beside it."""
    names = {str(name).lower() for name in row}
    return isinstance(row.get("uri"), str) and not {"text", "html"} & names and not names.isdisjoint(SIGNS)


def row_of(item: dict[str, Any]) -> dict[str, Any]:
    """A ninjs item as a row of JSON lines: id, url, title, outlet, published, and text or html.

    ``versioncreated`` is when the version was delivered, the closest to a date of publication that ninjs
    has. Raise InputError when the item is withdrawn, withheld or holds no text.
    """
    item = {str(name).lower(): value for name, value in item.items()}
    status = line(item.get("pubstatus")) or "usable"
    if status != "usable":
        raise InputError(f"the item is {status[:20]}", "leave it out: its agency has taken it back")
    name, value = _body(item)
    if not value:
        kind = line(item.get("type")) or "item"
        raise InputError(f"the {kind[:20]} has no text", REMEDY)
    uri = line(item.get("uri")) or ""
    url = _link(item) or (uri if uri.startswith(("http://", "https://")) else None)
    return {
        "id": uri[:500],
        "url": url,
        "title": _chosen(item.get("headlines"))[1] or line(item.get("headline")),
        "outlet": _outlet(item),
        "published": line(item.get("versioncreated")) or line(item.get("firstcreated")),
        name: _headed(item, name, value),
    }


def _body(item: dict[str, Any]) -> tuple[str, str]:
    """The field (``html`` or ``text``) and the words of the best body; markup goes before plain text."""
    kind, value = _chosen(item.get("bodies"), markup=True)
    if value:
        return ("html" if "html" in kind or ("xml" in kind) or "</" in value else "text"), value
    for name in ("body_xhtml", "body_html", "body_text", "body"):
        found = item.get(name)
        if isinstance(found, str) and found.strip():
            return ("html" if "html" in name or "</" in found else "text"), found
    return "text", ""


def _chosen(listed: Any, *, markup: bool = False) -> tuple[str, str]:
    """Content type and value of the best of ninjs's lists of texts with roles; empty when there is none."""
    best: tuple[int, int, int] | None = None
    found = ("", "")
    for place, entry in enumerate(listed if isinstance(listed, list) else []):
        entry = {str(k).lower(): v for k, v in entry.items()} if isinstance(entry, dict) else {}
        value = entry.get("value")
        if not isinstance(value, str) or not value.strip():
            continue
        role = (line(entry.get("role")) or "").lower()
        kind = (line(entry.get("contenttype")) or "").lower()
        plain = markup and not ("html" in kind or "</p>" in value)
        rank = (int(plain), ROLES.index(role) if role in ROLES else len(ROLES), place)
        if best is None or rank < best:
            best, found = rank, (kind, value if markup else line(value) or "")
    return found


def _headed(item: dict[str, Any], name: str, body: str) -> str:
    """The body under its byline, where the item keeps it apart, so that the article stage can read it."""
    by = line(item.get("by"))
    if not by or by[:60] in body[:500]:
        return body
    shown = by if by.lower().startswith(("by ", "von ", "par ", "por ")) else f"By {by}"
    if name == "text":
        return f"{shown}\n\n{body}"
    plain = shown.replace("&", "&amp;").replace("<", "&lt;")
    return f"<p>{plain}</p>\n{body}"


def _outlet(item: dict[str, Any]) -> str | None:
    """The party that provides the item, else the holder of its copyright."""
    sources = item.get("infosources")
    for entry in sources if isinstance(sources, list) else []:
        if isinstance(entry, dict) and "provider" in str(entry.get("rel") or entry.get("role") or "").lower():
            return line(entry.get("name"))
    return line(item.get("copyrightholder"))


def _link(item: dict[str, Any]) -> str | None:
    """Where the item can be read, when it says so in its renditions."""
    renditions = item.get("renditions")
    if isinstance(renditions, dict):
        renditions = list(renditions.values())
    for entry in renditions if isinstance(renditions, list) else []:
        href = line(entry.get("href")) if isinstance(entry, dict) else None
        kind = (
            str(entry.get("contentType") or entry.get("contenttype") or entry.get("mimetype") or "")
            if href
            else ""
        )
        if href and "html" in kind and href.startswith(("http://", "https://")):
            return href
    return None
