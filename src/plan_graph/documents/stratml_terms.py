"""What the writer and the reader of StratML agree on."""

from __future__ import annotations

NAMESPACES = {
    1: "urn:ISO:std:iso:17469:tech:xsd:stratml_core",
    2: "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport",
}
"""The namespace of each part of ISO 17469."""

LABELS = {
    "pillar": "Pillar",
    "general": "General objective",
    "results": "result",
    "deadline": "Deadline",
    "funding": "Funding",
    "indicator": "Indicator",
    "role": "Role",
    "for": "Acting for",
}
"""What lines in free text begin with that carry what StratML has no element for."""
