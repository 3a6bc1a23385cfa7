"""Write a plan in another format; what that format cannot carry is reported on standard error."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plan_graph.cli.terminal import language_tag
from plan_graph.phrases import phrase

if TYPE_CHECKING:  # loaded by the command itself, which alone needs them
    from pyoxigraph import Triple


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="cli.export.argument.files",
    )
    parser.add_argument(
        "--format",
        choices=("stratml", "stratml-2", "json", "csv", "csvw", "xlsx", "parquet"),
        required=True,
        help="cli.export.argument.format",
    )
    parser.add_argument(
        "--language", type=language_tag, default="", help="cli.export.argument.language"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="cli.export.argument.out")


def run(options: argparse.Namespace) -> int:
    """Write the export."""
    from plan_graph.output import write_file  # noqa: PLC0415
    from plan_graph.rdf.graph_files import graph_file  # noqa: PLC0415
    from plan_graph.rdf.parse import load_rdf  # noqa: PLC0415

    if options.format == "parquet":
        return _export_tables(options)
    triples = [triple for path in options.files for triple in load_rdf(graph_file(path))]
    content, left_out = _export(triples, options.format, options.language)
    if options.out:
        write_file(options.out, content)
    else:
        sys.stdout.buffer.write(content)
    print(phrase("cli.export.plan_graph", left_out=phrase(left_out)), file=sys.stderr)
    return 0


def _export_tables(options: argparse.Namespace) -> int:
    """Write the tables of all plans into a folder, one file each."""
    from plan_graph.asking.answers.columns import parquet  # noqa: PLC0415
    from plan_graph.checking.inference import infer  # noqa: PLC0415
    from plan_graph.errors import UsageError  # noqa: PLC0415
    from plan_graph.output import replacing  # noqa: PLC0415
    from plan_graph.publishing.star_schema import tables  # noqa: PLC0415
    from plan_graph.rdf.graph_files import graph_files  # noqa: PLC0415
    from plan_graph.rdf.parse import load_rdf  # noqa: PLC0415

    if options.out is None:
        raise UsageError(phrase("cli.export.parquet_needs_folder"))
    files = [file for path in options.files for file in graph_files(path)]
    triples = [triple for file in files for triple in load_rdf(file)]
    with replacing(options.out) as fresh:
        for name, solutions in tables([*triples, *infer(triples)]):
            (fresh / f"{name}.parquet").write_bytes(parquet(solutions))
    return 0


def _export(triples: list[Triple], form: str, language: str) -> tuple[bytes, str]:
    """Return the bytes and what is not in them."""
    if form in ("stratml", "stratml-2"):
        from plan_graph.publishing import stratml  # noqa: PLC0415
        from plan_graph.rdf.view import View  # noqa: PLC0415

        written = stratml.stratml(View(triples), 1 if form == "stratml" else 2, language)
        return written, stratml.LEFT_OUT
    if form == "json":
        from plan_graph.publishing import nested_json  # noqa: PLC0415

        return nested_json.nested_json(triples), nested_json.LEFT_OUT
    from plan_graph.checking.inference import infer  # noqa: PLC0415

    triples = [*triples, *infer(triples)]  # Whether money comes from outside follows.
    from plan_graph.publishing.action_table import LEFT_OUT, action_csv, action_rows  # noqa: PLC0415

    if form == "xlsx":
        from plan_graph.publishing.action_workbook import workbook  # noqa: PLC0415

        return workbook(triples), LEFT_OUT
    from plan_graph.publishing.csvw import csvw  # noqa: PLC0415

    if form == "csv":
        return action_csv(triples), LEFT_OUT
    return csvw("plan.csv", (action_rows(triples) or [{}])[0]), LEFT_OUT
