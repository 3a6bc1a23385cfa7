"""The index of all plans of a build, for searching: one SQLite file, the same for the same entries.

A plan is read again only when it is built again: its entries lie beside its files. The index is
put together of them from the start, in the order in which results are given, so that it does not
depend on how a build came about.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from plan_graph.asking.search.entry import (
    KINDS,
    SCHEMA,
    Entry,
    facet_of_kind,
    facet_of_plan,
)
from plan_graph.asking.search.nearness import bounded, is_forgiven
from plan_graph.building.search_entries import parsed, shared_entries
from plan_graph.text import fold

_TABLES = f"""
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA user_version = {SCHEMA};
CREATE TABLE plan (number INTEGER PRIMARY KEY, iri TEXT UNIQUE);
CREATE TABLE kind (kind TEXT PRIMARY KEY, last INTEGER) WITHOUT ROWID;
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, kind TEXT, iri TEXT, owner TEXT, code TEXT,
    titles TEXT, parts TEXT, names TEXT, plans TEXT, parameters TEXT, folded TEXT
);
CREATE TABLE name (words TEXT, entry INTEGER, PRIMARY KEY (words, entry)) WITHOUT ROWID;
CREATE TABLE term (id INTEGER PRIMARY KEY, word TEXT, number INTEGER);
CREATE VIRTUAL TABLE words USING fts5 (
    name, title, body, facet, content = '', columnsize = 0, prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2 tokenchars '$'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
CREATE VIRTUAL TABLE near USING fts5 (word, content = '', tokenize = 'trigram');
"""


def write_index(file: Path, parts: Sequence[Path]) -> None:
    """Write the index of the plans whose entries lie in some files, in any order."""
    data = sqlite3.connect(file)
    try:
        data.executescript(_TABLES)
        with data:
            _fill(data, _ordered(parts))
        data.execute("INSERT INTO words (words) VALUES ('optimize')")
        data.execute("INSERT INTO near (near) VALUES ('optimize')")
        data.commit()
        data.execute("VACUUM")
    finally:
        data.close()


def _ordered(parts: Sequence[Path]) -> list[Entry]:
    """Return all entries in their order; what several plans speak of is one."""
    found: list[Entry] = shared_entries()
    spoken_of: dict[str, Entry] = {}
    for part in parts:
        with part.open(encoding="utf-8") as lines:
            for entry in parsed(lines):
                if entry.kind != "body":
                    found.append(entry)
                elif entry.iri in spoken_of:
                    spoken_of[entry.iri] = _merged(spoken_of[entry.iri], entry)
                else:
                    spoken_of[entry.iri] = entry
    return sorted([*found, *spoken_of.values()], key=lambda entry: entry.rank)


def _merged(one: Entry, other: Entry) -> Entry:
    return replace(
        one,
        titles={**other.titles, **one.titles},
        names=tuple(sorted({*one.names, *other.names, *other.titles.values()})),
        plans=tuple(sorted({*one.plans, *other.plans})),
        weight=one.weight + other.weight,
    )


def _fill(data: sqlite3.Connection, entries: Sequence[Entry]) -> None:
    plans = {plan for entry in entries for plan in entry.plans}
    numbers = {plan: number for number, plan in enumerate(sorted(plans), 1)}
    used: Counter[str] = Counter()
    data.executemany("INSERT INTO plan VALUES (?, ?)", ((n, plan) for plan, n in numbers.items()))
    for number, entry in enumerate(entries, 1):
        row = _row(number, entry)
        data.execute(f"INSERT INTO entry VALUES ({','.join('?' * len(row))})", row)
        data.executemany(
            "INSERT INTO name VALUES (?, ?)", ((name, number) for name in entry.exact_names())
        )
        columns = _columns(entry, numbers)
        for column in columns[:3]:
            used.update(set(column.split()))
        data.execute(
            "INSERT INTO words (rowid, name, title, body, facet) VALUES (?, ?, ?, ?, ?)",
            (number, *columns),
        )
    last = {entry.kind: number for number, entry in enumerate(entries, 1)}
    ends = ((kind, last[kind]) for kind in KINDS if kind in last)
    data.executemany("INSERT INTO kind VALUES (?, ?)", ends)
    _fill_near(data, used)


def _fill_near(data: sqlite3.Connection, used: Counter[str]) -> None:
    """Put in the words that one may mistype: no numbers, none that are very short."""
    for number, word in enumerate(sorted(filter(is_forgiven, used)), 1):
        data.execute("INSERT INTO term VALUES (?, ?, ?)", (number, word, used[word]))
        data.execute("INSERT INTO near (rowid, word) VALUES (?, ?)", (number, bounded(word)))


def _row(number: int, entry: Entry) -> tuple[object, ...]:
    parts = [[words.language, words.text, words.place] for words in entry.parts]
    return (
        number,
        entry.kind,
        entry.iri,
        entry.owner,
        entry.code,
        json.dumps(entry.titles, ensure_ascii=False, sort_keys=True),
        json.dumps(parts, ensure_ascii=False),
        json.dumps(entry.names, ensure_ascii=False),
        json.dumps(entry.plans, ensure_ascii=False),
        " ".join(entry.parameters),
        "\n".join(fold(title) for title in entry.titles.values()),
    )


def _columns(entry: Entry, plans: dict[str, int]) -> tuple[str, str, str, str]:
    """Return the words of the columns: names, titles, what is said, and what narrows a search."""
    facets = [facet_of_kind(entry.kind), *(facet_of_plan(plans[plan]) for plan in entry.plans)]
    words = (entry.name_tokens(), entry.title_tokens(), entry.part_tokens(), facets)
    names, titles, said, narrowing = map(" ".join, words)
    return names, titles, said, narrowing
