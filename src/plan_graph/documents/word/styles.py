"""Tell what the paragraph styles of a Word document say: headings and their level, lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from plan_graph.documents.package import Package
from plan_graph.documents.word.wordprocessing import Element, attribute, value, within

_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
"""The name is the same in every language; the identifier is not."""
_TITLE = "title"
_STYLES = frozenset({"style"})
_OUTLINE = re.compile(r"[0-8]", re.ASCII)
"""A level counted from 0; the next one is that of body text."""
_LONGEST_CHAIN = 50
"""Styles that are each based on the next; Word makes some ten."""
_Stated = TypeVar("_Stated", int, str)


@dataclass(frozen=True)
class Styles:
    """The styles of a document, by their identifiers.

    Attributes:
        levels: The level of each style that is a heading; 1 is the highest.
        lists: The list that each style puts its paragraphs in, by its number.
        depths: The level in it, counted from 0, as far as a style states one.
        titles: The styles of the title of a document.
    """

    levels: Mapping[str, int] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    depths: Mapping[str, str] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()


def read_styles(package: Package, main: str) -> Styles:
    """Return the styles of a document; each says what the one that it is based on says."""
    levels: dict[str, int] = {}
    lists: dict[str, str] = {}
    depths: dict[str, str] = {}
    bases: dict[str, str] = {}
    titles: set[str] = set()
    for part in package.related(main, "styles"):
        for style in within(package.xml(part), _STYLES):
            name = attribute(style, "styleId") or ""
            levels[name] = _own_level(style)
            lists[name] = value(style, "pPr", "numPr", "numId")
            depths[name] = value(style, "pPr", "numPr", "ilvl")
            bases[name] = value(style, "basedOn")
            titles.update([name] if value(style, "name").lower() == _TITLE else [])
    return Styles(
        _inherited(levels, bases),
        _inherited(lists, bases),
        _inherited(depths, bases),
        frozenset(titles),
    )


def is_title(paragraph: Element, styles: Styles) -> bool:
    """Tell whether a paragraph has the style of the title of a document."""
    return value(paragraph, "pPr", "pStyle") in styles.titles


def level_of(paragraph: Element, levels: Mapping[str, int]) -> int:
    """Return the level of a paragraph as a heading, 0 if it is none."""
    return _outline(paragraph) or levels.get(value(paragraph, "pPr", "pStyle"), 0)


def _own_level(style: Element) -> int:
    named = _NAME.fullmatch(value(style, "name"))
    return int(named[1]) if named else _outline(style)


def _outline(element: Element) -> int:
    level = value(element, "pPr", "outlineLvl")
    return int(level) + 1 if _OUTLINE.fullmatch(level) else 0


def _inherited(own: Mapping[str, _Stated], bases: Mapping[str, str]) -> dict[str, _Stated]:
    """Return what each style states, or else the first one below it that states something."""
    found = {}
    for style in own:
        name = style
        for _ in range(_LONGEST_CHAIN):
            if own.get(name):
                found[style] = own[name]
                break
            name = bases.get(name, "")
    return found
