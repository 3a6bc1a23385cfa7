"""What a plan is built of: periods, bodies, pillars and objectives with results and indicators."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plan_graph.text import Passage


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included; None where the document leaves one open."""

    start: date | None
    end: date | None

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two have a day in common."""
        return (self.start or date.min) <= (other.end or date.max) and (
            other.start or date.min
        ) <= (self.end or date.max)


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or group that a plan names.

    `code` is its key in the register, or one made from the words when the
    register does not know it; then `known` is false and nothing else is known.
    """

    code: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class ExpectedResult:
    """One result that a plan expects."""

    label: str
    stated_in: Passage


@dataclass(frozen=True, slots=True)
class Measure:
    """A value of an indicator; `value` is None when the words hold no single number.

    `unit` is what stands beside the number, such as '%', or ''. `doubt` is the code of why it
    could be read in another way, or ''.
    """

    value: Decimal | None
    unit: str
    stated_in: Passage
    period: Period | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator; `kind` is the code of a concept; `unit` is what is counted, or ''.

    `targets` are the values to be reached, `baselines` those from which it starts.
    """

    label: str
    kind: str
    unit: str
    stated_in: Passage
    targets: tuple[Measure, ...] = ()
    baselines: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Pillar:
    """A thematic part of a plan; `number` counts from 1."""

    number: int
    title: str
    stated_in: Passage
    results: tuple[ExpectedResult, ...] = ()


@dataclass(frozen=True, slots=True)
class Objective:
    """A general objective (`refines` is None) or one that makes another more specific.

    `code` is unlike that of any other objective; `notation` is the document's own, or ''.
    """

    code: str
    title: str
    stated_in: Passage
    pillar: int | None = None
    refines: str | None = None
    results: tuple[ExpectedResult, ...] = ()
    notation: str = ""
    indicators: tuple[Indicator, ...] = ()
