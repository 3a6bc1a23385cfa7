"""What was reported, as values and triples: how far an action is, an indicator's value on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.iris import Iris, concept
from plan_graph.plan import Workbook
from plan_graph.vocab import DCTERMS, PLAN, RDF, XSD


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an action is; `status` is the code of a concept."""

    code: str
    day: date
    status: str
    source: str
    note: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """A value of an indicator; `unit` is what it is given in, or ''."""

    code: str
    day: date
    value: Decimal
    unit: str
    source: str
    note: str
    cell: str


@dataclass(frozen=True, slots=True)
class Monitoring:
    """All that a workbook reports."""

    workbook: Workbook
    progress: tuple[Progress, ...] = ()
    values: tuple[ReportedValue, ...] = ()


def to_triples(monitoring: Monitoring, iris: Iris, language: str) -> list[Triple]:
    """Return the graph of what was reported, in the order of the workbook; none if nothing was."""
    observed: list[Progress | ReportedValue] = [*monitoring.progress, *monitoring.values]
    if not observed:
        return []
    workbook = iris.thing("workbook", monitoring.workbook.sha256[:16])
    triples = [
        triple for item in observed for triple in _observation(item, iris, workbook, language)
    ]
    return [
        *triples,
        Triple(workbook, RDF.type, PLAN.Workbook),
        Triple(workbook, DCTERMS.title, Literal(monitoring.workbook.name)),
        Triple(workbook, PLAN.sha256, Literal(monitoring.workbook.sha256)),
    ]


def _observation(
    item: Progress | ReportedValue, iris: Iris, workbook: NamedNode, language: str
) -> Iterator[Triple]:
    node = iris.thing("observation", item.code, item.day.isoformat())
    if isinstance(item, Progress):
        yield Triple(node, RDF.type, PLAN.ReportedProgress)
        yield Triple(node, PLAN.observes, iris.thing("action", item.code))
        yield Triple(node, PLAN.reportedStatus, concept("status", item.status))
    else:
        yield Triple(node, RDF.type, PLAN.ReportedValue)
        yield Triple(node, PLAN.observes, iris.thing("indicator", item.code))
        yield Triple(node, PLAN.reportedValue, Literal(_plain(item), datatype=XSD.decimal))
        if item.unit:
            yield Triple(node, PLAN.unit, Literal(item.unit, language=language))
    yield Triple(node, DCTERMS.date, Literal(item.day.isoformat(), datatype=XSD.date))
    if item.source:
        yield Triple(node, DCTERMS.source, Literal(item.source))
    if item.note:
        yield Triple(node, DCTERMS.description, Literal(item.note, language=language))
    yield Triple(node, PLAN.reportedIn, workbook)
    yield Triple(node, PLAN.cell, Literal(item.cell))


def _plain(item: ReportedValue) -> str:
    """Write a number as xsd:decimal wants it: 1250, not 1.25E+3.

    Whole numbers have no point, as stores give them back.
    """
    text = f"{item.value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
