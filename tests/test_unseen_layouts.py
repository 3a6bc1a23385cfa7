"""Layouts of plans as cities, ministries and agencies write them, met outside of the corpus."""

from __future__ import annotations

from pathlib import Path

from kinds import codes, markdown, plain, read_text, read_word, responsible, titles


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
