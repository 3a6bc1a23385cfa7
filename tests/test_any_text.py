"""No text in any cell makes a reader raise anything but its own errors, or lose the text."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from unicodedata import category

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from texttable import Texttable

from plan_graph.documents import FORMATS, read
from plan_graph.errors import PlanGraphError
from plan_graph.iris import DEFAULT_BASE
from plan_graph.language import register, wording
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Document
from plan_graph.rdf.conversion import to_triples
from plan_graph.reading import interpret
from plan_graph.reading.source import PlanSource
from plan_graph.text import clean

WORDS = wording.load("ro")
LANGUAGES = Languages((WORDS,))
BODIES = register.load("ro")
HEADER = ["Nr. crt.", "Acțiune", "Indicatori", "Termen", "Responsabil", "Culoarea dosarului"]
SIGNS = ("1.1. ", "A.1.a) ", "|", "│", "├──┤", "+--+", "\n", "  ", "; ", '"', "'", "=1+1", "2024")
MARKS = (
    "<td>",
    "&amp;",
    "```",
    "# ",
    "**",
    "Obiectiv general 1: ",
    "Lista abrevierilor 2",
    "anual",
)
PIECES = st.sampled_from((*SIGNS, *MARKS))
ANY_TEXT = st.lists(PIECES | st.text(max_size=12), max_size=5).map("".join)
PRINTABLE = st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n")
CELL = st.lists(PIECES | st.text(PRINTABLE, max_size=12), max_size=4).map("".join)
ROWS = st.lists(st.lists(CELL, min_size=len(HEADER), max_size=len(HEADER)), min_size=1, max_size=4)
EXAMPLES = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def write_docx(rows: list[list[str]], path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(HEADER))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))


def write_xlsx(rows: list[list[str]], path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column, text)
            cell.data_type = "s"  # '=1+1' is words here
    workbook.save(path)


def write_csv(rows: list[list[str]], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write_html(rows: list[list[str]], path: Path) -> None:
    cells = ("".join(f"<td>{escape(text)}" for text in row) for row in rows)
    page = f"<meta charset=utf-8><table>{''.join(f'<tr>{row}' for row in cells)}</table>"
    path.write_text(page, encoding="utf-8")


def write_markdown(rows: list[list[str]], path: Path) -> None:
    def cell(text: str) -> str:
        escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
        return escaped.replace("\n", "<br>")

    lines = [f"| {' | '.join(map(cell, row))} |" for row in rows]
    path.write_text("\n".join([lines[0], "|---" * len(HEADER) + "|", *lines[1:]]), "utf-8")


def write_piped(rows: list[list[str]], path: Path) -> None:
    def cell(text: str) -> str:
        return re.sub(r"[│├┤─|+]", " ", " ".join(text.split()))

    path.write_text("\n".join(f"| {' | '.join(map(cell, row))} |" for row in rows), "utf-8")


def write_drawn(rows: list[list[str]], path: Path) -> None:
    def cell(text: str) -> str:
        # What writes the table counts marks as wide as letters, and breaks words that hold them.
        letters = (letter for letter in text if not category(letter).startswith("M"))
        return re.sub(r"[│├┤─|+]", " ", "".join(letters))

    table = Texttable(max_width=0)
    table.set_cols_dtype(["t"] * len(HEADER))
    table.add_rows([[cell(text) for text in row] for row in rows])
    path.write_text(str(table.draw()), "utf-8")


WRITERS: dict[str, Callable[[list[list[str]], Path], None]] = {
    "plan.docx": write_docx,
    "plan.xlsx": write_xlsx,
    "plan.csv": write_csv,
    "plan.html": write_html,
    "plan.md": write_markdown,
    "piped.txt": write_piped,
    "drawn.txt": write_drawn,
}


def words_of(text: str) -> set[str]:
    """Return the words of a cell; raised figures are marks of notes."""
    return set(re.findall(r"[^\W_¹²³⁴⁵⁶⁷⁸⁹⁰]+", clean(text)))


def words_in_graph(document: Document) -> str:
    plan = interpret("any", document, WORDS, BODIES)
    triples = to_triples(plan, PlanSource("any", Path("any")), WORDS, BODIES, base=DEFAULT_BASE)
    values = (str(getattr(triple.object, "value", "")) for triple in triples)
    return " ".join(clean(value) for value in values)


@pytest.mark.parametrize("name", WRITERS)
@EXAMPLES
@given(rows=ROWS)
def test_every_word_of_a_cell_is_in_the_graph(
    tmp_path: Path, name: str, rows: list[list[str]]
) -> None:
    table = [HEADER, ["1", "Realizarea unui ghid", "Ghid", "2024", "MAI", "verde"], *rows]
    WRITERS[name](table, tmp_path / name)

    found = words_in_graph(read(tmp_path / name, LANGUAGES))

    lost = {word for row in rows for cell in row for word in words_of(cell) if word not in found}
    assert lost == set()


@pytest.mark.parametrize("ending", FORMATS)
@EXAMPLES
@given(text=ANY_TEXT)
def test_any_text_is_read_or_refused(tmp_path: Path, ending: str, text: str) -> None:
    path = tmp_path / f"any{ending}"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")

    try:
        interpret("any", read(path, LANGUAGES), WORDS, BODIES)
    except PlanGraphError as refusal:
        assert "any" in str(refusal)
