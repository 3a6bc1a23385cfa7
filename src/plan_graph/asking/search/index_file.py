"""The file of an index, and what is looked up in it: things, names, plans, bodies.

It is SQLite, opened for reading only. What a statement may cost is bounded by its steps.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from plan_graph.asking.search.entry import COLUMNS, SCHEMA, Entry, tokens
from plan_graph.asking.search.meaning import stem
from plan_graph.asking.search.overview import PlanOverview
from plan_graph.asking.search.results import MOST_FOUND
from plan_graph.errors import UsageError
from plan_graph.phrases import phrase
from plan_graph.text import fold

_MOST_STEPS = 20_000
"""So many thousand steps of the virtual machine of SQLite a statement may take."""


class IndexFile:
    """The file of the index of a build.

    Attributes:
        data: The file, opened for reading.
    """

    def __init__(self, file: str | Path) -> None:
        """Open it.

        Raises:
            UsageError: If there is none, or not one that this version reads.
        """
        try:
            # The file never changes: a build is replaced as a whole.
            address = f"file:{quote(str(Path(file).resolve()))}?mode=ro&immutable=1"
            self.data = sqlite3.connect(address, uri=True, check_same_thread=False)
            self.data.execute("PRAGMA temp_store = MEMORY")  # Who serves may not write.
            (version,) = self.data.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error:
            raise UsageError(phrase("asking.search.unreadable", file=file)) from None
        if version != SCHEMA:
            raise UsageError(phrase("asking.search.unreadable", file=file))

    def close(self) -> None:
        """Close the file."""
        self.data.close()

    def holding(self, words: str, most: int) -> list[str] | None:
        """Return the IRIs of things of plans whose own words hold some; None if they are many."""
        text = "SELECT iri FROM entry WHERE instr(folded, ?) AND iri LIKE 'http%' LIMIT ?"
        rows = self.rows(text, fold(sendable(words)), most + 1)
        return [iri for (iri,) in rows] if len(rows) <= most else None

    def entries(self) -> Iterator[Entry]:
        """Yield all that can be found, in its order."""
        rows = self.data.execute(f"SELECT {', '.join(COLUMNS)} FROM entry ORDER BY id")
        yield from map(Entry.of_row, rows)

    @cached_property
    def _plans(self) -> dict[str, dict[str, str]]:
        text = "SELECT iri, titles FROM entry WHERE kind = 'plan' ORDER BY id"
        return {iri: json.loads(titles) for iri, titles in self.rows(text)}

    def plan_titles(self, language: str) -> dict[str, str]:
        """Return the title of each plan by its IRI, in a language, else in another."""
        return {iri: in_language(titles, language) for iri, titles in self._plans.items()}

    def plan_title(self, iri: str, language: str) -> str:
        """Return the title of a plan, as `plan_titles` does; '' if there is no such plan."""
        return in_language(self._plans.get(iri, {}), language)

    @cached_property
    def _plans_by_stem(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for iri, titles in self._plans.items():
            for title in titles.values():
                for word in tokens(title):
                    found[stem(word)].add(iri)
        return {word: frozenset(plans) for word, plans in found.items()}

    def plans_titled(self, word: str) -> frozenset[str]:
        """Return the plans whose titles have a word, with this or another ending."""
        return self._plans_by_stem.get(stem(word), frozenset())

    @cached_property
    def plans(self) -> tuple[PlanOverview, ...]:
        """All plans, by their IRIs."""
        text = "SELECT iri, start, finish, country, actions, is_followed FROM plan ORDER BY iri"
        return tuple(
            PlanOverview(
                iri, start, end, country, actions, bool(followed), self._plans.get(iri, {})
            )
            for iri, start, end, country, actions, followed in self.rows(text)
        )

    def plans_of(self, body: str) -> list[tuple[PlanOverview, int]]:
        """Return the plans that speak of a body, with the actions in which it takes part there."""
        text = "SELECT plan.iri, part.actions FROM part JOIN plan ON number = plan WHERE body = ?"
        shares = dict(self.rows(text, sendable(body)))
        return [(plan, shares[plan.iri]) for plan in self.plans if plan.iri in shares]

    def actions_of_bodies(self) -> dict[str, int]:
        """Return in how many actions of all plans each body takes part."""
        return dict(self.rows("SELECT body, sum(actions) FROM part GROUP BY body"))

    def plan_of(self, name: str) -> str:
        """Return the IRI of the plan that an identifier names; an IRI as it is."""
        found = (iri for iri in self._plans if iri.rpartition("/")[2] == name)
        return next(found, name)

    def called(self, name: str) -> list[int]:
        """Return the numbers of the entries that are called so."""
        text = "SELECT entry FROM name WHERE words = ? ORDER BY entry LIMIT ?"
        return [number for (number,) in self.rows(text, name, MOST_FOUND)]

    @cached_property
    def kinds(self) -> list[tuple[int, str]]:
        """Where each kind ends; all entries of one kind stand together."""
        rows = self.rows("SELECT kind, last FROM kind ORDER BY last")
        return [(last, kind) for kind, last in rows]

    def kind_of(self, number: int) -> str:
        """Return the kind of an entry."""
        return self.kinds[bisect_left(self.kinds, (number, ""))][1]

    def entries_of(self, ids: Sequence[int]) -> list[Entry]:
        """Return entries by their numbers, in the order given."""
        marks = ",".join("?" * len(ids))
        text = f"SELECT id, {', '.join(COLUMNS)} FROM entry WHERE id IN ({marks})"
        rows = {number: row for number, *row in self.rows(text, *ids)}
        return [Entry.of_row(rows[number]) for number in ids if number in rows]

    def rows(self, text: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
        """Return the rows of a statement; none, if it takes too many steps."""
        left = _MOST_STEPS

        def count() -> bool:
            nonlocal left
            left -= 1
            return left < 0

        self.data.set_progress_handler(count, 1_000)
        try:
            return self.data.execute(text, values).fetchall()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            return []


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return a text in a language, else in English, else in any."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def sendable(text: str) -> str:
    """Return a text without what SQLite cannot be given."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")
