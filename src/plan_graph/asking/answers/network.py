"""Draw who works with whom: two columns of names, and between them lines as wide as they are many.

Whoever stands on both sides has a name in each column. Names are ordered so that lines cross
little: each at the mean place of its neighbours, in turns (the barycentre method of Sugiyama).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from plan_graph.asking.answers.tree import width_of, write

Edge = tuple[str, str, float]
_ROUNDS = 8
_ROW = 22
_HEAD = 22
_BETWEEN = 200
_MARGIN = 8
_WIDEST_LINE = 14


def network(
    parent: Element, rows: list[Mapping[str, Any]], encoding: Mapping[str, Any]
) -> tuple[float, float]:
    """Draw the edges from 'source' to 'target' of a 'size'; give width and height."""
    edges = [_edge(row, encoding) for row in rows]
    left, right = _ordered(edges)
    start = _MARGIN + max(map(width_of, left), default=0) + 30
    end = start + _BETWEEN
    rows_high = max(len(left), len(right))
    places = (_places(left, rows_high), _places(right, rows_high))
    widest = max((size for _, _, size in edges), default=1)
    for channel, x, anchor in (("source", start, "end"), ("target", end, "start")):
        _write_heading(parent, encoding[channel], x, anchor)
    for source, target, size in sorted(edges, key=lambda edge: edge[2]):
        line = (places[0][source], places[1][target], size / widest * _WIDEST_LINE)
        _draw_edge(parent, (start, end), line, (source, target, size))
    _draw_names(parent, places[0], _sums(edges, 0), start, "end")
    _draw_names(parent, places[1], _sums(edges, 1), end, "start")
    width = end + 30 + max(map(width_of, right), default=0) + _MARGIN
    return width, _HEAD + rows_high * _ROW + _MARGIN


def _write_heading(parent: Element, coded: Mapping[str, Any], x: float, anchor: str) -> None:
    away = -1 if anchor == "end" else 1
    words = str(coded.get("title") or coded["field"])
    write(parent, words, x + away * 28, 14, text_anchor=anchor, fill="#555b68")


def _edge(row: Mapping[str, Any], encoding: Mapping[str, Any]) -> Edge:
    source, target, size = (row[encoding[name]["field"]] for name in ("source", "target", "size"))
    return str(source), str(target), float(size)


def _ordered(edges: list[Edge]) -> tuple[list[str], list[str]]:
    left = list(dict.fromkeys(edge[0] for edge in edges))
    right = list(dict.fromkeys(edge[1] for edge in edges))
    for _ in range(_ROUNDS):
        right = _by_neighbours(right, left, [(b, a, size) for a, b, size in edges])
        left = _by_neighbours(left, right, edges)
    return left, right


def _by_neighbours(names: list[str], others: list[str], edges: Iterable[Edge]) -> list[str]:
    place = {name: index for index, name in enumerate(others)}
    weighted: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for name, other, size in edges:
        weighted[name].append((place[other] * size, size))

    def mean(name: str) -> float:
        return sum(each for each, _ in weighted[name]) / sum(size for _, size in weighted[name])

    return sorted(names, key=mean)


def _places(names: list[str], rows: int) -> dict[str, float]:
    """Spread names over the height."""
    step = rows * _ROW / max(len(names), 1)
    return {name: _HEAD + (index + 0.5) * step for index, name in enumerate(names)}


def _sums(edges: list[Edge], side: int) -> dict[str, float]:
    found: defaultdict[str, float] = defaultdict(float)
    for edge in edges:
        found[str(edge[side])] += edge[2]
    return found


def _draw_edge(
    parent: Element, ends: tuple[float, float], line: tuple[float, float, float], edge: Edge
) -> None:
    (x1, x2), (y1, y2, width) = ends, line
    middle = (x1 + x2) / 2
    path = f"M{x1:g},{y1:.1f}C{middle:g},{y1:.1f} {middle:g},{y2:.1f} {x2:g},{y2:.1f}"
    source, target, size = edge
    drawn = SubElement(
        parent,
        "path",
        {
            "class": "edge",
            "d": path,
            "fill": "none",
            "stroke": "#1b4b82",
            "stroke-opacity": "0.35",
            "stroke-width": f"{max(width, 0.8):.1f}",
            "data-ends": f"{source}\n{target}",
        },
    )
    SubElement(drawn, "title").text = f"{source} – {target}: {size:g}"


def _draw_names(
    parent: Element, places: Mapping[str, float], sums: Mapping[str, float], x: float, anchor: str
) -> None:
    away = -1 if anchor == "end" else 1
    for name, y in places.items():
        node = SubElement(parent, "g", {"class": "node", "data-name": name})
        dot = {"cx": f"{x:g}", "cy": f"{y:.1f}", "r": "3", "fill": "#1b4b82"}
        SubElement(node, "circle", dot)
        number = {"text_anchor": anchor, "font_weight": "bold"}
        write(node, f"{sums[name]:g}", x + away * 8, y + 4, **number)
        write(node, name, x + away * 28, y + 4, text_anchor=anchor)
