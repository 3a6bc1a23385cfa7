"""Rules that a query file keeps, so that grlc serves it and every engine answers alike."""

from __future__ import annotations

from plan_graph.asking.queries.lint.decorators import decorator_complaints, parameter_complaints
from plan_graph.asking.queries.lint.portable import Complaint, portability_complaints
from plan_graph.asking.queries.template import Query
from plan_graph.errors import QueryError

__all__ = ["Complaint", "lint", "portability_complaints"]


def lint(query: Query) -> list[Complaint]:
    """Return what is to change in a query, in the order of its lines; [] if it is well.

    >>> print(lint(Query("due-by", "SELECT * {} ORDER BY ?x"))[0])
    has no decorators; begin with '#+ summary: "…?"'
    """
    try:
        complaints = [*decorator_complaints(query)]
    except QueryError as error:
        complaints = [Complaint(0, error.problem)]
    else:
        complaints += parameter_complaints(query)
    complaints += portability_complaints(query)
    return sorted(dict.fromkeys(complaints))
