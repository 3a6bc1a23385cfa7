"""What cells, pages and files of every kind say once they are a plan: nothing that they do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from cell_cases import funding
from draw_pdf import LEAD, Sheet
from kinds import (
    codes,
    deadlines,
    html,
    markdown,
    objectives,
    pillars,
    plain,
    read_text,
    read_word,
    responsible,
    titles,
)
from office_files import (
    cell,
    definition,
    level,
    listing,
    paragraph,
    row,
    table,
    write_docx,
)
from plan_graph.errors import DocumentError
from plan_graph.plan import Plan
from plan_graph.text import clean
from reading import plan_of

TITLE = "Brook Action Plan 2027-2029"
HEAD = ("No.", "Action", "Responsible", "Deadline", "Indicator")
GAINS = ["number of eels counted", "share of banks planted", "map of weirs drawn"]


def indicators(plan: Plan) -> list[list[str]]:
    return [[clean(each.stated_in.text) for each in a.indicators] for a in plan.actions]


# Lists in cells


def csv_list(folder: Path) -> Plan:
    items = ";\n".join(GAINS)
    return read_text(
        folder, "plan.csv", f'{",".join(HEAD)}\n1.1,Free the brook,Mill guild,2027,"{items}"\n'
    )


def word_list(mark: str, listed: str = "") -> Callable[[Path], Plan]:
    def made(folder: Path) -> Plan:
        items = (paragraph(f"{mark}{gain}", listed=listed) for gain in GAINS)
        first = [cell(paragraph(text)) for text in ("1.1", "Free the brook", "Mill guild", "2027")]
        numbering = definition(0, level(0, "bullet", "•")) + listing(1, 0)
        body = paragraph(TITLE) + table(plain(*HEAD), row(*first, cell(*items)))
        write_docx(folder / "plan.docx", body, numbering=numbering)
        return plan_of(folder / "plan.docx")

    return made


def html_list(folder: Path) -> Plan:
    items = "".join(f"<li>{gain}</li>" for gain in GAINS)
    line = f"1.1 | Free the brook | Mill guild | 2027 | <ul>{items}</ul>"
    return read_text(folder, "plan.html", f"<h1>{TITLE}</h1>{html(' | '.join(HEAD), line)}")


@pytest.mark.parametrize(
    "made",
    [csv_list, html_list, word_list("- "), word_list("• "), word_list("", listed="1 0")],
    ids=["csv", "html", "dashes", "bullets", "a list of Word"],
)
def test_items_of_a_list_that_begin_small_are_indicators_of_their_own(
    tmp_path: Path, made: Callable[[Path], Plan]
) -> None:
    plan = made(tmp_path)

    assert indicators(plan) == [GAINS]


def test_a_break_written_as_a_tag_parts_bodies_in_a_file_of_values(tmp_path: Path) -> None:
    text = "Action,Deadline,Responsible\nFree the brook,2027,Mill guild<br>Angler club\n"

    plan = read_text(tmp_path, "plan.csv", text)

    assert responsible(plan) == ["Mill guild, Angler club"]


# Numbers and codes


def test_automatic_numbers_of_word_are_the_codes_of_objectives_and_actions(tmp_path: Path) -> None:
    outline = definition(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."))
    body = paragraph(TITLE)
    for name, actions in (("Clean banks", ("Rake", "Mow")), ("Free water", ("Dredge", "Drain"))):
        body += paragraph(f"Specific objective: {name}", listed="1 0")
        rows = (
            row(cell(paragraph("", listed="1 1")), *(cell(paragraph(t)) for t in texts))
            for texts in ((action, "Mill guild", "2028", "Banks") for action in actions)
        )
        body += table(plain(*HEAD), *rows)
    write_docx(tmp_path / "plan.docx", body, numbering=outline + listing(1, 0))

    plan = plan_of(tmp_path / "plan.docx")

    assert objectives(plan) == ["1 Clean banks", "2 Free water"]
    assert codes(plan) == ["1.1", "1.2", "2.1", "2.2"]


def test_codes_of_any_form_are_kept(tmp_path: Path) -> None:
    written = ["B.2.c)", "4/7-d", "VI.ş #2", "50%", "1.1 & 1.2 <y>?z=3"]
    lines = "".join(f"{code},Dig pond {n},Mill guild,2028\n" for n, code in enumerate(written))

    plan = read_text(tmp_path, "plan.csv", f"No.,Action,Responsible,Deadline\n{lines}")

    assert [action.notation for action in plan.actions] == written
    assert len(set(codes(plan))) == 5


# Values that are none


def test_a_formula_that_nobody_calculated_is_neither_sum_nor_day(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([TITLE])
    sheet.append(["Action", "Responsible", "Deadline", "Budget (EUR)"])
    sheet.append(["Free the brook", "Mill guild", "=DATE(2028,5,31)", "=700*3"])
    sheet.append(["Plant the banks", "Mill guild", "2029", "900"])
    book.save(tmp_path / "plan.xlsx")

    plan = plan_of(tmp_path / "plan.xlsx")

    assert plan.title == TITLE
    assert deadlines(plan) == ["", "fixed 2029-01-01..2029-12-31"]
    assert [len(action.funding) for action in plan.actions] == [0, 1]
    assert {remark.absence for remark in plan.actions[0].remarks} == {"not-calculated"}


def test_struck_words_are_earlier_values(tmp_path: Path) -> None:
    struck = '<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">{} </w:t></w:r>'
    kept = "<w:r><w:t>{}</w:t></w:r></w:p>"
    cells = (
        cell(paragraph("Free the brook")),
        cell((struck + kept).format("May 31, 2028", "July 31, 2028")),
        cell((struck + kept).format("Mill guild", "Angler club")),
    )
    body = table(plain("Action", "Deadline", "Responsible"), row(*cells))
    write_docx(tmp_path / "plan.docx", paragraph(TITLE) + body)

    plan = plan_of(tmp_path / "plan.docx")

    assert responsible(plan) == ["Angler club"]
    assert deadlines(plan) == ["fixed 2028-05-31..2028-05-31; fixed 2028-07-31..2028-07-31 revised"]


def test_marks_of_repetition_repeat_the_cell_above(tmp_path: Path) -> None:
    marks = ("(see above)", "Same as above", "idem", "ditto")
    others = (f"Mow bank {number} | {mark} | Mill guild" for number, mark in enumerate(marks))
    first = "Free the brook | May 31, 2028 | Mill guild"

    plan = read_text(
        tmp_path,
        "plan.md",
        f"# {TITLE}\n\n{markdown('Action | Deadline | Responsible', first, *others)}",
    )

    assert deadlines(plan) == ["fixed 2028-05-31..2028-05-31"] * 5


def test_days_and_months_of_a_column_have_one_order(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.csv",
        "Action,Start date,End date,Responsible\n"
        "Free the brook,03/02/2027,05/06/2027,Mill guild\n"
        "Plant the banks,04/02/2027,10/30/2027,Mill guild\n",
    )

    assert deadlines(plan)[0] == "fixed 2027-03-02..2027-05-06"


def test_the_country_in_the_title_tells_which_money_is_meant(tmp_path: Path) -> None:
    title = "PLANUL DE ACȚIUNI al Republicii Moldova pentru anii 2027-2028"
    rows = ("Acțiuni | Termen | Instituții responsabile | Costuri (mii lei)",
            "Repararea podului | mai 2027 | Ministerul Drumurilor | 40,5")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"# {title}\n\n{markdown(*rows)}")

    assert [funding(line) for line in plan.actions[0].funding] == ["unread 40500 MDL x1000"]


def test_spellings_of_a_body_are_one_body(tmp_path: Path) -> None:
    rows = (
        f"Mow bank {n} | 2028 | {who}" for n, who in enumerate(("Angler Clubs", "Angler clubs*"))
    )

    plan = read_text(
        tmp_path, "plan.md", f"# {TITLE}\n\n{markdown('Action | Deadline | Responsible', *rows)}"
    )

    assert responsible(plan) == ["Angler Clubs", "Angler Clubs"]


# Pages


XS = (44, 250, 420, 540)
EDGES = (40, 246, 416, 536, 700)
COLUMNS = ["Measures", "Responsible", "Deadline", "Cost (EUR)"]
LINES = [
    ["Free the brook of weirs", "Mill guild", "2027", "400"],
    ["Plant alders along the banks", "Angler club", "2028", "500"],
    ["Count the eels in spring", "Mill guild", "2029", "600"],
]


def without_rules(sheet: Sheet) -> None:
    y = sheet.row(XS, 60, COLUMNS) + 8
    for line in LINES:
        y = sheet.row(XS, y, line) + 8


def with_rules_across(sheet: Sheet) -> None:
    y = 60.0
    for line in (COLUMNS, *LINES):
        sheet.line(40, y - LEAD, 700, y - LEAD)
        y = sheet.row(XS, y, line) + 8
    sheet.line(40, y - LEAD, 700, y - LEAD)


def with_shades(sheet: Sheet) -> None:
    y = 60.0
    for number, line in enumerate((COLUMNS, *LINES)):
        if number % 2:
            sheet.fill(40, y - LEAD, 700, y + 6)
        y = sheet.row(XS, y, line) + 8


@pytest.mark.parametrize("draw", [without_rules, with_rules_across, with_shades])
def test_tables_of_pages_without_all_their_rules_are_plans(
    tmp_path: Path, draw: Callable[[Sheet], None]
) -> None:
    sheet = Sheet()
    sheet.text(40, 36, TITLE, size=12)
    draw(sheet)

    plan = plan_of(sheet.save(tmp_path / "plan.pdf"))

    assert plan.title == TITLE
    assert titles(plan) == [line[0] for line in LINES]
    assert responsible(plan) == [line[1] for line in LINES]


def test_a_row_that_goes_on_overleaf_is_one_action(tmp_path: Path) -> None:
    head = ["No.", "Action", "Responsible", "Deadline"]
    sheet = Sheet()
    sheet.text(40, 36, TITLE, size=12)
    sheet.ruled(EDGES, 500, [head, ["1", "Plant alders along", "Ministry of", "2028"]], "bottom")
    sheet.page()
    sheet.ruled(EDGES, 60, [["", "the banks", "Water", ""], ["2", "Count eels", "Mills", "2029"]])

    plan = plan_of(sheet.save(tmp_path / "plan.pdf"))

    assert titles(plan) == ["Plant alders along the banks", "Count eels"]
    assert responsible(plan) == ["Ministry of Water", "Mills"]


def test_running_heads_page_feet_and_totals_are_no_part_of_a_plan(tmp_path: Path) -> None:
    sheet = Sheet()
    sections = [["Banks", LINES[1]], ["Water", LINES[0]], ["Fish", LINES[2]]]
    for number, (section, line) in enumerate(sections, start=1):
        sheet.text(40, 30, f"BROOK PLAN NEWS {number}")
        sheet.text(40, 60, TITLE if number == 1 else "")
        y = sheet.ruled(EDGES, 80, [COLUMNS])
        sheet.box((EDGES[0], y, EDGES[-1], y + 20), str(section))
        y = sheet.ruled(EDGES, y + 20, [list(line)])
        if number == 3:
            sheet.ruled(EDGES, y, [["TOTAL (EUR)", "", "", "1,500"]])
        sheet.text(700, 580, f"May 5, 2027, page {number}")
        if number < 3:
            sheet.page()

    plan = plan_of(sheet.save(tmp_path / "plan.pdf"))

    assert (pillars(plan), objectives(plan)) == (["Banks", "Water", "Fish"], [])
    assert titles(plan) == [LINES[1][0], LINES[0][0], LINES[2][0]]
    assert [action.pillar for action in plan.actions] == [1, 2, 3]


def test_a_document_of_prose_is_refused(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.text(40, 36, TITLE, size=12)
    sheet.text(40, 70, "No table stands here. The guild will free the brook and plant its banks.")

    with pytest.raises(DocumentError, match="no action table found"):
        plan_of(sheet.save(tmp_path / "plan.pdf"))


def test_a_plan_without_a_column_of_times_is_read_and_titled(tmp_path: Path) -> None:
    rows = [plain("Action", "Responsible"), *(plain(f"Mow bank {n}", "Mill guild") for n in "abc")]

    plan = read_word(tmp_path, "Works at the brook 2027", rows)

    assert plan.title == "Works at the brook 2027"
    assert deadlines(plan) == ["", "", ""]
    assert not plan.uninterpreted


def test_a_label_without_a_value_is_no_value_of_the_group_beside_it(tmp_path: Path) -> None:
    card = """| Outline | Action name | {name} |
|---|---|---|
| | Description | {name} with care |
| Who | Responsible body | Pilots |
| | Deadline | {year} |
| Expected results | Energy that is made (if any) | |
| | Fuel that is saved | |
| | Estimated cost | {year},000 EUR |

"""
    names = ("Light the beacon", "Ring the bell", "Paint the buoys")
    cards = "".join(card.format(name=n, year=2027 + i) for i, n in enumerate(names))

    plan = read_text(tmp_path, "plan.md", f"# Harbour action plan 2027-2029\n\n{cards}")

    assert titles(plan) == list(names)
    assert [result.label for action in plan.actions for result in action.results] == []


def test_a_labelled_line_among_those_who_act_is_what_its_label_announces(tmp_path: Path) -> None:
    rows = ("Light the beacon | Pilots<br>Timeline: 2027-2028", "Ring the bell | Keepers: all")

    plan = read_text(
        tmp_path,
        "plan.md",
        "# Harbour action plan 2027-2029\n\n" + markdown("Action | Responsible", *rows),
    )

    assert deadlines(plan) == ["fixed 2027-01-01..2028-12-31", ""]
    assert [[p.stated_in.text for p in a.participations] for a in plan.actions] == [
        ["Pilots"],
        ["Keepers: all"],
    ]


# Names of bodies


def rows_of(*bodies: str) -> str:
    """Write a plan with one action for each cell of bodies."""
    rows = (f"Free the brook {n} | {body} | 2027" for n, body in enumerate(bodies))
    return f"# {TITLE}\n\n" + markdown("Action | Responsible | Deadline", *rows)


@pytest.mark.parametrize(
    ("bodies", "names"),
    [
        (("Brook Trams (KTV)", "KTV"), ["KTV", "KTV"]),
        (("Brook Trams (KTV)", "KTV, Brook Trams"), ["Brook Trams (KTV)", "KTV, Brook Trams"]),
        (("Brook Trams (KTV)", "Millers"), ["Brook Trams (KTV)", "Millers"]),
    ],
    ids=["alone elsewhere", "beside the other", "nowhere else"],
)
def test_a_short_name_of_other_letters_is_one_where_the_document_uses_it_for_no_other(
    tmp_path: Path, bodies: tuple[str, ...], names: list[str]
) -> None:
    plan = read_text(tmp_path, "plan.md", rows_of(*bodies))

    assert responsible(plan) == names
    assert not any(part.acting_for for each in plan.actions for part in each.participations)


def test_names_that_stand_alone_elsewhere_are_two_beside_a_conjunction(tmp_path: Path) -> None:
    bodies = ("Brook Friends", "Old Weavers", "Old Weavers and Brook Friends", "Eels and Friends")

    plan = read_text(tmp_path, "plan.md", rows_of(*bodies))

    assert responsible(plan)[2:] == ["Old Weavers, Brook Friends", "Eels and Friends"]


def test_sums_of_two_columns_are_no_shares_of_two_sources(tmp_path: Path) -> None:
    text = html(
        "Action | Responsible | Capital costs (EUR) | Maintenance costs (EUR) | Funding sources",
        "Mend the jetty | Pilots | 50,000 | 10,000 | Harbour fund<br>State budget",
    )

    plan = read_text(tmp_path, "plan.html", text)

    assert [line.amount for line in plan.actions[0].funding[:2]] == [None, None]
