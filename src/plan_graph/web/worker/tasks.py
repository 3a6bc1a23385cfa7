"""What a worker can do: answer a query, describe a thing, give or change a graph.

Runs in workers only: it is here that the texts of strangers are parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from plan_graph.vocab import VOCABULARIES
from plan_graph.web.worker.reply import Output, TaskError

Message = Mapping[str, Any]
Task = Callable[[Store, Message, bytes, Output], None]

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


def open_store(path: Path, *, writable: bool) -> Store:
    """Open a store and read from each of its graphs.

    Raises:
        OSError: If it cannot be read.
        ValueError: If it holds nothing.
    """
    try:
        store = Store(str(path)) if writable else Store.read_only(str(path))
    except RuntimeError as error:  # So the engine calls damage of its files.
        raise OSError(str(error)) from None
    if not writable:
        check(store)
    return store


def check(store: Store) -> None:
    """Read from each graph of a store.

    Raises:
        OSError: If one cannot be read.
        ValueError: If there is none, or one without triples.
    """
    try:
        names = list(store.named_graphs())
        first = [next(store.quads_for_pattern(None, None, None, name), None) for name in names]
    except RuntimeError as error:
        raise OSError(str(error)) from None
    if not names or None in first:
        raise ValueError("there is no graph in it, or an empty one; run 'plan-graph build' again")


def graph_names(store: Store) -> list[str]:
    """List the names of all graphs."""
    return sorted(name.value for name in store.named_graphs() if isinstance(name, NamedNode))


def health(store: Store, message: Message, body: bytes, output: Output) -> None:
    """Read from each graph."""
    try:
        check(store)
    except (OSError, ValueError) as error:
        raise TaskError(503, f"the store cannot be read: {error}") from None
    output.head(graphs=len(graph_names(store)))


def query(store: Store, message: Message, body: bytes, output: Output) -> None:
    """Answer a SPARQL query.

    The dataset is that of the message: `default` and `named` are lists of IRIs or None; without
    both it is what the query says, and if that says nothing, the union of all graphs.
    """
    default, named = message["default"], message["named"]
    dataset: dict[str, Any] = {"use_default_graph_as_union": message["union"]}
    if default is not None or named is not None:
        dataset = {"default_graph": _nodes(default), "named_graphs": _nodes(named)}
    try:
        results = store.query(message["query"], base_iri=message["base"], **dataset)
        _write_results(results, message, output)
    except SyntaxError as error:
        raise TaskError(400, f"the query is no SPARQL 1.1: {error.msg}") from None
    except ValueError as error:
        raise TaskError(400, f"the query cannot be answered: {error}") from None
    except (OSError, RuntimeError) as error:
        raise _stopped(store, error) from None


def _stopped(store: Store, error: Exception) -> TaskError:
    """Tell whether the store or the query is at fault: the engine says the same for both."""
    try:
        check(store)
    except (OSError, ValueError):
        return TaskError(500, "the store cannot be read")
    if "Corruption" in str(error):
        return TaskError(500, "a part of the store cannot be read")
    return TaskError(400, "the query cannot be answered here; nothing is fetched from elsewhere")


def _nodes(iris: Iterable[str] | None) -> list[NamedNode]:
    return [NamedNode(iri) for iri in iris or ()]


def _write_results(
    results: QuerySolutions | QueryBoolean | QueryTriples, message: Message, output: Output
) -> None:
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


def update(store: Store, message: Message, body: bytes, output: Output) -> None:
    """Carry out a SPARQL update."""
    try:
        store.update(message["update"], base_iri=message["base"])
    except SyntaxError as error:
        raise TaskError(400, f"the update is no SPARQL 1.1: {error.msg}") from None
    except ValueError as error:
        raise TaskError(400, f"the update cannot be done: {error}") from None
    except (OSError, RuntimeError) as error:
        raise _stopped(store, error) from None
    output.head(created=False)


def _graph(name: str) -> Task:
    """Give a task of the graph store, which most workers never need."""

    def run(store: Store, message: Message, body: bytes, output: Output) -> None:
        from plan_graph.web.worker import graph_tasks  # noqa: PLC0415

        getattr(graph_tasks, name)(store, message, body, output)

    return run


def _describe(store: Store, message: Message, body: bytes, output: Output) -> None:
    from plan_graph.web.worker.describe import describe  # noqa: PLC0415 (most workers never need it)

    describe(store, message, output)


def _terms(store: Store, message: Message, body: bytes, output: Output) -> None:
    from plan_graph.web.worker.describe import terms  # noqa: PLC0415

    terms(store, message, output)


def _named(store: Store, message: Message, body: bytes, output: Output) -> None:
    from plan_graph.web.worker.named import answer  # noqa: PLC0415

    answer(store, message, output)


def _chart(store: Store, message: Message, body: bytes, output: Output) -> None:
    from plan_graph.web.worker.named import chart  # noqa: PLC0415

    chart(store, message, output)


def _page(store: Store, message: Message, body: bytes, output: Output) -> None:
    from plan_graph.web.worker.visiting import give_page  # noqa: PLC0415

    give_page(store, message, output)


def _plain(store: Store, message: Message, body: bytes, output: Output) -> None:
    from plan_graph.web.worker.plain import answer  # noqa: PLC0415

    answer(store, message, output)


TASKS: Mapping[str, Task] = {
    "health": health,
    "query": query,
    "describe": _describe,
    "terms": _terms,
    "named": _named,
    "chart": _chart,
    "page": _page,
    "plain": _plain,
    "give": _graph("give_graph"),
    "update": update,
    "put": _graph("put_graph"),
    "drop": _graph("drop_graph"),
}
