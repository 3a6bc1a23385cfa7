"""Whether a query answers as the reference does; `differences` says what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pyoxigraph import Literal

from plan_graph.asking.queries import load, select
from plan_graph.asking.queries.columns import projected
from plan_graph.asking.queries.engine import Engine, Term
from plan_graph.errors import EndpointError
from query_reference.facts import Row, World

Reference = Callable[..., Sequence[Row]]
Cells = tuple[object, ...]
_NUMBERS = ("integer", "decimal", "double", "nonNegativeInteger")


class Question(NamedTuple):
    """A query with the values that it is asked with."""

    name: str
    values: Mapping[str, str]


class Difference(NamedTuple):
    """The rows that a query gives too many, and those that it lacks; or why it gave none."""

    question: Question
    surplus: list[Cells]
    lacking: list[Cells]
    refusal: str = ""

    def __str__(self) -> str:
        """Return it in a few lines."""
        if self.refusal:
            return f"{self.question.name} {dict(self.question.values)}: {self.refusal}"
        lines = [f"{self.question.name} {dict(self.question.values)}"]
        lines += [f"  surplus {row}" for row in self.surplus[:5]]
        lines += [f"  lacking {row}" for row in self.lacking[:5]]
        counts = f"{len(self.surplus)} surplus, {len(self.lacking)} lacking"
        return "\n".join([f"{lines[0]}: {counts}", *lines[1:]])


def differences(
    engine: Engine, world: World, references: Mapping[str, Reference], asked: Sequence[Question]
) -> Iterator[Difference]:
    """Return the questions to which an engine gives other rows than the reference."""
    for question in asked:
        query = load(question.name)
        try:
            given = select(engine, query, question.values)
        except EndpointError as refusal:
            yield Difference(question, [], [], str(refusal))
            continue
        found = Counter(tuple(map(_plain, row)) for row in given.rows)
        columns = projected(query)
        rows = references[question.name](world, **question.values)
        # An answer never gives the same row twice.
        expected = Counter({tuple(_shown(row[name]) for name in columns) for row in rows})
        surplus = list((found - expected).elements())
        lacking = list((expected - found).elements())
        if surplus or lacking:
            yield Difference(question, surplus, lacking)


def _plain(term: Term | None) -> object:
    if isinstance(term, Literal) and term.datatype.value.rpartition("#")[2] in _NUMBERS:
        return round(Decimal(term.value), 6).normalize()
    return None if term is None else term.value


def _shown(value: object) -> object:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return round(Decimal(value), 6).normalize()
    return value.isoformat() if isinstance(value, date) else value
