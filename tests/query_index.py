"""The index of the named queries, written from the queries and from the cases of their answers.

`python tests/query_index.py` writes `queries/README.md` and `queries/index.json` anew.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from plan_graph.asking.answers import listing

ROOT = Path(__file__).parents[1]
QUERIES = ROOT / "queries"
CASES = ROOT / "tests" / "cases" / "queries"
INDEX = QUERIES / "README.md"
LIST = QUERIES / listing.INDEX
TAGS = {
    "overview": "Overview",
    "accountability": "Accountability",
    "partnership": "Partnership",
    "time": "Time",
    "money": "Money",
    "measurement": "Measurement",
    "monitoring": "Monitoring",
    "provenance": "Provenance",
    "search": "Search",
    "quality": "Quality of the data",
    "comparison": "Comparison of plans",
}
HEAD = """\
# The named queries

<!-- Written by `python tests/query_index.py`; change the queries, not this file. -->

One question a file; its name is how it is asked: `plan-graph query NAME [parameter=value…]`. A
body, an action or a code is given by its short name, name, code or IRI. Parameters in brackets may
be left out. `lang` chooses the language of labels, and `plan` one of several plans. The answers
are those on the plan that comes along, which the cases in `tests/cases/queries` hold in full.
"""
# Strings, IRIs and comments are passed over.
_TOKEN = re.compile(
    r'"(?:[^"\\\n]|\\.)*"|<[^>\s]*>|#[^\n]*|\?(?P<marks>__?)(?P<name>[A-Za-z0-9]+)(?:_\w+)?'
)
_LENGTH = 48


def index() -> str:
    """Return the text of the index: a table for each tag, each query under its first."""
    queries = {file.stem: file.read_text(encoding="utf-8") for file in QUERIES.glob("*.rq")}
    about = {name: decorators(text) for name, text in queries.items()}
    parts = [HEAD]
    for tag, heading in TAGS.items():
        names = [name for name in sorted(queries) if about[name]["tags"][0] == tag]
        cells = [
            (f"`{name}`", about[name]["summary"], _parameters(queries[name]), _answer(name))
            for name in names
        ]
        rows = [f"| {' | '.join(row)} |" for row in cells]
        head = ["| Query | Question | Parameters | Answer |", "|---|---|---|---|"]
        parts.append("\n".join([f"## {heading}\n", *head, *rows]) + "\n")
    return "\n".join(parts)


def listed() -> str:
    """Return what `plan-graph query` lists, as JSON."""
    return json.dumps(listing.index(), ensure_ascii=False, indent=1) + "\n"


def decorators(text: str) -> Mapping[str, Any]:
    """Read the decorators of a query, the lines that begin with `#+`."""
    found: Mapping[str, Any] = yaml.safe_load("\n".join(re.findall(r"(?m)^#\+ ?(.*)$", text)))
    return found


def _parameters(text: str) -> str:
    marks = {match["name"]: match["marks"] for match in _TOKEN.finditer(text) if match["name"]}
    needed = [f"`{name}`" for name, mark in marks.items() if mark == "_"]
    optional = [f"[`{name}`]" for name, mark in marks.items() if mark == "__"]
    return " ".join(needed + optional)


def _answer(name: str) -> str:
    """Say how long the answer of the first case is, and how it begins."""
    file, given = next(_cases(name))
    asked = f"`{' '.join(f'{key}={value}' for key, value in given.items())}`: " if given else ""
    if file.suffix == ".nt":
        return f"{asked}{len(file.read_text(encoding='utf-8').splitlines())} triples"
    with file.open(encoding="utf-8", newline="") as opened:
        header, *rows = csv.reader(opened)
    if not rows:
        return f"{asked}none"
    # Words stand for the thing that they name, as in the tables that a person sees.
    shown = [
        _short(value)
        for column, value in zip(header, rows[0], strict=True)
        if value and f"{column}Label" not in header
    ]
    counted = "1 row" if len(rows) == 1 else f"{len(rows)} rows, the first"
    return f"{asked}{counted}: {' · '.join(shown[:4])}"


def _cases(name: str) -> Iterator[tuple[Path, Mapping[str, str]]]:
    """Find the cases of a query: the one without values first, then its variants."""
    files = [file for file in CASES.iterdir() if file.stem.partition("--")[0] == name]
    for file in sorted(files, key=lambda file: file.stem):
        yield file, _values().get(file.stem, {})


@cache
def _values() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((CASES / "values.toml").read_text(encoding="utf-8"))


def _short(value: str) -> str:
    """Shorten a value for a cell of a table, an IRI to its end."""
    text = re.split(r"/id/|[/#]", value)[-1] if value.startswith("http") else value
    text = " ".join(text.split()).replace("|", "\\|")
    return text if len(text) <= _LENGTH else text[: _LENGTH - 1].rstrip() + "…"


if __name__ == "__main__":
    INDEX.write_text(index(), encoding="utf-8")
    LIST.write_text(listed(), encoding="utf-8")
