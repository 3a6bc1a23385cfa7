"""Bad input gets one clear line, exit status 2, and nothing is written."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from fpdf import FPDF
from PIL import Image

from plan_graph.resources import folder

GOOD = (folder("data") / "plans" / "ro-thb-2021-2022" / "plan.txt").read_text(encoding="utf-8")


def run(cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "plan_graph", *arguments]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


def zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"\0" * 400_000_000)


def truncated_docx(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>" * 1000)
    path.write_bytes(path.read_bytes()[:700])


def docx_without_table(path: Path) -> None:
    import docx  # noqa: PLC0415

    document = docx.Document()
    document.add_paragraph("Obiectiv general 1: Proză fără tabel")
    document.save(str(path))


PROSE = "Planul prevede că instituțiile vor acționa până în 2025.\n"


def xlsx_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 400_000_000)


def vast_xlsx(path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["XFD1048576"] = "far away"
    workbook.save(path)


def prose_xlsx(path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = PROSE
    workbook.save(path)


def pdf_page(text: str = "", *, picture: bool = False) -> FPDF:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("helvetica", size=12)
    if picture:
        pdf.image(Image.new("L", (400, 600), 200))
    if text:
        pdf.multi_cell(0, text=text)
    return pdf


def without_one_cell(text: str) -> str:
    return text.replace("\n\tsemestrial\n", "\n", 1)


WRITERS: dict[str, Callable[[Path], object]] = {
    "empty.txt": lambda path: path.write_bytes(b""),
    "blank.txt": lambda path: path.write_text("\n \n"),
    "binary.txt": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "nul.txt": lambda path: path.write_bytes(b"Plan\n\tcell\0\n"),
    "old.doc": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0 old Word"),
    "truncated.docx": truncated_docx,
    "text.docx": lambda path: path.write_text(GOOD),
    "bomb.docx": zip_bomb,
    "prose.docx": docx_without_table,
    "prose.txt": lambda path: path.write_text("Un text fără tabel.\n"),
    "prose.csv": lambda path: path.write_text(PROSE),
    "prose.md": lambda path: path.write_text(f"# Plan\n\n{PROSE}"),
    "prose.html": lambda path: path.write_text(f"<h1>Plan</h1><p>{PROSE}"),
    "prose.xlsx": prose_xlsx,
    "prose.pdf": lambda path: pdf_page("Un text fara tabel.").output(str(path)),
    "scan.pdf": lambda path: pdf_page(picture=True).output(str(path)),
    "torn.pdf": lambda path: path.write_bytes(bytes(pdf_page("Plan").output())[:300]),
    "no.pdf": lambda path: path.write_text(PROSE),
    "bomb.xlsx": xlsx_bomb,
    "vast.xlsx": vast_xlsx,
    "text.xlsx": lambda path: path.write_text(PROSE),
    "old.xlsx": lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Excel"),
    "deep.html": lambda path: path.write_text("<div>" * 100_000 + PROSE),
    "no-headings.txt": lambda path: path.write_text("\n\tUnu\n\tDoi\n\tTrei\n\n\tPatru\n"),
    "short-row.txt": lambda path: path.write_text(without_one_cell(GOOD)),
}
EXPECTED = {
    "empty.txt": "the file is empty",
    "blank.txt": "the file is empty",
    "binary.txt": "no part of UTF-8 text",
    "nul.txt": "binary data",
    "old.doc": "is no .doc",
    "truncated.docx": "",
    "text.docx": "",
    "bomb.docx": "",
    "prose.docx": "no action table found",
    "prose.txt": "no action table found",
    "prose.csv": "no action table found",
    "prose.md": "no action table found",
    "prose.html": "no action table found",
    "prose.xlsx": "no action table found",
    "prose.pdf": "no action table found",
    "scan.pdf": "only pictures of pages",
    "torn.pdf": "cannot be read as PDF",
    "no.pdf": "cannot be read as PDF",
    "bomb.xlsx": "to be safe from harmful files",
    "vast.xlsx": "reaches down to row 1,048,576",
    "text.xlsx": "is no .xlsx",
    "old.xlsx": "is an old Excel document (.xls)",
    "deep.html": "nested too deep",
    "no-headings.txt": "no action table found",
    "short-row.txt": "too few cells",
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_document_that_cannot_be_used_is_one_line_and_nothing_written(
    tmp_path: Path, name: str
) -> None:
    WRITERS[name](tmp_path / name)

    outcome = run(tmp_path, "build", name, "--language", "ro")

    assert outcome.returncode == 2, outcome.stderr
    assert outcome.stdout == ""
    assert outcome.stderr.count("\n") == 1
    assert name in outcome.stderr
    assert EXPECTED[name] in outcome.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_the_row_with_too_few_cells_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(without_one_cell(GOOD), encoding="utf-8")

    outcome = run(tmp_path, "build", "plan.txt")

    assert "'Derularea de acțiuni de informare a persoanelor" in outcome.stderr
    line = without_one_cell(GOOD).split("Derularea de acțiuni de informare a persoanelor")[0]
    assert f"line {line.count(chr(10)) + 1}" in outcome.stderr


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["build", "missing.txt"], "there is no such file"),
        (["build", "."], "holds no plan.toml"),
        (
            ["build", "--language", "xx"],
            "language 'xx': no wording for it; choose one of 'bg', 'cs'",
        ),
        (["build", "--base", "ftp://x/"], "base 'ftp://x/'"),
        (["build", "--base", "https://example.org/data"], "end it with a slash"),
        (["read", "missing.docx"], "there is no such file"),
        (["check", "missing.ttl"], "missing.ttl"),
        (["query", "no-such-query"], "there is no such query"),
        ([], "required: COMMAND; see 'plan-graph --help'"),
        (["biuld"], "there is no command 'biuld'; did you mean 'build'?"),
        (["frobnicate"], "there is no command 'frobnicate'; see 'plan-graph --help'"),
        (["read"], "required: document; see 'plan-graph read --help'"),
        (["build", "--outt", "x"], "'--outt' is not known here; did you mean '--out'?"),
        (["check", "a.ttl", "--quick"], "'--quick' is not known here; see 'plan-graph check --h"),
        (["serve", "--build", "a"], "'--build' is not known here; see 'plan-graph serve --help'"),
        (["site", "a", "--build", "nowhere"], "there is no store; run 'plan-graph build' first"),
        (["serve", "--port", "99999"], "--port 99999: give a number from 0 to 65535"),
        (["serve", "--workers", "0"], "--workers 0: give a number from 1"),
        (["serve", "--edit", "missing"], "missing: there is no such file; check the path"),
    ],
)
def test_wrong_use_is_one_line_that_says_what_to_do(
    tmp_path: Path, arguments: list[str], expected: str
) -> None:
    outcome = run(tmp_path, *arguments)

    assert outcome.returncode == 2
    assert expected in outcome.stderr
    assert outcome.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["build", "read", "check", "query"])
def test_the_help_of_a_command_has_an_example(tmp_path: Path, command: str) -> None:
    outcome = run(tmp_path, command, "--help")

    assert outcome.returncode == 0
    assert "Example: plan-graph" in outcome.stdout
