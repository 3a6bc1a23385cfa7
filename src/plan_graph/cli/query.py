"""Answer a named question on the built store or a remote endpoint; without a name, list them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from plan_graph.cli.terminal import language_tag, terminal_width
from plan_graph.phrases import joined, phrase

TYPE_CHECKING = False  # Not from typing, which would take a tenth of the time of an answer.
if TYPE_CHECKING:
    from collections.abc import Mapping

    from plan_graph.asking.queries.engine import Engine, Solutions
    from plan_graph.asking.queries.template import Query

_TABLES = ("table", "markdown")
_RESULTS = ("csv", "tsv", "json", "xml")
_FILES = ("csv-semicolon", "parquet")
"""For spreadsheets of other countries, and for analysts."""
_GRAPHS = ("turtle", "jsonld", "ntriples")

_MOST_REQUESTS = 3
"""How many times that of one request all may take together: the names of things are asked too."""

_MOST_SHOWN = 10_000
"""Rows of a table for people, which is laid out as a whole; programs get all."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    add("name", nargs="?", metavar="NAME", help="cli.query.argument.name")
    add("values", nargs="*", metavar="name=value", help="cli.query.argument.values")
    add("--about", action="store_true", help="cli.query.argument.about")
    add(
        "--format",
        choices=(*_TABLES, *_RESULTS, *_FILES, *_GRAPHS),
        help="cli.query.argument.format",
    )
    add(
        "--language",
        type=language_tag,
        default="en",
        metavar="TAG",
        help="cli.query.argument.language",
    )
    add("--limit", type=int, metavar="N", help="cli.query.argument.limit")
    add("--chart", metavar="FILE", help="cli.query.argument.chart")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--build", default="build", metavar="DIR", help="cli.query.argument.build")
    where.add_argument("--store", metavar="DIR", help="cli.query.argument.store")
    add("--endpoint", metavar="URL", help="cli.query.argument.endpoint")
    add("--graph", action="append", metavar="IRI", help="cli.query.argument.graph")
    add("--timeout", type=float, default=30.0, metavar="SECONDS", help="cli.query.argument.timeout")


def run(options: argparse.Namespace) -> int:
    """Print the list, the explanation or the answer."""
    from plan_graph.asking.queries import load, load_file  # noqa: PLC0415

    _check_language(options.language)
    if options.name is None:
        from plan_graph.asking.answers.listing import listing  # noqa: PLC0415

        print(listing(options.language))
        return 0
    is_file = options.name.endswith(".rq")
    query = load_file(options.name) if is_file else load(options.name)
    if options.about:
        from plan_graph.asking.answers.listing import explanation  # noqa: PLC0415

        print(explanation(query, options.language))
        return 0
    _check_format(query, options)
    if options.chart and not options.chart.endswith((".svg", ".png")):
        from plan_graph.errors import UsageError  # noqa: PLC0415

        raise UsageError(phrase("cli.query.chart_charts_svg", chart=options.chart))
    values = _values(query, options)
    engine = _engine(options)
    if query.form == "construct":
        return _print_graph(query, values, engine, options)
    return _print_solutions(query, values, engine, options)


def _check_language(language: str) -> None:
    from plan_graph.asking.queries.columns import languages  # noqa: PLC0415

    if language not in languages():
        from plan_graph.errors import UsageError  # noqa: PLC0415

        raise UsageError(
            phrase(
                "cli.query.language_questions_asked",
                language=language,
                languages=joined(languages()),
            )
        )


def _check_format(query: Query, options: argparse.Namespace) -> None:
    from plan_graph.errors import UsageError  # noqa: PLC0415

    fitting = _GRAPHS if query.form == "construct" else (*_TABLES, *_RESULTS, *_FILES)
    if options.format and options.format not in fitting:
        raise UsageError(
            phrase(
                "cli.query.query_cannot_answered",
                name=query.name,
                format=options.format,
                fitting=", ".join(fitting),
            )
        )
    if options.limit is not None and options.limit < 1:
        raise UsageError(phrase("cli.query.limit_give_number_rows_from", limit=options.limit))


def _values(query: Query, options: argparse.Namespace) -> Mapping[str, str]:
    from plan_graph.errors import QueryError  # noqa: PLC0415

    values: dict[str, str] = {}
    for item in options.values:
        name, equals, value = item.partition("=")
        if not equals or name in values:
            problem = (
                phrase("cli.query.given_twice") if equals else phrase("cli.query.no_name_value")
            )
            raise QueryError(
                query.name,
                phrase("cli.query.write_for_instance_agency_anitp", item=item, problem=problem),
            )
        values[name] = value
    if "lang" in query.parameters and options.language != "en":
        values.setdefault("lang", options.language)
    return values


def _engine(options: argparse.Namespace) -> Engine:
    if options.endpoint:
        from plan_graph.asking.remote.endpoint import Endpoint  # noqa: PLC0415

        return Endpoint(
            options.endpoint,
            graphs=options.graph,
            timeout_seconds=options.timeout,
            most_seconds=_MOST_REQUESTS * options.timeout,
        )
    from plan_graph.asking.store import open_store  # noqa: PLC0415

    return open_store(options.store or f"{options.build}/store")


def _print_graph(
    query: Query, values: Mapping[str, str], engine: Engine, options: argparse.Namespace
) -> int:
    from plan_graph.asking.answers.formats import graph_text  # noqa: PLC0415
    from plan_graph.asking.queries.binding import bind  # noqa: PLC0415

    triples = engine.construct(bind(query, values, engine))
    print(graph_text(triples, options.format or "turtle").rstrip("\n"))
    return 0


def _print_solutions(
    query: Query, values: Mapping[str, str], engine: Engine, options: argparse.Namespace
) -> int:
    from plan_graph.asking.queries import select  # noqa: PLC0415

    solutions = select(engine, query, values)
    if options.chart:
        _draw(query, solutions, options)
    total = len(solutions.rows)
    most = options.limit
    if most is None and options.format in (None, *_TABLES):
        most = _MOST_SHOWN
    if most is not None and most < total:
        solutions = solutions.first(most)
        key = "cli.query.first_rows" if options.limit else "cli.query.first_rows_shown"
        print(phrase(key, limit=most, total=total), file=sys.stderr)
    if options.format == "parquet":
        from plan_graph.asking.answers.columns import parquet  # noqa: PLC0415

        sys.stdout.buffer.write(parquet(solutions))
    else:
        print(_text(query, solutions, engine, options).rstrip("\r\n"))
    if not total:
        print(phrase("cli.query.no_rows"), file=sys.stderr)
    if solutions.cut:
        print(
            phrase("cli.query.endpoint_gave_only_first_rows", total=total),
            file=sys.stderr,
        )
    return 1 if solutions.cut else 0


def _text(query: Query, solutions: Solutions, engine: Engine, options: argparse.Namespace) -> str:
    if options.format in _RESULTS:
        from plan_graph.asking.answers.formats import solutions_text  # noqa: PLC0415

        return solutions_text(solutions, options.format)
    if options.format == "csv-semicolon":
        from plan_graph.asking.answers.columns import semicolon_csv  # noqa: PLC0415

        return semicolon_csv(solutions)
    from plan_graph.asking.answers import readable  # noqa: PLC0415
    from plan_graph.asking.answers.table import markdown, table  # noqa: PLC0415

    found = readable(engine, solutions, query, options.language)
    if options.format == "markdown":
        return markdown(found)

    return table(found, terminal_width())


def _draw(query: Query, solutions: Solutions, options: argparse.Namespace) -> None:
    from plan_graph.asking.pictures import picture, png, svg  # noqa: PLC0415
    from plan_graph.output import write_file  # noqa: PLC0415

    drawn = svg(picture(query, solutions, options.language))
    content = png(drawn) if options.chart.endswith(".png") else drawn.encode()
    write_file(Path(options.chart), content)
    print(phrase("cli.query.chart_written_to", chart=options.chart), file=sys.stderr)
