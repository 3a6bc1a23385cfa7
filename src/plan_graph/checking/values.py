"""What is false of values: codes that no table has, words of another datatype, odd addresses."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache

from pyoxigraph import Literal, NamedNode

from plan_graph.checking.finding import Node
from plan_graph.checking.statements import Fault, Statements
from plan_graph.checking.vocabulary import MOST_PROPOSALS, declared, term_name
from plan_graph.facts import KINDS, Form
from plan_graph.phrases import joined, phrase
from plan_graph.rdf import authority
from plan_graph.rdf.graph import Thing
from plan_graph.rdf.lexical import is_well_formed
from plan_graph.vocab import AUTHORITY, DCTERMS, FOAF, OA, PLAN, RDF, SKOS, XSD

_MAY_BE_EMPTY = {PLAN.valueRead, PLAN.valueGiven}
_TEXTS = {DCTERMS.title, DCTERMS.identifier, SKOS.prefLabel, SKOS.altLabel, SKOS.notation,
          FOAF.name, DCTERMS.description}  # fmt: skip
_DATATYPES: Mapping[Form, NamedNode] = {
    Form.NUMBER: XSD.decimal, Form.INTEGER: XSD.integer, Form.DAY: XSD.date,
    **dict.fromkeys((Form.LABEL, Form.WORDS), RDF.langString),
    Form.TEXT: XSD.string,
}  # fmt: skip
_ONCE = (DCTERMS.title, DCTERMS.identifier, DCTERMS.date, SKOS.prefLabel, SKOS.notation,
         FOAF.name, PLAN.heading, PLAN.unit)  # fmt: skip
"""What a thing has once, or once in each language."""


_LONGEST_CODE = 100
"""Of a longer code nobody wants to know what may be meant."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*|x(-[a-z0-9]{1,8})+", re.IGNORECASE)
"""The form of a language tag: two or three letters, and what tells more."""


def value_faults(data: Statements) -> Iterator[Fault]:
    """Yield each value that is not what its property takes."""
    yield from _codes(data)
    yield from _literals(data)
    yield from _several(data)
    yield from _tags_and_addresses(data)
    yield from _words_for_things(data)


def _codes(data: Statements) -> Iterator[Fault]:
    """Yield the codes that the tables of the EU do not have."""
    found: dict[Node, tuple[Thing, NamedNode]] = {}
    for thing, name, value in data.uses(_is_authority):
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


def _is_authority(value: Node) -> bool:
    return isinstance(value, NamedNode) and value.value.startswith(AUTHORITY)


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
        FOAF.name: RDF.langString,
    }


def _literals(data: Statements) -> Iterator[Fault]:
    for name in data.names:
        texts = name in _TEXTS or name in declared("DatatypeProperty") or name == DCTERMS.source
        wanted = _datatypes().get(name)
        for thing, value in data.graph.pairs(name) if texts or wanted else ():
            rule = _fault_of(value, name, wanted)
            if rule:
                parts = {"property": term_name(name), "found": value.value}
                if rule == "datatype" and wanted:
                    parts["datatype"] = f"xsd:{wanted.value.rpartition('#')[2]}"
                yield Fault("Violation", f"Vocabulary-{rule}", thing, name.value, value, parts)


def _fault_of(value: Node, name: NamedNode, wanted: NamedNode | None) -> str:
    """Return which rule of literals a value of a property breaks, or ''."""
    if not isinstance(value, Literal):
        return "" if name == DCTERMS.source else "text"  # words, or what they stand in
    text = value.value
    if is_blank(text) and name not in _MAY_BE_EMPTY:
        return "blank"
    if text != text.strip() and name in _TEXTS:
        return "spaces"
    if wanted == RDF.langString:
        return "" if value.language else "no-language"
    return "datatype" if wanted and not _is_of(value, wanted) else ""


def _is_of(value: Literal, datatype: NamedNode) -> bool:
    return value.datatype == datatype and is_well_formed(value)


def _several(data: Statements) -> Iterator[Fault]:
    """Yield the things that have several of what there is one of, or one in a language."""
    for name in _ONCE:
        for thing, values in data.of(name).items():
            tags = Counter(v.language for v in values if isinstance(v, Literal))
            for tag in [tag for tag, number in tags.items() if number > 1]:
                found = [v.value for v in values if isinstance(v, Literal) and v.language == tag]
                parts = {"property": term_name(name), "found": joined(found[:3])}
                yield Fault("Violation", "Vocabulary-several", thing, name.value, None, parts)


def is_blank(text: str) -> bool:
    """Tell whether words show nothing: spaces, and signs that have no form of their own.

    >>> is_blank(" \\u00a0\\u200b"), is_blank("a")
    (True, False)
    """
    return not text.strip() or all(unicodedata.category(sign)[0] in "ZC" for sign in text)


def _tags_and_addresses(data: Statements) -> Iterator[Fault]:
    """Yield language tags that are none, and addresses that lead to something on one machine."""
    for thing, name, value in data.uses(_is_tagged_or_local):
        if isinstance(value, Literal):
            parts = {"language": value.language}
            yield Fault("Violation", "Vocabulary-language", thing, name.value, value, parts)
        else:
            parts = {"property": term_name(name), "found": value.value}
            yield Fault("Violation", "Vocabulary-local", thing, name.value, value, parts)


def _is_tagged_or_local(value: Node) -> bool:
    """Tell whether a value has a language tag that is none, or leads to something local."""
    if isinstance(value, Literal):
        return bool(value.language) and not _LANGUAGE.fullmatch(value.language or "")
    return isinstance(value, NamedNode) and value.value[:5].lower() == "file:"


def _words_for_things(data: Statements) -> Iterator[Fault]:
    """Yield the words that stand where a thing must be named."""
    for name in (RDF.type, DCTERMS.subject, DCTERMS.spatial):
        for thing, values in data.of(name).items():
            for value in values:
                if isinstance(value, Literal):
                    parts = {"property": term_name(name), "found": value.value}
                    yield Fault("Violation", "Vocabulary-iri", thing, name.value, value, parts)
