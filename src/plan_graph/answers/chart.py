"""The chart that a query declares, drawn as SVG by Vega-Lite; nothing is fetched.

A query declares a mark and an encoding; the data are the rows of its answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from plan_graph.answers.values import plain
from plan_graph.errors import QueryError, UsageError
from plan_graph.queries.answer import Solutions
from plan_graph.queries.template import Query

_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_CONFIG = {
    "font": "sans-serif",
    "axis": {"labelLimit": 360, "titleFontWeight": "normal"},
    # Above the labels, whose width the renderer does not know for sure.
    "axisY": {"titleAngle": 0, "titleAlign": "right", "titleX": -6, "titleY": -10},
    "legend": {"labelLimit": 240, "titleFontWeight": "normal"},
    "title": {"anchor": "start", "fontSize": 14, "offset": 24},
    "view": {"stroke": None},
}


def specification(query: Query, solutions: Solutions, language: str) -> dict[str, Any]:
    """Give the Vega-Lite specification of an answer, with its data.

    Raises:
        QueryError: If the query declares no chart.
    """
    chart = query.own.get("chart")
    if not isinstance(chart, Mapping):
        raise QueryError(query.name, "declares no chart; take another format, such as csv")
    rows = [
        {
            name: _json_value(plain(term))
            for name, term in zip(solutions.variables, row, strict=True)
        }
        for row in solutions.rows
    ]
    title = {"text": query.words("summary", language)}
    encoding = {channel: _ordered(coded) for channel, coded in chart["encoding"].items()}
    return {
        "$schema": _SCHEMA,
        "title": title,
        "config": _CONFIG,
        "width": 480,
        **chart,
        "encoding": encoding,
        "data": {"values": rows},
    }


def _ordered(coded: Mapping[str, Any]) -> Mapping[str, Any]:
    """Let names stand in the order of the answer, not of the alphabet."""
    return {"sort": None, **coded} if coded.get("type") in ("nominal", "ordinal") else coded


def svg(specification: Mapping[str, Any]) -> str:
    """Draw a specification.

    Raises:
        UsageError: If the drawing library is not installed.
    """
    try:
        import vl_convert  # noqa: PLC0415 - an extra, and large
    except ImportError:
        raise UsageError(
            "charts need a package that is not installed; run: pip install 'plan-graph[charts]'"
        ) from None
    drawn: str = vl_convert.vegalite_to_svg(json.dumps(specification), allowed_base_urls=[])
    return drawn


def _json_value(value: object) -> object:
    return value if isinstance(value, str | int | float | bool | None) else str(value)
