"""What keeps a chart from mixing: one label for each thing, one part for each plan.

Two plans may have equal codes and bodies of equal names; in one series their numbers would add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plan_graph.asking.queries.columns import label_column

Row = Mapping[str, Any]
_PLAN = "plan"


def told_apart(rows: Sequence[Row], columns: Iterable[str]) -> list[Row]:
    """Return rows in which no label stands for two things: the ends of their IRIs stand beside.

    >>> rows = [{"a": "x/id/1", "aLabel": "Mill"}, {"a": "x/id/2", "aLabel": "Mill"}]
    >>> [row["aLabel"] for row in told_apart(rows, ["a", "aLabel"])]
    ['Mill (id/1)', 'Mill (id/2)']
    """
    named = [(name, label_column(name)) for name in columns if label_column(name) in columns]
    things: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name, label in named:
            if row[name] and row[label]:
                things[row[label]].add(row[name])
    shared = {label for label, found in things.items() if len(found) > 1}
    return [
        {**row, **{label: _beside(row[label], row[name])
                   for name, label in named if row[label] in shared and row[name]}}
        for row in rows
    ]  # fmt: skip


def has_several_plans(rows: Sequence[Row]) -> bool:
    """Tell whether rows are of more than one plan."""
    return len({row.get(_PLAN) for row in rows}) > 1


def with_plan(rows: Sequence[Row], fields: Iterable[str]) -> list[Row]:
    """Return rows whose labels name the plan, for charts that have no parts."""
    return [
        {**row, **{name: f"{row[name]} ({_end(row[_PLAN])})" for name in fields if row.get(name)}}
        for row in rows
    ]


def parted(rows: Sequence[Row], drawn: Mapping[str, Any]) -> tuple[Sequence[Row], dict[str, Any]]:
    """Return the rows, and what is drawn of each plan apart, in the terms of Vega-Lite."""
    header = {"labelAnchor": "start", "labelLimit": 480, "labelFontWeight": "bold"}
    field = {"field": label_column(_PLAN), "type": "nominal", "title": None, "sort": None}
    layers = [dict(layer) for layer in drawn["layer"]]
    # The library cannot work out within parts what is the largest of all.
    for transform in [each for layer in layers for each in layer.pop("transform", ())]:
        for sum_ in transform["joinaggregate"]:
            largest = max(row[sum_["field"]] for row in rows)
            rows = [{**row, sum_["as"]: largest} for row in rows]
    # Nor how long the legend of a scale is where parts are of several heights; cells bear numbers.
    encoding = {
        channel: {**coded, "legend": None} if _is_scale(channel, coded) else coded
        for channel, coded in drawn["encoding"].items()
    }
    return rows, {
        "facet": {**field, "header": header},
        "columns": 1,
        "spec": {**drawn, "encoding": encoding, "layer": layers},
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
    }


def _is_scale(channel: str, coded: Mapping[str, Any]) -> bool:
    return channel == "color" and coded.get("type") == "quantitative"


def _beside(label: str, thing: str) -> str:
    return f"{label} ({'/'.join(thing.split('/')[-2:])})"


def _end(thing: str) -> str:
    return thing.rpartition("/")[2]
