"""The files of data that a build writes for a plan: which of its graphs each holds, and how.

This is the one table of them: the dumps, the descriptions, the store and an upload go over it.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import RdfFormat

STATED = ""
"""The graph of what the document states; the others add their name to that of this one."""
INFERRED = "inferred"
MONITORING = "monitoring"
REPORT = "report"


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file of data in the folder of a plan.

    Attributes:
        name: In the folder.
        graph: Which graph it holds, by what that adds to the name of the stated one.
        syntax: Its syntax of RDF; None for a table, from which no graph is read.
    """

    name: str
    graph: str
    syntax: RdfFormat | None


PLAN_FILES = (
    PlanFile("plan.ttl", STATED, RdfFormat.TURTLE),
    PlanFile("plan.nt", STATED, RdfFormat.N_TRIPLES),
    PlanFile("plan.rdf", STATED, RdfFormat.RDF_XML),
    PlanFile("plan.jsonld", STATED, RdfFormat.JSON_LD),
    PlanFile("plan.csv", STATED, None),
    PlanFile("inferred.nt", INFERRED, RdfFormat.N_TRIPLES),
    PlanFile("monitoring.ttl", MONITORING, RdfFormat.TURTLE),
    PlanFile("monitoring.nt", MONITORING, RdfFormat.N_TRIPLES),
    PlanFile("report.ttl", REPORT, RdfFormat.TURTLE),
)
"""All of them, in the order in which they are described.

Those of the monitoring are there only if something was reported.
"""
CANONICAL = {file.graph: file for file in PLAN_FILES if file.syntax is RdfFormat.N_TRIPLES}
"""The file of each graph whose digest is the RDFC-1.0 hash of that graph.

Sorted canonical N-Triples without blank nodes are what RDFC-1.0 gives, and `SHA256SUMS` has their
SHA-256.
"""
LOADED = CANONICAL | {file.graph: file for file in PLAN_FILES if file.graph == REPORT}
"""The file from which each graph is loaded."""

SHARED = ".shared.nt"
"""What several plans say of the same things, in the folder of a build and in that of a plan."""


def names(*graphs: str) -> tuple[str, ...]:
    """Name the files that hold some graphs, in their order."""
    return tuple(file.name for file in PLAN_FILES if file.graph in graphs)
