from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum import resources
from variorum.errors import SettingsError
from variorum.stages.article import outlets

FOOT = "Write to the Veldara Post at the old customs house."
PAGES = [f"The crane number {n} fell on quay {n}.\nNobody was hurt on quay {n}.\n{FOOT}" for n in range(1, 5)]


def test_a_line_on_several_pages_of_one_outlet_is_template() -> None:
    profile = outlets.learn({"Veldara Post": PAGES, "Anselm Bote": PAGES[:1]})
    assert [False, False, True] == outlets.apply(profile, "Veldara Post", PAGES[0].split("\n"))
    assert [False, False, False] == outlets.apply(profile, "Anselm Bote", PAGES[0].split("\n"))
    assert [False] == outlets.apply(profile, None, [FOOT])


def test_one_text_twice_teaches_nothing() -> None:
    assert {} == outlets.learn({"Veldara Post": [PAGES[0], PAGES[0] + "\nUpdated."]}).lines


def test_among_many_pages_two_are_not_enough() -> None:
    many = [f"The crane number {n} fell.\nA ship waited at quay {n}." for n in range(60)]
    many[0] += "\nHe did not answer."
    many[1] += "\nHe did not answer."
    assert {} == outlets.learn({"Veldara Post": many}).lines


@given(st.permutations(PAGES))
def test_the_order_of_pages_does_not_matter(pages: list[str]) -> None:
    assert outlets.learn({"Veldara Post": PAGES}) == outlets.learn({"Veldara Post": pages})


def test_a_profile_comes_back_as_it_was_saved(tmp_path) -> None:
    profile = outlets.learn({"Veldara Post": PAGES})
    outlets.save(profile, tmp_path / "outlets.json")
    assert profile == outlets.load(tmp_path / "outlets.json")


@pytest.mark.parametrize("content", [b"[1, 2]", b"not json", b'{"version": 99}'])
def test_what_is_no_profile_is_refused(tmp_path, content: bytes) -> None:
    (tmp_path / "outlets.json").write_bytes(content)
    with pytest.raises(SettingsError, match=r"outlets\.json"):
        outlets.load(tmp_path / "outlets.json")


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        (("Xinhua", "CHN", True), "https://english.news.cn/a/1.html"),
        (("TASS", "RUS", True), "https://tass.com/world/1"),
        (("Reuters", None, True), "https://www.reuters.com/world/"),
        (("Nikkei Asia", None, False), "https://asia.nikkei.com/Politics/1"),
        (("Nikkei", None, False), "https://www.nikkei.com/article/1"),
    ],
)
def test_an_address_tells_its_outlet_and_whose_it_is(
    expected: tuple[str, str | None, bool], url: str
) -> None:
    found = outlets.by_address(url)
    assert found is not None
    assert expected == (found.name, found.state, found.agency)


@pytest.mark.parametrize("url", [None, "", "https://post.veldara.example/1", "http://[bad", "notreuters.com"])
def test_an_address_outside_the_table_tells_nothing(url: str | None) -> None:
    assert outlets.by_address(url) is None


def test_every_line_of_the_table_is_whole_and_no_domain_stands_twice() -> None:
    rows = resources.rows("outlets/outlets.tsv")
    domains = [domain for row in rows for domain in row["domains"].split("|")]
    assert len(domains) == len(set(domains))
    for row in rows:
        assert row["name"]
        assert 3 == len(row["country"])
        assert row["kind"] in ("", "agency", "state", "state agency", "public", "public agency")
        assert all(domain == domain.lower() and "." in domain for domain in row["domains"].split("|"))
