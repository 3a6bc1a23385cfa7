"""Faults that show only between things: rows, order, what follows, the plan and its own words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.checking.check import check
from plan_graph.checking.finding import Finding
from plan_graph.vocab import DCTERMS, PLAN, RDF, XSD
from planting import EU, TODAY, Graph, add, lit, n, new, of, put, real
from real_plan import real_plan
from reviews import built_of


def exchanged(kind: NamedNode, name: NamedNode) -> Callable[[Graph], Graph]:
    """Give the first two things of a class that have a property the values of each other."""

    def change(data: Graph) -> Graph:
        having = dict.fromkeys(t.subject for t in data if t.predicate == name)
        things = [t.subject for t in data if (t.predicate, t.object) == (RDF.type, kind)]
        one, other = [thing for thing in things if thing in having][:2]
        turned = {one: other, other: one}
        return [
            Triple(turned[t.subject], name, t.object)
            if t.predicate == name and t.subject in turned
            else t
            for t in data
        ]

    return change


def pursues_both(data: Graph) -> Graph:
    """Let an action pursue the objective above its own as well."""
    specific, general = next((t.subject, t.object) for t in data if t.predicate == PLAN.refines)
    action = next(t.subject for t in data if (t.predicate, t.object) == (PLAN.pursues, specific))
    return [*data, Triple(action, PLAN.pursues, general)]


def untranslated(data: Graph) -> Graph:
    action = of(data, PLAN.Action)
    titles = [t.object for t in data if (t.subject, t.predicate) == (action, DCTERMS.title)]
    words = next(each.value for each in titles if isinstance(each, Literal))
    kept = [t for t in data if (t.subject, t.predicate) != (action, DCTERMS.title)]
    both = [Triple(action, DCTERMS.title, Literal(words, language=tag)) for tag in ("ro", "en")]
    return [*kept, *both]


def pillar_in_pillar(data: Graph) -> Graph:
    one, other = of(data, PLAN.Pillar), of(data, PLAN.Pillar, 1)
    return [*data, Triple(one, PLAN.inPillar, other)]


FAULTS = [
    ("two deadlines exchanged", exchanged(PLAN.Action, PLAN.hasDeadline), "Words-row"),
    ("the money of two actions exchanged", exchanged(PLAN.Action, PLAN.hasFunding), "Words-row"),
    ("two positions exchanged", exchanged(PLAN.Action, PLAN.position), "Words-order"),
    (
        "a ministry that answers for nothing",
        add(PLAN.Action, PLAN.accountableMinistry, n("organisation/ms")),
        "Coherence-derived",
    ),
    (
        "one involved without a role",
        add(PLAN.Action, PLAN.involves, n("organisation/ms")),
        "Coherence-derived",
    ),
    (
        "a body mentioned by no word",
        add(PLAN.Action, PLAN.mentions, n("organisation/ms")),
        "Words-mention",
    ),
    ("an objective and the one above it", pursues_both, "Coherence-pursued-above"),
    ("a pillar in a pillar", pillar_in_pillar, "Coherence-part"),
    ("a title that nobody translated", untranslated, "Coherence-untranslated"),
    (
        "a plan that begins before its title says",
        put(PLAN.ActionPlan, PLAN.startDate, lit("2019-01-01", XSD.date)),
        "Words-period",
    ),
    (
        "a plan in a language without words",
        put(PLAN.ActionPlan, DCTERMS.language, NamedNode(EU + "language/FRA")),
        "Words-language",
    ),
]


def rules(found: list[Finding]) -> set[str]:
    return {each.rule for each in found}


@pytest.mark.parametrize(
    ("change", "rule"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_between_things_is_found(change: Callable[[Graph], Graph], rule: str) -> None:
    assert rule in rules(new(real, change))


def test_what_follows_may_stand_beside_what_is_stated() -> None:
    built = real_plan()

    report = check([*built.asserted, *built.inferred], today=TODAY)

    assert "Coherence-derived" not in rules(list(report.findings))


def test_months_in_a_header_that_comes_again_stand_in_the_row_of_no_action(tmp_path: Path) -> None:
    head = "Actions,2027,,\n,Jan,Mar,Dec\n"
    text = f"{head}Sow a meadow,x,x,\nPrune limes,,x,x\n{head}Mend it,x,,\nMow it,x,,\n"
    file = tmp_path / "plan.csv"
    file.write_text(text, encoding="utf-8")

    report = built_of(file).report

    assert "Words-row" not in {finding.rule for finding in report.findings}
