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
from plan_graph.web.api.openapi import label_of, paging, schema_of, search_parameters
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


SEARCH = "search"
"""The tool that finds words, under the name that assistants look for."""
DESCRIBE = "describe"
"""The tool that tells all about one thing."""
ROWS = 100
"""How many rows an assistant is given at once, if it does not say."""

_READS_ONLY = ToolAnnotations(
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
WORDS = "words"
"""What the words of a search are called here."""
_OF_SEARCH = ("type", "enum", "default", "minimum", "maximum", "maxLength")
_KEPT = ("type", "minimum", "maximum", "format")


def table_schema() -> Json:
    """Return the schema of an answer in rows."""
    return {
        "type": "object",
        "properties": {
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


def tools() -> list[Tool]:
    """Describe every named query, and before them how to search and how to look closer."""
    queries = [loaded(name) for name in names()]
    return [_search(), _describe(), *(_tool(query.name, query) for query in queries)]


def query_of(tool: str) -> Query:
    """Return the query that a tool answers.

    Raises:
        RequestError: With status 404 if there is none; the message names the nearest.
    """
    return loaded(tool[:100])


def _search() -> Tool:
    properties: Json = {}
    for each in search_parameters():
        schema = {key: each["schema"][key] for key in _OF_SEARCH if key in each["schema"]}
        name = WORDS if each["name"] == "q" else each["name"]
        properties[name] = {**schema, "description": each["description"]}
    said = (phrase("web.openapi.search.description"), phrase("assistant.tools.begin"))
    return Tool(
        name=SEARCH,
        title=phrase("web.openapi.search.summary"),
        description="\n\n".join(said),
        input_schema=_object(properties, [WORDS]),
        output_schema=table_schema(),
        annotations=_READS_ONLY,
    )


def search_values(arguments: Mapping[str, object]) -> dict[str, str]:
    """Return what is asked of a search, as an address has it; null is the same as nothing.

    Raises:
        RequestError: If a value is a list or an object.
    """
    found = {}
    for name, value in arguments.items():
        if isinstance(value, dict | list):
            raise RequestError(400, phrase("assistant.tools.search_one_value", name=name[:60]))
        if value is not None:
            is_whole = isinstance(value, float) and value.is_integer()
            text = str(value).removesuffix(".0") if is_whole else str(value)
            found["q" if name == WORDS else name] = text
    return found


def _describe() -> Tool:
    properties = {"iri": {"type": "string", "description": phrase("assistant.tools.iri_thing")}}
    return Tool(
        name=DESCRIBE,
        title=phrase("assistant.tools.what_known_one_thing"),
        description=phrase("assistant.tools.describe"),
        input_schema=_object(properties, ["iri"]),
        annotations=_READS_ONLY,
    )


def _tool(name: str, query: Query) -> Tool:
    question = query.words("summary")
    parameters = query.parameters.values()
    properties = {each.name: _schema(query, each) for each in parameters}
    paged = {each["name"]: {**each["schema"], "description": each["description"]}
              for each in paging()}  # fmt: skip
    paged["limit"]["default"] = ROWS
    if query.form == "construct":
        del paged["offset"]
    return Tool(
        name=name,
        title=question,
        description=f"{question}\n\n{query.words('description')}",
        input_schema=_object(properties | paged, [p.name for p in parameters if p.required]),
        output_schema=table_schema() if query.form == "select" else None,
        annotations=_READS_ONLY,
    )


def _object(properties: Json, required: list[str]) -> Json:
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
