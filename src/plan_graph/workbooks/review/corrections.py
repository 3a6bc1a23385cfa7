"""A plan with the corrections of a person: each corrected value in the place of the one read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from plan_graph.errors import DocumentError
from plan_graph.facts import kinds_on
from plan_graph.language.register import Register
from plan_graph.phrases import phrase
from plan_graph.plan import (
    Action,
    Correction,
    ExpectedResult,
    Indicator,
    Objective,
    Pillar,
    Plan,
    Strategy,
)
from plan_graph.plan.stated import kind_of, thing_of
from plan_graph.plan.tables import Document
from plan_graph.reading.naming import named_once
from plan_graph.text import clean
from plan_graph.workbooks.book import shown
from plan_graph.workbooks.review.entered_values import Reading
from plan_graph.workbooks.review.entries import CellError
from plan_graph.workbooks.review.fact_rows import Fact, Value, facts, facts_of_part
from plan_graph.workbooks.review.parse import Review


def check_same_document(review: Review, document: Document) -> None:
    """Refuse a review of another document than the one beside which it lies.

    Raises:
        DocumentError: If the texts differ.
    """
    digest = hashlib.sha256(document.text.encode("utf-8")).hexdigest()
    if digest != review.sha256:
        raise DocumentError(
            review.book.name,
            phrase(
                "workbooks.corrections.review_another_text_sha_than",
                sha256=review.sha256[:12],
                name=document.name,
                digest=digest[:12],
            ),
        )


_Made = Mapping[str, list[Value]]
"""What the corrected facts hold now, by their identifiers."""


def corrected(plan: Plan, review: Review, register: Register) -> Plan:
    """Return the plan with the corrections, which it then tells of.

    Raises:
        DocumentError: If a cell holds what it cannot, or corrects what is not read any more.
    """
    if not review.edited:
        return plan
    known = {fact.identifier: fact for fact in facts(plan)}
    reading = Reading(review.tongue, register, plan.document.text)
    made: dict[str, list[Value]] = {}
    for identifier, edited in review.edited.items():
        if identifier not in known or clean(shown(known[identifier].words.text)) != clean(
            edited.before["words"]
        ):
            raise review.problem(
                edited.number, "thing", phrase("workbooks.corrections.not_read_any_more")
            )
        try:
            made[identifier] = reading.made(known[identifier], edited.cells)
        except CellError as error:
            raise review.problem(edited.number, error.column, error.problem) from None
    revised, names = _revised(plan, list(known.values()), made)
    corrections = (*plan.corrections, *_records(review, known, names))
    return named_once(replace(revised, corrections=corrections))


def _records(
    review: Review, known: Mapping[str, Fact], names: Mapping[str, tuple[str, str]]
) -> Iterator[Correction]:
    """Tell of each corrected cell, at the thing that it is about in the graph."""
    in_order = (identifier for identifier in known if identifier in review.edited)
    for identifier in in_order:
        edited = review.edited[identifier]
        kind, code = names[identifier]
        for column in edited.columns:
            place = review.place(edited.number, column)
            read, given = edited.before[column], edited.cells[column]
            words = known[identifier].words
            why = edited.cells["why"]
            yield Correction(kind, code, place, read, given, words, review.file, why)


def _revised(
    plan: Plan, known: Sequence[Fact], made: _Made
) -> tuple[Plan, Mapping[str, tuple[str, str]]]:
    """Put values into the places of those that were read; tell where each stands now in IRIs."""
    names = {fact.identifier: (fact.kind, fact.code) for fact in known}
    above = {id(fact.value): made.get(fact.identifier, [fact.value]) for fact in known}
    parts: list[Objective | Action] = []
    for group in _by_part(known):
        part, moved = _part(group, made)
        parts.append(part)
        names |= moved
    one = _Above(above)
    revised = replace(
        one.of(plan),
        strategy=one.of(plan.strategy) if plan.strategy else None,
        pillars=tuple(
            replace(one.of(pillar), results=tuple(map(one.of, pillar.results)))
            for pillar in plan.pillars
        ),
        objectives=tuple(part for part in parts if isinstance(part, Objective)),
        actions=tuple(part for part in parts if isinstance(part, Action)),
    )
    return revised, names


_T = TypeVar("_T", Plan, Strategy, Pillar, ExpectedResult)


class _Above:
    """The things above objectives as they are now; each is in its plan once, and is never gone."""

    def __init__(self, values: Mapping[int, list[Value]]) -> None:
        self._values = values

    def of(self, value: _T) -> _T:
        """Return what stands in the place of a thing."""
        for found in self._values.get(id(value), ()):
            if isinstance(found, type(value)):
                return found
        return value


def _by_part(known: Sequence[Fact]) -> list[list[Fact]]:
    """Part the facts of objectives and actions: each of these comes first among its facts."""
    groups: list[list[Fact]] = []
    for fact in known:
        if isinstance(fact.value, Objective | Action):
            groups.append([fact])
        elif groups and fact.thing == groups[-1][0].thing:
            groups[-1].append(fact)
    return groups


def _part(
    group: Sequence[Fact], made: _Made
) -> tuple[Objective | Action, Mapping[str, tuple[str, str]]]:
    """Return a part with its facts as they are now, and the new names of its corrected facts."""
    first, *parts = group
    (part,) = made.get(first.identifier, [first.value])
    if not isinstance(part, Objective | Action):
        raise TypeError("an action stays an action, and an objective an objective")
    changed = [fact for fact in parts if fact.identifier in made]
    if not changed:
        return part, {}
    values = [new for fact in parts for new in made.get(fact.identifier, [fact.value])]
    measures = {id(fact.value): made[fact.identifier] for fact in changed}
    indicators = {id(v): _measured(v, measures) for v in values if isinstance(v, Indicator)}
    held: dict[str, Any] = {kind.holder: () for kind in kinds_on(thing_of(part)) if kind.is_whole}
    for value in values:
        kind = kind_of(value)
        if kind is not None:
            held[kind.holder] += (indicators.get(id(value), value),)
    part = replace(part, **held)
    now = {id(fact.value): (fact.kind, fact.code) for fact in facts_of_part(part)}
    names = {}
    for fact in changed:
        first_made = next(iter(made[fact.identifier]), None)
        named = id(indicators.get(id(first_made), first_made))
        names[fact.identifier] = now.get(named, (first.kind, first.code))
    return part, names


def _measured(indicator: Indicator, made: Mapping[int, list[Value]]) -> Indicator:
    """Return an indicator with its targets and baselines as they are now."""

    now: dict[str, Any] = {
        kind.holder: tuple(
            new for item in getattr(indicator, kind.holder) for new in made.get(id(item), [item])
        )
        for kind in kinds_on("indicator")
    }
    return replace(indicator, **now)
