"""Describe one thing: what is said of it, what points to it, and the words that state it.

Runs in workers only.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from plan_graph.jsonld import json_ld
from plan_graph.vocab import DCTERMS, PLAN, RDF, RDFS, SKOS
from plan_graph.web.worker.reply import Output, TaskError
from plan_graph.web.worker.tasks import write_triples

_LABELS = (SKOS.prefLabel, DCTERMS.title, RDFS.label, PLAN.quote, DCTERMS.identifier)
"""What names a thing, the best first."""
_MOST_INCOMING = 500
"""Incoming links that a description lists; all of them are counted."""
_EXAMPLES = 5
Json = dict[str, Any]


def describe(store: Store, message: Mapping[str, Any], output: Output) -> None:
    """Describe the thing `iri` as a graph, or as JSON for a page if `format` is 'html'.

    The concepts of a scheme are described with it.
    """
    thing = NamedNode(message["iri"])
    described = _Description(store, thing)
    if not described.known:
        raise TaskError(404, "nothing is known of it here; follow the links from the start page")
    if message["format"] == "html":
        output.head(format="html", kind="page")
        output.write(json.dumps(described.page()).encode())
    elif message["format"] == "json-ld":
        output.head(format="json-ld", kind="graph")
        output.write(json_ld(described.graph()))
    else:
        write_triples(described.graph(), message["format"], output)


def terms(store: Store, message: Mapping[str, Any], output: Output) -> None:
    """Describe every named subject of a graph, as JSON for a page."""
    quads = store.quads_for_pattern(None, None, None, NamedNode(message["graph"]))
    things = sorted(
        {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}, key=str
    )
    output.head(format="html", kind="page")
    output.write(json.dumps([_Description(store, thing).page() for thing in things]).encode())


class _Description:
    """What a store says about one thing, each statement once however many graphs have it."""

    def __init__(self, store: Store, thing: NamedNode) -> None:
        self._store = store
        self._thing = thing
        self._outgoing = list(self._triples(thing))
        incoming = store.quads_for_pattern(None, None, thing, None)
        self._incoming = list(dict.fromkeys(quad.triple for quad in incoming))

    @property
    def known(self) -> bool:
        """Whether there is any statement about the thing itself."""
        return bool(self._outgoing)

    def _triples(self, subject: NamedNode | BlankNode) -> Iterator[Triple]:
        quads = self._store.quads_for_pattern(subject, None, None, None)
        return iter(dict.fromkeys(quad.triple for quad in quads))

    def graph(self) -> list[Triple]:
        """Give the statements about the thing and its sources, and the names of its neighbours."""
        found = list(self._outgoing)
        for source in self._sources():
            found += self._triples(source)
        links = self._incoming[:_MOST_INCOMING]
        found += links
        neighbours = [triple.object for triple in self._outgoing]
        neighbours += [triple.subject for triple in links]
        for neighbour in dict.fromkeys(neighbours):
            if isinstance(neighbour, NamedNode):
                found += self._labels(neighbour)
        for part in self._parts():
            found += self._triples(part)
        return list(dict.fromkeys(found))

    def _parts(self) -> Iterator[NamedNode]:
        """Give the concepts of a scheme."""
        for triple in self._incoming:
            if triple.predicate == SKOS.inScheme and isinstance(triple.subject, NamedNode):
                yield triple.subject

    def _sources(self) -> list[NamedNode]:
        return [
            triple.object
            for triple in self._outgoing
            if triple.predicate == PLAN.statedIn and isinstance(triple.object, NamedNode)
        ]

    def _labels(self, thing: NamedNode) -> list[Triple]:
        """Give what names a thing, by the best property that does."""
        for predicate in _LABELS:
            quads = self._store.quads_for_pattern(thing, predicate, None, None)
            if found := list(dict.fromkeys(quad.triple for quad in quads)):
                return found
        return []

    def page(self) -> Json:
        """Give what a page shows, with names for everything that has one."""
        by_predicate: dict[NamedNode, list[Json]] = {}
        for triple in self._outgoing:
            by_predicate.setdefault(triple.predicate, []).append(self._value(triple.object))
        counts = Counter(triple.predicate for triple in self._incoming)
        return {
            "iri": self._thing.value,
            "names": [self._value(triple.object) for triple in self._labels(self._thing)],
            "types": by_predicate.pop(RDF.type, []),
            "outgoing": [
                {"predicate": self._value(predicate), "values": values}
                for predicate, values in by_predicate.items()
            ],
            "incoming": [
                {
                    "predicate": self._value(predicate),
                    "count": count,
                    "examples": self._examples(predicate),
                }
                for predicate, count in counts.most_common()
            ],
            "sources": [self._source(source) for source in self._sources()],
        }

    def _examples(self, predicate: NamedNode) -> list[Json]:
        subjects = (t.subject for t in self._incoming if t.predicate == predicate)
        return [self._value(subject) for subject in islice(subjects, _EXAMPLES)]

    def _value(self, term: Any) -> Json:
        if isinstance(term, Literal):
            plain = term.language or term.datatype.value.endswith("#string")
            datatype = "" if plain else term.datatype.value
            return {"text": term.value, "language": term.language or "", "datatype": datatype}
        if not isinstance(term, NamedNode):
            return {"text": str(term), "language": "", "datatype": ""}
        return {"iri": term.value, "name": self._name(term)}

    def _name(self, thing: NamedNode) -> Json:
        labels = [t.object for t in self._labels(thing) if isinstance(t.object, Literal)]
        for language in ("en", None):
            for label in labels:
                if language in (label.language, None):
                    return {"text": label.value, "language": label.language or ""}
        return {"text": "", "language": ""}

    def _source(self, source: NamedNode) -> Json:
        said: dict[str, list[Literal]] = {}
        for triple in self._triples(source):
            if isinstance(triple.object, Literal):
                said.setdefault(triple.predicate.value, []).append(triple.object)
        quotes = said.get(PLAN.quote.value, [])
        place = [
            f"{name} {said[term.value][0].value}"
            for name, term in (("table", PLAN.table), ("row", PLAN.row), ("column", PLAN.column))
            if term.value in said
        ]
        return {
            "iri": source.value,
            "quotes": [self._value(quote) for quote in quotes],
            "place": ", ".join(place),
        }
