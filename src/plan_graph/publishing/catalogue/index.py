"""A catalogue of anybody: how its things are named, and what belongs to a dataset."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal

from plan_graph.rdf.view import Node, Term, View
from plan_graph.vocab import DCAT, DCTERMS, RDF

__all__ = ["Index", "Node", "Term"]

_OWN = (DCAT.Catalog, DCAT.Dataset, DCAT.DatasetSeries, DCAT.DataService)
"""Classes of things that are described on their own."""


class Index(View):
    """The triples of a catalogue by subject and property."""

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
        for _, values in self.facts(node):
            for value in values:
                if not isinstance(value, Literal) and not self._is_own(value):
                    yield value

    def _is_own(self, node: Node) -> bool:
        return any(kind in _OWN for kind in self.values(node, RDF.type))
