"""R itself as a client of the endpoint: its package SPARQL, and what it has without one."""

from __future__ import annotations

import json
import subprocess

import pytest

from client_table import QUERIES, ROOT, cells, clients
from real_store import real_build
from serving import serving

pytestmark = pytest.mark.needs("R package SPARQL")
NAMES = ("R package SPARQL", "R read.csv")


def r(*command: str) -> str:
    done = subprocess.run(
        ["Rscript", *command], capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_r_gets_all_that_the_readme_lists() -> None:
    with serving(real_build()) as server:
        asked = str(ROOT / "tests" / "clients.R")
        printed = r(asked, f"{server.url}sparql", QUERIES["SELECT"])

    found = [tuple(json.loads(line)) for line in printed.splitlines()]
    assert len(found) == len(set(found))
    assert set(found) == cells(NAMES, described=0)


def test_the_readme_lists_the_versions_that_are_asked_with() -> None:
    said = r("-e", 'cat(format(packageVersion("SPARQL")), format(getRversion()))')

    assert [clients()[name].version for name in NAMES] == said.split()
