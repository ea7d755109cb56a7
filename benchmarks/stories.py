"""How the story search grows: links and stories from ready-made signatures.

    python benchmarks/stories.py [--workers N] [COUNT ...]

5000 20000 by default, on two processes; the aim is 100000 within an hour. With one worker all is done in this
process.

Signatures are made by rule, seeded, over thirty days: sagas share terms and names, the stories of a saga
some more, an article draws from both and from common words; every twentieth has no date, a fifth of the
articles of a story copy prose. Printed a count: seconds of the wall clock and of the processors for links and
stories, pairs linked, the biggest component, the memory of this process with the signatures alone and at its
peak, BCubed F1 of the stories.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import accumulate

from variorum.evaluate.across import components
from variorum.evaluate.score_stories import compare
from variorum.model import Link, Signature, Story, make_id
from variorum.pipeline import group
from variorum.resources import rows
from variorum.stages import PIPELINE
from variorum.stages.stories import THRESHOLD
from variorum.stages.stories.blocks import in_blocks

DAYS = 30
STATES = (
    "USA CHN RUS UKR IRN ISR PSE SYR TUR DEU FRA GBR IND PAK JPN KOR PRK EGY SAU YEM ETH SDN NGA KEN ZAF "
    "BRA MEX VEN COL ARG POL HUN GRC ITA ESP NLD SWE NOR FIN AUS"
).split()
BATCH = 4000


class Maker:
    """Signatures of made-up articles, the same for the same count."""

    def __init__(self, count: int) -> None:
        self.random = random.Random(7)
        self.count = count
        known = [row["lemma"] for row in rows("terms/idf.tsv") if row["lemma"] != "*"]
        self.common = [*known, *(f"word{n}" for n in range(20_000))]
        self.zipf = list(accumulate(1 / (n + 500) for n in range(len(self.common))))

    def signatures(self) -> Iterator[tuple[Signature, str]]:
        """Each signature with the story it belongs to; a saga has ten stories, a story 1 to 100 articles."""
        made, saga = 0, 0
        while made < self.count:
            told = self._words(f"saga{saga}", 30)
            states = self.random.sample(STATES, 2)
            for n in range(10):
                size = min(100, int(self.random.paretovariate(1.1)), self.count - made)
                story = f"{saga}-{n}"
                own = self._words(f"story{saga}x{n}", 25)
                day = self.random.randrange(DAYS)
                copied = [self.random.getrandbits(50) for _ in range(120)]
                for k in range(size):
                    yield self._article(f"art-{story}-{k}", told, own, states, day, copied), story
                made += size
            saga += 1

    def _words(self, name: str, count: int) -> list[str]:
        return [f"{name}w{n}" for n in range(count // 3)] + self._drawn(count - count // 3)

    def _drawn(self, count: int) -> list[str]:
        return self.random.choices(self.common, cum_weights=self.zipf, k=count)

    def _article(
        self, name: str, told: list[str], own: list[str], states: list[str], day: int, copied: list[int]
    ) -> Signature:
        pick = self.random.sample
        terms = [*pick(own, 18), *pick(told, 14), *self._drawn(80)]
        weights = {term: 1 / (n + 4) ** 0.5 for n, term in enumerate(dict.fromkeys(terms))}
        length = sum(w * w for w in weights.values()) ** 0.5
        prints = copied if self.random.random() < 0.2 else [self.random.getrandbits(50) for _ in range(120)]
        on = min(DAYS - 1, day + int(self.random.expovariate(1.2)))
        made = Signature(
            id=make_id("sig", name),
            article_id=name,
            terms={term: round(w / length, 4) for term, w in weights.items()},
            names=(*states, *pick(own, 3), *pick(told, 2)),
            title_terms=tuple(dict.fromkeys([*pick(own, 3), *pick(told, 2)])),
            prints=tuple(sorted(set(prints))),
            day=None if self.random.random() < 0.05 else f"2026-10-{on + 1:02d}",
        )
        return in_blocks(made)


def run_groups(step_name: str, groups: list[tuple[str, list[object]]]) -> tuple[list[object], float]:
    """What a stage makes of some groups, and the processor seconds it took."""
    began = time.process_time()
    step = PIPELINE.stage(step_name)
    made = [record for key, records in groups for record in group(step, key, records)]
    return made, time.process_time() - began


def batches(groups: dict[str, list[object]]) -> Iterator[list[tuple[str, list[object]]]]:
    """Groups in order, some thousand members at a time."""
    batch: list[tuple[str, list[object]]] = []
    size = 0
    for key in sorted(groups):
        batch.append((key, groups[key]))
        size += len(groups[key])
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


Groups = dict[str, list[object]]


class Workers:
    """Runs a stage over all groups, here or on processes, and counts the processor seconds it took."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.pool = ProcessPoolExecutor(count) if count > 1 else None

    def run(self, step: str, groups: Groups) -> tuple[list[object], float]:
        """What a stage makes of all groups."""
        made: list[object] = []
        spent = 0.0
        for found, seconds in self._batches(step, groups):
            made += found
            spent += seconds
        return made, spent

    def _batches(self, step: str, groups: Groups) -> Iterator[tuple[list[object], float]]:
        if self.pool is None:
            yield from (run_groups(step, batch) for batch in batches(groups))
            return
        waiting = []
        for batch in batches(groups):
            waiting.append(self.pool.submit(run_groups, step, batch))
            if len(waiting) > 2 * self.count:
                yield waiting.pop(0).result()
        yield from (future.result() for future in waiting)


def measure(count: int, workers: Workers) -> str:
    """One line of figures for that many articles."""
    rows_made = list(Maker(count).signatures())
    signatures = [signature for signature, _ in rows_made]
    held = peak()
    began = time.monotonic()
    keyed: defaultdict[str, list[object]] = defaultdict(list)
    key_of = PIPELINE.stage("links").by
    for signature in signatures:
        for key in key_of(signature):  # type: ignore[operator, misc]
            keyed[key].append(signature)
    links, spent_links = workers.run("links", {k: v for k, v in keyed.items() if len(v) > 1})
    linked = time.monotonic()
    strong = [link for link in links if isinstance(link, Link) and (link.score or 0) >= THRESHOLD]
    met = components(signatures, strong)
    biggest = max(sum(isinstance(r, Signature) for r in records) for records in met.values())
    home = {r.article_id: key for key, records in met.items() for r in records if isinstance(r, Signature)}
    for link in links:
        if isinstance(link, Link) and (link.score or 0) < THRESHOLD and home[link.left] == home[link.right]:
            met[home[link.left]].append(link)
    stories, spent_stories = workers.run("stories", met)
    ended = time.monotonic()
    return report(
        count,
        rows_made,
        stories,
        (len(links), biggest, held),
        (linked - began, ended - linked, spent_links, spent_stories),
    )


def peak() -> int:
    """The most memory this process has held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def report(
    count: int,
    rows_made: Sequence[tuple[Signature, str]],
    stories: Sequence[object],
    sizes: tuple[int, int, int],
    seconds: tuple[float, float, float, float],
) -> str:
    """The figures in words."""
    home = {a: story.id for story in stories if isinstance(story, Story) for a in story.article_ids}
    events = {signature.article_id: event for signature, event in rows_made}
    found = compare(events, {i: ("cluster", home[i]) for i in events})
    return (
        f"{count} articles: links {seconds[0]:.0f} s (processors {seconds[2]:.0f} s), "
        f"stories {seconds[1]:.0f} s "
        f"(processors {seconds[3]:.0f} s), {sizes[0]} pairs linked, biggest component {sizes[1]},"
        f" {sizes[2]} MiB before, {peak()} MiB at the peak, BCubed F1 {found['b3_f1']:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, metavar="COUNT", default=[5000, 20000])
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    workers = Workers(given.workers)
    for count in given.counts:
        print(measure(count, workers), flush=True)


if __name__ == "__main__":
    main()
