"""The check of catalogues gives each its points, and says in words what is missing."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse, serialize

import shape_cases
from plan_graph.errors import DocumentError
from plan_graph.publishing.catalogue import addresses
from plan_graph.publishing.catalogue.addresses import load
from plan_graph.publishing.catalogue.check import Checked, check
from server import server

FOLDER = Path(__file__).parent / "cases" / "catalogue"
BASE = FOLDER / "valid-catalogue.ttl"
CASES = sorted(FOLDER.glob("*.ttl"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("server")
    (folder / "data.csv").write_text("day,visits\n1,25\n")
    with server({"/": folder}) as running:
        yield running


def triples(case: Path, address: str) -> list[Triple]:
    """Return a case with the address of the server in it."""
    text = serialize(shape_cases.triples(case, BASE), format=RdfFormat.N_TRIPLES) or b""
    moved = text.decode().replace("http://server/", address)
    return [quad.triple for quad in parse(moved, format=RdfFormat.N_TRIPLES)]


def summary(checked: Checked, address: str) -> list[str]:
    """Say the points, what is lost and what is violated, as the expected files do."""
    (score,) = checked.scores
    lost = [
        f"-{m.highest - m.points} {m.indicator}"
        for m in score.measures
        if m.points is not None and m.points != m.highest
    ]
    violated = [
        f"Violation {f.focus.value.removeprefix(address)} {f.path}" for f in checked.violations
    ]
    return [str(score.points()), *lost, *violated]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "plan_graph", "catalogue", "check", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_loses_the_points_that_it_names(case: Path, address: str) -> None:
    checked = check(triples(case, address), case.name)

    assert summary(checked, address) == shape_cases.expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_lost_point_comes_with_what_to_do(case: Path, address: str) -> None:
    (score,) = check(triples(case, address), case.name).scores

    assert all(bool(m.advice) == (m.points != m.highest) for m in score.measures)


def test_offline_asks_nothing_and_says_which_points_were_not_checked() -> None:
    checked = check(shape_cases.triples(BASE, BASE), BASE.name, offline=True)

    (score,) = checked.scores
    assert (score.points(), score.unchecked) == (325, 80)
    assert "  325 of 405  at least; 80 points were not checked" in list(checked.lines())


def test_the_best_distribution_counts_and_the_others_are_noted(address: str) -> None:
    more = parse(
        f"""@prefix dcat: <http://www.w3.org/ns/dcat#> .
        <{address}catalogue#dataset> dcat:distribution <{address}pdf> .
        <{address}pdf> a dcat:Distribution ; dcat:accessURL <{address}data.csv> .""",
        format=RdfFormat.TURTLE,
    )

    (score,) = check([*triples(BASE, address), *(q.triple for q in more)], "x").scores

    assert score.points() == 405
    (note,) = score.others
    assert note.startswith(f"<{address}pdf> lacks dcat:downloadURL")


def test_a_catalogue_of_several_datasets_has_the_mean_of_their_points(address: str) -> None:
    bare = parse(
        f"""@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
        <{address}bare> a dcat:Dataset ; dct:title "Bare" ; dct:description "Nothing else." .""",
        format=RdfFormat.TURTLE,
    )

    checked = check([*triples(BASE, address), *(quad.triple for quad in bare)], "x")

    assert [score.points() for score in checked.scores] == [405, 30]
    assert "catalogue: 218 of 405, Sufficient" in list(checked.lines())


def test_the_status_is_1_for_a_violation_and_2_for_what_is_no_catalogue(tmp_path: Path) -> None:
    empty = tmp_path / "empty.ttl"
    empty.write_text("<https://example.org/a> <https://example.org/b> 1 .")
    broken = tmp_path / "broken.nt"
    case = FOLDER / "fault-no-description.ttl"
    broken.write_bytes(
        serialize(shape_cases.triples(case, BASE), format=RdfFormat.N_TRIPLES) or b""
    )

    outcomes = [run(str(file), "--offline") for file in (BASE, broken, empty)]

    assert [outcome.returncode for outcome in outcomes] == [0, 1, 2]
    assert "has no dct:description; write a description in words" in outcomes[1].stdout
    assert outcomes[2].stderr == (
        f"plan-graph: {empty}: holds no dcat:Dataset; give a DCAT catalogue\n"
    )


def test_json_says_the_same(tmp_path: Path) -> None:
    answer = json.loads(run(str(BASE), "--offline", "--format", "json").stdout)

    assert answer["points"] == 325
    assert answer["datasets"][0]["unchecked"] == 80
    assert {fault["severity"] for fault in answer["faults"]} == {"Warning"}


def test_a_catalogue_at_an_address_is_read_by_its_media_type(tmp_path: Path) -> None:
    (tmp_path / "catalogue.ttl").write_bytes(BASE.read_bytes())
    with server({"/": tmp_path}) as running:
        found = load(f"{running}catalogue.ttl")

    assert set(found) == set(shape_cases.triples(BASE, BASE))


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("page.html", "<html></html>", "serve it as one of text/turtle"),
        ("bomb.rdf", '<!DOCTYPE x [<!ENTITY a "aa">]><x/>', "declares the entity 'a'"),
        ("far.jsonld", '{"@context": "http://x.example/c", "@id": "a:b"}', "names a context"),
    ],
)
def test_a_hostile_answer_is_refused_with_its_address(
    tmp_path: Path, name: str, content: str, problem: str
) -> None:
    (tmp_path / name).write_text(content)

    with server({"/": tmp_path}) as running, pytest.raises(DocumentError) as caught:
        load(running + name)

    assert str(caught.value).startswith(f"{running}{name}")
    assert problem in str(caught.value)


def test_an_address_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with server({"/": tmp_path}) as running, pytest.raises(DocumentError) as caught:
        load(f"{running}none.ttl")

    assert str(caught.value) == f"{running}none.ttl: answered 404; check the address"


def test_only_web_addresses_are_asked(address: str) -> None:
    answers = addresses.ask([f"{address}data.csv", "file:///etc/passwd", "ftp://localhost/x"])

    assert answers[f"{address}data.csv"] == ""
    assert answers["file:///etc/passwd"] == "is not asked, as it is no http or https address"
    assert answers["ftp://localhost/x"] == "is not asked, as it is no http or https address"


def test_a_silent_server_is_left_when_the_time_for_all_is_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"

        answers = addresses.ask([address], all_seconds=0.3)

    assert answers == {}
