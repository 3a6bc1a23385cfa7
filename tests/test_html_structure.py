"""What a page knows beyond its words: breaks, paragraphs, lists, struck words, fills, its title."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_graph.documents import read
from plan_graph.language import wording
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Cell, Document

EN = Languages((wording.load("en"),))


def page(tmp_path: Path, body: str, head: str = "", attributes: str = "") -> Document:
    text = f"<html {attributes}><head>{head}</head><body>{body}</body></html>"
    (tmp_path / "plan.html").write_text(text, encoding="utf-8")
    return read(tmp_path / "plan.html", EN)


def cell(tmp_path: Path, inner: str) -> Cell:
    document = page(tmp_path, f"<table><tr>{inner}</tr></table>")
    return next(document.tables).rows[0].cells[0]


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        ("one<br>two", "paragraph:one|break:two"),
        ("one<br><br>two", "paragraph:one|paragraph:two"),
        ("<p>one</p><p>two</p>", "paragraph:one|paragraph:two"),
        ("see:<ul><li>one<li>two</ul>end", "paragraph:see:|item:one|item:two|paragraph:end"),
        ("<ul><li><p>one</p><p>more</p></li></ul>", "item:one|paragraph:more"),
        ("– one<br>– two", "item:one|item:two"),
        ("one\n two", "paragraph:one two"),
    ],
)
def test_lines_of_a_cell_know_why_they_begin(tmp_path: Path, inner: str, lines: str) -> None:
    found = cell(tmp_path, f"<td>{inner}</td>")

    assert "|".join(f"{line.kind.value}:{line.passage.text}" for line in found.lines) == lines


def test_items_of_lists_have_their_marker_and_level(tmp_path: Path) -> None:
    inner = "<ol start=3><li>c<ol type=a><li>x<li>y</ol><li>d</ol><ul><li>z</ul>"

    found = cell(tmp_path, f"<td>{inner}</td>")

    assert [(line.level, line.marker, line.passage.text) for line in found.lines] == [
        (0, "3.", "c"), (1, "a.", "x"), (1, "b.", "y"), (0, "4.", "d"), (0, "•", "z"),
    ]  # fmt: skip


def test_struck_words_are_told_and_inserted_ones_are_words(tmp_path: Path) -> None:
    inner = "by <del>May</del> <ins>June</ins> <span style='text-decoration: line-through'>2</span>"

    found = cell(tmp_path, f"<td>{inner}</td>")

    assert found.passage.text == "by May June 2"
    assert [words.text for words in found.struck] == ["May", "2"]


@pytest.mark.parametrize(
    ("inner", "filled"),
    [
        ("<td bgcolor='#00ff00'></td>", True),
        ("<td style='width:2em; background-color: lightblue'></td>", True),
        ("<td style='background: white'></td>", False),
        ("<td></td>", False),
    ],
)
def test_a_fill_without_words_is_told(tmp_path: Path, inner: str, filled: bool) -> None:
    found = cell(tmp_path, inner)

    assert (found.is_filled, found.is_wordless) == (filled, filled)


def test_heads_of_columns_are_marked(tmp_path: Path) -> None:
    assert cell(tmp_path, "<th>Action</th>").is_heading
    assert not cell(tmp_path, "<td>Action</td>").is_heading


@pytest.mark.parametrize(
    ("title", "stated"),
    [("Plan for the Ferry Landing", "Plan for the Ferry Landing"), ("ferry.doc", None), ("", None)],
)
def test_a_page_states_its_title_and_language(
    tmp_path: Path, title: str, stated: str | None
) -> None:
    document = page(tmp_path, "<p>Words</p>", f"<title>{title}</title>", 'lang="en-IE"')

    assert (document.title and document.title.text) == stated
    assert document.language == "en-IE"
