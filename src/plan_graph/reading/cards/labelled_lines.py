"""The lines of paragraphs: with a label and its value, as the title of a card, or with neither.

Where no label names the actions, the line above the label with which cards begin does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from plan_graph.language.columns import announced
from plan_graph.language.headings import HeadingReader
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Document
from plan_graph.reading.cards.pair import coded_title, numbered_label
from plan_graph.reading.cards.run_on import RunOn
from plan_graph.reading.cells.words import absence
from plan_graph.reading.front import is_title
from plan_graph.reading.tables.header import STRUCTURE
from plan_graph.text import Passage, fold

_LABELLED = re.compile(
    r"[\W_]*(?P<label>(?:\d[\d.]{0,8}\s)?[^\W\d_][^:\n]{0,60}?|#|№)"
    r"[*_ ]*:[*_ \xa0]*(?P<value>[^\n]*)"
)
_LABEL_WORDS = 6
"""Words of the longest label that no rule knows."""
FEWEST_CARDS = 2
"""A single card in paragraphs is none."""
_LEAST = 0.5
"""How surely a label that is no known phrase must announce actions to be their name."""
_ACTION = "action"


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One line of a paragraph, with its label and value if it has any.

    `kinds` is what the label announces; `code` is the number behind the label of a name.
    """

    block: int
    words: Passage
    label: Passage | None = None
    value: Passage | None = None
    kinds: tuple[str, ...] = ()
    code: Passage | None = None
    may_name: bool = False
    """Whether the label holds a word for actions among others: 'Action to be taken'."""
    ends: bool = False
    """Whether it is a heading, or something that is no paragraph stands before it."""
    places: bool = False
    """Whether its label says where actions stand: 'Objective: …'."""
    level: int = 0
    """The level that the format gives it as a heading, 0 for none."""

    @property
    def is_heading(self) -> bool:
        """Whether the format marks it as a heading: what stands below it is no part of it."""
        return self.level > 0

    @property
    def key(self) -> str:
        """Its label in the form in which labels are compared, or ''."""
        return " ".join(fold(self.label.text).split()) if self.label else ""

    def goes_on(self, below: LabelledLine) -> bool:
        """Tell whether a line below goes on with this one, in the same paragraph."""
        return below.block == self.block and not below.label

    @property
    def is_name(self) -> bool:
        """Whether it names an action."""
        return self.kinds[:1] == (_ACTION,) and bool(self.value)


def labelled_lines(document: Document, wording: Wording, *, is_plan: bool) -> list[LabelledLine]:
    """Return the lines of all paragraphs in order, those that name actions among them.

    Lines above labels are actions only in a document that calls itself a plan: events, projects
    and vacancies are told so too.
    """
    return _named(list(_Reader(document, wording).lines()), wording, is_plan=is_plan)


@dataclass(frozen=True)
class _Reader:
    """Parts the paragraphs of a document into lines with labels."""

    document: Document
    wording: Wording

    def lines(self) -> Iterator[LabelledLine]:
        """Return the lines of all paragraphs, in order."""
        behind = True
        for block in self.document.blocks:
            if not isinstance(block, Passage):
                behind = True
                continue
            level = self.document.level(block)
            for words in (part for line in block.lines() for part in self._run_on.parts(line)):
                line = self._line(block.start, words)
                is_heading = not line.label and (level or self.headings.read(words) is not None)
                opens = set(line.kinds) & set(STRUCTURE) - {"number"}
                ends = behind or bool(is_heading)
                yield replace(line, ends=ends, places=bool(opens), level=level)
                behind = False

    def _line(self, block: int, words: Passage) -> LabelledLine:
        found = _LABELLED.fullmatch(words.text)
        if found is None:
            return self._called(block, words)
        label, value = words.slice(*found.span("label")), words.slice(*found.span("value")).strip()
        known = announced(self.wording, label.text)
        if not known and self._run_on.is_time(label.text, value.text):
            return LabelledLine(block, words, label, words, ("deadline",))
        if not known and len(label.text.split()) > _LABEL_WORDS:
            return LabelledLine(block, words)
        if known and known.kinds != (_ACTION,):
            return LabelledLine(block, words, label, value, known.kinds)
        says_nothing = bool(absence(value, self.wording)) or fold(value.text) in self._answers
        code = numbered_label(self.wording, label)
        if not says_nothing and (known.is_whole or code):  # 'Action: none' is none
            return LabelledLine(block, words, label, value, (_ACTION,), code)
        may_name = known.certainty > _LEAST and not says_nothing
        return LabelledLine(block, words, label, value, may_name=may_name)

    def _called(self, block: int, words: Passage) -> LabelledLine:
        """Return a line that calls itself an action with a number: 'Action 1.1 – Plant trees'."""
        title = coded_title(self.wording, words)
        if title.code:  # 'Action sheet no. 3: Plant trees'
            label = words.slice(0, title.code.end - words.start)
            return LabelledLine(block, words, label, title.value, (_ACTION,), title.code)
        coded = self.headings.action(words)
        if coded is None:
            return LabelledLine(block, words)
        label = words.slice(0, coded.title.start - words.start)
        place = label.text.rindex(coded.code)
        code = label.slice(place, place + len(coded.code))
        return LabelledLine(block, words, label, coded.title, (_ACTION,), code)

    @cached_property
    def headings(self) -> HeadingReader:
        """The reader of headings."""
        return HeadingReader(self.wording)

    @cached_property
    def _run_on(self) -> RunOn:
        return RunOn(self.wording)

    @cached_property
    def _answers(self) -> frozenset[str]:
        return frozenset(map(fold, self.wording.lists["answers"]))


def _named(lines: list[LabelledLine], wording: Wording, *, is_plan: bool) -> list[LabelledLine]:
    """Return the lines; where no label is plainly the name of actions, one that recurs is."""
    counts = Counter(line.key for line in lines if line.may_name and line.value)
    if any(line.is_name for line in lines):
        return lines
    if not counts:
        return _headed(lines, wording) if is_plan else lines
    name, count = counts.most_common(1)[0]
    own = (_ACTION,) if count >= FEWEST_CARDS else ()
    return [replace(line, kinds=own) if line.key == name else line for line in lines]


def _headed(lines: list[LabelledLine], wording: Wording) -> list[LabelledLine]:
    """Return the lines with those as names that stand above the label with which cards begin.

    That label has lines above it each time, and some known label follows each of them.
    """
    above = list(_above(lines))
    counts = Counter(key for _, key in above)
    all_of = Counter(line.key for line in lines)
    firsts = [key for key, count in counts.most_common() if count == all_of[key]]
    if not firsts or counts[firsts[0]] < FEWEST_CARDS:
        return lines
    names = {line.words for line in _titles([run for run, key in above if key == firsts[0]])}
    return [_titled(line, wording) if line.words in names else line for line in lines]


def _above(lines: Sequence[LabelledLine]) -> Iterator[tuple[list[LabelledLine], str]]:
    """Yield the lines without a label above each known label with a value, and that label."""
    run: list[LabelledLine] = []
    for line in lines:
        is_begun = bool(run) and (run[-1].is_heading or not line.places)
        if line.label and line.kinds and line.value and is_begun:
            yield run, line.key
        run = [] if line.label else [*run, line]


def _titles(runs: Sequence[list[LabelledLine]]) -> list[LabelledLine]:
    """Return the line of each run that is the title of a card, in the same place in all.

    It is the last heading where each has one, of one level, or else the line above the label;
    where that is a sentence, which describes the card, it is the first line below the headings.
    """
    headings = [[line for line in run if line.is_heading] for run in runs]
    own = [list(takewhile(lambda line: not line.is_heading, reversed(run))) for run in runs]
    if all(headings) and len({found[-1].level for found in headings}) == 1:
        return [found[-1] for found in headings]
    for place in (0, -1):  # `own` begins with the line above the label
        found = [lines[place] if lines else run[-1] for lines, run in zip(own, runs, strict=True)]
        if all(is_title(line.words) for line in found):
            return found
    return []


def _titled(line: LabelledLine, wording: Wording) -> LabelledLine:
    """Return a line as the name of an action, with the number before it as its code."""
    title = coded_title(wording, line.words, is_title=True)
    label = line.words.slice(0, 0)
    return replace(line, kinds=(_ACTION,), label=label, value=title.value, code=title.code)
