"""An action to triples, with links to its parts."""

from __future__ import annotations

from operator import attrgetter

from plan_graph.graph.parts import parts_of, within, write_part
from plan_graph.graph.writer import Writer
from plan_graph.iris import concept
from plan_graph.plan import Action, Role
from plan_graph.vocab import DCTERMS, PLAN, RDF, SKOS

_SHORTCUTS = {Role.RESPONSIBLE: PLAN.responsible, Role.PARTNER: PLAN.partner}

_LINKS = {
    "indicator": PLAN.hasIndicator,
    "deadline": PLAN.hasDeadline,
    "participation": PLAN.hasParticipation,
    "funding": PLAN.hasFunding,
    "remark": PLAN.hasRemark,
}


def write_action(writer: Writer, action: Action, position: int) -> None:
    """Write an action and its parts."""
    node = writer.iris.thing("action", action.code)
    writer.add(node, RDF.type, PLAN.Action)
    writer.string(node, DCTERMS.identifier, action.notation or action.code)
    writer.label(node, DCTERMS.title, "action", action.code, action.title)
    writer.add(node, PLAN.inPlan, writer.iris.thing("plan"))
    if action.pillar:
        writer.add(node, PLAN.inPillar, writer.iris.thing("pillar", action.pillar))
    if action.objective:
        writer.add(node, PLAN.pursues, writer.iris.thing("objective", action.objective))
    if action.part_of:
        writer.add(node, PLAN.stepOf, writer.iris.thing("action", action.part_of))
    for code, predicate in (("status", PLAN.status), ("priority", PLAN.priority)):
        value = getattr(action, code)
        if value:
            writer.add(node, predicate, concept(code, value))
    writer.integer(node, PLAN.position, position)
    writer.stated(node, action.stated_in)
    for participation in filter(attrgetter("stated_in"), action.participations):
        shortcut = _SHORTCUTS[participation.role]
        writer.add(node, shortcut, writer.body(participation.actor))
    for mention in filter(attrgetter("stated_in"), action.mentions):
        writer.add(node, PLAN.mentions, writer.body(mention.body))
    for words in action.uninterpreted:
        writer.quote(node, PLAN.uninterpreted, words)
    _write_results(writer, action)
    parts = [
        *parts_of(writer, action, "indicator", action.indicators),
        *parts_of(writer, action, "deadline", action.deadlines),
        *parts_of(writer, action, "participation", action.participations),
        *parts_of(writer, action, "funding", action.funding),
        *parts_of(writer, action, "remark", action.remarks),
    ]
    for part in parts:
        writer.add(node, _LINKS[part.kind], part.node)
    revised = [part for part in parts if getattr(part.value, "revised", False)]
    for part in revised:
        earlier = writer.iris.thing("deadline", f"{action.code}-{part.position - 1}")
        writer.add(part.node, PLAN.revises, earlier)
    for part in parts:
        inherited = any(within(part.value.stated_in, cell) for cell in action.inherited)
        write_part(writer, part, inherited=inherited)


def _write_results(writer: Writer, action: Action) -> None:
    node = writer.iris.thing("action", action.code)
    for position, result in enumerate(action.results, start=1):
        if not result.stated_in:
            continue
        code = f"action-{action.code}-{position}"
        thing = writer.iris.thing("result", code)
        writer.add(node, PLAN.expectedResult, thing)
        writer.add(thing, RDF.type, PLAN.ExpectedResult)
        writer.label(thing, SKOS.prefLabel, "result", code, result.label)
        writer.integer(thing, PLAN.position, position)
        writer.stated(thing, result.stated_in)
