"""What a visitor fills in to ask a question: the fields, the values, what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.asking.queries.naming import KINDS, PARTS, Choice, choices
from plan_graph.asking.queries.template import Parameter, Query
from plan_graph.errors import QueryError
from plan_graph.pages.ask import named
from plan_graph.pages.plans import FEW
from plan_graph.pages.site import Visit
from plan_graph.phrases import Phrase, phrase, said

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
    """Return the values that the visitor filled in; the language is that of the page."""
    return {
        name: visit.values[name].strip()
        for name in query.parameters
        if name != "lang" and visit.values.get(name, "").strip()
    }


def with_defaults(visit: Visit, query: Query, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values that a query is asked with."""
    found = {
        name: str(own["default"])
        for name, own in _said(query).items()
        if name in query.parameters and own.get("default") is not None
    }
    if "lang" in query.parameters:
        found["lang"] = visit.language
    return {**found, **values}


def lacks(query: Query, values: Mapping[str, str]) -> bool:
    """Tell whether a value is missing that the query needs."""
    return any(each.required and each.name not in values for each in query.parameters.values())


def fields(visit: Visit, query: Query, values: Mapping[str, str]) -> list[Field]:
    """Return the fields of the form; a choice of one plan is none, nor is one of nothing."""
    found = []
    for parameter in query.parameters.values():
        if parameter.name == "lang":
            continue
        listed = _listed(visit, parameter.name, values.get("plan", ""))
        field = _field(visit, query, parameter, values, listed or [])
        is_choice = len(field.options) > 1 if parameter.name == "plan" else listed != []
        if is_choice or field.value or (field.required and parameter.name != "plan"):
            found.append(field)
    return found


def _listed(visit: Visit, kind: str, plan: str) -> list[Choice] | None:
    """Return what may be chosen for a parameter; of many plans only what belongs to the one given.

    It is None where a value is typed: what is no thing, and where the list would be too long for a
    form.
    """
    if kind not in KINDS:
        return None
    index = visit.site.index
    if index is None or len(index.plans) <= FEW:
        return choices(kind, visit.site.engine, visit.language)
    if (kind == "plan" and len(index.plans) > _MOST_LISTED) or (kind in PARTS and not plan):
        return None
    of_plan = [each for each in index.plans if plan in (each.iri, each.identifier)]
    about = NamedNode(of_plan[0].iri) if of_plan and kind in PARTS else None
    found = choices(kind, visit.site.engine, visit.language, about)
    return found if len(found) <= _MOST_LISTED else None


_MOST_LISTED = 100
"""More would make the form larger than the answer; what it asks for is typed then."""


def _field(
    visit: Visit,
    query: Query,
    parameter: Parameter,
    values: Mapping[str, str],
    listed: Sequence[Choice],
) -> Field:
    value = values.get(parameter.name, "")
    own = _said(query).get(parameter.name) or {}
    words = _label(visit, query, parameter.name)
    kind, options = _INPUTS.get(parameter.type.removeprefix("xsd_"), "text"), []
    if 0 < len(listed) <= _LONGEST_SELECT:
        kind = "select"
        options = [(c.thing.value, f"{c.code} {c.label}" if c.code else c.label) for c in listed]
        value = next((c.thing.value for c in listed if value and value in (c.code, c.label)), value)
    elif listed:
        kind = "list"
        options = [(c.name, c.label if c.code else "") for c in listed]
    if kind == "date" and parameter.required and not value:
        value = visit.site.day.isoformat()
    if kind == "number" and not value and own.get("default") is not None:
        value = str(own["default"])
    return Field(parameter.name, words, kind, value, parameter.required, options)


def _said(query: Query) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return query.own.get("parameters") or {}


def _label(visit: Visit, query: Query, name: str) -> str:
    label = (_said(query).get(name) or {}).get("label") or {}
    return label.get(visit.language) or label.get("en") or name


class Problem(NamedTuple):
    """What is wrong with a value, and where what may be given is listed: the page, and its name."""

    text: str
    href: str = ""
    listed: str = ""


def problem_with(visit: Visit, query: Query, error: QueryError) -> Problem:
    """Say what is wrong with what was filled in, with the words of its field."""
    problem = error.problem
    parts = problem.parts if isinstance(problem, Phrase) else {}
    if not {"name", "value", "expected"} <= parts.keys():
        return Problem(said(problem, visit.language))
    words = {**parts, "label": _label(visit, query, str(parts["name"]))}
    expected = parts["expected"]
    known = expected.parts if isinstance(expected, Phrase) else {}
    if "near" in known:
        text = phrase("pages.questions.near", visit.language, **words, near=known["near"])
        return Problem(text)
    if "query" in known:
        name = str(known["query"])
        text = phrase("pages.questions.unknown", visit.language, **words)
        listed = named(name).words("summary", visit.language)
        return Problem(text, visit.page(f"question/{name}"), listed)
    return Problem(phrase("pages.questions.wrong", visit.language, **words))
