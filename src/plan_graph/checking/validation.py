"""Data against the shapes: which rules they break, and where in the document.

The data are looked at as they are given; nothing is inferred and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Literal as OneOf

from pyoxigraph import NamedNode, Triple

from plan_graph.checking import compiled_shapes
from plan_graph.checking.finding import Finding
from plan_graph.checking.paths import UncertainError
from plan_graph.checking.places import Places
from plan_graph.checking.report import Report, report_iri
from plan_graph.checking.shapes import Result
from plan_graph.rdf.graph import Graph
from plan_graph.vocab import PLAN, RDF

__all__ = ["validate"]


def validate(triples: Iterable[Triple], *, engine: OneOf["fast", "pyshacl"] = "fast") -> Report:
    """Check a graph against the shapes of plan-graph.

    Both engines find the same. 'fast' knows the constraints that our shapes use, and asks
    'pyshacl', the reference, about data with blank nodes or values of rare types.

    Data that hold no plan break the rule 'DatasetShape-plan', so that a report without
    violations always means that something was checked.
    """
    graph = Graph.of(triples)
    places = Places(graph)
    findings = {
        (found.rule, found.focus, found.value): Finding(
            found.severity,
            found.rule,
            found.focus,
            found.messages,
            found.path,
            found.value,
            places.find(_fragment(found.value, places), found.focus),
            found.component,
        )
        for found in sorted(_results(graph, engine), key=lambda result: result.component)
    }
    plan = _only_plan(graph)
    return Report(tuple(findings.values()), report_iri(plan), plan, places)


def _results(graph: Graph, engine: str) -> list[Result]:
    if engine == "fast":
        with suppress(UncertainError):
            return list(compiled_shapes.results(graph))
    from plan_graph.checking.pyshacl_engine import results  # noqa: PLC0415 - takes 0.3 s to import

    return list(results(graph))


def _fragment(value: object, places: Places) -> object:
    """Return the value if it is a fragment: words that a rule complains about."""
    return value if places.is_fragment(value) else None


def _only_plan(graph: Graph) -> NamedNode | None:
    kinds = graph.of_property(RDF.type).items()
    plans = [thing for thing, classes in kinds if PLAN.ActionPlan in classes]
    plan = plans[0] if len(plans) == 1 else None
    return plan if isinstance(plan, NamedNode) else None
