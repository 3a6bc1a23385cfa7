"""Rules for the decorators: what grlc, our list of questions and the charts read there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plan_graph.queries.lint.complaint import Complaint, decorator_line, line_of
from plan_graph.queries.template import Query

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def decorator_complaints(query: Query) -> Iterator[Complaint]:
    """Give what is to change in name and decorators.

    Raises:
        QueryError: If the decorators cannot be read at all.
    """
    if not _NAME.fullmatch(query.name):
        yield Complaint(0, f"the name '{query.name}' is not kebab-case; write such as 'due-by'")
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
            yield Complaint(line, f"there is no {tongue}{key}; add {where}{key}")
        elif key == "summary" and not text.strip().endswith("?"):
            line = decorator_line(query, "x-plan-graph" if where else key)
            yield Complaint(line, f"the {tongue}summary is no question; end it with '?'")
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
            problem = "a decorator stands apart; put all of them at the top, without a gap"
            yield Complaint(line, problem)
            return


def _fixed(query: Query, about: Mapping[str, Any]) -> Iterator[Complaint]:
    tags = about.get("tags")
    if not isinstance(tags, list) or not tags or not all(isinstance(tag, str) for tag in tags):
        yield Complaint(
            decorator_line(query, "tags"), "there are no tags; list at least one under tags"
        )
    if about.get("endpoint_in_url") is not False:
        problem = "grlc would show its endpoint parameter; add 'endpoint_in_url: False'"
        yield Complaint(decorator_line(query, "endpoint_in_url"), problem)
    if about.get("endpoint-method") != "GET":
        problem = "Virtuoso never answers grlc's POST; add 'endpoint-method: GET'"
        yield Complaint(decorator_line(query, "endpoint-method"), problem)
    if "pagination" in about:
        problem = "grlc would cut every LIMIT out of the text; remove 'pagination'"
        yield Complaint(decorator_line(query, "pagination"), problem)


def _chart(query: Query) -> Iterator[Complaint]:
    chart = query.own.get("chart")
    if chart is None:
        return
    line = decorator_line(query, "  chart")
    if not isinstance(chart, Mapping) or not {"mark", "encoding"} <= set(chart):
        yield Complaint(line, "the chart lacks a mark or an encoding; give both, as Vega-Lite has")
        return
    for field in _fields(chart):
        if not re.search(rf"\?{re.escape(field)}\b", query.text):
            yield Complaint(line, f"the chart shows '{field}', which is no column; choose another")


def _fields(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        if isinstance(part.get("field"), str):
            yield part["field"]
        for value in part.values():
            yield from _fields(value)
    elif isinstance(part, list):
        for value in part:
            yield from _fields(value)
