"""Which thing of the new edition is which of the old one: by title, then by code and likeness.

Codes alone do not tell, because a plan without codes of its own counts its actions, and one that
is put in renumbers those behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from plan_graph.publishing.diff.facets import Thing
from plan_graph.text import fold

Pair = tuple[Thing | None, Thing | None]

_ALIKE = 0.6
"""How alike titles of one code have to be, and …"""
_VERY_ALIKE = 0.8
"""… those of different codes. Measured with difflib on single words, 1 is equal."""


def match(old: Sequence[Thing], new: Sequence[Thing]) -> list[Pair]:
    """Pair the things of two editions; one that has no partner is alone in its pair.

    The pairs are in the order of the new edition; things that are gone come where they stood.
    """
    partner: dict[int, int] = {}
    for place, other in _pairs(old, new):
        if place not in partner.values() and other not in partner:
            partner[other] = place
    taken = set(partner.values())
    gone = [place for place in range(len(old)) if place not in taken]
    pairs: list[Pair] = []
    for other, thing in enumerate(new):
        before = partner.get(other)
        while gone and before is not None and gone[0] < before:
            pairs.append((old[gone.pop(0)], None))
        pairs.append((None if before is None else old[before], thing))
    return pairs + [(old[place], None) for place in gone]


def _pairs(old: Sequence[Thing], new: Sequence[Thing]) -> Iterator[tuple[int, int]]:
    """Give places that belong together, the surest first."""
    if len(old) == len(new) == 1 and old[0].kind == "plan":
        yield 0, 0
    for place, thing in enumerate(old):
        for other, candidate in enumerate(new):
            if _words(thing) == _words(candidate):
                yield place, other
    likely = sorted(
        (
            (-likeness, place, other)
            for place, thing in enumerate(old)
            for other, candidate in enumerate(new)
            if (likeness := _likeness(thing, candidate))
        )
    )
    yield from ((place, other) for _, place, other in likely)


def _likeness(one: Thing, other: Thing) -> float:
    """Tell how alike two things are; 0 if not enough to be the same."""
    matcher = SequenceMatcher(None, _words(one), _words(other), autojunk=False)
    least = _ALIKE if one.code == other.code else _VERY_ALIKE
    if matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0


def _words(thing: Thing) -> list[str]:
    return fold(thing.title.key).split()
