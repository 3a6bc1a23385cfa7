"""Ask the index of a build: exact names first, then titles, then all that is said.

The index is SQLite FTS5, opened for reading only. Its rows are numbered in the order in which what
matches equally well is to come, so that an answer ends as soon as there is enough of it, however
many plans there are. What one question may cost is bounded: its words, its results, its steps.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, islice, product
from pathlib import Path
from urllib.parse import quote

from plan_graph.asking.search.entry import (
    COLUMNS,
    KINDS,
    SCHEMA,
    Entry,
    Words,
    facet_of_kind,
    facet_of_plan,
    tokens,
)
from plan_graph.asking.search.marks import Marked, marked, snippet
from plan_graph.asking.search.meaning import (
    LONGEST,
    MOST_TERMS,
    Alternative,
    Concept,
    lexicon,
    stem,
)
from plan_graph.asking.search.nearness import is_forgiven, is_near, trigrams
from plan_graph.asking.search.overview import PlanOverview
from plan_graph.errors import UsageError
from plan_graph.phrases import phrase
from plan_graph.text import fold

AT_ONCE = 20
"""So many results are given where nothing is said."""
MOST_FOUND = 1_000
"""So many results of a question are counted and can be looked at."""
_MOST_STEPS = 20_000
"""So many thousand steps of the virtual machine of SQLite a statement may take."""
_MOST_VARIANTS = 64
_MOST_CANDIDATES = 2_000
_MOST_NEAR = 4
_NAMES, _ANYWHERE = "{name title}", "{name title body}"


@dataclass(frozen=True)
class Found:
    """One result.

    Attributes:
        kind: One of `KINDS`.
        iri: What it is; of a question its name.
        owner: The thing on whose page it is shown, or '' if it has its own.
        code: Its code or short name, or ''.
        plan: The plan that it belongs to, or '' if it belongs to none or several.
        title: What it is called, in the language that was asked for, else in another.
        snippet: Words about it that were looked for; nothing if they are in its title.
        place: Where the snippet begins in the document, or -1.
    """

    kind: str
    iri: str
    owner: str
    code: str
    plan: str
    title: Marked
    snippet: Marked
    place: int = -1


@dataclass(frozen=True)
class Results:
    """What was found.

    Attributes:
        found: The results that were asked for, the best first.
        total: How many there are; at most `MOST_FOUND` are counted.
        kinds: How many of each kind.
        corrected: Words that no text holds, each with those that were looked for instead.
        is_partial: Whether nothing has all the words, and these have some.
    """

    found: tuple[Found, ...] = ()
    total: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    corrected: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_partial: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than were counted."""
        return self.total >= MOST_FOUND


class Index:
    """The index of a build.

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

    def search(  # noqa: PLR0913 - each narrows what is found
        self,
        asked: str,
        *,
        language: str = "en",
        kind: str = "",
        plan: str = "",
        limit: int = AT_ONCE,
        offset: int = 0,
    ) -> Results:
        """Return what matches words; whatever they are, they raise nothing.

        Args:
            asked: The words.
            language: The language of titles.
            kind: One of `KINDS`, if only it is wanted.
            plan: The IRI of a plan, if only what it speaks of is wanted.
            limit: How many results are given.
            offset: How many are left out before them.
        """
        words = tokens(asked[:LONGEST])[:MOST_TERMS]
        if not words:
            return Results()
        concepts = [self.known(concept) for concept in lexicon().concepts(words)]
        scope = self._scope(kind, plan)
        ids, is_partial = [], False
        if scope is not None:
            ids = self._ranked(words, concepts, scope)
            if not ids and len(concepts) > 1:
                ids, is_partial = self._with_some(concepts, scope), True
        corrected = tuple((" ".join(c.words), c.near) for c in concepts if c.near)
        rows = self._rows(ids[offset : offset + limit])
        found = tuple(self._found(row, concepts, language) for row in rows)
        return Results(found, len(ids), self._counted(ids), corrected, bool(ids) and is_partial)

    def holding(self, words: str, most: int) -> list[str] | None:
        """Return the IRIs of things of plans whose own words hold some; None if they are many."""
        text = "SELECT iri FROM entry WHERE instr(folded, ?) AND iri LIKE 'http%' LIMIT ?"
        rows = self._all(text, fold(_sendable(words)), most + 1)
        return [iri for (iri,) in rows] if len(rows) <= most else None

    def entries(self) -> Iterator[Entry]:
        """Yield all that can be found, in its order."""
        rows = self.data.execute(f"SELECT {', '.join(COLUMNS)} FROM entry ORDER BY id")
        yield from map(Entry.of_row, rows)

    @cached_property
    def _plans(self) -> list[tuple[str, dict[str, str]]]:
        text = "SELECT iri, titles FROM entry WHERE kind = 'plan' ORDER BY id"
        return [(iri, json.loads(titles)) for iri, titles in self._all(text)]

    def plan_titles(self, language: str) -> dict[str, str]:
        """Return the title of each plan by its IRI, in a language, else in another."""
        return {iri: _in_language(titles, language) for iri, titles in self._plans}

    @cached_property
    def plan_stems(self) -> dict[str, frozenset[str]]:
        """The stems of the words in the titles of each plan, by its IRI."""
        return {
            iri: frozenset(stem(word) for title in titles.values() for word in tokens(title))
            for iri, titles in self._plans
        }

    @cached_property
    def plans(self) -> tuple[PlanOverview, ...]:
        """All plans, by their IRIs."""
        titles = dict(self._plans)
        text = "SELECT iri, start, finish, country, actions, is_followed FROM plan ORDER BY iri"
        return tuple(
            PlanOverview(iri, start, end, country, actions, bool(followed), titles.get(iri, {}))
            for iri, start, end, country, actions, followed in self._all(text)
        )

    def plans_of(self, body: str) -> list[tuple[PlanOverview, int]]:
        """Return the plans that speak of a body, with the actions in which it takes part there."""
        text = "SELECT plan.iri, part.actions FROM part JOIN plan ON number = plan WHERE body = ?"
        shares = dict(self._all(text, _sendable(body)))
        return [(plan, shares[plan.iri]) for plan in self.plans if plan.iri in shares]

    def actions_of_bodies(self) -> dict[str, int]:
        """Return in how many actions of all plans each body takes part."""
        return dict(self._all("SELECT body, sum(actions) FROM part GROUP BY body"))

    def plan_of(self, name: str) -> str:
        """Return the IRI of the plan that an identifier names; an IRI as it is."""
        found = (iri for iri, _ in self._plans if iri.rpartition("/")[2] == name)
        return next(found, name)

    def named(self, words: Sequence[str], kinds: Sequence[str]) -> list[Found]:
        """Return the things of some kinds whose name consists of these words."""
        ids = self._exact(" ".join(words))
        rows = [row for row in self._rows(ids[:_MOST_VARIANTS]) if row.kind in kinds]
        return [self._found(row, (), "en") for row in rows]

    def _ranked(self, words: Sequence[str], concepts: Sequence[Concept], scope: str) -> list[int]:
        """Return the numbers of entries in their order."""
        found = dict.fromkeys(self._by_name(words, concepts, scope))
        levels = [
            (_NAMES, [concept.whole for concept in concepts]),
            (_NAMES, [concept.own for concept in concepts]),
            (_NAMES, [concept.wide for concept in concepts]),
            (_ANYWHERE, [concept.wide for concept in concepts]),
        ]
        for columns, parts in levels:
            if len(found) >= MOST_FOUND:
                break
            found.update(dict.fromkeys(self._matching(columns, parts, scope)))
        return list(found)[:MOST_FOUND]

    def _with_some(self, concepts: Sequence[Concept], scope: str) -> list[int]:
        """Return what has all concepts but one, else what has any."""
        fewer = [[*concepts[:at], *concepts[at + 1 :]] for at in range(len(concepts))]
        for choices in (fewer, [[concept] for concept in concepts]):
            found: dict[int, None] = {}
            for chosen in choices:
                parts = [concept.wide for concept in chosen]
                found.update(dict.fromkeys(self._matching(_ANYWHERE, parts, scope)))
            if found:
                return sorted(found)[:MOST_FOUND]
        return []

    def _by_name(
        self, words: Sequence[str], concepts: Sequence[Concept], scope: str
    ) -> Iterator[int]:
        """Yield the entries that are called so, or by words that are alike."""
        called = islice(product(*(concept.names for concept in concepts)), _MOST_VARIANTS)
        given = " ".join(words)
        for name in dict.fromkeys([given, *(" ".join(chain.from_iterable(c)) for c in called)]):
            found = self._exact(name)
            if name != given:  # Who describes a code wants what is classified by it.
                found = [number for number in found if self._kind(number) != "code"]
            if scope and found:
                listed = ",".join(map(str, found))
                text = f"SELECT rowid FROM words WHERE words MATCH ? AND rowid IN ({listed})"
                found = [number for (number,) in self._all(text, scope)]
            yield from found

    def _exact(self, name: str) -> list[int]:
        text = "SELECT entry FROM name WHERE words = ? ORDER BY entry LIMIT ?"
        return [number for (number,) in self._all(text, name, MOST_FOUND)]

    def _matching(
        self, columns: str, parts: Sequence[Sequence[Alternative]], scope: str
    ) -> Iterable[int]:
        """Return the entries that have one of the alternatives of each part, in order."""
        text = match_of(parts, columns) + (f" AND ({scope})" if scope else "")
        statement = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"
        return [number for (number,) in self._all(statement, text, MOST_FOUND)]

    def _scope(self, kind: str, plan: str) -> str | None:
        """Return what narrows a search; None if nothing can be found."""
        parts = []
        if kind:
            if kind not in KINDS:
                return None
            parts.append(f'facet : "{facet_of_kind(kind)}"')
        if plan:
            rows = self._all("SELECT number FROM plan WHERE iri = ?", _sendable(plan))
            if not rows:
                return None
            parts.append(f'facet : "{facet_of_plan(rows[0][0])}"')
        return " AND ".join(parts)

    def known(self, concept: Concept) -> Concept:
        """Return a concept, or what is near to its word if no text holds that."""
        word = concept.words[0]
        if len(concept.words) > 1 or not is_forgiven(word) or concept.words in lexicon().alike:
            return concept
        begins = "SELECT 1 FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1"
        if self._all(begins, word, word + "\U0010ffff"):
            return concept
        near = self._near(word)
        return lexicon().corrected(concept, near) if near else concept

    def _near(self, word: str) -> list[str]:
        """Return the words of the index that differ in one letter, the most used first."""
        asked = " OR ".join(f'"{part}"' for part in trigrams(word))
        text = (
            "SELECT term.word, number FROM near JOIN term ON term.id = near.rowid "
            "WHERE near MATCH ? AND length(term.word) BETWEEN ? AND ? ORDER BY rank LIMIT ?"
        )
        rows = self._all(text, asked, len(word) - 1, len(word) + 1, _MOST_CANDIDATES)
        near = [(-number, each) for each, number in rows if is_near(word, each)]
        return [each for _, each in sorted(near)[:_MOST_NEAR]]

    @cached_property
    def _kinds(self) -> list[tuple[int, str]]:
        """Where each kind ends; all entries of one kind stand together."""
        rows = self._all("SELECT kind, last FROM kind ORDER BY last")
        return [(last, kind) for kind, last in rows]

    def _kind(self, number: int) -> str:
        return self._kinds[bisect_left(self._kinds, (number, ""))][1]

    def _counted(self, ids: Sequence[int]) -> tuple[tuple[str, int], ...]:
        ordered = sorted(ids)
        ends = [(kind, bisect_right(ordered, last)) for last, kind in self._kinds]
        starts = [0, *(end for _, end in ends)]
        return tuple(
            (kind, end - start)
            for (kind, end), start in zip(ends, starts, strict=False)
            if end > start
        )

    def _rows(self, ids: Sequence[int]) -> list[Entry]:
        marks = ",".join("?" * len(ids))
        text = f"SELECT id, {', '.join(COLUMNS)} FROM entry WHERE id IN ({marks})"
        rows = {number: row for number, *row in self._all(text, *ids)}
        return [Entry.of_row(rows[number]) for number in ids if number in rows]

    def _found(self, entry: Entry, concepts: Sequence[Concept], language: str) -> Found:
        plan = entry.plans[0] if len(entry.plans) == 1 else ""
        called = _in_language(entry.titles, language)
        title, words = marked(called, concepts), tokens(called)
        one = Found(entry.kind, entry.iri, entry.owner, entry.code, plan, title, Marked(""))
        if all(concept.is_in(words) for concept in concepts):
            return one
        others = [Words(tag, text) for tag, text in entry.titles.items() if text != called]
        around = snippet([*others, *entry.parts], concepts, language)
        place = entry.parts[0].place if entry.parts else -1
        return replace(one, snippet=around, place=place)

    def _all(self, text: str, *values: object) -> list[tuple]:  # type: ignore[type-arg]
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


def match_of(parts: Sequence[Sequence[Alternative]], columns: str = _ANYWHERE) -> str:
    """Return what FTS5 is asked: one of the alternatives of each part, in some columns."""
    joined = " AND ".join(f"({' OR '.join(map(_term, part))})" for part in parts)
    return f"{columns} : ({joined})"


def _term(alternative: Alternative) -> str:
    """Return an alternative as FTS5 writes it; tokens hold no quotes."""
    return f'"{" ".join(alternative.words)}"{"*" * alternative.is_beginning}'


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def _sendable(text: str) -> str:
    """Return a text without what SQLite cannot be given."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")
