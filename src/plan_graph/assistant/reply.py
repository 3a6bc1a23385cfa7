"""The reply to one call: rows for programs and the same in words, or why there are none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mcp.types import CallToolResult, TextContent

from plan_graph.asking.search.reply import has_more
from plan_graph.phrases import phrase

Json = dict[str, Any]


def refusal(detail: str) -> CallToolResult:
    """Say why there is no answer, and what to do."""
    return CallToolResult(content=[_text(detail)], is_error=True)


def graph(turtle: bytes, given: int = 0, total: int = 0) -> CallToolResult:
    """Return a graph; a first line says if it is only a part of it."""
    mark = phrase("assistant.reply.first_triples", given=given, total=total)
    return CallToolResult(content=[_text(mark * (given < total) + turtle.decode())])


_OF_RESULT = ("kind", "code", "thing", "title", "snippet", "of", "plan")


def found(body: bytes, asked: Mapping[str, Any]) -> CallToolResult:
    """Return what a search found, as rows and in words, with the question that it may be.

    Args:
        body: What the worker gave.
        asked: The arguments of this call.
    """
    given: Json = json.loads(body)
    rows = [
        [
            each["kind"], each["code"], each["iri"], each["title"]["text"],
            each["snippet"]["text"], each["of"], each["plan"],
        ]
        for each in given["results"]
    ]  # fmt: skip
    more = has_more(given)
    following = {**asked, "offset": given["offset"] + len(rows)} if more else None
    structured = {
        "columns": list(_OF_RESULT),
        "rows": rows,
        "total": given["total"],
        "cut": len(rows) < given["total"],
        "next": following,
    }
    return CallToolResult(content=[_text(_told(given, rows))], structured_content=structured)


def _told(given: Json, rows: list[list[str]]) -> str:
    lines: list[str] = [
        phrase("assistant.reply.read_instead", word=each["word"], read=", ".join(each["read"]))
        for each in given["corrected"]
    ]
    if question := given["question"]:
        values = json.dumps(question["values"], ensure_ascii=False)
        lines.append(phrase("assistant.reply.asks", name=question["name"], values=values))
    if given["partial"]:
        lines.append(phrase("assistant.reply.partial"))
    lines.append(phrase("assistant.reply.found", shown=len(rows), total=given["total"]))
    lines += [" | ".join(filter(None, row)) for row in rows]
    return "\n".join(lines)


def table(body: bytes, total: int, asked: Mapping[str, Any]) -> CallToolResult:
    """Return rows: as CSV with labels, and as values with the arguments for the next rows.

    Args:
        body: What the worker gave.
        total: The rows of the whole answer.
        asked: The arguments of this call, with `limit` and `offset`.
    """
    found: Json = json.loads(body)
    rows, first = len(found["table"]["rows"]), asked["offset"]
    end = first + rows
    more = end < total and rows > 0
    following = {**asked, "offset": end} if more else None
    answer = {**found["table"], "total": total, "cut": rows < total, "next": following}
    rows_given = phrase("assistant.reply.rows_to", first=first + 1, end=end, total=total)
    mark = rows_given + (phrase("assistant.reply.or_go_on_with_offset", end=end) if more else "\n")
    if not rows:
        mark = str(phrase("assistant.reply.no_rows_from_on", first=first, total=total))
    words = mark * (rows < total) + found["words"]
    return CallToolResult(content=[_text(words)], structured_content=answer)


def _text(text: str) -> TextContent:
    return TextContent(type="text", text=text)
