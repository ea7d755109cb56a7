"""Making a document, and naming what could not become one."""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from variorum.errors import InputError
from variorum.model import Document, Failure, make_id

UNFIT = re.compile("[\ud800-\udfff\x00]")
BLANKS = re.compile(r"\s+")


def document(
    body: bytes,
    address: str,
    media_type: Literal["text", "html"],
    *,
    url: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    form: Literal["page", "item", "update"] = "page",
    fetched: str | None = None,
    encoding: str | None = None,
) -> Document:
    """A document with its hash and an id made from its content and where it came from."""
    sha256 = hashlib.sha256(body).hexdigest()
    return Document(
        id=make_id("doc", sha256, url or address),
        sha256=sha256,
        address=address,
        media_type=media_type,
        body=body,
        url=url,
        title=title,
        outlet=outlet,
        published=published,
        form=form,
        fetched=fetched,
        encoding=encoding,
    )


def failure(address: str, error: InputError) -> Failure:
    """An input that could not be read, for the list at the end of a run."""
    return Failure(address=address, stage="sources", reason=error.reason, remedy=error.remedy)


def storable(text: str) -> str:
    """The text with lone surrogates and NULs replaced one for one, so that it can be written as UTF-8."""
    return UNFIT.sub("\ufffd", text)


def line(value: object) -> str | None:
    """A short text on one line without blanks at its ends; None when there is nothing in it."""
    text = BLANKS.sub(" ", storable(value)).strip() if isinstance(value, str) else ""
    return text or None
