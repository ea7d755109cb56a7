"""The scorers on the smallest rows that show what each figure means."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.evaluate import (
    score_actors,
    score_article,
    score_events,
    score_lineages,
    score_places,
    score_statements,
    score_stories,
    score_times,
    score_values,
)
from variorum.evaluate.quotation import Text, quoted_stretches

TEXT = 'Minister Adaeze Obi said "the bridge is open" on Friday.'


def quote(words: str, source: str = "Minister Adaeze Obi", text: str = TEXT, **more: Any) -> dict[str, Any]:
    spans = {"content": words, "source": source}
    found = {k: [[text.index(w), text.index(w) + len(w)]] if w else [] for k, w in spans.items()}
    return {**found, "cue": [], **more}


def statements(*quotes: dict[str, Any], gold: list[dict[str, Any]] | None = None) -> dict[str, float]:
    rows = [{"id": "a", "text": TEXT, "quotes": [quote("the bridge is open")] if gold is None else gold}]
    return score_statements.score("t", rows, [{"id": "a", "quotes": list(quotes)}]).figures


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["open"], 'It is "open" now'),
        (["open now"], "It is \u201copen now"),
        (["open"], "It is ``open'' now"),
        (["the bridge's open"], "He said 'the bridge's open' on Friday"),
        ([], "the workers' bridge is the town's"),
        (["one", "two"], '"one\n"two" three'),
    ],
)
def test_quoted_stretches(expected: list[str], text: str) -> None:
    assert expected == [text[s:e] for s, e in quoted_stretches(text)]


@pytest.mark.parametrize(
    ("expected", "words"),
    [("direct", "the bridge is open"), ("mixed", 'said "the bridge is open'), ("indirect", "on Friday")],
)
def test_type_of_a_segment_is_read_off_the_text(expected: str, words: str) -> None:
    assert [expected] == [s.type for s in Text(TEXT).segments(quote(words))]


def test_a_right_statement_with_its_source() -> None:
    figures = statements(quote("the bridge is open"))
    assert (1.0, 1.0) == (figures["F1"], figures["e2e_F1"])


def test_marks_and_a_surname_do_not_matter() -> None:
    figures = statements(quote('"the bridge is open"', "Obi"))
    assert (1.0, 1.0, 0.0) == (figures["F1"], figures["source_hit"], figures["source_strict"])


def test_half_of_the_words_is_enough_and_less_is_not() -> None:
    assert 1.0 == statements(quote("bridge is open"))["F1"]
    assert 0.0 == statements(quote("open"))["F1"]


def test_no_source_is_no_hit_end_to_end() -> None:
    figures = statements(quote("the bridge is open", ""))
    assert (1.0, 0.0) == (figures["F1"], figures["e2e_F1"])


def test_belief_is_outside_the_speech_track() -> None:
    belief = quote("on Friday", **{"class": "other"})
    figures = statements(quote("on Friday"), gold=[belief])
    assert (0.0, 1.0) == (figures["pred"], figures["span50/all/any/F1"])


def test_speaker_by_name_wants_the_name() -> None:
    gold = [quote("the bridge is open", speaker={"names": ["Minister Adaeze Obi"]})]
    named = statements(quote("the bridge is open", speaker="Obi"), gold=gold)
    unnamed = statements(quote("the bridge is open", speaker=None), gold=gold)
    assert (1.0, 0.0, 1.0) == (
        named["speaker_by_name"],
        unnamed["speaker_by_name"],
        unnamed["speaker_acc"],
    )


def test_worst_statement_row_tells_what_was_missed() -> None:
    rows = [{"id": "a", "text": TEXT, "quotes": [quote("the bridge is open")]}]
    worst = score_statements.score("t", rows, []).worst
    assert [("a", 0.0, "the bridge is open")] == [(w.id, w.figure, w.words) for w in worst]
    assert "bridge" not in worst[0].note


EVENT = "Ruritania and Borduria signed a pact; Ruritania accused Syldavia."


def event(kind: str, actor: str, recipient: str = "", text: str = EVENT) -> dict[str, Any]:
    spans = [[[text.index(w), text.index(w) + len(w)]] if w else [] for w in (actor, recipient)]
    return {"type": kind, "actor": spans[0], "recipient": spans[1]}


def events(gold: list[dict[str, Any]], found: list[dict[str, Any]], **more: Any) -> dict[str, float]:
    rows = [{"id": "a", "text": EVENT, "events": gold, **more}]
    return score_events.score("t", rows, [{"id": "a", "events": found}]).figures


def test_event_right_in_dyad_and_type() -> None:
    assert (
        1.0
        == events([event("AGREE", "Ruritania", "Borduria")], [event("AGREE", "Ruritania", "Borduria")])[
            "dyad_root_f1"
        ]
    )


def test_event_of_another_type_has_the_dyad_only() -> None:
    figures = events([event("AGREE", "Ruritania", "Borduria")], [event("AID", "Ruritania", "Borduria")])
    assert (0.0, 1.0, 0.0) == (figures["dyad_root_f1"], figures["dyad_f1"], figures["quad_acc_on_dyads"])


def test_concede_and_retreat_are_one_type_of_two_classes() -> None:
    figures = events([event("CONCEDE", "Ruritania")], [event("RETREAT", "Ruritania")])
    assert (1.0, 0.0) == (figures["dyad_root_f1"], figures["quad_acc_on_dyads"])


def test_event_predicted_twice_counts_once() -> None:
    twice = [event("ACCUSE", "Ruritania", "Syldavia")] * 2
    assert 1.0 == events(twice[:1], twice)["predictions"]


def test_event_on_a_statement_is_a_false_alarm() -> None:
    assert (
        1.0
        == events([event("STATEMENT", "Ruritania")], [event("ACCUSE", "Ruritania")])["fired_on_statements"]
    )


def test_coders_are_met_one_by_one() -> None:
    coding = {"events": [event("ACCUSE", "Ruritania", "Syldavia")]}
    rows = [{"id": "a", "text": EVENT, "coders": {"1": coding, "2": {"events": []}}}]
    out = [{"id": "a", **coding}]
    figures = score_events.score("t", rows, out).figures
    assert (pytest.approx(2 / 3), 0.5, 0.0) == (
        figures["full_f1"],
        figures["detect_f1_mean"],
        figures["detect_f1_majority"],
    )


def timex(start: int, end: int, value: str | None, kind: str = "DATE") -> dict[str, Any]:
    return {"start": start, "end": end, "value": value, "type": kind}


def test_times_by_span_and_value() -> None:
    rows = [{"id": "a", "text": "x" * 40, "timexes": [timex(0, 6, "2031-05-02"), timex(10, 14, "2031")]}]
    out = [{"id": "a", "timexes": [timex(3, 6, "2031-05-02"), timex(10, 14, None)]}]
    figures = score_times.score("t", rows, out).figures
    assert (0.5, 1.0, 0.5, 1.0) == tuple(figures[k] for k in ("strict_f1", "rel_f1", "val_f1", "day_right"))


def test_where_gold_marks_some_times_only_others_are_no_mistake() -> None:
    rows = [{"id": "a", "text": "x" * 40, "timexes": [timex(0, 6, "2031-05-02")]}]
    out = [{"id": "a", "timexes": [timex(0, 6, "2031-05-02"), timex(10, 14, "2031")]}]
    score = score_times.score("t", rows, out, complete=False)
    assert ("rel_r", ()) == (next(iter(score.figures)), score.worst)
    assert score_times.score("t", rows, out).worst


def place(start: int, end: int, geonames_id: int | None = None, **more: Any) -> dict[str, Any]:
    return {"start": start, "end": end, "geonames_id": geonames_id, "lat": None, "lon": None, **more}


def test_places_near_far_and_unknown() -> None:
    gold = [
        place(0, 4, 1, lat=0.0, lon=0.0),
        place(6, 9, 2, lat=0.0, lon=0.0),
        place(11, 14, 3, lat=0.0, lon=0.0),
    ]
    found = [place(0, 4, 9, lat=1.0, lon=0.0), place(6, 9, 8, lat=2.0, lon=0.0), place(11, 14)]
    figures = score_places.score(
        "t", [{"id": "a", "text": "x" * 20, "places": gold}], [{"id": "a", "places": found}]
    ).figures
    assert (1.0, 0.0, pytest.approx(1 / 3), pytest.approx(1 / 3)) == tuple(
        figures[k] for k in ("found_f1", "id", "acc", "abstained")
    )


@pytest.mark.parametrize(
    ("expected", "state", "actors"),
    [
        ("right", "KEN", [{"span": [0, 5], "state": "KEN"}]),
        ("wrong", "KEN", [{"span": [0, 5], "state": "UGA"}, {"span": [0, 5], "state": "KEN"}]),
        ("abstained", "KEN", [{"span": [0, 5], "state": None}]),
        ("right", None, []),
        ("wrong", None, [{"span": [0, 5], "state": "UGA"}]),
    ],
)
def test_actors(expected: str, state: str | None, actors: list[dict[str, Any]]) -> None:
    rows = [{"id": "a", "text": "Nairobi", "state": state, "person": None}]
    assert 1.0 == score_actors.score("t", rows, [{"id": "a", "actors": actors}]).figures[expected]


def test_stories_bcubed_by_hand() -> None:
    rows = [{"id": i, "event": e} for i, e in zip("abcd", "1122", strict=True)]
    out = [{"id": i, "cluster": c} for i, c in zip("abcd", "xxxy", strict=True)]
    figures = score_stories.score("t", rows, out).figures
    assert (pytest.approx(2 / 3), 0.75) == (figures["b3_p"], figures["b3_r"])
    assert (pytest.approx(1 / 3), 0.5) == (figures["pair_p"], figures["pair_r"])
    assert (1.0, 0.5) == (figures["overmerged"], figures["split"])


def test_a_missing_article_is_a_story_of_its_own() -> None:
    rows = [{"id": "a", "event": "1"}, {"id": "b", "event": "2"}]
    assert 1.0 == score_stories.score("t", rows, []).figures["b3_f1"]


def test_candidates_in_either_order() -> None:
    gold = [
        {"a": "p", "b": "q", "containment": 0.9, "jaccard": 0.6},
        {"a": "p", "b": "r", "containment": 0.4, "jaccard": 0.2},
    ]
    figures = score_lineages.score_candidates("t", gold, [{"a": "q", "b": "p"}]).figures
    assert (1.0, 0.5) == (figures["recall_c50"], figures["recall_c30"])


def test_relations_fold_into_one_origin() -> None:
    gold = [
        {"id_a": "p", "id_b": "q", "label": "V", "origin": "Northern Wire"},
        {"id_a": "p", "id_b": "r", "label": "Q"},
    ]
    out = [{"id_a": "q", "id_b": "p", "label": "R", "origin": "Northern Wire"}]
    figures = score_lineages.score_relations("t", gold, out).figures
    assert (1.0, 0.5, 1.0) == (figures["same_origin_f1"], figures["acc"], figures["origin_acc"])


def test_values_fold_update_and_count_a_null_label_wrong() -> None:
    gold = [{"kind": "count", "a": "", "b": "", "label": x} for x in ("SAME", "UPDATE", "SAME")]
    figures = score_values.score(
        "t", gold, [{"label": "SAME"}, {"label": "DIFFERS"}, {"label": None}]
    ).figures
    assert (pytest.approx(2 / 3), pytest.approx(1 / 3)) == (figures["acc3"], figures["acc4"])
    assert (1.0, 0.0) == (figures["flag_f1"], figures["false_alarm_on_same"])


def test_article_text_and_metadata() -> None:
    gold = [{"id": "a", "text": "one two three four five", "title": "The Bridge", "date": "2031-05-02"}]
    text = "one two three four five\nread more stories here please"
    out = [{"id": "a", "text": text, "title": "The bridge \u2013 Daily", "published": "2031-05-02T08:00Z"}]
    figures = score_article.score("t", gold, out).figures
    assert (1.0, 1.0, 5.0) == (figures["R"], figures["junk_docs"], figures["junk_words_per_doc"])
    assert (0.0, 1.0, 1.0) == (figures["title"], figures["title_soft"], figures["date"])
    assert "authors_f1" not in figures


def test_a_perfect_page() -> None:
    gold = [{"id": "a", "text": "one two three four five", "authors": ["Ines Rey"]}]
    score = score_article.score("t", gold, [{"id": "a", "text": gold[0]["text"], "authors": ["By Ines Rey"]}])
    assert (1.0, 1.0, ()) == (score.figures["F1"], score.figures["authors_equal"], score.worst)


LABELS = st.lists(st.tuples(st.sampled_from("12345"), st.sampled_from("uvwxyz")), min_size=1, max_size=20)


@given(LABELS, st.randoms(use_true_random=False))
def test_stories_whatever_the_order_of_the_rows(labels: list[tuple[str, str]], shuffler: Any) -> None:
    gold = [{"id": f"a{n}", "event": event} for n, (event, _) in enumerate(labels)]
    out = [{"id": f"a{n}", "cluster": cluster} for n, (_, cluster) in enumerate(labels)]
    expected = score_stories.score("t", gold, out)
    shuffler.shuffle(out)
    assert expected == score_stories.score("t", gold, out)


@given(LABELS)
def test_stories_told_right_are_perfect(labels: list[tuple[str, str]]) -> None:
    gold = [{"id": f"a{n}", "event": event} for n, (event, _) in enumerate(labels)]
    score = score_stories.score("t", gold, [{"id": row["id"], "cluster": row["event"]} for row in gold])
    assert (1.0, 1.0, 1.0, ()) == (
        pytest.approx(score.figures["b3_f1"]),
        score.figures["pair_f1"],
        score.figures["ari"],
        score.worst,
    )


@given(st.text(alphabet="ab '\"\u201c\u201d`.\n", max_size=40))
def test_quoted_stretches_lie_in_the_text(text: str) -> None:
    stretches = quoted_stretches(text)
    assert stretches == sorted(stretches)
    assert all(0 <= start <= end <= len(text) for start, end in stretches)
