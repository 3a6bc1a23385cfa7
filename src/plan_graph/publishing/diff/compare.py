"""What changed between two editions, thing by thing: in words, and as an RDF patch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Triple

from plan_graph.publishing.diff.facets import Reader, Thing, Value
from plan_graph.publishing.diff.match import match
from plan_graph.publishing.diff.words import PHRASES
from plan_graph.rdf.view import View


def patch(old: Iterable[Triple], new: Iterable[Triple]) -> str:
    """Write what to delete (D) and what to add (A) to make the new graph of the old one.

    Sorted, so that equal differences are equal texts; see https://afs.github.io/rdf-patch/.
    """
    before, after = set(old), set(new)
    deleted = sorted(f"D {triple} ." for triple in before - after)
    added = sorted(f"A {triple} ." for triple in after - before)
    return "\n".join(["TX .", *deleted, *added, "TC .", ""])


_ABOVE = ("pillar", "general objective", "objective")
"""Facets that name a thing above."""
_SETS = ("responsible", "partner", "indicator", "result")
"""Facets of which values come and go; one value of another is moved or replaced."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed.

    Attributes:
        change: 'added', 'removed' or 'changed'.
        kind: What the thing is, such as 'action'.
        code: Its code in the new edition, or in the old one if it is gone.
        title: Its title, likewise.
        details: What changed of it, a line each.
        former: Its code in the old edition, if it was another.
    """

    change: str
    kind: str
    code: str
    title: str
    details: tuple[str, ...] = ()
    former: str = ""


def compare(old: Iterable[Triple], new: Iterable[Triple], language: str) -> list[Change]:
    """Tell what changed, in the order of the plan.

    Args:
        old: The graph of the earlier edition.
        new: That of the later one.
        language: 'en' or 'ro': of the words, and of labels where they have it.
    """
    before = Reader(View(old), language).things()
    after = Reader(View(new), language).things()
    words = _Words(language)
    changes = []
    for kind, things in after.items():  # what stands above comes first
        for one, other in match(before[kind], things):
            if one and other:
                words.same[other.title.key] = one.title.key
            change = words.change(one, other)
            if change:
                changes.append(change)
    return changes


def lines(changes: Sequence[Change], language: str) -> Iterator[str]:
    """Say changes to a reader."""
    phrases = PHRASES[language]
    if not changes:
        yield phrases["nothing"]
    for found in changes:
        former = phrases["former"].format(old=found.former) if found.former else ""
        name = " ".join(filter(None, (phrases[found.kind], found.code, former)))
        yield f"{name} {phrases[found.change]}: {found.title}"
        for detail in found.details:
            yield f"  - {detail}"


class _Words:
    """Says changes; `same` tells how things of the new edition were called in the old one.

    So an objective that is reworded is told once, and not again of each of its actions.
    """

    def __init__(self, language: str) -> None:
        self._phrases = PHRASES[language]
        self.same: dict[str, str] = {}

    def change(self, old: Thing | None, new: Thing | None) -> Change | None:
        """Give the change of one thing, or None."""
        if old and new:
            details = tuple(self._details(old, new))
            former = old.code if _renumbered(old, new) else ""
            return Change("changed", *_name(new), details, former) if details else None
        if new:
            return Change("added", *_name(new), tuple(self._all(new)))
        return Change("removed", *_name(old)) if old else None

    def _details(self, old: Thing, new: Thing) -> Iterator[str]:
        if _renumbered(old, new):
            yield self._say("renumbered", old=old.code, new=new.code)
        if old.title.key != new.title.key:
            yield self._say("reworded", old=old.title.key)
        for facet, values in new.facets.items():
            known = [Value(self.same.get(v.key, v.key), v.shown) for v in values]
            yield from self._facet(
                facet, old.facets.get(facet, ()), known if facet in _ABOVE else values
            )

    def _facet(self, facet: str, old: Sequence[Value], new: Sequence[Value]) -> Iterator[str]:
        for one, other in _read_anew(old, new):
            known = {"value": one.shown, "old": one.read or "—", "new": other.read or "—"}
            yield self._say("read anew", facet, **known)
        gone, came = _without(old, new), _without(new, old)
        if len(gone) == len(came) == 1 and facet not in _SETS:
            change = "moved" if facet in ("deadline", "start", "end") else "replaced"
            yield self._say(change, facet, old=gone[0].shown, new=came[0].shown)
            return
        for value in gone:
            yield self._say("dropped", facet, value=value.shown)
        for value in came:
            yield self._say("new", facet, value=value.shown)

    def _all(self, thing: Thing) -> Iterator[str]:
        for facet, values in thing.facets.items():
            for value in values:
                yield f"{self._phrases[facet]}: {value.shown}"

    def _say(self, phrase: str, facet: str = "", **values: str) -> str:
        return self._phrases[phrase].format(facet=self._phrases.get(facet, ""), **values)


def _renumbered(old: Thing, new: Thing) -> bool:
    return old.code != new.code and old.kind != "plan"


def _name(thing: Thing) -> tuple[str, str, str]:
    return thing.kind, thing.code, thing.title.shown


def _read_anew(old: Sequence[Value], new: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """Pair the values of equal words that were understood in another way."""
    before = [(value.key, value.read) for value in old]
    left = [value for value in new if (value.key, value.read) not in before]
    after = [(value.key, value.read) for value in new]
    for value in old:
        same = next((other for other in left if other.key == value.key), None)
        if same and (value.key, value.read) not in after:
            left.remove(same)
            yield value, same


def _without(values: Sequence[Value], others: Sequence[Value]) -> list[Value]:
    """Give the values that are not among the others, each as often as it is missing."""
    left = [other.key for other in others]
    found = []
    for value in values:
        if value.key in left:
            left.remove(value.key)
        else:
            found.append(value)
    return found
