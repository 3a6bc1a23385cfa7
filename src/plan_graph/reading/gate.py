"""Decide whether a reading holds together; one that does not is not trusted, and not published.

Each rule asks for something that holds in every plan that was read right: actions that differ
and are words, rows that became actions, facts where the table has columns for them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from plan_graph.errors import ReadingError
from plan_graph.language.announcement import CHOICES, SAID, TIMES, WHOLE
from plan_graph.language.columns import announced
from plan_graph.language.headings import HeadingReader
from plan_graph.language.wording import Wording, heading_key
from plan_graph.phrases import phrase
from plan_graph.plan import (
    Action,
    ColumnReading,
    FixedDeadline,
    Plan,
    RecurringDeadline,
    Role,
    TableKind,
    TableReading,
    UnparsedDeadline,
)
from plan_graph.reading.tables.calendar import KIND as CALENDAR
from plan_graph.reading.tables.contents import Contents
from plan_graph.reading.tables.evidence import ONLY_DONE, UNTOLD
from plan_graph.reading.torn import FEW, LOST, between_bars, run_together, torn
from plan_graph.text import YEAR, Passage, clean, fold

_DISTINCT = 0.7
_LABELS = 0.1
_BARREN = 0.5
_BARE = 0.75
"""The share of actions of which nothing is told that makes a reading doubtful."""
_THIN = 0.16
"""The share of the rows of all tables that must tell of actions, where nothing is told of them."""
_UNREAD = 2
"""How many times as many rows as those of actions may look like actions and be none."""
_FRAGMENTS = 0.15
_KNOWN_LABELS = 0.4
"""The share of the labels of cards that must be known; in a template more than half are."""
_HARDLY = 0.03
_MANY_ROWS = 100
"""Of so many rows of tables, a plan that is told in a table takes more than that share."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_CODE = re.compile(r"(?<!\w)[A-Z]{1,6}[-_./]?\d[\w./-]*")
"""What refers to a thing by its number: 'DEF-004'."""
_FRAGMENT = re.compile(r"[•·▪●◦→*-]\s")
_FACTS = frozenset((*TIMES, CALENDAR, "responsible", "partner", "funding", "amount"))
_DATED = (FixedDeadline, RecurringDeadline)
_REACHED = frozenset(("indicators", "results"))
_SHOWN = 40
"""Most headings that a person is asked about."""


def check(plan: Plan, wording: Wording) -> None:
    """Tell a reading that holds together from one that does not.

    Raises:
        ReadingError: If it does not; the message says why, and what each heading was taken for.
    """
    whole = [action for action in plan.actions if not action.part_of] or list(plan.actions)
    for rule in _SOUND if plan.document.names_actions else _RULES:
        for problem in rule(plan, whole, wording):
            raise refusal(plan.document.name, problem, plan.tables)


def refusal(document: str, problem: str, tables: Sequence[TableReading]) -> ReadingError:
    """Return the error of a reading that is not trusted, with the headings of its best table."""
    known = [table for table in tables if table.columns]
    best = max(known, key=likeness, default=None)
    columns = _named(best.columns) if best else ()
    place = f"table {best.number}" if best else ""
    return ReadingError(document, problem, place=place, columns=columns, choices=CHOICES)


def likeness(table: TableReading) -> tuple[bool, int]:
    """Return how much a table looks like one of actions: by its rows and known headings."""
    known = sum(bool(column.kinds) for column in table.columns)
    return table.kind in (TableKind.ACTIONS, TableKind.CARDS), table.rows * (1 + known)


def _named(columns: Sequence[ColumnReading]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return headings with their kinds, each once; what a calendar's stand for is no kind."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for column in columns:
        heading = column.heading.text
        if column.heading and CALENDAR not in column.kinds:
            found.setdefault(heading_key(heading), (clean(heading), column.kinds))
    return tuple(found.values())[:_SHOWN]


_Rule = Callable[[Plan, Sequence[Action], Wording], Iterator[str]]


def _repeated(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    titles = Counter(fold(action.title) for action in actions)
    if len(titles) < (_DISTINCT * len(actions) if len(actions) > FEW else min(len(actions), 2)):
        most, count = titles.most_common(1)[0]
        told = phrase("reading.gate.comes_times", most=most[:60], count=count)
        yield phrase(
            "reading.gate.actions_only_differ", actions=len(actions), titles=len(titles), told=told
        )


def _wordless(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    empty = [action for action in actions if not _WORD.search(_CODE.sub(" ", action.title))]
    if len(empty) > _LABELS * len(actions):
        such = phrase("reading.gate.such", title=empty[0].title[:40])
        yield phrase(
            "reading.gate.actions_hold_no_words", empty=len(empty), actions=len(actions), such=such
        )


def _labels(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    found = [a for a in actions if announced(wording, a.title).is_whole]
    if len(found) > _LABELS * len(actions):
        such = phrase("reading.gate.such", title=found[0].title[:40])
        yield phrase(
            "reading.gate.actions_headings", found=len(found), actions=len(actions), such=such
        )


def _strange(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for cards most of whose labels no rule knows: lines of prose beside each other."""
    labels = [c for t in plan.tables if t.kind is TableKind.CARDS for c in t.columns]
    known = [label for label in labels if label.kinds]
    if len(labels) > FEW and len(known) < _KNOWN_LABELS * len(labels):
        strange = next(label for label in labels if not label.kinds)
        such = phrase("reading.gate.such", title=clean(strange.heading.text)[:60])
        yield phrase(
            "reading.gate.labels_not_known",
            unknown=len(labels) - len(known),
            labels=len(labels),
            such=such,
        )


def _fragments(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    found = [a for a in actions if _FRAGMENT.match(a.stated_in.text)]
    if len(actions) > FEW and len(found) > _FRAGMENTS * len(actions):
        such = phrase("reading.gate.such", title=clean(found[0].title)[:60])
        yield phrase(
            "reading.gate.actions_items_list", found=len(found), actions=len(actions), such=such
        )


def _barren(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look at the actions of those tables that have columns for facts."""
    tables = (table for table in plan.tables if table.kind is TableKind.ACTIONS)
    able = {t.number for t in tables if any(_FACTS.intersection(c.kinds) for c in t.columns)}
    places = ((action, plan.document.place(action.stated_in)) for action in actions)
    asked = [action for action, place in places if place and place.table in able]
    bare = sum(not _has_facts(action) for action in asked)
    if len(asked) > FEW and bare < len(asked) and bare > _BARREN * len(asked):
        yield (phrase("reading.gate.actions_nobody_no_time_no", bare=bare, actions=len(asked)))


def _untold(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
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


def _undated(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
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


def _is_called_plan(plan: Plan, wording: Wording) -> bool:
    """Tell whether a document calls itself a plan, in its title or again and again."""
    reader, title = HeadingReader(wording), Passage(0, plan.title)
    is_titled = reader.names_plan(title) or reader.is_dated_plan(title)
    return is_titled or reader.speaks_of_plans(plan.document.text)


def _of_another(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for documents that call themselves something else: minutes, a register of risks."""
    title = Passage(0, plan.title)
    if not wording.said and HeadingReader(wording).names_another(title):
        yield phrase("reading.gate.document_of_another_kind", title=clean(plan.title)[:60])


def _has_facts(action: Action) -> bool:
    return bool(action.deadlines or action.participations or action.funding)


def _thin(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    """Look for actions of which nothing is told, in a document most of whose tables are others."""
    kept = (table for table in plan.tables if table.kind is not TableKind.OTHER)
    read = sum(table.rows - table.lost for table in kept)
    rows = sum(table.rows for table in plan.tables)
    bare = sum(not _has_facts(action) for action in actions)
    cards = [c for t in plan.tables if t.kind is TableKind.CARDS for c in t.columns]
    are_named = any("action" in each.kinds and each.certainty >= WHOLE for each in cards)
    if rows > _MANY_ROWS and read < _HARDLY * rows and not are_named:
        yield phrase("reading.gate.only_rows_tables_read_actions", read=read, rows=rows)
    elif bare > _BARE * len(actions) and read < _THIN * rows:
        yield (
            phrase(
                "reading.gate.actions_nobody_no_time_no_money",
                bare=bare,
                actions=len(actions),
                rows=rows - read,
                rows2=rows,
            )
        )


def _lost(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    tables = [table for table in plan.tables if table.kind is TableKind.ACTIONS]
    rows, lost = sum(table.rows for table in tables), sum(table.lost for table in tables)
    if rows > FEW and lost > LOST * rows:
        yield phrase("reading.gate.rows_tables_actions_became_no", lost=lost, rows=rows)


def _unread(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    if any(table.kind is TableKind.CARDS for table in plan.tables):
        return
    others = {table.number for table in plan.tables if table.kind is TableKind.OTHER}
    tables = (table for table in plan.document.tables if table.number in others)
    worded = {table.number for table in tables if Contents.of(table.rows).hold_texts}
    rows = sum(table.rows for table in plan.tables if table.number in worded)
    if rows > max(_UNREAD * len(actions), FEW - 1) and len(actions) <= FEW:
        yield (phrase("reading.gate.only_rows_read_actions_rows", actions=len(actions), rows=rows))


def _twice_said(plan: Plan, actions: Sequence[Action], wording: Wording) -> Iterator[str]:
    for table in plan.tables:
        said = [c for c in table.columns if c.certainty == SAID and "action" in c.kinds]
        if len(said) > 1 and table.kind is TableKind.ACTIONS:
            first, second = (clean(column.heading.text) for column in said[:2])
            yield (
                phrase(
                    "reading.gate.columns_table_both_said_to",
                    first=first,
                    second=second,
                    number=table.number,
                )
            )


_RULES: tuple[_Rule, ...] = (
    _twice_said, _of_another, _repeated, _wordless, _labels, _strange, _fragments, _barren, _lost,
    _unread, _thin, _untold, _undated, torn, between_bars, run_together,
)  # fmt: skip
_SOUND: tuple[_Rule, ...] = (_twice_said, _repeated, _wordless, _lost)
"""Those for a format that says itself what an action is: the others doubt what was found out."""
