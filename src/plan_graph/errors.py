"""Every error that plan-graph raises on purpose.

A message says where, what was found, what was expected and what to do; the
command line prints it as one line and exits with status 2.
"""

from __future__ import annotations


class PlanGraphError(Exception):
    """The base of all deliberate errors."""


class DocumentError(PlanGraphError):
    """A document cannot be used.

    Attributes:
        document: Name of the document.
        place: Where in it, such as 'table 3, row 12', or '' for the whole.
        problem: What was found, what was expected and what to do.
    """

    def __init__(self, document: str, problem: str, *, place: str = "") -> None:
        self.document = document
        self.place = place
        self.problem = problem
        where = f"{document}, {place}" if place else document
        super().__init__(f"{where}: {problem}")


class DataError(PlanGraphError):
    """A data file of the product or of a publisher (plan.toml, a wording, a register) is faulty."""

    def __init__(self, file: str, problem: str) -> None:
        self.file = file
        self.problem = problem
        super().__init__(f"{file}: {problem}")


class UsageError(PlanGraphError):
    """A command or function was called in a way that cannot work."""


class QueryError(PlanGraphError):
    """A named query does not exist, or was given values that it cannot take.

    Attributes:
        query: Name of the query.
        problem: What is wrong and what to do.
    """

    def __init__(self, query: str, problem: str) -> None:
        self.query = query
        self.problem = problem
        super().__init__(f"query '{query}': {problem}")


class UnknownThingError(QueryError):
    """A value of a named query is a name that nothing, or more than one thing, has."""


class OutputError(PlanGraphError):
    """The output folder cannot be written or is not ours to replace."""


class EndpointError(PlanGraphError):
    """A SPARQL endpoint did not do what it was asked.

    Attributes:
        endpoint: Its address, without anything secret.
        problem: What happened and what to do.
        passing: Whether the same request may go through later, as after a broken connection.
    """

    def __init__(self, endpoint: str, problem: str, *, passing: bool = False) -> None:
        self.endpoint = endpoint
        self.problem = problem
        self.passing = passing
        super().__init__(f"{endpoint}: {problem}")
