"""A seeded corpus of invented reports: stories of one to six reports over thirty days, about 340 words each.

Every sentence is drawn from ``grammar.toml``, written for this benchmark. Reports of one story share facts,
vocabulary, and quotations word for word; some are republished under another headline, or rewritten in
part. ``story`` in a row names the story that was meant.

    python benchmarks/corpus.py 1000 > corpus.jsonl

Many thousands of reports from one grammar are all alike, as news is not: with ``varied`` every story has
words of its own in place of most of the grammar's.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from variorum.resources import rows

GRAMMAR = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text(encoding="utf-8"))
RULES: dict[str, list[str]] = {k: v for k, v in GRAMMAR.items() if isinstance(v, list)} | GRAMMAR["rules"]
SLOT = re.compile(r"\{(\w+)\}")
SIZES, WEIGHTS = (1, 2, 3, 4, 5, 6), (30, 24, 18, 13, 9, 6)
FIRST, DAYS = date(2026, 9, 1), 30
WORDS = 340
PLAIN = re.compile(r"\b[a-z]{5,}\b")
LEMMAS = [row["lemma"] for row in rows("terms/idf.tsv") if len(row["lemma"]) > 3]
KEPT = 0.3

Facts = dict[str, str]


def reports(count: int, seed: int = 2, *, varied: bool = False) -> Iterator[dict[str, str]]:
    """``count`` rows ``id, story, title, outlet, published, text``, in an order that mixes stories; the first
    rows of a larger corpus are not those of a smaller one."""
    rng = random.Random(f"{seed} {count}")
    every: list[dict[str, str]] = []
    while len(every) < count:
        size = rng.choices(SIZES, WEIGHTS)[0]
        name = f"story-{len(every):06d}"
        told = story(rng, min(size, count - len(every)))
        every += ({"story": name, **row} for row in (in_own_words(rng, told) if varied else told))
    rng.shuffle(every)
    for number, row in enumerate(every):
        yield {"id": f"bench-{number:06d}", **row}


def story(rng: random.Random, size: int) -> list[dict[str, str]]:
    """The reports of one happening."""
    day = FIRST + timedelta(days=rng.randrange(DAYS))
    told = facts(rng, day)
    opening = rng.choice(sorted(GRAMMAR["acts"]))
    quotes = [fill("{quote}", rng, told) for _ in range(4)]
    made: list[dict[str, str]] = []
    wire: list[str] = []
    for outlet in rng.sample(RULES["outlets"], size):
        here = told | {"outlet": outlet, "qq": clip(rng, rng.choice(quotes))}
        fate = rng.random()
        if wire and fate < 0.15:
            body = wire
        elif wire and fate < 0.35:
            fresh = paragraphs(rng, here, opening, quotes)
            body = [old if rng.random() < 0.6 else new for old, new in zip(wire, fresh, strict=False)]
        else:
            body = paragraphs(rng, here, opening, quotes)
        wire = wire or body
        published = day + timedelta(days=rng.choice((0, 0, 0, 1)))
        made.append(
            {
                "title": fill("{headline}", rng, here),
                "outlet": outlet,
                "published": published.isoformat(),
                "text": "\n\n".join(body),
            }
        )
    return made


def in_own_words(rng: random.Random, told: list[dict[str, str]]) -> list[dict[str, str]]:
    """The reports with most plain words of five letters or more put for others, the same in all of them."""
    instead: dict[str, str] = {}

    def other(word: str) -> str:
        ending = next((e for e in ("ing", "ed", "ly", "s") if word.endswith(e)), "")
        return word if rng.random() < KEPT else rng.choice(LEMMAS) + ending

    def put(m: re.Match[str]) -> str:
        if m.group() not in instead:
            instead[m.group()] = other(m.group())
        return instead[m.group()]

    def replaced(text: str) -> str:
        return PLAIN.sub(put, text)

    return [row | {"title": replaced(row["title"]), "text": replaced(row["text"])} for row in told]


def facts(rng: random.Random, day: date) -> Facts:
    """Who, what, where and when of one story."""
    told: Facts = {}
    for side, line in zip("AB", rng.sample(RULES["states"], 2), strict=True):
        name, demonym, capital, cities, last, first = line.split("|")
        family = rng.sample(last.split(","), 2)
        told |= {side: name, f"{side}a": demonym, f"last{side}": family[0]}
        told[f"pers{side}"] = f"{rng.choice(first.split(','))} {family[0]}"
        told[f"role{side}"] = rng.choice(RULES["roles"])
        told[f"role{side}_"] = told[f"role{side}"].lower()
        told["capital"] = told.get("capital", capital)
        told["city"] = rng.choice([capital, *cities.split(",")])
        told["lastS"], told["spokes"] = family[1], f"{rng.choice(first.split(','))} {family[1]}"
    subject = rng.choice([t for theme in sorted(GRAMMAR["themes"]) for t in GRAMMAR["themes"][theme]])
    told["topic"], told["thing1"], told["thing2"] = subject.split("|")
    told["topic_"] = told["topic"][0].upper() + told["topic"][1:]
    told["body"], told["institute"] = rng.choice(RULES["bodies"]), rng.choice(RULES["experts"])
    told["expert"] = (
        f"{rng.choice(('Dr', 'Professor'))} {rng.choice(RULES['states']).split('|')[4].split(',')[-1]}"
    )
    told["toll"], told["hurt"] = str(rng.randrange(3, 90)), str(rng.randrange(20, 400))
    told["day"] = day.strftime("%A")
    for kind, count in (("noun", 14), ("adj", 4), ("verb", 5)):
        chosen = rng.sample(GRAMMAR["words"][kind].split(), count)
        told |= {f"{kind}{n}": word for n, word in enumerate(chosen, 1)}
    return told


def paragraphs(rng: random.Random, told: Facts, opening: str, quotes: list[str]) -> list[str]:
    """The body of a report: the opening, then what was said and what is so, by turns."""
    body = [fill(rng.choice(GRAMMAR["acts"][opening]), rng, told)]
    left = rng.sample(quotes, rng.randrange(2, 5))
    goal = rng.gauss(WORDS, 50)
    while sum(p.count(" ") + 1 for p in body) < goal:
        sentences = [fill("{plain}" if rng.random() < 0.2 else "{stuff}", rng, told)]
        if left:
            sentences.insert(0, fill("{direct}", rng, told | {"q": left.pop()}))
        elif rng.random() < 0.6:
            sentences.append(fill(rng.choice(("{indirect}", "{indirect}", "{clipped}")), rng, told))
        if rng.random() < 0.2:
            sentences.append(fill("{indirect}", rng, told))
        body.append(" ".join(sentences))
    return body


def fill(template: str, rng: random.Random, told: Facts) -> str:
    """Put facts and rules into a template until no slot is left; the first letter becomes a capital."""
    while SLOT.search(template):
        template = SLOT.sub(lambda m: _slot(m.group(1), rng, told), template)
    at = 1 if template[:1] in "“‘" else 0
    return template[:at] + template[at : at + 1].upper() + template[at + 1 :]


def _slot(name: str, rng: random.Random, told: Facts) -> str:
    if name in told:
        return told[name]
    if name == "figure":
        return f"{rng.randrange(12, 4000):,}"
    if name == "few":
        return str(rng.randrange(4, 10))
    if name == "percent":
        return f"{rng.randrange(2, 80)}"
    if name == "money":
        return f"{rng.choice('$€')}{rng.randrange(2, 900)} million"
    if name == "date":
        return (FIRST + timedelta(days=rng.randrange(10, 120))).strftime("%-d %B")
    if name == "thing":
        return told[rng.choice(("thing1", "thing2"))]
    return rng.choice(RULES[name])


def clip(rng: random.Random, quote: str) -> str:
    """A stretch of four to eight words out of a quotation."""
    words = quote.split()
    size = min(len(words), rng.randrange(4, 9))
    start = rng.randrange(len(words) - size + 1)
    return " ".join(words[start : start + size]).strip(",;:")


def short(text: str, words: int | None) -> str:
    """A text up to the sentence that reaches so many words; the whole of it when None."""
    sentences = re.split(r"(?<=[.!?”])(\s+)", text)
    kept = ""
    for part in sentences:
        if words is not None and len(kept.split()) >= words:
            break
        kept += part
    return kept.strip()


def write(path: Path, count: int, words: int | None = None, *, varied: bool = False) -> Path:
    """The corpus as JSON lines that ``variorum add`` reads."""
    with path.open("w", encoding="utf-8") as file:
        for row in reports(count, varied=varied):
            row["text"] = short(row["text"], words)
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


if __name__ == "__main__":
    for row in reports(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):
        print(json.dumps(row, ensure_ascii=False))
