"""What the commands do, for programs in Python; `plan_graph` exports it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Triple

from plan_graph.building import build as publication
from plan_graph.building.build import Result
from plan_graph.building.defaults import settings_for
from plan_graph.building.opening import read_plan
from plan_graph.building.task import Choices, open_plan, open_plan_apart
from plan_graph.checking.check import check
from plan_graph.checking.report import Report
from plan_graph.checking.words import SourceText
from plan_graph.confinement.child import Budget, in_child
from plan_graph.iris import DEFAULT_BASE
from plan_graph.phrases import ENGLISH
from plan_graph.plan import Plan
from plan_graph.publishing.catalogue.settings import load as load_settings
from plan_graph.publishing.diff.compare import Change, compare
from plan_graph.rdf.graph_files import graph_file, load_graph, load_plan

Location = str | os.PathLike[str]
"""Where a file or folder is."""


def read(document: Location, *, language: str | None = None) -> Plan:
    """Return what is understood of a document, or of a folder with `plan.toml`.

    Args:
        document: The document, the folder, or the workbook of a review.
        language: Tag of its language, such as 'ro'; found out if it is not given.

    Raises:
        DocumentError: If the document cannot be used.
        ReadingError: If what was read of it does not hold together.
        DataError: If a settings file beside it is faulty.
    """
    path = Path(document)
    return in_child(path, lambda: read_plan(open_plan(path, language=language))[0])


def build(  # noqa: PLR0913 - each is an option of the command
    plans: Sequence[Location],
    out: Location = "build",
    *,
    language: str | None = None,
    base: str = DEFAULT_BASE,
    catalogue: Location | None = None,
    jobs: int = 0,
) -> Result:
    """Build the knowledge graph of some plans, as `plan-graph build` does.

    Args:
        plans: Documents, or folders with `plan.toml`.
        out: The folder that is replaced as a whole; `Graph.open` opens it.
        language: Tag of the language of the documents; found out if it is not given.
        base: Where the data will be published; ends with a slash.
        catalogue: The `catalogue.toml` of who publishes; without it the one beside the plan, or
            the one that comes along, if it is about all of the plans.
        jobs: How many processes work; 0 for one a processor.

    Returns:
        What came of each plan. One that has a violation or cannot be read is left out, and
        told in `broken` or `failures`.

    Raises:
        PlanGraphError: If there is no such plan, or the folder cannot be written.
    """
    sources = [open_plan_apart(Path(plan), language=language) for plan in plans]
    settings = load_settings(Path(catalogue)) if catalogue else settings_for(sources)
    choices = Choices(base=base, licence=settings.licence if settings else "")
    return publication.build(sources, Path(out), choices=choices, settings=settings, jobs=jobs)


def validate(graph: Location | Sequence[Triple]) -> Report:
    """Check the graph of a plan, as `plan-graph check` does: a file, a build's folder, or triples.

    Words and places are held against the document's text where that stands beside the file.

    Raises:
        DocumentError: If a file cannot be used, or a folder holds no plan or several.
    """
    if isinstance(graph, str | os.PathLike):
        file = graph_file(Path(graph))
        return in_child(
            file,
            lambda: check(load_graph(file), source=SourceText.beside(file)),
            Budget.of_graph(file),
        )
    return check(graph)


def diff(old: Location, new: Location, *, language: str = ENGLISH) -> list[Change]:
    """Tell what changed between two editions of a plan: graphs, or folders of builds.

    Args:
        old: The earlier edition.
        new: The later one.
        language: Of the words; one that the surface has.

    Raises:
        DocumentError: If a file cannot be used, or holds no plan.
    """
    return compare(load_plan(Path(old)), load_plan(Path(new)), language)
