"""Read cards in paragraphs: 'Action: …', 'Responsible: …', 'Deadline: …', each on its line.

A card begins with the label of the action's name, or where nothing is labelled so, with the line
above the label with which the cards begin; it goes on as long as labels follow. Two other
known labels must follow the name, and one of them tells who, when, or with what money; a single
card is none. So prose with colons, and lists of terms, are no cards.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from plan_graph.language.wording import Wording
from plan_graph.plan.codes import leading_code
from plan_graph.plan.tables import Document
from plan_graph.reading.cards.labelled_lines import FEWEST_CARDS, LabelledLine, labelled_lines
from plan_graph.reading.events import ActionRow, Column, Event, Line
from plan_graph.reading.tables.header import MEANS
from plan_graph.text import Passage, covering

_FEWEST_LABELS = 2
_ACTION = "action"
_KINDS = {"sub_action": "description", "action": "description"}
"""What labels that come again within a card are: they tell of the action."""


@dataclass
class _Card:
    """The lines of one card, the first of which names the action."""

    lines: list[LabelledLine] = field(default_factory=list)

    @property
    def name(self) -> list[LabelledLine]:
        """The lines of the name: the first, and what goes on with it in its paragraph."""
        first = self.lines[0]
        is_own = first.is_heading or not first.value
        return [first, *([] if is_own else takewhile(first.goes_on, self.lines[1:]))]

    def is_card(self) -> bool:
        known = [set(line.kinds) for line in self.lines[1:] if line.kinds]
        kinds = set[str]().union(*known)
        return len(known) >= _FEWEST_LABELS and len(kinds) > 1 and bool(kinds & MEANS)


def find_labelled(
    document: Document, wording: Wording, *, is_plan: bool
) -> Mapping[int, tuple[Event, ...]]:
    """Return what the paragraphs that hold cards are, by the start of each; empty without cards.

    Args:
        document: The document.
        wording: The words of its language.
        is_plan: Whether it calls itself a plan, so that what is only labelled may be actions.
    """
    lines = labelled_lines(document, wording, is_plan=is_plan)
    labels = frozenset(line.key for line in lines if line.label)
    learnt = _learnt([card for card in _cards(lines, labels) if card.is_card()])
    cards = [card for card in _cards(lines, learnt) if card.is_card()]
    if len(cards) < FEWEST_CARDS or _are_few(cards, lines):
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


def _are_few(cards: Sequence[_Card], lines: Sequence[LabelledLine]) -> bool:
    """Tell whether most headings with codes like those of the cards are none of cards.

    So a log numbers its decisions, of some of which it tells who carries them out.
    """
    names = [card.lines[0] for card in cards]
    coded = [line for line in names if line.is_heading and _code_letters(line)]
    own = {(line.level, _code_letters(line)) for line in coded}
    like = sum((line.level, _code_letters(line)) in own for line in lines if line.is_heading)
    return 2 * len(coded) > len(cards) and 2 * len(coded) < like


def _code_letters(line: LabelledLine) -> str:
    """Return the letters that the code of a heading begins with, '' if it has none: 'D'."""
    return "".join(takewhile(str.isalpha, leading_code(line.words, heading=True).code))


def _cards(lines: Sequence[LabelledLine], learnt: frozenset[str]) -> Iterator[_Card]:
    """Collect the cards; lines without a label belong to it if a label follows them."""
    card: _Card | None = None
    pending: list[LabelledLine] = []
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


def _ahead(lines: Sequence[LabelledLine]) -> dict[int, list[LabelledLine]]:
    """Return the lines of cards that stand before the names, by the place of each name.

    They begin with the code, where one stands before the first name. What says where actions
    stand is none of them: it heads the cards below.
    """
    names = [place for place, line in enumerate(lines) if line.is_name]
    codes = [place for place, line in enumerate(lines) if "number" in line.kinds]
    if len(names) < FEWEST_CARDS or not codes or codes[0] > names[0]:
        return {}
    starts = {bisect_right(names, code): code for code in codes}  # of several the last
    return {
        name: [line for line in lines[starts[number] : name] if line.label and not line.places]
        for number, name in enumerate(names)
        if number in starts
    }


def _inner(lines: Sequence[LabelledLine]) -> frozenset[str]:
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


def _value(lines: Sequence[LabelledLine], whole: Passage, learnt: frozenset[str]) -> Passage:
    """Return the words behind a label, with the lines below it that have none."""
    first = lines[0].value or lines[0].words.slice(len(lines[0].words.text))
    last = first
    for line in lines[1:]:
        if line.kinds or line.key in learnt:
            break
        last = line.words
        first = first or line.words
    return covering(whole, first, last) if first else first
