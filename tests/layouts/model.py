"""A plan of known facts: what a document says, before anything tells how it says it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from layouts.vocabulary import Vocabulary


@dataclass(frozen=True)
class Time:
    """A time with its words, and its first and last day where the words name them.

    One that is not decided yet may be left out, or kept as its words.
    """

    words: str
    start: date | None = None
    end: date | None = None
    is_day: bool = False
    is_undecided: bool = False


_FORMS = ("", "at_most", "", "about", "", "annual", "", "range", "", "each")
"""What words make of sums: nothing, of every second."""


@dataclass(frozen=True)
class Task:
    """One action with its facts."""

    code: str
    title: str
    responsible: tuple[str, ...]
    partners: tuple[str, ...]
    deadline: Time
    start: Time
    end: Time
    amount: int
    source: str
    indicators: tuple[str, ...]
    description: str
    section: int

    @property
    def form(self) -> str:
        """What words make of the sum, or ''; it follows from the sum, so that no choice moves."""
        return _FORMS[self.amount // 500 % len(_FORMS)]


@dataclass(frozen=True)
class Model:
    """A plan: its title, its sections with their tasks."""

    language: str
    title: str
    sections: tuple[str, ...]
    tasks: tuple[Task, ...]
    first_year: int


def model(rng: Random, words: Vocabulary) -> Model:
    """Return a plan of two to nine actions in up to three sections."""
    year = rng.randint(2022, 2026)
    sections = tuple(rng.sample(words.words("sections"), rng.randint(1, 3)))
    count = rng.randint(max(2, len(sections)), 9)
    places = sorted([*range(len(sections)), *rng.choices(range(len(sections)), k=count)][:count])
    titles = _titles(rng, words, count)
    tasks = [
        _task(rng, words, title, place, year) for title, place in zip(titles, places, strict=True)
    ]
    title = rng.choice(words.words("titles")).format(period=f"{year}-{year + 4}")
    return Model(words.language, title, sections, tuple(_coded(rng, tasks)), year)


def _titles(rng: Random, words: Vocabulary, count: int) -> list[str]:
    pairs = [
        (verb, thing)
        for verb in words.words("tasks", "verbs")
        for thing in words.words("tasks", "objects")
    ]
    titles = []
    for verb, thing in rng.sample(pairs, count):
        title = f"{verb} {thing} {rng.choice(words.words('tasks', 'places'))}"
        titles.append(title + (rng.choice(words.words("tasks", "tails")) if _may(rng, 0.3) else ""))
    special = words.words("tasks", "special")
    for place in range(count):
        if _may(rng, 0.12):
            titles[place] = special.pop(rng.randrange(len(special)))
    return titles


def _task(rng: Random, words: Vocabulary, title: str, section: int, year: int) -> Task:
    names = words.words("bodies", "names")
    if _may(rng, 0.1):
        names = words.words("bodies", "short")
    elif _may(rng, 0.15):
        names = names + words.words("bodies", "with_and")
    bodies = rng.sample(names, 4)
    cut = rng.choice((1, 1, 1, 2, 2, 3))
    partners = () if _may(rng, 0.2) else tuple(bodies[cut : cut + rng.randint(1, 2)])
    first = date(year + rng.randint(0, 1), rng.randint(1, 12), 1)
    last = date(first.year + rng.randint(1, 2), rng.randint(1, 12), 1)
    counted = rng.sample(words.words("indicators", "counted"), rng.randint(1, 2))
    if _may(rng, 0.4):
        counted.append(rng.choice(words.words("indicators", "described")))
    sentences = rng.sample(words.words("describe", "sentences"), rng.randint(1, 2))
    return Task(
        code="",
        title=title,
        responsible=tuple(bodies[:cut]),
        partners=partners,
        deadline=_time(rng, words, year),
        start=_month(words, first),
        end=_month(words, last),
        amount=rng.choice((500, 1000, 12500)) * rng.randint(1, 40),
        source=rng.choice(words.words("sources", "names")),
        indicators=tuple(counted),
        description=" ".join(sentences),
        section=section,
    )


def _may(rng: Random, chance: float) -> bool:
    return rng.random() < chance


def _month(words: Vocabulary, first: date) -> Time:
    name = words.words("months")[first.month - 1]
    return Time(f"{name} {first.year}", first, month_end(first))


def month_end(day: date) -> date:
    """Return the last day of the month of a day."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _time(rng: Random, words: Vocabulary, first_year: int) -> Time:
    """Return a time in one of the ways that plans write it."""
    kind = rng.choice(sorted(words.data["deadlines"]))
    year = first_year + rng.randint(0, 3)
    month, quarter, day = rng.randint(1, 12), rng.randint(1, 4), rng.randint(13, 28)
    later = year + rng.randint(1, 3)
    text = rng.choice(words.words("deadlines", kind)).format(
        year=year,
        later=later,
        quarter=quarter,
        month=words.words("months")[month - 1],
        day=day,
        number=month,
    )
    first, last = _days(kind, date(year, month, day), later, quarter)
    return Time(text, first, last, is_day=kind == "date")


def _days(kind: str, day: date, later: int, quarter: int) -> tuple[date | None, date | None]:
    """Return the first and last day that a way of writing a time names, as far as it does."""
    year, first = day.year, day.replace(day=1)
    days: dict[str, tuple[date | None, date | None]] = {
        "year": (date(year, 1, 1), date(year, 12, 31)),
        "quarter": (date(year, 3 * quarter - 2, 1), month_end(date(year, 3 * quarter, 1))),
        "month": (first, month_end(first)),
        "by_year": (None, date(year, 12, 31)),
        "by_month": (None, month_end(first)),
        "range": (date(year, 1, 1), date(later, 12, 31)),
        "date": (None, day),
    }
    return days.get(kind, (None, None))


def _coded(rng: Random, tasks: list[Task]) -> list[Task]:
    """Return each task a code of one form, counted through or within its section."""
    form = rng.choice(
        ("{all}", "{all}.", "{section}.{own}", "A{all}", "M-{all:02}", "{section}{own:02}")
    )
    own: dict[int, int] = {}
    coded = []
    for number, task in enumerate(tasks, start=1):
        own[task.section] = own.get(task.section, 0) + 1
        code = form.format(all=number, section=task.section + 1, own=own[task.section])
        coded.append(replace(task, code=code))
    return coded
