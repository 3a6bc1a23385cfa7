"""What a PDF keeps of its structure: tables with and without rules, rows overleaf, furniture."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from draw_pdf import LEAD, Sheet
from plan_graph.documents.pdf import read_pdf
from plan_graph.errors import DocumentError
from plan_graph.plan.tables import Cell, Document, LineKind, Table

EDGES = [40, 90, 310, 430, 530, 760]
XS = [44, 94, 314, 434, 534]
HEADER = ["No.", "Action", "Lead body", "Deadline", "Indicator"]
ROWS = [
    ["1", "Mend the weir so that eels\ncan climb it", "River board", "March 2031", "Weir mended"],
    [
        "2",
        "Count the eels",
        "Mill guild;\nAnglers' union",
        "each autumn",
        "Eels counted\nand weighed",
    ],
    ["3", "Print a leaflet for millers\nalong the lower reach", "Mill guild", "2032", "Leaflets"],
    ["4", "Plant alders on both banks", "Forest office", "May 2033", "Alders planted"],
]
FLAT = [HEADER, *([" ".join(cell.split()) for cell in row] for row in ROWS)]


def rows(document: Document) -> list[list[str]]:
    """The words of all cells, each on one line."""
    return [[" ".join(cell.passage.text.split()) for cell in row] for row in grid(document)]


def grid(document: Document) -> list[tuple[Cell, ...]]:
    return [row.cells for table in document.tables for row in table.rows]


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if not isinstance(block, Table)]


# Tables without rules, or with few


def bare(sheet: Sheet) -> None:
    y = 60.0
    for row in [HEADER, *ROWS]:
        y = sheet.row(XS, y, row) + 8


def tight(sheet: Sheet) -> None:
    y = 60.0
    for row in [HEADER, *ROWS]:
        y = sheet.row(XS, y, row)


def rules_across(sheet: Sheet) -> None:
    y = 60.0
    for row in [HEADER, *ROWS]:
        sheet.line(40, y - 11, 760, y - 11)
        y = sheet.row(XS, y, row) + 3


def rules_around_the_header(sheet: Sheet) -> None:
    sheet.line(40, 46, 760, 46)
    sheet.line(40, 64, 760, 64)
    y = sheet.row(XS, 58, HEADER) + 8
    for row in ROWS:
        y = sheet.row(XS, y, row) + 6


def bands(sheet: Sheet) -> None:
    y = 60.0
    for number, row in enumerate([HEADER, *ROWS]):
        height = max(cell.count("\n") + 1 for cell in row) * LEAD
        if number % 2 == 0:
            sheet.fill(40, y - 10, 760, y - 10 + height)
        y = sheet.row(XS, y, row)


def rules_down(sheet: Sheet) -> None:
    y = 60.0
    sheet.line(40, 46, 760, 46)
    y = sheet.row(XS, y, HEADER) + 4
    sheet.line(40, y - 12, 760, y - 12)
    for row in ROWS:
        y = sheet.row(XS, y + 4, row)
    sheet.line(40, y, 760, y)
    for x in EDGES:
        sheet.line(x, 46, x, y)


def open_sides(sheet: Sheet) -> None:
    y = 60.0
    for row in [HEADER, *ROWS]:
        below = sheet.row(XS, y, row)
        sheet.line(40, y - 11, 760, y - 11)
        for x in EDGES[1:-1]:
            sheet.line(x, y - 11, x, below - 8)
        y = below + 3
    sheet.line(40, y - 11, 760, y - 11)


def cells_in_the_middle(sheet: Sheet) -> None:
    y = 60.0
    for row in [HEADER, *ROWS]:
        height = max(cell.count("\n") + 1 for cell in row)
        for x, cell in zip(XS, row, strict=True):
            sheet.text(x, y + (height - cell.count("\n") - 1) * LEAD / 2, cell)
        y += height * LEAD + 8


@pytest.mark.parametrize(
    "draw",
    [
        bare,
        tight,
        rules_across,
        rules_around_the_header,
        bands,
        rules_down,
        open_sides,
        cells_in_the_middle,
    ],
)
def test_rows_and_columns_are_told_where_rules_are_wanting(
    tmp_path: Path, draw: Callable[[Sheet], None]
) -> None:
    sheet = Sheet()
    draw(sheet)

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document) == FLAT


def test_words_over_two_columns_hide_neither_of_them(tmp_path: Path) -> None:
    sheet = Sheet()
    xs = (44, 300, 420, 480)
    drawn = [
        ["Action", "Responsible", "2031", "2032"],
        ["Clear the reeds", "Brook Board", "1 200", "1 350"],
        ["Count the eels", "Anglers", "80", "95"],
        ["Mend the sluice", "Brook Board", "14 000", "300"],
        ["Plant willows", "Anglers", "as the council decides", ""],
    ]
    y = 60.0
    for row in drawn:
        y = sheet.row(xs, y, row)

    (table,) = read_pdf(sheet.save(tmp_path / "plan.pdf")).tables

    assert [[c.passage.text for c in row.cells] for row in table.rows] == [
        *drawn[:-1],
        drawn[-1][:3],
    ]
    assert [cell.columns for cell in table.rows[-1].cells] == [1, 1, 2]


def test_rows_of_figures_are_rows_however_full_their_columns_are(tmp_path: Path) -> None:
    sheet = Sheet()
    drawn = [
        ["Fish of the brook", "First", "Second", "Third"],
        ["Eels below the weir", "1140", "1290", "1310"],
        ["Trout above the weir", "2310", "2450", "2510"],
        ["Perch in all ponds of it", "4100", "4900", "5020"],
    ]
    y = 60.0
    for row in drawn:
        y = sheet.row((44, 162, 200, 240), y, row)

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document) == drawn


def test_text_below_a_table_without_rules_is_no_part_of_it(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.row(XS[2:], 60, HEADER[2:])
    y = sheet.row(XS, 72, [*HEADER[:2], *[""] * (len(HEADER) - 2)])
    for row in ROWS:
        y = sheet.row(XS, y + 8, row)
    sheet.text(44, y + 20, "GOAL B: A BROOK FOR ALL")
    sheet.text(
        44, y + 32, "Result: the council, its schools and those who fish there know the brook"
    )

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document)[1:] == FLAT[1:]
    assert paragraphs(document)[0] == "GOAL B: A BROOK FOR ALL"


def test_a_row_over_the_columns_and_the_words_below_stay_apart(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.row(XS, 60, HEADER) + 8
    y = sheet.text(44, y, "Goal A: a brook in which eels, trout and children swim without fear") + 8
    y = sheet.row(XS, y, ROWS[0]) + 8
    y = sheet.row(XS, y, ROWS[3]) + 8
    sheet.text(
        44, y + 20, "The board keeps this plan and tells the council each year what was done."
    )

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    goal = "Goal A: a brook in which eels, trout and children swim without fear"
    assert rows(document) == [HEADER, [goal], FLAT[1], FLAT[4]]
    assert paragraphs(document) == [
        "The board keeps this plan and tells the council each year what was done."
    ]


def test_a_table_without_rules_goes_on_overleaf_with_its_last_row(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 60.0
    for row in [HEADER, *ROWS[:3]]:
        y = sheet.row(XS, y, row) + 8
    sheet.page()
    y = sheet.row(XS, 60, ["", "and along the brook", "", "", ""]) + 8
    sheet.row(XS, y, ROWS[3])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    third = FLAT[3].copy()
    third[1] += " and along the brook"
    assert rows(document) == [*FLAT[:3], third, FLAT[4]]


STORY = str.split(
    "The brook was once full of eels and the mills ran day and night while the guilds kept the "
    "banks and weirs in good order for all who lived by the water and paid their share of it"
)


def flow(sheet: Sheet, x: float, y: float, width: float, words: list[str]) -> float:
    line = ""
    for word in words:
        if sheet.pdf.get_string_width(f"{line} {word}") > width:
            y, line = sheet.text(x, y, line), word
        else:
            line = f"{line} {word}".strip()
    return sheet.text(x, y, line)


def two_columns(sheet: Sheet) -> None:
    flow(sheet, 40, 80, 300, STORY * 4)
    flow(sheet, 420, 80, 300, STORY[7:] * 4)


def a_list(sheet: Sheet) -> None:
    y = 80.0
    for number in range(5):
        sheet.text(40, y, f"{number + 1}.")
        y = flow(sheet, 80, y, 500, STORY[number:]) + 4


def contents(sheet: Sheet) -> None:
    for number, heading in enumerate(["Eels and trout", "Weirs", "Banks", "Guilds and unions"]):
        sheet.text(40, 80 + 14 * number, heading)
        sheet.text(600, 80 + 14 * number, str(number + 3))


@pytest.mark.parametrize("draw", [two_columns, a_list, contents])
def test_running_text_lists_and_contents_are_no_tables(
    tmp_path: Path, draw: Callable[[Sheet], None]
) -> None:
    sheet = Sheet()
    draw(sheet)

    document = read_pdf(sheet.save(tmp_path / "story.pdf"))

    assert rows(document) == []


def test_running_text_in_two_columns_is_read_column_by_column(tmp_path: Path) -> None:
    sheet = Sheet()
    two_columns(sheet)

    document = read_pdf(sheet.save(tmp_path / "story.pdf"))

    assert " ".join(document.text.split()) == " ".join(STORY * 4 + STORY[7:] * 4)


# Over page breaks


def overleaf(tmp_path: Path, last: list[str], rest: list[str], *, is_open: bool = False) -> Path:
    """Draw a table whose last row goes on on a second page."""
    sheet = Sheet()
    y = sheet.ruled(EDGES, 60, [HEADER, ROWS[0], ROWS[2]])
    sheet.ruled(EDGES, y, [last], "bottom" if is_open else "")
    sheet.page()
    y = sheet.ruled(EDGES, 60, [rest], "top" if is_open else "")
    sheet.ruled(EDGES, y, [ROWS[3]])
    return sheet.save(tmp_path / "plan.pdf")


@pytest.mark.parametrize(
    ("last", "rest", "is_open", "whole"),
    [
        (
            ["2", "Count the eels of the", "Guild of", "autumn", "Eels"],
            ["", "Upper Brook", "Millers", "", ""],
            False,
            ["2", "Count the eels of the Upper Brook", "Guild of Millers", "autumn", "Eels"],
        ),
        (
            ["2", "Count the eels and", "Mill guild", "autumn", "Eels"],
            ["", "tell the council", "", "", "counted"],
            False,
            ["2", "Count the eels and tell the council", "Mill guild", "autumn", "Eels counted"],
        ),
        (
            ["2", "Count the eels and", "Mill guild", "autumn", "Eels"],
            ["", "Trout", "Anglers", "winter", "Trout"],
            True,
            ["2", "Count the eels and Trout", "Mill guild Anglers", "autumn winter", "Eels Trout"],
        ),
    ],
    ids=["its number is empty", "it begins with small letters", "no rule closes it"],
)
def test_a_row_that_goes_on_overleaf_is_one_row(
    tmp_path: Path, last: list[str], rest: list[str], is_open: bool, whole: list[str]
) -> None:
    document = read_pdf(overleaf(tmp_path, last, rest, is_open=is_open))

    assert rows(document) == [HEADER, FLAT[1], FLAT[3], whole, FLAT[4]]


def test_a_row_that_goes_on_overleaf_is_one_row_also_where_it_is_torn_there(
    tmp_path: Path,
) -> None:
    sheet = Sheet()
    edges = [40, 300, 530, 760]
    header, first = ["Action", "Reason", "Steps"], ["Count the eels", "They are few", "Nets"]
    y = sheet.ruled(edges, 60, [header, first, ["Feed the trout", "They starve", "Flies"]])
    sheet.ruled(edges, y, [["Mend the weirs and keep the", "They leak", "Clay"]])
    sheet.page()
    rest = [["water on", "", "and sand"], ["which the mill relies", "", "Stones"]]
    sheet.ruled(edges, 60, [*rest, ["Mow the banks", "They are wild", "Scythes"]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    whole = "Mend the weirs and keep the water on which the mill relies"
    assert [row[0] for row in rows(document)] == [
        *("Action", "Count the eels", "Feed the trout", whole, "Mow the banks"),
    ]


def test_a_row_that_begins_overleaf_is_another_row(tmp_path: Path) -> None:
    document = read_pdf(overleaf(tmp_path, ROWS[1], ROWS[3]))

    assert rows(document) == [HEADER, FLAT[1], FLAT[3], FLAT[2], FLAT[4], FLAT[4]]


def test_a_row_with_a_code_of_its_own_is_another_row_whatever_is_empty(tmp_path: Path) -> None:
    first = ["2", "Count the eels and", "Mill guild", "autumn", "Eels"]
    own = ["3", "Feed the trout", "", "", ""]
    sheet = Sheet()
    sheet.ruled(EDGES, 60, [HEADER, ROWS[0], ["", *ROWS[2][1:]], first])
    sheet.page()
    sheet.ruled(EDGES, 60, [own, ROWS[3]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document)[3:] == [first, own, FLAT[4]]


@pytest.mark.parametrize(
    ("begun", "rest"), [("Keep the banks of", "the brook"), ("Keep banks (from", "2030)")]
)
def test_an_action_that_goes_on_in_the_middle_of_a_sentence_is_one_row(
    tmp_path: Path, begun: str, rest: str
) -> None:
    last = [ROWS[1][0], begun, *ROWS[1][2:]]

    document = read_pdf(overleaf(tmp_path, last, ["", rest, "Millers", "", ""]))

    assert [row[1] for row in rows(document)].count(f"{begun} {rest}") == 1


def test_a_row_of_sums_overleaf_does_not_go_on_with_a_number(tmp_path: Path) -> None:
    sums = ["All of it", "", "", "", "900"]

    document = read_pdf(overleaf(tmp_path, ROWS[1], sums))

    assert rows(document)[3:] == [FLAT[2], sums, FLAT[4]]


def test_a_word_that_would_fit_only_past_a_narrower_space_wraps(tmp_path: Path) -> None:
    sheet = Sheet()
    first, last = "Count the eels", "Tuesdays at noon"
    room = sheet.pdf.get_string_width(f"{first} Tuesdays") - 0.1
    edges = [40, 48 + room, 330, 450, 560, 760]
    sheet.ruled(edges, 60, [HEADER, [f"{first}\n{last}", *ROWS[0][1:]], ROWS[1]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    lines = grid(document)[1][0].lines
    assert [line.kind for line in lines] == [LineKind.PARAGRAPH, LineKind.FULL]


def test_a_cell_over_several_rows_goes_on_overleaf(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.ruled(EDGES, 60, [["Goal", *HEADER[1:]]])
    end = sheet.ruled(EDGES, y, [[None, *row[1:]] for row in ROWS[:2]])
    sheet.box((EDGES[0], y, EDGES[1], end), "Brook")
    sheet.page()
    end = sheet.ruled(EDGES, 60, [[None, *row[1:]] for row in ROWS[2:]])
    sheet.box((EDGES[0], 60, EDGES[1], end), "")

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document) == [["Goal", *HEADER[1:]], *(["Brook", *row[1:]] for row in FLAT[1:])]
    assert len({row[0].passage for row in grid(document)[1:]}) == 1


def test_headings_over_two_rows_let_no_cell_go_on_overleaf(tmp_path: Path) -> None:
    edges = [40, 90, 310, 430, 530, 760]
    sheet = Sheet()
    for place, words in enumerate(HEADER[:3]):
        sheet.box((edges[place], 60, edges[place + 1], 100), words)
    sheet.box((edges[3], 60, edges[5], 80), "Time")
    sheet.box((edges[3], 80, edges[4], 100), "Begin")
    sheet.box((edges[4], 80, edges[5], 100), "End")
    sheet.ruled(edges, 100, [["1", "Mend the weir", "River board", "may 2031", "june 2031"]])
    sheet.page()
    sheet.ruled(edges, 60, [["2", "Count the eels", "", "april 2032", "may 2032"]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document)[2:] == [
        ["1", "Mend the weir", "River board", "may 2031", "june 2031"],
        ["2", "Count the eels", "", "april 2032", "may 2032"],
    ]


def test_a_header_repeated_overleaf_is_read_once(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.ruled(EDGES, 60, [HEADER, *ROWS[:2]])
    sheet.page()
    sheet.ruled(EDGES, 60, [HEADER, *ROWS[2:]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document) == FLAT
    assert [words.text for words in document.furniture] == HEADER


def test_a_table_with_other_columns_overleaf_is_another_table(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.ruled(EDGES, 60, [HEADER, *ROWS])
    sheet.page()
    sheet.ruled([40, 400, 760], 60, [["Word", "Meaning"], ["Weir", "A low dam"]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert [len(table.rows) for table in document.tables] == [5, 2]


def test_tables_below_each_other_whose_columns_nearly_agree_are_several(tmp_path: Path) -> None:
    moved = [40, 88, 312, 428, 532, 760]
    sheet = Sheet()
    sheet.ruled(EDGES, 60, [HEADER, *ROWS[:2]])
    sheet.text(44, 238, "Banks")
    sheet.ruled(moved, 260, [HEADER, *ROWS[2:]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert [len(table.rows) for table in document.tables] == [3, 3]
    assert paragraphs(document) == ["Banks"]


def test_a_title_above_the_header_overleaf_begins_another_table(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.ruled(EDGES, 60, [HEADER, *ROWS[:2]])
    sheet.page()
    sheet.box((40, 40, 760, 60), "Banks")
    sheet.ruled(EDGES, 60, [HEADER, *ROWS[2:]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert [len(table.rows) for table in document.tables] == [3, 4]
    assert rows(document) == [*FLAT[:3], ["Banks"], HEADER, *FLAT[3:]]


def test_a_note_in_small_print_does_not_part_a_table(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.ruled(EDGES, 60, [HEADER, *ROWS[:2]])
    sheet.text(40, 480, "A weir is a low dam.", size=7)
    sheet.text(0, 0, "")
    sheet.page()
    sheet.text(0, 0, "", size=10)
    sheet.ruled(EDGES, 60, [*ROWS[2:]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document) == FLAT
    assert paragraphs(document) == ["A weir is a low dam."]


def test_lines_that_repeat_at_the_edge_of_pages_are_furniture(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in range(1, 5):
        sheet.text(40, 30, f"{number} PLAN OF THE BROOK" if number % 2 else f"EELS FIRST {number}")
        sheet.text(40, 70, "Eels" if number == 1 else f"More of {'eels' * number}")
        sheet.ruled(EDGES, 90, [HEADER] if number == 1 else [ROWS[number - 2]])
        sheet.text(700, 580, f"May 5, 2031, page {number}")
        sheet.page()

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert {words.text for words in document.furniture} == {
        "1 PLAN OF THE BROOK",
        "EELS FIRST 2",
        "3 PLAN OF THE BROOK",
        "EELS FIRST 4",
        *(f"May 5, 2031, page {number}" for number in range(1, 5)),
    }
    assert paragraphs(document)[0] == "Eels"


# Cells


def test_a_title_above_the_header_and_turned_headings_are_read(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.box((40, 40, 760, 60), "Plan of the brook")
    header: list[str] = ["No.", "Action\n\n\n\n\n", "", "", "Indicator"]
    end = sheet.ruled(EDGES, 60, [header])
    sheet.turned(370, end - 5, "Lead body")
    sheet.turned(470, 66, "Deadline", -90)
    sheet.ruled(EDGES, end, ROWS)

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document) == [["Plan of the brook"], *FLAT]
    assert grid(document)[0][0].columns == 5


def test_lines_of_a_cell_know_why_they_begin(tmp_path: Path) -> None:
    sheet = Sheet()
    action = (
        "Mend the weir, which the flood has swept\naway, with:\n- stone\n- clay\n  and sand\n- reed"
    )
    edges = [40, 90, 300, 430, 530, 760]
    sheet.ruled(edges, 60, [HEADER, ["1", action, "River board\nMill guild", "2031", "Weir"]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    _, cell, bodies, *_ = grid(document)[1]
    assert [(line.kind, line.marker, line.passage.text) for line in cell.lines] == [
        (LineKind.PARAGRAPH, "", "Mend the weir, which the flood has swept away, with:"),
        (LineKind.ITEM, "-", "stone"),
        (LineKind.ITEM, "-", "clay"),
        (LineKind.BREAK, "", "and sand"),
        (LineKind.ITEM, "-", "reed"),
    ]
    assert [line.kind for line in bodies.lines] == [LineKind.PARAGRAPH, LineKind.BREAK]
    assert all(document.text[w.start : w.end] == w.text for w in (x.passage for x in cell.lines))


def test_words_with_a_line_through_are_struck(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.ruled(EDGES, 60, [HEADER, ["1", "Mend the weir", "River board", "2031\n2033", "Weir"]])
    sheet.line(534 - 100, 89, 534 - 70, 89)

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    deadline = grid(document)[1][3]
    assert [words.text for words in deadline.struck] == ["2031"]
    assert all(document.text[words.start : words.end] == "2031" for words in deadline.struck)


def test_an_empty_cell_with_a_fill_is_wordless_and_filled(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.fill(430, 80, 530, 100)
    sheet.ruled(EDGES, 60, [HEADER, ["1", "Mend the weir", "River board", "", "Weir"]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert [(cell.is_filled, cell.is_wordless) for cell in grid(document)[1]] == [
        (False, False),
        (False, False),
        (False, False),
        (True, True),
        (False, False),
    ]


def test_a_hyphen_at_the_end_of_a_line_goes_if_the_document_has_the_word(tmp_path: Path) -> None:
    sheet = Sheet()
    first = "We guard the brook and all who tend its riv-\nerside"
    second = "We guard the brook and oil the old, slow mill-\nwheels"
    third = "We guard the brook and all by call MILL-AG-\nOIL"
    rest = [[second, "the mills"], [third, "the call"]]
    table = [["Action", "Note"], [first, "the riverside of old"], *rest]
    sheet.ruled([40, 260, 760], 60, table)

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert [row[0] for row in rows(document)[1:]] == [
        "We guard the brook and all who tend its riverside",
        "We guard the brook and oil the old, slow mill-wheels",
        "We guard the brook and all by call MILL-AG-OIL",
    ]


def test_a_word_that_a_narrow_cell_breaks_is_one_if_the_document_has_it(tmp_path: Path) -> None:
    sheet = Sheet()
    table = [["Action", "Note"], ["Light\nhouse\nkeeper", "A lighthouse of old"], ["Oil", "Mills"]]
    sheet.ruled([40, 90, 760], 60, table)

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document)[1][0].replace("\n", " ") == "Lighthouse keeper"


# Paragraphs, places and properties


def test_a_line_with_a_label_is_a_paragraph_with_the_lines_it_goes_on_in(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 80.0
    for label, value in (
        ("Action", " ".join(STORY)),
        ("Lead body", "River board"),
        ("Deadline", "March 2031"),
    ):
        y = flow(sheet, 40, y, 500, [f"{label}:", *value.split()])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert paragraphs(document) == [
        f"Action: {' '.join(STORY)}",
        "Lead body: River board",
        "Deadline: March 2031",
    ]


def test_each_paragraph_and_cell_knows_its_pages_and_places(tmp_path: Path) -> None:
    path = overleaf(tmp_path, ROWS[1], ["", "", "and the fishers", "", ""])

    document = read_pdf(path)

    cell = grid(document)[3][2]
    found = [box for box in document.boxes if box.passage == cell.passage]
    assert [(box.page, round(box.left), round(box.right)) for box in found] == [
        (1, 310, 430),
        (2, 310, 430),
    ]
    assert all(
        first.passage.start <= second.passage.start for first, second in pairwise(document.boxes)
    )


@pytest.mark.parametrize(
    ("stated", "title"),
    [
        ("Plan of the brook 2031", "Plan of the brook 2031"),
        ("Microsoft Word - plan_final.docx", None),
        ("brook plan v3.docx", None),
        ("untitled", None),
    ],
)
def test_the_title_in_the_properties_counts_if_a_person_wrote_it(
    tmp_path: Path, stated: str, title: str | None
) -> None:
    sheet = Sheet()
    bare(sheet)
    sheet.pdf.set_title(stated)

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert (document.title.text if document.title else None) == title


def test_a_title_that_the_properties_only_refer_to_stops_nothing(tmp_path: Path) -> None:
    sheet = Sheet()
    bare(sheet)
    sheet.pdf.set_title("Brook")
    path = sheet.save(tmp_path / "plan.pdf")
    data = path.read_bytes()
    title = next(line for line in data.split(b"\n") if line.startswith(b"/Title"))
    path.write_bytes(data.replace(title, b"/Title 1 0 R".ljust(len(title))))

    document = read_pdf(path)

    assert document.title is None
    assert list(document.tables)


# Hostile files


def raw_pdf(path: Path, content: bytes, filters: str) -> None:
    """Write one page with a stream as it is packed."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        b"<< /Length %d /Filter %s >>\nstream\n" % (len(content), filters.encode())
        + content
        + b"\nendstream",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 5\n0000000000 65535 f \n%s" % table
    end += b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)
    path.write_bytes(data + end)


def runs(size: int) -> bytes:
    return b"\x81 " * (size // 128) + b"\x80"


@pytest.mark.parametrize(
    ("content", "filters"),
    [
        (zlib.compress(zlib.compress(b" " * 40_000_000)), "[/FlateDecode /FlateDecode]"),
        (zlib.compress(runs(40_000_000)), "[/FlateDecode /RunLengthDecode]"),
    ],
    ids=["deflated twice", "runs"],
)
def test_a_stream_that_grows_without_measure_is_refused(
    tmp_path: Path, content: bytes, filters: str
) -> None:
    raw_pdf(tmp_path / "bomb.pdf", content, filters)

    with pytest.raises(DocumentError, match="far more than a page of text does"):
        read_pdf(tmp_path / "bomb.pdf")


def test_a_page_of_nothing_but_fine_rules_is_read_as_its_words(tmp_path: Path) -> None:
    sheet = Sheet()
    for number in range(151):
        sheet.line(40, 60 + number * 3.5, 640, 60 + number * 3.5)
        sheet.line(40 + number * 4, 60, 40 + number * 4, 585)
    sheet.text(40, 40, "Plan of the brook")

    document = read_pdf(sheet.save(tmp_path / "rules.pdf"))

    assert paragraphs(document) == ["Plan of the brook"]
    assert rows(document) == []


def test_the_last_row_of_a_table_is_one_row_although_its_lines_fill_all_columns(
    tmp_path: Path,
) -> None:
    edges = (40, 150, 260, 330)
    sheet = Sheet()
    first = ["Count the trout\nof the old pond", "Mill guild", "spring"]
    last = ["Clean the banks\nof the brook", "Guild of\nmillers", "late\nautumn"]
    sheet.ruled(edges, 60, [first, last])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert [row[0] for row in rows(document)] == [
        "Count the trout of the old pond",
        "Clean the banks of the brook",
    ]


NEEDS = ["Needs", "Lead", "Time", "Cost"]
COLUMNS = [40, 300, 430, 560]
WORK = [
    ["Clear the brook below the mill", "Parks Office", "2031", "none"],
    ["Mend the footbridge", "Water Board", "2032", "12 000 EUR"],
    ["Plant alders on both banks", "Parks Office", "2033", "4 000 EUR"],
]


def test_a_heading_at_the_top_of_a_page_is_no_rest_of_the_row_before(tmp_path: Path) -> None:
    sheet = Sheet()
    y = 300.0
    for row in [NEEDS, *WORK, *WORK]:
        y = sheet.row(COLUMNS, y, row) + LEAD
    sheet.page()
    y = 40.0
    for row in [["Goal 2: Quiet banks, safe for all of us", "", "", ""], *WORK[::-1]]:
        y = sheet.row(COLUMNS, y, row) + LEAD

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    first = [row[0] for row in WORK]
    expected = ["Needs", *first, *first, "Goal 2: Quiet banks, safe for all of us", *first[::-1]]
    assert [row[0] for row in rows(document)] == expected


def test_headings_in_the_middle_of_a_table_make_no_column(tmp_path: Path) -> None:
    sheet = Sheet()
    y = sheet.row(COLUMNS, 60, NEEDS) + LEAD
    for heading in ("Goal 1: Clear water", "Goal 2: Quiet banks", "Goal 3: Safe ways"):
        y = sheet.text(463, y, heading) + LEAD
        for row in WORK:
            y = sheet.row(COLUMNS, y, row) + LEAD

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document) == [
        NEEDS,
        ["Goal 1: Clear water"],
        *WORK,
        ["Goal 2: Quiet banks"],
        *WORK,
        ["Goal 3: Safe ways"],
        *WORK,
    ]


def test_values_in_a_full_narrow_cell_are_as_many_as_are_cells_elsewhere(tmp_path: Path) -> None:
    sheet = Sheet()
    edges = [40, 300, 368]
    both = ["Guard the brook", "Parks Office\nWater Board"]
    one = ["Sell the fish", "Fish and Eel\nMarkets"]
    sheet.ruled(edges, 60, [["Action", "Lead"], *(row[:2] for row in WORK), both, one])

    found = grid(read_pdf(sheet.save(tmp_path / "plan.pdf")))

    said = [cells[1].passage.text for cells in found[-2:]]
    assert said == ["Parks Office\nWater Board", "Fish and Eel Markets"]
