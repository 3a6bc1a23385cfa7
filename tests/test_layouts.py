"""Layouts of tables: what stands under what, by rules that hold for every plan."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from plan_graph.documents import read
from plan_graph.errors import DocumentError
from plan_graph.language import register, wording
from plan_graph.language.recognition import Languages
from plan_graph.plan import Action, Plan
from plan_graph.reading import interpret


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def plan_of(folder: Path, text: str, *, name: str = "plan.md", language: str = "en") -> Plan:
    (folder / name).write_text(text, encoding="utf-8")
    words = wording.load(language)
    return interpret("plan", read(folder / name, Languages((words,))), words, register.EMPTY)


def table(*rows: str) -> str:
    """Write rows of cells with bars between as a Markdown table."""
    head, *others = [f"| {row} |" for row in rows]
    return "\n".join((head, "|" + "---|" * rows[0].count("|") + "---|", *others, "\n"))


def html_table(*rows: str) -> str:
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def codes(plan: Plan) -> list[str]:
    return [action.code for action in plan.actions]


def pursued(plan: Plan) -> dict[str, str | None]:
    titles = {objective.code: objective.title for objective in plan.objectives}
    return {a.title: titles[a.objective] if a.objective else None for a in plan.actions}


def standing(plan: Plan) -> dict[str, str | None]:
    titles = {pillar.number: pillar.title for pillar in plan.pillars}
    return {a.title: titles[a.pillar] if a.pillar else None for a in plan.actions}


def actors(action: Action) -> list[tuple[str, str]]:
    return [(part.role.value, part.actor.code) for part in action.participations]


def test_the_lower_of_two_headers_says_what_a_column_holds(folder: Path) -> None:
    plan = plan_of(
        folder,
        html_table(
            "<td rowspan=2>Action<td colspan=2>Responsibility<td rowspan=2>Deadline",
            "<td>Lead body<td>Partners",
            "<td>Open the data<td>Office A<td>Office B<td>2025",
        ),
        name="plan.html",
    )

    assert actors(plan.actions[0]) == [("responsible", "Office A"), ("partner", "Office B")]


def test_a_header_that_is_repeated_on_each_page_is_no_action(folder: Path) -> None:
    rows = (
        "Action | Deadline | Lead",
        "One | 2025 | A",
        "Action | Deadline | Lead",
        "Two | 2026 | A",
    )

    plan = plan_of(folder, table(*rows))

    assert [action.title for action in plan.actions] == ["One", "Two"]


def test_a_table_without_header_goes_on_with_the_one_before(folder: Path) -> None:
    first = table("Action | Deadline | Lead", "One | 2025 | A")
    second = html_table("<td>Two<td>2026<td>B", "<td>Three<td>2027<td>C")

    plan = plan_of(folder, f"{first}\nSome words.\n\n{second}")

    assert [actors(action) for action in plan.actions] == [
        [("responsible", "A")],
        [("responsible", "B")],
        [("responsible", "C")],
    ]


def test_two_tables_may_have_different_headers(folder: Path) -> None:
    plan = plan_of(
        folder,
        table("Action | Deadline", "One | 2025")
        + table("Lead | Due date | Measure", "Office | 2026 | Two"),
    )

    assert [action.title for action in plan.actions] == ["One", "Two"]
    assert actors(plan.actions[1]) == [("responsible", "Office")]


def test_a_table_of_something_else_holds_no_actions(folder: Path) -> None:
    actions = table("Action | Deadline | Lead", "One | 2025 | A")
    risks = table("Risk | Priority | Notes", "Too little time | high | none")

    plan = plan_of(folder, actions + risks)

    assert [action.title for action in plan.actions] == ["One"]
    assert "Too little time" in [words.text for words in plan.uninterpreted]


def test_a_row_of_one_cell_opens_a_part_of_the_plan(folder: Path) -> None:
    plan = plan_of(
        folder,
        html_table(
            "<td>Action<td>Deadline<td>Lead",
            "<td colspan=3>Better data",
            "<td>One<td>2025<td>A",
            "<td colspan=3>Better services",
            "<td>Two<td>2025<td>A",
        ),
        name="plan.html",
    )

    assert standing(plan) == {"One": "Better data", "Two": "Better services"}


def test_a_description_below_an_announced_objective_is_no_objective(folder: Path) -> None:
    plan = plan_of(
        folder,
        html_table(
            "<td>Action<td>Deadline<td>Lead",
            "<td colspan=3>Objective 1: Better data",
            "<td colspan=3>Data are the ground of all that follows",
            "<td>One<td>2025<td>A",
        ),
        name="plan.html",
    )

    assert [objective.title for objective in plan.objectives] == ["Better data"]


def test_short_rows_go_on_with_the_objectives_above(folder: Path) -> None:
    plan = plan_of(
        folder,
        "Obiectiv general | Obiectiv specific | Acțiune | Termen | Responsabil |\n"
        "1. Prevenire | 1.1. Informare | 1.1.1. Campanie în licee | 2025 | MAI |\n"
        "1.1.2. Ghid pentru părinți | anual | MEN |\n"
        "1.2. Formare | 1.2.1. Cursuri pentru profesori | 2026 | MEN |\n",
        name="plan.txt",
        language="ro",
    )

    assert pursued(plan) == {
        "Campanie în licee": "Informare",
        "Ghid pentru părinți": "Informare",
        "Cursuri pentru profesori": "Formare",
    }
    assert [objective.refines for objective in plan.objectives] == [None, "1", "1"]


def test_what_a_merged_cell_says_is_inherited_below_its_first_row(folder: Path) -> None:
    plan = plan_of(
        folder,
        html_table(
            "<td>Action<td>Deadline<td>Lead",
            "<td>One<td>2025<td rowspan=2>Office",
            "<td>Two<td>2026",
        ),
        name="plan.html",
    )

    assert [actors(action) for action in plan.actions] == [[("responsible", "Office")]] * 2
    assert [[words.text for words in action.inherited] for action in plan.actions] == [
        [],
        ["Office"],
    ]


def test_an_action_over_several_rows_is_one_with_all_its_indicators(folder: Path) -> None:
    plan = plan_of(
        folder,
        html_table(
            "<td>Action<td>Indicators<td>Lead",
            "<td rowspan=2>One<td>Number of courses<td rowspan=2>A",
            "<td>Number of people",
        ),
        name="plan.html",
    )

    (action,) = plan.actions
    assert [i.label for i in action.indicators] == ["Number of courses", "Number of people"]
    assert actors(action) == [("responsible", "A")]


def test_steps_are_actions_of_their_own_under_the_whole(folder: Path) -> None:
    plan = plan_of(
        folder,
        table(
            "No. | Action | Steps | Deadline | Lead",
            "1 | Open the data | Choose the data sets | 2025 | A",
            " |  | Publish them | 2026 | B",
        ),
    )

    whole, *steps = plan.actions
    assert (whole.code, whole.participations) == ("1", ())
    assert [(step.title, step.part_of) for step in steps] == [
        ("Choose the data sets", "1"),
        ("Publish them", "1"),
    ]


def test_steps_told_within_the_row_of_an_action_are_no_actions(folder: Path) -> None:
    rows = (
        "Action | Steps | Lead",
        "Open the data | Choose, publish | A",
        "Train staff | Hire | B",
    )

    plan = plan_of(folder, table(*rows))

    assert [action.title for action in plan.actions] == ["Open the data", "Train staff"]


def test_a_heading_may_be_announced_by_what_it_holds(folder: Path) -> None:
    rows = table("Milestone | Deadline", "1.1 Draft law | 2025")

    plan = plan_of(folder, f"# Plan\n\n## Commitment 1: Beneficial ownership\n\n{rows}")

    assert [(o.code, o.title) for o in plan.objectives] == [("1", "Beneficial ownership")]


def test_headings_on_lines_below_each_other_stay_apart(folder: Path) -> None:
    plan = plan_of(
        folder,
        "Obiectiv general 1. Creşterea integrităţii în toate instituţiile publice\n"
        "Obiectiv specific 1.1. Implementarea măsurilor\n"
        "Nr. | Acţiune | Termen | Responsabil |\n1. | Ghid de integritate | 2025 | MJ |\n",
        name="plan.txt",
        language="ro",
    )

    assert [objective.code for objective in plan.objectives] == ["1", "1.1"]


def test_a_code_that_continues_another_is_a_step(folder: Path) -> None:
    rows = (
        "Action | Deadline",
        "1.1.1 Guide | 2025",
        "1.1.1.1 Draft | 2025",
        "1.1.2 Course | 2026",
    )

    plan = plan_of(folder, table(*rows))

    assert [action.part_of for action in plan.actions] == [None, "1.1.1", None]


def test_numbers_that_begin_anew_are_kept_and_told_apart(folder: Path) -> None:
    part = table("No. | Action | Deadline", "1 | {} | 2025")

    plan = plan_of(folder, f"## A. Data\n\n{part}\n## B. Services\n\n{part}")

    assert [action.notation for action in plan.actions] == ["1", "1"]
    assert codes(plan) == ["A-1", "B-1"]


def test_heading_styles_of_word_open_parts_of_the_plan(folder: Path) -> None:
    word = docx.Document()
    for heading, action in (("Better data", "One"), ("Better services", "Two")):
        word.add_heading(heading, level=2)
        rows = word.add_table(rows=0, cols=2)
        for row in (("Action", "Deadline"), (action, "2025")):
            for cell, text in zip(rows.add_row().cells, row, strict=True):
                cell.text = text
    word.save(str(folder / "plan.docx"))
    words = wording.load("en")

    plan = interpret("plan", read(folder / "plan.docx", Languages((words,))), words, register.EMPTY)

    assert standing(plan) == {"One": "Better data", "Two": "Better services"}


def test_labels_and_values_are_a_card_for_each_action(folder: Path) -> None:
    plan = plan_of(
        folder,
        html_table(
            "<td>Action:<td>One", "<td>Lead:<td>A", "<td>Colour:<td>green",
            "<td>Action:<td>Two", "<td>Lead:<td>B",
        ),
        name="plan.html",
    )  # fmt: skip

    assert [(a.title, actors(a)) for a in plan.actions] == [
        ("One", [("responsible", "A")]),
        ("Two", [("responsible", "B")]),
    ]


def test_a_table_without_deadline_or_actor_gives_actions_without_them(folder: Path) -> None:
    plan = plan_of(folder, table("Action | Description", "One | More about it"))

    (action,) = plan.actions
    assert (action.title, action.deadlines, action.participations) == ("One", (), ())


def test_indicators_are_the_actions_only_where_nothing_else_is(folder: Path) -> None:
    alone = table("No. | Indicator | Deadline", "1 | Publish the register | 2025")
    beside = table("Action | Indicator", "Open the data | Data sets")

    assert plan_of(folder, alone).actions[0].title == "Publish the register"
    assert [a.title for a in plan_of(folder, alone + beside).actions] == ["Open the data"]


def test_a_row_that_no_way_fits_is_kept_as_words(folder: Path) -> None:
    plan = plan_of(
        folder,
        "Nr. | Acțiune | Termen | Cine răspunde |\n"
        "1 | Campanie | 2025 | MAI |\n"
        "fără rost | x | y |\n",
        name="plan.txt",
        language="ro",
    )

    assert codes(plan) == ["1"]
    assert [words.text for words in plan.uninterpreted][:1] == ["fără rost"]


@pytest.mark.parametrize("name", ["plan.md", "plan.html", "plan.csv", "plan.txt"])
def test_prose_holds_no_action_table(folder: Path, name: str) -> None:
    prose = "The action plan says: by 2025 the Office shall act.\n\nIt shall act again in 2026.\n"

    with pytest.raises(DocumentError, match="no action table found"):
        plan_of(folder, prose, name=name)
