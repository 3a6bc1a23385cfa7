"""A catalogue of anybody, checked: the points of each dataset and the faults by the shapes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.confinement.child import Budget, within
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.publishing.catalogue import addresses
from plan_graph.publishing.catalogue.dcat_ap import Fault, faults
from plan_graph.publishing.catalogue.indicators import Index
from plan_graph.publishing.catalogue.score import DIMENSIONS, HIGHEST, Score, rating, score
from plan_graph.publishing.files import looked_up
from plan_graph.rdf.view import Node
from plan_graph.vocab import DCAT


@dataclass(frozen=True)
class Checked:
    """The scores of all datasets, and what breaks the shapes."""

    scores: tuple[Score, ...]
    faults: tuple[Fault, ...]
    looked_up: int = 0
    """How many addresses were not asked but looked up among the files of the publication."""

    @property
    def violations(self) -> tuple[Fault, ...]:
        """The faults that a portal refuses."""
        return tuple(fault for fault in self.faults if fault.severity == "Violation")

    @property
    def mean(self) -> float:
        """The mean of the datasets, which the portal shows for a catalogue."""
        return sum(score.points() for score in self.scores) / len(self.scores)

    def lines(self) -> Iterator[str]:
        """Say all of it, dataset by dataset."""
        for found in self.scores:
            yield from _lines(found)
        if len(self.scores) > 1:
            yield phrase(
                "publishing.check.catalogue",
                mean=self.mean,
                highest=HIGHEST,
                rating=rating(self.mean),
            )
        if self.looked_up:
            yield phrase("publishing.check.looked_up", count=self.looked_up)
        warnings = sum(fault.severity == "Warning" for fault in self.faults)
        counts = phrase(
            "publishing.check.violations_warnings",
            violations=len(self.violations),
            warnings=warnings,
        )
        yield phrase("publishing.check.dcat_ap_shapes", counts=counts)
        for fault in self.faults:
            yield f"  {fault.line()}"


def check(
    triples: Sequence[Triple],
    name: str,
    *,
    offline: bool = False,
    publication: Path | None = None,
    budget: Budget | None = None,
) -> Checked:
    """Check a catalogue.

    Args:
        triples: The catalogue.
        name: Its file or address, for messages.
        offline: Ask no address; the points that depend on those of others are not checked.
        publication: The folder of the build or the static site that the catalogue is of, in which
            the publication's own addresses are looked up when none is asked.
        budget: What checking may take; nothing holds it if there is none.

    Raises:
        DocumentError: If it holds no dataset, or takes more than the budget.
    """
    index = Index(triples)
    datasets = index.instances(DCAT.Dataset)
    if not datasets:
        raise DocumentError(name, phrase("publishing.check.holds_no_dcat_dataset"))
    with within(name, budget) if budget else nullcontext():
        found = faults(triples)
    wanted = _addresses(index, datasets)
    held = looked_up(publication, wanted) if offline and publication else {}
    answers = held if offline else addresses.ask(wanted)
    with within(name, budget) if budget else nullcontext():
        violations: dict[object, list[str]] = {}
        for fault in found:
            if fault.severity == "Violation":
                violations.setdefault(fault.focus, []).append(fault.words)
        scores = []
        for dataset in datasets:
            own = index.belonging(dataset)
            broken = [words for node in own for words in violations.get(node, ())]
            scores.append(score(index, dataset, broken, answers))
    return Checked(tuple(scores), tuple(found), len(held))


def _addresses(index: Index, datasets: Sequence[Node]) -> Iterator[str]:
    """List what is asked: the first access and download address of each distribution."""
    for dataset in datasets:
        for distribution in index.nodes(dataset, DCAT.distribution):
            for predicate in (DCAT.accessURL, DCAT.downloadURL):
                for value in index.values(distribution, predicate)[:1]:
                    if isinstance(value, NamedNode | Literal):
                        yield value.value


def _lines(found: Score) -> Iterator[str]:
    yield f"{found.title} <{found.dataset}>"
    for dimension, highest in DIMENSIONS.items():
        yield f"  {found.points(dimension):>3} of {highest:>3}  {dimension}"
        for measure in found.measures:
            if measure.dimension == dimension and measure.points is None:
                yield phrase(
                    "publishing.check.not_checked",
                    highest=measure.highest,
                    indicator=measure.indicator,
                )
            elif measure.dimension == dimension and measure.points != measure.highest:
                yield f"        -{measure.highest:<3} {measure.indicator}: {measure.advice}"
    total = found.points()
    if found.unchecked:
        yield phrase(
            "publishing.check.at_least", total=total, highest=HIGHEST, unchecked=found.unchecked
        )
    else:
        yield f"  {total:>3} of {HIGHEST}  {rating(total)}"
    for line in found.others:
        yield phrase("publishing.check.note_costs_no_points_another", line=line)
