"""Faults that are planted are found, each in few findings, under the rule that says most."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.checking.check import check
from plan_graph.checking.words import SourceText
from plan_graph.vocab import DCTERMS, FOAF, OA, PLAN, PPLAN, RDF, SKOS, TIME, XSD
from planting import (
    EU,
    TODAY,
    Graph,
    add,
    holder,
    itself,
    lit,
    n,
    new,
    of,
    out,
    poor_plan,
    put,
    real,
)  # fmt: skip
from real_plan import real_plan


def acting_for_itself(data: Graph) -> Graph:
    part = holder(data, PLAN.Participation, PLAN.actingFor)
    (actor,) = (t.object for t in data if t.subject == part and t.predicate == PLAN.actor)
    assert isinstance(actor, NamedNode)
    return put(PLAN.Participation, PLAN.actingFor, actor)(data)


def two_sums(one: NamedNode, other: NamedNode) -> Callable[[Graph], Graph]:
    def change(data: Graph) -> Graph:
        line = of(data, PLAN.Funding)
        return [*data, *(Triple(line, name, lit("5.0", DECIMAL)) for name in (one, other))]

    return change


def code_twice(data: Graph) -> Graph:
    second = of(data, PLAN.Action, 1)
    kept = [t for t in data if (t.subject, t.predicate) != (second, DCTERMS.identifier)]
    first = of(data, PLAN.Action)
    (code,) = (t.object for t in data if (t.subject, t.predicate) == (first, DCTERMS.identifier))
    return [*kept, Triple(second, DCTERMS.identifier, code)]


def ministry_under_agency(data: Graph) -> Graph:
    return [*data, Triple(of(data, PLAN.Ministry), PLAN.parentOrganisation, of(data, PLAN.Agency))]


def no_english_title(data: Graph) -> Graph:
    first = of(data, PLAN.Action)
    return [
        t for t in data
        if (t.subject, t.predicate) != (first, DCTERMS.title)
        or not (isinstance(t.object, Literal) and t.object.language == "en")
    ]  # fmt: skip


def without_class(kind: NamedNode) -> Callable[[Graph], Graph]:
    def change(data: Graph) -> Graph:
        thing = of(data, kind)
        return [t for t in data if t != Triple(thing, RDF.type, kind)]

    return change


def misspelt(name: NamedNode, wrong: str) -> Callable[[Graph], Graph]:
    def change(data: Graph) -> Graph:
        old = next(t for t in data if t.predicate == name)
        return [*data, Triple(old.subject, NamedNode(PLAN.namespace + wrong), old.object)]

    return change


def fact_twice(data: Graph) -> Graph:
    line = of(data, PLAN.Funding)
    copy = n("funding/copy")
    (owner,) = (t.subject for t in data if t.predicate == PLAN.hasFunding and t.object == line)
    again = [Triple(copy, t.predicate, t.object) for t in data if t.subject == line]
    return [*data, *again, Triple(owner, PLAN.hasFunding, copy)]


def instant_of_another_day(data: Graph) -> Graph:
    deadline, day = of(data, PLAN.FixedDeadline), n("day/other")
    return [*data, Triple(deadline, TIME.hasEnd, day), Triple(day, RDF.type, TIME.Instant),
            Triple(day, TIME.inXSDDate, lit("1999-01-01", XSD.date))]  # fmt: skip


def exact_words(data: Graph) -> Graph:
    return [*data, Triple(of(data, OA.TextPositionSelector), OA.exact, lit("altele"))]


def one_value_of_two(kind: NamedNode, name: NamedNode) -> Callable[[Graph], Graph]:
    """Give the second thing of a class the values of the first."""

    def change(data: Graph) -> Graph:
        first, second = of(data, kind), of(data, kind, 1)
        values = [t.object for t in data if (t.subject, t.predicate) == (first, name)]
        kept = [t for t in data if (t.subject, t.predicate) != (second, name)]
        return [*kept, *(Triple(second, name, value) for value in values)]

    return change


def another_ministry(data: Graph) -> Graph:
    ministry, other = of(data, PLAN.Ministry), n("organisation/another")
    copy = [
        Triple(other, t.predicate, lit("ANO") if t.predicate == SKOS.notation else t.object)
        for t in data
        if t.subject == ministry and t.predicate != PLAN.withinMinistry
    ]
    within = Triple(other, PLAN.withinMinistry, other)
    return put(PLAN.Ministry, PLAN.withinMinistry, other)([*data, *copy, within])


def pursues_another(data: Graph) -> Graph:
    objective = n("objective/x/9.9")
    first = of(data, PLAN.SpecificObjective)
    copy = [Triple(objective, t.predicate, lit("9.9") if t.predicate == DCTERMS.identifier
                   else t.object) for t in data if t.subject == first]  # fmt: skip
    return put(PLAN.Action, PLAN.pursues, objective)([*data, *copy])


def in_two_roles(data: Graph) -> Graph:
    body = next(t.object for t in data if t.predicate == PLAN.responsible)
    action = next(t.subject for t in data if t.predicate == PLAN.responsible)
    return [*data, Triple(action, PLAN.partner, body)]


def acting_for_another(data: Graph) -> Graph:
    other = of(data, PLAN.InternationalOrganisation)
    return put(PLAN.Participation, PLAN.actingFor, other)(data)


def moved(kind: NamedNode, year: int = 2030) -> Callable[[Graph], Graph]:
    """Put the days of the first thing of a class that has both into another year."""
    days = {PLAN.startDate: f"{year}-01-01", PLAN.endDate: f"{year}-12-31"}

    def change(data: Graph) -> Graph:
        thing = holder(data, kind, PLAN.startDate)
        return [Triple(t.subject, t.predicate, lit(days[t.predicate], DAY))
                if t.subject == thing and t.predicate in days else t for t in data]  # fmt: skip

    return change


def ended_body(data: Graph) -> Graph:
    body = next(t.object for t in data if t.predicate == PLAN.responsible)
    assert isinstance(body, NamedNode)
    return [*data, Triple(body, PLAN.endDate, lit("2015-01-01", XSD.date))]


def needless(data: Graph) -> Graph:
    line = next(t.subject for t in data if t.predicate == PLAN.amount)
    kind = NamedNode("https://w3id.org/plan-graph/code/funding-kind/none-needed")
    kept = [t for t in data if (t.subject, t.predicate) != (line, PLAN.fundingKind)]
    return [*kept, Triple(line, PLAN.fundingKind, kind)]


def sum_of_other_digits(data: Graph) -> Graph:
    line = next(t.subject for t in data if t.predicate == PLAN.amount)
    return [Triple(line, PLAN.amount, lit("777.0", DECIMAL))
            if (t.subject, t.predicate) == (line, PLAN.amount) else t for t in data]  # fmt: skip


def other_pillar(data: Graph) -> Graph:
    return put(PLAN.Action, PLAN.inPillar, of(data, PLAN.Pillar, -1))(data)


def island(data: Graph) -> Graph:
    body = n("organisation/nobody")
    name = Literal("Nimeni", language="ro")
    english = Literal("Nobody", language="en")
    return [
        *data, Triple(body, RDF.type, PLAN.Agency),
        *(Triple(body, p, v) for p in (SKOS.prefLabel, FOAF.name) for v in (name, english)),
    ]  # fmt: skip


def part_of_a_part(data: Graph) -> Graph:
    return [*data, Triple(of(data, PLAN.Pillar), PLAN.partOf, of(data, PLAN.Action))]


DAY, WHOLE, DECIMAL = XSD.date, XSD.integer, XSD.decimal
V, W = "Violation", "Warning"
RO = Literal("cuvinte", language="ro")
Case = tuple[str, Callable[[Graph], Graph], str, str]
ANY: Sequence[Case] = [
    # Terms that are not there
    ("unknown property", misspelt(PLAN.inPlan, "responsble"), V, "Vocabulary-property"),
    ("unknown class", add(PLAN.Action, RDF.type, PLAN.terms["Action"].__class__(
        PLAN.namespace + "Aciton")), V, "Vocabulary-class"),
    ("no class", without_class(PLAN.SourceFragment), V, "Vocabulary-holder"),
    ("funding without class", without_class(PLAN.Participation), V, "Vocabulary-holder"),
    # Values that are not what they should be
    ("literal for a thing", put(PLAN.Action, PLAN.inPlan, lit("p")), V, "PartShape-inPlan"),
    ("dangling", put(PLAN.Action, PLAN.hasDeadline, n("deadline/none")), V, "Vocabulary-nowhere"),
    ("dangling plan", put(PLAN.Action, PLAN.inPlan, n("plan/x/none")), V, "Vocabulary-nowhere"),
    ("date without hyphens", put(PLAN.ActionPlan, PLAN.startDate, lit("20210101", DAY)), V,
     "PeriodShape-startDate"),
    ("week date", put(PLAN.ActionPlan, PLAN.endDate, lit("2022-W10-1", DAY)), V,
     "PeriodShape-endDate"),
    ("no such day", put(PLAN.ActionPlan, PLAN.endDate, lit("2022-02-30", DAY)), V,
     "PeriodShape-endDate"),
    ("date as text", put(PLAN.ActionPlan, PLAN.endDate, lit("2022-12-31")), V,
     "PeriodShape-endDate"),
    ("ends before it begins", put(PLAN.ActionPlan, PLAN.endDate, lit("1999-01-01", DAY)), V,
     "PeriodShape-order"),
    ("position of 0", put(PLAN.Action, PLAN.position, lit("0", WHOLE)), V,
     "PlacedShape-position"),
    ("position as text", put(PLAN.Action, PLAN.position, lit("1")), V, "PlacedShape-position"),
    ("two positions", add(PLAN.Action, PLAN.position, lit("999", WHOLE)), V,
     "PlacedShape-position"),
    ("no position", out(PLAN.Action, PLAN.position), V, "PlacedShape-position"),
    ("no title", out(PLAN.Action, DCTERMS.title), V, "PartShape-title"),
    ("blank title", put(PLAN.Action, DCTERMS.title, Literal("  ", language="ro")), V,
     "PartShape-title"),
    ("blank title of the plan", put(PLAN.ActionPlan, DCTERMS.title, Literal(" ", language="ro")),
     V, "Vocabulary-blank"),
    ("no code", out(PLAN.Action, DCTERMS.identifier), V, "PartShape-identifier"),
    ("code twice", code_twice, V, "Coherence-code-twice"),
    ("step of itself", itself(PLAN.Action, PLAN.stepOf), V, "Coherence-circle"),
    ("part in a part", part_of_a_part, V, "Coherence-part"),
    ("language of no table", put(PLAN.ActionPlan, DCTERMS.language, NamedNode(
        EU + "language/QQQ1")), V, "ActionPlanShape-language"),
    ("unknown language", put(PLAN.ActionPlan, DCTERMS.language, NamedNode(EU + "language/XXQ")),
     V, "Vocabulary-code"),
    ("unknown country", add(PLAN.ActionPlan, DCTERMS.spatial, NamedNode(EU + "country/ROX")), V,
     "Vocabulary-code"),
    ("no digest", out(PLAN.SourceDocument, PLAN.sha256), V, "SourceDocumentShape-sha256"),
    ("short digest", put(PLAN.SourceDocument, PLAN.sha256, lit("ab")), V,
     "SourceDocumentShape-sha256"),
    ("no quote", out(PLAN.SourceFragment, PLAN.quote), V, "SourceFragmentShape-quote"),
    ("two quotes", add(PLAN.SourceFragment, PLAN.quote, lit("altceva")), V,
     "SourceFragmentShape-quote"),
    ("no source", out(PLAN.SourceFragment, OA.hasSource), V, "SourceFragmentShape-hasSource"),
    ("no selector", out(PLAN.SourceFragment, OA.hasSelector), V,
     "SourceFragmentShape-hasSelector"),
    ("negative start", put(OA.TextPositionSelector, OA.start, lit("-1", XSD.nonNegativeInteger)),
     V, "TextPositionSelectorShape-start"),
    ("end before start", put(OA.TextPositionSelector, OA.end, lit("0", XSD.nonNegativeInteger)),
     V, "TextPositionSelectorShape-order"),
    ("row of 0", put(PLAN.SourceFragment, PLAN.row, lit("0", WHOLE)), V,
     "SourceFragmentShape-row"),
    ("nothing stated", out(PLAN.Participation, PLAN.statedIn), V, "StatedShape-statedIn"),
    ("no role", out(PLAN.Participation, PLAN.role), V, "ParticipationShape-role"),
    ("unknown role", put(PLAN.Participation, PLAN.role, NamedNode(
        "https://w3id.org/plan-graph/code/role/boss")), V, "RoleCodeShape-inScheme"),
    ("no actor", out(PLAN.Participation, PLAN.actor), V, "ParticipationShape-actor"),
    ("acting for itself", acting_for_itself, V, "Coherence-acting-for-itself"),
    ("negative sum", put(PLAN.Funding, PLAN.amount, lit("-5.0", DECIMAL)), V,
     "FundingShape-amount"),
    ("sum as text", put(PLAN.Funding, PLAN.amount, lit("5")), V, "FundingShape-amount"),
    ("sum of no number", put(PLAN.Funding, PLAN.amount, lit("1e3", DECIMAL)), V,
     "FundingShape-amount"),
    ("sum whole and about", two_sums(PLAN.amount, PLAN.approximateAmount), V,
     "Coherence-two-sums"),
    ("sum recurring and a bound", two_sums(PLAN.recurringAmount, PLAN.upperAmount), V,
     "Coherence-two-sums"),
    ("unknown currency", put(PLAN.Funding, PLAN.currency, NamedNode(EU + "currency/EUX")), V,
     "Vocabulary-code"),
    ("unknown funding kind", put(PLAN.Funding, PLAN.fundingKind, NamedNode(
        "https://w3id.org/plan-graph/code/funding-kind/gold")), V,
     "FundingKindCodeShape-inScheme"),
    ("blank words", put(PLAN.Funding, PLAN.verbatim, Literal(" ", language="ro")), V,
     "FundingShape-verbatim"),
    ("words of another cell", put(PLAN.Funding, PLAN.verbatim, Literal("xyz", language="ro")), V,
     "Words-verbatim"),
    ("fact twice", fact_twice, W, "Coherence-fact-twice"),
    ("no indicator kind", out(PLAN.Indicator, PLAN.indicatorKind), V, "IndicatorShape-kind"),
    ("no label", out(PLAN.Indicator, SKOS.prefLabel), V, "IndicatorShape-prefLabel"),
    ("unit without language", put(PLAN.Indicator, PLAN.unit, lit("buc")), V,
     "IndicatorShape-unit"),
    ("body without label", out(PLAN.Agency, SKOS.prefLabel), V, "ActorShape-prefLabel"),
    ("two short names", add(PLAN.Agency, SKOS.notation, lit("XYZ")), V, "ActorShape-notation"),
    ("ministry under an agency", ministry_under_agency, V, "Coherence-ministry-under-agency"),
    ("body above itself", itself(PLAN.Agency, PLAN.parentOrganisation), V, "Coherence-circle"),
    ("frequency of no table", put(PLAN.RecurringDeadline, PLAN.frequency, NamedNode(
        EU + "frequency/ANUAL")), V, "Vocabulary-code"),
    ("no frequency", out(PLAN.RecurringDeadline, PLAN.frequency), V,
     "RecurringDeadlineShape-frequency"),
    ("month 13", put(PLAN.RecurringDeadline, PLAN.month, lit("13", WHOLE)), V,
     "RecurringDeadlineShape-month"),
]  # fmt: skip
REAL: Sequence[Case] = [
    ("frequency without sum", put(PLAN.Funding, PLAN.amountFrequency, NamedNode(
        EU + "frequency/ANNUAL")), W, "Coherence-no-sum"),
    ("multiplier without sum", put(PLAN.Funding, PLAN.multiplier, lit("1000", WHOLE)), W,
     "Coherence-no-sum"),
    ("a body that nothing names", island, W, "Coherence-island"),
    ("a title in one language only", no_english_title, W, "Coherence-no-language"),
    ("another pillar", other_pillar, V, "Coherence-other-pillar"),
    ("two statuses", lambda data: [
        *data, *(Triple(of(data, PLAN.Action), PLAN.status, NamedNode(
            f"https://w3id.org/plan-graph/code/status/{code}"))
            for code in ("completed", "delayed"))], V, "Consistency-one-value"),
    ("an action that is a body", add(PLAN.Action, RDF.type, PLAN.Agency), V,
     "Consistency-disjoint-classes"),
    ("a recurring deadline that ends before", lambda data: [
        *data, *(Triple(of(data, PLAN.RecurringDeadline), name, lit(day, DAY))
                 for name, day in ((PLAN.startDate, "2022-01-01"), (PLAN.endDate, "2021-01-01")))],
     V, "Coherence-ends-before"),
]  # fmt: skip

POOR: Sequence[Case] = [
    # What is said twice, and differs
    ("an instant of another day", instant_of_another_day, V, "Agreement-day"),
    ("exact words that are others", exact_words, V, "Agreement-exact"),
    ("a quote longer than its place", put(PLAN.SourceFragment, PLAN.quote, lit("prea lung " * 9)),
     V, "Agreement-length"),
    ("one selector of two fragments", one_value_of_two(PLAN.SourceFragment, OA.hasSelector), V,
     "Agreement-selector"),
    ("a step of no plan", lambda data: [*data, Triple(
        of(data, PLAN.Action), PPLAN.isStepOfPlan, of(data, PLAN.Pillar))], V, "Agreement-step"),
    ("a superior without evidence", lambda data: [*data, Triple(
        of(data, PLAN.Organisation), PLAN.parentOrganisation, of(data, PLAN.Ministry))], W,
     "Agreement-no-evidence"),
    ("a ministry within another", another_ministry, V, "Agreement-ministry"),
    ("a name that is not the label", put(PLAN.Agency, FOAF.name, Literal("Alta", language="ro")),
     W, "Agreement-name"),
    # Terms and values
    ("a misspelt term of all", lambda data: [*data, Triple(
        of(data, PLAN.Action), NamedNode(DCTERMS.namespace + "titel"), lit("x"))], V,
     "Vocabulary-shared"),
    ("a class that all lack", add(PLAN.Action, RDF.type, NamedNode(SKOS.namespace + "Concpet")), V,
     "Vocabulary-shared"),
    ("a word as subject", add(PLAN.ActionPlan, DCTERMS.subject, lit("trafic")), V,
     "Vocabulary-iri"),
    ("a language by its name", put(PLAN.Action, DCTERMS.title, Literal("T", language="romanian")),
     V, "Vocabulary-language"),
    ("an address on one machine", add(PLAN.Action, DCTERMS.source, NamedNode("file:///tmp/x")), V,
     "Vocabulary-local"),
    ("a title that shows nothing", put(PLAN.Action, DCTERMS.title, Literal(
        "\u00a0\u200b", language="ro")), V, "Vocabulary-blank"),
    ("a circle of successors", itself(PLAN.Agency, PLAN.successor), V, "Coherence-circle"),
    # What deserves a look
    ("a title twice", one_value_of_two(PLAN.Action, DCTERMS.title), W,
     "Plausibility-title-twice"),
    ("a position twice", one_value_of_two(PLAN.Action, PLAN.position), W,
     "Plausibility-position-twice"),
    ("a code of another objective", pursues_another, W, "Plausibility-code-elsewhere"),
    ("responsible and partner", in_two_roles, W, "Plausibility-two-roles"),
    ("acting for no superior", acting_for_another, W, "Plausibility-acting-for"),
    ("a sum of no currency", out(PLAN.Funding, PLAN.currency), W, "Plausibility-no-currency"),
    ("no money needed, and a sum", needless, W, "Plausibility-none-needed"),
    ("a budget of nobody", out(PLAN.Funding, PLAN.budgetOf), W, "Plausibility-no-budget"),
    ("a deadline after the plan", moved(PLAN.FixedDeadline), W, "Plausibility-outside-plan"),
    ("a strategy of another time", moved(PLAN.Strategy), W, "Plausibility-strategy"),
    ("an act after the plan", put(PLAN.LegalAct, DCTERMS.date, lit("2029-01-01", DAY)), W,
     "Plausibility-act"),
    ("a body that is no more", ended_body, W, "Plausibility-ended-body"),
    ("a sum of other digits", sum_of_other_digits, W, "Words-sum"),
    ("a year of other words", moved(PLAN.FixedDeadline, 2022), W, "Words-year"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "severity", "rule"), [c[1:] for c in (*ANY, *REAL)],
    ids=[c[0] for c in (*ANY, *REAL)],
)  # fmt: skip
def test_a_fault_in_the_real_plan_is_found(
    change: Callable[[Graph], Graph], severity: str, rule: str
) -> None:
    found = new(real, change)

    assert (severity, rule) in [(f.severity, f.rule) for f in found]
    assert len(found) <= 3


@pytest.mark.parametrize(
    ("change", "severity", "rule"), [c[1:] for c in (*ANY, *POOR)],
    ids=[c[0] for c in (*ANY, *POOR)],
)  # fmt: skip
def test_a_fault_in_a_poor_plan_is_found(
    change: Callable[[Graph], Graph], severity: str, rule: str
) -> None:
    found = new(poor_plan, change)

    assert (severity, rule) in [(f.severity, f.rule) for f in found]
    assert len(found) <= 3


def test_the_real_plan_has_no_fault() -> None:
    report = check(real_plan().asserted, today=TODAY)

    assert [f.line("en") for f in report.findings if f.severity != "Info"] == []


@pytest.mark.parametrize(
    ("old", "new_text", "rule"),
    [("", "x", "Words-digest")],
)
def test_a_text_that_is_another_is_told_once(old: str, new_text: str, rule: str) -> None:
    text = real_plan().plan.document.text + new_text

    report = check(real_plan().asserted, source=SourceText(text, {}), today=TODAY)

    assert [f.rule for f in report.violations] == [rule]


def test_a_quote_that_does_not_stand_there_is_found() -> None:
    data = put(PLAN.SourceFragment, PLAN.quote, lit("nu stă aici"))(list(real_plan().asserted))
    source = SourceText(real_plan().plan.document.text, {})

    report = check(data, source=source, today=TODAY)

    assert "Words-quote" in [f.rule for f in report.violations]


def test_a_place_past_the_end_is_found() -> None:
    end = lit("99999999", XSD.nonNegativeInteger)
    data = put(OA.TextPositionSelector, OA.end, end)(list(real_plan().asserted))
    source = SourceText(real_plan().plan.document.text, {})

    report = check(data, source=source, today=TODAY)

    assert [f.rule for f in report.violations] == ["Words-past-end"]


def test_without_the_text_beside_it_a_graph_is_checked_by_itself(tmp_path: Path) -> None:
    assert SourceText.beside(tmp_path / "plan.ttl") is None


def test_a_code_that_the_document_itself_repeats_is_no_violation() -> None:
    data = [*poor_plan(), *_again("1.1-01", "1.1-01-2")]

    found = [f for f in check(data, today=TODAY).findings if "Coherence-code" in f.rule]

    assert [(f.severity, f.rule) for f in found] == [("Warning", "Coherence-code-repeated")]


def _again(code: str, name: str) -> Graph:
    """Return an action with the words and the code of another, as a second row would give it."""
    first = next(t.subject for t in poor_plan() if t.object == lit(code))
    second = NamedNode(f"{str(first)[1:-1].rpartition('/')[0]}/{name}")
    parts = (PLAN.hasIndicator, PLAN.hasDeadline, PLAN.hasParticipation, PLAN.hasFunding)
    return [
        Triple(second, t.predicate, t.object)
        for t in poor_plan()
        if t.subject == first and t.predicate not in parts
    ]


def test_a_body_may_be_far_older_than_the_plan() -> None:
    assert not new(poor_plan, put(PLAN.Organisation, PLAN.startDate, lit("1862-01-24", XSD.date)))
    assert new(poor_plan, put(PLAN.Organisation, PLAN.endDate, lit("2202-12-31", XSD.date)))
