"""Contradictions are found, each as a finding of its own, without asking a reasoner."""

from __future__ import annotations

import re

import pytest

from plan_graph.checking.consistency import contradictions
from plan_graph.checking.inference import infer
from plan_graph.checking.statements import Fault
from small_plan import node, small_plan


def found_with(more: str) -> list[Fault]:
    asserted = small_plan(more)
    return contradictions(asserted, infer(asserted))


def test_a_sound_plan_has_none() -> None:
    assert found_with("") == []


@pytest.mark.parametrize(
    ("more", "thing", "words"),
    [
        (
            "<action/small/1.1-01> a plan:Agency .",
            "<action/small/1.1-01>",
            "is both Action and Actor, which nothing can be; take one back",
        ),
        (
            "<organisation/ro/mai> a plan:ActorGroup .",
            "<organisation/ro/mai>",
            "is both ActorGroup and Agency, which nothing can be; take one back",
        ),
        (
            "<objective/small/1> a plan:SpecificObjective .",
            "<objective/small/1>",
            "is both GeneralObjective and SpecificObjective, which nothing can be; take one back",
        ),
        (
            "<action/small/1.1-01> plan:responsible <pillar/small/2> .",
            "<pillar/small/2>",
            "is both Actor and Pillar, which nothing can be; take one back",
        ),
        (
            "<deadline/small/1.1-01-1> plan:month 3 .",
            "<deadline/small/1.1-01-1>",
            "is both FixedDeadline and RecurringDeadline, which nothing can be; take one back",
        ),
        (
            "<participation/small/1.1-01-1> plan:role role:partner .",
            "<participation/small/1.1-01-1>",
            "has 2 values of role (role/partner, role/responsible); keep one",
        ),
        (
            '<deadline/small/1.1-01-1> plan:endDate "2022-01-01"^^xsd:date .',
            "<deadline/small/1.1-01-1>",
            "has 2 values of endDate ('2021-12-31', '2022-01-01'); keep one",
        ),
        (
            "<action/small/2.1-01> plan:hasFunding <funding/small/1.1-02-1> .",
            "<funding/small/1.1-02-1>",
            "is the hasFunding of 2 things (action/small/1.1-02, action/small/2.1-01);"
            " give each its own",
        ),
        (
            "<subordination/x> plan:subordinate <organisation/ro/mai> ;"
            " plan:superior <organisation/ro/mai> .",
            "<subordination/x>",
            "has organisation/ro/mai as both subordinate and superior; take one back",
        ),
        (
            '<pillar/small/1> plan:inPlan "small" .',
            "<pillar/small/1>",
            "has 'small' as inPlan, which takes IRI; correct the value",
        ),
        (
            "<indicator/small/1.1-01-1> plan:unit <organisation/ro/mai> .",
            "<indicator/small/1.1-01-1>",
            "has organisation/ro/mai as unit, which takes literal; correct the value",
        ),
        (
            '<deadline/small/1.1-01-2> plan:month "iulie" .',
            "<deadline/small/1.1-01-2>",
            "has 'iulie' as month, which takes integer; correct the value",
        ),
        (
            '<deadline/small/1.1-01-2> plan:month "iulie"^^xsd:integer .',
            "<deadline/small/1.1-01-2>",
            "has 'iulie' as month, which takes integer; correct the value",
        ),
    ],
)
def test_a_contradiction_is_found_and_says_what_to_do(more: str, thing: str, words: str) -> None:
    assert (node(thing), words) in [(f.thing, f.messages["en"]) for f in found_with(more)]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("<organisation/ro/mai> plan:parentOrganisation <organisation/ro/dcco> .", "mai"),
        ("<organisation/ro/gr> plan:parentOrganisation <organisation/ro/gr> .", "gr"),
    ],
    ids=["over-others", "at-once"],
)
def test_a_body_above_itself_is_found(more: str, name: str) -> None:
    found = found_with(more)

    body = node(f"<organisation/ro/{name}>")
    assert (body, "Consistency-no-cycle") in [(f.thing, f.rule) for f in found]


def test_an_objective_that_refines_itself_over_another_is_found() -> None:
    found = found_with("<objective/small/1> plan:refines <objective/small/1.1> .")

    circle = {f.thing for f in found if f.rule == "Consistency-no-cycle"}
    assert circle == {node("<objective/small/1>"), node("<objective/small/1.1>")}


def test_contradictions_in_what_is_stated_are_found_without_what_follows() -> None:
    asserted = small_plan("<action/small/1.1-01> a plan:Actor .")

    found = contradictions(asserted, [])

    assert [f.thing for f in found] == [node("<action/small/1.1-01>")]


def test_a_contradiction_is_told_once_and_in_a_fixed_order() -> None:
    more = "<action/small/1.1-01> a plan:Agency, plan:Actor . <pillar/small/2> a plan:Actor ."

    found = found_with(more)

    assert [str(f.thing)[1:-1].rpartition("/id/")[2] for f in found] == [
        "action/small/1.1-01",
        "pillar/small/2",
    ]
    assert found == found_with(more)


def test_a_contradiction_speaks_both_languages() -> None:
    (fault,) = found_with("<pillar/small/2> a plan:Actor .")

    words = fault.messages
    assert set(words) == {"en", "ro"}
    assert words["ro"].startswith("este și Actor, și Pillar, ceea ce nu se poate")
    assert not re.search(r"[{}]", "".join(words.values()))
