"""Faults as a stranger writes them: lines of Turtle that come ("…") or go ("#-…")."""

from __future__ import annotations

import pytest

import shape_cases
from planting import new, poor_plan

V, W = "Violation", "Warning"
FAULTS: list[tuple[str, str, str, str]] = [
    # Terms
    ("a term of another address", """
        action:1.1-01 <http://w3id.org/plan-graph/def#responsible> organisation:mai .""",
     V, "Vocabulary-property"),
    ("a class of another address", """
        action:1.1-01 a <https://w3id.org/plan-graph/def/Action> .""", V, "Vocabulary-class"),
    ("a thing as a class", "action:1.1-01 a objective:1.1 .", V, "Vocabulary-class"),
    ("a term of a glossary without class", "#-term:mea a skos:Concept", V, "Vocabulary-untyped"),
    ("a class in words", """
#-term:mea a skos:Concept
        term:mea a "Concept" .""", V, "Vocabulary-iri"),
    ("a document without class", """
        plans:p dcterms:source document:other .
        document:other dcterms:title "Alt document"@ro .""", V, "Vocabulary-untyped"),
    # Words
    ("a name without language", """
#-organisation:anitp foaf:name *
        organisation:anitp foaf:name "Agenția" .""", V, "Vocabulary-no-language"),
    ("a report from a blank source", """
#-observation:1.1-02-2021-12-31 dcterms:source *
        observation:1.1-02-2021-12-31 dcterms:source " " .""", V, "Vocabulary-blank"),
    ("a name that leads elsewhere", """
#-organisation:anitp foaf:name *
        organisation:anitp foaf:name <https://example.org/anitp> .""", V, "Vocabulary-text"),
    ("a heading without language", """
#-remark:1.1-02-1 plan:heading *
        remark:1.1-02-1 plan:heading "Riscuri" .""", V, "Vocabulary-no-language"),
    ("two headings", """
        remark:1.1-02-1 plan:heading "Note"@ro .""", V, "Vocabulary-several"),
    ("a unit that is a number", """
#-target:1.1-02-1-1 plan:unit *
        target:1.1-02-1-1 plan:unit 5 .""", V, "Vocabulary-no-language"),
    ("a short name with a language", """
#-organisation:mai skos:notation *
        organisation:mai skos:notation "MAI"@ro .""", V, "Vocabulary-datatype"),
    ("a code that ends with a space", """
#-action:1.1-01 dcterms:identifier *
        action:1.1-01 dcterms:identifier "1.1-01 " .""", V, "Vocabulary-spaces"),
    ("a title in another language", """
#-action:1.1-02 dcterms:title *
        action:1.1-02 dcterms:title "Acțiunea a doua"@fr .""", W, "Coherence-not-in-language"),
    ("an indicator in another language", """
#-indicator:1.1-01-1 skos:prefLabel *
        indicator:1.1-01-1 skos:prefLabel "Număr de campanii"@hu .""",
     W, "Coherence-no-language"),
    ("a unit in another language", """
#-indicator:1.1-01-1 plan:unit *
        indicator:1.1-01-1 plan:unit "campanii"@fr .""", W, "Coherence-odd-language"),
    ("an act of two titles", """
        <https://legislatie.just.ro/act> dcterms:title "Altă hotărâre"@ro .""",
     V, "Vocabulary-several"),
    ("an act of two days", """
        <https://legislatie.just.ro/act> dcterms:date "2020-02-02"^^xsd:date .""",
     V, "Vocabulary-several"),
    ("an act of two numbers", """
        <https://legislatie.just.ro/act> dcterms:identifier "2/2021" .""",
     V, "Vocabulary-several"),
    ("an act whose day is an address", """
#-<https://legislatie.just.ro/act> dcterms:date *
        <https://legislatie.just.ro/act> dcterms:date <https://example.org/day> .""",
     V, "Vocabulary-text"),
    # Days
    ("the last day of February", """
#-deadline:1.1-02-1 plan:endDate *
        deadline:1.1-02-1 plan:endDate "2021-02-31"^^xsd:date .""", V, "PeriodShape-endDate"),
    ("a plan of a thousand years", """
#-plans:p plan:startDate *
        plans:p plan:startDate "1021-01-01"^^xsd:date .""", W, "Coherence-far-day"),
    ("a plan without end", """
#-plans:p plan:endDate *
        plans:p plan:endDate "9999-12-31"^^xsd:date .""", W, "Coherence-far-day"),
    ("a deadline that repeated before the plan alone", """
        deadline:1.1-01-1 plan:endDate "2015-12-31"^^xsd:date .""",
     W, "Plausibility-outside-plan"),
    ("an act of the Middle Ages", """
#-<https://legislatie.just.ro/act> dcterms:date *
        <https://legislatie.just.ro/act> dcterms:date "1021-01-01"^^xsd:date .""",
     W, "Coherence-far-day"),
    ("a target before the plan", """
#-target:1.1-02-1-1 plan:endDate *
        target:1.1-02-1-1 plan:endDate "2015-12-31"^^xsd:date .""", W, "Plausibility-outside-plan"),
    ("a baseline after the plan", """
        baseline:1.1-02-1-1 plan:endDate "2029-12-31"^^xsd:date .""",
     W, "Plausibility-outside-plan"),
    ("a target that ends before it begins", """
        target:1.1-02-1-1 plan:startDate "2023-01-01"^^xsd:date .""", V, "Coherence-ends-before"),
    ("a report before the plan", """
#-observation:1.1-02-2021-12-31 dcterms:date *
        observation:1.1-02-2021-12-31 dcterms:date "2019-12-31"^^xsd:date .""",
     W, "ObservationShape-inTime"),
    ("a report of tomorrow", """
#-observation:1.1-02-2021-12-31 dcterms:date *
        observation:1.1-02-2021-12-31 dcterms:date "2031-12-31"^^xsd:date .""",
     W, "Coherence-future-report"),
    ("a report twice", """
        observation:again a plan:ReportedProgress ; plan:observes action:1.1-02 ;
            plan:reportedStatus status:completed ; dcterms:date "2021-12-31"^^xsd:date ;
            dcterms:source "Alt raport" ; plan:reportedIn workbook:0263829989b6fd95 .""",
     W, "Coherence-report-twice"),
    # Numbers and what they stand for
    ("a sum of which the words hold no digit", """
        funding:1.1-01-1 plan:amount 500.0 ; plan:currency currency:RON .""", W, "Words-sum"),
    ("a target of other digits", """
#-target:1.1-02-1-1 plan:value *
        target:1.1-02-1-1 plan:value 78.0 .""", W, "Words-sum"),
    ("a baseline of other digits", """
#-baseline:1.1-02-1-1 plan:value *
        baseline:1.1-02-1-1 plan:value 78.0 .""", W, "Words-sum"),
    ("a baseline without the unit of the target", """
#-baseline:1.1-02-1-1 plan:unit *""", W, "Plausibility-units"),
    ("a target in another unit", """
#-target:1.1-02-1-1 plan:unit *
        target:1.1-02-1-1 plan:unit "persoane"@ro .""", W, "Plausibility-units"),
    ("a value reported in another unit", """
#-observation:1.1-01-1-2021-12-31 plan:unit *
        observation:1.1-01-1-2021-12-31 plan:unit "euro"@ro .""", W, "ReportedValueShape-unit"),
    ("a sum that recurs nobody knows when", """
#-funding:1.1-02-3 plan:amountFrequency *""", W, "Coherence-no-sum"),
    ("a range the wrong way round", """
#-funding:1.1-02-2 plan:lowerAmount *
        funding:1.1-02-2 plan:lowerAmount 900000.0 .""", V, "FundingShape-range"),
    ("a sum counted in sevens", """
#-funding:1.1-02-1 plan:multiplier *
        funding:1.1-02-1 plan:multiplier 7 .""", V, "FundingShape-multiplier"),
    # What leads to what
    ("three objectives in a circle", """
#-objective:1 a *
        objective:1 a plan:SpecificObjective ; plan:refines objective:1.1.1 .
        objective:1.1.1 a plan:SpecificObjective ; dcterms:identifier "1.1.1" ;
            dcterms:title "Al treilea"@ro ; plan:inPlan plans:p ; plan:inPillar pillar:1 ;
            plan:refines objective:1.1 ; plan:position 3 ; plan:statedIn fragment:30-39 .""",
     V, "Coherence-circle"),
    ("two actions that are steps of each other", "action:1.1-01 plan:stepOf action:1.1-02 .",
     V, "Coherence-circle"),
    ("an indicator of two actions", "action:1.1-02 plan:hasIndicator indicator:1.1-01-1 .",
     V, "IndicatorShape-of"),
    ("a target of two indicators", "indicator:1.1-01-1 plan:hasTarget target:1.1-02-1-1 .",
     V, "TargetShape-indicator"),
    ("a target as baseline", "indicator:1.1-02-1 plan:hasBaseline target:1.1-02-1-1 .",
     V, "Vocabulary-value"),
    ("a deadline the wrong way round", "deadline:1.1-01-1 plan:hasDeadline action:1.1-01 .",
     V, "Vocabulary-holder"),
    ("an agency as parent ministry", """
        organisation:ong plan:parentMinistry organisation:anitp .""",
     V, "ActorShape-parentMinistry"),
    ("a ministry under another", """
        organisation:mai2 a plan:Ministry ; skos:prefLabel "Alt minister"@ro ;
            foaf:name "Alt minister"@ro ; plan:parentOrganisation organisation:mai ;
            plan:withinMinistry organisation:mai2 .
        subordination:mai2 a plan:Subordination ; plan:subordinate organisation:mai2 ;
            plan:holdsFor plans:p ;
            plan:superior organisation:mai ; plan:basis basis:background ;
            dcterms:source "nimic" .""", V, "Coherence-ministry-under-agency"),
    ("two bodies of one name", """
        organisation:ong2 a plan:ActorGroup ; skos:prefLabel "Organizații neguvernamentale"@ro ;
            foaf:name "Organizații neguvernamentale"@ro .
        action:1.1-02 plan:mentions organisation:ong2 .""", W, "Plausibility-name-twice"),
    ("a body that nobody named", """
#-organisation:git skos:prefLabel *""", V, "ActorShape-prefLabel"),
    ("a body succeeded by itself in the end", """
        organisation:uniunea plan:successor organisation:liga .""", V, "Coherence-circle"),
    ("a subordination of nothing", """
#-subordination:anitp plan:superior *""", V, "SubordinationShape-superior"),
    ("a correction of nothing", """
#-correction:1 plan:corrects *
        correction:1 plan:corrects <https://example.org/nothing> .""", V, "Vocabulary-nowhere"),
    ("a correction of itself", """
#-correction:1 plan:corrects *
        correction:1 plan:corrects correction:1 .""", V, "Coherence-circle"),
    ("a code of another action", """
#-action:1.1-02 dcterms:identifier *
        action:1.1-02 dcterms:identifier "1.1-07" .""", W, "Coherence-code-of-another"),
    ("a position far behind", """
#-action:1.1-02 plan:position *
        action:1.1-02 plan:position 999 .""", W, "Plausibility-position-far"),
    ("no pillar, where its objective has one", """
#-action:1.1-02 plan:inPillar *""", W, "Coherence-no-pillar"),
    ("an agency that is an association of bodies", """
        organisation:anitp a plan:CollectiveActor .""", V, "Consistency-disjoint-classes"),
    # The source
    ("a place one character too far", """
#-selector:50-64 oa:end *
        selector:50-64 oa:end "65"^^xsd:nonNegativeInteger .""", V, "Agreement-length"),
    ("a row without its table", "#-fragment:50-64 plan:table *", V, "TablePlaceShape-table"),
    ("words of another document", """
#-fragment:50-64 oa:hasSource *
        fragment:50-64 oa:hasSource workbook:0263829989b6fd95 .""", V, "Coherence-other-document"),
    ("a digest in capitals", """
#-document:p plan:sha256 *
        document:p plan:sha256
            "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08" .""",
     V, "SourceDocumentShape-sha256"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "severity", "rule"), [fault[1:] for fault in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_a_fault_is_found_in_few_findings(text: str, severity: str, rule: str) -> None:
    found = new(poor_plan, lambda _: shape_cases.changed(text, "fault"))

    assert (severity, rule) in [(f.severity, f.rule) for f in found]
    assert len(found) <= 3


def test_there_are_many_faults_of_many_kinds() -> None:
    assert len(FAULTS) >= 60
    assert len({rule for _, _, _, rule in FAULTS}) >= 30
