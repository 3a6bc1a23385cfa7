"""The questions there are, and what one of them takes and means."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from plan_graph.answers.words import word
from plan_graph.queries import Parameter, Query, load, names
from plan_graph.queries.binding import hint
from plan_graph.queries.columns import heading, projected

_WIDTH = 96


def listing(language: str) -> str:
    """List all questions by tag, each with its name and parameters."""
    queries = [load(name) for name in names()]
    tags = dict.fromkeys(tag for query in queries for tag in query.about.get("tags", []))
    parts = []
    for tag in sorted(tags):
        parts.append(f"{word(tag, language)}\n")
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
    lines += _columns(query, language)
    if "chart" in query.own:
        lines += [word("A chart is declared: add --chart FILE.svg", language)]
    return "\n".join(lines).rstrip()


def _parameters(query: Query, language: str) -> Iterator[str]:
    about = query.own.get("parameters") or {}
    for parameter in query.parameters.values():
        said = about.get(parameter.name) or {}
        label = (said.get("label") or {}).get(language) or (said.get("label") or {}).get("en", "")
        default = said.get("default") or word("any", language)
        need = word("required", language)
        if not parameter.required:
            need = f"{word('default', language)}: {default}"
        form = word(hint(parameter).strip("<>"), language)
        yield f"  {parameter.name}=<{form}>  {label} ({need})"
    if query.parameters:
        yield ""


def _columns(query: Query, language: str) -> Iterator[str]:
    if query.form != "select":
        return
    said = (
        f"{name} ({heading(query, name, language)})"
        for name in projected(query)
        if not name.endswith("Label")
    )
    yield fill(f"{word('Columns', language)}: {', '.join(said)}", _WIDTH)
    yield ""
