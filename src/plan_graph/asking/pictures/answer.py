"""What of an answer a picture shows: the query declares a mark, and which columns it encodes.

The declaration is in the terms of Vega-Lite: `bar` with one quantitative channel, `bar` with a
temporal `x` and an `x2`, `rect` with a `color`; and `network` and `tree`. Two plans may have equal
codes and bodies of equal names: what is of each plan stands in a part of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from plan_graph.asking.answers.formats import plain
from plan_graph.asking.answers.table import YES_NO, yes_no
from plan_graph.asking.pictures.marks import (
    Axis,
    Bar,
    Branch,
    Cell,
    Mark,
    Part,
    Picture,
    Span,
    Thing,
)
from plan_graph.asking.pictures.values import clean, number_of
from plan_graph.asking.queries.columns import heading, label_column
from plan_graph.asking.queries.engine import Solutions
from plan_graph.asking.queries.template import Query
from plan_graph.errors import QueryError
from plan_graph.phrases import phrase
from plan_graph.phrases.figures import day

Row = Mapping[str, Any]
_PLAN = "plan"
_LABEL = label_column("")
_CODE = "code"
_MOST = {"rect": 900}
_MOST_OTHERS = 100


def declares(query: Query) -> bool:
    """Tell whether a query declares a picture."""
    return isinstance(query.own.get("chart"), Mapping)


def is_of_times(query: Query) -> bool:
    """Tell whether the picture of a query shows when things are due."""
    chart = query.own.get("chart")
    encoding = chart.get("encoding") if isinstance(chart, Mapping) else None
    return isinstance(encoding, Mapping) and "x2" in encoding


def picture(query: Query, solutions: Solutions, language: str, room: int | None = None) -> Picture:
    """Return the picture that a query declares of its answer, of the first marks it has room for.

    Raises:
        QueryError: If it declares none, or one that cannot be drawn.
    """
    declared, encoding = _declared(query)
    reader = _Reader(query, encoding, solutions.variables, language)
    rows = told_apart(
        [
            dict(zip(solutions.variables, map(plain, row), strict=True))
            for row in solutions.rows
        ],
        solutions.variables,
    )  # fmt: skip
    kind, axis = reader.kind(declared)
    marked = [(row, mark) for row in rows if (mark := reader.mark(kind, row))]
    most = min(_MOST.get(kind, _MOST_OTHERS), len(marked) if room is None else room)
    notes = (
        (str(phrase("pictures.first_marks", language, shown=most, all=len(marked))),)
        if len(marked) > most
        else ()
    )
    return Picture(
        query.name,
        query.words("summary", language),
        query.words("description", language),
        language,
        kind,
        axis._replace(largest=max(axis.largest, _largest(marked))),
        tuple(_parts(marked[:most])),
        tuple(dict.fromkeys(str(row[_PLAN + _LABEL]) for row in rows if row.get(_PLAN + _LABEL))),
        notes,
    )


_NEEDED = {"tree": ("node", "parent"), "network": ("source", "target", "size"),
           "rect": ("x", "y", "color")}  # fmt: skip
_NEEDED_BY_OTHERS = ("x", "y")


def _declared(query: Query) -> tuple[str, Mapping[str, Mapping[str, Any]]]:
    """Return the mark that a query declares and what its channels encode.

    A query of anybody may declare anything.
    """
    chart = query.own.get("chart")
    if not isinstance(chart, Mapping):
        raise QueryError(query.name, phrase("asking.chart.declares_no_chart"))
    mark, encoding = chart.get("mark"), chart.get("encoding")
    mark = mark.get("type") if isinstance(mark, Mapping) else mark
    needed = _NEEDED.get(str(mark), _NEEDED_BY_OTHERS)
    channels = encoding if isinstance(encoding, Mapping) else {}
    fields = {
        channel: coded["field"]
        for channel, coded in channels.items()
        if isinstance(coded, Mapping) and isinstance(coded.get("field"), str)
    }
    lacking = [name for name in (*needed, *channels) if name not in fields]
    if lacking or not isinstance(mark, str):
        what = f"encoding.{lacking[0]}.field" if lacking else "mark"
        raise QueryError(query.name, phrase("asking.chart.cannot_be_drawn", what=what))
    return mark, channels


def _largest(marked: Sequence[tuple[Row, Mark]]) -> float:
    """Return the largest number: what is drawn of several plans has one scale."""
    return max((mark.number for _, mark in marked if isinstance(mark, Bar | Cell)), default=0)


def _parts(marked: Sequence[tuple[Row, Mark]]) -> Iterable[Part]:
    """Return the marks of each plan; bars of a group stand together."""
    plans: defaultdict[Thing, list[Mark]] = defaultdict(list)
    for row, mark in marked:
        plan = Thing(clean(row.get(_PLAN + _LABEL)), str(row.get(_PLAN) or ""))
        plans[plan].append(mark)
    for plan, marks in plans.items():
        groups: defaultdict[Thing | None, list[Mark]] = defaultdict(list)
        for mark in marks:
            groups[mark.group if isinstance(mark, Bar) else None].append(mark)
        gathered = tuple(mark for grouped in groups.values() for mark in grouped)
        yield Part(plan if len(plans) > 1 else Thing(""), gathered)


class _Reader:
    """Reads marks from rows, as the declaration says."""

    def __init__(
        self, query: Query, encoding: Mapping[str, Any], columns: Sequence[str], language: str
    ) -> None:
        self._query = query
        self._encoding = encoding
        self._columns = columns
        self._language = language

    def kind(self, mark: str) -> tuple[str, Axis]:
        """Return what draws the marks, and what they say."""
        words = {channel: self._title(channel) for channel in self._encoding}
        if mark == "tree":
            return "tree", Axis()
        if mark == "network":
            return "rect", Axis(words["source"], words["target"], words["size"])
        if mark == "rect":
            return "rect", Axis(words["y"], words["x"], words["color"])
        if "x2" in self._encoding:
            return "span", Axis(things=words["x"])
        number, thing = self._channels()
        ends = (self._encoding[number].get("scale") or {}).get("domain") or (0, 0)
        return "bar", Axis(words[thing], "", words[number], float(ends[1]))

    def mark(self, kind: str, row: Row) -> Mark | None:
        """Return the mark of a row, None if it has no value."""
        if kind == "tree":
            note = row.get(self._field("note")) if "note" in self._encoding else ""
            node, parent = self._thing("node", row), self._thing("parent", row)
            return Branch(node, parent, clean(note))
        if kind == "rect":
            return self._cell(row)
        if kind == "span":
            start, end = (row.get(self._field(channel)) for channel in ("x", "x2"))
            first = start if isinstance(start, date) else None
            how_far = clean(row.get("progress")), clean(row.get("state"))
            thing = self._thing("y", row)
            return Span(thing, first, end, *how_far) if isinstance(end, date) else None
        return self._bar(row)

    def _cell(self, row: Row) -> Cell | None:
        edge = "size" in self._encoding
        first, second, size = ("source", "target", "size") if edge else ("y", "x", "color")
        number = number_of(row.get(self._field(size)))
        if number is None:
            return None
        return Cell(self._thing(first, row), self._thing(second, row), number)

    def _bar(self, row: Row) -> Bar | None:
        number, thing = self._channels()
        value = number_of(row.get(self._field(number)))
        if value is None:
            return None
        found = self._thing(thing, row)
        if "detail" in self._encoding:
            found = found._replace(name=f"{found.name}, {self._thing('detail', row).name}")
        if "color" not in self._encoding:
            return Bar(found, value)
        grouped = self._thing("color", row)
        words = f"{self._title('color')}: {grouped.name}"
        return Bar(found, value, grouped._replace(name=words))

    def _channels(self) -> tuple[str, str]:
        """Return the channels of the number and of the thing."""
        along = self._encoding["x"].get("type") == "quantitative"
        return ("x", "y") if along else ("y", "x")

    def _field(self, channel: str) -> str:
        return str(self._encoding[channel]["field"])

    def _title(self, channel: str) -> str:
        own = self._encoding[channel].get("title")
        if isinstance(own, Mapping):
            own = own.get(self._language) or own.get("en")
        return str(own or heading(self._query, self._field(channel), self._language))

    def _thing(self, channel: str, row: Row) -> Thing:
        """Return what a channel names: by its label, after its code if it stands before that."""
        field = self._field(channel)
        base = field.removesuffix(_LABEL)
        if label_column(base) not in self._columns or base not in self._columns:
            return Thing(self._words(row.get(field)))
        before = self._columns[: self._columns.index(base)][-1:]
        code = clean(row.get(_CODE)) if before == (_CODE,) else ""
        iri = str(row.get(base) or "")
        name = clean(row.get(label_column(base))) or iri.rpartition("/")[2] or "–"
        return Thing(f"{code} {name}" if code and not name.startswith(code) else name, iri)

    def _words(self, value: object) -> str:
        if isinstance(value, date):
            return day(value.isoformat(), self._language)
        if isinstance(value, str) and value in YES_NO:
            return yes_no(value, self._language)
        return clean(value) or "–"


def told_apart(rows: Sequence[Row], columns: Iterable[str]) -> list[Row]:
    """Return rows in which no label stands for two things: the ends of their IRIs stand beside.

    >>> rows = [{"a": "x/id/1", "aLabel": "Mill"}, {"a": "x/id/2", "aLabel": "Mill"}]
    >>> [row["aLabel"] for row in told_apart(rows, ["a", "aLabel"])]
    ['Mill (id/1)', 'Mill (id/2)']
    """
    named = [(name, label_column(name)) for name in columns if label_column(name) in columns]
    things: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name, label in named:
            if row[name] and row[label]:
                things[row[label]].add(row[name])
    shared = {label for label, found in things.items() if len(found) > 1}
    return [
        {**row, **{label: _beside(row[label], row[name])
                   for name, label in named if row[label] in shared and row[name]}}
        for row in rows
    ]  # fmt: skip


def _beside(label: str, thing: str) -> str:
    return f"{label} ({'/'.join(thing.split('/')[-2:])})"
