"""Reads the key of the demo stories and tells which of its findings an edition shows."""

from __future__ import annotations

import json
from pathlib import Path

from variorum.edition import Collation
from variorum.model import Article, Span

KEY = json.loads((Path(__file__).parent / "gold" / "demo" / "expected.json").read_text(encoding="utf-8"))
FINDINGS = KEY["findings"]
VARIANTS = {"place": "place", "number": "number", "date": "time"}


def documents() -> dict[str, dict]:
    """Of each document of the key what is said of it, with its story."""
    return {d["document"]: {**d, "story": s} for s, told in KEY["stories"].items() for d in told["documents"]}


class Shown:
    """The editions of the demo, looked up by the documents of the key (found by their titles)."""

    def __init__(self, editions: list[Collation]) -> None:
        by_title = {w.title: (e, w) for e in editions for w in e.witnesses}
        self.at: dict[str, tuple[Collation, Article]] = {
            name: by_title[d["title"]] for name, d in documents().items() if d["title"] in by_title
        }

    def spans(self, file: str, words: str) -> list[Span]:
        """Where the words of the key stand in the clean text."""
        article = self.at[file][1]
        bare = words.strip("“”‘’ .,;")
        start = article.text.find(bare)
        return [] if start < 0 else [Span(article.id, start, start + len(bare))]

    def marked(self, finding: dict) -> dict[str, list[Span]]:
        """By file the spans of the finding's words."""
        return {
            file: [s for words in exact for s in self.spans(file, words)]
            for file, exact in zip(finding["files"], finding["exact"], strict=True)
        }

    def shows(self, finding: dict) -> bool:
        """Whether the editions show what the finding expects."""
        check = getattr(self, "_" + finding["kind"].replace("-", "_"))
        return all(file in self.at for file in finding["files"]) and bool(check(finding))

    def _lines(self, finding: dict) -> list:
        """Lines whose members touch the finding's words in every file."""
        edition = self.at[finding["files"][0]][0]
        marked = self.marked(finding)
        found = []
        for line in edition.lines:
            spans = [s for m in edition.members(line) for s in m.spans]
            if all(any(_touch(a, b) for a in spans for b in marks) for marks in marked.values()):
                found.append(line)
        return found

    def _variants(self, finding: dict, kind: str, *relations: str) -> bool:
        edition = self.at[finding["files"][0]][0]
        marks = [s for spans in self.marked(finding).values() for s in spans]
        for v in edition.variants:
            told = [s for r in v.readings for s in r.spans]
            articles = {s.article_id for s in told if any(_touch(s, m) for m in marks)}
            if v.kind == kind and v.relation in relations and len(articles) >= 2:
                return True
        return False

    def _same_quote(self, finding: dict) -> bool:
        lines = self._lines(finding)
        return bool(lines) and ("at most 1" not in finding["expect"] or lines[0].at_most == 1)

    def _wording(self, finding: dict, *how: str) -> bool:
        edition = self.at[finding["files"][0]][0]
        ids = {line.id for line in self._lines(finding)}
        return any(
            v.line_id in ids and v.kind == "wording" and any(h in w for h in how for w in v.why)
            for v in edition.variants
        )

    def _cut_quote(self, finding: dict) -> bool:
        return self._wording(finding, "cut", "left out", "trimmed")

    def _paraphrase(self, finding: dict) -> bool:
        return self._wording(finding, "paraphrased")

    def _moved_attribution(self, finding: dict) -> bool:
        """Between reports; within one report the edition does not look for tension."""
        if len(finding["files"]) < 2:
            return False
        edition = self.at[finding["files"][0]][0]
        ids = {line.id for line in self._lines(finding)}
        return any(v.line_id in ids and v.kind == "attribution" for v in edition.variants)

    def _place(self, finding: dict) -> bool:
        return self._variants(finding, "place", "DIFFERS")

    def _number(self, finding: dict) -> bool:
        return self._variants(finding, "number", "DIFFERS")

    def _date(self, finding: dict) -> bool:
        if "DIFFERS" in finding["expect"]:
            return self._variants(finding, "time", "DIFFERS")
        return not self._variants(finding, "time", "DIFFERS")

    def _update(self, finding: dict) -> bool:
        return self._variants(finding, "number", "UPDATE")

    def _lineage(self, finding: dict) -> bool:
        edition, _ = self.at[finding["files"][0]]
        ids = {self.at[f][1].id for f in finding["files"]}
        return any(ids <= set(lineage.article_ids) for lineage in edition.lineages)

    _republished = _rewrite = _lineage

    def _independent(self, finding: dict) -> bool:
        edition, _ = self.at[finding["files"][0]]
        ids = {self.at[f][1].id for f in finding["files"]}
        return all(len(ids & set(lineage.article_ids)) <= 1 for lineage in edition.lineages)

    def _boilerplate(self, finding: dict) -> bool:
        (file,), (exact,) = finding["files"], finding["exact"]
        return not any(words in self.at[file][1].text for words in exact)

    def _planned_vs_done(self, finding: dict) -> bool:
        edition = self.at[finding["files"][0]][0]
        marks = [s for spans in self.marked(finding).values() for s in spans]
        told = [m for m in edition.event_mentions if any(_touch(m.sentence, s) for s in marks)]
        return len({m.status for m in told}) >= 2

    def _anonymous(self, finding: dict) -> bool:
        edition = self.at[finding["files"][0]][0]
        for spans in self.marked(finding).values():
            said = [
                s
                for s in edition.statements
                if s.speaker and any(_touch(a, b) for a in s.spans for b in spans)
            ]
            if not said:
                return False
        return True

    def _own_voice(self, finding: dict) -> bool:
        edition = self.at[finding["files"][0]][0]
        marks = [s for spans in self.marked(finding).values() for s in spans]
        own = [*edition.assertions, *(m for m in edition.event_mentions if m.statement_id is None)]
        voiced = {r.article_id for r in own if any(_touch(a, b) for a in r.spans for b in marks)}
        said = {r.article_id for r in edition.statements if any(_touch(a, b) for a in r.spans for b in marks)}
        return bool(voiced) and bool(said - voiced or len(voiced | said) > 1)


def _touch(a: Span, b: Span) -> bool:
    return a.article_id == b.article_id and a.start < b.end and b.start < a.end
