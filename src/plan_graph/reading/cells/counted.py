"""See to it that money is counted once, where a cell gives a total and its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from plan_graph.language.patterns import whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan import Funding
from plan_graph.text import Passage

COUNTED = "counted-already"
"""The doubt of a line whose sum is in another: its words are kept, and no sum."""
_LABEL = 80
"""Letters at the beginning of a line in which the word for a total stands."""


def counted_once(cell: Passage, lines: Sequence[Funding], wording: Wording) -> list[Funding]:
    """Return the lines of a cell without the sums that others hold.

    Parts stand behind words such as 'of which', in brackets behind the sum, or beside a total that
    is called so. Parts that add up to the total are the sums, for they tell where the money comes
    from; else the total is.
    """
    sums = [place for place, line in enumerate(lines) if _value(line) is not None]
    found = list(lines)
    if sums and whole_words(wording.amounts["of_which"]).match(cell.strip().folded):
        found[sums[0]] = counted(found[sums[0]])
    for place, total in enumerate(sums):
        if found[total].amount is None:
            continue
        if total_and_parts := _parts(cell, lines, sums, place, wording):
            exact, parts = total_and_parts
            for each in [total] if exact else parts:
                found[each] = counted(found[each])
    return found


def counted(line: Funding) -> Funding:
    """Return a line without its sum, which is in another."""
    return replace(line, amount=None, period=None, doubt=COUNTED)


def held_twice(total: Funding, parts: Sequence[Funding]) -> list[Funding]:
    """Return the lines whose sums others hold: a total if its parts add up to it, else the parts.

    Parts in other currencies, or of more than the total, are none.
    """
    sums = [line.amount for line in (total, *parts) if line.amount]
    worth = sum(amount.value or 0 for amount in sums[1:])
    whole = _value(total) or 0
    if len({amount.currency for amount in sums}) > 1 or worth > whole:
        return []
    return [total] if worth == whole else list(parts)


def _parts(
    cell: Passage, lines: Sequence[Funding], sums: Sequence[int], place: int, wording: Wording
) -> tuple[bool, list[int]] | None:
    """Return the parts of a sum, and whether they add up to it; None if it has none."""
    total, rest = sums[place], list(sums[place + 1 :])
    first = _start(lines[total]), _end(lines[total])
    if rest:
        between = cell.slice(first[1] - cell.start, _start(lines[rest[0]]) - cell.start)
        if whole_words(wording.amounts["of_which"]).search(between.folded):
            exact = _adding_up(lines, total, rest)
            line = cell.slice(first[1] - cell.start).text.partition("\n")[0]
            near = [each for each in rest if _start(lines[each]) < first[1] + len(line)]
            return (True, exact) if exact else (False, near or rest[:1])
        if between.text.strip().startswith("(") and (exact := _adding_up(lines, total, rest)):
            return True, exact
    own = lines[total].stated_in
    before = own.slice(0, min(first[0] - own.start, _LABEL)).folded.lstrip()
    label = whole_words(wording.lists["totals"]).match(before)
    others = _others(lines, sums, total) if label else []
    if not others:
        return None
    twice = held_twice(lines[total], [lines[each] for each in others])
    return twice == [lines[total]], others if twice else []


def _others(lines: Sequence[Funding], sums: Sequence[int], total: int) -> list[int]:
    """Return the other sums in the currency of a total."""
    return [each for each in sums if each != total and _alike(lines, each, total)]


def _adding_up(lines: Sequence[Funding], total: int, rest: Sequence[int]) -> list[int]:
    """Return the sums, from the first on, that add up to a total; [] if there are none."""
    worth = Decimal(0)
    for number, each in enumerate(rest, start=1):
        worth += _value(lines[each]) or 0
        if not _alike(lines, each, total):
            return []
        if number > 1 and worth == _value(lines[total]):
            return list(rest[:number])
    return []


def _value(line: Funding) -> Decimal | None:
    return line.amount.value if line.amount else None


def _alike(lines: Sequence[Funding], one: int, other: int) -> bool:
    first, last = lines[one].amount, lines[other].amount
    return bool(first and last and first.currency == last.currency)


def _start(line: Funding) -> int:
    return line.amount.stated_in.start if line.amount else line.stated_in.start


def _end(line: Funding) -> int:
    return line.amount.stated_in.end if line.amount else line.stated_in.end
