"""An action, with its indicators, deadlines, participations and funding, to triples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from plan_graph.graph.writer import Writer
from plan_graph.iris import concept
from plan_graph.model import (
    Action,
    Deadline,
    FixedDeadline,
    Funding,
    Indicator,
    OpenDeadline,
    Participation,
    RecurringDeadline,
    Role,
)
from plan_graph.text import clean
from plan_graph.vocab import DCTERMS, FREQUENCY, PLAN, RDF, SKOS

_SHORTCUTS = {Role.RESPONSIBLE: PLAN.responsible, Role.PARTNER: PLAN.partner}

_LINKS = {
    "indicator": PLAN.hasIndicator,
    "deadline": PLAN.hasDeadline,
    "participation": PLAN.hasParticipation,
    "funding": PLAN.hasFunding,
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
    writer.integer(node, PLAN.position, position)
    writer.stated(node, action.stated_in)
    for participation in action.participations:
        shortcut = _SHORTCUTS[participation.role]
        writer.add(node, shortcut, writer.body(participation.actor))
    for mention in action.mentions:
        writer.add(node, PLAN.mentions, writer.body(mention.body))
    for words in action.uninterpreted:
        writer.add(node, PLAN.uninterpreted, writer.fragment(words))
    parts = [
        *_parts(writer, action, "indicator", action.indicators),
        *_parts(writer, action, "deadline", action.deadlines),
        *_parts(writer, action, "participation", action.participations),
        *_parts(writer, action, "funding", action.funding),
    ]
    for part in parts:
        writer.add(node, _LINKS[part.kind], part.node)
    for part in parts:
        _write_part(writer, part)


_Value = Indicator | Deadline | Participation | Funding


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of an action with its name; the position counts from 1 among its kind."""

    kind: str
    node: NamedNode
    code: str
    position: int
    value: _Value


def _parts(writer: Writer, action: Action, kind: str, values: Sequence[_Value]) -> Iterator[_Part]:
    for position, value in enumerate(values, start=1):
        code = f"{action.code}-{position}"
        yield _Part(kind, writer.iris.thing(kind, code), code, position, value)


def _write_part(writer: Writer, part: _Part) -> None:
    match part.value:
        case Indicator():
            _indicator(writer, part.node, part.code, part.value)
        case Participation():
            _participation(writer, part.node, part.value)
        case Funding():
            _funding(writer, part.node, part.value)
        case _:
            _deadline(writer, part.node, part.value)
    writer.integer(part.node, PLAN.position, part.position)
    writer.stated(part.node, part.value.stated_in)


def _indicator(writer: Writer, node: NamedNode, code: str, indicator: Indicator) -> None:
    writer.add(node, RDF.type, PLAN.Indicator)
    writer.label(node, SKOS.prefLabel, "indicator", code, indicator.label)
    writer.add(node, PLAN.indicatorKind, concept("indicator-kind", indicator.kind))
    if indicator.unit:
        writer.words(node, PLAN.unit, indicator.unit)


def _deadline(writer: Writer, node: NamedNode, deadline: Deadline) -> None:
    if isinstance(deadline, FixedDeadline):
        writer.add(node, RDF.type, PLAN.FixedDeadline)
        writer.period(node, deadline.period)
    elif isinstance(deadline, RecurringDeadline):
        writer.add(node, RDF.type, PLAN.RecurringDeadline)
        writer.add(node, PLAN.frequency, NamedNode(FREQUENCY + deadline.frequency))
        for month in deadline.months:
            writer.integer(node, PLAN.month, month)
    elif isinstance(deadline, OpenDeadline):
        writer.add(node, RDF.type, PLAN.OpenDeadline)
    else:
        writer.add(node, RDF.type, PLAN.UnparsedDeadline)
    writer.words(node, PLAN.verbatim, clean(deadline.stated_in.text))


def _participation(writer: Writer, node: NamedNode, part: Participation) -> None:
    writer.add(node, RDF.type, PLAN.Participation)
    writer.add(node, PLAN.role, concept("role", part.role.value))
    writer.add(node, PLAN.actor, writer.body(part.actor))
    if part.acting_for:
        writer.add(node, PLAN.actingFor, writer.body(part.acting_for))


def _funding(writer: Writer, node: NamedNode, funding: Funding) -> None:
    writer.add(node, RDF.type, PLAN.Funding)
    if funding.kind:
        writer.add(node, PLAN.fundingKind, concept("funding-kind", funding.kind))
    for body in funding.budget_of:
        writer.add(node, PLAN.budgetOf, writer.body(body))
    for body in funding.providers:
        writer.add(node, PLAN.provider, writer.body(body))
    writer.words(node, PLAN.verbatim, clean(funding.stated_in.text))
