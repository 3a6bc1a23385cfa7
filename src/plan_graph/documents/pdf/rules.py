"""Rules that lie on one line, and the places where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from plan_graph.documents.pdf.marks import Rule

TOLERANCE = 3.0
"""Points within which two rules are one, and within which they touch."""


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules with those put together that lie on one line and touch or overlap."""
    by_place: list[list[Rule]] = []
    for rule in sorted(rules):
        if by_place and rule.place - by_place[-1][0].place <= TOLERANCE:
            by_place[-1].append(rule)
        else:
            by_place.append([rule])
    result = [_one(run) for group in by_place for run in _runs(group)]
    return sorted(result)


def _runs(rules: Iterable[Rule]) -> Iterator[list[Rule]]:
    """Yield those of rules on one line that touch or overlap."""
    run: list[Rule] = []
    end = 0.0
    for rule in sorted(rules, key=lambda each: each.start):
        if run and rule.start > end + TOLERANCE:
            yield run
            run = []
        end = max(end, rule.end) if run else rule.end
        run.append(rule)
    if run:
        yield run


def _one(rules: Sequence[Rule]) -> Rule:
    """Return the rule that rules make: those of another table do not move it."""
    place = sum(rule.place for rule in rules) / len(rules)
    return Rule(place, rules[0].start, max(rule.end for rule in rules))


def edges(values: Iterable[float]) -> list[float]:
    """Return values in order, those within the tolerance once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOLERANCE:
            found.append(value)
    return found


def nearest(places: Sequence[float], value: float) -> int:
    """Return the index of the place, among those in order, that is next to a value."""
    index = bisect_left(places, value)
    if index == 0:
        return 0
    if index == len(places) or value - places[index - 1] <= places[index] - value:
        return index - 1
    return index
