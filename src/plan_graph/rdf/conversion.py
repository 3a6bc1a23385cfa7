"""A plan to triples: what the document states, and what people corrected; nothing that follows.

Every thing has an IRI; every fact leads to the words that state it. A corrected value leads to the
file in which a person corrected it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from operator import attrgetter

from pyoxigraph import NamedNode

from plan_graph.errors import UsageError
from plan_graph.facts import Form
from plan_graph.language.register import Register
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.plan import Action, Body, Objective, Pillar, Plan, SettingsFile, Workbook
from plan_graph.plan.tables import PageBox
from plan_graph.rdf.bodies import write_act, write_bodies, write_glossary
from plan_graph.rdf.continued import write_continued
from plan_graph.rdf.graph import Graph
from plan_graph.rdf.things import write_thing, write_values
from plan_graph.rdf.writer import Writer
from plan_graph.reading.source import PlanSource
from plan_graph.vocab import DCTERMS, LANGUAGE, OA, PLAN, RDF, RDFS

__all__ = ["to_triples"]


def to_triples(
    plan: Plan, source: PlanSource, wording: Wording, register: Register, *, base: str
) -> Graph:
    """Return the graph of a plan, in reading order and without repetition.

    Raises:
        UsageError: If the base cannot begin an IRI.
    """
    writer = Writer.for_plan(plan, source.translations, register, base)
    _write_plan(writer, plan, source, wording)
    for position, whole in _parts(plan):
        write_thing(writer, whole, position)
    write_continued(writer, plan, source)
    write_bodies(writer, plan, _write_publisher_says(writer, source))
    write_glossary(writer, plan)
    write_corrections(writer, plan)
    _write_document(writer, plan)
    writer.write_instants()
    return writer.builder.graph()


def _write_publisher_says(writer: Writer, source: PlanSource) -> list[Body]:
    """Write which act adopted the plan and who coordinates it; return the bodies that it names.

    Raises:
        UsageError: If the register does not know who coordinates it.
    """
    node = writer.iris.thing("plan")
    if source.act:
        act = writer.iris.thing("act", source.act.number.replace("/", "-"))
        writer.add(node, PLAN.adoptedBy, act)
        write_act(writer, act, source.act)
    if source.coordinator is None:
        return []
    entry = writer.register.find(source.coordinator)
    if entry is None or not entry.is_body:
        problem = "rdf.conversion.coordinator_is_no_body"
        raise UsageError(phrase(problem, plan=source.identifier, name=source.coordinator))
    body = Body(entry.code)
    writer.add(node, PLAN.coordinator, writer.body(body))
    return [body]


def _parts(plan: Plan) -> Iterator[tuple[int, Pillar | Objective | Action]]:
    yield from enumerate(plan.pillars, start=1)
    yield from enumerate(plan.objectives, start=1)
    yield from enumerate(plan.actions, start=1)


def _write_plan(writer: Writer, plan: Plan, source: PlanSource, wording: Wording) -> None:
    node = writer.iris.thing("plan")
    writer.add(node, RDF.type, PLAN.ActionPlan)
    writer.string(node, DCTERMS.identifier, plan.identifier)
    writer.label(node, DCTERMS.title, "plan", "", plan.title)
    writer.add(node, DCTERMS.language, NamedNode(LANGUAGE + wording.authority))
    write_values(writer, node, plan, {Form.DAY})
    for subject in source.subjects:
        writer.add(node, DCTERMS.subject, NamedNode(subject))
    if source.spatial:
        writer.add(node, DCTERMS.spatial, NamedNode(source.spatial))
    writer.add(node, DCTERMS.source, writer.iris.thing("document"))
    writer.stated(node, plan.stated_in or plan.document.first_words)
    write_values(writer, node, plan, {Form.THING})
    write_values(writer, node, plan, {Form.QUOTE})
    if plan.strategy:
        strategy = writer.iris.thing("strategy")
        writer.add(strategy, RDF.type, PLAN.Strategy)
        title = source.strategy.get(plan.language, plan.strategy.title)
        writer.label(strategy, DCTERMS.title, "strategy", "", title)
        write_values(writer, strategy, plan.strategy, {Form.DAY})
        writer.stated(strategy, plan.strategy.stated_in)


def _write_document(writer: Writer, plan: Plan) -> None:
    node = writer.iris.thing("document")
    writer.add(node, RDF.type, PLAN.SourceDocument)
    writer.label(node, DCTERMS.title, "plan", "", plan.title)
    digest = hashlib.sha256(plan.document.text.encode("utf-8")).hexdigest()
    writer.string(node, PLAN.sha256, digest)
    for words in sorted(writer.quoted, key=attrgetter("start", "text")):
        fragment, selector = writer.iris.fragment(words), writer.iris.selector(words)
        writer.add(fragment, RDF.type, PLAN.SourceFragment)
        writer.string(fragment, PLAN.quote, words.text)
        place = plan.document.place(words)
        if place:
            writer.integer(fragment, PLAN.table, place.table)
            writer.integer(fragment, PLAN.row, place.row)
            writer.integer(fragment, PLAN.column, place.column)
        boxes = plan.document.boxes_of(words)
        for box in boxes:
            writer.string(fragment, PLAN.pageArea, _page_area(box))
        certainties = [box.certainty for box in boxes if box.certainty is not None]
        if certainties:
            least = Decimal(f"{min(certainties):.2f}")
            writer.decimal(fragment, PLAN.recognitionCertainty, least)
        writer.add(fragment, OA.hasSource, node)
        writer.add(fragment, OA.hasSelector, selector)
        writer.add(selector, RDF.type, OA.TextPositionSelector)
        writer.offset(selector, OA.start, words.start)
        writer.offset(selector, OA.end, words.end)
        # One node says where the words are and what they are: any two selectors would say the same.
        writer.add(selector, RDF.type, OA.TextQuoteSelector)
        writer.string(selector, OA.exact, words.text)


def _page_area(box: PageBox) -> str:
    """Return where words stand as what follows '#' in the address of a PDF (RFC 8118)."""
    sides = (box.left, box.top, box.right - box.left, box.bottom - box.top)
    return f"page={box.page}&viewrect={','.join(f'{max(side, 0):.0f}' for side in sides)}"


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
        if item.reason:
            writer.string(node, RDFS.comment, item.reason)
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
