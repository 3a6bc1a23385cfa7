"""Read the names of bodies in a line: 'MAI prin ANITP', 'Ministry of Health (HSE) / TUSLA'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from plan_graph.language.kinds_of_bodies import told_kind
from plan_graph.language.register import Register
from plan_graph.language.wording import Wording
from plan_graph.plan import Body
from plan_graph.reading.cells.abbreviations import is_short, is_short_for
from plan_graph.reading.cells.body_lists import BodyLists
from plan_graph.reading.cells.body_words import IN_BRACKETS, without_marks
from plan_graph.reading.cells.named import Named
from plan_graph.text import Passage, clean, covering, fold

_BRACKETS = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<inner>[^()]+)\)")
_ALL_IN_BRACKETS = re.compile(r"\(\s*(?P<inner>[^()]*[^\W_][^()]*)\)")
_MARK_BEHIND = re.compile(r"(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\^?\w{1,3}\]|\d{1,2})(?!\w)")
_WORDS = re.compile(r"\w+")
_TASK = re.compile(
    r"(?P<name>[^:;,–—]{2,80}?)(?::\s+|\s+[–—-]\s+)(?P<task>(?=[^\W\d_A-Z])\S.*)", re.DOTALL
)
_TASK_WORDS = 3
"""Words of the shortest task of a body, and those of its beginning that name nobody."""
_LONGEST_NAME = 25
_SHORTEST_SENTENCE = 3


@dataclass(frozen=True)
class BodyReader:
    """Reads names of bodies with the words of one language and the entries of one register.

    `names` are names that stand alone elsewhere in the document, folded.
    """

    wording: Wording
    register: Register
    names: frozenset[str] = frozenset()
    _read: dict[str, list[Named]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What was read: many lines of a plan name the same bodies by the same words."""

    @cached_property
    def lists(self) -> BodyLists:
        """What parts lists of names."""
        return BodyLists(self.wording, self.register, self.names)

    def line(self, line: Passage) -> list[Named]:
        """Read one line, such as 'X', 'X, Y', 'X prin Y, Z' or 'X - Y'.

        What the register does not know becomes an unknown body under its own words.

        >>> from plan_graph.language import register, wording
        >>> reader = BodyReader(wording.load("ro"), register.load("ro"))
        >>> [(n.body.code, n.under and n.under.code)
        ...  for n in reader.line(Passage(0, "MAI prin ANITP, IGPF"))]
        [('ANITP', 'MAI'), ('IGPF', 'MAI')]
        """
        found = self._read.get(line.text)
        if found is None:
            found = self._read[line.text] = self._named_by(Passage(0, line.text))
        return [named.moved(line.start) for named in found]

    def _named_by(self, line: Passage) -> list[Named]:
        task = self._task(line)
        if task:
            return [replace(named, whole=line) for named in self._line(line.slice(0, task))]
        return [_with_mark(line, named) for named in self._line(line)]

    def _task(self, line: Passage) -> int:
        """Return where the name of a body ends before its task: 'Office - counts the trees'.

        The task begins with a small letter, and with no name; 0 is nowhere.
        """
        found = _TASK.match(line.text)
        if found is None or len(found["task"].split()) < _TASK_WORDS:
            return 0
        name, task = line.slice(*found.span("name")), line.slice(found.start("task"))
        opening = " ".join(task.folded.split()[:_TASK_WORDS])
        is_named = self.lists.is_name(name) and not self.lists.words.any_head.search(opening)
        return found.end("name") if is_named else 0

    def _line(self, line: Passage) -> list[Named]:
        return [named for part in self._each_parent(line) for named in self._delegated(part)]

    def _each_parent(self, line: Passage) -> Iterator[Passage]:
        """Part a line before each further body that acts through others.

        So 'HSE' begins a part in 'MoH through A, HSE through B'.
        """
        start = 0
        for first, second in pairwise(self.lists.words.delegation.finditer(line.folded)):
            names = self.lists.parted(line.slice(first.end(), second.start()))
            if len(names) > 1 and (self.lists.is_name(names[-1]) or self.body(names[-1]).known):
                cut = names[-1].start - line.start
                yield line.slice(start, cut).strip(",;")
                start = cut
        yield line.slice(start)

    def _delegated(self, line: Passage) -> list[Named]:
        delegation = self.lists.words.delegation.search(line.folded)
        before = line.slice(0, delegation.start()).strip() if delegation else None
        if delegation is None or not before:
            return [named for part in self.lists.parted(line) for named in self._named(part)]
        *others, above = self.lists.parted(before)
        agents = self.lists.parted(line.slice(delegation.end()))
        parent = self.body(above)
        if not agents:
            return [named for part in (*others, above) for named in self._named(part)]
        peers = [part for part in agents[1:] if self._is_ministry(part)]
        agents = [part for part in agents if part not in peers]
        return [
            *(named for part in others for named in self._named(part)),
            *(Named(self.body(part), part, covering(line, above, part), parent) for part in agents),
            *(named for part in peers for named in self._named(part)),
        ]

    def _is_ministry(self, name: Passage) -> bool:
        """Tell whether a name is that of a ministry, which acts for itself wherever it is listed.

        Only straight behind 'through' it is said to act for another body.
        """
        entry = self.register.find(name.text)
        return entry is not None and entry.kind == "ministry"

    def _named(self, name: Passage) -> list[Named]:
        """Read one name; brackets behind it hold its short name, offices of it, or a note."""
        alone = _ALL_IN_BRACKETS.fullmatch(name.text)
        if alone and not self.lists.words.notes.fullmatch(fold(alone["inner"])):
            inner = name.slice(*alone.span("inner"))
            return [named for part in self.lists.parted(inner) for named in self._named(part)]
        match = _BRACKETS.fullmatch(name.text)
        if match is None or self.register.find(name.text):
            return [Named(self.body(name), name, name)]
        outer = name.slice(match.start("name"), match.end("name"))
        inner = name.slice(match.start("inner"), match.end("inner"))
        if self.lists.words.notes.fullmatch(inner.folded):
            return [Named(self.body(outer), name, name, note=inner.folded)]
        return self._called(name, outer, inner) or self._offices(name, outer, inner)

    def _called(self, name: Passage, outer: Passage, inner: Passage) -> list[Named]:
        """Read a name with its short name, one of them in brackets; give [] if they are none.

        A short name of other letters than the name may be of another language, or an office:
        then all of the words name one body.
        """
        entry = self.register.find(inner.text)
        if entry is not None and entry == self.register.find(outer.text):
            return [Named(Body(entry.code), name, name)]
        for short, long in ((inner, outer), (outer, inner)):
            if is_short_for(short.text, long.text):
                known = self.register.find(short.text)
                body = self.body(short if known else long)
                return [Named(body, name, name, short=short.text)]
        is_listed = len(self.lists.parted(inner)) > 1
        if entry or is_listed or self.register.find(outer.text):
            return []
        if is_short(inner.text) and not is_short(outer.text) and outer.text[0].isupper():
            both = Named(self.body(name), name, name)
            return [replace(both, short=inner.text, long=self.body(outer).code)]
        is_other = is_short(outer.text) and not is_short(inner.text)
        return [Named(self.body(name), name, name)] if is_other else []

    def _offices(self, name: Passage, outer: Passage, inner: Passage) -> list[Named]:
        """Read the offices of a body in brackets behind it: 'Ministry (Agency A, Agency B)'."""
        offices = self.lists.parted(inner)
        names = sum(map(self.lists.is_name, offices))
        is_short_list = sum(is_short(part.text) for part in offices) > 1
        is_list = names == len(offices) or (is_short_list and 2 * names >= len(offices))
        if not offices or ":" in inner.text or not is_list:
            return [Named(self.body(name), name, name)]
        if not self.lists.is_name(outer):  # 'Private bodies (ABC, DEF)'
            if len(offices) < 2:
                return [Named(self.body(name), name, name)]
            return [Named(self.body(part), part, covering(name, outer, part)) for part in offices]
        above = self.body(outer)
        return [
            Named(self.body(part), part, covering(name, outer, part), above, states_parent=False)
            if self._is_office(part)
            else Named(self.body(part), part, part)
            for part in offices
        ]

    def _is_office(self, name: Passage) -> bool:
        """Tell whether a name in brackets may be that of an office: none is 'Private sector'."""
        if self.register.find(name.text):
            return True
        told = told_kind(name.text, self.wording)
        is_group = told is not None and told.kind == "group"
        words = self.lists.words
        head = words.head.match(name.folded)
        is_body = head is not None and not words.adjective.fullmatch(head.group())
        return self.lists.is_name(name) and (is_body or not is_group)

    def is_prose(self, words: Passage) -> bool:
        """Tell whether words say something rather than name somebody: they hold a verb.

        A verb behind 'that' or 'who' only describes those who are named.

        >>> from plan_graph.language import register, wording
        >>> reader = BodyReader(wording.load("en"), register.EMPTY)
        >>> reader.is_prose(Passage(0, "The town will decide this later"))
        True
        """
        plain = IN_BRACKETS.sub(" ", words.folded)
        count = len(_WORDS.findall(plain))
        is_clause = words.text[:1].islower() and self.lists.words.relative.match(words.folded)
        if count > _LONGEST_NAME or is_clause:
            return True
        if count <= _SHORTEST_SENTENCE:
            return False
        return any(found["verb"] for found in self.lists.words.verb.finditer(plain))

    def body(self, name: Passage) -> Body:
        """Return the body that words name as a whole."""
        entry = self.register.find(name.text)
        if entry is not None and entry.is_body:
            return Body(entry.code)
        return Body(without_marks(clean(name.text)), known=False)

    def named_in(self, text: Passage) -> list[Body]:
        """Return the known bodies that a text names anywhere, once each, in order."""
        return list(dict.fromkeys(Body(entry.code) for entry, _ in self.register.mentions(text)))


def _with_mark(line: Passage, named: Named) -> Named:
    """Return a body whose words hold the mark of a footnote that stands straight behind them."""
    behind = line.slice(named.whole.end - line.start)
    mark = _MARK_BEHIND.match(behind.text)
    return (
        replace(
            named,
            whole=line.slice(named.whole.start - line.start).upto(behind.slice(0, mark.end())),
        )
        if mark
        else named
    )
