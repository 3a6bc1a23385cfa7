"""What a document calls itself: a plan by its title, in the languages that compound as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import markdown, read_text, titles
from plan_graph.errors import ReadingError
from plan_graph.language import wording
from plan_graph.language.titles import TitleReader
from plan_graph.reading.gate import check
from plan_graph.text import Passage


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Hafenplan 2025"),
        ("de", "Radverkehrskonzept 2030"),
        ("sv", "Biblioteksplan 2024–2027"),
        ("da", "Havneplan 2026"),
        ("nl", "Klimaatplan 2030"),
        ("fi", "Ilmastosuunnitelma 2030"),
        ("hu", "Klímaterv 2030"),
        ("et", "Energia- ja kliimakava 2030"),
        ("el", "Σχέδιο για το κλίμα 2030"),
        ("it", "PAESC 2030"),
    ],
)
def test_a_title_with_a_year_and_the_noun_of_plans_names_one(language: str, title: str) -> None:
    reader = TitleReader(wording.load(language))

    assert reader.is_dated_plan(Passage(0, title)) or reader.names_plan(Passage(0, title))


@pytest.mark.parametrize("title", ["Hafen 2025", "Planung 2025", "Hafenplan"])
def test_a_title_without_the_noun_or_a_year_names_none(title: str) -> None:
    reader = TitleReader(wording.load("de"))

    assert not reader.is_dated_plan(Passage(0, title))


ROWS = ("Maßnahme | Zuständig", "Leuchtturm bauen | Hafenamt", "Bojen streichen | Lotsen",
        "Glocke läuten | Wärter")  # fmt: skip


def test_a_dated_plan_may_tell_of_its_actions_only_who_does_them(tmp_path: Path) -> None:
    plan = read_text(tmp_path, "plan.md", f"# Hafenplan 2025\n\n{markdown(*ROWS)}")

    check(plan, wording.load("de"))
    assert titles(plan) == ["Leuchtturm bauen", "Bojen streichen", "Glocke läuten"]


def test_tasks_below_a_title_that_names_no_plan_are_none(tmp_path: Path) -> None:
    plan = read_text(tmp_path, "plan.md", f"# Besprechung im Hafen 2025\n\n{markdown(*ROWS)}")

    with pytest.raises(ReadingError):
        check(plan, wording.load("de"))
