"""Words longer than their cell is wide, which programs that lay out text cut where it is full."""

from __future__ import annotations

from pathlib import Path

import pytest

from draw_pdf import Sheet
from plan_graph.documents.pdf import read_pdf
from plan_graph.language.recognition import Languages
from test_pdf import EDGES, HEADER, ROWS, rows

LINES = ["Mend the ", "old weirs ", "at once ", "and well "]


SPARE = 4.5
"""Room for a space, and not for one letter more."""


def drawn(path: Path, cell: str, room: float, *, spaces: bool = True) -> str:
    """Return what is read in a cell that is so wide, beside one with more words."""
    sheet = Sheet()
    edges = [40, 48 + room, 330, 450, 560, 760]
    others = "\n".join(line if spaces else line.strip() for line in LINES)
    sheet.ruled(edges, 60, [HEADER, [cell, others, *ROWS[0][2:]], ROWS[1]])
    return " ".join(rows(read_pdf(sheet.save(path / "plan.pdf")))[1][0].split())


def width(words: str) -> float:
    return Sheet().pdf.get_string_width(words)


@pytest.mark.parametrize(
    ("cell", "room", "read"),
    [
        ("waterma\nnagement \nplan", "waterma", "watermanagement plan"),
        ("water \nmanage \nplan", "manage ", "water manage plan"),
        ("water\nand \nplan", "watering", "water and plan"),
        ("River\nBoard", "River", "River Board"),
        ("31.12.202\n7", "31.12.202", "31.12.2027"),
        ("Town \ntvarkym\no of boats", "tvarkym", "Town tvarkymo of boats"),
    ],
)
def test_a_word_cut_by_the_side_of_its_cell_is_one(
    tmp_path: Path, cell: str, room: str, read: str
) -> None:
    assert drawn(tmp_path, cell, width(room) + SPARE) == read


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("waterma\nnagement", "waterma nagement"),
        (
            "waterma\nnagement \nriverma\nnagement \nriverma\nnages",
            "waterma nagement rivermanagement",
        ),
        ("31.12.20\n27", "31.12.2027"),
    ],
)
def test_where_no_space_fits_a_long_rest_stays_apart_and_a_date_does_not(
    tmp_path: Path, cell: str, read: str
) -> None:
    first = cell.partition("\n")[0]

    assert drawn(tmp_path, cell, width(first) + 0.5).startswith(read)


def test_a_full_line_says_nothing_where_no_line_ends_in_a_space(tmp_path: Path) -> None:
    read = drawn(tmp_path, "waterma\nnagement", width("waterma") + SPARE, spaces=False)

    assert read == "waterma nagement"


def test_a_word_that_stands_elsewhere_is_whole(tmp_path: Path) -> None:
    sheet = Sheet()
    edges = [40, 48 + width("regular") + SPARE, 330, 450, 560, 760]
    note = "The regular sums"
    cells = ["regular\nmeans", "\n".join(LINES), *ROWS[0][2:]]
    sheet.ruled(edges, 60, [HEADER, cells])
    sheet.ruled(EDGES, 200, [HEADER, ["1", note, *ROWS[0][2:]]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert rows(document)[1][0] == "regular means"


def test_what_ends_no_other_word_is_a_word_where_it_stands_elsewhere(tmp_path: Path) -> None:
    sheet = Sheet()
    edges = [40, 48 + width("Lamps") + SPARE, 330, 450, 560, 760]
    cells = ["Lamps\nat \nsea", "Look at it by\n" + "\n".join(LINES), *ROWS[0][2:]]
    sheet.ruled(edges, 60, [HEADER, cells])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    assert " ".join(rows(document)[1][0].split()) == "Lamps at sea"


def test_a_small_word_of_a_language_is_no_part_of_one(tmp_path: Path) -> None:
    sheet = Sheet()
    edges = [40, 48 + width("Lighthouse") + 0.5, 330, 450, 560, 760]
    cells = ["Lighthouse\nwith lamps", "\n".join(LINES), *ROWS[0][2:]]
    cut = ["watermana\nger \nshoremana\nger \nlighthousek\neeper", *cells[1:]]
    sheet.ruled(edges, 60, [HEADER, cells, cut])

    read = rows(read_pdf(sheet.save(tmp_path / "plan.pdf"), Languages.all()))[1][0]

    assert " ".join(read.split()) == "Lighthouse with lamps"


def test_a_word_of_headings_and_lists_is_one_however_its_end_reads(tmp_path: Path) -> None:
    sheet = Sheet()
    edges = [40, 48 + width("Tot") + 0.5, 330, 450, 560, 760]
    sheet.ruled(edges, 60, [HEADER, ["1", *ROWS[0][1:]], ["Tot\nal", "", "", "", "EUR 5"]])

    read = rows(read_pdf(sheet.save(tmp_path / "plan.pdf"), Languages.all()))[2][0]

    assert read == "Total"


@pytest.mark.parametrize(
    ("cell", "read"),
    [("47500\n0", "475000"), ("47.50\n0", "47.500"), ("200\n50", "200 50")],
)
def test_a_number_that_a_full_line_cuts_is_one_where_it_can_be_no_two(
    tmp_path: Path, cell: str, read: str
) -> None:
    first = cell.partition("\n")[0]

    assert drawn(tmp_path, cell, width(first) + 0.5) == read
