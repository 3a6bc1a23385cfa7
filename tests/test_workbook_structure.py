"""What a workbook knows beyond its words: kinds of cells, lines, struck words, fills; bounds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

from office_files import write_xlsx
from plan_graph.documents import read
from plan_graph.errors import DocumentError
from plan_graph.language import wording
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Cell, CellKind, Document
from plan_graph.workbooks.opening import open_workbook

EN = Languages((wording.load("en"),))
DAY = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'


def document_of(folder: Path, rows: str, *, merged: str = "", styles: str = "") -> Document:
    write_xlsx(folder / "orchard.xlsx", rows, merged=merged, styles=styles)
    return read(folder / "orchard.xlsx", EN)


def cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables for row in table.rows for cell in row.cells]


def one_cell(folder: Path, cell: str) -> tuple[str, CellKind]:
    (found,) = cells(document_of(folder, f'<row r="1">{cell}</row>', styles=DAY))
    return found.passage.text, found.kind


@pytest.mark.parametrize(
    ("cell", "text", "kind"),
    [
        ('<c r="A1"><v>12.5</v></c>', "12.5", CellKind.NUMBER),
        ('<c r="A1" s="1"><v>46000</v></c>', "2025-12-09", CellKind.DATE),
        ('<c r="A1" t="d" s="1"><v>2031-05-04</v></c>', "2031-05-04", CellKind.DATE),
        ('<c r="A1" t="b"><v>1</v></c>', "TRUE", CellKind.YES_NO),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!", CellKind.ERROR),
        ('<c r="A1" t="d"><v>99999-99-99</v></c>', "99999-99-99", CellKind.ERROR),
        ('<c r="A1" s="1"><v>1e300</v></c>', "1e300", CellKind.ERROR),
        ('<c r="A1"><v>NaN</v></c>', "NaN", CellKind.ERROR),
        ('<c r="A1"><f>40*12</f><v>480</v></c>', "480", CellKind.NUMBER),
        ('<c r="A1"><f>40*12</f><v></v></c>', "=40*12", CellKind.FORMULA),
        ('<c r="A1"><f>40*12</f></c>', "=40*12", CellKind.FORMULA),
        ('<c r="A1" t="str"><f>"p"&amp;"lum"</f><v>plum</v></c>', "plum", CellKind.TEXT),
        ('<c r="A1" t="inlineStr"><is><t>pear</t></is></c>', "pear", CellKind.TEXT),
    ],
)
def test_a_cell_knows_what_kind_of_value_it_holds(
    tmp_path: Path, cell: str, text: str, kind: CellKind
) -> None:
    assert one_cell(tmp_path, cell) == (text, kind)


def test_a_formula_whose_result_is_no_word_leaves_its_cell_empty(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'

    assert [cell.passage.text for cell in cells(document_of(tmp_path, rows))] == ["", "1"]


def test_words_struck_through_in_a_cell_are_kept_as_such(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    gone = TextBlock(InlineFont(strike=True), "May 2030")
    sheet["A1"] = CellRichText("  until ", gone, " June 2031")
    sheet["B1"], sheet["B1"].font = "plums", Font(strike=True)
    sheet["C1"], sheet["C1"].font = 40, Font(strike=True)
    sheet["D1"] = "pears"
    book.save(tmp_path / "orchard.xlsx")

    document = read(tmp_path / "orchard.xlsx", EN)

    found = cells(document)
    assert [[words.text for words in cell.struck] for cell in found] == [
        ["May 2030"],
        ["plums"],
        ["40"],
        [],
    ]
    for words in (words for cell in found for words in cell.struck):
        assert document.text[words.start : words.end] == words.text


def test_a_filled_cell_without_words_says_so(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for place, colour in (("A1", "70AD47"), ("A2", "70AD47"), ("B2", "FFFFFF")):
        sheet[place].fill = PatternFill("solid", fgColor=colour)
    sheet["A1"], sheet["B1"], sheet["C1"], sheet["C2"] = "March", "April", "May", "pears"
    book.save(tmp_path / "orchard.xlsx")

    found = cells(read(tmp_path / "orchard.xlsx", EN))

    assert [cell.is_filled for cell in found] == [True, False, False, True, False, False]
    assert [cell.is_wordless for cell in found] == [False, False, False, True, False, False]


def test_the_first_row_of_a_filter_and_of_a_table_is_one_of_headings(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Trees", "x", "Bees"], ["pears", "x", "many"], ["plums", "x", "few"]):
        sheet.append(row)
    sheet.auto_filter.ref = "A1:A3"
    sheet.add_table(Table(displayName="bees", ref="C1:C3"))
    book.save(tmp_path / "orchard.xlsx")

    found = cells(read(tmp_path / "orchard.xlsx", EN))

    assert [cell.passage.text for cell in found if cell.is_heading] == ["Trees", "Bees"]


@pytest.mark.parametrize("name", ["orchard.xlsx", "orchard.csv"])
def test_a_typed_line_begins_a_paragraph_or_an_item(tmp_path: Path, name: str) -> None:
    words = "pears and\nplums\n- of the north\nb) of the south<br>and <b>bees</b>"
    if name.endswith("csv"):
        (tmp_path / name).write_text(f'"{words}",x\n', encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        book.worksheets[0]["A1"] = words
        book.save(tmp_path / name)

    document = read(tmp_path / name, EN)

    lines = cells(document)[0].lines
    assert [(line.kind.value, line.marker, line.passage.text) for line in lines] == [
        ("paragraph", "", "pears and"),
        ("paragraph", "", "plums"),
        ("item", "-", "of the north"),
        ("item", "b)", "of the south"),
        ("paragraph", "", "and bees"),
    ]


def test_blank_rows_stay_where_they_are(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="A3"><v>3</v></c></row>'

    assert [cell.passage.text for cell in cells(document_of(tmp_path, rows))] == ["1", "", "3"]


PLANNED = (
    ("No", "Action", "Responsible", "Deadline"),
    (1, "Prune the old pears", "Gardener", 2031),
    (2, "Graft the young plums", "Nursery", 2032),
)


def _heights(folder: Path, *below: Sequence[object]) -> list[int]:
    book = openpyxl.Workbook()
    for line in (*PLANNED, (), *below):
        book.worksheets[0].append(list(line))
    book.save(folder / "orchard.xlsx")
    return [len(table.rows) for table in read(folder / "orchard.xlsx", EN).tables]


@pytest.mark.parametrize(
    "below",
    [
        [("Who to ask",), ("Name", "Post"), ("Ann Vole", "Gardener"), ("Bo Wren", "Porter")],
        [
            ("Changes",),
            ("Version", "Author", "Day", "Note"),
            ("0.1", "Ann Vole", "3 May 2030", "-"),
            ("0.2", "Bo Wren", "4 May 2030", "-"),
        ],
    ],
    ids=["narrower", "words above numbers"],
)
def test_a_caption_and_another_header_begin_another_table(
    tmp_path: Path, below: list[Sequence[object]]
) -> None:
    heights = _heights(tmp_path, *below)

    assert heights == [4, len(below)]


@pytest.mark.parametrize(
    "below",
    [
        [("Part two",), (3, "Pick the apples", "Gardener", 2033), (4, "Press", "Nursery", 2034)],
        [("Names", "Posts"), ("Ann Vole", "Gardener"), ("Bo Wren", "Porter")],
        [("Part two",), ("Nothing is planned here yet for the coming year", "see part one")],
    ],
    ids=["a section", "no caption", "a note"],
)
def test_other_rows_below_a_blank_one_are_of_the_same_table(
    tmp_path: Path, below: list[Sequence[object]]
) -> None:
    heights = _heights(tmp_path, *below)

    assert heights == [4 + len(below)]


def test_words_below_a_merged_cell_are_kept_aside(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'

    document = document_of(tmp_path, rows, merged=merged)

    assert [(cell.passage.text, cell.columns) for cell in cells(document)] == [("1", 2), ("3", 1)]
    assert [words.text for words in document.skipped] == ["2"]


def test_the_title_of_a_workbook_is_kept_beside_its_sheets(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    write_xlsx(tmp_path / "orchard.xlsx", rows, title="Action plan for the bees")

    document = read(tmp_path / "orchard.xlsx", EN)

    assert document.title is not None
    assert document.text[document.title.start :].strip() == "Action plan for the bees"


FAR = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'
ALL = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'


@pytest.mark.parametrize(
    ("row", "column"), [(1_048_576, "A"), (60, "XFD"), (1_048_576, "XFD"), (9_999, "ZZ")]
)
def test_a_sheet_that_reaches_far_is_refused_before_it_is_laid_out(
    tmp_path: Path, row: int, column: str
) -> None:
    with pytest.raises(DocumentError, match=rf"reaches down to row {row:,} and to column"):
        document_of(tmp_path, FAR.format(row, column))


def test_more_cells_than_a_plan_has_are_refused_while_they_are_read(tmp_path: Path) -> None:
    row = '<row r="{}">' + "<c><v>1</v></c>" * 900 + "</row>"

    with pytest.raises(DocumentError, match="more than 200,000 cells with words"):
        document_of(tmp_path, "".join(row.format(number) for number in range(1, 230)))


def test_a_merge_over_a_whole_sheet_costs_nothing_and_is_no_form_of_ours(tmp_path: Path) -> None:
    document = document_of(tmp_path, FAR.format(1, "A"), merged=ALL)

    assert [(cell.passage.text, cell.columns) for cell in cells(document)] == [("1", 1)]
    with pytest.raises(DocumentError, match=r"merged cells over 17,179,869,184 places"):
        open_workbook(tmp_path / "orchard.xlsx")


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ('<c r="A1" t="s"><v>999999</v></c>', "refers to text 999999 of 0 shared ones"),
        ('<c r="1A"><v>1</v></c>', "names a cell '1A'"),
    ],
)
def test_a_damaged_cell_is_named(tmp_path: Path, cell: str, problem: str) -> None:
    with pytest.raises(DocumentError, match=problem):
        one_cell(tmp_path, cell)


def test_a_number_of_any_format_stays_short(tmp_path: Path) -> None:
    styles = (
        f'<numFmts><numFmt numFmtId="170" formatCode="0.{"0" * 100_000}"/></numFmts>'
        '<cellXfs><xf numFmtId="170"/></cellXfs>'
    )

    document = document_of(tmp_path, '<row r="1"><c r="A1"><v>2</v></c></row>', styles=styles)

    assert cells(document)[0].passage.text == "2"


def test_ten_thousand_rows_are_read_whole(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>{row}</v></c>'
        f'<c r="B{row}" t="inlineStr"><is><t>Plant tree {row}</t></is></c></row>'
        for row in range(1, 10_002)
    )

    (table,) = document_of(tmp_path, rows).tables

    assert len(table.rows) == 10_001
    assert table.rows[-1].cells[1].passage.text == "Plant tree 10001"
