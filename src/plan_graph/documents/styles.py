"""Tell which paragraph styles of a Word document are headings, and of which level."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plan_graph.documents.package import Package
from plan_graph.documents.wordprocessing import Element, attribute, child, within

_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
"""The name is the same in every language; the identifier is not."""
_STYLES = frozenset({"style"})
_DEEPEST = 9
"""An outline level beyond this, counted from 0, is that of body text."""


def heading_levels(package: Package, main: str) -> Mapping[str, int]:
    """Give the level of each style that is a heading, by its identifier; 1 is the highest."""
    own: dict[str, int] = {}
    bases: dict[str, str] = {}
    for part in package.related(main, "styles"):
        for style in within(package.xml(part), _STYLES):
            name = attribute(style, "styleId") or ""
            own[name] = _own_level(style)
            bases[name] = _value(style, "basedOn")
    return {name: level for name in own if (level := _inherited(name, own, bases))}


def level_of(paragraph: Element, levels: Mapping[str, int]) -> int:
    """Give the level of a paragraph as a heading, 0 if it is none."""
    return _outline(paragraph) or levels.get(_value(paragraph, "pPr", "pStyle"), 0)


def _own_level(style: Element) -> int:
    named = _NAME.fullmatch(_value(style, "name"))
    return int(named[1]) if named else _outline(style)


def _outline(element: Element) -> int:
    value = _value(element, "pPr", "outlineLvl")
    return int(value) + 1 if value.isascii() and value.isdigit() and int(value) < _DEEPEST else 0


def _inherited(name: str, own: Mapping[str, int], bases: Mapping[str, str]) -> int:
    seen: set[str] = set()
    while name in own and name not in seen:
        if own[name]:
            return own[name]
        seen.add(name)
        name = bases[name]
    return 0


def _value(element: Element, *path: str) -> str:
    found = child(element, *path)
    return "" if found is None else attribute(found, "val") or ""
