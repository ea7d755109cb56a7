"""On how many roots a line rests when its witnesses cite documents, media and one another."""

import pytest
from collation_examples import BEN, article, lineages, span, statement, story

from variorum.model import Actor, Line, Party, TimeWindow
from variorum.stages.collation import collation
from variorum.stages.collation.channels import head, is_outlet, kind_of, own, whose
from variorum.stages.collation.citing import is_medium, sources

WORDS = "We will count every boat before the winter"


def at_most(*articles, statements, groups=None):
    """The number of roots of the one line of these articles, each a lineage unless told otherwise."""
    told = story(*articles)
    homes = lineages(told, *(groups or [(a.id[-1],) for a in articles]))
    made = list(collation.run(told, list(articles), list(statements), [], [], [], homes, [], []))
    (line,) = [r for r in made if isinstance(r, Line) and len(r.article_ids) == len(articles)]
    return line.at_most


def said(letter, frame, outlet=None, **fields):
    """A report of the words with this frame, and its statement."""
    report = article(letter, f"“{WORDS},” {frame}.")
    if outlet:
        report = type(report)(id=report.id, document_id=report.document_id, text=report.text, outlet=outlet)
    cue = next(w for w in frame.split() if w in ("said", "said,", "wrote", "told", "posted")).strip(",")
    return report, statement(report, WORDS, cue=span(report, cue), **fields)


def count(*told, groups=None):
    return at_most(*(a for a, _ in told), statements=[s for _, s in told], groups=groups)


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (1, "Okonjo said in a statement", "Okonjo said in a statement on Friday"),
        (1, "Okonjo said in a statement", "Okonjo said in a communiqué"),
        (1, "Okonjo wrote on X", "Okonjo wrote in a post"),
        (1, "Okonjo wrote", "Okonjo said in a letter"),
        (2, "Okonjo said in a statement", "Okonjo said in a letter"),
        (2, "Okonjo said in a union statement", "Okonjo said in a ministry statement"),
        (2, "Okonjo said in the daily bulletin", "Okonjo said in the daily bulletin"),
        (2, "Okonjo said in a statement", "Okonjo said in an interview"),
        (2, "Okonjo said at the harbour", "Okonjo said at the harbour"),
    ],
)
def test_two_reports_that_cite_one_document_rest_on_it(expected, one, other):
    assert expected == count(said("a", one), said("b", other))


def test_a_bulletin_that_comes_out_daily_is_one_on_one_day_only():
    def told(letter, day):
        report, one = said(letter, "Okonjo said in the daily bulletin on Monday")
        at = TimeWindow(
            id=f"win-{letter}",
            article_id=report.id,
            span=span(report, "Monday"),
            text="Monday",
            value=day,
            start=day,
            end=day,
        )
        return report, type(one)(
            **{f: getattr(one, f) for f in one.__struct_fields__ if f != "when"}, when=at
        )

    assert 1 == count(told("a", "2026-05-04"), told("b", "2026-05-04"))


def test_documents_of_two_people_are_two():
    told = said("a", "Okonjo said in a statement"), said("b", "Tarvas said in a statement", speaker=BEN)

    assert 2 == count(*told)


@pytest.mark.parametrize("name", ["Radio Orunde", "the Radio Orunde station", "RO"])
def test_a_report_that_is_cited_is_one_root_with_those_that_cite_it(name):
    citing = said("a", f"Okonjo told {name}", addressee=Party(name=name))

    assert 1 == count(citing, said("b", "Okonjo said", outlet="Radio Orunde"))


def test_who_cites_a_report_rests_on_what_that_one_rests_on():
    agency = said("a", "Okonjo told Radio Orunde", outlet="Lake Wire", addressee=Party(name="Radio Orunde"))
    through = said("b", "Okonjo told Lake Wire", addressee=Party(name="Lake Wire"))
    station = said("c", "Okonjo said", outlet="Radio Orunde")

    assert 1 == count(agency, through, station)


@pytest.mark.parametrize("heard", ["us", "this newspaper", "our reporter"])
def test_what_an_outlet_was_told_itself_rests_on_its_lineage(heard):
    told = said("a", f"Okonjo told {heard}", addressee=Party(name=heard))

    assert 1 == count(told, said("b", "Okonjo said"), groups=[("a", "b")])
    assert 2 == count(told, said("b", f"Okonjo told {heard}", addressee=Party(name=heard)))


def test_a_ministry_that_prints_its_own_readout_is_that_readout():
    minister = Party(
        name="Ada Okonjo",
        actor=Actor(id="person:ada okonjo", name="Ada Okonjo", kind="person", state="KEN"),
    )
    own_page = said("a", "Okonjo said", outlet="Ministry of Lakes of Kenya", speaker=minister)
    citing = said("b", "Okonjo said in a readout by her ministry", speaker=minister)

    assert 1 == count(own_page, citing)


@pytest.mark.parametrize("who", ["Kenya", "Nairobi", "the lake"])
def test_a_state_is_no_outlet_of_its_name(who):
    state = Party(name=who, actor=Actor(id="KEN", name="Kenya", kind="state", state="KEN"))
    told = [said(x, f"{who} said", speaker=state) for x in "ab"]

    assert 3 == count(*told, said("c", f"{who} said", outlet="Nairobi Herald", speaker=state))


@pytest.mark.parametrize(
    ("expected", "frame"),
    [
        (["state radio"], "said in remarks carried by state radio"),
        (["comments", "the ministry’s website"], "said in comments published on the ministry’s website"),
        (["Radio Orunde"], "said, speaking on Radio Orunde"),
        (["an e-mailed statement"], "said in an e-mailed statement to reporters"),
        (["his Telegram channel"], "said on his Telegram channel"),
        (["the social network X"], "said on the social network X"),
        (["Telegram"], "said via Telegram"),
        (["a press release"], "said in a press release"),
        (["a letter"], "said in a letter seen by two people"),
        (["an op-ed"], "wrote in an op-ed"),
        (["a video message"], "said in a video message"),
        (["the Lake Herald"], "said in an interview with the Lake Herald"),
        (["state television"], "said in an interview broadcast on Thursday by state television"),
        (["a filing"], "said in a filing to the stock exchange"),
        (["a note"], "said in a note to clients"),
        (["text message"], "said by text message"),
        (["state television", "a statement"], "said in a statement read out on state television"),
        ([], "said in response to the letter"),
        ([], "said in the town"),
        ([], "said in a speech"),
        ([], "said at a briefing"),
        ([], "said in his book"),
        ([], "said through an interpreter"),
    ],
)
def test_the_channels_that_a_sentence_names(expected, frame):
    report, one = said("a", f"Okonjo {frame}")

    assert expected == [c.name for c in sources([one], {report.id: report}, []).of(one)]


@pytest.mark.parametrize(
    ("expected", "heard"),
    [
        (True, "AFP"),
        (True, "the BBC"),
        (True, "Der Spiegel"),
        (True, "state media"),
        (True, "a radio station"),
        (False, "local media"),
        (False, "the press"),
        (False, "MPs"),
        (False, "a travel agency"),
        (False, "the crowd"),
        (False, "her"),
    ],
)
def test_who_was_told_is_a_medium_or_an_audience(expected, heard):
    assert expected == is_medium(Party(name=heard), {})


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("document", "a statement"),
        ("document", "the company’s statement of Tuesday"),
        ("document", "a list found in the guardroom"),
        ("document", "X"),
        ("medium", "the paper"),
        ("medium", "Radio Orunde"),
        ("medium", "state television"),
        ("medium", "the Lake Herald newspaper"),
        ("source", "the lake ministry"),
        ("source", "an interview"),
        ("source", "reporters"),
        ("source", "the press"),
        ("source", "Ada Okonjo"),
        ("source", "an interpreter"),
    ],
)
def test_the_kind_of_a_channel_is_told_by_its_name(expected, name):
    assert expected == kind_of(name)


@pytest.mark.parametrize(
    ("expected", "name"),
    [
        ("statement", "a statement released by the institute"),
        ("bulletin", "the ministry’s bulletin"),
        ("ABX", "the news agency ABX"),
        ("", ""),
    ],
)
def test_the_noun_a_name_is_built_on(expected, name):
    assert expected == head(name)


@pytest.mark.parametrize(
    ("expected", "name", "outlet"),
    [
        (True, "the Lake Herald", "Lake Herald"),
        (True, "Kenya’s Lake Herald newspaper", "Lake Herald"),
        (True, "the agency LWS", "Lake Wire Service"),
        (True, "El Faro", "El Faro de Orun (English page)"),
        (True, "state television", "Kenyan State Television in English"),
        (False, "Kenya", "Nairobi Herald"),
        (False, "the Herald", "Lake Herald"),
        (False, "television", "Kenyan State Television"),
        (False, "Lake", "Lake Herald"),
    ],
)
def test_when_a_name_is_that_of_an_outlet(expected, name, outlet):
    report = article("a", "Nothing.")
    report = type(report)(id=report.id, document_id=report.document_id, text=report.text, outlet=outlet)

    assert expected == is_outlet(name, report)


@pytest.mark.parametrize(
    ("expected", "name"),
    [(True, "us"), (True, "this local station"), (True, "our reporter"), (False, "them")],
)
def test_what_a_report_calls_its_own_outlet(expected, name):
    assert expected == own(name)


@pytest.mark.parametrize(
    ("expected", "one", "other"),
    [
        (True, "a ministry readout", "the ministry’s statement"),
        (True, "a statement", "a joint statement"),
        (False, "a union statement", "a ministry statement"),
    ],
)
def test_whose_a_document_is(expected, one, other):
    assert expected == (whose(one) == whose(other))
