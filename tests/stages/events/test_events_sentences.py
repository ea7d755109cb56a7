"""Sentences and the events they tell; the kinds that dictionary coders get wrong stand among them."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model

KILINDO, TARVAAKHAN = "person:josephat arwa kilindo", "person:solongo tarvaakhan"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya condemned Norway on Monday.", [(["KEN"], "ACCUSE", ["NOR"], "actual")]),
        ("Norway was condemned by Kenya on Monday.", [(["KEN"], "ACCUSE", ["NOR"], "actual")]),
        ("Norwegian forces attacked Iceland at dawn.", [(["NOR"], "ASSAULT", ["ISL"], "actual")]),
        ("Iceland was attacked by Norwegian forces at dawn.", [(["NOR"], "ASSAULT", ["ISL"], "actual")]),
        ("Kenya imposed sanctions on Norway.", [(["KEN"], "SANCTION", ["NOR"], "actual")]),
        ("Kenya lifted sanctions on Norway.", [(["KEN"], "RETREAT", ["NOR"], "actual")]),
        ("Kenya expelled three Norwegian diplomats.", [(["KEN"], "SANCTION", ["NOR"], "actual")]),
        ("Kenya and Norway sent food to Peru.", [(["KEN", "NOR"], "AID", ["PER"], "actual")]),
        ("Kenya urged Norway to withdraw its troops.", [(["KEN"], "REQUEST", ["NOR"], "actual")]),
        ("Kenya accused Norway of attacking Iceland.", [(["KEN"], "ACCUSE", ["NOR"], "actual")]),
        ("Kenya agreed to send food to Peru.", [(["KEN"], "AID", ["PER"], "planned")]),
        ("Norway has barred Iceland's trawlers from its ports.", [(["NOR"], "COERCE", ["ISL"], "actual")]),
        ("Norway suspended night sailings in March.", [(["NOR"], "COERCE", ["night sailings"], "actual")]),
        ("Nine people had been detained by nightfall.", [([], "COERCE", ["group:people"], "actual")]),
        (
            "Police detained nine Norwegian activists.",
            [(["group:police"], "COERCE", ["group:nor:activist"], "actual")],
        ),
        ("Kenyan air strikes killed nine villagers.", [(["KEN"], "ASSAULT", ["group:villager"], "actual")]),
        ("Norwegian jets bombed Iceland, killing nine people.", [(["NOR"], "ASSAULT", ["ISL"], "actual")]),
        ("Kenya reached a consensus with Norway to share water.", [(["KEN"], "AGREE", ["NOR"], "actual")]),
        ("Kenya sent peacekeepers to Peru.", [(["KEN"], "AID", ["PER"], "actual")]),
        ("Kenya is opposed to Norwegian mediation.", [(["KEN"], "REJECT", ["NOR"], "actual")]),
        ("A car bomb killed nine soldiers.", [([], "ASSAULT", ["group:soldier"], "actual")]),
        ("A heart attack killed the Norwegian minister.", []),
        ("A letter seen by the Icelandic government allows Kenya to fish.", []),
        ("Kenya mobilised its army against Norway.", [(["KEN"], "MOBILIZE", ["NOR"], "actual")]),
        ("Kenya and Norway reached an agreement.", [(["KEN", "NOR"], "SUPPORT", ["KEN", "NOR"], "actual")]),
        ("Kenya violated the ceasefire with Norway.", [(["KEN"], "ASSAULT", ["NOR"], "actual")]),
        (
            "The armies of Kenya and Norway attacked Peru.",
            [(["KEN", "NOR"], "ASSAULT", ["PER"], "actual")],
        ),
        ("The Norwegian, suspected of fraud, lives in Oslo.", []),
        (
            "Police prevented the rally staged by Norwegian activists.",
            [
                (["group:police"], "COERCE", ["NOR"], "actual"),
                (["group:nor:activist"], "PROTEST", [], "denied"),
            ],
        ),
        ("Kenya is highly critical of Norway.", [(["KEN"], "ACCUSE", ["NOR"], "actual")]),
        ("Kenya is in talks with Norway.", [(["KEN"], "CONSULT", ["NOR"], "actual")]),
        ("Kenya took part in drills with Norway.", [(["KEN"], "COOPERATE", ["NOR"], "actual")]),
        ("Kenya pulled its forces out of Norway.", [(["KEN"], "RETREAT", ["NOR"], "actual")]),
        ("Kenya sent troops to its border with Norway.", [(["KEN"], "MOBILIZE", ["NOR"], "actual")]),
        ("Kenya sent troops to Norway.", [(["KEN"], "AID", ["NOR"], "actual")]),
        ("Kenya told Norway to halt the drilling.", [(["KEN"], "REQUEST", ["NOR"], "actual")]),
        ("Kenya prevented Norwegian ships from leaving.", [(["KEN"], "COERCE", ["NOR"], "actual")]),
        ("Kenya withdrew from a treaty with Norway.", [(["KEN"], "SANCTION", ["NOR"], "actual")]),
        ("Kenyan peacekeepers arrived in Norway.", [(["KEN"], "AID", ["NOR"], "actual")]),
        ("Norwegian soldiers were killed in a Kenyan ambush.", [(["KEN"], "ASSAULT", ["NOR"], "actual")]),
        (
            "A bomb planted by Kenya killed nine villagers.",
            [(["KEN"], "ASSAULT", ["group:villager"], "actual")],
        ),
        (
            "Fighting broke out between Kenya and Norway.",
            [(["KEN", "NOR"], "ASSAULT", ["KEN", "NOR"], "actual")],
        ),
        ("The arrest of a priest by Kenya drew protests.", [(["KEN"], "COERCE", ["group:priest"], "actual")]),
        ("The visit of Kilindo to Mongolia lasted three days.", [([KILINDO], "CONSULT", ["MNG"], "actual")]),
        ("The boat, seized in March, was carrying nine Norwegian sailors.", []),
        ("Kenya hit Norway with tariffs.", [(["KEN"], "SANCTION", ["NOR"], "actual")]),
        ("Kenya's support for Norway has not wavered.", [(["KEN"], "SUPPORT", ["NOR"], "actual")]),
        ("Farmers crossed the border into Norway.", []),
        ("Kenyan soldiers crossed the border into Norway.", [(["KEN"], "ASSAULT", ["NOR"], "actual")]),
        ("Kenya pushed back against Norway.", [(["KEN"], "REJECT", ["NOR"], "actual")]),
        ("Kenya said it would open a consulate in Norway.", [(["KEN"], "SUPPORT", ["NOR"], "planned")]),
        ("Kenya fired rockets at Norway.", [(["KEN"], "ASSAULT", ["NOR"], "actual")]),
        ("Kenya expressed concern over the floods in Norway.", []),
        (
            "Kenya returned a painting that was stolen in 1911 to Norway.",
            [(["KEN"], "RETREAT", ["NOR"], "actual")],
        ),
        (
            "Kenya dismissed Norwegian claims and rejected a call by Iceland.",
            [(["KEN"], "REJECT", ["NOR"], "actual"), (["KEN"], "REJECT", ["ISL"], "actual")],
        ),
        (
            "Kenya issued a statement condemning Norway.",
            [(["KEN"], "ACCUSE", ["NOR"], "actual")],
        ),
        (
            "Kenya condemned the policy of taking farmers from their huts on the border with Norway.",
            [(["KEN"], "ACCUSE", ["group:farmer"], "actual")],
        ),
        (
            "Kenyan miners will not end the strike until Norway pays.",
            [(["group:ken:miner"], "RETREAT", ["NOR"], "denied")],
        ),
        (
            "Kenya and Norway signed three treaties in the hall of the Peruvian capital.",
            [(["KEN", "NOR"], "SUPPORT", ["KEN", "NOR"], "actual")],
        ),
        ("Kenya is fighting the cholera epidemic in Peru.", []),
    ],
)
def test_who_did_what_to_whom(coded, text, expected):
    assert expected == coded(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kilindo and Tarvaakhan met in Nairobi.",
        "Talks between Kilindo and Tarvaakhan ended on Sunday.",
        "Kilindo and Tarvaakhan held talks in Nairobi.",
    ],
)
def test_parties_to_something_mutual_stand_on_both_sides(coded, text):
    both = [KILINDO, TARVAAKHAN]
    assert [(both, "CONSULT", both, "actual")] == coded(text)


def test_talks_that_followed_a_trip_are_two_events(coded):
    found = coded("The talks between Kilindo and Tarvaakhan followed Kilindo's trip to Peru.")
    both = [KILINDO, TARVAAKHAN]
    assert [(both, "CONSULT", both, "actual"), ([KILINDO], "CONSULT", ["PER"], "actual")] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The talks between Kilindo and Tarvaakhan followed Kilindo's trip to Peru.", ["after: trip", ""]),
        ("Kilindo met Tarvaakhan after Kilindo's visit to Peru.", ["after: visit", ""]),
        ("Kenya attacked Norway before Norway attacked Peru.", ["before: attacked", ""]),
        ("Kenya attacked Norway, and Norway attacked Peru.", ["", ""]),
    ],
)
def test_the_order_of_two_events_is_kept_where_the_text_tells_it(reasons, text, expected):
    words = [[w for w in why if w.startswith(("after: ", "before: "))] for why in reasons(text)]
    assert expected == ["".join(some) for some in words]


def test_a_dyad_of_two_ministers_is_found(coded):
    """Dictionary coders lost the pair where both sides were persons."""
    assert [(["person:li qianfan"], "CONSULT", ["person:kim un dae"], "actual")] == coded(
        "Li Qianfan met Kim Un Dae in Beijing."
    )


def test_a_visit_has_the_guest_as_actor_and_the_host_as_recipient(coded):
    assert [([TARVAAKHAN], "CONSULT", [KILINDO], "actual")] == coded(
        "Kilindo received Tarvaakhan in Nairobi."
    )
    assert [([KILINDO], "CONSULT", ["MNG"], "actual")] == coded("Kilindo visited Mongolia.")


def test_a_visit_that_draws_criticism_is_two_events(coded):
    found = coded("The visit by Minister Josephat Arwa Kilindo to Mongolia drew criticism from Norway.")
    assert [([KILINDO], "CONSULT", ["MNG"], "actual"), (["NOR"], "ACCUSE", [KILINDO], "actual")] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya will send food to Peru.", [(["KEN"], "AID", ["PER"], "planned")]),
        ("Kenya plans to send food to Peru.", [(["KEN"], "AID", ["PER"], "planned")]),
        ("Kenya did not attack Norway.", [(["KEN"], "ASSAULT", ["NOR"], "denied")]),
        (
            "Kenya could impose sanctions on Norwegian companies next year.",
            [(["KEN"], "SANCTION", ["group:nor:company"], "hypothetical")],
        ),
        (
            "Kenya warned it would attack Norway.",
            [(["KEN"], "ASSAULT", ["NOR"], "threatened")],
        ),
        (
            "Norway threatened on Thursday to close its harbours to Iceland's boats.",
            [(["NOR"], "COERCE", ["ISL"], "threatened")],
        ),
        (
            "Norway denied on Friday that any order had been signed to keep Iceland's fleet out of its ports.",
            [(["NOR"], "COERCE", ["ISL"], "denied")],
        ),
        ("Kenya said it would bomb Norway.", [(["KEN"], "ASSAULT", ["NOR"], "threatened")]),
        ("Kenya severed ties with Norway in 1911.", [(["KEN"], "SANCTION", ["NOR"], "past")]),
        ("Kenya attacked Norway in 1911.", [(["KEN"], "ASSAULT", ["NOR"], "past")]),
        ("Kenya attacked Norway last year.", [(["KEN"], "ASSAULT", ["NOR"], "past")]),
        ("Kenya attacked Norway in 2026.", [(["KEN"], "ASSAULT", ["NOR"], "actual")]),
    ],
)
def test_status(coded, text, expected):
    assert expected == coded(text, day="2026-10-19")


def test_the_threat_on_a_condition_keeps_its_direction(coded):
    found = coded("If Kenya closes the strait, Norway will attack Kenyan ports, an official warned.")
    assert (["NOR"], "ASSAULT", ["KEN"], "threatened") in found
    assert all(status != "actual" for *_, status in found)


def test_a_part_of_a_name_is_nobody(coded):
    """A syllable of a personal name once became the United Nations."""
    found = coded("Kim Un Dae attended a military parade with Premier Li Qianfan.")
    assert not any("uno" in key.casefold() for who, _, whom, _ in found for key in (*who, *whom))


@pytest.mark.parametrize(
    "text",
    [
        "India attacked Pakistan's bowlers and won by six wickets.",
        "India beat Pakistan in the final of the tournament.",
        "Kenya met Norway in the semi-final of the championship.",
    ],
)
def test_sport_is_no_event(coded, text):
    assert [] == coded(text)


def test_the_sports_section_has_no_events(coded):
    assert [] == coded("Kenya attacked Norway all night.", section="Sport")


def test_a_market_under_attack_is_no_assault(coded):
    assert [] == coded("Kenya attacked Norway with cheap shares.")


def test_one_side_has_to_be_known(coded):
    assert [(["person:ana torvald"], "ACCUSE", ["NOR"], "actual")] == coded("Ana Torvald condemned Norway.")
    assert [] == coded("Ana Torvald condemned Ana Torvald's mother-in-law.")


def test_farmers_of_a_state_are_not_the_state(coded):
    assert [(["group:ken:farmer"], "PROTEST", ["NOR"], "actual")] == coded(
        "Kenyan farmers protested against Norway."
    )


def test_refusing_an_act_is_the_act_denied(coded):
    assert [(["KEN"], "CONSULT", ["NOR"], "denied")] == coded("Kenya refused to meet Norwegian diplomats.")


def test_rejecting_a_proposal_for_an_act_is_no_act(coded):
    assert [(["KEN"], "REJECT", ["NOR"], "actual")] == coded(
        "Kenya rejected a Norwegian proposal for signing a treaty."
    )


def test_remarks_are_no_events(coded):
    assert [] == coded("Kilindo said that Norway is cold. Tarvaakhan spoke about Iceland.")


def test_the_place_of_writing_is_no_actor(coded):
    found = coded("NAIROBI — Kenya and Mongolia have agreed to work together, a ministry said.")
    assert [(["KEN", "MNG"], "COOPERATE", ["KEN", "MNG"], "planned")] == found
