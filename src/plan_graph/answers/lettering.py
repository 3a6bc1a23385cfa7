"""Words in pictures that we draw: as long as there is room, whole in a title."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

FONT = {"font-family": "sans-serif", "font-size": "11"}
_LETTER = 6.1
"""The width of a letter of that size, on average."""
_LONGEST = 62


def shortened(words: str) -> str:
    """Cut words that are too long for a picture.

    >>> shortened("x" * 90)[-2:]
    'x…'
    """
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def width_of(words: str) -> float:
    """Guess how wide words are, as they are shown."""
    return len(shortened(words)) * _LETTER


def write(parent: Element, words: str, x: float, y: float, **attributes: str) -> Element:
    """Write words; those that were cut are whole in the title."""
    place = {"x": f"{x:g}", "y": f"{y:g}"}
    names = {name.replace("_", "-"): value for name, value in attributes.items()}
    text = SubElement(parent, "text", place | FONT | names)
    text.text = shortened(words)
    if text.text != words:
        title = SubElement(text, "title")
        title.text = words
    return text
