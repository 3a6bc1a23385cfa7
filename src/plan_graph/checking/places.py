"""Where in the document the words stand that state a thing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.facts import KINDS, Form
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Place
from plan_graph.text import clean
from plan_graph.vocab import OA, PLAN

_OWNERS = {
    PLAN.basis,
    *(kind.link for kind in KINDS if kind.form in (Form.NODE, Form.CODE)),
    *(value.link for kind in KINDS for value in kind.values if value.form is Form.CODE),
}
"""Links from a thing to what is stated, if nowhere else, where the thing is."""
_KEPT = {PLAN.quote, PLAN.table, PLAN.row, PLAN.column, OA.start}
_QUOTE_LENGTH = 80


class Source(NamedTuple):
    """Words of the document and where they stand.

    `place` is None outside tables, `start` (the offset of the first character)
    when the data do not give it.
    """

    quote: str
    place: Place | None = None
    start: int | None = None

    def words(self, language: str) -> str:
        """Say the place and quote the words, such as "table 1, row 57, column 3: 'trim. IV'".

        >>> Source("trim. IV", Place(1, 57, 3)).words("ro")
        "tabelul 1, rândul 57, coloana 3: 'trim. IV'"
        """
        where = ""
        if self.place:
            where = phrase("checking.place.table", language, **asdict(self.place))
        elif self.start is not None:
            where = phrase("checking.place.text", language, character=self.start + 1)
        return ": ".join(filter(None, (where, shorten(self.quote))))


def shorten(text: str) -> str:
    """Quote words on one line, long ones cut at a word.

    >>> shorten("trim.  IV")
    "'trim. IV'"
    """
    text = clean(text)
    if len(text) > _QUOTE_LENGTH:
        text = text[:_QUOTE_LENGTH].rsplit(" ", 1)[0] + " …"
    return f"'{text}'" if text else ""


Key = NamedNode | BlankNode


@dataclass(frozen=True)
class Places:
    """The words that state each thing of a graph."""

    fragments: dict[Key, Source]
    stated: dict[Key, list[Key]]
    owners: dict[Key, list[Key]]

    @classmethod
    def of(cls, triples: Iterable[Triple]) -> Places:
        """Collect what the triples say about sources; faulty values are passed over."""
        facts: dict[Key, dict[NamedNode, str]] = {}
        stated: dict[Key, list[Key]] = {}
        owners: dict[Key, list[Key]] = {}
        selectors: dict[Key, Key] = {}
        for subject, predicate, value in triples:
            if isinstance(subject, Triple) or isinstance(value, Triple):
                continue
            if isinstance(value, Literal):
                if predicate in _KEPT:
                    known = facts.setdefault(subject, {})
                    known[predicate] = min(value.value, known.get(predicate, value.value))
            elif predicate == PLAN.statedIn:
                stated.setdefault(subject, []).append(value)
            elif predicate == OA.hasSelector:
                selectors[subject] = min(value, selectors.get(subject, value), key=str)
            elif predicate in _OWNERS:
                owners.setdefault(value, []).append(subject)
        fragments = {
            node: _source(known, facts.get(selectors.get(node, node), {}))
            for node, known in facts.items()
            if PLAN.quote in known
        }
        return cls(fragments, stated, owners | {value: [key] for key, value in selectors.items()})

    def find(self, *things: object) -> Source | None:
        """Tell which words state the first of some things that is stated anywhere.

        A thing that is itself a fragment is its own source; one that is not stated is
        sought where the thing is stated that has it.
        """
        for thing in things:
            if isinstance(thing, NamedNode | BlankNode):
                found = self._own(thing) or self._first(map(self._own, self.owners.get(thing, ())))
                if found:
                    return found
        return None

    def _own(self, thing: Key) -> Source | None:
        if thing in self.fragments:
            return self.fragments[thing]
        return self._first(map(self.fragments.get, self.stated.get(thing, ())))

    def _first(self, sources: Iterable[Source | None]) -> Source | None:
        return min(filter(None, sources), key=order, default=None)


def order(source: Source) -> tuple[bool, int, int, int, int, str]:
    """Return the key that sorts sources in reading order; those of no known place come last."""
    place = source.place
    numbers = (place.table, place.row, place.column) if place else (0, 0, 0)
    return source.start is None, source.start or 0, *numbers, source.quote


def _source(known: dict[NamedNode, str], selector: dict[NamedNode, str]) -> Source:
    table, row, column = (_number(known.get(t)) for t in (PLAN.table, PLAN.row, PLAN.column))
    place = None
    if table is not None and row is not None and column is not None:
        place = Place(table, row, column)
    return Source(known[PLAN.quote], place, _number(selector.get(OA.start)))


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None
