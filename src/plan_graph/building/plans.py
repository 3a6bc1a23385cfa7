"""Which plan a path means: a folder, a document, or a review that a person corrected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from plan_graph.reading.source import PlanSource, open_source


def open_plan(path: Path, *, language: str | None = None) -> PlanSource:
    """Find out what a path is; a review carries the document and all that was said about it.

    Raises:
        DocumentError: If there is nothing at the path, or a folder without plan.toml.
        DataError: If plan.toml or a translation is faulty.
    """
    if path.suffix.lower() == ".xlsx":
        from plan_graph.workbooks.review.parse import is_review, take  # noqa: PLC0415 - a heavy import

        if is_review(path):
            source = take(path).source
            return replace(source, language=language) if language else source
    return open_source(path, language=language)
