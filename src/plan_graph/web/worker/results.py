"""Write what a query gives, in the form that a client takes, as it comes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import IO, Any, cast

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from plan_graph.vocab import VOCABULARIES
from plan_graph.web.worker.reply import Output, TaskError

Message = Mapping[str, Any]
"""What a request asks, as the server sends it."""

_PREFIXES = {vocabulary.prefix: vocabulary.namespace for vocabulary in VOCABULARIES}
_SOLUTIONS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "n-triples": RdfFormat.N_TRIPLES,
    "rdf-xml": RdfFormat.RDF_XML,
    "json-ld": RdfFormat.JSON_LD,
    "n-quads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class _XmlOutput:
    """Passes on XML, and stops at a character that XML cannot hold."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._tail = b""

    def write(self, data: bytes) -> int:
        # A character of three bytes may be cut by the parts in which it comes.
        if _NOT_XML.search(self._tail + data):
            raise TaskError(
                406, "the answer has control characters, which XML cannot hold; ask for JSON"
            )
        self._tail = bytes(data[-2:])
        return self._output.write(data)

    def flush(self) -> None:
        """Leave it to the end of the answer."""


def write_results(
    results: QuerySolutions | QueryBoolean | QueryTriples, message: Message, output: Output
) -> None:
    """Write the answer to a query, in the first of the forms that the message names for it."""
    if isinstance(results, QueryTriples):
        name = first_form(message["graph_formats"])
        write_triples(results, name, output)
        return
    name = first_form(message["solution_formats"])
    output.head(format=name, kind="solutions")
    results.serialize(output_for(name, output), _SOLUTIONS[name])


def first_form(formats: list[str]) -> str:
    """Give the form that a client would have first.

    Raises:
        TaskError: With status 406 if it takes none.
    """
    if not formats:
        raise TaskError(406, "'Accept' names no media type of such an answer; take */*")
    return formats[0]


def output_for(form: str, output: Output) -> IO[bytes]:
    """Give where a form is written to; the engine takes anything with `write` and `flush`."""
    return cast(IO[bytes], _XmlOutput(output) if form in ("xml", "rdf-xml") else output)


def write_triples(triples: Iterable[Triple], name: str, output: Output) -> None:
    """Write a graph as it comes."""
    output.head(format=name, kind="graph")
    syntax = GRAPHS[name]
    items: Iterable[Triple] | Iterable[Quad] = triples
    if syntax.supports_datasets and name != "json-ld":
        items = (Quad(*triple) for triple in triples)
    prefixes = _PREFIXES if name in ("turtle", "trig", "rdf-xml") else None
    serialize(items, output_for(name, output), syntax, prefixes=prefixes)
