"""What the readers of text keep of a document's structure: wraps, broken rows, edges of pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from plan_graph.documents import read
from plan_graph.documents.plain.running import is_page_number
from plan_graph.language import wording
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Document
from plan_graph.text import Passage

ENGLISH = Languages((wording.load("en"),))


def document(folder: Path, name: str, text: str) -> Document:
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name, ENGLISH)


def cells(found: Document) -> list[list[list[str]]]:
    return [[[c.passage.text for c in row.cells] for row in table.rows] for table in found.tables]


def paragraphs(found: Document) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Passage)]


def test_a_full_line_of_a_drawn_cell_goes_on_below_though_its_padding_had_room(
    tmp_path: Path,
) -> None:
    found = document(
        tmp_path,
        "plan.txt",
        "+------------------+\n"
        "| Responsible      |\n"
        "+------------------+\n"
        "| Board of Inland  |\n"
        "| Harbours, Office |\n"
        "| of Tolls         |\n"
        "+------------------+\n",
    )

    assert cells(found) == [[["Responsible"], ["Board of Inland Harbours, Office of Tolls"]]]


def test_drawn_tables_with_a_blank_line_between_their_frames_are_two(tmp_path: Path) -> None:
    card = "+--------+-------+\n| Action | {} |\n+--------+-------+\n"

    found = document(tmp_path, "plan.txt", card.format("Sweep") + "\n" + card.format("Paint"))

    assert cells(found) == [[["Action", "Sweep"]], [["Action", "Paint"]]]


def test_a_line_as_of_a_frame_without_rows_below_it_is_no_table(tmp_path: Path) -> None:
    found = document(tmp_path, "plan.rst", "+----+\n\nThe harbour opens.\n")

    assert cells(found) == []
    assert "The harbour opens." in " ".join(paragraphs(found))


def test_a_blank_line_ends_a_table_of_bars(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "plan.txt",
        "| Action | Sweep |\n| Deadline | 2027 |\n\n| Action | Paint |\n| Deadline | 2028 |\n",
    )

    assert [len(rows) for rows in cells(found)] == [2, 2]


def test_blank_lines_between_all_rows_of_bars_end_none(tmp_path: Path) -> None:
    found = document(
        tmp_path, "plan.txt", "| Action | Deadline |\n\n| Sweep | 2027 |\n\n| Paint | 2028 |\n"
    )

    assert [len(rows) for rows in cells(found)] == [3]


def test_page_numbers_and_the_heads_beside_them_are_furniture(tmp_path: Path) -> None:
    page = "| Action | Deadline |\n| Sweep | 2027 |\n\nPage {} of 9\nOffice of Tolls\n\n"

    found = document(tmp_path, "plan.txt", page.format(3) + page.format(4))

    assert paragraphs(found) == []
    assert [words.text for words in found.furniture] == [
        "Page 3 of 9", "Office of Tolls", "Page 4 of 9",
    ]  # fmt: skip


def test_words_that_stand_once_beside_a_page_number_are_kept_with_it(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "plan.txt",
        "| Action | Deadline |\n| Sweep | 2027 |\n\n3 | 9\nClean quays\n\n| Paint | 2028 |\n",
    )

    assert paragraphs(found) == ["3 | 9", "Clean quays"]


@pytest.mark.parametrize(
    ("line", "is_one"),
    [("12", True), ("- 12 -", True), ("p. 2/10", True), ("Page 11 of 10", False),
     ("2026-2028", False), ("Objective 2", False)],
)  # fmt: skip
def test_a_page_number_is_told_from_other_numbers(line: str, is_one: bool) -> None:
    assert is_page_number(line) is is_one


def test_a_label_and_a_value_with_a_tab_between_are_a_row(tmp_path: Path) -> None:
    found = document(
        tmp_path, "plan.txt", "Action\tSweep the quays\nDeadline\t2027\nResponsible\tOffice\n"
    )

    assert cells(found) == [
        [["Action", "Sweep the quays"], ["Deadline", "2027"], ["Responsible", "Office"]]
    ]


@pytest.mark.parametrize("edge", ["| ", ""])
def test_a_row_of_markdown_that_is_broken_in_a_cell_is_one_row(tmp_path: Path, edge: str) -> None:
    found = document(
        tmp_path,
        "plan.md",
        f"{edge}Action | Responsible | Deadline\n| --- | --- | --- |\n"
        f"{edge}Sweep | Office of \nTolls | 2027\n{edge}Paint | Board | 2028\n",
    )

    assert cells(found) == [
        [
            ["Action", "Responsible", "Deadline"],
            ["Sweep", "Office of Tolls", "2027"],
            ["Paint", "Board", "2028"],
        ]
    ]


def test_a_row_without_bars_at_its_edge_may_be_broken_in_its_first_cell(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "plan.md",
        "Action | Deadline\n| --- | --- |\nPaint | 2028\nSweep all the \nquays | 2027\n",
    )

    assert cells(found)[0][1:] == [["Paint", "2028"], ["Sweep all the quays", "2027"]]


def test_lines_of_a_markdown_cell_that_may_be_new_ones_stay_apart(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "plan.md",
        "| Action | Responsible |\n| --- | --- |\n| Sweep | Office of Tolls\nBoard of Quays |\n",
    )

    assert cells(found)[0][1] == ["Sweep", "Office of Tolls\nBoard of Quays"]


def test_the_first_row_of_a_markdown_table_may_be_broken_too(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "plan.md",
        "| Sweep the quays\n• by hand | Office | 2027 |\n"
        "| --- | --- | --- |\n| Paint | B | 2028 |\n",
    )

    assert cells(found)[0] == [
        ["Sweep the quays\n• by hand", "Office", "2027"],
        ["Paint", "B", "2028"],
    ]


def test_an_open_row_goes_on_with_an_item_though_a_bar_stands_before_it(tmp_path: Path) -> None:
    found = document(
        tmp_path,
        "plan.md",
        "| Action | Deadline |\n| --- | --- |\n| Sweep the quays:\n| • by hand | 2027 |\n",
    )

    assert cells(found)[0][1][1] == "2027"


HALVES = (
    ("No", "Work", "Lead"),
    ("1", "Mend the pier", "Port"),
    ("2", "Paint the sheds by", "Town"),
)


def _bars(*rows: Sequence[str]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _frame(*rows: Sequence[str]) -> str:
    rule = "+----+----------------------+------+\n"
    lines = (f"| {a:2} | {b:20} | {c:4} |\n" for a, b, c in rows)
    return rule + rule.join(lines) + rule


def _pipes(*rows: Sequence[str]) -> str:
    return _bars(rows[0], ("---",) * 3, *rows[1:])


@pytest.mark.parametrize("edge", ["", "3\n\nPort plan\n\n"])
@pytest.mark.parametrize("head", [(), HALVES[:1]])
@pytest.mark.parametrize(
    ("name", "write"), [("plan.txt", _bars), ("plan.txt", _frame), ("plan.md", _pipes)]
)
def test_a_row_that_a_page_parts_is_one_row(
    tmp_path: Path,
    name: str,
    write: Callable[..., str],
    head: Sequence[Sequence[str]],
    edge: str,
) -> None:
    below = write(*head, ("", "the water", ""), ("3", "Dredge", "Port"))

    found = document(tmp_path, name, f"{write(*HALVES)}\n{edge}{below}")

    upper, lower = cells(found)
    assert upper[-1] == ["2", "Paint the sheds by the water", "Town"]
    assert lower[len(head) :] == [["3", "Dredge", "Port"]]


@pytest.mark.parametrize(
    ("edge", "row"),
    [
        ("Works on land", ("", "the water", "")),
        ("3", ("Sum", "", "900")),
        ("3", ("", "Total", "900")),
    ],
)
def test_a_row_below_other_words_or_with_its_own_is_no_half(
    tmp_path: Path, edge: str, row: Sequence[str]
) -> None:
    text = f"{_bars(*HALVES)}\n{edge}\n\n{_bars(row, ('3', 'Dredge', 'Port'))}"

    found = document(tmp_path, "plan.txt", text)

    assert cells(found)[1][0] == list(row)


def test_a_row_below_a_header_of_two_rows_that_a_page_repeats_is_a_half(tmp_path: Path) -> None:
    head = (("No.", "Work", "2027", ""), ("", "", "spring", "autumn"))
    body = (("1", "Dredge", "x", ""), ("2", "Paint the sheds", "", "x"))
    rest = (("", "by the water", "", ""), ("3", "Mend the pier", "x", "x"))

    found = document(tmp_path, "plan.txt", f"{_bars(*head, *body)}\n3\n\n{_bars(*head, *rest)}")

    assert cells(found)[0][-1] == ["2", "Paint the sheds by the water", "", "x"]


def test_a_numbered_row_above_as_many_dashes_is_no_item_of_a_list(tmp_path: Path) -> None:
    text = "2. | Dredge | Port\n| --- | --- | --- |\n3. | Mend the pier | Town\n"

    found = document(tmp_path, "plan.md", text)

    assert cells(found) == [[["2.", "Dredge", "Port"], ["3.", "Mend the pier", "Town"]]]


def test_the_number_of_a_page_with_a_bar_is_no_table(tmp_path: Path) -> None:
    rows = [f"{n} | Dredge pond {n} | Port" for n in range(1, 8)]
    text = "\n".join(["No. | Work | Who", "--- | --- | ---", *rows[:6], "", "7 | 40", "", rows[6]])

    found = document(tmp_path, "plan.md", f"{text}\n--- | --- | ---\n8 | Mend the pier | Town\n")

    assert [len(table.rows) for table in found.tables] == [7, 2]
