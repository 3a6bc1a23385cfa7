"""All findings about some data, in order, and as a SHACL validation report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.checking.finding import SHAPES, Finding, Node
from plan_graph.checking.grouping import Group, grouped
from plan_graph.checking.places import Places, Source
from plan_graph.rdf.graph import Graph
from plan_graph.vocab import FOAF, PLAN_BASE, RDF, SHACL, XSD

_NO_PLACES = Places(Graph.of(()))


def report_iri(plan: NamedNode | None) -> NamedNode:
    """Name the report about a plan: `…/report/P` for `…/id/plan/P`, else a general name."""
    base, mark, name = plan.value.partition("id/plan/") if plan else ("", "", "")
    return NamedNode(f"{base}report/{name}" if mark else f"{PLAN_BASE}report/data")


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known of a thing that breaks a rule: more words by language, and where it stands."""

    messages: Mapping[str, str]
    source: Source | None = None


@dataclass(frozen=True)
class Report:
    """The findings, most serious first, then in the order of the document.

    Attributes:
        findings: All of them.
        iri: Name of the report in RDF.
        plan: The plan that it is about, if it is about one.
        places: Where the things of the data are stated, for findings that are added.
    """

    findings: tuple[Finding, ...] = ()
    iri: NamedNode = field(default_factory=lambda: report_iri(None))
    plan: NamedNode | None = None
    places: Places = field(default=_NO_PLACES, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put the findings into order."""
        ordered = tuple(sorted(self.findings, key=lambda finding: finding.sort_key))
        object.__setattr__(self, "findings", ordered)

    @property
    def violations(self) -> tuple[Finding, ...]:
        """What breaks consumers of the data."""
        return tuple(f for f in self.findings if f.severity == "Violation")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What a publisher should look at."""
        return tuple(f for f in self.findings if f.severity == "Warning")

    @property
    def groups(self) -> tuple[Group, ...]:
        """The findings as a person reads them: those that say the same are one."""
        return grouped(self.findings)

    def explained(self, rule: str, more: Mapping[Node, Explanation]) -> Report:
        """Return the report with more words behind those of a rule, for the things given."""
        return replace(
            self,
            findings=tuple(
                _explained(finding, more[finding.focus])
                if finding.rule == rule and finding.focus in more
                else finding
                for finding in self.findings
            ),
        )

    def with_causes(self, causes: Mapping[tuple[str, Node], Mapping[str, str]]) -> Report:
        """Return the report with one message in place of many, for the rules and things given."""
        return replace(
            self,
            findings=tuple(
                replace(finding, messages=cause, is_general=True)
                if (cause := causes.get((finding.rule, finding.focus)))
                else finding
                for finding in self.findings
            ),
        )

    def triples(self) -> list[Triple]:
        """Return the report as RDF without blank nodes of its own; equal findings, equal triples.

        A finding without a SHACL constraint names its rule as the component. Paths that
        SHACL writes with blank nodes are left out; `sh:sourceShape` leads to them.
        """
        conforms = "false" if self.findings else "true"
        triples = [
            Triple(self.iri, RDF.type, _sh("ValidationReport")),
            Triple(self.iri, _sh("conforms"), Literal(conforms, datatype=XSD.boolean)),
        ]
        if self.plan:
            triples.append(Triple(self.iri, FOAF.primaryTopic, self.plan))
        for number, finding in enumerate(self.findings, start=1):
            result = NamedNode(f"{self.iri.value}#{number}")
            triples.append(Triple(self.iri, _sh("result"), result))
            triples.extend(_result(result, finding))
        return triples


def _explained(finding: Finding, more: Explanation) -> Finding:
    messages = {
        language: text + more.messages.get(language, "")
        for language, text in finding.messages.items()
    }
    return replace(finding, messages=messages, source=finding.source or more.source)


def _sh(term: str) -> NamedNode:
    return NamedNode(SHACL + term)


def _result(result: NamedNode, finding: Finding) -> Iterator[Triple]:
    rule = NamedNode(SHAPES + finding.rule)
    yield Triple(result, RDF.type, _sh("ValidationResult"))
    yield Triple(result, _sh("resultSeverity"), _sh(finding.severity))
    yield Triple(result, _sh("focusNode"), finding.focus)
    if finding.path:
        yield Triple(result, _sh("resultPath"), NamedNode(finding.path))
    if finding.value is not None:
        yield Triple(result, _sh("value"), finding.value)
    if finding.component:
        yield Triple(result, _sh("sourceShape"), rule)
        yield Triple(result, _sh("sourceConstraintComponent"), _sh(finding.component))
    else:
        yield Triple(result, _sh("sourceConstraintComponent"), rule)
    for language, message in sorted(finding.messages.items()):
        yield Triple(result, _sh("resultMessage"), Literal(message, language=language))
