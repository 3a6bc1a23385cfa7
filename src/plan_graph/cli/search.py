"""Search a build for words: names first, then titles, then all that is said."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plan_graph.cli.terminal import language_tag
from plan_graph.phrases import phrase

_FORMATS = ("table", "json")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    add("words", nargs="+", metavar="WORDS", help="cli.search.argument.words")
    add("--build", type=Path, default=Path("build"), help="cli.search.argument.build")
    add("--kind", default="", metavar="KIND", help="cli.search.argument.kind")
    add("--plan", default="", metavar="PLAN", help="cli.search.argument.plan")
    add(
        "--language",
        type=language_tag,
        default="en",
        metavar="TAG",
        help="cli.search.argument.language",
    )
    add("--limit", type=int, default=20, metavar="N", help="cli.search.argument.limit")
    add("--format", choices=_FORMATS, default="table", help="cli.search.argument.format")


def run(options: argparse.Namespace) -> int:
    """Print what was found; exit status 1 if it is nothing."""
    from plan_graph.asking.client import Graph  # noqa: PLC0415

    found = Graph.open(options.build).search(
        " ".join(options.words),
        language=options.language,
        kind=options.kind,
        plan=options.plan,
        limit=options.limit,
    )
    if options.format == "json":
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        print(_table(found, options.language))
    return 0 if found["results"] or found["question"] else 1


def _table(found: Mapping[str, Any], language: str) -> str:
    """Return results as lines: what each is, and the words that were found in it."""
    from plan_graph.asking.answers.table import table  # noqa: PLC0415
    from plan_graph.asking.queries.engine import Solutions  # noqa: PLC0415
    from plan_graph.cli.terminal import terminal_width  # noqa: PLC0415

    lines: list[str] = [
        phrase("cli.search.read_instead", word=each["word"], read=", ".join(each["read"]))
        for each in found["corrected"]
    ]
    key = "cli.search.asks" if found["question"] else "cli.search.may_ask"
    for question in [found["question"]] if found["question"] else found["questions"]:
        values = "".join(f" {name}={label}" for name, label in question["labels"].items())
        lines.append(phrase(key, title=question["title"]))
        lines.append(f"  plan-graph query {question['name']}{values}\n")
    if not found["results"]:
        return "\n".join([*lines, phrase("cli.search.nothing")])
    if found["partial"]:
        lines.append(phrase("cli.search.partial"))
    names = [phrase(f"cli.search.column.{name}", language) for name in ("kind", "code", "words")]
    rows = tuple(
        (
            _literal(phrase(f"pages.search.kinds.{each['kind']}", language)),
            _literal(each["code"]),
            _literal(" · ".join(filter(None, (each["title"]["text"], each["snippet"]["text"])))),
        )
        for each in found["results"]
    )
    shown = table(Solutions(tuple(map(str, names)), rows), terminal_width())
    given = phrase("cli.search.total", shown=len(rows), total=found["total"])
    return "\n".join([*map(str, lines), shown.rstrip("\n"), str(given)])


def _literal(text: str) -> Any:
    from pyoxigraph import Literal  # noqa: PLC0415

    return Literal(str(text))
