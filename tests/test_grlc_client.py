"""grlc, in an environment of its own, is a client of our endpoint."""

from __future__ import annotations

import json
import shutil
import urllib.request
from collections.abc import Iterator

import pytest

from plan_graph.resources import folder
from servers import free_ports, running
from serving import serving, write_real_build
from test_grlc import PROGRAM, SETTINGS


@pytest.fixture(scope="module")
def grlc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run grlc over a server of ours; give the address of its API."""
    if not PROGRAM.is_file():
        raise RuntimeError(f"{PROGRAM} is missing; 'make test' sets it up")
    place = tmp_path_factory.mktemp("grlc")
    shutil.copytree(folder("queries"), place / "queries")
    with serving(write_real_build(place)) as server:
        (port,) = free_ports(1)
        host = f"127.0.0.1:{port}"
        settings = SETTINGS.format(
            queries=place / "queries", endpoint=server.url + "sparql", host=host
        )
        (place / "config.ini").write_text(settings, encoding="utf-8")
        command = [str(PROGRAM), "--no-control-socket", "-w", "1", "-b", host, "grlc.server:app"]
        with running(command, place, f"http://{host}/"):
            yield f"http://{host}/api-local"


@pytest.mark.parametrize(
    ("path", "rows"), [("actions-by-ministry", 7), ("actions-due-by?date=2021-06-30", 3)]
)
def test_grlc_asks_our_endpoint(grlc: str, path: str, rows: int) -> None:
    request = urllib.request.Request(f"{grlc}/{path}", headers={"Accept": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        found = json.load(response)

    assert len(found["results"]["bindings"]) == rows
