"""What opens a pillar or an objective, what does not, and the codes of actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import codes, markdown, objectives, pillars, read_text, titles
from plan_graph.plan import Plan

HEADER = "Action | Deadline | Responsible"
FIRST = markdown(HEADER, "Light the beacon | 2027 | Pilots")
SECOND = markdown(HEADER, "Ring the bell | 2028 | Keepers")
TITLE = "# Harbour action plan 2027-2029\n\n"


def _read(folder: Path, text: str) -> Plan:
    return read_text(folder, "plan.md", text)


def test_one_heading_over_all_actions_is_no_objective(tmp_path: Path) -> None:
    plan = _read(tmp_path, f"{TITLE}## What we want to do\n\n{FIRST}\n## Annex\n\nNothing.\n")

    assert (pillars(plan), objectives(plan)) == ([], [])
    assert "What we want to do" in [words.text for words in plan.uninterpreted]


def test_one_heading_over_announced_objectives_is_no_pillar(tmp_path: Path) -> None:
    text = f"## The works\n\n### Objective 1: Sight\n\n{FIRST}\n### Objective 2: Sound\n\n{SECOND}"

    plan = _read(tmp_path, TITLE + text)

    assert (pillars(plan), objectives(plan)) == ([], ["1 Sight", "2 Sound"])


def test_headings_that_each_head_actions_are_parts_of_the_plan(tmp_path: Path) -> None:
    plan = _read(tmp_path, f"{TITLE}## The works\n\n### Sight\n\n{FIRST}\n### Sound\n\n{SECOND}")

    assert (pillars(plan), objectives(plan)) == (["Sight", "Sound"], [])


def test_one_heading_with_a_code_is_an_objective(tmp_path: Path) -> None:
    plan = _read(tmp_path, f"{TITLE}## 3. Sight\n\n{FIRST}")

    assert objectives(plan) == ["3 Sight"]


def test_headings_that_differ_in_numbers_only_are_no_objectives(tmp_path: Path) -> None:
    plan = _read(tmp_path, f"{TITLE}## Sheet 1\n\n{FIRST}\n## Sheet 2\n\n{SECOND}")

    assert (pillars(plan), objectives(plan)) == ([], [])


def test_a_heading_of_another_table_is_no_objective(tmp_path: Path) -> None:
    risks = markdown("Danger | How likely", "Storms come early | often", "Ropes break | seldom")
    text = f"## Sight\n\n{FIRST}\n## Dangers\n\n{risks}\n{SECOND}"

    plan = _read(tmp_path, TITLE + text)

    assert objectives(plan) == []
    assert titles(plan) == ["Light the beacon", "Ring the bell"]


def test_one_line_in_capitals_is_no_pillar(tmp_path: Path) -> None:
    plan = _read(tmp_path, f"{TITLE}DRAFT OF THE COUNCIL\n\n{FIRST}")

    assert pillars(plan) == []


def test_lines_in_capitals_that_each_head_actions_are_pillars(tmp_path: Path) -> None:
    plan = _read(tmp_path, f"{TITLE}BETTER SIGHT\n\n{FIRST}\nBETTER SOUND\n\n{SECOND}")

    assert pillars(plan) == ["BETTER SIGHT", "BETTER SOUND"]


def test_a_line_in_capitals_over_objectives_is_a_pillar(tmp_path: Path) -> None:
    text = f"BETTER SENSES\n\nObjective 1: Sight\n\n{FIRST}\nObjective 2: Sound\n\n{SECOND}"

    plan = _read(tmp_path, TITLE + text)

    assert pillars(plan) == ["BETTER SENSES"]
    assert objectives(plan) == ["1 Sight", "2 Sound"]


def test_lines_that_recur_at_the_edges_of_pages_are_no_captions(tmp_path: Path) -> None:
    page = "{} | 9\n\nFor the council\n\n{}\n"

    plan = _read(tmp_path, TITLE + page.format(1, FIRST) + page.format(2, SECOND))

    assert (pillars(plan), objectives(plan)) == ([], [])


def test_lines_straight_above_each_table_name_parts_of_the_plan(tmp_path: Path) -> None:
    plan = _read(tmp_path, f"{TITLE}Better sight\n\n{FIRST}\nBetter sound\n\n{SECOND}")

    assert (pillars(plan), objectives(plan)) == (["Better sight", "Better sound"], [])


def test_an_announced_objective_may_stand_in_any_first_cell_of_a_row(tmp_path: Path) -> None:
    rows = ("Objective 1: Sight | |", "EUR 5 | Light the beacon | 2027")
    more = ("Objective 2: Sound | |", "EUR 9 | Ring the bell | 2028")

    plan = _read(tmp_path, TITLE + markdown("Costs | Action | Deadline", *rows, *more))

    assert objectives(plan) == ["1 Sight", "2 Sound"]
    assert [action.objective for action in plan.actions] == ["1", "2"]


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("Number of the action", ["H1", "H2"]),
        ("NUMBER OF THE MEASURE", ["H1", "H2"]),
        ("Number of boats", ["01", "02"]),
        ("Action plan number", ["01", "02"]),
    ],
)
def test_only_the_number_of_the_action_is_its_code(
    tmp_path: Path, heading: str, found: list[str]
) -> None:
    text = markdown(
        f"{heading} | {HEADER}",
        "H1 | Light the beacon | 2027 | Pilots",
        "H2 | Ring the bell | 2028 | Keepers",
    )

    plan = _read(tmp_path, TITLE + text)

    assert codes(plan) == found


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (("M-01", "M-02", "M-03"), ["M-01", "M-02", "M-03"]),
        (("101", "102", "201"), ["101", "102", "201"]),
    ],
)
def test_codes_before_titles_are_told_by_their_like_in_other_rows(
    tmp_path: Path, written: tuple[str, ...], found: list[str]
) -> None:
    names = ("Light the beacon", "Ring the bell", "Paint the buoys")
    rows = [f"{c} {name} | 2027 | Pilots" for c, name in zip(written, names, strict=True)]

    plan = _read(tmp_path, TITLE + markdown(HEADER, *rows))

    assert (codes(plan), titles(plan)) == (found, list(names))


def test_numbers_of_things_before_words_are_no_codes(tmp_path: Path) -> None:
    rows = ("30 Beacons lit | 2027 | Pilots", "5 Bells rung | 2028 | Keepers")

    plan = _read(tmp_path, TITLE + markdown(HEADER, *rows))

    assert titles(plan) == ["30 Beacons lit", "5 Bells rung"]


def test_a_chapter_among_others_that_hold_no_action_is_no_part_of_the_plan(tmp_path: Path) -> None:
    chapters = "".join(f"## 3.{number} Chapter of words\n\nMany words.\n\n" for number in (1, 2, 4))
    text = chapters.replace("## 3.4", f"## 3.3 Outline of what we do\n\n{FIRST}\n{SECOND}\n## 3.4")

    plan = _read(tmp_path, TITLE + text)

    assert (pillars(plan), objectives(plan)) == ([], [])


def test_headings_with_gaps_in_their_numbers_are_not_all_that_there_are(tmp_path: Path) -> None:
    plan = _read(tmp_path, f"{TITLE}## 1. Sight\n\n{FIRST}\n## 9. Sound\n\n{SECOND}")

    assert (pillars(plan), objectives(plan)) == ([], [])


def test_an_objective_ends_at_a_heading_of_its_level_that_heads_no_action(tmp_path: Path) -> None:
    text = f"## Objective: Sight\n\nWords.\n\n## Who we are\n\nWords.\n\n## The works\n\n{FIRST}"

    plan = _read(tmp_path, TITLE + text)

    assert objectives(plan) == ["1 Sight"]
    assert [action.objective for action in plan.actions] == [None]


def test_a_caption_names_no_part_of_the_plan(tmp_path: Path) -> None:
    text = f"## Figure 1: The harbour\n\n{FIRST}\n## Table 2 – The bells\n\n{SECOND}"

    plan = _read(tmp_path, TITLE + text)

    assert (pillars(plan), objectives(plan)) == ([], [])


def test_lines_in_capitals_are_no_headings_where_the_format_marks_these(tmp_path: Path) -> None:
    logos = f"PORT OF THE TOWN\n\n{FIRST}\nPORT DE LA TOWN\n\n{SECOND}"
    text = f"# Harbour action plan 2027\n\n## Who we are\n\nWords.\n\n## The works\n\n{logos}"

    plan = _read(tmp_path, text)

    assert (pillars(plan), objectives(plan)) == ([], [])


def test_codes_in_capitals_are_no_parts_of_the_plan(tmp_path: Path) -> None:
    plan = read_text(tmp_path, "plan.txt", _tables("PRT/1 AB", "PRT/2 AC"))
    named = read_text(tmp_path, "plan.txt", _tables("BETTER SIGHT", "BETTER SOUND"))

    assert (pillars(plan), pillars(named)) == ([], ["BETTER SIGHT", "BETTER SOUND"])


def _tables(*heads: str) -> str:
    line = "+------------------+----------+\n"
    rows = "| Action           | Deadline |\n"
    tables = (
        f"{head}\n\n{line}{rows}{line}| {action} | 2027     |\n{line}\n"
        for head, action in zip(heads, ("Light the beacon", "Ring every bell "), strict=True)
    )
    return "Harbour action plan 2027\n\n" + "".join(tables)


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("# Town of Lantern\n\n## Harbour action plan\n\nAction plan\n", "Harbour action plan"),
        ("# Harbour\n\nAction plan of Lantern\n", "Harbour"),
        ("# action plan for ropes in use\n\n# Harbour strategy\n", "Harbour strategy"),
    ],
)
def test_the_title_stands_in_the_front(tmp_path: Path, front: str, title: str) -> None:
    chapters = "".join(f"## About {part}\n\nMany words.\n\n" for part in ("us", "sea", "sand"))
    far = "Many words.\n\n" * 40 + "## Action plan of another town\n\nIts words.\n\n"

    plan = _read(tmp_path, f"{front}\n{chapters}{far}## The works\n\n{FIRST}")

    assert plan.title == title


@pytest.mark.parametrize(
    ("title", "deadline", "time"),
    [
        ("2030 harbour action plan", "2027", None),
        ("Harbour action plan 2030", "May 2028", None),
        ("Harbour action plan 2030", "2027-2030", None),
        ("Harbour action plan 2027", "May 2027", 2027),
        ("2027 harbour action plan", "May 2027", 2027),
        ("2027 harbour action plan", "ongoing", None),
        ("Harbour action plan 2027", "ongoing", 2027),
    ],
)
def test_a_year_alone_is_the_time_of_a_plan_if_its_deadlines_agree(
    tmp_path: Path, title: str, deadline: str, time: int | None
) -> None:
    table = markdown(HEADER, f"Light the beacon | {deadline} | Pilots")

    plan = _read(tmp_path, f"# {title}\n\n{table}")

    assert (plan.period and plan.period.start and plan.period.start.year) == time


def test_a_chapter_that_is_told_of_in_a_sentence_is_no_part_of_the_plan(tmp_path: Path) -> None:
    text = f"Pillar 2 tells how the harbour is lit.\n\n## The works\n\n{FIRST}"

    plan = _read(tmp_path, TITLE + text)

    assert pillars(plan) == []


def test_a_cell_that_announces_an_objective_is_none_of_the_parts_of_its_column(
    tmp_path: Path,
) -> None:
    rows = (
        "Safe harbour | Light the beacon | 2027",
        "Strategic objective 1: Sound | Ring the bell | 2028",
    )

    plan = _read(tmp_path, TITLE + markdown("Pillar | Action | Deadline", *rows))

    assert (pillars(plan), objectives(plan)) == (["Safe harbour"], ["1 Sound"])


def test_a_heading_that_comes_in_every_part_names_none(tmp_path: Path) -> None:
    tables = f"### Works\n\n{FIRST}\n### Later\n\n{SECOND}\n"
    parts = "".join(f"## {n}. {name}\n\n{tables}" for n, name in ((1, "Sight"), (2, "Sound")))

    plan = _read(tmp_path, f"{TITLE}{parts}## 3. Smell\n\n{tables}")

    assert objectives(plan) == ["1 Sight", "2 Sound", "3 Smell"]
    assert [action.objective for action in plan.actions] == ["1", "1", "2", "2", "3", "3"]
