"""Assistants with the tools that are offered by default, over both transports."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent

from plan_graph.asking.queries import load, names
from real_store import real_build
from serving import Server, serving

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(real_build()) as found:
        yield found


@pytest.fixture(scope="module", params=["stdio", "http"])
async def client(request: pytest.FixtureRequest, server: Server) -> AsyncIterator[Client]:
    command = ["-m", "plan_graph", "mcp", str(real_build())]
    by_stdio = StdioServerParameters(command=sys.executable, args=command)
    async with Client(by_stdio if request.param == "stdio" else server.url + "mcp") as found:
        yield found


def text(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


async def test_the_default_tools_are_few_and_short(client: Client) -> None:
    tools = (await client.list_tools()).tools

    assert len(tools) <= 8
    described = json.dumps([tool.model_dump(exclude_none=True) for tool in tools])
    assert len(described) <= 12_000


async def test_a_question_in_words_leads_to_rows_with_their_source(client: Client) -> None:
    question = {"question": "In which actions does ANITP take part?"}
    found = text(await client.call_tool("find-question", question))
    asked = {"name": "actions-by-agency", "values": {"agency": "ANITP"}, "limit": 3}
    result = await client.call_tool("run-question", asked)

    assert "actions-by-agency" in found
    answer: Any = result.structured_content
    assert len(answer["rows"]) == len(answer["sources"]) == 3
    source = answer["sources"][0]
    assert source["permalink"] in answer["rows"][0]
    assert source["place"].startswith("table 1, row ")
    words = (real_build() / "ro-thb-2021-2022" / "source.txt").read_text(encoding="utf-8")
    assert source["quote"] in words


async def test_what_is_found_leads_to_the_words_of_the_document(client: Client) -> None:
    found: Any = (await client.call_tool("search", {"words": "victim"})).structured_content
    thing = next(source["permalink"] for source in found["sources"] if source)

    told = text(await client.call_tool("source-words", {"iri": thing}))

    assert "row " in told


async def test_questions_are_listed_by_subject(client: Client) -> None:
    all_of_them = text(await client.call_tool("list-questions", {}))
    some = text(await client.call_tool("list-questions", {"subject": "funding"}))

    assert all(load(name).words("summary") in all_of_them for name in names())
    assert 0 < len(some) < len(all_of_them) / 2


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("find-question", {"question": "What is the weather like?"}, "no named question fits"),
    ("find-question", {}, "give question="),
    ("run-question", {"name": "actions-by-agenc"}, "did you mean"),
    ("run-question", {"name": "actions-list", "values": 1}, "give name="),
    (
        "run-question",
        {"name": "actions-list", "agency": "ANITP"},
        "'agency': there is no such argument",
    ),
    ("list-questions", {"subject": "weather"}, "take one of"),
    ("source-words", {"iri": "https://example.org/none"}, "no words of a document state it"),
]


@pytest.mark.parametrize(("tool", "values", "told"), REFUSED)
async def test_what_cannot_be_answered_is_told_with_the_remedy(
    client: Client, tool: str, values: dict[str, Any], told: str
) -> None:
    result = await client.call_tool(tool, values)

    assert result.is_error
    assert told in text(result)


CALL = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
KIND = {"Accept": "application/json, text/event-stream"}


def test_only_messages_are_answered_and_no_pages_of_other_sites(server: Server) -> None:
    def status(**headers: str) -> int:
        return server.client.post("mcp", json=CALL, headers=KIND | headers).status_code

    assert server.client.get("mcp", headers=KIND).status_code == 405
    assert server.client.delete("mcp").status_code == 405
    assert status(Origin="https://elsewhere.example") == 403
    assert status(Origin=server.url.rstrip("/")) == 200
    assert server.client.post("mcp", content=b"x" * 1_100_000, headers=KIND).status_code == 413


def test_beyond_the_loopback_a_token_is_needed() -> None:
    token = "a-token-of-sixteen-letters"
    with serving(real_build(), url="https://plans.example.org/") as public:
        refused = public.client.post("mcp", json=CALL, headers=KIND)
    with serving(real_build(), url="https://plans.example.org/", assistant_token=token) as public:
        unknown = public.client.post("mcp", json=CALL, headers=KIND)
        known = public.client.post(
            "mcp", json=CALL, headers=KIND | {"Authorization": f"Bearer {token}"}
        )

    assert (refused.status_code, unknown.status_code, known.status_code) == (403, 401, 200)
    assert "--mcp-token" in refused.json()["detail"]
    assert unknown.headers["www-authenticate"] == "Bearer"
    assert isinstance(known, httpx.Response) and known.json()["result"]["tools"]
