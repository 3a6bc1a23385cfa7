"""Titles, codes, themes and paragraphs: what stands under what in whole documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import (
    codes,
    deadlines,
    markdown,
    objectives,
    pillars,
    plain,
    read_text,
    read_word,
    read_workbook,
    remarks,
    responsible,
    titles,
)
from office_files import cell, paragraph, row, table, write_docx
from plan_graph.errors import DocumentError
from reading import plan_of

ROWS = ("Action | Deadline | Responsible", "Light the beacon | 2027 | Pilots")
FRONT = "---\ntitle: {}\nlayout: plain\n---\n\n"


@pytest.mark.parametrize(
    ("stated", "printed", "title"),
    [
        ("Harbour Safety Action Plan", "2027 Action Plan", "Harbour Safety Action Plan"),
        ("Harbour plan", "Action Plan of the Harbour 2027", "Action Plan of the Harbour 2027"),
        ("Safe ships for all", "What we do", "Safe ships for all"),
    ],
)
def test_of_the_stated_and_the_printed_title_the_fuller_name_of_a_plan_counts(
    tmp_path: Path, stated: str, printed: str, title: str
) -> None:
    text = f"{FRONT.format(stated)}# {printed}\n\n{markdown(*ROWS)}"

    plan = read_text(tmp_path, "plan.md", text)

    assert plan.title == title


def test_the_years_of_the_printed_title_count_where_the_stated_one_has_none(
    tmp_path: Path,
) -> None:
    head = FRONT.format("Harbour Safety Action Plan") + "# 2027 Action Plan\n\n"

    plan = read_text(tmp_path, "plan.md", head + markdown(*ROWS))

    assert plan.period is not None
    assert (plan.period.start and plan.period.start.year) == 2027


def test_the_first_line_of_a_document_is_its_title_if_it_names_a_year(tmp_path: Path) -> None:
    plan = read_word(
        tmp_path,
        "Works in the harbour 2027",
        [plain("Action", "Responsible"), plain("Light the beacon", "Pilots"),
         plain("Ring the bell", "Keepers")],
    )  # fmt: skip

    assert plan.title == "Works in the harbour 2027"
    assert plan.period is not None


def test_a_sentence_above_a_table_is_no_title(tmp_path: Path) -> None:
    text = "In 2027 the pilots keep the harbour safe.\n\nMore is said below.\n\n"

    plan = read_text(tmp_path, "plan.md", text + markdown(*ROWS))

    assert plan.title == "plan"


def test_the_row_above_a_header_is_the_title_and_sections_are_parts(tmp_path: Path) -> None:
    plan = read_workbook(
        tmp_path,
        [
            ["Safe harbour 2027-2029"],
            ["Measures", "Responsible", "Deadline"],
            ["Light"],
            ["Light the beacon", "Pilots", "2027"],
            ["Sound"],
            ["Ring the bell", "Keepers", "2028"],
        ],
        merged=["A3:C3", "A5:C5"],
    )

    assert plan.title == "Safe harbour 2027-2029"
    assert (pillars(plan), objectives(plan)) == (["Light", "Sound"], [])


def test_codes_printed_in_headings_are_the_codes_of_objectives(tmp_path: Path) -> None:
    text = "\n".join(
        (
            "# Harbour Safety Action Plan 2027\n\n## What we do alone\n",
            "### Action 1: Keep ships off the rocks\n",
            markdown("Milestone | Target Date | Responsible", "Light the beacon | 2027 | Pilots"),
            "## What we do together\n",
            "### Action 2: Keep crews awake\n",
            markdown("Milestone | Target Date | Responsible", "Ring the bell | 2028 | Keepers"),
        )
    )

    plan = read_text(tmp_path, "plan.md", text)

    assert pillars(plan) == ["What we do alone", "What we do together"]
    assert objectives(plan) == ["1 Keep ships off the rocks", "2 Keep crews awake"]
    assert codes(plan) == ["1-01", "2-01"]


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [("Light", "Sound", ["01", "02", "03"]), ("1. Light", "2. Sound", ["1.1", "1.2", "2.1"])],
)
def test_themes_without_objectives_are_pillars(
    tmp_path: Path, first: str, second: str, found: list[str]
) -> None:
    numbers = [f"{code}. " if "." in code else "" for code in found]

    plan = read_text(
        tmp_path,
        "plan.csv",
        "Theme,Action,Deadline,Responsible\n"
        f"{first},{numbers[0]}Light the beacon,2027,Pilots\n"
        f"{first},{numbers[1]}Paint the buoy,2027,Pilots\n"
        f"{second},{numbers[2]}Ring the bell,2028,Keepers\n",
    )

    assert pillars(plan) == ["Light", "Sound"]
    assert codes(plan) == found
    assert [action.pillar for action in plan.actions] == [1, 1, 2]


def test_words_for_nothing_are_no_theme(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.csv",
        "Theme,Action,Deadline,Responsible\n"
        "n/a,Light the beacon,2027,Pilots\nNA,Paint the buoy,2027,Pilots\n",
    )

    assert pillars(plan) == []
    assert len(plan.actions) == 2


def test_a_heading_of_theme_and_measure_opens_no_theme(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        "# PLAN DE ACȚIUNE pentru perioada 2027-2029\n\n"
        + markdown(
            "Obiective specifice | Direcții de acțiune/măsuri | Termen | Instituții responsabile",
            "2.1. Porturi sigure | 2.1.1. Vopsirea geamandurilor | 2027 | MT",
            "2.1. Porturi sigure | 2.1.2. Repararea farului | 2028 | MT",
        ),
    )

    assert pillars(plan) == []
    assert objectives(plan) == ["2.1 Porturi sigure"]
    assert codes(plan) == ["2.1.1", "2.1.2"]


LABELLED = """# Harbour action plan 2027-2029

Measure: Light the beacon

Responsible office: Pilots

Deadline: 2027

Kept by: the oldest pilot

Measure: Ring the bell

Responsible office: Keepers

Deadline: 30 June 2028

Kept by: the youngest keeper
"""


def test_labels_and_values_in_paragraphs_are_cards(tmp_path: Path) -> None:
    plan = read_text(tmp_path, "plan.md", LABELLED)

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert responsible(plan) == ["Pilots", "Keepers"]
    assert deadlines(plan)[1] == "fixed 2028-06-30..2028-06-30"
    assert [remark.heading for remark in plan.actions[0].remarks] == ["Kept by"]


def test_a_label_with_a_word_for_actions_names_them_where_no_other_does(tmp_path: Path) -> None:
    text = LABELLED.replace("Measure:", "Measure that is meant:")

    plan = read_text(tmp_path, "plan.md", text)

    assert titles(plan) == ["Light the beacon", "Ring the bell"]


def test_numbers_behind_the_label_of_the_name_are_codes_of_cards(tmp_path: Path) -> None:
    text = LABELLED.replace("Measure: Light", "Measure 4.1: Light")

    plan = read_text(tmp_path, "plan.md", text.replace("Measure: Ring", "Measure 4.2: Ring"))

    assert codes(plan) == ["4.1", "4.2"]


def test_headings_between_cards_of_paragraphs_are_parts(tmp_path: Path) -> None:
    text = LABELLED
    for heading, name in (("Sight", "Measure: Light"), ("Sound", "Measure: Ring")):
        text = text.replace(name, f"## {heading}\n\n{name}")

    plan = read_text(tmp_path, "plan.md", text)

    assert (pillars(plan), objectives(plan)) == (["Sight", "Sound"], [])
    assert [action.pillar for action in plan.actions] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "Action: what a body does.\n\nResponsible: who is asked.\n\nDeadline: the last day.\n",
        "The mayor said: light it. Action: none.\n\nDeadline: he named no day.\n\n"
        "A second point: money.\n\nAction: wait and see.\n",
    ],
)
def test_prose_with_colons_is_no_plan(tmp_path: Path, text: str) -> None:
    with pytest.raises(DocumentError):
        read_text(tmp_path, "plan.md", f"# Harbour action plan 2027\n\n{text}")


def test_a_title_in_the_properties_of_a_file_counts_where_none_is_printed(tmp_path: Path) -> None:
    rows = [row(*(cell(paragraph(text)) for text in line.split(" | "))) for line in ROWS]
    write_docx(tmp_path / "a.docx", table(*rows), title="Plan for a safe harbour")

    plan = plan_of(tmp_path / "a.docx")

    assert plan.title == "Plan for a safe harbour"


MAIN = (
    "No. | Action | Responsible",
    "1 | Light the beacon on the cape | Pilots",
    "2 | Ring the bell in the tower | Keepers",
    "3 | Paint the buoys of the bay | Divers",
)


def tables(*others: tuple[str, ...]) -> str:
    return "# Harbour action plan 2027-2029\n\n" + "\n".join(markdown(*each) for each in others)


def test_a_second_table_of_the_same_actions_adds_to_them(tmp_path: Path) -> None:
    costs = (
        "Action | Cost (EUR) | Deadline",
        "Light the beacon on the cape | 400 | 2027",
        "Ring the bell in the tower | 500 | 2028",
        "Paint the buoys of the bay | 600 | 2029",
    )

    plan = read_text(tmp_path, "plan.md", tables(MAIN, costs))

    assert codes(plan) == ["1", "2", "3"]
    assert responsible(plan) == ["Pilots", "Keepers", "Divers"]
    assert deadlines(plan)[1] == "fixed 2028-01-01..2028-12-31"
    sums = [line.amount.value for action in plan.actions for line in action.funding if line.amount]
    assert sums == [400, 500, 600]
    assert [table.kind.name for table in plan.tables] == ["ACTIONS", "SECOND"]


def test_what_a_second_table_says_otherwise_is_kept_as_a_remark(tmp_path: Path) -> None:
    again = ("No. | Action | Responsible", *(f"{row} again" for row in MAIN[1:]))

    plan = read_text(tmp_path, "plan.md", tables(MAIN, again))

    assert responsible(plan) == ["Pilots", "Keepers", "Divers"]
    assert remarks(plan.actions[0]) == ["Responsible: Pilots again"]


def test_an_overview_before_the_tables_of_each_objective_is_the_second(tmp_path: Path) -> None:
    overview = ("Action | Status", *(f"{row.split(' | ')[1]} | in progress" for row in MAIN[1:]))
    text = tables(overview)
    for name, action in zip(("Sight", "Sound", "Colour"), MAIN[1:], strict=True):
        text += f"\n## Objective: {name}\n\n{markdown(f'{MAIN[0]} | Deadline', f'{action} | 2028')}"

    plan = read_text(tmp_path, "plan.md", text)

    assert titles(plan) == [row.split(" | ")[1] for row in MAIN[1:]]
    assert [action.status for action in plan.actions] == ["in-progress"] * 3
    assert len({action.objective for action in plan.actions}) == 3


def test_actions_that_are_called_alike_in_tables_of_others_stay_several(tmp_path: Path) -> None:
    second = (MAIN[0], MAIN[1], "5 | Dredge the canal | Divers", "6 | Mend the quay | Masons")

    plan = read_text(tmp_path, "plan.md", tables(MAIN, second))

    assert len(plan.actions) == 6


def test_tables_that_count_anew_from_one_are_not_the_same(tmp_path: Path) -> None:
    second = (MAIN[0], "1 | Dredge the canal | Divers", "2 | Mend the quay | Masons")

    plan = read_text(tmp_path, "plan.md", tables(MAIN, second))

    assert len(plan.actions) == 5


def test_a_new_action_of_a_second_table_is_one_of_its_own(tmp_path: Path) -> None:
    costs = (
        "Action | Cost (EUR)",
        *(f"{row.split(' | ')[1]} | 400" for row in MAIN[1:]),
        "Dredge the canal | 900",
        "Total cost | 2,100",
    )

    plan = read_text(tmp_path, "plan.md", tables(MAIN, costs))

    assert titles(plan)[3:] == ["Dredge the canal"]


def test_a_table_of_codes_and_costs_adds_to_the_actions_of_these_codes(tmp_path: Path) -> None:
    main = (MAIN[0], *(f"2.{row}" for row in MAIN[1:]))
    costs = (
        "No. | Cost (EUR) | Funding source",
        "2.3 | 600 | State budget",
        "2.1 | 400 | EU funds",
    )

    plan = read_text(tmp_path, "plan.md", tables(main, costs))

    assert [[line.kind for line in action.funding] for action in plan.actions] == [
        ["european-funds"],
        [],
        ["state-budget"],
    ]
    assert [table.kind.name for table in plan.tables] == ["ACTIONS", "SECOND"]


def test_a_table_that_counts_its_rows_says_nothing_of_actions(tmp_path: Path) -> None:
    costs = ("No. | Cost (EUR) | Funding source", "1 | 600 | State budget", "2 | 400 | EU funds")

    plan = read_text(tmp_path, "plan.md", tables(MAIN, costs))

    assert [action.funding for action in plan.actions] == [(), (), ()]


def test_a_table_of_numbers_and_costs_adds_to_actions_if_nothing_else_names_them(
    tmp_path: Path,
) -> None:
    costs = ("No. | Cost (EUR)", *(f"{number} | {number}00" for number in range(1, len(MAIN))))

    plan = read_text(tmp_path, "plan.md", tables(MAIN, costs))

    amounts = [line.amount.value for a in plan.actions for line in a.funding if line.amount]
    assert amounts == [100, 200, 300]


def test_a_second_table_may_go_on_overleaf(tmp_path: Path) -> None:
    costs = "No. | Cost (EUR)", "1 | 100", "2 | 200"

    plan = read_text(tmp_path, "plan.md", tables(MAIN, costs, ("No. | Cost (EUR)", "3 | 300")))

    amounts = [line.amount.value for a in plan.actions for line in a.funding if line.amount]
    assert amounts == [100, 200, 300]


def test_a_theme_within_each_card_of_paragraphs_is_that_of_its_action(tmp_path: Path) -> None:
    text = LABELLED.replace("Light the beacon", "Light the beacon\n\nTheme: Sight")

    plan = read_text(
        tmp_path, "plan.md", text.replace("Ring the bell", "Ring the bell\n\nTheme: Sound")
    )

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert responsible(plan) == ["Pilots", "Keepers"]
    assert pillars(plan) == ["Sight", "Sound"]
    assert [action.pillar for action in plan.actions] == [1, 2]


def test_codes_above_the_names_of_cards_of_paragraphs_are_those_of_the_names(
    tmp_path: Path,
) -> None:
    text = LABELLED
    for code, theme, name in (("4", "Sight", "Light"), ("5", "Sound", "Ring")):
        head = f"No.: {code}\n\nTheme: {theme}\n\nMeasure: {name}"
        text = text.replace(f"Measure: {name}", head)

    plan = read_text(tmp_path, "plan.md", text)

    assert codes(plan) == ["4", "5"]
    assert pillars(plan) == ["Sight", "Sound"]
    assert [action.pillar for action in plan.actions] == [1, 2]


def test_a_theme_before_the_first_card_heads_those_below(tmp_path: Path) -> None:
    text = LABELLED.replace("Measure: Light", "Theme: Sight\n\nMeasure: Light")

    plan = read_text(
        tmp_path, "plan.md", text.replace("Measure: Ring", "Theme: Sound\n\nMeasure: Ring")
    )

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert pillars(plan) == ["Sight", "Sound"]


BARS = """Harbour action plan 2027-2029

Measures in full

| Measure | Responsible office | Deadline |
| Light the beacon | Pilots | 2027 |
| Ring the bell | Keepers | 2028 |

{edge}

| Measure | Responsible office | Deadline |
| Paint the buoy | Pilots | 2029 |
| Sweep the quay | Keepers | 2029 |
"""


@pytest.mark.parametrize("edge", ["4\nOffice of the pier", "Page 4 of 9\nOffice of the pier"])
def test_words_beside_the_number_of_a_page_head_no_table(tmp_path: Path, edge: str) -> None:
    plan = read_text(tmp_path, "plan.txt", BARS.format(edge=edge))

    assert objectives(plan) == []
    assert [action.objective for action in plan.actions] == [None] * 4


def test_words_above_each_table_head_it(tmp_path: Path) -> None:
    plan = read_text(tmp_path, "plan.txt", BARS.format(edge="Measures for safety"))

    assert pillars(plan) == ["Measures in full", "Measures for safety"]


def test_a_note_with_a_link_above_an_action_is_no_objective(tmp_path: Path) -> None:
    text = "# Harbour Action Plan 2027\n\n12 Seen at https://harbour.example/rules\n\n"

    plan = read_text(tmp_path, "plan.md", text + markdown(*ROWS))

    assert objectives(plan) == []


def test_a_numbered_strategy_is_a_part_and_names_no_strategy(tmp_path: Path) -> None:
    text = "Letter to the pilots\n\nStrategy 1: Keep the harbour safe\n\n"

    plan = read_text(tmp_path, "plan.md", text + markdown(*ROWS))

    assert plan.strategy is None
    assert plan.title == "plan"


@pytest.mark.parametrize(
    "line",
    [
        "The Harbour Action Plan is to help the pilots\n\nwho keep the harbour, and the town.",
        "The town has (1) a fleet, (2) a Harbour Action Plan",
        "Harbour Action Plan ........ 12",
    ],
)
def test_a_line_of_a_sentence_or_of_the_contents_is_no_title(tmp_path: Path, line: str) -> None:
    plan = read_text(tmp_path, "plan.md", f"{line}\n\n{markdown(*ROWS)}")

    assert plan.title == "plan"


def test_signs_of_list_items_dangle_behind_no_title(tmp_path: Path) -> None:
    rows = ("Action | Responsible", "Light the beacon - - | Pilots", "Ring the bell • | Pilots")

    plan = read_text(tmp_path, "plan.md", markdown(*rows))

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
