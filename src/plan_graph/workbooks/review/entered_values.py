"""The cells of a row back to values: what a person wrote, read strictly."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from plan_graph.facts import kind_named
from plan_graph.language.register import Register
from plan_graph.phrases import phrase
from plan_graph.plan import (
    Action,
    Body,
    Deadline,
    ExpectedResult,
    FixedDeadline,
    Funding,
    Indicator,
    Location,
    Measure,
    Mention,
    Objective,
    OpenDeadline,
    Participation,
    Pillar,
    Plan,
    Programme,
    RecurringDeadline,
    Role,
    Strategy,
    TargetGroup,
    UnparsedDeadline,
)
from plan_graph.rdf import code_lists
from plan_graph.text import fold
from plan_graph.workbooks.review.cells import (
    MAY_LACK_TEXT,
    REMOVE,
    USED,
    ReviewTongue,
    money,
    options,
)
from plan_graph.workbooks.review.entries import (
    CellError,
    choose,
    read_months,
    read_number,
    read_period,
)
from plan_graph.workbooks.review.fact_rows import Fact, Value
from plan_graph.workbooks.review.sums import read_sum
from plan_graph.workbooks.words import code_of

_OUTSIDE = ("external", "external-non-reimbursable", "european-funds", "other-external")
"""Kinds of money that bodies give, rather than pay from their budgets."""
_SEPARATOR = re.compile(r"\s*[;\n]\s*")


def names_in(cell: str) -> list[str]:
    """Return the bodies that a cell names.

    >>> names_in("Traffic Office; Parks Office")
    ['Traffic Office', 'Parks Office']
    """
    return [name for name in _SEPARATOR.split(cell.strip()) if name]


@dataclass(frozen=True)
class Reading:
    """What is needed to read cells: the words, the known bodies, the text of the document."""

    tongue: ReviewTongue
    register: Register
    text: str

    def completed(self, cells: Mapping[str, str]) -> Mapping[str, str]:
        """Return the cells of a row with what follows from them: a deadline with days is read."""
        kinds = self.tongue.kinds("deadline")
        is_read = cells["kind"] == kinds["unparsed"] and (cells["start"] or cells["end"])
        return {**cells, "kind": kinds["fixed"]} if is_read else cells

    def made(self, fact: Fact, cells: Mapping[str, str]) -> list[Value]:
        """Return what a corrected row makes of a fact: a value, none, or several bodies.

        Raises:
            CellError: If a cell holds what it cannot.
        """
        cells = self.completed(cells)
        part = self.part(fact, cells["part"])
        if part == REMOVE:
            return []
        for column in USED.get(part, ("text",)):
            if column == "text" and part not in MAY_LACK_TEXT and not cells["text"]:
                raise CellError(
                    "text",
                    phrase("workbooks.entered_values.empty_write_or_choose", remove=self._remove),
                )
        for column in ("kind", "unit", "start", "end", "months", "bodies"):
            if cells[column] and column not in USED.get(part, ("text",)):
                label = self.tongue.parts[part]
                raise CellError(
                    column,
                    phrase(
                        "workbooks.entered_values.found_row_none", cells=cells[column], label=label
                    ),
                )
        return self._values(part, fact, cells)

    def part(self, fact: Fact, label: str) -> str:
        """Tell what a row says that its fact is."""
        part = code_of(label, self.tongue.parts)
        known = options(fact)
        if part not in known:
            raise CellError("part", choose(label, [self.tongue.parts[name] for name in known]))
        return part

    @property
    def _remove(self) -> str:
        return self.tongue.parts[REMOVE]

    def _values(self, part: str, fact: Fact, cells: Mapping[str, str]) -> list[Value]:
        if part in kind_named("participation").parts:
            return list(self._participations(Role(part), fact, cells))
        makers: Mapping[str, Callable[[Fact, Mapping[str, str]], Value]] = {
            "indicator": self._indicator,
            "deadline": self._deadline,
            "funding": self._funding,
        }
        return [makers.get(part, self._reworded)(fact, cells)]

    def _reworded(self, fact: Fact, cells: Mapping[str, str]) -> Value:
        value, text = fact.value, cells["text"]
        match value:
            case Mention():
                return replace(value, body=self._body("text", text))
            case ExpectedResult() | Location() | TargetGroup() | Programme():
                return replace(value, label=text)
            case Measure():
                return replace(value, value=read_number(text), unit=cells["unit"])
            case Action():
                status = self._kind("action", cells["kind"]) if cells["kind"] else ""
                return replace(value, title=text, status=status)
            case Plan() | Strategy() | Pillar() | Objective():
                return replace(value, title=text)
        return value

    def _indicator(self, fact: Fact, cells: Mapping[str, str]) -> Indicator:
        kind = self._kind("indicator", cells["kind"])
        label, unit = cells["text"], cells["unit"]
        if isinstance(fact.value, Indicator):
            return replace(fact.value, label=label, kind=kind, unit=unit)
        return Indicator(label, kind, unit, fact.words)

    def _deadline(self, fact: Fact, cells: Mapping[str, str]) -> Deadline:
        kind = self._kind("deadline", cells["kind"])
        if cells["months"] and kind not in code_lists.labels("frequency", "en"):
            raise CellError(
                "months",
                phrase(
                    "workbooks.entered_values.found_where_deadline_does_not", cells=cells["months"]
                ),
            )
        period, words = read_period(cells), fact.words
        revised = getattr(fact.value, "revised", False)
        if kind == "fixed":
            if period is None:
                raise CellError("end", phrase("workbooks.entered_values.no_day_given"))
            return FixedDeadline(period, words, revised)
        if kind == "open":
            return OpenDeadline(words, period, revised)
        if kind == "unparsed":
            return UnparsedDeadline(words, revised)
        return RecurringDeadline(kind, words, read_months(cells["months"]), period, revised)

    def _participations(
        self, role: Role, fact: Fact, cells: Mapping[str, str]
    ) -> list[Participation]:
        above = self._bodies("bodies", cells["bodies"])
        if len(above) > 1:
            raise CellError(
                "bodies",
                phrase("workbooks.entered_values.found_one_acts_for_one", cells=cells["bodies"]),
            )
        acting_for = above[0] if above else None
        actors = self._bodies("text", cells["text"])
        if isinstance(fact.value, Participation):
            return [
                replace(fact.value, role=role, actor=actor, acting_for=acting_for)
                for actor in actors
            ]
        return [Participation(role, actor, fact.words, acting_for) for actor in actors]

    def _funding(self, fact: Fact, cells: Mapping[str, str]) -> Funding:
        kind = self._kind("funding", cells["kind"]) if cells["kind"] else ""
        payers = self._bodies("bodies", cells["bodies"])
        old = fact.value if isinstance(fact.value, Funding) else Funding("", fact.words)
        text, language = cells["text"], self.tongue.language
        is_same = text == money(old, language)
        amount = old.amount if is_same else read_sum(text, old, language)
        if kind == old.kind and payers == (*old.budget_of, *old.providers):
            return replace(old, amount=amount)
        outside = kind in _OUTSIDE
        return replace(
            old,
            kind=kind,
            amount=amount,
            budget_of=() if outside else payers,
            providers=payers if outside else (),
        )

    def _kind(self, part: str, label: str) -> str:
        kinds = self.tongue.kinds(part)
        code = code_of(label, kinds)
        if code is None:
            raise CellError("kind", choose(label, list(kinds.values())))
        return code

    def _bodies(self, column: str, names: str) -> tuple[Body, ...]:
        return tuple(dict.fromkeys(self._body(column, name) for name in names_in(names)))

    def _body(self, column: str, name: str) -> Body:
        """Return the body of a name: one of the register, or one that the document itself names."""
        entry = self.register.find(name)
        if entry is not None and entry.is_body:
            return Body(entry.code)
        if fold(name) in self._folded_text():
            return Body(name, known=False)
        known = [code for code, item in self.register.entries.items() if item.is_body]
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        hint = " or ".join(f"'{code}'" for code in near)
        raise CellError(
            column,
            phrase("workbooks.entered_values.found_neither_register_bodies_nor", name=name)
            + (
                phrase("workbooks.entered_values.did_you_mean", hint=hint)
                if hint
                else phrase("workbooks.entered_values.choose_one_list_or_add")
            ),
        )

    def _folded_text(self) -> str:
        return fold(" ".join(self.text.split()))
