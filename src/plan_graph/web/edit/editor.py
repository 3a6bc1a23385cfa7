"""What the server knows of who corrects: their token, the program that reads, the last change."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request

from plan_graph.pages.edit import Asked
from plan_graph.phrases import phrase, unpacked
from plan_graph.web import snapshot
from plan_graph.web.json_process import JsonProcess, LostError
from plan_graph.web.problems import RETRY, RequestError
from plan_graph.web.responses import Context
from plan_graph.web.settings import Editing

COOKIE = "plan-graph-edit"
_SECONDS = 900.0
"""How long one reading, or one build of all plans, may take."""
_LOOK_SECONDS = 0.05
_MOST_LOOKS = 2_400


class ProblemError(Exception):
    """Something that the person can put right; `column` is the cell, or '' for the plan."""

    def __init__(self, problem: str, column: str) -> None:
        self.problem = problem
        self.column = column
        super().__init__(problem)


class Editor:
    """Asks one program, one task at a time."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing
        self._process = JsonProcess("plan_graph.web.edit.process", _SECONDS)
        self._lock = asyncio.Lock()
        self.saved: dict[Asked, Mapping[str, Any]] = {}
        """What the last correction of each fact or list changed, to be shown behind it."""

    @property
    def form_token(self) -> str:
        """What each form holds, so that no page of others can send one."""
        key = self._editing.token.encode()
        return hmac.new(key, b"form", hashlib.sha256).hexdigest()

    def is_key(self, given: str) -> bool:
        """Tell whether somebody knows the token."""
        return hmac.compare_digest(given.encode(), self._editing.token.encode())

    def check_form(self, request: Request, given: str, address: str) -> None:
        """Refuse a form that was not sent from a page of ours.

        Raises:
            RequestError: With status 403.
        """
        origin = request.headers.get("origin", "")
        site = request.headers.get("sec-fetch-site", "same-origin")
        ours = {address.rstrip("/"), f"http://{request.headers.get('host', '')}"}
        known = hmac.compare_digest(given.encode(), self.form_token.encode())
        if not known or site != "same-origin" or (origin and origin not in ours):
            raise RequestError(403, phrase("web.edit.form_not_ours"))

    async def ask(self, do: str, language: str, **more: Any) -> dict[str, Any]:
        """Have a task done.

        Raises:
            ProblemError: If the person has to put something right.
            RequestError: If there is no such thing, or the program was lost.
        """
        paths = [str(path) for path in self._editing.plans]
        message = {"do": do, "language": language, "plans": paths, **more}
        try:
            async with self._lock:
                found = await self._process.ask(message)
        except LostError:
            raise RequestError(503, phrase("web.edit.lost"), RETRY) from None
        if "missing" in found:
            raise RequestError(404, phrase("web.page_handlers.no_such_page"))
        if "problem" in found:
            raise ProblemError(unpacked(found["problem"]), found["column"])
        return found

    async def save(self, context: Context, language: str, **more: Any) -> list[str]:
        """Write a correction, build, and serve what was built; return what went wrong with it.

        Raises:
            ProblemError, RequestError: As `ask` does.
        """
        build, catalogue = context.settings.build, self._editing.catalogue
        place = {"build": str(build), "base": context.base, "catalogue": _text(catalogue)}
        found = await self.ask("save", language, **place, **more)
        built = snapshot.identity_of(build)
        context.reload.set()
        for _ in range(_MOST_LOOKS):
            served = context.pool.snapshot
            if served and served.identity == built:
                break
            await asyncio.sleep(_LOOK_SECONDS)
        problems: list[str] = found["problems"]
        return problems


def _text(path: Path | None) -> str:
    return str(path) if path else ""
