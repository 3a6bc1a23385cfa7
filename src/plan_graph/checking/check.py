"""All that can be found in a graph: broken shapes, contradictions, and what no shape can say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal as OneOf

from pyoxigraph import NamedNode, Triple

from plan_graph.checking.causes import causes
from plan_graph.checking.coherence import coherence_faults
from plan_graph.checking.consistency import contradictions
from plan_graph.checking.finding import Finding
from plan_graph.checking.places import Places
from plan_graph.checking.report import Report
from plan_graph.checking.statements import Fault, Statements
from plan_graph.checking.structure import structure_faults
from plan_graph.checking.validation import validate
from plan_graph.checking.vocabulary import vocabulary_faults
from plan_graph.checking.words import SourceText, word_faults
from plan_graph.vocab import RDF


def check(
    triples: Sequence[Triple],
    inferred: Sequence[Triple] = (),
    *,
    source: SourceText | None = None,
    today: date | None = None,
    engine: OneOf["fast", "pyshacl"] = "fast",
) -> Report:
    """Return all that is found in a graph, one finding for each fault.

    Args:
        triples: What is stated of plans, with what was reported.
        inferred: What follows from it, where that is known: it may contradict as well.
        source: The text of the document, to hold quotes and places against.
        today: The day after which nothing can have been reported; the present one if not given.
        engine: Which engine judges the shapes.
    """
    report = validate(triples, engine=engine)
    data = Statements(triples)
    faults = [
        *vocabulary_faults(data),
        *structure_faults(data),
        *coherence_faults(data, today or date.today()),
        *word_faults(data, source),
        *contradictions(triples, [*inferred, *_wider(data)]),
    ]
    found = [*report.findings, *_findings(faults, report.places)]
    return replace(report, findings=tuple(causes(found, data)))


def _wider(data: Statements) -> list[Triple]:
    """Return that things are of the classes above their own."""
    return [
        Triple(thing, RDF.type, kind)
        for thing, kinds in data.kinds.items()
        for kind in kinds
        if isinstance(thing, NamedNode) and isinstance(kind, NamedNode)
    ]


def _findings(faults: Iterable[Fault], places: Places) -> list[Finding]:
    return [
        Finding(
            fault.severity,
            fault.rule,
            fault.thing,
            fault.messages,
            fault.path,
            fault.value,
            places.find(fault.thing, fault.value),
        )
        for fault in faults
    ]
