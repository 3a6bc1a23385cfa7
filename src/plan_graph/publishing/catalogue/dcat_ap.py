"""The official shapes of DCAT-AP 3.0.1 on a catalogue, in words that say what to do.

The shapes lie in `data/dcat-ap` as they were published. Two things are put right when they are
read: the values of the authority tables are described to them, without which every correct
catalogue breaks them, and the pattern for checksum algorithms admits the real addresses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, parse

from plan_graph.phrases import phrase
from plan_graph.publishing.catalogue.words import expected, short
from plan_graph.rdf import authority
from plan_graph.resources import folder
from plan_graph.vocab import DCTERMS, FOAF, RDF, VCARD

if TYPE_CHECKING:  # takes a third of a second, and only when something is checked
    from rdflib import Graph

    from plan_graph.checking.pyshacl_engine import Breach

_FILES = ("shapes.ttl", "range.ttl", "mdr-vocabularies.shape.ttl")
_SH = "http://www.w3.org/ns/shacl#"
_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")
_WRONG_PATTERN, _PATTERN = "^https://spdx.org/rdf/terms", "^https?://spdx.org/rdf/terms"
_VCARD_KINDS = ("Individual", "Organization", "Group", "Location")
_FOAF_AGENTS = ("Person", "Organization", "Group")

_SEVERITIES = ("Violation", "Warning", "Info")
_TELLING = ("Datatype", "NodeKind", "Node", "Class")

_Term = NamedNode | BlankNode | Literal


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that breaks one shape.

    Attributes:
        severity: 'Violation', 'Warning' or 'Info'.
        focus: The thing.
        path: The property in short, such as 'dct:title', or '' for the thing as a whole.
        words: What was found, what was expected, what to do.
    """

    severity: str
    focus: _Term
    path: str
    words: str

    def line(self) -> str:
        """Say it in one line."""
        return f"{self.severity}: {short(self.focus)}: {self.words}"


def faults(triples: Sequence[Triple]) -> list[Fault]:
    """Check a catalogue, the most serious faults first, then in the order of the things."""
    from plan_graph.checking.pyshacl_engine import breaches  # noqa: PLC0415 - takes 0.3 s to import

    order: dict[_Term | Triple, int] = {}
    for triple in triples:
        order.setdefault(triple.subject, len(order))
    data = [*triples, *_background(triples)]
    # One wrong value breaks several constraints; the one that says most comes first and stays.
    telling = sorted(breaches(data, _graph()), key=_rank)
    first: dict[object, Breach] = {}
    for breach in telling:
        first.setdefault((breach.focus, breach.path, breach.value), breach)
    return sorted(
        map(_fault, first.values()),
        key=lambda f: (_SEVERITIES.index(f.severity), order.get(f.focus, len(order)), f.words),
    )


def _rank(breach: Breach) -> tuple[int, int, str]:
    constraint = breach.component.removesuffix("ConstraintComponent")
    place = _TELLING.index(constraint) if constraint in _TELLING else len(_TELLING)
    return _SEVERITIES.index(breach.severity), place, breach.shape


@cache
def _graph() -> Graph:
    from plan_graph.checking.pyshacl_engine import shape_graph  # noqa: PLC0415

    return shape_graph(_shapes())


@cache
def _shapes() -> tuple[Triple, ...]:
    """Read the shapes; each blank node gets a name, so that results can tell the shape.

    A path that goes backwards stays without one: with a name it would be that of a property.
    """
    found: list[Triple] = []
    for file in _FILES:
        triples = list(_read(file))
        paths = {t.object for t in triples if t.predicate.value == _SH + "path"}
        for t in triples:
            subject, value = (
                term if term in paths else _named(term, file) for term in (t.subject, t.object)
            )
            found.append(Triple(subject, t.predicate, _corrected(value)))  # type: ignore[arg-type]
    return tuple(found)


def _read(file: str) -> Iterator[Triple]:
    return (quad.triple for quad in parse(path=folder("data") / "dcat-ap" / file))


def _named(term: object, file: str) -> NamedNode:
    if isinstance(term, BlankNode):
        return NamedNode(f"urn:shape:{file}:{term.value}")
    return term  # type: ignore[return-value]


def _corrected(term: object) -> NamedNode:
    if isinstance(term, Literal) and term.value == _WRONG_PATTERN:
        return Literal(_PATTERN)  # type: ignore[return-value]
    return term  # type: ignore[return-value]


def _background(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Say what a portal knows: the values of the tables, licences, kinds of contacts."""
    nodes = dict.fromkeys(t.object for t in triples if isinstance(t.object, NamedNode))
    for node in nodes:
        yield from authority.describe(node)
    for triple in triples:
        licence = triple.object
        if triple.predicate == DCTERMS.license and authority.is_known_licence(licence):
            yield Triple(licence, RDF.type, DCTERMS.LicenseDocument)
    for names, parent in ((_VCARD_KINDS, VCARD.Kind), (_FOAF_AGENTS, FOAF.Agent)):
        space = VCARD.namespace if parent == VCARD.Kind else FOAF.namespace
        for name in names:
            yield Triple(NamedNode(space + name), _SUBCLASS, parent)


@cache
def _parameters() -> Mapping[str, Mapping[str, list[_Term]]]:
    found: dict[str, dict[str, list[_Term]]] = defaultdict(lambda: defaultdict(list))
    for shape, name, value in _shapes():
        if isinstance(shape, NamedNode) and not isinstance(value, Triple):
            found[shape.value][name.value.removeprefix(_SH)].append(value)
    return found


def _fault(breach: Breach) -> Fault:
    path = short(NamedNode(breach.path)) if breach.path else ""
    return Fault(breach.severity, breach.focus, path, _words(breach))


_CONSTRAINTS = ("MinCount", "MaxCount", "Datatype", "NodeKind", "Class", "HasValue", "Node")
"""Those that have a sentence of their own; any other is said as the last one."""
_PARAMETERS = {
    "Datatype": "datatype",
    "NodeKind": "nodeKind",
    "Class": "class",
    "HasValue": "hasValue",
}
_KINDS = {"sh:IRI": "iri", "sh:Literal": "words", "sh:BlankNodeOrIRI": "iri"}


def _words(breach: Breach) -> str:
    constraint = breach.component.removesuffix("ConstraintComponent")
    constraint = constraint if constraint in _CONSTRAINTS else _CONSTRAINTS[-1]
    name = short(NamedNode(breach.path)) if breach.path else phrase("publishing.dcat_ap.it")
    facts = _parameters().get(breach.shape, {}).get(_PARAMETERS.get(constraint, ""), [])
    if name == "dct:publisher" and constraint == "Node":
        constraint = "publisher"
    return phrase(
        f"publishing.dcat_ap.constraint.{constraint}",
        name=name,
        value=short(breach.value) if breach.value is not None else "",
        parameter=", ".join(map(_kind, facts)),
        do=phrase("publishing.indicators.write", expected=expected(name))
        if expected(name)
        else phrase("publishing.dcat_ap.see_dcat_ap_for_what"),
    )


def _kind(fact: _Term) -> str:
    kind = _KINDS.get(short(fact))
    return phrase(f"publishing.dcat_ap.kind.{kind}") if kind else short(fact)
