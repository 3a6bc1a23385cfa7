"""What first sight of real plans showed: rows that come again, cards with steps, lists by lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kinds import (
    html,
    markdown,
    partners,
    plain,
    read_text,
    read_word,
    read_workbook,
    responsible,
    titles,
)
from office_files import cell, paragraph, row
from plan_graph.errors import ReadingError
from plan_graph.language import wording
from plan_graph.plan import Plan
from plan_graph.reading.gate import check


def _steps(plan: Plan) -> dict[str, list[str]]:
    """Return the titles of the steps by the code of their action."""
    found: dict[str, list[str]] = {}
    for action in plan.actions:
        if action.part_of:
            found.setdefault(action.part_of, []).append(action.title)
    return found


def test_a_table_says_what_one_with_the_same_headings_says_however_few_its_rows(
    tmp_path: Path,
) -> None:
    head = "Milestone | Measurement | Target date | Asked of"
    everybody = "all the harbour offices of the coast"
    first = markdown(
        head,
        f"1.1 Count the lamps that are broken on all the quays | Progress | 2026 | {everybody}",
        f"1.2 Ask the pilots which of the lamps they miss | Progress | 2026 | {everybody}",
        f"1.3 Write down who owns each lamp in the register | Progress | 2027 | {everybody}",
    )
    second = markdown(
        head,
        f"2.1 Mend the lamps that the pilots miss most | Progress | 2027 | {everybody}",
        "2.2 Paint the posts of the old lamps anew | Progress | 2028 | the offices with old posts",
    )

    plan = read_text(
        tmp_path, "plan.md", f"# Harbour action plan\n\n## Lamps\n\n{first}\n## Posts\n\n{second}"
    )

    assert len(plan.actions) == 5


def test_a_row_that_comes_again_with_its_code_is_one_action(tmp_path: Path) -> None:
    head = "ID | Action | Responsible | Deadline"
    lamps = "A-01 | Mend the lamps on the quay | Harbour Office | June 2027"
    boats = "A-02 | Count the boats | Pilots | May 2027"
    posts = "A-03 | Paint the posts | Painters | July 2027"
    nets = "A-04 | Collect the nets | Fishers | July 2028"
    tables = [markdown(head, lamps, boats, posts), markdown(head, nets, boats)]

    plan = read_text(
        tmp_path,
        "plan.md",
        "# Harbour action plan\n\n" + "\n## Further part\n\n".join(tables),
    )

    assert titles(plan) == [
        "Mend the lamps on the quay",
        "Count the boats",
        "Paint the posts",
        "Collect the nets",
    ]


def test_a_row_with_a_number_that_is_counted_anew_stays_an_action(tmp_path: Path) -> None:
    head = "No. | Action | Responsible | Deadline"
    meet = "1 | Meet every month | Harbour Office | yearly"
    tables = [
        markdown(
            head, meet, "2 | Count the boats | Pilots | 2027", "3 | Mend nets | Fishers | 2028"
        ),
        markdown(head, meet, "2 | Paint the posts | Painters | 2027", "3 | Dig | Diggers | 2028"),
    ]

    plan = read_text(
        tmp_path,
        "plan.md",
        "# Harbour action plan\n\n## North\n\n" + "\n## South\n\n".join(tables),
    )

    assert titles(plan).count("Meet every month") == 2


def test_a_table_of_two_columns_goes_on_behind_the_edge_of_a_page(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        "# Harbour action plan\n\n"
        "No | Action | Responsible\n| --- | --- | --- |\n"
        "1. | Mend the lamps | Harbour Office\n2. | Count the boats | Pilots\n"
        "3. | Paint the posts | Painters\n\n## Schedule\n\n"
        "No | Deadline\n| --- | --- |\n1. | May 2026\n2. | June 2026\n\n"
        "Page 3 of 9\n\n3. | July 2026\n| --- | --- |\n",
    )

    assert [len(action.deadlines) for action in plan.actions] == [1, 1, 1]


@pytest.mark.parametrize(
    ("language", "title", "head"),
    [
        ("en", "Annual report 2025", "Action | Service | Date"),
        ("fr", "Bilan d'activité 2025", "Action | Responsable | Date"),
        ("de", "Tätigkeitsbericht 2025", "Maßnahme | Zuständig | Datum"),
        ("pl", "Sprawozdanie za rok 2025", "Działanie | Realizator | Data"),
    ],
)
def test_a_report_of_what_was_done_is_no_plan(
    tmp_path: Path, language: str, title: str, head: str
) -> None:
    table = markdown(head, "Tidal | Harbour Office | 05/2025", "Quay | Pilots | 06/2025")

    plan = read_text(tmp_path, "plan.md", f"# {title}\n\n{table}")

    with pytest.raises(ReadingError, match=title):
        check(plan, wording.load(language))


def _commitment(number: int, title: str, lead: str, *milestones: str) -> list[str]:
    return [
        plain((f"{number}. {title}", 4)),
        plain("Lead implementing agency", (lead, 3)),
        plain("Other actors involved", ("civil society", 3)),
        plain("What is the problem?", ("Nobody knows the tides", 3)),
        plain(("Milestone activity", 2), "Start date", "End date"),
        *(plain((each, 2), "01/2026", "06/2026") for each in milestones),
    ]


def test_milestones_below_the_labels_of_a_commitment_are_its_steps(tmp_path: Path) -> None:
    plan = read_word(
        tmp_path,
        "Open Government Action Plan of the Harbour 2026-2028",
        _commitment(1, "Publish the tides", "Tide Office", "1.1 Draft the rules", "1.2 Ask all"),
        _commitment(2, "Open the budget", "Treasury", "2.1 Draw up a draft", "2.2 Vote on it"),
    )

    whole = [action for action in plan.actions if not action.part_of]
    assert [action.title for action in whole] == ["Publish the tides", "Open the budget"]
    assert [each for each in responsible(plan) if each] == ["Tide Office", "Treasury"]
    assert [each for each in partners(plan) if each] == ["civil society"] * 2
    assert list(_steps(plan).values()) == [
        ["Draft the rules", "Ask all"],
        ["Draw up a draft", "Vote on it"],
    ]


def test_a_form_above_the_actions_of_one_table_is_no_card(tmp_path: Path) -> None:
    plan = read_word(
        tmp_path,
        "Plan",
        [
            plain(("Harbour action plan 2026-2028", 4)),
            plain("Lead department", ("Harbour Office", 3)),
            plain("Budget", ("20,000 euro", 3)),
            plain("Action", "Responsible", "Start date", "End date"),
            plain("Mend the lamps", "Lamp Office", "01/2026", "06/2026"),
            plain("Count the boats", "Pilots", "02/2026", "07/2026"),
        ],
    )

    assert titles(plan) == ["Mend the lamps", "Count the boats"]
    assert responsible(plan) == ["Lamp Office", "Pilots"]


def test_a_log_of_decisions_that_tells_of_some_who_carries_them_out_is_no_plan(
    tmp_path: Path,
) -> None:
    told = "**Status:** agreed\n\n**Responsible:** Harbour Office\n\n**Deadline:** June 2026\n"
    agreed = "The council agreed without a vote.\n"
    parts = [
        f"## D-{number:02} – The lamps of quay {number} stay\n\n{told if number < 3 else agreed}"
        for number in range(1, 9)
    ]

    with pytest.raises(ReadingError):
        read_text(tmp_path, "log.md", "# Of the council\n\n" + "\n".join(parts))


def _cells(*columns: Sequence[str]) -> str:
    return row(*(cell("".join(map(paragraph, lines))) for lines in columns))


def test_lines_are_actions_where_other_cells_go_line_by_line_with_them(tmp_path: Path) -> None:
    plan = read_word(
        tmp_path,
        "Harbour action plan 2026-2029",
        [
            plain("Objective", "Actions", "Responsible", "Deadline"),
            _cells(
                ["A safe quay"],
                ["Mend the lamps", "Paint the posts", "Count the boats"],
                ["Lamp Office", "Painters", "Pilots"],
                ["2027"],
            ),
            _cells(
                ["Clean water"], ["Collect old nets", "Ban foam"], ["Fishers", "Council"], ["2028"]
            ),
        ],
    )

    assert titles(plan) == [
        "Mend the lamps",
        "Paint the posts",
        "Count the boats",
        "Collect old nets",
        "Ban foam",
    ]
    assert responsible(plan) == ["Lamp Office", "Painters", "Pilots", "Fishers", "Council"]


def test_an_action_told_in_two_paragraphs_beside_two_bodies_stays_one(tmp_path: Path) -> None:
    plan = read_word(
        tmp_path,
        "Harbour action plan 2026-2029",
        [
            plain("Actions", "Responsible", "Deadline"),
            _cells(["Mend the lamps", "All that are old"], ["Lamp Office", "Pilots"], ["2027"]),
            _cells(["Paint the posts", "Those of oak"], ["Painters", "Council"], ["2028"]),
        ],
    )

    assert len(plan.actions) == 2


def test_a_list_of_projects_under_a_title_of_grants_is_no_plan(tmp_path: Path) -> None:
    table = html(
        "Project title | Lead organisation | Start | End",
        "A new roof for the bandstand | Friends of the Park | 01/2025 | 01/2026",
        "A platform at the pond | Pond Club | 02/2025 | 02/2026",
    )

    plan = read_text(tmp_path, "list.html", f"<html><body><h1>Grants awarded</h1>{table}")

    with pytest.raises(ReadingError, match="Grants awarded"):
        check(plan, wording.load("en"))


def test_a_table_below_the_word_for_measures_lists_them_by_their_titles(tmp_path: Path) -> None:
    table = markdown(
        "Number | Title | Description",
        "01 | Lamp finder | A map on which everybody marks lamps that are broken",
        "02 | Tide bell | A bell that rings before the tide comes in",
        "03 | Boat market | A place where old boats change hands",
    )
    text = "# Smart Harbour Strategy\n\n## {}\n\n" + table

    plan = read_text(tmp_path, "plan.md", text.format("Measures"))

    assert titles(plan) == ["Lamp finder", "Tide bell", "Boat market"]
    with pytest.raises(ReadingError):
        read_text(tmp_path, "other.md", text.format("Partners"))


def test_a_table_that_lays_a_page_out_is_no_table_of_the_plan(tmp_path: Path) -> None:
    table = html(
        "Action | Responsible | Deadline",
        "Mend the lamps | Lamp Office | 2027",
        "Count the boats | Pilots | 2028",
    )

    plan = read_text(
        tmp_path,
        "plan.html",
        "<table><tr><td colspan=2>Harbour Town</td></tr><tr><td><a href=/>Home</a></td>"
        f"<td><h1>Harbour action plan 2027</h1><p>Agreed in May.</p>{table}</td></tr></table>",
    )

    assert titles(plan) == ["Mend the lamps", "Count the boats"]
    assert plan.title == "Harbour action plan 2027"


def test_marked_rows_that_say_no_more_are_steps_of_the_action_above(tmp_path: Path) -> None:
    table = markdown(
        "No. | Action | Responsible | Deadline",
        "1 | Train the front-line staff | Health Trust | 2026",
        " | a) bus drivers | | ",
        " | b) barbers | | ",
        "2 | Support families | Hospice | 2027",
        " | • home visits | | ",
    )

    plan = read_text(tmp_path, "plan.md", f"# Harbour action plan\n\n{table}")

    whole = [action.title for action in plan.actions if not action.part_of]
    assert whole == ["Train the front-line staff", "Support families"]
    assert list(_steps(plan).values()) == [["bus drivers", "barbers"], ["home visits"]]


def test_a_heading_that_is_those_of_several_columns_is_refused(tmp_path: Path) -> None:
    table = markdown(
        "N° | Action Responsable Échéance | Budget",
        "1 | Réparer les lampes du quai Service des phares 2027 | 20 000 euros",
        "2 | Compter les bateaux de la baie Pilotes 2028 | 30 000 euros",
    )

    plan = read_text(tmp_path, "plan.md", f"# Plan d'action du port\n\n{table}")

    with pytest.raises(ReadingError, match="several columns in one"):
        check(plan, wording.load("fr"))


def test_measurements_above_the_plan_on_its_sheet_are_no_actions(tmp_path: Path) -> None:
    plan = read_workbook(
        tmp_path,
        [
            ["Harbour action plan 2027-2029"],
            ["Figures of last year"],
            ["Service", "Measure", "Target", "Result", "Remark"],
            ["Ferries", "Departures on time", 98, 97, "Storm in January"],
            ["Office", "Days until a letter is answered", 14, 18, "Two clerks away"],
            [],
            ["The plan"],
            ["From the last plan", "Responsible body", "Actions", "Funding", 2027, 2028],
            ["No", "Lamp Office", "Mend the lamps on the northern quays", "Town", "x", None],
            ["Yes", "Pilots", "Count the boats that come in at night", "State", None, "x"],
            ["No", "Painters", "Paint the posts of the old landing", "Town", "x", None],
        ],
    )

    assert [title.split()[0] for title in titles(plan)] == ["Mend", "Count", "Paint"]


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("Piano d'azione del porto 2027", "Cosa | Chi | Con chi | Quando"),
        ("Plano de ação do porto 2027", "O que | Quem | Com quem | Quando"),
        ("Plan de acțiune al portului 2027", "Ce | Cine | Cu cine | Când"),
        ("Actieplan van de haven 2027", "Wat | Wie | Met wie | Wanneer"),
    ],
)
def test_headings_that_ask_name_their_columns(tmp_path: Path, title: str, heads: str) -> None:
    table = markdown(
        heads,
        "Mend the lamps on the quays | Lamp Office | Painters | 2027",
        "Count the boats of the bay | Pilots | Divers | 2028",
        "Sweep the old landing | Town | Scouts | 2028",
    )

    plan = read_text(tmp_path, "plan.md", f"# {title}\n\n{table}")

    assert responsible(plan) == ["Lamp Office", "Pilots", "Town"]
    assert partners(plan) == ["Painters", "Divers", "Scouts"]


def test_headings_that_run_together_over_all_columns_are_no_pillar(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    header = row("KEY PROGRAMME", "STRATEGY", "ACTION", "NOTE")
    first = row("Light", "Lamps", "Build a beacon", "By 2031") + row("Sand", "Dredging", "Dig", "")
    again = "<tr><td colspan=4>KEY PROGRAMME STRATEGY ACTION NOTE</td></tr>"
    second = row("Marks", "Buoys", "Paint a buoy", "") + row("Nets", "Mending", "Mend a net", "")
    text = f"<table>{header}{first}</table><table>{again}{second}</table>"

    plan = read_text(tmp_path, "plan.html", f"<h1>Action plan</h1><p>HARBOUR SECTOR</p>{text}")

    assert titles(plan) == ["Build a beacon", "Dig", "Paint a buoy", "Mend a net"]
    assert "KEY PROGRAMME STRATEGY ACTION NOTE" not in [each.title for each in plan.pillars]
