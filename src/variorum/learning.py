"""Learning a profile of outlets from the pages of a ledger, or from files. A run itself never learns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from variorum.errors import InputError
from variorum.ledger import Ledger
from variorum.model import Article, Document, Failure, Profile
from variorum.stages.article import article as stage
from variorum.stages.article import outlets


def learn(articles: Iterable[Article]) -> Profile:
    """The template lines of the outlets of these articles; those without an outlet and live pages teach
    nothing. The order of articles does not matter."""
    texts: dict[str, list[str]] = {}
    for article in articles:
        if article.outlet and article.kind == "article":
            texts.setdefault(article.outlet, []).append(article.text)
    return outlets.learn(texts)


def of_ledger(ledger: Ledger) -> Iterator[Article]:
    """The articles of a ledger, of a page the newest version, as they are without any profile."""
    for article in ledger.articles():
        if any(removed.kind == "template" for removed in article.removed):
            (document,) = ledger.store.documents([article.document_id])
            yield from stage.run(document)
        else:
            yield article


def of_documents(found: Iterable[Document | Failure], failures: list[Failure]) -> Iterator[Article]:
    """The articles of documents; what cannot be used is put into ``failures``."""
    for item in found:
        if isinstance(item, Failure):
            failures.append(item)
            continue
        try:
            yield from stage.run(item)
        except InputError as error:
            failures.append(
                Failure(address=item.address, stage=stage.name, reason=error.reason, remedy=error.remedy)
            )
