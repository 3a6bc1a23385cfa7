"""Triples by subject and property, for what walks through a graph instead of querying it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.vocab import PLAN, RDF

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal


class View:
    """What is said of each thing, in the order in which it is said."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._facts: dict[Node, dict[NamedNode, list[Term]]] = defaultdict(dict)
        for subject, predicate, value in triples:
            if not isinstance(subject, Triple) and not isinstance(value, Triple):
                self._facts[subject].setdefault(predicate, []).append(value)

    def values(self, node: Term | None, predicate: NamedNode) -> Sequence[Term]:
        """Return what a property says of a thing."""
        if node is None or isinstance(node, Literal):
            return ()
        return self._facts.get(node, {}).get(predicate, ())

    def nodes(self, node: Term, *path: NamedNode) -> list[Node]:
        """Return the things to which a path of properties leads."""
        found: list[Term] = [node]
        for predicate in path:
            found = [value for start in found for value in self.values(start, predicate)]
        return [value for value in found if not isinstance(value, Literal)]

    def text(self, node: Term | None, predicate: NamedNode, language: str = "") -> str:
        """Return the first words that a property says, in a language if one is asked for, or ''."""
        found = [t for t in self.values(node, predicate) if isinstance(t, Literal)]
        chosen = [t for t in found if not language or t.language in (language, None)]
        return chosen[0].value if chosen else ""

    def instances(self, kind: NamedNode) -> list[Node]:
        """List the things of a class, in the order in which they come."""
        return [node for node in self._facts if kind in self.values(node, RDF.type)]

    def subjects(self) -> list[Node]:
        """List the things of which something is said, in the order in which they come."""
        return list(self._facts)

    def ordered(self, nodes: Iterable[Node]) -> list[Node]:
        """Put things into the order of their positions."""
        return sorted(nodes, key=lambda node: int(self.text(node, PLAN.position) or 0))

    def facts(self, node: Node) -> Iterable[tuple[NamedNode, Sequence[Term]]]:
        """Return all that is said of a thing."""
        return self._facts.get(node, {}).items()
