"""Rules for parameters, so that ours and grlc's ways to put values in give the same query.

grlc replaces the text of a token wherever it stands, which is why no token may begin
another, and why none may stand where a value is no SPARQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plan_graph.queries.binding import KNOWN_TYPES
from plan_graph.queries.lint.complaint import Complaint, decorator_line, line_of
from plan_graph.queries.naming import KINDS
from plan_graph.queries.template import Query, Token, tokens

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_CONSTANT = re.compile(r'\s*,\s*(?:"(?P<text>[^"\\]*)"|(?P<number>[+-]?\d+))')
_PROJECTED = re.compile(r"(?is)\bSELECT\b(?P<clause>.*?)(?:\bWHERE\b|\{)")
_GROUPED = re.compile(r"(?is)\bGROUP\s+BY\b(?P<clause>.*?)(?:\bHAVING\b|\bORDER\b|\bLIMIT\b|\}|$)")
_CALLED = re.compile(r"(?is)(?:\bAS\s+|\bBOUND\s*\(\s*|\bSTR\s*\(\s*)$")


def parameter_complaints(query: Query) -> Iterator[Complaint]:
    """Give what is to change in the parameters of a query."""
    found = list(tokens(query.text))
    yield from _types(query, found)
    yield from _beginnings(query, found)
    yield from _places(query, found)
    yield from _described(query, found)


def _types(query: Query, found: list[Token]) -> Iterator[Complaint]:
    first: dict[str, Token] = {}
    for token in found:
        name, kind = token.parameter.name, token.parameter.type
        line = line_of(query.text, token.start)
        if kind not in KNOWN_TYPES and not _LANGUAGE.fullmatch(kind):
            known = ", ".join(sorted(filter(None, KNOWN_TYPES)))
            yield Complaint(line, f"'{kind}' of '{name}' is no type; choose one of {known}")
        if kind == "iri" and name not in KINDS:
            problem = f"'{name}' says not what it takes; name it one of {', '.join(KINDS)}"
            yield Complaint(line, problem)
        if first.setdefault(name, token).parameter != token.parameter:
            yield Complaint(line, f"'{name}' is written in two ways; write its token the same")


def _beginnings(query: Query, found: list[Token]) -> Iterator[Complaint]:
    written = {query.text[token.start : token.end]: token for token in found}
    for one in written:
        for other, token in written.items():
            if other != one and other.startswith(one):
                problem = f"'{other}' begins with '{one}', so grlc would mix them up; rename one"
                yield Complaint(line_of(query.text, token.start), problem)


def _places(query: Query, found: list[Token]) -> Iterator[Complaint]:
    clauses = [*_PROJECTED.finditer(query.text), *_GROUPED.finditer(query.text)]
    for token in found:
        line, word = line_of(query.text, token.start), query.text[token.start : token.end]
        if any(each.start("clause") <= token.start < each.end("clause") for each in clauses):
            problem = f"'{word}' stands in SELECT or GROUP BY; BIND it to a variable in WHERE"
            yield Complaint(line, problem)
        if _CALLED.search(query.text[: token.start]):
            problem = f"'{word}' stands behind AS, BOUND or STR; use COALESCE({word}, …)"
            yield Complaint(line, problem)


def _described(query: Query, found: list[Token]) -> Iterator[Complaint]:
    said = query.own.get("parameters")
    said = said if isinstance(said, Mapping) else {}
    line = decorator_line(query, "x-plan-graph")
    for name in query.parameters:
        label = (said.get(name) or {}).get("label") or {}
        for language in ("en", "ro"):
            if not label.get(language):
                problem = f"parameter '{name}' has no label in '{language}'"
                yield Complaint(line, f"{problem}; add it under x-plan-graph: parameters")
    for name in said:
        if name not in query.parameters:
            yield Complaint(line, f"'{name}' is described but is no parameter; remove it")
    yield from _defaults(query, found, said)


def _defaults(query: Query, found: list[Token], said: Mapping[str, Any]) -> Iterator[Complaint]:
    for token in found:
        name = token.parameter.name
        declared = (said.get(name) or {}).get("default")
        match = _CONSTANT.match(query.text, token.end)
        applied = match and (match["text"] or match["number"])
        if match and str(declared) != applied:
            problem = f"the text takes '{applied}' for '{name}', the decorators say '{declared}'"
            yield Complaint(line_of(query.text, token.start), f"{problem}; make them equal")
