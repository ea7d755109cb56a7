"""Build resources/terms/idf.tsv: in how many background documents each lemma occurs.

    python scripts/build_terms.py GOLD    GOLD holds linking/meantime.jsonl and linking/gum/dep/*.conllu

Both sets are Wikinews text under CC BY. Only counts are kept: lemmas of adjectives, nouns, names and verbs
that at least two documents have; the line ``*`` is the number of documents.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from variorum.stages.parse import read
from variorum.stages.parse.tokens import Tokens
from variorum.stages.stories.signature import lemma_counts

TARGET = Path(__file__).parent.parent / "src/variorum/resources/terms/idf.tsv"
CONTENT = ("ADJ", "NOUN", "PROPN", "VERB")


def documents(gold: Path) -> Iterator[set[str]]:
    """The lemmas of each background document."""
    with (gold / "linking/meantime.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield set(lemma_counts(Tokens(read(json.loads(line)["text"])))[0])
    for path in sorted((gold / "linking/gum/dep").glob("*.conllu")):
        cells = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
        yield {c[2].lower() for c in cells if c[3] in CONTENT and c[2].isalpha() and len(c[2]) > 1}


def main() -> None:
    frequency: Counter[str] = Counter()
    total = 0
    for lemmas in documents(Path(sys.argv[1])):
        frequency.update(lemmas)
        total += 1
    lines = [f"{lemma}\t{n}" for lemma, n in sorted(frequency.items()) if n >= 2]
    TARGET.write_text("\n".join(["lemma\tdocuments", f"*\t{total}", *lines]) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} lemmas of {total} documents, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
