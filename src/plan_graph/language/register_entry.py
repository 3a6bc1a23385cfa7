"""An entry of a register: a body, how it is called, under whom it stands, by which act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plan_graph.plan import Period

KINDS = (
    "ministry",
    "agency",
    "organisation",
    "collective",
    "group",
    "working-group",
    "international",
    "term",
)
"""What an entry can be; a 'term' is a name that stands for no body, such as a legal act."""


@dataclass(frozen=True)
class Act:
    """A legal act that background knowledge rests on; `code` names it in the register."""

    code: str
    titles: Mapping[str, str]
    number: str
    day: date


@dataclass(frozen=True)
class Parent:
    """The body above another, from its first to its last day as far as these are known."""

    code: str
    source: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    act: Act | None = None

    def holds(self, first: date, last: date) -> bool:
        """Tell whether it was the parent at some time between two days."""
        begun = self.valid_from is None or self.valid_from <= last
        return begun and (self.valid_until is None or first <= self.valid_until)


@dataclass(frozen=True)
class Entry:
    """One entry; `code` is its short name, or its full name when it has none.

    `period` are its own first and last day, as far as known, and `successor` is what took over.

    `parents` are in the order of time; the last is the one of today.
    """

    code: str
    names: Mapping[str, str]
    kind: str
    parents: tuple[Parent, ...] = ()
    aliases: tuple[str, ...] = ()
    period: Period | None = None
    successor: str | None = None

    def parent(self, period: Period | None = None) -> Parent | None:
        """Return the parent at the time of a plan, the earlier if it changed then.

        Without a time it is the one of today; there is none if none of them held then.
        """
        if period is None or not (period.start or period.end):
            current = self.parents[-1] if self.parents else None
            return current if current and current.valid_until is None else None
        first = period.start or period.end or date.min
        last = period.end or period.start or date.max
        return next((parent for parent in self.parents if parent.holds(first, last)), None)

    @property
    def notation(self) -> str | None:
        """The short name, if there is one."""
        return None if self.code in self.names.values() else self.code

    @property
    def name(self) -> str:
        """Its full name, in the first language that has one."""
        return next(iter(self.names.values()))

    @property
    def is_body(self) -> bool:
        """Whether the entry can act; a term cannot."""
        return self.kind != "term"
