"""The plain way: what a competent person writes with rdflib, owlrl and pyshacl, in one script.

All plans go into one graph, as the tutorials of the three libraries do it, and each library is
called once, with its own function and its own defaults for speed. It is given our reading of the
documents, for which there is no library. It writes the same files for each plan, and a store:
the stated triples in four syntaxes, what follows from them, the findings, and one N-Quads file
that rdflib's engine can load.

Run with: .venv/bin/python benchmarks/plain.py OUT PLAN…
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import owlrl
import pyshacl
from pyoxigraph import Literal, Triple
from rdflib import OWL, RDF, RDFS, BNode, Dataset, Graph, URIRef
from rdflib import Literal as RdfLiteral

from plan_graph.building.opening import read_plan
from plan_graph.iris import DEFAULT_BASE, Iris
from plan_graph.rdf.conversion import to_triples
from plan_graph.reading.source import open_source
from plan_graph.resources import folder

FORMATS = {"plan.ttl": "turtle", "plan.nt": "nt", "plan.rdf": "xml", "plan.jsonld": "json-ld"}
SCHEMA = (str(OWL), str(RDF), str(RDFS))


class Laps:
    """How many seconds each stage took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a block."""
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def to_rdflib(triples: list[Triple]) -> Graph:
    """Make a graph of rdflib."""
    graph = Graph()
    for subject, predicate, value in triples:
        if isinstance(value, Literal):
            datatype = None if value.language else URIRef(value.datatype.value)
            term = RdfLiteral(value.value, lang=value.language, datatype=datatype)
        else:
            term = URIRef(value.value)
        graph.add((URIRef(subject.value), URIRef(predicate.value), term))
    return graph


def reason(stated: Graph, ontology: Graph) -> Graph:
    """Return what follows about the things of the data."""
    closure = stated + ontology
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    things = {node for node in stated.all_nodes() if isinstance(node, URIRef)}
    things -= {node for node in ontology.all_nodes() if isinstance(node, URIRef)}
    new = Graph()
    for subject, predicate, value in closure:
        known = subject in things and not isinstance(value, RdfLiteral | BNode)
        schema = str(predicate).startswith(SCHEMA) and predicate != RDF.type
        if known and not schema and not str(value).startswith(SCHEMA):
            new.add((subject, predicate, value))
    return new - stated


def parts(files: list[Path]) -> Graph:
    """Read Turtle files into one graph."""
    graph = Graph()
    for file in files:
        graph.parse(file)
    return graph


def run(plans: list[Path], out: Path) -> dict[str, float]:
    """Build the plans; give the seconds of each stage."""
    laps = Laps()
    root = folder("ontology")
    codes = sorted((root / "codes").glob("*.ttl"))
    graphs: dict[str, Graph] = {}
    everything = Graph()
    for path in plans:
        source = open_source(path)
        with laps.stage("read"):
            plan, words, register = read_plan(source)
        with laps.stage("convert"):
            triples = to_triples(plan, source, words, register, base=DEFAULT_BASE)
            graphs[plan.identifier] = to_rdflib(triples)
            everything += graphs[plan.identifier]
    with laps.stage("infer"):
        ontology = parts([root / "core.ttl", root / "inference.ttl", *codes])
        inferred = reason(everything, ontology)
    with laps.stage("validate"):
        shapes = parts(sorted((root / "shapes").glob("*.ttl")))
        background = parts([root / "core.ttl", *codes])
        _, report, _ = pyshacl.validate(everything, shacl_graph=shapes, ont_graph=background)
    with laps.stage("serialise"):
        for name, graph in graphs.items():
            target = out / name
            target.mkdir(parents=True)
            for file, syntax in FORMATS.items():
                graph.serialize(target / file, format=syntax, encoding="utf-8")
            mine = Graph()
            for node in set(graph.subjects()):
                for predicate, value in inferred.predicate_objects(node):
                    mine.add((node, predicate, value))
            mine.serialize(target / "inferred.nt", format="nt", encoding="utf-8")
        report.serialize(out / "report.ttl", format="turtle")
    with laps.stage("load"):
        store = Dataset(default_union=True)
        for name, graph in graphs.items():
            named = store.graph(URIRef(Iris(name, "ro").graph.value))
            for triple in graph:
                named.add(triple)
        named = store.graph(URIRef(Iris("all", "ro").graph_of("inferred").value))
        for triple in inferred:
            named.add(triple)
        store.serialize(out / "store.nq", format="nquads")
    return laps.seconds


def main() -> None:
    """Build, and print the seconds of each stage and the memory as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("plans", type=Path, nargs="+")
    options = parser.parse_args()
    seconds = run(options.plans, options.out)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


if __name__ == "__main__":
    main()
