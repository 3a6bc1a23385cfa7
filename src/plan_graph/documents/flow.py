"""The flow of words of a page: what its elements mean for lines, items of lists and struck words.

An element becomes steps: words, the beginning of a line, a list that opens or closes, words that
are struck from here on. A flow takes the steps, and gives text and lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property

from lxml import etree

from plan_graph.documents.lines import struck_passages
from plan_graph.plan.tables import Line, LineKind
from plan_graph.text import Passage

Element = etree._Element

_NOT_SHOWN = frozenset(("script", "style", "template", "noscript", "head", "title", "object"))
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em"),
        *("font", "i", "img", "ins", "kbd", "label", "mark", "o:p", "q", "samp", "small"),
        *("span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_STRUCK = frozenset(("s", "del", "strike"))
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_LINE_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SHORT_NUMBER = re.compile(r"\s*([0-9]{1,4})\s*", re.ASCII)
_LETTERS = 26


class Does(Enum):
    """What a step does."""

    WORDS = auto()
    LINE = auto()
    """A block begins or ends."""
    BREAK = auto()
    ITEM = auto()
    ITEM_END = auto()
    LIST = auto()
    LIST_END = auto()
    STRIKE = auto()
    STRIKE_END = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words, or for a list how its items are counted, such as '1', 'a' or ''."""

    does: Does
    words: str = ""
    number: int = 1


def content(element: Element) -> list[Step | Element]:
    """Return the words and elements within an element, with the steps before and behind them."""
    found: list[Step | Element] = _words(element.text or element.get("alt"))
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOT_SHOWN:
            found.append(child)
        found += _words(child.tail)
    tag = element.tag
    if tag in _STRUCK or _LINE_THROUGH.search(element.get("style", "")):
        found = [Step(Does.STRIKE), *found, Step(Does.STRIKE_END)]
    if tag in _INLINE or tag in _STRUCK:
        return found
    if tag == "br":
        return [Step(Does.BREAK), *found]
    if tag == "li":
        return [Step(Does.ITEM, number=_number(element.get("value"))), *found, Step(Does.ITEM_END)]
    if tag in _LISTS:
        return [Step(Does.LINE), _list(element), *found, Step(Does.LIST_END), Step(Does.LINE)]
    if tag == "dd" and _follows_term(element):
        return [*found, Step(Does.LINE)]
    if tag == "dt" and not _ends_label(element):
        found += _words(": ")
    end = [] if tag == "dt" else [Step(Does.LINE)]
    return [Step(Does.LINE), *found, *end]


def _ends_label(term: Element) -> bool:
    """Tell whether a term of a list of definitions holds no words, or ends as a label does."""
    text = "".join(map(str, term.itertext())).strip()
    return not text or text.endswith(":")


def _follows_term(element: Element) -> bool:
    """Tell whether a definition is the first behind its term; then it is on its line."""
    before = element.getprevious()
    return before is not None and before.tag == "dt"


def _words(text: str | None) -> list[Step | Element]:
    return [Step(Does.WORDS, _SPACES.sub(" ", text))] if text else []


def _list(element: Element) -> Step:
    counted = element.get("type", "1") if element.tag == "ol" else ""
    return Step(Does.LIST, counted, _number(element.get("start")) or 1)


def _number(given: str | None) -> int:
    """Return a whole number, 0 where there is none."""
    found = _SHORT_NUMBER.fullmatch(given or "")
    return int(found[1]) if found else 0


@dataclass
class _Open:
    """A line that is being written."""

    kind: LineKind
    level: int = 0
    marker: str = ""
    pieces: list[tuple[str, bool]] = field(default_factory=list)


@dataclass
class Flow:
    """Takes steps, and knows the lines that they make; blank lines are none.

    >>> flow = Flow()
    >>> for step in (Step(Does.WORDS, "One "), Step(Does.BREAK), Step(Does.WORDS, " two")):
    ...     flow.take(step)
    >>> flow.text
    'One\\ntwo'
    """

    _done: list[_Open] = field(default_factory=list)
    _next: _Open = field(default_factory=lambda: _Open(LineKind.PARAGRAPH))
    _lists: list[list[str | int]] = field(default_factory=list)
    _struck: int = 0
    _is_begun: bool = False

    def take(self, step: Step) -> None:
        """Take the next step."""
        match step.does:
            case Does.WORDS:
                self._write(step.words)
            case Does.LINE:
                self._begin(_Open(LineKind.PARAGRAPH))
            case Does.BREAK:
                twice = not self._is_begun and self._next.kind is LineKind.BREAK
                self._begin(_Open(LineKind.PARAGRAPH if twice else LineKind.BREAK))
            case Does.ITEM:
                self._begin(self._item(step.number))
            case Does.ITEM_END:
                self._begin(_Open(LineKind.PARAGRAPH), ends=True)
            case Does.LIST:
                self._lists.append([step.words, step.number])
            case Does.LIST_END:
                self._lists = self._lists[:-1]
            case Does.STRIKE:
                self._struck += 1
            case Does.STRIKE_END:
                self._struck -= 1

    def _write(self, words: str) -> None:
        if not self._is_begun and words.strip(" "):
            self._is_begun = True
            self._done.append(self._next)
        if self._is_begun:
            self._done[-1].pieces.append((words, self._struck > 0))

    def _begin(self, line: _Open, *, ends: bool = False) -> None:
        """Note what the next words begin; of several beginnings the most telling one counts."""
        order = (LineKind.BREAK, LineKind.PARAGRAPH, LineKind.ITEM)
        is_less = order.index(line.kind) < order.index(self._next.kind)
        if self._is_begun or ends or not is_less:
            self._next = line
        self._is_begun = False

    def _item(self, number: int) -> _Open:
        if not self._lists:
            return _Open(LineKind.ITEM, 0, "•")
        counted, count = self._lists[-1]
        count = number or int(count)
        self._lists[-1][1] = count + 1
        return _Open(LineKind.ITEM, len(self._lists) - 1, _marker(str(counted), count))

    @cached_property
    def _laid(self) -> tuple[str, tuple[Line, ...], tuple[Passage, ...]]:
        start, texts, lines, struck = 0, list[str](), list[Line](), list[Passage]()
        for each in self._done:
            written = "".join(words for words, _ in each.pieces)
            text = written.strip(" ")
            lines.append(Line(Passage(start, text), each.kind, each.level, each.marker))
            lead = start - (len(written) - len(written.lstrip(" ")))
            struck += [
                replace(found, start=found.start + lead) for found in struck_passages(each.pieces)
            ]
            texts.append(text)
            start += len(text) + 1
        return "\n".join(texts), tuple(lines), tuple(struck)

    @property
    def text(self) -> str:
        """The words; each line on a line of its own."""
        return self._laid[0]

    @property
    def lines(self) -> tuple[Line, ...]:
        """What each line is; places count from the start of the text."""
        return self._laid[1]

    @property
    def struck(self) -> tuple[Passage, ...]:
        """The words that are struck through; places count from the start of the text."""
        return self._laid[2]


def _marker(counted: str, number: int) -> str:
    """Return the marker of an item as a browser shows it.

    >>> _marker("1", 3), _marker("a", 2), _marker("", 1)
    ('3.', 'b.', '•')
    """
    if not counted:
        return "•"
    if counted in "aA" and number <= _LETTERS:
        return f"{chr(ord(counted) + number - 1)}."
    if counted in "iI" and number < _ROMAN[0][0]:
        roman = _roman(number)
        return f"{roman if counted == 'i' else roman.upper()}."
    return f"{number}."


_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written
