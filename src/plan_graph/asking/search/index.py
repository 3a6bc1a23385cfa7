"""Ask the index of a build: exact names first, then titles, then all that is said.

The index is SQLite FTS5. Its rows are numbered in the order in which what
matches equally well is to come, so that an answer ends as soon as there is enough of it, however
many plans there are. What one question may cost is bounded: its words, its results, its steps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, product

from plan_graph.asking.search.asked import languages
from plan_graph.asking.search.days import months
from plan_graph.asking.search.entry import (
    KINDS,
    Entry,
    Words,
    facet_of_kind,
    facet_of_plan,
    tokens,
)
from plan_graph.asking.search.index_file import IndexFile, in_language, sendable
from plan_graph.asking.search.marks import Marked, marked, snippet
from plan_graph.asking.search.meaning import (
    LONGEST,
    MOST_TERMS,
    Alternative,
    Concept,
    lexicon,
)
from plan_graph.asking.search.nearness import is_forgiven, is_near, trigrams
from plan_graph.asking.search.results import MOST_FOUND, Found, Matches, Results

AT_ONCE = 20
"""So many results are given where nothing is said."""
_MOST_VARIANTS = 64
_MOST_CANDIDATES = 2_000
_MOST_NEAR = 4
_NAMES, _ANYWHERE = "{name title}", "{name title body}"


class Index(IndexFile):
    """The index of a build, which is searched."""

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
        matches = self.find(asked, kind=kind, plan=plan)
        found = self.shown(matches, language, limit=limit, offset=offset)
        return found if kind else replace(found, kinds=self.counts(asked, matches, plan=plan))

    def find(self, asked: str, *, kind: str = "", plan: str = "") -> Matches:
        """Return what matches words, in its order, without a look at it."""
        words = tokens(asked[:LONGEST])[:MOST_TERMS]
        scope = self._scope(kind, plan) if words else None
        if scope is None:
            return Matches()
        concepts = [self.known(concept) for concept in lexicon().concepts(words)]
        ids = self._ranked(words, concepts, scope)
        if ids or len(concepts) < 2:
            return Matches(tuple(ids), tuple(concepts))
        some = self._with_some(concepts, scope)
        return Matches(tuple(some), tuple(concepts), is_partial=bool(some))

    def shown(
        self, matches: Matches, language: str, *, limit: int = AT_ONCE, offset: int = 0
    ) -> Results:
        """Return some of what matches as results, and how many there are."""
        ids, concepts = matches.ids, matches.concepts
        corrected = tuple((" ".join(c.words), c.near) for c in concepts if c.near)
        rows = self.entries_of(ids[offset : offset + limit])
        found = tuple(self._found(row, concepts, language) for row in rows)
        return Results(found, len(ids), self.counted(matches), corrected, matches.is_partial)

    def counted(self, matches: Matches) -> tuple[tuple[str, int], ...]:
        """Return how many of each kind match."""
        ordered = sorted(matches.ids)
        ends = [(kind, bisect_right(ordered, last)) for last, kind in self.kinds]
        starts = [0, *(end for _, end in ends)]
        return tuple(
            (kind, end - start)
            for (kind, end), start in zip(ends, starts, strict=False)
            if end > start
        )

    def counts(self, asked: str, whole: Matches, *, plan: str = "") -> tuple[tuple[str, int], ...]:
        """Return how many of each kind match words, of each as many as one search finds.

        Where the whole was cut, it has not all of a kind: each is looked for by itself.
        """
        if len(whole.ids) < MOST_FOUND:
            return self.counted(whole)
        kinds = dict.fromkeys(kind for _, kind in self.kinds)
        found = ((kind, len(self.find(asked, kind=kind, plan=plan).ids)) for kind in kinds)
        return tuple((kind, number) for kind, number in found if number)

    def named(self, words: Sequence[str], kinds: Sequence[str]) -> list[Found]:
        """Return the things of some kinds whose name consists of these words."""
        ids = self.called(" ".join(words))
        rows = [row for row in self.entries_of(ids[:_MOST_VARIANTS]) if row.kind in kinds]
        return [self._found(row, (), "en") for row in rows]

    def _ranked(self, words: Sequence[str], concepts: Sequence[Concept], scope: str) -> list[int]:
        """Return the numbers of entries in their order."""
        found = dict.fromkeys(self._by_name(words, concepts, scope))
        whole = [concept.whole for concept in concepts]
        own = [concept.own for concept in concepts]
        wide = [concept.wide for concept in concepts]
        first = self._matching(_NAMES, whole, scope)
        found.update(dict.fromkeys(first))
        if len(first) < MOST_FOUND:
            last = self._matching(_NAMES, wide, scope)
            # What is between has all of the first, and is among the last.
            between = self._matching(_NAMES, own, scope) if len(first) < len(last) else []
            found.update(dict.fromkeys([*between, *last]))
        if len(found) < MOST_FOUND:
            found.update(dict.fromkeys(self._matching(_ANYWHERE, wide, scope)))
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
            found = self.called(name)
            if name != given:  # Who describes a code wants what is classified by it.
                found = [number for number in found if self.kind_of(number) != "code"]
            if scope and found:
                listed = ",".join(map(str, found))
                text = f"SELECT rowid FROM words WHERE words MATCH ? AND rowid IN ({listed})"
                found = [number for (number,) in self.rows(text, scope)]
            yield from found

    def _matching(
        self, columns: str, parts: Sequence[Sequence[Alternative]], scope: str
    ) -> Sequence[int]:
        """Return the entries that have one of the alternatives of each part, in order."""
        text = match_of(parts, columns) + (f" AND ({scope})" if scope else "")
        statement = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"
        return [number for (number,) in self.rows(statement, text, MOST_FOUND)]

    def _scope(self, kind: str, plan: str) -> str | None:
        """Return what narrows a search; None if nothing can be found."""
        parts = []
        if kind:
            if kind not in KINDS:
                return None
            parts.append(f'facet : "{facet_of_kind(kind)}"')
        if plan:
            rows = self.rows("SELECT number FROM plan WHERE iri = ?", sendable(plan))
            if not rows:
                return None
            parts.append(f'facet : "{facet_of_plan(rows[0][0])}"')
        return " AND ".join(parts)

    def known(self, concept: Concept) -> Concept:
        """Return a concept, or what is near to its word if no text holds that."""
        word = concept.words[0]
        is_known = concept.words in lexicon().alike or word in months(languages())
        if len(concept.words) > 1 or not is_forgiven(word) or is_known:
            return concept
        begins = "SELECT 1 FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1"
        if self.rows(begins, word, word + "\U0010ffff"):
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
        rows = self.rows(text, asked, len(word) - 1, len(word) + 1, _MOST_CANDIDATES)
        near = [(-number, each) for each, number in rows if is_near(word, each)]
        return [each for _, each in sorted(near)[:_MOST_NEAR]]

    def _found(self, entry: Entry, concepts: Sequence[Concept], language: str) -> Found:
        plan = entry.plans[0] if len(entry.plans) == 1 else ""
        called = in_language(entry.titles, language)
        title, words = marked(called, concepts), tokens(called)
        one = Found(entry.kind, entry.iri, entry.owner, entry.code, plan, title, Marked(""))
        if all(concept.is_in(words) for concept in concepts):
            return one
        others = [Words(tag, text) for tag, text in entry.titles.items() if text != called]
        around = snippet([*others, *entry.parts], concepts, language)
        place = entry.parts[0].place if entry.parts else -1
        return replace(one, snippet=around, place=place)


def match_of(parts: Sequence[Sequence[Alternative]], columns: str = _ANYWHERE) -> str:
    """Return what FTS5 is asked: one of the alternatives of each part, in some columns."""
    joined = " AND ".join(f"({' OR '.join(map(_term, part))})" for part in parts)
    return f"{columns} : ({joined})"


def _term(alternative: Alternative) -> str:
    """Return an alternative as FTS5 writes it; tokens hold no quotes."""
    return f'"{" ".join(alternative.words)}"{"*" * alternative.is_beginning}'
