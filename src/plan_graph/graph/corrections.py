"""What people corrected, to triples: each corrected cell, and the workbook that it stands in."""

from __future__ import annotations

from plan_graph.graph.writer import Writer
from plan_graph.plan import Plan
from plan_graph.vocab import DCTERMS, PLAN, RDF


def write_corrections(writer: Writer, plan: Plan) -> None:
    """Write the corrections of a plan; nothing if there are none."""
    if plan.corrected_in is None:
        return
    workbook = writer.iris.thing("workbook", plan.corrected_in.sha256[:16])
    for number, item in enumerate(plan.corrections, start=1):
        node = writer.iris.thing("correction", number)
        writer.add(node, RDF.type, PLAN.Correction)
        about = (item.kind, item.code) if item.code else (item.kind,)
        writer.add(node, PLAN.corrects, writer.iris.thing(*about))
        writer.string(node, PLAN.valueRead, item.read)
        writer.string(node, PLAN.valueGiven, item.given)
        writer.string(node, PLAN.cell, item.cell)
        writer.add(node, PLAN.correctedIn, workbook)
        writer.stated(node, item.stated_in)
    writer.add(workbook, RDF.type, PLAN.Workbook)
    writer.string(workbook, DCTERMS.title, plan.corrected_in.name)
    writer.string(workbook, PLAN.sha256, plan.corrected_in.sha256)
