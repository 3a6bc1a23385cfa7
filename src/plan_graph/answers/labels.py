"""Words for IRIs, so that people need not read these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from plan_graph.queries.answer import Engine, Solutions
from plan_graph.queries.columns import label_column
from plan_graph.vocab import DCTERMS, RDFS, SKOS

_LABELS = "|".join(map(str, (SKOS.prefLabel, DCTERMS.title, RDFS.label)))
_AT_ONCE = 200
"""How many IRIs one request asks about; longer ones are refused by some endpoints."""


def labels(engine: Engine, iris: Iterable[NamedNode], language: str) -> Mapping[NamedNode, str]:
    """Give the labels of things in a language, else in English, else in any."""
    wanted = sorted(set(iris), key=str)
    found: dict[NamedNode, list[Literal]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        values = " ".join(map(str, wanted[start : start + _AT_ONCE]))
        text = (
            f"SELECT ?thing ?label WHERE {{ VALUES ?thing {{ {values} }} ?thing {_LABELS} ?label }}"
        )
        for thing, label in engine.select(text).rows:
            if isinstance(thing, NamedNode) and isinstance(label, Literal):
                found.setdefault(thing, []).append(label)
    order = {language: 0, "en": 1}
    return {
        thing: min(each, key=lambda term: (order.get(term.language or "", 2), term.value)).value
        for thing, each in found.items()
    }


def unlabelled(solutions: Solutions) -> set[NamedNode]:
    """Give the IRIs of an answer that has no words for them in a column of their own."""
    columns = [
        index
        for index, name in enumerate(solutions.variables)
        if label_column(name) not in solutions.variables
    ]
    cells = (row[index] for row in solutions.rows for index in columns)
    return {term for term in cells if isinstance(term, NamedNode)}
