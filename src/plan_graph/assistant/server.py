"""The named queries as tools of the Model Context Protocol, over standard input and output.

The same workers, limits and validation as those of the web server.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from plan_graph import __version__
from plan_graph.queries import Query, names
from plan_graph.web import snapshot
from plan_graph.web.api.openapi import PAGING, label_of, schema_of
from plan_graph.web.api.values import loaded, page_and_values
from plan_graph.web.pool.answer import Answer, BrokenAnswerError
from plan_graph.web.pool.pool import Pool
from plan_graph.web.problems import RequestError
from plan_graph.web.settings import Settings
from plan_graph.web.sparql.guard import IRI
from plan_graph.web.worker import frames

_SEARCH = "words-anywhere"
_INSTRUCTIONS = (
    "Questions about government action plans as a knowledge graph. 'search' finds what holds some "
    "words; 'describe' gives all that is known of one thing, with the words of the document that "
    "state it; each other tool answers one question. Bodies, actions and codes may be given by "
    "short name, label or IRI."
)
_READS = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
Json = dict[str, Any]


async def run(settings: Settings) -> None:
    """Serve one assistant until it closes the input.

    Raises:
        UsageError: If the build cannot be read.
    """
    pool = Pool(settings, snapshot.take(settings.build))
    try:
        await pool.start()
        assistant = Assistant(settings, pool)
        server: Server[Any] = Server(
            "plan-graph",
            version=__version__,
            instructions=_INSTRUCTIONS,
            on_list_tools=assistant.list_tools,
            on_call_tool=assistant.call_tool,
        )
        async with stdio_server() as (reader, writer):
            await server.run(reader, writer, server.create_initialization_options())
    finally:
        await pool.stop()


class Assistant:
    """Answers the calls of an assistant."""

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self._settings = settings
        self._pool = pool

    async def list_tools(self, context: Any, parameters: Any) -> types.ListToolsResult:
        """Give all tools."""
        search = _tool("search", loaded(_SEARCH))
        tools = [search, _DESCRIBE, *(_tool(name, loaded(name)) for name in names())]
        return types.ListToolsResult(tools=tools)

    async def call_tool(
        self, context: Any, parameters: types.CallToolRequestParams
    ) -> types.CallToolResult:
        """Answer one call; what cannot be answered is told to the assistant, with the remedy."""
        try:
            given = _texts(parameters.arguments or {})
            if parameters.name == "describe":
                return await self._describe(given)
            name = _SEARCH if parameters.name == "search" else parameters.name
            return await self._query(loaded(name[:100]), given)
        except RequestError as error:
            return types.CallToolResult(content=[_text(error.detail)], is_error=True)

    async def _describe(self, given: Mapping[str, str]) -> types.CallToolResult:
        iri = given.get("iri", "")
        if set(given) != {"iri"} or not IRI.fullmatch(iri):
            raise RequestError(400, "give iri=<the IRI of one thing>, and nothing else")
        body, _ = await self._ask({"do": "describe", "iri": iri, "format": "turtle"})
        return types.CallToolResult(content=[_text(body.decode())])

    async def _query(self, query: Query, given: Mapping[str, str]) -> types.CallToolResult:
        limit, offset, values = page_and_values(query, given)
        message = {
            "do": "named",
            "name": query.name,
            "values": values,
            "limit": limit,
            "offset": offset,
            "solution_formats": ["json"],
            "graph_formats": ["turtle"],
        }
        body, head = await self._ask(message)
        if query.form == "construct":
            return types.CallToolResult(content=[_text(body.decode())])
        answer: Json = {"rows": _rows(json.loads(body))}
        if head.get("more"):
            answer["next"] = {**values, "limit": limit, "offset": offset + limit}
        text = _text(json.dumps(answer, ensure_ascii=False))
        return types.CallToolResult(content=[text], structured_content=answer)

    async def _ask(self, message: Json) -> tuple[bytes, Json]:
        message["seconds"] = self._settings.deadline_seconds
        answer: Answer = self._pool.ask(frames.request(message))
        try:
            head = await answer.start()
            return b"".join([part async for part in answer.parts()]), head
        except BrokenAnswerError as error:
            raise RequestError(500, str(error)) from None
        finally:
            answer.close()


_DESCRIBE = types.Tool(
    name="describe",
    title="What is known of one thing?",
    description="Gives, in Turtle, what is said of a thing, what links to it, and its sources.",
    input_schema={
        "type": "object",
        "properties": {"iri": {"type": "string", "description": "The IRI of the thing"}},
        "required": ["iri"],
        "additionalProperties": False,
    },
    annotations=_READS,
)


def _tool(name: str, query: Query) -> types.Tool:
    properties = {
        parameter.name: {
            **schema_of(query, parameter),
            "description": label_of(query, parameter),
        }
        for parameter in query.parameters.values()
    }
    if query.form == "select":
        properties |= {each["name"]: each["schema"] for each in PAGING}
    required = [p.name for p in query.parameters.values() if p.required]
    return types.Tool(
        name=name,
        title=query.words("summary"),
        description=query.words("description"),
        input_schema={
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        },
        annotations=_READS,
    )


def _texts(arguments: Mapping[str, Any]) -> dict[str, str]:
    """Give arguments as texts; they are validated like those of the web.

    Raises:
        RequestError: If one is a list or an object.
    """
    found = {}
    for name, value in arguments.items():
        if not isinstance(value, str | int | float) or value is None:
            raise RequestError(400, f"parameter '{name[:60]}': give one text or number")
        found[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return found


def _rows(results: Json) -> list[Json]:
    """Give the rows as plain objects."""
    return [
        {name: term["value"] for name, term in row.items()}
        for row in results["results"]["bindings"]
    ]


def _text(text: str) -> types.TextContent:
    return types.TextContent(type="text", text=text)
