"""Score a clustering of articles into stories.

Gold rows hold ``id`` and ``event``, OUT rows ``id`` and ``cluster``. Only the ids of the gold are scored,
so OUT may hold a bigger stream. A gold id that OUT does not hold is a story of its own (``missing``).

    b3_p, b3_r, b3_f1        BCubed: for each article, how pure and how whole its cluster is; mean of articles
    pair_p, pair_r, pair_f1  of pairs of articles
    ari                      adjusted Rand index
    overmerged               clusters of two articles or more that hold two events
    split                    events of two articles or more that lie in two clusters
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from variorum.evaluate.score import Row, Score, Worst, by_id, f1, ratio, worst_of

Label = tuple[str, str]


def score(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Score:
    """Score the clusters of ``found`` against the events of ``gold``."""
    out = by_id(found)
    events = {row["id"]: str(row["event"]) for row in gold}
    clusters: dict[str, Label] = {
        i: ("cluster", str(out[i]["cluster"])) if i in out else ("missing", i) for i in events
    }
    figures = compare(events, clusters)
    figures["missing"] = sum(kind == "missing" for kind, _ in clusters.values())
    return Score("stories", name, len(gold), figures, worst_of(_cases(events, clusters)))


def compare(events: Mapping[str, str], clusters: Mapping[str, Label]) -> dict[str, float]:
    """The figures of one labelling against another over the same ids."""
    gold, made = Counter(events.values()), Counter(clusters.values())
    both = Counter((event, clusters[i]) for i, event in events.items())
    n = len(events)
    precision = ratio(sum(c * c / made[b] for (_, b), c in both.items()), n)
    recall = ratio(sum(c * c / gold[a] for (a, _), c in both.items()), n)
    together, made_pairs, gold_pairs = (_pairs(x) for x in (both, made, gold))
    pair_p = together / made_pairs if made_pairs else 1.0
    pair_r = together / gold_pairs if gold_pairs else 1.0
    chance = made_pairs * gold_pairs / (n * (n - 1) // 2) if n > 1 else 0.0
    most = (made_pairs + gold_pairs) / 2
    clusters_of, events_of = defaultdict(set), defaultdict(set)
    for event, cluster in both:
        clusters_of[event].add(cluster)
        events_of[cluster].add(event)
    big = [c for c in made if made[c] > 1]
    multi = [e for e in gold if gold[e] > 1]
    return {
        "b3_f1": f1(precision, recall),
        "pair_f1": f1(pair_p, pair_r),
        "b3_p": precision,
        "b3_r": recall,
        "pair_p": pair_p,
        "pair_r": pair_r,
        "ari": (together - chance) / (most - chance) if most != chance else 1.0,
        "overmerged": ratio(sum(len(events_of[c]) > 1 for c in big), len(big)),
        "split": ratio(sum(len(clusters_of[e]) > 1 for e in multi), len(multi)),
        "largest_pred": max(made.values(), default=0),
        "gold_clusters": len(gold),
        "pred_clusters": len(made),
    }


def _pairs(sizes: Counter[str] | Counter[Label] | Counter[tuple[str, Label]]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _cases(events: Mapping[str, str], clusters: Mapping[str, Label]) -> list[Worst]:
    """Each article with the F1 of its own BCubed precision and recall."""
    gold, made = Counter(events.values()), Counter(clusters.values())
    both = Counter((event, clusters[i]) for i, event in events.items())
    cases = []
    for i, event in events.items():
        cluster = clusters[i]
        shared = both[event, cluster]
        figure = f1(shared / made[cluster], shared / gold[event])
        note = (
            f"its event has {gold[event]} articles; "
            f"its story has {made[cluster]}, {shared} of them of the event"
        )
        cases.append(Worst(i, figure, note))
    return cases
