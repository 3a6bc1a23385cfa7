"""What an assistant is answered: lists of tools and resources, and the calls of the tools."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from mcp import MCPError, types
from mcp.server.lowlevel import Server

from plan_graph import __version__
from plan_graph.asking.answers.listing import listing
from plan_graph.asking.queries.template import Query
from plan_graph.assistant import reply, toolset
from plan_graph.assistant.resources import Resources
from plan_graph.assistant.tools import ROWS, all_questions, texts
from plan_graph.phrases import languages, phrase
from plan_graph.web.api.handlers import loaded, page_and_values
from plan_graph.web.pool.job import Request
from plan_graph.web.pool.pool import Pool
from plan_graph.web.problems import RequestError
from plan_graph.web.settings import Settings
from plan_graph.web.sparql.guard import IRI
from plan_graph.web.worker import messages

Json = dict[str, Any]
Given = Mapping[str, Any]
Answer = Callable[[Given], Awaitable[types.CallToolResult]]


def protocol_server(settings: Settings, pool: Pool, *, all_tools: bool) -> Server[Any]:
    """Return what speaks the protocol, for any transport.

    Args:
        settings: The limits of an answer.
        pool: The workers that answer.
        all_tools: Whether every named query is offered as a tool, beside the small set.
    """
    assistant, resources = Assistant(settings, pool, all_tools=all_tools), Resources(pool)
    return Server(
        "plan-graph",
        version=__version__,
        instructions=phrase("assistant.server.instructions"),
        on_list_tools=assistant.list_tools,
        on_call_tool=assistant.call_tool,
        on_list_resources=resources.list_resources,
        on_list_resource_templates=resources.list_templates,
        on_read_resource=resources.read_resource,
    )


class Assistant:
    """Answers the calls of an assistant."""

    def __init__(self, settings: Settings, pool: Pool, *, all_tools: bool) -> None:
        self._settings = settings
        self._pool = pool
        self._all_tools = all_tools
        self._answers: Mapping[str, Answer] = {
            toolset.SEARCH: self._search,
            toolset.ASK: self._find_question,
            toolset.LIST: self._list_questions,
            toolset.RUN: self._run_question,
            toolset.DESCRIBE: self._describe,
            toolset.SOURCE: self._source_words,
        }

    async def list_tools(self, _: Any, __: object) -> types.ListToolsResult:
        """Return the small set of tools, or all."""
        more = all_questions() if self._all_tools else []
        return types.ListToolsResult(tools=[*toolset.small_set(), *more])

    async def call_tool(self, _: Any, call: types.CallToolRequestParams) -> types.CallToolResult:
        """Answer one call; what cannot be answered is told to the assistant, with the remedy.

        Raises:
            MCPError: If there is no such tool.
        """
        arguments = call.arguments or {}
        answer = self._answers.get(call.name)
        query = None if answer else _known(call.name)
        try:
            if answer:
                return await answer(arguments)
            assert query is not None
            return await self._query(query, arguments)
        except RequestError as error:
            return reply.refusal(error.detail)

    async def _search(self, given: Given) -> types.CallToolResult:
        return await self._query(loaded(toolset.SEARCH_QUERY), given, sources=True)

    async def _find_question(self, given: Given) -> types.CallToolResult:
        _check_names(given, ("question", "language"))
        question = given.get("question")
        if not isinstance(question, str) or not question.strip():
            raise RequestError(400, phrase("assistant.server.give_question"))
        asked = {"do": "ask", "asked": question, "language": _language(given)}
        body, _ = await self._ask(asked)
        found = json.loads(body)
        if not found["questions"]:
            raise RequestError(404, phrase("assistant.server.no_question_fits"))
        return reply.questions(found, _language(given))

    async def _list_questions(self, given: Given) -> types.CallToolResult:
        _check_names(given, ("subject", "language"))
        subject = given.get("subject")
        if subject is not None and subject not in toolset.subjects():
            known = ", ".join(toolset.subjects())
            raise RequestError(404, phrase("assistant.server.no_subject", known=known))
        return reply.words(listing(_language(given), subject))

    async def _run_question(self, given: Given) -> types.CallToolResult:
        _check_names(given, ("name", "values", "language", "limit", "offset"))
        name, values = given.get("name"), given.get("values") or {}
        if not isinstance(name, str) or not isinstance(values, dict):
            raise RequestError(400, phrase("assistant.server.give_name_and_values"))
        query = loaded(name[:100])
        asked = {**values, **{key: given[key] for key in ("limit", "offset") if key in given}}
        if "lang" in query.parameters and "language" in given:
            asked.setdefault("lang", _language(given))
        return await self._query(query, asked, sources=True)

    async def _describe(self, given: Given) -> types.CallToolResult:
        message = {"do": "describe", "iri": _iri(given, ("iri",)), "format": "turtle"}
        body, _ = await self._ask(message)
        return reply.graph(body)

    async def _source_words(self, given: Given) -> types.CallToolResult:
        iri = _iri(given, ("iri", "language"))
        body, _ = await self._ask({"do": "passages", "iri": iri, "language": _language(given)})
        return reply.words(body.decode())

    async def _query(
        self, query: Query, given: Given, *, sources: bool = False
    ) -> types.CallToolResult:
        limit, offset, values = page_and_values(query, texts(query, given), ROWS)
        message = {
            "do": "plain",
            "name": query.name,
            "values": values,
            "limit": limit,
            "offset": offset,
            "sources": sources,
        }
        body, head = await self._ask(message)
        if query.form == "construct":
            return reply.graph(body, head["given"], head["total"])
        asked = {**values, "limit": limit, "offset": offset}
        return reply.table(body, head["total"], asked)

    async def _ask(self, message: Json) -> tuple[bytes, Json]:
        message["seconds"] = self._settings.deadline_seconds
        answer = self._pool.ask(Request(messages.request(message)))
        try:
            head = await answer.start()
            return await answer.body(), head
        finally:
            answer.close()


def _known(tool: str) -> Query:
    try:
        return loaded(tool[:100])
    except RequestError as error:
        raise MCPError(types.INVALID_PARAMS, error.detail) from None


def _check_names(given: Given, known: tuple[str, ...]) -> None:
    if unknown := sorted(given.keys() - set(known)):
        problem = phrase(
            "assistant.server.no_argument", name=unknown[0][:60], known=", ".join(known)
        )
        raise RequestError(400, problem)


def _iri(given: Given, known: tuple[str, ...]) -> str:
    _check_names(given, known)
    iri = given.get("iri")
    if not isinstance(iri, str) or not IRI.fullmatch(iri):
        raise RequestError(400, phrase("assistant.server.give_iri_iri_one_thing"))
    return iri


def _language(given: Given) -> str:
    language = given.get("language")
    return language if language in languages() else "en"
