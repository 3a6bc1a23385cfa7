"""Contradictions between statements: what the ontology forbids, whatever the reasoner.

The rules look at what is stated and what follows; they change nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from pyoxigraph import NamedNode, Triple

from plan_graph.infer.axioms import OWL, RDF, TYPE, ontology

Inconsistency = tuple[NamedNode, str, Mapping[str, str]]
"""The thing, the rule, and what is wrong by language ('en', 'ro')."""

_DISJOINT = "Consistency-disjoint-classes"
_FUNCTIONAL = "Consistency-one-value"
_CYCLE = "Consistency-no-cycle"
_TRANSITIVE = NamedNode(OWL + "TransitiveProperty")


def inconsistencies(asserted: Sequence[Triple], inferred: Sequence[Triple]) -> list[Inconsistency]:
    """Give the contradictions, sorted by thing and rule; [] if there is none."""
    found = [
        *_in_disjoint_classes(asserted, inferred),
        *_with_two_values(asserted),
        *_above_themselves(asserted, inferred),
    ]
    return sorted(found, key=lambda item: (item[0].value, item[1], item[2]["en"]))


def _in_disjoint_classes(
    asserted: Sequence[Triple], inferred: Sequence[Triple]
) -> Iterator[Inconsistency]:
    pairs = _disjoint_pairs()
    classes: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for thing, name, value in (*asserted, *inferred):
        if name == TYPE and isinstance(thing, NamedNode) and isinstance(value, NamedNode):
            classes[thing].add(value)
    for thing, kinds in classes.items():
        for one, other in combinations(sorted(kinds, key=str), 2):
            if frozenset((one, other)) in pairs:
                names = _local(one), _local(other)
                yield (
                    thing,
                    _DISJOINT,
                    {
                        "en": "is both {} and {}, which nothing can be; take one back".format(
                            *names
                        ),
                        "ro": "este și {}, și {}, ceea ce nu se poate; retrageți una".format(
                            *names
                        ),
                    },
                )


def _disjoint_pairs() -> set[frozenset[NamedNode]]:
    first = {t.subject: t.object for t in ontology() if t.predicate.value == RDF + "first"}
    rest = {t.subject: t.object for t in ontology() if t.predicate.value == RDF + "rest"}
    pairs: set[frozenset[NamedNode]] = set()
    for triple in ontology():
        if triple.predicate.value == OWL + "disjointWith":
            pairs.add(frozenset((triple.subject, triple.object)))  # type: ignore[arg-type]
        if triple.predicate.value == OWL + "members":
            node, members = triple.object, []
            while node in first:
                members.append(first[node])  # type: ignore[index]
                node = rest[node]  # type: ignore[index]
            pairs.update(map(frozenset, combinations(members, 2)))  # type: ignore[arg-type]
    return pairs


def _with_two_values(asserted: Sequence[Triple]) -> Iterator[Inconsistency]:
    functional = {
        t.subject
        for t in ontology()
        if t.predicate == TYPE and t.object == NamedNode(OWL + "FunctionalProperty")
    }
    values: defaultdict[tuple[NamedNode, NamedNode], set[str]] = defaultdict(set)
    for thing, name, value in asserted:
        if name in functional and isinstance(thing, NamedNode):
            values[thing, name].add(str(value))
    for (thing, name), found in values.items():
        if len(found) > 1:
            shown = " and ".join(sorted(found))
            yield (
                thing,
                _FUNCTIONAL,
                {
                    "en": f"has {len(found)} values of {_local(name)} ({shown}); keep one",
                    "ro": f"are {len(found)} valori pentru {_local(name)} ({shown}); păstrați una",
                },
            )


def _above_themselves(
    asserted: Sequence[Triple], inferred: Sequence[Triple]
) -> Iterator[Inconsistency]:
    transitive = {t.subject for t in ontology() if t.predicate == TYPE and t.object == _TRANSITIVE}
    for thing, name, value in (*asserted, *inferred):
        if thing == value and name in transitive and isinstance(thing, NamedNode):
            yield (
                thing,
                _CYCLE,
                {
                    "en": f"leads back to itself by {_local(name)}; break the circle",
                    "ro": f"duce înapoi la sine prin {_local(name)}; întrerupeți cercul",
                },
            )


def _local(term: NamedNode) -> str:
    return term.value.rpartition("#")[2]
