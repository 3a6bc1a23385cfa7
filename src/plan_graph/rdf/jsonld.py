"""Triples as compact JSON-LD that needs nothing from elsewhere: our own context is in the file.

A writer of our own, because rdflib's takes seconds for a plan where this takes
milliseconds, and pyoxigraph's knows no context. It uses of JSON-LD what our context needs:
typed terms, language maps, value objects. IRIs of things are written in full, so that a
program can follow them without knowing JSON-LD.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.rdf.graph import Graph
from plan_graph.resources import folder
from plan_graph.vocab import RDF, XSD

Json = dict[str, Any]
_INTEGERS = (XSD.integer.value, XSD.nonNegativeInteger.value)
_LARGEST = 2**53
"""Above it a reader of JSON may round."""


@dataclass(frozen=True, slots=True)
class _Term:
    """How the context writes one property or class."""

    key: str
    type: str = ""
    """IRI of the datatype that a bare value has, '@id' if it is an IRI, or ''."""
    by_language: bool = False


@cache
def context(name: str = "context") -> Mapping[str, Any]:
    """Return a JSON-LD context of plan-graph: that of plans, or 'catalogue-context'."""
    text = (folder("ontology") / f"{name}.jsonld").read_text(encoding="utf-8")
    found: Mapping[str, Any] = json.loads(text)["@context"]
    return found


def json_ld(triples: Iterable[Triple], name: str = "context") -> bytes:
    """Write triples as a JSON-LD document: one object a subject, one line each, in their order."""
    return b"".join(json_ld_parts([triples], name))


def json_ld_parts(blocks: Iterable[Iterable[Triple]], name: str = "context") -> Iterator[bytes]:
    """Write blocks of triples that have no common subject as one document, part by part."""
    terms = _terms(context(name))
    told = json.dumps(context(name), ensure_ascii=False, indent=1)
    yield f'{{"@context": {told},\n"@graph": ['.encode()
    before, encode = "\n", json.JSONEncoder(ensure_ascii=False).encode
    for block in blocks:
        for node in _nodes(Graph.of(block), terms):
            yield (before + encode(node)).encode()
            before = ",\n"
    yield b"\n]}\n"


def _nodes(graph: Graph, terms: Mapping[str, _Term]) -> Iterator[Json]:
    for subject in graph.things:
        node: Json = {"id": _iri(subject)}
        for predicate, value in graph.about(subject):
            if predicate == RDF.type:
                _append(node, "type", _class(value, terms))
            else:
                name = predicate.value
                _add(node, terms.get(name) or _Term(name), name, value)
        yield node


def _expand(name: str, definitions: Mapping[str, Any]) -> str:
    prefix, colon, local = name.partition(":")
    namespace = definitions.get(prefix)
    return f"{namespace}{local}" if colon and isinstance(namespace, str) else name


def _terms(definitions: Mapping[str, Any]) -> dict[str, _Term]:
    found = {}
    for key, definition in definitions.items():
        if isinstance(definition, dict):
            datatype = _expand(definition.get("@type", ""), definitions)
            by_language = definition.get("@container") == "@language"
            found[_expand(definition["@id"], definitions)] = _Term(key, datatype, by_language)
        elif isinstance(definition, str) and not definition.startswith("@"):
            found[_expand(definition, definitions)] = _Term(key)
    return found


def _iri(node: object) -> str:
    if isinstance(node, NamedNode):
        return node.value
    if isinstance(node, BlankNode):
        return f"_:{node.value}"
    raise TypeError(f"JSON-LD has no name for {node}")


def _class(value: object, terms: Mapping[str, _Term]) -> str:
    iri = _iri(value)
    return terms[iri].key if iri in terms else iri


def _append(holder: Json, key: str, value: object) -> None:
    """Add a value; only several make a list."""
    if key not in holder:
        holder[key] = value
    elif isinstance(holder[key], list):
        holder[key].append(value)
    else:
        holder[key] = [holder[key], value]


def _add(node: Json, term: _Term, predicate: str, value: object) -> None:
    if not term.by_language:
        _append(node, term.key, _value(value, term.type))
    elif isinstance(value, Literal) and value.language:
        _append(node.setdefault(term.key, {}), value.language, value.value)
    else:
        # A language map cannot hold it; the full name of the property can.
        _append(node, predicate, _value(value, ""))


def _value(value: object, bare: str) -> object:
    """Write a value; as a bare string or number if the term says the rest."""
    if not isinstance(value, Literal):
        return _iri(value) if bare == "@id" else {"id": _iri(value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype == (bare or XSD.string.value):
        return _number(value.value) if bare in _INTEGERS else value.value
    if datatype == XSD.string.value:
        return {"@value": value.value}
    return {"@value": value.value, "@type": datatype}


def _number(digits: str) -> int | str:
    """Return a number if JSON gives the same digits back."""
    if digits.removeprefix("-").isascii() and digits.removeprefix("-").isdigit():
        number = int(digits)
        if str(number) == digits and abs(number) < _LARGEST:
            return number
    return digits
