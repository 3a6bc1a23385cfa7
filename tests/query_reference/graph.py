"""The graphs of generated plans in a store, as a build writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from plan_graph.asking.remote.endpoint import Endpoint
from plan_graph.asking.store import ONTOLOGY_GRAPH, Embedded, ontology
from plan_graph.checking.inference import infer
from plan_graph.iris import DEFAULT_BASE, Iris, concept, own_subject, shared_graph
from plan_graph.language import wording
from plan_graph.rdf.conversion import to_triples
from plan_graph.reading.source import PlanSource
from plan_graph.vocab import RDF, SKOS
from plan_graph.workbooks.monitoring.observations import to_triples as reported
from query_reference.generate import OWN_KIND, Case
from servers import Server


def graphs(cases: Sequence[Case]) -> Mapping[NamedNode, Sequence[Triple]]:
    """Return the named graphs of plans: what they say, what follows and what was reported."""
    return dict(part for case in cases for part in _graphs(case))


def _graphs(case: Case) -> Iterator[tuple[NamedNode, Sequence[Triple]]]:
    plan = case.plan
    iris = Iris(plan.identifier, case.register.identifier)
    source = PlanSource(
        plan.identifier,
        Path("made.txt"),
        translations=case.translations,
        continues=case.continues,
    )
    words = wording.load(plan.language)
    stated = to_triples(plan, source, words, case.register, base=DEFAULT_BASE)
    asserted = [*stated, *_own_kind()]
    yield iris.graph, asserted
    yield iris.graph_of("inferred"), infer(asserted)
    yield iris.graph_of("monitoring"), reported(case.monitoring, iris, plan.language)


def _own_kind() -> list[Triple]:
    """Return what a publisher says of a kind of money that our list does not have."""
    code, label, wider = OWN_KIND
    kind = concept("funding-kind", code)
    return [
        Triple(kind, RDF.type, SKOS.Concept),
        Triple(kind, SKOS.prefLabel, Literal(label, language="en")),
        Triple(kind, SKOS.broader, concept("funding-kind", wider)),
    ]


def store(cases: Sequence[Case]) -> Embedded:
    """Return an engine that holds the graphs of plans and the ontology."""
    held = Store()
    parts = {ONTOLOGY_GRAPH: ontology(), **graphs(cases)}
    if len(cases) > 1:
        parts[shared_graph(DEFAULT_BASE)] = list(_shared(cases))
    for name, triples in parts.items():
        held.extend(Quad(t.subject, t.predicate, t.object, name) for t in triples)
    return Embedded(held)


def _shared(cases: Sequence[Case]) -> Iterator[Triple]:
    """Yield what plans say of things that are of none of them alone, such as bodies."""
    for case in cases:
        own = own_subject(case.plan.identifier, DEFAULT_BASE)
        for _, triples in _graphs(case):
            yield from (triple for triple in triples if not own.match(f"{triple} ."))


_BATCH = 400


def load(server: Server, cases: Sequence[Case], graph: str) -> Endpoint:
    """Put all that is known of plans into one graph of a server; return what asks it there."""
    writer = Endpoint(server.url, update_url=server.update_url)
    every = [triple for triples in graphs(cases).values() for triple in triples]
    lines = [f"{triple} .\n" for triple in dict.fromkeys([*ontology(), *every])]
    for start in range(0, len(lines), _BATCH):
        batch = "".join(lines[start : start + _BATCH])
        writer.update(f"INSERT DATA {{ GRAPH <{graph}> {{ {batch} }} }}")
    return Endpoint(server.url, graphs=[graph])
