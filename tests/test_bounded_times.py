"""In every language a time that is only the first or the last is no whole one."""

from __future__ import annotations

import pytest

from cell_cases import deadline
from plan_graph.language import wording
from plan_graph.plan import UnparsedDeadline
from plan_graph.reading.cells.deadlines import DeadlineReader
from plan_graph.text import Passage

FIRST = {
    "bg": ["не по-рано от 2027", "2027 най-рано"],
    "cs": ["ne dříve než 2027", "2027 nejdříve"],
    "da": ["tidligst 2027", "ikke før 2027"],
    "de": ["nicht vor 2027", "frühestens 2027", "2027 frühestens"],
    "el": ["όχι πριν από το 2027", "2027 το νωρίτερο"],
    "es": ["no antes de 2027", "2027 como pronto"],
    "et": ["mitte varem kui 2027"],
    "fi": ["aikaisintaan 2027"],
    "fr": ["pas avant 2027", "au plus tôt en 2027", "2027 au plus tôt"],
    "hr": ["ne prije 2027", "najranije 2027"],
    "hu": ["legkorábban 2027"],
    "it": ["non prima del 2027", "2027 al più presto"],
    "lt": ["ne anksčiau kaip 2027"],
    "lv": ["ne agrāk kā 2027"],
    "nl": ["niet voor 2027", "niet eerder dan 2027", "2027 op zijn vroegst"],
    "pl": ["nie wcześniej niż 2027", "2027 najwcześniej"],
    "pt": ["não antes de 2027"],
    "ro": ["nu mai devreme de 2027", "cel mai devreme în 2027"],
    "sk": ["najskôr 2027"],
    "sl": ["ne prej kot 2027"],
    "sv": ["tidigast 2027", "inte före 2027"],
}
LAST = {
    "bg": ["2027 най-късно"],
    "cs": ["2027 nejpozději"],
    "da": ["2027 senest"],
    "de": ["2027 spätestens"],
    "el": ["2027 το αργότερο"],
    "es": ["2027 a más tardar"],
    "fi": ["viimeistään 2027"],
    "fr": ["2027 au plus tard"],
    "hr": ["2027 najkasnije"],
    "hu": ["2027 legkésőbb"],
    "it": ["2027 al più tardi"],
    "nl": ["2027 uiterlijk"],
    "pl": ["2027 najpóźniej"],
    "ro": ["2027 cel târziu"],
    "sk": ["2027 najneskôr"],
    "sv": ["2027 senast"],
}


@pytest.mark.parametrize(
    ("language", "words", "reading"),
    [
        *((tag, words, "open 2027-01-01..") for tag, each in FIRST.items() for words in each),
        *((tag, words, "fixed ..2027-12-31") for tag, each in LAST.items() for words in each),
    ],
)
def test_a_bound_is_read_as_such(language: str, words: str, reading: str) -> None:
    read = DeadlineReader(wording.load(language)).read(Passage(0, words), Passage(0, ""))

    assert [deadline(each) for each in read] == [reading]


@pytest.mark.parametrize("words", ["~2027", "≈ 2027", "2027?", "2027 (?)"])
def test_a_time_that_is_asked_or_about_right_is_not_sure(words: str) -> None:
    (read,) = DeadlineReader(wording.load("en")).read(Passage(0, words), Passage(0, ""))

    assert getattr(read, "doubt", "") == "two-ways"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "30 February 2027"),
        ("en", "by 31 June 2027 or so"),
        ("en", "June 31, 2027"),
        ("en", "by 2027-02-31"),
        ("en", "between 15 March and 31 June 2027"),
        ("ro", "31 septembrie 2027"),
        ("de", "31. November 2027"),
        ("hu", "2027. február 30."),
        ("en", "from 31 June 2027 to 15 July 2027"),
        ("en", "15 June 2027 - 31 June 2027"),
        ("en", "29 February 2027 to 2028"),
        ("en", "Feb 28-30, 2027"),
        ("fr", "du 31 juin 2027 au 15 juillet 2027"),
        ("sv", "från 31 juni 2027 till 15 juli 2027"),
    ],
)
def test_a_day_that_is_in_no_calendar_is_not_the_month_or_year_around_it(
    language: str, words: str
) -> None:
    found = DeadlineReader(wording.load(language)).read(Passage(0, words), Passage(0, ""))

    assert {*map(type, found)} == {UnparsedDeadline}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "fifth quarter 2027"),
        ("en", "Q4-Q1 2027"),
        ("en", "Q1/Q3 2027"),
        ("de", "V. Quartal 2027"),
        ("ro", "semestrul III 2027"),
        ("it", "V trimestre 2027"),
        ("es", "tercer semestre 2027"),
        ("pt", "5.º trimestre de 2027"),
        ("hu", "2027. V. negyedév"),
    ],
)
def test_a_part_that_no_year_has_is_not_the_whole_year(language: str, words: str) -> None:
    found = DeadlineReader(wording.load(language)).read(Passage(0, words), Passage(0, ""))

    assert {*map(type, found)} == {UnparsedDeadline}


@pytest.mark.parametrize("words", ["Dec 2027 - Jan 2027", "2027-2025", "June 2028 to May 2027"])
def test_a_time_that_ends_before_it_begins_is_not_understood(words: str) -> None:
    found = DeadlineReader(wording.load("en")).read(Passage(0, words), Passage(0, ""))

    assert {*map(type, found)} == {UnparsedDeadline}


def test_an_item_of_a_list_with_a_dash_is_no_end_of_the_time_above() -> None:
    cell = Passage(0, "15 July 2027\n- 15 June 2027")

    found = DeadlineReader(wording.load("en")).read(cell, Passage(0, ""))

    assert [*map(deadline, found)] == [
        "fixed 2027-07-15..2027-07-15",
        "fixed 2027-06-15..2027-06-15",
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("June 10-12, 2027", "fixed 2027-06-10..2027-06-12"),
        ("June 10 - July 12, 2027", "fixed 2027-06-10..2027-07-12"),
        ("March 30 to April 2, 2027", "fixed 2027-03-30..2027-04-02"),
    ],
)
def test_days_behind_their_months_are_read_from_the_first_to_the_last(
    words: str, expected: str
) -> None:
    (read,) = DeadlineReader(wording.load("en")).read(Passage(0, words), Passage(0, ""))

    assert deadline(read) == expected


@pytest.mark.parametrize(
    ("language", "words"),
    [("pt", "Obra de 2027"), ("es", "Convocatoria de 2027"), ("ro", "Implementare din 2027")],
)
def test_a_word_that_is_of_behind_a_noun_does_not_surely_open_a_time(
    language: str, words: str
) -> None:
    (read,) = DeadlineReader(wording.load(language)).read(Passage(0, words), Passage(0, ""))

    assert getattr(read, "doubt", "") == "two-ways"
