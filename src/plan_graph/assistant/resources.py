"""What an assistant may read as a whole: the list of questions, the plans, their documents."""

from __future__ import annotations

from typing import Any

from mcp import MCPError, types

from plan_graph.asking.answers.listing import listing
from plan_graph.phrases import phrase
from plan_graph.web.pool.pool import Pool

_SCHEME = "plan-graph://"
QUESTIONS = f"{_SCHEME}questions"
"""The resource that lists all questions by subject."""
_FILES = {"plan": ("plan.ttl", "text/turtle"), "document": ("source.txt", "text/plain")}
"""Of which file of a plan each kind of resource is."""
_AT_ONCE = 100


class Resources:
    """Lists and gives the resources of the newest build."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def list_resources(
        self, _: Any, asked: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        """Return the list of questions, and each plan with its document, a hundred at a time."""
        given = asked.cursor if asked and asked.cursor else "0"
        start = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
        plans = self._plans()
        part = plans[start : start + _AT_ONCE]
        found = [_resource(kind, plan) for plan in part for kind in _FILES]
        return types.ListResourcesResult(
            resources=[_questions(), *found] if start == 0 else found,
            next_cursor=str(start + _AT_ONCE) if len(plans) > start + _AT_ONCE else None,
        )

    async def list_templates(self, _: Any, __: object) -> types.ListResourceTemplatesResult:
        """Return how plans and documents are named."""
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=f"{_SCHEME}{kind}/{{plan}}",
                    name=kind,
                    title=phrase(f"assistant.server.{kind}"),
                    mime_type=media_type,
                )
                for kind, (_, media_type) in _FILES.items()
            ]
        )

    async def read_resource(
        self, _: Any, wanted: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """Return a resource.

        Raises:
            MCPError: If there is no such resource.
        """
        uri = str(wanted.uri)
        kind, _, plan = uri.removeprefix(_SCHEME).partition("/")
        if uri == QUESTIONS:
            text, media_type = listing("en"), "text/plain"
        elif uri.startswith(_SCHEME) and kind in _FILES and plan in self._plans():
            text, media_type = self._text(kind, plan), _FILES[kind][1]
        else:
            key = "assistant.server.resource_none"
            raise MCPError(types.INVALID_PARAMS, phrase(key, uri=uri[:60], questions=QUESTIONS))
        content = types.TextResourceContents(uri=uri, mime_type=media_type, text=text)
        return types.ReadResourceResult(contents=[content])

    def _plans(self) -> list[str]:
        snapshot = self._pool.snapshot
        return sorted({plan for plan, _ in snapshot.dumps}) if snapshot else []

    def _text(self, kind: str, plan: str) -> str:
        snapshot = self._pool.snapshot
        file = snapshot.folder / plan / _FILES[kind][0] if snapshot else None
        return file.read_text(encoding="utf-8") if file and file.is_file() else ""


def _questions() -> types.Resource:
    title = phrase("assistant.server.questions")
    return types.Resource(uri=QUESTIONS, name="questions", title=title, mime_type="text/plain")


def _resource(kind: str, plan: str) -> types.Resource:
    title = f"{phrase(f'assistant.server.{kind}')}: {plan}"
    uri = f"{_SCHEME}{kind}/{plan}"
    return types.Resource(uri=uri, name=f"{kind}-{plan}", title=title, mime_type=_FILES[kind][1])
