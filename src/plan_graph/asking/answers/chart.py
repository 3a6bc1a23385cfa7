"""The chart that a query declares, drawn as SVG by Vega-Lite; nothing is fetched.

A query declares a mark and an encoding; the data are the rows of its answer. Charts can be read
without colour, and in other languages than English.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any
from xml.sax.saxutils import escape

from plan_graph.asking.answers import series
from plan_graph.asking.answers.drawn import MARKS, draw
from plan_graph.asking.answers.formats import plain
from plan_graph.asking.answers.table import YES_NO, yes_no
from plan_graph.asking.queries.columns import heading
from plan_graph.asking.queries.engine import Solutions
from plan_graph.asking.queries.template import Query
from plan_graph.errors import QueryError, UsageError
from plan_graph.phrases import ENGLISH, lines, phrase

Json = Mapping[str, Any]


def layers(mark: Any, encoding: Json, columns: Sequence[str]) -> list[Json]:
    """Return the mark of a chart, and the words that say in black what it says in colour or length.

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


_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_CONFIG = {
    "font": "sans-serif",
    # Titles stand clear of labels as long as these may be.
    "axis": {"labelLimit": 360, "maxExtent": 400, "titleFontWeight": "normal"},
    # Above the labels, whose width the renderer does not know for sure.
    "axisY": {"titleAngle": 0, "titleAlign": "right", "titleX": -6, "titleY": -10},
    "legend": {"labelLimit": 240, "titleFontWeight": "normal"},
    "title": {"anchor": "start", "fontSize": 14, "offset": 24},
    "view": {"stroke": None},
}
_UNTITLED = ("x2", "y2")


def specification(query: Query, solutions: Solutions, language: str) -> dict[str, Any]:
    """Return the Vega-Lite specification of an answer, with its data.

    Raises:
        QueryError: If the query declares no chart.
    """
    chart = query.own.get("chart")
    if not isinstance(chart, Mapping):
        raise QueryError(query.name, phrase("asking.chart.declares_no_chart"))
    rows = [
        {
            name: _json_value(plain(term), language)
            for name, term in zip(solutions.variables, row, strict=True)
        }
        for row in solutions.rows
    ]
    title = {"text": query.words("summary", language)}
    encoding = {
        channel: _ordered(coded if channel in _UNTITLED else _titled(query, coded, language))
        for channel, coded in chart["encoding"].items()
    }
    drawn = {
        "width": 480,
        **{name: value for name, value in chart.items() if name not in ("mark", "encoding")},
        "encoding": encoding,
        **_marked(chart["mark"], encoding, solutions.variables),
    }
    values, drawn = _unmixed(series.told_apart(rows, solutions.variables), drawn)
    return {
        "$schema": _SCHEMA,
        "title": title,
        "description": query.words("description", language),
        "config": _CONFIG if language == ENGLISH else {**_CONFIG, "locale": _locale(language)},
        **drawn,
        "data": {"values": values},
    }


def _unmixed(rows: Sequence[Json], drawn: dict[str, Any]) -> tuple[Sequence[Json], dict[str, Any]]:
    """Return rows and what is drawn of them so that nothing adds up over plans."""
    if not series.has_several_plans(rows):
        return rows, drawn
    if drawn.get("mark") not in MARKS:
        return series.parted(rows, drawn)
    names = {coded["field"] for coded in drawn["encoding"].values()}
    return series.with_plan(rows, sorted(name for name in names if name.endswith("Label"))), drawn


def _locale(language: str) -> Json:
    """Return how dates are written, as D3 wants it; English is what the library knows."""
    names = {
        "days": lines("common.days", language),
        "shortDays": lines("common.short_days", language),
        "months": lines("common.months", language),
        "shortMonths": lines("common.short_months", language),
        "periods": lines("common.periods", language),
    }
    formats = {name: phrase(f"common.format.{name}", language) for name in _DATE_FORMATS}
    return {"time": {**formats, **names}}


_DATE_FORMATS = ("dateTime", "date", "time")


def _marked(mark: Any, encoding: Mapping[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    return {"mark": mark} if mark in MARKS else {"layer": layers(mark, encoding, columns)}


def _titled(query: Query, coded: Mapping[str, Any], language: str) -> Mapping[str, Any]:
    """Return a channel the title that the chart has in the language, else its column's heading."""
    own = coded.get("title")
    if isinstance(own, Mapping):
        own = own.get(language) or own.get("en")
    field = coded.get("field")
    return {**coded, "title": own or heading(query, field, language)} if field else coded


def _ordered(coded: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let names stand in the order of the answer, not of the alphabet."""
    return {"sort": None, **coded} if coded.get("type") in ("nominal", "ordinal") else coded


def can_draw(query: Query) -> bool:
    """Tell whether a query declares a chart, and what draws it is installed."""
    chart = query.own.get("chart")
    ours = isinstance(chart, Mapping) and chart.get("mark") in MARKS
    return ours or (chart is not None and find_spec("vl_convert") is not None)


def svg(specification: Mapping[str, Any]) -> str:
    """Draw a specification.

    Raises:
        UsageError: If the drawing library is not installed.
    """
    if specification.get("mark") in MARKS:
        return draw(specification)
    try:
        import vl_convert  # noqa: PLC0415 - an extra, and large
    except ImportError:
        raise UsageError(phrase("asking.chart.charts_need_package_not_installed")) from None
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(specification), allowed_base_urls=[])
    head, end, rest = drawn.partition(">")
    title = escape(specification["title"]["text"])
    about = escape(specification.get("description", ""))
    return f'{head} role="img"{end}<title>{title}</title><desc>{about}</desc>{rest}'


def _json_value(value: object, language: str) -> object:
    if isinstance(value, str) and value in YES_NO:
        return yes_no(value, language)
    return value if isinstance(value, str | int | float | bool | None) else str(value)
