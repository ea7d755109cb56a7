import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.stages.marks import marked, within


def inside(text: str) -> list[str]:
    return [text[stretch.start : stretch.end] for stretch in marked(text)]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["We will wait,", "and see."], "“We will wait,” she said, “and see.”"),
        (["We will wait,"], '"We will wait," she said.'),
        (["The leaders’ talks were good,"], "‘The leaders’ talks were good,’ he said."),
        (["I don't know,"], "'I don't know,' he said"),
        (["hegemony"], "US 'hegemony' in the '90s and the workers' rights"),
        (["Oui"], "«Oui» said the envoy"),
        (["Hello,"], "``Hello,'' he said"),
        (["He said 'no' twice,"], "“He said 'no' twice,” she recalled."),
        (["He said “no.” Twice.", "Yes"], '"He said “no.” Twice." She left. "Yes"'),
        (["Never"], "How ‘bout that? “Never”"),
    ],
)
def test_marks_of_every_kind_are_paired(expected, text):
    assert expected == inside(text)


def test_an_unclosed_mark_runs_to_the_end_of_its_paragraph():
    assert ["The harbour is shut."] == inside("He said “The harbour is shut.\nNobody answered.")


def test_a_paragraph_that_opens_anew_goes_on_with_the_same_speech():
    assert [False, True] == [s.reopened for s in marked("“The harbour is shut.\n“The ferry is gone.”")]


def test_a_line_break_inside_a_quotation_parts_it_but_loses_nothing():
    assert ["The harbour is shut.", "The ferry is gone."] == inside(
        '"The harbour is shut.\nThe ferry is gone." He left.'
    )


@pytest.mark.parametrize(
    "text",
    [
        'He said "we leave and then "never again" he said.',
        'A 5" pipe burst. "never again" he said.',
        "It was ” odd. “never again” he said.",
        "Stray “\n“never again” he said.",
    ],
)
def test_one_bad_mark_never_loses_the_rest(text):
    assert "never again" in inside(text)


def test_a_closing_mark_of_the_wrong_shape_still_closes():
    assert ["Hello,", "bye"] == inside("“Hello,“ he said, “bye“")


def test_only_the_parts_inside_marks_are_within():
    text = "the “old” and “new” port"
    assert ["old", "ne"] == [text[a:b] for a, b in within(marked(text), 0, text.index("w”"))]


@given(st.text(alphabet="ab s.,!\n\"'“”‘’«»„`…—", max_size=80))
def test_stretches_lie_in_the_text_in_order_and_never_overlap(text):
    edges = [edge for stretch in marked(text) for edge in (stretch.start, stretch.end)]
    assert sorted(edges) == edges
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all(any(c.isalnum() for c in words) for words in inside(text))
