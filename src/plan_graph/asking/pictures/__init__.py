"""Pictures of answers: drawn by ourselves as SVG, the same for a page, a file and a phone.

A picture is a value (`picture`), which is drawn at a width (`svg` as a file of its own, `drawing`
for a page). Words are measured in the widest font, so that none is cut in another.
"""

from __future__ import annotations

from plan_graph.asking.pictures.answer import declares, is_of_times, picture
from plan_graph.asking.pictures.frame import NARROW, WIDE, Origin, drawing, footer, svg
from plan_graph.asking.pictures.guess import guessed
from plan_graph.asking.pictures.marks import Picture, Thing
from plan_graph.asking.pictures.png import png

__all__ = [
    "NARROW",
    "WIDE",
    "Origin",
    "Picture",
    "Thing",
    "declares",
    "drawing",
    "footer",
    "guessed",
    "is_of_times",
    "picture",
    "png",
    "svg",
]
