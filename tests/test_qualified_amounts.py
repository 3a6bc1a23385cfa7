"""A bound, an end of a range, a sum about right or due again is read as such, not as whole."""

from __future__ import annotations

import pytest

from cell_cases import money
from plan_graph.language import register, wording
from plan_graph.reading.cells.amounts import AmountReader
from plan_graph.reading.cells.bodies import BodyReader
from plan_graph.reading.cells.funding import FundingReader
from plan_graph.text import Passage

_SUMS = {
    "bg": ("до 300 лева", "около 300 лева", "300 лева на година", "от 200 до 300 лева"),
    "cs": ("nejvýše 300 EUR", "cca 300 EUR", "300 EUR za rok", "od 200 do 300 EUR"),
    "da": ("højst 300 EUR", "omkring 300 EUR", "300 EUR pr. år", "mellem 200 og 300 EUR"),
    "de": ("höchstens 300 EUR", "ca. 300 EUR", "300 EUR pro Jahr", "200 bis 300 EUR"),
    "el": ("έως 300 ευρώ", "περίπου 300 ευρώ", "300 ευρώ ανά έτος", "από 200 έως 300 ευρώ"),
    "en": ("up to 300 EUR", "approx. 300 EUR", "300 EUR a year", "between 200 and 300 EUR"),
    "es": ("hasta 300 euros", "aprox. 300 euros", "300 euros al año", "entre 200 y 300 euros"),
    "et": ("kuni 300 eurot", "umbes 300 eurot", "300 eurot aastas", "200 kuni 300 eurot"),
    "fi": ("enintään 300 euroa", "noin 300 euroa", "300 euroa vuodessa", "200–300 euroa"),
    "fr": ("jusqu'à 300 euros", "environ 300 euros", "300 euros par an", "de 200 à 300 euros"),
    "ga": ("suas le 300 EUR", "thart ar 300 EUR", "300 EUR sa bhliain", "idir 200 agus 300 EUR"),
    "hr": ("najviše 300 EUR", "oko 300 EUR", "300 EUR godišnje", "od 200 do 300 EUR"),
    "hu": ("legfeljebb 300 EUR", "kb. 300 EUR", "300 EUR évente", "200–300 EUR"),
    "it": ("fino a 300 euro", "circa 300 euro", "300 euro all'anno", "tra 200 e 300 euro"),
    "lt": ("iki 300 eurų", "apie 300 eurų", "300 eurų per metus", "nuo 200 iki 300 eurų"),
    "lv": ("līdz 300 eiro", "aptuveni 300 eiro", "300 eiro gadā", "no 200 līdz 300 eiro"),
    "mt": ("massimu 300 EUR", "madwar 300 EUR", "300 EUR fis-sena", "bejn 200 u 300 EUR"),
    "nl": ("hoogstens 300 euro", "ongeveer 300 euro", "300 euro per jaar", "200 tot 300 euro"),
    "pl": ("najwyżej 300 EUR", "około 300 EUR", "300 EUR rocznie", "od 200 do 300 EUR"),
    "pt": ("até 300 euros", "cerca de 300 euros", "300 euros por ano", "entre 200 e 300 euros"),
    "ro": ("cel mult 300 lei", "circa 300 lei", "300 lei pe an", "între 200 și 300 lei"),
    "sk": ("najviac 300 EUR", "približne 300 EUR", "300 EUR ročne", "od 200 do 300 EUR"),
    "sl": ("največ 300 EUR", "približno 300 EUR", "300 EUR letno", "od 200 do 300 EUR"),
    "sv": ("högst 300 kronor", "ungefär 300 kronor", "300 kronor per år", "200 till 300 kronor"),
}
_HEADINGS = {
    "bg": ("Максимален бюджет", "Годишни разходи"),
    "cs": ("Maximální náklady", "Roční náklady"),
    "da": ("Maksimalt budget", "Årlige omkostninger"),
    "de": ("Maximale Kosten", "Jährliche Kosten"),
    "el": ("Μέγιστος προϋπολογισμός", "Ετήσιο κόστος"),
    "en": ("Maximum budget", "Annual cost"),
    "es": ("Presupuesto máximo", "Coste anual"),
    "et": ("Maksimaalne eelarve", "Aastane eelarve"),
    "fi": ("Enimmäiskustannukset", "Vuosikustannukset"),
    "fr": ("Budget maximal", "Coût annuel"),
    "ga": ("Buiséad uasta", "Costas bliantúil"),
    "hr": ("Maksimalni trošak", "Godišnji trošak"),
    "hu": ("Maximális költség", "Éves költség"),
    "it": ("Costo massimo", "Costo annuo"),
    "lt": ("Maksimalus biudžetas", "Metinis biudžetas"),
    "lv": ("Maksimālās izmaksas", "Ikgadējās izmaksas"),
    "mt": ("Baġit massimu", "Baġit annwali"),
    "nl": ("Maximale kosten", "Jaarlijkse kosten"),
    "pl": ("Maksymalny koszt", "Roczny koszt"),
    "pt": ("Custo máximo", "Custo anual"),
    "ro": ("Buget maxim", "Cost anual"),
    "sk": ("Maximálne náklady", "Ročné náklady"),
    "sl": ("Najvišji strošek", "Letni stroški"),
    "sv": ("Maximal kostnad", "Årlig kostnad"),
}


def read(tag: str, text: str, heading: str = "", *, is_money: bool = False) -> list[str]:
    reader = AmountReader(wording.load(tag))
    return [money(each) for each in reader.read(Passage(0, text), heading, is_money=is_money)]


def left(text: str, *, is_money: bool = False) -> list[str]:
    reader = AmountReader(wording.load("en"))
    return [each.text for each in reader.left_in(Passage(0, text), is_money=is_money)]


@pytest.mark.parametrize("tag", wording.languages())
def test_bounds_sums_about_right_and_ranges_are_read_in_every_language(tag: str) -> None:
    found = [read(tag, text, is_money=True) for text in _SUMS[tag]]

    (currency,) = {each[0].split()[1] for each in found}
    expected = (f"..300 {currency}", f"~300 {currency}", f"300 {currency} ANNUAL")
    assert found == [[text] for text in (*expected, f"200..300 {currency}")]


@pytest.mark.parametrize("tag", wording.languages())
def test_a_heading_qualifies_the_sums_below_it_in_every_language(tag: str) -> None:
    found = [read(tag, "300", heading, is_money=True) for heading in _HEADINGS[tag]]

    assert found == [["..300 ?"], ["300 ? ANNUAL"]]


@pytest.mark.parametrize("tag", wording.languages())
def test_every_wording_has_the_words_that_qualify_sums(tag: str) -> None:
    amounts = wording.load(tag).amounts

    names = ("at_most", "at_least", "about", "each", "maximum", "minimum", "approximate")
    assert [name for name in (*names, "of_which") if not amounts[name]] == []
    assert wording.load(tag).recurring["ANNUAL"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least 300 EUR", "300.. EUR"),
        ("≥ 300 EUR", "300.. EUR"),
        ("300 EUR max.", "..300 EUR"),
        ("300 EUR (approx.)", "~300 EUR"),
        ("300 EUR maximum; 1 page", "..300 EUR"),
        ("300 EUR/month", "300 EUR MONTHLY"),
        ("300 EUR (annually)", "300 EUR ANNUAL"),
        ("annual: 300 EUR", "300 EUR ANNUAL"),
        ("300 EUR annually for the boats", "300 EUR ANNUAL"),
        ("EUR 1.5-2m", "1500000..2000000 EUR"),
        ("EUR 200 - 300", "200..300 EUR"),
        ("800 thousand - 2 million EUR", "800000..2000000 EUR"),
        ("from 2000 to 3000 EUR", "2000..3000 EUR"),
        ("2025 - 10,000 EUR", "10000 EUR"),
        ("2025 - 300 EUR", "300 EUR"),
        ("2024-2026: 300 EUR", "300 EUR"),
        ("Stage 5: 300 EUR", "300 EUR"),
        ("300 EUR over three years", "300 EUR"),
        ("Annual costs: 300 EUR", "300 EUR ANNUAL"),
        ("min. 200 EUR - max. 300 EUR", "200..300 EUR"),
        ("starting at 300 EUR", "300.. EUR"),
        ("EUR300", "300 EUR"),
        ("Maximum: 300 EUR", "..300 EUR"),
        ("300 EUR (for two boats) a year", "300 EUR ANNUAL"),
        ("300 EUR / 40 boats", "300 EUR"),
    ],
)
def test_what_words_make_of_a_sum(text: str, expected: str) -> None:
    assert read("en", text) == [expected]
    assert left(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.000-20.000 lei", "10000..20000 RON"),
        ("între 200 și 300 mii lei", "200000..300000 RON"),
        ("300 lei/an", "300 RON ANNUAL"),
    ],
)
def test_both_ends_are_in_the_currency_and_the_thousands_that_stand_behind(
    text: str, expected: str
) -> None:
    assert read("ro", text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Stage 5 - 300 EUR",
        "300-200 EUR",
        "900 - 1 million EUR",
        "2000-3000 EUR",
        "200 EUR - 300 USD",
        "about 300 EUR a year",
        "up to 200-300 EUR",
        "300 EUR (annual report)",
        "300 EUR annual report",
        "300 EUR per boat",
        "300 EUR each",
        "12 x 300 EUR",
        "300 EUR to 400 boats",
        "300 EUR (boats) annual report",
        "Annual boat race: 300 EUR",
        "Costs per boat. Annual costs est. 300 EUR",
        "3 million boats",
        "300 EUR unit cost",
        "from 300 EUR",
        "EUR 300/EUR 400",
        "045 300 EUR",
    ],
)
def test_what_could_be_more_than_one_thing_is_left(text: str) -> None:
    assert read("en", text) == []
    assert left(text)


@pytest.mark.parametrize("text", ["about 200-300 thousand EUR", "approx. EUR 200,000 to 300,000"])
def test_a_range_that_is_about_right_is_to_be_checked(text: str) -> None:
    (found,) = AmountReader(wording.load("en")).read(Passage(0, text))

    assert (money(found), found.doubt) == ("200000..300000 EUR", "about")


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("Drawings - 5", "Cost (EUR)", []),
        ("Boats – 12, oars: 40", "Cost", []),
        ("Boats - 12", "Cost (thousand EUR)", ["12000 EUR"]),
        ("Boats - 1,200", "Cost (EUR)", ["1200 EUR"]),
        ("Boats - 12 EUR", "Cost", ["12 EUR"]),
    ],
)
def test_a_small_number_alone_behind_a_thing_counts_it(
    text: str, heading: str, expected: list[str]
) -> None:
    assert read("en", text, heading, is_money=True) == expected


def test_a_sum_in_two_currencies_is_qualified_once() -> None:
    assert read("en", "about 300 EUR / 1,500 RON") == ["~300 EUR", "~1500 RON"]
    assert read("en", "300 EUR (1,500 RON) a year") == ["300 EUR ANNUAL", "1500 RON ANNUAL"]
    assert read("en", "300 EUR / 1,500 RON per boat") == []


_LONG = "The boats of the town and its 3 ponds are to be counted in the plan of next year"


@pytest.mark.parametrize(
    "text", ["3 boats", "2 to 3 boats", "3-day course", "30+", "7.1 Budget", '3 "Boats"', _LONG]
)
def test_a_number_of_things_is_no_sum_in_a_column_of_money(text: str) -> None:
    assert read("en", text, "Budget (EUR)", is_money=True) == []
    assert left(text, is_money=True)


@pytest.mark.parametrize("text", ["Stage 2", "FTE 0.5"])
def test_a_number_behind_a_word_is_of_that_word_unless_it_names_money(text: str) -> None:
    assert read("en", text, "Budget (EUR)", is_money=True) == []
    assert read("en", "State budget 300", "Budget (EUR)", is_money=True) == ["300 EUR"]
    assert read("en", "Boats: 300", "Budget (EUR)", is_money=True) == ["300 EUR"]


@pytest.mark.parametrize(
    ("tag", "text"), [("de", "je 300 €"), ("pl", "po 300 zł"), ("ro", "câte 300 lei")]
)
def test_a_word_before_a_sum_may_make_it_one_of_many(tag: str, text: str) -> None:
    assert read(tag, text) == []


def test_by_whom_is_not_for_each() -> None:
    assert read("fr", "300 € par la région") == ["300 EUR"]
    assert read("fr", "300 € par école") == []


def test_a_sum_with_a_dash_for_its_cents_is_read() -> None:
    assert read("de", "10.000,- €") == ["10000 EUR"]


@pytest.mark.parametrize("text", ["until 2027", "2025-2027", "10-20%", "Stage 2:", "See M.1"])
def test_years_shares_and_labels_are_not_of_money(text: str) -> None:
    assert read("en", text, "Budget (EUR)", is_money=True) == left(text, is_money=True) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("300", "300 EUR"),
        ("200-300", "200..300 EUR"),
        ("Between 200 and 300", "200..300 EUR"),
        ("300 Annually", "300 EUR ANNUAL"),
        ("300 state budget", "300 EUR"),
        ("300 for boats", "300 EUR"),
        ("1) 300", "300 EUR"),
        ("2026: 300", "300 EUR"),
    ],
)
def test_the_heading_names_the_currency_of_numbers_alone(text: str, expected: str) -> None:
    assert read("en", text, "Budget (EUR)", is_money=True) == [expected]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Estimated annual cost (thousand EUR)", ["300000 EUR ANNUAL"]),
        ("Cost per year", ["300 ? ANNUAL"]),
        ("Budget (max.)", ["..300 ?"]),
        ("Approximate cost", ["~300 ?"]),
        ("Annual budget 2025", ["300 ?"]),
        ("Annual budget 2024-2027", ["300 ? ANNUAL"]),
        ("Budget for 3 years", ["300 ?"]),
        ("Multi-annual budget", ["300 ?"]),
        ("Budget per action", ["300 ?"]),
        ("Budget per pupil", []),
        ("Annual boat race budget", []),
        ("Maximum annual cost", []),
        ("of which from the region", []),
        ("Budget (including taxes)", ["300 ?"]),
    ],
)
def test_a_heading_that_is_not_sure_leaves_the_numbers_below_it(
    heading: str, expected: list[str]
) -> None:
    assert read("en", "300", heading, is_money=True) == expected


def lines(text: str) -> list[str]:
    """Return the sums of the funding lines of a cell, or why they have none."""
    reader = FundingReader(BodyReader(wording.load("en"), register.load("ro")))
    found = reader.read(Passage(0, text))
    return [money(line.amount) if line.amount else line.doubt for line in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("500 EUR, of which 200 EUR from the region", ["500 EUR", "counted-already"]),
        ("Total: 500 EUR\nDonors: 200 EUR", ["500 EUR", "counted-already"]),
        ("Donors: 200 EUR\nTotal: 500 EUR", ["counted-already", "500 EUR"]),
        (
            "500 EUR, of which 200 EUR donors and 300 EUR state budget",
            ["counted-already", "200 EUR", "300 EUR"],
        ),
        (
            "500 EUR (200 EUR donors, 300 EUR state budget)",
            ["counted-already", "200 EUR", "300 EUR"],
        ),
        (
            "Donors 200 EUR; state budget 300 EUR; total 500 EUR",
            ["200 EUR", "300 EUR", "counted-already"],
        ),
        (
            "500 EUR, of which 200 EUR donors\n600 EUR, of which 300 EUR donors",
            ["500 EUR", "counted-already", "600 EUR", "counted-already"],
        ),
        ("500 EUR, 200 EUR, 300 EUR", ["500 EUR", "200 EUR", "300 EUR"]),
        ("Total: 500 EUR", ["500 EUR"]),
        ("of which 200 EUR donors", ["counted-already"]),
    ],
)
def test_money_is_counted_once(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_a_number_alone_is_no_sum_in_a_cell_that_names_its_currency() -> None:
    reader = FundingReader(BodyReader(wording.load("en"), register.load("ro")))

    found = reader.read(Passage(0, "3.1\n500 EUR for 12"), "Budget", is_money=True)

    assert [money(line.amount) for line in found if line.amount] == ["500 EUR"]


def test_what_stands_behind_a_comma_qualifies_the_sum_before_it() -> None:
    assert lines("500 EUR, annually") == ["500 EUR ANNUAL"]
