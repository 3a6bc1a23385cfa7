"""Clients of the endpoint in JavaScript themselves, in the versions of `.ci/npm/package.json`."""

from __future__ import annotations

import json

import pytest

from client_table import QUERIES, ROOT, cells, clients
from javascript import PACKAGES, run
from real_store import real_build
from serving import serving

NAMES = ("@comunica/query-sparql", "fetch-sparql-endpoint", "sparql-http-client")


@pytest.mark.needs("npm packages")
def test_clients_get_all_that_the_readme_lists() -> None:
    with serving(real_build()) as server:
        asked = ROOT / "tests" / "clients.mjs"
        printed = run(["node", asked, f"{server.url}sparql", PACKAGES, json.dumps(QUERIES)])
        described = server.query(QUERIES["DESCRIBE"], accept="application/n-triples").text

    found = [tuple(json.loads(line)) for line in printed.splitlines()]
    assert len(found) == len(set(found))
    assert set(found) == cells(NAMES, described.count("\n"))


def test_the_readme_lists_the_versions_that_are_asked_with() -> None:
    packages = json.loads((ROOT / ".ci" / "npm" / "package.json").read_text(encoding="utf-8"))

    listed = clients()
    for name in NAMES:
        assert listed[name].version == packages["dependencies"][name]
