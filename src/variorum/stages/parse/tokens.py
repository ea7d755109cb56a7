"""A parsed article as plain lists, because asking spaCy token by token costs more than the rules do."""

from __future__ import annotations

from typing import Any

COLUMNS = ("LOWER", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD", "IDX", "LENGTH", "SENT_START")
FLAGS = ("IS_ALPHA", "IS_STOP")


class Tokens:
    """Tokens by number: lower-case word, lemma, part of speech, tag, dependency, name label, head, children,
    offsets (``start``, ``end``); ``sentences`` as half-open ranges of tokens, and each token's ``sentence``;
    ``content`` tells the words of letters that are no stop word."""

    __slots__ = (
        "content",
        "dep",
        "end",
        "entity",
        "head",
        "kids",
        "lemma",
        "low",
        "pos",
        "sentence",
        "sentences",
        "start",
        "tag",
    )

    def __init__(self, doc: Any) -> None:
        columns = [*COLUMNS, *FLAGS]
        table = doc.to_array(columns).astype("int64").T.tolist() if len(doc) else [[] for _ in columns]
        low, lemma, pos, tag, dep, entity, heads, self.start, length, first, alpha, stop = table
        names = _named(doc.vocab.strings, {*low, *lemma, *pos, *tag, *dep, *entity})
        lowered = {k: names[k].lower() for k in set(lemma)}
        self.low = [names[k] for k in low]
        self.lemma = [lowered[k] for k in lemma]
        self.pos = [names[k] for k in pos]
        self.tag = [names[k] for k in tag]
        self.dep = [names[k] for k in dep]
        self.entity = [names[k] for k in entity]
        self.content = [letters and not common for letters, common in zip(alpha, stop, strict=True)]
        self.head: list[int] = [i + step for i, step in enumerate(heads)]
        self.end = [at + size for at, size in zip(self.start, length, strict=True)]
        self.kids: list[list[int]] = [[] for _ in lemma]
        for i, head in enumerate(self.head):
            if head != i:
                self.kids[head].append(i)
        begins = [i for i, value in enumerate(first) if value == 1 or not i]
        self.sentences = list(zip(begins, [*begins[1:], len(lemma)], strict=True)) if begins else []
        self.sentence = [n for n, (left, right) in enumerate(self.sentences) for _ in range(left, right)]

    def __len__(self) -> int:
        return len(self.lemma)

    def child(self, i: int, *deps: str) -> int | None:
        """The first child of token ``i`` with one of these dependencies; None when there is none."""
        for kid in self.kids[i]:
            if self.dep[kid] in deps:
                return kid
        return None


_NAMES: dict[int, str] = {0: ""}
_MOST = 100_000


def _named(strings: Any, keys: set[int]) -> dict[int, str]:
    """The words of hashes (as signed numbers); those met before are not looked up again."""
    if len(_NAMES) > _MOST:
        _NAMES.clear()
        _NAMES[0] = ""
    for key in keys.difference(_NAMES):
        _NAMES[key] = strings[key % 2**64]
    return _NAMES
