"""Make ``tests/gold/linked``: names, persons, states and chains of Wikinews reports, from GUM and MEANTIME.

    python scripts/build_linking.py GOLD/linking

GOLD/linking holds ``gum/dep/*.conllu`` (https://github.com/amir-zeldes/gum, news and interview) and
``meantime.jsonl``. Kept are the text and the chains of persons, organisations and places that a name stands
in; a chain has its Wikipedia title and the state that this is, where it is one.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from re import Pattern
from typing import Any
from urllib.parse import unquote

from variorum.resources import rows

TARGET = Path(__file__).resolve().parents[1] / "tests" / "gold" / "linked"
KINDS = {"person": "person", "organization": "organisation", "place": "place"}
CLASSES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
NAMES = ("name", "short", "plural")
TITLES = {
    "Georgia (country)": "GEO",
    "Georgia": None,
    "Republic of Ireland": "IRL",
    "Federal government of the United States": "USA",
    "Government of the United Kingdom": "GBR",
    "America": None,
}
"""Titles that the names of the states do not tell, or tell wrongly."""
ENTITY = re.compile(r"\([^()]+\)?|\d+\)")

Row = dict[str, Any]
Bracketed = tuple[int, int, list[str]]
Token = tuple[int, int, str, bool]
Open = dict[str, list[tuple[int, list[str]]]]


def states() -> dict[str, str]:
    """The code of a state by its names."""
    made: dict[str, str] = {}
    for row in rows("states/aliases.tsv"):
        if row["kind"] in NAMES and row["care"] in ("", "gpe"):
            made.setdefault(row["alias"].casefold(), row["code"])
    return made


def state_of(title: str | None, known: dict[str, str]) -> str | None:
    """The state that a Wikipedia title is; None when it is none."""
    if title in TITLES:
        return TITLES[title]
    return known.get(title.casefold().removeprefix("the ")) if title else None


# --- GUM ---------------------------------------------------------------------------------------------------


def gum(path: Path, known: dict[str, str]) -> Row:
    """One document of GUM; paragraphs are lines, and words stand as in its sentences."""
    meta: dict[str, str] = {}
    text = sentence = ""
    tokens: list[Token] = []
    open_now: Open = {}
    spans: list[Bracketed] = []
    at, fresh = 0, False
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# meta::"):
            key, _, value = line.removeprefix("# meta::").partition(" = ")
            meta[key] = value
        elif line.startswith("# newpar"):
            fresh = True
        elif line.startswith("# text = "):
            text += ("\n" if fresh else " ") if text else ""
            at, fresh, sentence = len(text), False, line.removeprefix("# text = ")
            text += sentence
        cells = line.split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            start = text.index(cells[1], at)
            at = start + len(cells[1])
            tokens.append((start, at, cells[3], "Number=Plur" in cells[5]))
            _brackets(cells[9], len(tokens) - 1, open_now, spans)
    mentions, chains = _gum_chains(spans, tokens, text, known)
    return {
        "id": path.stem,
        "text": text,
        "title": meta["title"],
        "published": meta["dateCreated"],
        "outlet": "Wikinews",
        "url": meta["sourceURL"],
        "chains": chains,
        "mentions": mentions,
    }


def _brackets(misc: str, at: int, open_now: Open, spans: list[Bracketed]) -> None:
    """Read the entity brackets of token ``at``."""
    cell = next((c for c in misc.split("|") if c.startswith("Entity=")), "")
    for bracket in ENTITY.findall(cell):
        if bracket.startswith("("):
            fields = bracket.strip("()").split("-", 7)
            open_now.setdefault(fields[0], []).append((at, fields))
            if bracket.endswith(")"):
                spans.append((at, at, open_now[fields[0]].pop()[1]))
        elif open_now.get(bracket[:-1]):
            begin, fields = open_now[bracket[:-1]].pop()
            spans.append((begin, at, fields))


def _gum_chains(
    spans: list[Bracketed], tokens: list[Token], text: str, known: dict[str, str]
) -> tuple[list[Row], dict[str, Row]]:
    mentions: list[Row] = []
    chains: dict[str, Row] = {}
    alone = titles()
    for begin, end, fields in sorted(spans, key=lambda s: (s[0], -s[1], s[2][0])):
        if fields[1] not in KINDS:
            continue
        least = [begin + int(n) - 1 for n in fields[5].split(",")]
        tag = tokens[least[0]][2]
        form = "name" if tag == "PROPN" else "pronoun" if tag in ("PRON", "DET") else "noun"
        core = [tokens[min(least)][0], tokens[max(least)][1]]
        if tokens[max(least)][3] and fields[1] == "person":
            form = "noun" if form == "name" else form
        form = _form(text[core[0] : core[1]], KINDS[fields[1]], form, alone)
        title = unquote(fields[7]).replace("_", " ") if len(fields) > 7 else None
        chain = chains.setdefault(fields[0], {"kind": KINDS[fields[1]], "title": None, "state": None})
        chain["title"] = chain["title"] or title
        mentions.append(_mention(tokens[begin][0], tokens[end][1], core, fields[0], form))
    return _named(mentions, chains, known)


def _form(words: str, kind: str, form: str, titles: Pattern[str]) -> str:
    """The form of a mention; what is called a name but is a title, or ends in no name, is a noun."""
    if form == "name" and (not words.split()[-1][:1].isupper() or (kind == "person" and titles.match(words))):
        return "noun"
    return form


def titles() -> Pattern[str]:
    """Titles that stand alone: "the Governor of Virginia", "President"."""
    phrases = sorted((re.escape(row["phrase"]) for row in rows("roles/roles.tsv")), key=len, reverse=True)
    return re.compile(rf"(?:the |an? |their |\w+ )?(?:{'|'.join(phrases)})(?: (?:of|for|in|and)\b.*)?$", re.I)


def _mention(start: int, end: int, core: list[int], chain: str, form: str) -> Row:
    return {"start": start, "end": end, "core": core, "chain": chain, "form": form}


def _named(
    mentions: list[Row], chains: dict[str, Row], known: dict[str, str]
) -> tuple[list[Row], dict[str, Row]]:
    """Only the chains that a name stands in, and their mentions; none that holds another of its chain."""
    mentions = [
        m
        for m in mentions
        if not any(
            o is not m and o["chain"] == m["chain"] and m["start"] <= o["start"] and o["end"] <= m["end"]
            for o in mentions
        )
    ]
    kept = {m["chain"] for m in mentions if m["form"] == "name"}
    for chain in chains.values():
        chain["state"] = state_of(chain["title"], known) if chain["kind"] != "person" else None
    return (
        [m for m in mentions if m["chain"] in kept],
        {key: chain for key, chain in chains.items() if key in kept},
    )


# --- MEANTIME ----------------------------------------------------------------------------------------------


def meantime(path: Path, known: dict[str, str]) -> Iterator[Row]:
    """The documents of MEANTIME."""
    alone = titles()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        chains: dict[str, Row] = {}
        mentions = []
        for m in row["mentions"]:
            chain = row["chains"].get(m.get("chain"), {})
            kind = CLASSES.get(chain.get("cls", ""))
            if m["kind"] != "ENTITY_MENTION" or kind is None or not m.get("syntactic"):
                continue
            link = chain.get("link", "").strip().rsplit("/", 1)[-1].replace("_", " ")
            chains.setdefault(m["chain"], {"kind": kind, "title": unquote(link) or None, "state": None})
            syntax = m["syntactic"]
            form = "name" if syntax in ("NAM", "PRE.NAM") else "pronoun" if syntax == "PRO" else "noun"
            form = _form(row["text"][m["start"] : m["end"]], kind, form, alone)
            mentions.append(_mention(m["start"], m["end"], [m["start"], m["end"]], m["chain"], form))
        mentions.sort(key=lambda m: (m["start"], -m["end"], m["chain"]))
        made, named = _named(mentions, chains, known)
        short = {key: f"c{n}" for n, key in enumerate(named)}
        yield {
            **{key: row[key] for key in ("id", "text", "title", "published", "outlet")},
            "chains": {short[key]: chain for key, chain in named.items()},
            "mentions": [{**m, "chain": short[m["chain"]]} for m in made],
        }


def main(source: Path) -> None:
    known = states()
    TARGET.mkdir(parents=True, exist_ok=True)
    sets = {
        "gum": [gum(path, known) for path in sorted((source / "gum" / "dep").glob("*.conllu"))],
        "meantime": list(meantime(source / "meantime.jsonl", known)),
    }
    for name, made in sets.items():
        made.sort(key=lambda row: row["id"])
        lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in made]
        (TARGET / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{name}: {len(made)} documents, {sum(len(row['mentions']) for row in made)} mentions")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
