"""The index of all plans of a build, for searching: one SQLite file, the same for the same entries.

A plan is read again only when it is built again: its entries lie beside its files, ready to be put
in. The index is put together of them from the start, in the order in which results are given, so
that it does not depend on how a build came about; memory does not grow with the number of plans.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from plan_graph.asking.search.entry import (
    COLUMNS,
    KINDS,
    SCHEMA,
    Entry,
    facet_of_kind,
    facet_of_plan,
)
from plan_graph.asking.search.nearness import bounded, is_forgiven
from plan_graph.asking.search.overview import PlanOverview
from plan_graph.building.search_entries import Line, parsed, prepared, shared_entries

_COLUMNS = ", ".join([*COLUMNS, "folded"])
_TABLES = f"""
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA user_version = {SCHEMA};
CREATE TABLE plan (
    number INTEGER PRIMARY KEY, iri TEXT UNIQUE,
    start, finish, country, actions INTEGER, is_followed
);
CREATE TABLE part (
    body TEXT, plan INTEGER, actions INTEGER, PRIMARY KEY (body, plan)
) WITHOUT ROWID;
CREATE TABLE kind (kind TEXT PRIMARY KEY, last INTEGER) WITHOUT ROWID;
CREATE TABLE entry (id INTEGER PRIMARY KEY, {_COLUMNS});
CREATE TABLE name (words TEXT, entry INTEGER, PRIMARY KEY (words, entry)) WITHOUT ROWID;
CREATE TABLE term (id INTEGER PRIMARY KEY, word TEXT, number INTEGER);
CREATE VIRTUAL TABLE words USING fts5 (
    name, title, body, facet, content = '', columnsize = 0, prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2 tokenchars '$'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
CREATE VIRTUAL TABLE near USING fts5 (word, content = '', tokenize = 'trigram');
CREATE TABLE loose (
    number INTEGER PRIMARY KEY, {_COLUMNS}, name, title, body, facet,
    by_kind, by_weight, by_length, by_plan, by_place
);
CREATE TABLE loose_name (number INTEGER, words TEXT);
"""
_ORDERED = f"""
CREATE TABLE place AS SELECT number FROM loose
    ORDER BY by_kind, by_weight, by_length, by_plan, iri, by_place, parts;
CREATE UNIQUE INDEX place_of ON place (number);
INSERT INTO entry SELECT place.rowid, {_COLUMNS} FROM place JOIN loose USING (number)
    ORDER BY place.rowid;
INSERT INTO name SELECT words, place.rowid FROM loose_name JOIN place USING (number)
    ORDER BY words, place.rowid;
INSERT INTO words (rowid, name, title, body, facet)
    SELECT place.rowid, name, title, body, facet FROM place JOIN loose USING (number)
    ORDER BY place.rowid;
INSERT INTO kind SELECT kind, max(id) FROM entry GROUP BY kind ORDER BY kind;
DROP TABLE place;
DROP TABLE loose;
DROP TABLE loose_name;
INSERT INTO words (words) VALUES ('optimize');
"""


def write_index(file: Path, parts: Sequence[Path], overviews: Iterable[PlanOverview] = ()) -> None:
    """Write the index of the plans whose entries lie in some files, in any order.

    Overviews are kept of those plans of which there are some.
    """
    data = sqlite3.connect(file)
    try:
        data.executescript(_TABLES)
        _fill(data, parts, {each.iri: each for each in overviews})
        data.executescript(_ORDERED)
        _fill_near(data)
        data.commit()
        data.execute("VACUUM")
    finally:
        data.close()


def _fill(
    data: sqlite3.Connection, parts: Sequence[Path], known: Mapping[str, PlanOverview]
) -> None:
    """Put in all entries in any order; a body that several plans speak of is one."""
    plans = sorted({plan for part in parts for line in _lines(part, 1) for plan in _plans(line)})
    numbers = {plan: number for number, plan in enumerate(plans, 1)}
    for plan, number in numbers.items():
        row = (number, *_overview(known.get(plan, PlanOverview(plan))))
        data.execute("INSERT INTO plan VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    bodies: dict[str, _Body] = {}
    number = 0
    for part in [None, *parts]:
        lines = list(_lines(part)) if part else list(map(prepared, shared_entries()))
        for line in lines:
            if line.row[0] == "body":
                entry = Entry.of_row(line.row)
                shares = ((entry.iri, numbers[plan], entry.weight) for plan in entry.plans)
                data.executemany("INSERT INTO part VALUES (?, ?, ?)", shares)
                bodies.setdefault(entry.iri, _Body(entry)).add(entry)
        others = [line for line in lines if line.row[0] != "body"]
        number = _put(data, others, numbers, number)
    _put(data, [prepared(bodies[iri].entry()) for iri in sorted(bodies)], numbers, number)


def _overview(plan: PlanOverview) -> tuple[object, ...]:
    return plan.iri, plan.start, plan.end, plan.country, plan.actions, plan.is_followed


def _lines(part: Path, most: int = 0) -> Iterator[Line]:
    with part.open(encoding="utf-8") as lines:
        for number, line in enumerate(parsed(lines), 1):
            yield line
            if number == most:
                return


def _plans(line: Line) -> list[str]:
    """Return the plans that speak of an entry."""
    return _listed(line.row[COLUMNS.index("plans")])


@lru_cache(maxsize=16)
def _listed(plans: str) -> list[str]:
    """Return the plans that a row lists; nearly all rows of a plan list it alone."""
    found: list[str] = json.loads(plans)
    return found


class _Body:
    """What several plans say of one body, which does not depend on their order."""

    def __init__(self, first: Entry) -> None:
        self._first = first
        self._said = 0
        self._called: dict[str, set[str]] = {}
        self._names: set[str] = set()
        self._codes: set[str] = set()
        self._plans: set[str] = set()
        self._weight = 0

    def add(self, entry: Entry) -> None:
        """Take in what one plan says of it."""
        self._said += 1
        for language, title in entry.titles.items():
            self._called.setdefault(language, set()).add(title)
        self._names.update(entry.names)
        self._codes.add(entry.code)
        self._plans.update(entry.plans)
        self._weight += entry.weight

    def entry(self) -> Entry:
        """Return it as one entry; of each language it has the first title in the alphabet."""
        if self._said == 1:
            return self._first
        called = {language: sorted(titles) for language, titles in sorted(self._called.items())}
        spare = (title for titles in called.values() for title in titles[1:])
        return replace(
            self._first,
            titles={language: titles[0] for language, titles in called.items()},
            names=tuple(sorted({*self._names, *spare})),
            code=min(self._codes - {""}, default=""),
            plans=tuple(sorted(self._plans)),
            weight=self._weight,
        )


def _put(
    data: sqlite3.Connection, lines: Iterable[Line], plans: dict[str, int], number: int
) -> int:
    """Put in entries behind those of some number; give the number of the last."""
    rows, names = [], []
    for line in lines:
        number += 1
        kind, weight, spoken = line.row[0], line.row[COLUMNS.index("weight")], _plans(line)
        facets = [facet_of_kind(kind), *(facet_of_plan(plans[plan]) for plan in spoken)]
        rank = (KINDS.index(kind), -weight, line.length, min(spoken, default=""))
        row = (number, *line.row, line.folded, *line.words, " ".join(facets), *rank, line.place)
        rows.append(row)
        names += [(number, name) for name in line.exact]
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        data.executemany(f"INSERT INTO loose VALUES ({marks})", rows)
    data.executemany("INSERT INTO loose_name VALUES (?, ?)", names)
    return number


def _fill_near(data: sqlite3.Connection) -> None:
    """Put in the words that one may mistype."""
    found = data.execute("SELECT term, doc FROM vocabulary WHERE term NOT LIKE '$%' ORDER BY term")
    words = [(word, used) for word, used in found if is_forgiven(word)]
    numbered = [(number, *each) for number, each in enumerate(words, 1)]
    data.executemany("INSERT INTO term VALUES (?, ?, ?)", numbered)
    bounds = ((number, bounded(word)) for number, word, _ in numbered)
    data.executemany("INSERT INTO near (rowid, word) VALUES (?, ?)", bounds)
    data.execute("INSERT INTO near (near) VALUES ('optimize')")
