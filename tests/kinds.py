"""Small documents of every kind, and what is read from them in a form that is short to compare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from cell_cases import deadline
from office_files import cell, paragraph, row, table, write_docx
from plan_graph.plan import Action, Plan, Role
from plan_graph.text import clean
from reading import plan_of

Rows = Sequence[Sequence[object]]


def read_text(folder: Path, name: str, text: str) -> Plan:
    """Read a document that is a text file, such as 'plan.md'."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return plan_of(file)


def markdown(*rows: str) -> str:
    """Write a table of Markdown; the first row is its header."""
    lines = [f"| {line} |" for line in rows]
    return "\n".join((lines[0], "|" + "---|" * (rows[0].count("|") + 1), *lines[1:], ""))


def html(*rows: str) -> str:
    """Write a table of HTML whose cells are parted by '|'."""
    inner = "".join(
        "<tr>" + "".join(f"<td>{text.strip()}</td>" for text in line.split("|")) + "</tr>"
        for line in rows
    )
    return f"<table>{inner}</table>"


def read_workbook(folder: Path, rows: Rows, merged: Sequence[str] = ()) -> Plan:
    """Read a workbook of one sheet."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for line in rows:
        sheet.append(list(line))
    for area in merged:
        sheet.merge_cells(area)
    book.save(folder / "plan.xlsx")
    return plan_of(folder / "plan.xlsx")


def wide(text: str, columns: int) -> str:
    """Write a cell of a Word table over several columns."""
    return cell(paragraph(text), properties=f'<w:gridSpan w:val="{columns}"/>')


def plain(*texts: str | tuple[str, int]) -> str:
    """Write a row of a Word table; a cell over several columns has their number with it."""
    return row(*(cell(paragraph(t)) if isinstance(t, str) else wide(*t) for t in texts))


def read_word(folder: Path, title: str, *tables: Sequence[str]) -> Plan:
    """Read a Word document of a title and tables of rows."""
    body = paragraph(title) + paragraph().join(table(*rows) for rows in tables)
    write_docx(folder / "plan.docx", body)
    return plan_of(folder / "plan.docx")


def titles(plan: Plan) -> list[str]:
    return [action.title for action in plan.actions]


def codes(plan: Plan) -> list[str]:
    return [action.code for action in plan.actions]


def responsible(plan: Plan) -> list[str]:
    """Return who is responsible for each action."""
    return [_actors(action, Role.RESPONSIBLE) for action in plan.actions]


def partners(plan: Plan) -> list[str]:
    return [_actors(action, Role.PARTNER) for action in plan.actions]


def _actors(action: Action, role: Role) -> str:
    return ", ".join(each.actor.code for each in action.participations if each.role is role)


def deadlines(plan: Plan) -> list[str]:
    """Return the deadlines of each action in the form of the cases of cells."""
    return ["; ".join(map(deadline, action.deadlines)) for action in plan.actions]


def results(plan: Plan) -> list[str]:
    return ["; ".join(each.label for each in action.results) for action in plan.actions]


def remarks(action: Action) -> list[str]:
    return [f"{each.heading}: {clean(each.stated_in.text)}" for each in action.remarks]


def objectives(plan: Plan) -> list[str]:
    """Return the objectives with their codes."""
    return [f"{each.code} {each.title}" for each in plan.objectives]


def pillars(plan: Plan) -> list[str]:
    return [pillar.title for pillar in plan.pillars]
