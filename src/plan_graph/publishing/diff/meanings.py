"""How the words of a deadline, a funding line or an indicator were understood, in short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from plan_graph.rdf import code_lists
from plan_graph.rdf.view import Node, View
from plan_graph.vocab import PLAN, SKOS


@dataclass(frozen=True)
class Meanings:
    """Says it with the labels of one language."""

    view: View
    language: str

    def deadline(self, node: Node) -> str:
        """Give the days, or how often and in which months."""
        days = [self.view.text(node, name) for name in (PLAN.startDate, PLAN.endDate)]
        months = sorted(value.value for value in self.view.values(node, PLAN.month))
        return self._joined(
            " – ".join(filter(None, days)),
            *self._codes(node, PLAN.frequency, "frequency"),
            ", ".join(months),
        )

    def funding(self, node: Node) -> str:
        """Give the kind of the money, whose budget pays and who gives."""
        return self._joined(
            *self._codes(node, PLAN.fundingKind, "funding-kind"),
            *self._names(node, PLAN.budgetOf),
            *self._names(node, PLAN.provider),
        )

    def indicator(self, node: Node) -> str:
        """Give the kind of the indicator and what it counts."""
        return self._joined(
            *self._codes(node, PLAN.indicatorKind, "indicator-kind"),
            self.view.text(node, PLAN.unit),
        )

    @staticmethod
    def _joined(*parts: str) -> str:
        return ", ".join(filter(None, parts))

    def _codes(self, node: Node, link: NamedNode, scheme: str) -> Iterator[str]:
        for code in self.view.nodes(node, link):
            name = code.value.rpartition("/")[2]
            yield code_lists.labels(scheme, self.language).get(name, name)

    def _names(self, node: Node, link: NamedNode) -> list[str]:
        return sorted(
            self.view.text(body, SKOS.notation) or self.view.text(body, SKOS.prefLabel)
            for body in self.view.nodes(node, link)
        )
