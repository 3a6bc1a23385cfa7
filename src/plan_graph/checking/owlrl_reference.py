"""The closure by owlrl, the reference implementation of OWL 2 RL; slow, and loads rdflib."""

from __future__ import annotations

from collections.abc import Iterable

import owlrl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.checking.axioms import Fact, Term


def closure(triples: Iterable[Triple]) -> set[Fact]:
    """Return the statements and all that follows from them, schema-level ones too."""
    graph = rdflib.Graph(store="SimpleMemory")  # It keeps no contexts, so owlrl gains a third.
    for triple in triples:
        subject, name, value = map(_to_rdflib, (triple.subject, triple.predicate, triple.object))
        graph.add((subject, name, value))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return {(_from_rdflib(s), _from_rdflib(p), _from_rdflib(o)) for s, p, o in graph}


def _to_rdflib(term: Term) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    return rdflib.BNode(str(term))


def _from_rdflib(term: rdflib.term.Node) -> Term:
    if isinstance(term, rdflib.URIRef):
        return NamedNode(term)
    if isinstance(term, rdflib.Literal):
        return Literal(str(term))
    return BlankNode()
