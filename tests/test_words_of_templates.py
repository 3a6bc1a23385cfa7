"""Words of a template, and words that say that there is nothing, state nothing of an action."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import markdown, read_text, remarks, responsible, results, titles
from plan_graph.plan import Plan

TITLE = "# Library Action Plan 2026-2029\n\n"
EFFECT = "Fewer journeys per borrower (where known)"


def card(name: str, *rows: str) -> str:
    """Write a card of group, label and value, with its effects last."""
    return (
        markdown(
            f"Outline | Action name | {name}",
            f" | Action description | How to {name.lower()}",
            "Carrying out | Responsible body | Harbour Office",
            " | Involved stakeholders | Rowing club",
            *rows,
        )
        + "\n"
    )


def of(plan: Plan, name: str) -> int:
    """Return the place of an action."""
    return titles(plan).index(name)


def test_a_label_behind_its_group_is_no_result_where_a_page_parts_the_card(
    tmp_path: Path,
) -> None:
    whole = card("Lend boats", f"Expected results | {EFFECT} | 40", " | Pupils | 12")
    torn = card("Teach swimming") + markdown(f"Expected results | {EFFECT} | 7 by the third year")

    plan = read_text(tmp_path, "plan.md", TITLE + whole + torn)

    place = of(plan, "Teach swimming")
    assert not [each for each in plan.actions[place].results if EFFECT in each.label]
    assert f"{EFFECT}: 7 by the third year" in remarks(plan.actions[place])


def test_a_label_behind_its_group_without_a_value_is_no_result(tmp_path: Path) -> None:
    whole = card("Lend boats", f"Expected results | {EFFECT} | 40", " | Pupils | 12")
    torn = card("Teach swimming") + markdown(f"Expected results | {EFFECT}", "Pupils | 30")

    plan = read_text(tmp_path, "plan.md", TITLE + whole + torn)

    assert not plan.actions[of(plan, "Teach swimming")].results


def test_sheets_of_indicators_below_two_cards_say_nothing_of_the_last(tmp_path: Path) -> None:
    sheet = markdown(
        "Indicator name | Boats on the lake", "Indicator unit | Number",
        "Calculation | A sum", "Is it updated each year? | Yes",
    )  # fmt: skip

    plan = read_text(tmp_path, "plan.md", TITLE + card("Lend boats") + card("Swim") + sheet)

    assert titles(plan) == ["Lend boats", "Swim"]
    assert not plan.actions[1].indicators
    assert not any("updated" in remark for remark in remarks(plan.actions[1]))


def test_a_scale_is_no_place(tmp_path: Path) -> None:
    rows = (" | Action scale & addressed groups | City-wide, all borrowers", " | Location | Pier")

    plan = read_text(tmp_path, "plan.md", TITLE + card("Lend boats", *rows) + card("Swim", *rows))

    assert [[place.label for place in action.places] for action in plan.actions] == [
        ["Pier"],
        ["Pier"],
    ]
    assert "Action scale & addressed groups: City-wide, all borrowers" in remarks(plan.actions[0])


@pytest.mark.parametrize(
    ("headings", "none"),
    [
        ("No. | Action | Responsible | Expected results", "Not quantifiable"),
        ("Nr. | Maßnahme | Verantwortlich | Erwartete Ergebnisse", "nicht quantifizierbar"),
        ("N° | Action | Responsable | Résultats attendus", "Non quantifiable"),
    ],
)
def test_what_cannot_be_counted_is_no_result(tmp_path: Path, headings: str, none: str) -> None:
    table = markdown(headings, f"1 | Lend boats | Harbour Office | {none}",
                     "2 | Teach swimming | Bath Company | More swimmers")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", TITLE + table)

    assert results(plan) == ["", "More swimmers"]


def test_a_list_in_brackets_on_a_line_of_its_own_names_each_body(tmp_path: Path) -> None:
    table = markdown(
        "No. | Action | Responsible", "1 | Lend boats | MoB, MoW<br>(HO, BC, Rowing clubs)"
    )

    plan = read_text(tmp_path, "plan.md", TITLE + table)

    assert responsible(plan) == ["MoB, MoW, HO, BC, Rowing clubs"]
