"""Read values separated by commas, semicolons or tabs (.csv, .tsv), as spreadsheets write them.

The whole file is one table. Nothing marks headings; a line with one value is one. A line break
within a value was typed, so that it begins a paragraph or an item of a list; `<br>` is one too.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from plan_graph.documents.decode import decode
from plan_graph.documents.layout import MAX_COLUMNS, Box, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.lines import typed_lines, without_tags
from plan_graph.errors import DocumentError
from plan_graph.language.columns import announced
from plan_graph.language.recognition import Languages
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document

_DELIMITERS = ",;\t|"
_SAMPLE_ROWS = 50
"""Lines within which a header stands."""


def read_delimited(path: Path, languages: Languages) -> Document:
    """Read a .csv or .tsv.

    Every row of the table is as wide as the widest, as in a spreadsheet that opens it.

    Raises:
        DocumentError: If the file is no text, or beyond a limit.
    """
    text = decode(path.name, read_bytes(path), languages)
    return delimited(path.name, text, delimiter(text, languages.of(text)))


def delimited(name: str, text: str, sign: str) -> Document:
    """Read values with a given sign between them.

    Raises:
        DocumentError: If a quotation has no end, or the table is beyond a limit.
    """
    # One more than are read is enough to be told so.
    rows = [row[: MAX_COLUMNS + 1] for row in _rows(name, text, sign)]
    width = max(map(len, rows), default=0)
    layout = Layout(name)
    layout.grid(
        [
            _box(column, value)
            for column, value in enumerate([*row, *[""] * (width - len(row))], start=1)
        ]
        for row in rows
    )
    return layout.document()


def _box(column: int, value: str) -> Box:
    text = without_tags(value).strip()
    return Box(column, text, lines=typed_lines(text))


def delimiter(text: str, wording: Wording) -> str:
    """Return the sign that parts the values: the one under which several headings are known.

    Where none are, it is the one that parts the most lines into the same number of values.

    >>> from plan_graph.language import wording
    >>> delimiter("Acţiune;Termen, an;Responsabil\\na;2021;MAI\\n", wording.load("ro"))
    ';'
    >>> delimiter("Uno;Dos, o tres;Cuatro\\na;b;c\\nd, e, f;g;h\\n", wording.load("ro"))
    ';'
    """
    return max(_DELIMITERS, key=lambda sign: _fitness(text, sign, wording))


def _fitness(text: str, sign: str, wording: Wording) -> tuple[int, float, int]:
    try:
        rows = list(islice(csv.reader(_lines(text), delimiter=sign), _SAMPLE_ROWS))
    except csv.Error:
        return (0, 0.0, 0)
    known = (sum(bool(announced(wording, cell)) for cell in row) for row in rows)
    headings = max(known, default=0)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    (width, count), *_ = widths.most_common(1) or [(0, 0)]
    return headings if headings > 1 else 0, count / max(sum(map(bool, rows)), 1), width


def _rows(name: str, text: str, sign: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(text), delimiter=sign)
    try:
        yield from reader
    except csv.Error as error:
        raise DocumentError(
            name,
            phrase("documents.delimited.no_list_values", error=error),
            place=f"line {reader.line_num}",
        ) from None


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")
