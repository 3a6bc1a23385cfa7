"""Correct the reading of a plan fact by fact: what it says, what a correction changes, the file.

A correction stands in the workbook of the review, whoever makes it and wherever: what is said here
is written there, and a build takes it from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from plan_graph.building.opening import Opened, open_document
from plan_graph.building.pipeline import Built, convert_opened
from plan_graph.building.reviewing import workbook
from plan_graph.building.task import open_plan
from plan_graph.documents.limits import read_bytes
from plan_graph.errors import DocumentError
from plan_graph.output import write_file
from plan_graph.phrases import phrase
from plan_graph.plan import ColumnDecision
from plan_graph.publishing.diff.compare import Change, compare
from plan_graph.reading.source import PlanSource
from plan_graph.text import clean
from plan_graph.workbooks.review.cells import EDITABLE, ReviewTongue
from plan_graph.workbooks.review.certainty import Item, reviewed
from plan_graph.workbooks.review.edit import corrections_kept, with_cells, with_corrections
from plan_graph.workbooks.review.entered_values import Reading
from plan_graph.workbooks.review.entries import CellError
from plan_graph.workbooks.review.form import Field, Row, Speaker
from plan_graph.workbooks.review.parse import Review, take_content

USUAL = "corrections.xlsx"
"""The workbook beside `plan.toml` in which corrections stand, if that names no other."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a correction makes of the plan.

    Attributes:
        changes: What changes in the graph, thing by thing.
        found: What the check would find that it does not find now.
        settled: What it would not find any more.
        lost: The words of earlier corrections that would not apply any more.
        breaks: Whether the plan could not be published so.
        is_new: Whether the workbook would say anything that it does not say now.
    """

    changes: tuple[Change, ...]
    found: tuple[str, ...]
    settled: tuple[str, ...]
    lost: tuple[str, ...]
    breaks: bool
    is_new: bool


class EntryError(Exception):
    """A person wrote what a cell cannot hold."""

    def __init__(self, column: str, problem: str) -> None:
        self.column = column
        self.problem = problem
        super().__init__(problem)


def corrections_file(source: PlanSource) -> Path:
    """Return the workbook in which the corrections of a plan stand, or will stand.

    Raises:
        DocumentError: If the plan is a document alone, beside which none is looked for.
    """
    if source.corrections:
        return source.corrections
    folder = source.document.parent
    if not (folder / "plan.toml").is_file():
        read_bytes(source.document)  # It may be that there is none.
        problem = phrase("building.correcting.document_alone", name=source.document.name)
        raise DocumentError(source.document.name, problem)
    return folder / USUAL


def open_correctable(path: Path) -> Correctable:
    """Open a plan to correct it; one that is as it was is not read again.

    Raises:
        PlanGraphError: If the plan or its corrections cannot be read.
    """
    folder = path if path.is_dir() else path.parent
    found = sorted(file for file in folder.iterdir() if file.is_file())
    stamps = [(file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in found]
    return _opened(path, repr(stamps))


@lru_cache(maxsize=2)
def _opened(path: Path, stamps: str) -> Correctable:
    del stamps  # It only tells whether a file is another.
    source = open_plan(path)
    file = corrections_file(source)
    plain = replace(source, corrections=None)
    written = read_bytes(file) if file.is_file() else None
    said = take_content(file, written).columns if written else ()
    opened = _with_columns(plain, said)
    as_read = convert_opened(opened)
    content = written or workbook(opened, as_read)
    review = take_content(file, content)
    if review.is_earlier:
        fresh = workbook(opened, as_read)
        kept = corrections_kept(review, take_content(file, fresh))
        if kept.keys() == review.edited.keys():
            content = with_corrections(fresh, review)
            review = take_content(file, content)
    return Correctable(plain, opened, as_read, file, content, review)


def _with_columns(source: PlanSource, said: Sequence[ColumnDecision]) -> Opened:
    """Open the document of a plan with what a person said of its columns in the workbook."""
    return open_document(replace(source, columns=(*source.columns, *said)))


@dataclass(frozen=True)
class Correctable:
    """A plan with its reading and its corrections.

    What a correction would make of its workbook is told by `with_facts` here, and by
    `building/correcting_bodies.py` and `building/correcting_columns.py`.

    Attributes:
        source: Where it comes from, without what was corrected.
        opened: Its document, without what was corrected of facts.
        as_read: What was read.
        file: The workbook of its corrections.
        content: What the workbook holds, or would hold.
        review: The same, opened.
    """

    source: PlanSource
    opened: Opened
    as_read: Built
    file: Path
    content: bytes
    review: Review

    @cached_property
    def digest(self) -> str:
        """The digest of the workbook."""
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def now(self) -> Built:
        """The plan with the corrections that there are."""
        if not self.review.edited:
            return self.as_read
        return convert_opened(replace(self.opened, review=self.review))

    def rows(self, language: str) -> list[Row]:
        """Return the facts in the order of the plan, in the words of a language."""
        speaker = Speaker(self.review.tongue, ReviewTongue(language))
        return [self._row(item, speaker) for item in self.items(language).values()]

    def fields(self, identifier: str, language: str) -> list[Field]:
        """Return what can be filled in of one fact.

        Raises:
            LookupError: If there is no such fact, or the workbook is of an earlier reading.
        """
        fact = self.items(language)[identifier].fact
        speaker = Speaker(self.review.tongue, ReviewTongue(language))
        now, read = self.cells(identifier), self.review.written[identifier]
        return speaker.fields(fact, now, read, self.opened.register)

    def with_facts(self, given: Mapping[str, Mapping[str, str]]) -> bytes:
        """Return the workbook with the cells of facts filled in, each as far as it is given.

        Raises:
            EntryError: If a cell holds what it cannot.
            LookupError: If there is no such fact.
        """
        tongue, rows = self.review.tongue, {}
        items = self.items(tongue.language)
        reading = Reading(tongue, self.opened.register, self.opened.document.text)
        for identifier, cells in given.items():
            held = self.cells(identifier)
            filled = {name: clean(cells.get(name, held[name])) for name in EDITABLE}
            rows[identifier] = reading.completed(filled)
            try:
                reading.made(items[identifier].fact, filled)
            except CellError as error:
                raise EntryError(error.column, error.problem) from None
        return with_cells(self.content, tongue, rows)

    def difference(self, content: bytes, language: str) -> Difference:
        """Tell what it would change if the workbook held this.

        Raises:
            PlanGraphError: If the plan would not hold together.
        """
        review = take_content(self.file, content)
        after = convert_opened(replace(self.opened_with(review.columns), review=review))
        before = self.now
        one, other = (_lines(built, language) for built in (before, after))
        lost = self.review.edited.keys() - review.written.keys()
        return Difference(
            tuple(compare(before.asserted, after.asserted, language)),
            tuple(said for line, said in other.items() if line not in one),
            tuple(said for line, said in one.items() if line not in other),
            tuple(self.review.edited[each].before["words"] for each in lost),
            bool(after.report.violations),
            _said(review) != _said(self.review),
        )

    def save(self, content: bytes) -> None:
        """Write the workbook.

        Raises:
            PlanGraphError: If it cannot be written.
        """
        write_file(self.file, content)

    def opened_with(self, said: Sequence[ColumnDecision]) -> Opened:
        """Return the document as it is read with what a person said of its columns."""
        return self.opened if said == self.review.columns else _with_columns(self.source, said)

    def cells(self, identifier: str) -> Mapping[str, str]:
        """Return what the cells of a fact hold now.

        Raises:
            LookupError: If the workbook has no such fact.
        """
        edited = self.review.edited.get(identifier)
        return edited.cells if edited else self.review.written[identifier]

    def items(self, language: str) -> Mapping[str, Item]:
        """Return the facts as they were read, in the order of the plan, by their identifiers."""
        built = self.as_read
        found = reviewed(built.plan, built.iris, built.report, language)
        return {item.fact.identifier: item for item in found}

    def _row(self, item: Item, speaker: Speaker) -> Row:
        identifier = item.fact.identifier
        cells = self.cells(identifier) if identifier in self.review.written else {}
        is_corrected = identifier in self.review.edited
        return speaker.row(item, self.opened.document, cells, is_corrected=is_corrected)


def _said(review: Review) -> object:
    """Return all that a person wrote into a workbook."""
    columns = {each.heading: (each.given, each.reason) for each in review.columns}
    return {name: edited.cells for name, edited in review.edited.items()}, columns


def _lines(built: Built, language: str) -> dict[str, str]:
    """Return what is said of each finding, by the line that tells it from all others."""
    return {each.line(language): each.sentence(language) for each in built.report.findings}
