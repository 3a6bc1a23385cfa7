"""The page of any other thing: an indicator, a concept, a term, a deadline, a fragment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from plan_graph.asking.answers.table import labels
from plan_graph.pages.ask import own_rows, statements
from plan_graph.pages.description import citation
from plan_graph.pages.layout import render, short
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said, Thing, Words
from plan_graph.pages.words import day
from plan_graph.phrases import phrase, table
from plan_graph.vocab import DCTERMS, FOAF, PLAN, PLAN_BASE, RDF, SKOS, XSD

_ABOUT = (SKOS.definition, DCTERMS.description)
"""What says what a thing is, the best first."""
_SHOWN_APART = {
    RDF.type, SKOS.prefLabel, FOAF.name, DCTERMS.title, PLAN.statedIn, PLAN.position,
    SKOS.hasTopConcept, SKOS.topConceptOf, *_ABOUT,
}  # fmt: skip
"""What other parts of the page show, and what only puts things in order."""
_OURS = (PLAN.namespace, SKOS.namespace)
_WAYS_DOWN = (SKOS.inScheme, SKOS.broader)
_LISTING = {SKOS.inScheme, SKOS.topConceptOf, SKOS.hasTopConcept}
"""What ties a list to its codes, which its page and theirs show already."""
_MOST_ACTIONS = 100
_EXAMPLES = 5


class Value(NamedTuple):
    """One value of a property: a thing, or words."""

    thing: Thing | None
    words: Words


class Links(NamedTuple):
    """How many things lead to the thing by one property, and some of them."""

    words: str
    number: int
    examples: list[Thing]


def page(visit: Visit) -> str:
    """Return the page of a thing, by the end of its IRI; the path of a code begins with 'code/'.

    Raises:
        LookupError: If nothing is known of it.
    """
    code = visit.path.startswith("code/")
    start = PLAN_BASE if code else visit.site.base + "id/"
    return thing_page(visit, NamedNode(start + visit.path))


def thing_page(visit: Visit, node: NamedNode) -> str:
    """Return the page of a thing.

    Raises:
        LookupError: If nothing is known of it.
    """
    said = Said(visit, statements(visit, "thing", thing=node))
    if not list(said.facts(node)):
        raise LookupError(node.value)
    linking = Said(visit, statements(visit, "linking", thing=node))
    uses = Said(visit, statements(visit, "uses", thing=node))
    counts = own_rows(visit, "links", thing=node)
    names = _names(visit, said, node, counts)
    return render(
        visit,
        "thing.html",
        thing=said.thing(node),
        kind=said.kind(node) or _kind(visit, said, node),
        others=said.other_names(node),
        about=said.words(node, *_ABOUT),
        quotes=[*said.quotes(node), *([said.quote(node)] if said.values(node, PLAN.quote) else [])],
        facts=_facts(said, node, names),
        below=_below(linking, node),
        uses=_uses(uses)[:_MOST_ACTIONS],
        used=len(uses.subjects()),
        links=_links(linking, node, counts, names),
        cite=citation(visit, node),
    )


def _kind(visit: Visit, said: Said, node: NamedNode) -> str:
    kinds = said.values(node, RDF.type)
    word = "thing"
    if SKOS.Concept in kinds:
        word = "concept"
    elif SKOS.ConceptScheme in kinds:
        word = "glossary" if visit.path.startswith("glossary/") else "scheme"
    return phrase(f"pages.kind.{word}", visit.language)


def _names(
    visit: Visit, said: Said, node: NamedNode, counts: Sequence[Mapping[str, str]]
) -> dict[str, str]:
    """Return the words for the properties that are shown."""
    terms = {term for term, _ in said.facts(node)}
    terms |= {NamedNode(row["property"]) for row in counts}
    found = labels(visit.site.engine, terms, visit.language)
    known = table("pages.terms", visit.language)
    return {
        term.value: found.get(term) or known.get(short(term.value)) or short(term.value)
        for term in terms
    }


def _facts(said: Said, node: NamedNode, names: dict[str, str]) -> list[tuple[str, list[Value]]]:
    """Return what is said of a thing, but for what its head and its quotes show."""
    found = []
    for term, values in said.facts(node):
        if term in _SHOWN_APART or _is_echo(said, node, term):
            continue
        shown = [_value(said, value) for value in _in_language(said, values)]
        found.append((names[term.value], [value for value in shown if value is not None]))
    return [(name, values) for name, values in found if values]


def _is_echo(said: Said, node: NamedNode, term: NamedNode) -> bool:
    """Tell whether one of our own properties says the same, which is a special case of this one."""
    if term.value.startswith(_OURS):
        return False
    values = set(said.values(node, term))
    return any(
        other.value.startswith(_OURS) and values <= set(said.values(node, other))
        for other, _ in said.facts(node)
    )


def _in_language(said: Said, values: Sequence[object]) -> list[object]:
    """Leave out words in other languages than the page's, if it has them too."""
    spoken = {value.language for value in values if isinstance(value, Literal) and value.language}
    best = said.language if said.language in spoken else ""
    return [
        value
        for value in values
        if not (best and isinstance(value, Literal) and value.language not in (best, None))
    ]


def _value(said: Said, value: object) -> Value | None:
    if isinstance(value, NamedNode):
        return Value(said.thing(value), Words(""))
    if isinstance(value, Literal):
        if value.datatype == XSD.date:
            return Value(None, Words(day(value.value, said.language)))
        return Value(None, Words(value.value, value.language or ""))
    return None


def _below(linking: Said, node: NamedNode) -> list[tuple[Thing, Words]]:
    """Return the concepts of a scheme, or those below a concept, with their definitions."""
    return [
        (linking.thing(each), linking.words(each, SKOS.definition))
        for each in linking.ordered(linking.subjects())
        if isinstance(each, NamedNode)
        and any(node in linking.values(each, way) for way in _WAYS_DOWN)
    ]


def _uses(uses: Said) -> list[Thing]:
    found = [node for node in uses.subjects() if isinstance(node, NamedNode)]
    found.sort(
        key=lambda node: (str(uses.nodes(node, PLAN.inPlan)), uses.number(node, PLAN.position))
    )
    return [uses.thing(node) for node in found]


def _links(
    linking: Said,
    node: NamedNode,
    counts: Sequence[Mapping[str, str]],
    names: dict[str, str],
) -> list[Links]:
    found = []
    for row in counts:
        term = NamedNode(row["property"])
        examples = [
            linking.thing(each)
            for each in linking.subjects()
            if isinstance(each, NamedNode) and node in linking.values(each, term)
        ]
        if term.value.startswith(_OURS) and term not in _LISTING:
            found.append(Links(names[term.value], int(row["number"]), examples[:_EXAMPLES]))
    return found
