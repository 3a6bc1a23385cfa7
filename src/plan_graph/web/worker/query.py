"""Answer, describe or update. Here the texts of strangers are parsed; it runs in workers only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import NamedNode, Store

from plan_graph.pages import description
from plan_graph.rdf.jsonld import json_ld
from plan_graph.web.worker.data import check, graph_names
from plan_graph.web.worker.results import Message, Output, TaskError, write_results, write_triples


def describe(store: Store, message: Mapping[str, Any], output: Output) -> None:
    """Describe the thing `iri` in a `format`."""
    found = description.describe(store, NamedNode(message["iri"]))
    if not found:
        raise TaskError(404, "nothing is known of it here; follow the links from the start page")
    if message["format"] == "json-ld":
        output.head(format="json-ld", kind="graph")
        output.write(json_ld(found))
    else:
        write_triples(found, message["format"], output)


def health(store: Store, message: Message, output: Output) -> None:
    """Read from each graph."""
    try:
        check(store)
    except (OSError, ValueError) as error:
        raise TaskError(503, f"the store cannot be read: {error}") from None
    output.head(graphs=len(graph_names(store)))


def query(store: Store, message: Message, output: Output) -> None:
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
        write_results(results, message, output)
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


def update(store: Store, message: Message, output: Output) -> None:
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
