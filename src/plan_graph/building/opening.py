"""Open the document of a plan with all that it is read with, and read it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from plan_graph.confinement.child import grant
from plan_graph.documents import read
from plan_graph.errors import DocumentError
from plan_graph.language import register, wording
from plan_graph.language.recognition import Languages
from plan_graph.language.register import Register
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.plan import Plan
from plan_graph.plan.tables import Document
from plan_graph.reading import gate, interpret
from plan_graph.reading.decided import check_headings, corrections
from plan_graph.reading.source import PlanSource

if TYPE_CHECKING:
    from plan_graph.workbooks.review.parse import Review

_SECONDS_EACH_CELL, _MEGABYTES_EACH_CELL = 0.0006, 0.0005
"""What reading a cell may take beyond the budget of the document, twice what it does take."""


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
