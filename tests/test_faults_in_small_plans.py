"""Faults in a plan of three actions are found as in one of many, each in few findings."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.building.pipeline import Built, convert
from plan_graph.checking.check import check
from plan_graph.checking.finding import Finding
from plan_graph.checking.words import SourceText
from plan_graph.reading.source import open_source
from plan_graph.vocab import DCTERMS, OA, PLAN, RDF, SKOS, XSD
from planting import EU, TODAY, Graph, add, lit, n, of, put, real
from planting import new as new_in
from test_faults_between_rows import exchanged

TABLE = """# Plan for quiet harbours 2026-2027

| No. | Action | Responsible | Partners | Indicators | Deadline | Funding |
|---|---|---|---|---|---|---|
| 1 | Dredge the old channel | Ministry of Tides | Harbour Office | Channel dredged | 31.12.2026 | State budget |
| 2 | Train pilots of small boats | Harbour Office | Sea Guild | Number of pilots trained | 30.06.2027 | 500 EUR |
| 3 | Count the gulls of the mole | Sea Guild | Ministry of Tides | Number of gulls counted | annually | No cost |
"""  # noqa: E501


@cache
def harbours() -> Built:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "harbours.md"
        file.write_text(TABLE, encoding="utf-8")
        return convert(open_source(file, language="en"))


def found_in(graph: Graph) -> list[Finding]:
    source = SourceText(harbours().plan.document.text, {})
    return list(check(graph, source=source, today=TODAY).findings)


def new(change: Callable[[Graph], Graph]) -> list[Finding]:
    graph = list(harbours().asserted)
    known = {(f.rule, f.focus) for f in found_in(graph)}
    return [f for f in found_in(change(graph)) if (f.rule, f.focus) not in known]


def another_actor(data: Graph) -> Graph:
    """Let another body have the first role, and the shortcut agree."""
    part, action = of(data, PLAN.Participation), of(data, PLAN.Action)
    (actor,) = (t.object for t in data if (t.subject, t.predicate) == (part, PLAN.actor))
    other = next(t.object for t in data if t.predicate == PLAN.actor and t.object != actor
                 and Triple(action, PLAN.partner, t.object) not in data)  # fmt: skip
    mine = {(part, PLAN.actor), (action, PLAN.responsible)}
    return [
        Triple(t.subject, t.predicate, other)
        if (t.subject, t.predicate) in mine and t.object == actor
        else t
        for t in data
    ]


def copied(data: Graph) -> Graph:
    """Describe an action again, under another name, with the same facts."""
    action = of(data, PLAN.Action)
    copy = NamedNode(f"{action.value}-copy-of-it")
    return [*data, *(Triple(copy, t.predicate, t.object) for t in data if t.subject == action)]


def steps_of_each_other(data: Graph) -> Graph:
    one, other = of(data, PLAN.Action), of(data, PLAN.Action, 1)
    return [*data, Triple(one, PLAN.stepOf, other), Triple(other, PLAN.stepOf, one)]


def one_place_further(data: Graph) -> Graph:
    selector = of(data, OA.TextPositionSelector, 1)
    places = {t.predicate: t.object for t in data if t.subject == selector}
    for name in (OA.start, OA.end):
        old = places[name]
        assert isinstance(old, Literal)
        further = lit(str(int(old.value) + 1), XSD.nonNegativeInteger)
        data = [t for t in data if t != Triple(selector, name, old)]
        data.append(Triple(selector, name, further))
    return data


def all_statuses(data: Graph) -> Graph:
    base = "https://w3id.org/plan-graph/code/status/"
    two = (NamedNode(base + code) for code in ("completed", "cancelled"))
    return [*data, *(Triple(of(data, PLAN.Action), PLAN.status, code) for code in two)]


def recurring_backwards(data: Graph) -> Graph:
    deadline = of(data, PLAN.RecurringDeadline)
    days = ((PLAN.startDate, "2027-02-01"), (PLAN.endDate, "2027-01-31"))
    return [*data, *(Triple(deadline, name, lit(day, XSD.date)) for name, day in days)]


V, W = "Violation", "Warning"
FAULTS: list[tuple[str, Callable[[Graph], Graph], str, str]] = [
    ("titles exchanged", exchanged(PLAN.Action, DCTERMS.title), W, "Words-name"),
    ("codes exchanged", exchanged(PLAN.Action, DCTERMS.identifier), W,
     "Coherence-code-of-another"),
    ("positions exchanged", exchanged(PLAN.Action, PLAN.position), W, "Words-order"),
    ("deadlines exchanged", exchanged(PLAN.Action, PLAN.hasDeadline), W, "Words-row"),
    ("indicators exchanged", exchanged(PLAN.Action, PLAN.hasIndicator), W, "Words-row"),
    ("labels exchanged", exchanged(PLAN.Indicator, SKOS.prefLabel), W, "Words-name"),
    ("places of roles exchanged", exchanged(PLAN.Participation, PLAN.statedIn), W, "Words-body"),
    ("another body in a role", another_actor, W, "Words-body"),
    ("an action described twice", copied, V, "Coherence-code-twice"),
    ("steps of each other", steps_of_each_other, V, "Coherence-circle"),
    ("a quote one place further", one_place_further, V, "Words-quote"),
    ("a digest of another text", put(PLAN.SourceDocument, PLAN.sha256, lit("0" * 64)), V,
     "Words-digest"),
    ("a place past the end", put(OA.TextPositionSelector, OA.end, lit(
        "4000", XSD.nonNegativeInteger)), V, "Words-past-end"),
    ("two statuses", all_statuses, V, "Consistency-one-value"),
    ("a recurring deadline that ends before", recurring_backwards, V, "Coherence-ends-before"),
    ("a frequency of no table", put(PLAN.RecurringDeadline, PLAN.frequency, NamedNode(
        EU + "frequency/WEEKLYISH")), V, "Vocabulary-code"),
    ("a currency of no table", put(PLAN.Funding, PLAN.currency, NamedNode(
        EU + "currency/EUO")), V, "Vocabulary-code"),
    ("a title of white space", put(PLAN.Action, DCTERMS.title, Literal(" \t", language="en")), V,
     "PartShape-title"),
    ("a title without language", put(PLAN.Action, DCTERMS.title, lit("Dredge")), V,
     "PartShape-title"),
    ("two titles in a language", add(PLAN.Action, DCTERMS.title, Literal(
        "Something else", language="en")), V, "PartShape-title"),
    ("a position of thousands", put(PLAN.Action, PLAN.position, lit("4000", XSD.integer)), W,
     "Plausibility-position-far"),
    ("an action that is an indicator", add(PLAN.Action, RDF.type, PLAN.Indicator), V,
     "Consistency-disjoint-classes"),
    ("a plan that ends before it begins", put(PLAN.ActionPlan, PLAN.endDate, lit(
        "2025-12-31", XSD.date)), V, "PeriodShape-order"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "severity", "rule"), [fault[1:] for fault in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_a_fault_in_a_small_plan_is_found(
    change: Callable[[Graph], Graph], severity: str, rule: str
) -> None:
    found = new(change)

    assert (severity, rule) in [(f.severity, f.rule) for f in found]
    assert len([f for f in found if f.severity == V]) <= 2


def test_a_small_plan_has_no_fault() -> None:
    assert [f.rule for f in found_in(list(harbours().asserted)) if f.severity == V] == []
    assert [f.rule for f in found_in(list(harbours().asserted)) if f.rule.startswith("Words")] == []


def test_an_objective_that_was_put_into_another_pillar_is_told_and_not_its_actions() -> None:
    objective = next(t.object for t in real() if t.predicate == PLAN.pursues)
    other = n("pillar/2")

    def moved(data: Graph) -> Graph:
        kept = [t for t in data if (t.subject, t.predicate) != (objective, PLAN.inPillar)]
        assert isinstance(objective, NamedNode)
        return [*kept, Triple(objective, PLAN.inPillar, other)]

    (found,) = new_in(real, moved)
    assert (found.rule, found.focus, found.value) == ("Coherence-pillar-alone", objective, other)


def test_a_subordination_to_a_body_that_is_not_the_superior_is_found() -> None:
    body = next(t.subject for t in real() if t.predicate == PLAN.parentOrganisation)

    found = new_in(
        real,
        lambda data: [
            t for t in data if (t.subject, t.predicate) != (body, PLAN.parentOrganisation)
        ],
    )

    assert ("Violation", "Agreement-superior", body) in [
        (f.severity, f.rule, f.focus) for f in found
    ]


def test_one_for_whom_a_body_acts_may_stand_once_for_several() -> None:
    assert not [f for f in check(real(), today=TODAY).findings if f.rule == "Words-body"]
