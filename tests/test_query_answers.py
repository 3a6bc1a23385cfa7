"""The named queries answer as plain Python counts, on poor and odd plans made from seeds.

`python tests/query_answers.py --count 200` asks many more of them.
"""

from __future__ import annotations

import pytest

from plan_graph.asking.queries import names
from query_reference.comparison import differences
from query_reference.facts import World
from query_reference.generate import generate
from query_reference.graph import load, store
from query_reference.questions import questions, references
from servers import Server

_WITHOUT = {
    "action-description",
    "action-facts",
    "action-sources",
    "bodies-hierarchy",
    "findings-list",
    "subordinations-with-basis",
    "translations-missing",
    "words-anywhere",
    "words-not-read",
}
"""Queries that are held by their cases alone."""


# In the last of them a body stands under another ministry in another plan.
@pytest.mark.parametrize("seed", [*range(2, 10), 75])
def test_every_query_answers_as_the_plan_is_counted_in_python(seed: int) -> None:
    cases = generate(seed)
    world = World.of(cases)

    found = differences(store(cases), world, references(), list(questions(world)))

    assert [str(each) for each in found] == []


def test_virtuoso_answers_alike_whatever_else_it_holds(
    virtuoso: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in virtuoso.environment.items():
        monkeypatch.setenv(name, value)
    cases = generate(4)
    world = World.of(cases)
    engine = load(virtuoso, cases, "https://example.org/made")

    found = differences(engine, world, references(), list(questions(world)))

    assert [str(each) for each in found] == []


def test_every_query_is_counted_a_second_way_unless_its_cases_alone_hold_it() -> None:
    assert set(names()) - set(references()) == _WITHOUT


def test_generated_plans_hold_what_first_plans_lack() -> None:
    actions = [a for seed in range(2, 10) for case in generate(seed) for a in case.plan.actions]

    lines = [line for action in actions for line in action.funding]
    assert any(line.amount and not line.kind for line in lines)
    assert any(action.objective is None and action.pillar is None for action in actions)
    assert {len(action.deadlines) for action in actions} >= {0, 1, 2, 3}
    assert any(action.code.count(".") == 2 for action in actions)
