"""What speaks against a table of actions, whatever its headings are called.

Cells may not be what their heading says: a length of time is no deadline, a mark from 1 to 5 no
sum. And tables of other things have the same headings: the history of a document, a procedure,
a list of prices.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from plan_graph.language.announcement import TIMES
from plan_graph.language.other_headings import (
    is_bare_name,
    is_called,
    is_project_name,
    names_another,
    numbers_actions,
    numbers_another,
)
from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.reading.tables.calendar import KIND as CALENDAR
from plan_graph.reading.tables.contents import Contents
from plan_graph.text import fold

INSTEAD = ("sub_action", "indicators", "results", "target", "description")
"""Where the action stands when no column is called so; the first wins."""
_WORDED = frozenset(("results", "responsible", "partner", "description"))
"""What no column of mere numbers, dates or marks holds: 'Impact (1-5)' is no result."""
_TIMES = frozenset((*TIMES, CALENDAR))
_PLANNED = _TIMES | {"funding", "amount"}
"""What is told of actions, and not of what may go wrong in a process."""
_FOLLOWED = frozenset(("responsible", "status"))
_MEASURED = frozenset(("indicators", "baseline", "target"))
_COMPARED = frozenset(("baseline", "target"))
_SAID = _PLANNED | {"responsible", "partner", "indicators", "results", "status"}
"""What is told of actions; measurements have baselines and targets alone."""
_REACHED = frozenset(("indicators", "results"))
_FIGURES = re.compile(r"\W*\d[\d\W]*")
_LENGTH = re.compile(r"\s*\d{1,3}(?:[.,]\d+)?\s*")
"""A number that is no year: so many days."""
_MARK = re.compile(r"\s*(?:\d(?:[.,]\d+)?|10)\s*")
"""A number from 0 to 10."""
_HOUR = r"\d{1,2}[:.h]\d\d(?:\s*(?:[ap]\.?m\.?|h))?"
_CLOCK = re.compile(rf"\W*{_HOUR}(?:\s*[-–—]\s*{_HOUR})?\W*")
"""A time of day, as timetables have: '8:00', '10.15 - 11.00'."""
_SHARED = 0.7
"""The share of rows with words of their own below which a column tells of several rows."""
_HISTORY = frozenset(
    ("action", "sub_action", "number", "description", "deadline", "responsible", "status", "notes")
)
"""What the history of a document tells of its versions."""
_ABOVE = frozenset(("pillar", "general_objective", "objective", "specific_objective"))
UNTOLD = _ABOVE | {
    *("action", "sub_action", "number", "description", "partner", "status", "notes"),
    *("category", "references", "place", "unit"),
}
"""What is told of anything; actions have somebody, a time, money, or something to be reached."""
DONE_BY = UNTOLD | {"responsible"}
"""What is told of the steps of a procedure."""
ONLY_DONE = DONE_BY - _ABOVE - {"status"}
"""What is told of tasks that are neither followed nor stand under an objective."""


def supported(
    wording: Wording, kinds: Collection[str], heading: str, column: int, contents: Contents
) -> tuple[str, ...]:
    """Return the kinds of a column that its cells do not speak against."""
    against: set[str] = set()
    if contents.is_plain(column):
        against |= _WORDED
        if contents.are_all(column, _LENGTH):
            against |= _TIMES
        if contents.are_all(column, _MARK) and not _is_of_money(wording, heading):
            against.add("amount")
    if contents.are_all(column, _lengths(wording)) or contents.are_all(column, _CLOCK):
        against |= _TIMES
    if contents.are_all(column, _levels(wording)):
        against |= {"amount", "results", "indicators"}
    return tuple(kind for kind in kinds if kind not in against)


@lru_cache(maxsize=64)
def _levels(wording: Wording) -> re.Pattern[str]:
    """Return the pattern of words for how much, without a sum: 'medium'."""
    levels = either(name for names in wording.priorities.values() for name in names)
    return re.compile(rf"\W*{levels}\W*")


@lru_cache(maxsize=64)
def _lengths(wording: Wording) -> re.Pattern[str]:
    """Return the pattern of lengths of time from minutes to days, as procedures have: '2-4 h'."""
    units = either(wording.nouns.get("lengths", ()))
    return re.compile(rf"(?:\W*\d+(?:\s*[-–—]\s*\d+)?\s*{units})+\W*")


def _is_of_money(wording: Wording, heading: str) -> bool:
    """Tell whether a heading names a currency, or thousands."""
    names = [name for each in wording.currencies.values() for name in each]
    times = [name for key, each in wording.amounts.items() if key.isdigit() for name in each]
    has_sign = any(unicodedata.category(sign) == "Sc" for sign in heading)
    return has_sign or bool(whole_words([*names, *times]).search(fold(heading)))


def spans_actions(column: int, actions: Collection[int], contents: Contents) -> bool:
    """Tell whether a column before that of the actions says the same of several: a stage."""
    return bool(actions) and column < min(actions) and contents.own(column) < _SHARED


def is_of_others(
    wording: Wording, known: Collection[str], headings: Iterable[str], *, instead: bool
) -> bool:
    """Tell whether headings are those of a table of something else than actions.

    `known` is what they announce; `instead` tells that none is called the action. What a register
    numbers, such as risks, is what its rows are; tests have an expected result each.
    """
    texts = list(headings)
    if any(numbers_another(wording, text) or is_called(wording, text, "tests") for text in texts):
        return True
    if set(known) <= _HISTORY and any(is_called(wording, text, "versions") for text in texts):
        return True
    is_of_people = any(
        is_called(wording, text, nouns) for text in texts for nouns in ("informed", "contacts")
    )
    if set(known) <= DONE_BY and is_of_people:
        return True
    is_judged = any(is_called(wording, text, "likelihoods") for text in texts)
    if is_judged and "risks" in known and not _PLANNED & set(known):
        return True
    return instead and any(
        names_another(wording, text) or is_bare_name(wording, text) for text in texts
    )


def is_by_the_hour(
    wording: Wording, known: Collection[str], contents: Contents, column: int
) -> bool:
    """Tell whether a column of times holds hours of the day, as timetables and duty plans have.

    Or lengths of time, as lessons have, where nobody is told to be responsible.
    """
    is_lesson = "responsible" not in known and contents.are_all(column, _lengths(wording))
    return is_lesson or contents.are_all(column, _CLOCK)


def are_measured(
    known: Collection[str], columns: Mapping[int, tuple[str, ...]], contents: Contents
) -> bool:
    """Tell whether measures are measurements: their targets are figures, and nobody takes them."""
    compared = [column for column, kinds in columns.items() if _COMPARED.intersection(kinds)]
    figures = {column for column in columns if contents.are_all(column, _FIGURES)}
    worded = {kind for c, kinds in columns.items() if c not in figures for kind in kinds}
    said = _SAID & set(known) - (_REACHED - worded)
    return not figures.isdisjoint(compared) and not said


def is_procedure(
    wording: Wording,
    known: Collection[str],
    columns: Mapping[int, tuple[str, ...]],
    contents: Contents,
) -> bool:
    """Tell whether a table counts steps, of each of which is told who takes it, and no more.

    It may tell how soon, but no date: 'within 15 minutes'.
    """
    steps = [column for column, kinds in columns.items() if "sub_action" in kinds]
    times = [column for column, kinds in columns.items() if _TIMES.intersection(kinds)]
    undated = {kind for c in times for kind in columns[c] if contents.are_all(c, _undated(wording))}
    are_counted = any(contents.is_plain(c) or contents.are_all(c, _FIGURES) for c in steps)
    return are_counted and set(known) <= DONE_BY | {"results"} | undated


@lru_cache(maxsize=64)
def _undated(wording: Wording) -> re.Pattern[str]:
    """Return the pattern of words with no year and no month."""
    months = [name for names in wording.months.values() for name in names]
    return re.compile(rf"(?s)(?!.*(?:(?<!\d)(?:19|20)\d\d(?!\d)|{whole_words(months).pattern})).*")


def stand_in(
    wording: Wording,
    kinds: Mapping[int, Collection[str]],
    headings: Mapping[int, str],
    contents: Contents,
    *,
    is_plan: bool = False,
) -> int | None:
    """Return the column that holds the actions where none is called so, or None.

    It is that of projects, which without a plan, anybody responsible and times are a list of
    grants or budgets; that of names beside descriptions, or in a plan beside those responsible
    and times; or what is told of an action that is not named. Risks and what is done against them
    have no such column, nor a table with as many words, each time others, in a column of which
    nothing is known or that of pillars: that may be the one. `is_plan` tells that the document
    calls itself a plan.
    """
    known = {kind for each in kinds.values() for kind in each}
    if "risks" in known:
        return None
    able = {c: words for c, words in headings.items() if contents.may_be_named(c)}
    projects = [c for c, words in able.items() if is_project_name(wording, words)]
    named = [c for c, words in able.items() if is_bare_name(wording, words)]
    is_told = "description" in known or (is_plan and are_of_plan(known))
    is_told |= any(numbers_actions(wording, words) for words in headings.values())
    projects = projects if is_plan or are_of_plan(known) else []
    if projects or (named and is_told):
        return (projects or named)[0]
    for kind in INSTEAD:
        columns = [column for column in able if kind in kinds.get(column, ())]
        if columns and not _is_of_another(kind, known, is_plan=is_plan):
            best = contents.wordiness(columns[0])
            others = (c for c in able if not set(kinds.get(c, ())) - {"pillar"})
            is_sure = not any(contents.wordiness(column) >= best for column in others)
            return columns[0] if is_sure else None
    return None


def are_of_plan(known: Collection[str]) -> bool:
    """Tell whether it is told who does something and by when, as in a plan."""
    return "responsible" in known and not _TIMES.isdisjoint(known)


def _is_of_another(kind: str, known: Collection[str], *, is_plan: bool) -> bool:
    """Tell whether a kind of column, beside others, is of something else than actions.

    Steps of which only who takes them is told are a procedure; indicators with values or units are
    no more than that; what is described may be a contract, a law or a cost, but in a plan that
    says when it is done, or who does it and how far it is.
    """
    if kind == "sub_action":
        return set(known) <= DONE_BY and not is_plan
    if kind in _MEASURED:
        return len({*_MEASURED, "unit"}.intersection(known)) > 1
    is_told = is_plan and (_FOLLOWED.issubset(known) or not _TIMES.isdisjoint(known))
    return kind == "description" and not is_told
