"""Read the names of bodies in a line: 'MAI prin ANITP, IGPF', 'Consiliile județene - DGASPC'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plan_graph.model import Body
from plan_graph.register import Register
from plan_graph.text import Passage, clean, covering
from plan_graph.wording import Wording, whole_words


@dataclass(frozen=True, slots=True)
class Named:
    """A body where it is named.

    Attributes:
        body: The body.
        passage: Its name.
        under: The body that 'prin' puts it under, or None.
        whole: The words from there to the name, as in 'MAI prin ANITP'.
    """

    body: Body
    passage: Passage
    whole: Passage
    under: Body | None = None


@dataclass(frozen=True)
class BodyReader:
    """Reads names of bodies with the words of one language and the entries of one register."""

    wording: Wording
    register: Register

    def line(self, line: Passage) -> list[Named]:
        """Read one line, such as 'X', 'X, Y', 'X prin Y, Z' or 'X - Y'.

        What the register does not know becomes an unknown body under its own words.

        >>> from plan_graph import register, wording
        >>> reader = BodyReader(wording.load("ro"), register.load("ro"))
        >>> [(n.body.code, n.under and n.under.code)
        ...  for n in reader.line(Passage(0, "MAI prin ANITP, IGPF"))]
        [('ANITP', 'MAI'), ('IGPF', 'MAI')]
        """
        delegation = self._delegation.search(line.folded)
        before = line.slice(0, delegation.start()).strip() if delegation else None
        if delegation is None or not before:
            return [self._alone(part) for part in self._names(line)]
        *others, above = self._names(before)
        agents = self._names(line.slice(delegation.end()))
        parent = self.body(above)
        if not agents:
            return [self._alone(part) for part in (*others, above)]
        return [
            *map(self._alone, others),
            *(Named(self.body(part), part, covering(line, above, part), parent) for part in agents),
        ]

    def _alone(self, name: Passage) -> Named:
        return Named(self.body(name), name, name)

    def body(self, name: Passage) -> Body:
        """Give the body that words name as a whole."""
        entry = self.register.find(name.text)
        if entry is not None and entry.is_body:
            return Body(entry.code)
        return Body(clean(name.text), known=False)

    def named_in(self, text: Passage) -> list[Body]:
        """Give the known bodies that a text names anywhere, once each, in order."""
        return list(dict.fromkeys(Body(entry.code) for entry, _ in self.register.mentions(text)))

    def _names(self, text: Passage) -> list[Passage]:
        """Part a list of names; a name that the register knows is never cut."""
        names: list[Passage] = []
        for part in text.split(_SEPARATORS):
            if self.register.find(part.text):
                names.append(part)
                continue
            pieces = part.split(self._conjunctions)
            known = [piece for piece in pieces if self.register.find(piece.text)]
            if len(known) == len(pieces):
                names.extend(pieces)
            else:
                names.extend(self._side_by_side(part))
        return [name.strip(".;,:") for name in names if name.strip(".;,:")]

    def _side_by_side(self, part: Passage) -> Iterator[Passage]:
        """Part names that stand beside each other with nothing between, if all are known."""
        found = [words for _, words in self.register.mentions(part)]
        covered = sum(len("".join(words.text.split())) for words in found)
        if found and covered == len("".join(part.text.split())):
            yield from found
        else:
            yield part

    @cached_property
    def _delegation(self) -> re.Pattern[str]:
        return whole_words(self.wording.lists["delegation"])

    @cached_property
    def _conjunctions(self) -> re.Pattern[str]:
        return whole_words(self.wording.lists["conjunctions"])


_SEPARATORS = re.compile(r"[,;/\n]|\s-\s|(?<=\w)-\s|\s-(?=\w)")
