"""Describe one thing as a graph. Runs in workers only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pyoxigraph import NamedNode, Store

from plan_graph.jsonld import json_ld
from plan_graph.pages import description
from plan_graph.web.worker.reply import Output, TaskError
from plan_graph.web.worker.results import write_triples


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
