"""One plan, built by itself in whatever process: from what a path means to its files and record."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from plan_graph.building import record
from plan_graph.building.pipeline import Reasoner, convert, write_plan
from plan_graph.building.record import Record, record_of
from plan_graph.confinement.child import DOCUMENT, in_child, within
from plan_graph.confinement.garbage import without_collecting
from plan_graph.documents.limits import check_path
from plan_graph.errors import DocumentError, FaultError, PlanGraphError, ReadingError, faults_of
from plan_graph.iris import DEFAULT_BASE
from plan_graph.reading.source import PlanSource, open_source


def open_plan(path: Path, *, language: str | None = None) -> PlanSource:
    """Find out what a path is; a review carries the document and all that was said about it.

    Raises:
        DocumentError: If there is nothing at the path, or a folder without plan.toml.
        DataError: If plan.toml or a translation is faulty.
    """
    check_path(path)
    if path.suffix.lower() == ".xlsx":
        from plan_graph.workbooks.review.parse import is_review, take  # noqa: PLC0415 - a heavy import

        if is_review(path):
            source = take(path).source
            return replace(source, language=language) if language else source
    return open_source(path, language=language)


def open_plan_apart(path: Path, *, language: str | None = None) -> PlanSource:
    """Find out what a path is, as `open_plan` does; a workbook is opened in a child.

    Raises:
        DocumentError: If there is nothing at the path, or it takes more than its budget.
        DataError: If plan.toml or a translation is faulty.
    """
    check_path(path)
    if path.suffix.lower() != ".xlsx":
        return open_plan(path, language=language)
    from plan_graph.workbooks.review import parse  # noqa: F401, PLC0415 - the child has it then

    return in_child(path, lambda: open_plan(path, language=language))


@dataclass(frozen=True)
class Choices:
    """What a publisher chooses for all plans, as far as the files of a plan show it."""

    base: str = DEFAULT_BASE
    reasoner: Reasoner = "fast"
    licence: str = ""
    compress: bool = False


@dataclass(frozen=True)
class Task:
    """A plan to build into a folder, which must not be there."""

    source: PlanSource
    key: str
    choices: Choices
    folder: Path


@dataclass(frozen=True)
class Failure:
    """A plan that cannot be built, and why, in one line; `advice` is what to do, in several."""

    plan: str
    problem: str
    advice: str = ""


def run(task: Task) -> Record | Failure:
    """Build a plan within the budget of its document, in a process that may be lost.

    Whatever goes wrong is the failure of this plan alone, unless nothing can be written at all.
    """
    document = task.source.document
    try:
        with within(document.name, DOCUMENT):
            return _built(task)
    except DocumentError as error:
        return Failure(task.source.identifier, str(error))


def run_in_child(task: Task) -> Record | Failure:
    """Build a plan as `run` does, in a child of this process."""
    try:
        return in_child(task.source.document, lambda: _built(task))
    except (DocumentError, FaultError) as error:
        return Failure(task.source.identifier, str(error))


def _built(task: Task) -> Record | Failure:
    """Build a plan; its folder appears in one step, with its record, when all is written."""
    choices = task.choices
    fresh = task.folder.with_name(f"{task.folder.name}.{secrets.token_hex(4)}")
    try:
        with faults_of(task.source.document.name), without_collecting():
            built = convert(task.source, base=choices.base, reasoner=choices.reasoner)
            targets = write_plan(built, fresh, licence=choices.licence, compress=choices.compress)
            made = record_of(built, task.key, targets, fresh)
            made.save(fresh)
            fresh.rename(task.folder)
    except PlanGraphError as error:
        advice = error.advice if isinstance(error, ReadingError) else ""
        return Failure(task.source.identifier, str(error), advice)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return made


def lost(task: Task, problem: str) -> Failure:
    """Tell of a plan whose process did not come to an end of its own."""
    return Failure(task.source.identifier, str(FaultError(task.source.document.name, problem)))


def reusable(folder: Path, key: str) -> Record | None:
    """Return the record of a folder if it holds what a task with that key would write.

    Without a key it is not known what the task depends on, so nothing is reused.
    """
    if not key:
        return None
    found = record.load(folder)
    return found if found and found.key == key and found.is_whole(folder) else None


def link(source: Path, target: Path) -> None:
    """Give the files of a plan a second name in a new folder, or copy them where that is not so."""
    target.mkdir(parents=True)
    for file in os.scandir(source):
        try:
            os.link(file.path, target / file.name)
        except OSError:
            shutil.copyfile(file.path, target / file.name)
