"""What of the new edition is what of the old one: things by title and code, facts by words.

Codes alone do not tell, because a plan without codes of its own counts its actions, and one that
is put in renumbers those behind it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain, product
from typing import TypeVar

from plan_graph.facts import Change, Form
from plan_graph.publishing.diff.edition import Entry, Fact
from plan_graph.text import fold

_T = TypeVar("_T")
_Places = Iterator[tuple[int, int]]

_ALIKE = 0.6
"""How alike have to be titles of one code, and the words of facts, and …"""
_VERY_ALIKE = 0.8
"""… titles of different codes. Measured with difflib on single words, 1 is equal."""


def matched(old: Sequence[Entry], new: Sequence[Entry]) -> list[tuple[Entry | None, Entry | None]]:
    """Pair the things of two editions; one that has no partner is alone in its pair.

    The pairs are in the order of the new edition; things that are gone come where they stood.
    """
    kind = next((entry.kind for entry in (*old, *new)), None)
    if kind and not kind.is_told_alone:
        return _paired(old, new, _equal(old, new, lambda entry: entry.name))

    def least(one: Entry, other: Entry) -> float:
        return _ALIKE if one.code == other.code else _VERY_ALIKE

    equal = _equal(old, new, lambda entry: tuple(fold(entry.title.key).split()))
    alike = _alike(old, new, lambda entry: entry.title.key, least)
    single = kind is not None and kind.is_single and len(old) == len(new) == 1
    return _paired(old, new, chain([(0, 0)] if single else [], equal, alike))


def matched_facts(
    old: Sequence[Fact], new: Sequence[Fact]
) -> list[tuple[Fact | None, Fact | None]]:
    """Pair the facts of one name; one that stands in the place of another is its partner.

    Those that are gone come behind those that have a partner, and then those that came.
    """
    same = _equal(old, new, lambda fact: (fact.key, fact.compared))
    equal = _equal(old, new, lambda fact: fact.key)
    worded = all(fact.kind.words or fact.kind.form is Form.QUOTE for fact in new)
    alike = _alike(old, new, lambda fact: fact.key, lambda *_: _ALIKE) if worded else ()
    listed = any(fact.kind.change is Change.LISTED for fact in new)
    meant = () if listed else _equal(old, new, lambda fact: fact.compared or fact.key)
    pairs = _paired(old, new, chain(same, equal, alike, meant))
    both = [(one, other) for one, other in pairs if one and other]
    gone = [one for one, other in pairs if one and not other]
    came = [other for one, other in pairs if other and not one]
    if len(gone) == len(came) == 1 and not listed:
        return [*both, (gone[0], came[0])]
    return [*both, *((one, None) for one in gone), *((None, other) for other in came)]


def _paired(
    old: Sequence[_T], new: Sequence[_T], places: Iterable[tuple[int, int]]
) -> list[tuple[_T | None, _T | None]]:
    """Pair what stands at places that belong together, of which the surest come first."""
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for place, other in places:
        if place not in taken and other not in partner:
            partner[other] = place
            taken.add(place)
    gone = [place for place in range(len(old)) if place not in taken]
    pairs: list[tuple[_T | None, _T | None]] = []
    for other, thing in enumerate(new):
        before = partner.get(other)
        while gone and before is not None and gone[0] < before:
            pairs.append((old[gone.pop(0)], None))
        pairs.append((None if before is None else old[before], thing))
    return pairs + [(old[place], None) for place in gone]


def _equal(old: Sequence[_T], new: Sequence[_T], key: Callable[[_T], Hashable]) -> _Places:
    """Return the places of what has equal keys."""
    known: defaultdict[Hashable, list[int]] = defaultdict(list)
    for other, candidate in enumerate(new):
        known[key(candidate)].append(other)
    for place, thing in enumerate(old):
        yield from ((place, other) for other in known[key(thing)])


def _alike(
    old: Sequence[_T],
    new: Sequence[_T],
    text: Callable[[_T], str],
    least: Callable[[_T, _T], float],
) -> _Places:
    """Return the places of what is enough alike, the most alike first."""
    words = [[fold(text(thing)).split() for thing in things] for things in (old, new)]
    likely = []
    for (place, one), (other, candidate) in product(enumerate(old), enumerate(new)):
        matcher = SequenceMatcher(None, words[0][place], words[1][other], autojunk=False)
        bound = least(one, candidate)
        if matcher.quick_ratio() >= bound and (ratio := matcher.ratio()) >= bound:
            likely.append((-ratio, place, other))
    yield from ((place, other) for _, place, other in sorted(likely))
