"""Read what was reported in a workbook; each complaint names its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from plan_graph.errors import DocumentError
from plan_graph.plan import Plan, Workbook
from plan_graph.text import clean, fold
from plan_graph.workbooks.monitoring.observations import Monitoring, Progress, ReportedValue
from plan_graph.workbooks.monitoring.sheet import (
    ACTIONS,
    GIVEN,
    INDICATORS,
    KIND,
    MonitoringTongue,
    indicator_codes,
)
from plan_graph.workbooks.opening import Opened, carried, open_workbook
from plan_graph.workbooks.words import code_of

_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")
_AMBIGUOUS = re.compile(r"[-+]?\d{1,3}[.,]\d{3}")
"""It may be a thousand and more, or one and a bit: it depends on who writes it."""


def take(path: Path, plan: Plan) -> Monitoring:
    """Read the workbook in which a plan was reported on.

    Raises:
        DocumentError: If it is no such workbook, is about another plan, or a cell holds what it
            cannot.
    """
    book = open_workbook(path)
    data = carried(book, KIND)
    if data.get("plan") != plan.identifier:
        problem = f"is about plan '{data.get('plan')}', not '{plan.identifier}'"
        raise DocumentError(book.name, f"{problem}; give the right file")
    tongue = MonitoringTongue(str(data.get("words")))
    actions = {action.code: action.title for action in plan.actions}
    indicators = {
        code: indicator.label
        for action in plan.actions
        for code, indicator in indicator_codes(action)
    }
    progress = _Sheet(book, tongue, "actions", ACTIONS, actions, "action")
    values = _Sheet(book, tongue, "indicators", INDICATORS, indicators, "indicator")
    return Monitoring(
        Workbook(book.name, book.sha256),
        tuple(map(progress.progress, progress.rows())),
        tuple(map(values.value, values.rows())),
    )


@dataclass(frozen=True)
class _Row:
    number: int
    texts: Mapping[str, str]
    raw: Mapping[str, object]


@dataclass
class _Sheet:
    """One sheet; `known` are the titles of its things by code, `title` the column of these."""

    book: Opened
    tongue: MonitoringTongue
    kind: str
    columns: Mapping[str, int]
    known: Mapping[str, str]
    title: str

    def rows(self) -> Iterator[_Row]:
        """Give the rows in which something was reported."""
        found = self.book.rows(self.tongue.sheet(self.kind), len(self.columns))
        self._check_headings(next(found).texts)
        seen: dict[tuple[str, str], int] = {}
        for line in found:
            row = _Row(
                line.number,
                dict(zip(self.columns, line.texts, strict=True)),
                dict(zip(self.columns, line.raw, strict=True)),
            )
            told = [name for name in self.columns if name not in (*GIVEN, "unit")]
            if not any(row.texts[name] for name in told):
                continue
            self._check_thing(row)
            key = row.texts["code"], row.texts["day"]
            if key in seen:
                problem = f"{key[0]} is reported for {key[1]} in row {seen[key]} too; keep one"
                raise self._problem(row, "day", problem)
            seen[key] = row.number
            yield row

    def progress(self, row: _Row) -> Progress:
        """Read a row of the actions."""
        label, statuses = row.texts["status"], self.tongue.statuses
        status = code_of(label, statuses)
        if status is None:
            listed = ", ".join(f"'{text}'" for text in statuses.values())
            raise self._problem(row, "status", f"found '{label}'; choose one of the list: {listed}")
        texts = row.texts
        place = self._place(row, "status")
        return Progress(
            texts["code"], self._day(row), status, texts["source"], texts["note"], place
        )

    def value(self, row: _Row) -> ReportedValue:
        """Read a row of the indicators."""
        texts = row.texts
        return ReportedValue(
            texts["code"],
            self._day(row),
            self._number(row),
            texts["unit"],
            texts["source"],
            texts["note"],
            self._place(row, "value"),
        )

    def _check_headings(self, texts: Sequence[str]) -> None:
        for column, (name, found) in enumerate(zip(self.columns, texts, strict=True), 1):
            expected = clean(self.tongue.heading(name))
            if found != expected:
                problem = f"found '{found}' where the heading '{expected}' was; put it back"
                raise self.book.problem(self.tongue.sheet(self.kind), 1, column, problem)

    def _check_thing(self, row: _Row) -> None:
        code, title = row.texts["code"], row.texts[self.title]
        if code not in self.known:
            near = get_close_matches(code, list(self.known), n=3)
            hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "write its code"
            raise self._problem(row, "code", f"the plan has no {self.title} '{code}'; {hint}")
        if title and fold(title) != fold(clean(self.known[code])):
            problem = (
                f"{code} is '{self.known[code][:60]}' in the plan, and '{title[:60]}' here; "
                "give the code that it has now"
            )
            raise self._problem(row, self.title, problem)

    def _day(self, row: _Row) -> date:
        text = row.texts["day"]
        try:
            return date.fromisoformat(text)
        except ValueError:
            found = f"found '{text}'" if text else "is empty"
            raise self._problem(
                row, "day", f"{found} where a day was expected; write it as 2022-12-31"
            ) from None

    def _number(self, row: _Row) -> Decimal:
        raw = row.raw["value"]
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return Decimal(str(raw))
        text = row.texts["value"].replace(" ", "")
        if _AMBIGUOUS.fullmatch(text):
            whole, part = re.sub(r"[.,]", "", text), re.sub(",", ".", text).rstrip("0")
            problem = f"found '{text}', which may be {whole} or {part}; write one of the two"
            raise self._problem(row, "value", problem)
        if not _NUMBER.fullmatch(text):
            found = f"found '{text}'" if text else "is empty"
            problem = f"{found} where a number was expected; write it as 1250 or 12.5"
            raise self._problem(row, "value", problem)
        return Decimal(text.replace(",", "."))

    def _problem(self, row: _Row, column: str, problem: str) -> DocumentError:
        number = list(self.columns).index(column) + 1
        return self.book.problem(self.tongue.sheet(self.kind), row.number, number, problem)

    def _place(self, row: _Row, column: str) -> str:
        return self.book.cell(
            self.tongue.sheet(self.kind), row.number, list(self.columns).index(column) + 1
        )
