"""One edition of a plan as it is compared: its things, and the facts of each in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from plan_graph import facts
from plan_graph.facts import Form, Kind, Value
from plan_graph.rdf import code_lists
from plan_graph.rdf.view import Node, Term, View
from plan_graph.vocab import PLAN, RDF, SKOS


@dataclass(frozen=True, slots=True)
class Said:
    """A value: what it is compared by, in the language of the document, and how it is shown."""

    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a thing.

    Attributes:
        kind: What kind it is of.
        key: What it is compared by, in the language of the document.
        shown: How it is shown.
        read: How its words were understood, in short.
        values: What its node says beside the words, each with the name of the value.
        parts: The facts that stand on it, by name.
    """

    kind: Kind
    key: str
    shown: str
    read: str = ""
    values: tuple[tuple[str, Said], ...] = ()
    parts: Facets = ()

    @property
    def compared(self) -> frozenset[tuple[str, str]]:
        """How its words were understood, to compare."""
        return frozenset((name, said.key) for name, said in self.values)

    @property
    def aspect(self) -> str:
        """The kind that its words are about, if they say no more than a fact of that kind."""
        return next((said.key for name, said in self.values if name == "aspect"), "")


Facets = Sequence[tuple[str, Sequence[Fact]]]
"""Facts by the name under which they are told; each name is there, also without facts."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of an edition; `name` is its IRI without what is of the edition alone."""

    kind: facts.Thing
    node: Node
    code: str
    title: Said
    name: str


class Edition:
    """Reads one edition; what it shows is in a language where the edition has it."""

    def __init__(self, view: View, language: str) -> None:
        self._view = view
        self._language = language
        self._stated = _stated_language(view)
        plans = view.instances(PLAN.ActionPlan)
        self._plan = plans[0].value.rpartition("/")[2] if plans else ""
        self._titles = {
            node: self._words(node, thing.title)
            for thing in facts.THINGS
            for kind in thing.classes
            for node in view.instances(kind)
        }
        self.former: Mapping[str, str] = {}
        """The names of things in the other edition, where they are others."""

    def entries(self, thing: facts.Thing) -> list[Entry]:
        """Return the things of a kind, in the order of the plan."""
        view = self._view
        nodes = dict.fromkeys(node for kind in thing.classes for node in view.instances(kind))
        return [
            Entry(thing, node, view.text(node, thing.code), self._titles[node], self._local(node))
            for node in view.ordered(nodes)
        ]

    def _local(self, node: Node) -> str:
        """Return an IRI without its base and without the plan, such as 'organisation/ro/mai'."""
        name = node.value.rpartition("/id/")[2]
        return name.replace(f"/{self._plan}/", "/") if self._plan else name

    def name(self, node: Node) -> Said:
        """Return how facts name a thing: a body by its short name if it has one."""
        short = self._view.text(node, SKOS.notation)
        said = Said(short, short) if short else self._titles.get(node)
        return said or Said(node.value, _end(node))

    def facets(self, node: Node, whole: str) -> Facets:
        """Return the facts of a thing, or of a fact, in the order in which they are told."""
        return [
            (name, found)
            for kind in facts.told_on(whole)
            for name, found in self._apart(kind, list(self._facts(node, kind)))
        ]

    def _apart(
        self, kind: Kind, found: Sequence[tuple[str, Fact]]
    ) -> Iterator[tuple[str, Sequence[Fact]]]:
        """Part facts by the codes that tell them apart, those of the code list first."""
        if not kind.apart:
            yield kind.name, [fact for _, fact in found]
            return
        labels = code_lists.labels(kind.value(kind.apart).scheme, self._language)
        for code in dict.fromkeys([*labels, *(code for code, _ in found)]):
            own = [fact for each, fact in found if each == code]
            yield labels.get(code, code) or kind.name, own

    def _facts(self, node: Node, kind: Kind) -> Iterator[tuple[str, Fact]]:
        """Return the facts of one kind, each with the code that tells it apart."""
        if kind.form is not Form.NODE:
            yield from (("", Fact(kind, said.key, said.shown)) for said in self._said(node, kind))
            return
        for part in self._view.ordered(self._view.nodes(node, kind.link)):
            codes = self._said(part, kind.value(kind.apart)) if kind.apart else []
            yield next((said.key for said in codes), ""), self._fact(part, kind)

    def _fact(self, node: Node, kind: Kind) -> Fact:
        values = [(value, said) for value in kind.meaning for said in self._said(node, value)]
        read = _joined(values)
        if not kind.words:  # What it says is what it is.
            return Fact(kind, "; ".join(f"{v.name} {said.key}" for v, said in values), read)
        words = self._words(node, kind.words.link)
        compared = [(value.name, said) for value, said in values]
        if len(kind.classes) > 1:
            compared[:0] = [("kind", said) for said in self._classes(node, kind.classes)]
        parts = self.facets(node, kind.name)
        return Fact(kind, words.key, words.shown, read, tuple(compared), parts)

    def _said(self, node: Node, value: Value) -> list[Said]:
        """Return what a property says, in an order that does not depend on that of the graph."""
        if value.form is Form.CLASS:
            return self._classes(node, facts.BODIES)
        terms = self._view.values(node, value.link)
        if value.form in _TRANSLATED and any(t.language == self._stated for t in _literals(terms)):
            terms = [t for t in _literals(terms) if t.language == self._stated]
        found = {self._term(term, value) for term in terms}
        is_number = value.form is Form.INTEGER
        return sorted(found, key=lambda said: (is_number and len(said.key), said.key))

    def _term(self, term: Term, value: Value) -> Said:
        if isinstance(term, Literal):
            text = _plain(term.value) if value.form is Form.NUMBER else term.value
            return Said(text, text)
        match value.form:
            case Form.THING | Form.BODY:
                said = self.name(term)
                return Said(self.former.get(said.key, said.key), said.shown)
            case Form.QUOTE:
                return self._words(term, PLAN.quote)
            case Form.FACT:
                return self._words(term, PLAN.verbatim)
        code = _end(term)
        return Said(code, code_lists.labels(value.scheme, self._language).get(code, code))

    def _classes(self, node: Node, known: Sequence[NamedNode]) -> list[Said]:
        labels = code_lists.term_labels(self._language)
        return [
            Said(name, labels.get(name, name))
            for name in sorted(kind.value for kind in known)
            if NamedNode(name) in self._view.values(node, RDF.type)
        ]

    def _words(self, node: Node, predicate: NamedNode) -> Said:
        anything = self._view.text(node, predicate)
        key = self._view.text(node, predicate, self._stated) or anything
        return Said(key, self._view.text(node, predicate, self._language) or key)


_TRANSLATED = (Form.LABEL, Form.WORDS, Form.VERBATIM)


def _stated_language(view: View) -> str:
    """Return the language of the document by words of it, which no translation touches."""
    words = (
        words for node in view.subjects() for words in _literals(view.values(node, PLAN.verbatim))
    )
    return next((each.language for each in words if each.language), "")


def _literals(terms: Sequence[Term]) -> list[Literal]:
    return [term for term in terms if isinstance(term, Literal)]


def _joined(values: Sequence[tuple[Value, Said]]) -> str:
    """Say values together, but what goes without saying."""
    text = ""
    for value, said in values:
        if said.key != value.usual:
            text += (value.joint if text else "") + value.sign + said.shown
    return text


def _plain(number: str) -> str:
    """Return a number in its shortest form, however it was written."""
    try:
        return f"{Decimal(number).normalize():f}"
    except InvalidOperation:
        return number


def _end(node: Node) -> str:
    return node.value.rpartition("/")[2]
