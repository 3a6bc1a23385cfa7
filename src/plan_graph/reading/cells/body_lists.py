"""Part a line into the names of bodies that it lists, without cutting a name in two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.register import Register
from plan_graph.language.wording import Wording
from plan_graph.reading.cells.abbreviations import is_short
from plan_graph.reading.cells.belonging import Belonging, Signed
from plan_graph.reading.cells.body_words import MARKS, BodyWords, unwrapped
from plan_graph.reading.cells.lines import without_marker
from plan_graph.reading.cells.words import absence
from plan_graph.text import Passage, clean, covering, fold

_AROUND = ".;,:/•▪●◦☑☒"
"""Signs around the names of a list."""
_SEPARATORS = re.compile(r"[,;/•▪●◦]|·(?!\w)|\s-\s|(?<=\w)-\s|\s-(?=\w)|\.\s+")
_LAST_WORD = re.compile(r"[^\s,;]+\Z")
_FIRST_WORD = re.compile(r"[^\s,;]{0,4}")
_LONGEST_LIST = 400
"""Nothing of so many characters is one name."""
_SHORTENED = 3
"""A word of as many letters may be shortened: 'Dr.', 'Sp. z o.o.'."""


@dataclass(frozen=True)
class BodyLists:
    """Parts lists of bodies with the words of one language and the entries of one register.

    `names` are names that stand alone elsewhere in the document, folded.
    """

    wording: Wording
    register: Register
    names: frozenset[str] = frozenset()

    @cached_property
    def words(self) -> BodyWords:
        """The words by which names are known."""
        return BodyWords(self.wording)

    @cached_property
    def belonging(self) -> Belonging:
        """What tells which parts of a list are one name."""
        return Belonging(self.words, self.register, self.is_name)

    def parted(self, text: Passage) -> list[Passage]:
        """Part a list of names; a name that the register knows is never cut."""
        names: list[Passage] = []
        for part in self._joined(text):
            if self.register.find(part.text) or "(" in part.text:
                names.append(part)
                continue
            for piece in self._apart(part):
                names.extend(self._side_by_side(piece))
        trimmed = filter(None, map(self.trimmed, names))
        return [name for name in trimmed if not absence(name, self.wording)]

    def _apart(self, part: Passage) -> list[Passage]:
        """Part names at a conjunction, where names stand on both sides of it."""
        pieces = part.split(self.words.conjunctions)
        found = pieces[:1]
        for piece in pieces[1:]:
            if self._are_two(found[-1], piece):
                found.append(piece)
            else:
                found[-1] = covering(part, found[-1], piece)
        return found

    def _are_two(self, first: Passage, second: Passage) -> bool:
        """Tell whether words on both sides of a conjunction name two bodies, for a good reason.

        Both stand alone elsewhere, or are names by their form. 'Department of Trade and Local
        Government' is one: what is behind 'of' may go on. So is 'Kultur- und Sportamt'.
        """
        if first.text.endswith("-") or len(first.text) > _LONGEST_LIST:
            return False
        if self._stand_alone(first, second):
            return True
        if not (self.is_name(first) and self.is_name(second)):
            return False
        opens, goes_on = self.is_begun(first), not self.is_begun(second)
        is_bare = bool(self.words.adjective.fullmatch(self.trimmed(first).folded))
        return not (opens and goes_on) and not is_bare

    def _stand_alone(self, first: Passage, second: Passage) -> bool:
        """Tell whether both are names elsewhere, but not 'national' of 'national and local X'."""
        one, other = self.trimmed(first).text, self.trimmed(second).text
        if not all(fold(clean(name)) in self.names for name in (one, other)):
            return False
        whole, part = (one, other) if self.wording.head == "last" else (other, one)
        return one[:1].isupper() or len(whole.split()) >= len(part.split())

    def is_begun(self, words: Passage) -> bool:
        """Tell whether words begin as a name of their own does: known, short, or with a head."""
        words = self.trimmed(words)
        head = self.words.head.match(words.folded)
        return bool(
            self.register.find(words.text)
            or is_short(words.text.split()[0].strip("()."))
            or (head and not self.words.adjective.fullmatch(head.group()))
            or self.words.compound.match(words.folded)
        )

    def trimmed(self, name: Passage) -> Passage:
        """Return a name without what stands around it: marks, conjunctions, full stops."""
        name = unwrapped(without_marker(name.strip(_AROUND)))
        mark = MARKS.search(name.text)
        name = name.slice(0, mark.start()) if mark and mark.start() else name
        lead = self.words.leading.match(name.folded)
        return name.slice(lead.end()) if lead and not self.register.find(name.text) else name

    def _joined(self, text: Passage) -> list[Passage]:
        """Part a list at its signs, but not within brackets or within a name.

        A comma stands within a name when what follows begins no name of its own:
        'Ministerul Muncii, Familiei și Protecției Sociale, MAI' are two.
        """
        parts = self._apart_at_signs(text)
        joined: list[Passage] = []
        place = 0
        while place < len(parts):
            last = place + self.belonging.behind(parts[place:])
            joined.append(covering(text, parts[place][0], parts[last][0]))
            place = last + 1
        return joined

    def _apart_at_signs(self, text: Passage) -> list[Signed]:
        """Return the parts of a list, each with the sign before it."""
        parts: list[Signed] = []
        last, sign = 0, ""
        known = [words for _, words in self.register.mentions(text)]
        depth, folded = _depths(text.text), text.folded
        for match in (*_SEPARATORS.finditer(folded), None):
            end = match.start() if match else len(text.text)
            if match and (
                depth[match.start()]
                or self._is_shared(folded, match)
                or (match.group() == "/" and self._is_in_absence(text, match))
                or self._is_within(text, match, known)
                or (match.group().startswith(".") and not _ends_name(text.text, match))
            ):
                continue
            part = text.slice(last, end).strip()
            if part:
                parts.append((part, sign))
            last, sign = (match.end(), match.group().strip()) if match else (end, "")
        return parts

    def _is_shared(self, folded: str, sign: re.Match[str]) -> bool:
        """Tell whether a hyphen stands for the end of a word: 'Kultur-, Schul- und Sportamt'."""
        if sign.group() == ",":
            return folded[sign.start() - 1 : sign.start()] == "-"
        return sign.group() == "- " and bool(self.words.conjunctions.match(folded, sign.end()))

    def _is_in_absence(self, text: Passage, sign: re.Match[str]) -> bool:
        """Tell whether a slash stands within words such as 'N/A'."""
        before = _LAST_WORD.search(text.text, max(0, sign.start() - _SHORTENED), sign.start())
        behind = _FIRST_WORD.match(text.text, sign.end())
        start = before.start() if before else sign.start()
        return bool(absence(text.slice(start, behind.end() if behind else None), self.wording))

    @staticmethod
    def _is_within(text: Passage, sign: re.Match[str], known: list[Passage]) -> bool:
        """Tell whether a sign stands within a name of the register."""
        place = text.start + sign.start()
        return any(words.start < place < words.end for words in known)

    def is_name(self, words: Passage) -> bool:
        """Tell whether words are a name: known, short, or with 'Agency' or the like at an end."""
        if len(words.text) > _LONGEST_LIST:
            return False
        words = self.trimmed(words)
        if self.register.find(words.text):
            return True
        known = (self.words.head, self.words.compound)
        if not (words.text[:1].isupper() or any(each.match(words.folded) for each in known)):
            return False
        first, last = words.text.split()[0], words.slice(len(words.text.rpartition(" ")[0])).strip()
        head = self.words.head.match(words.folded)
        return (
            is_short(first.strip("()."))
            or (head is not None and not self.words.adjective.fullmatch(head.group()))
            or bool(self.words.head.fullmatch(last.folded))
            or bool(
                self.words.compound.match(words.folded) or self.words.compound.match(last.folded)
            )
        )

    def _side_by_side(self, part: Passage) -> Iterator[Passage]:
        """Part names that stand beside each other with nothing between, if all are known."""
        found = [words for _, words in self.register.mentions(part)]
        covered = sum(len("".join(words.text.split())) for words in found)
        if found and covered == len("".join(part.text.split())):
            yield from found
        else:
            yield part


def _depths(text: str) -> list[int]:
    """Return at each character of a text how many brackets are open."""
    found, depth = [], 0
    for letter in text:
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        found.append(depth)
    return found


def _ends_name(text: str, stop: re.Match[str]) -> bool:
    """Tell whether a full stop ends a name: behind a whole word, before a capital letter."""
    before = text[: stop.start()].rpartition(" ")[2].strip("()")
    return len(before) > _SHORTENED and before.isalpha() and text[stop.end() :][:1].isupper()
