"""Doubts about documents: procedures, lists of tasks or events, minutes, registers are no plans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plan_graph.language.columns import announced
from plan_graph.language.other_headings import is_project_name, only_asks
from plan_graph.language.titles import TitleReader
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.plan import (
    Action,
    FixedDeadline,
    Plan,
    RecurringDeadline,
    Role,
    TableKind,
    UnparsedDeadline,
)
from plan_graph.reading.tables.evidence import ONLY_DONE, UNTOLD
from plan_graph.text import YEAR, Passage, clean

_DATED = (FixedDeadline, RecurringDeadline)
_REACHED = frozenset(("indicators", "results"))


def untold(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for lists of tasks in a document that does not call itself a plan.

    Who does them is told there too: a plan says when as well, with what, or what is reached. And
    what is reached is told of anything, where nobody does it.
    """
    tables = [table for table in plan.tables if table.kind is not TableKind.OTHER]
    known = {kind for table in tables for column in table.columns for kind in column.kinds}
    is_done = any(e.role is Role.RESPONSIBLE for a in actions for e in a.participations)
    is_told = any(a.deadlines or a.funding for a in actions)
    is_told |= is_done and any(a.indicators or a.results for a in actions)
    is_told |= not known <= (ONLY_DONE if is_done else UNTOLD | _REACHED)
    if is_told or wording.said:
        return
    if not _is_called_plan(plan, wording):
        yield phrase("reading.gate.nothing_told", actions=len(actions))


def undated(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for procedures: who does what and how soon, never on which day, and with no money.

    'Within 15 minutes' is no time of a plan, in a document that does not call itself one.
    """
    said = [action for action in actions if action.deadlines]
    unread = [a for a in said if all(isinstance(d, UnparsedDeadline) for d in a.deadlines)]
    told = [deadline for action in said for deadline in action.deadlines]
    are_dated = any(isinstance(d, _DATED) or YEAR.search(d.stated_in.text) for d in told)
    is_told = any(a.funding or a.indicators or a.results for a in actions)
    if are_dated or is_told or wording.said or 2 * len(unread) <= len(actions):
        return
    if not _is_called_plan(plan, wording):
        such = phrase("reading.gate.such", title=clean(unread[0].deadlines[0].stated_in.text)[:40])
        yield phrase("reading.gate.no_dates", unread=len(unread), actions=len(actions), such=such)


def asked(plan: Plan, _: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for tables that only ask what there is, in a document that does not call itself a plan.

    'What' heads events, accidents and prices as well as actions, and a programme of a year is one
    of events too.
    """
    headings = _of_actions(plan, (TableKind.ACTIONS, TableKind.CARDS))
    only = [each for each in headings if only_asks(wording, each)]
    if only and only == headings and not wording.said and not _names_plan(plan, wording):
        yield phrase("reading.gate.only_asked", heading=clean(only[0]))


def _of_actions(plan: Plan, kinds: Sequence[TableKind]) -> list[str]:
    """Return the headings of the columns of actions, in tables of some kinds."""
    tables = (table for table in plan.tables if table.kind in kinds)
    return [c.heading.text for t in tables for c in t.columns if "action" in c.kinds]


def _is_called_plan(plan: Plan, wording: Wording) -> bool:
    """Tell whether a document calls itself a plan, of anything in a year, or again and again."""
    is_dated = TitleReader(wording).is_dated_plan(Passage(0, plan.title))
    return is_dated or _names_plan(plan, wording)


def _names_plan(plan: Plan, wording: Wording) -> bool:
    """Tell whether a document names plans as public bodies make them: its title, or its text."""
    reader = TitleReader(wording)
    is_titled = reader.names_plan(Passage(0, plan.title))
    return is_titled or reader.speaks_of_plans(plan.document.text)


def of_another(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for documents that call themselves something else: minutes, a register of risks.

    A list of projects under a title that names no plan tells of grants, or of what was done.
    """
    title = Passage(0, plan.title)
    has_words = any(map(str.isalpha, plan.title))
    is_titled = has_words and clean(plan.stated_in.text) == plan.title
    is_list = is_titled and _are_projects(plan, wording) and not _is_called_plan(plan, wording)
    if not wording.said and (is_list or TitleReader(wording).names_another(title)):
        yield phrase("reading.gate.document_of_another_kind", title=clean(plan.title)[:60])


def _are_projects(plan: Plan, wording: Wording) -> bool:
    """Tell whether all actions stand in columns that are called projects, and no actions."""
    headings = _of_actions(plan, (TableKind.ACTIONS,))
    return bool(headings) and all(
        is_project_name(wording, heading) and "action" not in announced(wording, heading).kinds
        for heading in headings
    )
