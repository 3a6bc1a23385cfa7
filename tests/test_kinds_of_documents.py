"""What first sight of fresh documents showed: timetables, sheets of actions, headings cut short."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import (
    deadlines,
    markdown,
    partners,
    read_text,
    responsible,
    titles,
)
from office_files import paragraph, write_docx
from plan_graph.errors import ReadingError
from reading import plan_of


def test_tasks_by_the_hour_are_a_timetable_and_no_plan(tmp_path: Path) -> None:
    table = markdown(
        "Date | Task | Responsible | Start | End",
        "1 June 2026 | Check the hoses | Team A | 08:00 | 10:00",
        "2 June 2026 | Clean the engine | Team B | 08:00 | 12:00",
    )

    with pytest.raises(ReadingError):
        read_text(tmp_path, "plan.md", f"# Duty plan of the station, June 2026\n\n{table}")


def test_headings_without_the_word_that_joins_their_nouns_are_known(tmp_path: Path) -> None:
    table = markdown(
        "Actividad | Responsable | Fecha inicio | Fecha fin",
        "Construir un faro | Pilotos | 02/03/2026 | 30/09/2026",
        "Pintar las boyas | Guardas | 01/06/2026 | 31/07/2026",
    )

    plan = read_text(tmp_path, "plan.md", f"# Plan de acción del puerto\n\n{table}")

    assert deadlines(plan) == ["fixed 2026-03-02..2026-09-30", "fixed 2026-06-01..2026-07-31"]


def test_the_name_and_place_of_a_project_in_one_column_name_what_is_done(tmp_path: Path) -> None:
    table = markdown(
        "Project name/location | Description of works | Time frame | Implementing agency",
        "North slipway | Widening | 2026 | Harbour Office",
        "South beacon | New lamp | 2027 | Pilots",
    )

    plan = read_text(tmp_path, "plan.md", f"# Harbour development plan 2026\n\n{table}")

    assert titles(plan) == ["North slipway", "South beacon"]


def test_a_sheet_of_an_action_is_named_behind_its_number_before_any_label(tmp_path: Path) -> None:
    lines = ["Plan d’action du port 2026"]
    for number, name, lead in ((1, "Construire un phare", "Pilotes"), (2, "Peindre", "Gardiens")):
        lines += [f"Fiche action n° {number} : {name}", "Constat : il fait nuit."]
        lines += [f"Pilote : {lead}", "Échéance : 2027"]
    write_docx(tmp_path / "plan.docx", "".join(map(paragraph, lines)))

    plan = plan_of(tmp_path / "plan.docx")

    assert titles(plan) == ["Construire un phare", "Peindre"]
    assert responsible(plan) == ["Pilotes", "Gardiens"]


def test_actors_beside_who_is_responsible_are_partners(tmp_path: Path) -> None:
    table = markdown(
        "Maßnahme | Verantwortlich | Akteure | Zeitraum",
        "Leuchtturm bauen | Hafenamt | Lotsen | 2026",
        "Bojen streichen | Hafenamt | Wärter | 2027",
    )

    plan = read_text(tmp_path, "plan.md", f"# Maßnahmenplan Hafen\n\n{table}")

    assert (responsible(plan), partners(plan)) == (["Hafenamt", "Hafenamt"], ["Lotsen", "Wärter"])
