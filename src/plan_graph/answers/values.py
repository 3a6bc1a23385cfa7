"""Terms as plain Python values."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal

from plan_graph.queries.answer import Term

Value = str | int | float | Decimal | bool | date | datetime | None

_READERS = {
    "integer": int,
    "nonNegativeInteger": int,
    "int": int,
    "long": int,
    "decimal": Decimal,
    "double": float,
    "float": float,
    "boolean": lambda text: {"true": True, "1": True, "false": False, "0": False}[text],
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
}


def plain(term: Term | None) -> Value:
    """Give a term as a Python value: numbers, dates and booleans as such, all else as text.

    A value that its type does not allow stays text.

    >>> from pyoxigraph import NamedNode
    >>> xsd = "http://www.w3.org/2001/XMLSchema#"
    >>> plain(Literal("2021-06-30", datatype=NamedNode(xsd + "date")))
    datetime.date(2021, 6, 30)
    """
    if term is None:
        return None
    if not isinstance(term, Literal):
        return term.value
    read = _READERS.get(term.datatype.value.rpartition("#")[2])
    try:
        return read(term.value) if read else term.value  # type: ignore[operator]
    except (ValueError, KeyError, InvalidOperation):
        return term.value
