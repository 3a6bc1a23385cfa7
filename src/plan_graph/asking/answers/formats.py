"""Answers in the W3C formats of SPARQL results and of RDF, and terms as plain Python values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from pyoxigraph import (
    BlankNode,
    Literal,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
    serialize,
)

from plan_graph.asking.queries.engine import Solutions, Term
from plan_graph.text import day_of
from plan_graph.vocab import VOCABULARIES

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
    "date": day_of,
    "dateTime": datetime.fromisoformat,
}


def plain(term: Term | None) -> Value:
    """Return a term as a Python value: numbers, dates and booleans as such, all else as text.

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


_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}


def solutions_text(solutions: Solutions, form: str) -> str:
    """Write the answer to a SELECT query as 'csv', 'tsv', 'json' or 'xml'.

    >>> from pyoxigraph import Literal
    >>> solutions_text(Solutions(("n",), ((Literal("a, b"),),)), "csv")
    'n\\r\\n"a, b"\\r\\n'
    """
    head = " ".join(str(Variable(name)) for name in solutions.variables)
    rows = " ".join("(" + " ".join(map(_value, row)) + ")" for row in solutions.rows)
    # The store writes rows that it is given as VALUES, so the formats are its own.
    found = Store().query(f"SELECT {head} {{ VALUES ({head}) {{ {rows} }} }}")
    if not isinstance(found, QuerySolutions):
        raise TypeError("a SELECT query gives solutions")
    return (found.serialize(format=_RESULTS[form]) or b"").decode("utf-8")


def graph_text(triples: Sequence[Triple], form: str) -> str:
    """Write the answer to a CONSTRUCT query as 'turtle', 'jsonld' or 'ntriples', sorted."""
    ordered = sorted(triples, key=str)
    if form == "jsonld":
        from plan_graph.rdf.jsonld import json_ld  # noqa: PLC0415

        return json_ld(ordered).decode("utf-8")
    if form == "ntriples":
        return (serialize(ordered, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")
    prefixes = {vocabulary.prefix: vocabulary.namespace for vocabulary in VOCABULARIES}
    text = serialize(ordered, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    return text.decode("utf-8")


def _value(term: Term | None) -> str:
    if term is None:
        return "UNDEF"
    # VALUES takes no blank node; a skolem IRI keeps apart what is apart.
    return f"<urn:skolem:{term.value}>" if isinstance(term, BlankNode) else str(term)
