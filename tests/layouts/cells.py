"""The cell of a fact, and the fact as it is expected from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from layouts.blocks import Box
from layouts.facts import ONE_LINE, Choice, Expected
from layouts.model import Task

MARKERS = ("- ", "• ", "1. ", "a) ")


@dataclass(frozen=True)
class Style:
    """How the cells of one document are written."""

    between_bodies: str
    between_indicators: str
    amount_with_currency: bool
    absent: str
    typed: bool
    code_in_title: bool


def style(choice: Choice, *, code_in_title: bool, one_line: bool = False) -> Style:
    """Return a way to write cells that the format can carry; on one line where that is all."""
    lists = ["; ", ", "]
    if one_line:
        pass
    elif choice.format == "pdf":
        lists += ["bullets", "\n"]
    elif choice.format not in ONE_LINE:
        lists += ["\n", "\n", "bullets", "numbers", "list"]
    return Style(
        between_bodies=choice.rng.choice(lists),
        between_indicators=choice.rng.choice([each for each in lists if each != ", "]),
        amount_with_currency=choice.rng.random() < 0.5,
        absent=choice.rng.choice(choice.words.words("absent")),
        typed=choice.format == "xlsx" and choice.may("typed cells", 0.5),
        code_in_title=code_in_title,
    )


def listed(items: tuple[str, ...], between: str) -> Box:
    """Return a cell with several items."""
    if len(items) == 1:
        return Box(items[0])
    if between == "list":
        return Box("\n".join(items), is_list=True)
    if between == "bullets":
        return Box("\n".join(f"• {item}" for item in items))
    if between == "numbers":
        return Box("\n".join(f"{number}. {item}" for number, item in enumerate(items, start=1)))
    return Box(between.join(items))


def box(choice: Choice, written: Style, task: Task, role: str) -> Box:
    """Return the cell of a fact."""
    bodies = written.between_bodies
    cells = {
        "number": Box(task.code),
        "action": Box(f"{task.code} {task.title}" if written.code_in_title else task.title),
        "responsible": listed(task.responsible, bodies),
        "partner": listed(task.partners, bodies) if task.partners else Box(written.absent),
        "indicators": listed(task.indicators, written.between_indicators),
        "amount": _amount(choice, written, task),
        "source": Box(task.source),
        "description": Box(task.description),
        "deadline": _typed(written, task),
        "start": Box(task.start.words),
        "end": Box(task.end.words),
    }
    return cells[role]


def _typed(written: Style, task: Task) -> Box:
    """Return the cell of a deadline; a day is a date where the format knows dates."""
    if written.typed and task.deadline.is_day:
        return Box(task.deadline.words, value=task.deadline.end)
    return Box(task.deadline.words)


def amount_text(choice: Choice, amount: int) -> str:
    """Return a sum as the language writes it."""
    return f"{amount:,}".replace(",", choice.words.word("thousands"))


def _amount(choice: Choice, written: Style, task: Task) -> Box:
    text, more = (amount_text(choice, amount) for amount in (task.amount, 2 * task.amount))
    if written.amount_with_currency:
        text, more = f"{text} EUR", f"{more} EUR"
    if not task.form:
        return Box(text, value=task.amount if written.typed else None)
    choice.features.add(f"sum: {task.form}")
    return Box(choice.words.word("sums", task.form).format(sum=text, more=more))


def _expected_amount(task: Task) -> str:
    """Return how a sum is to be read; one of many is none."""
    forms = {"": "{}", "at_most": "..{}", "about": "~{}", "annual": "{} ANNUAL", "each": ""}
    if task.form == "range":
        return f"{task.amount}..{2 * task.amount}"
    return forms[task.form].format(task.amount)


def expected(choice: Choice, written: Style, task: Task, roles: set[str]) -> Expected:
    """Return what is printed of an action."""
    pairs = {"deadline": (task.deadline,), "start": (task.start, task.end)}
    times = next((pairs[role] for role in pairs if role in roles), None)
    fact = Expected(
        title=task.title,
        code=task.code if "number" in roles or written.code_in_title else "",
        responsible=task.responsible if "responsible" in roles else None,
        partners=task.partners if "partner" in roles else None,
        deadline=None if times is None else tuple(time.words for time in times),
        times=times or (),
        amount=_expected_amount(task) if "amount" in roles else "",
        indicators=task.indicators if "indicators" in roles else None,
    )
    if written.typed and "deadline" in roles and isinstance(_typed(written, task).value, date):
        return replace(fact, deadline=())
    return fact
