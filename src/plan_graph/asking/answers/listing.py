"""The questions there are, and what one of them takes and means."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from textwrap import fill
from typing import Any

from plan_graph.asking.queries import load, names
from plan_graph.asking.queries.binding import hint
from plan_graph.asking.queries.columns import heading, languages, projected
from plan_graph.asking.queries.template import Parameter, Query
from plan_graph.phrases import phrase
from plan_graph.resources import directory

_WIDTH = 96


INDEX = "index.json"
"""What a list of all questions says, in the folder of the queries: reading one file, not a hundred,
lets the list begin in half the time. `python tests/query_index.py` writes it."""


def listing(language: str, subject: str | None = None) -> str:
    """List all questions by tag, or those of one, each with its name and parameters."""
    with open(os.path.join(directory("queries"), INDEX), encoding="utf-8") as file:
        entries = json.load(file)
    parts = []
    tags = sorted({tag for entry in entries for tag in entry["tags"]})
    for tag in [subject] if subject else tags:
        parts.append(f"{phrase(f'answers.tags.{tag}', language)}\n")
        parts += [_entry(entry, language) for entry in entries if entry["tags"][0] == tag]
    return "\n".join(parts).rstrip()


def _entry(entry: Mapping[str, Any], language: str) -> str:
    summary = entry["summary"]
    return f"  {entry['usage']}\n      {summary.get(language, summary['en'])}\n"


def index() -> list[dict[str, Any]]:
    """Return what `listing` needs to know of each query."""
    return [_indexed(load(name)) for name in names()]


def _indexed(query: Query) -> dict[str, Any]:
    usage = " ".join([query.name, *map(_usage, query.parameters.values())])
    summary = {language: query.words("summary", language) for language in languages()}
    return {"usage": usage, "tags": query.about["tags"], "summary": summary}


def _usage(parameter: Parameter) -> str:
    return f"{parameter.name}=…" if parameter.required else f"[{parameter.name}=…]"


def explanation(query: Query, language: str) -> str:
    """Explain a query: its question, how to read the answer, its parameters."""
    lines = [query.words("summary", language), ""]
    lines += [fill(query.words("description", language), _WIDTH), ""]
    lines += _parameters(query, language)
    lines += _columns(query, language)
    if "chart" in query.own:
        lines += [phrase("answers.chart", language)]
    return "\n".join(lines).rstrip()


def _parameters(query: Query, language: str) -> Iterator[str]:
    about = query.own.get("parameters") or {}
    for parameter in query.parameters.values():
        said = about.get(parameter.name) or {}
        label = (said.get("label") or {}).get(language) or (said.get("label") or {}).get("en", "")
        default = said.get("default") or phrase("answers.any", language)
        need = str(phrase("answers.required", language))
        if not parameter.required:
            need = f"{phrase('answers.default', language)}: {default}"
        form = hint(parameter, language)
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
    yield fill(f"{phrase('answers.columns', language)}: {', '.join(said)}", _WIDTH)
    yield ""
