"""Number the items of lists and the headings of an OpenDocument text as its program shows them.

What a list shows is computed, for it is stored nowhere: each level has a start, a format, and a
text around the numbers. All lists within a list count together, level below level; a list goes
on with an earlier one only where it says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from plan_graph.documents.marked import BULLET, Marker, bullet
from plan_graph.documents.opendocument.package import Element, attribute, kind, whole
from plan_graph.documents.opendocument.styles import OUTLINE, Styles
from plan_graph.documents.word.numbering import numeral

_LEVELS = 10
_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman"}
_MORE_FORMATS = {"I": "upperRoman", "": "none"}
_CYRILLIC = {"А, Б, .., Аа": "russianUpper", "а, б, .., аа": "russianLower"}
_PLACEHOLDER = re.compile(r"%([0-9]{1,2})%", re.ASCII)
_LONGEST_TEXT = 100
"""Of the text of a level, which stands before each paragraph."""


@dataclass(frozen=True, slots=True)
class _Level:
    """One level: how it is numbered; `text` holds '%1%' for the number of the first level."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    bullet: str = ""


@dataclass(slots=True)
class Item:
    """A place in a list: that of an item, until its first paragraph is numbered.

    Attributes:
        counts: Which lists count together.
        style: The list style.
        level: Counted from 0.
        start: The number that the item states.
        is_numbered: Whether the next paragraph is numbered.
    """

    counts: str
    style: str
    level: int
    start: int | None = None
    is_numbered: bool = False


@dataclass
class Lists:
    """Tells the marker of each paragraph, which must come in the order of the document."""

    styles: Styles
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _numbers: dict[str, list[int | None]] = field(default_factory=dict)
    _named: dict[str | None, str] = field(default_factory=dict)
    _latest: dict[str, str] = field(default_factory=dict)

    def begin(self, element: Element, outer: Item | None) -> Item:
        """Return the place of a list that begins, perhaps within an item of another."""
        own = attribute(element, "text:style-name")
        style = own if own is not None else outer.style if outer else ""
        if outer:
            return Item(outer.counts, style, min(outer.level + 1, _LEVELS - 1))
        named = self._named.get(attribute(element, "text:continue-list"))
        if named is None and attribute(element, "text:continue-numbering") == "true":
            named = self._latest.get(style)
        counts = named or f"list {len(self._numbers)}"
        self._numbers.setdefault(counts, [None] * _LEVELS)
        self._latest[style] = counts
        if identifier := attribute(element, "xml:id"):
            self._named[identifier] = counts
        return Item(counts, style, 0)

    @staticmethod
    def item(element: Element, place: Item) -> Item:
        """Return the place of an item; the header of a list has no number."""
        is_numbered = kind(element) == "text:list-item"
        style = attribute(element, "text:style-override") or place.style
        start = whole(element, "text:start-value", -1)
        return Item(place.counts, style, place.level, None if start < 0 else start, is_numbered)

    def marker(self, paragraph: Element, item: Item | None) -> Marker | None:
        """Return what is shown before a paragraph, and count it; None if nothing is."""
        style = attribute(paragraph, "text:style-name")
        listed = self.styles.look("paragraph", style).listed
        if attribute(paragraph, "text:is-list-header") == "true":
            return None
        if item:
            if not item.is_numbered:
                return None
            item.is_numbered = False
            name = item.style or listed or ""
            return self._marker(item.counts, name, item.level, item.start)
        if kind(paragraph) != "text:h" or listed == "":
            return None
        level = min(whole(paragraph, "text:outline-level"), _LEVELS) - 1
        start = None
        if attribute(paragraph, "text:restart-numbering") == "true":
            start = whole(paragraph, "text:start-value")
        return self._marker(OUTLINE, listed or OUTLINE, max(level, 0), start)

    def _marker(self, counts: str, style: str, level: int, start: int | None) -> Marker | None:
        levels = self._levels_of(style)
        numbers = self._numbers.setdefault(counts, [None] * _LEVELS)
        own = levels.get(level)
        last = numbers[level]
        first = own.start if own else 1
        numbers[level] = start if start is not None else first if last is None else last + 1
        numbers[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _shown(levels, numbers, level) if own else None

    def _levels_of(self, style: str) -> dict[int, _Level]:
        if style not in self._levels:
            found = self.styles.lists.get(style)
            self._levels[style] = {} if found is None else _read_levels(found)
        return self._levels[style]


def _shown(levels: dict[int, _Level], numbers: list[int | None], level: int) -> Marker | None:
    """Return the marker of a level, or None if it shows nothing that can be told."""
    own = levels[level]
    if own.bullet:
        return Marker(own.bullet, level, is_bullet=True)
    text = own.text
    for place in {int(each) - 1 for each in _PLACEHOLDER.findall(text)}:
        each = levels.get(place, _Level())
        counted = numbers[place] if 0 <= place <= level else None
        number = counted if counted is not None else each.start
        written = numeral(number, each.format)
        if written is None or not 0 <= place <= level:
            return None
        if not written and place < level:  # nor what parts it from the next number
            text = re.sub(rf"%{place + 1}%[^%]*(?=%)", "", text)
        text = text.replace(f"%{place + 1}%", written)
    return Marker(text.strip(), level, is_bullet=False) if text.strip() else None


def _read_levels(style: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for each in style:
        level = whole(each, "text:level", 0) - 1
        if 0 <= level < _LEVELS:
            found[level] = _read_level(each, level, found)
    return found


def _read_level(element: Element, level: int, above: dict[int, _Level]) -> _Level:
    match kind(element):
        case "text:list-level-style-bullet":
            return _Level(bullet=bullet(attribute(element, "text:bullet-char") or "") or BULLET)
        case "text:list-level-style-image":
            return _Level(bullet=BULLET)
    given = attribute(element, "style:num-format") or ""
    text = attribute(element, "loext:num-list-format")
    if text is None:
        text = attribute(element, "style:num-list-format")
    if text is None:
        first = max(level - whole(element, "text:display-levels") + 1, 0)
        shown = [each for each in range(first, level) if above.get(each, _Level()).format != "none"]
        numbers = ".".join(f"%{each + 1}%" for each in (*shown, level))
        before = attribute(element, "style:num-prefix") or ""
        text = f"{before}{numbers}{attribute(element, 'style:num-suffix') or ''}"
    return _Level(
        start=whole(element, "text:start-value"),
        format=_format(given),
        text=text if len(text) <= _LONGEST_TEXT else "",
    )


def _format(given: str) -> str:
    known = (_FORMATS | _MORE_FORMATS).get(given)
    if known is not None:
        return known
    cyrillic = (name for start, name in _CYRILLIC.items() if given.startswith(start))
    return next(cyrillic, given)
