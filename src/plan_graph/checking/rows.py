"""Parts of a plan in another order than their words, and facts with words in the row of another."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from pyoxigraph import NamedNode

from plan_graph.checking.finding import Node, local_name
from plan_graph.checking.statements import Fault, Statements, is_rare
from plan_graph.facts import Form, kinds_on
from plan_graph.rdf.graph import Thing
from plan_graph.vocab import OA, PLAN

_KINDS = tuple(kind for kind in kinds_on("action") if kind.form is Form.NODE)
_Spot = tuple[Node | None, int, int]
"""A document, a table and a row of it."""


def row_faults(data: Statements) -> Iterator[Fault]:
    """Yield what stands elsewhere in the document than the graph says."""
    for kind in (PLAN.Pillar, PLAN.Action):
        yield from _out_of_order(data, kind)
    yield from _of_another_row(data)


def _out_of_order(data: Statements, kind: NamedNode) -> Iterator[Fault]:
    """Yield the few parts of a kind that come after one whose words stand behind theirs."""
    listed: defaultdict[object, list[tuple[int, int, Thing]]] = defaultdict(list)
    for part in data.are(kind):
        position, start = data.text(part, PLAN.position), _start(data, part)
        if position.isdecimal() and start is not None:
            listed[data.plans.get(part)].append((int(position), start, part))
    for parts in listed.values():
        parts.sort(key=lambda each: each[0])
        late = [(part, before) for (_, first, before), (_, second, part) in pairwise(parts)
                if second < first]  # fmt: skip
        for part, before in late if is_rare(len(late), len(parts)) else ():
            found = {"found": local_name(before)}
            yield Fault("Warning", "Words-order", part, PLAN.position.value, None, found)


def _start(data: Statements, part: Thing) -> int | None:
    """Return where the words of a part begin in the document."""
    starts = [
        int(start)
        for fragment in data.values(part, PLAN.statedIn)
        for selector in data.values(fragment, OA.hasSelector)
        if (start := data.text(selector, OA.start)).isdecimal()
    ]
    return min(starts, default=None)


def _of_another_row(data: Statements) -> Iterator[Fault]:
    """Yield the few facts of actions with words in the row of another, if no cell reaches down.

    The rows of an action go from the one with its words to the one before the next action.
    """
    spots = {action: _spots(data, action) for action in data.are(PLAN.Action)}
    owners: defaultdict[tuple[Node | None, int], dict[int, Thing]] = defaultdict(dict)
    for action, found in spots.items():
        for document, table, row in found:
            owners[document, table].setdefault(row, action)
    rows = {table: sorted(held) for table, held in owners.items()}
    stated = [
        (action, kind.link, fact, _spots(data, fact))
        for kind in _KINDS
        for action, facts in data.of(kind.link).items()
        for fact in (facts if action in spots else ())
        if not data.values(fact, PLAN.inherited)
    ]
    tellers: defaultdict[_Spot, set[Node]] = defaultdict(set)
    for action, _, _, places in stated:
        for place in places:
            tellers[place].add(action)
    looked_at = 0
    faults: list[Fault] = []
    for action, link, fact, places in stated:
        looked_at += bool(places)
        other = _other(places, spots[action], owners, rows)
        # A row that states facts of several actions but of none in whose rows it is heads them.
        heads = all(len(tellers[place]) > 1 and other not in tellers[place] for place in places)
        if other is not None and not heads:
            parts = {"found": local_name(other)}
            faults.append(Fault("Warning", "Words-row", fact, link.value, None, parts))
    if is_rare(len(faults), looked_at):
        yield from faults


def _other(
    places: Collection[_Spot],
    own: Collection[_Spot],
    owners: Mapping[tuple[Node | None, int], Mapping[int, Thing]],
    rows: Mapping[tuple[Node | None, int], Sequence[int]],
) -> Thing | None:
    """Return the action in whose rows all places are; None if one is in those of its own.

    A place in a table without the action tells nothing.
    """
    found = None
    tables = {(document, table) for document, table, _ in own}
    for document, table, row in places:
        if (document, table) not in tables:
            return None
        starts = rows[document, table]
        before = bisect_right(starts, row)
        if not before or (document, table, starts[before - 1]) in own:
            return None
        found = owners[document, table][starts[before - 1]]
    return found


def _spots(data: Statements, thing: Node) -> list[_Spot]:
    found = []
    for fragment in data.values(thing, PLAN.statedIn):
        table, row = data.text(fragment, PLAN.table), data.text(fragment, PLAN.row)
        if table.isdecimal() and row.isdecimal():
            found.append((data.value(fragment, OA.hasSource), int(table), int(row)))
    return found
