"""The order of the steps for one plan: read, interpret, convert, infer, validate, write."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pyoxigraph import NamedNode, Triple

from plan_graph.building.opening import Opened, interpreted, open_document
from plan_graph.building.search_entries import PART as SEARCH_PART
from plan_graph.building.search_entries import entries_of, written
from plan_graph.checking.check import check
from plan_graph.checking.inference import infer
from plan_graph.checking.lacking import with_common_causes
from plan_graph.checking.proposals import proposals
from plan_graph.checking.report import Report
from plan_graph.checking.words import SourceText
from plan_graph.confinement.child import grant
from plan_graph.documents.offsets import layout, picture_file
from plan_graph.iris import DEFAULT_BASE, Iris, own_subject
from plan_graph.language.register import Register
from plan_graph.plan import Plan
from plan_graph.publishing.catalogue.published import Published
from plan_graph.publishing.croissant import write_croissant
from plan_graph.publishing.dumps import (
    compress_dumps,
    n_triples,
    turtle,
    write_dumps,
    write_monitoring,
    write_sums,
)
from plan_graph.publishing.void import Dataset, describe_one, targets
from plan_graph.rdf.conversion import to_triples
from plan_graph.rdf.graph import Graph
from plan_graph.rdf.plan_files import INFERRED, SHARED, STATED, names
from plan_graph.reading.source import PlanSource
from plan_graph.workbooks.review.quality import Quality, quality

Reasoner = Literal["fast", "owlrl"]
PARTITIONS = ".partitions.json"
VOID_PART = ".void.ttl"
"""What `void.ttl` says of a plan, in its folder; hidden, as it is no part of the data."""


_SECONDS_EACH, _MEGABYTES_EACH = 0.04, 0.3
"""What the graph of an action and all checks of it may take beyond the budget of the document."""
_SECONDS_EACH_BY_REFERENCE = 1.0
"""The same where owlrl infers, which takes a third of it for an action with many facts."""


@dataclass(frozen=True)
class Built:
    """One plan with its graph, what follows, what was found and reported, how well it was read."""

    plan: Plan
    iris: Iris
    asserted: Graph
    inferred: Graph
    report: Report
    register: Register
    monitoring: list[Triple] = field(default_factory=list)
    quality: Quality = field(default_factory=Quality)


def convert(source: PlanSource, *, base: str = DEFAULT_BASE, reasoner: Reasoner = "fast") -> Built:
    """Do the steps from the document to the report.

    Raises:
        PlanGraphError: If the document or a data file cannot be used.
    """
    return convert_opened(open_document(source), base=base, reasoner=reasoner)


def convert_opened(
    opened: Opened, *, base: str = DEFAULT_BASE, reasoner: Reasoner = "fast"
) -> Built:
    """Do the steps from an open document to the report.

    Raises:
        PlanGraphError: If what is read does not hold together, or a data file cannot be used.
    """
    source, words, bodies = opened.source, opened.wording, opened.register
    plan = interpreted(opened)
    actions = len(plan.actions)
    seconds = _SECONDS_EACH if reasoner == "fast" else _SECONDS_EACH_BY_REFERENCE
    grant(seconds * actions, _MEGABYTES_EACH * actions)
    asserted = to_triples(plan, source, words, bodies, base=base)
    iris = Iris(source.identifier, bodies.identifier, base)
    monitoring = _monitoring(source, plan, iris)
    inferred = infer(asserted, reasoner=reasoner)
    text = SourceText(plan.document.text, {}, words)
    stated = Graph.of([*asserted, *monitoring]) if monitoring else asserted
    report = check(stated, inferred, source=text)
    report = report.explained("ActorShape-kind", proposals(plan, bodies, iris))
    report = with_common_causes(report, plan, words, iris)
    return Built(plan, iris, asserted, inferred, report, bodies, monitoring, quality(plan))


def _monitoring(source: PlanSource, plan: Plan, iris: Iris) -> list[Triple]:
    """Return the graph of what was reported about a plan."""
    if source.monitoring is None:
        return []
    from plan_graph.workbooks.monitoring.observations import to_triples as reported  # noqa: PLC0415
    from plan_graph.workbooks.monitoring.parse import take  # noqa: PLC0415 - needs openpyxl

    return reported(take(source.monitoring, plan), iris, plan.language)


def write_plan(
    built: Built, folder: Path, *, licence: str = "", compress: bool = False
) -> tuple[str, ...]:
    """Write the files of one plan into its folder, which is made; name what it links to."""
    folder.mkdir(parents=True)
    (folder / "source.txt").write_text(built.plan.document.text, encoding="utf-8", newline="")
    (folder / "source.json").write_bytes(layout(built.plan.document))
    for picture in built.plan.document.pictures:
        (folder / picture_file(picture)).write_bytes(picture.content)
    report = built.report.triples() + built.quality.triples(built.iris, built.report.iri)
    write_monitoring(folder, built.monitoring)
    write_dumps(folder, built.asserted, built.inferred, report, licence=licence)
    if compress:
        compress_dumps(folder)
    titles = Published.of(built.iris, built.asserted, ()).titles
    write_croissant(folder, built.iris, titles, licence)
    write_sums(folder)
    dataset = Dataset(
        built.iris,
        titles,
        built.asserted,
        built.inferred,
        names(STATED, INFERRED),
        NamedNode(licence) if licence else None,
        built.monitoring,
    )
    (folder / SHARED).write_bytes(_shared(built))
    found = entries_of(built.asserted, built.iris, built.plan.document)
    with (folder / SEARCH_PART).open("w", encoding="utf-8") as file:
        file.writelines(written(found))
    (folder / VOID_PART).write_bytes(turtle(describe_one(dataset)))
    counted = sorted(dataset.partitions.items())
    (folder / PARTITIONS).write_text(json.dumps(counted), encoding="utf-8")
    return targets(dataset)


def _shared(built: Built) -> bytes:
    own = own_subject(built.iris.plan, built.iris.base)
    return b"".join(
        n_triples(graph.triples(thing for thing in graph.things if not own.match(f"{thing} ")))
        for graph in (built.asserted, built.inferred)
    )
