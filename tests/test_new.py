"""A new plan: what the command makes can be filled in, and builds at once."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import convert
from plan_graph.building.task import open_plan
from plan_graph.cli import main
from plan_graph.language import wording
from plan_graph.workbooks.template import COLUMNS, heading

ROWS = {
    "ro": {
        "specific_objective": "1.1 Mai puține mașini",
        "action": "Piste de biciclete",
        "indicators": "Număr de kilometri",
        "deadline": "trimestrul 4 2027",
        "responsible": "MAI prin ANITP",
        "partner": "ONG",
        "funding": "Bugetul de stat",
    },
    "en": {
        "specific_objective": "1.1 Fewer cars",
        "action": "Cycle lanes",
        "indicators": "Number of kilometres",
        "deadline": "Q4 2027",
        "responsible": "Department of Transport",
        "funding": "State budget",
    },
}


def new(tmp_path: Path, language: str) -> Path:
    folder = tmp_path / "mediu-2027"
    assert main(["new", str(folder), "--language", language]) == 0
    return folder


def fill(folder: Path, row: dict[str, str]) -> None:
    """Write one row as a person would, below the headings."""
    book = load_workbook(folder / "plan.xlsx")
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    for number, kind in enumerate(COLUMNS, start=1):
        sheet.cell(3, number).value = row.get(kind)
    book.save(folder / "plan.xlsx")


@pytest.mark.parametrize("language", ROWS)
def test_a_template_builds_when_one_row_is_filled_in(tmp_path: Path, language: str) -> None:
    folder = new(tmp_path, language)
    fill(folder, ROWS[language])

    built = convert(open_plan(folder))

    (action,) = built.plan.actions
    assert action.title == ROWS[language]["action"]
    assert (len(action.deadlines), len(action.funding)) == (1, 1)
    assert [part.role.value for part in action.participations][:1] == ["responsible"]
    assert [finding.line("en") for finding in built.report.violations] == []


def test_an_empty_template_says_that_it_has_no_action(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = new(tmp_path, "ro")

    status = main(["build", str(folder), "--out", str(tmp_path / "out")])

    assert status == 2
    told = capsys.readouterr().err
    assert "table 1: its headings are those of actions, and no row below them is filled in" in told
    assert "[columns]" not in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("language", wording.languages())
def test_a_template_has_the_headings_of_its_language(tmp_path: Path, language: str) -> None:
    folder = new(tmp_path, language)

    sheet = load_workbook(folder / "plan.xlsx").worksheets[0]
    assert isinstance(sheet, Worksheet)
    found = [cell.value for cell in sheet[2]][: len(COLUMNS)]
    assert found == [heading(wording.load(language), kind) for kind in COLUMNS]
    assert sheet.freeze_panes == "A3"
    assert len(sheet.data_validations.dataValidation) == len(COLUMNS)


@pytest.mark.parametrize("language", wording.languages())
def test_every_heading_of_a_template_is_read_as_what_it_is(tmp_path: Path, language: str) -> None:
    folder = new(tmp_path, language)
    fill(folder, ROWS.get(language, ROWS["en"]))

    plan, _, _ = read_plan(open_plan(folder))

    (action,) = plan.actions
    assert action.uninterpreted == ()
    assert [str(words) for words in plan.uninterpreted] == []


@pytest.mark.parametrize("language", wording.languages())
def test_the_settings_of_a_template_can_be_read(tmp_path: Path, language: str) -> None:
    settings = tomllib.loads((new(tmp_path, language) / "plan.toml").read_text(encoding="utf-8"))

    assert settings["identifier"] == "mediu-2027"
    assert settings["language"] == language


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = new(tmp_path, "ro")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    assert main(["new", str(folder), "--language", "en"]) == 2
    assert "is there already, and is not overwritten" in capsys.readouterr().err
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_an_unknown_language_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "plan"), "--language", "xx"]) == 2
    assert "language 'xx': no wording for it; choose one of" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
