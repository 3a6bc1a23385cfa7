"""Hold what was read from a layout against what it prints: right, refused, or FALSE."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from pathlib import Path

from cell_cases import money
from layouts.facts import Expected, Layout
from layouts.files import write
from plan_graph.building.opening import read_plan
from plan_graph.errors import PlanGraphError
from plan_graph.plan import Action, Amount, Deadline, FixedDeadline, Plan, Role
from plan_graph.reading.source import open_source
from plan_graph.text import clean, fold

_MARKER = re.compile(r"^(?:[-•]|\d+\.|[a-z]\))\s+")
_WORD = re.compile(r"\w+")


class Outcome(Enum):
    """What became of a document."""

    RIGHT = "right"
    REFUSED = "refused"
    FALSE = "FALSE"


@dataclass(frozen=True)
class Fault:
    """One thing that was read falsely: its kind, and what was read."""

    kind: str
    detail: str


@dataclass(frozen=True)
class Verdict:
    """The judgement of one reading.

    `lost` are kinds of facts that were left unread without anything false; `reason` is why a
    document was refused.
    """

    outcome: Outcome
    faults: tuple[Fault, ...] = ()
    lost: tuple[str, ...] = ()
    reason: str = ""

    @property
    def only_lost(self) -> bool:
        """Whether nothing was read falsely, but something that counts was left out."""
        return bool(self.faults) and all(fault.kind.endswith("lost") for fault in self.faults)


def judge(layout: Layout, folder: Path) -> Verdict:
    """Return the judgement of a layout, which is written into a folder and read from there."""
    path = write(layout, folder)
    try:
        plan, _, _ = read_plan(open_source(path))
    except PlanGraphError as error:
        reason = str(error)
        if "\n\n" in reason or not reason.strip():
            return Verdict(Outcome.FALSE, (Fault("refused without a clear line", reason),))
        refused = Outcome.REFUSED if layout.expected else Outcome.RIGHT
        return Verdict(refused, reason=reason)
    except Exception as error:
        return Verdict(Outcome.FALSE, (Fault("crash", f"{type(error).__name__}: {error}"),))
    return compare(layout, plan)


def compare(layout: Layout, plan: Plan) -> Verdict:
    """Return the judgement of a plan as it was read."""
    if not layout.expected:
        titles = "; ".join(action.title for action in plan.actions)
        return Verdict(Outcome.FALSE, (Fault("read where there is no plan", titles),))
    faults: list[Fault] = []
    lost: list[str] = []
    left = list(plan.actions)
    for fact in layout.expected:
        action = _found(fact, left)
        if action is None:
            faults.append(Fault("action missing or with another title", fact.title))
            continue
        left.remove(action)
        faults += _faults(fact, action)
        lost += _lost(fact, action)
        faults += _section_faults(fact, action, plan)
    faults += [Fault("action invented", action.title) for action in left]
    faults += _part_faults(layout, plan)
    if layout.title and not _same(plan.title, layout.title):
        lost.append("title of the plan")
    outcome = Outcome.FALSE if faults else Outcome.RIGHT
    return Verdict(outcome, tuple(faults), tuple(dict.fromkeys(lost)))


def _found(fact: Expected, actions: Sequence[Action]) -> Action | None:
    """Return the action with the title of a fact, or with its code and title as its title."""
    titles = (fact.title, f"{fact.code} {fact.title}")
    return next((a for title in titles for a in actions if _same(a.title, title)), None)


def _normal(text: str) -> str:
    return fold(clean(_MARKER.sub("", text.strip()))).strip(" .;:,*¹")


def _same(one: str, other: str) -> bool:
    return _normal(one) == _normal(other)


def _faults(fact: Expected, action: Action) -> Iterator[Fault]:
    """Yield what is false of one action."""
    if action.notation and _normal(action.notation) != _normal(fact.code):
        yield Fault("code wrong", f"'{action.notation}' for '{fact.code}'")
    elif fact.code and not action.notation and _same(action.title, fact.title):
        yield Fault("code lost", fact.code)
    if action.part_of:
        yield Fault("action taken for a step", action.title)
    yield from _bodies(fact, action)
    yield from _times(fact, action)
    amounts = {_sum(line.amount) for line in action.funding if line.amount}
    if fact.amounts:
        yield from _yearly(fact, action)
    elif amounts - {fact.amount}:
        yield Fault("amount", f"{sorted(amounts)} for '{fact.amount}'")
    labels = [each.label for each in action.indicators]
    wrong = _beyond(labels, fact.indicators or ())
    if wrong:
        yield Fault("indicator", "; ".join(wrong))
    if action.results:
        yield Fault("result invented", "; ".join(each.label for each in action.results))
    if action.priority or action.status not in ("", fact.status):
        yield Fault("status or priority invented", f"{action.status} {action.priority}")


def _yearly(fact: Expected, action: Action) -> Iterator[Fault]:
    """Yield the sums that are not those of their years."""
    own = {(year, str(amount)) for year, amount in fact.amounts}
    for line in action.funding:
        if line.amount:
            end = line.period.end if line.period else None
            read = (end.year if end else 0, _sum(line.amount))
            if read not in own:
                yield Fault("amount of a year", f"{read} for {sorted(own)}")


def _sum(amount: Amount) -> str:
    """Return a sum in the form of the cases, without its currency."""
    return money(replace(amount, currency="EUR")).replace(" EUR", "")


def _beyond(read: Iterable[str], expected: Iterable[str]) -> list[str]:
    """Return what was read beyond what is expected."""
    known = Counter(map(_normal, expected))
    return [text for text in read if not _took(known, _normal(text))]


def _took(known: Counter[str], text: str) -> bool:
    known[text] -= 1
    return known[text] >= 0


def _names(action: Action, role: Role) -> list[str]:
    return [each.stated_in.text for each in action.participations if each.role is role]


def _bodies(fact: Expected, action: Action) -> Iterator[Fault]:
    read = _names(action, Role.RESPONSIBLE)
    wrong = _beyond(read, fact.responsible or ())
    missing = _beyond(fact.responsible or (), read)
    if wrong:
        yield Fault("responsible wrong", f"{read} for {fact.responsible}")
    elif missing:
        yield Fault("responsible lost", f"{read} for {fact.responsible}")
    read = _names(action, Role.PARTNER)
    if _beyond(read, fact.partners or ()):
        yield Fault("partner wrong", f"{read} for {fact.partners}")


def _times(fact: Expected, action: Action) -> Iterator[Fault]:
    read = action.deadlines
    words = [w for each in read for w in (each.stated_in.text, _opening(each))]
    if not fact.times:
        if read:
            yield Fault("deadline invented", "; ".join(words))
        return
    if not read and all(time.is_undecided for time in fact.times):
        return
    if not read:
        yield Fault("deadline lost", "; ".join(time.words for time in fact.times))
        return
    if fact.deadline and _bag(words) != _bag(fact.deadline):
        yield Fault("deadline wrong", f"{words} for {fact.deadline}")
    fixed = [
        (each.period.start, each.period.end) for each in read if isinstance(each, FixedDeadline)
    ]
    if fact.deadline and not _means(fixed, fact):
        yield Fault("deadline misunderstood", f"{_said(fixed)} for {fact.deadline}")
    if not fact.deadline and fixed and not _covers(fixed, fact):
        yield Fault("calendar misunderstood", f"{_said(fixed)} for {_said_times(fact)}")


def _opening(deadline: Deadline) -> str:
    opening = deadline.opening if isinstance(deadline, FixedDeadline) else None
    return opening.text if opening else ""


def _bag(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(fold(text)))


def _means(read: Sequence[tuple[date | None, date | None]], fact: Expected) -> bool:
    """Tell whether the days read are those that the words name; unread is no fault."""
    start, end = fact.times[0].start, fact.times[-1].end
    return all(
        last == end and (start is None or first is None or first == start) for first, last in read
    )


def _covers(read: Sequence[tuple[date | None, date | None]], fact: Expected) -> bool:
    """Tell whether the days read are, together, those that are marked."""
    if len(fact.times) == 1 and fact.times[0].is_day:
        return all(last == fact.times[0].end for _, last in read)
    marked = {day for time in fact.times for day in _days(time.start, time.end)}
    return {day for first, last in read for day in _days(first, last)} == marked


def _days(first: date | None, last: date | None) -> Iterator[date]:
    if first is None or last is None:
        return
    for count in range((last - first).days + 1):
        yield first + timedelta(days=count)


def _said(read: Sequence[tuple[date | None, date | None]]) -> str:
    return ", ".join(f"{first} to {last}" for first, last in read)


def _said_times(fact: Expected) -> str:
    return _said([(time.start, time.end) for time in fact.times])


def _lost(fact: Expected, action: Action) -> Iterator[str]:
    """Yield the kinds of facts that are printed and were not read."""
    if not action.notation and not _same(action.title, fact.title):
        yield "code, left in the title"
    if fact.partners and _beyond(fact.partners, _names(action, Role.PARTNER)):
        yield "partners"
    if fact.amount and not any(line.amount for line in action.funding):
        yield "amount"
    if fact.amounts and not any(line.amount for line in action.funding):
        yield "amounts of years"
    if fact.status and not action.status:
        yield "status"
    if fact.indicators and _beyond(fact.indicators, [each.label for each in action.indicators]):
        yield "indicators"
    if fact.section and action.pillar is None and action.objective is None:
        yield "section"


def _section_faults(fact: Expected, action: Action, plan: Plan) -> Iterator[Fault]:
    above = [pillar.title for pillar in plan.pillars if pillar.number == action.pillar]
    above += [each.title for each in plan.objectives if each.code == action.objective]
    if any(not _is_section(title, [fact.section]) for title in above):
        yield Fault("section of an action", f"{above} for '{fact.section}'")


def _part_faults(layout: Layout, plan: Plan) -> Iterator[Fault]:
    titles = [each.title for each in plan.pillars]
    titles += [each.title for each in plan.objectives]
    for title in titles:
        if not _is_section(title, layout.sections):
            yield Fault("pillar or objective invented", title)


def _is_section(title: str, sections: Iterable[str]) -> bool:
    """Tell whether a title is that of a section, with or without its label and number."""
    return any(section and _normal(title).endswith(_normal(section)) for section in sections)
