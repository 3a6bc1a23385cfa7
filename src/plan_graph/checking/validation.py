"""Data against the shapes: which rules they break, and where in the document.

The data are looked at as they are given; nothing is inferred and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Literal as OneOf

from pyoxigraph import NamedNode, Triple

from plan_graph.checking import compiled_shapes
from plan_graph.checking.finding import Finding
from plan_graph.checking.paths import UncertainError
from plan_graph.checking.places import Places
from plan_graph.checking.report import Report, report_iri
from plan_graph.checking.shapes import Result
from plan_graph.vocab import PLAN, RDF

__all__ = ["validate"]


def validate(triples: Sequence[Triple], *, engine: OneOf["fast", "pyshacl"] = "fast") -> Report:
    """Check a graph against the shapes of plan-graph.

    Both engines find the same. 'fast' knows the constraints that our shapes use, and asks
    'pyshacl', the reference, about data with blank nodes or values of rare types.

    Data that hold no plan break the rule 'DatasetShape-plan', so that a report without
    violations always means that something was checked.
    """
    places = Places.of(triples)
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
        for found in sorted(_results(triples, engine), key=lambda result: result.component)
    }
    plan = _only_plan(triples)
    return Report(tuple(findings.values()), report_iri(plan), plan, places)


def _results(triples: Sequence[Triple], engine: str) -> list[Result]:
    if engine == "fast":
        with suppress(UncertainError):
            return list(compiled_shapes.results(triples))
    from plan_graph.checking.pyshacl_engine import results  # noqa: PLC0415 - takes 0.3 s to import

    return list(results(triples))


def _fragment(value: object, places: Places) -> object:
    """Return the value if it is a fragment: words that a rule complains about."""
    return value if value in places.fragments else None


def _only_plan(triples: Sequence[Triple]) -> NamedNode | None:
    plans = {
        triple.subject
        for triple in triples
        if triple.object == PLAN.ActionPlan and triple.predicate == RDF.type
    }
    plan = plans.pop() if len(plans) == 1 else None
    return plan if isinstance(plan, NamedNode) else None
