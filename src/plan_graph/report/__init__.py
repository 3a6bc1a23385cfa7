"""What was found wrong in data: findings that a person can act on, and the same as RDF.

Nothing here looks for faults, and nothing here needs a SHACL engine.
"""

from plan_graph.report.finding import SHAPES, Finding, Node, Severity
from plan_graph.report.group import Group
from plan_graph.report.places import Places, Source
from plan_graph.report.report import Explanation, Report, report_iri

__all__ = [
    "SHAPES",
    "Explanation",
    "Finding",
    "Group",
    "Node",
    "Places",
    "Report",
    "Severity",
    "Source",
    "report_iri",
]
