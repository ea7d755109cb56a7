"""Two or more loose reports to one collation, without a ledger of the user's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from variorum.edition import Collation
from variorum.errors import InputError, WitnessError
from variorum.ledger import open_ledger
from variorum.model import Document, Failure, Judgement, Profile, make_id
from variorum.sources import read_bytes
from variorum.tables import NONE, Data


def compare_documents(
    documents: Iterable[Document | Failure], profile: Profile | None = None, data: Data = NONE
) -> Collation:
    """One collation of loose documents, without a database of the user's; with the user's own tables.

    What cannot be read is listed in ``failures``; InputError when nothing at all can be read, WitnessError
    when only one can or all are the same bytes from the same outlet and day."""
    same: dict[tuple[str | None, ...], list[str]] = {}

    def seen() -> Iterator[Document | Failure]:
        for item in documents:
            if isinstance(item, Document):
                same.setdefault((item.sha256, item.outlet, item.published), []).append(item.address)
            yield item

    with open_ledger(None) as ledger:
        added = ledger.add_documents(seen())
        if len(same) == 1 and not added.failures:
            raise WitnessError(_lacking(*same.values()))
        ids = sorted(make_id("art", d["id"]) for d in ledger.store.inputs())
        ledger.store.judge(together := _together(ids))
        report = ledger.run(every_version=True, profile=profile, data=data)
        found = ledger.stories()
        if len(found) > 1:  # of a document in the midst of the chain no article could be made
            read = _together(sorted(a.id for a in ledger.articles(versions=True)))
            ledger.store.judge([j for j in read if j not in together])
            report = ledger.run(every_version=True, profile=profile, data=data)
            found = ledger.stories()
        if not found:
            reasons = [f"{f.address}: {f.reason}" for f in (*added.failures, *report.failures)]
            raise InputError("nothing to compare: " + "; ".join(dict.fromkeys(reasons)))
        edition = found[0].collation()
        if len(same) == 1 or len(edition.witnesses) < 2:
            reasons = [f"{f.address}: {f.reason}" for f in edition.failures]
            left = next(iter(same.values())) if len(same) == 1 else [*edition.addresses.values()]
            raise WitnessError("; ".join([_lacking(left), *reasons]), failed=bool(edition.failures))
        return edition


def _together(ids: Sequence[str]) -> list[Judgement]:
    """These articles as a chain of which each is of one story with the next."""
    return [
        Judgement(
            id=make_id("jdg", "compare", a, b), verdict="together", left=a, right=b, who="compare", when=""
        )
        for a, b in pairwise(ids)
    ]


def _lacking(addresses: Sequence[str]) -> str:
    """What a comparison lacks that has only these, which are one witness."""
    if len(addresses) > 1:
        return f"{' and '.join(addresses)} are the same bytes: compare takes two different reports or more"
    return f"compare takes two reports or more; there is only {addresses[0]}"


def compare(
    *texts: str, published: Sequence[str | None] = (), outlets: Sequence[str | None] = ()
) -> Collation:
    """The collation of two or more texts (plain or HTML), a pure function of them.

    ``published`` and ``outlets`` say, text by text, what is known of each."""
    documents: list[Document | Failure] = []
    for i, text in enumerate(texts):
        known = {
            "published": published[i] if i < len(published) else None,
            "outlet": outlets[i] if i < len(outlets) else None,
        }
        given = {k: v for k, v in known.items() if v is not None}
        for item in read_bytes(text.encode("utf-8", "replace"), f"text {i + 1}"):
            documents.append(msgspec.structs.replace(item, **given) if isinstance(item, Document) else item)
    return compare_documents(documents)
