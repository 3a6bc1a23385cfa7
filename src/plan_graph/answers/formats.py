"""Answers in the W3C formats of SPARQL results and of RDF; nothing is shortened in these."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import (
    BlankNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    Triple,
    Variable,
    serialize,
)

from plan_graph.queries.answer import Solutions, Term
from plan_graph.vocab import VOCABULARIES

_RESULTS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
RESULT_FORMATS = tuple(_RESULTS)
"""For the answers to SELECT queries."""
GRAPH_FORMATS = ("turtle", "jsonld", "ntriples")
"""For the answers to CONSTRUCT queries."""


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
        from plan_graph.jsonld import json_ld  # noqa: PLC0415

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
