"""What is false of how parts of plans, and bodies, stand to each other.

Each may be well described by itself: a part is compared with its whole, a body with its superior.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode

from plan_graph.checking.finding import Node, local_name
from plan_graph.checking.pillars import pillar_faults
from plan_graph.checking.statements import Fault, Statements
from plan_graph.checking.vocabulary import term_name
from plan_graph.vocab import DCTERMS, OA, PLAN, SKOS

_UPWARD = (PLAN.pursues, PLAN.refines, PLAN.stepOf, PLAN.inPillar)
_RANKS = ((PLAN.ActionPlan, 0), (PLAN.Pillar, 1), (PLAN.Objective, 2), (PLAN.Action, 3))
"""What stands above comes first."""
_PILLAR = 1
"""The rank of pillars, none of which stands in another."""
_CIRCLES: tuple[tuple[NamedNode, ...], ...] = (
    (PLAN.partOf, PLAN.inPlan, PLAN.inPillar, PLAN.pursues, PLAN.refines, PLAN.stepOf),
    (PLAN.parentOrganisation, PLAN.parentMinistry),
    (PLAN.revises,),
    (PLAN.successor,),
    (PLAN.continues,),
    (PLAN.corrects,),
    (PLAN.observes,),
    (SKOS.broader,),
)
_TRIED = 200
"""So many things that lead to each other are tried as the beginning of a circle."""


def structure_faults(data: Statements) -> Iterator[Fault]:
    """Yield what is false between parts and wholes, and between bodies."""
    yield from _circles(data)
    yield from _other_plan(data)
    yield from pillar_faults(data)
    yield from _pursued_above(data)
    yield from _ranks(data)
    yield from _bodies(data)


def _circles(data: Statements) -> Iterator[Fault]:
    """Yield each circle once, at the thing that comes first among those in it."""
    for names in _CIRCLES:
        above: defaultdict[Node, dict[Node, NamedNode]] = defaultdict(dict)
        for name in names:
            for thing, values in data.of(name).items():
                for value in values:
                    above[thing].setdefault(value, name)
        for circle in _circles_apart(above):
            start = circle[0]
            name = above[circle[0]][circle[1 % len(circle)]]
            way = " → ".join(local_name(one) for one in (*circle, circle[0]))
            parts = {"property": term_name(name), "way": way}
            yield Fault("Violation", "Coherence-circle", start, name.value, None, parts)


def _circles_apart(above: Mapping[Node, Mapping[Node, NamedNode]]) -> Iterator[list[Node]]:
    """Yield circles that have nothing in common, each from the thing in it that comes first.

    Of things that all lead to each other only some are tried: one circle among many thousands
    of things shows what is wrong.
    """
    for knot in knots(above):
        inside = {one: [value for value in above[one] if value in knot] for one in knot}
        told: set[Node] = set()
        for start in sorted(knot, key=str)[:_TRIED]:
            circle = None if start in told else _way_back(start, inside)
            if circle and not told.intersection(circle):
                told.update(circle)
                yield circle


def knots(above: Mapping[Node, Iterable[Node]]) -> list[set[Node]]:
    """Return the sets of things that all lead to each other: strongly connected components.

    By the algorithm of Tarjan, without recursion; things that lead back to nothing are in none.
    """
    number: dict[Node, int] = {}
    lowest: dict[Node, int] = {}
    open_things: dict[Node, None] = {}
    found: list[set[Node]] = []
    for root in above:
        work = [] if root in number else [(root, iter(above[root]))]
        while work:
            thing, values = work[-1]
            if thing not in number:
                number[thing] = lowest[thing] = len(number)
                open_things[thing] = None
            for value in values:
                if value not in number:
                    work.append((value, iter(above.get(value, ()))))
                    break
                if value in open_things:
                    lowest[thing] = min(lowest[thing], number[value])
            else:
                work.pop()
                if work:
                    over = work[-1][0]
                    lowest[over] = min(lowest[over], lowest[thing])
                if lowest[thing] == number[thing]:
                    knot = _closed(thing, open_things)
                    if len(knot) > 1 or thing in above.get(thing, ()):
                        found.append(knot)
    return found


def _closed(first: Node, open_things: dict[Node, None]) -> set[Node]:
    """Take out the things that were opened last, down to a first one."""
    knot = set()
    while first not in knot:
        knot.add(open_things.popitem()[0])
    return knot


def _way_back(start: Node, above: Mapping[Node, Iterable[Node]]) -> list[Node] | None:
    """Return the things on the shortest way from a thing to itself; None if there is none."""
    before: dict[Node, Node] = {}
    queue = [start]
    for one in queue:
        for value in above.get(one, ()):
            if value == start:
                way = [one]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if value not in before:
                before[value] = one
                queue.append(value)
    return None


def _other_plan(data: Statements) -> Iterator[Fault]:
    for name in _UPWARD:
        for thing, values in data.of(name).items():
            for value in values:
                own, other = data.plans.get(thing), data.plans.get(value)
                if own and other and own != other:
                    parts = {"property": term_name(name), "found": local_name(value),
                             "plan": local_name(other)}  # fmt: skip
                    yield Fault(
                        "Violation", "Coherence-other-plan", thing, name.value, value, parts
                    )
    yield from _other_document(data)


def _other_document(data: Statements) -> Iterator[Fault]:
    """Yield the parts of a plan whose words stand in a document that is not that of the plan."""
    for thing, fragments in data.of(PLAN.statedIn).items():
        plan = data.plans.get(thing)
        sources = data.values(plan, DCTERMS.source) if plan else []
        for fragment in fragments if sources else ():
            found = data.value(fragment, OA.hasSource)
            if found is not None and found not in sources:
                parts = {"found": local_name(found)}
                yield Fault(
                    "Violation", "Coherence-other-document", thing, PLAN.statedIn.value, fragment,
                    parts,
                )  # fmt: skip


def _pursued_above(data: Statements) -> Iterator[Fault]:
    """Yield the actions that pursue an objective and one above it, which follows already."""
    for action, objectives in data.of(PLAN.pursues).items():
        for objective in objectives if len(objectives) > 1 else ():
            wider, queue = set[Node](), [objective]
            while queue:
                new = [one for one in data.values(queue.pop(), PLAN.refines) if one not in wider]
                wider.update(new)
                queue += new
            for found in wider.intersection(objectives) - {objective}:
                parts = {"found": local_name(found), "objective": local_name(objective)}
                yield Fault(
                    "Warning", "Coherence-pursued-above", action, PLAN.pursues.value, found, parts
                )


def _rank(data: Statements, thing: Node) -> int | None:
    return next((rank for kind, rank in _RANKS if kind in data.kinds_of(thing)), None)


def _ranks(data: Statements) -> Iterator[Fault]:
    pairs: list[tuple[Node, Node]]
    pairs = [(thing, value) for thing, values in data.of(PLAN.partOf).items() for value in values]
    pairs += [(part, thing) for thing, parts in data.of(PLAN.hasPart).items() for part in parts]
    pairs += [
        (thing, value) for thing, values in data.of(PLAN.inPillar).items() for value in values
    ]
    for part, whole in pairs:
        below, above = _rank(data, part), _rank(data, whole)
        if above is not None and (below is None or above > below or above == below == _PILLAR):
            parts = {"found": local_name(whole)}
            yield Fault("Violation", "Coherence-part", part, PLAN.partOf.value, whole, parts)


def _bodies(data: Statements) -> Iterator[Fault]:
    for thing, parents in data.of(PLAN.parentOrganisation).items():
        for parent in parents:
            is_body = PLAN.Agency in data.kinds_of(parent)
            if PLAN.Ministry in data.kinds_of(thing) and is_body and parent != thing:
                parts = {"found": local_name(parent)}
                yield Fault(
                    "Violation", "Coherence-ministry-under-agency", thing,
                    PLAN.parentOrganisation.value, parent, parts,
                )  # fmt: skip
    for part, bodies in data.of(PLAN.actingFor).items():
        for body in bodies:
            if body in data.values(part, PLAN.actor):
                parts = {"found": local_name(body)}
                yield Fault(
                    "Violation", "Coherence-acting-for-itself", part, PLAN.actingFor.value, body,
                    parts,
                )  # fmt: skip
