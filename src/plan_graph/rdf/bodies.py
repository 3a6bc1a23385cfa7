"""The bodies that a plan names, the bodies above them, and the names that are no bodies.

What the document states about a parent and what only the register knows are kept apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import Literal, NamedNode

from plan_graph.iris import concept, slug
from plan_graph.language.register_entry import Act, Entry
from plan_graph.plan import Abbreviation, Body, Period, Plan, StatedParent
from plan_graph.plan.stated import bodies_of
from plan_graph.rdf.writer import Writer
from plan_graph.vocab import DCTERMS, FOAF, PLAN, RDF, SKOS

_CLASSES = {
    "ministry": PLAN.Ministry,
    "agency": PLAN.Agency,
    "organisation": PLAN.Organisation,
    "collective": PLAN.CollectiveActor,
    "group": PLAN.ActorGroup,
    "working-group": PLAN.WorkingGroup,
    "international": PLAN.InternationalOrganisation,
}


def write_bodies(writer: Writer, plan: Plan, others: Collection[Body] = ()) -> None:
    """Write every body that the plan names or lists, others, and every body above one of these."""
    listed = {item.short: item for item in plan.abbreviations}
    for body in _with_parents(writer, plan, others):
        node = writer.body(body)
        entry = writer.register.entries[body.code] if body.known else None
        writer.add(node, RDF.type, _CLASSES[entry.kind] if entry else PLAN.Actor)
        _write_names(writer, node, body, entry, listed.get(body.code))
        for spelling in plan.spellings:
            if spelling.body == body:
                writer.words(node, SKOS.altLabel, spelling.name)
        if entry and entry.period:
            writer.period(node, entry.period)
        if entry and entry.successor:
            writer.add(node, PLAN.successor, writer.body(Body(entry.successor)))
        if entry and entry.kind == "ministry":
            writer.add(node, PLAN.withinMinistry, node)
        _write_parents(writer, plan, body)


def write_glossary(writer: Writer, plan: Plan) -> None:
    """Write the abbreviations that stand for no body as concepts."""
    bodies = set(_named(plan))
    terms = [
        item
        for item in plan.abbreviations
        if _listed_body(writer, item) is None and Body(item.short, known=False) not in bodies
    ]
    if not terms:
        return
    scheme = writer.iris.thing("glossary")
    writer.add(scheme, RDF.type, SKOS.ConceptScheme)
    writer.label(scheme, DCTERMS.title, "plan", "", plan.title)
    for item in terms:
        node = writer.iris.thing("term", slug(item.short))
        entry = writer.register.find(item.short)
        writer.add(node, RDF.type, SKOS.Concept)
        names = entry.names if entry else {plan.language: item.name}
        for language, name in names.items():
            writer.add(node, SKOS.prefLabel, Literal(name, language=language))
        writer.string(node, SKOS.notation, item.short)
        writer.add(node, SKOS.inScheme, scheme)
        writer.stated(node, item.stated_in)


def _named(plan: Plan) -> Iterator[Body]:
    """Yield every body that a fact of the plan names, in order, with repetitions."""
    for action in plan.actions:
        yield from (body for body, _ in bodies_of(action))
    for stated in plan.stated_parents:
        yield stated.body
        yield stated.parent


def _listed_body(writer: Writer, item: Abbreviation) -> Body | None:
    entry = writer.register.find(item.short)
    return Body(entry.code) if entry and entry.is_body else None


def _with_parents(writer: Writer, plan: Plan, others: Collection[Body]) -> list[Body]:
    bodies = {*_named(plan), *others}
    bodies.update(filter(None, (_listed_body(writer, item) for item in plan.abbreviations)))
    for body in list(bodies):
        bodies.update(
            Body(entry.code) for entry in writer.register.ancestors(body.code, plan.period)
        )
    after = (writer.register.entries[body.code] for body in list(bodies) if body.known)
    bodies.update(Body(entry.successor) for entry in after if entry.successor)
    return sorted(bodies, key=lambda body: (not body.known, body.code))


def _write_names(
    writer: Writer, node: NamedNode, body: Body, entry: Entry | None, listed: Abbreviation | None
) -> None:
    names = dict(entry.names) if entry else {writer.language: listed.name if listed else body.code}
    for predicate in (SKOS.prefLabel, FOAF.name):
        for language, name in names.items():
            writer.add(node, predicate, Literal(name, language=language))
    notation = entry.notation if entry else listed and listed.short
    if notation:
        writer.string(node, SKOS.notation, notation)
    if listed:
        writer.stated(node, listed.stated_in)


def _write_parents(writer: Writer, plan: Plan, body: Body) -> None:
    """Write the parents that the document states, or else the one that the register knows."""
    stated = [item for item in plan.stated_parents if item.body == body]
    entry = writer.register.entries.get(body.code) if body.known else None
    parents = [item.parent for item in stated]
    known = entry.parent(plan.period) if entry and not stated else None
    if known:
        parents = [Body(known.code)]
    for parent in parents:
        above = writer.register.entries.get(parent.code) if parent.known else None
        writer.add(writer.body(body), PLAN.parentOrganisation, writer.body(parent))
        if above and above.kind == "ministry":
            writer.add(writer.body(body), PLAN.parentMinistry, writer.body(parent))
    for number, parent in enumerate(parents, start=1):
        code = slug(body.code) if number == 1 else f"{slug(body.code)}-{number}"
        _write_subordination(writer, code, body, parent, next(iter(stated[number - 1 :]), None))
        if known:
            node = writer.iris.thing("subordination", code)
            writer.period(node, Period(known.valid_from, known.valid_until))
            if known.source:
                writer.string(node, DCTERMS.source, known.source)
            if known.act:
                writer.add(node, PLAN.legalBasis, writer.iris.act(known.act.code))
                write_act(writer, writer.iris.act(known.act.code), known.act)


def write_act(writer: Writer, node: NamedNode, act: Act) -> None:
    """Write a legal act."""
    writer.add(node, RDF.type, PLAN.LegalAct)
    for language, title in act.titles.items():
        writer.add(node, DCTERMS.title, Literal(title, language=language))
    writer.string(node, DCTERMS.identifier, act.number)
    writer.day(node, DCTERMS.date, act.day)


def _write_subordination(
    writer: Writer, code: str, body: Body, parent: Body, stated: StatedParent | None
) -> None:
    node = writer.iris.thing("subordination", code)
    writer.add(node, RDF.type, PLAN.Subordination)
    writer.add(node, PLAN.subordinate, writer.body(body))
    writer.add(node, PLAN.superior, writer.body(parent))
    writer.add(node, PLAN.holdsFor, writer.iris.thing("plan"))
    writer.add(node, PLAN.basis, concept("basis", "stated" if stated else "background"))
    if stated:
        writer.stated(node, stated.stated_in)
