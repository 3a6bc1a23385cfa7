"""How the cells of a workbook look, as far as that says what they mean (SpreadsheetML styles)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.styles.numbers import BUILTIN_FORMATS

from plan_graph.documents.excel.spreadsheetml import OFF, Element, local

_GENERAL = "General"
_LONGEST_FORMAT = 255
"""Of a number format, as Excel itself bounds it; a longer one is none."""
_NO_PATTERN = ("none", "gray125")
"""No fill, and the one that every workbook must have in its list, which no cell uses."""
_WHITE_INDEXES = ("1", "9", "64", "65")
"""White in the two halves of the palette, and the colours of the system."""
_NUMBER = re.compile(r"[0-9]{1,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks: the format of its number, whether it is struck through or filled."""

    number_format: str = _GENERAL
    is_struck: bool = False
    is_filled: bool = False


DEFAULT = Style()


def read_styles(root: Element) -> tuple[Style, ...]:
    """Return the styles in the order in which cells refer to them."""
    formats = dict(BUILTIN_FORMATS)
    for each in _list(root, "numFmts"):
        code = each.get("formatCode", _GENERAL)
        formats[_number(each, "numFmtId")] = code if len(code) <= _LONGEST_FORMAT else _GENERAL
    struck = [_is_struck(font) for font in _list(root, "fonts")]
    filled = [_is_filled(fill) for fill in _list(root, "fills")]
    return tuple(
        Style(
            formats.get(_number(each, "numFmtId"), _GENERAL),
            _at(struck, _number(each, "fontId")),
            _at(filled, _number(each, "fillId")),
        )
        for each in _list(root, "cellXfs")
    )


def _list(root: Element, name: str) -> Iterator[Element]:
    return (each for group in root if local(group) == name for each in group)


def _number(element: Element, name: str) -> int:
    value = element.get(name, "0")
    return int(value) if _NUMBER.fullmatch(value) else 0


def _at(found: list[bool], index: int) -> bool:
    return index < len(found) and found[index]


def _is_struck(font: Element) -> bool:
    return any(local(each) == "strike" and each.get("val", "1") not in OFF for each in font)


def _is_filled(fill: Element) -> bool:
    for each in fill:
        if local(each) == "gradientFill":
            return True
        if each.get("patternType", "none") in _NO_PATTERN:
            return False
        colour = next((child for child in each if local(child) == "fgColor"), None)
        return colour is None or not _is_white(colour)
    return False


def _is_white(colour: Element) -> bool:
    """Tell whether a colour is that of the page; theme colour 0 is its background."""
    if colour.get("rgb", "").upper().endswith("FFFFFF"):
        return True
    tint = colour.get("tint", "0")
    is_plain = tint in ("0", "0.0", "-0")
    return (colour.get("theme") == "0" and is_plain) or colour.get("indexed") in _WHITE_INDEXES
