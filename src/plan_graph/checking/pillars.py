"""Parts of a plan that stand in another pillar than what they are for, or in none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import NamedNode

from plan_graph.checking.finding import Node, local_name
from plan_graph.checking.statements import Fault, Statements
from plan_graph.checking.vocabulary import term_name
from plan_graph.rdf.graph import Thing
from plan_graph.vocab import PLAN

_PATH = PLAN.inPillar.value


def pillar_faults(data: Statements) -> Iterator[Fault]:
    """Yield what stands in another pillar than what it is for.

    Where several parts of one pillar lead to one of another, that one is told, and once.
    """
    told: set[Node] = set()
    for name in (PLAN.pursues, PLAN.stepOf, PLAN.refines):
        for value, parts in _leading_to(data, name).items():
            other = data.value(value, PLAN.inPillar)
            pillars = {data.value(part, PLAN.inPillar) for part in parts}
            (own, *more) = pillars
            if other and own and len(parts) > 1 and not more and own != other:
                told.add(value)
                said = {"number": len(parts), "own": local_name(own), "other": local_name(other)}
                yield Fault("Violation", "Coherence-pillar-alone", value, _PATH, other, said)
            elif other:
                for part in parts:
                    if part not in told:
                        yield from _apart(data, part, name, value, other)


def _leading_to(data: Statements, name: NamedNode) -> Mapping[Node, Sequence[Thing]]:
    """Return the parts of the same plan that lead to each part by a property."""
    found: defaultdict[Node, list[Thing]] = defaultdict(list)
    for part, values in data.of(name).items():
        for value in values:
            if data.plans.get(part) == data.plans.get(value):
                found[value].append(part)
    return found


def _apart(
    data: Statements, part: Thing, name: NamedNode, value: Node, other: Node
) -> Iterator[Fault]:
    """Yield that a part stands in another pillar than the one that it leads to, or in none."""
    own = data.value(part, PLAN.inPillar)
    said: dict[str, object] = {"property": term_name(name), "found": local_name(value)}
    said["other"] = local_name(other)
    if own is None and not data.values(part, PLAN.inPillar):
        yield Fault("Warning", "Coherence-no-pillar", part, _PATH, None, said)
    elif own and own != other:
        said["own"] = local_name(own)
        yield Fault("Violation", "Coherence-other-pillar", part, name.value, value, said)
