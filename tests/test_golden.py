"""The extraction of the real plan equals a reading of the document by hand, action by action."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plan_graph.documents.plain.text import read_text
from plan_graph.language import register, wording
from plan_graph.language.recognition import Languages
from plan_graph.plan import Action, FixedDeadline, Plan, RecurringDeadline, Role
from plan_graph.reading import interpret
from plan_graph.resources import folder
from plan_graph.text import clean

GOLDEN: dict[str, Any] = json.loads(
    (Path(__file__).parent / "golden" / "ro-thb-2021-2022.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    words = wording.load("ro")
    source = folder("data") / "plans" / "ro-thb-2021-2022" / "plan.txt"
    document = read_text(source, Languages((words,)))
    return interpret("ro-thb-2021-2022", document, words, register.load("ro"))


def as_read(action: Action) -> dict[str, Any]:
    """Return an action in the form of the hand reading."""

    def roles(role: Role) -> list[dict[str, Any]]:
        return [
            {"actor": p.actor.code, "acting_for": p.acting_for and p.acting_for.code}
            for p in action.participations
            if p.role is role
        ]

    deadlines: list[dict[str, Any]] = []
    for deadline in action.deadlines:
        if isinstance(deadline, FixedDeadline):
            period = deadline.period
            deadlines.append({"kind": "fixed", "start": str(period.start), "end": str(period.end)})
        elif isinstance(deadline, RecurringDeadline):
            months = list(deadline.months)
            deadlines.append(
                {"kind": "recurring", "frequency": deadline.frequency, "months": months}
            )
    return {
        "title": action.title,
        "indicators": [indicator.label for indicator in action.indicators],
        "deadlines": deadlines,
        "responsible": roles(Role.RESPONSIBLE),
        "partners": roles(Role.PARTNER),
        "funding": [
            {
                "kind": line.kind,
                "budget_of": [body.code for body in line.budget_of],
                "providers": [body.code for body in line.providers],
                "words": clean(line.stated_in.text),
            }
            for line in action.funding
        ],
        "mentions": [mention.body.code for mention in action.mentions],
    }


@pytest.mark.parametrize("code", GOLDEN["actions"])
def test_an_action_says_what_a_reader_reads(plan: Plan, code: str) -> None:
    action = next(action for action in plan.actions if action.code == code)

    assert as_read(action) == GOLDEN["actions"][code]


def test_there_are_no_other_actions(plan: Plan) -> None:
    assert [action.code for action in plan.actions] == list(GOLDEN["actions"])


def test_title_strategy_and_years_are_those_of_the_document(plan: Plan) -> None:
    golden = GOLDEN["plan"]

    assert plan.title == golden["title"]
    assert plan.period is not None
    assert plan.strategy is not None
    assert (str(plan.period.start), str(plan.period.end)) == (golden["start"], golden["end"])
    assert plan.strategy.title == golden["strategy_title"]
    assert plan.strategy.period is not None
    start, end = plan.strategy.period.start, plan.strategy.period.end
    assert start is not None
    assert end is not None
    assert (start.year, end.year) == (golden["strategy_start"], golden["strategy_end"])


def test_pillars_and_objectives_are_those_of_the_document(plan: Plan) -> None:
    general = {o.code: o for o in plan.objectives if o.refines is None}
    specific = {o.code: o.title for o in plan.objectives if o.refines is not None}

    assert [pillar.title for pillar in plan.pillars] == GOLDEN["pillars"]
    assert specific == GOLDEN["specific_objectives"]
    assert {code: o.title for code, o in general.items()} == {
        code: item["title"] for code, item in GOLDEN["general_objectives"].items()
    }


def test_results_are_those_of_the_document(plan: Plan) -> None:
    of_pillars = {str(p.number): [r.label for r in p.results] for p in plan.pillars}
    of_objectives = {o.code: [r.label for r in o.results] for o in plan.objectives if o.results}

    def unpunctuated(results: dict[str, list[str]]) -> dict[str, list[str]]:
        return {code: [label.rstrip(".") for label in labels] for code, labels in results.items()}

    assert of_pillars == unpunctuated(GOLDEN["pillar_results"])
    assert of_objectives == unpunctuated(
        {code: item["results"] for code, item in GOLDEN["general_objectives"].items()}
    )


def test_nothing_but_the_annex_number_is_left_over(plan: Plan) -> None:
    assert [words.text for words in plan.uninterpreted] == ["Anexa 3"]
