"""The metadata quality assessment of data.europa.eu, computed here: 405 points a dataset.

Five dimensions, as the portal publishes them. What is measured on distributions counts for
the best of them, as the portal takes all distributions of a dataset for equal; what the others
lack is still said. An address is reachable if it answers HEAD with a status from 200 to 399.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from plan_graph.phrases import phrase
from plan_graph.publishing.catalogue.indicators import (
    Answers,
    Index,
    Indicator,
    Measure,
    Thing,
    of_dataset,
    of_distribution,
)
from plan_graph.publishing.catalogue.words import short
from plan_graph.rdf.view import Node
from plan_graph.vocab import DCAT

DIMENSIONS = {
    "Findability": 100,
    "Accessibility": 100,
    "Interoperability": 110,
    "Reusability": 75,
    "Contextuality": 20,
}
"""The most points of each."""
HIGHEST = sum(DIMENSIONS.values())
_RATINGS = ((351, "Excellent"), (221, "Good"), (121, "Sufficient"), (0, "Bad"))


@dataclass(frozen=True)
class Score:
    """The measures of one dataset.

    Attributes:
        dataset: IRI of the dataset.
        title: Its title.
        measures: All measures, by dimension.
        others: What other distributions lack, a line each.
    """

    dataset: str
    title: str
    measures: tuple[Measure, ...]
    others: tuple[str, ...]

    def points(self, dimension: str = "") -> int:
        """Add the points up, of one dimension or of all."""
        chosen = (m for m in self.measures if dimension in ("", m.dimension))
        return sum(m.points or 0 for m in chosen)

    @property
    def unchecked(self) -> int:
        """The points that were not checked."""
        return sum(m.highest for m in self.measures if m.points is None)


def rating(points: float) -> str:
    """Return the portal's word for a score.

    >>> rating(405), rating(350.5), rating(0)
    ('Excellent', 'Good', 'Bad')
    """
    return next(word for least, word in _RATINGS if points >= least)


def score(index: Index, dataset: Node, violations: Collection[str], answers: Answers) -> Score:
    """Score one dataset.

    Args:
        index: The catalogue.
        dataset: The dataset.
        violations: What breaks a shape in it, a line each.
        answers: What the addresses answered.
    """
    thing = Thing(index, dataset, answers)
    nodes = index.nodes(dataset, DCAT.distribution)
    candidates = [_measured(of_distribution(), Thing(index, node, answers)) for node in nodes]
    lacking = _measured(of_distribution(), Thing(index, None, answers))
    best = max(candidates, key=_certain, default=lacking)
    measures = [*_measured(of_dataset(), thing), *best, _compliance(violations)]
    order = list(DIMENSIONS)
    return Score(
        str(dataset.value),
        index.name(dataset),
        tuple(sorted(measures, key=lambda measure: order.index(measure.dimension))),
        tuple(_behind(nodes, candidates, best)),
    )


def _behind(
    nodes: Sequence[Node], candidates: Sequence[list[Measure]], best: Sequence[Measure]
) -> Iterator[str]:
    """Say what the other distributions lack that the best one has."""
    gone = _missing(best)
    for node, measures in zip(nodes, candidates, strict=True):
        if lacks := [indicator for indicator in _missing(measures) if indicator not in gone]:
            yield f"{short(node)} lacks {', '.join(lacks)}"


def _measured(indicators: Sequence[Indicator], thing: Thing) -> list[Measure]:
    return [indicator.measure(thing) for indicator in indicators]


def _certain(measures: Sequence[Measure]) -> int:
    return sum(measure.points or 0 for measure in measures)


def _missing(measures: Sequence[Measure]) -> list[str]:
    return [m.indicator for m in measures if m.points is not None and m.points < m.highest]


def _compliance(violations: Collection[str]) -> Measure:
    advice = phrase("publishing.score.correct_violations_below") if violations else ""
    points = 0 if violations else 30
    return Measure("Interoperability", phrase("publishing.score.shapes"), 30, points, advice)
