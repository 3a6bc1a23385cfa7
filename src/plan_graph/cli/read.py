"""Show what was understood of a document, fact by fact, beside its words.

With `--format xlsx` it is a workbook: correct it, and `plan-graph build` takes it back.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plan_graph.cli.terminal import language_tag, terminal_width
from plan_graph.phrases import phrase

if TYPE_CHECKING:  # loaded by the command itself, which alone needs them
    from plan_graph.building.opening import Opened

_COMMENTED = ("docx", "odt")
"""The formats in which the review is comments in the document's own file."""
_Reviewed = tuple[bytes, list[str], int]
"""The review, what is said beside it, and the status of the command."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("document", type=Path, help="cli.read.argument.document")
    parser.add_argument("--language", type=language_tag, help="cli.read.argument.language")
    parser.add_argument("--format", choices=("table", "json", "xlsx", *_COMMENTED), default="table")
    parser.add_argument("--out", type=Path, metavar="FILE", help="cli.read.argument.out")


def run(options: argparse.Namespace) -> int:
    """Print the review of a document, or write it.

    The workbook of a document that could not be read is written as well if it has any columns,
    so that a person can say what they hold; the status is that of the error all the same.
    """
    from plan_graph.confinement.child import in_child  # noqa: PLC0415
    from plan_graph.errors import faults_of  # noqa: PLC0415

    with faults_of(options.document.name):
        content, said, status = in_child(options.document, lambda: _read(options))
        for line in said:
            print(line, file=sys.stderr)
        _write(content, options)
    return status


def _read(options: argparse.Namespace) -> _Reviewed:
    """Return the review of a document, in a process that may be lost."""
    from plan_graph.confinement.garbage import without_collecting  # noqa: PLC0415
    from plan_graph.errors import ReadingError, faults_of  # noqa: PLC0415

    with faults_of(options.document.name), without_collecting():
        opened = _opened(options)
        try:
            content, said = _content(opened, options)
        except ReadingError as error:
            if options.format != "xlsx" or not error.columns:
                raise
            from plan_graph.building.reviewing import columns_workbook  # noqa: PLC0415

            where = f"'{options.out}'" if options.out else phrase("cli.read.the_workbook")
            said = [
                phrase("cli.read.error", error=error),
                phrase("cli.read.say_what_columns_hold", where=where),
            ]
            return columns_workbook(opened), said, 2
    return content, said, 0


def _write(content: bytes, options: argparse.Namespace) -> None:
    from plan_graph.output import write_file  # noqa: PLC0415

    if options.out:
        write_file(options.out, content)
    else:
        sys.stdout.buffer.write(content)


def _opened(options: argparse.Namespace) -> Opened:
    """Open the document; a review is not reviewed again, unless only columns were told in it."""
    from plan_graph.building.opening import open_document  # noqa: PLC0415
    from plan_graph.building.task import open_plan  # noqa: PLC0415
    from plan_graph.errors import DocumentError  # noqa: PLC0415

    source = open_plan(options.document, language=options.language)
    opened = open_document(source)
    review, columns = opened.review, opened.source.columns
    if review and (review.edited or not columns) and options.format == "xlsx":
        name = review.book.name
        problem = phrase("cli.read.holds_corrections_plan_already", name=name)
        raise DocumentError(name, problem)
    return opened


def _content(opened: Opened, options: argparse.Namespace) -> tuple[bytes, list[str]]:
    """Return the review in the form that is asked for, and what is said beside it."""
    from plan_graph.building.pipeline import convert_opened  # noqa: PLC0415
    from plan_graph.workbooks.review.certainty import reviewed  # noqa: PLC0415
    from plan_graph.workbooks.review.listing import as_json, as_table, in_lines  # noqa: PLC0415

    built = convert_opened(opened)
    plan = built.plan
    found_out = phrase("cli.read.language_found_out", language=plan.language)
    said = [*([] if opened.source.language else [found_out]), built.quality.line]
    if options.format in ("xlsx", *_COMMENTED):
        from plan_graph.building.reviewing import with_comments, workbook  # noqa: PLC0415

        if options.format == "xlsx":
            return workbook(opened, built), said
        return with_comments(opened, built, f".{options.format}"), said
    items = reviewed(plan, built.iris, built.report)
    if options.format == "json":
        text = in_lines(as_json(plan, items, built.quality))
    else:
        text = as_table(plan, items, built.report, terminal_width())
    return f"{text}\n".encode(), said
