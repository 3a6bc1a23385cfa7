"""A picture of an answer whose query declares none: bars, if each row has a name and a number."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from plan_graph.asking.answers.formats import plain
from plan_graph.asking.answers.table import is_number
from plan_graph.asking.pictures.marks import Axis, Bar, Part, Picture, Thing
from plan_graph.asking.pictures.values import clean, number_of
from plan_graph.asking.queries.columns import heading, label_column
from plan_graph.asking.queries.engine import Solutions, Term

_FEWEST, _MOST = 2, 100
"""How many rows such a picture has."""


def guessed(solutions: Solutions, known: Mapping[NamedNode, str], language: str) -> Picture | None:
    """Return bars of an answer whose rows each have a name and a number, else None.

    The number is the first column of numbers, the name the first other one that tells rows apart.
    """
    columns = _columns(solutions)
    if columns is None or not _FEWEST <= len(solutions.rows) <= _MOST:
        return None
    name, number = columns
    names = solutions.variables
    label = label_column(names[name])
    words = names.index(label) if label in names else name
    marks = []
    for row in solutions.rows:
        value = number_of(plain(row[number]))
        if value is None or value < 0:
            return None
        marks.append(Bar(_thing(row[name], row[words], known), value))
    things, numbers = (heading(None, names[place], language) for place in columns)
    axis = Axis(things, "", numbers, max(mark.number for mark in marks))
    part = Part(Thing(""), tuple(marks))
    return Picture("", f"{numbers}: {things}", "", language, "bar", axis, (part,), ())


def _columns(solutions: Solutions) -> tuple[int, int] | None:
    """Return the columns of the name and of the number."""
    places = range(len(solutions.variables))
    listed = [[row[place] for row in solutions.rows] for place in places]
    numbers = [place for place in places if all(map(is_number, listed[place]))]
    for place in places:
        if place not in numbers and len({*listed[place]} - {None}) == len(solutions.rows):
            return (place, numbers[0]) if numbers else None
    return None


def _thing(term: Term | None, said: Term | None, known: Mapping[NamedNode, str]) -> Thing:
    text = known.get(said) if isinstance(said, NamedNode) else None
    return Thing(clean(text or plain(said)), term.value if isinstance(term, NamedNode) else "")
