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
from plan_graph.phrases import phrase
from plan_graph.plan import Plan, Workbook
from plan_graph.text import clean, day_of, fold
from plan_graph.workbooks.monitoring.observations import Monitoring, Progress, ReportedValue
from plan_graph.workbooks.monitoring.sheet import (
    ACTIONS,
    GIVEN,
    INDICATORS,
    KIND,
    MonitoringTongue,
    indicator_codes,
    measured,
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
        problem = phrase(
            "workbooks.parse.about_plan_not", found=data.get("plan"), identifier=plan.identifier
        )
        raise DocumentError(book.name, phrase("workbooks.parse.give_right_file", problem=problem))
    tongue = MonitoringTongue(str(data.get("words")))
    actions = {action.code: action.title for action in plan.actions}
    indicators = {
        code: indicator.label
        for whole in measured(plan)
        for code, indicator in indicator_codes(whole)
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
        """Yield the rows in which something was reported."""
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
                problem = phrase(
                    "workbooks.parse.reported_for_row_too", key=key[0], key2=key[1], seen=seen[key]
                )
                raise self._problem(row, "day", problem)
            seen[key] = row.number
            yield row

    def progress(self, row: _Row) -> Progress:
        """Read a row of the actions."""
        label, statuses = row.texts["status"], self.tongue.statuses
        status = code_of(label, statuses)
        if status is None:
            listed = ", ".join(f"'{text}'" for text in statuses.values())
            raise self._problem(
                row,
                "status",
                phrase("workbooks.parse.found_choose_one_list", label=label, listed=listed),
            )
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
                problem = phrase(
                    "workbooks.parse.found_where_heading", found=found, expected=expected
                )
                raise self.book.problem(self.tongue.sheet(self.kind), 1, column, problem)

    def _check_thing(self, row: _Row) -> None:
        code, title = row.texts["code"], row.texts[self.title]
        if code not in self.known:
            near = get_close_matches(code, list(self.known), n=3)
            hint = (
                phrase("workbooks.parse.did_you_mean", near=" or ".join(map(repr, near)))
                if near
                else phrase("workbooks.parse.write_code")
            )
            raise self._problem(
                row,
                "code",
                phrase("workbooks.parse.plan_no", title=self.title, code=code, hint=hint),
            )
        if title and fold(title) != fold(clean(self.known[code])):
            problem = phrase(
                "workbooks.parse.plan_here",
                code=code,
                known=self.known[code][:60],
                title=title[:60],
            )
            raise self._problem(row, self.title, problem)

    def _day(self, row: _Row) -> date:
        text = row.texts["day"]
        try:
            return day_of(text)
        except ValueError:
            found = f"found '{text}'" if text else phrase("workbooks.parse.empty")
            raise self._problem(
                row, "day", phrase("workbooks.parse.where_day_expected", found=found)
            ) from None

    def _number(self, row: _Row) -> Decimal:
        raw = row.raw["value"]
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return Decimal(str(raw))
        text = row.texts["value"].replace(" ", "")
        if _AMBIGUOUS.fullmatch(text):
            whole, part = re.sub(r"[.,]", "", text), re.sub(",", ".", text).rstrip("0")
            problem = phrase("workbooks.parse.found_may_or", text=text, whole=whole, part=part)
            raise self._problem(row, "value", problem)
        if not _NUMBER.fullmatch(text):
            found = f"found '{text}'" if text else phrase("workbooks.parse.empty")
            problem = phrase("workbooks.parse.where_number_expected", found=found)
            raise self._problem(row, "value", problem)
        return Decimal(text.replace(",", "."))

    def _problem(self, row: _Row, column: str, problem: str) -> DocumentError:
        number = list(self.columns).index(column) + 1
        return self.book.problem(self.tongue.sheet(self.kind), row.number, number, problem)

    def _place(self, row: _Row, column: str) -> str:
        return self.book.cell(
            self.tongue.sheet(self.kind), row.number, list(self.columns).index(column) + 1
        )
