"""Where in the document the words stand that state a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from plan_graph.facts import KINDS, Form
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Place
from plan_graph.rdf.graph import Graph, Term, Thing
from plan_graph.text import clean
from plan_graph.vocab import OA, PLAN

_OWNERS = {
    PLAN.basis,
    *(kind.link for kind in KINDS if kind.form in (Form.NODE, Form.CODE)),
    *(value.link for kind in KINDS for value in kind.values if value.form is Form.CODE),
}
"""Links from a thing to what is stated, if nowhere else, where the thing is."""
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


@dataclass(frozen=True)
class Places:
    """The words that state each thing of a graph; faulty values are passed over."""

    graph: Graph

    def find(self, *things: object) -> Source | None:
        """Tell which words state the first of some things that is stated anywhere.

        A thing that is itself a fragment is its own source; one that is not stated is
        sought where the thing is stated that has it.
        """
        for thing in things:
            if isinstance(thing, Thing):
                found = self._own(thing) or self._first(map(self._own, self._owners.get(thing, ())))
                if found:
                    return found
        return None

    def is_fragment(self, thing: object) -> bool:
        """Tell whether something is words of the document."""
        return isinstance(thing, Thing) and bool(self._texts(thing, PLAN.quote))

    @cached_property
    def _owners(self) -> Mapping[Term, Sequence[Thing]]:
        """What leads to a thing that is stated, if nowhere else, where its owner is."""
        found: dict[Term, list[Thing]] = {}
        for thing, name, value in self.graph.facts():
            if name in _OWNERS and not isinstance(value, Literal):
                found.setdefault(value, []).append(thing)
        for thing in self.graph.of_property(OA.hasSelector):
            if selector := self._selector(thing):
                found[selector] = [thing]
        return found

    def _selector(self, thing: Thing) -> Thing | None:
        found = [v for v in self.graph.values(thing, OA.hasSelector) if isinstance(v, Thing)]
        return min(found, key=str, default=None)

    def _texts(self, thing: Thing | None, name: NamedNode) -> list[str]:
        found = self.graph.values(thing, name) if thing else ()
        return [value.value for value in found if isinstance(value, Literal)]

    def _number(self, thing: Thing | None, name: NamedNode) -> int | None:
        text = min(self._texts(thing, name), default="")
        is_number = text.isascii() and text.isdecimal() and len(text) < 10
        return int(text) if is_number else None

    def _own(self, thing: Thing) -> Source | None:
        stated = [v for v in self.graph.values(thing, PLAN.statedIn) if isinstance(v, Thing)]
        return self._source(thing) or self._first(map(self._source, stated))

    def _source(self, fragment: Thing) -> Source | None:
        quotes = self._texts(fragment, PLAN.quote)
        if not quotes:
            return None
        table, row, column = (
            self._number(fragment, name) for name in (PLAN.table, PLAN.row, PLAN.column)
        )
        place = None
        if table is not None and row is not None and column is not None:
            place = Place(table, row, column)
        start = self._number(self._selector(fragment) or fragment, OA.start)
        return Source(min(quotes), place, start)

    def _first(self, sources: Iterable[Source | None]) -> Source | None:
        return min(filter(None, sources), key=order, default=None)


def order(source: Source) -> tuple[bool, int, int, int, int, str]:
    """Return the key that sorts sources in reading order; those of no known place come last."""
    place = source.place
    numbers = (place.table, place.row, place.column) if place else (0, 0, 0)
    return source.start is None, source.start or 0, *numbers, source.quote
