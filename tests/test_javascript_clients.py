"""Clients of the endpoint in JavaScript themselves, in the versions of `.ci/npm/package.json`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from javascript import PACKAGES, run
from real_store import real_build
from serving import serving

pytestmark = pytest.mark.needs("npm packages")


def test_clients_get_rows_truth_and_triples_with_their_default_settings() -> None:
    with serving(real_build()) as server:
        asked = Path(__file__).parent / "clients.mjs"
        printed = run(["node", asked, f"{server.url}sparql", PACKAGES])

    found = [json.loads(line) for line in printed.splitlines()]
    names = [f"fetch-sparql-endpoint {method}" for method in ("POST", "GET")]
    names += [f"sparql-http-client {way}" for way in ("get", "postUrlencoded", "postDirect")]
    assert found == [[name, 3, True, 3] for name in names]
