"""A sum that is a bound, about right, or one of many equal ones is never read as a whole sum."""

from __future__ import annotations

import pytest

from plan_graph.language import wording
from plan_graph.reading.cells.amounts import AmountReader
from plan_graph.text import Passage

_NO_SUMS = {
    "bg": ("до 300 лева", "около 300 лева", "300 лева на човек"),
    "cs": ("nejvýše 300 EUR", "cca 300 EUR", "300 EUR za rok"),
    "da": ("højst 300 EUR", "omkring 300 EUR", "300 EUR pr. person"),
    "de": ("höchstens 300 EUR", "ca. 300 EUR", "300 EUR pro Jahr"),
    "el": ("έως 300 ευρώ", "περίπου 300 ευρώ", "300 ευρώ ανά άτομο"),
    "en": ("up to 300 EUR", "approx. 300 EUR", "300 EUR a year"),
    "es": ("hasta 300 euros", "aproximadamente 300 euros", "300 euros al año"),
    "et": ("kuni 300 eurot", "umbes 300 eurot", "300 eurot aastas"),
    "fi": ("enintään 300 euroa", "noin 300 euroa", "300 euroa vuodessa"),
    "fr": ("jusqu'à 300 euros", "environ 300 euros", "300 euros par an"),
    "ga": ("suas le 300 EUR", "thart ar 300 EUR", "300 EUR sa bhliain"),
    "hr": ("najviše 300 EUR", "oko 300 EUR", "300 EUR godišnje"),
    "hu": ("legfeljebb 300 EUR", "kb. 300 EUR", "300 EUR évente"),
    "it": ("fino a 300 euro", "circa 300 euro", "300 euro a persona"),
    "lt": ("iki 300 eurų", "apie 300 eurų", "300 eurų per metus"),
    "lv": ("līdz 300 eiro", "aptuveni 300 eiro", "300 eiro gadā"),
    "mt": ("massimu 300 EUR", "madwar 300 EUR", "300 EUR fis-sena"),
    "nl": ("hoogstens 300 euro", "ongeveer 300 euro", "300 euro per jaar"),
    "pl": ("najwyżej 300 EUR", "około 300 EUR", "300 EUR rocznie"),
    "pt": ("até 300 euros", "cerca de 300 euros", "300 euros por ano"),
    "ro": ("cel mult 300 lei", "aproximativ 300 lei", "300 lei pe an"),
    "sk": ("najviac 300 EUR", "približne 300 EUR", "300 EUR ročne"),
    "sl": ("največ 300 EUR", "približno 300 EUR", "300 EUR letno"),
    "sv": ("högst 300 kronor", "ungefär 300 kronor", "300 kronor per år"),
}


@pytest.mark.parametrize(
    ("tag", "text"), [(tag, text) for tag, texts in _NO_SUMS.items() for text in texts]
)
def test_a_qualified_sum_is_left_unread(tag: str, text: str) -> None:
    reader = AmountReader(wording.load(tag))

    assert reader.read(Passage(0, text), is_money=True) == []
    assert [left.text for left in reader.left_in(Passage(0, text))] == [text]


@pytest.mark.parametrize("text", ["300 EUR max.", "300 EUR (approx.)", "300 EUR maximum; 1 page"])
def test_a_bound_may_stand_behind_the_sum(text: str) -> None:
    assert AmountReader(wording.load("en")).read(Passage(0, text)) == []


def test_a_word_that_begins_what_is_paid_is_no_bound_of_the_sum_before_it() -> None:
    (amount,) = AmountReader(wording.load("en")).read(Passage(0, "300 EUR over three years"))

    assert (str(amount.value), amount.currency) == ("300", "EUR")


@pytest.mark.parametrize("tag", wording.languages())
def test_every_wording_has_words_for_bounds_and_for_one_of_many(tag: str) -> None:
    amounts = wording.load(tag).amounts

    assert amounts["bounds"]
    assert amounts["each"]
