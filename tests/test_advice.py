"""What is advised is said with words of the document's language, wherever the graph came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_graph.cli import main

ROWS = {
    "DEU": ("'juni 2031'", "'bundeshaushalt'"),
    "ENG": ("'june 2031'", "'state budget'"),
    "SPA": ("'junio 2031'", "'presupuesto del estado'"),
}
GRAPH = """
@prefix plan: <https://w3id.org/plan-graph/def#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix language: <http://publications.europa.eu/resource/authority/language/> .
@prefix id: <https://example.org/id/> .
id:plan a plan:ActionPlan ; plan:endDate "2031-12-31"^^xsd:date ; dcterms:language {languages} .
id:action a plan:Action ; plan:hasDeadline id:deadline ; plan:hasFunding id:funding .
id:deadline a plan:UnparsedDeadline ; plan:verbatim "xyzzy"@en .
id:funding a plan:Funding ; plan:verbatim "plugh"@en .
"""


def advice(folder: Path, languages: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what `check` prints of the deadline and the money that nobody understands."""
    file = folder / "plan.ttl"
    file.write_text(GRAPH.replace("{languages}", languages), encoding="utf-8")
    main(["check", str(file)])
    return "\n".join(
        line for line in capsys.readouterr().out.splitlines() if "not understood" in line
    )


@pytest.mark.parametrize("language", ROWS)
def test_check_shows_examples_in_the_language_of_the_plan(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = advice(tmp_path, f"language:{language}", capsys)

    assert all(words in found.lower() for words in ROWS[language])


@pytest.mark.parametrize("languages", ["language:SPA, language:DEU", "language:ZZZ"])
def test_where_no_one_language_is_known_the_examples_are_english(
    languages: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = advice(tmp_path, languages, capsys)

    assert "'June 2027'" in found
    assert "'state budget …'" in found
