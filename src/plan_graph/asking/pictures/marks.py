"""What a picture shows, before it is drawn: marks, each a number or a period of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Thing(NamedTuple):
    """What a mark stands for: its name in words, and its IRI, '' for what is none."""

    name: str
    iri: str = ""


class Bar(NamedTuple):
    """A number of a thing, in a group of bars if the thing says nothing without it."""

    thing: Thing
    number: float
    group: Thing | None = None


class Cell(NamedTuple):
    """A number of two things."""

    row: Thing
    column: Thing
    number: float


class Span(NamedTuple):
    """The time of a thing, from its first to its last day, and what else is said of it.

    Attributes:
        thing: Whose time it is.
        start: The first day, None if only the last one is known.
        end: The last day.
        note: How far it is, or ''.
        state: The same as one of the states that pages tell apart, or ''.
    """

    thing: Thing
    start: date | None
    end: date
    note: str = ""
    state: str = ""


class Branch(NamedTuple):
    """A thing under another one, with what is said of that."""

    thing: Thing
    above: Thing
    note: str = ""


Mark = Bar | Cell | Span | Branch


class Axis(NamedTuple):
    """What the marks of a picture say: the words over things, over columns, and over numbers."""

    things: str = ""
    columns: str = ""
    numbers: str = ""
    largest: float = 0
    """Where the scale ends: at the largest number of all parts, or 100 for percentages."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is drawn of one plan, with its title where there are several."""

    heading: Thing
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an answer.

    Attributes:
        name: Of the query, or '' of one's own.
        title: The question.
        about: How to read it.
        language: Of its words.
        kind: What draws it: 'bar', 'rect', 'span' or 'tree'.
        axis: What its marks say.
        parts: The plans, each with its marks.
        sources: The titles of the plans.
        notes: What else is to be known, such as what was left out.
    """

    name: str
    title: str
    about: str
    language: str
    kind: str
    axis: Axis
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...] = ()
