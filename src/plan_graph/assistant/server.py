"""Serve one assistant over standard input and output, which carry nothing else.

The same workers, limits and validation as those of the web server.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from typing import Any

from mcp import MCPError, types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

from plan_graph import __version__
from plan_graph.asking.answers.listing import listing
from plan_graph.asking.queries.template import Query
from plan_graph.assistant import reply
from plan_graph.assistant.tools import DESCRIBE, ROWS, query_of, texts, tools
from plan_graph.phrases import phrase
from plan_graph.web import snapshot
from plan_graph.web.api.handlers import page_and_values
from plan_graph.web.pool.job import BrokenAnswerError, Request
from plan_graph.web.pool.pool import Pool
from plan_graph.web.problems import RequestError
from plan_graph.web.server import follow
from plan_graph.web.settings import Settings
from plan_graph.web.sparql.guard import IRI
from plan_graph.web.worker import messages

QUESTIONS = "plan-graph://questions"
"""The resource that lists all questions by subject."""
Json = dict[str, Any]


def _questions() -> types.Resource:
    title = phrase("assistant.server.questions")
    return types.Resource(uri=QUESTIONS, name="questions", title=title, mime_type="text/plain")


async def run(settings: Settings) -> None:
    """Serve one assistant until it closes the input, from the newest build at each moment.

    Raises:
        UsageError: If the build cannot be read.
    """
    pool = Pool(settings, snapshot.take(settings.build))
    _end_on_interrupt(pool)
    try:
        await pool.start()
        following = asyncio.create_task(follow(settings, pool))
        assistant = Assistant(settings, pool)
        server: Server[Any] = Server(
            "plan-graph",
            version=__version__,
            instructions=phrase("assistant.server.instructions", questions=QUESTIONS),
            on_list_tools=assistant.list_tools,
            on_call_tool=assistant.call_tool,
            on_list_resources=assistant.list_resources,
            on_read_resource=assistant.read_resource,
        )
        async with stdio_server() as (reader, writer):
            await server.run(reader, writer, server.create_initialization_options())
        following.cancel()
    finally:
        await pool.stop()


def _end_on_interrupt(pool: Pool) -> None:
    """End at once when interrupted: the thread that waits for input would hold the process up."""
    loop = asyncio.get_running_loop()
    ending: list[asyncio.Task[None]] = []

    async def end(number: int) -> None:
        await pool.stop()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def begin(number: int) -> None:
        ending.append(loop.create_task(end(number)))

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, begin, number)


class Assistant:
    """Answers the calls of an assistant."""

    def __init__(self, settings: Settings, pool: Pool) -> None:
        self._settings = settings
        self._pool = pool

    async def list_tools(self, _: Any, __: object) -> types.ListToolsResult:
        """Return all tools."""
        return types.ListToolsResult(tools=tools())

    async def list_resources(self, _: Any, __: object) -> types.ListResourcesResult:
        """Return the list of questions as the only resource."""
        return types.ListResourcesResult(resources=[_questions()])

    async def read_resource(
        self, _: Any, wanted: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """Return the list of questions."""
        if str(wanted.uri) != QUESTIONS:
            problem = phrase(
                "assistant.server.resource_none", uri=str(wanted.uri)[:60], questions=QUESTIONS
            )
            raise MCPError(types.INVALID_PARAMS, problem)
        text = types.TextResourceContents(uri=QUESTIONS, mime_type="text/plain", text=listing("en"))
        return types.ReadResourceResult(contents=[text])

    async def call_tool(self, _: Any, call: types.CallToolRequestParams) -> types.CallToolResult:
        """Answer one call; what cannot be answered is told to the assistant, with the remedy.

        Raises:
            MCPError: If there is no such tool.
        """
        arguments = call.arguments or {}
        if call.name == DESCRIBE:
            answer = self._describe(arguments)
        else:
            answer = self._query(_known(call.name), arguments)
        try:
            return await answer
        except RequestError as error:
            return reply.refusal(error.detail)

    async def _describe(self, given: Mapping[str, object]) -> types.CallToolResult:
        iri = given.get("iri")
        if set(given) != {"iri"} or not isinstance(iri, str) or not IRI.fullmatch(iri):
            raise RequestError(400, phrase("assistant.server.give_iri_iri_one_thing"))
        body, _ = await self._ask({"do": "describe", "iri": iri, "format": "turtle"})
        return reply.graph(body)

    async def _query(self, query: Query, given: Mapping[str, object]) -> types.CallToolResult:
        limit, offset, values = page_and_values(query, texts(query, given), ROWS)
        message = {
            "do": "plain",
            "name": query.name,
            "values": values,
            "limit": limit,
            "offset": offset,
        }
        body, head = await self._ask(message)
        if query.form == "construct":
            return reply.graph(body, head["given"], head["total"])
        return reply.table(body, head["total"], {**values, "limit": limit, "offset": offset})

    async def _ask(self, message: Json) -> tuple[bytes, Json]:
        message["seconds"] = self._settings.deadline_seconds
        answer = self._pool.ask(Request(messages.request(message)))
        try:
            head = await answer.start()
            return b"".join([part async for part in answer.parts()]), head
        except BrokenAnswerError as error:
            raise RequestError(500, str(error)) from None
        finally:
            answer.close()


def _known(tool: str) -> Query:
    try:
        return query_of(tool)
    except RequestError as error:
        raise MCPError(types.INVALID_PARAMS, error.detail) from None
