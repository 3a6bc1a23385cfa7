"""Rules for decorators and parameters: what grlc, our list of questions and the charts read there.

grlc replaces the text of a token wherever it stands; these rules make its way to put values in and
ours give the same query.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plan_graph.asking.queries.binding import KNOWN_TYPES
from plan_graph.asking.queries.lint.portable import Complaint, decorator_line, line_of
from plan_graph.asking.queries.naming import KINDS
from plan_graph.asking.queries.template import Query, Token, tokens
from plan_graph.phrases import phrase

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def decorator_complaints(query: Query) -> Iterator[Complaint]:
    """Yield what is to change in name and decorators.

    Raises:
        QueryError: If the decorators cannot be read at all.
    """
    if not _NAME.fullmatch(query.name):
        yield Complaint(0, phrase("asking.decorators.name_not_kebab_case", name=query.name))
    about, own = query.about, query.own
    yield from _placed(query)
    for key, where, texts in (
        ("summary", "", about),
        ("description", "", about),
        ("summary", "x-plan-graph: ", {"summary": _in(own, "summary", "ro")}),
        ("description", "x-plan-graph: ", {"description": _in(own, "description", "ro")}),
    ):
        text = texts.get(key)
        tongue = "Romanian " if where else ""
        if not isinstance(text, str) or not text.strip():
            line = decorator_line(query, "x-plan-graph" if where else key)
            yield Complaint(
                line,
                phrase("asking.decorators.no_add", tongue=tongue, key=key, where=where),
            )
        elif key == "summary" and not text.strip().endswith("?"):
            line = decorator_line(query, "x-plan-graph" if where else key)
            yield Complaint(line, phrase("asking.decorators.summary_no_question", tongue=tongue))
    yield from _fixed(query, about)
    yield from _chart(query)


def _in(own: Mapping[str, Any], key: str, language: str) -> object:
    texts = own.get(key)
    return texts.get(language) if isinstance(texts, Mapping) else None


def _placed(query: Query) -> Iterator[Complaint]:
    decorators = [m.start() for m in re.finditer(r"(?m)^#\+", query.source)]
    lines = [line_of(query.source, offset) for offset in decorators]
    for expected, line in enumerate(lines, start=1):
        if line != expected:
            problem = phrase("asking.decorators.decorator_stands_apart")
            yield Complaint(line, problem)
            return


def _fixed(query: Query, about: Mapping[str, Any]) -> Iterator[Complaint]:
    tags = about.get("tags")
    if not isinstance(tags, list) or not tags or not all(isinstance(tag, str) for tag in tags):
        yield Complaint(decorator_line(query, "tags"), phrase("asking.decorators.no_tags"))
    if about.get("endpoint_in_url") is not False:
        problem = phrase("asking.decorators.grlc_would_show_endpoint_parameter")
        yield Complaint(decorator_line(query, "endpoint_in_url"), problem)
    if about.get("endpoint-method") != "GET":
        problem = phrase("asking.decorators.virtuoso_never_answers_grlcs_post")
        yield Complaint(decorator_line(query, "endpoint-method"), problem)
    if "pagination" in about:
        problem = phrase("asking.decorators.grlc_would_cut_every_limit")
        yield Complaint(decorator_line(query, "pagination"), problem)


def _chart(query: Query) -> Iterator[Complaint]:
    chart = query.own.get("chart")
    if chart is None:
        return
    line = decorator_line(query, "  chart")
    if not isinstance(chart, Mapping) or not {"mark", "encoding"} <= set(chart):
        yield Complaint(line, phrase("asking.decorators.chart_lacks_mark_or_encoding"))
        return
    for field in _fields(chart):
        if not re.search(rf"\?{re.escape(field)}\b", query.text):
            yield Complaint(line, phrase("asking.decorators.chart_shows_no_column", field=field))


def _fields(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        if isinstance(part.get("field"), str):
            yield part["field"]
        for value in part.values():
            yield from _fields(value)
    elif isinstance(part, list):
        for value in part:
            yield from _fields(value)


_LANGUAGE = re.compile(r"[a-z]{2,3}")
_CONSTANT = re.compile(r'\s*,\s*(?:"(?P<text>[^"\\]*)"|(?P<number>[+-]?\d+))')
_PROJECTED = re.compile(r"(?is)\bSELECT\b(?P<clause>.*?)(?:\bWHERE\b|\{)")
_GROUPED = re.compile(r"(?is)\bGROUP\s+BY\b(?P<clause>.*?)(?:\bHAVING\b|\bORDER\b|\bLIMIT\b|\}|$)")
_CALLED = re.compile(r"(?is)(?:\bAS\s+|\bBOUND\s*\(\s*|\bSTR\s*\(\s*)$")


def parameter_complaints(query: Query) -> Iterator[Complaint]:
    """Yield what is to change in the parameters of a query."""
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
            yield Complaint(
                line,
                phrase("asking.decorators.no_type", kind=kind, name=name, known=known),
            )
        if kind == "iri" and name not in KINDS:
            problem = phrase(
                "asking.decorators.says_not_what_takes",
                name=name,
                kinds=", ".join(KINDS),
            )
            yield Complaint(line, problem)
        if first.setdefault(name, token).parameter != token.parameter:
            yield Complaint(line, phrase("asking.decorators.written_two_ways", name=name))


def _beginnings(query: Query, found: list[Token]) -> Iterator[Complaint]:
    written = {query.text[token.start : token.end]: token for token in found}
    for one in written:
        for other, token in written.items():
            if other != one and other.startswith(one):
                problem = phrase(
                    "asking.decorators.begins_with_so_grlc_would", other=other, one=one
                )
                yield Complaint(line_of(query.text, token.start), problem)


def _places(query: Query, found: list[Token]) -> Iterator[Complaint]:
    clauses = [*_PROJECTED.finditer(query.text), *_GROUPED.finditer(query.text)]
    for token in found:
        line, word = line_of(query.text, token.start), query.text[token.start : token.end]
        if any(each.start("clause") <= token.start < each.end("clause") for each in clauses):
            problem = phrase("asking.decorators.stands_select_or_group_by", word=word)
            yield Complaint(line, problem)
        if _CALLED.search(query.text[: token.start]):
            problem = phrase("asking.decorators.stands_behind_bound_or_str", word=word)
            yield Complaint(line, problem)


def _described(query: Query, found: list[Token]) -> Iterator[Complaint]:
    said = query.own.get("parameters")
    said = said if isinstance(said, Mapping) else {}
    line = decorator_line(query, "x-plan-graph")
    for name in query.parameters:
        label = (said.get(name) or {}).get("label") or {}
        for language in ("en", "ro"):
            if not label.get(language):
                problem = phrase(
                    "asking.decorators.parameter_no_label",
                    name=name,
                    language=language,
                )
                yield Complaint(
                    line,
                    phrase("asking.decorators.add_under_x_plan_graph", problem=problem),
                )
    for name in said:
        if name not in query.parameters:
            yield Complaint(line, phrase("asking.decorators.described_but_no_parameter", name=name))
    yield from _defaults(query, found, said)


def _defaults(query: Query, found: list[Token], said: Mapping[str, Any]) -> Iterator[Complaint]:
    for token in found:
        name = token.parameter.name
        declared = (said.get(name) or {}).get("default")
        match = _CONSTANT.match(query.text, token.end)
        applied = match and (match["text"] or match["number"])
        if match and str(declared) != applied:
            problem = phrase(
                "asking.decorators.text_takes_for_decorators_say",
                applied=applied,
                name=name,
                declared=declared,
            )
            yield Complaint(
                line_of(query.text, token.start),
                phrase("asking.decorators.make_them_equal", problem=problem),
            )
