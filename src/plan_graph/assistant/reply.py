"""The reply to one call: rows for programs and the same in words, or why there are none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mcp.types import CallToolResult, TextContent

from plan_graph.asking.answers.listing import explanation
from plan_graph.asking.queries import load
from plan_graph.phrases import phrase

Json = dict[str, Any]


def refusal(detail: str) -> CallToolResult:
    """Say why there is no answer, and what to do."""
    return CallToolResult(content=[_text(detail)], is_error=True)


def graph(turtle: bytes, given: int = 0, total: int = 0) -> CallToolResult:
    """Return a graph; a first line says if it is only a part of it."""
    mark = phrase("assistant.reply.first_triples", given=given, total=total)
    return CallToolResult(content=[_text(mark * (given < total) + turtle.decode())])


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
    sources = {"sources": found["sources"]} if "sources" in found else {}
    answer = {**found["table"], **sources, "total": total, "cut": rows < total, "next": following}
    rows_given = phrase("assistant.reply.rows_to", first=first + 1, end=end, total=total)
    mark = rows_given + (phrase("assistant.reply.or_go_on_with_offset", end=end) if more else "\n")
    if not rows:
        mark = str(phrase("assistant.reply.no_rows_from_on", first=first, total=total))
    words = mark * (rows < total) + found["words"]
    return CallToolResult(content=[_text(words)], structured_content=answer)


def words(text: str) -> CallToolResult:
    """Return words only."""
    return CallToolResult(content=[_text(text)])


def questions(found: Json, language: str) -> CallToolResult:
    """Return the named questions that words may ask, with the values that were named.

    Args:
        found: The questions, the one that fits best first, and whether it is sure.
        language: The language of the reply.
    """
    said: list[str] = [
        phrase("assistant.reply.sure" if found["sure"] else "assistant.reply.not_sure")
    ]
    for each in found["questions"]:
        values = json.dumps(each["values"], ensure_ascii=False) if each["values"] else ""
        named = phrase("assistant.reply.values", values=values) * bool(values)
        said.append(f"{each['name']}\n{named}{explanation(load(each['name']), language)}")
    return CallToolResult(content=[_text("\n\n".join(said))], structured_content=found)


def _text(text: str) -> TextContent:
    return TextContent(type="text", text=text)
