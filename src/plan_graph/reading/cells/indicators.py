"""Read an indicator cell: each line is an indicator, unless it goes on with the one above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from plan_graph.language.patterns import either, whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan import Indicator
from plan_graph.plan.tables import Line, LineKind
from plan_graph.reading.cells.lines import apart_at_bullets, is_marked, without_marker
from plan_graph.text import Passage, clean, covering, fold, has_at_most

_NEAR = 40
"""How many characters at the end of a line tell whether it goes on."""
_ENDING = ";,/"
_OPEN = ",/(-–&:"
_CLOSED = ".;:"
_FEW_WORDS = 2
"""What is longer may be an indicator of its own."""
_ABBREVIATION = 4
"""'Nr.' within a line may be the number of a law; no longer word is."""
_SEMICOLON = re.compile(";")
_SMALL_START = re.compile(r"[^\w\"'„“«]*[^\W\d_]")


@dataclass(frozen=True)
class IndicatorReader:
    """Reads indicators with the words of one language."""

    wording: Wording

    def read(self, cell: Passage, lines: Sequence[Line] = ()) -> list[Indicator]:
        """Return the indicators of a cell, in order; blank lines decide nothing.

        What the format knows of its lines decides where one ends; where it knows nothing, a
        line goes on that is not finished, or whose next begins with a small letter.

        >>> from plan_graph.language import wording
        >>> reader = IndicatorReader(wording.load("ro"))
        >>> [i.label for i in reader.read(Passage(0, "Număr de reuniuni de\\nformare\\n\\nStudii"))]
        ['Număr de reuniuni de formare', 'Studii']
        """
        return [self._indicator(words) for words in self._wrapped(cell, lines)]

    def _wrapped(self, cell: Passage, lines: Sequence[Line]) -> list[Passage]:
        found: list[Passage] = []
        is_ended = True
        for line, kind in self._lines(cell, lines):
            pieces = [part for piece in line.split(_SEMICOLON) for part in self._counts(piece)]
            first, *others = pieces or [line]
            if found and not is_ended and self._goes_on(found[-1], first, kind):
                found[-1] = covering(cell, found[-1], first)
            else:
                found.append(first)
            found.extend(others)
            is_ended = line.text.endswith(";")
        plain = (without_marker(line).strip(_ENDING) for line in found)
        return [words for words in plain if words]

    @staticmethod
    def _lines(cell: Passage, lines: Sequence[Line]) -> Iterator[tuple[Passage, LineKind | None]]:
        """Yield the lines with their kind, None where the format does not know it.

        Where signs part the items, a line that begins small is none of its own.
        """
        is_parted = bool(_SEMICOLON.search(cell.text))
        for each in lines:
            if words := each.passage.strip():
                is_wrap = is_parted and each.kind is LineKind.BREAK and _begins_small(words)
                yield words, LineKind.WRAP if is_wrap else each.kind
        if lines:
            return
        for line in cell.lines():
            for item in apart_at_bullets(line):
                is_item = item.start > line.start or is_marked(line)
                yield item, LineKind.ITEM if is_item else None

    def _goes_on(self, above: Passage, line: Passage, kind: LineKind | None) -> bool:
        """Tell whether a line goes on with the one above; an item never does."""
        if kind is LineKind.FULL:
            return not self._begins_anew(above, line)
        if kind in (LineKind.ITEM, LineKind.WRAP):
            return kind is LineKind.WRAP
        if self._unfinished.search(above.slice(max(0, len(above.text) - _NEAR)).folded):
            return True
        if _begins_small(line) and not _begins_small(above) and self._within.match(line.folded):
            return above.text[-1:] not in _CLOSED
        return kind is None and (above.text.endswith(",") or _begins_small(line))

    def _begins_anew(self, above: Passage, line: Passage) -> bool:
        """Tell whether a line below a full one is another indicator.

        It is where it counts, or begins as a sentence does: with a capital that a language gives
        to no noun, below words that have none, and before small ones.
        """
        if self._is_open(above):
            return False
        if self._count.match(line.folded):
            return True
        _, *others = above.text.split()
        _, *behind = line.text.split()
        is_plain = bool(others and behind) and self.wording.capitals == "names"
        is_plain = is_plain and line.text[0].isupper()
        return is_plain and not any(word[0].isupper() for word in (*others, behind[0]))

    def is_unsure(self, lines: Sequence[Line]) -> bool:
        """Tell whether lines may be one indicator or two, where a document lists them by lines."""
        pairs = [(a.passage, b.passage) for a, b in pairwise(lines) if b.kind is LineKind.FULL]
        return any(
            not has_at_most(_FEW_WORDS, below.text)
            and not self._is_open(above)
            and not self._begins_anew(above, below)
            for above, below in pairs
        )

    def _is_open(self, above: Passage) -> bool:
        """Tell whether what words say goes on below."""
        near = above.slice(max(0, len(above.text) - _NEAR))
        return bool(self._unfinished.search(near.folded)) or above.text[-1:] in _OPEN

    def _counts(self, line: Passage) -> Iterator[Passage]:
        """Part a line before each 'Număr de' with a capital, where a line break was lost."""
        start = 0
        for match in self._capital_count.finditer(line.folded):
            before = line.text[: match.start()].rstrip()
            if before[-1:].islower() and line.text[match.start()].isupper():
                yield line.slice(start, match.start()).strip()
                start = match.start()
        yield line.slice(start)

    def _indicator(self, words: Passage) -> Indicator:
        count = self._count.match(words.folded)
        if count:
            unit = words.slice(count.end()).strip()
            noun = fold(unit.text).split(" ", 1)[0].split("/", 1)[0]
            return self._counted(words, unit, noun)
        count = self._count_last.search(words.folded)
        if count and count.start():
            unit = words.slice(0, count.start()).strip()
            return self._counted(words, unit, fold(unit.text).rpartition(" ")[2])
        kind = "achievement" if self._achieved(words) else "other"
        return Indicator(clean(words.text), kind, "", words)

    def _counted(self, words: Passage, unit: Passage, noun: str) -> Indicator:
        """Return the indicator that counts units, of the kind that the noun of the unit tells."""
        kind = "count"
        for table, concept in (("activities", "activity-count"), ("people", "people-count")):
            if noun in {fold(word) for word in self.wording.indicators[table]}:
                kind = concept
        return Indicator(clean(words.text), kind, clean(unit.text), words)

    def _achieved(self, words: Passage) -> bool:
        return any(self._achievement.fullmatch(word) for word in re.findall(r"\w+", words.folded))

    @cached_property
    def _count(self) -> re.Pattern[str]:
        words = self.wording.indicators
        return re.compile(rf"{either(words['count'])}(?:\s*{either(words['count_fillers'])})*\s*")

    @cached_property
    def _count_last(self) -> re.Pattern[str]:
        """The word of languages that put what is counted before it: 'Siltojen määrä'."""
        return re.compile(rf"(?<!\w){either(self.wording.indicators['count_last'])}$")

    @cached_property
    def _capital_count(self) -> re.Pattern[str]:
        words = [word for word in self.wording.indicators["count"] if len(word) > _ABBREVIATION]
        return whole_words(words)

    @cached_property
    def _achievement(self) -> re.Pattern[str]:
        endings = "|".join(map(fold, self.wording.indicators["achievement_endings"])) or r"(?!)"
        return re.compile(rf"\w{{3,}}(?:{endings})")

    @cached_property
    def _within(self) -> re.Pattern[str]:
        """A small word with which no indicator begins: 'whose', 'are', 'of'."""
        lists = self.wording.lists
        return whole_words(
            word
            for name in ("connectives", "conjunctions", "relatives", "verbs")
            for word in lists.get(name, ())
        )

    @cached_property
    def _unfinished(self) -> re.Pattern[str]:
        """A line that ends with a word such as 'de' goes on below."""
        return re.compile(whole_words(self.wording.lists["connectives"]).pattern + "$")


def _begins_small(line: Passage) -> bool:
    start = _SMALL_START.match(line.text)
    return bool(start and start.group()[-1].islower())
