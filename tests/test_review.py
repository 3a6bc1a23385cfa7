"""A person corrects what was read: read, correct, build, and only that has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from plan_graph.cli import main
from plan_graph.diff.compare import compare, lines
from plan_graph.dumps import turtle
from plan_graph.errors import PlanGraphError
from plan_graph.forms.carried import hidden_name
from plan_graph.pipeline import read_plan
from plan_graph.plans import open_plan
from plan_graph.review.sheet import COLUMNS, NUMBER
from plan_graph.source import open_source
from plan_graph.view import View
from plan_graph.vocab import DCTERMS, PLAN
from real_plan import PLAN_FOLDER, real_plan
from reviews import (
    SHEET,
    Edits,
    built_of,
    edited,
    review_bytes,
    review_file,
    row_of,
    saved_again,
    sheet_of,
    triples_of,
)

HIDDEN = hidden_name("review")
THREE: Edits = {
    ("deadline/1.1-01-1", "kind"): "trimestrial",
    ("funding/1.1-01-3", "kind"): "Fonduri europene ",
    ("participation/1.1-02-2", "text"): "OIM",
}


def told(path: Path) -> list[str]:
    """Tell what a workbook changes of the real plan."""
    return list(lines(compare(real_plan().asserted, triples_of(path), "ro"), "ro"))


def refused(path: Path) -> str:
    """Give the one line with which a workbook is refused."""
    with pytest.raises(PlanGraphError) as caught:
        triples_of(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_unedited_review_gives_the_same_bytes(tmp_path: Path) -> None:
    again = triples_of(review_file(tmp_path))

    assert turtle(again) == turtle(real_plan().asserted)


def test_a_review_that_another_program_saved_gives_the_same_bytes(tmp_path: Path) -> None:
    again = triples_of(saved_again(review_file(tmp_path)))

    assert turtle(again) == turtle(real_plan().asserted)


def test_three_corrected_cells_change_three_facts_and_nothing_else(tmp_path: Path) -> None:
    found = told(edited(review_file(tmp_path), THREE))

    assert [line.partition(":")[0] for line in found if not line.startswith(" ")] == [
        "Acțiune 1.1-01 (modificare)",
        "Acțiune 1.1-02 (modificare)",
    ]
    assert [line for line in found if line.startswith(" ")] == [
        "  - Termen „anual” se citește acum „trimestrial”, înainte „anual”",
        "  - Finanțare „Finanțare externă nerambursabilă” se citește acum „fonduri europene”, "
        "înainte „fonduri externe nerambursabile”",
        "  - Partener (eliminare): EIL",
        "  - Partener (adăugare): OIM",
    ]


def test_the_graph_records_what_was_corrected_and_by_which_file(tmp_path: Path) -> None:
    view = View(triples_of(edited(review_file(tmp_path), THREE)))

    corrections = view.instances(PLAN.Correction)
    found = [
        tuple(view.text(node, name) for name in (PLAN.valueRead, PLAN.valueGiven, PLAN.cell))
        for node in corrections
    ]
    assert [(read, given) for read, given, _ in found] == [
        ("anual", "trimestrial"),
        ("fonduri externe nerambursabile", "Fonduri europene"),
        ("EIL", "OIM"),
    ]
    assert all(cell.startswith(f"{SHEET}!") for *_, cell in found)
    about = [str(node) for it in corrections for node in view.nodes(it, PLAN.corrects)]
    assert [name.rpartition("/id/")[2] for name in about] == [
        "deadline/ro-thb-2021-2022/1.1-01-1>",
        "funding/ro-thb-2021-2022/1.1-01-3>",
        "participation/ro-thb-2021-2022/1.1-02-2>",
    ]
    (workbook,) = view.instances(PLAN.Workbook)
    assert view.text(workbook, DCTERMS.title) == "corrected.xlsx"


def test_quotes_of_a_review_lead_to_the_document(tmp_path: Path) -> None:
    built = built_of(edited(review_file(tmp_path), THREE))

    assert built.plan.document.text == real_plan().plan.document.text
    assert not built.report.violations


def test_bodies_with_a_semicolon_between_are_several(tmp_path: Path) -> None:
    file = edited(review_file(tmp_path), {("participation/1.1-02-2", "text"): "EIL; OIM"})

    assert told(file)[1:] == ["  - Partener (adăugare): OIM"]


def test_a_row_can_be_taken_out(tmp_path: Path) -> None:
    file = edited(
        review_file(tmp_path), {("participation/1.1-02-2", "part"): "niciun fapt: se elimină"}
    )

    assert told(file)[1:] == ["  - Partener (eliminare): EIL"]


def test_a_partner_can_be_made_responsible(tmp_path: Path) -> None:
    file = edited(review_file(tmp_path), {("participation/1.1-02-2", "part"): "responsabil"})

    assert told(file)[1:] == ["  - Responsabil (adăugare): EIL", "  - Partener (eliminare): EIL"]


def test_a_deadline_can_be_given_days(tmp_path: Path) -> None:
    edits = {
        ("deadline/1.1-01-1", "kind"): "perioadă fixă",
        ("deadline/1.1-01-1", "start"): "2021-03-01",
        ("deadline/1.1-01-1", "end"): "2021-03-31",
    }

    assert told(edited(review_file(tmp_path), edits))[1:] == [
        "  - Termen „anual” se citește acum „2021-03-01 – 2021-03-31”, înainte „anual”"
    ]


def test_titles_can_be_corrected(tmp_path: Path) -> None:
    file = edited(
        review_file(tmp_path),
        {("pillar/1", "text"): "Prevenirea", ("action/1.1-01", "text"): "Campanii"},
    )

    plan, _, _ = read_plan(open_plan(file))
    assert (plan.pillars[0].title, plan.actions[0].title) == ("Prevenirea", "Campanii")


def test_the_review_stands_beside_the_document_in_the_folder_of_a_plan(tmp_path: Path) -> None:
    folder = shutil.copytree(PLAN_FOLDER, tmp_path / "ro-thb-2021-2022")
    edited(review_file(tmp_path), THREE).rename(folder / "corrections.xlsx")

    assert open_source(folder).corrections == folder / "corrections.xlsx"
    assert len(told(folder)) == 6


def test_a_review_of_an_older_document_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(PLAN_FOLDER, tmp_path / "ro-thb-2021-2022")
    edited(review_file(tmp_path), THREE).rename(folder / "corrections.xlsx")
    document = folder / "plan.txt"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("\tanual\n", "\tlunar\n", 1), encoding="utf-8")

    assert "corrections.xlsx: is a review of another text (sha256 d6042cef91ac…)" in refused(folder)


@pytest.mark.parametrize(
    ("identifier", "column", "text", "message"),
    [
        (
            "funding/1.1-01-3",
            "kind",
            "bani",
            "'bani'; choose one of the list: 'bugetul instituțiilor numite'",
        ),
        ("indicator/1.1-01-1", "kind", "", "found ''; choose one of the list: 'număr'"),
        (
            "participation/1.1-02-2",
            "part",
            "termen",
            "found 'termen'; choose one of the list: 'responsabil', 'partener', 'niciun fapt",
        ),
        ("participation/1.1-02-2", "text", "ANITPX", "did you mean 'ANITP'"),
        ("participation/1.1-02-2", "text", "", "is empty; write it, or choose 'niciun fapt"),
        ("participation/1.1-02-2", "bodies", "MAI; MJ", "one acts for one body: give one"),
        ("deadline/1.1-01-1", "start", "ieri", "'ieri' where a day was expected; write it as"),
        ("deadline/1.1-02-1", "months", "13", "write months as numbers from 1 to 12: 7, 10"),
        ("action/1.1-01", "bodies", "MAI", "which has none; empty the cell"),
        ("action/1.1-01", "words", "Altceva", "put it back: what was understood is corrected"),
    ],
)
def test_a_cell_that_cannot_be_is_one_clear_line(
    tmp_path: Path, identifier: str, column: str, text: str, message: str
) -> None:
    file = edited(review_file(tmp_path), {(identifier, column): text})

    line = refused(file)
    assert line.startswith(f"corrected.xlsx, sheet '{SHEET}', cell ")
    assert message in line


def test_a_fixed_deadline_needs_days_in_order(tmp_path: Path) -> None:
    edits = {("deadline/1.1-01-1", "kind"): "perioadă fixă"}

    missing = refused(edited(review_file(tmp_path), edits))
    edits |= {
        ("deadline/1.1-01-1", "start"): "2022-03-01",
        ("deadline/1.1-01-1", "end"): "2021-03-31",
    }
    backwards = refused(edited(review_file(tmp_path), edits))

    assert "no day is given; write one as 2022-12-31" in missing
    assert "'2021-03-31' is before '2022-03-01'; swap the days" in backwards


def add_row(book: Workbook) -> None:
    sheet_of(book).append(["1.1-01", "partener", "", "OIM"])


def delete_row(book: Workbook) -> None:
    sheet = sheet_of(book)
    sheet.delete_rows(row_of(sheet, "deadline/1.1-01-1"))


def copy_row(book: Workbook) -> None:
    sheet = sheet_of(book)
    sheet.append([cell.value for cell in sheet[row_of(sheet, "deadline/1.1-01-1")]])


def change_heading(book: Workbook) -> None:
    sheet_of(book).cell(1, NUMBER["kind"]).value = "Tip"


def change_hidden(book: Workbook) -> None:
    hidden = book[HIDDEN]
    assert isinstance(hidden, Worksheet)
    hidden["A2"].value = str(hidden["A2"].value).swapcase()


def delete_sheet(book: Workbook) -> None:
    del book[SHEET]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (add_row, ": the row was added, so no words of the document state it; delete"),
        (delete_row, "the row of 1.1-01, termen, 'anual' is gone; put it back, and choose"),
        (copy_row, ": repeats row 71; delete one of the two"),
        (change_heading, "cell E1: found 'Tip' where the heading 'Fel' was; put it back"),
        (change_hidden, "sheet '_plan-graph review', cell A1: the hidden sheet was changed"),
        (delete_sheet, f"the sheet '{SHEET}' is missing, there are 'Citește'"),
    ],
)
def test_a_workbook_that_was_taken_apart_is_one_clear_line(
    tmp_path: Path, change: Callable[[Workbook], None], message: str
) -> None:
    assert message in refused(saved_again(review_file(tmp_path), change))


def test_rows_may_be_put_into_another_order(tmp_path: Path) -> None:
    def turn(book: Workbook) -> None:
        sheet = sheet_of(book)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value

    again = triples_of(saved_again(review_file(tmp_path), turn))

    assert turtle(again) == turtle(real_plan().asserted)


def test_the_review_is_made_for_people(tmp_path: Path) -> None:
    shown: list[object] = []

    def look(book: Workbook) -> None:
        sheet = sheet_of(book)
        shown.extend([sheet.freeze_panes, sheet.protection.sheet, book[HIDDEN].sheet_state])
        shown.append(len(sheet.data_validations.dataValidation))
        row = row_of(sheet, "indicator/1.2-01-1")
        shown.append(
            [sheet.cell(row, NUMBER[name]).protection.locked for name in ("words", "kind")]
        )

    saved_again(review_file(tmp_path), look)

    assert shown[:3] == ["D2", True, "hidden"]
    assert isinstance(shown[3], int)
    assert shown[3] >= 6
    assert shown[4] == [True, False]


def test_the_same_plan_gives_the_same_workbook() -> None:
    assert review_bytes.__wrapped__() == review_bytes()
    assert len(COLUMNS) == len(NUMBER)


def test_the_command_writes_the_review_and_build_takes_it_back(tmp_path: Path) -> None:
    document = tmp_path / "plan.txt"
    document.write_bytes((PLAN_FOLDER / "plan.txt").read_bytes())
    review = tmp_path / "review.xlsx"

    assert main(["read", str(document), "--format", "xlsx", "--out", str(review)]) == 0
    assert main(["build", str(document), "--out", str(tmp_path / "a")]) == 0
    assert main(["build", str(review), "--out", str(tmp_path / "b")]) == 0

    one, other = (tmp_path / name / "plan" / "plan.ttl" for name in "ab")
    assert one.read_bytes() == other.read_bytes()


def test_a_review_is_not_reviewed_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = review_file(tmp_path)

    assert main(["read", str(file), "--format", "xlsx"]) == 2
    assert "holds corrections of this plan already; go on in it" in capsys.readouterr().err
