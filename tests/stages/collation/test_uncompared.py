"""What could not be compared is listed with its reason, and no more than that."""

import msgspec
import pytest
from collation_examples import BEN, article, assertion, count, lineages, span, statement, story
from hypothesis import given
from hypothesis import strategies as st

from variorum.model import EventMention, Line, Party, Place, TimeWindow, Uncompared, Value
from variorum.pipeline import GroupKey
from variorum.stages.collation import collation
from variorum.stages.collation.clocks import compare_clocks
from variorum.stages.collation.gather import gather
from variorum.stages.collation.incomparable import unsettled
from variorum.stages.collation.near import NEAREST, near_misses
from variorum.stages.collation.pairs import Pair
from variorum.stages.collation.told import Open
from variorum.stages.collation.uncompared import MOST, uncompared
from variorum.stages.collation.unit import unit_of
from variorum.stages.collation.values import compare_values
from variorum.stages.merge import merge

DAY = "2026-05-04"


def gaps(*articles, statements=(), assertions=(), mentions=(), windows=(), places=()):
    """The entries of a story of these articles, each a lineage of its own."""
    told = story(*articles)
    groups = lineages(told, *[(a.id[-1],) for a in articles])
    events = list(merge.run(GroupKey(told.id), list(mentions), []))
    given = [list(statements), list(assertions), list(mentions), events, groups, list(windows), list(places)]
    return [r for r in collation.run(told, list(articles), *given) if isinstance(r, Uncompared)]


def brief(found):
    """Of each entry its kind and its words by witness."""
    return [(u.kind, {r.article_ids[0][-1]: r.value for r in u.readings}) for u in found]


# --- witnesses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expected", "known"),
    [
        ("language", {"language": "es"}),
        ("part", {"kind": "stub"}),
        ("part", {"kind": "wall"}),
        ("part", {"kind": "live"}),
        ("empty", {"language": "en"}),
    ],
)
def test_a_witness_that_could_not_be_set_beside_the_others(expected, known):
    a = article("a", "The bridge at Orla fell.", published=DAY)
    b = article("b", "El puente de Orla.", published=DAY, **known)

    (found,) = gaps(a, b, assertions=[assertion(a, "The bridge at Orla fell", participants=(BEN,))])

    assert (expected, (b.id,), ()) == (found.kind, found.article_ids, found.readings)
    assert "unknown" == found.knowledge


ENGLISH = "The river rose in the night, and most of those who live by the quay of Orla had left their homes."
FOREIGN = (
    "El río creció por la noche y casi todos los que viven junto al muelle de Orla habían dejado sus casas ya.",
    "La rivière a monté dans la nuit et presque tous ceux qui habitent près du quai de l’Orla étaient partis.",
    "Der Fluss stieg in der Nacht an, und die meisten Anwohner der Orla hatten am Morgen ihre Häuser verlassen.",
    "Ночью река поднялась, и почти все, кто живёт у набережной Орлы, к утру уже покинули свои дома в городе.",
    "In de nacht steeg de rivier en was bijna iedereen die aan de kade van Orla woont uit zijn huis vertrokken.",
    "夜里河水上涨" * 20,
)


@pytest.mark.parametrize("words", FOREIGN)
def test_a_report_that_does_not_say_its_language_is_known_by_its_words(words):
    a, b = article("a", ENGLISH, published=DAY), article("b", f"{words} {words}", published=DAY)
    claims = [assertion(x, x.text, participants=(BEN,)) for x in (a, b)]

    (found,) = [u for u in gaps(a, b, assertions=claims) if u.kind != "near"]

    assert ("language", (b.id,)) == (found.kind, found.article_ids)
    assert "common in English; what reports tell is read in English only" in found.why[0]


@pytest.mark.parametrize("words", [ENGLISH, "Orla: 3 dead.", "Tarn 2, Orla 1 (Dorrin 13, 70; Lamu 88)."])
def test_english_and_what_is_too_short_to_tell_are_taken_for_english(words):
    a, b = article("a", ENGLISH, published=DAY), article("b", words, published=DAY)

    assert [] == gaps(a, b, assertions=[assertion(x, x.text, participants=(BEN,)) for x in (a, b)])


def day(of, words, **known):
    return TimeWindow(id=f"win-{words}", article_id=of.id, span=span(of, words), text=words, **known)


def test_times_of_an_undated_report_stand_in_no_calendar():
    a = article("a", "The mine flooded on Sunday. It is shut now. It opened in 2019.", published=DAY)
    b = msgspec.structs.replace(article("b", a.text), published=None)
    windows = [
        day(a, "Sunday", value="2026-05-03", start="2026-05-03", end="2026-05-04"),
        day(b, "Sunday", value="XXXX-WXX-7"),
        day(b, "now", value="PRESENT_REF"),
        day(b, "2019", value="2019", start="2019-01-01", end="2020-01-01", granularity="year"),
    ]
    claims = [assertion(x, "The mine flooded on Sunday") for x in (a, b)]

    assert [("date", {"b": "Sunday"})] == brief(gaps(a, b, assertions=claims, windows=windows))


def test_undated_reports_are_one_entry_with_the_first_few_times_of_each():
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    text = f"Rain fell on {', '.join(days)} and again on Monday."
    a, b = article("a", text), article("b", text)
    windows = [day(x, d, value="XXXX-WXX") for x in (a, b) for d in days]
    again = msgspec.structs.replace(windows[0], id="win-again", span=span(a, "Monday", after=40))

    (found,) = [u for u in gaps(a, b, windows=[*windows, again]) if u.kind == "date"]

    assert (a.id, b.id) == found.article_ids
    assert [" […] ".join(days[:MOST])] * 2 == [r.value for r in found.readings]


def test_a_story_of_one_witness_has_nothing_to_compare():
    assert [] == gaps(article("a", "Nada.", language="es"))


# --- figures, places, times --------------------------------------------------------------------------------


def dead(of, words, number):
    return assertion(of, of.text, count(of, words, number, "body"))


@pytest.mark.parametrize(
    ("expected", "days"),
    [
        ([], (DAY, "2026-05-05")),
        (["order"], (DAY, None)),
        (["order"], (DAY, DAY)),
        ([], ("2026-05-04T08:00:00+02:00", "2026-05-04T09:00:00+02:00")),
    ],
)
def test_figures_of_reports_of_which_neither_is_known_to_be_later(expected, days):
    a = article("a", "Divers have found 12 bodies in the flooded quarry of Orla.", published=days[0])
    b = article("b", "Divers have found 17 bodies in the flooded quarry of Orla.", published=days[1])

    found = gaps(a, b, assertions=[dead(a, "12 bodies", 12), dead(b, "17 bodies", 17)])

    assert expected == [u.kind for u in found]


def test_a_figure_that_does_not_move_on_differs_in_any_order():
    a = article("a", "The Orla ferry has a licence for 45 passengers.")
    b = article("b", "The Orla ferry has a licence for 60 passengers.")
    seats = [(a, "45 passengers", 45), (b, "60 passengers", 60)]

    assert [] == gaps(
        a, b, assertions=[assertion(x, x.text, count(x, w, n, "passenger")) for x, w, n in seats]
    )


@pytest.mark.parametrize(("expected", "days"), [(["order"], (DAY, None)), ([], (DAY, "2026-05-05"))])
def test_whether_a_plan_came_true_cannot_be_told_where_the_later_report_is_not_known(expected, days):
    a = article("a", "Kenya will shut the border crossing at Orla.", published=days[0])
    b = article("b", "Kenya shut the border crossing at Orla.", published=days[1])
    told = [
        EventMention(
            id=f"evm-{x.id}", article_id=x.id, actors=(), recipients=(), trigger=span(x, "shut"),
            sentence=span(x, x.text), type="COERCE", status=status,
        )
        for x, status in ((a, "planned"), (b, "actual"))
    ]  # fmt: skip

    found = gaps(a, b, assertions=[assertion(x, x.text) for x in (a, b)], mentions=told)

    assert expected == [u.kind for u in found]
    assert all("whether a plan came true" in u.why[0] for u in found)


def test_two_currencies_are_not_compared_without_a_rate():
    a = article("a", "The tender for the Orla bridge was won for $4 million.", published=DAY)
    b = article("b", "The tender for the Orla bridge was won for €3 million.", published=DAY)
    prices = {a.id: ("$4 million", 4e6, "USD"), b.id: ("€3 million", 3e6, "EUR")}
    claims = [
        assertion(x, x.text, Value(kind="money", number=n, unit=unit, span=span(x, words)))
        for x in (a, b)
        for words, n, unit in (prices[x.id],)
    ]

    assert [("unit", {"a": "$4 million", "b": "€3 million"})] == brief(gaps(a, b, assertions=claims))


def test_of_several_figures_of_one_kind_it_is_not_known_which_answers_to_which():
    a = article("a", "The Orla bank cut its forecast for growth to 3.1 percent from 3.8.", published=DAY)
    b = article("b", "The Orla bank cut its forecast for growth to 2.9 percent.", published=DAY)

    def percent(of, words):
        return Value(kind="percent", number=float(words.split()[0]), unit="percent", span=span(of, words))

    claims = [
        assertion(a, a.text, percent(a, "3.1 percent"), percent(a, "3.8")),
        assertion(b, b.text, percent(b, "2.9 percent")),
    ]

    expected = [("several", {"a": "3.1 percent […] 3.8", "b": "2.9 percent"})]
    assert expected == brief(gaps(a, b, assertions=claims))


@pytest.mark.parametrize(
    ("expected", "first", "second"),
    [
        (["point"], ("40 km", "km", "from Orla"), ("90 km", "km", "from Tarn")),
        (["point"], ("40 km", "km", "north of Orla"), ("90 km", "km", "off Tarn")),
        ([], ("40 km", "km", "of coast"), ("90 km", "km", "of beaches")),
        ([], ("40 tonnes", "tonne", "of diesel"), ("90 tonnes", "tonne", "of fuel")),
    ],
)
def test_distances_from_two_points_are_not_compared(expected, first, second):
    """But how much there is of two things is no distance."""
    told = {
        x: f"The trawler on the Dorrin reef: {w} {rest}." for x, (w, _, rest) in (("a", first), ("b", second))
    }
    a, b = (article(x, text, published=DAY) for x, text in told.items())
    claims = [
        assertion(x, x.text, Value(kind="magnitude", number=float(w.split()[0]), unit=unit, span=span(x, w)))
        for x, (w, unit, _) in ((a, first), (b, second))
    ]

    assert expected == [u.kind for u in gaps(a, b, assertions=claims)]


@pytest.mark.parametrize(
    ("expected", "other", "country"),
    [
        ([("place", {"a": "Orla", "b": "Nepal"})], "Nepal", "NPL"),
        ([], "Orla", None),
        ([], "Orla district", None),
    ],
)
def test_a_place_that_the_gazetteer_does_not_have_may_lie_in_the_other(expected, other, country):
    a = article("a", "A landslide buried the market hall in Orla.", published=DAY)
    b = article("b", f"A landslide buried the market hall in {other}.", published=DAY)
    places = [
        Place(id="plc-a", article_id=a.id, span=span(a, "Orla"), name="Orla"),
        Place(id="plc-b", article_id=b.id, span=span(b, other), name=other, country=country),
    ]

    assert expected == brief(gaps(a, b, assertions=[assertion(x, x.text) for x in (a, b)], places=places))


@pytest.mark.parametrize(
    ("expected", "judged"),
    [
        ("unit", compare_values("money", "$5 million", "€5.2 million")),
        ("unit", compare_values("magnitude", "5 km", "7 tonnes")),
        ("zone", compare_clocks("0930 gmt", "4:30 p.m.")),
        ("place", compare_values("place", "Nairobi", "Orla Heights")),
        (None, compare_values("count", "5", "7")),
        (None, compare_values("place", "Nairobi", "Kenya")),
    ],
)
def test_the_reason_of_a_verdict_tells_what_could_not_be_compared(expected, judged):
    """Holds the words of the comparers to the table of reasons."""
    assert expected == unsettled(judged[1])


# --- passages ----------------------------------------------------------------------------------------------


def test_quoted_words_of_nobody_known_are_not_compared():
    a = article("a", "“We lost the whole barley,” she said.", published=DAY)
    b = article("b", "“Nobody warned the valley,” Okonjo said.", published=DAY)
    she = Party(name="she", span=span(a, "she"))
    said = [statement(a, "We lost the whole barley", speaker=she), statement(b, "Nobody warned the valley")]

    (found,) = gaps(a, b, statements=said)

    assert ("speaker", {"a": "We lost the whole barley"}) == brief([found])[0]
    assert ("who says it is left open (she): not compared with what others are quoted with",) == found.why


def test_quoted_words_of_nobody_known_stand_alone_where_nobody_else_is_quoted():
    a = article("a", "“We lost the whole barley,” she said.", published=DAY)
    b = article("b", "The valley of Orla flooded.", published=DAY)
    told = assertion(b, b.text, participants=(BEN,))

    said = statement(a, "We lost the whole barley", speaker=None)
    assert [] == gaps(a, b, statements=[said], assertions=[told])


TEXTS = ("The ferry had no licence.", "Tickets were sold.", "The boat was unlicensed.", "It sank.")


def nearly(*scores, shared=("ferry", "licence")):
    """Of clauses a, b, ... of a report each, and the probability of pairs of them: the letters of the pairs
    that are nearly on one line, and why."""
    articles = [article(x, text) for x, text in zip("abcd", TEXTS, strict=True)]
    units = [unit_of(assertion(a, a.text), a) for a in articles]
    pairs = [Pair(i, j, (), score, 0, frozenset(shared)) for i, j, score in scores]
    return [
        (n.left.record.article_id[-1] + n.right.record.article_id[-1], n.score, n.why.partition("; ")[2])
        for n in near_misses(units, pairs, gather(units, pairs))
    ]


@pytest.mark.parametrize(
    ("expected", "scores"),
    [
        ([("ac", 0.37, "a line needs 0.40")], [(0, 2, 0.379)]),
        ([("ac", 0.39, "a line needs 0.40")], [(0, 2, 0.3999)]),
        ([("bd", 0.35, "a line needs 0.40"), ("ac", 0.3, "a line needs 0.40")], [(0, 2, 0.3), (1, 3, 0.35)]),
        ([], [(0, 2, 0.2)]),
        ([], [(0, 2, 0.9)]),
        ([("ad", 0.39, "a line needs 0.40")], [(0, 2, 0.9), (0, 3, 0.39), (2, 3, 0.3)]),
        ([], [(0, 2, 0.9), (1, 3, 0.9), (0, 1, 0.39)]),
    ],
)
def test_passages_that_are_alike_but_not_enough_are_listed_with_their_score(expected, scores):
    """One of the two stands alone; of two lines the best pair counts; what is on one line is not listed."""
    assert expected == nearly(*scores)


def test_passages_that_share_a_single_telling_word_are_not_listed():
    assert [] == nearly((0, 2, 0.39), shared=("ferry",))


def test_one_that_goes_better_with_another_says_so():
    (found,) = nearly((0, 2, 0.9), (0, 3, 0.5))

    assert ("ad", 0.5, "one of the two goes better with other passages") == found


def test_only_the_nearest_few_are_listed():
    every = [(i, j, 0.3 + (i + j) / 100) for i in range(4) for j in range(i)]

    assert [("dc", 0.35), ("db", 0.34)] == [n[:2] for n in nearly(*every)][:2]
    assert NEAREST == len(nearly(*every))


def test_of_any_kind_only_a_few_are_listed():
    places = [f"Orla{i}" for i in range(2 * MOST)]
    texts = [f"A landslide buried the market hall number {i} in {p}." for i, p in enumerate(places)]
    a, b = (article(x, " ".join(texts).replace("Orla", name), published=DAY) for x, name in ("aO", "bT"))
    told = [(x, t.replace("Orla", name)) for x, name in ((a, "O"), (b, "T")) for t in texts]
    known = [
        Place(
            id=f"plc-{x.id}-{i}", article_id=x.id, span=span(x, t.split()[-1].strip(".")), name=t.split()[-1]
        )
        for i, (x, t) in enumerate(told)
    ]

    found = gaps(a, b, assertions=[assertion(x, t) for x, t in told], places=known)

    assert MOST == [u.kind for u in found].count("place")


def test_what_is_found_twice_is_listed_once():
    a, b = (article(x, "The squall struck at noon.", published=DAY) for x in "ab")
    twice = [("lne-x", Open("zone", (span(a, "noon"), span(b, "noon")), why)) for why in ("one", "other")]
    line = Line(id="lne-x", story_id="sto", kind="assertion", member_ids=(), article_ids=(a.id, b.id))

    (found,) = uncompared(story(a, b), {x.id: x for x in (a, b)}, [line], twice, [], [], {})

    assert ("zone", ("one",)) == (found.kind, found.why)


@given(st.permutations(range(3)))
def test_the_order_of_the_input_makes_no_difference(order):
    texts = [f"The ferry Orla {words} on Lake Tarn." for words in ("sank", "was lost", "burned")]
    articles = [article(x, text) for x, text in zip("abc", texts, strict=True)]
    claims = [assertion(x, x.text, participants=(BEN,)) for x in articles]

    first = gaps(*articles, assertions=claims)

    assert first == gaps(*[articles[i] for i in order], assertions=[claims[i] for i in order])
    assert len(first) == len({u.id for u in first})
