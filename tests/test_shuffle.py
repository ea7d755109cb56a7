"""Which records meet in a group of articles that hang together."""

from types import SimpleNamespace

from variorum.model import Link, Signature
from variorum.pipeline import Joined
from variorum.shuffle import keyed

LINKS = [
    ("l1", "a", "b", 0.9, "d1"),
    ("l2", "b", "c", 0.4, "d2"),
    ("l3", "a", "e", 0.4, "d3"),
    ("l4", "b", "e", 0.6, "d4"),
]


def members(least):
    step = SimpleNamespace(by=Joined(Link, least), needs=(Signature, Link))
    store = SimpleNamespace(
        ends=lambda kind: iter(LINKS),
        scan=lambda kind, body: ((f"sig-{a}", a, "d", None) for a in "abce"),
    )
    groups = {}
    for key, _, rid, _ in keyed(step, None, store, []):
        groups.setdefault(key, set()).add(rid)
    return groups


def test_a_weak_link_joins_nothing_and_stands_only_where_both_its_ends_do():
    assert {"a": {"sig-a", "sig-b", "sig-e", "l1", "l3", "l4"}, "c": {"sig-c"}} == members(0.5)


def test_without_a_floor_every_link_joins():
    assert {"a": {"sig-a", "sig-b", "sig-c", "sig-e", "l1", "l2", "l3", "l4"}} == members(0.0)
