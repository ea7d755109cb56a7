"""The across-document stages over articles in memory."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from variorum.evaluate.across import components, linked
from variorum.model import Link, Signature, make_id
from variorum.pipeline import stage


def signature(name: str, *terms: str) -> Signature:
    return Signature(id=f"sig-{name}", article_id=name, terms=dict.fromkeys(terms, 1.0))


def link(left: str, right: str) -> Link:
    return Link(id=make_id("lnk", left, right), left=left, right=right)


@stage(by=lambda s: sorted(s.terms))
def pairs(signatures: list[Signature]) -> Iterator[Link]:
    """Every pair that meets."""
    ids = [s.article_id for s in signatures]
    yield from (link(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :])


def test_a_pair_that_meets_twice_is_linked_once() -> None:
    met = [signature("a", "ferry", "port"), signature("b", "ferry", "port"), signature("c", "bridge")]
    found = linked(pairs, met)
    assert [("a", "b")] == [(x.left, x.right) for x in found]


@given(st.permutations("abcde"), st.permutations([("a", "b"), ("b", "c"), ("d", "e")]))
def test_components_whatever_the_order(names: list[str], joined: list[tuple[str, str]]) -> None:
    found = components([signature(n) for n in names], [link(*pair) for pair in joined])
    held = {
        key: sorted(r.article_id for r in made if isinstance(r, Signature)) for key, made in found.items()
    }
    assert held == {"a": ["a", "b", "c"], "d": ["d", "e"]}
