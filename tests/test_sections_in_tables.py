"""Rows of a table of actions that head those below, and labels with numbers that name actions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kinds import codes, html, markdown, objectives, plain, read_text, read_word, titles
from plan_graph.errors import ReadingError
from plan_graph.plan.tables import Row
from plan_graph.reading.tables.header import Header
from plan_graph.reading.tables.sections import Sections

HARBOUR = "# Harbour action plan 2027\n\n"


def test_goals_and_strategies_in_the_column_of_the_actions_are_no_actions(tmp_path: Path) -> None:
    table = markdown(
        "Goal / Strategy / Action | Lead | Deadline",
        "GOAL 1. Safe ships | |",
        "Strategy 1.1 Light the way | |",
        "1.1.1 Build a beacon | Pilots | 2027",
        "Strategy 1.2 Guide the ships | |",
        "1.2.1 Train the pilots | Harbour Office | 2028",
    )

    plan = read_text(tmp_path, "plan.md", HARBOUR + table)

    assert titles(plan) == ["Build a beacon", "Train the pilots"]
    assert [action.objective for action in plan.actions] == ["1.1", "1.2"]


def test_a_row_with_the_number_of_an_objective_has_its_title_in_the_row_below(
    tmp_path: Path,
) -> None:
    head = plain("Action", "Lead", "Deadline")
    rows = [
        plain(("Specific objective 1.1", 3)),
        plain(("Safe ways into the harbour", 3)),
        head,
        plain("Build a beacon", "Pilots", "2027"),
        plain(("Specific objective 1.2:", 3)),
        plain(("Deep water at every quay", 3)),
        head,
        plain("Dredge the basin", "Harbour Office", "2028"),
    ]

    plan = read_word(tmp_path, "Harbour action plan 2027", rows)

    assert objectives(plan) == ["1.1 Safe ways into the harbour", "1.2 Deep water at every quay"]


def test_rows_that_tell_nothing_and_part_the_table_are_no_actions(tmp_path: Path) -> None:
    table = markdown(
        "Action | Lead | Deadline",
        "Light and sound | |",
        "Build a beacon | Pilots | 2027",
        "Ring the bell | Keepers | 2027",
        "Water and quays | |",
        "Dredge the basin | Harbour Office | 2028",
    )

    plan = read_text(tmp_path, "plan.md", HARBOUR + table)

    assert titles(plan) == ["Build a beacon", "Ring the bell", "Dredge the basin"]


def test_an_action_of_which_nothing_is_told_stays_one(tmp_path: Path) -> None:
    table = markdown(
        "Action | Lead | Deadline",
        "Build a beacon | Pilots | 2027",
        "Ring the bell | |",
        "Dredge the basin | Harbour Office | 2028",
    )

    plan = read_text(tmp_path, "plan.md", HARBOUR + table)

    assert titles(plan) == ["Build a beacon", "Ring the bell", "Dredge the basin"]


def test_a_number_and_a_title_over_all_other_columns_head_the_rows_below(tmp_path: Path) -> None:
    head = plain("Activity", "Lead", "Partners", "Deadline")

    plan = read_word(
        tmp_path,
        "Harbour action plan 2027",
        [
            plain("Measure 1.1.", ("Light the way", 3)),
            head,
            plain("1.1.1. Build a beacon", "Pilots", "Keepers", "2027"),
            plain("Measure 1.2.", ("Guide the ships", 3)),
            head,
            plain("1.2.1. Train the pilots", "Harbour Office", "", "2028"),
        ],
    )

    assert titles(plan) == ["Build a beacon", "Train the pilots"]
    assert codes(plan) == ["1.1.1", "1.2.1"]


def test_a_label_with_a_number_names_the_action_of_a_card_over_its_activities(
    tmp_path: Path,
) -> None:
    def card(code: str, name: str, lead: str) -> str:
        rows = (f"Measure {code} | {name}", "Activities | drawings, works", f"Responsible | {lead}")
        return html(*rows, "Deadline | 2027")

    cards = card("1.1", "Build a beacon", "Pilots") + card("1.2", "Ring the bell", "Keepers")

    plan = read_text(tmp_path, "plan.html", f"<h1>Harbour action plan 2027</h1>{cards}")

    assert list(zip(codes(plan), titles(plan), strict=True)) == [
        ("1.1", "Build a beacon"),
        ("1.2", "Ring the bell"),
    ]


def test_a_list_of_grants_is_no_plan(tmp_path: Path) -> None:
    table = markdown(
        "Project | Beneficiary | Amount (EUR) | Start | End | Status",
        "New slipway | Rowing Club | 45,000 | 2026-03-01 | 2026-10-31 | Approved",
        "Choir of sailors | Choir | 8,000 | 2026-05-01 | 2026-05-03 | Approved",
        "Clean beach | Green Club | 3,000 | 2026-04-01 | 2026-04-30 | Rejected",
    )

    with pytest.raises(ReadingError):
        read_text(tmp_path, "grants.md", table)


def test_goals_in_capitals_with_a_number_are_objectives(tmp_path: Path) -> None:
    rows = markdown("Action | Lead | Deadline", "Build a beacon | Pilots | 2027")

    plan = read_text(tmp_path, "plan.md", f"{HARBOUR}GOAL 1. Safe ships\n\n{rows}")

    assert objectives(plan) == ["1 Safe ships"]


def test_a_list_of_grants_behind_a_plan_is_no_part_of_it(tmp_path: Path) -> None:
    actions = markdown(
        "Zadanie | Odpowiedzialny | Termin",
        "Budowa latarni | Piloci | 2026",
        "Malowanie boi | Strażnicy | 2027",
    )
    grants = markdown(
        "Projekt | Beneficjent | Kwota (EUR)",
        "Nowe wiosła dla klubu | Klub wioślarski | 4 000",
        "Święto pieśni | Chór | 8 500",
    )

    plan = read_text(tmp_path, "plan.md", f"# Plan działania portu\n\n{actions}\n{grants}")

    assert titles(plan) == ["Budowa latarni", "Malowanie boi"]


def test_an_announced_goal_that_ends_a_table_is_no_action(tmp_path: Path) -> None:
    first = markdown(
        "Action | Lead | Deadline", "Build a beacon | Pilots | 2027", "Goal 2. Safe ships | |"
    )

    plan = read_text(tmp_path, "plan.md", f"{HARBOUR}{first}")

    assert titles(plan) == ["Build a beacon"]


def test_a_header_that_ends_a_document_heads_nothing(tmp_path: Path) -> None:
    rows = ("Action | Lead | Deadline", "Build a beacon | Pilots | 2027")

    plan = read_text(tmp_path, "plan.md", f"{HARBOUR}{markdown(*rows)}\n{markdown(rows[0])}")

    assert titles(plan) == ["Build a beacon"]


def test_a_part_that_a_repeated_header_cuts_in_two_stays_one_and_those_below_are_parts(
    tmp_path: Path,
) -> None:
    table = markdown(
        "Action | Lead | Deadline",
        "Light and sound | |",
        "Build a beacon | Pilots | 2027",
        "Action | Lead | Deadline",
        "Ring the bell | Keepers | 2027",
        "Water and quays | |",
        "Dredge the basin | Harbour Office | 2028",
    )

    plan = read_text(tmp_path, "plan.md", HARBOUR + table)

    assert titles(plan) == ["Build a beacon", "Ring the bell", "Dredge the basin"]


@pytest.mark.parametrize(
    "heads",
    [
        pytest.param(["Action | Lead | Deadline"], id="one header"),
        pytest.param(["Action | Lead | Deadline", "Deadline | Action | Lead"], id="two in turn"),
    ],
)
def test_a_header_that_recurs_has_the_rows_below_it_looked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heads: list[str]
) -> None:
    looked_at: list[int] = []
    judge = Sections.of

    def counted(self: Sections, rows: Sequence[Row], header: Header) -> frozenset[int]:
        looked_at.append(len(rows))
        return judge(self, rows, header)

    monkeypatch.setattr(Sections, "of", counted)
    parts = [
        (head, f"Build beacon {n} at the pier | Pilots | 2027") for n in range(20) for head in heads
    ]
    rows = [row for part in parts for row in part]

    read_text(tmp_path, "plan.md", HARBOUR + markdown(*rows))

    assert 0 < sum(looked_at) <= len(heads) * len(rows)
