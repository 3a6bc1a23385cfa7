"""The actions of a plan as a workbook, one row each; apart, as openpyxl is slow to load."""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Triple

from plan_graph.publishing.action_table import action_rows
from plan_graph.workbooks.rows import workbook as written


def workbook(triples: Sequence[Triple]) -> bytes:
    """Write the table of actions."""
    rows = action_rows(triples)
    names = list(rows[0]) if rows else ["identifier"]
    return written("actions", names, [[row[name] for name in names] for row in rows])
