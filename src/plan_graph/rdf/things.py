"""Pillars, objectives and actions to triples, with their facts as the table of facts has them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode

from plan_graph import facts
from plan_graph.facts import Form, Value
from plan_graph.plan import Action, Objective, Pillar, Strategy
from plan_graph.plan.stated import (
    Stated,
    Whole,
    bodies_in,
    passages,
    stated,
    thing_of,
    values_at,
    verbatim,
)
from plan_graph.rdf.writer import Writer
from plan_graph.vocab import DCTERMS, PLAN, PPLAN, RDF, TIME, XSD

_OF_PLACE = {Form.THING, Form.CODE}
"""What is said of a thing before its place in the document, and …"""
_BESIDE = {Form.BODY, Form.QUOTE}
"""… behind it, before the facts with nodes of their own."""


def write_thing(writer: Writer, whole: Pillar | Objective | Action, position: int) -> None:
    """Write a part of a plan and its facts."""
    name = thing_of(whole)
    thing = next(each for each in facts.THINGS if each.name == name)
    code = str(whole.number) if isinstance(whole, Pillar) else whole.code
    # The code of an objective is unlike any other; that of an action is the document's own.
    shown = (whole.notation if isinstance(whole, Action) else "") or code
    node = writer.iris.thing(thing.iri, code)
    writer.add(node, RDF.type, thing.classes[0])
    writer.string(node, DCTERMS.identifier, shown)
    writer.label(node, DCTERMS.title, thing.iri, code, whole.title)
    writer.add(node, PLAN.inPlan, writer.iris.thing("plan"))
    if isinstance(whole, Action):
        writer.add(node, PPLAN.isStepOfPlan, writer.iris.thing("plan"))
    write_values(writer, node, whole, _OF_PLACE)
    writer.integer(node, PLAN.position, position)
    writer.stated(node, whole.stated_in)
    found = stated(whole)
    for fact in found:
        _shortcuts(writer, node, fact)
    write_values(writer, node, whole, _BESIDE)
    _write_facts(writer, node, found)


def write_values(writer: Writer, node: NamedNode, whole: Whole, forms: Collection[Form]) -> None:
    """Write the facts of a thing that have no nodes of their own, those of some forms."""
    for kind in facts.kinds_on(thing_of(whole)):
        if kind.form in forms:
            _write_value(writer, node, kind, whole)


def _shortcuts(writer: Writer, node: NamedNode, fact: Stated) -> None:
    """Lead past a fact to the first body that it names."""
    kind = fact.kind
    if kind.shortcuts and fact.value.stated_in:
        (code,) = values_at(fact.value, kind.value(kind.apart).field)
        writer.add(node, kind.shortcuts[code], writer.body(bodies_in(fact.value)[0]))


def _name(writer: Writer, fact: Stated) -> NamedNode:
    return writer.iris.thing(fact.kind.name, fact.code)


def _write_facts(writer: Writer, node: NamedNode, found: Sequence[Stated]) -> None:
    """Lead from a thing, or a fact, to its facts, and write them; no words, no fact."""
    stated_ones = [fact for fact in found if fact.value.stated_in]
    for fact in stated_ones:
        writer.add(node, fact.kind.link, _name(writer, fact))
    for fact in stated_ones:
        _write_fact(writer, _name(writer, fact), fact)


def _write_fact(writer: Writer, node: NamedNode, fact: Stated) -> None:
    kind, value = fact.kind, fact.value
    own = kind.classes[0] if len(kind.classes) == 1 else PLAN.term(type(value).__name__)
    writer.add(node, RDF.type, own)
    for each in kind.values:
        if each.form is Form.LABEL:
            (label,) = values_at(value, each.field)
            writer.label(node, each.link, kind.name, fact.code, label)
        elif each.form is Form.VERBATIM:
            writer.words(node, each.link, verbatim(value))
        elif each.form is Form.FACT and any(values_at(value, each.field)):
            before = f"{fact.code.rpartition('-')[0]}-{fact.position - 1}"
            writer.add(node, each.link, writer.iris.thing(kind.name, before))
        elif each.form is not Form.FACT:
            _write_value(writer, node, each, value)
    if own in facts.DEADLINES:
        _write_instants(writer, node, value)
    if fact.inherited:
        writer.add(node, PLAN.inherited, Literal("true", datatype=XSD.boolean))
    writer.integer(node, PLAN.position, fact.position)
    for words in passages(value):
        writer.stated(node, words)
    _write_facts(writer, node, fact.parts)


_ENDS = {PLAN.startDate: TIME.hasBeginning, PLAN.endDate: TIME.hasEnd}


def _write_instants(writer: Writer, node: NamedNode, value: object) -> None:
    """Say when a deadline begins and ends in the terms of OWL-Time too."""
    for each in facts.kind_named("deadline").values:
        for day in values_at(value, each.field) if each.link in _ENDS else ():
            writer.instant(node, _ENDS[each.link], day)


_WRITTEN: Mapping[Form, Callable[[Writer, NamedNode, NamedNode, Any], None]] = {
    Form.WORDS: Writer.words,
    Form.TEXT: Writer.string,
    Form.NUMBER: Writer.decimal,
    Form.INTEGER: Writer.integer,
    Form.DAY: Writer.day,
    Form.QUOTE: Writer.quote,
}
"""How values are written that are literals, or quotes."""


def _write_value(writer: Writer, node: NamedNode, value: Value, item: object) -> None:
    """Write what a field of a fact, or of a thing, holds."""
    write = _WRITTEN.get(value.form)
    for held in values_at(item, value.field):
        if write:
            write(writer, node, value.link, held)
        elif value.form is Form.CODE:
            writer.add(node, value.link, NamedNode(value.of + held))
        elif value.form is Form.BODY:
            writer.add(node, value.link, writer.body(held))
        elif value.form is Form.THING:
            code = () if isinstance(held, Strategy) else (held,)
            writer.add(node, value.link, writer.iris.thing(value.of, *code))
