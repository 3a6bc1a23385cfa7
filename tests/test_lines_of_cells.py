"""Lines of cells of a PDF: which are one name or one row, and which are two."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from draw_pdf import LEAD, Sheet
from kinds import html, read_text, responsible
from plan_graph.documents.pdf import read_pdf
from plan_graph.plan import Plan
from reading import plan_of

HEADS = {
    "en": ["No.", "Action", "Responsible", "Deadline", "Indicators"],
    "fr": ["N°", "Action", "Responsable", "Échéance", "Indicateurs"],
    "de": ["Nr.", "Maßnahme", "Zuständig", "Frist", "Indikatoren"],
}
WORDS = {
    "en": ("Action plan for the harbour 2027", "Mend the quay", "Paint the boats", "June 2027"),
    "fr": ("Plan d'action du port 2027", "Réparer le quai", "Peindre les bateaux", "juin 2027"),
    "de": ("Aktionsplan des Hafens 2027", "Kai ausbessern", "Boote streichen", "Juni 2027"),
}


def drawn(
    folder: Path, bodies: Sequence[str], indicators: Sequence[str] = (), language: str = "en"
) -> Plan:
    """Read a plan whose cells of bodies and indicators are as wide as their first lines."""
    sheet = Sheet()
    title, first, second, time = WORDS[language]
    room = [
        max(sheet.pdf.get_string_width(cell.split("\n")[0]) for cell in cells or ["Indicators"]) + 8
        for cells in (bodies, indicators)
    ]
    sheet.text(40, 40, title, size=16)
    widths = (40, 120, max(room[0], 62), 80, max(room[1], 62))
    edges = [40 + sum(widths[:place]) for place in range(len(widths) + 1)]
    found = list(indicators) or ["Days"] * len(bodies)
    titles = [first, second, f"{first} II", f"{second} II"]
    rows = [
        [str(number + 1), titles[number], body, time, found[number]]
        for number, body in enumerate(bodies)
    ]
    sheet.ruled(edges, 60, [HEADS[language], *rows])
    return plan_of(sheet.save(folder / "plan.pdf"))


def bodies_of(plan: Plan) -> list[list[str]]:
    return [[each.actor.code for each in action.participations] for action in plan.actions]


def test_two_names_of_whole_form_below_each_other_are_two(tmp_path: Path) -> None:
    cells = ["Conseil du port et des digues\nAgence des bateaux", "Agence des bateaux"]

    plan = drawn(tmp_path, cells, language="fr")

    assert bodies_of(plan)[0] == ["Conseil du port et des digues", "Agence des bateaux"]


def test_what_stands_alone_elsewhere_is_a_name_of_its_own(tmp_path: Path) -> None:
    plan = drawn(tmp_path, ["Rangers of the Lower Marsh\nFarmers' Union", "Farmers' Union", "X"])

    assert bodies_of(plan)[0][:1] != ["Rangers of the Lower Marsh"]

    alone = ["Rangers of the Lower Marsh\nFarmers' Union", "Rangers of the Lower Marsh", "Guild"]
    plan = drawn(tmp_path, alone)

    assert bodies_of(plan)[0] == ["Rangers of the Lower Marsh", "Farmers' Union"]


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Rural\nAffairs and Fisheries",
        "Office for Bridges and\nRoads",
        "Department of Public\nHealth and Welfare",
    ],
)
def test_a_name_that_a_full_line_breaks_is_one(tmp_path: Path, name: str) -> None:
    plan = drawn(tmp_path, [name, "Port Council"])

    assert bodies_of(plan)[0] == [name.replace("\n", " ")]


def test_where_signs_part_names_a_line_parts_none(tmp_path: Path) -> None:
    cells = ["Conseil du port Agence\nAgence centrale", "Mairie; Police"]

    plan = drawn(tmp_path, cells, language="fr")

    assert len(bodies_of(plan)[0]) == 1


def test_an_indicator_that_begins_as_a_sentence_below_a_full_line_is_another(
    tmp_path: Path,
) -> None:
    cells = ["Kilometres of quay repaired\nVisits to the desk", "Number of boats in\nLower Marwik"]

    plan = drawn(tmp_path, ["Port Council", "Boat Council"], cells)

    assert [[each.label for each in action.indicators] for action in plan.actions] == [
        ["Kilometres of quay repaired", "Visits to the desk"],
        ["Number of boats in Lower Marwik"],
    ]


def test_a_language_of_capital_nouns_goes_on_with_one_below_a_full_line(tmp_path: Path) -> None:
    cells = ["Anteil der neu gebauten\nWohnungen im Tal", "Anzahl der Boote im\nAnzahl der Kais"]

    plan = drawn(tmp_path, ["Hafenverband", "Landesbehörde"], cells, language="de")

    assert [each.label for each in plan.actions[0].indicators] == [
        "Anteil der neu gebauten Wohnungen im Tal"
    ]


def test_a_heading_of_a_matrix_on_two_lines_is_one_name(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.html",
        "<h1>Harbour action plan 2027</h1>"
        + html(
            "No. | Action | Town<br>Marwik | Port Authority<br>Customs Office | Deadline",
            "1 | Mend the quay | L | S | 2027",
            "2 | Paint the boats | S | L | 2028",
        )
        + "<p>L = lead, S = support</p>",
    )

    assert responsible(plan) == ["Town Marwik", "Port Authority, Customs Office"]


@pytest.mark.parametrize("cell", ["at most<br>12,000", "approximately<br>12,000 EUR"])
def test_a_bound_on_its_own_line_is_of_the_sum_below(tmp_path: Path, cell: str) -> None:
    plan = read_text(
        tmp_path,
        "plan.html",
        "<h1>Harbour action plan 2027</h1>"
        + html(
            "No. | Action | Responsible | Budget (EUR)",
            f"1 | Mend the quay | Port Council | {cell}",
            "2 | Paint the boats | Port Council | 9,000",
        ),
    )

    amounts = [line.amount for line in plan.actions[0].funding]
    assert len(amounts) == 1
    assert amounts[0] is not None
    assert amounts[0].value is None
    assert (amounts[0].upper or amounts[0].approximate) == 12_000


@pytest.mark.parametrize("cell", ["at least<br>200", "200<br>boats"])
def test_a_target_over_two_lines_is_one(tmp_path: Path, cell: str) -> None:
    plan = read_text(
        tmp_path,
        "plan.html",
        "<h1>Harbour action plan 2027</h1>"
        + html(
            "No. | Action | Responsible | Indicator | Target",
            f"1 | Mend the quay | Port Council | Number of boats | {cell}",
            "2 | Paint the boats | Port Council | Number of days | 9",
        ),
    )

    targets = plan.actions[0].indicators[0].targets
    assert [each.value for each in targets] == [200]


def test_the_rules_of_another_table_on_the_page_do_not_move_a_column(tmp_path: Path) -> None:
    sheet = Sheet()
    room = sheet.pdf.get_string_width("Town Marwik") + 7
    sheet.text(40, 30, WORDS["en"][0], size=16)
    edges = [40, 70, 200, 200 + room, 420]
    rows = [["1", "Mend the quay", "Town\nMarwik", "2027"], ["2", "Paint", "Guild", "2028"]]
    low = sheet.ruled(edges, 60, [["No.", "Action", "Responsible", "Deadline"], *rows])
    other = [40, 70, 200, 200 + room + 2.8, 420]

    sheet.ruled(other, low + 40, [["No.", "Law", "Year", "Words"], ["1", "Tides", "2004", "-"]])

    assert bodies_of(plan_of(sheet.save(tmp_path / "plan.pdf")))[0] == ["Town Marwik"]


def cut(folder: Path, cells: Sequence[str]) -> list[str]:
    """Draw titles in a column as wide as their first lines, letter by letter full."""
    sheet = Sheet()
    room = [sheet.pdf.get_string_width(cell.split("\n")[0]) + 9 for cell in cells]
    sheet.text(40, 40, WORDS["en"][0], size=16)
    edges = [40, 70, 70 + max(room), 300, 420]
    rows = [[str(number), cell, "Port Council", "2027"] for number, cell in enumerate(cells, 1)]
    sheet.ruled(edges, 60, [["No.", "Action", "Responsible", "Deadline"], *rows])
    return [action.title for action in plan_of(sheet.save(folder / "plan.pdf")).actions]


def test_a_word_wider_than_its_column_is_one_where_its_edge_cuts_it(tmp_path: Path) -> None:
    titles = cut(tmp_path, ["Lighthousekee\nping of all quays", "Lighthousekee\npers for the town"])

    assert titles == ["Lighthousekeeping of all quays", "Lighthousekeepers for the town"]


def test_a_small_word_below_a_full_line_is_no_part_of_a_word(tmp_path: Path) -> None:
    titles = cut(tmp_path, ["Lighthousekee\nfor all the quays", "Lighthousekee\non the quays"])

    assert titles == ["Lighthousekee for all the quays", "Lighthousekee on the quays"]


def test_a_heading_that_runs_over_its_column_is_not_one_with_the_next(tmp_path: Path) -> None:
    sheet = Sheet()
    room = sheet.pdf.get_string_width("Responsible")
    sheet.text(40, 40, WORDS["en"][0], size=16)
    edges = [40, 70, 200, 200 + room, 300, 400]
    heads = ["No.", "Action", "Responsible", "Deadline", "Days"]
    rows = [["1", "Mend", "Guild", "2027", "3"], ["2", "Paint", "Guild", "2028", "4"]]

    sheet.ruled(edges, 60, [heads, *rows])

    assert bodies_of(plan_of(sheet.save(tmp_path / "plan.pdf"))) == [["Guild"], ["Guild"]]


def spaced(folder: Path, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Draw rows without rules, 18 points apart but for lines of one cell, and return the cells."""
    sheet = Sheet()
    y = 60.0
    for row in rows:
        y = sheet.row((40, 92, 240, 360, 460), y, row) + 6
    document = read_pdf(sheet.save(folder / "plan.pdf"))
    return [[cell.passage.text for cell in row.cells] for t in document.tables for row in t.rows]


def test_a_full_row_is_one_though_it_begins_small_below_a_full_cell(tmp_path: Path) -> None:
    rows = [
        ["Body", "Action", "Deadline", "Place", "Days"],
        ["Anglers", "Count the eels\nin the weir", "March 2031", "Mill", "3"],
        ["eel union", "Mend the weir", "June 2031", "Weir", "9"],
        ["Guild", "Paint the boats", "May 2031", "Quay", "4"],
        ["Council", "Publish the map\nof all springs", "May 2031", "Town", "1"],
    ]

    found = spaced(tmp_path, rows)

    assert [row[0] for row in found] == ["Body", "Anglers", "eel union", "Guild", "Council"]


def test_what_stands_in_brackets_by_itself_goes_on_with_the_row_above(tmp_path: Path) -> None:
    sheet = Sheet()
    rows = [["Body", "Days", "Boats", "Eels", "Weirs"], ["Mill guild", "3", "4", "5", "6"]]
    rows += [["(Upper Mill)", "", "", "", ""], ["Anglers", "1", "2", "3", "4"]]
    rows += [["(Lower Mill)", "", "", "", ""], ["Port", "7", "2", "8", "4"]]
    for number, row in enumerate(rows):
        sheet.row((40, 140, 240, 360, 460), 60 + 12 * number, row)

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    first = [row.cells[0].passage.text for table in document.tables for row in table.rows]
    assert [" ".join(text.split()) for text in first] == [
        "Body",
        "Mill guild (Upper Mill)",
        "Anglers (Lower Mill)",
        "Port",
    ]


def test_lines_below_a_rule_that_stand_above_the_number_are_of_its_row(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.row((40, 92, 240, 460), 60, ["No.", "Action", "Responsible", "Deadline"])
    rows = [("Mend the weir", "Mill guild,\nPort Council,\nTown of Marwik", "June 2031")] * 4
    y = 78.0
    for number, (action, bodies, time) in enumerate(rows, 1):
        sheet.line(40, y - 11, 560, y - 11)
        low = sheet.text(240, y, bodies)
        sheet.row((40, 92, 460), y + LEAD + 1, [str(number), action, time])
        y = low + 6
    sheet.line(40, y - 11, 560, y - 11)

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    found = [[cell.passage.text for cell in row.cells] for t in document.tables for row in t.rows]
    assert [row[0] for row in found] == ["No.", "1", "2", "3", "4"]
    assert {" ".join(row[2].split()) for row in found[1:]} == {
        "Mill guild, Port Council, Town of Marwik"
    }


def test_of_a_list_that_a_full_line_ends_the_last_name_may_go_on(tmp_path: Path) -> None:
    cells = ["Institute for Sea Walls; National\nBoard of Lighthouses", "Board of Lighthouses"]

    plan = drawn(tmp_path, [*cells, "Port Council\nFerry Agency of Marwik"])

    assert bodies_of(plan)[0] == ["Institute for Sea Walls", "National Board of Lighthouses"]


def test_where_lines_list_indicators_one_that_may_be_two_is_left_unread(tmp_path: Path) -> None:
    cells = [
        "share of quays with a handrail\nnew timetable in force",
        "days of rain\nnew ferry map",
        "boats seen",
    ]

    plan = drawn(tmp_path, ["Port Council"] * 3, cells)

    assert [[each.label for each in action.indicators] for action in plan.actions] == [
        [],
        ["days of rain", "new ferry map"],
        ["boats seen"],
    ]
    assert [each.stated_in.text for each in plan.actions[0].remarks] == [
        "share of quays with a handrail new timetable in force"
    ]


def test_a_row_overleaf_is_begun_though_cells_begin_small_as_their_columns_do(
    tmp_path: Path,
) -> None:
    sheet = Sheet()
    edges = [40, 140, 260, 360, 440, 520, 700]
    head = ["Objective", "Action", "Responsible", "Start", "End", "Indicators"]
    shown = "number of lamps repaired"
    rows = [
        ["Safe quays", "Mend the weir", "Mill guild", "may 2031", "june 2031", shown],
        ["Clean water", "Paint the boats", "Port Council", "june 2031", "july 2031", shown],
    ]
    sheet.ruled(edges, 60, [head, *rows])
    sheet.page()
    sheet.ruled(edges, 60, [["", "Count the eels", "Anglers", "may 2032", "june 2032", shown]])

    document = read_pdf(sheet.save(tmp_path / "plan.pdf"))

    actions = [row.cells[1].passage.text for table in document.tables for row in table.rows]
    assert actions == ["Action", "Mend the weir", "Paint the boats", "Count the eels"]
