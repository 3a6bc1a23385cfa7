"""The columns of a table of actions: which, under which headings, in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from layouts.blocks import Box
from layouts.calendars import calendar
from layouts.cells import Style, box, expected, style
from layouts.facts import Choice, Expected
from layouts.model import Task

ORDER = (
    "number", "section", "action", "description", "responsible", "partner",
    "deadline", "start", "end", "indicators", "amount", "source",
)  # fmt: skip
GROUPS = {
    "bodies": ("responsible", "partner"),
    "time": ("start", "end"),
    "money": ("amount", "source"),
}
CHANCES = {"description": 0.2, "partner": 0.5, "indicators": 0.4, "amount": 0.35, "source": 0.3}
EXTRA = ("yes_no", "number", "choice", "remark", "linked")


@dataclass(frozen=True)
class Column:
    """One column: its role, or '' for one that no reader needs, its heading and its cells.

    `group` is the heading above it that it shares with its neighbours, or ''.
    """

    role: str
    heading: str
    cell: Callable[[Task], Box]
    group: str = ""


@dataclass(frozen=True)
class Planned:
    """The columns of the tables of a document, and what is expected of each task."""

    columns: tuple[Column, ...]
    written: Style
    expected: dict[str, Expected]

    def place(self, role: str) -> int:
        """Return the place of the column of a role, counted from 0, or -1 if there is none."""
        return next((n for n, column in enumerate(self.columns) if column.role == role), -1)


def planned(choice: Choice, section: str) -> Planned:
    """Return the columns of a document; `section` is 'pillar' or 'objective' if it has one."""
    numbered = choice.may("column of codes", 0.7)
    in_title = not numbered and choice.may("code before the title", 0.3)
    written = style(choice, code_in_title=in_title)
    roles = {"action", *(["number"] if numbered else []), *(["section"] if section else [])}
    roles |= {role for role, chance in CHANCES.items() if choice.may(f"column {role}", chance)}
    if choice.may("column responsible", 0.92):
        roles.add("responsible")
    time = choice.one("time", "deadline", "deadline", "start and end", "calendar")
    if time == "deadline":
        roles.add("deadline")
    elif time == "start and end":
        roles |= {"start", "end"}
    columns = _grouped(choice, _ordered(choice, written, roles, section))
    facts = {task.title: expected(choice, written, task, roles) for task in choice.model.tasks}
    if time == "calendar":
        marked = calendar(choice)
        columns += [Column("", head, cell, group) for head, cell, group in marked.columns]
        facts = {
            title: replace(fact, deadline=(), times=marked.times[title])
            for title, fact in facts.items()
        }
    return Planned(tuple(_cased(choice, columns)), written, facts)


def _ordered(choice: Choice, written: Style, roles: set[str], section: str) -> list[Column]:
    used = [role for role in ORDER if role in roles]
    if choice.may("columns in another order", 0.3):
        first = 1 if used[0] == "number" else 0
        rest = used[first:]
        choice.rng.shuffle(rest)
        used = [*used[:first], *rest]
        used = [role for role in used if role != "end"]
        if "start" in used:
            used.insert(used.index("start") + 1, "end")
    columns = [_column(choice, written, role, section) for role in used]
    for kind in choice.rng.sample(EXTRA, choice.rng.choice((0, 0, 0, 1, 1, 2, 3))):
        if kind == "linked" and "number" not in roles:
            continue
        choice.features.add(f"unknown column: {kind}")
        lowest = 1 if columns[0].role == "number" else 0
        columns.insert(choice.rng.randint(lowest, len(columns)), _extra(choice, kind))
    return columns


def _column(choice: Choice, written: Style, role: str, section: str) -> Column:
    kind = section if role == "section" else role
    heading = choice.word("headings", kind)
    choice.features.add(f"heading {choice.words.language}: {heading}")
    if role == "amount" and not written.amount_with_currency:
        heading = choice.rng.choice((f"{heading} (EUR)", f"{heading}, EUR"))
    if role == "section":
        return Column(role, heading, lambda task: Box(choice.model.sections[task.section]))
    return Column(role, heading, lambda task: box(choice, written, task, role))


def _extra(choice: Choice, kind: str) -> Column:
    """Return a column that tells nothing which a plan knows: yes or no, a sign, a remark."""
    heading = choice.word("extra", kind)
    choice.features.add(f"heading {choice.words.language}: {heading}")
    tasks = choice.model.tasks
    options = {
        "yes_no": choice.words.words("yes_no"),
        "number": [str(number) for number in range(1, 6)],
        "choice": choice.words.words("extra", "choices"),
        "remark": [*choice.words.words("extra", "remarks"), ""],
        "linked": [*(task.code for task in tasks), ""],
    }[kind]
    if kind == "number":
        options = options if choice.rng.random() < 0.5 else ["3"]
    cells = {
        task.title: choice.rng.choice([o for o in options if kind != "linked" or o != task.code])
        for task in tasks
    }
    return Column("", heading, lambda task: Box(cells[task.title]))


def _grouped(choice: Choice, columns: list[Column]) -> list[Column]:
    """Put a heading above neighbours that belong together."""
    roles = [column.role for column in columns]
    result = list(columns)
    for name, (left, right) in GROUPS.items():
        stand = (
            left in roles and right in roles and abs(roles.index(left) - roles.index(right)) == 1
        )
        if stand and choice.may("header of two levels", 0.2):
            group = choice.word("groups", name)
            for place in (roles.index(left), roles.index(right)):
                result[place] = replace(result[place], group=group)
    return result


def _cased(choice: Choice, columns: list[Column]) -> list[Column]:
    if not choice.may("headings in capitals", 0.1):
        return columns
    return [
        replace(column, heading=column.heading.upper(), group=column.group.upper())
        for column in columns
    ]
