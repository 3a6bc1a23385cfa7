"""Tell what the styles of an OpenDocument file say: how words and cells look, what lists show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plan_graph.documents.opendocument.package import Element, attribute, kind, tag, within
from plan_graph.documents.package import Package

_STYLES = frozenset(
    (
        *("style:style", "style:default-style"),
        *("text:list-style", "text:outline-style", "number:date-style"),
    )
)
_STYLES_PART = "styles.xml"
_LONGEST_CHAIN = 50
"""Styles that are each based on the next; programs make some ten."""
_PLAIN_FILLS = ("", "none", "transparent", "#ffffff")
OUTLINE = "Outline"
"""What the list of headings is called, which has no name in a file that does not state it."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says; None where it says nothing.

    Attributes:
        is_struck: Whether words are struck through.
        is_hidden: Whether words, or a section or sheet, are hidden.
        is_filled: Whether a cell has a background of its own.
        language: The tag of the language of words.
        listed: The list style of paragraphs; '' takes them out of lists.
        format: The style of numbers or days.
    """

    is_struck: bool | None = None
    is_hidden: bool | None = None
    is_filled: bool | None = None
    language: str | None = None
    listed: str | None = None
    format: str | None = None

    def over(self, below: Look) -> Look:
        """Return what two looks say together; this one wins."""
        return Look(
            below.is_struck if self.is_struck is None else self.is_struck,
            below.is_hidden if self.is_hidden is None else self.is_hidden,
            below.is_filled if self.is_filled is None else self.is_filled,
            below.language if self.language is None else self.language,
            below.listed if self.listed is None else self.listed,
            below.format if self.format is None else self.format,
        )


PLAIN = Look()


@dataclass
class Styles:
    """The styles of a document by family and name.

    Attributes:
        own: What each style says itself, and the name of the style that it is based on.
        lists: The list styles.
        unsure_dates: The styles of days whose look each computer decides, or with numbers of
            months before those of days.
        default_languages: Those of words of which nobody said a language: the program's.
    """

    own: dict[tuple[str, str], tuple[Look, str]] = field(default_factory=dict)
    lists: dict[str, Element] = field(default_factory=dict)
    unsure_dates: set[str] = field(default_factory=set)
    default_languages: set[str] = field(default_factory=set)
    _known: dict[tuple[str, str], Look] = field(default_factory=dict)

    def look(self, family: str, name: str | None) -> Look:
        """Return what a style and those that it is based on say."""
        if not name:
            return PLAIN
        known = self._known.get((family, name))
        if known is None:
            known = self._known[family, name] = self._chain(family, name)
        return known

    def _chain(self, family: str, name: str) -> Look:
        found = PLAIN
        for _ in range(_LONGEST_CHAIN):
            own, name = self.own.get((family, name), (PLAIN, ""))
            found = found.over(own)
            if not name:
                break
        return found


def read_styles(package: Package, content: Element | None = None) -> Styles:
    """Return the styles for the content of a document, or for its headers and footers."""
    groups: list[Element] = []
    if package.holds(_STYLES_PART):
        root = package.xml(_STYLES_PART)
        groups += root.iterchildren(tag("office:styles"))
        if content is None:
            groups += root.iterchildren(tag("office:automatic-styles"))
    if content is not None:
        groups += content.iterchildren(tag("office:automatic-styles"))
    styles = Styles()
    for group in groups:
        _take(styles, within(group, _STYLES))
    return styles


def _take(styles: Styles, found: Iterable[Element]) -> None:
    for each in found:
        name = attribute(each, "style:name") or ""
        match kind(each):
            case "style:style":
                family = attribute(each, "style:family") or ""
                base = attribute(each, "style:parent-style-name") or ""
                styles.own[family, name] = _own(each), base
            case "style:default-style":
                styles.default_languages.add(_own(each).language or "")
            case "number:date-style":
                if _is_unsure(each):
                    styles.unsure_dates.add(name)
            case "text:outline-style":
                styles.lists[OUTLINE] = each
            case _:
                styles.lists[name] = each


def _own(style: Element) -> Look:
    said: Mapping[str, Element] = {kind(each): each for each in style}
    text = said.get("style:text-properties")
    cell = said.get("style:table-cell-properties")
    shown = [
        attribute(said[name], attribute_name)
        for name, attribute_name in (
            ("style:text-properties", "text:display"),
            ("style:section-properties", "text:display"),
            ("style:table-properties", "table:display"),
        )
        if name in said
    ]
    fill = None if cell is None else attribute(cell, "fo:background-color")
    return Look(
        is_struck=None if text is None else _is_struck(text),
        is_hidden=next((each in ("none", "false") for each in shown if each), None),
        is_filled=None if fill is None else fill.lower() not in _PLAIN_FILLS,
        language=None if text is None else _language(text),
        listed=attribute(style, "style:list-style-name"),
        format=attribute(style, "style:data-style-name"),
    )


def _is_unsure(date_style: Element) -> bool:
    """Tell whether a day of a style could be read in two ways."""
    parts = {kind(each): each for each in date_style}
    order = [name for name in parts if name in ("number:day", "number:month")]
    month = parts.get("number:month")
    is_worded = month is not None and attribute(month, "number:textual") == "true"
    is_month_first = order == ["number:month", "number:day"] and not is_worded
    begins_with_year = next((n for n in parts if n != "number:text"), "") == "number:year"
    is_automatic = attribute(date_style, "number:automatic-order") == "true"
    return is_automatic or (is_month_first and not begins_with_year)


def _is_struck(text: Element) -> bool | None:
    names = ("style:text-line-through-style", "style:text-line-through-type")
    stated = [value for name in names if (value := attribute(text, name)) is not None]
    return "none" not in stated if stated else None


def _language(text: Element) -> str | None:
    language = attribute(text, "fo:language")
    country = attribute(text, "fo:country") or "none"
    if language is None:
        return None
    if language in ("none", "zxx"):
        return ""
    return language if country == "none" else f"{language}-{country}"
