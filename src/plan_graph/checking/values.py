"""What is false of values: codes that no table has, words of another datatype, odd addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from pyoxigraph import Literal, NamedNode

from plan_graph.checking.finding import Node
from plan_graph.checking.statements import Fault, Statements
from plan_graph.checking.vocabulary import MOST_PROPOSALS, declared, term_name
from plan_graph.facts import KINDS, Form
from plan_graph.phrases import phrase
from plan_graph.rdf import authority
from plan_graph.rdf.graph import Thing
from plan_graph.rdf.lexical import is_well_formed
from plan_graph.vocab import AUTHORITY, DCTERMS, FOAF, OA, PLAN, SKOS, XSD

_MAY_BE_EMPTY = {PLAN.valueRead, PLAN.valueGiven}
_TEXTS = {DCTERMS.title, DCTERMS.identifier, SKOS.prefLabel, SKOS.altLabel, SKOS.notation,
          FOAF.name, DCTERMS.description}  # fmt: skip
_DATATYPES: Mapping[Form, NamedNode] = {
    Form.NUMBER: XSD.decimal, Form.INTEGER: XSD.integer, Form.DAY: XSD.date
}  # fmt: skip


_LONGEST_CODE = 100
"""Of a longer code nobody wants to know what may be meant."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*|x(-[a-z0-9]{1,8})+", re.IGNORECASE)
"""The form of a language tag: two or three letters, and what tells more."""


def value_faults(data: Statements) -> Iterator[Fault]:
    """Yield each value that is not what its property takes."""
    yield from _codes(data)
    yield from _literals(data)
    yield from _tags_and_addresses(data)
    yield from _words_for_things(data)


def _codes(data: Statements) -> Iterator[Fault]:
    """Yield the codes that the tables of the EU do not have."""
    found: dict[Node, tuple[Thing, NamedNode]] = {}
    for name in data.names:
        for thing, values in data.of(name).items():
            for value in values:
                if isinstance(value, NamedNode) and value.value.startswith(AUTHORITY):
                    found.setdefault(value, (thing, name))
    for number, (value, (thing, name)) in enumerate(found.items()):
        table, _, code = value.value.removeprefix(AUTHORITY).partition("/")
        codes = authority.codes().get(table)
        if codes is None or code.partition("_")[0] in codes or code in codes:
            continue
        few = number < MOST_PROPOSALS and len(code) < _LONGEST_CODE
        near = get_close_matches(code.upper(), sorted(codes), n=1, cutoff=0.6) if few else []
        meant = phrase("checking.vocabulary.meant", term=near[0]) if near else ""
        parts = {"code": code, "table": table, "meant": meant}
        yield Fault("Violation", "Vocabulary-code", thing, name.value, value, parts)


@cache
def _datatypes() -> Mapping[NamedNode, NamedNode]:
    """Return the datatype of each property that has one, by the table of facts."""
    values = [value for kind in KINDS for value in (kind, *kind.values)]
    return {
        **{value.link: _DATATYPES[value.form] for value in values if value.form in _DATATYPES},
        **dict.fromkeys((PLAN.position, PLAN.table, PLAN.row, PLAN.column), XSD.integer),
        **dict.fromkeys((OA.start, OA.end), XSD.nonNegativeInteger),
        **dict.fromkeys((PLAN.reportedValue, PLAN.recognitionCertainty), XSD.decimal),
        PLAN.inherited: XSD.boolean,
        DCTERMS.date: XSD.date,
    }


def _literals(data: Statements) -> Iterator[Fault]:
    for name in data.names:
        texts = name in _TEXTS or (name in declared("DatatypeProperty"))
        wanted = _datatypes().get(name)
        for thing, values in data.of(name).items() if texts or wanted else ():
            for value in values:
                if not isinstance(value, Literal):
                    continue
                parts = {"property": term_name(name), "found": value.value}
                if is_blank(value.value) and name not in _MAY_BE_EMPTY:
                    yield Fault("Violation", "Vocabulary-blank", thing, name.value, value, parts)
                elif wanted and (value.datatype != wanted or not is_well_formed(value)):
                    parts["datatype"] = f"xsd:{wanted.value.rpartition('#')[2]}"
                    yield Fault("Violation", "Vocabulary-datatype", thing, name.value, value, parts)


def is_blank(text: str) -> bool:
    """Tell whether words show nothing: spaces, and signs that have no form of their own.

    >>> is_blank(" \\u00a0\\u200b"), is_blank("a")
    (True, False)
    """
    return not text.strip() or all(unicodedata.category(sign)[0] in "ZC" for sign in text)


def _tags_and_addresses(data: Statements) -> Iterator[Fault]:
    """Yield language tags that are none, and addresses that lead to something on one machine."""
    for name in data.names:
        for thing, values in data.of(name).items():
            for value in values:
                if isinstance(value, Literal):
                    tag = value.language
                    if tag and not _LANGUAGE.fullmatch(tag):
                        yield Fault("Violation", "Vocabulary-language", thing, name.value, value,
                                    {"language": tag})  # fmt: skip
                elif isinstance(value, NamedNode) and value.value[:5].lower() == "file:":
                    parts = {"property": term_name(name), "found": value.value}
                    yield Fault("Violation", "Vocabulary-local", thing, name.value, value, parts)


def _words_for_things(data: Statements) -> Iterator[Fault]:
    """Yield the words that stand where a thing must be named."""
    for name in (DCTERMS.subject, DCTERMS.spatial):
        for thing, values in data.of(name).items():
            for value in values:
                if isinstance(value, Literal):
                    parts = {"property": term_name(name), "found": value.value}
                    yield Fault("Violation", "Vocabulary-iri", thing, name.value, value, parts)
