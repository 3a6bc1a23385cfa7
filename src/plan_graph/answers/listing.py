"""The questions there are, and what one of them takes and means."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from plan_graph.queries import Parameter, Query, load, names
from plan_graph.queries.binding import hint

_WIDTH = 96


def listing(language: str) -> str:
    """List all questions by tag, each with its name and parameters."""
    queries = [load(name) for name in names()]
    tags = dict.fromkeys(tag for query in queries for tag in query.about.get("tags", []))
    parts = []
    for tag in sorted(tags):
        parts.append(f"{tag}\n")
        parts += [_entry(query, language) for query in queries if query.about["tags"][0] == tag]
    return "\n".join(parts).rstrip()


def _entry(query: Query, language: str) -> str:
    usage = " ".join([query.name, *map(_usage, query.parameters.values())])
    return f"  {usage}\n      {query.words('summary', language)}\n"


def _usage(parameter: Parameter) -> str:
    return f"{parameter.name}=…" if parameter.required else f"[{parameter.name}=…]"


def explanation(query: Query, language: str) -> str:
    """Explain a query: its question, how to read the answer, its parameters."""
    lines = [query.words("summary", language), ""]
    lines += [fill(query.words("description", language), _WIDTH), ""]
    lines += _parameters(query, language)
    if "chart" in query.own:
        lines += ["A chart is declared: add --chart FILE.svg"]
    return "\n".join(lines).rstrip()


def _parameters(query: Query, language: str) -> Iterator[str]:
    about = query.own.get("parameters") or {}
    for parameter in query.parameters.values():
        said = about.get(parameter.name) or {}
        label = (said.get("label") or {}).get(language) or (said.get("label") or {}).get("en", "")
        need = "required" if parameter.required else f"default: {said.get('default') or 'any'}"
        yield f"  {parameter.name}={hint(parameter)}  {label} ({need})"
    if query.parameters:
        yield ""
