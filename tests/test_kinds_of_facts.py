"""One table of the kinds of facts: it holds all that the ontology says, and `diff` tells all of it.

The tests loop over the table, so that a new kind is tested by being in it.
"""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from fact_graphs import CLASS, PLACES, Place, bare, value_names, with_fact
from plan_graph.facts import KINDS, NO_FACTS, THINGS, Kind, Thing, terms
from plan_graph.phrases import languages, phrase, table
from plan_graph.publishing.diff.compare import Change, compare, patch
from plan_graph.resources import folder
from plan_graph.vocab import PLAN

CORE = rdflib.Graph().parse(folder("ontology") / "core.ttl")
DECLARED = {str(term) for term in CORE.subjects(rdflib.RDFS.isDefinedBy)}
EXCEPTED = [name for names in NO_FACTS.values() for name in names.split()]
WHOLE_COLUMNS = [
    kind
    for kind in KINDS
    if "action" in kind.on
    for column in kind.table
    if len(kind.table) == 1 and column.name and not column.is_translated
]
"""The kinds of facts of actions that one column of the table of actions tells in full."""
VALUES = [(place, name) for place in PLACES for name in value_names(place[1])]


def identifier(case: object) -> str:
    return f"{case[0]}-{case[1].name}" if isinstance(case, tuple) else str(case)


def missing(declared: set[str]) -> set[str]:
    """Return the terms that are neither in the table nor among those that carry no fact."""
    known = {term.value for term in terms()} | {PLAN.term(name).value for name in EXCEPTED}
    return declared - known


def test_every_term_of_the_ontology_is_in_the_table_or_carries_no_fact_for_a_reason() -> None:
    assert missing(DECLARED) == set()


def test_a_class_that_only_the_ontology_has_is_missed() -> None:
    assert missing({*DECLARED, PLAN.namespace + "Ferry"}) == {PLAN.namespace + "Ferry"}


def test_no_term_is_both_in_the_table_and_excepted() -> None:
    assert not terms() & {PLAN.term(name) for name in EXCEPTED}
    assert len(EXCEPTED) == len({*EXCEPTED})


@pytest.mark.parametrize("language", languages())
def test_every_kind_and_every_value_has_its_words(language: str) -> None:
    named = {thing.name for thing in THINGS}
    for _, kind in PLACES:
        named.add(kind.name)
        named.update(value.name for value in kind.meaning if kind.words)

    assert named - table("diff", language).keys() == {"participation"}  # which its roles name


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("kind", WHOLE_COLUMNS, ids=lambda kind: kind.name)
def test_a_kind_is_called_the_same_on_a_page_and_in_a_table(kind: Kind, language: str) -> None:
    on_page = phrase(f"pages.action.{kind.name}", language)
    in_table = phrase(f"publishing.columns.{kind.table[0].name}", language)

    assert in_table.startswith(on_page)


@pytest.mark.parametrize("place", PLACES, ids=identifier)
def test_a_fact_that_comes_or_goes_is_told(place: Place) -> None:
    come = told(bare(), with_fact(place), place)
    gone = told(with_fact(place), bare(), place)

    assert come.details and gone.details
    assert all(" added: " in detail for detail in come.details)
    assert all(" dropped: " in detail for detail in gone.details)


@pytest.mark.parametrize(("place", "name"), VALUES, ids=identifier)
@pytest.mark.parametrize("other", [1, None], ids=["another", "none"])
def test_a_value_that_becomes_another_or_is_gone_is_told(
    place: Place, name: str, other: int | None
) -> None:
    if name == CLASS and other is None:
        other = -1  # A fact is always of a class.
    before, after = with_fact(place), with_fact(place, {name: other})

    change, back = told(before, after, place), told(after, before, place)

    assert change.details and back.details
    assert change.details != back.details


@pytest.mark.parametrize("place", PLACES, ids=identifier)
def test_the_same_fact_is_no_change(place: Place) -> None:
    fact = with_fact(place)

    assert compare(fact, list(reversed(fact)), "en") == []


@pytest.mark.parametrize(("place", "name"), VALUES, ids=identifier)
def test_the_patch_makes_one_value_of_the_other(place: Place, name: str) -> None:
    old, new = with_fact(place), with_fact(place, {name: 1})

    assert patched(old, patch(old, new)) == set(new)


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.name)
@pytest.mark.parametrize("language", languages())
def test_another_title_of_a_thing_is_told_once(thing: Thing, language: str) -> None:
    title = next(t for t in bare() if t.predicate == thing.title and thing.name in str(t.object))
    words = Literal(f"{thing.name} Open the north gate soon", language="en")
    new = [_with(triple, title.subject, thing.title, words) for triple in bare()]

    (change,) = compare(bare(), new, language)

    reworded = table("diff", language)["reworded"].partition("{")[0]
    assert (change.kind, change.change) == (thing.name, "changed")
    assert [detail.startswith(reworded) for detail in change.details] == [True]


@pytest.mark.parametrize(
    "thing", [thing for thing in THINGS if thing.is_numbered], ids=lambda thing: thing.name
)
def test_another_code_of_a_thing_is_told(thing: Thing) -> None:
    node, *_ = [t.subject for t in bare() if t.object in thing.classes]
    new = [_with(t, node, thing.code, Literal("9.9")) for t in bare()]

    (change,) = compare(bare(), new, "en")

    assert change.details == (f"Renumbered: was {thing.name}-1, is 9.9",)


def _with(triple: Triple, node: object, link: NamedNode, value: Literal) -> Triple:
    """Return a triple with another value, if it is the one of a property of a thing."""
    if (triple.subject, triple.predicate) == (node, link):
        return Triple(triple.subject, link, value)
    return triple


def told(old: list[Triple], new: list[Triple], place: Place) -> Change:
    """Return the only change, of the thing that has the fact or of the fact it is on."""
    (change,) = compare(old, new, "en")
    whole = place[0] if place[0] in {thing.name for thing in THINGS} else "action"
    assert (change.kind, change.change) == (whole, "changed")
    return change


def patched(graph: list[Triple], written: str) -> set[Triple]:
    """Apply a patch to a graph."""
    found = set(graph)
    for operation in written.splitlines()[1:-1]:
        (triple,) = {quad.triple for quad in parse(operation[2:], format=RdfFormat.N_TRIPLES)}
        (found.remove if operation.startswith("D ") else found.add)(triple)
    return found
