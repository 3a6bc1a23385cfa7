"""Actions that stand as a list in one cell, and those that call themselves actions by number."""

from __future__ import annotations

from pathlib import Path

from kinds import codes, deadlines, html, read_text, responsible, titles
from plan_graph.documents.lines import typed_lines

HARBOUR = "<html><body><h1>Harbour action plan 2027</h1>"


def _listed(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"


def test_each_item_of_a_list_in_the_cell_of_an_objective_is_an_action(tmp_path: Path) -> None:
    both = _listed("Mend the quay wall", "Paint the lamp posts")

    plan = read_text(
        tmp_path,
        "plan.html",
        HARBOUR
        + html(
            "Objective | Actions | Responsible | Deadline",
            f"A safe quay | {both} | Harbour Office | June 2027",
        ),
    )

    assert titles(plan) == ["Mend the quay wall", "Paint the lamp posts"]
    assert responsible(plan) == ["Harbour Office", "Harbour Office"]
    assert deadlines(plan) == [deadlines(plan)[0]] * 2
    assert [each.title for each in plan.objectives] == ["A safe quay"]


def test_items_take_the_lines_beside_them_where_these_are_as_many(tmp_path: Path) -> None:
    both = _listed("Mend the quay wall", "Paint the lamp posts")
    bodies = _listed("Harbour Office", "Lamp Office")

    plan = read_text(
        tmp_path,
        "plan.html",
        HARBOUR + html("Objective | Actions | Responsible", f"A safe quay | {both} | {bodies}"),
    )

    assert responsible(plan) == ["Harbour Office", "Lamp Office"]


def test_a_numbered_action_is_one_whatever_it_lists(tmp_path: Path) -> None:
    both = _listed("Mend the quay wall", "Paint the lamp posts")

    plan = read_text(
        tmp_path,
        "plan.html",
        HARBOUR + html("No. | Action | Responsible", f"1 | {both} | Harbour Office"),
    )

    assert len(plan.actions) == 1


def test_activities_below_a_measure_that_is_called_so_are_parts_of_it(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        "# Harbour action plan 2027\n\n"
        "| Measure / activity | Responsible | Deadline |\n|---|---|---|\n"
        "| Measure 1: Make the quay safe | | |\n"
        "| 1.1 Mend the wall | Harbour Office | June 2027 |\n"
        "| 1.2 Paint the lamps | Lamp Office | May 2027 |\n",
    )

    assert titles(plan) == ["Make the quay safe", "Mend the wall", "Paint the lamps"]
    assert codes(plan) == ["1", "1.1", "1.2"]
    assert [each.part_of for each in plan.actions] == [None, "1", "1"]


def test_a_dash_parts_the_number_of_an_action_from_its_name_as_a_colon_does(
    tmp_path: Path,
) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        "# Harbour action plan 2027\n\n"
        "**Action 1.1 – Mend the wall**\n\nThe wall leans.\n\n"
        "Responsible: Harbour Office\n\nDeadline: June 2027\n\n"
        "**Action 1.2 – Paint the lamps**\n\nThe lamps rust.\n\n"
        "Responsible: Lamp Office\n\nDeadline: May 2027\n",
    )

    assert titles(plan) == ["Mend the wall", "Paint the lamps"]
    assert codes(plan) == ["1.1", "1.2"]
    assert responsible(plan) == ["Harbour Office", "Lamp Office"]


def test_a_letter_in_brackets_marks_an_item_before_words_only() -> None:
    marked = {
        text: typed_lines(text)[0].marker
        for text in ("a) Port", "б)Порт", "Γ) Δήμος", "a)0", "ž)x", "¼)2", "µ)A", "ſ)A")
    }

    assert {text for text, marker in marked.items() if marker} == {"a) Port", "б)Порт", "Γ) Δήμος"}


def test_a_line_that_begins_with_a_small_word_of_no_weight_goes_on_with_an_indicator(
    tmp_path: Path,
) -> None:
    cells = {
        "Number of quays mended<br>whose owners agreed": 1,
        "Lamps on the pier<br>are painted": 1,
        "Metres of rail<br>under the bridge<br>and the dam": 1,
        "Boats built:<br>of wood<br>of steel": 3,
        "boats built<br>of wood, lamps painted": 2,
        "Number of boats<br>lamps painted": 2,
    }
    rows = [f"{n} | Mend the quay {n} | {cell}" for n, cell in enumerate(cells, start=1)]

    plan = read_text(tmp_path, "plan.html", HARBOUR + html("No. | Action | Indicators", *rows))

    assert [len(action.indicators) for action in plan.actions] == list(cells.values())
