"""What a worker does for the graph store: give, replace, extend and remove graphs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    RdfFormat,
    Store,
    Triple,
    parse,
    serialize,
)

from plan_graph.phrases import phrase
from plan_graph.web.worker.results import (
    GRAPHS,
    Message,
    Output,
    TaskError,
    first_form,
    write_triples,
)


def give_graph(store: Store, message: Message, body: bytes, output: Output) -> None:
    """Give a named graph, or the default graph if `graph` is None."""
    graph = graph_of(message)
    if isinstance(graph, NamedNode) and not store.contains_named_graph(graph):
        raise TaskError(404, phrase("web.graph_store_tasks.no_such_graph"))
    name = first_form(message["graph_formats"])
    quads = store.quads_for_pattern(None, None, None, graph)
    write_triples((quad.triple for quad in quads), name, output)


def graph_of(message: Message) -> NamedNode | DefaultGraph:
    """Return the graph that a message names."""
    return NamedNode(message["graph"]) if message["graph"] is not None else DefaultGraph()


def put_graph(store: Store, message: Message, body: bytes, output: Output) -> None:
    """Replace a graph, or add to it if `add` is true; all at once or not at all."""
    graph = graph_of(message)
    created = isinstance(graph, NamedNode) and not store.contains_named_graph(graph)
    triples = [triple for part in _parts(message, body) for triple in part]
    data = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode()
    if isinstance(graph, NamedNode):
        steps = [f"CREATE SILENT GRAPH {graph}", f"INSERT DATA {{ GRAPH {graph} {{ {data} }} }}"]
        first = f"DROP SILENT GRAPH {graph}"
    else:
        steps, first = [f"INSERT DATA {{ {data} }}"], "CLEAR DEFAULT"
    try:
        # One update request is one transaction: nobody ever sees half of a graph.
        store.update(" ;\n".join(steps if message["add"] else [first, *steps]))
    except OSError as error:
        raise TaskError(
            500, phrase("web.graph_store_tasks.store_cannot_written", error=error)
        ) from None
    output.head(created=created)


def _parts(message: Message, body: bytes) -> Iterable[list[Triple]]:
    start = 0
    for number, (name, size) in enumerate(message["parts"]):
        data = body[start : start + size]
        start += size
        try:
            quads = list(parse(data, format=GRAPHS[name], base_iri=message["graph_base"]))
        except (SyntaxError, ValueError) as error:
            raise TaskError(
                400,
                phrase("web.graph_store_tasks.body_no", name=GRAPHS[name].name, error=error),
            ) from None
        if any(quad.graph_name != DefaultGraph() for quad in quads):
            raise TaskError(400, phrase("web.graph_store_tasks.body_named_graphs"))
        yield [_apart(quad.triple, f"p{number}x") for quad in quads]


def _apart(triple: Triple, prefix: str) -> Triple:
    """Keep the blank nodes of one part of a body from those of another."""

    def renamed(term: Any) -> Any:
        return BlankNode(prefix + term.value) if isinstance(term, BlankNode) else term

    return Triple(renamed(triple.subject), triple.predicate, renamed(triple.object))


def drop_graph(store: Store, message: Message, body: bytes, output: Output) -> None:
    """Remove a graph with all that is in it."""
    graph = graph_of(message)
    if isinstance(graph, NamedNode):
        if not store.contains_named_graph(graph):
            raise TaskError(404, phrase("web.graph_store_tasks.no_such_graph_here"))
        store.remove_graph(graph)
    else:
        store.clear_graph(graph)
    output.head(created=False)
