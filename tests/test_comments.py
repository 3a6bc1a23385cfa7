"""A review as comments in the author's own file, of Word or of LibreOffice."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

import opendocument_files as odf
from plan_graph.cli import main
from plan_graph.documents.opendocument.odt import read_odt
from plan_graph.documents.opendocument.package import tag
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


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """Return the plan as LibreOffice writes it: headings that repeat, rows and cells that do."""
    columns = '<table:table-column table:number-columns-repeated="3"/>'
    first, *others = (odf.row(*map(odf.cell, words)) for words in ROWS)
    heading = f"<table:table-header-rows>{first}</table:table-header-rows>"
    body = odf.p("Harbour action plan 2025-2027") + odf.table(columns, heading, *others)
    odf.write_opendocument(tmp_path / "plan.odt", body)
    return tmp_path / "plan.odt"


def commented_text(text: Path) -> Path:
    out = text.with_name("commented.odt")
    assert main(["read", str(text), "--format", "odt", "--out", str(out)]) == 0
    return out


def test_a_cell_of_an_opendocument_text_has_its_comment_too(text: Path) -> None:
    with zipfile.ZipFile(commented_text(text)) as archive:
        root = etree.fromstring(archive.read("content.xml"))

    comments = {
        "".join(map(str, each.itertext())): [
            "\n".join(line.text or "" for line in found.iter(tag("text:p")))
            for found in each.iter(tag("office:annotation"))
        ]
        for each in root.iter(tag("table:table-cell"))
    }

    (doubtful,) = (each for each in comments if each.endswith("once the flood is over"))
    assert comments[doubtful][0].startswith("deadline: not understood")
    assert comments["2026"] == []


def test_nothing_else_of_an_opendocument_text_changes(text: Path) -> None:
    def parts(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as archive:
            return {each: archive.read(each) for each in archive.namelist()}

    out = commented_text(text)
    before, after = parts(text), parts(out)
    root = etree.fromstring(after["content.xml"])
    for each in list(root.iter(tag("office:annotation"))):
        above = each.getparent()
        assert above is not None
        above.text = each.tail
        above.remove(each)

    assert list(after) == list(before)
    assert after | {"content.xml": b""} == before | {"content.xml": b""}
    assert etree.tostring(root, method="c14n") == etree.tostring(
        etree.fromstring(before["content.xml"]), method="c14n"
    )
    assert (read_odt(out).text, read_odt(out).blocks) == (
        read_odt(text).text,
        read_odt(text).blocks,
    )


def test_other_files_take_no_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "plan.md"
    rows = ["| " + " | ".join(row) + " |" for row in ROWS]
    path.write_text("\n".join([rows[0], "|---|---|---|", *rows[1:]]), encoding="utf-8")

    assert main(["read", str(path), "--format", "docx"]) == 2
    assert "'plan.md' is no .docx file" in capsys.readouterr().err
