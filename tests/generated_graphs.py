"""Graphs made at random of the terms of the ontology: what our reasoner infers, owlrl infers.

Run `python tests/generated_graphs.py COUNT [SEED]` for as many graphs as one likes.
"""

from __future__ import annotations

import random
import sys
from functools import cache

from pyoxigraph import NamedNode, Triple

from plan_graph.asking.store import ontology
from plan_graph.checking.inference import infer
from plan_graph.vocab import PLAN_BASE, RDF, SKOS

_OWL = "http://www.w3.org/2002/07/owl#"
_THINGS = tuple(NamedNode(f"{PLAN_BASE}id/thing/random/{number}") for number in range(10))


def graph_of(seed: int) -> list[Triple]:
    """Return random statements about a few things, with codes of the lists among their values."""
    rng = random.Random(seed)
    values = (*_THINGS, *rng.sample(_codes(), 6))
    found = [
        Triple(thing, RDF.type, rng.choice(_of_type("Class")))
        for thing in _THINGS
        for _ in range(rng.randint(0, 2))
    ]
    for _ in range(rng.randint(10, 50)):
        name = rng.choice(_of_type("ObjectProperty"))
        found.append(Triple(rng.choice(_THINGS), name, rng.choice(values)))
    return list(dict.fromkeys(found))


@cache
def _of_type(name: str) -> list[NamedNode]:
    kind = NamedNode(_OWL + name)
    found = {
        t.subject for t in ontology() if t.predicate == RDF.type and t.object == kind
    }  # fmt: skip
    return sorted((n for n in found if isinstance(n, NamedNode)), key=str)


@cache
def _codes() -> list[NamedNode]:
    found = {t.subject for t in ontology() if t.predicate == SKOS.inScheme}
    return sorted((node for node in found if isinstance(node, NamedNode)), key=str)


def differences(seed: int) -> list[Triple]:
    """Return what only one of both reasoners infers from a graph."""
    graph = graph_of(seed)
    return sorted({*infer(graph)} ^ {*infer(graph, reasoner="owlrl")}, key=str)


def main() -> int:
    """Compare; print what differs."""
    count, start = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    different = inferred = 0
    for seed in range(start, start + count):
        inferred += len({*infer(graph_of(seed))})
        if found := differences(seed):
            different += 1
            print(seed, *found[:3], flush=True)
    print(f"{count} graphs, {inferred} inferred statements, {different} different")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
