"""A publication is held against the documents that it is said to be of."""

from __future__ import annotations

import base64
import hashlib
import shutil
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Literal, Quad, RdfFormat, parse

from plan_graph.cli import main
from plan_graph.rdf.parse import load_rdf
from plan_graph.resources import folder
from plan_graph.vocab import DCTERMS
from server import server

PLAN = "ro-thb-2021-2022"
SOURCE = str(folder("data") / "plans" / PLAN)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("verify") / "build"
    assert main(["build", SOURCE, "--out", str(out), "--jobs", "1"]) == 0
    return out


def test_what_the_documents_give_is_told_so(
    build: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with server({"/dump/": build, "/": build}) as address:
        statuses = [main(["verify", str(build)]), main(["verify", address, SOURCE])]

    assert statuses == [0, 0]
    assert capsys.readouterr().out == (
        f"{build} is what the documents give\n{address} is what the documents give\n"
    )


def test_a_changed_fact_is_named_with_its_file(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = tmp_path / "build"
    shutil.copytree(build, changed)
    file = changed / PLAN / "plan.nt"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    row = next(n for n, line in enumerate(lines) if '"2021-12-31"' in line)
    lines[row] = lines[row].replace('"2021-12-31"', '"2029-12-31"')
    file.write_text("".join(lines), encoding="utf-8")
    (changed / PLAN / "plan.csv").unlink()

    status = main(["verify", str(changed)])

    told = capsys.readouterr().out
    assert status == 1
    subject = lines[row].split(" ")[0]
    assert f"{PLAN}/plan.nt: says what the document does not give: {subject}" in told
    assert f"{PLAN}/plan.nt: lacks what the document gives: {subject}" in told
    assert f"{PLAN}/plan.csv: is not there" in told
    assert told.endswith("is not what the documents give: 3 differences\n")


def test_what_is_no_publication_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    statuses = [main(["verify", str(tmp_path / "none")]), main(["verify", str(tmp_path)])]

    told = capsys.readouterr().err
    assert statuses == [2, 2]
    assert "there is no such folder" in told
    assert "has no description of its data" in told


def test_the_catalogue_names_the_canonical_hash_of_each_graph(build: Path) -> None:
    named = {
        str(t.object.value)
        for t in load_rdf(build / "catalogue.ttl")
        if t.predicate == DCTERMS.identifier and isinstance(t.object, Literal)
    }
    sums = (build / PLAN / "SHA256SUMS").read_text(encoding="ascii")

    for name in ("plan.nt", "inferred.nt"):
        triples = [q.triple for q in parse(path=build / PLAN / name, format=RdfFormat.N_TRIPLES)]
        graph = Dataset(Quad(*triple) for triple in triples)
        graph.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        canonical = "".join(sorted(f"{quad} .\n" for quad in graph))
        digest = hashlib.sha256(canonical.encode()).digest()

        assert f"{digest.hex()}  {name}\n" in sums
        value = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        assert f"ni:///sha-256;{value}?ct=application/n-triples" in named
