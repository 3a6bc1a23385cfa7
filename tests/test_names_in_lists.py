"""Names of bodies in lists: signs around them are none of them, and brackets hold several."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import markdown, read_text
from plan_graph.plan import Role


def bodies(folder: Path, cell: str) -> list[str]:
    """Read who is responsible by a cell: each body, behind the one that it acts for."""
    rows = ("No. | Action | Responsible", f"1 | Lend boats | {cell}", "2 | Swim | Bath Company")
    plan = read_text(folder, "plan.md", "# Lake Action Plan 2026-2029\n\n" + markdown(*rows))
    return [
        f"{each.acting_for.code}: {each.actor.code}" if each.acting_for else each.actor.code
        for each in plan.actions[0].participations
        if each.role is Role.RESPONSIBLE
    ]


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("“rowing clubs12”, Harbour Office", ["rowing clubs", "Harbour Office"]),
        ('"Friends of the Lake", Harbour Office', ["Friends of the Lake", "Harbour Office"]),
        ("Harbour Office, the “Seagull” Club", ["Harbour Office", "“Seagull” Club"]),
        ("☑ Harbour Office; ☑ Bath Company", ["Harbour Office", "Bath Company"]),
        ("Harbour Office, 1", ["Harbour Office"]),
        ("Harbour Office, Rowing Club)", ["Harbour Office", "Rowing Club"]),
        ("Harbour Office /", ["Harbour Office"]),
    ],
)
def test_signs_around_a_name_are_none_of_it(tmp_path: Path, cell: str, names: list[str]) -> None:
    assert bodies(tmp_path, cell) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        (
            "MoW (HAB, LPB, Banks, boat companies)",
            ["MoW: HAB", "MoW: LPB", "Banks", "boat companies"],
        ),
        ("MoW (HAB, private sector)", ["MoW: HAB", "private sector"]),
        ("Boat hirers (HAB, Seagull, LPB)", ["HAB", "Seagull", "LPB"]),
        ("Town Council (advice, permits)", ["Town Council (advice, permits)"]),
        ("Town Council (Lakes, Harbour Office)", ["Town Council (Lakes, Harbour Office)"]),
    ],
)
def test_brackets_hold_offices_of_a_body_and_others_beside_them(
    tmp_path: Path, cell: str, names: list[str]
) -> None:
    assert bodies(tmp_path, cell) == names
