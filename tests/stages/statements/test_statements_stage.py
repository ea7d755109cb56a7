import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statement_examples import chain, one, told, who, words

pytestmark = pytest.mark.model

READOUT = "“The strait stays open to every ship,” Veltin told Raske, according to a ministry readout."


@pytest.mark.parametrize(
    ("mode", "content", "text"),
    [
        ("direct", ["The strait stays open,"], "“The strait stays open,” Veltin said."),
        ("indirect", ["the strait would stay open"], "Veltin said that the strait would stay open."),
        ("mixed", ["the strait was “open to all”"], "Veltin said the strait was “open to all”."),
        ("indirect", ["The talks", "had been frank"], "The talks, Veltin said, had been frank."),
        ("indirect", ["ferries would sail"], "OSLO (Harbour Press) — ferries would sail, Veltin said."),
        ("indirect", ["to reopen the strait"], "Veltin vowed to reopen the strait."),
        ("direct", ["keep every port open."], "Veltin promised to “keep every port open.”"),
    ],
)
def test_the_reported_words_are_the_content(mode, content, text):
    statement = one(text)
    assert (mode, content) == (statement.mode, words(text, statement.content))


@pytest.mark.parametrize(
    ("cue_class", "text"),
    [
        ("said", "Veltin said the ferry was late."),
        ("warned", "Veltin warned that the ferry would sink."),
        ("denied", "Veltin denied that the ferry had sunk."),
        ("asked", "Veltin urged both sides to show restraint."),
        ("asked", "Veltin called for restraint."),
        ("praised", "Veltin praised the agreement."),
        ("believes", "Veltin believes the ferry is lost."),
        ("accused", "Veltin accused Iceland of closing the strait."),
    ],
)
def test_the_cue_has_a_class(cue_class, text):
    assert cue_class == one(text).cue_class


def test_an_interrupted_quotation_is_one_statement_in_two_spans():
    text = "“This visit,” Veltin said, “will open new doors.”"
    assert ["This visit,", "will open new doors."] == words(text, one(text).content)


def test_a_participle_carries_the_statement_on():
    text = "Norway “strongly backs the plan,” Veltin said, pledging to “work with every port to open it.”"
    assert ["strongly backs the plan,", "work with every port to open it."] == words(text, one(text).quoted)


def test_the_one_spoken_to_is_the_addressee():
    statement = one("“The strait stays open,” Veltin told Raske.")
    assert "Tobin Raske" == statement.addressee.name


def test_a_readout_is_a_carrier_and_belongs_to_its_ministry():
    statement = one(READOUT)
    assert [("carrier", "a ministry readout"), ("speaker", "Mara Veltin")] == chain(statement)
    assert "NOR:MFA" == statement.chain[0].actor.id


def test_the_outlet_is_the_outermost_step_when_it_is_known():
    (statement,) = told(READOUT, outlet="Harbour Courier")
    assert ("outlet", "Harbour Courier") == chain(statement)[0]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([("speaker", "Northwire News Agency")], "The strait has reopened, according to Northwire."),
        (
            [("carrier", "Northwire News Agency"), ("speaker", "Mara Veltin")],
            "Northwire quoted Veltin as saying that the strait had reopened.",
        ),
        (
            [("carrier", "Northwire News Agency"), ("speaker", "Mara Veltin")],
            "Veltin was quoted by Northwire as saying: “The strait has reopened.”",
        ),
        (
            [("carrier", "Northwire News Agency"), ("speaker", "Mara Veltin")],
            "Veltin said in remarks carried by Northwire that the strait had reopened.",
        ),
        (
            [("speaker", "Mara Veltin"), ("view", "Tobin Raske")],
            "The Norwegian minister added that Tobin Raske believes the strait is safe.",
        ),
        (
            [("speaker", "Northwire News Agency"), ("view", "Tobin Raske")],
            "Raske believes the strait is safe, according to Northwire.",
        ),
        (
            [("speaker", "Mara Veltin"), ("view", "Tobin Raske")],
            "Veltin added that the strait, Raske believes, is safe for every ship.",
        ),
        (
            [("carrier", "Northwire News Agency"), ("speaker", "Mara Veltin"), ("view", "Tobin Raske")],
            "Raske, Veltin added, believes the “bonds of trust” are safe, according to Northwire.",
        ),
    ],
)
def test_the_chain_leads_from_the_carrier_to_the_one_whose_view_it_is(expected, text):
    assert expected == chain(one(text))


def test_an_echo_is_an_apparent_second_voice():
    statement = told("Veltin said the strait was open. Northwire echoed those remarks.")[-1]
    assert ("echoed", True) == (statement.cue_class, statement.chain[-1].apparent)


@pytest.mark.parametrize(
    "text",
    [
        "Mara Veltin met Tobin Raske in Oslo. She said the strait was open.",
        "Veltin praised the crew. “The strait is open to every ship,” she said.",
    ],
)
def test_a_pronoun_goes_back_to_the_nearest_who_agrees_with_a_lower_score(text):
    statement = told(text)[-1]
    assert "Mara Veltin" == who(statement)
    assert statement.score < one("Veltin said the strait was open.").score


def test_a_quotation_without_a_cue_goes_back_to_the_last_speaker():
    text = "“The strait is open,” Veltin said.\n\n“No ship will be turned away from our harbours.”"
    first, second = told(text)
    assert who(first) == who(second)
    assert second.chain[-1].inherited


def test_a_paragraph_opened_anew_is_part_of_the_same_statement():
    text = "“The strait is open,” Veltin said. “It will stay so.\n\n“No ship will be turned away.”"
    assert ["It will stay so.", "No ship will be turned away."] == words(text, told(text)[-1].content)


@pytest.mark.parametrize(
    "text",
    [
        "The crews attended the “Friendship Year” gala.",
        "The so-called “no limits” pact was on display.",
        "The ferry sailed according to plan.",
        "The union called a march for Friday.",
        "The Kremlin did not say whether the ferry would sail.",
        "He is the author of “The Long Strait”, a novel.",
    ],
)
def test_scare_quotes_titles_and_nobodys_words_are_not_statements(text):
    assert [] == told(text)


def test_no_pronoun_is_resolved_to_somebody_named_in_the_content():
    statement = told("Veltin spoke first. Raske, she added, believes the strait is safe.")[-1]
    assert "Mara Veltin" == who(statement)


def test_the_words_of_a_name_do_not_take_in_what_follows():
    text = "The minister of fisheries, who had arrived late, said the strait was open."
    span = one(text).speaker.span
    assert "The minister of fisheries" == text[span.start : span.end]


SENTENCES = st.lists(
    st.sampled_from(
        [
            READOUT,
            "Veltin praised the “old port” and said “it must never, ever close.”",
            "“Unclosed, he said.",
            "She added: 'all is well'",
            "— ” ' \"",
            "According to Northwire, citing Veltin, ships wait.",
            "\n\n",
        ]
    ),
    max_size=5,
).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(SENTENCES)
def test_spans_lie_in_the_text_and_quoted_words_in_the_content(text):
    for statement in told(text):
        assert all(0 <= span.start < span.end <= len(text) for span in statement.spans)
        assert all(
            any(c.start <= q.start and q.end <= c.end for c in statement.content) for q in statement.quoted
        )
        assert sorted(statement.content) == list(statement.content)


def test_a_span_that_is_not_all_quoted_keeps_its_marks_in_pairs():
    text = "Veltin said “good sense” would prevail in “every port”."
    assert ["“good sense” would prevail in “every port”"] == words(text, one(text).content)


def test_the_same_text_gives_the_same_statements():
    assert told(READOUT) == told(READOUT)
