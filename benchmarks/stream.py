"""Stories told day by day beside those of one run, on reports whose events are known.

    python benchmarks/stream.py GOLD.jsonl[.gz] [--every N] [--keep FILE]

GOLD holds ``id``, ``text``, ``published`` and ``event``; reports without a day are left out. The stories are
made as of every N-th day that has reports (7), from what was there; ``--keep`` saves what the search compares
of the reports, and reads it again. Printed: whether the last stories are those of one run, how often a report
stood under the same story at the next look, and how the BCubed F1 of what was there at each look differs
from that of the last stories among the same reports.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from statistics import fmean

import msgspec

from variorum.evaluate.across import linked
from variorum.evaluate.contract import article_of, read_rows, records_of
from variorum.evaluate.score_stories import compare
from variorum.model import Failure, Link, Signature
from variorum.stages import PIPELINE
from variorum.stages.stories import stories

Home = dict[str, str]


def homes(signatures: Sequence[Signature], links: Sequence[Link]) -> Home:
    """The story of each report, by what links these alone."""
    there = {s.article_id for s in signatures}
    within = [link for link in links if link.left in there and link.right in there]
    return {a: story.id for story in stories.run(list(signatures), within, []) for a in story.article_ids}


def figure(home: Home, events: dict[str, str]) -> float:
    """BCubed F1 of the reports in ``home``."""
    found = compare({i: events[i] for i in home}, {i: ("cluster", at) for i, at in home.items()})
    return found["b3_f1"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold")
    parser.add_argument("--every", type=int, default=7, metavar="N")
    parser.add_argument("--keep", type=Path, metavar="FILE")
    given = parser.parse_args()
    rows = [row for row in read_rows(given.gold) if not isinstance(row, Failure) and row.get("published")]
    events = {row["id"]: str(row["event"]) for row in rows}
    if given.keep and given.keep.exists():
        signatures = msgspec.msgpack.decode(given.keep.read_bytes(), type=list[Signature])
    else:
        signatures = [s for row in rows for s in records_of(article_of(row), "signature")[Signature]]
        if given.keep:
            given.keep.write_bytes(msgspec.msgpack.encode(signatures))
    signatures = [s for s in signatures if s.day and s.article_id in events]
    links = linked(PIPELINE.stage("links"), signatures)
    days = sorted({s.day for s in signatures if s.day})
    looks = sorted({*days[:: given.every], days[-1]})
    seen = [homes([s for s in signatures if s.day and s.day <= day], links) for day in looks]
    once = homes(signatures, links)
    same = [after[a] == at for before, after in pairwise(seen) for a, at in before.items()]
    apart = [
        figure(home, events) - figure({a: once[a] for a in home}, events) for home in seen if len(home) > 99
    ]
    print(f"{len(signatures)} reports, {len(days)} days, {len(looks)} looks; F1 {figure(once, events):.4f}")
    print(f"the last stories are those of one run: {'yes' if seen[-1] == once else 'no'}")
    print(f"reports under the same story at the next look: {sum(same)} of {len(same)}")
    print(f"F1 as it was less that of the last stories: {min(apart):+.4f} to {max(apart):+.4f}", end=", ")
    print(f"mean {fmean(apart):+.4f}")


if __name__ == "__main__":
    main()
