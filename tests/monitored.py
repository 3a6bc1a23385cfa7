"""A small plan with what was reported of it: the workbook is filled in as a person would."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import Built, convert
from plan_graph.building.task import open_plan
from plan_graph.workbooks.monitoring.sheet import ACTIONS, INDICATORS, monitoring_workbook

CASES = Path(__file__).parent / "cases" / "monitoring"
Report = Mapping[str, object]
PROGRESS: Sequence[Report] = (
    {"code": "1.1-01", "status": "în curs", "day": "2021-06-30", "source": "Raport I"},
    {"code": "1.1-01", "status": "realizată", "day": "2021-12-15", "source": "Raport II"},
    {"code": "1.1-02", "status": "în curs", "day": "2021-06-30", "source": "Raport I"},
    {
        "code": "1.1-03",
        "status": "întârziată",
        "day": "2021-12-15",
        "source": "Raport II, pagina 4",
        "note": "Licitație contestată.",
    },
)
VALUES: Sequence[Report] = (
    {"code": "1.1-01-1", "value": 80, "day": "2021-06-30", "source": "Raport I"},
    {"code": "1.1-01-1", "value": "210", "day": "2021-12-15", "source": "Raport II"},
    {"code": "1.1-02-1", "value": "12,5", "day": "2021-12-15", "source": "Raport II"},
)


def plan_folder(target: Path) -> Path:
    """Put the plan into a folder, with an empty workbook to report in."""
    folder = shutil.copytree(CASES / "plan", target / "parks")
    plan, _, _ = read_plan(open_plan(folder))
    (folder / "monitoring.xlsx").write_bytes(monitoring_workbook(plan))
    return folder


def report(folder: Path, progress: Sequence[Report], values: Sequence[Report]) -> None:
    """Write reports into the rows of their things; a second one of a thing into a row below."""
    file = folder / "monitoring.xlsx"
    book = load_workbook(file)
    for sheet, columns, reports in (
        (book.worksheets[0], list(ACTIONS), progress),
        (book.worksheets[1], list(INDICATORS), values),
    ):
        assert isinstance(sheet, Worksheet)
        _write(sheet, columns, reports)
    book.save(file)


def _write(sheet: Worksheet, columns: list[str], reports: Sequence[Report]) -> None:
    day = columns.index("day") + 1
    for told in reports:
        rows = range(2, sheet.max_row + 1)
        free = [
            row
            for row in rows
            if sheet.cell(row, 1).value == told["code"] and not sheet.cell(row, day).value
        ]
        row = free[0] if free else sheet.max_row + 1
        for name, value in told.items():
            sheet.cell(row, columns.index(name) + 1).value = value  # type: ignore[assignment]


def monitored(target: Path) -> Built:
    """Build the plan with what was reported of it."""
    folder = plan_folder(target)
    report(folder, PROGRESS, VALUES)
    return convert(open_plan(folder))
