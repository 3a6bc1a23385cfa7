"""An action and its parts to triples: indicators, deadlines, participations, funding, remarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from pyoxigraph import Literal, NamedNode

from plan_graph.iris import concept
from plan_graph.plan import (
    Action,
    Deadline,
    FixedDeadline,
    Funding,
    Indicator,
    Measure,
    OpenDeadline,
    Participation,
    RecurringDeadline,
    Remark,
    Role,
)
from plan_graph.rdf.writer import Writer
from plan_graph.text import Passage, clean
from plan_graph.vocab import CURRENCY, DCTERMS, FREQUENCY, PLAN, RDF, SKOS, XSD

Value = Indicator | Deadline | Participation | Funding | Remark


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an action with its name; the position counts from 1 among its kind."""

    kind: str
    node: NamedNode
    code: str
    position: int
    value: Value


def parts_of(writer: Writer, action: Action, kind: str, values: Sequence[Value]) -> Iterator[Part]:
    """Name the parts of one kind; what no words state is no fact, and is left out."""
    for position, value in enumerate(values, start=1):
        if not value.stated_in:
            continue
        code = f"{action.code}-{position}"
        yield Part(kind, writer.iris.thing(kind, code), code, position, value)


def write_part(writer: Writer, part: Part, *, inherited: bool) -> None:
    """Write a part; an inherited one stands in a row above that of its action."""
    match part.value:
        case Indicator():
            _indicator(writer, part.node, part.code, part.value)
        case Participation():
            _participation(writer, part.node, part.value)
        case Funding():
            _funding(writer, part.node, part.value)
        case Remark():
            _remark(writer, part.node, part.value)
        case _:
            _deadline(writer, part.node, part.value)
    if inherited:
        writer.add(part.node, PLAN.inherited, Literal("true", datatype=XSD.boolean))
    writer.integer(part.node, PLAN.position, part.position)
    writer.stated(part.node, part.value.stated_in)
    if isinstance(part.value, Indicator):
        _measures(writer, part, part.value)


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
    if isinstance(deadline, RecurringDeadline | OpenDeadline):
        writer.period(node, deadline.period)
    words = deadline.stated_in.text
    if isinstance(deadline, FixedDeadline) and deadline.opening:
        words = f"{deadline.opening.text} – {words}"
        writer.stated(node, deadline.opening)
    writer.words(node, PLAN.verbatim, clean(words))


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
    if funding.amount:
        writer.decimal(node, PLAN.amount, funding.amount.value)
        if funding.amount.currency:
            writer.add(node, PLAN.currency, NamedNode(CURRENCY + funding.amount.currency))
        writer.integer(node, PLAN.multiplier, funding.amount.multiplier)
        if not within(funding.amount.stated_in, funding.stated_in):
            writer.stated(node, funding.amount.stated_in)
    writer.period(node, funding.period)
    writer.words(node, PLAN.verbatim, clean(funding.stated_in.text))


def _remark(writer: Writer, node: NamedNode, remark: Remark) -> None:
    writer.add(node, RDF.type, PLAN.Remark)
    writer.add(node, PLAN.aspect, concept("aspect", remark.aspect))
    if remark.absence:
        writer.add(node, PLAN.absence, concept("absence", remark.absence))
    if remark.heading:
        writer.words(node, PLAN.heading, remark.heading)
    writer.words(node, PLAN.verbatim, clean(remark.stated_in.text))


def within(words: Passage, whole: Passage) -> bool:
    """Tell whether words stand within others."""
    return whole.start <= words.start and words.end <= whole.end


def _measures(writer: Writer, part: Part, indicator: Indicator) -> None:
    """Write the targets and baselines of an indicator."""
    for kind, link, measures in (
        ("target", PLAN.hasTarget, indicator.targets),
        ("baseline", PLAN.hasBaseline, indicator.baselines),
    ):
        for position, measure in enumerate(measures, start=1):
            if not measure.stated_in:
                continue
            node = writer.iris.thing(kind, f"{part.code}-{position}")
            writer.add(part.node, link, node)
            writer.add(node, RDF.type, PLAN.Target if kind == "target" else PLAN.Baseline)
            _measure(writer, node, measure)
            writer.integer(node, PLAN.position, position)
            writer.stated(node, measure.stated_in)


def _measure(writer: Writer, node: NamedNode, measure: Measure) -> None:
    if measure.value is not None:
        writer.decimal(node, PLAN.value, measure.value)
    if measure.unit:
        writer.words(node, PLAN.unit, measure.unit)
    writer.period(node, measure.period)
    writer.words(node, PLAN.verbatim, clean(measure.stated_in.text))


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
