"""How well the document of a plan was read, in numbers for its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.pages.said import Said
from plan_graph.pages.site import Visit
from plan_graph.pages.words import figure, words
from plan_graph.vocab import DQV, PLAN_BASE

_SCHEME = PLAN_BASE + "code/reading-quality"


class Reading(NamedTuple):
    """What is said of a reading; `href` leads to what each number counts."""

    cells: str
    counts: str
    href: str


def reading(visit: Visit, said: Said) -> Reading | None:
    """Return how well the document of a plan was read, or None if its data do not tell."""
    counts = {
        metric.value.rpartition("/")[2]: said.number(node, DQV.value)
        for node in said.subjects()
        if isinstance(node, NamedNode)
        for metric in said.parts(node, DQV.isMeasurementOf)
        if metric.value.startswith(_SCHEME)
    }
    if not counts:
        return None
    language = visit.language
    shown: Mapping[str, str] = words(language)["reading"]["metrics"]
    parts = [
        said_of.format(figure(counts[code], language))
        for code, said_of in shown.items()
        if counts.get(code)
    ]
    cells = figure(sum(counts.values()), language)
    return Reading(cells, ", ".join(parts), visit.thing(_SCHEME))
