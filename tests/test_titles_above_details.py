"""An action in two rows of a table, its title and what is told of it, is one; or it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import markdown, read_text, read_workbook
from plan_graph.errors import PlanGraphError
from plan_graph.language import wording
from plan_graph.reading.gate import check

TOLD = (("Works Office", "2027"), ("School Office", "2028"), ("Park Office", "June 2027"))
TITLES = ("Mend the harbour wall", "Paint the old school", "Open a path to the mill")
DETAILS = ("Works of two phases", "Both wings and the hall", "Along the river")


def table(numbers: tuple[str, ...], titles: tuple[str, ...], details: tuple[str, ...]) -> str:
    rows = ["No. | Action | Responsible | Deadline"]
    for number, title, detail, (who, when) in zip(numbers, titles, details, TOLD, strict=True):
        rows += [f"{number} | {title} | | ", f" | {detail} | {who} | {when}"]
    return "# Town Action Plan 2027\n\n" + markdown(*rows)


def test_a_row_without_a_number_goes_on_with_the_numbered_title_above(tmp_path: Path) -> None:
    plan = read_text(tmp_path, "plan.md", table(("1", "2", "3"), TITLES, DETAILS))

    assert [action.title for action in plan.actions] == list(TITLES)
    assert [each.stated_in.text for action in plan.actions for each in action.remarks] == list(
        DETAILS
    )
    assert [len(action.participations) for action in plan.actions] == [1, 1, 1]


def test_a_row_that_calls_itself_details_goes_on_with_the_title_above(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Action", "Responsible", "Deadline"]]
    for title, detail, (who, when) in zip(TITLES, DETAILS, TOLD, strict=True):
        rows += [[title, None, None], [f"Details: {detail}", who, when]]

    plan = read_workbook(tmp_path, rows)

    assert [action.title for action in plan.actions] == list(TITLES)
    assert [len(action.deadlines) for action in plan.actions] == [1, 1, 1]


def test_titles_and_actions_in_turn_are_refused_where_nothing_says_which_is_which(
    tmp_path: Path,
) -> None:
    plan = read_text(tmp_path, "plan.md", table(("", "", ""), TITLES, DETAILS))

    with pytest.raises(PlanGraphError, match="each second action is only named"):
        check(plan, wording.load("en"))


def test_single_actions_below_numbered_goals_stay_actions_where_they_are_numbered(
    tmp_path: Path,
) -> None:
    text = table(("1", "2", "3"), TITLES, DETAILS)
    for number in ("1", "2", "3"):
        text = text.replace("\n|  | ", f"\n| {number}.1 | ", 1)

    plan = read_text(tmp_path, "plan.md", text)

    assert [action.title for action in plan.actions] == list(DETAILS)
