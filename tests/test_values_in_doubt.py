"""Numbers of money and of targets are sure only where their words leave one reading."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plan_graph.language import register, wording
from plan_graph.language.country import of_language
from plan_graph.plan import Measure
from plan_graph.reading.cells.amounts import AmountReader
from plan_graph.reading.cells.bodies import BodyReader
from plan_graph.reading.cells.funding import FundingReader
from plan_graph.reading.cells.measures import MeasureReader
from plan_graph.text import Passage


def targets(language: str, words: str, kind: str = "target") -> list[Measure]:
    own = wording.load(language)
    return MeasureReader(own, of_language(own)).read(Passage(0, words), kind=kind)


@pytest.mark.parametrize(
    ("language", "words", "frequency"),
    [
        ("en", "€1.5m p.a", "ANNUAL"),
        ("de", "1,5 Mio. EUR p.a", "ANNUAL"),
        ("nl", "€ 10.000 p.j", "ANNUAL"),
    ],
)
def test_a_sum_a_year_is_none_at_once_where_the_last_full_stop_is_left_out(
    language: str, words: str, frequency: str
) -> None:
    (amount,) = AmountReader(wording.load(language)).read(Passage(0, words), is_money=True)

    assert (amount.value, amount.frequency) == (None, frequency)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "EUR 3 millns"),
        ("en", "€3m?"),
        ("en", "€3m (tbc)"),
        ("it", "50 € per alunno"),
        ("en", "20 EUR for each pupil"),
        ("de", "20 EUR für jedes Kind"),
        ("pl", "50 zł na ucznia"),
    ],
)
def test_a_sum_that_is_not_settled_or_may_be_of_each_is_left(language: str, words: str) -> None:
    reader = AmountReader(wording.load(language))

    assert reader.read(Passage(0, words), is_money=True) == []
    assert reader.left_in(Passage(0, words), is_money=True)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "estimated €3m"),
        ("de", "rd. 20.000 €"),
        ("fr", "3 M€ (estimation)"),
        ("nl", "geraamd € 3 mln"),
    ],
)
def test_an_estimate_is_about_right(language: str, words: str) -> None:
    (amount,) = AmountReader(wording.load(language)).read(Passage(0, words), is_money=True)

    assert amount.value is None
    assert amount.approximate


@pytest.mark.parametrize(
    "words",
    [
        "Quay costs 3 million EUR. Mooring costs 2 million EUR through 2030",
        "3 million EUR and 40,000 EUR per boat",
        "Building costs 5 million EUR. Annual costs est. 6 million EUR",
    ],
)
def test_a_sum_beside_one_that_is_left_is_not_sure(words: str) -> None:
    reader = FundingReader(BodyReader(wording.load("en"), register.EMPTY))

    found = reader.read(Passage(0, words), "Costs", is_money=True)

    assert [line.doubt for line in found if line.amount] == ["two-ways"]


def test_a_sum_with_a_comma_and_a_dash_is_in_whole_euros() -> None:
    (amount,) = AmountReader(wording.load("de")).read(Passage(0, "3.000,- €"), is_money=True)

    assert amount.value == Decimal(3000)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        *(("en", words) for words in ("+10%", "-30% by 2030", "reduction of 30%", "Level 3")),
        *(("en", words) for words in ("ISO 9001", "COVID-19 plan", "top 10", "Stage 2 by 2028")),
        *(
            ("de", words)
            for words in ("Senkung um 30 %", "§ 12 umgesetzt", "Stufe 2", "minus 30 %")
        ),
        ("ro", "reducere cu 30%"),
        ("fr", "baisse de 30 %"),
        ("es", "reducción del 30%"),
    ],
)
def test_a_number_behind_a_word_or_sign_that_is_no_bound_is_no_sure_target(
    language: str, words: str
) -> None:
    assert [measure.doubt for measure in targets(language, words)] == ["two-ways"]


def test_a_bound_before_a_number_leaves_it_sure() -> None:
    told = {
        "en": ["at most 15 %", "max. 10", "up to 10", "about 20", "≥ 80%", "Target: 20", "10+"],
        "de": ["mindestens 15 %", "bis zu 10", "ca. 20", "über 80 %"],
        "pl": ["co najmniej 15%", "maks. 10"],
    }

    found = [each for tag, cells in told.items() for cell in cells for each in targets(tag, cell)]

    assert [each.doubt for each in found if each.value is not None] == [""] * 13


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "from 20 to 35 by 2028"),
        ("en", "shelters: 20 → 35 by 2028"),
        ("ro", "de la 20 la 35 până în 2028"),
        ("fr", "de 20 à 35 d'ici 2028"),
        ("it", "da 20 a 35 entro il 2028"),
    ],
)
def test_of_a_rise_the_target_is_the_last_number_and_the_baseline_the_first(
    language: str, words: str
) -> None:
    assert [each.value for each in targets(language, words)] == [35]
    assert [each.value for each in targets(language, words, "baseline")] == [20]


def test_a_year_is_no_target_and_the_number_of_a_law_no_time() -> None:
    assert [each.value for each in targets("en", "2027")] == [None]
    assert [each.period for each in targets("ro", "HG 12/2027")] == [None]
    assert [each.period for each in targets("en", "30% reduction vs 2019")] == [None]
    assert [each.period for each in targets("en", "20 (2027), 35 (2028)")] == [None]


def test_what_an_indicator_states_is_not_sure_beside_other_numbers() -> None:
    reader = MeasureReader(wording.load("en"))

    def stated(words: str) -> list[tuple[Decimal | None, bool]]:
        found = reader.stated(Passage(0, words), "target")
        return [(each.value, bool(each.doubt)) for each in found]

    assert stated("target 2028: 20") == [(Decimal(20), False)]
    assert stated("1 of 3 schools by 2028") == [(Decimal(3), True)]
    assert stated("accidents reduced by 30% by 2030") == [(Decimal(30), True)]
    assert stated("share rises from 20% to 35% by 2028") == [(Decimal(35), False)]
