"""The licence comes from the publisher alone: every file says it, or none where none was given."""

from __future__ import annotations

import json
import re
from pathlib import Path

import mlcroissant
import pytest

from kinds import markdown
from plan_graph.cli import main
from plan_graph.rdf.parse import load_rdf
from plan_graph.vocab import DCTERMS

BY = "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
ROWS = (
    "1 | Light the beacon at the pier | Ministry of Harbours; Guild of Pilots | 2027",
    "2 | Ring the fog bell in winter | Guild of Pilots | June 2028",
)
OURS = re.compile(r"/(?:def|code|ontology|query|shapes|static)\b")
"""What each site has of plan-graph itself, under its own licence, and answers."""


@pytest.fixture(scope="module", params=[BY, ""], ids=["given", "none"])
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a build and its static site, the licence as the name of a file in it."""
    folder = tmp_path_factory.mktemp("licences")
    document, plan, licence = folder / "plan.md", folder / "lights", request.param
    table = markdown("No. | Action | Responsible | Deadline", *ROWS)
    document.write_text(f"# Lighthouse Action Plan 2026-2030\n\n{table}", encoding="utf-8")
    assert main(["new", "--from", str(document), str(plan)]) == 0
    settings = (plan / "catalogue.toml").read_text(encoding="utf-8")
    settings = re.sub("#\\? licence.*", f'licence = "{licence}"' if licence else "", settings)
    settings = settings.replace("#? ", "").replace('"…"', '"Words"')
    (plan / "catalogue.toml").write_text(settings, encoding="utf-8")
    assert main(["build", str(plan), "--out", str(folder / "build")]) == 0
    site = ["site", str(folder / "site"), "--build", str(folder / "build")]
    assert main([*site, "--base-url", "https://plans.example.org/"]) == 0
    (folder / "licence").write_text(licence, encoding="ascii")
    return folder


def files(folder: Path, *endings: str) -> list[Path]:
    """Return the files of the build and of the site that are about the plan."""
    found = [
        file
        for part in ("build", "site")
        for file in sorted((folder / part).rglob("*"))
        if file.suffix in endings and not OURS.search(f"/{file.relative_to(folder / part)}")
    ]
    assert found
    return found


def test_each_description_says_the_licence_that_was_given(published: Path) -> None:
    given = (published / "licence").read_text(encoding="ascii")
    expected = {f"<{given}>"} if given else set()

    said = {
        file.name: {str(t.object) for t in load_rdf(file) if t.predicate == DCTERMS.license}
        for file in files(published, ".ttl", ".nt", ".rdf")
    }

    assert said["catalogue.ttl"] == said["catalogue.rdf"] == said["void.ttl"] == expected
    assert set().union(*said.values()) == expected


def test_no_page_or_table_speaks_of_a_licence_that_nobody_gave(published: Path) -> None:
    given = (published / "licence").read_text(encoding="ascii")

    speaking = {
        file.name
        for file in files(published, ".html", ".csv", ".json", ".svg", ".txt")
        if re.search("licen[cs]e|licenț|creativecommons", file.read_text(encoding="utf-8"), re.I)
    }

    assert ("index.html" in speaking) is bool(given)
    assert bool(speaking) is bool(given)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_croissant_gives_the_rows_of_the_table(published: Path) -> None:
    folder = published / "build" / "lights"
    described = json.loads((folder / "plan.csv-croissant.json").read_text(encoding="utf-8"))
    described["distribution"][0]["contentUrl"] = "plan.csv"  # nothing is fetched
    local = folder.parent.parent / "croissant.json"
    local.write_text(json.dumps(described), encoding="utf-8")
    (folder.parent.parent / "plan.csv").write_bytes((folder / "plan.csv").read_bytes())

    dataset = mlcroissant.Dataset(jsonld=local)
    rows = [
        {name.partition("/")[2]: value for name, value in row.items() if value is not None}
        for row in dataset.records("actions")
    ]

    assert not dataset.metadata.issues.errors
    assert described.get("license", "") == (published / "licence").read_text(encoding="ascii")
    assert [row["identifier"] for row in rows] == [b"1", b"2"]
    assert rows[0]["responsible"] == [b"Ministry of Harbours", b"Guild of Pilots"]
    assert {name for row in rows for name in row} >= {"title_en", "deadlines", "words", "iri"}
