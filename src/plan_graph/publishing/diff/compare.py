"""What changed between two editions, thing by thing: in words, and as an RDF patch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Triple

from plan_graph.facts import THINGS
from plan_graph.facts import Change as How
from plan_graph.phrases import table
from plan_graph.publishing.diff.edition import Edition, Entry, Facets, Fact
from plan_graph.publishing.diff.match import matched, matched_facts
from plan_graph.rdf.view import View


def patch(old: Iterable[Triple], new: Iterable[Triple]) -> str:
    """Write what to delete (D) and what to add (A) to make the new graph of the old one.

    Sorted, so that equal differences are equal texts; see https://afs.github.io/rdf-patch/.
    """
    before, after = set(old), set(new)
    deleted = sorted(f"D {triple} ." for triple in before - after)
    added = sorted(f"A {triple} ." for triple in after - before)
    return "\n".join(["TX .", *deleted, *added, "TC .", ""])


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
    before, after = Edition(View(old), language), Edition(View(new), language)
    pairs = [
        pair for thing in THINGS for pair in matched(before.entries(thing), after.entries(thing))
    ]
    # So an objective that is reworded is told once, and not again of each of its actions.
    after.former = {
        after.name(other.node).key: before.name(one.node).key
        for one, other in pairs
        if one and other
    }
    told = _Told(before, after, table("diff", language))
    return [change for one, other in pairs if (change := told.change(one, other))]


def lines(changes: Sequence[Change], language: str, beyond: int = 0) -> Iterator[str]:
    """Say changes to a reader; `beyond` is how many statements differ where there are none."""
    phrases = table("diff", language)
    if not changes:
        yield phrases["nothing"]
        yield from [phrases["beyond"].format(number=beyond)] * bool(beyond)
    for found in changes:
        former = phrases["former"].format(old=found.former) if found.former else ""
        name = " ".join(filter(None, (phrases[found.kind], found.code, former)))
        yield f"{name} {phrases[found.change]}: {found.title}"
        for detail in found.details:
            yield f"  - {detail}"


@dataclass(frozen=True, slots=True)
class _Told:
    """Says the changes between two editions."""

    before: Edition
    after: Edition
    phrases: Mapping[str, str]

    def change(self, old: Entry | None, new: Entry | None) -> Change | None:
        """Return the change of one thing, or None."""
        if old and new:
            details = tuple(self._details(old, new))
            former = old.code if _renumbered(old, new) else ""
            return Change("changed", *_name(new), details, former) if details else None
        if new and new.kind.is_told_alone:
            facets = self.after.facets(new.node, new.kind.name)
            return Change("added", *_name(new), tuple(self._all(facets)))
        if old and old.kind.is_told_alone:
            return Change("removed", *_name(old))
        return None

    def _details(self, old: Entry, new: Entry) -> Iterator[str]:
        if _renumbered(old, new):
            yield self._say("renumbered", old=old.code, new=new.code)
        if old.title.key != new.title.key:
            yield self._say("reworded", old=old.title.key)
        name = new.kind.name
        yield from self._facets(
            self.before.facets(old.node, name), self.after.facets(new.node, name)
        )

    def _facets(self, old: Facets, new: Facets, whole: str = "") -> Iterator[str]:
        before, after = dict(old), dict(new)
        told: dict[str, list[str]] = {}
        for name in dict.fromkeys([*after, *before]):
            told[name] = []
            for one, other in matched_facts(before.get(name, ()), after.get(name, ())):
                # A code that was read from words is told by them, where they changed as well.
                aspect = next((fact.aspect for fact in (other, one) if fact), "")
                is_code = bool(told.get(aspect))
                facet = self._called(aspect if is_code else name, whole)
                if details := list(self._fact(facet, one, other)):
                    if is_code:
                        told[aspect] = []
                    told[name] += details
        yield from (line for lines in told.values() for line in lines)

    def _fact(self, facet: str, old: Fact | None, new: Fact | None) -> Iterator[str]:
        if old and new:
            if old.key != new.key:
                change = "moved" if new.kind.change is How.MOVED else "replaced"
                yield self._say(change, facet, old=old.shown, new=new.shown)
            elif old.compared != new.compared:
                one, other = self._read(old, new), self._read(new, old)
                yield self._say("read anew", facet, value=old.shown, old=one, new=other)
            yield from self._facets(old.parts, new.parts, new.shown)
        elif new:
            yield self._say("new", facet, value=new.shown)
            yield from self._all(new.parts, new.shown)
        elif old:
            yield self._say("dropped", facet, value=old.shown)

    def _read(self, fact: Fact, other: Fact) -> str:
        """Say how words were understood; at length if the other was so too in short."""
        if fact.read != other.read:
            return fact.read or "—"
        return ", ".join(f"{self.phrases[name]}: {said.shown}" for name, said in fact.values)

    def _all(self, facets: Facets, whole: str = "") -> Iterator[str]:
        names = {name for name, found in facets if found}
        worded = names.intersection(fact.aspect for _, found in facets for fact in found)
        for name, found in facets:
            for fact in found if name not in worded else ():
                called = fact.aspect if fact.aspect in worded else name
                yield f"{self._called(called, whole)}: {fact.shown}"
                yield from self._all(fact.parts, fact.shown)

    def _called(self, name: str, whole: str) -> str:
        called = self.phrases.get(name) or name[:1].upper() + name[1:]
        return self.phrases["of"].format(facet=called, whole=whole) if whole else called

    def _say(self, phrase: str, facet: str = "", **values: str) -> str:
        return self.phrases[phrase].format(facet=facet, **values)


def _renumbered(old: Entry, new: Entry) -> bool:
    return new.kind.is_numbered and old.code != new.code


def _name(entry: Entry) -> tuple[str, str, str]:
    return entry.kind.name, entry.code, entry.title.shown
