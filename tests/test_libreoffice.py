"""Older office formats are read through LibreOffice, which must be installed for these tests."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from opendocument_files import cell, p, row, slide, table, write_opendocument
from plan_graph.asking.answers.files import table_file
from plan_graph.asking.queries import load, select
from plan_graph.documents import read
from plan_graph.documents.libreoffice import converted
from plan_graph.errors import DocumentError
from plan_graph.language import wording
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Document
from real_store import real_store

EN = Languages((wording.load("en"),))
ROWS = (("Action", "Deadline"), ("Plant plums", "June 2031"), ("Prune", "2032"))
RTF = "{\\rtf1\\ansi {\\pard Orchard plan\\par}%s}"
RTF_PICTURE = '{\\field{\\*\\fldinst INCLUDEPICTURE "ADDRESS" \\\\d}{\\fldrslt }}'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no more than its beginning"


SOFFICE = pytest.mark.needs("soffice")


def rtf(folder: Path, more: str = "") -> Path:
    widths = "".join(f"\\cellx{3000 * number}" for number in (1, 2))
    rows = "".join(
        f"\\trowd{widths} " + "".join(f"\\intbl {text}\\cell " for text in texts) + "\\row "
        for texts in ROWS
    )
    (folder / "orchard.rtf").write_text(RTF % (rows + "\\pard " + more + "\\par"), encoding="ascii")
    return folder / "orchard.rtf"


def values(workbook: Path) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def texts(document: Document) -> list[tuple[str, ...]]:
    return [tuple(c.passage.text for c in row.cells) for t in document.tables for row in t.rows]


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the plan in other formats, as LibreOffice itself writes them."""
    folder = tmp_path_factory.mktemp("old")
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    body = table(columns, *(row(*map(cell, texts)) for texts in ROWS))
    write_opendocument(folder / "orchard.odt", p("Orchard plan") + body)
    write_opendocument(folder / "orchard.ods", body)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    slides = slide(p("Orchard plan")) + slide(p("Trees"), body)
    write_opendocument(folder / "orchard.odp", slides)
    targets = {
        "doc:MS Word 97": "odt",
        "xls:MS Excel 97": "ods",
        "ppt:MS PowerPoint 97": "odp",
        "pptx:Impress MS PowerPoint 2007 XML": "odp",
    }
    for target, source in targets.items():
        command = ["soffice", profile, "--headless", "--convert-to", target, f"orchard.{source}"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=200)
    return folder


@SOFFICE
def test_days_and_numbers_of_an_answer_are_days_and_numbers_after_libreoffice(
    tmp_path: Path,
) -> None:
    engine, query = real_store(), load("plan-overview")
    written = table_file(engine, select(engine, query, {}), query, "en", "xlsx")
    (tmp_path / "answer.xlsx").write_bytes(written)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    target = ["--convert-to", "xlsx", "--outdir", "again", "answer.xlsx"]

    subprocess.run(
        ["soffice", profile, "--headless", *target],
        cwd=tmp_path, check=True, capture_output=True, timeout=200,
    )  # fmt: skip

    before, after = (values(tmp_path / name) for name in ("answer.xlsx", "again/answer.xlsx"))
    assert after == before
    assert {datetime, int, str} <= {type(value) for row in after for value in row}


@SOFFICE
@pytest.mark.parametrize("ending", ["doc", "xls", "ppt", "pptx"])
def test_a_document_of_an_older_program_is_read(old_files: Path, ending: str) -> None:
    found = read(old_files / f"orchard.{ending}", EN)

    assert found.name == f"orchard.{ending}"
    assert texts(found) == list(ROWS)


@SOFFICE
def test_rich_text_is_read_and_what_it_links_to_is_not_fetched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/plum.png"
        picture = RTF_PICTURE.replace("ADDRESS", address)

        found = read(rtf(tmp_path, picture), EN)

        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()
    assert texts(found) == list(ROWS)


def test_without_libreoffice_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(DocumentError) as refusal:
        read(rtf(tmp_path), EN)

    assert str(refusal.value) == (
        "orchard.rtf: a .rtf is read with LibreOffice, which is not installed; install it (Debian: "
        "apt install libreoffice-writer-nogui), or save the plan as .docx"
    )


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("orchard.doc", b"PK\x03\x04 a .docx", "is no .doc: it begins with b'PK"),
        (
            "orchard.xls",
            b"<html></html>",
            "is no .xls: it begins with b'<html></'; give it the end",
        ),
        ("orchard.rtf", OLD_WORD, "is no .rtf"),
        ("orchard.pptx", OLD_WORD, "is no .pptx"),
        ("orchard.pptx", b"PK\x03\x04 cut", "is cut off or damaged"),
        pytest.param(
            "orchard.doc",
            OLD_WORD,
            "LibreOffice could not convert it within 12 seconds of",
            marks=SOFFICE,
        ),
    ],
)
def test_what_is_no_such_document_is_one_line(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)

    with pytest.raises(DocumentError, match=message):
        read(tmp_path / name, EN)


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sleep = shutil.which("sleep")
    (tmp_path / "soffice").write_text(f"#!/bin/sh\n{sleep} 600\n", encoding="ascii")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(DocumentError, match=r"could not convert it within 12 seconds"):
        converted("orchard.doc", OLD_WORD, seconds=0.5)


HUNGRY = """#!{python}
import sys
from pathlib import Path
taken = bytearray({megabytes} * 1000**2)
out = Path(sys.argv[sys.argv.index("--outdir") + 1])
out.mkdir()
(out / "plan.odt").write_bytes(b"converted")
"""


def test_a_conversion_ends_when_it_takes_more_memory_than_a_document_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    program.write_text(HUNGRY.format(python=sys.executable, megabytes=200), encoding="utf-8")
    modest = converted("orchard.doc", OLD_WORD)
    program.write_text(HUNGRY.format(python=sys.executable, megabytes=500), encoding="utf-8")

    assert modest == b"converted"
    with pytest.raises(DocumentError, match=r"12 seconds of a processor and 400 MB of memory"):
        converted("orchard.doc", OLD_WORD)
