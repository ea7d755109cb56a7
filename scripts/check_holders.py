"""Compare ``resources/holders/holders.tsv`` with a table of past office-holders, and tell what differs.

    python scripts/check_holders.py officeholders.csv

The table has the columns jurisdiction, position, person, start, end and as_of. It is only compared with:
nothing of it is taken over.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from variorum.resources import rows
from variorum.stages.actors.names import same_name

POSITIONS = {
    "President": "HOS",
    "Supreme Leader": "HOS",
    "Prime Minister": "HOG",
    "Premier": "HOG",
    "Premier of the State Council": "HOG",
    "Minister of Foreign Affairs": "FM",
    "Minister for Foreign Affairs": "FM",
    "Minister of Europe and Foreign Affairs": "FM",
    "Federal Minister of Foreign Affairs": "FM",
    "Secretary of Foreign Affairs": "FM",
    "Secretary of State for Foreign and Commonwealth Affairs": "FM",
    "Secretary of State": "FM",
    "Minister of Defence": "DM",
    "Minister of National Defence": "DM",
    "Federal Minister of Defence": "DM",
    "Secretary of State for Defence": "DM",
    "Secretary of Defence": "DM",
    "Secretary of National Defence": "DM",
}
EXCEPT = {("Iran", "President"): "HOG"}


def main(path: Path) -> None:
    codes = {row["name"]: row["code"] for row in rows("states/states.tsv")}
    codes |= {"the United Kingdom": "GBR", "the United States of America": "USA", "The Philippines": "PHL"}
    held: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in rows("holders/holders.tsv"):
        held.setdefault((row["state"], row["office"]), []).append(row)
    same = differs = absent = 0
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            place, position = row["jurisdiction"], row["position"]
            office = EXCEPT.get((place, position)) or POSITIONS.get(position)
            mine = held.get((codes.get(place, ""), office or ""), [])
            start, end = row["start"], row["end"] or row["as_of"]
            if not mine or len(start) < 10 or end < min(m["start"] for m in mine):
                continue
            over = [m for m in mine if m["start"] < end and (m["end"] or "9") > start]
            hit = [m for m in over if _named(m, row["person"])]
            if not over:
                absent += 1
            elif hit and any(_near(m, start, row["end"]) for m in hit):
                same += 1
            else:
                differs += 1
                known = "; ".join(f"{m['person']} {m['start']}..{m['end']}" for m in (hit or over)[:3])
                print(f"{place} {office}: {row['person']} {start}..{row['end']} | here {known}")
    print(f"{same} terms agree, {differs} differ, {absent} are not recorded here")


def _named(row: dict[str, str], name: str) -> bool:
    return any(same_name(held, name) for held in (row["person"], *row["aliases"].split("|")) if held)


def _near(mine: dict[str, str], start: str, end: str) -> bool:
    """Whether both ends agree to the month, so far as this table knows them."""
    agreed = mine["start"][:7] == start[:7] or mine["precision"] == "year"
    return agreed and (
        not mine["end"] or not end or mine["end"][:7] == end[:7] or mine["precision"] == "year"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
