"""Which column is what, and which row: whole documents of the kinds that are easily misread."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import (
    codes,
    deadlines,
    html,
    markdown,
    partners,
    pillars,
    plain,
    read_text,
    read_word,
    read_workbook,
    remarks,
    responsible,
    results,
    titles,
)
from plan_graph.errors import DocumentError, ReadingError
from plan_graph.language import wording
from plan_graph.language.other_headings import is_project_name
from plan_graph.reading.gate import check

LIBRARY = "# Library Action Plan 2026-2029\n\n"
GARDENS = "<html><body><h1>Garden action plan 2026-2029</h1>"


def test_a_wide_cell_that_ends_in_a_heading_word_is_content(tmp_path: Path) -> None:
    head = ("Description", "Responsible Party", "Time Frame", "Estimated Cost", "Priority")
    first = ("Sow a meadow", "Gardens Office", "2027", "900", "Low")
    across = "Chapter on trees, Measure/Action"
    last = ("Fence the orchard", "Forest Office", "2028", "700", "High")

    word = read_word(
        tmp_path,
        "Garden action plan 2026-2029",
        [plain(*head), plain(*first), plain("Prune limes", "Gardens Office", (across, 3)),
         plain(*last)],
    )  # fmt: skip
    sheet = read_workbook(
        tmp_path,
        [["Garden action plan 2026-2029"], head, first, ["Prune limes", "Gardens Office", across],
         last],
        merged=["C4:E4"],
    )  # fmt: skip

    for plan in (word, sheet):
        assert plan.title == "Garden action plan 2026-2029"
        assert titles(plan) == ["Sow a meadow", "Prune limes", "Fence the orchard"]
        assert responsible(plan) == ["Gardens Office", "Gardens Office", "Forest Office"]
        assert remarks(plan.actions[1]) == [f": {across}"]
        assert not plan.actions[1].deadlines
        assert not plan.actions[1].funding


def test_a_cell_over_action_and_step_is_the_action(tmp_path: Path) -> None:
    across = "<tr><td colspan='2'>Count the bees</td><td>2029</td><td>Bee Office</td></tr>"
    table = html(
        "Measure | Sub-measure | Deadline | Responsible",
        "Sow a meadow | Dig the ground | 2027 | Gardens Office",
        " | Choose the seed | 2028 | Gardens Office",
    ).replace("</table>", f"{across}</table>")

    plan = read_text(tmp_path, "plan.html", GARDENS + table)

    whole = [action.title for action in plan.actions if not action.part_of]
    assert whole == ["Sow a meadow", "Count the bees"]
    assert deadlines(plan)[-1] == "fixed 2029-01-01..2029-12-31"


def test_a_column_of_linked_actions_refers_to_others(tmp_path: Path) -> None:
    plan = read_workbook(
        tmp_path,
        [
            ["Plan d’action de la bibliothèque 2026-2028"],
            ["Intitulé de l’action", "Structure pilote", "Date de début", "Date de fin",
             "Actions liées"],
            ["Prêter des liseuses", "Médiathèque", "2026-02-01", "2026-09-30", ""],
            ["Classer les cartes", "Archives", "2026-03-01", "2027-05-31", ""],
            ["Lire aux enfants", "Médiathèque", "2027-01-01", "2028-12-31", "Prêter des liseuses"],
        ],
    )  # fmt: skip

    assert titles(plan) == ["Prêter des liseuses", "Classer les cartes", "Lire aux enfants"]
    assert responsible(plan) == ["Médiathèque", "Archives", "Médiathèque"]
    assert deadlines(plan)[1] == "fixed 2026-03-01..2027-05-31"
    assert remarks(plan.actions[2]) == ["Actions liées: Prêter des liseuses"]


def test_a_column_of_yes_and_no_holds_no_actions(tmp_path: Path) -> None:
    plan = read_workbook(
        tmp_path,
        [
            ["Plan d’action de la bibliothèque 2026-2028"],
            ["Titre de l’action", "Structure pilote", "Échéance", "Action renouvelée"],
            ["Prêter des liseuses", "Médiathèque", "2026", True],
            ["Classer les cartes", "Archives", "2027", False],
            ["Lire aux enfants", "Médiathèque", "2028", False],
        ],
    )

    assert titles(plan) == ["Prêter des liseuses", "Classer les cartes", "Lire aux enfants"]
    assert remarks(plan.actions[0]) == ["Action renouvelée: TRUE"]


def test_a_table_of_attributes_below_a_title_is_one_action(tmp_path: Path) -> None:
    head = plain("When", "Impact on noise", "Other gains", "Lead Department", "Partner")

    plan = read_word(
        tmp_path,
        "Quiet town action plan 2026-2029",
        [plain(("Lay soft asphalt", 5)), head,
         plain("2027", "Large", "Fewer repairs", "Roads Office", "Builders guild")],
        [plain(("Close the quay to lorries", 5)), head,
         plain("2028", "Small", "Clean air", "Port Office", "Carriers guild")],
    )  # fmt: skip

    assert titles(plan) == ["Lay soft asphalt", "Close the quay to lorries"]
    assert responsible(plan) == ["Roads Office", "Port Office"]
    assert partners(plan) == ["Builders guild", "Carriers guild"]
    assert results(plan) == ["", ""]
    assert [remarks(action)[0] for action in plan.actions] == [
        "Impact on noise: Large",
        "Impact on noise: Small",
    ]
    assert not plan.objectives


def test_a_title_above_attributes_of_several_rows_names_no_action(tmp_path: Path) -> None:
    rows = [
        plain(("Quiet streets", 4)),
        plain("Measures", "When", "Lead Department", "Partner"),
        plain("Lay soft asphalt", "2027", "Roads Office", "Builders guild"),
        plain("Close the quay", "2028", "Port Office", "Carriers guild"),
    ]

    plan = read_word(tmp_path, "Quiet town action plan 2026-2029", rows)

    assert titles(plan) == ["Lay soft asphalt", "Close the quay"]


CARDS = LIBRARY + (
    markdown(
        "Outline of the action | Action name | Lend boats | ".rstrip(" |"),
        " | Type of action | Service",
        " | Description of the action | Rowing boats on Sundays",
        "Reference | Field of action | Leisure",
        "Carrying out | Responsible body | Harbour Office",
        " | Involved stakeholders | Rowing club",
        "Money | Total cost | EUR 5,000",
    )
    + "\n"
    + markdown(
        "Outline of the action | Action name | Teach swimming",
        " | Type of action | Course",
        " | Description of the action | Lessons before school",
        "Carrying out | Responsible body | Bath Company",
        " | Involved stakeholders | School board",
        "Money | Total cost | EUR 8,000",
    )
)


def test_cards_of_group_label_and_value_are_one_action_each(tmp_path: Path) -> None:
    plan = read_text(tmp_path, "plan.md", CARDS)

    assert titles(plan) == ["Lend boats", "Teach swimming"]
    assert responsible(plan) == ["Harbour Office", "Bath Company"]
    assert partners(plan) == ["Rowing club", "School board"]
    costs = [line.amount.value for action in plan.actions for line in action.funding if line.amount]
    assert costs == [5000, 8000]


def test_a_value_of_a_card_that_begins_with_a_heading_word_is_a_value(tmp_path: Path) -> None:
    cards = [
        ("Support of readers in hospitals", "May 2027", "Readers served"),
        ("Monitoring of the damp cellars", "May 2028", "Cellars dry"),
        ("Results of the survey to be shown", "May 2029", "Survey shown"),
    ]

    plan = read_text(
        tmp_path,
        "plan.html",
        GARDENS
        + "".join(
            html(f"Action | {name}", f"Deadline | {day}", "Responsible | Hall", f"Results | {gain}")
            for name, day, gain in cards
        ),
    )

    assert titles(plan) == [name for name, _, _ in cards]
    assert results(plan) == [gain for _, _, gain in cards]


def test_the_number_of_a_plan_tells_no_actions_apart(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.csv",
        "Region,Action Plan Number,Commitment Title,Full Text,End Date,Lead Institution\n"
        "Isles,3,Open the archive,The archive opens,31/10/2027,Archive<br/>Library\n"
        "Isles,3,Lend the maps,The maps are lent,31/10/2028,Library\n"
        "Isles,4,Mend the roof,The roof is mended,31/10/2028,Works Office\n",
    )

    assert titles(plan) == ["Open the archive", "Lend the maps", "Mend the roof"]
    assert codes(plan) == ["01", "02", "03"]
    assert responsible(plan) == ["Archive, Library", "Library", "Works Office"]
    assert "Action Plan Number: 3" in remarks(plan.actions[0])


def test_a_table_without_a_header_that_says_the_same_goes_on(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.html",
        GARDENS
        + html(
            "Description | Responsible Party | Time Frame",
            "Support for beekeepers who sow clover. | Isles | By May 2027",
            "Mend the greenhouse by the lake. | Isles | Programme/Measure",
        )
        + html(
            "Measures against snails in the beds. | Isles | Programme/Measure",
            "Responsible handling of leaves is taught. | Isles | Programme/Measure",
        ),
    )

    assert titles(plan) == [
        "Support for beekeepers who sow clover.",
        "Mend the greenhouse by the lake.",
        "Measures against snails in the beds.",
        "Responsible handling of leaves is taught.",
    ]
    assert responsible(plan) == ["Isles"] * 4


def test_a_table_of_other_words_does_not_go_on_with_the_one_before(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.html",
        GARDENS
        + html(
            "Description | Responsible Party | Time Frame",
            "Sow clover for the bees. | Isles | 2027",
            "Mend the greenhouse. | Isles | 2028",
        )
        + html("A bed is a piece of ground. | A spade is a tool. | A pond holds water."),
    )

    assert titles(plan) == ["Sow clover for the bees.", "Mend the greenhouse."]
    assert len(plan.uninterpreted) == 3


def test_sentences_that_begin_with_heading_words_are_rows(tmp_path: Path) -> None:
    head = "Milestone | Measurement | Target Date | Required or Encouraged"

    plan = read_text(
        tmp_path,
        "plan.md",
        LIBRARY
        + markdown(
            head,
            "Count the readers | Progress | Measure each month | Required of big branches",
            "Weigh the books | Progress | Measured each month | Required of big branches",
        )
        + "\n"
        + markdown(head, "Paint the shelves | Completion | October 31, 2027 | Encouraged"),
    )

    assert titles(plan) == ["Count the readers", "Weigh the books", "Paint the shelves"]
    assert deadlines(plan)[2] == "fixed 2027-10-31..2027-10-31"


def test_a_few_known_columns_are_enough_and_others_are_remarks(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.csv",
        "No.,Action,Deadline,Responsible,Isle,Parish,Village,Rank,Verse,Chart,Weight\n"
        "7,Light the beacon,May 2027,Pilots,East,Low,Old Quay,B,12,C4,1\n"
        "8,Ring the bell,May 2028,Keepers,West,High,New Quay,A,13,C5,2\n",
    )

    assert codes(plan) == ["7", "8"]
    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert responsible(plan) == ["Pilots", "Keepers"]
    assert len(remarks(plan.actions[0])) == 7


def test_marks_below_months_are_times_in_the_year_of_the_title(tmp_path: Path) -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    marks = {"Light the beacon": "Feb Mar", "Ring the bell": "Jun", "Paint the buoy": "Oct Nov Dec"}

    plan = read_workbook(
        tmp_path,
        [
            ["Work of the harbour 2027"],
            ["Phase", "Activity", "Responsible", "Status", *months],
            *(
                ["A", name, "Pilots", "in progress", *("x" if m in when else "" for m in months)]
                for name, when in marks.items()
            ),
        ],
    )

    assert plan.title == "Work of the harbour 2027"
    assert titles(plan) == list(marks)
    assert deadlines(plan) == [
        "fixed 2027-02-01..2027-03-31",
        "fixed 2027-06-01..2027-06-30",
        "fixed 2027-10-01..2027-12-31",
    ]
    assert [action.status for action in plan.actions] == ["in-progress"] * 3


def test_a_row_that_tells_how_to_fill_in_is_no_action(tmp_path: Path) -> None:
    plan = read_workbook(
        tmp_path,
        [
            ["Harbour action plan 2026-2029"],
            ["Action", "Responsible", "Deadline", "Indicators"],
            ["Enter text", "Choose from the list", "Date field", "Free text"],
            ["Light the beacon", "Pilots", "2027", "Nights lit"],
            ["Ring the bell", "Keepers", "2028", "Bells rung"],
        ],
    )

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert responsible(plan) == ["Pilots", "Keepers"]


def test_blank_cells_above_a_header_change_nothing(tmp_path: Path) -> None:
    plan = read_workbook(
        tmp_path,
        [
            [None, None, "What", "Who and when", None],
            ["No", "Action", "Description", "Responsible", "Deadline"],
            ["1", "Light the beacon", "On the cape", "Pilots", "2027"],
            ["2", "Ring the bell", "In the tower", "Keepers", "2028"],
        ],
    )

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert codes(plan) == ["1", "2"]


def test_the_noun_at_the_end_of_a_heading_counts(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        LIBRARY
        + markdown(
            "Reading Initiative | Soon | Later | Department | Status",
            "Lend boats | X | | Harbour | Ongoing",
            "Teach swimming | | X | Baths | New",
        ),
    )

    assert titles(plan) == ["Lend boats", "Teach swimming"]
    assert responsible(plan) == ["Harbour", "Baths"]


def test_a_column_of_ministries_says_who_is_responsible(tmp_path: Path) -> None:
    plan = read_workbook(
        tmp_path,
        [
            ["Feuille de route 2026-2028"],
            ["Ministère", "Thématiques", "Actions", "Échéances"],
            ["MX", "Livres", "Publier les catalogues", "S1 2027"],
            ["MY", "Livres", "Compter les lecteurs", "S2 2027"],
            ["MY", "Cartes", "Prêter les cartes", "CONT"],
        ],
    )

    assert responsible(plan) == ["MX", "MY", "MY"]
    assert pillars(plan) == ["Livres", "Cartes"]
    assert deadlines(plan)[2] == "open"


def test_a_table_of_what_is_measured_holds_no_actions_beside_one_of_actions(
    tmp_path: Path,
) -> None:
    done = ("Activities | Responsible | Deadline", "Lend boats | Harbour | 2027",
            "Teach swimming | Baths | 2028", "Mend the jetty | Works | 2029")  # fmt: skip
    measured = ("Activity/Indicator | Lead | Partners", "Boats on the lake | Harbour | Clubs",
                "Share of pupils who swim | Baths | Schools")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{markdown(*done)}\n{markdown(*measured)}")
    alone = read_text(tmp_path, "alone.md", f"{LIBRARY}{markdown(*measured)}")

    assert titles(plan) == ["Lend boats", "Teach swimming", "Mend the jetty"]
    assert [words.text for words in plan.uninterpreted][:2] == ["Boats on the lake", "Harbour"]
    assert len(alone.actions) == 2


def test_a_table_that_only_refers_to_actions_by_number_holds_none(tmp_path: Path) -> None:
    done = ("No. | Action | Responsible", "1 | Lend boats | Harbour", "2 | Teach swimming | Baths",
            "3 | Mend the jetty | Works")  # fmt: skip
    gains = ("Outcome | Action/project | Indicator | Target", "Joy | Actions 1-2 | Trips | 40",
             "Safety | Action 3 | Falls | 0")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{markdown(*done)}\n{markdown(*gains)}")

    assert titles(plan) == ["Lend boats", "Teach swimming", "Mend the jetty"]


def test_a_table_of_sums_does_not_go_on_with_one_of_bodies(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.html",
        GARDENS
        + html(
            "Action | Responsible | Schedule",
            "Sow clover for the bees | Isles | 2027",
            "Mend the greenhouse | Isles | 2028",
        )
        + html("Millions | Spent 2026 | All 2026-2029", "Lake path | 3,4 | 9,1", "Pier | 2,2 | 7"),
    )

    assert titles(plan) == ["Sow clover for the bees", "Mend the greenhouse"]


def test_a_scale_in_a_heading_rates_and_is_no_result(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        LIBRARY
        + markdown(
            "Action | Responsible | Impact (1-5) | Priority [0–10]",
            "Lend the maps | Archive | 4 | high",
            "Mend the shelves | Works Office | 2 | low",
        ),
    )

    assert results(plan) == ["", ""]
    assert "Impact (1-5): 4" in remarks(plan.actions[0])
    assert [action.priority is not None for action in plan.actions] == [True, True]


def test_a_preposition_at_the_end_of_a_heading_is_no_noun(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        "# Plan działań biblioteki 2026-2029\n\n"
        + markdown(
            "Nr | Działanie | Korzysta od | Jednostka odpowiedzialna | Termin",
            "7 | Naprawa regałów w czytelni | 9 | Archiwum | 2027",
            "8 | Nauka oprawy starych ksiąg | 7 | Muzeum | 2028",
            "9 | Spis map morskich i planów | 8 | Archiwum | 2029",
        ),
    )

    assert deadlines(plan) == [
        "fixed 2027-01-01..2027-12-31",
        "fixed 2028-01-01..2028-12-31",
        "fixed 2029-01-01..2029-12-31",
    ]


@pytest.mark.parametrize("row", ["1 | 2", "(0) | (1)"])
def test_a_row_that_counts_two_columns_is_no_action(tmp_path: Path, row: str) -> None:
    rows = ("Action | Deadline", row, "Lend the maps to schools | 2027", "Mend the shelves | 2028")

    plan = read_text(tmp_path, "plan.md", LIBRARY + markdown(*rows))

    assert titles(plan) == ["Lend the maps to schools", "Mend the shelves"]


def test_numbers_below_years_are_no_marks(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        LIBRARY
        + markdown(
            "No | Action | Responsible | 2026 | 2027 | 2028",
            "1 | Lend the maps | Archive | 5 | 10 | 12",
            "2 | Mend the shelves | Works Office | 2 |  | 40",
        ),
    )

    assert deadlines(plan) == ["", ""]


def test_a_header_above_rows_that_begin_with_heading_words_makes_no_card(tmp_path: Path) -> None:
    head = GARDENS + html(
        "Action number | Measure | In cooperation with | Total cost (EUR)",
        "101 | Actions against snails | Beekeepers; Nursery | 900",
        "102 | Mend the greenhouse by the lake | Nursery | 700",
        "103 | Results of the count of bees shown | Beekeepers | 200",
        "104 | Sow clover along the walls | Nursery | 300",
        "105 | Dig a pond for the newts | Lake Office | 400",
    )
    times = html(
        "Action number | Measure | Time of the work",
        "101 | Actions against snails | 2027",
        "102 | Mend the greenhouse by the lake | 2028",
        "103 | Results of the count of bees shown | 2029",
        "104 | Sow clover along the walls | 2029",
        "105 | Dig a pond for the newts | 2029",
    )

    plan = read_text(tmp_path, "plan.html", f"{head}<h2>When</h2>{times}")

    assert codes(plan) == ["101", "102", "103", "104", "105"]
    assert partners(plan)[:3] == ["Beekeepers, Nursery", "Nursery", "Beekeepers"]


TITLED = [
    ("Sow clover for the bees", "1", "Beekeepers", "2027"),
    ("Timeline of the works shown at the gate", "2", "Nursery", "2028"),
    ("Mend the greenhouse by the lake", "3", "Lake Office", "2029"),
]


def test_titles_of_cards_with_heading_words_are_no_labels(tmp_path: Path) -> None:
    cards = [
        html(name, f"Action ID | {code}", f"Responsible | {body}", f"Deadline | {year}")
        for name, code, body, year in TITLED
    ]

    plan = read_text(tmp_path, "plan.html", GARDENS + "".join(cards))

    assert titles(plan) == [name for name, *_ in TITLED]
    assert deadlines(plan) == [f"fixed {year}-01-01..{year}-12-31" for *_, year in TITLED]


def test_a_title_that_stands_above_its_card_names_it_as_those_within_others_do(
    tmp_path: Path,
) -> None:
    cards = [
        (f"<p>{name}</p>" if code == "1" else "")
        + html(
            *([name] if code != "1" else []),
            f"Action ID | {code}",
            f"Responsible | {body}",
            f"Deadline | {year}",
        )
        for name, code, body, year in TITLED
    ]

    plan = read_text(tmp_path, "plan.html", GARDENS + "".join(cards))

    assert titles(plan) == [name for name, *_ in TITLED]
    assert codes(plan) == ["1", "2", "3"]
    assert [words.text for words in plan.uninterpreted] == []


def test_a_calendar_of_many_columns_is_one_heading_of_a_header(tmp_path: Path) -> None:
    years = " | ".join(str(year) for year in range(2026, 2034))
    marks = " | ".join(["x", "", *[""] * 6])

    plan = read_text(
        tmp_path,
        "plan.md",
        LIBRARY
        + markdown(
            f"Action | Lead | {years}",
            f"Lend boats | Harbour Office | {marks}",
            f"Teach swimming | Bath Company | {marks}",
        ),
    )

    assert titles(plan) == ["Lend boats", "Teach swimming"]
    assert deadlines(plan) == ["fixed 2026-01-01..2026-12-31"] * 2


def test_years_without_a_heading_that_is_known_for_sure_make_no_header(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        read_text(
            tmp_path,
            "plan.md",
            LIBRARY
            + markdown(
                "Loans by our measures | Of which boats | 2026 | 2027 | 2028",
                "Town | Rowing | x | | ",
                "Coast | Sailing | | x | ",
                "Island | Both | | | x",
            ),
        )


def test_the_row_above_a_header_that_is_repeated_is_a_row(tmp_path: Path) -> None:
    head = "No | Linked actions | Action | Funding"

    plan = read_text(
        tmp_path,
        "plan.md",
        LIBRARY
        + markdown(
            head,
            "1 | 2 | Lend boats | State budget",
            "2 | | Teach swimming | State budget",
            head,
            "3 | 1 | Dig a pond | Own funds",
        ),
    )

    assert titles(plan) == ["Lend boats", "Teach swimming", "Dig a pond"]


def test_codes_above_the_names_of_cards_in_one_table_are_those_of_the_names(tmp_path: Path) -> None:
    cards = [
        ("No.", "1."), ("Measure", "Lend boats"), ("Responsible", "Harbour Office"),
        ("No.", "2."), ("Measure", "Teach swimming"), ("Responsible", "Bath Company"),
        ("No.", "3."), ("Measure", "Dig a pond"), ("Responsible", "Gardens Office"),
    ]  # fmt: skip

    for cut in (4, 7):
        plan = read_text(
            tmp_path,
            "plan.html",
            GARDENS
            + html(*(" | ".join(each) for each in cards[:cut]))
            + html(*(" | ".join(each) for each in cards[cut:])),
        )

        assert codes(plan) == ["1", "2", "3"]
        assert titles(plan) == ["Lend boats", "Teach swimming", "Dig a pond"]


def test_codes_below_the_names_of_cards_in_one_table_are_those_of_the_names(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.html",
        GARDENS
        + html("Measure | Lend boats", "No. | 1.", "Responsible | Harbour Office",
               "Measure | Teach swimming")
        + html("No. | 2.", "Responsible | Bath Company",
               "Measure | Dig a pond", "No. | 3.", "Responsible | Gardens Office"),
    )  # fmt: skip

    assert codes(plan) == ["1", "2", "3"]


def test_a_header_behind_the_last_card_is_no_label_of_it(tmp_path: Path) -> None:
    card = "Outline | Measure | {} ", " | Responsible | {}", " | Notes | {}"

    def filled(*values: str) -> str:
        return html(*(line.format(value) for line, value in zip(card, values, strict=True)))

    plan = read_text(
        tmp_path,
        "plan.html",
        GARDENS
        + filled("Lend boats", "Harbour Office", "By day")
        + filled("Teach swimming", "Bath Company", "By night")
        + html("Version | Date | Changed by", "0.1 | 03.02.2025 | A. Reed"),
    )

    assert titles(plan) == ["Lend boats", "Teach swimming"]
    assert deadlines(plan) == ["", ""]


def test_the_title_of_a_card_is_no_value_of_the_card_above(tmp_path: Path) -> None:
    def card(title: str, body: str, gain: str) -> str:
        head = f"<tr><td colspan='2'>{title}</td></tr>"
        rows = html("Code | 1", f"Responsible | {body}", "Deadline | 2027", f"Indicators | {gain}")
        return rows.replace("<table>", f"<table>{head}")

    plan = read_text(
        tmp_path,
        "plan.html",
        GARDENS
        + card("Lend boats", "Harbour Office", "Boats lent")
        + card("Teach swimming", "Bath Company", "Pupils")
        + card("Dig a pond", "Gardens Office", "Ponds")
        + card("Mend the pier", "Harbour Office", "Planks"),
    )

    assert titles(plan) == ["Lend boats", "Teach swimming", "Dig a pond", "Mend the pier"]
    assert [[i.label for i in a.indicators] for a in plan.actions] == [
        ["Boats lent"], ["Pupils"], ["Ponds"], ["Planks"],
    ]  # fmt: skip


def test_a_row_below_blank_headings_is_the_lower_half_of_a_header(tmp_path: Path) -> None:
    plan = read_text(
        tmp_path,
        "plan.md",
        LIBRARY
        + markdown(
            "No | Action | Bodies | | Deadline",
            " | | Responsible | Boats and bells | ",
            "1 | Lend boats | Harbour Office | Rowing club | 2027",
            "2 | Teach swimming | Bath Company | School board | 2028",
        ),
    )

    assert titles(plan) == ["Lend boats", "Teach swimming"]
    assert responsible(plan) == ["Harbour Office", "Bath Company"]
    assert remarks(plan.actions[0]) == ["Boats and bells: Rowing club"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("O{} | Office {}", ""),
        ("{}. | Let the office of the town lend a boat to {} schools", "rows of other tables"),
    ],
)
def test_rows_of_texts_in_other_tables_speak_against_few_actions(
    tmp_path: Path, row: str, problem: str
) -> None:
    others = markdown("What is it | What does it mean", *(row.format(n, n) for n in range(9)))
    actions = markdown(
        "Action | Responsible | Deadline",
        "Lend the boats to schools | Harbour Office | 2027",
        "Dig a pond for the frogs | Gardens Office | 2028",
    )

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{others}\n## Plan\n\n{actions}")

    assert len(plan.actions) == 2
    if not problem:
        check(plan, wording.load("en"))
        return
    with pytest.raises(ReadingError, match=problem):
        check(plan, wording.load("en"))


@pytest.mark.parametrize("name", ["<tr><td>Measure</td><td>{}</td></tr>",
                                  "<tr><td colspan='2'>{}</td></tr>"])  # fmt: skip
def test_a_label_of_yes_and_no_names_no_action(tmp_path: Path, name: str) -> None:
    cards = [("Lend boats to schools", "yes"), ("Teach all to swim", "no"),
             ("Dig a pond for frogs", "no"), ("Mend the old pier", "yes")]  # fmt: skip

    plan = read_text(
        tmp_path,
        "plan.html",
        GARDENS
        + "".join(
            html(f"New measure | {sign}", "Responsible | Hall", "Deadline | 2027", "Notes | none")
            .replace("<table>", "<table>" + name.format(title))
            for title, sign in cards
        ),
    )  # fmt: skip

    assert titles(plan) == [title for title, _ in cards]
    assert responsible(plan) == ["Hall"] * 4


def test_a_header_of_two_rows_that_is_said_again_makes_no_card(tmp_path: Path) -> None:
    header = "Kept from before | Measure | Doing it | | Comments", " | | Start | End | "
    rows = [
        ("Yes | Paint the old bridge | March 2026 | May 2026 | Waits for paint",
         "No | Clean the long canal | April 2026 | June 2027 | Asked twice"),
        ("No | Plant trees by the lock | May 2026 | July 2027 | Begun",),
    ]  # fmt: skip
    text = markdown(*header, *rows[0], *header, *rows[1])

    plan = read_text(tmp_path, "plan.md", f"# Canal Action Plan 2026-2027\n\n{text}")

    assert titles(plan) == [
        "Paint the old bridge",
        "Clean the long canal",
        "Plant trees by the lock",
    ]


@pytest.mark.parametrize(
    "told",
    [
        "running number | describe the action | specify the body | select a quarter | whole euros",
        "running number | describe the action in a sentence | who answers | which quarter | sum",
    ],
)
def test_a_first_row_that_tells_how_to_fill_the_table_in_is_no_action(
    tmp_path: Path, told: str
) -> None:
    text = markdown(
        "No. | Action | Responsible | Deadline | Amount",
        told,
        "1 | Paint the old bridge | Works Office | Q2 2026 | 500 EUR",
        "2 | Clean the long canal | Canal Board | Q3 2026 | 700 EUR",
    )

    plan = read_text(tmp_path, "plan.md", f"# Canal Action Plan 2026-2027\n\n{text}")

    assert titles(plan) == ["Paint the old bridge", "Clean the long canal"]


def test_a_label_between_the_code_and_the_name_of_a_card_is_of_the_same_card(
    tmp_path: Path,
) -> None:
    cards = "\n".join(
        markdown(f"No. | {code}", f"Kind of bed | {bed}", f"Action | {name}",
                 f"Responsible | {body}", f"Deadline | {year}")
        for code, bed, name, body, year in (
            ("1", "Raised", "Sow a meadow", "Gardens Office", "2027"),
            ("2", "Flat", "Prune the limes", "Forest Office", "2028"),
            ("3", "Raised", "Fence the orchard", "Gardens Office", "2026"),
        )
    )  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{cards}")

    assert codes(plan) == ["1", "2", "3"]
    assert [remarks(action) for action in plan.actions] == [
        [f"Kind of bed: {bed}"] for bed in ("Raised", "Flat", "Raised")
    ]


def test_a_page_may_part_the_title_of_a_card_from_it(tmp_path: Path) -> None:
    def card(title: str, body: str, year: str) -> list[str]:
        return [plain((title, 2)), plain("Responsible body", body), plain("Deadline", year),
                plain("Description", f"How to {title.lower()}")]  # fmt: skip

    whole = [card("Sow a meadow", "Gardens Office", "2027"),
             card("Prune the limes", "Forest Office", "2028"),
             card("Mend the pond", "Water Office", "2029")]  # fmt: skip
    title, *rest = card("Fence the orchard", "Orchard Office", "2026")
    head, foot = (part := card("Rake the paths", "Paths Office", "2030"))[:2], part[2:]

    plan = read_word(tmp_path, "Garden action plan 2026-2030", *whole, [title], rest, head, foot)

    assert titles(plan) == [
        "Sow a meadow", "Prune the limes", "Mend the pond", "Fence the orchard", "Rake the paths",
    ]  # fmt: skip
    assert responsible(plan)[3:] == ["Orchard Office", "Paths Office"]
    assert [each[-10:-6] for each in deadlines(plan)[3:]] == ["2026", "2030"]


def test_a_label_without_a_value_is_no_title_of_a_card(tmp_path: Path) -> None:
    def card(title: str, year: str) -> list[str]:
        return [plain((title, 2)), plain("Code of the action", year[-1]),
                plain("Partners of the action", ""), plain("Remarks", "None so far"),
                plain("Deadline", year), plain("Description", "As drawn")]  # fmt: skip

    years = {"Sow a meadow": "2027", "Prune the limes": "2028", "Mend the pond": "2029"}

    plan = read_word(
        tmp_path, "Garden action plan 2026-2030", *[card(*each) for each in years.items()]
    )

    assert titles(plan) == list(years)
    assert [each[-10:-6] for each in deadlines(plan)] == list(years.values())


def test_a_table_above_that_of_actions_on_one_sheet_loses_no_rows_of_it(tmp_path: Path) -> None:
    group = [["Member", "Deputy"], ["A. Lind", "B. Roth"], ["C. Wick", "D. Holt"],
             ["E. Moss", "F. Penn"], ["G. Dale", "H. Cole"]]  # fmt: skip
    actions = [["Action", "Responsible", "Deadline"], ["Sow a meadow", "Gardens Office", "2027"],
               ["Prune the limes", "Forest Office", "2028"]]  # fmt: skip

    plan = read_workbook(tmp_path, [*group, [], *actions])
    check(plan, wording.load("en"))

    assert titles(plan) == ["Sow a meadow", "Prune the limes"]


def test_a_heading_in_capitals_has_two_letters_for_a_sharp_s(tmp_path: Path) -> None:
    table = markdown("MASSNAHMENNUMMER | MASSNAHME | FRIST", "7 | Wiese säen | 2027",
                     "8 | Linden schneiden | 2028")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"# Aktionsplan der Gärten 2026-2029\n\n{table}")

    assert codes(plan) == ["7", "8"]


def test_an_overview_a_table_and_a_second_table_on_one_sheet_tell_of_the_same_actions(
    tmp_path: Path,
) -> None:
    names = ("Sow a meadow by the pond", "Prune the old limes", "Mend the pond wall")
    rows = list[list[object]]
    overview: rows = [
        ["No.", "Action", "Page"],
        *([n, each, n + 3] for n, each in enumerate(names, 1)),
    ]
    main: rows = [["No.", "Action", "Responsible", "Remarks here"],
            *([n, each, "Gardens Office", ""] for n, each in enumerate(names, 1))]  # fmt: skip
    times: rows = [["No.", "Action", "Deadline"],
             *([n, each, "2027"] for n, each in enumerate(names, 1))]  # fmt: skip

    plan = read_workbook(tmp_path, [*overview, [], *main, [], *times])

    assert titles(plan) == list(names)
    assert responsible(plan) == ["Gardens Office"] * 3
    assert [each[-10:-6] for each in deadlines(plan)] == ["2027"] * 3


def test_an_annex_with_the_heading_of_the_codes_does_not_go_on_with_the_table(
    tmp_path: Path,
) -> None:
    table = markdown("No. of the action | Action | Deadline", "1 | Sow a meadow | 2027",
                     "2 | Mend it | 2028")  # fmt: skip
    annex = markdown("No. of the action | What we count | Aim", "1 | number of bees | 30",
                     "2 | length of walls | 40")  # fmt: skip

    plan = read_text(tmp_path, "plan.md", f"{LIBRARY}{table}\n## Annex\n\n{annex}")

    assert titles(plan) == ["Sow a meadow", "Mend it"]


def test_a_row_that_is_a_footnote_of_the_table_is_no_action(tmp_path: Path) -> None:
    lines = ["Action,Responsible,Deadline", "Sow a meadow,Gardens Office*,2027",
             "Prune the limes,Forest Office,2028", "* If the council votes for it.,,"]  # fmt: skip

    plan = read_text(tmp_path, "plan.csv", "\n".join(lines) + "\n")

    assert titles(plan) == ["Sow a meadow", "Prune the limes"]
    assert responsible(plan) == ["Gardens Office", "Forest Office"]


def test_years_below_a_heading_of_sums_are_no_calendar(tmp_path: Path) -> None:
    head = "| Action | Responsible | Cost (EUR) | | |\n| | | 2026 | 2027 | 2028 |\n"
    rows = "| Sow a meadow | Gardens Office | 500 | 600 | 700 |\n| Mend it | Works | 1 | 2 | 3 |\n"

    plan = read_text(tmp_path, "plan.txt", f"Garden action plan 2026-2028\n\n{head}\n3\n\n{rows}")

    assert titles(plan) == ["Sow a meadow", "Mend it"]
    assert not any(action.deadlines for action in plan.actions)


def test_the_months_of_a_header_that_comes_again_are_all_of_the_calendar(tmp_path: Path) -> None:
    head = "Actions,2027,,\n,Jan,Mar,Dec\n"
    text = f"{head}Sow a meadow,x,x,\nPrune the limes,,x,x\n{head}Mend it,x,,\nMow it,,,x\n"

    plan = read_text(tmp_path, "plan.csv", text)

    assert titles(plan) == ["Sow a meadow", "Prune the limes", "Mend it", "Mow it"]
    assert [each.count("2027-01") for each in deadlines(plan)] == [2, 0, 2, 0]
    assert not any(action.remarks for action in plan.actions)


def test_a_table_with_an_action_in_each_column_is_read(tmp_path: Path) -> None:
    table = html("Action | Sow a meadow | Prune the limes", "Responsible | Gardens | Forests",
                 "Deadline | 2027 | 2028", "Description | On clay | In May")  # fmt: skip

    plan = read_text(tmp_path, "plan.html", GARDENS + table)

    assert titles(plan) == ["Sow a meadow", "Prune the limes"]
    assert responsible(plan) == ["Gardens", "Forests"]


def test_the_header_of_a_table_behind_cards_on_a_sheet_is_no_label(tmp_path: Path) -> None:
    def card(name: str, body: str, year: str) -> list[list[str]]:
        return [["Outline", "Name of the action", name], ["Bodies", "Responsible body", body],
                ["Time", "Time frame", year]]  # fmt: skip

    cards = [*card("Sow a meadow", "Gardens Office", "2027"), *card("Mend it", "Works", "2028")]
    changes = [["Version", "Date", "Who"], ["0.1", "03.02.2025", "A. Lind"], ["0.2", "", "B. Roth"]]

    plan = read_workbook(tmp_path, [*cards, [], ["Changes to this text"], *changes])

    assert titles(plan) == ["Sow a meadow", "Mend it"]
    assert [each[-10:-6] for each in deadlines(plan)] == ["2027", "2028"]


def test_tables_that_go_on_with_a_value_and_then_with_labels_are_of_the_same_card(
    tmp_path: Path,
) -> None:
    def card(name: str, body: str, year: str) -> str:
        first = markdown(f"Outline | Action name | {name}", " | Type of action | Works",
                         " | Action description | How it", " | | is done")  # fmt: skip
        last = markdown(" | | in the end", f"Bodies | Responsible body | {body}",
                        f"Time | Time frame | {year}")  # fmt: skip
        return f"{first}\n{last}\n"

    cards = card("Sow a meadow", "Gardens Office", "2027") + card("Mend it", "Works Office", "2028")

    plan = read_text(tmp_path, "plan.md", LIBRARY + cards)

    assert titles(plan) == ["Sow a meadow", "Mend it"]
    assert responsible(plan) == ["Gardens Office", "Works Office"]


def test_reforms_and_investments_of_a_ministry_in_charge_are_actions(tmp_path: Path) -> None:
    rows = (
        "Code | Reform / Investment | Ministry in charge | Deadline",
        "R1 | Law of the sea | Ministry of Ships | 2031",
        "I1 | Harbour of glass | Ministry of Stones | 2032",
    )

    plan = read_text(tmp_path, "plan.md", "# Recovery plan\n\n" + markdown(*rows))

    assert titles(plan) == ["Law of the sea", "Harbour of glass"]
    assert all(action.participations for action in plan.actions)


@pytest.mark.parametrize(
    ("tag", "heading"),
    [
        *(
            ("ro", "Denumirea proiectului"),
            ("cs", "Název projektu"),
            ("lt", "Projekto pavadinimas"),
        ),
        *(("fi", "Hankkeen nimi"), ("el", "Τίτλος έργου"), ("de", "Projektname")),
    ],
)
def test_the_name_of_a_project_is_called_so_in_the_case_of_a_language(
    tag: str, heading: str
) -> None:
    assert is_project_name(wording.load(tag), heading)


def test_projects_with_a_time_and_somebody_responsible_are_actions(tmp_path: Path) -> None:
    rows = (
        "Nr. crt. | Denumirea proiectului | Buget (lei) | Perioada de implementare | Responsabil",
        "1 | Modernizarea farului | 12.500.000 | 2031-2032 | Compartiment Far",
        "2 | Construirea digului | 8.000.000 | 2032-2033 | Viceprimar",
    )

    plan = read_text(tmp_path, "plan.md", "# Strategia locală a portului\n\n" + markdown(*rows))

    assert titles(plan) == ["Modernizarea farului", "Construirea digului"]
