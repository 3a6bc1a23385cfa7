"""A plan as a whole, and what a person corrected in it."""

from __future__ import annotations

from dataclasses import dataclass

from plan_graph.plan.action import Action
from plan_graph.plan.parts import Body, Objective, Period, Pillar
from plan_graph.plan.reading import TableReading
from plan_graph.plan.tables import Document
from plan_graph.text import Passage


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One line of a document's list of abbreviations."""

    short: str
    name: str
    stated_in: Passage


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another name under which a plan names a body, beside the one that it got."""

    body: Body
    name: str


@dataclass(frozen=True, slots=True)
class StatedParent:
    """A document's words that put one body under another: 'MAI prin ANITP'."""

    body: Body
    parent: Body
    stated_in: Passage


@dataclass(frozen=True, slots=True)
class Strategy:
    """The strategy that a plan implements, as the plan's title names it."""

    title: str
    stated_in: Passage
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A spreadsheet file in which people wrote something about a plan."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The plan.toml in which the publisher of a plan says what its document does not."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ColumnDecision:
    """What a person said a column holds: the word that wins over every rule.

    `kinds` is () for a column that is kept as a remark. `cell` is where in a workbook it was
    said, with the words that stood there before (`read`) and now (`given`), and `reason` is why.
    """

    heading: str
    kinds: tuple[str, ...]
    made_in: Workbook | SettingsFile
    cell: str = ""
    read: str = ""
    given: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """One value that a person put in the place of what was read.

    `kind` and `code` name in IRIs what it is about; `stated_in` are the words that were read,
    and `cell` is where in a workbook it was made, '' where that is no workbook. `reason` is what
    the person wrote of why.
    """

    kind: str
    code: str
    cell: str
    read: str
    given: str
    stated_in: Passage
    made_in: Workbook | SettingsFile
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a document says, in its order."""

    identifier: str
    language: str
    document: Document
    title: str
    stated_in: Passage
    period: Period | None = None
    strategy: Strategy | None = None
    pillars: tuple[Pillar, ...] = ()
    objectives: tuple[Objective, ...] = ()
    actions: tuple[Action, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    stated_parents: tuple[StatedParent, ...] = ()
    spellings: tuple[Spelling, ...] = ()
    uninterpreted: tuple[Passage, ...] = ()
    corrections: tuple[Correction, ...] = ()
    tables: tuple[TableReading, ...] = ()
    """What the tables of the document were taken for."""
