"""All that can be found in a graph: broken shapes, contradictions, and what no shape can say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal as OneOf

from pyoxigraph import Triple

from plan_graph.checking.advice import with_own_examples
from plan_graph.checking.agreement import agreement_faults
from plan_graph.checking.causes import causes
from plan_graph.checking.codes import code_faults
from plan_graph.checking.coherence import coherence_faults
from plan_graph.checking.consistency import contradictions
from plan_graph.checking.derived import derivation_faults
from plan_graph.checking.finding import Finding
from plan_graph.checking.mentions import mention_faults
from plan_graph.checking.own_words import own_word_faults
from plan_graph.checking.places import Places
from plan_graph.checking.plausibility import plausibility_faults
from plan_graph.checking.report import Report
from plan_graph.checking.rows import row_faults
from plan_graph.checking.statements import Fault, Statements
from plan_graph.checking.structure import structure_faults
from plan_graph.checking.validation import validate
from plan_graph.checking.values import value_faults
from plan_graph.checking.vocabulary import vocabulary_faults
from plan_graph.checking.words import SourceText, word_faults
from plan_graph.rdf.graph import Graph


def check(
    triples: Iterable[Triple],
    inferred: Iterable[Triple] = (),
    *,
    source: SourceText | None = None,
    today: date | None = None,
    engine: OneOf["fast", "pyshacl"] = "fast",
) -> Report:
    """Return all that is found in a graph, one finding for each fault.

    Args:
        triples: What is stated of plans, with what was reported.
        inferred: What follows from it, where that is known: it may contradict as well.
        source: The text of the document, to hold quotes and places against, and its wording.
        today: The day after which nothing can have been reported; the present one if not given.
        engine: Which engine judges the shapes.
    """
    graph = Graph.of(triples)
    report = validate(graph, engine=engine)
    data = Statements(graph)
    faults = [
        *vocabulary_faults(data),
        *value_faults(data),
        *structure_faults(data),
        *code_faults(data),
        *coherence_faults(data, today or date.today()),
        *plausibility_faults(data),
        *word_faults(data, source),
        *own_word_faults(data),
        *row_faults(data),
        *mention_faults(data),
        *derivation_faults(data),
        *agreement_faults(data),
        *contradictions(graph, inferred, data.kinds),
    ]
    found = [*report.findings, *_findings(faults, report.places)]
    report = replace(report, findings=tuple(causes(found, data)))
    return with_own_examples(report, data, source.wording if source else None)


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
