"""A plan as it is published: its names, what its graph states of the plan itself, its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.iris import Iris
from plan_graph.publishing.catalogue.distributions import KINDS, File
from plan_graph.rdf.graph import Graph
from plan_graph.vocab import DCTERMS, PLAN

Node: TypeAlias = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True)
class Published:
    """A plan as published: its names, what its graph states of the plan itself, its files."""

    iris: Iris
    facts: Sequence[tuple[NamedNode, Node]]
    files: Sequence[File]
    hashes: Mapping[str, str] = field(default_factory=dict)
    """The RDFC-1.0 hash of the graph of each dataset, as a name by RFC 6920."""
    quality: Mapping[str, int] = field(default_factory=dict)
    """How many cells of the document were read, doubtful and so on, by the code of the metric."""
    conforms: bool | None = None
    """Whether validation found no violation, None if that is not known."""

    @classmethod
    def of(cls, iris: Iris, asserted: Iterable[Triple], files: Sequence[File]) -> Published:
        """Pick the facts about the plan out of its graph."""
        return cls(iris, Graph.of(asserted).about(iris.thing("plan")), files)

    def stated(self, predicate: NamedNode) -> list[NamedNode | Literal]:
        """Return what the graph states about the plan."""
        return [
            value
            for name, value in self.facts
            if name == predicate and isinstance(value, NamedNode | Literal)
        ]

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the plan by language."""
        found = self.stated(DCTERMS.title)
        return {t.language or "": t.value for t in found if isinstance(t, Literal)}

    def dataset(self, kind: str) -> NamedNode:
        """Name one of the datasets of the plan, by what `Kind.dataset` says."""
        if kind == "table":
            return self.iris.dataset("table")
        return self.iris.dataset("graph", kind) if kind else self.iris.dataset()

    @property
    def datasets(self) -> Mapping[str, list[File]]:
        """The files of each dataset of the plan; those of one hold the same."""
        found: dict[str, list[File]] = {"": []}
        for file in self.files:
            found.setdefault(KINDS[file.name].dataset, []).append(file)
        return found

    def is_served(self, kind: str) -> bool:
        """Tell whether an endpoint gives what a dataset holds."""
        return all(KINDS[file.name].endpoint for file in self.datasets[kind])

    @property
    def has_period(self) -> bool:
        """Whether the plan says when it begins or ends."""
        return bool(self.stated(PLAN.startDate) or self.stated(PLAN.endDate))

    @property
    def series(self) -> NamedNode:
        """Name the series of all datasets of the plan."""
        return self.iris.dataset_part("series")


@dataclass(frozen=True)
class Parties:
    """Who has to do with what is published: IRIs that the catalogue describes."""

    publisher: NamedNode
    contact: NamedNode
    endpoint: NamedNode | None
    rights_holder: NamedNode | None
