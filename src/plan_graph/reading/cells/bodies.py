"""Read the names of bodies in a line: 'MAI prin ANITP', 'Ministry of Health (HSE) / TUSLA'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plan_graph.language.register import Register
from plan_graph.language.wording import Wording, either, whole_words
from plan_graph.plan import Body
from plan_graph.reading.cells.abbreviations import is_short, is_short_for
from plan_graph.reading.cells.lines import without_marker
from plan_graph.reading.cells.words import absence
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
        short: The short name that brackets give it, or ''.
        long: Its name without the short one, where it is not sure that the two are of one body:
            then `body` is called by all of the words.
    """

    body: Body
    passage: Passage
    whole: Passage
    under: Body | None = None
    states_parent: bool = True
    note: str = ""
    short: str = ""
    long: str = ""


@dataclass(frozen=True)
class BodyReader:
    """Reads names of bodies with the words of one language and the entries of one register.

    `names` are names that stand alone elsewhere in the document, folded.
    """

    wording: Wording
    register: Register
    names: frozenset[str] = frozenset()

    def line(self, line: Passage) -> list[Named]:
        """Read one line, such as 'X', 'X, Y', 'X prin Y, Z' or 'X - Y'.

        What the register does not know becomes an unknown body under its own words.

        >>> from plan_graph.language import register, wording
        >>> reader = BodyReader(wording.load("ro"), register.load("ro"))
        >>> [(n.body.code, n.under and n.under.code)
        ...  for n in reader.line(Passage(0, "MAI prin ANITP, IGPF"))]
        [('ANITP', 'MAI'), ('IGPF', 'MAI')]
        """
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
        is_named = self.is_name(name) and not self._any_head.search(opening)
        return found.end("name") if is_named else 0

    def _line(self, line: Passage) -> list[Named]:
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
        if self._notes.fullmatch(inner.folded):
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
        is_listed = len(self._names(inner)) > 1
        if entry or is_listed or self.register.find(outer.text):
            return []
        if is_short(inner.text) and not is_short(outer.text) and outer.text[0].isupper():
            both = Named(self.body(name), name, name)
            return [replace(both, short=inner.text, long=self.body(outer).code)]
        is_other = is_short(outer.text) and not is_short(inner.text)
        return [Named(self.body(name), name, name)] if is_other else []

    def _offices(self, name: Passage, outer: Passage, inner: Passage) -> list[Named]:
        """Read the offices of a body in brackets behind it: 'Ministry (Agency A, Agency B)'."""
        offices = self._names(inner)
        if not offices or ":" in inner.text or not all(map(self.is_name, offices)):
            return [Named(self.body(name), name, name)]
        if not self.is_name(outer):  # words for those who are listed: 'Private bodies (ABC, DEF)'
            if len(offices) < 2:
                return [Named(self.body(name), name, name)]
            return [Named(self.body(part), part, covering(name, outer, part)) for part in offices]
        above = self.body(outer)
        return [
            Named(self.body(part), part, covering(name, outer, part), above, states_parent=False)
            for part in offices
        ]

    def is_prose(self, words: Passage) -> bool:
        """Tell whether words say something rather than name somebody: they hold a verb.

        A verb behind 'that' or 'who' only describes those who are named.

        >>> from plan_graph.language import register, wording
        >>> reader = BodyReader(wording.load("en"), register.EMPTY)
        >>> reader.is_prose(Passage(0, "The town will decide this later"))
        True
        """
        plain = _IN_BRACKETS.sub(" ", words.folded)
        count = len(_WORDS.findall(plain))
        is_clause = words.text[:1].islower() and self._relative.match(words.folded)
        if count > _LONGEST_NAME or is_clause:
            return True
        if count <= _SHORTEST_SENTENCE:
            return False
        return any(found["verb"] for found in self._verb.finditer(plain))

    def body(self, name: Passage) -> Body:
        """Return the body that words name as a whole."""
        entry = self.register.find(name.text)
        if entry is not None and entry.is_body:
            return Body(entry.code)
        return Body(without_marks(clean(name.text)), known=False)

    def named_in(self, text: Passage) -> list[Body]:
        """Return the known bodies that a text names anywhere, once each, in order."""
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
        trimmed = filter(None, map(self._trimmed, names))
        return [name for name in trimmed if not absence(name, self.wording)]

    def _apart(self, part: Passage) -> list[Passage]:
        """Part names at a conjunction, where names stand on both sides of it."""
        pieces = part.split(self._conjunctions)
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
        if first.text.endswith("-"):
            return False
        if self._stand_alone(first, second):
            return True
        if not (self.is_name(first) and self.is_name(second)):
            return False
        opens, goes_on = self._is_begun(first), not self._is_begun(second)
        is_bare = bool(self._adjective.fullmatch(self._trimmed(first).folded))
        return not (opens and goes_on) and not is_bare

    def _stand_alone(self, first: Passage, second: Passage) -> bool:
        """Tell whether both are names elsewhere, but not 'national' of 'national and local X'."""
        one, other = self._trimmed(first).text, self._trimmed(second).text
        if not all(fold(clean(name)) in self.names for name in (one, other)):
            return False
        whole, part = (one, other) if self.wording.head == "last" else (other, one)
        return one[:1].isupper() or len(whole.split()) >= len(part.split())

    def _is_begun(self, words: Passage) -> bool:
        """Tell whether words begin as a name of their own does: known, short, or with a head."""
        words = self._trimmed(words)
        head = self._head.match(words.folded)
        return bool(
            self.register.find(words.text)
            or is_short(words.text.split()[0].strip("()."))
            or (head and not self._adjective.fullmatch(head.group()))
            or self._compound.match(words.folded)
        )

    def _trimmed(self, name: Passage) -> Passage:
        name = without_marker(name.strip(".;,:•▪●◦"))
        mark = _MARKS.search(name.text)
        name = name.slice(0, mark.start()) if mark and mark.start() else name
        lead = self._leading.match(name.folded)
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
            last = place + self._belonging(parts[place:])
            joined.append(covering(text, parts[place][0], parts[last][0]))
            place = last + 1
        return joined

    def _apart_at_signs(self, text: Passage) -> list[_Signed]:
        """Return the parts of a list, each with the sign before it."""
        parts: list[_Signed] = []
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
        """Tell whether a hyphen stands for the end of the word behind: 'Kultur- und Sportamt'."""
        return sign.group() == "- " and bool(self._conjunctions.match(folded, sign.end()))

    def _is_in_absence(self, text: Passage, sign: re.Match[str]) -> bool:
        """Tell whether a slash stands within words such as 'N/A'."""
        before = _LAST_WORD.search(text.text, max(0, sign.start() - _SHORTENED), sign.start())
        behind = _FIRST_WORD.match(text.text, sign.end())
        start = before.start() if before else sign.start()
        return bool(absence(text.slice(start, behind.end() if behind else None), self.wording))

    def _belonging(self, parts: Sequence[_Signed]) -> int:
        """Return how many of the parts behind the first belong to its name."""
        name = parts[0][0]
        count = 0
        for part, sign in parts[1:]:
            if sign != "," or not self._legal_forms.fullmatch(_plain(part)):
                break
            count += 1
        topic = self._topic.match(name.folded)
        if count or topic is None or self.register.find(name.text):
            return count
        is_capital = name.text[topic.end("lead") :][:1].isupper()
        for place, (part, sign) in enumerate(parts[1:], start=1):
            begins_small = bool(self._connective.match(part.folded))
            alike = part.text[:1].isupper() == is_capital or begins_small
            if sign != "," or self.is_name(part) or not alike:
                return count
            if self._conjunctions.search(part.folded):
                return place
            if begins_small:
                count = place
            elif len(part.text.split()) > _TOPIC_WORDS:
                return count
        return count

    @staticmethod
    def _is_within(text: Passage, sign: re.Match[str], known: list[Passage]) -> bool:
        """Tell whether a sign stands within a name of the register."""
        place = text.start + sign.start()
        return any(words.start < place < words.end for words in known)

    def is_name(self, words: Passage) -> bool:
        """Tell whether words are a name: known, short, or with 'Agency' or the like at an end."""
        if len(words.text) > _LONGEST_LIST:
            return False
        words = self._trimmed(words)
        if self.register.find(words.text):
            return True
        if not words.text or not (words.text[0].isupper() or self._head.match(words.folded)):
            return False
        first, last = words.text.split()[0], words.slice(len(words.text.rpartition(" ")[0])).strip()
        head = self._head.match(words.folded)
        return (
            is_short(first.strip("()."))
            or (head is not None and not self._adjective.fullmatch(head.group()))
            or bool(self._head.fullmatch(last.folded))
            or bool(self._compound.match(words.folded) or self._compound.match(last.folded))
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
    def _compound(self) -> re.Pattern[str]:
        """A word whose end tells that it names a body: 'Gesundheitsministerium'."""
        return re.compile(rf"\w{{{_COMPOUND},}}?{either(self.wording.lists['compounds'])}")

    @cached_property
    def _any_head(self) -> re.Pattern[str]:
        return whole_words(self.wording.lists["heads"])

    @cached_property
    def _topic(self) -> re.Pattern[str]:
        """A head of bodies that are called after what they do, and not after a place."""
        lists = self.wording.lists
        places = set(lists.get("of_places", ())) | set(lists.get("adjectives", ()))
        heads = either(head for head in lists["heads"] if head not in places)
        article = either(lists["articles"])
        link = rf"(?:{either(lists['connectives'])}\s+)*"
        return re.compile(rf"(?P<lead>(?:{article}\s+)?{heads}\s+{link})\S")

    @cached_property
    def _adjective(self) -> re.Pattern[str]:
        """A word that begins the name of a body only if another tells its kind."""
        lists = self.wording.lists
        words = either(lists.get("adjectives", ()))
        return re.compile(rf"(?:{either(lists['articles'])}\s+)?{words}")

    @cached_property
    def _legal_forms(self) -> re.Pattern[str]:
        return re.compile(either(self.wording.lists.get("legal_forms", ())) + r"\.?")

    @cached_property
    def _verb(self) -> re.Pattern[str]:
        lists = self.wording.lists
        behind = either(lists["connectives"])
        return re.compile(rf"(?<!\w)(?:{behind}\s+\S+|(?P<verb>{either(lists.get('verbs', ()))}))")

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
    def _relative(self) -> re.Pattern[str]:
        """A word that opens a clause about a name before it: 'on which they rely'."""
        return re.compile(rf"(?:\w{{1,4}}\s+)?{either(self.wording.lists['relatives'])}\s")

    @cached_property
    def _connective(self) -> re.Pattern[str]:
        return re.compile(either(self.wording.lists["connectives"]))

    @cached_property
    def _conjunctions(self) -> re.Pattern[str]:
        return whole_words(self.wording.lists["conjunctions"])


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


def without_marks(name: str) -> str:
    """Return a name without the marks of footnotes behind it.

    >>> without_marks("Harbour Board*"), without_marks("Harbour Board[^3]")
    ('Harbour Board', 'Harbour Board')
    """
    return _MARKS.sub("", name) or name


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


def _plain(part: Passage) -> str:
    return _IN_BRACKETS.sub("", part.folded).strip()


_Signed = tuple[Passage, str]
_BRACKETS = re.compile(r"(?P<name>[^()]*[^()\s])\s*\((?P<inner>[^()]+)\)")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SEPARATORS = re.compile(r"[,;/•▪●◦]|\s-\s|(?<=\w)-\s|\s-(?=\w)|\.\s+")
_MARK_BEHIND = re.compile(r"(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\^?\w{1,3}\]|\d{1,2})(?!\w)")
_MARKS = re.compile(
    r"\s*(?:[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\^?\w{1,3}\]|(?<=[^\W\d_A-Z]{4})\d{1,2}|(?<=\))\d{1,2})$"
)
_LAST_WORD = re.compile(r"[^\s,;]+\Z")
_FIRST_WORD = re.compile(r"[^\s,;]{0,4}")
_WORDS = re.compile(r"\w+")
_TASK = re.compile(
    r"(?P<name>[^:;,–—]{2,80}?)(?::\s+|\s+[–—-]\s+)(?P<task>(?=[^\W\d_A-Z])\S.*)", re.DOTALL
)
_TASK_WORDS = 3
"""Words of the shortest task of a body, and those of its beginning that name nobody."""
_TOPIC_WORDS = 3
"""A topic within the name of a body has no more words: 'Family', 'Social Protection'."""
_LONGEST_NAME = 25
_LONGEST_LIST = 400
"""Nothing of so many characters is one name."""
_SHORTEST_SENTENCE = 3
_COMPOUND = 3
"""Letters that stand at least before the end that tells what a compound is."""
_SHORTENED = 3
"""A word of as many letters may be shortened: 'Dr.', 'Sp. z o.o.'."""
