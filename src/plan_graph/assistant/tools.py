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
from plan_graph.web.api.handlers import loaded
from plan_graph.web.api.openapi import PAGING, label_of, schema_of
from plan_graph.web.problems import RequestError

_WHOLE = ("integer", "gYear")
_PAGING = ("limit", "offset")


def texts(query: Query, arguments: Mapping[str, object]) -> dict[str, str]:
    """Give values as people type them; null is the same as nothing.

    Raises:
        RequestError: If one is a list or an object.
    """
    found = {}
    for name, value in arguments.items():
        if isinstance(value, dict | list):
            kind = "a list" if isinstance(value, list) else "an object"
            raise RequestError(
                400, f"query '{query.name}': '{name[:60]}': expected one value, found {kind}"
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
SEARCH_QUERY = "words-anywhere"
DESCRIBE = "describe"
"""The tool that tells all about one thing."""
ROWS = 100
"""How many rows an assistant is given at once, if it does not say."""

_BEGIN = "Begin here when no other tool fits the question, or to find the code of an action."
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
_KEPT = ("type", "minimum", "maximum", "format")
TABLE: Json = {
    "type": "object",
    "properties": {
        "columns": {"type": "array", "items": {"type": "string"}},
        "rows": {
            "type": "array",
            "description": "Values in the order of the columns; null where there is none",
            "items": {"type": "array", "items": {"type": ["string", "number", "boolean", "null"]}},
        },
        "total": {"type": "integer", "description": "Number of rows of the whole answer"},
        "cut": {"type": "boolean", "description": "Whether rows are left out here"},
        "next": {
            "type": ["object", "null"],
            "description": "The arguments that give the next rows; null if there are none",
        },
    },
    "required": ["columns", "rows", "total", "cut", "next"],
}
"""The schema of an answer in rows."""


def tools() -> list[Tool]:
    """Describe every named query, and before them how to search and how to look closer."""
    queries = [loaded(name) for name in names()]
    return [_search(), _describe(), *(_tool(query.name, query) for query in queries)]


def query_of(tool: str) -> Query:
    """Give the query that a tool answers.

    Raises:
        RequestError: With status 404 if there is none; the message names the nearest.
    """
    return loaded(SEARCH_QUERY if tool == SEARCH else tool[:100])


def _search() -> Tool:
    described = _tool(SEARCH, loaded(SEARCH_QUERY))
    return described.model_copy(update={"description": f"{described.description}\n\n{_BEGIN}"})


def _describe() -> Tool:
    properties = {"iri": {"type": "string", "description": "The IRI of the thing"}}
    return Tool(
        name=DESCRIBE,
        title="What is known of one thing?",
        description="Gives, in Turtle, what is said of a thing, what links to it, and the words "
        "of the document that state it.",
        input_schema=_object(properties, ["iri"]),
        annotations=_READS_ONLY,
    )


def _tool(name: str, query: Query) -> Tool:
    question = query.words("summary")
    parameters = query.parameters.values()
    properties = {each.name: _schema(query, each) for each in parameters}
    paging = {each["name"]: {**each["schema"], "description": each["description"]}
              for each in PAGING}  # fmt: skip
    paging["limit"]["default"] = ROWS
    if query.form == "construct":
        del paging["offset"]
    return Tool(
        name=name,
        title=question,
        description=f"{question}\n\n{query.words('description')}",
        input_schema=_object(properties | paging, [p.name for p in parameters if p.required]),
        output_schema=TABLE if query.form == "select" else None,
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
    """Give the schema of the values of a parameter; null is the same as no value."""
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
    """Give the values that a query enumerates; a thing by the end of its IRI, which names it."""
    listed = query.about.get("enumerate") or []
    values: list[Any] = next((each[name] for each in listed if name in each), [])
    return [each.rpartition("/")[2] if isinstance(each, str) else each for each in values]
