"""Columns of months, quarters or years, in which a mark or a fill is the time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from layouts.blocks import Box
from layouts.facts import FILLING, Choice
from layouts.model import Task, Time, month_end


@dataclass(frozen=True)
class Marked:
    """The columns (heading, cell, heading above) and the times of each task by its title."""

    columns: list[tuple[str, Callable[[Task], Box], str]]
    times: dict[str, tuple[Time, ...]]


def calendar(choice: Choice) -> Marked:
    """Return a calendar over the first years of the plan."""
    steps = _steps(choice, choice.model.first_year)
    signs = ["X", "x", "✓"] if choice.format != "pdf" else ["X", "x"]
    mark = Box(choice.rng.choice(signs))
    if choice.format in FILLING and choice.may("calendar by fill", 0.4):
        mark = Box(is_filled=True)
    marks = {task.title: _marks(choice, len(steps)) for task in choice.model.tasks}

    def cell(place: int) -> Callable[[Task], Box]:
        return lambda task: mark if place in marks[task.title] else Box()

    columns = [(head, cell(place), group) for place, (head, group, _) in enumerate(steps)]
    times = {
        title: tuple(steps[place][2] for place in sorted(places)) for title, places in marks.items()
    }
    return Marked(columns, times)


def _marks(choice: Choice, count: int) -> set[int]:
    first = choice.rng.randrange(count)
    length = choice.rng.randint(1, min(4, count - first))
    marks = set(range(first, first + length))
    if choice.rng.random() < 0.2:
        marks.add(choice.rng.randrange(count))
    return marks


def _steps(choice: Choice, year: int) -> list[tuple[str, str, Time]]:
    """Return the heading of each column, the one above it, and its time."""
    kind = choice.one("calendar", "months", "quarters", "years")
    if kind == "years":
        return [
            (str(each), "", Time(str(each), date(each, 1, 1), date(each, 12, 31)))
            for each in range(year, year + 4)
        ]
    above = choice.may("years above the calendar", 0.6)
    steps = []
    if kind == "quarters":
        for each in (year, year + 1):
            for quarter in range(1, 5):
                head = choice.words.words("deadlines", "quarter")[0].split(" {")[0]
                head = head.format(quarter=quarter) if "{" in head else f"{head} {quarter}"
                last = month_end(date(each, 3 * quarter, 1))
                time = Time(head, date(each, 3 * quarter - 2, 1), last)
                steps.append(_step(head, each, above, time))
        return steps
    for month, head in enumerate(choice.words.words("short_months"), start=1):
        first = date(year, month, 1)
        steps.append(_step(head, year, above, Time(head, first, month_end(first))))
    return steps


def _step(head: str, year: int, above: bool, time: Time) -> tuple[str, str, Time]:
    return (head, str(year), time) if above else (f"{head} {year}", "", time)
