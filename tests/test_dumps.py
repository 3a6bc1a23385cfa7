"""The files that a build writes: the same for every parser, and the same on every run."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from plan_graph.rdf.plan_files import INFERRED, REPORT, STATED, names
from plan_graph.resources import folder
from real_plan import real_plan

RAPPER = {".ttl": "turtle", ".nt": "ntriples", ".rdf": "rdfxml"}
RDFLIB = {".ttl": "turtle", ".nt": "nt", ".rdf": "xml", ".jsonld": "json-ld"}


def build(folder: Path, seed: str) -> Path:
    command = [sys.executable, "-m", "plan_graph", "build"]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run(command, cwd=folder, check=True, capture_output=True, env=environment)
    return folder / "build"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("one"), "1")


# rdflib's own JSON-LD parser uses a class that rdflib gives up.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", ["plan.ttl", "plan.nt", "plan.rdf", "plan.jsonld"])
def test_every_parser_reads_the_same_number_of_triples(built: Path, name: str) -> None:
    file = built / "ro-thb-2021-2022" / name
    expected = len(real_plan().asserted)

    form = RdfFormat.from_extension(file.suffix[1:])
    assert form is not None
    assert len(set(parse(path=str(file), format=form))) == expected
    assert len(rdflib.Graph().parse(file, format=RDFLIB[file.suffix])) == expected


@pytest.mark.needs("rapper")
@pytest.mark.parametrize("suffix", RAPPER)  # it knows no JSON-LD
def test_rapper_reads_the_same_number_of_triples(built: Path, suffix: str) -> None:
    file = built / "ro-thb-2021-2022" / f"plan{suffix}"

    command = ["rapper", "-q", "-i", RAPPER[suffix], "-o", "ntriples", str(file)]
    out = subprocess.run(command, check=True, capture_output=True).stdout

    assert out.count(b"\n") == len(real_plan().asserted)


def test_two_builds_give_identical_bytes(
    built: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    again = build(tmp_path_factory.mktemp("two"), "2")

    def digests(folder: Path) -> dict[str, str]:
        files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
        return {
            str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in files
            if "store" not in file.parts[-2]
        }

    assert digests(built) == digests(again)


def test_the_digests_are_those_of_the_files(built: Path) -> None:
    plan = built / "ro-thb-2021-2022"

    lines = (plan / "SHA256SUMS").read_text().splitlines()

    summed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    data = set(names(STATED, INFERRED, REPORT))
    described = {f"plan.csv-{standard}.json" for standard in ("metadata", "croissant")}
    assert set(summed) == data | described | {"source.json", "source.txt"}
    for name, digest in summed.items():
        assert hashlib.sha256((plan / name).read_bytes()).hexdigest() == digest


def test_the_csv_has_one_row_an_action(built: Path) -> None:
    file = built / "ro-thb-2021-2022" / "plan.csv"

    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))

    assert len(rows) == 67
    assert rows[0]["responsible"] == "MAI prin ANITP"
    assert rows[0]["externally_funded"] == "yes"
    assert rows[1]["deadlines"] == "anual: iulie- octombrie"


def test_a_violation_leaves_the_earlier_output_as_it_was(tmp_path: Path) -> None:
    out = build(tmp_path, "1")
    before = (out / "void.ttl").read_bytes()
    twin = tmp_path / "twin"
    shutil.copytree(folder("data") / "plans" / "ro-thb-2021-2022", twin)
    settings = (twin / "plan.toml").read_text(encoding="utf-8")
    (twin / "plan.toml").write_text(
        settings.replace('register = "ro"', 'register = "bodies.toml"'), encoding="utf-8"
    )
    bodies = (folder("data") / "organisations" / "ro.toml").read_text(encoding="utf-8")
    ministry_below_ministry = bodies.replace("[bodies.MAI]", '[bodies.MAI]\nparent = "MJ"', 1)
    (twin / "bodies.toml").write_text(ministry_below_ministry, encoding="utf-8")

    command = [sys.executable, "-m", "plan_graph", "build", "twin"]
    outcome = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert outcome.returncode == 1
    assert "a ministry stands under a ministry" in outcome.stdout
    assert (out / "void.ttl").read_bytes() == before
