"""The competency questions of the ontology are answered as its documentation says."""

from __future__ import annotations

import pytest

from plan_graph.asking.queries import load, names
from plan_graph.asking.queries.binding import bind
from plan_graph.phrases import languages
from plan_graph.publishing.ontology.competency import CompetencyQuestion, competency_questions
from plan_graph.vocab import PLAN
from real_plan import real_plan
from real_store import real_store

QUESTIONS = competency_questions()
UNSAID = {"reports-list", "actions-continued", "objectives-measured"}
"""Nobody has reported on the first plan, which names no earlier one and measures its actions."""


def rows_of(question: CompetencyQuestion) -> int:
    query = f"PREFIX plan: <{PLAN.namespace}> SELECT DISTINCT * WHERE {{ {question.pattern} }}"
    return len(list(real_store().select(query).rows))


def test_there_are_at_least_25_questions_of_which_all_but_three_have_an_answer() -> None:
    answered = [question for question in QUESTIONS if not question.missing]

    assert len(QUESTIONS) >= 25
    assert len(QUESTIONS) - len(answered) <= 3


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.words["en"])
def test_a_question_is_asked_in_every_language_and_has_one_way_to_its_answer(
    question: CompetencyQuestion,
) -> None:
    ways = [question.query, question.pattern, question.missing]

    assert set(question.words) == set(languages())
    assert sum(map(bool, ways)) == 1
    assert len(question.pattern.splitlines()) <= 3
    assert not question.missing or set(question.missing) == set(languages())


@pytest.mark.parametrize(
    "question",
    [question for question in QUESTIONS if question.query],
    ids=lambda question: question.query,
)
def test_a_named_query_answers_with_the_values_that_stand_beside_it(
    question: CompetencyQuestion,
) -> None:
    assert question.query in names()
    text = bind(load(question.query), question.values, real_store())

    found = list(real_store().select(text).rows)

    assert found or question.query in UNSAID


def test_a_pattern_finds_what_the_plan_says() -> None:
    strategy, alone, *_ = (question for question in QUESTIONS if question.pattern)
    roles = {
        (action.code, role.actor.code, role.acting_for.code if role.acting_for else "")
        for action in real_plan().plan.actions
        for role in action.participations
    }
    actors = {(code, actor) for code, actor, _ in roles}

    assert rows_of(strategy) == 1
    assert rows_of(alone) == sum(
        bool(ministry) and (code, ministry) not in actors for code, _, ministry in roles
    )
