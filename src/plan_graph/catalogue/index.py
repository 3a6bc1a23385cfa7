"""A catalogue of anybody as an index: what is said of each thing, and what belongs to a dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.vocab import DCAT, DCTERMS, RDF

Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | Literal

_OWN = (DCAT.Catalog, DCAT.Dataset, DCAT.DatasetSeries, DCAT.DataService)
"""Classes of things that are described on their own."""


class Index:
    """The triples of a catalogue by subject and property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._values: dict[Node, dict[NamedNode, list[Term]]] = defaultdict(dict)
        for subject, predicate, value in triples:
            if not isinstance(subject, Triple) and not isinstance(value, Triple):
                self._values[subject].setdefault(predicate, []).append(value)

    def values(self, node: Term | None, predicate: NamedNode) -> Sequence[Term]:
        """Give what a property says of a thing."""
        if node is None or isinstance(node, Literal):
            return ()
        return self._values.get(node, {}).get(predicate, ())

    def nodes(self, node: Term, predicate: NamedNode) -> list[Node]:
        """Give the things among these values."""
        return [value for value in self.values(node, predicate) if not isinstance(value, Literal)]

    def instances(self, kind: NamedNode) -> list[Node]:
        """List the things of a class, in the order of the file."""
        return [node for node in self._values if kind in self.values(node, RDF.type)]

    def name(self, node: Node) -> str:
        """Name a thing for people: its title in English, in any language, or its IRI."""
        titles = [t for t in self.values(node, DCTERMS.title) if isinstance(t, Literal)]
        english = [title for title in titles if (title.language or "").startswith("en")]
        return (english or titles)[0].value if titles else str(node)

    def belonging(self, dataset: Node) -> set[Node]:
        """Give a dataset with everything that it leads to, up to other datasets and services."""
        found: set[Node] = set()
        waiting = [dataset]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting.extend(self._next(node))
        return found

    def _next(self, node: Node) -> Iterator[Node]:
        for values in self._values.get(node, {}).values():
            for value in values:
                if not isinstance(value, Literal) and not self._is_own(value):
                    yield value

    def _is_own(self, node: Node) -> bool:
        return any(kind in _OWN for kind in self.values(node, RDF.type))
