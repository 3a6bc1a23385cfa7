"""The form of a named query: a field for each parameter, with what there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from plan_graph.pages.site import Visit
from plan_graph.queries import Parameter, Query
from plan_graph.queries.choices import choices

_LONGEST_SELECT = 30
"""A longer list is one to search in."""
_INPUTS = {"date": "date", "integer": "number", "gYear": "number", "number": "text"}


class Field(NamedTuple):
    """One field.

    Attributes:
        name: Of the parameter.
        label: What it means, in words.
        input: 'select', 'list' (typed, with suggestions), or the type of an input.
        value: What is filled in.
        required: Whether the question cannot be asked without it.
        options: What there is to choose from: values and words.
    """

    name: str
    label: str
    input: str
    value: str
    required: bool
    options: list[tuple[str, str]]


def given(visit: Visit, query: Query) -> dict[str, str]:
    """Give the values that the visitor filled in; the language is that of the page."""
    return {
        name: visit.values[name].strip()
        for name in query.parameters
        if name != "lang" and visit.values.get(name, "").strip()
    }


def with_defaults(visit: Visit, query: Query, values: Mapping[str, str]) -> dict[str, str]:
    """Give the values that a query is asked with."""
    found = {
        name: str(said["default"])
        for name, said in _said(query).items()
        if name in query.parameters and said.get("default") is not None
    }
    if "lang" in query.parameters:
        found["lang"] = visit.language
    return {**found, **values}


def lacks(query: Query, values: Mapping[str, str]) -> bool:
    """Tell whether a value is missing that the query needs."""
    return any(each.required and each.name not in values for each in query.parameters.values())


def fields(visit: Visit, query: Query, values: Mapping[str, str]) -> list[Field]:
    """Give the fields of the form; a choice of one is none."""
    found = []
    for parameter in query.parameters.values():
        if parameter.name == "lang":
            continue
        field = _field(visit, query, parameter, values.get(parameter.name, ""))
        if parameter.name != "plan" or len(field.options) > 1 or field.value:
            found.append(field)
    return found


def _field(visit: Visit, query: Query, parameter: Parameter, value: str) -> Field:
    said = _said(query).get(parameter.name) or {}
    label = said.get("label") or {}
    words = label.get(visit.language) or label.get("en") or parameter.name
    listed = choices(parameter.name, visit.site.engine, visit.language)
    kind, options = _INPUTS.get(parameter.type.removeprefix("xsd_"), "text"), []
    if 0 < len(listed) <= _LONGEST_SELECT:
        kind = "select"
        options = [(c.thing.value, f"{c.code} {c.label}" if c.code else c.label) for c in listed]
        value = next((c.thing.value for c in listed if value and value in (c.code, c.label)), value)
    elif listed:
        kind = "list"
        options = [(c.name, c.label if c.code else "") for c in listed]
    if kind == "number" and not value and said.get("default") is not None:
        value = str(said["default"])
    return Field(parameter.name, words, kind, value, parameter.required, options)


def _said(query: Query) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return query.own.get("parameters") or {}
