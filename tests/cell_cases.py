"""Cases of cells: a phrase and how it is to be read, one pair a line in `tests/cases/cells/`.

A file is named for what it shows and its language, such as `deadlines.en.tsv`; a line that
begins with '#' is a comment.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plan_graph.plan import (
    Amount,
    Deadline,
    FixedDeadline,
    Funding,
    OpenDeadline,
    Participation,
    Period,
    RecurringDeadline,
)

FOLDER = Path(__file__).parent / "cases" / "cells"


def cases(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield language, phrase and reading of all cases of a name; '\\n' stands for a line break."""
    for file in sorted(FOLDER.glob(f"{name}.*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                phrase, reading = line.split("\t")
                yield file.name.split(".")[1], phrase.replace("\\n", "\n"), reading


def as_text(period: Period | None) -> str:
    """Return a period as '2021-01-01..2021-12-31', with nothing where it is open."""
    return f"{period.start or ''}..{period.end or ''}" if period else ""


def deadline(value: Deadline) -> str:
    """Return a deadline in the form of the cases: 'recurring ANNUAL 3 ..2029-12-31'."""
    match value:
        case FixedDeadline():
            parts = ["fixed", as_text(value.period)]
        case RecurringDeadline():
            months = ",".join(map(str, value.months))
            parts = ["recurring", value.frequency, months, as_text(value.period)]
        case OpenDeadline():
            parts = ["open", as_text(value.period)]
        case _:
            parts = ["unparsed"]
    parts.append("revised" if value.revised else "")
    return " ".join(part for part in parts if part)


def participation(value: Participation) -> str:
    """Return a role in the form of the cases: 'responsible ANITP for MAI'."""
    acting_for = f" for {value.acting_for.code}" if value.acting_for else ""
    return f"{value.role.value} {value.actor.code}{acting_for}"


def money(value: Amount) -> str:
    """Return a sum in the form of the cases: '500 EUR', '~500 EUR', '200..500 EUR', '9 EUR ANNUAL'.

    '..500 EUR' is at most as much, and '500.. EUR' at least.
    """
    marks = {"value": "{}", "approximate": "~{}", "recurring": "{}"}
    numbers = [
        mark.format(f"{number.normalize():f}")
        for name, mark in marks.items()
        if (number := getattr(value, name)) is not None
    ]
    ends = ["" if end is None else f"{end.normalize():f}" for end in (value.lower, value.upper)]
    numbers += ["..".join(ends)] if any(ends) else []
    return " ".join(filter(None, (*numbers, value.currency or "?", value.frequency)))


def funding(value: Funding) -> str:
    """Return a funding line in the form of the cases: 'state-budget 520600 RON x1000'."""
    amount = value.amount
    parts = [
        value.kind or "unread",
        ",".join(body.code for body in (*value.budget_of, *value.providers)),
        money(amount) if amount else "",
        f"x{amount.multiplier}" if amount and amount.multiplier > 1 else "",
        as_text(value.period),
    ]
    return " ".join(part for part in parts if part)
