"""Small graphs with one fact of any kind, made of the table of kinds alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.facts import BODIES, KINDS, THINGS, Form, Kind, Value
from plan_graph.iris import DEFAULT_BASE
from plan_graph.rdf import code_lists
from plan_graph.vocab import PLAN, RDF, SKOS, XSD

Place = tuple[str, Kind]
"""A kind of fact, and the thing, or the kind of fact, that it stands on."""
Chosen = Mapping[str, int | None]
"""Which value a fact has by its name, 0 or 1, or None if it has no such value; 0 if not named."""

PLACES: list[Place] = [
    (whole, kind)
    for whole in (*(thing.name for thing in THINGS), *(kind.name for kind in KINDS))
    for kind in KINDS
    if whole in kind.on and (whole, kind.name) != ("plan", "plan")
]
CLASS = "class"
"""The name under which the class of a fact is chosen."""

_WORDS = ("Open the north gate", "Paint seven blue boats", "Water every elm")
_LITERALS = {
    Form.NUMBER: (("40", "45"), XSD.decimal),
    Form.INTEGER: (("2", "7"), XSD.integer),
    Form.DAY: (("2031-01-01", "2031-06-30"), XSD.date),
}


def bare() -> list[Triple]:
    """Return a plan with three things of each kind and no facts but an indicator or the like."""
    return list(_things())


def with_fact(place: Place, chosen: Chosen | None = None) -> list[Triple]:
    """Return the plan with a fact on its first thing of a kind."""
    whole, kind = place
    return [*_things(), *_fact(node_of(whole, 1), kind, chosen or {})]


def value_names(kind: Kind) -> list[str]:
    """Return the names of all that can be chosen of a kind."""
    classes = [CLASS] if len(kind.classes) > 1 else []
    return [value.name for value in kind.values or (kind,)] + classes


def node_of(name: str, number: int) -> NamedNode:
    """Return the name of a thing of a kind, from 1."""
    return NamedNode(f"{DEFAULT_BASE}id/{name.replace(' ', '-')}/p/{number}")


def _things() -> Iterator[Triple]:
    for thing in THINGS:
        for number in (1,) if thing.name == "plan" else (1, 2, 3):
            node = node_of(thing.name, number)
            words = f"{thing.name} {_WORDS[number - 1]}"
            yield Triple(node, RDF.type, thing.classes[0])
            yield Triple(node, thing.title, Literal(words, language="en"))
            yield Triple(node, thing.code, Literal(f"{thing.name}-{number}"))
    for kind in KINDS:
        if any(kind.name in part.on for part in KINDS):
            whole = node_of(kind.name, 1)
            yield Triple(node_of("action", 1), kind.link, whole)
            yield Triple(whole, SKOS.prefLabel, Literal("Gates", language="en"))
        for number in (2, 3):
            earlier = node_of(f"earlier {kind.name}", number)
            yield Triple(earlier, PLAN.verbatim, Literal(_WORDS[number - 1], language="en"))
    for number in (2, 3):
        yield Triple(node_of("fragment", number), PLAN.quote, Literal(_WORDS[number - 1]))


def _fact(node: NamedNode, kind: Kind, chosen: Chosen) -> Iterator[Triple]:
    if kind.form is not Form.NODE:
        yield from _said(node, kind, kind, chosen)
        return
    part = node_of(kind.name, 9)
    yield Triple(node, kind.link, part)
    yield Triple(part, RDF.type, kind.classes[chosen.get(CLASS) or 0])
    for value in kind.values:
        yield from _said(part, kind, value, chosen)


def _said(node: NamedNode, kind: Kind, value: Value, chosen: Chosen) -> Iterator[Triple]:
    number = chosen.get(value.name, 0)
    if number is not None:
        yield Triple(node, value.link, _term(kind, value, number))


def _term(kind: Kind, value: Value, number: int) -> NamedNode | Literal:
    things = {
        Form.THING: next((thing.name for thing in THINGS if thing.iri == value.of), ""),
        Form.BODY: "body",
        Form.QUOTE: "fragment",
        Form.FACT: f"earlier {kind.name}",
    }
    if value.form in things:
        return node_of(things[value.form], number + 2)
    if value.form is Form.CLASS:
        return BODIES[number + 1]
    if value.form is Form.CODE:
        codes = [*code_lists.labels(value.scheme, "en"), "AAA", "BBB"]
        return NamedNode(value.of + codes[number])
    if value.form in _LITERALS:
        texts, datatype = _LITERALS[value.form]
        return Literal(texts[number], datatype=datatype)
    return Literal(_WORDS[number], language=None if value.form is Form.TEXT else "en")
