"""HTML pages: every literal escaped and set apart, links only where a browser may go."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

from plan_graph.vocab import PLAN_BASE, VOCABULARIES
from plan_graph.web.answering import Context
from plan_graph.web.formats import HTML

TEMPLATES = Path(__file__).parent / "templates"
_LINKED = ("http", "https", "mailto")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def page(
    template: str,
    context: Context,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
    **values: Any,
) -> Response:
    """Fill a template."""
    root = urlsplit(context.settings.address).path
    bases = tuple(dict.fromkeys((context.base, PLAN_BASE)))

    def link(iri: str) -> str:
        return link_to(iri, bases, root)

    content = _environment().get_template(template).render(root=root, link=link, **values)
    return Response(content, status, {**(headers or {}), "Content-Type": HTML.media_type})


def link_to(iri: str, bases: tuple[str, ...], root: str) -> str:
    """Give where a link to a thing leads: here for our own things; '' if it must not be one.

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


def short(iri: str) -> str:
    """Write a term of a known vocabulary with its prefix.

    >>> short("http://purl.org/dc/terms/title")
    'dcterms:title'
    """
    for vocabulary in VOCABULARIES:
        if iri.startswith(vocabulary.namespace):
            return f"{vocabulary.prefix}:{iri.removeprefix(vocabulary.namespace)}"
    return iri


def visible(text: str) -> str:
    """Show characters that would not be seen, or would change how others are seen.

    >>> visible("a\\u202eb")
    'a[U+202E]b'
    """
    return re.sub(r"[^\n\t -~]", _shown, text)


def _shown(match: re.Match[str]) -> str:
    character = match.group()
    hidden = unicodedata.category(character) in _HIDDEN
    return f"[U+{ord(character):04X}]" if hidden else character


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"visible": visible, "short": short}
    return environment
