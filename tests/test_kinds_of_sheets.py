"""What looks like actions beside what is: sheets of indicators, commitments, laws, short lists."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kinds import (
    codes,
    deadlines,
    html,
    markdown,
    partners,
    read_text,
    read_workbook,
    remarks,
    responsible,
    titles,
)
from plan_graph.documents import read
from plan_graph.errors import ReadingError
from plan_graph.language import wording
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Row
from plan_graph.reading.gate import check
from plan_graph.reading.tables.no_actions import Notes


class CountedRows(list[Row]):
    """The rows of a table, which count how often all of them are searched."""

    searches = 0

    def __iter__(self) -> Iterator[Row]:
        """Count a search."""
        self.searches += 1
        return super().__iter__()


LIBRARY = "# Library Action Plan 2026-2029\n\n"


def card(name: str, body: str, label: str = "Action name") -> str:
    """Write a card of group, label and value."""
    return markdown(
        f"Outline | {label} | {name}",
        " | Type of action | Service",
        f" | Action description | How to {name.lower()}",
        f"Carrying out | Responsible body | {body}",
        " | Involved stakeholders | Rowing club",
    )


CARDS = card("Lend boats", "Harbour Office") + "\n" + card("Teach swimming", "Bath Company") + "\n"


def test_a_sheet_of_an_indicator_that_names_its_action_is_no_second_card(tmp_path: Path) -> None:
    sheets = "\n".join(
        markdown(
            f"Action name | {name}", f"Indicator name | {gain}", "Indicator unit | Number",
            "Definition | What is counted", "Calculation | A sum", "References | None yet",
        )
        for name, gain in (("Lend boats", "Boats on the lake"), ("Teach swimming", "Swimmers"))
    )  # fmt: skip

    plan = read_text(tmp_path, "plan.md", LIBRARY + CARDS + sheets)

    assert titles(plan) == ["Lend boats", "Teach swimming"]
    assert responsible(plan) == ["Harbour Office", "Bath Company"]


def test_where_actions_are_called_by_name_a_label_of_commitments_opens_no_card(
    tmp_path: Path,
) -> None:
    more = card("Mend the jetty", "Works Office") + "\n"
    pledges = "\n".join(
        markdown(f"Commitments | Tells {guests} of the lake", "Aspect | Signed", "Annex | Four")
        for guests in ("guests", "pupils")
    )

    plan = read_text(tmp_path, "plan.md", LIBRARY + CARDS + more + pledges)

    assert titles(plan) == ["Lend boats", "Teach swimming", "Mend the jetty"]


def test_titles_of_tables_open_no_cards_where_labels_name_the_actions(tmp_path: Path) -> None:
    rest = "\n".join(
        markdown(
            f"Part {part} of the form | |", f" | Action description | Depth {part}",
            " | Responsible body | Office", " | Total cost | EUR 5", " | Outcome | Joy",
        )
        for part in range(6)
    )  # fmt: skip

    plan = read_text(tmp_path, "plan.md", LIBRARY + CARDS + rest)

    assert titles(plan)[:2] == ["Lend boats", "Teach swimming"]
    assert not any(title.startswith("Part") for title in titles(plan))


def test_words_that_only_begin_like_a_label_and_never_recur_open_no_cards(tmp_path: Path) -> None:
    sections = "\n".join(
        markdown("Actions | Description | Levers", f"{first} | Described | Law",
                 f"{second} | Described | Money")
        + "\n"
        + markdown(f"Scale | {first}", f"Actors involved | {second}", "Early results | Joy")
        for first, second in (("Activities for the polders", "Actions near the lake"),
                              ("Actions beside the dunes", "Measures for the woods"))
    )  # fmt: skip

    plan = read_text(tmp_path, "plan.md", LIBRARY + sections)

    assert titles(plan) == [
        "Activities for the polders", "Actions near the lake",
        "Actions beside the dunes", "Measures for the woods",
    ]  # fmt: skip


def test_a_broken_label_of_a_card_opens_no_card_of_its_own(tmp_path: Path) -> None:
    broken = markdown("Outline | Name of the action | Longer pier", " | Type of action | Works",
                      " | Description of the | A pier that reaches")  # fmt: skip
    rest = markdown(" | action | the deep water", "Carrying out | Responsible body | Pier Board")
    whole = card("Lend boats", "Harbour Office", "Name of the action")
    more = card("Teach swimming", "Bath Company", "Name of the action")

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{whole}\n{broken}\n{rest}\n{more}")

    assert titles(plan) == ["Lend boats", "Longer pier", "Teach swimming"]
    assert responsible(plan) == ["Harbour Office", "Pier Board", "Bath Company"]


def test_a_label_without_value_is_no_part_of_the_value_above_it(tmp_path: Path) -> None:
    cards = "\n\n".join(
        f"Outline | Action name | {name}\nType of action{kind}\n"
        f"Action description | How to {name.lower()}\nResponsible body | Office {name[0]}\n"
        for name, kind in (
            ("Air the attic", " | Works"), ("Brush the stairs", ""),
            ("Count the books", " | Works"),
            ("Dust the shelves", " | Works"), ("Empty the cellar", " | Works"),
            ("Fix the gutter", " | Works"), ("Grease the lift", " | Works"),
            ("Hang the lamps", " | Works"), ("Iron the flags", " | Works"),
        )
    )  # fmt: skip

    plan = read_text(tmp_path, "plan.md", LIBRARY + cards)

    assert titles(plan)[:3] == ["Air the attic", "Brush the stairs", "Count the books"]
    assert responsible(plan)[:3] == ["Office A", "Office B", "Office C"]


def test_what_other_plans_require_is_no_action_beside_tables_of_actions(tmp_path: Path) -> None:
    laws = markdown(
        "Type | Stakeholders | Required action",
        "Water act | State | A plan for the wells",
        "Tree act | State | A list of trees",
    )
    done = markdown("Action | Description | Lever", *(
        f"{name} | With care | Law"
        for name in ("Clean wells", "Count trees", "Plant limes", "Prune elms", "Water oaks")
    ))  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{laws}\n{done}")
    alone = read_text(tmp_path, "alone.md", LIBRARY + laws)

    assert titles(plan)[0] == "Clean wells"
    assert len(plan.actions) == 5
    assert titles(alone) == ["A plan for the wells", "A list of trees"]


def test_a_table_of_things_by_name_with_what_each_requires_holds_no_actions(
    tmp_path: Path,
) -> None:
    laws = markdown(
        "Type | Name & title | Stakeholders | Year of issue | Required action",
        "Law | Water act | State | 2021 | A plan for the wells",
        "Law | Tree act | State | 2022 | A list of trees",
    )

    with pytest.raises(ReadingError, match="no action table found"):
        read_text(tmp_path, "plan.md", LIBRARY + laws)


def test_cards_of_commitments_that_tell_of_nobody_and_no_time_are_not_trusted(
    tmp_path: Path,
) -> None:
    pledges = "\n".join(
        markdown(f"Commitments | The guild tells {guests} of the lake", "Enabling impact | Joy",
                 "Co-benefits | Health", "Biodiversity | High")
        for guests in ("guests", "pupils", "sailors", "bathers")
    )  # fmt: skip

    with pytest.raises(ReadingError):
        read_text(tmp_path, "plan.md", LIBRARY + pledges)


def test_descriptions_are_no_actions_beside_tables_of_sub_actions(tmp_path: Path) -> None:
    pledges = markdown("Organisation | Kind | Description | Comments",
                       "Baths | Pledge | Shorter showers | None",
                       "Mill | Pledge | Slower wheel | None")  # fmt: skip
    done = markdown("Sub-action | Timeline | Lead departments | Support departments", *(
        f"{name} | 2027 | Roads | Parks"
        for name in ("Clean wells", "Count trees", "Plant limes", "Prune elms")
    ))  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{pledges}\n{done}")

    assert titles(plan) == ["Clean wells", "Count trees", "Plant limes", "Prune elms"]
    assert responsible(plan) == ["Roads"] * 4
    assert partners(plan) == ["Parks"] * 4


def test_a_row_of_data_with_a_word_for_actions_among_others_is_no_header(tmp_path: Path) -> None:
    rows = (
        "**Milestone** | **Measurement** | **Reporting** | **Target Date** | **Needed**",
        "**1.1** Air the attic | Progress | Progress sheet | Measure yearly | By some",
        "**1.2** Brush the stairs | Progress | Progress sheet | May 2027 | By all",
    )

    plan = read_text(tmp_path, "plan.md", LIBRARY + markdown(*rows))

    assert titles(plan) == ["Air the attic", "Brush the stairs"]
    assert deadlines(plan)[1]


def test_a_table_of_two_columns_with_a_heading_of_its_own_does_not_go_on(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.html",
        "<h1>Garden action plan 2026-2029</h1>"
        + html("Initiatives | Description", "Sow clover | For the bees", "Mend the pond | Soon")
        + html("Sector | Risks there", "Meadows | Drought and late frost", "Ponds | Too warm"),
    )

    assert titles(plan) == ["Sow clover", "Mend the pond"]


def test_actions_of_which_nothing_is_told_are_refused_in_a_document_of_other_tables(
    tmp_path: Path,
) -> None:
    short = markdown("Sector | Action name | Tonnes", *(
        f"Roads | Pave lane {word} | 12" for word in ("amber", "birch", "cedar", "dogwood", "elder")
    ))  # fmt: skip
    other = markdown("Street | Lamps | Trees", *(f"Lane | {n} | {n + 1}" for n in range(60)))

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{short}\n{other}")
    alone = read_text(tmp_path, "alone.md", LIBRARY + short)

    check(alone, wording.load("en"))
    with pytest.raises(ReadingError, match="nobody, no time and no money"):
        check(plan, wording.load("en"))


def test_only_tables_with_columns_for_facts_are_asked_for_them(tmp_path: Path) -> None:
    names = markdown("Action | Description", *(
        f"Paint {word} | Well" for word in ("arch", "bench", "crane", "dock", "eaves", "fence")
    ))  # fmt: skip
    timed = markdown("Action | Timeframe", "Mend the well | 2027", "Mend the wall | 2028")

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{names}\n{timed}")

    check(plan, wording.load("en"))
    assert len(plan.actions) == 8


def test_a_title_behind_a_label_above_attributes_names_the_action(tmp_path: Path) -> None:
    tables = "".join(
        html(
            f"Strategy | {name}",
            "Timeline | Impact on noise | Lead agency | Partner agency",
            "Short-term | Moderate | Harbour Office | Rowing club",
        )
        for name in ("Lend boats on Sundays", "Teach all pupils swimming", "Mend the old jetty")
    )

    plan = read_text(tmp_path, "plan.html", f"<h1>Lake action plan 2026-2029</h1>{tables}")

    assert titles(plan) == [
        "Lend boats on Sundays", "Teach all pupils swimming", "Mend the old jetty",
    ]  # fmt: skip
    assert responsible(plan) == ["Harbour Office"] * 3
    assert partners(plan) == ["Rowing club"] * 3


def test_a_value_merged_with_the_one_above_it_stops_no_card(tmp_path: Path) -> None:
    cards = "".join(
        "<table>"
        f"<tr><td>Outline</td><td>Action name</td><td>{name}</td><td rowspan=2>Here</td></tr>"
        "<tr><td></td><td>Description</td><td>As far as it goes</td></tr>"
        "<tr><td></td><td>Responsible body</td><td>Harbour Office</td><td></td></tr>"
        "</table>"
        for name in ("Lend boats", "Teach swimming")
    )

    plan = read_text(tmp_path, "plan.html", f"<h1>Lake action plan 2026-2029</h1>{cards}")

    assert titles(plan)[0].startswith("Lend boats")
    assert responsible(plan) == ["Harbour Office"] * 2


def test_columns_that_differ_in_their_year_hold_values_of_it_and_no_times(
    tmp_path: Path,
) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        LIBRARY
        + markdown(
            "Action | Responsible | Time horizon 2027 | Time horizon 2029",
            "Lend boats | Harbour Office | 1 200 | 4 300",
            "Teach swimming | Bath Company | 150 | 320",
        ),
    )

    assert deadlines(plan) == ["", ""]


def test_the_parts_of_a_form_whose_labels_differ_are_no_cards(tmp_path: Path) -> None:
    form = markdown(
        "GROUND OF THE LAKE | |", " | Reference year | 1990", " | Responsible body | Lake Office",
        " | Source | Measured by boat", "TIME AND SPAN | |", " | Timeframe | 2027 to 2030",
        " | Number of lakes | Three", "WHAT IT IS ABOUT | |", " | Description | All of the shore",
        " | Sectors covered | Boats and baths", "HOW IT IS MADE | |", " | Budget | EUR 5",
        " | Stakeholders | Rowing club",
    )  # fmt: skip

    with pytest.raises(ReadingError, match="no action table found"):
        read_text(tmp_path, "form.md", LIBRARY + form)


def test_lines_of_prose_beside_each_other_are_no_cards(tmp_path: Path) -> None:
    columns = [
        ("and the boats of the lake shall be", "seen by all who come"),
        ("Action item A ::", "Mend the jetty of the bath"),
        ("lent to pupils, guests and keepers", "so that nobody swims alone"),
        ("who came by the road along the shore", "before the snow lies"),
        ("Responsible", "for the lamps are those"),
        ("that live there in the winter months", "and know the ice"),
        ("Action item A ::", "Light the lamps at dusk"),
        ("and those that keep the ice of the lake", "tell when it bears"),
        ("Responsible", "for the ice is whoever"),
        ("sees it first of all in the early day", "and calls out"),
        ("as it was told in the books of the town", "long ago"),
    ]
    prose = markdown(*(f"{left} | {right}" for left, right in columns))

    with pytest.raises(ReadingError):
        check(read_text(tmp_path, "prose.md", LIBRARY + prose), wording.load("en"))


def test_a_table_far_below_does_not_go_on_with_the_header_above(tmp_path: Path) -> None:
    done = markdown("Action | Target", "Lend boats | Forty", "Teach swimming | All pupils")
    asked = markdown("Ground of the lake | Sand and clay", "Depth of the lake | Nine metres")
    story = "The lake was dug by hand when the mills were built, and the town kept it. " * 12

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{done}\n{story}\n\n{asked}")

    assert titles(plan) == ["Lend boats", "Teach swimming"]


def test_a_header_said_again_in_other_words_is_no_action(tmp_path: Path) -> None:
    first = html("Actions | Target", "Lend boats | Forty", "Teach swimming | All pupils")
    second = html("Harbour measures | Target", "Mend the jetty | Ten planks", "Dig a pond | One")

    plan = read_text(tmp_path, "plan.html", f"<h1>Harbour action plan</h1>{first}{second}")

    assert titles(plan) == ["Lend boats", "Teach swimming", "Mend the jetty", "Dig a pond"]


def test_a_table_all_of_whose_headings_are_known_does_not_go_on(tmp_path: Path) -> None:
    first = html(
        "Actions | Sector | Status", "Lend boats | Lake | Begun", "Sow reed | Shore | Begun"
    )
    second = html("Sector | Goal 2030 | Goal 2050", "Water | Clean by then | Clear by then")

    plan = read_text(tmp_path, "plan.html", f"<h1>Harbour action plan</h1>{first}{second}")

    assert titles(plan) == ["Lend boats", "Sow reed"]


@pytest.mark.parametrize("heading", ["GHG amount", "Value (kWh)", "Amount of CO2"])
def test_emissions_and_energy_are_no_money(tmp_path: Path, heading: str) -> None:
    rows = (
        f"Action | Responsible | {heading}",
        "Lend boats | Harbour | 510",
        "Sow reed | Baths | 36",
    )

    plan = read_text(tmp_path, "plan.md", LIBRARY + markdown(*rows))

    assert not any(action.funding for action in plan.actions)


def test_a_total_with_the_number_of_the_page_is_no_action(tmp_path: Path) -> None:
    rows = ("Action | Responsible | Budget (EUR)", "Lend boats | Harbour | 510",
            "Sow reed | Baths | 36", "Total 546 - P 1 1 | 546 | 546")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", LIBRARY + markdown(*rows))

    assert titles(plan) == ["Lend boats", "Sow reed"]


def test_titles_above_two_labels_open_no_cards(tmp_path: Path) -> None:
    funds = markdown(*(
        line
        for name in ("Lake fund", "Shore fund", "Reed fund", "Bath fund")
        for line in (f"{name} | |", " | Description | It pays", " | Financing sources | The State")
    ))  # fmt: skip

    with pytest.raises(ReadingError, match="no action table found"):
        read_text(tmp_path, "funds.md", LIBRARY + funds)


def test_labels_side_by_side_below_a_bare_title_are_a_card_for_each_action(tmp_path: Path) -> None:
    def sheet(number: int, title: str, lead: str, year: str) -> str:
        return markdown(
            f"Measure no. | H-{number} | Field | Light",
            f"Title | {title} | | ",
            f"Lead | {lead} | Partners | Lamp makers",
            f"Deadline | {year} | Cost | EUR 900",
        )

    first = sheet(1, "Light the beacon", "Pilots", "2027")
    second = sheet(2, "Ring the bell", "Keepers", "2028")

    plan = read_text(tmp_path, "plan.md", f"# Harbour plan\n\n{first}\n\nThen\n\n{second}")

    assert (titles(plan), codes(plan)) == (["Light the beacon", "Ring the bell"], ["H-1", "H-2"])
    assert responsible(plan) == ["Pilots", "Keepers"]
    assert partners(plan) == ["Lamp makers", "Lamp makers"]


def test_headings_above_tables_of_labels_and_values_name_the_actions(tmp_path: Path) -> None:
    card = "| Lead | {} |\n|--|--|\n| When | {} |\n| Budget | EUR 900 |\n| Aim | Safe ships |\n"
    first, second = card.format("Pilots", "2027"), card.format("Keepers", "2028")
    text = (
        "# Harbour plan 2027\n\n## Light\n\n"
        f"### Action sheet no. 1: Light the beacon\n\n{first}\n"
        f"### Action sheet no. 2: Paint the buoy\n\n{second}"
    )

    plan = read_text(tmp_path, "plan.md", text)

    assert (titles(plan), codes(plan)) == (["Light the beacon", "Paint the buoy"], ["1", "2"])
    assert responsible(plan) == ["Pilots", "Keepers"]


def commitment(title: str, body: str, *above: str) -> str:
    """Write a form of a commitment as a table, with its milestones and whom to ask."""
    wide, pair = '<tr><td colspan="3">{}</td></tr>', '<tr><td>{}</td><td colspan="2">{}</td></tr>'
    heads = "".join(wide.format(text) for text in (*above, title))
    return f"""<table>{heads}{pair.format("Lead agency", body)}{wide.format("Description")}
        {pair.format("Why is this needed?", "Ships cannot see the rocks at night.")}
        {pair.format("Period", "2027")}
        <tr><td>Milestone</td><td>Start date</td><td>End date</td></tr>
        <tr><td>Lamps bought</td><td>2026</td><td>2027</td></tr>
        {wide.format("Contact information")}{pair.format("Name of responsible person", "A. Rower")}
        </table>"""


@pytest.mark.parametrize("above", [(), ("Commitment form",)])
def test_forms_of_commitments_are_one_action_each_and_their_milestones_are_none(
    tmp_path: Path, above: tuple[str, ...]
) -> None:
    forms = (
        commitment("1. Light the beacon", "Pilots", *above),
        commitment("2. Ring the bell", "Keepers", *above),
        commitment("3. Paint the buoy", "Pilots", *above),
        commitment("4. Mark the wreck", "Divers", *above),
    )

    plan = read_text(tmp_path, "plan.html", "<h1>Harbour action plan</h1>" + "<hr>".join(forms))

    assert titles(plan) == ["Light the beacon", "Ring the bell", "Paint the buoy", "Mark the wreck"]
    assert responsible(plan) == ["Pilots", "Keepers", "Pilots", "Divers"]


def test_headings_name_cards_that_hold_a_table_of_their_steps(tmp_path: Path) -> None:
    forms = [
        f"<h2>Commitment {number}: {title}</h2>" + commitment("Form", body)
        for number, title, body in ((1, "Light the beacon", "Pilots"), (2, "Ring bells", "Keepers"))
    ]

    plan = read_text(tmp_path, "plan.html", "<h1>Harbour action plan</h1>" + "".join(forms))

    assert (titles(plan), codes(plan)) == (["Light the beacon", "Ring bells"], ["1", "2"])
    assert responsible(plan) == ["Pilots", "Keepers"]


def test_the_number_and_the_word_for_an_action_before_a_title_are_its_code(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"## Measure {number}. {title}\n\nLead: {body}\n\nDeadline: 2027\n\nIndicator: ships"
        for number, title, body in ((1, "Light the beacon", "Pilots"), (2, "Ring bells", "Keepers"))
    )

    plan = read_text(tmp_path, "plan.md", "# Harbour plan\n\n" + text)

    assert (titles(plan), codes(plan)) == (["Light the beacon", "Ring bells"], ["1", "2"])


@pytest.mark.parametrize(
    ("title", "is_read"), [("Harbour Action Plan", True), ("Boats of the harbour", False)]
)
def test_what_a_plan_describes_with_an_owner_and_a_status_are_its_actions(
    tmp_path: Path, title: str, is_read: bool
) -> None:
    rows = ("Area | Description | Owner | Status", "Light | Repair the beacon | Pilots | Done",
            "Sound | Ring the bell in fog | Keepers | Not started")  # fmt: skip
    text = f"# {title}\n\n{markdown(*rows)}"

    if not is_read:
        with pytest.raises(ReadingError, match="no action table"):
            read_text(tmp_path, "plan.md", text)
        return
    plan = read_text(tmp_path, "plan.md", text)

    assert titles(plan) == ["Repair the beacon", "Ring the bell in fog"]


def test_what_a_plan_names_beside_those_responsible_and_times_are_its_actions(
    tmp_path: Path,
) -> None:
    rows = ("Name | Owner | Due date", "Repair the beacon | Pilots | 2027",
            "Ring the bell in fog | Keepers | 2028")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"# Harbour Action Plan\n\n{markdown(*rows)}")

    assert titles(plan) == ["Repair the beacon", "Ring the bell in fog"]
    with pytest.raises(ReadingError, match="no action table"):
        read_text(tmp_path, "list.md", f"# Boats of the harbour\n\n{markdown(*rows)}")


def test_a_sum_of_some_actions_is_none(tmp_path: Path) -> None:
    rows = ("Kind | Action | Cost (EUR)", "Own | Light the beacon | 900",
            "Own | Ring the bell | 50",
            "Total — Own actions | Total — Own actions | 950")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"# Harbour Action Plan\n\n{markdown(*rows)}")

    assert titles(plan) == ["Light the beacon", "Ring the bell"]


def test_a_table_whose_rows_are_torn_is_not_trusted(tmp_path: Path) -> None:
    rows = ["Measure | Activities", "Project of beacons and | New lamps", "Lamps on the quay | ",
            "Project of bells | ", "Bells for fog | Casting", " | Hanging", "Project of | Paint",
            "Buoys for the | ", "Whole of the river | ", "Marks | ", "Posts | "]  # fmt: skip
    text = f"# Harbour Action Plan\n\n{markdown(*rows)}"

    with pytest.raises(ReadingError, match="torn"):
        check(read_text(tmp_path, "plan.md", text), wording.load("en"))


def test_headings_name_tables_of_one_row_below_their_text(tmp_path: Path) -> None:
    part = (
        "## {}\n\nShips need it at night.\n\n| Responsible | Deadline | Indicator |\n|--|--|--|\n"
    )
    text = (
        "# Harbour action plan\n\n"
        + part.format("Action 3: Light the beacon")
        + "| Pilots | 2027 | number of ships |\n\n"
        + part.format("Action 7: Ring bells")
        + "| Keepers | 2028 | number of ships |\n"
    )

    plan = read_text(tmp_path, "plan.md", text)

    assert codes(plan) == ["3", "7"]
    assert (titles(plan), responsible(plan)) == (
        ["Light the beacon", "Ring bells"],
        ["Pilots", "Keepers"],
    )


def test_terms_and_definitions_below_headings_are_cards(tmp_path: Path) -> None:
    item = "<h2>{}</h2><dl><dt>Lead</dt><dd>{}</dd><dt>Deadline</dt><dd>2027</dd></dl>"
    items = item.format("Light the beacon", "Pilots") + item.format("Ring bells", "Keepers")

    plan = read_text(tmp_path, "plan.html", f"<h1>Harbour action plan</h1>{items}")

    assert (titles(plan), responsible(plan)) == (
        ["Light the beacon", "Ring bells"],
        ["Pilots", "Keepers"],
    )


def test_questions_are_headings_too(tmp_path: Path) -> None:
    rows = ("What will we do? | Who will lead? | By when?", "Light the beacon | Pilots | 2027",
            "Ring the bell | Keepers | 2028")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"# Harbour action plan\n\n{markdown(*rows)}")

    assert responsible(plan) == ["Pilots", "Keepers"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Activity | Owner | Risk | Likelihood", "Light the beacon | Pilots | Fire | Low",
         "Ring the bell | Keepers | Rust | High"),
        ("ID | Test case | Steps | Date", "1 | Beacon by night | Light the beacon | 2027",
         "2 | Bell in fog | Ring the bell | 2028"),
        ("Step | Action | Responsible | Time", "1 | Light the beacon | Pilots | 15 min",
         "2 | Ring the bell | Keepers | 2 h", "3 | Call the boats | Pilots | 1-2 days"),
    ],
)  # fmt: skip
def test_risks_of_a_process_tests_and_steps_of_minutes_are_no_actions(
    tmp_path: Path, rows: tuple[str, ...]
) -> None:
    with pytest.raises(ReadingError, match="no action table"):
        read_text(tmp_path, "list.md", f"# The harbour\n\n{markdown(*rows)}")


def test_what_stands_below_a_heading_that_names_a_card_is_no_part_of_its_name(
    tmp_path: Path,
) -> None:
    card = "## {}\n\nShips need it at night.\n\n**Lead:** {}\n\n**Deadline:** 2027\n\n"
    named = [("Action 1: Light the beacon", "Pilots"), ("Action 2: Ring bells", "Keepers")]

    plan = read_text(
        tmp_path, "a.md", "# Harbour plan\n\n" + "".join(card.format(*n) for n in named)
    )

    assert titles(plan) == ["Light the beacon", "Ring bells"]
    assert "Ships need it at night." in remarks(plan.actions[0])[0]


def test_an_objective_may_be_the_first_label_below_the_heading_of_a_card(tmp_path: Path) -> None:
    card = "## {}\n\n**Objective:** Safe ships.\n\n**Lead:** {}\n\n**Deadline:** 2027\n\n"
    named = [("Light the beacon", "Pilots"), ("Ring bells", "Keepers")]

    plan = read_text(
        tmp_path, "a.md", "# Harbour plan 2027\n\n" + "".join(card.format(*n) for n in named)
    )

    assert (titles(plan), responsible(plan)) == (
        ["Light the beacon", "Ring bells"],
        ["Pilots", "Keepers"],
    )


def test_rows_of_other_tables_between_those_of_actions_are_no_lost_actions(tmp_path: Path) -> None:
    works = [
        f"Mend the old wooden pier that lies in the {place} of the harbour and light its length"
        for place in ("north", "south", "east")
    ]
    other: list[tuple[object, ...]] = [(), ("Indicator", "Target"), ("Ships", "5"), ("Boats", "7")]
    rows: list[tuple[object, ...]] = [("Harbour Action Plan 2027",)]
    for work in works:
        rows += [*other, ()] if work != works[0] else []
        rows += [("Action", "Deadline", "Responsible"), (work, "2027", "Harbour Office")]

    plan = read_workbook(tmp_path, rows)

    assert [table.lost for table in plan.tables] == [0]
    assert titles(plan) == works


def test_notes_below_the_actions_of_a_sheet_search_it_once_for_each_mark(tmp_path: Path) -> None:
    lines = [f'"Mend pier {n}*",2027,Office\n* as agreed in year {n},,\n' for n in range(30)]
    (tmp_path / "plan.csv").write_text("Action,Deadline,Lead\n" + "".join(lines), encoding="utf-8")
    words = Languages((wording.load("en"),))
    [table] = read(tmp_path / "plan.csv", words).tables
    rows = CountedRows(table.rows)

    notes = Notes(rows)
    held = [notes.holds(row) for row in table.rows]

    assert held == [False, *[False, True] * 30]
    assert rows.searches == 1
