"""The SIB's sparql-editor finds all that it shows, in a page of somebody else, unconfigured.

It is no package of a registry, so what it asks is asked here in its words and its way.
"""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from browsing import chromium
from javascript import PACKAGES, run
from plan_graph.asking.queries import load, names
from real_store import real_build
from serving import Server, serving

SIB = Path(__file__).parent / "sib"
NAMES = ("prefixes", "partitions", "examples")
Rows = Sequence[Mapping[str, Mapping[str, str]]]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(real_build()) as found:
        yield found


@contextmanager
def elsewhere(folder: Path) -> Iterator[str]:
    """Serve a folder of somebody else, at an origin of its own."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as own:
        threading.Thread(target=own.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{own.server_port}/"
        own.shutdown()


def in_a_page(endpoint: str) -> list[Rows]:
    script = (SIB / "page.js").read_text(encoding="utf-8")
    with elsewhere(SIB) as origin, chromium() as browser:
        page = browser.new_page()
        page.goto(origin)
        return [page.evaluate(script, [endpoint, query(name)]) for name in NAMES]


def in_the_description(endpoint: str) -> list[Rows]:
    queries = [query(name) for name in NAMES]
    printed = run(["node", SIB / "description.mjs", endpoint, PACKAGES, *queries])
    return [json.loads(line) for line in printed.splitlines()]


def query(name: str) -> str:
    return (SIB / f"{name}.rq").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "ask",
    [in_a_page, pytest.param(in_the_description, marks=pytest.mark.needs("npm packages"))],
)
def test_the_editor_finds_every_example_prefix_and_partition(
    server: Server, ask: Callable[[str], list[Rows]]
) -> None:
    prefixes, partitions, examples = ask(f"{server.url}sparql")

    assert sorted(row["query"]["value"].strip() for row in examples) == sorted(
        load(name).text.strip() for name in names()
    )
    assert all(row["comment"]["value"] for row in examples)
    told = {row["prefix"]["value"]: row["namespace"]["value"] for row in prefixes}
    plan = "https://w3id.org/plan-graph/def#"
    assert told["plan"] == plan
    shown = {
        (row["subjectClass"]["value"], row["prop"]["value"],
         row.get("objectClass", row.get("objectDatatype", {})).get("value"))
        for row in partitions
    }  # fmt: skip
    graph = "https://w3id.org/plan-graph/graph/ro-thb-2021-2022"
    asked = f"SELECT DISTINCT ?class ?property FROM <{graph}> {{ ?s a ?class ; ?property [] }}"
    there = {(c, p) for c, p in server.rows(asked) if c.startswith(plan) and p.startswith(plan)}
    assert there - {(c, p) for c, p, _ in shown} == set()
    assert (plan + "Action", plan + "hasDeadline", plan + "FixedDeadline") in shown
