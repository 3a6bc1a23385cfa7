"""What stands beside the table of a plan, and headings whose letters a narrow page changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import codes, deadlines, markdown, objectives, pillars, read_text, responsible, titles
from plan_graph.language import wording
from plan_graph.language.columns import announced

VERSIONS = "## Who changed this text\n\n" + markdown(
    "Version | Date | Changed by", "0.1 | 3 May 2026 | Ona", "0.2 | 5 June 2026 | Pim"
)


def _card(name: str, body: str) -> str:
    rows = (f"Action | {name}", f"Responsible | {body}", "Deadline | 2027", "Costs | EUR 2,000")
    return markdown(*rows)


def test_the_heading_of_another_table_is_no_part_of_the_plan_that_stands_below(
    tmp_path: Path,
) -> None:
    text = (
        f"# Harbour action plan 2027\n\n{VERSIONS}\n**Specific objective 1. Light**\n\n"
        + _card("Light the beacon", "Pilots")
        + "\n## Specific objective 2. Sound\n\n"
        + _card("Ring the bell", "Keepers")
    )

    plan = read_text(tmp_path, "plan.md", text)

    assert (pillars(plan), objectives(plan)) == ([], ["1 Light", "2 Sound"])
    assert [action.objective for action in plan.actions] == ["1", "2"]


def test_the_heading_of_another_table_heads_no_cards_of_its_part(tmp_path: Path) -> None:
    cards = _card("Light the beacon", "Pilots") + "\n" + _card("Ring the bell", "Keepers")
    after = "\n## Sound\n\n" + _card("Tune the horn", "Keepers")

    plan = read_text(tmp_path, "plan.md", f"# Harbour plan 2027\n\n{VERSIONS}\n{cards}{after}")

    assert "Who changed this text" not in pillars(plan)
    assert [action.pillar for action in plan.actions[:2]] == [None, None]


def test_a_heading_of_an_overview_in_capitals_is_no_part_of_the_plan(tmp_path: Path) -> None:
    rows = (
        "WHAT IS DONE IN SHORT,,,",
        "NAME OF THE ACTION,Page,,",
        "Light the old beacon,4,,",
        "Ring the small bell,5,,",
        ",,,",
        "NAME OF THE ACTION,RESPONSIBLE,DEADLINE,COSTS",
        "Objective 1. A harbour that is seen,,,",
        'Light the old beacon,Pilots,2027,"2,000 EUR"',
        'Ring the small bell,Keepers,2028,"3,000 EUR"',
    )

    plan = read_text(tmp_path, "plan.csv", "\n".join(rows) + "\n")

    assert (pillars(plan), objectives(plan)) == ([], ["1 A harbour that is seen"])


@pytest.mark.parametrize(
    ("language", "heading", "kind"),
    [
        ("en", "Dead line", "deadline"),
        ("ro", "CO D", "number"),
        ("es", "Respon sable", "responsible"),
        ("fr", "Maître d'oeuvre", "responsible"),
        ("en", "Red line", None),
    ],
)
def test_a_heading_with_a_broken_word_or_without_its_ligature_is_known(
    language: str, heading: str, kind: str | None
) -> None:
    found = announced(wording.load(language), heading)

    assert found.kinds == ((kind,) if kind else ())


def test_a_month_that_a_narrow_column_broke_is_one(tmp_path: Path) -> None:
    head = "Action | Responsible | mar ch 2027 | april 2027 | ma y 2027"

    plan = read_text(
        tmp_path,
        "plan.md",
        markdown(head, "Light the beacon | Pilots | x | x | x", "Ring it | Pilots | | | x"),
    )

    assert deadlines(plan) == [
        "fixed 2027-03-01..2027-05-31",
        "fixed 2027-05-01..2027-05-31",
    ]


def test_a_group_of_sums_ends_where_the_next_heading_of_its_row_stands(tmp_path: Path) -> None:
    rows = (
        "Code,Action,Responsible,Funding,,New,Q1 2027,Q2 2027,Q3 2027",
        ",,,Costs (EUR),Source,,,,",
        '11,Light the old beacon,Pilots,"2,000",Own,No,,x,x',
        '12,Ring the small bell,Keepers,"3,000",Own,No,x,,',
    )

    plan = read_text(tmp_path, "plan.csv", "\n".join(rows) + "\n")

    assert codes(plan) == ["11", "12"]
    assert deadlines(plan) == ["fixed 2027-04-01..2027-09-30", "fixed 2027-01-01..2027-03-31"]


def test_a_long_label_in_a_paragraph_is_no_part_of_the_name_above_it(tmp_path: Path) -> None:
    label = "Body responsible for the work on the water"
    cards = (
        f"Action: {name}\n\n{label}: {body}\n\nDeadline: 2027\n\nIndicators: {told}\n\n"
        for name, body, told in (
            ("Light the beacon", "Pilots", "number of ships seen"),
            ("Ring the bell", "Keepers", "number of rings"),
        )
    )

    plan = read_text(tmp_path, "plan.md", "# Harbour action plan 2027\n\n" + "".join(cards))

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert responsible(plan) == ["Pilots", "Keepers"]


def test_a_row_of_sums_into_which_cells_reach_from_above_is_no_action(tmp_path: Path) -> None:
    page = (
        "<h1>Harbour action plan 2027</h1><table>"
        "<tr><th>No.</th><th>Action</th><th>Responsible</th><th>Costs</th></tr>"
        "<tr><td>1</td><td>Light the beacon</td><td>Pilots</td><td>EUR 2,000</td></tr>"
        "<tr><td>2</td><td>Ring the bell</td><td rowspan=2>Keepers</td><td>EUR 3,000</td></tr>"
        "<tr><td>Total</td><td></td><td>EUR 5,000</td></tr></table>"
    )

    plan = read_text(tmp_path, "plan.html", page)

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert [len(action.funding) for action in plan.actions] == [1, 1]
