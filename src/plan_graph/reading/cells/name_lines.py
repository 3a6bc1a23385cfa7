"""Whether a line below a full one names another body: the width of a cell does not tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from plan_graph.plan.tables import Line, LineKind
from plan_graph.reading.cells.abbreviations import is_short
from plan_graph.reading.cells.body_lists import BodyLists
from plan_graph.reading.cells.lines import entries
from plan_graph.text import Passage, clean, fold, has_at_most

_OPEN = "-–/&(:,;"
"""Signs at the end of a line behind which what it says goes on."""
_LISTING = (",", ";", "/")
_SIGNS = re.compile(r"[,;/]")


class Listing(Enum):
    """How a document writes several bodies in a cell, as far as its cells tell it."""

    LINES = "lines"
    SIGNS = "signs"
    UNKNOWN = "unknown"


def listing_of(
    cells: Iterable[Passage], lines: Mapping[Passage, Sequence[Line]], lists: BodyLists
) -> Listing:
    """Return how cells list bodies: on lines of their own, or by signs."""
    by_lines = by_signs = False
    for cell in cells:
        known = lines.get(cell, ())
        found = entries(cell, known)
        by_lines |= bool(known) and len(found) > 1
        by_signs |= any(_SIGNS.search(each.text) and len(lists.parted(each)) > 1 for each in found)
    if by_lines is by_signs:
        return Listing.UNKNOWN
    return Listing.LINES if by_lines else Listing.SIGNS


def is_guessed(name: Passage, lines: Sequence[Line]) -> bool:
    """Tell whether a name begins, ends or goes on at the end of a full line without a sign."""
    return any(
        above.passage.end <= name.end and name.start <= line.passage.start
        for above, line in _full(lines)
        if above.passage.text[-1:] not in _LISTING
    )


def _full(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    return (pair for pair in pairwise(lines) if pair[1].kind is LineKind.FULL)


@dataclass(frozen=True)
class NameLines:
    """Tells names on two lines apart, by what a document knows."""

    lists: BodyLists
    listing: Listing = Listing.UNKNOWN

    def are_two(self, above: Passage, below: Passage) -> bool:
        """Tell whether words above and below the end of a full line name two bodies.

        They do where both are known to; where the document lists names by signs, none stands
        between these. Else both must have the form of a whole name.
        """
        parts = [self.lists.parted(above), self.lists.parted(below)]
        if not all(parts) or _is_open(above.text):
            return False
        first, second = parts[0][-1], parts[1][0]
        known = [self._is_known(name) for name in (first, second)]
        is_sure = all(known) or self.listing is Listing.SIGNS or second.text[:1].islower()
        if is_sure:
            return all(known)
        if self._is_known(Passage(0, f"{first.text} {second.text}")):
            return False
        is_another = known[1] or self._is_another(second)
        return is_another and (known[0] or self._is_whole(first))

    def _is_known(self, name: Passage) -> bool:
        return (
            bool(self.lists.register.find(name.text)) or fold(clean(name.text)) in self.lists.names
        )

    def _is_whole(self, name: Passage) -> bool:
        if self.lists.wording.head == "first":
            return self.lists.is_begun(name) or not has_at_most(1, name.text)
        words = self.lists.words
        heads = (head.group() for head in words.any_head.finditer(name.folded))
        is_headed = any(not words.adjective.fullmatch(head) for head in heads)
        return (self.listing is Listing.LINES and is_headed) or self._is_ended(name)

    def _is_another(self, name: Passage) -> bool:
        is_first = self.lists.wording.head == "first"
        if is_first:
            return self.lists.is_begun(name)
        return self._is_ended(name) or self._opens(name)

    def _opens(self, name: Passage) -> bool:
        """Tell whether words begin as 'Office for Bridges' does: with a head and what binds it."""
        head = self.lists.words.head.match(name.folded)
        behind = name.folded[head.end() :].lstrip() if head else ""
        return bool(behind and self.lists.words.connective.match(behind))

    def _is_ended(self, words: Passage) -> bool:
        """Tell whether words end as a name of their own does, of more than that word."""
        rest, _, last = words.folded.rpartition(" ")
        compound, head = self.lists.words.compound, self.lists.words.head
        return bool(
            compound.fullmatch(last) or is_short(words.text) or (rest and head.fullmatch(last))
        )


def _is_open(text: str) -> bool:
    """Tell whether a name goes on behind a text: a bracket is open, or a sign is the last."""
    return text.count("(") > text.count(")") or text.rstrip()[-1:] in _OPEN
