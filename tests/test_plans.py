"""Plans as ministries write them, in many formats and layouts, read cell by cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plan_graph.building.pipeline import convert
from plan_graph.reading.source import open_source
from reading import DOCUMENTS, golden_file, reading_of


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_plan_reads_as_a_person_reads_it(document: Path) -> None:
    golden = json.loads(golden_file(document).read_text(encoding="utf-8"))

    assert reading_of(document) == golden


@pytest.mark.parametrize(
    ("name", "actions"),
    [
        ("open-government-2025-en.md", 65),
        ("ro-copil-2008-2013.txt", 1),
        ("ro-violenta-2013-2017.txt", 3),
    ],
)
def test_every_row_of_an_example_is_an_action(name: str, actions: int) -> None:
    document = next(path for path in DOCUMENTS if path.name == name)

    assert len(reading_of(document)["actions"]) == actions


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_plan_builds_without_violation(document: Path) -> None:
    built = convert(open_source(document))

    assert [finding.messages for finding in built.report.violations] == []
