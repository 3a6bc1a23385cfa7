"""Whatever a server says, a command that asks it ends by its limits, in one line for people."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from hostile_servers import KINDS, hostile_server, outcome

PROGRAM = [sys.executable, "-m", "plan_graph"]
MOST_MEGABYTES = 200


@pytest.fixture
def query(tmp_path: Path) -> list[str]:
    path = tmp_path / "own.rq"
    path.write_text("SELECT * WHERE { ?thing ?is ?label } ORDER BY ?thing")
    return [*PROGRAM, "query", str(path), "--graph", "urn:g", "--format", "csv"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("one-long-row", b"more than 3 million letters"),
        ("just-below", b""),
        ("chunks-below-zero", b"broke the connection"),
        ("slow-head", b"gave no whole answer within 1 seconds"),
        ("red-error", b"answers with status 400: '[31mred live'"),
        ("red-type", b"instead of application/sparql-results+json"),
    ],
)
def test_an_endpoint_that_means_harm_costs_little_and_commands_no_terminal(
    query: list[str], kind: str, words: bytes
) -> None:
    seconds = "1" if kind.startswith("slow") else "60"
    with hostile_server(KINDS[kind]) as address:
        found = outcome([*query, "--endpoint", f"{address}s", "--timeout", seconds])

    assert found.status == 0 if kind == "just-below" else found.status == 2
    assert words in found.said
    assert found.megabytes <= MOST_MEGABYTES
    assert b"\x1b" not in found.said
    assert "\u202e".encode() not in found.said
    assert kind == "just-below" or found.said.count(b"\n") == 1


def test_a_catalogue_without_end_is_refused_in_little_memory() -> None:
    with hostile_server(KINDS["turtle"]) as address:
        found = outcome([*PROGRAM, "catalogue", "check", f"{address}catalogue.ttl"])

    assert (found.status, found.said.count(b"\n")) == (2, 1)
    assert b"larger than 50 MB" in found.said
    assert found.megabytes <= MOST_MEGABYTES


def test_a_name_of_a_file_commands_no_terminal(tmp_path: Path) -> None:
    name = tmp_path / "pl\x1b[31man\u202e\nx.docx"

    found = subprocess.run(
        [*PROGRAM, "read", str(name)], capture_output=True, text=True, check=False
    )

    assert found.returncode == 2
    assert found.stderr.count("\n") == 1
    assert r"pl\x1b[31man\u202e x.docx" in found.stderr


def test_a_file_whose_name_is_no_text_is_one_line(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/pl\xff.md"
    Path(os.fsdecode(name)).write_text("# Plan", encoding="utf-8")

    found = subprocess.run([*PROGRAM, "read", name], capture_output=True, text=True, check=False)

    assert (found.returncode, found.stderr.count("\n")) == (2, 1)
    assert r"pl\udcff.md: its name is no UTF-8 text" in found.stderr


def test_what_an_endpoint_says_commands_no_terminal_as_data_either(
    query: list[str],
) -> None:
    reader, terminal = pty.openpty()
    with hostile_server(KINDS["red-words"]) as address:
        subprocess.run(
            [*query, "--endpoint", f"{address}s"],
            stdout=terminal,
            check=True,
        )
    shown = os.read(reader, 65_536)
    os.close(terminal)
    os.close(reader)

    assert rb"\x1b]0;owned\x07\u202eevil" in shown
    assert b"\x1b" not in shown
