"""What readers make of a format's own ways: encodings, number formats, merged and hidden cells."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from cell_cases import deadline
from plan_graph.documents import read
from plan_graph.documents.plain.reflow import reflow
from plan_graph.errors import ReadingError
from plan_graph.language import register, wording
from plan_graph.language.recognition import Languages
from plan_graph.plan import Plan
from plan_graph.plan.tables import Document
from plan_graph.reading import interpret
from plan_graph.reading.gate import check
from plan_graph.resources import folder
from plan_graph.text import fold
from reading import DOCUMENTS
from render_tables import render_pdf, render_unruled_pdf

RO = wording.load("ro")
PLAN = folder("data") / "plans" / "ro-thb-2021-2022" / "plan.txt"


def cells(document: Document) -> list[list[str]]:
    return [[cell.passage.text for cell in row.cells] for t in document.tables for row in t.rows]


def test_no_heavy_library_is_loaded_to_read_a_text(tmp_path: Path) -> None:
    rows = ("Action | Responsible | Deadline", "---|---|---", "Mend the weir | Lock Board | 2027")
    text = "".join(f"| {row} |\n" for row in rows)
    (tmp_path / "plan.md").write_text(text, encoding="utf-8")
    script = (
        "import sys; from plan_graph.cli import main; main(sys.argv[1:]); "
        "print(*sorted(name.partition('.')[0] for name in sys.modules), file=sys.stderr)"
    )
    arguments = ["read", str(tmp_path / "plan.md"), "--language", "en"]

    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
    )

    assert "Mend the weir" in done.stdout
    heavy = {"openpyxl", "numpy", "pandas", "docx", "pypdf", "pdfminer", "rdflib", "pyshacl"}
    assert heavy & set(done.stderr.split()) == set()


def shown(value: object, number_format: str, tmp_path: Path, language: str = "ro") -> str:
    workbook = openpyxl.Workbook()
    cell = workbook.worksheets[0]["A1"]
    cell.value, cell.number_format = value, number_format
    workbook.save(tmp_path / "one.xlsx")
    return cells(read(tmp_path / "one.xlsx", Languages((wording.load(language),))))[0][0]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (date(2024, 6, 30), "dd.mm.yyyy", "30.06.2024"),
        (date(2024, 6, 30), "mm-dd-yy", "2024-06-30"),
        (date(2024, 6, 30), "[$-418]d mmmm yyyy;@", "30 June 2024"),
        (1250000, "#,##0.00\\ [$lei-418]", "1.250.000,00 lei"),
        (0.25, "0%", "25%"),
        (1.1, "General", "1.1"),
        (3.0, "General", "3"),
        (True, "General", "TRUE"),
        ("=1+1", "General", "=1+1"),
        ("două\nrânduri", "General", "două\nrânduri"),
    ],
)
def test_a_cell_of_a_workbook_reads_as_it_is_shown(
    tmp_path: Path, value: object, number_format: str, expected: str
) -> None:
    assert shown(value, number_format, tmp_path) == expected


def test_numbers_keep_the_point_in_a_language_that_has_it(tmp_path: Path) -> None:
    assert shown(1250000, "#,##0.00", tmp_path, "en") == "1,250,000.00"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A workbook with merged cells, a hidden sheet, a comment and a sheet of plan-graph's own."""
    book = openpyxl.Workbook()
    first: Worksheet = book.worksheets[0]
    first.append(["Objective", "Action"])
    first.append(["Better data", "One"])
    first.append([None, "Two"])
    first.merge_cells("A2:A3")
    first["B2"].comment = Comment("ask them", "me")
    hidden = book.create_sheet("Notes")
    hidden["C3"], hidden.sheet_state = "not yet agreed", "hidden"
    own = book.create_sheet("_plan-graph review")
    own["A1"], own.sheet_state = "ours", "hidden"
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def test_a_merged_cell_of_a_workbook_goes_on_in_the_rows_below(workbook: Path) -> None:
    found = cells(read(workbook, Languages((RO,))))

    assert found == [["Objective", "Action"], ["Better data", "One"], ["Better data", "Two"]]


def test_hidden_sheets_and_comments_are_kept_aside_and_our_own_left_out(workbook: Path) -> None:
    document = read(workbook, Languages((RO,)))

    assert [words.text for words in document.skipped] == ["Notes\nnot yet agreed", "ask them"]
    assert "ours" not in document.text


def test_the_names_of_several_sheets_are_headings(workbook: Path) -> None:
    book = openpyxl.load_workbook(workbook)
    book["Notes"].sheet_state = "visible"
    book.save(workbook)

    assert [words.text for words, _ in read(workbook, Languages((RO,))).levels] == [
        "Sheet",
        "Notes",
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_values_are_told_apart_in_any_usual_encoding(
    tmp_path: Path, encoding: str, sign: str
) -> None:
    rows = [["Acţiune", "Termen", "Responsabil"], ["Înfiinţarea, pe scurt; aşa", "2024", "MAI"]]
    lines = (sign.join(f'"{value}"' for value in row) for row in rows)
    (tmp_path / "plan.csv").write_bytes("\r\n".join(lines).encode(encoding))

    assert cells(read(tmp_path / "plan.csv", Languages((RO,)))) == rows


def test_a_page_gives_the_words_that_a_browser_shows(tmp_path: Path) -> None:
    (tmp_path / "plan.html").write_text(
        "<title>No</title><script>no()</script><p>Some <b>bold</b>\n words<br>and more"
        "<table><tr><td>one<table><tr><td>in<td>side</table><td hidden>aside</table>"
        '<p style="display:none">unseen</p><a href="https://example.org/">there</a>'
    )

    document = read(tmp_path / "plan.html", Languages((RO,)))

    assert document.text.startswith("Some bold words\nand more\n\tone\nin\nside\n")
    assert [words.text for words in document.skipped] == [
        "aside", "unseen", "https://example.org/",
    ]  # fmt: skip


def test_a_drawn_rule_that_passes_a_column_by_lets_its_cell_go_on(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "┌─────────┬──────────────┐\n"
        "│Objective│Action        │\n"
        "├─────────┼──────────────┤\n"
        "│Better   │One of        │\n"
        "│data     │many          │\n"
        "│         ├──────────────┤\n"
        "│         │Two           │\n"
        "├─────────┴──────────────┤\n"
        "│A row of its own        │\n"
        "└────────────────────────┘\n"
    )

    assert cells(read(tmp_path / "plan.txt", Languages((RO,)))) == [
        ["Objective", "Action"],
        ["Better data", "One of\nmany"],
        ["Better data", "Two"],
        ["A row of its own"],
    ]


def test_a_row_of_more_cells_than_the_rules_have_columns_keeps_its_words(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "+----------+---------+\n| Acțiune  | Termen  |\n+----------+---------+\n"
        "| Un ghid  | ┃║ 2027 |\n+----------+---------+\n| Un plan  | 2028    |\n"
        "+----------+---------+\n"
    )

    found = cells(read(tmp_path / "plan.txt", Languages((RO,))))

    assert found == [["Acțiune", "Termen"], ["Un ghid", "", "", "2027"], ["Un plan", "2028"]]


def plan_of(document: Document) -> Plan:
    return interpret("plan", document, RO, register.load("ro"))


def test_the_plan_as_a_pdf_gives_the_same_actions(tmp_path: Path) -> None:
    document = read(PLAN, Languages((RO,)))
    render_pdf(document, tmp_path / "plan.pdf")

    plan, as_pdf = plan_of(document), plan_of(read(tmp_path / "plan.pdf", Languages((RO,))))

    def facts(plan: Plan) -> list[tuple[object, ...]]:
        return [
            (a.code, fold(a.title), a.objective, a.pillar, len(a.deadlines), len(a.funding))
            for a in plan.actions
        ]

    assert facts(as_pdf) == facts(plan)
    assert [[p.actor for p in a.participations] for a in as_pdf.actions] == [
        [p.actor for p in a.participations] for a in plan.actions
    ]


@pytest.mark.parametrize(
    "looks",
    [
        {"padding": 0.7},
        {"padding": 1.5},
        {"padding": 1.5, "text_align": "CENTER"},
        {"padding": 1, "line_height": 5.5},
        {"padding": 1, "line_height": 3, "size": 6, "portrait": True},
        {"padding": 3},
        {"padding": 1.5, "borders_layout": "HORIZONTAL_LINES"},
    ],
    ids=str,
)
def test_the_plan_as_a_pdf_without_rules_gives_the_same_roles_and_deadlines(
    tmp_path: Path, looks: dict[str, Any]
) -> None:
    document = read(PLAN, Languages((RO,)))
    render_unruled_pdf(document, tmp_path / "plan.pdf", **looks)

    plan, as_pdf = plan_of(document), plan_of(read(tmp_path / "plan.pdf", Languages((RO,))))

    def facts(plan: Plan) -> list[tuple[object, ...]]:
        titles = {each.code: fold(each.title) for each in plan.objectives}
        return [
            (
                (action.code, fold(action.title), titles[action.objective or ""]),
                [(role.role, role.actor, role.acting_for) for role in action.participations],
                [deadline(each) for each in action.deadlines],
            )
            for action in plan.actions
        ]

    assert len(as_pdf.actions) == 67
    assert facts(as_pdf) == facts(plan)


def test_a_pdf_whose_white_space_does_not_tell_its_rows_is_not_trusted(tmp_path: Path) -> None:
    render_unruled_pdf(read(PLAN, Languages((RO,))), tmp_path / "plan.pdf", padding=0)

    plan = plan_of(read(tmp_path / "plan.pdf", Languages((RO,))))

    with pytest.raises(ReadingError, match="white space"):
        check(plan, RO)


@pytest.mark.parametrize("path", [PLAN, *DOCUMENTS], ids=lambda path: path.name)
def test_the_language_is_found_out(path: Path) -> None:
    languages = Languages.all()

    found = languages.of(read(path, languages).text)

    assert found.language == ("en" if path.name.startswith(("en", "open")) else "ro")


def test_lines_that_were_broken_for_want_of_room_are_put_together() -> None:
    lines = ["Ministerul Educaţiei şi", "Cercetării", "MAI"]

    assert reflow(lines, 24) == "Ministerul Educaţiei şi Cercetării\nMAI"


def test_an_export_whose_headings_nobody_knows_has_rows_that_blank_lines_end(
    tmp_path: Path,
) -> None:
    (tmp_path / "plan.txt").write_text(
        "Mpango\n\tKazi\n\tNani\n\n\tDaraja\n\tOfisi A\n\n\tShule\n\tOfisi B\n\n", encoding="utf-8"
    )

    assert cells(read(tmp_path / "plan.txt", Languages((RO,)))) == [
        ["Kazi", "Nani"],
        ["Daraja", "Ofisi A"],
        ["Shule", "Ofisi B"],
    ]


def test_the_delimiter_is_the_sign_that_parts_lines_alike(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(
        "Mpango wa daraja, shule\nKazi;Nani;Lini\nDaraja, kubwa;A, B;2027\nShule;C;2028\n", "utf-8"
    )

    assert cells(read(tmp_path / "plan.csv", Languages((RO,))))[2] == [
        "Daraja, kubwa",
        "A, B",
        "2027",
    ]


def test_an_office_file_with_macros_is_read_as_one_without(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(("Acțiune", "Termen"))
    workbook.save(tmp_path / "one.xlsx")
    document = docx.Document()
    document.add_paragraph("Acțiune")
    document.save(str(tmp_path / "one.docx"))
    for ending in ("docx", "xlsx"):
        (tmp_path / f"one.{ending}").rename(tmp_path / f"one.{ending[:-1]}m")

    texts = [read(tmp_path / name, Languages((RO,))).text for name in ("one.docm", "one.xlsm")]

    assert texts == ["Acțiune\n", "\tAcțiune\n\tTermen\n\n"]
