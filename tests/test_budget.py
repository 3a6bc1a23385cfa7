"""Documents and graphs within a budget: what takes too much is one line, and the rest goes on."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from plan_graph.building import pipeline
from plan_graph.building.task import open_plan
from plan_graph.checking.structure import knots
from plan_graph.cli import main
from plan_graph.confinement.child import Budget, grant, in_child, within
from plan_graph.errors import DocumentError, FaultError, ReadingError
from plan_graph.rdf.parse import load_rdf

PREFIXES = "@prefix p: <https://w3id.org/plan-graph/def#> .\n@prefix x: <urn:x:> .\n"
SMALL = Budget(1, 100)


def file(tmp_path: Path, text: str = "words", name: str = "plan.md") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def turn() -> None:
    while True:
        pass


def test_what_a_child_returns_comes_back(tmp_path: Path) -> None:
    parent = os.getpid()

    child, value = in_child(file(tmp_path), lambda: (os.getpid(), "value"))

    assert (child != parent, value) == (True, "value")


def test_an_error_comes_back_with_its_parts(tmp_path: Path) -> None:
    def fail() -> None:
        raise ReadingError("plan.md", "no table", columns=[("Who", ["body"])], choices=["body"])

    with pytest.raises(ReadingError) as caught:
        in_child(file(tmp_path), fail)

    assert (caught.value.columns, caught.value.choices) == ((("Who", ("body",)),), ("body",))
    assert str(caught.value) == "plan.md: no table; read as: 'Who' = body"


def test_what_takes_too_long_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"plan\.md: takes more than 1 seconds of a processor"):
        in_child(file(tmp_path), turn, SMALL)


def test_what_cannot_be_asked_to_stop_is_ended(tmp_path: Path) -> None:
    def never() -> None:
        while True:
            with suppress(BaseException):  # a reader at its worst
                turn()

    with pytest.raises(DocumentError, match="takes more than 1 seconds"):
        in_child(file(tmp_path), never, SMALL)


def test_what_needs_too_much_memory_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"plan\.md: needs more than 100 MB of memory"):
        in_child(file(tmp_path), lambda: len(bytearray(200_000_000)), SMALL)


def test_a_child_that_dies_is_told_with_how(tmp_path: Path) -> None:
    with pytest.raises(FaultError, match="ended by SIGTERM"):
        in_child(file(tmp_path), lambda: os.kill(os.getpid(), 15))


def test_a_child_reaches_no_other_machine_and_may_talk_inside(tmp_path: Path) -> None:
    def tried() -> list[str]:
        found = []
        for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
            try:
                socket.socket(family).close()
            except PermissionError:
                found.append(socket.AddressFamily(family).name)
        return found

    assert in_child(file(tmp_path), tried) == ["AF_INET", "AF_INET6"]


def test_a_process_that_is_held_to_a_budget_is_free_afterwards() -> None:
    with pytest.raises(DocumentError, match="takes more"), within("plan.md", SMALL):
        turn()

    began = time.process_time()
    while time.process_time() < began + 0.1:
        pass


def test_a_large_file_is_given_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    def given() -> int:
        """Return the bytes that are left; what the allocator has kept free asks for none."""
        used = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return resource.getrlimit(resource.RLIMIT_AS)[0] - used * resource.getpagesize()

    large = file(tmp_path, "x" * 3_000_000, "large.md")

    assert 350 << 20 < in_child(large, given) < 410 << 20


def test_the_budget_of_a_graph_grows_with_its_file(tmp_path: Path) -> None:
    small, large = file(tmp_path), file(tmp_path, "x" * 3_000_000, "large.md")

    assert Budget.of_graph(small) == Budget.of_graph(tmp_path / "absent.md") == Budget(20, 400)
    assert Budget.of_graph(large) == Budget(48, 829)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.ttl", f"{PREFIXES}x:a p:title ({'1 ' * 30_000}) .", "more than 20000 blank nodes"),
        (
            "b.ttl",
            PREFIXES + "".join(f"x:a p:p{number} 1 .\n" for number in range(1_001)),
            "more than 1000 different properties",
        ),
        (
            "c.rdf",
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:p="urn:p:">'
            '<r:Description r:about="urn:x:a" '
            + " ".join(f'p:p{number}="1"' for number in range(50_000))
            + "/></r:RDF>",
            "line 1: uses more than 1000 different properties",
        ),
    ],
)
def test_a_graph_that_is_none_of_plans_is_refused(
    tmp_path: Path, name: str, text: str, problem: str
) -> None:
    with pytest.raises(DocumentError, match=problem):
        load_rdf(file(tmp_path, text, name))


def test_things_that_lead_to_each_other_are_a_knot() -> None:
    a, b, c, d, e = (NamedNode(f"urn:x:{letter}") for letter in "abcde")

    found = knots({a: [b], b: [c, d], c: [a], d: [e], e: [e]})

    assert sorted(map(len, found)) == [1, 3]


def test_a_chain_of_many_objectives_is_checked_and_its_circle_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    most = 4_000
    lines = (
        f"x:o{number} a p:Objective; p:partOf x:o{number + 1 if number < most else most - 2} ."
        for number in range(most + 1)
    )

    status = main(["check", str(file(tmp_path, PREFIXES + "\n".join(lines), "plan.ttl"))])

    shown = capsys.readouterr().out
    assert status == 1
    assert shown.count("Coherence-circle") == 1


def test_what_a_document_turned_out_to_hold_is_granted() -> None:
    with within("plan.md", SMALL):
        grant(1, 200)
        held = len(bytearray(200_000_000))

    assert held == 200_000_000


def test_the_reference_reasoner_is_given_the_time_that_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = tmp_path / "plan.md"
    rows = "| Light the beacon | Pilots | 2027 |\n| Ring the bell | Pilots | 2028 |\n"
    head = "# Port action plan 2027\n\n| Action | Responsible | Deadline |\n|---|---|---|\n"
    document.write_text(head + rows, encoding="utf-8")
    granted: list[float] = []
    monkeypatch.setattr(pipeline, "grant", lambda seconds, megabytes: granted.append(seconds))

    reasoners: tuple[pipeline.Reasoner, ...] = ("fast", "owlrl")
    for reasoner in reasoners:
        pipeline.convert(open_plan(document), reasoner=reasoner)

    fast, reference = granted
    assert reference >= 10 * fast > 0


@pytest.mark.parametrize(
    ("command", "name"), [("read", "a.md"), ("build", "a.xlsx"), ("check", "a.ttl")]
)
def test_a_pipe_is_no_file_and_nobody_waits_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, name: str
) -> None:
    os.mkfifo(tmp_path / name)

    status = main([command, str(tmp_path / name)])

    said = capsys.readouterr().err.splitlines()
    assert (status, len(said)) == (2, 1)
    assert f"{name}: is a pipe or a device" in said[0]


RUN = """
import sys
from pathlib import Path
from plan_graph.confinement.program import Limits, run
command = (sys.executable, "-c", "import os, time;"
           "print(os.readlink('/proc/self'), file=open('pid', 'w'), flush=True); time.sleep(600)")
run(command, Path(sys.argv[1]), Limits(600, 60, 4_000_000))
"""


def test_who_is_killed_takes_along_the_program_that_it_runs(tmp_path: Path) -> None:
    written = tmp_path / "pid"
    with subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path)]) as runner:
        while not (written.is_file() and written.read_text().strip()):
            assert runner.poll() is None
        program = Path("/proc") / written.read_text().strip()
        runner.kill()
        runner.wait()

    while program.exists() and "Z" not in (program / "stat").read_text().split()[2]:
        time.sleep(0.01)


HOSTILE = {
    "bomb.yaml": "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\n",
    "deep.json": "[" * 100_000 + "]" * 100_000,
    "deep.html": "<table><tr><td>" * 20_000,
    "spans.html": "<table><tr><td colspan=1000000 rowspan=1000000>Action</td></tr></table>" * 50,
    "wide.md": f"|{'Action|' * 20_000}\n|{'-|' * 20_000}\n|{'x|' * 20_000}",
    "long.csv": f"Action,Deadline,Responsible\nact,{'2027 ' * 40_000},Office\n",
    "marks.txt": "(((((1. a) " * 20_000,
    "lines.rst": f"+{'-+' * 500}\n" + f"|{' |' * 500}\n+{'-+' * 500}\n" * 20,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_document_that_means_harm_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    status = main(["read", str(file(tmp_path, HOSTILE[name], name))])

    said = capsys.readouterr().err.splitlines()
    assert (status, len(said)) == (2, 1)
    assert said[0].startswith(f"plan-graph: {name}")
