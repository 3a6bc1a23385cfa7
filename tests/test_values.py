"""What cells say for the rows and columns around them, from the rows of one table to its plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plan_graph.documents import read
from plan_graph.language import register, wording
from plan_graph.language.country import DayOrder, country_of
from plan_graph.language.recognition import Languages
from plan_graph.plan import Action, FixedDeadline, OpenDeadline, Plan, Role, UnparsedDeadline
from plan_graph.plan.tables import CellKind, Document, Line, LineKind
from plan_graph.reading import interpret
from plan_graph.reading.action import ActionReader, Standing
from plan_graph.reading.cells.bodies import BodyReader
from plan_graph.reading.cells.indicators import IndicatorReader
from plan_graph.reading.cells.measures import MeasureReader
from plan_graph.reading.cells.roles import RoleReader
from plan_graph.reading.events import ActionRow
from plan_graph.reading.prepare import prepared
from plan_graph.text import Passage
from plan_graph.workbooks.review.certainty import sureness
from plan_graph.workbooks.review.fact_rows import facts
from reading import plan_of as read_plan_of

EN = wording.load("en")


def plan_of(folder: Path, *rows: str, title: str = "Lighthouse Action Plan 2026-2030") -> Plan:
    """Read the plan of one Markdown table."""
    head, *others = [f"| {row} |" for row in rows]
    lines = (f"# {title}", "", head, "|" + "---|" * rows[0].count("|") + "---|", *others, "")
    file = folder / "plan.md"
    file.write_text("\n".join(lines), encoding="utf-8")
    return interpret("plan", read(file, Languages((EN,))), EN, register.EMPTY)


def periods(plan: Plan) -> list[tuple[date | None, date | None] | None]:
    """Return the time of the first deadline of each action, None where it was not read."""
    found = [action.deadlines[0] for action in plan.actions]
    return [(d.period.start, d.period.end) if isinstance(d, FixedDeadline) else None for d in found]


def bodies_of(text: str) -> list[str]:
    reader = RoleReader(BodyReader(EN, register.EMPTY))
    return [part.actor.code for part in reader.read(Passage(0, text), Role.RESPONSIBLE)]


def degrees(plan: Plan, part: str) -> list[str]:
    return [sureness(fact, plan).degree for fact in facts(plan) if fact.part == part]


# Lines


def lines_of(text: str, *kinds: LineKind) -> tuple[Passage, list[Line]]:
    cell = Passage(40, text)
    return cell, [Line(part, kind) for part, kind in zip(cell.lines(), kinds, strict=True)]


def test_items_of_a_list_stay_apart_though_they_begin_small() -> None:
    cell, lines = lines_of("lamps lit\nkeepers trained\nlog kept", *[LineKind.ITEM] * 3)

    read = IndicatorReader(EN).read(cell, lines)

    assert [each.label for each in read] == ["lamps lit", "keepers trained", "log kept"]


def test_a_typed_line_break_parts_and_a_wrap_joins() -> None:
    kinds = (LineKind.PARAGRAPH, LineKind.WRAP, LineKind.BREAK)
    cell, lines = lines_of("Number of lamps\nlit at night\nkeepers trained", *kinds)

    read = IndicatorReader(EN).read(cell, lines)

    assert [each.label for each in read] == ["Number of lamps lit at night", "keepers trained"]


def test_a_line_that_ends_with_a_preposition_goes_on_though_the_break_was_typed() -> None:
    cell, lines = lines_of("Share of\nlamps lit", LineKind.PARAGRAPH, LineKind.PARAGRAPH)

    (read,) = IndicatorReader(EN).read(cell, lines)

    assert read.label == "Share of lamps lit"


@pytest.mark.parametrize(
    "text",
    [
        "- lamps lit\n- log kept",
        "a) lamps lit\nb) log kept",
        "lamps lit;\nlog kept",
        "• lamps lit • log kept",
    ],
)
def test_markers_and_semicolons_part_items_where_the_format_is_silent(text: str) -> None:
    read = IndicatorReader(EN).read(Passage(0, text))

    assert [each.label for each in read] == ["lamps lit", "log kept"]


def test_bodies_on_wrapped_lines_are_one() -> None:
    kinds = (LineKind.ITEM, LineKind.WRAP, LineKind.ITEM)
    cell, lines = lines_of("Office of\nTides\nBeacon Board", *kinds)
    reader = RoleReader(BodyReader(EN, register.EMPTY))

    read = reader.read(cell, Role.RESPONSIBLE, lines)

    assert [part.actor.code for part in read] == ["Office of Tides", "Beacon Board"]


# Dates


def test_a_date_that_can_only_be_one_way_settles_its_column(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible",
        "1 | Light the lamp | 03/04/2027 | Beacon Board",
        "2 | Paint the door | 03/25/2027 | Beacon Board",
    )

    assert periods(plan)[0] == (date(2027, 3, 4), date(2027, 3, 4))


def test_a_date_of_two_ways_is_not_read_where_nothing_settles_it(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible",
        "1 | Light the lamp | 03/04/2027 | Beacon Board",
        "2 | Paint the door | 04/04/2027 | Beacon Board",
        "3 | Oil the hinge | 03.05.2027 | Beacon Board",
    )

    assert isinstance(plan.actions[0].deadlines[0], UnparsedDeadline)
    assert periods(plan)[1:] == [(date(2027, 4, 4),) * 2, (date(2027, 5, 3),) * 2]


def test_the_country_of_a_plan_settles_the_order_of_its_dates(tmp_path: Path) -> None:
    rows = ("No. | Action | Deadline | Responsible", "1 | Light the lamp | 03/04/2027 | Board")

    irish = plan_of(tmp_path, *rows, title="Action Plan for the Lighthouses of Ireland")
    american = plan_of(tmp_path, *rows, title="Action Plan, Lighthouses of the United States")

    assert periods(irish) == [(date(2027, 4, 3),) * 2]
    assert periods(american) == [(date(2027, 3, 4),) * 2]


def test_columns_of_first_and_last_days_have_one_order(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Start date | End date | Responsible",
        "1 | Light the lamp | 02/03/2027 | 05/06/2027 | Board",
        "2 | Paint the door | 02/03/2027 | 30/06/2027 | Board",
    )

    assert periods(plan)[0] == (date(2027, 3, 2), date(2027, 6, 5))


def test_a_fiscal_year_is_read_where_the_country_says_when_it_begins(tmp_path: Path) -> None:
    rows = ("No. | Action | Deadline | Responsible", "1 | Light the lamp | FY 2027-28 | Board")

    nowhere = plan_of(tmp_path, *rows)
    canadian = plan_of(tmp_path, *rows, title="Action Plan, Lighthouses of Canada")

    assert periods(nowhere) == [None]
    assert periods(canadian) == [(date(2027, 4, 1), date(2028, 3, 31))]


def test_a_school_year_begins_in_september_and_is_to_be_checked(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible",
        "1 | Light the lamp | School year 2027/2028 | Board",
    )

    assert periods(plan) == [(date(2027, 9, 1), date(2028, 8, 31))]
    assert degrees(plan, "deadline") == ["check"]


def test_a_language_tag_settles_what_its_region_settles() -> None:
    document = Document("plan.html", "Lamps", (Passage(0, "Lamps"),), language="en-US")

    assert country_of(document, EN).day_order is DayOrder.MONTH_FIRST


def test_the_country_that_a_document_names_wins_over_its_language_tag() -> None:
    words = "Lamps of the Government of Ireland"
    document = Document("plan.html", words, (Passage(0, words),), language="en-US")

    assert country_of(document, EN).code == "IRL"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Plan der Republik Österreich", "AUT"),
        ("Σχέδιο δράσης της Ελλάδας", "GRC"),
        ("Akční plán České republiky", "CZE"),
        ("Plan de acción de España", "ESP"),
    ],
)
def test_a_country_of_the_union_is_known_by_its_own_name(words: str, code: str) -> None:
    document = Document("plan.html", words, (Passage(0, words),))

    assert country_of(document, EN).code == code


# Cells that repeat, strike out or hold nothing


@pytest.mark.parametrize("mark", ["See above", "(as above)", "Idem", '"', "ditto"])
def test_a_mark_of_repetition_repeats_the_cell_above(tmp_path: Path, mark: str) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible",
        "1 | Light the lamp | May 2027 | Beacon Board",
        f"2 | Paint the door | {mark} | Beacon Board",
        f"3 | Oil the hinge | {mark} | Beacon Board",
    )

    assert periods(plan) == [(date(2027, 5, 1), date(2027, 5, 31))] * 3
    assert plan.actions[2].deadlines[0].stated_in in plan.actions[2].inherited


def test_a_status_in_the_place_of_a_deadline_is_a_status(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible",
        "1 | Light the lamp | In progress | Beacon Board",
        "2 | Paint the door | Ongoing | Beacon Board",
    )

    first, second = plan.actions
    assert (first.status, first.deadlines) == ("in-progress", ())
    assert isinstance(second.deadlines[0], OpenDeadline)


def test_absence_words_are_no_pillar(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "Theme | Action | Deadline | Responsible",
        "N/A | Light the lamp | 2027 | Beacon Board, N/A",
        "Doors | Paint the door | 2027 | –",
    )

    assert [pillar.title for pillar in plan.pillars] == ["Doors"]
    assert [[part.actor.code for part in a.participations] for a in plan.actions] == [
        ["Beacon Board"],
        [],
    ]


def row_of(**cells: str) -> ActionRow:
    """Make a row of an action, each kind of column with one cell."""
    found: dict[str, tuple[Passage, ...]] = {}
    start = 0
    for kind, text in {"action": "Light the lamp", **cells}.items():
        found[kind] = (Passage(start, text),)
        start += len(text) + 1
    return ActionRow(found, headings={cell: Passage(900, "Column") for (cell,) in found.values()})


def read_row(row: ActionRow) -> Action:
    (plain,) = prepared([row], EN)
    assert isinstance(plain, ActionRow)
    return ActionReader(EN, register.EMPTY).read(plain, Standing("1", row.action))


def with_struck(row: ActionRow, kind: str, words: str) -> ActionRow:
    (cell,) = row.cells[kind]
    start = cell.text.index(words)
    struck = {cell: (cell.slice(start, start + len(words)),)}
    return ActionRow(row.cells, headings=row.headings, struck=struck)


def test_a_struck_deadline_was_revised_by_the_one_beside_it() -> None:
    action = read_row(with_struck(row_of(deadline="May 2027 July 2027"), "deadline", "May 2027"))

    assert [(each.stated_in.text, each.revised) for each in action.deadlines] == [
        ("May 2027", False),
        ("July 2027", True),
    ]


def test_a_deadline_that_is_only_struck_is_none() -> None:
    action = read_row(with_struck(row_of(deadline="May 2027"), "deadline", "May 2027"))

    assert action.deadlines == ()


def test_a_struck_body_is_kept_as_words_and_is_nobody() -> None:
    row = with_struck(row_of(responsible="Tide Office Beacon Board"), "responsible", "Tide Office")

    action = read_row(row)

    assert [part.actor.code for part in action.participations] == ["Beacon Board"]
    assert [(r.stated_in.text, r.absence) for r in action.remarks] == [
        ("Tide Office", "struck-out")
    ]


def test_a_formula_without_a_value_is_no_value() -> None:
    row = row_of(amount="=1200*4", deadline="=DATE(2027,6,30)")
    cells = (row.cells["amount"][0], row.cells["deadline"][0])

    action = read_row(
        ActionRow(row.cells, headings=row.headings, kinds=dict.fromkeys(cells, CellKind.FORMULA))
    )

    assert (action.funding, action.deadlines) == ((), ())
    assert {remark.absence for remark in action.remarks} == {"not-calculated"}


def test_unit_and_source_come_from_both_rows_of_a_header() -> None:
    row = row_of(amount="12.5")
    (cell,) = row.cells["amount"]
    upper = {cell: (Passage(800, "Costs (thousand EUR)"),)}
    headings = {cell: Passage(850, "State budget")}

    (line,) = read_row(ActionRow(row.cells, headings=headings, upper=upper)).funding

    assert line.kind == "state-budget"
    assert line.amount is not None
    assert (line.amount.value, line.amount.currency) == (Decimal("12500.0"), "EUR")


# Money


def test_a_price_each_a_count_and_a_share_are_no_sums(tmp_path: Path) -> None:
    prices, counts = ("EUR 5 per lamp", "EUR 5/lamp"), ("4 lamps", "12 x EUR 40")
    texts = (*prices, *counts, "about EUR 40 a year", "80%")
    rows = [f"{n} | Light lamp {n} | 2027 | Board | {text}" for n, text in enumerate(texts, 1)]

    plan = plan_of(tmp_path, "No. | Action | Deadline | Responsible | Budget", *rows)

    assert [[line.amount for line in action.funding] for action in plan.actions] == [[None]] * 6
    assert set(degrees(plan, "funding")) == {"unread"}


def test_nothing_below_unit_cost_is_a_sum(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible | Cost (unit cost, EUR)",
        "1 | Light the lamp | 2027 | Board | 45",
    )

    assert all(line.amount is None for line in plan.actions[0].funding)


def test_nobody_counts_thousandths_of_money(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible | Budget",
        "1 | Light the lamp | 2027 | Board | EUR 48.000",
    )

    (line,) = plan.actions[0].funding
    assert line.amount is not None
    assert line.amount.value == 48_000
    assert degrees(plan, "funding") == ["check"]


def test_brackets_behind_a_sum_say_which_sources_share_it(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible | Budget",
        "1 | Light the lamp | 2027 | Board | EUR 2 million (EU funds 70%, state budget 30%)",
    )

    lines = plan.actions[0].funding
    assert [(line.kind, line.amount and line.amount.value) for line in lines] == [
        ("", 2_000_000),
        ("european-funds", None),
        ("state-budget", None),
    ]


def test_a_budget_of_none_says_that_none_is_needed(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible | Budget",
        "1 | Light the lamp | 2027 | Board | None",
    )

    assert [line.kind for line in plan.actions[0].funding] == ["none-needed"]


def test_the_country_tells_which_dollars_are_meant(tmp_path: Path) -> None:
    rows = ("No. | Action | Deadline | Responsible | Budget", "1 | Light it | 2027 | Board | $500")

    nowhere = plan_of(tmp_path, *rows)
    canadian = plan_of(tmp_path, *rows, title="Action Plan, Lighthouses of Canada")

    currencies = [p.actions[0].funding[0].amount for p in (nowhere, canadian)]
    assert [amount and amount.currency for amount in currencies] == ["", "CAD"]


# Bodies


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Town of Brightsea - Lamp Department, Harbour Offices and Tidal Units",
         ["Town of Brightsea", "Lamp Department", "Harbour Offices", "Tidal Units"]),
        ("Department of Tides and Weather", ["Department of Tides and Weather"]),
        ("Office for Lamps and Civil Works, Beacon Board",
         ["Office for Lamps and Civil Works", "Beacon Board"]),
        ("Ministry of Lamps, Tides and Weather", ["Ministry of Lamps, Tides and Weather"]),
        ("Municipality of Brightsea, Shopkeepers and Sailors",
         ["Municipality of Brightsea", "Shopkeepers and Sailors"]),
        ("Brightsea Lamps, a.s., Tide Office", ["Brightsea Lamps, a.s", "Tide Office"]),
        ("• Tide Office • Beacon Board", ["Tide Office", "Beacon Board"]),
        ("- Tide Office\n- Beacon Board", ["Tide Office", "Beacon Board"]),
        ("BB (Beacon Board), Tide Office", ["Beacon Board", "Tide Office"]),
        ("Private bodies (Lamp Company, Oil Company)", ["Lamp Company", "Oil Company"]),
        ("Wharf Company (owned by the town)", ["Wharf Company (owned by the town)"]),
        ("Tide Office*, Beacon Board[^4]", ["Tide Office", "Beacon Board"]),
        ("Ann Lampwick, Keeper of the Light", ["Ann Lampwick", "Keeper of the Light"]),
        ("All towns that have a lamp", ["All towns that have a lamp"]),
    ],
)  # fmt: skip
def test_a_list_of_bodies_is_parted_where_names_begin(text: str, names: list[str]) -> None:
    assert bodies_of(text) == names


def test_words_beside_a_sentence_name_nobody_but_names_do(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "Action | Responsible | Deadline",
        "Light the lamp | Keepers will be found later. At present, several work on it | 2027",
        "Paint the door | Beacon Board, those who can help could join later | 2028",
    )

    actors = [[part.actor.code for part in action.participations] for action in plan.actions]
    assert actors == [[], ["Beacon Board"]]


def test_the_task_behind_the_name_of_a_body_names_nobody(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "Action | Responsible | Deadline",
        "Light the lamp | Beacon Office: assignment of duties to all; Oil Board | 2027",
        "Paint the door | Beacon Office — counts the doors and keeps a list of them | 2028",
        "Oil the hinge | Beacon Office - municipal company Hinges | 2028",
    )

    actors = [[part.actor.code for part in action.participations] for action in plan.actions]
    assert actors[1:] == [["Beacon Office"], ["Beacon Office", "municipal company Hinges"]]
    assert plan.actions[1].participations[0].stated_in.text.endswith("a list of them")


def test_a_sentence_names_nobody_and_is_kept(tmp_path: Path) -> None:
    words = "The keepers will decide together who lights the lamp."
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible",
        f"1 | Light the lamp | 2027 | {words}",
        "2 | Paint the door | 2027 | Beacon Board",
    )

    first, second = plan.actions
    assert first.participations == ()
    assert [(r.aspect, r.stated_in.text) for r in first.remarks] == [("responsible", words)]
    assert [part.actor.code for part in second.participations] == ["Beacon Board"]


def test_spellings_of_a_body_are_one_body_with_other_names(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "No. | Action | Deadline | Responsible",
        "1 | Light the lamp | 2027 | Harbour towns",
        "2 | Paint the door | 2027 | Harbour Towns",
        "3 | Oil the hinge | 2027 | Harbour Towns*",
    )

    named = [part.actor.code for action in plan.actions for part in action.participations]
    assert named == ["Harbour Towns"] * 3
    assert [spelling.name for spelling in plan.spellings] == ["Harbour towns"]


def test_the_abbreviations_of_a_document_name_its_bodies(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    rows = "| 1 | Light it | 2027 | Ministry of Lamps |\n| 2 | Paint it | 2027 | MoL |\n"
    file.write_text(
        f"# Action Plan 2027\n\n|No.|Action|Deadline|Responsible|\n|---|---|---|---|\n{rows}\n"
        "MoL = Ministry of Lamps; TF = Tide Fund\n",
        encoding="utf-8",
    )

    plan = interpret("plan", read(file, Languages((EN,))), EN, register.EMPTY)

    assert len({part.actor for a in plan.actions for part in a.participations}) == 1
    assert [item.short for item in plan.abbreviations] == ["MoL", "TF"]
    assert plan.uninterpreted == ()


# Targets and codes


@pytest.mark.parametrize(
    ("text", "value", "unit", "end"),
    [
        ("90 km by 2029", "90", "km", 2029),
        ("90 km of coast by the end of 2029 (baseline: 12 km in 2024)", "90", "km of coast", 2029),
        ("At least 30 lamps", "30", "lamps", None),
        ("Share of keepers trained: 45 % in 2029", "45", "%", 2029),
    ],
)
def test_an_indicator_states_its_target(text: str, value: str, unit: str, end: int | None) -> None:
    (measure,) = MeasureReader(EN).stated(Passage(0, text), "target")

    year = measure.period.end.year if measure.period and measure.period.end else None
    assert (measure.value, measure.unit, year) == (Decimal(value), unit, end)


@pytest.mark.parametrize(
    "text", ["Phase 2 by 2029", "40 lamps", "10 lamps by 2028, 20 doors by 2029"]
)
def test_what_states_no_one_target_has_none(text: str) -> None:
    assert MeasureReader(EN).stated(Passage(0, text), "target") == []


def test_a_column_of_codes_holds_codes_of_any_form(tmp_path: Path) -> None:
    codes = ["XII.b #3", "50%", "Step 4", "L-7/2"]
    rows = [f"{code} | Light lamp {code} | 2027 | Board" for code in codes]

    plan = plan_of(tmp_path, "No. | Action | Deadline | Responsible", *rows)

    assert [action.notation for action in plan.actions] == codes


# Hostile cells


@pytest.mark.parametrize(
    "unit", ["„", "• ", "2027 ", "in ", "may of ", "1.", "(", "A. ", "X and ", "a\n"]
)
def test_a_cell_of_ten_thousand_signs_is_read(unit: str) -> None:
    text = unit * (10_000 // len(unit))  # for hours, if time grew with more than the length

    action = read_row(row_of(deadline=text, responsible=text, indicators=text, funding=text))

    assert action.title == "Light the lamp"


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("at least 30 patrols", ""),
        ("Patrols: at least 30", ""),
        ("Share of storms told of at least 30 minutes before", "two-ways"),
    ],
)
def test_a_bound_within_a_sentence_is_no_sure_target(words: str, doubt: str) -> None:
    (target,) = MeasureReader(wording.load("en")).stated(Passage(0, words), "target")

    assert target.doubt == doubt


_COSTS = """<h1>Action plan 2026-2028</h1><table>
<tr><th rowspan="2">No.</th><th rowspan="2">Action</th><th rowspan="2">Deadline</th>
<th rowspan="2">Responsible</th><th colspan="3">Costs (EUR)</th></tr>
<tr><th>Total</th><th>State budget</th><th>Donors</th></tr>
<tr><td>1</td><td>Light lamps</td><td>2027</td><td>Board</td>{cells}</tr>
<tr><td>2</td><td>Sweep quays</td><td>2027</td><td>Board</td><td>9</td><td></td><td></td></tr>
</table>"""


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        (("500", "300", "200"), ["", "300", "200"]),
        (("500", "500", "0"), ["", "500", "0"]),
        (("500", "300", ""), ["500", ""]),
        (("500", "300", "400"), ["500", "300", "400"]),
    ],
)
def test_the_money_of_a_column_of_totals_is_counted_once(
    tmp_path: Path, sums: tuple[str, ...], expected: list[str]
) -> None:
    file = tmp_path / "plan.html"
    file.write_text(_COSTS.format(cells="".join(f"<td>{each}</td>" for each in sums)))

    lines = read_plan_of(file).actions[0].funding

    assert [str(line.amount.value) if line.amount else "" for line in lines] == expected
