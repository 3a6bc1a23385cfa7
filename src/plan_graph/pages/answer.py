"""An answer as a page shows it: headings in words, labels that lead to the pages of things."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import NamedTuple

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Triple,
)

from plan_graph.asking.answers.completion import completed
from plan_graph.asking.answers.table import (
    YES_NO,
    labels,
    unlabelled,
    with_plans_told_apart,
    yes_no,
)
from plan_graph.asking.pictures import declares
from plan_graph.asking.queries.columns import heading, label_column, projected
from plan_graph.asking.queries.engine import Solutions, Term
from plan_graph.asking.queries.template import Query
from plan_graph.asking.store import Embedded
from plan_graph.errors import UsageError
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import telling_end
from plan_graph.pages.words import day, decimal, figure
from plan_graph.phrases import phrase

MOST_ROWS = 100
"""How many rows a page shows; the pages after it, and the files, hold the others."""
_MOST_CELLS, _MOST_BESIDE_PICTURE = 1_000, 500
"""How many cells a page shows: alone, and with the drawings of a picture."""
_LONG = 40
_SHORT = 12
_WHOLE = re.compile(r"[+-]?\d{1,18}")


class Cell(NamedTuple):
    """A value in words, where it leads or '', the language of the words or '', what sorts it."""

    text: str
    link: str = ""
    language: str = ""
    number: bool = False
    value: str = ""
    is_day: bool = False

    @property
    def width(self) -> str:
        """How much room it needs: a 'short' one stays on its line, a 'long' one has to be wide."""
        if self.number:
            return "number"
        if self.is_day:
            return "short"
        return "long" if len(self.text) > _LONG else "short" if len(self.text) <= _SHORT else ""


class Table(NamedTuple):
    """An answer.

    Attributes:
        columns: Headings, each with whether its values are numbers.
        rows: The cells of each row.
        more: Whether rows are left out.
    """

    columns: list[tuple[str, bool]]
    rows: list[list[Cell]]
    more: bool


def asked(visit: Visit, text: str) -> tuple[Table | bool, Solutions | None]:
    """Answer a query of the visitor: rows, which come as solutions too, triples, or yes and no.

    Raises:
        UsageError: If it is no SPARQL, or cannot be answered here.
    """
    engine = visit.site.engine
    if not isinstance(engine, Embedded):
        raise UsageError(phrase("pages.answer.queries_answered_on_store_build"))
    found = engine.query(text)
    if isinstance(found, QueryBoolean):
        return bool(found), None
    try:
        if isinstance(found, QuerySolutions):
            rows = tuple(tuple(row) for row in islice(found, MOST_ROWS + 1))
            solutions = Solutions(tuple(v.value for v in found.variables), rows)
            return table(visit, solutions), solutions
        return triples_table(visit, islice(found, MOST_ROWS + 1)), None
    except (OSError, RuntimeError):
        problem = phrase("pages.answer.query_cannot_answered_here")
        raise UsageError(problem) from None


def triples_table(visit: Visit, triples: QueryTriples | Iterable[Triple]) -> Table:
    """Show triples as rows."""
    rows = tuple((t.subject, t.predicate, t.object) for t in triples)
    return table(visit, Solutions(("subject", "predicate", "object"), rows))  # type: ignore[arg-type]


def most_rows(query: Query) -> int:
    """Return how many rows of a query a page shows: of a wide table, or with a picture, fewer."""
    cells = _MOST_BESIDE_PICTURE if declares(query) else _MOST_CELLS
    return min(MOST_ROWS, cells // max(1, len(projected(query))))


def table(
    visit: Visit, solutions: Solutions, query: Query | None = None, most: int = MOST_ROWS
) -> Table:
    """Return an answer in words; a thing and its label are one column.

    A column in which none of its rows says anything is left out.
    """
    whole = completed(visit.site.engine, solutions.first(most + 1), visit.language)
    solutions = with_plans_told_apart(whole)
    kept = [name for name in solutions.variables if name not in _labelling(solutions)]
    place = {name: index for index, name in enumerate(solutions.variables)}
    known = labels(visit.site.engine, unlabelled(solutions.first(most)), visit.language)
    rows = []
    for row in solutions.rows[:most]:
        cells = []
        for name in kept:
            term = row[place[name]]
            words = row[place[label_column(name)]] if label_column(name) in place else None
            cells.append(_cell(visit, term, words, known))
        rows.append(cells)
    told = [i for i in range(len(kept)) if not rows or any(row[i].text for row in rows)]
    columns = [
        (
            heading(query, kept[i], visit.language),
            bool(rows) and all(row[i].number for row in rows),
        )
        for i in told
    ]
    shown = [[row[i] for i in told] for row in rows]
    return Table(columns, shown, len(solutions.rows) > most)


def _labelling(solutions: Solutions) -> set[str]:
    names = set(solutions.variables)
    return {label_column(name) for name in names} & names


def _cell(
    visit: Visit, term: Term | None, words: Term | None, known: dict[NamedNode, str] | object
) -> Cell:
    if isinstance(term, NamedNode):
        link = visit.thing(term.value)
        if isinstance(words, Literal):
            return Cell(words.value, link, _foreign(visit, words))
        label = known.get(term) if isinstance(known, dict) else None
        return Cell(label or telling_end(term), link)
    if isinstance(term, BlankNode):
        return Cell(str(term))
    if not isinstance(term, Literal):
        return Cell(words.value if isinstance(words, Literal) else "")
    return _literal(visit, term)


def _literal(visit: Visit, term: Literal) -> Cell:
    if term.language:
        return Cell(term.value, "", _foreign(visit, term))
    if term.value in YES_NO:
        return Cell(yes_no(term.value, visit.language))
    kind = term.datatype.value.rpartition("#")[2]
    if kind == "date":
        return Cell(day(term.value, visit.language), value=term.value, is_day=True)
    if kind in ("integer", "nonNegativeInteger", "int", "long") and _WHOLE.fullmatch(term.value):
        words = figure(int(term.value), visit.language)
        return Cell(words, number=True, value="" if words == term.value else term.value)
    if kind in ("decimal", "double", "float"):
        words = decimal(term.value, visit.language)
        return Cell(words, number=True, value="" if words == term.value else term.value)
    return Cell(term.value)


def _foreign(visit: Visit, term: Literal) -> str:
    """Return the language of words, if it is not the one of the page."""
    language = term.language or ""
    return "" if language == visit.language else language
