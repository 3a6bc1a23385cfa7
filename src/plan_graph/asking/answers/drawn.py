"""Pictures of who works with whom and who stands under whom, drawn by ourselves as SVG.

The charting library has no marks for these. Things are told apart by place, width and words, never
by colour alone. The nodes bear the class 'node', so that a page can lead from them to the things.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from plan_graph.asking.answers.network import network
from plan_graph.asking.answers.tree import tree

Rows = list[Mapping[str, Any]]
MARKS: Mapping[str, Callable[[Element, Rows, Mapping[str, Any]], tuple[float, float]]] = {
    "network": network,
    "tree": tree,
}
"""What draws a mark: it adds to the picture, and gives its width and height."""
_TITLE_HEIGHT = 34


def draw(
    specification: Mapping[str, Any], *, titled: bool = True, links: Mapping[str, str] | None = None
) -> str:
    """Draw a specification whose mark is one of ours.

    Args:
        specification: As `chart.specification` gives it.
        titled: Whether the title is written above; a page has it as its heading.
        links: Where names lead to, if anywhere.
    """
    # What holds links is no single image for those who cannot see it.
    role = "group" if links else "img"
    picture = Element("svg", xmlns="http://www.w3.org/2000/svg", role=role)
    title, about = specification["title"]["text"], specification.get("description", "")
    SubElement(picture, "title").text = title
    SubElement(picture, "desc").text = about
    above = _TITLE_HEIGHT if titled else 0
    body = Element("g", {"transform": f"translate(0,{above})"})
    draw_mark = MARKS[specification["mark"]]
    width, height = draw_mark(body, specification["data"]["values"], specification["encoding"])
    _link(body, links or {})
    height += above
    SubElement(picture, "rect", width=f"{width:g}", height=f"{height:g}", fill="white")
    if titled:
        heading = {"x": "4", "y": "18", "font-size": "14", "font-weight": "bold"}
        SubElement(picture, "text", heading | {"font-family": "sans-serif"}).text = title
    picture.append(body)
    picture.set("viewBox", f"0 0 {width:g} {height:g}")
    picture.set("width", f"{width:g}")
    picture.set("height", f"{height:g}")
    return tostring(picture, encoding="unicode")


def _link(body: Element, links: Mapping[str, str]) -> None:
    """Make links of the names that have an address."""
    for node in list(body.iter("g")):
        if address := links.get(node.get("data-name", "")):
            inside = list(node)
            for child in inside:
                node.remove(child)
            SubElement(node, "a", href=address).extend(inside)
