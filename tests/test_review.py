"""A person corrects what was read: read, correct, build, and only that has changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pyoxigraph import Triple

from plan_graph.building.opening import read_plan
from plan_graph.building.task import open_plan
from plan_graph.cli import main
from plan_graph.errors import PlanGraphError
from plan_graph.language import register
from plan_graph.plan import Plan
from plan_graph.publishing.diff.compare import compare, lines
from plan_graph.publishing.dumps import turtle
from plan_graph.rdf.view import View
from plan_graph.reading.source import open_source
from plan_graph.resources import folder as folder_of
from plan_graph.vocab import DCTERMS, PLAN
from plan_graph.workbooks.book import Book
from plan_graph.workbooks.opening import carried_lines, hidden_name
from plan_graph.workbooks.review.cells import EDITABLE, ReviewTongue, cells
from plan_graph.workbooks.review.entered_values import Reading
from plan_graph.workbooks.review.entries import CellError
from plan_graph.workbooks.review.fact_rows import facts
from plan_graph.workbooks.review.sheet import NUMBER
from real_plan import PLAN_FOLDER, real_plan
from reviews import (
    CYCLING,
    Edits,
    built_of,
    cycling_review,
    edited,
    of_earlier_version,
    review_bytes,
    review_file,
    row_of,
    saved_again,
    sheet_of,
    triples_of,
)

WORDS = folder_of("data") / "wordings" / "en.toml"
BODIES = folder_of("data") / "organisations" / "ro.toml"
HIDDEN = hidden_name("review")
THREE: Edits = {
    ("deadline/1.1-01-1", "kind"): "trimestrial",
    ("funding/1.1-01-3", "kind"): "Fonduri europene ",
    ("participation/1.1-02-2", "text"): "OIM",
}
EARLIER: Edits = {
    ("target/1-01-1-1", "text"): "125.5",
    ("funding/1-01-1", "text"): "2500000 EUR",
    ("action/1-01", "kind"): "completed",
}


@cache
def cycling() -> list[Triple]:
    return triples_of(CYCLING)


@cache
def read_cycling() -> Plan:
    return read_plan(open_plan(CYCLING))[0]


def told(path: Path) -> list[str]:
    """Tell what a workbook changes of the real plan."""
    return list(lines(compare(real_plan().asserted, triples_of(path), "ro"), "ro"))


def changes(path: Path, edits: Edits) -> list[str]:
    """Tell what edits change of the small plan, without the headings."""
    found = compare(cycling(), triples_of(edited(cycling_review(path), edits)), "en")
    return [detail for change in found for detail in change.details]


def corrected(path: Path, edits: Edits) -> Plan:
    """Return the small plan with edits."""
    plan, _, _ = read_plan(open_plan(edited(cycling_review(path), edits)))
    return plan


def refused(path: Path) -> str:
    """Return the one line with which a workbook is refused."""
    with pytest.raises(PlanGraphError) as caught:
        read_plan(open_plan(path))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_unedited_review_gives_the_same_bytes(tmp_path: Path) -> None:
    assert turtle(triples_of(review_file(tmp_path))) == turtle(real_plan().asserted)


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
    built = built_of(edited(review_file(tmp_path), THREE))
    view = View(built.asserted)

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
    assert all(cell.startswith("Verificare!") for *_, cell in found)
    about = [str(node) for it in corrections for node in view.nodes(it, PLAN.corrects)]
    assert [name.rpartition("/id/")[2] for name in about] == [
        "deadline/ro-thb-2021-2022/1.1-01-1>",
        "funding/ro-thb-2021-2022/1.1-01-3>",
        "participation/ro-thb-2021-2022/1.1-02-2>",
    ]
    (workbook,) = view.instances(PLAN.Workbook)
    assert view.text(workbook, DCTERMS.title) == "corrected.xlsx"
    assert built.plan.document.text == real_plan().plan.document.text
    assert not built.report.violations


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
    ("edits", "expected"),
    [
        (
            {("participation/1-01-1", "text"): "Department of Transport; Schools"},
            ["Responsible added: Schools"],
        ),
        (
            {("participation/1-01-1", "part"): "no fact: remove"},
            ["Responsible dropped: Department of Transport"],
        ),
        (
            {("participation/1-01-1", "part"): "Partner"},
            [
                "Responsible dropped: Department of Transport",
                "Partner added: Department of Transport",
            ],
        ),
        (
            {("deadline/1-02-1", "kind"): "fixed period", ("deadline/1-02-1", "end"): "2027-06-30"},
            ["Deadline 'Ongoing' is now read as '2027-06-30', was '—'"],
        ),
        (
            {("deadline/1-02-1", "kind"): "annual", ("deadline/1-02-1", "months"): "7, 10"},
            ["Deadline 'Ongoing' is now read as 'annual, 7, 10', was '—'"],
        ),
        (
            {("funding/1-02-1", "kind"): "state budget"},
            ["Funding 'Unknown pot' is now read as 'state budget', was '—'"],
        ),
        (
            {("indicator/1-01-1", "kind"): "other"},
            ["Indicator 'Number of kilometres' is now read as 'other, kilometres', "
             "was 'count, kilometres'"],
        ),
        ({("action/1-01", "text"): "Build cycle lanes"}, ["Reworded: was 'Build lanes'"]),
    ],
    ids=lambda value: str(value)[:60],
)  # fmt: skip
def test_a_correction_changes_what_it_says_and_nothing_else(
    tmp_path: Path, edits: Edits, expected: list[str]
) -> None:
    assert changes(tmp_path, edits) == expected


def test_numbers_sums_and_statuses_can_be_corrected(tmp_path: Path) -> None:
    plan = corrected(
        tmp_path,
        {
            ("target/1-01-1-1", "text"): "125.5",
            ("target/1-02-1-1", "text"): "300",
            ("target/1-02-1-1", "unit"): "children",
            ("baseline/1-01-1-1", "part"): "no fact: remove",
            ("funding/1-01-1", "text"): "2500000 EUR",
            ("action/1-01", "kind"): "completed",
        },
    )

    build, train = plan.actions
    assert [str(target.value) for target in build.indicators[0].targets] == ["125.5"]
    assert build.indicators[0].baselines == ()
    assert [(str(t.value), t.unit) for t in train.indicators[0].targets] == [("300", "children")]
    assert build.funding[0].amount
    assert (str(build.funding[0].amount.value), build.funding[0].amount.currency) == (
        "2500000",
        "EUR",
    )
    assert build.status == "completed"
    assert len(plan.corrections) == 6


def test_a_removed_fact_is_told_of_at_the_action_that_had_it(tmp_path: Path) -> None:
    plan = corrected(tmp_path, {("remark/1-01-3", "part"): "no fact: remove"})

    (told_of,) = plan.corrections
    assert (told_of.kind, told_of.code) == ("action", "1-01")
    assert [remark.heading for remark in plan.actions[0].remarks] == ["Status", "Risks"]


@pytest.mark.parametrize(
    ("identifier", "column", "text", "message"),
    [
        ("funding/1-02-1", "kind", "money", "found 'money'; choose one of the list: 'budget of"),
        ("indicator/1-01-1", "kind", "", "found ''; choose one of the list: 'count'"),
        ("participation/1-01-1", "part", "deadline", "choose one of the list: 'responsible', 'par"),
        ("participation/1-01-1", "text", "Somebody", "neither the register of bodies nor the doc"),
        ("participation/1-01-1", "text", "", "is empty; write it, or choose 'no fact: remove'"),
        ("participation/1-01-1", "bodies", "Schools; Schools; Weather", "for one body: give one"),
        ("deadline/1-01-1", "end", "2027", "found '2027' where a day was expected; write it as"),
        ("deadline/1-01-1", "end", "20271231", "found '20271231' where a day was expected"),
        ("deadline/1-01-1", "end", "", "no day is given; write one as 2022-12-31"),
        ("deadline/1-01-1", "start", "2028-01-01", "'2027-12-31' is before '2028-01-01'; swap"),
        ("deadline/1-02-1", "months", "7", "the deadline does not come again; choose how often"),
        ("target/1-01-1-1", "text", "many", "found 'many' where a number was expected"),
        ("action/1-01", "bodies", "Schools", "which has none; empty the cell"),
        ("action/1-01", "words", "Other words", "put it back: what was understood is corrected"),
    ],
)
def test_a_cell_that_cannot_be_is_one_clear_line(
    tmp_path: Path, identifier: str, column: str, text: str, message: str
) -> None:
    line = refused(edited(cycling_review(tmp_path), {(identifier, column): text}))

    assert line.startswith("corrected.xlsx, sheet 'Review', cell ")
    assert message in line


def test_a_body_that_is_nearly_in_the_register_is_suggested(tmp_path: Path) -> None:
    file = edited(review_file(tmp_path), {("participation/1.1-02-2", "text"): "ANITPX"})

    assert "did you mean 'ANITP'" in refused(file)


def add_row(book: Workbook) -> None:
    sheet_of(book).append(["1-01", "partner", "", "Schools"])


def delete_row(book: Workbook) -> None:
    sheet = sheet_of(book)
    sheet.delete_rows(row_of(sheet, "deadline/1-01-1"))


def copy_row(book: Workbook) -> None:
    sheet = sheet_of(book)
    sheet.append([cell.value for cell in sheet[row_of(sheet, "deadline/1-01-1")]])


def change_heading(book: Workbook) -> None:
    sheet_of(book).cell(1, NUMBER["kind"]).value = "Type"


def change_hidden(book: Workbook) -> None:
    hidden = book[HIDDEN]
    assert isinstance(hidden, Worksheet)
    hidden["A2"].value = str(hidden["A2"].value).swapcase()


def delete_sheet(book: Workbook) -> None:
    del book["Review"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (add_row, ": the row was added, so no words of the document state it; delete"),
        (delete_row, "the row of 1-01, deadline, 'By end of 2027' is gone; put it back, and choos"),
        (copy_row, ": repeats row 8; delete one of the two"),
        (change_heading, "cell E1: found 'Type' where the heading 'Kind' was; put it back"),
        (change_hidden, "sheet '_plan-graph review', cell A1: the hidden sheet was changed"),
        (delete_sheet, "the sheet 'Review' is missing, there are 'Columns', 'Read me'"),
    ],
)
def test_a_workbook_that_was_taken_apart_is_one_clear_line(
    tmp_path: Path, change: Callable[[Workbook], None], message: str
) -> None:
    assert message in refused(saved_again(cycling_review(tmp_path), change))


def test_rows_may_be_put_into_another_order(tmp_path: Path) -> None:
    def turn(book: Workbook) -> None:
        sheet = sheet_of(book)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value

    again = triples_of(saved_again(cycling_review(tmp_path), turn))

    assert turtle(again) == turtle(cycling())


def test_the_review_is_made_for_people(tmp_path: Path) -> None:
    shown: list[object] = []

    def look(book: Workbook) -> None:
        sheet = sheet_of(book)
        shown.extend([sheet.freeze_panes, sheet.protection.sheet, book[HIDDEN].sheet_state])
        row = row_of(sheet, "funding/1-02-1")
        shown.append(
            [sheet.cell(row, NUMBER[name]).protection.locked for name in ("words", "kind")]
        )
        comment = sheet.cell(row, NUMBER["kind"]).comment
        shown.append(comment.text if comment else "")
        shown.append(len(sheet.data_validations.dataValidation))

    saved_again(cycling_review(tmp_path), look)

    assert shown[:4] == ["D2", True, "hidden", [True, False]]
    assert str(shown[4]).startswith("no rule reads this source of money; choose its kind")
    assert isinstance(shown[5], int)
    assert shown[5] >= 6


def test_the_same_plan_gives_the_same_workbook() -> None:
    assert review_bytes.__wrapped__() == review_bytes()


def test_the_command_writes_the_review_and_build_takes_it_back(tmp_path: Path) -> None:
    review = tmp_path / "review.xlsx"

    assert main(["read", str(CYCLING), "--format", "xlsx", "--out", str(review)]) == 0
    assert main(["build", str(CYCLING), "--out", str(tmp_path / "a")]) == 0
    assert main(["build", str(review), "--out", str(tmp_path / "b")]) == 0

    one, other = (tmp_path / name / "cycling" / "plan.ttl" for name in "ab")
    assert one.read_bytes() == other.read_bytes()


def test_a_review_is_opened_once_from_its_path_to_its_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edited(cycling_review(tmp_path), {("action/1-01", "text"): "Build cycle lanes"})
    opened: list[str] = []
    whole = load_workbook

    def counted(*given: Any, **named: Any) -> Workbook:
        opened.append("once")
        return whole(*given, **named)

    monkeypatch.setattr("plan_graph.workbooks.opening.load_workbook", counted)

    read_plan(open_plan(path))

    assert opened == ["once"]


def test_a_review_is_not_reviewed_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(cycling_review(tmp_path)), "--format", "xlsx"]) == 2
    assert "already holds corrections of this plan; continue in it" in capsys.readouterr().err


def test_the_table_shows_how_sure_each_fact_is_and_what_was_found(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")

    assert main(["read", str(CYCLING)]) == 0

    out = capsys.readouterr().out
    assert "not understood │" in out
    assert "Warning: table 1, row 3, column 10: 'Unknown pot'" in out


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_is_written_into_a_row_it_is_read_or_refused_by_cell(data: st.DataObject) -> None:
    plan = read_cycling()
    tongue = ReviewTongue("en")
    reading = Reading(tongue, register.EMPTY, plan.document.text)
    fact = data.draw(st.sampled_from(list(facts(plan))))
    before = cells(fact, tongue)
    words = st.one_of(st.text(max_size=20), st.sampled_from([*before.values(), "2027-01-01", "7"]))
    column = data.draw(st.sampled_from(EDITABLE))

    try:
        made = reading.made(fact, {**before, column: data.draw(words)})
    except CellError as error:
        assert error.column in EDITABLE
    else:
        assert all(value is not None for value in made)


def test_a_plan_with_words_of_its_own_wants_them_beside_its_review(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    shutil.copy(CYCLING, folder / "plan.md")
    shutil.copy(WORDS, folder / "words.toml")
    shutil.copy(BODIES, folder / "bodies.toml")
    (folder / "plan.toml").write_text(
        'document = "plan.md"\nwording = "words.toml"\nregister = "bodies.toml"\n',
        encoding="utf-8",
    )
    review = folder / "review.xlsx"
    assert main(["read", str(folder), "--format", "xlsx", "--out", str(review)]) == 0

    assert turtle(triples_of(review)) == turtle(triples_of(folder))

    alone = tmp_path / "review.xlsx"
    shutil.copy(review, alone)
    assert "review.xlsx: was made of a plan with a 'words.toml' of its own" in refused(alone)


def test_a_review_of_an_earlier_version_corrects_what_it_corrected(tmp_path: Path) -> None:
    file = of_earlier_version(edited(cycling_review(tmp_path), EARLIER))

    found = compare(cycling(), triples_of(file), "en")

    now = compare(cycling(), triples_of(edited(cycling_review(tmp_path), EARLIER)), "en")
    assert [change.details for change in found] == [change.details for change in now] != []


def test_a_review_of_an_earlier_version_complains_of_its_own_columns(tmp_path: Path) -> None:
    file = of_earlier_version(cycling_review(tmp_path))

    def change(book: Workbook) -> None:
        sheet_of(book).cell(3, NUMBER["place"] - 1).value = "table 9"

    assert "cell M3: found 'table 9'" in refused(saved_again(file, change))


@pytest.mark.parametrize(
    "carried",
    [{}, {"words": "en"}, {"words": "en", "document": {"text": "", "is": "Row"}, "rows": []}],
    ids=["nothing", "words", "another document"],
)
def test_a_hidden_sheet_of_another_making_is_one_clear_line(
    tmp_path: Path, carried: dict[str, object]
) -> None:
    book = Book()
    book.text_sheet("Review", ["x"])
    book.hidden_sheet(HIDDEN, carried_lines(carried))
    file = tmp_path / "strange.xlsx"
    file.write_bytes(book.content())

    assert "was written by another version of plan-graph" in refused(file)
