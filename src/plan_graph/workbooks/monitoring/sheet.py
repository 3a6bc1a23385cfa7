"""Write the workbook in which a plan is reported on: its actions and indicators, a row each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from plan_graph.facts import kind_named
from plan_graph.plan import Action, Indicator, Objective, Plan
from plan_graph.plan.stated import thing_of
from plan_graph.rdf import code_lists
from plan_graph.text import clean
from plan_graph.workbooks.book import LAST_ROW, Book, Column, cell_of, fit, lay_out, write_text
from plan_graph.workbooks.monitoring.observations import Monitoring
from plan_graph.workbooks.opening import carried_lines, hidden_name
from plan_graph.workbooks.words import Tongue

KIND = "monitoring"
ACTIONS: Mapping[str, int] = {
    "code": 12,
    "action": 56,
    "deadline": 22,
    "responsible": 26,
    "status": 18,
    "day": 14,
    "source": 32,
    "note": 40,
}
"""The columns of the sheet of actions, with their widths."""
INDICATORS: Mapping[str, int] = {
    "code": 14,
    "action": 40,
    "indicator": 48,
    "target": 14,
    "value": 14,
    "unit": 24,
    "day": 14,
    "source": 32,
    "note": 40,
}
"""Those of the sheet of indicators."""
GIVEN = ("code", "action", "deadline", "responsible", "indicator", "target")
"""The columns that come filled in."""
_Texts = Mapping[str, str]


class MonitoringTongue(Tongue):
    """The texts of the workbook in one language, and the labels of the codes."""

    @property
    def statuses(self) -> Mapping[str, str]:
        """What can be reported of an action, by code."""
        return code_lists.labels("status", self.language)

    def sheet(self, kind: str) -> str:
        """Name the sheet of 'actions' or 'indicators'."""
        return self.phrase(f"workbooks.monitoring.sheets.{kind}")

    def heading(self, column: str) -> str:
        """Name a column."""
        return self.phrase(f"workbooks.monitoring.columns.{column}")


def monitoring_workbook(plan: Plan, reported: Monitoring | None = None) -> bytes:
    """Write the workbook of a plan; what is reported already stays in it."""
    tongue = MonitoringTongue(plan.language)
    book = Book()
    actions = list(_actions(plan, reported, tongue))
    sheet = _sheet(book, tongue, "actions", ACTIONS, actions)
    _lists(book, sheet, tongue, ACTIONS, [action.code for action in plan.actions])
    indicators = list(_indicators(plan, reported))
    sheet = _sheet(book, tongue, "indicators", INDICATORS, indicators)
    numbers = [code for whole in measured(plan) for code, _ in indicator_codes(whole)]
    _lists(book, sheet, tongue, INDICATORS, numbers)
    lines = tongue.lines("workbooks.monitoring.lines")
    book.text_sheet(tongue.phrase("workbooks.monitoring.guide"), lines)
    data = {"words": plan.language, "plan": plan.identifier}
    book.hidden_sheet(hidden_name(KIND), carried_lines(data))
    return book.content()


def measured(plan: Plan) -> Iterator[Objective | Action]:
    """Yield what may have indicators: the objectives, and then the actions."""
    yield from plan.objectives
    yield from plan.actions


def indicator_codes(whole: Objective | Action) -> list[tuple[str, Indicator]]:
    """Return the indicators of an objective or an action with their codes, as in IRIs."""
    prefix = kind_named("indicator").prefix(thing_of(whole))
    numbered = enumerate(whole.indicators, start=1)
    return [(f"{prefix}{whole.code}-{number}", indicator) for number, indicator in numbered]


def _actions(plan: Plan, reported: Monitoring | None, tongue: MonitoringTongue) -> Iterator[_Texts]:
    for action in plan.actions:
        bodies = [part.actor.code for part in action.participations if part.role.value != "partner"]
        given = {
            "code": action.code,
            "action": action.title,
            "deadline": "; ".join(clean(item.stated_in.text) for item in action.deadlines),
            "responsible": "; ".join(bodies),
        }
        known = [
            item for item in (reported.progress if reported else ()) if item.code == action.code
        ]
        yield from [
            {
                **given,
                "status": tongue.statuses[item.status],
                "day": item.day.isoformat(),
                "source": item.source,
                "note": item.note,
            }
            for item in known
        ] or [given]


def _indicators(plan: Plan, reported: Monitoring | None) -> Iterator[_Texts]:
    for whole in measured(plan):
        for code, indicator in indicator_codes(whole):
            given = {
                "code": code,
                "action": whole.title,
                "indicator": indicator.label,
                "target": "; ".join(clean(target.stated_in.text) for target in indicator.targets),
                "unit": indicator.unit,
            }
            told = reported.values if reported else ()
            known = [item for item in told if item.code == code]
            yield from [
                {
                    **given,
                    "value": str(item.value),
                    "unit": item.unit,
                    "day": item.day.isoformat(),
                    "source": item.source,
                    "note": item.note,
                }
                for item in known
            ] or [given]


def _sheet(
    book: Book,
    tongue: MonitoringTongue,
    kind: str,
    columns: Mapping[str, int],
    rows: Sequence[_Texts],
) -> Worksheet:
    headings = [Column(tongue.heading(name), width) for name, width in columns.items()]
    sheet = book.sheet(tongue.sheet(kind), headings, frozen="C2", filtered=True)
    for number, texts in enumerate(rows, start=2):
        for column, name in enumerate(columns, start=1):
            cell = write_text(cell_of(sheet, number, column), texts.get(name, ""))
            lay_out(cell, editable=name not in GIVEN)
        fit(sheet, number, ((texts.get(name, ""), width) for name, width in columns.items()))
    return sheet


def _lists(
    book: Book,
    sheet: Worksheet,
    tongue: MonitoringTongue,
    columns: Mapping[str, int],
    known: Sequence[str],
) -> None:
    choices = {"code": known, "status": list(tongue.statuses.values())}
    for number, name in enumerate(columns, start=1):
        letter = cell_of(sheet, 1, number).column_letter
        cells = f"{letter}2:{letter}{LAST_ROW}"
        title = tongue.heading(name)
        prompt = tongue.table("workbooks.monitoring.prompts").get(name, "")
        if choices.get(name):
            book.choice(sheet, cells, choices[name], title=title, prompt=prompt)
        elif prompt:
            book.prompt(sheet, cells, title=title, prompt=prompt)
