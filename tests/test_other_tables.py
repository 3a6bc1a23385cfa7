"""Tables that have the headings of a plan and are none, and plans that name no actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import (
    deadlines,
    markdown,
    partners,
    read_text,
    read_workbook,
    remarks,
    responsible,
    titles,
)
from plan_graph.errors import ReadingError
from plan_graph.language.wording import load
from plan_graph.reading.gate import check

HARBOUR = "# Harbour action plan 2027\n\n"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            ("Version | Date | Description of the action | Owner",
             "1.0 | 2026-01-02 | First issue of the handbook | A. Berg",
             "1.1 | 2026-02-02 | Chapter on valves added | B. Dahl"),
            id="the history of a document",
        ),
        pytest.param(
            ("Step | Action | Responsible", "1 | Tell the desk | Porter",
             "2 | Close the valve | Operator", "3 | Write the report | Officer"),
            id="a procedure",
        ),
        pytest.param(
            ("Activity | Responsible | Accountable | Informed",
             "Draw the chart | Pilots | Mayor | All",
             "Buy the crane | Cranes | Mayor | All", "Train the crew | Crew | Mayor | All"),
            id="a matrix of roles",
        ),
        pytest.param(
            ("Risk | Likelihood | Impact | Mitigation | Owner",
             "Crane fails | High | High | Buy a second crane | Harbour Office",
             "Flood | Low | High | Raise the quay wall | Harbour Office",
             "Fire | Low | High | Train the crew on hoses | Fire Office"),
            id="risks",
        ),
        pytest.param(
            ("Risk ID | Risk | Mitigation action | Owner | Due date",
             "R1 | Crane fails | Buy a second crane | Harbour Office | June 2027",
             "R2 | Flood | Raise the quay wall | Harbour Office | May 2028",
             "R3 | Fire | Train the crew on hoses | Fire Office | May 2027"),
            id="a register of risks with times",
        ),
        pytest.param(
            ("Control ID | Control activity | Control owner | Evidence | Status",
             "AC-1 | Keys are counted each night | Harbour Office | Log | Effective",
             "AC-2 | Visitors sign the book | Gate Office | Book | Effective",
             "AC-3 | Locks are changed | Harbour Office | Bill | Ineffective"),
            id="controls",
        ),
        pytest.param(
            ("Contract no. | Description | Start date | End date | Owner",
             "C1 | Cleaning of the offices | June 2027 | May 2028 | Harbour Office",
             "C2 | Repair of the lifts | May 2027 | May 2029 | Crane Office",
             "C3 | Advice on law | June 2027 | June 2028 | Harbour Office"),
            id="contracts",
        ),
        pytest.param(
            ("Act | Description | Date | Responsible ministry",
             "Water Act | Says who may draw water | May 2019 | Ministry of Water",
             "Wood Code | Says who may fell trees | June 2021 | Ministry of Trees",
             "Noise Act | Says how loud it may be | July 2022 | Ministry of Health"),
            id="laws",
        ),
        pytest.param(
            ("Time | Monday | Tuesday | Activity", "8:00 | Maths | English | Running club",
             "9:00 | Art | Maths | Chess club", "10:00 | Games | Music | Choir of the school"),
            id="a timetable",
        ),
        pytest.param(
            ("Description | Cost | Qty", "Rope of hemp, by the metre | $50 | 100",
             "Paint for the hull | $20 | 10", "Lamp of the pilot | $70 | 2"),
            id="prices",
        ),
        pytest.param(
            ("Indicator | Baseline | Target | Deadline | Owner",
             "Share of clean boats | 20 % | 60 % | 2028 | Harbour Office",
             "Number of lamps lit | 10 | 90 | 2028 | Lamp Office",
             "Lifts of the crane a day | 4 | 9 | 2027 | Crane Office"),
            id="indicators",
        ),
        pytest.param(
            ("ID | Description | Location | Responsible",
             "A1 | Crane of forty tonnes | Quay 1 | Crane Office",
             "A2 | Tug boat with two engines | Quay 2 | Pilots Office",
             "A3 | Lamp on the mole | Mole | Lamp Office"),
            id="things",
        ),
        pytest.param(
            ("Document name | Document description | Document owner | Status",
             "pilots.doc | Rules of the pilots | Pilots Office | valid",
             "cranes.doc | Rules of the cranes | Cranes Office | valid",
             "ropes.doc | Rules of the ropes | Ropes Office | valid"),
            id="documents",
        ),
        pytest.param(
            ("Unit | Responsible | Tasks | Phone", "Harbour | A. Berg | Keeping the quays | 12 345",
             "Library | B. Dahl | Lending of books | 12 346",
             "School | C. Elm | Teaching of pilots | 12 347"),
            id="persons to ask",
        ),
        pytest.param(
            ("Action | Owner | Deadline", "[action] | [person] | [date]",
             "<next action> | <who> | <when>", "... | ... | ..."),
            id="a form",
        ),
    ],
)  # fmt: skip
def test_a_table_of_something_else_is_no_plan(tmp_path: Path, rows: tuple[str, ...]) -> None:
    text = "# The harbour\n\n" + markdown(*rows)

    with pytest.raises(ReadingError):
        read_text(tmp_path, "other.md", text)


@pytest.mark.parametrize("title", ["Minutes of the harbour board, 4 May 2027", "Risk register"])
def test_a_document_that_calls_itself_something_else_is_no_plan(tmp_path: Path, title: str) -> None:
    table = markdown("Action | Owner | Deadline", "Mend the wall | Harbour Office | June 2027")

    plan = read_text(tmp_path, "plan.md", f"# {title}\n\n{table}")

    with pytest.raises(ReadingError, match="another kind of document"):
        check(plan, load("en"))


def test_a_question_is_a_heading_only_where_it_is_known(tmp_path: Path) -> None:
    rows = (
        "Action | Who will lead? | Who will help? | Who will pay?",
        "Mend the wall | Harbour Office | Masons guild | Bank of the town",
    )

    plan = read_text(tmp_path, "plan.md", HARBOUR + markdown(*rows))

    assert responsible(plan) == ["Harbour Office"]
    assert partners(plan) == ["Masons guild"]
    assert remarks(plan.actions[0]) == ["Who will pay?: Bank of the town"]


def test_tasks_of_which_only_their_state_is_told_are_a_plan_if_the_document_says_so(
    tmp_path: Path,
) -> None:
    rows = markdown("Task | Status", "Mend the crane | done", "Paint the quay | open")

    plan = read_text(tmp_path, "plan.md", HARBOUR + rows)
    other = read_text(tmp_path, "other.md", "# The harbour\n\n" + rows)

    check(plan, load("en"))
    with pytest.raises(ReadingError, match="nothing calls the document a plan"):
        check(other, load("en"))


def test_a_row_of_a_form_that_was_left_empty_is_no_action(tmp_path: Path) -> None:
    rows = ("Action | Owner | Deadline", "Mend the crane | Crane Office | 2027",
            "[next action] | [person] | [date]")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", HARBOUR + markdown(*rows))

    assert titles(plan) == ["Mend the crane"]


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("Project | Lead | Start | End", "New crane | Crane Office | 2027 | 2028"),
        (
            "Title | Description | Lead | Deadline",
            "New crane | A crane of forty tonnes is bought | Crane Office | 2028",
        ),
    ],
)
def test_projects_and_named_descriptions_are_actions_where_no_column_is_called_so(
    tmp_path: Path, head: str, first: str
) -> None:
    plan = read_text(tmp_path, "plan.md", HARBOUR + markdown(head, first))

    assert titles(plan) == ["New crane"]


def test_names_of_data_columns_are_parted_into_their_words(tmp_path: Path) -> None:
    text = "id,actionName,description,leadAgency,end_date\n" + "".join(
        f"{number},{name},It is {name} that counts here,Harbour Office,2027-03-01\n"
        for number, name in enumerate(("New crane", "Quay wall", "Fire hoses"), start=1)
    )

    plan = read_text(tmp_path, "plan.csv", text)

    assert titles(plan) == ["New crane", "Quay wall", "Fire hoses"]
    assert deadlines(plan)[0] == "fixed ..2027-03-01"


def test_a_first_day_and_a_day_due_make_one_time_and_a_length_is_no_deadline(
    tmp_path: Path,
) -> None:
    head = ["Task", "Owner", "Start date", "Due date", "Duration"]
    rows = [["Mend the crane", "Crane Office", "1 March 2027", "5 March 2027", 4],
            ["Paint the quay", "Quay Office", "8 March 2027", "19 March 2027", 11],
            ["Buy the rope", "Rope Office", "2 June 2027", "3 June 2027", 1]]  # fmt: skip

    plan = read_workbook(tmp_path, [["Harbour action plan 2027"], head, *rows])

    assert deadlines(plan)[0] == "fixed 2027-03-01..2027-03-05"
    assert remarks(plan.actions[0]) == ["Duration: 4"]


def test_a_milestone_over_several_tasks_is_no_indicator_of_each(tmp_path: Path) -> None:
    head = ["Milestone", "Task", "Owner", "Deadline"]
    rows: list[list[object]] = [["Quay is open", "Mend the crane", "Crane Office", "2027"],
            [None, "Paint the quay", "Quay Office", "2027"],
            [None, "Buy the rope", "Rope Office", "2028"]]  # fmt: skip

    plan = read_workbook(tmp_path, [head, *rows], merged=["A2:A4"])

    assert titles(plan) == ["Mend the crane", "Paint the quay", "Buy the rope"]
    assert not any(action.indicators for action in plan.actions)


def test_of_sources_of_which_one_may_pay_none_is_sure(tmp_path: Path) -> None:
    rows = ("Action | Deadline | Funding", "Mend the crane | 2027 | State budget or grants",
            "Paint the quay | 2028 | State budget")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", HARBOUR + markdown(*rows))

    assert [line.doubt for action in plan.actions for line in action.funding] == [
        "one-of-several", ""
    ]  # fmt: skip


def test_a_clause_about_a_body_is_no_body(tmp_path: Path) -> None:
    rows = (
        "Action | Deadline | Responsible",
        "Mend the crane | 2027 | Crane Office, which they rely on",
    )

    plan = read_text(tmp_path, "plan.md", HARBOUR + markdown(*rows))

    assert responsible(plan) == ["Crane Office"]


def test_a_heading_about_objectives_is_whole(tmp_path: Path) -> None:
    rows = markdown("Action | Deadline", "Mend the crane | 2027")

    plan = read_text(tmp_path, "plan.md", f"{HARBOUR}## 1. Objectives of the register\n\n{rows}")

    assert [objective.title for objective in plan.objectives] == ["Objectives of the register"]
