"""What people corrected, to triples: each corrected value, and the file in which they did it."""

from __future__ import annotations

from pyoxigraph import NamedNode

from plan_graph.graph.writer import Writer
from plan_graph.plan import Plan, SettingsFile, Workbook
from plan_graph.vocab import DCTERMS, PLAN, RDF


def write_corrections(writer: Writer, plan: Plan) -> None:
    """Write the corrections of a plan; nothing if there are none."""
    for number, item in enumerate(plan.corrections, start=1):
        node = writer.iris.thing("correction", number)
        writer.add(node, RDF.type, PLAN.Correction)
        about = (item.kind, item.code) if item.code else (item.kind,)
        writer.add(node, PLAN.corrects, writer.iris.thing(*about))
        writer.string(node, PLAN.valueRead, item.read)
        writer.string(node, PLAN.valueGiven, item.given)
        if item.cell:
            writer.string(node, PLAN.cell, item.cell)
        writer.add(node, PLAN.correctedIn, _name(writer, item.made_in))
        writer.stated(node, item.stated_in)
    for file in dict.fromkeys(item.made_in for item in plan.corrections):
        node = _name(writer, file)
        is_settings = isinstance(file, SettingsFile)
        writer.add(node, RDF.type, PLAN.SettingsFile if is_settings else PLAN.Workbook)
        writer.string(node, DCTERMS.title, file.name)
        writer.string(node, PLAN.sha256, file.sha256)


def _name(writer: Writer, file: Workbook | SettingsFile) -> NamedNode:
    kind = "settings" if isinstance(file, SettingsFile) else "workbook"
    return writer.iris.thing(kind, file.sha256[:16])
