"""What is a movement of attribution, and what is none."""

import pytest
from collation_examples import (
    BEN,
    article,
    assertion,
    carrier,
    lineages,
    span,
    statement,
    story,
)

from variorum.model import Actor, Line, Party, Variant
from variorum.stages.collation import collation
from variorum.stages.collation.attribution import DROPPED, OTHER_CHANNELS
from variorum.stages.collation.citing import Sources
from variorum.stages.collation.echoes import SECOND_VOICE
from variorum.stages.collation.voices import SAID_AND_ASSERTED, attributed, given_to, own_voice
from variorum.stages.collation.who import ANONYMISED, OTHER_SPEAKERS

WORDS = "We will count every boat before the winter"


def moves(*articles, statements=(), assertions=(), groups=None):
    """The reasons of the movements in a story of these articles, each a lineage unless told otherwise."""
    told = story(*articles)
    homes = lineages(told, *(groups or [(a.id[-1],) for a in articles]))
    given = [list(articles), list(statements), list(assertions), [], [], homes, [], []]
    made = list(collation.run(told, *given))
    assert any(len(r.article_ids) > 1 for r in made if isinstance(r, Line)), "nothing is joined"
    return [r.why[0] for r in made if isinstance(r, Variant) and r.kind == "attribution"]


def cued(article, words, cue, **fields):
    """A statement of these words with the place of its cue."""
    return statement(article, words, cue=span(article, cue), **fields)


@pytest.mark.parametrize(
    "frame",
    [
        "Okonjo said in a statement.",
        "Okonjo said in a written statement released by her office late on Friday.",
        "Okonjo wrote on Telegram.",
        "Okonjo said in a letter to the mayors.",
        "Okonjo said on state television.",
        "Okonjo said on Radio Orunde.",
        "Okonjo said in the ministry’s evening bulletin.",
        "Okonjo posted on X.",
    ],
)
def test_a_document_or_medium_that_another_report_leaves_out_is_dropped(frame):
    one, other = article("a", f"“{WORDS},” {frame}"), article("b", f"“{WORDS},” Okonjo said.")
    cue = frame.split()[1]

    found = moves(one, other, statements=[cued(one, WORDS, cue), cued(other, WORDS, "said")])

    assert [DROPPED] == found


@pytest.mark.parametrize(
    "frame",
    [
        "Okonjo said at the harbour.",
        "Okonjo said in parliament.",
        "Okonjo said through an interpreter.",
        "Okonjo said in an interview.",
        "Okonjo said on Friday.",
        "Okonjo said by telephone.",
    ],
)
def test_where_and_when_something_was_said_is_no_channel(frame):
    one, other = article("a", f"“{WORDS},” {frame}"), article("b", f"“{WORDS},” Okonjo said.")

    assert [] == moves(one, other, statements=[cued(one, WORDS, "said"), cued(other, WORDS, "said")])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("said in a statement", "said in the statement"),
        ("said in a ministry communiqué", "said in a statement by the ministry"),
        ("said on X", "wrote"),
        ("said on Radio Orunde", "told Radio Orunde"),
        ("said in a statement released by the Lake Institute", "said in the Lake Institute’s bulletin"),
    ],
)
def test_one_channel_in_other_words_is_kept(one, other):
    reports = article("a", f"“{WORDS},” Okonjo {one}."), article("b", f"“{WORDS},” Okonjo {other}.")
    told = [
        cued(r, WORDS, how.split()[0], addressee=Party(name="Radio Orunde") if "told" in how else None)
        for r, how in zip(reports, (one, other), strict=True)
    ]

    assert [] == moves(*reports, statements=told)


def test_a_channel_goes_on_into_the_next_sentence_of_the_speaker():
    more = "Nobody will be asked for money"
    one = article(
        "a", f"The lake is rising, Okonjo told Radio Orunde. “{WORDS},” she said. “{more},” she said."
    )
    other = article("b", f"“{WORDS},” Okonjo said.")
    first = statement(
        one, "The lake is rising", quoted=(), cue=span(one, "told"), addressee=Party(name="Radio Orunde")
    )

    found = moves(one, other, statements=[first, cued(one, WORDS, "said"), cued(other, WORDS, "said")])

    assert [DROPPED] == found


@pytest.mark.parametrize("between", ["It was raining. ", "“Go,” Tarvas shouted. "])
def test_a_channel_does_not_reach_over_another_sentence(between):
    one = article("a", f"The lake is rising, Okonjo told Radio Orunde. {between}“{WORDS},” she said.")
    other = article("b", f"“{WORDS},” Okonjo said.")
    said = [
        statement(
            one, "The lake is rising", quoted=(), cue=span(one, "told"), addressee=Party(name="Radio Orunde")
        ),
        cued(one, WORDS, "said"),
        cued(other, WORDS, "said"),
    ]
    if "Go" in between:
        said.append(statement(one, "Go", speaker=BEN, cue=span(one, "shouted")))

    assert [] == moves(one, other, statements=said)


def test_the_paper_is_the_one_named_before():
    one = article(
        "a", f"“It is late,” Okonjo told the Daily Orun. Then it rained. “{WORDS},” she told the paper."
    )
    other = article("b", f"“{WORDS},” Okonjo told the Daily Orun.")
    said = [
        cued(one, "It is late", "told", addressee=Party(name="the Daily Orun")),
        statement(one, WORDS, cue=span(one, "told", 50), addressee=Party(name="the paper")),
        cued(other, WORDS, "told", addressee=Party(name="the Daily Orun")),
    ]

    assert [] == moves(one, other, statements=said)


@pytest.mark.parametrize(
    ("expected", "groups"), [([], None), ([DROPPED], [("a", "b")])], ids=["own reporting", "a rewrite"]
)
@pytest.mark.parametrize("heard", ["us", "this newspaper", "Outlet A", "our correspondent"])
def test_an_outlets_own_interview_is_dropped_only_by_a_rewrite_of_it(expected, groups, heard):
    one, other = article("a", f"“{WORDS},” Okonjo told {heard}."), article("b", f"“{WORDS},” Okonjo said.")
    said = [cued(one, WORDS, "told", addressee=Party(name=heard)), cued(other, WORDS, "said")]

    assert expected == moves(one, other, statements=said, groups=groups)


def test_a_report_that_is_the_channel_drops_nothing():
    one = article("a", f"“{WORDS},” Okonjo told Outlet B.")
    other = article("b", f"“{WORDS},” Okonjo said.")
    said = [cued(one, WORDS, "told", addressee=Party(name="Outlet B")), cued(other, WORDS, "said")]

    assert [] == moves(one, other, statements=said)


def test_whose_name_is_dropped_too_is_anonymised_and_no_more():
    one = article("a", f"“{WORDS},” Ada Okonjo said in a statement.")
    other = article("b", f"“{WORDS},” a lake official said.")
    said = [cued(one, WORDS, "said"), statement(other, WORDS, speaker=Party(name="a lake official"))]

    assert [ANONYMISED] == moves(one, other, statements=said)


def test_two_media_known_by_name_are_two_channels():
    one, other = (article(x, f"“{WORDS},” Okonjo said.") for x in "ab")
    said = [
        statement(one, WORDS, chain=(carrier("Radio Orunde"),)),
        statement(other, WORDS, chain=(carrier("Tessin TV"),)),
    ]

    assert [OTHER_CHANNELS] == moves(one, other, statements=said)


# --- second voices -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "echo",
    [
        ", and Radio Orunde confirmed it.",
        ". Radio Orunde gave the same figure.",
        ". Radio Orunde was of the same opinion.",
        ". Radio Orunde later repeated the claim.",
        ". Radio Orunde shared her view.",
        ". The Radio Orunde station echoed those remarks.",
    ],
)
def test_the_channel_of_one_report_is_a_second_voice_in_another(echo):
    one = article("a", f"“{WORDS},” Okonjo said on Radio Orunde.")
    other = article("b", f"“{WORDS},” Okonjo said{echo}")

    assert [SECOND_VOICE] == moves(one, other, statements=[cued(r, WORDS, "said") for r in (one, other)])


@pytest.mark.parametrize("name", ["OSA", "the Orun State Agency", "state agency OSA"])
def test_a_second_voice_is_known_by_its_initials(name):
    one = article("a", f"“{WORDS},” Okonjo said, according to {name}.")
    other = article("b", f"“{WORDS},” Okonjo said. The Orun State Agency echoed those remarks.")
    said = [cued(one, WORDS, "said", chain=(carrier(name),)), cued(other, WORDS, "said")]

    assert [SECOND_VOICE] == moves(one, other, statements=said)


@pytest.mark.parametrize(
    "after",
    [
        ". Tessin TV gave the same figure.",
        ". Radio Orunde played music.",
        ". It rained. Radio Orunde confirmed it.",
        ". Nobody on Radio Orunde confirmed it.",
        ". Radio Orunde never confirmed it.",
        ". Radio Orunde has not confirmed it.",
    ],
)
def test_who_is_no_channel_of_the_other_report_or_says_another_thing_is_no_second_voice(after):
    one = article("a", f"“{WORDS},” Okonjo said on Radio Orunde.")
    other = article("b", f"“{WORDS},” Okonjo said{after}")

    assert SECOND_VOICE not in moves(one, other, statements=[cued(r, WORDS, "said") for r in (one, other)])


def test_the_house_of_the_speaker_is_no_second_voice_beside_her():
    one = article("a", f"“{WORDS},” said Ada Okonjo, an economist at Lake Street Securities.")
    other = article("b", f"“{WORDS},” an analyst said. Lake Street Securities was of the same opinion.")
    ada = Party(name="Ada Okonjo", span=span(one, "Ada Okonjo"))
    said = [
        cued(one, WORDS, "said", speaker=ada),
        cued(other, WORDS, "said", speaker=Party(name="an analyst", span=span(other, "an analyst"))),
    ]

    assert [SECOND_VOICE, ANONYMISED] == moves(one, other, statements=said)


# --- speakers ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "party"),
    [
        ([OTHER_SPEAKERS], BEN),
        ([], Party(name="the lake ministry")),
        ([], Party(name="Lake Council", actor=Actor(id="org:lake council", name="L", kind="organisation"))),
    ],
    ids=["another person", "a body", "a named body"],
)
def test_only_another_person_is_another_speaker(expected, party):
    one, other = (article(x, f"“{WORDS},” somebody said.") for x in "ab")

    found = moves(one, other, statements=[statement(one, WORDS), statement(other, WORDS, speaker=party)])

    assert expected == found


@pytest.mark.parametrize(
    ("expected", "who"),
    [
        ([ANONYMISED], "a harbour official"),
        ([ANONYMISED], "officials"),
        ([ANONYMISED], "one insider"),
        ([ANONYMISED], "a source at the lake ministry"),
        ([], "the minister"),
        ([], "her lawyer"),
        ([], "a court document"),
        ([], "the coastguard"),
        ([], "no official"),
        ([], "PRESENTER"),
    ],
)
def test_only_one_of_many_is_nameless(expected, who):
    one, other = (article(x, f"“{WORDS},” somebody said.") for x in "ab")
    said = [statement(one, WORDS), statement(other, WORDS, speaker=Party(name=who))]

    assert expected == moves(one, other, statements=said)


def test_who_is_named_in_the_same_breath_is_not_nameless():
    one = article("a", f"“{WORDS},” Ada Okonjo said.")
    other = article("b", f"“{WORDS},” said an official who gave her name as Okonjo.")
    hidden = Party(name="an official", span=span(other, "an official"))

    assert [] == moves(
        one, other, statements=[statement(one, WORDS), statement(other, WORDS, speaker=hidden)]
    )


# --- own voice ---------------------------------------------------------------------------------------------

TOLD = "The lake ferry lost both engines near Orunde island"


def voiced(text, content, **fields):
    """The movements between a report with this text and one that says the same as its own."""
    one, other = article("a", text), article("b", f"{TOLD}.")
    said = statement(one, content, quoted=(), speaker=Party(name="the lake ministry"), **fields)
    return moves(one, other, statements=[said], assertions=[assertion(other, TOLD)])


def test_a_channel_beside_a_bare_said_is_dropped_only_where_words_or_texts_are_shared():
    plain = "the lake ferry lost both engines near Orunde island"
    one = article("a", f"The ministry said in a statement that {plain}.")
    other = article("b", f"The ministry said that {plain}.")
    who = Party(name="the ministry")
    said = [cued(r, plain, "said", quoted=(), speaker=who) for r in (one, other)]

    assert [] == moves(one, other, statements=said)
    assert [DROPPED] == moves(one, other, statements=said, groups=[("a", "b")])


def test_what_one_report_attributes_and_another_asserts_is_own_voice():
    assert [SAID_AND_ASSERTED] == voiced(f"{TOLD}, the lake ministry said.", TOLD)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ([], f"{TOLD}, which her owner denies, the lake ministry said."),
        ([SAID_AND_ASSERTED], f"{TOLD}, killing nobody, the lake ministry said."),
    ],
    ids=["another clause between", "a participle between"],
)
def test_an_attribution_reaches_over_no_other_clause(expected, text):
    content = text.removesuffix(", the lake ministry said.")

    assert expected == voiced(text, content, cue=span(article("a", text), "said"))


@pytest.mark.parametrize(
    ("expected", "asserted"),
    [
        ([SAID_AND_ASSERTED], "The ferry drifted when the engines failed near Orunde island"),
        ([], "Holidaymakers love Orunde island"),
    ],
    ids=["four telling words", "whom it is about"],
)
def test_two_reports_of_their_own_need_more_in_common_than_whom_they_tell_of(expected, asserted):
    one, other = article("a", f"{TOLD}, the lake ministry said."), article("b", f"{asserted}.")
    said = statement(one, TOLD, quoted=(), speaker=Party(name="the lake ministry"))
    clause = assertion(other, asserted)
    known = Sources({a.id: a for a in (one, other)}, {}, {})
    found = own_voice([said], [clause], known, {})

    assert expected == [d.why for d in found]


@pytest.mark.parametrize("who", ["PRESENTER", "our reporter", "this newspaper"])
def test_what_a_report_gives_to_its_own_outlet_is_its_own_voice_too(who):
    one, other = article("a", f"{TOLD}, {who} said."), article("b", f"{TOLD}.")
    said = statement(one, TOLD, quoted=(), speaker=Party(name=who))

    assert [] == moves(one, other, statements=[said], assertions=[assertion(other, TOLD)])


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (True, "The prefecture says 8,000 people came"),
        (True, "Rain alone, he said this week, has never broken a dam"),
        (True, "The tanker was led to port, the commander of the district has announced"),
        (True, "Soldiers hold the camp, a sergeant there said by telephone"),
        (True, "The ministry counted 104 deaths by Thursday"),
        (True, "A senator put the price at ninety million"),
        (True, "The loss is given by the owner as five thousand barrels"),
        (True, "He is accused of taking bribes"),
        (True, "The log that the thieves posted begins on 11 March"),
        (False, "Two men were found dead in the gallery"),
        (False, "With nearly all votes counted the Greens have a third"),
        (False, "An estimated 30 per cent of the reef has died"),
        (False, "The vaccine landed on Tuesday, earlier than had been announced"),
        (False, "The court declared her the winner"),
        (False, "Sixty boats left the harbour"),
    ],
)
def test_a_clause_that_tells_from_whom_it_is(expected, words):
    text = article("a", f"{words}.")
    verb = {"The prefecture": "says", "The log": "begins"}.get(" ".join(words.split()[:2]), words.split()[0])
    clause = assertion(text, words)
    clause = type(clause)(
        id=clause.id,
        article_id=clause.article_id,
        span=clause.span,
        predicate=span(text, verb),
        lemma={"says": "say", "begins": "begin"}.get(verb, verb),
    )

    assert expected == attributed(clause, text)


def test_a_clause_given_to_somebody_stands_against_one_that_is_not():
    one = article("a", "The lake ministry counted 104 lost boats by Thursday.")
    other = article("b", "The lake lost 104 boats by Thursday.")
    told = [assertion(one, one.text[:-1]), assertion(other, other.text[:-1])]

    assert given_to(told[0], one)
    assert [SAID_AND_ASSERTED] == moves(one, other, assertions=told)


def test_a_demand_told_as_one_is_no_own_voice():
    one = article("a", "The drivers demand nine more wells in the valley.")
    other = article("b", "They want nine more wells in the valley.")
    asked = statement(
        one,
        "nine more wells in the valley",
        quoted=(),
        cue_class="asked",
        speaker=Party(name="The drivers"),
    )

    assert [] == moves(one, other, statements=[asked], assertions=[assertion(other, other.text[:-1])])
