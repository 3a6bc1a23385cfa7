"""Draw how far a thing is as a shape of its own, so that colour is never the only sign."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

_SIZE = 9.0
ROOM = _SIZE + 5
"""How much a shape and the gap behind it take of a line."""
COLOURS: Mapping[str, str] = {
    "done": "#21693b",
    "under-way": "#1b4b82",
    "late": "#a3221c",
    "unreported": "#555b68",
    "cancelled": "#555b68",
    "other": "#85590a",
}
_FILLED = ("done", "late")


def shape(parent: Element, state: str, x: float, y: float) -> None:
    """Draw the shape of a state from its upper left corner; of an unknown one nothing.

    A page gives it the colour that its class has there.
    """
    if state not in COLOURS:
        return
    colour = COLOURS[state]
    fill = colour if state in _FILLED else "none"
    given = {"class": f"shape {state}", "fill": fill, "stroke": colour, "stroke-width": "1.5"}
    right, bottom, middle = x + _SIZE, y + _SIZE, x + _SIZE / 2
    if state == "late":
        d = f"M{middle:g},{y:g}L{right:g},{bottom:g}H{x:g}Z"
        SubElement(parent, "path", {**given, "d": d, "stroke": "none"})
    elif state == "other":
        SubElement(parent, "path", {**given, "d": f"M{x:g},{y:g}H{right:g}V{bottom:g}H{x:g}Z"})
    else:
        radius = _SIZE / 2 - 0.75
        centre = {"cx": f"{middle:g}", "cy": f"{y + _SIZE / 2:g}", "r": f"{radius:g}"}
        dotted = {"stroke-dasharray": "1.5 1.5"} if state == "unreported" else {}
        SubElement(parent, "circle", {**given, **centre, **dotted})
    half = f"M{middle:g},{y + 1:g}a{_SIZE / 2 - 1:g},{_SIZE / 2 - 1:g} 0 0 0 0,{_SIZE - 2:g}Z"
    across = f"M{x + 2:g},{bottom - 2:g}L{right - 2:g},{y + 2:g}"
    if state == "under-way":
        SubElement(parent, "path", {**given, "d": half, "fill": colour, "stroke": "none"})
    if state == "cancelled":
        SubElement(parent, "path", {**given, "d": across})
