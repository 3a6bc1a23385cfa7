"""What endpoints answer, as terms; the one place that knows the quirks of engines.

Virtuoso writes 'typed-literal', booleans as 1 and 0, blank nodes as IRIs 'nodeID://…', and
gives partial answers with status 200, which it tells in headers only.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import count
from typing import IO, Any, TypeVar, cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, Variable, parse

from plan_graph.asking.http import Readable, Reply
from plan_graph.asking.queries.engine import Solutions, Term
from plan_graph.asking.remote.json_results import solutions
from plan_graph.phrases import phrase
from plan_graph.vocab import XSD

SOLUTIONS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
_T = TypeVar("_T")
_BOOLEANS = {"1": "true", "0": "false"}
_MOST_MEMORY = 48 * 1024 * 1024
_OF_A_TERM = 120
"""Bytes that a term takes beside its letters."""


class AnswerError(ValueError):
    """An answer is none, or not whole; the words say what to do."""


def read_solutions(reply: Reply[Readable]) -> Solutions:
    """Read SPARQL JSON results.

    Raises:
        AnswerError: If they are something else, only what was found until a time limit, or more
            than is kept of one answer.
    """
    _check(reply, (SOLUTIONS, "application/json"))
    try:
        names: list[str] = []
        rows = tuple(_rows(reply.body, names))
    except AnswerError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        problem = phrase(
            "asking.results.answer_no_sparql_result",
            name=type(error).__name__,
            error=str(error)[:100],
        )
        raise AnswerError(
            phrase("asking.results.try_again_or_tell_operator", problem=problem)
        ) from None
    return Solutions(tuple(names), rows, cut=_is_cut(reply, len(rows)))


def _rows(body: Readable, names: list[str]) -> Iterator[tuple[Term | None, ...]]:
    """Yield the rows of an answer once the names of its columns are in `names`."""
    blank: dict[str, BlankNode] = {}
    room = _Room()
    told: list[str] = []

    def head(found: Any) -> None:
        told.extend(map(str, found["vars"]))
        for name in told:
            names.append(_variable(name, names))

    for row in solutions(body, head):
        room.take(len(told) + 1, 0)
        yield tuple(_term(row[name], blank, room) if name in row else None for name in told)


def _variable(name: str, others: Collection[str]) -> str:
    """Return a name that a variable may have, and none of the others has.

    >>> _variable("callret-0", ()), _variable("x", ("x",))
    ('callret_0', 'x_2')
    """
    try:
        Variable(name)
    except ValueError:
        name = re.sub("[^A-Za-z0-9_]", "_", name) or "_"
    same = (f"{name}_{number}" for number in count(2))
    return name if name not in others else next(each for each in same if each not in others)


class _Room:
    """What one answer may take of the memory; its text on paper takes as much again."""

    def __init__(self) -> None:
        self._left = _MOST_MEMORY

    def take(self, pointers: int, letters: int, terms: int = 0) -> None:
        """Take for references to terms, and for terms of so many letters.

        Raises:
            AnswerError: If there is no room left.
        """
        self._left -= 8 * pointers + 2 * letters + _OF_A_TERM * terms
        if self._left < 0:
            raise AnswerError(phrase("asking.results.too_many"))


def read_triples(reply: Reply[Readable]) -> tuple[Triple, ...]:
    """Read N-Triples, without repetition.

    Raises:
        AnswerError: If it is something else, not all of it, or more than is kept of one answer.
    """
    _check(reply, (TRIPLES, "text/plain"))
    read: list[Triple] = []
    room = _Room()
    try:
        for quad in parse(cast("IO[bytes]", reply.body), format=RdfFormat.N_TRIPLES):
            room.take(3, sum(map(_letters, quad.triple)), 3)
            read.append(quad.triple)
    except AnswerError:
        raise
    except (ValueError, SyntaxError) as error:
        problem = phrase("asking.results.answer_no_n_triples", error=str(error)[:100])
        raise AnswerError(
            phrase("asking.results.try_again_or_tell_operator", problem=problem)
        ) from None
    if _is_cut(reply, len(read)):
        raise AnswerError(phrase("asking.results.gave_only_first_part_answer"))
    normal = (Triple(t.subject, t.predicate, _normal(t.object)) for t in read)
    return tuple(dict.fromkeys(normal))


def _letters(term: object) -> int:
    return len(getattr(term, "value", None) or str(term))


def _check(reply: Reply[Readable], expected: tuple[str, ...]) -> None:
    if reply.media_type not in expected:
        raise AnswerError(
            phrase(
                "asking.results.answers_with_instead",
                media_type=reply.media_type,
                expected=expected[0],
            )
        )
    if "X-SQL-State" in reply.headers:
        raise AnswerError(phrase("asking.results.stopped_query_at_time_limit"))


def _is_cut(reply: Reply[Readable], size: int) -> bool:
    most = reply.headers.get("X-SPARQL-MaxRows", "")
    return most.isdigit() and size >= int(most)


def _term(value: Mapping[str, Any], blank: dict[str, BlankNode], room: _Room) -> Term:
    kind, text = value["type"], value["value"]
    room.take(0, len(text), 1)
    if kind == "bnode" or (kind == "uri" and text.startswith("nodeID://")):
        return blank.setdefault(text, BlankNode(f"b{len(blank) + 1}"))
    if kind == "uri":
        return NamedNode(text)
    if kind not in ("literal", "typed-literal"):
        raise ValueError(f"there is no kind of term '{kind}'")
    if language := value.get("xml:lang"):
        return Literal(text, language=language)
    if datatype := value.get("datatype"):
        return _normal(Literal(text, datatype=NamedNode(datatype)))
    return Literal(text)


def _normal(term: _T) -> _T | Literal:
    if isinstance(term, Literal) and term.datatype == XSD.boolean and term.value in _BOOLEANS:
        return Literal(_BOOLEANS[term.value], datatype=XSD.boolean)
    return term
