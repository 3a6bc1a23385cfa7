"""Describe the named queries in OpenAPI 3.1, from what their files say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from plan_graph import __version__
from plan_graph.asking.queries.columns import heading, languages, projected
from plan_graph.asking.queries.template import Parameter, Query
from plan_graph.asking.search.entry import KINDS
from plan_graph.asking.search.index import AT_ONCE
from plan_graph.asking.search.meaning import LONGEST
from plan_graph.asking.search.reply import MOST_AT_ONCE
from plan_graph.asking.search.results import MOST_FOUND
from plan_graph.phrases import languages as surface_languages
from plan_graph.phrases import phrase
from plan_graph.web.media_types import GRAPHS, SOLUTIONS

Json = dict[str, Any]


class Page(NamedTuple):
    """How many rows one answer may have, and how far one may go on."""

    default: int
    least: int
    most: int
    last: int


PAGE = Page(default=1_000, least=1, most=10_000, last=1_000_000)
_PRINTABLE = r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
_LONGEST = 2_000
_SCHEMAS: dict[str, Json] = {
    "integer": {"type": "integer", "minimum": 1 - 10**18, "maximum": 10**18 - 1},
    "number": {"type": "string", "pattern": r"^[+-]?[0-9]{1,18}(\.[0-9]{1,18})?$"},
    "date": {"type": "string", "format": "date", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "gYear": {"type": "string", "pattern": r"^[0-9]{4}$"},
    "boolean": {"type": "string", "enum": ["true", "false"]},
    # An IRI, or a name, which has no colon.
    "iri": {
        "type": "string",
        "pattern": r"^(https?://[A-Za-z0-9._~/%#-]+|" + _PRINTABLE.replace("[^", "[^:") + "+)$",
        "minLength": 1,
        "maxLength": _LONGEST,
    },
}
_SCHEMAS["decimal"] = _SCHEMAS["number"]
_WORDS = {"type": "string", "pattern": f"^{_PRINTABLE}+$", "minLength": 1, "maxLength": _LONGEST}
_PROBLEMS = (400, 404, 406, 503, 504)


def document(address: str, queries: Sequence[Query], licence: str = "") -> Json:
    """Return the description of all queries, with the licence of the data if one is given."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": phrase("web.openapi.named_queries_plan_graph"),
            "version": __version__,
            "summary": phrase("web.openapi.questions_about_government_action_plans"),
            **({"license": {"name": licence, "url": licence}} if licence else {}),
        },
        "servers": [{"url": address.rstrip("/")}],
        "paths": {
            "/search": {"get": _search()},
            **{f"/query/{query.name}": {"get": _operation(query)} for query in queries},
        },
        "components": {"schemas": {"Problem": _problem()}},
    }


def _problem() -> Json:
    return {
        "type": "object",
        "required": ["title", "status", "detail"],
        "properties": {
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": phrase("web.openapi.detail")},
        },
    }


def _operation(query: Query) -> Json:
    parameters = [_parameter(query, parameter) for parameter in query.parameters.values()]
    paged = query.form == "select"
    return {
        "operationId": query.name,
        "summary": query.words("summary"),
        "description": query.words("description"),
        "tags": list(query.about.get("tags", [])),
        "parameters": [*parameters, *paging()],
        "responses": {"200": _answer(query, paged=paged), **_problems()},
    }


def search_parameters() -> list[Json]:
    """Return the parameters of a search."""
    schemas: dict[str, Json] = {
        "q": {"type": "string", "minLength": 1, "maxLength": LONGEST},
        "lang": {"type": "string", "enum": list(surface_languages()), "default": "en"},
        "kind": {"type": "string", "enum": list(KINDS)},
        "plan": {"type": "string"},
        "limit": {"type": "integer", "minimum": 1, "maximum": MOST_AT_ONCE, "default": AT_ONCE},
        "offset": {"type": "integer", "minimum": 0, "maximum": MOST_FOUND, "default": 0},
    }
    return [
        {
            "name": name,
            "in": "query",
            "required": name == "q",
            "description": phrase(f"web.openapi.search.{name}"),
            "schema": schema,
        }
        for name, schema in schemas.items()
    ]


def _search() -> Json:
    results = {"application/json": {"schema": {"type": "object", "required": ["results"]}}}
    return {
        "operationId": "search",
        "summary": phrase("web.openapi.search.summary"),
        "description": phrase("web.openapi.search.description"),
        "tags": ["search"],
        "parameters": search_parameters(),
        "responses": {
            "200": {"description": phrase("web.openapi.search.answer"), "content": results},
            **_problems(),
        },
    }


def paging() -> list[Json]:
    """Return the parameters that choose rows of an answer."""
    return [
        {
            "name": "limit",
            "in": "query",
            "description": phrase("web.openapi.limit"),
            "schema": {
                "type": "integer",
                "minimum": PAGE.least,
                "maximum": PAGE.most,
                "default": PAGE.default,
            },
        },
        {
            "name": "offset",
            "in": "query",
            "description": phrase("web.openapi.offset"),
            "schema": {"type": "integer", "minimum": 0, "maximum": PAGE.last, "default": 0},
        },
    ]


def _parameter(query: Query, parameter: Parameter) -> Json:
    found = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": label_of(query, parameter),
        "schema": schema_of(query, parameter),
    }
    choices = [
        each[parameter.name]
        for each in query.about.get("enumerate", [])
        if isinstance(each, dict) and parameter.name in each
    ]
    if choices:
        found["examples"] = {
            f"choice{number}": {"value": value} for number, value in enumerate(choices[0], 1)
        }
    return found


def schema_of(query: Query, parameter: Parameter) -> Json:
    """Return the JSON Schema of the values that a parameter takes."""
    schema = dict(_SCHEMAS.get(parameter.type.removeprefix("xsd_"), _WORDS))
    default = _said(query, parameter).get("default")
    return schema if default is None else {**schema, "default": default}


def label_of(query: Query, parameter: Parameter) -> str:
    """Return the English words for a parameter."""
    return str((_said(query, parameter).get("label") or {}).get("en", parameter.name))


def _said(query: Query, parameter: Parameter) -> Json:
    return (query.own.get("parameters") or {}).get(parameter.name) or {}


def columns_of(query: Query) -> dict[str, dict[str, str]]:
    """Return the headings of the columns of an answer in every language, by variable."""
    return {
        name: {language: heading(query, name, language) for language in languages()}
        for name in projected(query)
    }


def _answer(query: Query, *, paged: bool) -> Json:
    forms = SOLUTIONS if paged else GRAPHS
    content: Json = {form.types[0]: {"schema": {"type": "string"}} for form in forms}
    for name in content:
        if name.endswith("json"):
            content[name] = {"schema": {"type": "object"}}
    answer: Json = {"description": phrase("web.openapi.answer"), "content": content}
    if paged:
        said = ", ".join(f"{name} ({words['en']})" for name, words in columns_of(query).items())
        answer["description"] = phrase("web.openapi.answer_with_columns", said=said)
        link = phrase("web.openapi.next_page_if_one_rel")
        answer["headers"] = {"Link": {"description": link, "schema": {"type": "string"}}}
    return answer


def _problems() -> Json:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        str(status): {
            "description": phrase(f"web.openapi.problem.{status}"),
            "content": content,
        }
        for status in _PROBLEMS
    }
