"""What makes charts readable without colour, and in other languages than English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

TIME_LOCALE: Mapping[str, Json] = {
    "ro": {
        "dateTime": "%A, %e %B %Y, %H:%M",
        "date": "%d.%m.%Y",
        "time": "%H:%M",
        "periods": ["a.m.", "p.m."],
        "days": ["duminică", "luni", "marți", "miercuri", "joi", "vineri", "sâmbătă"],
        "shortDays": ["dum.", "lun.", "mar.", "mie.", "joi", "vin.", "sâm."],
        "months": [
            "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie",
            "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie",
        ],
        "shortMonths": [
            "ian.", "feb.", "mar.", "apr.", "mai", "iun.",
            "iul.", "aug.", "sept.", "oct.", "nov.", "dec.",
        ],
    }
}  # fmt: skip
"""How charts write dates; English is what the library knows."""


def layers(mark: Any, encoding: Json, columns: Sequence[str]) -> list[Json]:
    """Give the mark of a chart, and the words that say in black what it says in colour or length.

    The cells of a matrix bear their number, bars of several colours the name of each, and other
    bars their length.
    """
    drawn: Json = {"mark": mark}
    colour = encoding.get("color")
    if mark == "rect" and colour:
        return [drawn, _number_in_cell(colour)]
    if mark != "bar":
        return [drawn]
    if colour:
        return [drawn, _name_in_bar(encoding, colour, columns)]
    return [drawn, *_length(encoding)]


def _number_in_cell(colour: Json) -> Json:
    field = colour["field"]
    # From the middle of the scale on the ground is dark.
    middle = {"joinaggregate": [{"op": "max", "field": field, "as": "largest"}]}
    dark = {"test": f"datum['{field}'] > datum.largest / 2", "value": "white"}
    return {
        "transform": [middle],
        "mark": {"type": "text", "fontSize": 10},
        "encoding": {
            "text": {"field": field},
            "color": {"condition": dark, "value": "black"},
        },
    }


def _name_in_bar(encoding: Json, colour: Json, columns: Sequence[str]) -> Json:
    field = colour["field"]
    short = field.removesuffix("Label") + "Short"
    along = "x" if encoding["x"].get("type") == "quantitative" else "y"
    return {
        "mark": {"type": "text", "fontSize": 10},
        "encoding": {
            along: {**encoding[along], "stack": "zero", "bandPosition": 0.5},
            "text": {"field": short if short in columns else field},
            "detail": {"field": field},
            "color": {"value": "black"},
        },
    }


def _length(encoding: Json) -> list[Json]:
    for channel, place in (("x", {"align": "left", "dx": 3}), ("y", {"dy": -7})):
        coded = encoding.get(channel, {})
        if coded.get("type") == "quantitative":
            text = {"text": {"field": coded["field"]}, "color": {"value": "black"}}
            return [{"mark": {"type": "text", "fontSize": 10, **place}, "encoding": text}]
    return []
