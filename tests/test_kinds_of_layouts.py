"""What stands beside the table of a plan, and headings whose letters a narrow page changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from draw_pdf import Sheet
from kinds import (
    codes,
    deadlines,
    html,
    markdown,
    objectives,
    pillars,
    read_text,
    read_workbook,
    responsible,
    titles,
)
from plan_graph.language import wording
from plan_graph.language.columns import announced
from reading import plan_of

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


def test_answers_below_titles_name_no_actions(tmp_path: Path) -> None:
    cards = (
        f"<table><tr><td colspan=2>{name}</td></tr><tr><td>New action</td><td>{answer}</td></tr>"
        f"<tr><td>Responsible</td><td>{body}</td></tr><tr><td>Deadline</td><td>2027</td></tr>"
        "<tr><td>Source of funding</td><td>State budget</td></tr></table>"
        for name, answer, body in (
            ("Light the beacon", "No", "Pilots"),
            ("Ring the bell", "Yes", "Keepers"),
            ("Tune the horn", "No", "Pilots"),
        )
    )

    plan = read_text(tmp_path, "plan.html", "<h1>Harbour action plan</h1>" + "".join(cards))

    assert titles(plan) == ["Light the beacon", "Ring the bell", "Tune the horn"]


def test_the_last_row_of_an_overview_may_stand_overleaf(tmp_path: Path) -> None:
    overview = markdown("No. | Action | Page", "A1 | Light the old beacon | 4", "A2 | Ring it | 5")
    rest = "<table><tr><td>A3</td><td>Tune the horn</td><td>6</td></tr></table>\n\n"
    parts = (
        f"## Specific objective {number}. {title}\n\n"
        + markdown("No. | Action | Responsible | Deadline", *rows)
        for number, title, rows in (
            (
                1,
                "Sight",
                ("A1 | Light the old beacon | Pilots | 2027", "A2 | Ring it | Keepers | 2028"),
            ),
            (2, "Sound", ("A3 | Tune the horn | Keepers | 2029",)),
        )
    )

    plan = read_text(tmp_path, "plan.md", f"## In short\n\n{overview}\n{rest}" + "\n".join(parts))

    assert titles(plan) == ["Light the old beacon", "Ring it", "Tune the horn"]
    assert [action.objective for action in plan.actions] == ["1", "1", "2"]


def test_an_annex_below_a_title_of_its_own_does_not_go_on_with_the_table(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["No.", "Action", "Timeline"],
        ["A1", "Light the old beacon", "2027"],
        ["A2", "Ring the small bell", "2028"],
        [None, None, None],
        ["Annex of what is counted", None, None],
        ["No.", "What is measured", "Aim"],
        ["A1", "number of ships seen", "50"],
        ["A2", "number of rings heard", "70"],
    ]

    plan = read_workbook(tmp_path, rows)

    assert titles(plan) == ["Light the old beacon", "Ring the small bell"]


def test_a_calendar_in_a_table_of_actions_side_by_side_makes_it_no_card(tmp_path: Path) -> None:
    months = ("jan. 2027", "feb. 2027", "march 2027", "april 2027", "may 2027", "june 2027")
    table = html(
        "Code | 1.1 | 2.1", "Responsible | Pilots | Keepers", "Action | Light it | Ring it",
        *(f"{month} | x |" for month in months),
    )  # fmt: skip

    plan = read_text(tmp_path, "plan.html", f"<h1>Harbour plan</h1>{table}")

    assert titles(plan) == ["Light it", "Ring it"]
    assert deadlines(plan) == ["fixed 2027-01-01..2027-06-30", ""]


def test_titles_that_three_tables_on_sheets_repeat_are_no_labels_of_cards(tmp_path: Path) -> None:
    names = ("Measure the old pier", "Support for small boats", "Budget hearings in five ports",
             "Paint the old buoys", "Open the new slip")  # fmt: skip
    numbered = list(enumerate(names, 1))
    rows: list[list[object]] = [["Harbour action plan 2027"], ["No", "Measure", "Page"]]
    rows += [[number, name, 4 + number] for number, name in numbered]
    rows += [[None], ["No", "Start", "Completion", "Measure", "Partners"]]
    rows += [[number, "May 2027", "June 2028", name, "Keepers"] for number, name in numbered]
    rows += [[None], ["No", "Measure", "Total cost", "Source of funding"]]
    rows += [[number, name, "EUR 2,000", "Own"] for number, name in numbered]

    found = read_workbook(tmp_path, rows)

    assert titles(found) == list(names)
    assert {len(action.funding) for action in found.actions} == {1}


def test_a_sign_for_the_number_is_a_label_of_cards_in_paragraphs(tmp_path: Path) -> None:
    cards = (
        f"Action: {name}\n\n#: {number}.\n\nDeadline: 2027\n\nLead: Pilots\n\n"
        for number, name in enumerate(("Light the beacon", "Ring the bell"), start=1)
    )

    plan = read_text(tmp_path, "plan.md", "# Harbour action plan 2027\n\n" + "".join(cards))

    assert (codes(plan), titles(plan)) == (["1", "2"], ["Light the beacon", "Ring the bell"])


def test_lines_of_contents_open_no_part_of_the_plan(tmp_path: Path) -> None:
    text = (
        "Contents\n\nPillar 1. Sight ............... 4\n\nPillar 2. Sound ............... 7\n\n"
        "Pillar 1. Sight\n\n" + markdown("Action | Responsible", "Light the beacon | Pilots")
        + "\nPillar 2. Sound\n\n" + markdown("Action | Responsible", "Ring the bell | Keepers")
    )  # fmt: skip

    plan = read_text(tmp_path, "plan.md", text)

    assert pillars(plan) == ["Sight", "Sound"]


def test_titles_above_labels_in_paragraphs_name_the_cards(tmp_path: Path) -> None:
    cards = (
        f"{name}\n\nLead: {body}\n\nNew action: No\n\nDeadline: 2027\n\nIndicators: ships seen\n\n"
        for name, body in (("**Light the beacon**", "Pilots"), ("### Ring the bell", "Keepers"))
    )

    plan = read_text(tmp_path, "plan.md", "# Harbour action plan 2027\n\n" + "".join(cards))

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert responsible(plan) == ["Pilots", "Keepers"]


def test_a_legend_below_a_blank_row_holds_no_actions(tmp_path: Path) -> None:
    rows: list[list[object]] = [["No.", "Action", "Lead", "Deadline"]]
    rows += [[number, f"Light beacon {number}", "Pilots", "2027"] for number in range(1, 5)]
    rows += [[None], ["What the colours mean"], [None, "done"], [None, "under way"]]

    plan = read_workbook(tmp_path, rows)

    assert len(plan.actions) == 4


def test_tables_of_codes_go_on_overleaf(tmp_path: Path) -> None:
    rows = [f"A{number} | Light beacon {number} | Pilots" for number in range(1, 5)]
    text = "# Harbour action plan\n\n" + markdown("No. | Action | Lead", *rows) + "\n## Times\n\n"
    text += markdown("No. | Deadline", "A1 | 2027") + "\n7\n\n"
    text += markdown("No. | Deadline", "A2 | 2028", "A3 | 2029", "A4 | 2030")

    plan = read_text(tmp_path, "plan.md", text)

    assert [action.deadlines[0].stated_in.text for action in plan.actions] == [
        "2027",
        "2028",
        "2029",
        "2030",
    ]


def test_a_label_that_two_cards_say_heads_no_rows_of_another_table(tmp_path: Path) -> None:
    cards = (
        html(f"Card | Action | {name}", f" | No | A{number}", f"Bodies | Lead | {body}",
             f"More | Carried over | {answer}", "Aims | Indicators | ships seen",
             "Doing | Deadline | 2027")
        for number, name, body, answer in (
            (1, "Light the beacon", "Pilots", "Yes"), (2, "Ring the bell", "Keepers", "No"))
    )  # fmt: skip

    plan = read_text(tmp_path, "plan.html", "<h1>Harbour action plan</h1>" + "".join(cards))

    assert responsible(plan) == ["Pilots", "Keepers"]


def test_an_action_in_an_overview_that_begins_like_an_objective_is_none(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Actions in short", None, None], ["Action", "Page", None]]
    rows += [["1.1 Objectives for the tide set with the pilots", 4, None], ["1.2 Ring it", 5, None]]
    rows += [[None], ["Costs", "Lead", "Action"]]
    rows += [["EUR 2,000", "Pilots", "1.1 Objectives for the tide set with the pilots"]]
    rows += [["EUR 3,000", "Keepers", "1.2 Ring it"]]

    plan = read_workbook(tmp_path, rows)

    assert (len(plan.actions), objectives(plan)) == (2, [])


def test_a_row_of_sums_overleaf_is_no_end_of_the_last_action(tmp_path: Path) -> None:
    edges = (40, 240, 380, 500, 620)
    head = ["Action", "Responsible", "Deadline", "Costs"]
    names = ("Light the old beacon", "Ring the small bell", "Paint the buoys", "Tune the low horn")
    sheet = Sheet()
    rows = [[name, "Ministry of Mills", "2028", "EUR 1,000"] for name in names]
    sheet.ruled(edges, 60, [head, *rows])
    sheet.page()
    sheet.ruled(edges, 60, [["Grand total", "", "", "4,000 EUR"]])

    plan = plan_of(sheet.save(tmp_path / "plan.pdf"))

    assert titles(plan) == list(names)


def test_a_row_overleaf_that_leaves_out_its_section_alone_is_an_action(tmp_path: Path) -> None:
    edges = (40, 140, 300, 420, 520, 620)
    head = ["Objective", "Action", "Responsible", "Deadline", "Costs"]
    rows = [["Sight", "Light the beacon", "Pilots", "2027", "EUR 1,000"],
            ["Sound", "Ring the bell", "Keepers", "2028", "EUR 2,000"]]  # fmt: skip
    sheet = Sheet()
    sheet.ruled(edges, 60, [head, *rows])
    sheet.page()
    sheet.ruled(edges, 60, [["", "Tune the lowest horn", "Pilots", "summer of 2029", "EUR 3,000"]])

    plan = plan_of(sheet.save(tmp_path / "plan.pdf"))

    assert titles(plan) == ["Light the beacon", "Ring the bell", "Tune the lowest horn"]


def test_a_month_without_a_mark_overleaf_does_not_make_a_row_the_end_of_the_last(
    tmp_path: Path,
) -> None:
    edges = (40, 240, 380, 440, 500, 560)
    sheet = Sheet()
    sheet.box((40, 60, 240, 100), "Action", "")
    sheet.box((240, 60, 380, 100), "Responsible", "")
    sheet.box((380, 60, 560, 80), "2027", "")
    sheet.ruled(edges, 80, [[None, None, "May", "June", "July"]])
    sheet.ruled(edges, 100, [["Light the beacon", "Pilots", "", "", "x"]])
    sheet.page()
    sheet.ruled(edges, 60, [["Ring the bell", "Keepers", "", "x", ""]])

    plan = plan_of(sheet.save(tmp_path / "plan.pdf"))

    assert titles(plan) == ["Light the beacon", "Ring the bell"]


def test_a_header_in_two_rows_that_is_repeated_makes_no_cell_tall(tmp_path: Path) -> None:
    edges = (40, 180, 300, 440, 500, 560)
    sheet = Sheet()
    y = 60.0
    for row in (["Light the beacon", "Pilots", "number of lamps", "x", ""],
                ["Ring the bell", "Keepers", "length of rope", "", "x"]):  # fmt: skip
        for left, right, words in ((40, 180, "Action"), (180, 300, "Responsible"),
                                   (300, 440, "Indicators")):  # fmt: skip
            sheet.box((left, y, right, y + 40), words, "")
        sheet.box((440, y, 560, y + 20), "2027", "")
        y = sheet.ruled(edges, y + 20, [[None, None, None, "May", "June"], row])
    sheet.page()
    sheet.ruled(edges, 60, [["Tune the horn", "Pilots", "number of guests", "", "x"]])

    plan = plan_of(sheet.save(tmp_path / "plan.pdf"))

    assert [each.label for action in plan.actions for each in action.indicators] == [
        "number of lamps",
        "length of rope",
        "number of guests",
    ]


def test_a_note_in_the_last_row_is_no_deadline_of_the_last_action(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Deadline", "Action", "Responsible"]]
    rows += [["2027", "Light the beacon", "Pilots"], ["2028", "Ring the bell", "Keepers"]]
    rows += [["* Is asked again after the flood.", None, None]]

    plan = read_workbook(tmp_path, rows)

    assert [each.stated_in.text for action in plan.actions for each in action.deadlines] == [
        "2027",
        "2028",
    ]


def test_times_with_years_in_a_turned_table_are_no_labels(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Action", "Light the beacon", "Ring the bell", "Tune the horn"]]
    rows += [["Responsible", "Pilots", "Keepers", "Pilots"]]
    rows += [["Deadline", "before the end of 2027", "until the end of 2028", "end of 2029"]]

    plan = read_workbook(tmp_path, rows)

    assert titles(plan) == ["Light the beacon", "Ring the bell", "Tune the horn"]


def test_a_turned_table_goes_on_overleaf_and_a_cell_may_tell_of_two_actions(
    tmp_path: Path,
) -> None:
    edges = (40, 160, 320, 480)
    sheet = Sheet()
    sheet.ruled(edges, 60, [["Action", "Light the beacon", "Ring the bell"]])
    sheet.text(300, 560, "Page 1 of 2")
    sheet.page()
    sheet.ruled((40, 160, 480), 60, [["Responsible", "Pilots"]])
    sheet.ruled(
        edges, 79, [["Deadline", "2027", "by the end of 2028"], ["Budget", "EUR 5", "EUR 6"]]
    )

    plan = plan_of(sheet.save(tmp_path / "plan.pdf"))

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert responsible(plan) == ["Pilots", "Pilots"]


def test_a_form_with_two_columns_of_answers_is_no_turned_table(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Action", "Deadline", "Responsible"]]
    rows += [["Light the beacon", "2027", "Pilots"], ["Budget of the bell", "2028", "Keepers"]]

    plan = read_workbook(tmp_path, rows)

    assert titles(plan) == ["Light the beacon", "Budget of the bell"]


def test_a_later_table_may_have_the_same_headings_in_another_order(tmp_path: Path) -> None:
    first = ["Code of the action", "Action to take", "Budget", "Leader of the action", "Law"]
    later = ["Code of the action", "Law", "Leader of the action", "Action to take"]
    rows = ["1", "Light the beacon", "EUR 5", "Pilots", "Yes"], ["2", "No", "Keepers", "Ring it"]
    tables = [
        f"| {' | '.join(head)} |\n{'|---' * len(head)}|\n| {' | '.join(row)} |\n"
        for head, row in zip((first, later), rows, strict=True)
    ]
    path = tmp_path / "plan.md"
    path.write_text("\n## Goal 2. Sound\n\n".join(tables), encoding="utf-8")

    plan = plan_of(path)

    assert titles(plan) == ["Light the beacon", "Ring it"]


def test_a_row_without_its_number_that_begins_small_is_the_rest_of_the_row_above(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.md"
    path.write_text(
        "| No | Action | Responsible | Deadline |\n|---|---|---|---|\n"
        "| 1 | Light the beacon | Pilots | 2026 |\n"
        "| 2 | Paint the buoys of the | Keepers | 2027 |\n"
        "|  | northern and the southern bank |  |  |\n"
        "| 3 | Ring the bell | Pilots | 2027 |\n",
        encoding="utf-8",
    )

    plan = plan_of(path)

    assert titles(plan) == [
        "Light the beacon",
        "Paint the buoys of the northern and the southern bank",
        "Ring the bell",
    ]


def test_a_row_goes_on_overleaf_below_a_header_in_two_rows(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        "| No | Action | Lead | 2026 |  |\n|  |  |  | Spring | Autumn |\n"
        "| 1 | Light the beacon | Pilots |  | x |\n"
        "| 2 | Paint the buoys of the | Keepers | x |  |\n\n7\n\n"
        "|  | northern bank |  |  |  |\n| 3 | Ring the bell | Pilots | x |  |\n",
        encoding="utf-8",
    )

    plan = plan_of(path)

    assert titles(plan) == ["Light the beacon", "Paint the buoys of the northern bank",
                            "Ring the bell"]  # fmt: skip


def test_a_card_overleaf_may_say_what_the_first_card_says(tmp_path: Path) -> None:
    edges = (40, 200, 480)
    cards = [
        [["Name of the action", name], ["Responsible", "Pilots"], ["Deadline", "2027"]]
        for name in ("Light the beacon", "Ring the bell")
    ]
    sheet = Sheet()
    sheet.ruled(edges, 60, [*cards[0], cards[1][0]])
    sheet.page()
    sheet.ruled(edges, 60, cards[1][1:])

    plan = plan_of(sheet.save(tmp_path / "plan.pdf"))

    assert responsible(plan) == ["Pilots", "Pilots"]


def test_a_header_with_a_group_of_columns_is_no_card(tmp_path: Path) -> None:
    tables = [
        f"Cel {number}. Spokój\n\n| Zadanie | Podmioty |  | Termin realizacji |\n"
        "|  | Podmiot odpowiedzialny | Podmioty współpracujące |  |\n"
        f"| {number}.1 {name} | Gmina Łąka | Szkoła Rzeczna | 2027 |\n"
        for number, name in enumerate(("Naprawa mostu", "Malowanie łodzi"), 1)
    ]
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(tables), encoding="utf-8")

    plan = plan_of(path)

    assert titles(plan) == ["Naprawa mostu", "Malowanie łodzi"]


def test_a_table_of_risks_below_a_blank_row_of_a_sheet_holds_no_actions(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Código", "Actividades", "Eje", "Fuente de financiación", "Plazo", "Responsables"],
        ["1", "Pintar las boyas", "Puertos claros", "Fondos propios", "2027", "Pilotos"],
        ["2", "Afinar la campana", "Puertos claros", "Fondos propios", "2028", "Guardas"],
        [None],
        ["Riesgos"],
        ["Riesgo", "Probabilidad", "Impacto", "Qué ayuda"],
        ["La marea sube", "Alta", "Medio", "Trabajar en otoño"],
    ]

    plan = read_workbook(tmp_path, rows)

    assert titles(plan) == ["Pintar las boyas", "Afinar la campana"]


def test_the_title_of_a_card_is_no_value_of_the_one_above(tmp_path: Path) -> None:
    def card(number: int, name: str, lead: str, year: int) -> str:
        rows = [
            f"<td colspan=2>Commitment {number}: {name}</td>",
            f"<td>Lead implementing agency</td><td>{lead}</td>",
            f"<td>Brief description</td><td>The harbour asks to {name.lower()}.</td>",
            f"<td>Start and end date</td><td>May {year} – June {year + 1}</td>",
        ]
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

    cards = [
        card(1, "Build a beacon", "Pilots", 2031),
        card(2, "Paint a buoy", "Keepers", 2032),
        card(3, "Dig a well", "Town", 2033),
    ]

    plan = read_text(tmp_path, "plan.html", "<h1>Action plan</h1>" + "<p>Next</p>".join(cards))

    assert titles(plan) == ["Build a beacon", "Paint a buoy", "Dig a well"]
    assert [len(action.deadlines) for action in plan.actions] == [1, 1, 1]
