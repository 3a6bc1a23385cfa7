"""Read cards in paragraphs: 'Action: …', 'Responsible: …', 'Deadline: …', each on its line.

A card begins with the label of the action's name, or where nothing is labelled so, with the line
above the label with which the cards begin; it goes on as long as labels follow. Two other
known labels must follow the name, and one of them tells who, when, or with what money; a single
card is none. So prose with colons, and lists of terms, are no cards.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile

from plan_graph.language.columns import announced
from plan_graph.language.headings import HeadingReader
from plan_graph.language.wording import Wording
from plan_graph.plan.codes import leading_code
from plan_graph.plan.tables import Document
from plan_graph.reading.cards.card import coded_title, numbered_label
from plan_graph.reading.events import ActionRow, Column, Event, Line
from plan_graph.reading.front import is_title
from plan_graph.reading.tables.header import MEANS, STRUCTURE
from plan_graph.text import Passage, covering, fold

_LABELLED = re.compile(
    r"[\W_]*(?P<label>[^\W\d_][^:\n]{0,60}?|#|№)[*_ ]*:[*_ \xa0]*(?P<value>[^\n]*)"
)
_LABEL_WORDS = 6
"""Words of the longest label that no rule knows."""
_FEWEST_LABELS = 2
_FEWEST_CARDS = 2
_LEAST = 0.5
"""How surely a label that is no known phrase must announce actions to be their name."""
_ACTION = "action"
_KINDS = {"sub_action": "description", "action": "description"}
"""What labels that come again within a card are: they tell of the action."""


@dataclass(frozen=True, slots=True)
class _Line:
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
        return " ".join(fold(self.label.text).split()) if self.label else ""

    def goes_on(self, below: _Line) -> bool:
        """Tell whether a line below goes on with this one, in the same paragraph."""
        return below.block == self.block and not below.label

    @property
    def is_name(self) -> bool:
        return self.kinds[:1] == (_ACTION,) and bool(self.value)


@dataclass
class _Card:
    """The lines of one card, the first of which names the action."""

    lines: list[_Line] = field(default_factory=list)

    @property
    def name(self) -> list[_Line]:
        """The lines of the name: the first, and what goes on with it in its paragraph."""
        first = self.lines[0]
        is_own = first.is_heading or not first.value
        return [first, *([] if is_own else takewhile(first.goes_on, self.lines[1:]))]

    def is_card(self) -> bool:
        known = [set(line.kinds) for line in self.lines[1:] if line.kinds]
        kinds = set[str]().union(*known)
        return len(known) >= _FEWEST_LABELS and len(kinds) > 1 and bool(kinds & MEANS)


def find_labelled(document: Document, wording: Wording) -> Mapping[int, tuple[Event, ...]]:
    """Return what the paragraphs that hold cards are, by the start of each; empty without cards."""
    lines = _named(list(_Reader(document, wording).lines()), wording)
    labels = frozenset(line.key for line in lines if line.label)
    learnt = _learnt([card for card in _cards(lines, labels) if card.is_card()])
    cards = [card for card in _cards(lines, learnt) if card.is_card()]
    if len(cards) < _FEWEST_CARDS:
        return {}
    names = {card.lines[0].words: card for card in cards}
    held = {line.words for card in cards for line in card.lines}
    touched = {line.block for card in cards for line in card.lines}
    found: dict[int, tuple[Event, ...]] = dict.fromkeys(touched, ())
    for line in lines:
        if line.words in names:
            found[line.block] += (_row(names[line.words], document, learnt),)
        elif line.block in touched and line.words not in held:
            found[line.block] += (Line(line.words),)
    return found


@dataclass(frozen=True)
class _Reader:
    """Parts the paragraphs of a document into lines with labels."""

    document: Document
    wording: Wording

    def lines(self) -> Iterator[_Line]:
        """Return the lines of all paragraphs, in order."""
        behind = True
        for block in self.document.blocks:
            if not isinstance(block, Passage):
                behind = True
                continue
            level = self.document.level(block)
            for words in block.lines():
                line = self._line(block.start, words)
                is_heading = not line.label and (level or self.headings.read(words) is not None)
                opens = set(line.kinds) & set(STRUCTURE) - {"number"}
                ends = behind or bool(is_heading)
                yield replace(line, ends=ends, places=bool(opens), level=level)
                behind = False

    def _line(self, block: int, words: Passage) -> _Line:
        found = _LABELLED.fullmatch(words.text)
        if found is None:
            return self._called(block, words)
        label, value = words.slice(*found.span("label")), words.slice(*found.span("value")).strip()
        known = announced(self.wording, label.text)
        if not known and len(label.text.split()) > _LABEL_WORDS:
            return _Line(block, words)
        if known.is_whole or (known and known.kinds != (_ACTION,)):
            return _Line(block, words, label, value, known.kinds)
        code = numbered_label(self.wording, label)
        if code:
            return _Line(block, words, label, value, (_ACTION,), code)
        is_answer = fold(value.text) in self._answers
        return _Line(
            block, words, label, value, may_name=known.certainty > _LEAST and not is_answer
        )

    def _called(self, block: int, words: Passage) -> _Line:
        """Return a line that calls itself an action with a number: 'Action 1.1 – Plant trees'."""
        title = coded_title(self.wording, words)
        if title.code:  # 'Action sheet no. 3: Plant trees'
            label = words.slice(0, title.code.end - words.start)
            return _Line(block, words, label, title.value, (_ACTION,), title.code)
        coded = self.headings.action(words)
        if coded is None:
            return _Line(block, words)
        label = words.slice(0, coded.title.start - words.start)
        place = label.text.rindex(coded.code)
        code = label.slice(place, place + len(coded.code))
        return _Line(block, words, label, coded.title, (_ACTION,), code)

    @cached_property
    def headings(self) -> HeadingReader:
        """The reader of headings."""
        return HeadingReader(self.wording)

    @cached_property
    def _answers(self) -> frozenset[str]:
        return frozenset(map(fold, self.wording.lists["answers"]))


def _named(lines: list[_Line], wording: Wording) -> list[_Line]:
    """Return the lines; where no label is plainly the name of actions, one that recurs is."""
    counts = Counter(line.key for line in lines if line.may_name and line.value)
    if any(line.is_name for line in lines):
        return lines
    if not counts:
        return _headed(lines, wording)
    name, count = counts.most_common(1)[0]
    own = (_ACTION,) if count >= _FEWEST_CARDS else ()
    return [replace(line, kinds=own) if line.key == name else line for line in lines]


def _headed(lines: list[_Line], wording: Wording) -> list[_Line]:
    """Return the lines with those as names that stand above the label with which cards begin.

    That label has lines above it each time, and some known label follows each of them.
    """
    above = list(_above(lines))
    counts = Counter(key for _, key in above)
    all_of = Counter(line.key for line in lines)
    firsts = [key for key, count in counts.most_common() if count == all_of[key]]
    if not firsts or counts[firsts[0]] < _FEWEST_CARDS:
        return lines
    names = {line.words for line in _titles([run for run, key in above if key == firsts[0]])}
    return [_titled(line, wording) if line.words in names else line for line in lines]


def _above(lines: Sequence[_Line]) -> Iterator[tuple[list[_Line], str]]:
    """Yield the lines without a label above each known label with a value, and that label."""
    run: list[_Line] = []
    for line in lines:
        is_begun = bool(run) and (run[-1].is_heading or not line.places)
        if line.label and line.kinds and line.value and is_begun:
            yield run, line.key
        run = [] if line.label else [*run, line]


def _titles(runs: Sequence[list[_Line]]) -> list[_Line]:
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


def _titled(line: _Line, wording: Wording) -> _Line:
    """Return a line as the name of an action, with the number before it as its code."""
    title = coded_title(wording, line.words)
    label = line.words.slice(0, 0)
    return replace(line, kinds=(_ACTION,), label=label, value=title.value, code=title.code)


def _cards(lines: Sequence[_Line], learnt: frozenset[str]) -> Iterator[_Card]:
    """Collect the cards; lines without a label belong to it if a label follows them."""
    card: _Card | None = None
    pending: list[_Line] = []
    ahead, inner = _ahead(lines), _inner(lines)
    in_heads = {line for head in ahead.values() for line in head}
    for place, line in enumerate(lines):
        if line in in_heads:
            continue
        if line.is_name:
            if card:
                yield card
            card, pending = _Card([line, *ahead.get(place, ())]), []
        elif card and (line.ends or (line.places and line.key not in inner)):
            yield card
            card = None
        elif card:
            pending.append(line)
            last = card.lines[-1]
            is_open = last.label is not None and not last.value and not line.label
            if line.kinds or line.key in learnt or is_open:
                card.lines.extend(pending)
                pending = []
    if card:
        yield card


def _ahead(lines: Sequence[_Line]) -> dict[int, list[_Line]]:
    """Return the lines of cards that stand before the names, by the place of each name.

    They begin with the code, where one stands before the first name. What says where actions
    stand is none of them: it heads the cards below.
    """
    names = [place for place, line in enumerate(lines) if line.is_name]
    codes = [place for place, line in enumerate(lines) if "number" in line.kinds]
    if len(names) < _FEWEST_CARDS or not codes or codes[0] > names[0]:
        return {}
    starts = {bisect_right(names, code): code for code in codes}  # of several the last
    return {
        name: [line for line in lines[starts[number] : name] if line.label and not line.places]
        for number, name in enumerate(names)
        if number in starts
    }


def _inner(lines: Sequence[_Line]) -> frozenset[str]:
    """Return the labels of objectives that are lines of each card, and head none.

    Each stands once behind every name, and not before the first.
    """
    keys = [line.key for line in lines if line.places]
    parts: list[Counter[str]] = [Counter()]
    for line in lines:
        if line.is_name:
            parts.append(Counter())
        parts[-1].update([line.key] if line.places else [])
    before, *cards = parts
    return frozenset(
        key for key in keys if not before[key] and all(card[key] == 1 for card in cards)
    )


def _learnt(cards: Sequence[_Card]) -> frozenset[str]:
    """Return the labels that no rule knows but that stand in half of the cards."""
    counts = Counter(
        key for card in cards for key in {line.key for line in card.lines if not line.kinds} if key
    )
    return frozenset(key for key, count in counts.items() if count > 1 and 2 * count >= len(cards))


def _row(card: _Card, document: Document, learnt: frozenset[str]) -> ActionRow:
    """Return a card as the row of an action."""
    cells: dict[str, tuple[Passage, ...]] = {}
    headings: dict[Passage, Passage] = {}
    other: list[Column] = []
    whole = Passage(0, document.text)
    for place, line in enumerate(card.lines):
        if line.label is None or line.value is None or not (line.kinds or line.key in learnt):
            continue
        own = card.lines[place:] if place else card.name
        value = line.value if line.is_heading else _value(own, whole, learnt)
        headings[value] = line.label
        kinds = line.kinds if place == 0 else tuple(_KINDS.get(k, k) for k in line.kinds)
        for kind in kinds:
            cells[kind] = (*cells.get(kind, ()), value)
        if not kinds and value:
            other.append(Column(line.label, value))
    below = takewhile(lambda line: not line.label, card.lines[len(card.name) :])
    other += [Column(line.words.slice(0, 0), line.words) for line in below]
    code = card.lines[0].code
    if code and not leading_code(cells[_ACTION][0]).code:
        cells["number"] = (code,)
    return ActionRow(cells, tuple(other), headings=headings, is_card=True)


def _value(lines: Sequence[_Line], whole: Passage, learnt: frozenset[str]) -> Passage:
    """Return the words behind a label, with the lines below it that have none."""
    first = lines[0].value or lines[0].words.slice(len(lines[0].words.text))
    last = first
    for line in lines[1:]:
        if line.kinds or line.key in learnt:
            break
        last = line.words
        first = first or line.words
    return covering(whole, first, last) if first else first
