"""What endpoints answer, as terms; the one place that knows the quirks of engines.

Virtuoso writes 'typed-literal', booleans as 1 and 0, blank nodes as IRIs 'nodeID://…', and
gives partial answers with status 200, which it tells in headers only.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from plan_graph.asking.http import Reply
from plan_graph.asking.queries.engine import Solutions, Term
from plan_graph.phrases import phrase
from plan_graph.vocab import XSD

SOLUTIONS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
_T = TypeVar("_T")
_BOOLEANS = {"1": "true", "0": "false"}


class AnswerError(ValueError):
    """An answer is none, or not whole; the words say what to do."""


def read_solutions(reply: Reply) -> Solutions:
    """Read SPARQL JSON results.

    Raises:
        AnswerError: If they are something else, or only what was found until a time limit.
    """
    _check(reply, (SOLUTIONS, "application/json"))
    try:
        document = json.loads(reply.body)
        variables = tuple(str(name) for name in document["head"]["vars"])
        blank: dict[str, BlankNode] = {}
        rows = tuple(
            tuple(_term(row[name], blank) if name in row else None for name in variables)
            for row in document["results"]["bindings"]
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        problem = phrase(
            "asking.results.answer_no_sparql_result",
            name=type(error).__name__,
            error=str(error)[:100],
        )
        raise AnswerError(
            phrase("asking.results.try_again_or_tell_operator", problem=problem)
        ) from None
    return Solutions(variables, rows, cut=_is_cut(reply, len(rows)))


def read_triples(reply: Reply) -> tuple[Triple, ...]:
    """Read N-Triples, without repetition.

    Raises:
        AnswerError: If it is something else, or not all of it.
    """
    _check(reply, (TRIPLES, "text/plain"))
    try:
        read = [quad.triple for quad in parse(reply.body, format=RdfFormat.N_TRIPLES)]
    except (ValueError, SyntaxError) as error:
        problem = phrase("asking.results.answer_no_n_triples", error=str(error)[:100])
        raise AnswerError(
            phrase("asking.results.try_again_or_tell_operator", problem=problem)
        ) from None
    if _is_cut(reply, len(read)):
        raise AnswerError(phrase("asking.results.gave_only_first_part_answer"))
    normal = (Triple(t.subject, t.predicate, _normal(t.object)) for t in read)
    return tuple(dict.fromkeys(normal))


def _check(reply: Reply, expected: tuple[str, ...]) -> None:
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


def _is_cut(reply: Reply, size: int) -> bool:
    most = reply.headers.get("X-SPARQL-MaxRows", "")
    return most.isdigit() and size >= int(most)


def _term(value: Mapping[str, Any], blank: dict[str, BlankNode]) -> Term:
    kind, text = value["type"], value["value"]
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
