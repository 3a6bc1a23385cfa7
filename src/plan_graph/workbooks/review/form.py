"""The facts of a review for a person who corrects them elsewhere than in the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from plan_graph.language.register import Register
from plan_graph.plan.tables import Document
from plan_graph.text import clean
from plan_graph.workbooks.review.cells import USED, ReviewTongue, body_cells, options
from plan_graph.workbooks.review.certainty import Item
from plan_graph.workbooks.review.fact_rows import Fact
from plan_graph.workbooks.review.sheet import open_columns, place_of, reason
from plan_graph.workbooks.words import code_of

Input = Literal["choice", "date", "bodies", "text", "words"]
"""How a cell is filled in: chosen, as a day, as names of bodies, in a line, in several lines."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fact as a list shows it.

    Attributes:
        identifier: Its name among the facts of the plan.
        thing: Whose it is; of an action, its code.
        owner, part: The same, and what it is of it, in words.
        words, place: The words of the document, and where they stand.
        start, end: From where to where they go in its text.
        degree: How sure the reading is: 'sure', 'check' or 'unread'.
        reason, findings: Why it is to be looked at, and what the check found about it.
        understood: As what the words are understood now.
        is_corrected: Whether a person corrected it.
    """

    identifier: str
    thing: str
    owner: str
    part: str
    words: str
    place: str
    start: int
    end: int
    degree: str
    reason: str
    findings: tuple[str, ...]
    understood: str
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen.

    Attributes:
        value: How the workbook says it.
        label: How a person is shown it.
        part: For what part it can be chosen, if not for all.
    """

    value: str
    label: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One cell that a person may fill in.

    Attributes:
        name: Its column.
        label: What the column is called.
        input: How it is filled in.
        value: What it holds now.
        read: What it held when the document was read.
        choices: What can be chosen, or is proposed.
    """

    name: str
    label: str
    input: Input
    value: str
    read: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says the cells of a workbook in one language to a person who reads another."""

    book: ReviewTongue
    page: ReviewTongue

    def kind(self, part: str, label: str) -> str:
        """Return the label of a kind as the person is shown it."""
        code = code_of(label, self.book.kinds(part)) if label else None
        return self.page.kinds(part).get(code, label) if code else label

    def row(
        self, item: Item, document: Document, cells: Mapping[str, str], *, is_corrected: bool
    ) -> Row:
        """Return a fact as a list shows it.

        Args:
            item: The fact as it was read.
            document: What its words stand in.
            cells: What the cells of its row hold now; none if the workbook has no such row.
            is_corrected: Whether a person corrected it.
        """
        fact = item.fact
        return Row(
            fact.identifier,
            fact.thing,
            self.page.thing(fact.thing),
            self.page.parts[fact.part],
            clean(fact.words.text),
            place_of(document, fact, self.page),
            fact.words.start,
            fact.words.end,
            item.sureness.degree,
            reason(item, self.page),
            item.remarks,
            self._understood(fact.part, cells) if cells else "",
            is_corrected,
        )

    def _understood(self, part: str, cells: Mapping[str, str]) -> str:
        """Say the cells of a fact in one line."""
        days = " \u2013 ".join(dict.fromkeys(filter(None, (cells["start"], cells["end"]))))
        kind = self.kind(part, cells["kind"])
        told = (cells["text"], kind, days, cells["months"], cells["unit"], cells["bodies"])
        return " \u00b7 ".join(filter(None, told))

    def fields(
        self, fact: Fact, now: Mapping[str, str], read: Mapping[str, str], register: Register
    ) -> list[Field]:
        """Return the cells of a fact that can be filled in."""
        labels = self.page.table("workbooks.review.columns")
        return [
            Field(
                name,
                labels[name],
                _INPUTS.get(name, "words") if name != "text" else _input(fact),
                now[name],
                read[name],
                tuple(self._choices(name, fact, register)),
            )
            for name in open_columns(fact)
        ]

    def _choices(self, column: str, fact: Fact, register: Register) -> Iterator[Choice]:
        if column == "part":
            for part in options(fact):
                yield Choice(self.book.parts[part], self.page.parts[part])
        elif column == "kind":
            for part in options(fact):
                shown = self.page.kinds(part)
                for code, value in self.book.kinds(part).items():
                    if "kind" in USED.get(part, ()):
                        yield Choice(value, shown.get(code, value), self.page.parts[part])
        elif column in body_cells(fact.part):
            yield from bodies_of(register)


def bodies_of(register: Register) -> Iterator[Choice]:
    """Yield the bodies that can be chosen."""
    for code, entry in register.entries.items():
        if entry.is_body:
            yield Choice(code, entry.name)


_INPUTS: Mapping[str, Input] = {
    "part": "choice",
    "kind": "choice",
    "start": "date",
    "end": "date",
    "months": "text",
    "unit": "text",
    "bodies": "bodies",
    "why": "text",
}


def _input(fact: Fact) -> Input:
    """Tell how the text of a fact is filled in."""
    if "text" in body_cells(fact.part):
        return "bodies"
    return "text" if fact.part in ("funding", "target", "baseline") else "words"
