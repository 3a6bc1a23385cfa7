"""A review as comments in the author's own Word file."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from plan_graph.cli import main
from plan_graph.documents.word.docx import read_docx

ROWS = (
    ("Action", "Responsible", "Deadline"),
    ("Light the beacon", "the ministry", "2026"),
    ("Ring the bell", "the ministry", "once the flood is over"),
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    word = docx.Document()
    word.add_heading("Harbour action plan 2025-2027", 1)
    table = word.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    word.save(str(tmp_path / "plan.docx"))
    return tmp_path / "plan.docx"


def commented(plan: Path) -> Path:
    out = plan.with_name("commented.docx")
    assert main(["read", str(plan), "--format", "docx", "--out", str(out)]) == 0
    return out


def test_a_cell_that_is_not_understood_has_a_comment(plan: Path) -> None:
    word = docx.Document(str(commented(plan)))

    cells = {
        cell.text: [mark.get(mark.keys()[0]) for mark in cell._tc.iter("{*}commentReference")]
        for row in word.tables[0].rows
        for cell in row.cells
    }
    texts = {str(comment.comment_id): comment.text for comment in word.comments}

    assert cells["2026"] == []
    (number,) = cells["once the flood is over"]
    assert texts[number].startswith("deadline: not understood")


def test_the_document_with_comments_reads_as_before(plan: Path) -> None:
    before, after = read_docx(plan), read_docx(commented(plan))

    assert (after.text, after.blocks) == (before.text, before.blocks)


def test_other_files_take_no_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.md"
    rows = ["| " + " | ".join(row) + " |" for row in ROWS]
    path.write_text("\n".join([rows[0], "|---|---|---|", *rows[1:]]), encoding="utf-8")

    assert main(["read", str(path), "--format", "docx"]) == 2
    assert "'plan.md' is no .docx file" in capsys.readouterr().err
