"""Questions in words lead to the named queries that answer them, and to none where none does.

The sentences in `questions/` were written by somebody who had seen nothing of the words that the
program knows: seven of each query and 160 that none answers, in each language.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from plan_graph.asking.queries import load, names
from plan_graph.asking.search.asked import languages
from plan_graph.asking.search.index import Index
from plan_graph.asking.search.question import Meaning, meaning
from plan_graph.phrases import languages as surface_languages
from plan_graph.resources import folder
from real_store import real_build

SENTENCES = Path(__file__).parent / "questions"
FEWEST_SURE, FEWEST_NEAR, MOST_WRONG = 0.35, 0.90, 0.01


class Shares(NamedTuple):
    """Of what was asked, which part was answered how.

    Attributes:
        right: Of the sentences with an answer: one query was sure, and it is right.
        near: Of the sentences with an answer: a right query is among those that are offered.
        wrong: Of all sentences: one query was sure, and it is not right.
    """

    right: float
    near: float
    wrong: float


@cache
def index() -> Index:
    return Index(real_build() / "search.db")


@cache
def shares(language: str) -> Shares:
    text = (SENTENCES / f"{language}.json").read_text(encoding="utf-8")
    asked = [(each["asked"], set(each["names"])) for each in json.loads(text)]
    found = [(wanted, meaning(index(), words, language)) for words, wanted in asked]
    answered = [(wanted, meant) for wanted, meant in found if wanted]
    return Shares(
        sum(_sure(meant) in wanted for wanted, meant in answered) / len(answered),
        sum(any(n.name in wanted for n in meant.near) for wanted, meant in answered)
        / len(answered),
        sum(bool(_sure(meant)) and _sure(meant) not in wanted for wanted, meant in found)
        / len(found),
    )


def _sure(meant: Meaning) -> str:
    return meant.sure.name if meant.sure else ""


@pytest.mark.parametrize("language", languages())
def test_few_sure_answers_are_wrong_and_the_right_one_is_mostly_near(language: str) -> None:
    found = shares(language)

    print(
        f"{language}: sure and right {found.right:.1%}, among the three nearest {found.near:.1%}, "
    )
    print(f"sure and wrong {found.wrong:.2%}")
    assert found.wrong <= MOST_WRONG
    assert found.right >= FEWEST_SURE
    assert found.near >= FEWEST_NEAR


@pytest.mark.parametrize("language", surface_languages())
def test_every_query_is_the_nearest_to_its_own_title(language: str) -> None:
    titles = {name: load(name).words("summary", language) for name in names()}

    near = {name: meaning(None, said, language).near for name, said in titles.items()}

    assert not [name for name, found in near.items() if not found or found[0].name != name]


@pytest.mark.parametrize(
    ("words", "name", "values"),
    [
        ("which actions is ANITP responsible for that are late?", "actions-late", {"agency"}),
        ("care actiuni au termen in 2021", "actions-due-in-year", {"year"}),
        ("quelles actions sont en retard", "actions-late", set()),
        ("what must be over by 30 June 2022?", "actions-due-by", {"date"}),
        ("ce trebuie terminat până la 30.06.2022?", "actions-due-by", {"date"}),
        ("details of action 1.1-01", "action-facts", {"action"}),
    ],
)
def test_what_is_named_becomes_a_value(words: str, name: str, values: set[str]) -> None:
    meant = meaning(index(), words, "en")

    first = next(each for each in meant.near if each.name == name)
    assert set(first.values) == values


@pytest.mark.parametrize("language", languages())
def test_a_sentence_that_is_known_to_ask_nothing_is_never_sure(language: str) -> None:
    with (folder("data") / "questions.toml").open("rb") as file:
        sentences = tomllib.load(file)["none"][language]

    things = {"body": "MAI", "year": "2022", "date": "31.12.2022", "action": "1.1-01"}
    parts = {"objective": "1.1", "pillar": "I"}
    named = [each.format(**things, **parts) for each in sentences]
    sure = [each for each in named if meaning(index(), each, language).sure]

    assert len(sentences) > 100
    assert not sure


def test_a_sentence_of_names_alone_asks_nothing() -> None:
    assert meaning(index(), "ANITP MAI", "en").sure is None
    assert meaning(index(), "", "en") == Meaning()


@pytest.mark.parametrize(
    "words", ["details of action 1.1.7", "did the minister go to Brussels in 2022"]
)
def test_a_code_of_nothing_and_a_year_alone_make_no_question_sure(words: str) -> None:
    assert meaning(index(), words, "en").sure is None


@pytest.mark.parametrize(
    ("plain", "beyond"),
    [
        ("which actions are late?", "why are actions late?"),
        ("quelles actions sont en retard", "pourquoi des actions sont en retard"),
    ],
)
def test_a_cause_is_nothing_that_a_query_tells(plain: str, beyond: str) -> None:
    assert meaning(index(), plain, "en").sure
    assert meaning(index(), beyond, "en").sure is None


def test_a_part_of_a_code_is_not_taken_for_the_code_of_another_thing() -> None:
    meant = meaning(index(), "which indicators has action 1.1.7", "en")

    assert not any(value for each in meant.near for value in each.values.values())
