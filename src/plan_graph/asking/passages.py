"""The words of a document that state things, and where they stand, asked of any engine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from plan_graph.asking.queries.engine import Engine, Term
from plan_graph.phrases import phrase
from plan_graph.vocab import OA, PLAN

_QUERY = f"""
SELECT ?thing ?quote ?table ?row ?column ?start WHERE {{
  VALUES ?thing {{ THINGS }}
  ?thing {PLAN.statedIn} ?fragment .
  ?fragment {PLAN.quote} ?quote .
  OPTIONAL {{
    ?fragment {PLAN.table} ?table ; {PLAN.row} ?row ; {PLAN.column} ?column
  }}
  OPTIONAL {{ ?fragment {OA.hasSelector} ?selector . ?selector {OA.start} ?start }}
}}
"""


class Passage(NamedTuple):
    """Words of a document and, in a language, where they stand."""

    quote: str
    place: str


def passages(
    engine: Engine, things: Iterable[NamedNode], language: str
) -> dict[NamedNode, list[Passage]]:
    """Return the words that state each of the things, in the order of the document."""
    asked = " ".join(map(str, dict.fromkeys(things)))
    found: dict[NamedNode, list[tuple[int, Passage]]] = {}
    for row in engine.select(_QUERY.replace("THINGS", asked)).rows if asked else ():
        thing, quote, *place, start = row
        if isinstance(thing, NamedNode) and isinstance(quote, Literal):
            passage = Passage(quote.value, _place(place, start, language))
            found.setdefault(thing, []).append((_number(start) or 0, passage))
    return {thing: [passage for _, passage in sorted(each)] for thing, each in found.items()}


def _place(cell: list[Term | None], start: Term | None, language: str) -> str:
    table, row, column = map(_number, cell)
    if table is not None:
        return phrase("checking.place.table", language, table=table, row=row, column=column)
    character = _number(start)
    if character is None:
        return ""
    return phrase("checking.place.text", language, character=character + 1)


def _number(term: Term | None) -> int | None:
    return int(term.value) if isinstance(term, Literal) else None
