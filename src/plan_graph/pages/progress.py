"""How far actions are: what was last reported of them, and whether they are late.

What is late is said by the named query 'actions-late' alone; no page judges it by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from plan_graph.pages.ask import Row, rows, statements
from plan_graph.pages.site import Site, Visit
from plan_graph.pages.statements import Said, Words
from plan_graph.phrases import ENGLISH, phrase
from plan_graph.vocab import DCTERMS, PLAN, PLAN_BASE

DONE, UNDER_WAY, LATE, UNREPORTED, CANCELLED, OTHER = STATES = (
    "done", "under-way", "late", "unreported", "cancelled", "other",
)  # fmt: skip
"""What pages tell apart; 'other' is what has not begun, is suspended, or was not carried out."""
_OF_STATUS = {
    "completed": DONE,
    "in-progress": UNDER_WAY,
    "partly-completed": UNDER_WAY,
    "delayed": LATE,
    "cancelled": CANCELLED,
}
"""What a status of the code list counts as."""
_STATUS = PLAN_BASE + "code/status/"


class Report(NamedTuple):
    """What was reported of an action for a day, where that was said, and in which workbook."""

    iri: str
    day: str
    state: str
    status: Words
    source: Words
    note: Words
    workbook: str


class Progress(NamedTuple):
    """How far an action is.

    Attributes:
        state: One of `STATES`.
        words: The state in the language of the page; of another state, the status itself.
        reports: What was reported, the latest first.
        stated: The status that the document gives; no words if it gives none.
        end: The day by which it should have been done, if it is late.
    """

    state: str
    words: Words
    reports: list[Report]
    stated: Words
    end: str = ""


class Followed(NamedTuple):
    """How far the actions are that belong to a thing.

    Attributes:
        by_action: The progress of each action, by its IRI.
        silent: The plans on which nobody has reported, with the number of their actions that are
            past their last deadline.
        day: The day for which this is told.
    """

    by_action: Mapping[str, Progress]
    silent: Mapping[str, int]
    day: str

    def counts(self, actions: Iterable[str] | None = None) -> dict[str, int]:
        """Return how many actions are in each state that any of them is in."""
        wanted = self.by_action if actions is None else set(actions)
        found = Counter(each.state for action, each in self.by_action.items() if action in wanted)
        return {state: found[state] for state in STATES if found[state]}

    def latest(self, most: int) -> list[tuple[str, Report]]:
        """Return what was reported last, each with its action: the latest days first.

        Those of one day stand in the order of the plan.
        """
        told = [(action, each) for action, one in self.by_action.items() for each in one.reports]
        return sorted(told, key=lambda each: each[1].day, reverse=True)[:most]

    def of(self, action: str) -> Progress | None:
        """Return the progress of an action; None where nobody has reported on its plan."""
        return self.by_action.get(action)

    @property
    def passed(self) -> int:
        """How many actions are past their deadline in plans on which nobody has reported."""
        return sum(self.silent.values())


_MOST_DAYS = 12


def follow(visit: Visit, thing: NamedNode, plan: NamedNode | None = None) -> Followed:
    """Return how far the actions are that belong to a thing, or the thing itself is.

    Of a thing that several plans share, those of one plan, if one is given.
    """
    return _by(visit.site, _said(visit, thing, plan), visit.day.isoformat())


def trend(visit: Visit, thing: NamedNode, followed: Followed) -> list[tuple[str, dict[str, int]]]:
    """Return how many actions were in each state on each of the last days of reports.

    It is counted as on the page of such a day, and empty where all was reported for one day.
    """
    days = sorted({report.day for each in followed.by_action.values() for report in each.reports})
    if len(days) <= 1:
        return []
    said = _said(visit, thing)
    return [(day, _by(visit.site, said, day).counts()) for day in days[-_MOST_DAYS:]]


def _said(visit: Visit, thing: NamedNode, plan: NamedNode | None = None) -> Said:
    return Said(visit, statements(visit, "progress", plan, thing=thing))


def _by(site: Site, said: Said, day: str) -> Followed:
    """Return how far actions are, of which something is said, on a day."""
    actions = [
        node for node in said.ordered(said.instances(PLAN.Action)) if isinstance(node, NamedNode)
    ]
    reports = _reports(said, day)
    plans = {node for action in actions for node in said.parts(action, PLAN.inPlan)}
    late: dict[str, str] = {}
    silent = {each.value: 0 for each in plans if not _is_followed(said, each, day)}
    for each in sorted(plans, key=str):
        for row in _late_rows(site, each.value, day):
            if row["action"]:
                late[row["action"]] = row["end"]
            else:
                silent[row["plan"]] = int(row["passed"])
    known = {
        action.value: _progress(said, action, reports.get(action.value, []), late)
        for action in actions
        if not {node.value for node in said.nodes(action, PLAN.inPlan)} & silent.keys()
    }
    return Followed(known, silent, day)


def _late_rows(site: Site, plan: str, day: str) -> list[Row]:
    """Return what 'actions-late' answers; all pages of files ask the same of the same data."""
    return _kept_rows(site, plan, day) if site.static else _asked_rows(site, plan, day)


def _asked_rows(site: Site, plan: str, day: str) -> list[Row]:
    visit = Visit(site, ENGLISH, "")  # Of the answer no words are shown.
    return rows(visit, "actions-late", plan=plan, date=day)


_kept_rows = lru_cache(maxsize=16)(_asked_rows)


def _is_followed(said: Said, plan: NamedNode, day: str) -> bool:
    """Tell whether anything was reported on a plan by a day, or the document itself gives it."""
    days = [value.value for value in said.values(plan, DCTERMS.date) if isinstance(value, Literal)]
    return min(days, default="9999") <= day or bool(said.values(plan, PLAN.status))


def _reports(said: Said, day: str) -> dict[str, list[Report]]:
    found: dict[str, list[Report]] = {}
    for node in said.subjects():
        if not isinstance(node, NamedNode) or said.text(node, DCTERMS.date) > day:
            continue
        for action in said.nodes(node, PLAN.observes):
            found.setdefault(action.value, []).append(_report(said, node))
    return {
        action: sorted(reports, key=lambda each: each.day, reverse=True)
        for action, reports in found.items()
    }


def _report(said: Said, node: NamedNode) -> Report:
    status = next(iter(said.parts(node, PLAN.reportedStatus)))
    return Report(
        node.value,
        said.text(node, DCTERMS.date),
        _state(status),
        said.name(status),
        said.words(node, DCTERMS.source),
        said.words(node, DCTERMS.description),
        next((said.text(book, DCTERMS.title) for book in said.parts(node, PLAN.reportedIn)), ""),
    )


def _progress(
    said: Said, action: NamedNode, reports: list[Report], late: Mapping[str, str]
) -> Progress:
    stated = next(iter(said.parts(action, PLAN.status)), None)
    words = said.name(stated) if stated else Words("")
    state, status = _state(stated) if stated else UNREPORTED, words
    if reports:
        state, status = reports[0].state, reports[0].status
    if action.value in late:
        state = LATE
    if state != OTHER:
        status = Words(phrase(f"pages.state.{state}", said.language), said.language)
    return Progress(state, status, reports, words, late.get(action.value, ""))


def _state(status: NamedNode) -> str:
    return _OF_STATUS.get(status.value.removeprefix(_STATUS), OTHER)
