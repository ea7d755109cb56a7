"""Full-text search in SQLite, and quotes by fragment. Another dialect brings its own."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from sqlalchemy import Connection, text

_SPLIT = re.compile(r"\.\.\.|…|\[…\]|[\"“”«»]")
_WORD = re.compile(r"\w+", re.UNICODE)
_FOLDED = "tokenize=\"unicode61 remove_diacritics 2\", content_rowid='number'"

SQLITE_FULL_TEXT = tuple(
    text(statement)
    for statement in (
        "CREATE VIRTUAL TABLE IF NOT EXISTS articles_fts "
        f"USING fts5(title, text, content='articles', {_FOLDED})",
        "CREATE VIRTUAL TABLE IF NOT EXISTS statements_fts "
        f"USING fts5(words, content='statements', {_FOLDED})",
        "CREATE TRIGGER IF NOT EXISTS articles_ai AFTER INSERT ON articles BEGIN "
        "INSERT INTO articles_fts(rowid, title, text) VALUES (new.number, new.title, new.text); END",
        "CREATE TRIGGER IF NOT EXISTS articles_ad AFTER DELETE ON articles BEGIN "
        "INSERT INTO articles_fts(articles_fts, rowid, title, text) "
        "VALUES ('delete', old.number, old.title, old.text); END",
        "CREATE TRIGGER IF NOT EXISTS statements_ai AFTER INSERT ON statements BEGIN "
        "INSERT INTO statements_fts(rowid, words) VALUES (new.number, new.words); END",
        "CREATE TRIGGER IF NOT EXISTS statements_ad AFTER DELETE ON statements BEGIN "
        "INSERT INTO statements_fts(statements_fts, rowid, words) "
        "VALUES ('delete', old.number, old.words); END",
    )
)
"""Full-text tables and the triggers that keep them."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A record whose words match: an article or a statement, with the words around the match."""

    kind: str
    id: str
    article_id: str
    words: str


def phrases(wanted: str) -> list[str]:
    """The fragments of a search: stretches between ellipses or quotation marks, each a phrase."""
    found = [" ".join(_WORD.findall(part)) for part in _SPLIT.split(wanted)]
    return [p for p in found if p]


_STATEMENTS = text(
    "SELECT s.id AS id, s.article_id AS article_id, s.words AS words FROM statements_fts f "
    "JOIN statements s ON s.number = f.rowid WHERE statements_fts MATCH :q ORDER BY rank, s.id LIMIT :n"
)
_ARTICLES = text(
    "SELECT a.id AS id, a.id AS article_id, snippet(articles_fts, -1, '', '', '…', 24) AS words "
    "FROM articles_fts f JOIN articles a ON a.number = f.rowid JOIN documents d ON d.id = a.home "
    "WHERE articles_fts MATCH :q ORDER BY d.newer IS NOT NULL, rank, a.id LIMIT :n"
)


def search(c: Connection, wanted: str, limit: int = 20) -> list[Hit]:
    """Statements, then articles, that have every fragment word for word; failing that, every word.

    Older versions of pages come last. Case and diacritics are folded. Nothing found is an empty list."""
    fragments = phrases(wanted)
    if not fragments:
        return []
    exact = " AND ".join(f'"{p}"' for p in fragments)
    loose = " AND ".join(f'"{w}"' for p in fragments for w in p.split())
    for query in dict.fromkeys((exact, loose)):
        hits = [
            Hit(kind=kind, **_plain(row))
            for kind, statement in (("statement", _STATEMENTS), ("article", _ARTICLES))
            for row in c.execute(statement, {"q": query, "n": limit}).mappings()
        ]
        if hits:
            return hits[:limit]
    return []


def _plain(row: Any) -> dict[str, str]:
    return {"id": row["id"], "article_id": row["article_id"], "words": row["words"] or ""}
