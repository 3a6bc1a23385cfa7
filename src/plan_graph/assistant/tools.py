"""The named queries as tools for assistants: what each is told of, and the values it takes.

Assistants send numbers and null; these become the texts that people type.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcp.types import Tool, ToolAnnotations

from plan_graph.asking.queries import names
from plan_graph.asking.queries.binding import hint
from plan_graph.asking.queries.template import Parameter, Query
from plan_graph.phrases import phrase
from plan_graph.web.api.handlers import loaded
from plan_graph.web.api.openapi import label_of, paging, schema_of
from plan_graph.web.problems import RequestError

_WHOLE = ("integer", "gYear")
_PAGING = ("limit", "offset")


def texts(query: Query, arguments: Mapping[str, object]) -> dict[str, str]:
    """Return values as people type them; null is the same as nothing.

    Raises:
        RequestError: If one is a list or an object.
    """
    found = {}
    for name, value in arguments.items():
        if isinstance(value, dict | list):
            listed = isinstance(value, list)
            kind = phrase("assistant.tools.list" if listed else "assistant.tools.object")
            raise RequestError(
                400,
                phrase(
                    "assistant.tools.query_expected_one_value_found",
                    name=query.name,
                    argument=name[:60],
                    kind=kind,
                ),
            )
        if value is not None:
            found[name] = _text(query, name, value)
    return found


def _text(query: Query, name: str, value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and _is_whole(query, name):
        return str(int(value))  # For JSON Schema, 2021.0 is an integer.
    return str(value)


def _is_whole(query: Query, name: str) -> bool:
    parameter = query.parameters.get(name)
    return name in _PAGING or (
        parameter is not None and parameter.type.removeprefix("xsd_") in _WHOLE
    )


ROWS = 100
"""How many rows an assistant is given at once, if it does not say."""

READS_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
Json = dict[str, Any]
_TYPES: Mapping[str, Json] = {
    "number": {"type": "number"},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "gYear": {"type": ["integer", "string"]},
}
_KEPT = ("type", "minimum", "maximum", "format")


def table_schema(*, sources: bool = False) -> Json:
    """Return the schema of an answer in rows, with the words that state each row if asked."""
    return {
        "type": "object",
        "properties": {
            **({"sources": _sources_schema()} if sources else {}),
            "columns": {"type": "array", "items": {"type": "string"}},
            "rows": {
                "type": "array",
                "description": phrase("assistant.tools.table.rows"),
                "items": {
                    "type": "array",
                    "items": {"type": ["string", "number", "boolean", "null"]},
                },
            },
            "total": {"type": "integer", "description": phrase("assistant.tools.table.total")},
            "cut": {"type": "boolean", "description": phrase("assistant.tools.table.cut")},
            "next": {
                "type": ["object", "null"],
                "description": phrase("assistant.tools.table.next"),
            },
        },
        "required": ["columns", "rows", "total", "cut", "next"],
    }


def _sources_schema() -> Json:
    texts = {part: {"type": "string"} for part in ("quote", "place", "permalink")}
    return {
        "type": "array",
        "description": phrase("assistant.tools.table.sources"),
        "items": {"type": ["object", "null"], "properties": texts, "required": list(texts)},
    }


def all_questions() -> list[Tool]:
    """Return every named query as a tool."""
    return [query_tool(name, loaded(name), table_schema()) for name in names()]


def query_tool(name: str, query: Query, table: Json) -> Tool:
    """Return a named query as a tool under a name, whose rows have a schema."""
    question = query.words("summary")
    parameters = query.parameters.values()
    properties = {each.name: _schema(query, each) for each in parameters}
    paged = paging_schema()
    if query.form == "construct":
        del paged["offset"]
    return Tool(
        name=name,
        title=question,
        description=f"{question}\n\n{query.words('description')}",
        input_schema=object_schema(properties | paged, [p.name for p in parameters if p.required]),
        output_schema=table if query.form == "select" else None,
        annotations=READS_ONLY,
    )


def paging_schema() -> Json:
    """Return the schemas of how many rows are wanted, and from which on."""
    paged: Json = {
        each["name"]: {**each["schema"], "description": each["description"]} for each in paging()
    }
    paged["limit"]["default"] = ROWS
    return paged


def object_schema(properties: Json, required: list[str]) -> Json:
    """Return the schema of arguments, of which no others are taken."""
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _schema(query: Query, parameter: Parameter) -> Json:
    """Return the schema of the values of a parameter; null is the same as no value."""
    whole = schema_of(query, parameter)
    kind = parameter.type.removeprefix("xsd_")
    schema: Json = _TYPES.get(kind) or {key: whole[key] for key in _KEPT if key in whole}
    choices = choices_of(query, parameter.name)
    label = label_of(query, parameter)
    # Where the type does not say how a value is written, the description does.
    form = hint(parameter) if kind and not choices else ""
    said = f"{label}: {form}" if schema["type"] == "string" and form not in label else label
    found = {**schema, "description": said}
    if choices:
        found["enum"] = choices
    if "default" in whole:
        found["default"] = whole["default"]
    return found


def choices_of(query: Query, name: str) -> list[Any]:
    """Return the values that a query enumerates; a thing by the end of its IRI, which names it."""
    listed = query.about.get("enumerate") or []
    values: list[Any] = next((each[name] for each in listed if name in each), [])
    return [each.rpartition("/")[2] if isinstance(each, str) else each for each in values]
