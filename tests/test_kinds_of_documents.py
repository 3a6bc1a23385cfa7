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
from plan_graph.language import wording
from plan_graph.language.columns import announced
from plan_graph.language.titles import TitleReader
from plan_graph.reading.gate import check
from plan_graph.text import Passage
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


def test_what_is_done_about_a_recommendation_is_the_action(tmp_path: Path) -> None:
    table = markdown(
        "Recommendation | Response | Action to be taken | Responsible officer | Target date",
        "The harbour should be lit | Accepted | Build a beacon | Harbour master | 30/09/2026",
        "Staff should be trained | Accepted | Run a course for pilots | Pilots | 31/12/2026",
    )

    plan = read_text(tmp_path, "plan.md", f"# Response to the report: action plan\n\n{table}")

    assert titles(plan) == ["Build a beacon", "Run a course for pilots"]


def test_an_action_said_again_in_each_row_has_their_activities_as_parts(tmp_path: Path) -> None:
    table = markdown(
        "Measure | Activities | Responsible | Deadline",
        "1. Light the way | 1.1 Build a beacon | Pilots | 2026",
        "1. Light the way | 1.2 Paint the buoys | Keepers | 2027",
        "2. Guide the ships | 2.1 Train the pilots | Harbour Office | 2028",
    )

    plan = read_text(tmp_path, "plan.md", f"# Harbour action plan\n\n{table}")

    parts = [(each.code, each.part_of, each.title) for each in plan.actions]
    assert parts[:3] == [
        ("1", None, "Light the way"),
        ("1.1", "1", "Build a beacon"),
        ("1.2", "1", "Paint the buoys"),
    ]
    assert responsible(plan)[:3] == ["", "Pilots", "Keepers"]


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Step | Action | Responsible | Timeline",
            "1 | Assess the disruption and its scope | First responder | Immediate",
            "2 | Decide whether the criteria are met | Authority | Within 15 minutes",
            "3 | Tell all staff by text message | Communications | Within 30 minutes",
        ),
        (
            "Task | Responsible | Timeline",
            "Terminals ordered and received | Procurement | Days 1–5",
            "Contract of the processor signed | Legal | Days 1–7",
            "Staff trained on the terminals | Store manager | Day 10",
        ),
        (
            "Service | Measure | Target | Actual | Comment",
            "Waste | Bins collected on time | 98% | 97% | Snow in January",
            "Planning | Applications decided in 8 weeks | 85% | 90% | Good",
            "Benefits | Days to process a claim | 14 | 18 | Staff shortage",
        ),
        (
            "Service | Measure | Target | Actual | Comment",
            "Waste | Bins collected on time | 98 | 97 | Snow in January",
            "Planning | Applications decided in 8 weeks | 85 | 90 | Good",
        ),
    ],
    ids=["steps", "how soon", "measurements", "few measurements"],
)
def test_procedures_and_measurements_are_no_plans(tmp_path: Path, rows: tuple[str, ...]) -> None:
    with pytest.raises(ReadingError):
        plan = read_text(tmp_path, "text.md", "# What we do\n\n" + markdown(*rows))
        check(plan, wording.load("en"))


def test_names_are_of_actions_where_their_numbers_are_called_so(tmp_path: Path) -> None:
    table = markdown(
        "Thème | N° action | Intitulé | Porteur",
        "Lumière | 1.1 | Construire un phare | Pilotes",
        "Son | 2.1 | Installer une corne | Gardiens",
    )

    plan = read_text(tmp_path, "actions.md", table)

    assert titles(plan) == ["Construire un phare", "Installer une corne"]


def test_headings_in_two_languages_are_known_by_one_of_them(tmp_path: Path) -> None:
    table = markdown(
        "Gweithred / Action | Cyfrifol / Responsible | Dyddiad / Date",
        "Build a beacon in the harbour | Pilots | June 2026",
        "Train the reception staff | Office | December 2026",
    )

    plan = read_text(tmp_path, "plan.md", f"# Action plan 2026\n\n{table}")

    assert titles(plan) == ["Build a beacon in the harbour", "Train the reception staff"]
    assert responsible(plan) == ["Pilots", "Office"]


def test_a_question_asks_for_what_it_ends_with(tmp_path: Path) -> None:
    table = markdown(
        "What? | Who is responsible? | Who are the partners? | When?",
        "Build a beacon | Pilots | Keepers | 2026",
        "Paint the buoys | Office | Divers | 2027",
    )

    plan = read_text(tmp_path, "plan.md", f"# Harbour action plan\n\n{table}")

    assert titles(plan) == ["Build a beacon", "Paint the buoys"]
    assert (responsible(plan), partners(plan)) == (["Pilots", "Office"], ["Keepers", "Divers"])


def test_a_summary_above_cards_is_an_overview_of_them(tmp_path: Path) -> None:
    def card(number: int, name: str, lead: str) -> str:
        rows = (f"Lead | {lead}", "Partners | Sailors", "Deadline | May 2026", "Cost | EUR 1,500")
        return f"\n## Action {number}: {name}\n\n" + markdown(*rows)

    summary = markdown("No. | Action | Priority", "1 | Build a beacon | High", "2 | Dredge | Low")
    cards = card(1, "Build a beacon", "Pilots") + card(2, "Dredge", "Harbour Office")

    plan = read_text(tmp_path, "plan.md", f"# Harbour action plan\n\n{summary}{cards}")

    assert titles(plan) == ["Build a beacon", "Dredge"]
    assert responsible(plan) == ["Pilots", "Harbour Office"]


@pytest.mark.parametrize(
    "text",
    [
        "# Lesson: the water cycle\n\n"
        + markdown(
            "Time | Teacher activity | Resources",
            "10 min | Ask what rain is | Board",
            "20 min | Show the film | Projector",
            "15 min | Set the task | Paper",
        ),
        "# Action log of the steering group\n\n"
        + markdown("Action | Owner | Due", "Book the hall | Clerk | 1 May 2026"),
        "# People we meet\n\n"
        + markdown(
            "Group | Engagement activity | Responsible",
            "Farmers | Meetings with the union | Project manager",
            "Media | Press releases | Press officer",
        ),
        "# Related work\n\n"
        + markdown(
            "Study | Method | Measures | Results",
            "Smith 2019 | Survey | Actions of cities counted | More in rich cities",
            "Lee 2021 | Case study | Documents coded | Few of them last",
        ),
    ],
    ids=["lesson", "log", "who alone", "results alone"],
)
def test_what_tells_no_more_than_who_does_it_or_how_long_it_takes_is_no_plan(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(ReadingError):
        check(read_text(tmp_path, "text.md", text), wording.load("en"))


@pytest.mark.parametrize(
    ("language", "title", "is_plan"),
    [
        ("da", "Cykelhandlingsplan 2026", True),
        ("de", "Klimaaktionsplan Nord", True),
        ("en", "Xaction plan", False),
    ],
)
def test_a_compound_names_a_plan_where_a_language_builds_such(
    language: str, title: str, is_plan: bool
) -> None:
    assert TitleReader(wording.load(language)).names_plan(Passage(0, title)) is is_plan


def test_a_day_whose_year_stands_first_is_one_with_points_as_well(tmp_path: Path) -> None:
    table = markdown("Action | Deadline", "Build a beacon | 2027.12.31.", "Dredge | 2027/06/30")

    plan = read_text(tmp_path, "plan.md", f"# Harbour action plan\n\n{table}")

    days = ["fixed 2027-12-31..2027-12-31", "fixed 2027-06-30..2027-06-30"]
    assert deadlines(plan) == days


def test_a_row_that_says_that_there_is_no_action_is_none(tmp_path: Path) -> None:
    table = markdown(
        "Requirement | Action needed | Owner | Deadline",
        "Keep doors clear | None | Facilities | 1 June 2026",
        "Test the lifts | Book a test of each lift | Facilities | 1 July 2026",
        "Label chemicals | n/a | Workshop | 1 June 2026",
        "Show the way out | Fix signs over the doors | Workshop | 1 May 2026",
    )

    plan = read_text(tmp_path, "plan.md", f"# Harbour action plan\n\n{table}")

    assert titles(plan) == ["Book a test of each lift", "Fix signs over the doors"]


def test_numbered_lines_in_the_cell_of_the_actions_are_an_action_each(tmp_path: Path) -> None:
    row = "1. Prevent | 1.1. Train doctors<br>1.2. Run a campaign | DGS<br>CIG | 2026<br>2027"
    table = markdown(
        "Objective | Actions | Responsible | Deadline", row, "2. Protect | x | y | 2028"
    )

    plan = read_text(tmp_path, "plan.md", f"# Harbour action plan\n\n{table}")

    assert titles(plan)[:2] == ["Train doctors", "Run a campaign"]
    assert responsible(plan)[:2] == ["DGS", "CIG"]


def test_ambiguous_days_are_days_of_a_list_of_tasks(tmp_path: Path) -> None:
    table = markdown(
        "Task | Owner | Due",
        "Build a beacon | Pilots | 01/06/2026",
        "Ring the bell | Keepers | 02/07/2026",
        "Dredge the basin | Harbour Office | 03/08/2026",
    )

    check(read_text(tmp_path, "tasks.md", f"# What we do\n\n{table}"), wording.load("en"))


def test_goals_named_behind_their_number_head_the_actions_below(tmp_path: Path) -> None:
    table = markdown(
        "Tikslas / uždavinys / priemonė | Atsakinga institucija | Terminas",
        "1 tikslas. Mažinti triukšmą | |",
        "1.1 uždavinys. Riboti eismą | |",
        "1.1.1. Pastatyti ženklus | Seniūnija | 2027 m.",
        "2 tikslas. Šviesti | |",
        "2.1 uždavinys. Mokyti | |",
        "2.1.1. Surengti pamokas | Biblioteka | 2028 m.",
    )

    plan = read_text(tmp_path, "plan.md", f"# Uosto veiksmų planas\n\n{table}")

    assert titles(plan) == ["Pastatyti ženklus", "Surengti pamokas"]


def test_a_word_for_actions_with_a_sign_for_numbers_is_their_number(tmp_path: Path) -> None:
    table = markdown(
        "Action # | Title | Lead | Deadline",
        "1.1 | Build a beacon | Pilots | 2027",
        "1.2 | Ring the bell | Keepers | 2028",
    )

    plan = read_text(tmp_path, "plan.md", f"# Harbour plan\n\n{table}")

    assert [(each.code, each.title) for each in plan.actions] == [
        ("1.1", "Build a beacon"),
        ("1.2", "Ring the bell"),
    ]


def test_two_questions_are_no_heading() -> None:
    assert not announced(wording.load("en"), "What food, when? – Campaign")


@pytest.mark.parametrize(
    ("title", "heads", "first", "second"),
    [
        (
            "Accidents at the harbour in 2027",
            "What? | Where? | When? | Who?",
            "A boat hit the old pier | North quay | 3 May 2027 | Harbour guard",
            "A ladder broke in the hall | South dock | 5 May 2027 | Crane crew",
        ),
        (
            "Programm des Hafenfestes 2027",
            "Was | Wo | Wann | Wer",
            "Konzert der Blaskapelle am Abend | Mole | 3. Mai 2027 | Musikverein",
            "Feuerwerk über dem Wasser | Ufer | 5. Mai 2027 | Stadt",
        ),
        (
            "Agenda van de markt 2027",
            "Wat? | Waar? | Wanneer? | Wie?",
            "Rommelmarkt op het plein | Plein | 3 mei 2027 | Buurtvereniging",
            "Optocht met lampionnen door de straten | Kade | 5 mei 2027 | Scouting",
        ),
        (
            "Ocorrências no porto em 2027",
            "Que | Onde | Quando | Quem",
            "Um barco bateu no cais | Cais norte | 3 de maio de 2027 | Guarda",
            "Uma escada partiu na doca | Doca 3 | 5 de maio de 2027 | Bombeiros",
        ),
        (
            "Packlista för lägret 2027",
            "Vad | Var | När | Vem",
            "Tält och liggunderlag | Skogen | 3 maj 2027 | Ledarna",
            "Mat och dryck för en dag | Stranden | 5 maj 2027 | Föräldrarna",
        ),
        (
            "Listino dei servizi del porto",
            "Cosa | Dove | Quanto | Chi",
            "Posto barca per la notte | Molo | 500 euro | Capitaneria",
            "Sosta del camper nel piazzale | Piazza | 20 euro | Consorzio",
        ),
    ],
)
def test_a_table_that_only_asks_what_there_is_is_no_plan_unless_it_is_called_one(
    tmp_path: Path, title: str, heads: str, first: str, second: str
) -> None:
    plan = read_text(tmp_path, "plan.md", f"# {title}\n\n{markdown(heads, first, second)}")

    with pytest.raises(ReadingError, match="only asks"):
        check(plan, wording.load(plan.language))


@pytest.mark.parametrize(
    ("title", "heads", "first", "second"),
    [
        (
            "Action plan of the harbour 2027",
            "WHAT? | WHO? | WITH WHOM? | WHEN?",
            "Mend the lamps on the quays | Town | Pilots | 2027",
            "Count the boats of the bay | Harbour Office | Divers | 2028",
        ),
        (
            "Plan de acción del puerto 2027",
            "¿Qué? | ¿Quién? | ¿Con quién? | ¿Cuándo?",
            "Reparar las lámparas del muelle | Town | Pilots | 2027",
            "Contar los barcos de la bahía | Harbour Office | Divers | 2028",
        ),
    ],
)
def test_a_plan_may_ask_in_its_headings_whatever_signs_it_asks_with(
    tmp_path: Path, title: str, heads: str, first: str, second: str
) -> None:
    plan = read_text(tmp_path, "plan.md", f"# {title}\n\n{markdown(heads, first, second)}")

    check(plan, wording.load(plan.language))
    assert responsible(plan) == ["Town", "Harbour Office"]
    assert partners(plan) == ["Pilots", "Divers"]


def test_quantities_are_no_actions_whoever_counts_them(tmp_path: Path) -> None:
    text = "# The harbour in figures\n\n" + markdown(
        "Indicator | Unit | 2029 | 2030 | Data source | Responsible",
        "Harbour ships | no. | 91 | 87 | Log | Pilots",
        "Length of the quay | m | 310 | 325 | Survey | Keepers",
        "Fish landed at night | t | 15 | 16 | Market | Traders",
    )

    with pytest.raises(ReadingError):
        check(read_text(tmp_path, "text.md", text), wording.load("en"))
