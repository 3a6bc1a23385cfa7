"""Faults of every term of the ontology: one value too few, one too many, one of another kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.vocab import DCTERMS, OA, PLAN, RDF, SKOS, XSD
from planting import EU, Graph, add, holder, itself, lit, n, new, of, out, poor_plan, put, real

DAY, WHOLE, DECIMAL = XSD.date, XSD.integer, XSD.decimal
DOUBLE = NamedNode(XSD.namespace + "double")
EXTERNAL = ("external", "external-non-reimbursable", "european-funds", "other-external")
CODE = "https://w3id.org/plan-graph/code/"
Change = Callable[[Graph], Graph]
Case = tuple[str, Change, str, str]
V, W = "Violation", "Warning"


def ro(text: str) -> Literal:
    return Literal(text, language="ro")


def to(kind: NamedNode, name: NamedNode, other: NamedNode, number: int = 0) -> Change:
    """Put a thing of another class in the place of what a thing leads to."""
    return lambda data: put(kind, name, of(data, other, number))(data)


def too(kind: NamedNode, name: NamedNode, other: NamedNode, number: int = 0) -> Change:
    """Add a thing of a class to what a thing leads to."""
    return lambda data: add(kind, name, of(data, other, number))(data)


def second_owner(link: NamedNode) -> Change:
    """Let a second thing have what another has."""

    def change(data: Graph) -> Graph:
        first = next(t for t in data if t.predicate == link)
        other = next(t for t in data if t.predicate == link and t.subject != first.subject)
        return [*data, Triple(other.subject, link, first.object)]

    return change


def no_owner(link: NamedNode) -> Change:
    """Let nothing have what a thing has, which has others."""

    def change(data: Graph) -> Graph:
        first = next(t for t in data if t.predicate == link)
        return [t for t in data if t != first]

    return change


def shortcut_of_nobody(link: NamedNode) -> Change:
    """Lead past the participations to a body that has none in the action."""

    def change(data: Graph) -> Graph:
        action = of(data, PLAN.Action)
        return [*data, Triple(action, link, of(data, PLAN.InternationalOrganisation))]

    return change


def without_shortcut(link: NamedNode) -> Change:
    def change(data: Graph) -> Graph:
        first = next(t for t in data if t.predicate == link)
        return [t for t in data if t != first]

    return change


def called_external(data: Graph) -> Graph:
    external = {NamedNode(f"{CODE}funding-kind/{name}") for name in EXTERNAL}
    lines = {t.subject for t in data if t.predicate == PLAN.fundingKind and t.object in external}
    paid = {t.subject for t in data if t.predicate == PLAN.hasFunding and t.object in lines}
    action = next(
        t.subject
        for t in data
        if t.predicate == RDF.type and t.object == PLAN.Action and t.subject not in paid
    )
    return [*data, Triple(action, RDF.type, PLAN.ExternallyFundedAction)]


def own_superior(data: Graph) -> Graph:
    node = of(data, PLAN.Subordination)
    body = next(t.object for t in data if (t.subject, t.predicate) == (node, PLAN.subordinate))
    assert isinstance(body, NamedNode)
    return put(PLAN.Subordination, PLAN.superior, body)(data)


def exchanged(kind: NamedNode, name: NamedNode) -> Change:
    """Give each of the first two things of a class what the other has."""

    def change(data: Graph) -> Graph:
        first, second = of(data, kind), of(data, kind, 1)
        other = {first: second, second: first}
        return [
            Triple(other[t.subject], name, t.object)
            if t.predicate == name and isinstance(t.subject, NamedNode) and t.subject in other
            else t
            for t in data
        ]

    return change


def times(factor: str) -> Change:
    """Multiply the first sum, as one does who mistakes a point for a comma."""

    def change(data: Graph) -> Graph:
        line = holder(data, PLAN.Funding, PLAN.amount)
        (old,) = (t.object for t in data if (t.subject, t.predicate) == (line, PLAN.amount))
        assert isinstance(old, Literal)
        product = Decimal(old.value) * Decimal(factor)
        return put(PLAN.Funding, PLAN.amount, lit(f"{product:f}", DECIMAL))(data)

    return change


def budget_of_nobody(data: Graph) -> Graph:
    kind = NamedNode(f"{CODE}funding-kind/responsible-budget")
    other = of(data, PLAN.InternationalOrganisation)
    changed = put(PLAN.Funding, PLAN.fundingKind, kind)(data)
    line = holder(changed, PLAN.Funding, PLAN.fundingKind)
    kept = [t for t in changed if (t.subject, t.predicate) != (line, PLAN.budgetOf)]
    return [*kept, Triple(line, PLAN.budgetOf, other)]


def ends_before(kind: NamedNode) -> Change:
    def change(data: Graph) -> Graph:
        thing = of(data, kind)
        days = {PLAN.startDate: "2022-01-01", PLAN.endDate: "2021-01-01"}
        kept = [t for t in data if t.subject != thing or t.predicate not in days]
        return [*kept, *(Triple(thing, name, lit(day, DAY)) for name, day in days.items())]

    return change


def continues(code: str) -> Change:
    return add(PLAN.Action, PLAN.continues, n(f"action/{code}"))


ANY: Sequence[Case] = [
    ("no plan", out(PLAN.Action, PLAN.inPlan), V, "PartShape-inPlan"),
    ("pursues a pillar", to(PLAN.Action, PLAN.pursues, PLAN.Pillar), V, "ActionShape-pursues"),
    ("refines a pillar", to(PLAN.SpecificObjective, PLAN.refines, PLAN.Pillar), V,
     "SpecificObjectiveShape-refines"),
    ("refines nothing", out(PLAN.SpecificObjective, PLAN.refines), V,
     "SpecificObjectiveShape-refines"),
    ("general and specific", add(PLAN.SpecificObjective, RDF.type, PLAN.GeneralObjective), V,
     "Consistency-disjoint-classes"),
    ("pillar without title", out(PLAN.Pillar, DCTERMS.title), V, "PartShape-title"),
    ("objective without place", out(PLAN.SpecificObjective, PLAN.position), V,
     "PlacedShape-position"),
    ("objective without words", out(PLAN.SpecificObjective, PLAN.statedIn), V,
     "StatedShape-statedIn"),
    ("plan without name", out(PLAN.ActionPlan, DCTERMS.title), V, "ActionPlanShape-title"),
    ("plan without code", out(PLAN.ActionPlan, DCTERMS.identifier), V,
     "ActionPlanShape-identifier"),
    ("plan without document", out(PLAN.ActionPlan, DCTERMS.source), V, "ActionPlanShape-source"),
    ("plan without language", out(PLAN.ActionPlan, DCTERMS.language), V,
     "ActionPlanShape-language"),
    ("a pillar as strategy", to(PLAN.ActionPlan, PLAN.implementsStrategy, PLAN.Pillar), V,
     "ActionPlanShape-strategy"),
    ("strategy without name", out(PLAN.Strategy, DCTERMS.title), V, "StrategyShape-title"),
    ("code with language", put(PLAN.Action, DCTERMS.identifier, ro("1.1-01")), V,
     "PartShape-identifier"),
    ("place as decimal", put(PLAN.Action, PLAN.position, lit("1.0", DECIMAL)), V,
     "PlacedShape-position"),
    ("result as words", put(PLAN.GeneralObjective, PLAN.expectedResult, ro("rezultat")), V,
     "ResultsShape-expectedResult"),
    ("result without label", out(PLAN.ExpectedResult, SKOS.prefLabel), V,
     "ExpectedResultShape-prefLabel"),
    ("deadline of two actions", second_owner(PLAN.hasDeadline), V, "DeadlineShape-action"),
    ("deadline without words", out(PLAN.FixedDeadline, PLAN.verbatim), V,
     "DeadlineShape-verbatim"),
    ("words without language", put(PLAN.FixedDeadline, PLAN.verbatim, lit("2022")), V,
     "DeadlineShape-verbatim"),
    ("fixed and repeated", add(PLAN.FixedDeadline, RDF.type, PLAN.RecurringDeadline), V,
     "Consistency-disjoint-classes"),
    ("fixed without days", lambda data: out(PLAN.FixedDeadline, PLAN.endDate)(
        out(PLAN.FixedDeadline, PLAN.startDate)(data)), V, "FixedDeadlineShape-endDate"),
    ("month of 0", put(PLAN.RecurringDeadline, PLAN.month, lit("0", WHOLE)), V,
     "RecurringDeadlineShape-month"),
    ("frequency in words", put(PLAN.RecurringDeadline, PLAN.frequency, ro("anual")), V,
     "RecurringDeadlineShape-frequency"),
    ("role in two actions", second_owner(PLAN.hasParticipation), V, "ParticipationShape-action"),
    ("two actors of a role", too(PLAN.Participation, PLAN.actor, PLAN.ActorGroup), V,
     "ParticipationShape-actor"),
    ("a pillar as actor", to(PLAN.Participation, PLAN.actor, PLAN.Pillar), V,
     "ParticipationShape-actor"),
    ("two roles of an actor", add(PLAN.Participation, PLAN.role, NamedNode(
        CODE + "role/partner")), V, "ParticipationShape-role"),
    ("acting for words", put(PLAN.Participation, PLAN.actingFor, ro("MAI")), V,
     "ParticipationShape-actingFor"),
    ("budget of an action", to(PLAN.Funding, PLAN.budgetOf, PLAN.Action), V,
     "FundingShape-budgetOf"),
    ("giver in words", put(PLAN.Funding, PLAN.provider, ro("OIM")), V, "FundingShape-provider"),
    ("two kinds of money", add(PLAN.Funding, PLAN.fundingKind, NamedNode(
        CODE + "funding-kind/local-budget")), V, "FundingShape-fundingKind"),
    ("money of two actions", second_owner(PLAN.hasFunding), V, "FundingShape-action"),
    ("money without words", out(PLAN.Funding, PLAN.verbatim), V, "FundingShape-verbatim"),
    ("sum as double", put(PLAN.Funding, PLAN.amount, lit("5.0", DOUBLE)), V,
     "FundingShape-amount"),
    ("currency in words", put(PLAN.Funding, PLAN.currency, ro("lei")), V,
     "FundingShape-currency"),
    ("mentions an objective", to(PLAN.Action, PLAN.mentions, PLAN.SpecificObjective), V,
     "ActionShape-mentions"),
    ("two kinds of indicator", add(PLAN.Indicator, PLAN.indicatorKind, NamedNode(
        CODE + "indicator-kind/other")), V, "IndicatorShape-kind"),
    ("indicator of two labels", add(PLAN.Indicator, SKOS.prefLabel, ro("alt nume")), V,
     "IndicatorShape-prefLabel"),
    ("an indicator of a pillar", lambda data: add(
        PLAN.Pillar, PLAN.hasIndicator, of(no_owner(PLAN.hasIndicator)(data), PLAN.Indicator))(
            no_owner(PLAN.hasIndicator)(data)), V, "IndicatorShape-whole"),
    ("an objective shares an indicator", too(
        PLAN.SpecificObjective, PLAN.hasIndicator, PLAN.Indicator, 1), V, "IndicatorShape-of"),
    ("an objective measured by a deadline", too(
        PLAN.SpecificObjective, PLAN.hasIndicator, PLAN.FixedDeadline), V,
     "ObjectiveShape-hasIndicator"),
    ("goes on with itself", itself(PLAN.Action, PLAN.continues), V, "Coherence-circle"),
    ("goes on with a pillar", too(PLAN.Action, PLAN.continues, PLAN.Pillar), V,
     "ActionShape-continues"),
    ("goes on with words", add(PLAN.Action, PLAN.continues, ro("2.3")), V,
     "ActionShape-continues"),
    ("goes on with its neighbour", too(PLAN.Action, PLAN.continues, PLAN.Action, 1), V,
     "ActionShape-continuesAnotherPlan"),
    ("stated in the document", to(PLAN.Action, PLAN.statedIn, PLAN.SourceDocument), V,
     "StatedShape-statedIn"),
    ("no first character", out(OA.TextPositionSelector, OA.start), V,
     "TextPositionSelectorShape-start"),
    ("a source that is a plan", to(PLAN.SourceFragment, OA.hasSource, PLAN.ActionPlan), V,
     "SourceFragmentShape-hasSource"),
    ("two digests", add(PLAN.SourceDocument, PLAN.sha256, lit("0" * 64)), V,
     "SourceDocumentShape-sha256"),
    ("superior of itself", own_superior, V, "Agreement-superior"),
    ("no superior", out(PLAN.Subordination, PLAN.superior), V, "SubordinationShape-superior"),
    ("no basis", out(PLAN.Subordination, PLAN.basis), V, "SubordinationShape-basis"),
    ("unknown basis", put(PLAN.Subordination, PLAN.basis, NamedNode(CODE + "basis/rumour")), V,
     "BasisCodeShape-inScheme"),
    ("for no plan", out(PLAN.Subordination, PLAN.holdsFor), V, "SubordinationShape-holdsFor"),
    ("agency and group", add(PLAN.Agency, RDF.type, PLAN.ActorGroup), V,
     "Consistency-disjoint-classes"),
    ("short name of nothing", put(PLAN.Agency, SKOS.notation, lit(" ")), V,
     "Vocabulary-blank"),
    ("followed by words", add(PLAN.Agency, PLAN.successor, ro("alta")), V,
     "ActorShape-successor"),
    ("within an agency", to(PLAN.Ministry, PLAN.withinMinistry, PLAN.Agency), V,
     "AgencyShape-withinMinistry"),
    ("a body that ended first", ends_before(PLAN.Agency), V, "Coherence-ends-before"),
    ("act without number", out(PLAN.LegalAct, DCTERMS.identifier), W, "LegalActShape-identifier"),
    ("act without day", out(PLAN.LegalAct, DCTERMS.date), W, "LegalActShape-date"),
    ("adopted by words", put(PLAN.ActionPlan, PLAN.adoptedBy, ro("HG 1")), V,
     "ActionPlanShape-adoptedBy"),
    ("status in words", put(PLAN.Action, PLAN.status, ro("gata")), V, "StatusCodeShape-inScheme"),
    ("priority as status", put(PLAN.Action, PLAN.status, NamedNode(CODE + "priority/high")), V,
     "StatusCodeShape-inScheme"),
    ("place that is a body", too(PLAN.Action, PLAN.takesPlaceIn, PLAN.Agency), V,
     "ActionShape-takesPlaceIn"),
    ("target group in words", add(PLAN.Action, PLAN.hasTargetGroup, ro("elevi")), V,
     "ActionShape-hasTargetGroup"),
    ("programme that is an act", too(PLAN.Action, PLAN.fundedUnder, PLAN.LegalAct), V,
     "ActionShape-fundedUnder"),
    ("called external", called_external, V, "ExternallyFundedActionShape-funding"),
    ("inherited in words", add(PLAN.Funding, PLAN.inherited, lit("yes")), V, "Vocabulary-datatype"),
    ("certainty above 1", add(PLAN.SourceFragment, PLAN.recognitionCertainty, lit(
        "1.7", DECIMAL)), V, "SourceFragmentShape-recognitionCertainty"),
    ("area of no page", add(PLAN.SourceFragment, PLAN.pageArea, lit("upper left")), V,
     "SourceFragmentShape-pageArea"),
    ("day with a zone", put(PLAN.ActionPlan, PLAN.startDate, lit("2021-01-01Z", DAY)), V,
     "PeriodShape-startDate"),
    ("responsible without a role", shortcut_of_nobody(PLAN.responsible), V, "ActionShape-shortcut"),
    ("partner without a role", shortcut_of_nobody(PLAN.partner), V, "ActionShape-shortcut"),
    ("a role that no shortcut tells", without_shortcut(PLAN.responsible), V,
     "ActionShape-shortcut"),
    ("coordinator in words", add(PLAN.ActionPlan, PLAN.coordinator, ro("ANITP")), V,
     "ActionPlanShape-coordinator"),
    ("term without a name", out(SKOS.Concept, SKOS.prefLabel), V, "ConceptShape-prefLabel"),
    ("term of no glossary", out(SKOS.Concept, SKOS.inScheme), V, "ConceptShape-inScheme"),
]  # fmt: skip

MORE: Sequence[Case] = [
    ("part of another pillar", too(PLAN.Action, PLAN.partOf, PLAN.Pillar, -1), V,
     "Coherence-derived"),
    ("a pillar that holds it too", lambda data: [*data, Triple(
        of(data, PLAN.Pillar, -1), PLAN.hasPart, of(data, PLAN.Action))], V, "Coherence-derived"),
    ("accountable for others", lambda data: add(
        PLAN.Action, PLAN.accountableMinistry, of(data, PLAN.Ministry, 3))(data), V,
     "Coherence-derived"),
    ("a subordination of long ago", add(PLAN.Subordination, PLAN.endDate, lit(
        "2001-12-31", DAY)), W, "Plausibility-subordination"),
    ("the budget of one who has no role", budget_of_nobody, W, "Plausibility-budget-of-role"),
    ("a plan in the language of its translation", put(PLAN.ActionPlan, DCTERMS.language, NamedNode(
        EU + "language/ENG")), W, "Words-language"),
    ("titles of pillars exchanged", exchanged(PLAN.Pillar, DCTERMS.title), W, "Words-name"),
    ("codes of pillars exchanged", exchanged(PLAN.Pillar, DCTERMS.identifier), W,
     "Coherence-code-of-another"),
    ("parents exchanged", exchanged(PLAN.Agency, PLAN.parentOrganisation), V,
     "Agreement-superior"),
    ("an objective below that of another pillar", to(
        PLAN.SpecificObjective, PLAN.refines, PLAN.GeneralObjective, -1), V,
     "Coherence-other-pillar"),
]  # fmt: skip
MONEY: Sequence[Case] = [
    ("a thousandth of the sum", times("0.001"), W, "Words-magnitude"),
    ("a thousand times the sum", times("1000"), W, "Words-magnitude"),
    ("a sum whose thousands are forgotten", out(PLAN.Funding, PLAN.multiplier), W,
     "Words-magnitude"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "severity", "rule"), [c[1:] for c in (*ANY, *MORE)],
    ids=[c[0] for c in (*ANY, *MORE)],
)  # fmt: skip
def test_a_fault_in_the_real_plan_is_found(change: Change, severity: str, rule: str) -> None:
    found = new(real, change)

    assert (severity, rule) in [(f.severity, f.rule) for f in found]
    assert len(found) <= 5


@pytest.mark.parametrize(
    ("change", "severity", "rule"), [c[1:] for c in (*ANY, *MONEY)],
    ids=[c[0] for c in (*ANY, *MONEY)],
)  # fmt: skip
def test_a_fault_in_a_poor_plan_is_found(change: Change, severity: str, rule: str) -> None:
    found = new(poor_plan, change)

    assert (severity, rule) in [(f.severity, f.rule) for f in found]
    assert len(found) <= 4
