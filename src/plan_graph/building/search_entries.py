"""What can be found of one plan, from its graph; and what belongs to no plan: questions, codes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph import facts
from plan_graph.asking import queries
from plan_graph.asking.search.entry import SCHEMA, Entry, Words, tokens
from plan_graph.asking.store import ontology
from plan_graph.iris import Iris
from plan_graph.phrases import languages
from plan_graph.plan.tables import Document
from plan_graph.rdf.graph import Graph, Thing
from plan_graph.text import Passage, clean, fold
from plan_graph.vocab import DCTERMS, PLAN, RDF, SKOS

PART = ".search.jsonl"
"""The entries of a plan in its folder, one a line; they become part of the index of a build."""
_KIND_OF_THING = {"organisation": "body"}
_FOUND = [each for each in facts.THINGS if each.name != "legal act"]
"""What can be found; of two that something is, the first counts."""
_RANKS: Mapping[object, int] = {
    each: rank for rank, kind in reversed([*enumerate(_FOUND)]) for each in kind.classes
}
_FACTS = [(kind, kind.words) for kind in facts.KINDS if kind.form is facts.Form.NODE and kind.words]
"""The facts that have words of their own."""
_FEWEST_WORDS = 4
_LONGEST = 2_000


class Statements:
    """The statements of a graph by their subject and property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._graph = Graph.of(triples)

    def things(self) -> Iterator[NamedNode]:
        """Yield all subjects."""
        return (each for each in self._graph.things if isinstance(each, NamedNode))

    def found(self) -> Iterator[tuple[NamedNode, facts.Thing]]:
        """Yield what can be found as itself, and what it is."""
        for thing, classes in self._graph.of_property(RDF.type).items():
            ranks = [_RANKS[each] for each in classes if each in _RANKS]
            if ranks and isinstance(thing, NamedNode):
                yield thing, _FOUND[min(ranks)]

    def having(self, link: NamedNode) -> Iterator[list[NamedNode]]:
        """Yield the things that a property leads to, of each subject that has it."""
        for values in self._graph.of_property(link).values():
            yield [each for each in values if isinstance(each, NamedNode)]

    def nodes(self, thing: Thing, link: NamedNode) -> list[NamedNode]:
        """Return the things that a property leads to."""
        found = self._graph.values(thing, link)
        return [each for each in found if isinstance(each, NamedNode)]

    def literals(self, thing: Thing, link: NamedNode) -> list[Literal]:
        """Return the values of a property."""
        found = self._graph.values(thing, link)
        return [each for each in found if isinstance(each, Literal)]

    def titles(self, thing: Thing, *links: NamedNode) -> dict[str, str]:
        """Return what something is called, by language."""
        found: dict[str, str] = {}
        for link in links:
            for each in self.literals(thing, link):
                found.setdefault(each.language or "", each.value)
        return found


def entries_of(
    triples: Iterable[Triple], iris: Iris, document: Document | None = None
) -> list[Entry]:
    """Return all that can be found of a plan."""
    graph, plan = Statements(triples), iris.thing("plan").value
    weights = _weights(graph)
    found = []
    for thing, kind in graph.found():
        found.append(_thing(graph, thing, kind, plan, weights[thing]))
        if kind.iri != "organisation":
            found += _facts(graph, thing, plan)
    paragraphs = _paragraphs(document, plan, found) if document else []
    return [*found, *paragraphs]


def _weights(graph: Statements) -> Counter[NamedNode]:
    """Return in how many actions each body takes part."""
    return Counter(
        body
        for roles in graph.having(PLAN.hasParticipation)
        for body in {body for role in roles for body in graph.nodes(role, PLAN.actor)}
    )


def _thing(graph: Statements, thing: NamedNode, kind: facts.Thing, plan: str, weight: int) -> Entry:
    codes = [each.value for each in graph.literals(thing, kind.code)]
    others = [each.value for each in graph.literals(thing, SKOS.altLabel)]
    ends = [thing.value.rpartition("/")[2]] if kind.is_single else []
    return Entry(
        kind=_KIND_OF_THING.get(kind.iri, kind.iri),
        iri=thing.value,
        titles=graph.titles(thing, kind.title),
        names=tuple(dict.fromkeys([*codes, *others, *ends])),
        parts=tuple(_said(graph, thing)) if kind.iri == "action" else (),
        code=codes[0] if codes else "",
        plans=(plan,),
        weight=weight,
    )


def _said(graph: Statements, thing: NamedNode) -> Iterator[Words]:
    """Yield the words of the facts of an action, its bodies and its codes."""
    bodies: dict[NamedNode, None] = {}
    for kind in facts.KINDS:
        if kind.form is facts.Form.CODE:
            yield from _codes(graph.nodes(thing, kind.link))
        if kind.form is not facts.Form.NODE:
            continue
        for node in graph.nodes(thing, kind.link):
            if kind.words:
                yield from _literals(graph, node, kind.words.link)
            for value in kind.values:
                if value.form is facts.Form.BODY:
                    bodies.update(dict.fromkeys(graph.nodes(node, value.link)))
                if value.form is facts.Form.CODE and value.name != "role":
                    yield from _codes(graph.nodes(node, value.link))
    for body in bodies:
        short = "".join(f" ({each.value})" for each in graph.literals(body, SKOS.notation))
        for each in graph.literals(body, SKOS.prefLabel):
            yield Words(each.language or "", each.value + short)


def _literals(graph: Statements, node: NamedNode, link: NamedNode) -> Iterator[Words]:
    for each in graph.literals(node, link):
        yield Words(each.language or "", each.value)


def _codes(concepts: Iterable[NamedNode]) -> Iterator[Words]:
    for concept in concepts:
        for language, label in _concepts().titles(concept, SKOS.prefLabel).items():
            yield Words(language, label)


@cache
def _concepts() -> Statements:
    """Return the code lists; they do not change while a program runs."""
    return Statements(ontology())


def _facts(graph: Statements, thing: NamedNode, plan: str) -> Iterator[Entry]:
    """Yield the facts of a thing that have words of their own."""
    codes = [each.value for each in graph.literals(thing, DCTERMS.identifier)]
    for kind, words in _FACTS:
        for node in graph.nodes(thing, kind.link):
            yield Entry(
                kind=kind.name,
                iri=node.value,
                titles=graph.titles(node, words.link),
                code=codes[0] if codes else "",
                owner=thing.value,
                plans=(plan,),
            )


def _paragraphs(document: Document, plan: str, found: Sequence[Entry]) -> Iterator[Entry]:
    """Yield what the document says outside its tables; what its things are called is left out."""
    known = {title for entry in found for title in entry.titles.values()}
    titles = next((entry.titles for entry in found if entry.iri == plan), {})
    for start, text in _lines_outside_tables(document):
        if len(text.split()) >= _FEWEST_WORDS and text not in known:
            yield Entry(
                kind="document",
                iri=plan,
                titles=titles,
                parts=(Words(next(iter(titles), ""), text[:_LONGEST], start),),
                plans=(plan,),
            )


def _lines_outside_tables(document: Document) -> Iterator[tuple[int, str]]:
    for block in document.blocks:
        if isinstance(block, Passage):
            yield block.start, clean(block.text)


class Line(NamedTuple):
    """An entry as it is kept beside the files of its plan: ready to be put into an index.

    Attributes:
        row: What an index holds of it: the values of `COLUMNS`.
        words: Its tokens: of its names, its titles, and what is said of it.
        exact: What it is found by exactly.
        folded: Its titles as they are compared.
        length: How many words its shortest title has.
        place: Where its words stand in the document, or -1.
    """

    row: Sequence[Any]
    words: Sequence[str]
    exact: Sequence[str]
    folded: str
    length: int
    place: int


def prepared(entry: Entry) -> Line:
    """Return an entry as it is kept."""
    tokens_of = (entry.name_tokens(), entry.title_tokens(), entry.part_tokens())
    words = [" ".join(found) for found in tokens_of]
    place = min((each.place for each in entry.parts), default=-1)
    shortest = min((len(tokens(title)) for title in entry.titles.values()), default=0)
    folded = "\n".join(fold(title) for title in entry.titles.values())
    return Line(entry.row(), words, entry.exact_names(), folded, shortest, place)


def written(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield entries as they are kept, one a line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    return (f"{encode(prepared(entry))}\n" for entry in entries)


def parsed(lines: Iterable[str]) -> Iterator[Line]:
    """Yield the entries that were kept."""
    for line in lines:
        yield Line(*json.loads(line))


@cache
def shared_entries() -> tuple[Entry, ...]:
    """Return what can be found whatever the plans are: the questions, and the codes."""
    return (*map(_question, queries.names()), *_code_entries())


@cache
def shared_digest() -> str:
    """Return a digest that changes whenever the form of an index, the questions or codes do."""
    found = sha256(f"{SCHEMA}\n".encode())
    for name in queries.names():
        found.update(queries.load(name).source.encode())
    for entry in _code_entries():
        found.update(repr(entry).encode())
    return found.hexdigest()[:32]


def _question(name: str) -> Entry:
    query = queries.load(name)
    described = {tag: query.words("description", tag) for tag in languages()}
    return Entry(
        kind="question",
        iri=name,
        titles={tag: query.words("summary", tag) for tag in languages()},
        names=(name, *query.own.get("aliases", {})),
        parts=tuple(Words(tag, text) for tag, text in described.items()),
        parameters=tuple(query.parameters),
    )


def _code_entries() -> Iterator[Entry]:
    concepts = _concepts()
    for concept in concepts.things():
        if not concepts.nodes(concept, SKOS.inScheme) or "/code/" not in concept.value:
            continue
        defined = concepts.titles(concept, SKOS.definition)
        yield Entry(
            kind="code",
            iri=concept.value,
            titles=concepts.titles(concept, SKOS.prefLabel),
            parts=tuple(Words(tag, text) for tag, text in defined.items()),
        )
