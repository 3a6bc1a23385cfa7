"""What is published of a build: one set of triples that answers all named queries.

It is one graph for all plans, not one graph a plan: over several graphs, engines count a
triple that two of them hold (a label, a body of the register) twice.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from plan_graph.asking.store import ontology
from plan_graph.errors import DataError, UsageError
from plan_graph.iris import Publication, own_subject
from plan_graph.phrases import phrase
from plan_graph.publishing.dumps import n_triples
from plan_graph.publishing.files import SUMS, listed
from plan_graph.rdf.plan_files import LOADED, MONITORING, PlanFile
from plan_graph.vocab import PLAN, RDF


@dataclass(frozen=True)
class Contents:
    """What one version holds.

    Attributes:
        plans: The identifiers of its plans.
        names: The names of its graphs.
        lines: Its distinct triples as canonical N-Triples, in an order that stays.
    """

    plans: tuple[str, ...]
    names: Publication
    lines: Iterable[str]

    @property
    def digest(self) -> str:
        """The first 16 hexadecimal digits of the SHA-256 of the lines."""
        return self._summary[0]

    @property
    def count(self) -> int:
        """The number of the lines."""
        return self._summary[1]

    @cached_property
    def _summary(self) -> tuple[str, int]:
        found, number = hashlib.sha256(), 0
        for line in self.lines:
            found.update(line.encode("utf-8"))
            number += 1
        return found.hexdigest()[:16], number


class Lines(Iterable[str]):
    """The triples of a build, read from its files whenever they are asked for, plan by plan.

    So memory does not grow with the number of plans: only what is said of shared things, such
    as bodies, can be said by two plans, and only that is remembered.
    """

    def __init__(self, plans: Sequence[Path], base: str) -> None:
        self._plans = plans
        self._base = base

    def __iter__(self) -> Iterator[str]:
        shared = set(_sorted(ontology()))
        yield from sorted(shared)
        for plan in self._plans:
            own = own_subject(plan.name, self._base)
            for line in _sorted(_triples(plan)):
                if own.match(line):
                    yield line
                elif line not in shared:
                    shared.add(line)
                    yield line


def read_build(folder: Path) -> Contents:
    """Read all plans of a build folder, with the ontology and the codes.

    Raises:
        UsageError: If there is no build, or its plans have different bases.
        DataError: If a file is missing, or is not the one that the build wrote.
    """
    plans = sorted(file.parent for file in folder.glob("*/plan.nt"))
    if not plans:
        raise UsageError(phrase("publishing.upload_contents.no_build", folder=folder))
    bases: dict[Publication, str] = {}
    for plan in plans:
        bases[_names(plan)] = plan.name
    if len(bases) > 1:
        one, other, *_ = (f"'{plan}' {names.base}" for names, plan in bases.items())
        raise UsageError(
            phrase(
                "publishing.upload_contents.different_bases", folder=folder, one=one, other=other
            )
        )
    names = next(iter(bases))
    return Contents(tuple(plan.name for plan in plans), names, Lines(plans, names.base))


def _triples(plan: Path) -> Iterator[Triple]:
    files = _files(plan)
    _check_sums(plan, [file.name for file in files])
    for file in files:
        yield from _read(plan / file.name, file.syntax)


def _sorted(triples: Iterable[Triple]) -> list[str]:
    lines = n_triples(list(dict.fromkeys(triples)))
    return lines.decode("utf-8").splitlines(keepends=True)


def _files(plan: Path) -> list[PlanFile]:
    return [
        file
        for graph, file in LOADED.items()
        if graph != MONITORING or (plan / file.name).is_file()  # Only some plans have it.
    ]


def _check_sums(plan: Path, files: Iterable[str]) -> None:
    try:
        known = listed(plan)
        for name in files:
            if hashlib.sha256((plan / name).read_bytes()).hexdigest() != known.get(name):
                raise DataError(
                    str(plan / name), phrase("publishing.upload_contents.differs_from", sums=SUMS)
                )
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            str(plan), phrase("publishing.upload_contents.cannot_read", error=error)
        ) from None


def _read(file: Path, syntax: RdfFormat | None) -> Iterator[Triple]:
    for quad in parse(path=str(file), format=syntax):
        triple = quad.triple
        if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
            # It would be another one at each attempt to load it.
            raise DataError(
                str(file),
                phrase("publishing.upload_contents.blank_node_at", predicate=triple.predicate),
            )
        yield triple


def _names(plan: Path) -> Publication:
    for triple in _triples(plan):
        typed = triple.predicate == RDF.type and triple.object == PLAN.ActionPlan
        if typed and isinstance(triple.subject, NamedNode):
            return Publication.of(triple.subject)
    raise DataError(str(plan), phrase("publishing.upload_contents.holds_no_plan_actionplan"))
