"""Layouts of plans as cities, ministries and agencies write them, met outside of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinds import (
    codes,
    deadlines,
    markdown,
    partners,
    plain,
    read_text,
    read_word,
    remarks,
    responsible,
    titles,
)
from plan_graph.errors import DocumentError
from plan_graph.language import wording
from plan_graph.reading.cells.words import repeats
from plan_graph.text import Passage


def test_a_number_of_its_own_above_the_title_of_a_card_is_its_code(tmp_path: Path) -> None:
    sheets = [
        [plain((f"Maßnahmensteckbrief {code}", 2)), plain((title, 2)), plain("Dauer", "3 Jahre"),
         plain("Verantwortlich", body), plain("Kosten", "5.000 €"), plain("Zielgruppe", "alle")]
        for code, title, body in (
            ("E-1", "Leuchtfeuer anzünden", "Hafenamt"), ("M-1", "Glocke läuten", "Lotsenamt"),
            ("M-2", "Bojen streichen", "Wärteramt"),
        )
    ]  # fmt: skip

    plan = read_word(tmp_path, "Klimaschutzkonzept des Hafens", *sheets)

    assert titles(plan) == ["Leuchtfeuer anzünden", "Glocke läuten", "Bojen streichen"]
    assert codes(plan) == ["E-1", "M-1", "M-2"]


def test_a_line_that_ends_within_a_name_goes_on_below(tmp_path: Path) -> None:
    rows = [
        "Indsats | Ansvarlig | Tidsramme",
        "Tænd fyret | Center for Teknik og<br>Miljø | 2027",
        "Mal bøjerne | Havneministeriet og<br>Kystdirektoratet | 2028",
    ]

    plan = read_text(tmp_path, "plan.md", f"# Handlingsplan for havnen 2027\n\n{markdown(*rows)}")

    assert responsible(plan) == ["Center for Teknik og Miljø", "Havneministeriet, Kystdirektoratet"]


def test_indicators_are_no_actions_beside_a_column_of_as_many_unknown_words(
    tmp_path: Path,
) -> None:
    rows = [
        "Aim | Line of work | Lead | Timing | Indicator",
        "Safe port | Light the beacon again | Pilots | 2027 | beacons lit again",
        "Safe port | Ring the old bell | Keepers | 2028 | bells heard far",
        "Clean port | Sweep all the quays | Pilots | 2029 | quays swept clean",
    ]

    with pytest.raises(DocumentError):
        read_text(tmp_path, "plan.md", f"# Action plan of the port\n\n{markdown(*rows)}")


def test_a_numbered_row_over_each_card_of_a_table_is_the_code_of_its_action(
    tmp_path: Path,
) -> None:
    cards = [
        line
        for code, title, body in (("ED01", "Light it", "Pilots"), ("TR01", "Ring it", "Keepers"))
        for line in (plain((f"Action sheet {code}", 2)), plain("Title of the action", title),
                     plain("Responsible", body), plain("Start date – End date", "2027-2029"))
    ]  # fmt: skip

    plan = read_word(tmp_path, "Harbour action plan", cards)

    assert (codes(plan), titles(plan)) == (["ED01", "TR01"], ["Light it", "Ring it"])
    assert deadlines(plan) == ["fixed 2027-01-01..2029-12-31"] * 2


@pytest.mark.parametrize(
    ("language", "word"), [("es", "Ídem"), ("pl", "j.w."), ("de", "s. o."), ("fi", "Sama")]
)
def test_words_that_repeat_the_cell_above_are_known_in_every_language(
    language: str, word: str
) -> None:
    assert repeats(Passage(0, word), wording.load(language))


def test_headings_in_two_languages_tell_the_first(tmp_path: Path) -> None:
    rows = [
        "Toimenpide / Åtgärd | Vastuutaho / Ansvarig | Aikataulu / Tidtabell",
        "Aurinkopaneelit | Tilapalvelut | 2027",
        "Pyöräparkki | Kaupunkitekniikka | 2028",
    ]

    plan = read_text(tmp_path, "plan.md", f"# Ilmasto / Klimat 2027\n\n{markdown(*rows)}")

    assert titles(plan) == ["Aurinkopaneelit", "Pyöräparkki"]


MATRIX = (
    "No | Action | Harbour Board | Pilots Office | Keepers Guild | Deadline",
    "1 | Light the beacon | L | S | I | 2027",
    "2 | Ring the bell | S | L / S | | 2028",
)


def test_letters_of_a_matrix_say_who_does_it_as_the_legend_has_them(tmp_path: Path) -> None:
    legend = "L = lead, S = support, I = informed"

    plan = read_text(
        tmp_path, "plan.md", f"# Harbour action plan\n\n{legend}\n\n{markdown(*MATRIX)}"
    )

    assert responsible(plan) == ["Harbour Board", "Pilots Office"]
    assert partners(plan) == ["Pilots Office", "Harbour Board"]
    assert remarks(plan.actions[0]) == ["Keepers Guild: I"]


def test_letters_without_a_legend_say_nothing_of_anybody(tmp_path: Path) -> None:
    plan = read_text(tmp_path, "plan.md", f"# Harbour action plan\n\n{markdown(*MATRIX)}")

    assert responsible(plan) == partners(plan) == ["", ""]


PROSE = {
    "headings": ("### {name}\n\n{prose}\n\n", "## Theme: Sight\n\n"),
    "lines": ("**{name}**\n\n{prose}\n\n", "## Theme: Sight\n\n"),
}


@pytest.mark.parametrize("kind", PROSE)
def test_a_paragraph_between_the_title_of_a_card_and_its_labels_describes_it(
    tmp_path: Path, kind: str
) -> None:
    form, theme = PROSE[kind]
    cards = [
        form.format(name=name, prose=prose) + f"**Lead:** {body}\n\n**Timescale:** {year}\n\n"
        for name, prose, body, year in (
            ("Light the beacon", "It was dark for years.", "Pilots", 2027),
            ("Ring the bell", "Nobody hears it in fog.", "Keepers", 2028),
        )
    ]

    plan = read_text(tmp_path, "plan.md", "# Harbour action plan\n\n" + theme + theme.join(cards))

    assert titles(plan) == ["Light the beacon", "Ring the bell"]
    assert (responsible(plan), len(deadlines(plan))) == (["Pilots", "Keepers"], 2)
