"""The named queries as tools of an AI assistant, with the client of the protocol's own SDK."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client, StdioServerParameters, types

from plan_graph.queries import load, names
from serving import write_real_build

T = TypeVar("T")
Asked = Callable[[Callable[[Client], Awaitable[Any]]], Any]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Give what talks to a server of its own."""
    build = write_real_build(tmp_path_factory.mktemp("mcp"))

    def run(talk: Callable[[Client], Awaitable[Any]]) -> Any:
        return asyncio.run(_talk(build, talk))

    return run


async def _talk(build: Path, talk: Callable[[Client], Awaitable[T]]) -> T:
    arguments = ["-m", "plan_graph", "mcp", str(build)]
    async with Client(StdioServerParameters(command=sys.executable, args=arguments)) as client:
        return await talk(client)


async def call(client: Client, name: str, **arguments: Any) -> types.CallToolResult:
    result = await client.call_tool(name, arguments)
    assert isinstance(result, types.CallToolResult)
    return result


def text(result: types.CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, types.TextContent)
    return content.text


def test_every_named_query_is_a_tool(asked: Asked) -> None:
    async def talk(client: Client) -> list[types.Tool]:
        return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in asked(talk)}

    assert set(tools) == {"search", "describe", *names()}
    agency = tools["actions-by-agency"]
    assert agency.title == load("actions-by-agency").words("summary")
    assert agency.input_schema["required"] == ["agency"]
    assert agency.annotations and agency.annotations.read_only_hint


def test_a_tool_answers_with_rows_and_goes_on_in_pages(asked: Asked) -> None:
    async def talk(client: Client) -> list[Any]:
        first = await call(client, "actions-list", limit=60)
        told = first.structured_content or {}
        return [first, await call(client, "actions-list", **told["next"])]

    first, second = asked(talk)

    assert json.loads(text(first)) == first.structured_content
    assert len(first.structured_content["rows"]) == 60
    assert len(second.structured_content["rows"]) == 7
    assert "next" not in second.structured_content


def test_search_finds_words_and_describe_tells_all_about_a_thing(asked: Asked) -> None:
    async def talk(client: Client) -> tuple[Any, Any]:
        found = await call(client, "search", words="minori")
        thing = (found.structured_content or {})["rows"][0]["thing"]
        return thing, await call(client, "describe", iri=thing)

    thing, described = asked(talk)

    assert thing in text(described)
    assert "plan:quote" in text(described)


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("actions-by-agency", {}, "needs a value for agency"),
    ("actions-by-agency", {"agency": "INMM"}, "did you mean"),
    ("actions-by-agency", {"agency": ["INM"]}, "give one text or number"),
    ("actions-by-agency", {"agency": "INM\n} #"}, "printable"),
    ("actions-by-agency", {"agency": "INM", "x": "y"}, "has no parameter 'x'"),
    ("actions-list", {"limit": 0}, "expected a number from 1"),
    ("actions-lst", {}, "did you mean 'actions-list'"),
    ("describe", {"iri": "no iri"}, "give iri="),
    ("describe", {"iri": "http://example.org/none"}, "nothing is known"),
    ("../etc/passwd", {}, "there is no such query"),
]


def test_what_cannot_be_answered_is_told_with_the_remedy(asked: Asked) -> None:
    async def talk(client: Client) -> list[types.CallToolResult]:
        return [await call(client, name, **arguments) for name, arguments, _ in REFUSED]

    for result, (_, _, told) in zip(asked(talk), REFUSED, strict=True):
        assert result.is_error
        assert told in text(result)
