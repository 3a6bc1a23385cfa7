"""The order of the steps for one plan: read, interpret, convert, infer, validate, write."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pyoxigraph import NamedNode, Triple

from plan_graph.building.search_entries import PART as SEARCH_PART
from plan_graph.building.search_entries import entries_of, written
from plan_graph.checking.check import check
from plan_graph.checking.inference import infer
from plan_graph.checking.lacking import with_common_causes
from plan_graph.checking.proposals import proposals
from plan_graph.checking.report import Report
from plan_graph.checking.words import SourceText
from plan_graph.confinement.child import grant
from plan_graph.documents import read
from plan_graph.documents.offsets import layout
from plan_graph.errors import DocumentError
from plan_graph.iris import DEFAULT_BASE, Iris, own_subject
from plan_graph.language import register, wording
from plan_graph.language.recognition import Languages
from plan_graph.language.register import Register
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.plan import Plan
from plan_graph.plan.tables import Document
from plan_graph.publishing.catalogue.dataset import Published
from plan_graph.publishing.catalogue.settings import Settings
from plan_graph.publishing.catalogue.settings import load as load_settings
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
from plan_graph.reading import gate, interpret
from plan_graph.reading.decided import check_headings, corrections
from plan_graph.reading.source import PlanSource
from plan_graph.resources import folder
from plan_graph.workbooks.review.quality import Quality, quality

if TYPE_CHECKING:
    from plan_graph.workbooks.review.parse import Review

Reasoner = Literal["fast", "owlrl"]
CATALOGUE = "catalogue.toml"
"""What a publisher says to portals, beside the plan or in a place of its own."""
ASKED = "#?"
"""What a line of a settings file begins with that a person is to complete."""
PARTITIONS = ".partitions.json"
VOID_PART = ".void.ttl"
"""What `void.ttl` says of a plan, in its folder; hidden, as it is no part of the data."""


def shipped_plans() -> list[Path]:
    """List the plans that come with plan-graph."""
    return sorted(file.parent for file in (folder("data") / "plans").glob("*/plan.toml"))


def shipped_settings(sources: Sequence[PlanSource]) -> Settings | None:
    """Return the settings of the catalogue that comes along, if it is about all of the plans."""
    settings = load_settings(folder("data") / "catalogue.toml")
    known = all(source.identifier in settings.plans for source in sources)
    return settings if known else None


def lines_asked(text: str) -> int:
    """Return how many lines of a settings file a person is still to complete."""
    return sum(line.startswith(ASKED) for line in text.splitlines())


def own_catalogue(sources: Sequence[PlanSource]) -> Path | None:
    """Return the `catalogue.toml` beside the `plan.toml` of a plan that is built alone."""
    folders = {source.document.parent for source in sources}
    found = [folder / CATALOGUE for folder in folders if (folder / "plan.toml").is_file()]
    return found[0] if len(sources) == 1 and found and found[0].is_file() else None


def settings_for(sources: Sequence[PlanSource]) -> Settings | None:
    """Return what is said to portals where nobody gives a file.

    It is the catalogue beside the plan, once nothing in it is asked any more, or the one that
    comes along.
    """
    own = own_catalogue(sources)
    if own is None:
        return shipped_settings(sources)
    asked = lines_asked(own.read_text(encoding="utf-8", errors="replace"))
    return None if asked else load_settings(own)


@dataclass(frozen=True)
class Opened:
    """The document of a plan, and what it is read with.

    Attributes:
        source: Where it comes from; what a person said of its columns anywhere is in it.
        document: The document.
        wording: The words of its language.
        register: The bodies it may name.
        review: What a person corrected, or None.
    """

    source: PlanSource
    document: Document
    wording: Wording
    register: Register
    review: Review | None = None


def open_document(source: PlanSource) -> Opened:
    """Open the document of a source; a review alone carries its document.

    Raises:
        UsageError: If there is no wording for its language, or no such register.
        DocumentError: If the document cannot be used.
        DataError: If plan.toml says something of a column that the document does not have.
    """
    review = _review(source)
    if review:
        source = replace(source, columns=(*source.columns, *review.columns))
    languages = _languages(source)
    if review and review.path == source.document:
        if len(languages.wordings) > 1:
            languages = Languages((wording.load(review.language),))
        document = review.document
    else:
        document = read(source.document, languages.with_columns(source.columns))
    cells = sum(len(row.cells) for table in document.tables for row in table.rows)
    grant(_SECONDS_EACH_CELL * cells, _MEGABYTES_EACH_CELL * cells)
    if review:
        from plan_graph.workbooks.review.corrections import check_same_document  # noqa: PLC0415

        check_same_document(review, document)
    words = _words(document, languages).with_columns(source.columns)
    check_headings(document, source.columns)
    return Opened(source, document, words, _register(source, words), review)


def _review(source: PlanSource) -> Review | None:
    """Return what a person corrected, or None."""
    if source.corrections is None:
        return None
    from plan_graph.workbooks.review.parse import take  # noqa: PLC0415 - needs openpyxl

    return take(source.corrections)


def read_plan(source: PlanSource) -> tuple[Plan, Wording, Register]:
    """Read and interpret the document of a source.

    Raises:
        PlanGraphError: As `open_document` does.
        ReadingError: If what is read does not hold together.
    """
    opened = open_document(source)
    return interpreted(opened), opened.wording, opened.register


def interpreted(opened: Opened) -> Plan:
    """Return the plan of an open document, with what a person corrected.

    Raises:
        ReadingError: If it does not hold together.
        DocumentError: If a correction is not one of this document.
    """
    words, review = opened.wording, opened.review
    plan = interpret(opened.source.identifier, opened.document, words, opened.register)
    gate.check(plan, words)
    said = corrections(plan, opened.source.columns, words)
    plan = replace(plan, corrections=tuple(said))
    if review is None:
        return plan
    from plan_graph.workbooks.review.corrections import corrected  # noqa: PLC0415 - needs openpyxl

    return corrected(plan, review, opened.register)


def _languages(source: PlanSource) -> Languages:
    """Tell which languages a document may be in, by what its publisher says."""
    if source.wording:
        return Languages((wording.read(source.wording),))
    return Languages((wording.load(source.language),)) if source.language else Languages.all()


def _words(document: Document, languages: Languages) -> Wording:
    """Return the words of the language that a document is in.

    Raises:
        DocumentError: If it is in a language that has no wording.
    """
    found = languages.recognise(document.text, document.language)
    if found.tag and not found.wording:
        raise DocumentError(
            document.name,
            phrase("building.pipeline.write_headings_columns_into_file", problem=found.problem),
        )
    return found.wording or languages.of(document.text)


def _register(source: PlanSource, words: Wording) -> Register:
    if source.register:
        return register.load(source.register, source.identifier)
    return register.of_language(words.language)


_SECONDS_EACH_CELL, _MEGABYTES_EACH_CELL = 0.0006, 0.0005
"""What reading a cell may take beyond the budget of the document, twice what it does take."""
_SECONDS_EACH, _MEGABYTES_EACH = 0.04, 0.3
"""What the graph of an action and all checks of it may take beyond the budget of the document."""


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
    grant(_SECONDS_EACH * actions, _MEGABYTES_EACH * actions)
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
    report = built.report.triples() + built.quality.triples(built.iris, built.report.iri)
    write_monitoring(folder, built.monitoring)
    write_dumps(folder, built.asserted, built.inferred, report, licence=licence)
    if compress:
        compress_dumps(folder)
    write_sums(folder)
    titles = Published.of(built.iris, built.asserted, ()).titles
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
    (folder / SEARCH_PART).write_text(written(found), encoding="utf-8")
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
