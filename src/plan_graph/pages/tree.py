"""The parts of a plan as a tree: pillars, objectives of any depth, actions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.pages.actions import Item, is_action
from plan_graph.pages.statements import Said, Thing
from plan_graph.vocab import PLAN, RDF

_ABOVE = (PLAN.refines, PLAN.pursues, PLAN.inPillar)
"""What leads from a part to the one above it, the nearest first."""


class Branch(NamedTuple):
    """A pillar or an objective with all that is below it.

    Attributes:
        thing: The part itself.
        kind: 'pillar' or 'objective'.
        branches: The parts directly below.
        items: The actions directly below.
        number: How many actions are below it, at any depth.
    """

    thing: Thing
    kind: str
    branches: list[Branch]
    items: list[Item]
    number: int


def grow(said: Said, root: NamedNode, items: Mapping[NamedNode, Item], *, prune: bool) -> Branch:
    """Put the parts that something is said of below a root, each below the one it belongs to.

    Args:
        said: What is said of the parts.
        root: The plan, or the part of it, that all belong to.
        items: The actions that are wanted.
        prune: Leave out parts without any of them.
    """
    return _Walk(said, items, prune, _below(said, root, items)).branch(root, frozenset({root}))


def _below(
    said: Said, root: NamedNode, items: Mapping[NamedNode, Item]
) -> Mapping[NamedNode, list[NamedNode]]:
    """Return the parts directly below each part, in order."""
    parts = [
        node
        for node in said.ordered(said.subjects())
        if isinstance(node, NamedNode) and said.values(node, PLAN.position)
    ]
    known = {root, *parts}
    below: dict[NamedNode, list[NamedNode]] = {}
    for part in parts:
        if part != root and (part in items or not is_action(said, part)):
            for above in _above(said, part, known) or [root]:
                below.setdefault(above, []).append(part)
    return below


def _above(said: Said, part: NamedNode, known: Collection[NamedNode]) -> list[NamedNode]:
    for link in _ABOVE:
        found = dict.fromkeys(said.nodes(part, link))
        if here := [each for each in found if isinstance(each, NamedNode) and each in known]:
            return here
    return []


class _Walk(NamedTuple):
    """A walk from a part to all that is below it."""

    said: Said
    items: Mapping[NamedNode, Item]
    prune: bool
    below: Mapping[NamedNode, list[NamedNode]]

    def branch(self, node: NamedNode, seen: frozenset[NamedNode]) -> Branch:
        """Return a part with what is below it, but for what it is itself below."""
        parts = [part for part in self.below.get(node, ()) if part not in seen]
        branches = [self.branch(part, seen | {part}) for part in parts if part not in self.items]
        own = [self.items[part] for part in parts if part in self.items]
        return Branch(
            self.said.thing(node),
            "pillar" if PLAN.Pillar in self.said.values(node, RDF.type) else "objective",
            [branch for branch in branches if branch.number or not self.prune],
            own,
            len(own) + sum(branch.number for branch in branches),
        )
