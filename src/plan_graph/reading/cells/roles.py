"""Read who does an action: labels, lines of bodies, and lists that 'prin' opens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from plan_graph.language.patterns import either, whole_words
from plan_graph.plan import Body, Participation, Role, StatedParent
from plan_graph.plan.tables import Line
from plan_graph.reading.cells.abbreviations import UnsureShort
from plan_graph.reading.cells.bodies import BodyReader
from plan_graph.reading.cells.body_words import is_word
from plan_graph.reading.cells.lines import entries, is_marked
from plan_graph.reading.cells.name_lines import Listing, NameLines, is_guessed, listing_of
from plan_graph.reading.cells.named import Named
from plan_graph.text import Passage, covering, fold

_Line = tuple[Role, list[Named]]
_Told = tuple[Passage, Role, list[Named]]


@dataclass
class RoleReader:
    """Reads the cells of one document, and collects the parents that 'prin' states.

    It also collects the short names that brackets give to bodies, in `shorts`, and those that may
    be such, in `unsure`, by all of the words.

    Reading takes two passes: a line continues the list that 'prin' opened above it
    only if the document elsewhere gives that body the same parent, and this is known
    only when all cells were seen.
    """

    bodies: BodyReader
    shorts: dict[str, tuple[Body, Passage]] = field(default_factory=dict)
    unsure: dict[Body, UnsureShort] = field(default_factory=dict)
    stated: dict[tuple[Body, Body], StatedParent] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    listing: Listing = Listing.UNKNOWN
    told: dict[tuple[Passage, Role, tuple[Line, ...]], list[_Told]] = field(default_factory=dict)
    """What the cells of the document say, by the names that are known."""

    def lines(self, cell: Passage, role: Role, known: Sequence[Line] = ()) -> list[_Line]:
        """Read a cell line by line; lines before any label have the given role.

        A label stands at the start of a line or before a colon, 'in cooperation with'
        anywhere: what follows has that role. '(lead)' behind a name tells the role of that one.
        `known` is what the format knows of the lines. What is a sentence names nobody, and beside
        one only what has the form of a name does: 'At present, several offices are at work'.
        """
        read = self._told(cell, role, known)
        prose = {line for line, _, names in read if any(map(self._is_prose, names))}
        found = []
        for line, own, names in read:
            named = [each for each in names if is_word(each.passage) and not self._is_prose(each)]
            if line in prose:
                named = [each for each in named if self.bodies.lists.is_name(each.passage)]
            if named:
                found.append((own, named))
        return found

    def sentences(self, cell: Passage, role: Role, known: Sequence[Line] = ()) -> list[Passage]:
        """Return the lines of a cell that hold sentences, or numbers: these name nobody."""
        read = self._told(cell, role, known)
        return list(
            dict.fromkeys(
                line
                for line, _, names in read
                if any(self._is_prose(each) or not is_word(each.passage) for each in names)
            )
        )

    def _is_prose(self, named: Named) -> bool:
        has_task = named.whole.start == named.passage.start  # what stands behind is no name
        words = named.passage if has_task else named.whole
        return not named.body.known and self.bodies.is_prose(words)

    def _told(self, cell: Passage, role: Role, known: Sequence[Line]) -> Sequence[_Told]:
        """Return what a cell says, which is asked for its bodies and for its sentences."""
        asked = (cell, role, tuple(known))
        if asked not in self.told:
            self.told[asked] = list(self._read(*asked))
        return self.told[asked]

    def _read(self, cell: Passage, role: Role, known: Sequence[Line]) -> Iterator[_Told]:
        for line in self._entries(cell, known):
            start, before = 0, role
            for label in (*self._announced(line), None):
                end = label.start() if label else len(line.text)
                for part, own in self._helped(line.slice(start, end), before):
                    yield from ((line, each, names) for each, names in self._line(part, own))
                if label:
                    start, before = label.end(), self._role(label)
                    if label["label"]:
                        role = before

    def _entries(self, cell: Passage, known: Sequence[Line]) -> list[Passage]:
        """Return the lines of a cell; one goes on below that ends with 'and', or above 'of …'."""
        found: list[Passage] = []
        for line in entries(cell, known, self._are_two):
            is_rest = line.text[:1].islower() and self._within.match(line.folded)
            is_open = found and (is_rest or self._unfinished.search(found[-1].folded))
            if found and is_open and not is_marked(line):
                found[-1] = covering(cell, found[-1], line)
            else:
                found.append(line)
        return found

    def _are_two(self, above: Passage, below: Passage) -> bool:
        """Tell whether a line below a full one names another body."""
        is_finished = not self._unfinished.search(above.folded)
        return is_finished and NameLines(self.bodies.lists, self.listing).are_two(above, below)

    def _helped(self, part: Passage, role: Role) -> Iterator[tuple[Passage, Role]]:
        """Yield a part of a line, that which words behind it make partners apart.

        Such words are about what stands behind the last comma before them.
        """
        start = 0
        for found in self._behind.finditer(part.folded):
            comma = max(part.text.rfind(sign, start, found.start()) for sign in ",;")
            place = max(start, comma + 1)
            if start < place:
                yield part.slice(start, place).strip(".;,:"), role
            yield part.slice(place, found.start()).strip(".;,:"), Role.PARTNER
            start = found.end()
        yield part.slice(start).strip(".;,:"), role

    def _line(self, names: Passage, role: Role) -> Iterator[_Line]:
        """Yield the bodies of a part of a line, those with a role of their own apart."""
        read = self.bodies.line(names) if names else []
        for named in read:
            if named.long:
                unsure = UnsureShort(named.short, named.long, named.passage)
                self.unsure.setdefault(named.body, unsure)
            elif named.short and not named.body.known:
                self.shorts.setdefault(named.short, (named.body, named.passage))
        for own, group in groupby(read, lambda named: self._own(named, role)):
            yield own, list(group)

    def _own(self, named: Named, role: Role) -> Role:
        return self._role(self._note.fullmatch(named.note)) if named.note else role

    def _announced(self, line: Passage) -> Iterator[re.Match[str]]:
        """Yield the places in a line where a role is announced."""
        for match in self._labels.finditer(line.folded):
            before = line.text[: match.start()].rstrip()
            if not match["label"] or not before or match.group().rstrip().endswith(":"):
                yield match

    def learn(
        self, cells: Iterable[Passage], lines: Mapping[Passage, Sequence[Line]] | None = None
    ) -> None:
        """Collect what the cells of a document, with their lines, state: names and parents."""
        cells, lines = list(cells), lines or {}
        self.listing = listing_of(cells, lines, self.bodies.lists)
        self.told.clear()
        for cell in cells:
            known = lines.get(cell, ())
            for _, names in self.lines(cell, Role.RESPONSIBLE, known):
                for named in names:
                    if not is_guessed(named.whole, known):
                        self.names.add(fold(named.body.code))
                    if named.under and named.states_parent:
                        key = (named.body, named.under)
                        self.stated.setdefault(key, StatedParent(*key, named.whole))

    def know_names(self) -> None:
        """Let names that stand alone somewhere tell that two stand beside each other elsewhere."""
        self.bodies = replace(self.bodies, names=frozenset(self.names))
        self.told.clear()

    def read(self, cell: Passage, role: Role, lines: Sequence[Line] = ()) -> list[Participation]:
        """Return the participations of a cell, in order, each once."""
        found: dict[tuple[Role, Body, Body | None], Participation] = {}
        opened: tuple[Role, Body] | None = None
        for line_role, names in self.lines(cell, role, lines):
            continued = [self._continue(named, line_role, opened) for named in names]
            for named in continued:
                key = (line_role, named.body, named.under)
                found.setdefault(
                    key, Participation(line_role, named.body, named.whole, named.under)
                )
            last = continued[-1].under if continued else None
            opened = (line_role, last) if last else None
        return list(found.values())

    def _continue(self, named: Named, role: Role, opened: tuple[Role, Body] | None) -> Named:
        if named.under is None and opened and opened[0] is role:
            above = opened[1]
            if (named.body, above) in self.stated:
                return replace(named, under=above)
        return named

    @staticmethod
    def _role(label: re.Match[str] | None) -> Role:
        groups: Mapping[str, str | None] = label.groupdict() if label else {}
        return next((role for role in Role if groups.get(role.value)), Role.PARTNER)

    @cached_property
    def _labels(self) -> re.Pattern[str]:
        together = either(self.bodies.wording.lists["cooperation"])
        return re.compile(
            rf"(?<!\w)(?:(?P<label>{self._names})\s*(?::|$)|{together})[\s:]*",
        )

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        """Words behind the names of those who help: 'az Útfelügyelet bevonásával'."""
        return whole_words(self.bodies.wording.lists["cooperation_behind"])

    @cached_property
    def _unfinished(self) -> re.Pattern[str]:
        """A line that ends within a name, or between two."""
        lists = self.bodies.wording.lists
        words = whole_words((*lists["conjunctions"], *lists["connectives"]))
        return re.compile(rf"{words.pattern}\s*\Z")

    @cached_property
    def _within(self) -> re.Pattern[str]:
        """Words with which no name begins, but the rest of one."""
        lists = self.bodies.wording.lists
        words = [word for word in lists["connectives"] if word not in lists["articles"]]
        return re.compile(rf"{either(words)}\s")

    @cached_property
    def _note(self) -> re.Pattern[str]:
        return re.compile(self._names)

    @cached_property
    def _names(self) -> str:
        roles = self.bodies.wording.roles
        return "|".join(f"(?P<{role.value}>{either(roles[role.value])})" for role in Role)
