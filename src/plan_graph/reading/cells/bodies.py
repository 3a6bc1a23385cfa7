"""Read the names of bodies in a line: 'MAI prin ANITP', 'Ministry of Health (HSE) / TUSLA'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from plan_graph.language.register import Register
from plan_graph.language.wording import Wording, either, whole_words
from plan_graph.plan import Body
from plan_graph.text import Passage, clean, covering, fold


@dataclass(frozen=True, slots=True)
class Named:
    """A body where it is named.

    Attributes:
        body: The body.
        passage: Its name.
        whole: The words from there to the name, as in 'MAI prin ANITP'.
        under: The body that 'prin' or brackets put it under, or None.
        states_parent: Whether the words say that it stands under that body, as 'prin' does.
        note: What stands in brackets behind the name and is no name, such as 'lead', or ''.
    """

    body: Body
    passage: Passage
    whole: Passage
    under: Body | None = None
    states_parent: bool = True
    note: str = ""


@dataclass(frozen=True)
class BodyReader:
    """Reads names of bodies with the words of one language and the entries of one register."""

    wording: Wording
    register: Register

    def line(self, line: Passage) -> list[Named]:
        """Read one line, such as 'X', 'X, Y', 'X prin Y, Z' or 'X - Y'.

        What the register does not know becomes an unknown body under its own words.

        >>> from plan_graph.language import register, wording
        >>> reader = BodyReader(wording.load("ro"), register.load("ro"))
        >>> [(n.body.code, n.under and n.under.code)
        ...  for n in reader.line(Passage(0, "MAI prin ANITP, IGPF"))]
        [('ANITP', 'MAI'), ('IGPF', 'MAI')]
        """
        delegation = self._delegation.search(line.folded)
        before = line.slice(0, delegation.start()).strip() if delegation else None
        if delegation is None or not before:
            return [named for part in self._names(line) for named in self._named(part)]
        *others, above = self._names(before)
        agents = self._names(line.slice(delegation.end()))
        parent = self.body(above)
        if not agents:
            return [named for part in (*others, above) for named in self._named(part)]
        return [
            *(named for part in others for named in self._named(part)),
            *(Named(self.body(part), part, covering(line, above, part), parent) for part in agents),
        ]

    def _named(self, name: Passage) -> list[Named]:
        """Read one name; brackets behind it hold its short name, offices of it, or a note."""
        match = _BRACKETS.fullmatch(name.text)
        if match is None or self.register.find(name.text):
            return [Named(self.body(name), name, name)]
        outer = name.slice(match.start("name"), match.end("name"))
        inner = name.slice(match.start("inner"), match.end("inner"))
        entry = self.register.find(inner.text)
        if entry is not None and entry == self.register.find(outer.text):
            return [Named(Body(entry.code), name, name)]
        if self._notes.fullmatch(inner.folded):
            return [Named(self.body(outer), name, name, note=inner.folded)]
        if _is_short(inner.text) and _is_short_for(inner.text, outer.text):
            return [Named(self.body(inner if entry else outer), name, name)]
        if not self._is_name(outer):
            return [Named(self.body(name), name, name)]
        above = self.body(outer)
        return [
            Named(self.body(part), part, covering(name, outer, part), above, states_parent=False)
            for part in self._names(inner)
        ]

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
        for part in self._joined(text):
            if self.register.find(part.text) or "(" in part.text:
                names.append(part)
                continue
            for piece in self._apart(part):
                names.extend(self._side_by_side(piece))
        return [name for part in names if (name := self._trimmed(part))]

    def _apart(self, part: Passage) -> list[Passage]:
        """Part names at a conjunction, where names stand on both sides of it."""
        pieces = part.split(self._conjunctions)
        found = pieces[:1]
        for piece in pieces[1:]:
            if self._is_name(found[-1]) and self._is_name(piece):
                found.append(piece)
            else:
                found[-1] = covering(part, found[-1], piece)
        return found

    def _trimmed(self, name: Passage) -> Passage:
        name = name.strip(".;,:")
        lead = self._leading.match(name.folded)
        return name.slice(lead.end()) if lead and not self.register.find(name.text) else name

    def _joined(self, text: Passage) -> list[Passage]:
        """Part a list at its signs, but not within brackets or within a name.

        A comma stands within a name when what follows begins no name of its own:
        'Ministerul Muncii, Familiei și Protecției Sociale, MAI' are two.
        """
        parts: list[Passage] = []
        last, sign = 0, ""
        known = [words for _, words in self.register.mentions(text)]
        for match in (*_SEPARATORS.finditer(text.folded), None):
            end = match.start() if match else len(text.text)
            if match and self._is_inside(text, match, known):
                continue
            part = text.slice(last, end).strip()
            if parts and sign == "," and self._goes_on(parts[-1], part):
                parts[-1] = covering(text, parts[-1], part)
            elif part:
                parts.append(part)
            last, sign = (match.end(), match.group().strip()) if match else (end, "")
        return parts

    @staticmethod
    def _is_inside(text: Passage, sign: re.Match[str], known: list[Passage]) -> bool:
        """Tell whether a sign stands within brackets or within a name of the register."""
        before = text.text[: sign.start()]
        place = text.start + sign.start()
        return before.count("(") > before.count(")") or any(
            words.start < place < words.end for words in known
        )

    def _goes_on(self, name: Passage, part: Passage) -> bool:
        """Tell whether a part behind a comma belongs to the name before it."""
        begun = self._head.match(name.folded) and not self.register.find(name.text)
        if not begun or self._is_name(part):
            return False
        return part.text[:1].isupper() or bool(self._connective.match(part.folded))

    def _is_name(self, words: Passage) -> bool:
        """Tell whether words are a name: known, short, or with 'Agency' or the like at an end."""
        words = self._trimmed(words)
        if self.register.find(words.text):
            return True
        if not words or not (words.text[0].isupper() or self._head.match(words.folded)):
            return False
        first, last = words.text.split()[0], words.slice(len(words.text.rpartition(" ")[0])).strip()
        return (
            _is_short(first.strip("()."))
            or bool(self._head.match(words.folded))
            or bool(self._head.fullmatch(last.folded))
        )

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
    def _head(self) -> re.Pattern[str]:
        """A word with which the name of a body begins, behind an article."""
        heads = either(self.wording.lists["heads"])
        return re.compile(rf"(?:{either(self.wording.lists['articles'])}\s+)?{heads}")

    @cached_property
    def _notes(self) -> re.Pattern[str]:
        """Words of roles that stand in brackets behind a name: '(lead)'."""
        return re.compile(either(word for words in self.wording.roles.values() for word in words))

    @cached_property
    def _leading(self) -> re.Pattern[str]:
        """A conjunction or article before a name: 'and the HSE'."""
        lists = self.wording.lists
        return re.compile(rf"(?:{either((*lists['conjunctions'], *lists['articles']))}\s+)+")

    @cached_property
    def _connective(self) -> re.Pattern[str]:
        return re.compile(either(self.wording.lists["connectives"]))

    @cached_property
    def _conjunctions(self) -> re.Pattern[str]:
        return whole_words(self.wording.lists["conjunctions"])


def _is_short(word: str) -> bool:
    """Tell whether a word is a short name, such as 'DoH' or 'MAI'."""
    return " " not in word and sum(letter.isupper() for letter in word) > 1


def _is_short_for(short: str, name: str) -> bool:
    """Tell whether the letters of a short name come, in order, in a name as initials.

    >>> _is_short_for("DoH", "Department of Health"), _is_short_for("HSE", "Department of Health")
    (True, False)
    """
    words = iter(fold(name).split())
    return all(any(word.startswith(letter) for word in words) for letter in fold(short))


_BRACKETS = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<inner>[^()]+)\)")
_SEPARATORS = re.compile(r"[,;/\n]|\s-\s|(?<=\w)-\s|\s-(?=\w)")
