"""Rows, cards and tables that a page parts, and tables that are turned, are read whole."""

from __future__ import annotations

from pathlib import Path

from draw_pdf import Sheet
from kinds import (
    deadlines,
    plain,
    read_text,
    read_word,
    read_workbook,
    remarks,
    responsible,
    titles,
)
from reading import plan_of


def test_a_turned_table_may_have_more_times_than_other_labels(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Action", "1 Light the beacon", "2 Ring the bell", "3 Tune it"]]
    rows += [["Responsible", "Pilots", "Keepers", "Pilots"]]
    rows += [["Budget", "EUR 5", "EUR 6", "EUR 7"]]
    rows += [["Q3 2027", "X", None, None], ["Q4 2027", None, "X", None]]
    rows += [["Q1 2028", None, None, "X"], ["Q2 2028", None, None, "X"]]

    plan = read_workbook(tmp_path, rows)

    assert titles(plan) == ["Light the beacon", "Ring the bell", "Tune it"]
    assert responsible(plan) == ["Pilots", "Keepers", "Pilots"]


def test_a_page_parts_a_card_before_a_label_that_no_rule_knows(tmp_path: Path) -> None:
    cards = [
        [plain("Sheet", "Action", title), plain("Bodies", "Responsible", "Pilots"),
         plain("More", "Fog", "Thick")]
        for title in ("Light the beacon", "Ring the bell")
    ]  # fmt: skip
    parted = [plain("Sheet", "Action", "Tune the horn")]
    rest = [plain("Bodies", "Responsible", "Keepers"), plain("More", "Fog", "Thin")]

    plan = read_word(tmp_path, "Action plan of the harbour 2027", *cards, parted, rest)

    assert titles(plan) == ["Light the beacon", "Ring the bell", "Tune the horn"]
    assert responsible(plan) == ["Pilots", "Pilots", "Keepers"]
    assert remarks(plan.actions[2]) == ["Fog: Thin"]


def test_a_row_broken_in_its_middle_is_one_in_a_table_that_goes_on(tmp_path: Path) -> None:
    text = (
        "| No. | Action | Responsible | Deadline |\n|---|---|---|---|\n"
        "| 1 | Light the beacon | Pilots | 2027 |\n| 2 | Ring the bell | Keepers | 2028 |\n\n"
        "Page 1 of 4\n\n"
        "| 3 | Tune \nthe old horn | Pilots | 2029 |\n| 4 | Paint the pier | Keepers | 2030 |\n"
    )

    plan = read_text(tmp_path, "plan.md", text)

    assert titles(plan)[2:] == ["Tune the old horn", "Paint the pier"]
    assert responsible(plan)[2:] == ["Pilots", "Keepers"]
    assert len(deadlines(plan)) == 4


def test_marks_of_a_calendar_are_no_key_by_which_a_row_goes_on_overleaf(tmp_path: Path) -> None:
    edges = (40, 80, 120, 160, 360, 520)
    head = ["2027", "2028", "2029", "Action", "Responsible"]
    sheet = Sheet()
    sheet.ruled(
        edges,
        60,
        [head, ["X", "", "", "Light the beacon", "Pilots"],
         ["X", "", "", "Ring the bell", "Keepers"]],
    )  # fmt: skip
    sheet.page()
    sheet.ruled(edges, 60, [["", "X", "", "Tune the horn", "Pilots"]])

    plan = plan_of(sheet.save(tmp_path / "plan.pdf"))

    assert titles(plan) == ["Light the beacon", "Ring the bell", "Tune the horn"]


def test_a_code_headed_as_in_the_table_of_actions_makes_a_second_table_sure(
    tmp_path: Path,
) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        """
# Action plan for the harbour 2026-2027

| Number of the measure | Action | Responsible |
|---|---|---|
| 1 | Light the beacon | Pilots |
| 2 | Ring the bell | Keepers |

## Times

| Number of the measure | Deadline for the pilots |
|---|---|
| 1 | 31 May 2026 |
| 2 | 30 June 2027 |
""",
    )

    assert deadlines(plan) == [
        "fixed 2026-05-31..2026-05-31",
        "fixed 2027-06-30..2027-06-30",
    ]
