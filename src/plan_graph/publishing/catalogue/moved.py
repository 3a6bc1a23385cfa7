"""A catalogue or a VoID description for another address than that of the IRIs of the data.

The names of things stay; where files and pages are had is said anew, and what is not there, such
as an endpoint beside static files, is not said at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from plan_graph import iris
from plan_graph.vocab import DCAT, VOID


@dataclass(frozen=True)
class Move:
    """From the base of the IRIs to the address of a static site.

    Attributes:
        base: How the IRIs of the data begin.
        address: Where the site is.
        language: The language of the pages that are linked to.
    """

    base: str
    address: str
    language: str

    def moved(self, triples: Sequence[Triple]) -> Iterator[Triple]:
        """Yield the description with addresses of the site."""
        own = iris.endpoint(self.base)
        absent = {t.subject for t in triples if (t.predicate, t.object) == (DCAT.endpointURL, own)}
        for triple in triples:
            if triple.subject in absent or triple.object in absent:
                continue
            if triple.predicate != VOID.sparqlEndpoint or triple.object != own:
                subject, value = self._term(triple.subject), self._term(triple.object)
                yield Triple(subject, triple.predicate, value)  # type: ignore[arg-type]

    def _term(self, term: object) -> object:
        if not isinstance(term, NamedNode) or not term.value.startswith(self.base):
            return term
        path = term.value.removeprefix(self.base)
        if path == "" or path.startswith("dump/"):
            return NamedNode(self.address + path)
        if path.startswith("doc/"):
            return NamedNode(f"{self.address}{self.language}/{path.removeprefix('doc/')}.html")
        return term
