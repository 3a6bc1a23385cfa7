"""What the writer and the reader of StratML agree on."""

from __future__ import annotations

from plan_graph.facts import Form, Kind, kinds_on, told_on

NAMESPACES = {
    1: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    2: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}
"""The namespace of each part of ISO 17469."""

LABELS = {
    "pillar": "Pillar",
    "general": "General objective",
    "results": "result",
    "role": "Role",
    "for": "Acting for",
}
"""What lines in free text begin with that carry what StratML has no element for, and no fact."""


def label(kind: Kind) -> str:
    """Return what a line in free text begins with that carries a fact of a kind."""
    return kind.name.capitalize()


REMARK = "Remark"
"""The label of a remark; the heading of its column follows in brackets."""
COLUMNS = {
    label(kind): next(iter(kind.columns), kind.name)
    for kind in (*told_on("action"), *kinds_on("indicator"))
    if kind.name != "remark" and (kind.words or kind.form is Form.CODE)
}
"""In which column of a table the facts stand that lines in free text carry, by the label."""
MEASURES = tuple(label(kind) for kind in kinds_on("indicator"))
"""The labels of what stands on an indicator, whose words come first in the line."""
