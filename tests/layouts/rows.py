"""The rows of a table of actions: header, what stands between, the actions, totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from layouts.blocks import Box, Grid, Row
from layouts.cells import amount_text
from layouts.columns import Planned
from layouts.facts import FILLING, MERGING, Choice
from layouts.model import Task


def header(choice: Choice, columns: Planned) -> list[Row]:
    """Return the header of one row, or of two where neighbours share a heading."""
    filled = "filled header" in choice.features
    heads = [Box(column.heading, is_heading=True, is_filled=filled) for column in columns.columns]
    groups = [column.group for column in columns.columns]
    if not any(groups):
        return [tuple(heads)]
    if choice.format not in MERGING:
        upper = [
            replace(head, text=group if group and group != before else "")
            if group else head
            for head, group, before in zip(heads, groups, ["", *groups], strict=False)
        ]  # fmt: skip
        lower = [
            head if group else replace(head, text="")
            for head, group in zip(heads, groups, strict=True)
        ]
        return [tuple(upper), tuple(lower)]
    upper = []
    for place, (head, group) in enumerate(zip(heads, groups, strict=True)):
        if not group:
            upper.append(replace(head, rows=2))
        elif place == 0 or groups[place - 1] != group:
            span = next(
                (n for n, each in enumerate(groups[place:]) if each != group), len(groups) - place
            )
            upper.append(replace(head, text=group, columns=span))
    return [tuple(upper), tuple(head for head, group in zip(heads, groups, strict=True) if group)]


def body(choice: Choice, columns: Planned, tasks: Sequence[Task]) -> list[Row]:
    """Return the rows of some tasks; a column of sections is merged, repeated or left blank."""
    rows = []
    place = columns.place("section")
    way = next((f.split(": ")[1] for f in choice.features if f.startswith("section column")), "")
    for number, task in enumerate(tasks):
        cells = [column.cell(task) for column in columns.columns]
        row: list[Box | None] = list(cells)
        is_first = number == 0 or tasks[number - 1].section != task.section
        if place >= 0 and way == "merged" and choice.format in MERGING:
            reach = sum(each.section == task.section for each in tasks[number:])
            row[place] = replace(cells[place], rows=reach) if is_first else None
        elif place >= 0 and way in ("merged", "blank below") and not is_first:
            row[place] = Box()
        body = columns.place("responsible")
        if body >= 0 and "responsible merged downwards" in choice.features:
            if number and _share(task, tasks[number - 1]):
                row[body] = None
            elif number + 1 < len(tasks) and _share(task, tasks[number + 1]):
                row[body] = replace(cells[body], rows=2)
        rows.append(tuple(cell for cell in row if cell is not None))
    return rows


def _share(task: Task, other: Task) -> bool:
    """Tell whether two tasks share one cell of who is responsible."""
    return task.section == other.section and task.responsible is other.responsible


def spanning(choice: Choice, columns: Planned, text: str, *, feature: str = "") -> Row:
    """Return a row of one cell; where cells cannot be merged it stands in the first."""
    count = len(columns.columns)
    filled = choice.format in FILLING and bool(feature) and choice.may(f"filled {feature}", 0.5)
    if choice.format in MERGING:
        return (Box(text, columns=count, is_filled=filled),)
    return (Box(text), *[Box()] * (count - 1))


def among(columns: Planned, text: str) -> Row:
    """Return a row with words in the column of the actions alone, as goals stand there."""
    place = columns.place("action")
    return tuple(Box(text if number == place else "") for number, _ in enumerate(columns.columns))


def blank(columns: Planned) -> Row:
    """Return a row without words."""
    return tuple(Box() for _ in columns.columns)


def numbering(choice: Choice, columns: Planned) -> Row:
    """Return the row that counts the columns, as official forms have it."""
    first = choice.rng.choice((0, 1))
    form = choice.rng.choice(("{}", "({})"))
    return tuple(Box(form.format(n + first)) for n, _ in enumerate(columns.columns))


def instruction(choice: Choice, columns: Planned) -> Row:
    """Return the row of a form that tells how to fill it in."""
    words = choice.words.data["instructions"]
    section = next((f.split(": ")[1] for f in choice.features if f.startswith("section kind")), "")
    roles = [section if each.role == "section" else each.role for each in columns.columns]
    frame = choice.rng.choice(("{}", "({})", "[{}]"))
    return tuple(Box(frame.format(words[role]) if role in words else "") for role in roles)


def total(choice: Choice, columns: Planned, tasks: Sequence[Task]) -> Row:
    """Return the row of the sum of all amounts."""
    row = [Box() for _ in columns.columns]
    money = columns.place("amount")
    amount = sum(task.amount for task in tasks)
    text = amount_text(choice, amount)
    row[money] = Box(f"{text} EUR" if columns.written.amount_with_currency else text)
    word = choice.word("totals")
    before = [n for n in range(len(row)) if n != money]
    if not before:
        return tuple(row)
    if choice.format in MERGING and money > 1 and choice.may("total over merged cells", 0.5):
        return (Box(word, columns=money), *row[money:])
    row[before[0]] = Box(word)
    return tuple(row)


def grid(choice: Choice, columns: Planned, rows: Sequence[Row], *, heads: bool = True) -> Grid:
    """Return a table with its header, if it has one."""
    top = header(choice, columns) if heads else []
    return Grid((*top, *rows), len(top))
