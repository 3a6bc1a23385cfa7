"""HTML pages: every literal escaped and set apart, links only where a browser may go."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import Response

from plan_graph.pages.layout import templates
from plan_graph.phrases import phrase
from plan_graph.vocab import PLAN_BASE
from plan_graph.web.media_types import HTML
from plan_graph.web.responses import Context

TEMPLATES = Path(__file__).parent / "templates"
_LINKED = ("http", "https", "mailto")


def page(
    template: str,
    context: Context,
    language: str,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
    **values: Any,
) -> Response:
    """Fill a template, which finds the texts `w` of the web, and the values."""
    root = urlsplit(context.settings.address).path
    bases = tuple(dict.fromkeys((context.base, PLAN_BASE)))

    def link(iri: str) -> str:
        return link_to(iri, bases, root)

    content = (
        templates(TEMPLATES)
        .get_template(template)
        .render(
            root=root,
            link=link,
            language=language,
            w=lambda key: phrase(f"web.{key}", language),
            **values,
        )
    )
    return Response(
        content,
        status,
        {**(headers or {}), "Content-Language": language, "Content-Type": HTML.media_type},
    )


def link_to(iri: str, bases: tuple[str, ...], root: str) -> str:
    """Return where a link to a thing leads: here for our own things; '' if it must not be one.

    >>> link_to("https://w3id.org/plan-graph/id/a", ("https://w3id.org/plan-graph/",), "/")
    '/id/a'
    >>> link_to("JaVaScRiPt:alert(1)", (), "/")
    ''
    """
    for base in bases:
        if iri.startswith(base):
            return root + iri.removeprefix(base).lstrip("/")
    scheme = iri.partition(":")[0].lower()
    return iri if scheme in _LINKED else ""
