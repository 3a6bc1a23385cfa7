"""The graph quotes words, and never nothing: what no words state is no fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, Triple

from plan_graph.building.pipeline import convert
from plan_graph.checking.validation import validate
from plan_graph.iris import DEFAULT_BASE
from plan_graph.language import register
from plan_graph.language.wording import load
from plan_graph.plan import Action, ExpectedResult, Mention, Plan, Remark, UnparsedDeadline
from plan_graph.plan.parts import Body
from plan_graph.rdf.conversion import to_triples
from plan_graph.reading.source import PlanSource, open_source
from plan_graph.text import Passage
from plan_graph.vocab import OA, PLAN

TABLE = """# Orchard plan 2025

| Action | Responsible | Indicators | Deadline |
|---|---|---|---|
| Graft the plum trees | Orchard office | Number of trees grafted | May 2025 |
| Clear the ditch | Orchard office | Metres cleared | June 2025 |
"""
NOTHING = Passage(3, "")
BLANK = Passage(8, " \t")


def orchard(folder: Path) -> PlanSource:
    path = folder / "orchard.md"
    path.write_text(TABLE, encoding="utf-8")
    return open_source(path)


def triples(plan: Plan, source: PlanSource) -> list[Triple]:
    bodies = register.of_language("en")
    return list(to_triples(plan, source, load("en"), bodies, base=DEFAULT_BASE))


def quotes(graph: Sequence[Triple]) -> list[str]:
    return [t.object.value for t in graph if t.predicate == PLAN.quote]  # type: ignore[union-attr]


def with_empty_parts(action: Action) -> Action:
    """Return an action parts that no words state, before those that it has."""
    return replace(
        action,
        indicators=(replace(action.indicators[0], stated_in=NOTHING), *action.indicators),
        deadlines=(UnparsedDeadline(BLANK), *action.deadlines),
        participations=(
            replace(action.participations[0], stated_in=NOTHING),
            *action.participations,
        ),
        results=(ExpectedResult("", NOTHING), *action.results),
        mentions=(Mention(Body("Nobody", known=False), BLANK), *action.mentions),
        remarks=(Remark("other", "", BLANK), *action.remarks),
        uninterpreted=(NOTHING, BLANK),
    )


def test_what_no_words_state_is_left_out_and_the_rest_keeps_its_names(tmp_path: Path) -> None:
    source = orchard(tmp_path)
    built = convert(source)
    plan = replace(built.plan, actions=tuple(map(with_empty_parts, built.plan.actions)))

    graph = triples(plan, source)

    assert sorted(quotes(graph)) == sorted(quotes(built.asserted))
    assert validate(graph).violations == ()
    assert {t.object for t in graph if t.predicate == PLAN.hasDeadline} == {
        built.iris.thing("deadline", f"{action.code}-2") for action in plan.actions
    }


def test_a_quote_has_words_and_a_length(tmp_path: Path) -> None:
    source = orchard(tmp_path)
    plan = convert(source).plan
    blank = replace(plan, stated_in=NOTHING, uninterpreted=(BLANK, NOTHING))

    graph = triples(blank, source)

    starts = {t.subject: t.object for t in graph if t.predicate == OA.start}
    ends = {t.subject: t.object for t in graph if t.predicate == OA.end}
    assert all(map(str.strip, quotes(graph)))
    assert all(int(number(starts[node])) < int(number(ends[node])) for node in starts)


def number(value: object) -> str:
    assert isinstance(value, Literal)
    return value.value


def test_a_plan_without_a_title_leads_to_the_first_words_of_its_document(tmp_path: Path) -> None:
    source = orchard(tmp_path)
    plan = replace(convert(source).plan, stated_in=NOTHING)

    graph = triples(plan, source)

    assert plan.document.first_words.text == "Orchard plan 2025"
    assert validate(graph).violations == ()


def test_a_table_whose_first_cell_is_blank_is_no_violation(tmp_path: Path) -> None:
    path = tmp_path / "ditch.csv"
    path.write_text(
        ",,\nAction,Responsible,Deadline\nClear the ditch,Orchard office,June 2025\n",
        encoding="utf-8",
    )

    built = convert(open_source(path))

    assert built.report.violations == ()
    assert [action.title for action in built.plan.actions] == ["Clear the ditch"]
