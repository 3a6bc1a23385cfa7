"""Correct the reading of a plan fact by fact: what it says, what a correction changes, the file.

A correction stands in the workbook of the review, whoever makes it and wherever: what is said here
is written there, and a build takes it from there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
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
from plan_graph.publishing.diff.compare import Change, compare
from plan_graph.reading.source import PlanSource
from plan_graph.text import clean
from plan_graph.workbooks.review.cells import EDITABLE, ReviewTongue
from plan_graph.workbooks.review.certainty import Item, reviewed
from plan_graph.workbooks.review.edit import with_cells
from plan_graph.workbooks.review.entered_values import Reading
from plan_graph.workbooks.review.entries import CellError
from plan_graph.workbooks.review.form import Field, Row, Speaker
from plan_graph.workbooks.review.parse import Review, take_content

USUAL = "corrections.xlsx"
"""The workbook beside `plan.toml` in which corrections stand, if that names no other."""


@dataclass(frozen=True, slots=True)
class Form:
    """One fact to be corrected; `digest` is that of the workbook it was read from."""

    row: Row
    fields: tuple[Field, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a correction makes of the plan.

    Attributes:
        changes: What changes in the graph, thing by thing.
        found: What the check would find that it does not find now.
        settled: What it would not find any more.
        breaks: Whether the plan could not be published so.
    """

    changes: tuple[Change, ...]
    found: tuple[str, ...]
    settled: tuple[str, ...]
    breaks: bool


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
    opened = open_document(source)
    uncorrected = replace(opened, review=None)
    as_read = convert_opened(uncorrected)
    file = corrections_file(source)
    content = read_bytes(file) if file.is_file() else workbook(uncorrected, as_read)
    review = take_content(file, content)
    return Correctable(path, uncorrected, as_read, file, content, review)


@dataclass(frozen=True)
class Correctable:
    """A plan with its reading and its corrections.

    Attributes:
        path: Where the plan is.
        opened: Its document, without what was corrected of facts.
        as_read: What was read.
        file: The workbook of its corrections.
        content: What the workbook holds, or would hold.
        review: The same, opened.
    """

    path: Path
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
        return [self._row(item, speaker) for item in self._items(language).values()]

    def form(self, identifier: str, language: str) -> Form:
        """Return one fact with what can be filled in.

        Raises:
            LookupError: If there is no such fact, or the workbook is of an earlier reading.
        """
        item = self._items(language)[identifier]
        speaker = Speaker(self.review.tongue, ReviewTongue(language))
        fields = speaker.fields(
            item.fact, self._cells(identifier), self.review.written[identifier],
            self.opened.register,
        )  # fmt: skip
        return Form(self._row(item, speaker), tuple(fields), self.digest)

    def difference(self, identifier: str, given: Mapping[str, str], language: str) -> Difference:
        """Tell what it would change to fill in the cells of a fact.

        Raises:
            EntryError: If a cell holds what it cannot.
            LookupError: If there is no such fact.
            PlanGraphError: If the plan would not hold together.
        """
        content = self._corrected(identifier, given)
        review = take_content(self.file, content)
        after = convert_opened(replace(self.opened, review=review))
        before = self.now
        one, other = (_lines(built, language) for built in (before, after))
        return Difference(
            tuple(compare(before.asserted, after.asserted, language)),
            tuple(line for line in other if line not in one),
            tuple(line for line in one if line not in other),
            bool(after.report.violations),
        )

    def save(self, identifier: str, given: Mapping[str, str]) -> None:
        """Write the cells of a fact into the workbook.

        Raises:
            EntryError: If a cell holds what it cannot.
            LookupError: If there is no such fact.
            PlanGraphError: If the workbook cannot be written.
        """
        write_file(self.file, self._corrected(identifier, given))

    def _corrected(self, identifier: str, given: Mapping[str, str]) -> bytes:
        """Return the workbook with the cells of a fact filled in."""
        fact = self._items(self.review.tongue.language)[identifier].fact
        tongue = self.review.tongue
        cells = {name: clean(given.get(name, held)) for name, held in self._held(identifier)}
        try:
            Reading(tongue, self.opened.register, self.opened.document.text).made(fact, cells)
        except CellError as error:
            raise EntryError(error.column, error.problem) from None
        return with_cells(self.content, tongue, identifier, cells)

    def _held(self, identifier: str) -> list[tuple[str, str]]:
        held = self._cells(identifier)
        return [(name, held[name]) for name in EDITABLE]

    def _cells(self, identifier: str) -> Mapping[str, str]:
        """Return what the cells of a fact hold now."""
        edited = self.review.edited.get(identifier)
        return edited.cells if edited else self.review.written[identifier]

    def _items(self, language: str) -> Mapping[str, Item]:
        built = self.as_read
        found = reviewed(built.plan, built.iris, built.report, language)
        return {item.fact.identifier: item for item in found}

    def _row(self, item: Item, speaker: Speaker) -> Row:
        identifier = item.fact.identifier
        cells = self._cells(identifier) if identifier in self.review.written else {}
        is_corrected = identifier in self.review.edited
        return speaker.row(item, self.opened.document, cells, is_corrected=is_corrected)


def _lines(built: Built, language: str) -> list[str]:
    return [finding.line(language) for finding in built.report.findings]
