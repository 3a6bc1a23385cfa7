"""What the graph says, ready for a page: names in the visitor's language, links, quotes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.asking.answers.table import short_iri
from plan_graph.language.wording import tag_of
from plan_graph.pages.document import open_document
from plan_graph.pages.layout import short
from plan_graph.pages.site import Visit
from plan_graph.rdf.view import View
from plan_graph.vocab import DCTERMS, OA, PLAN, PLAN_BASE, RDF, RDFS, SKOS

_NAMES = (SKOS.prefLabel, DCTERMS.title, RDFS.label, PLAN.verbatim, PLAN.quote)
"""What names a thing, the best first."""

_RANKS = {term: rank for rank, term in enumerate(PLAN.terms.values())}
"""Special classes come after general ones."""


class Words(NamedTuple):
    """Words with their language, which is '' if it is not known."""

    text: str
    language: str = ""


_CODES = f"{PLAN_BASE}code/"
"""Where concepts of code lists are: their notation is for programs."""


class Thing(NamedTuple):
    """A thing as a page names it; `href` is '' if there is nothing to go to."""

    iri: str
    href: str
    name: Words
    short: str = ""
    code: str = ""


class Quote(NamedTuple):
    """Words of the document, where they stand, and where on the pages that is to be seen.

    The numbers count from 1, and are 0 where there is none.
    """

    text: str
    language: str
    table: int
    row: int
    column: int
    line: int
    href: str


def telling_end(thing: NamedNode) -> str:
    """Name what has no label: with its prefix, or by the telling end of its IRI.

    >>> telling_end(NamedNode("https://data.example.org/id/participation/mine/1.1-1"))
    'participation/mine/1.1-1'
    """
    prefixed = short(thing.value)
    return prefixed if prefixed != thing.value else short_iri(thing)


class Said(View):
    """The triples that a page is made of."""

    def __init__(self, visit: Visit, triples: Iterable[Triple]) -> None:
        super().__init__(triples)
        self._visit = visit

    @property
    def language(self) -> str:
        """The language of the page."""
        return self._visit.language

    def words(self, node: NamedNode, *properties: NamedNode, language: str = "") -> Words:
        """Return what the first of some properties says, in the page's language if it does."""
        wanted = language or self._visit.language
        order = {wanted: 0, "en": 1}
        for term in properties:
            found = [value for value in self.values(node, term) if isinstance(value, Literal)]
            if found:
                best = min(found, key=lambda each: order.get(each.language or "", 2))
                return Words(best.value, best.language or "")
        return Words("")

    def name(self, node: NamedNode) -> Words:
        """Return the name of a thing, or the telling end of its IRI."""
        found = self.words(node, *_NAMES)
        return found if found.text else Words(telling_end(node))

    def other_names(self, node: NamedNode) -> list[Words]:
        """Return the names of a thing in other languages than the page's."""
        shown = self.name(node)
        for term in _NAMES:
            found = [value for value in self.values(node, term) if isinstance(value, Literal)]
            if found:
                others = {Words(each.value, each.language or "") for each in found}
                return sorted(others - {shown}, key=lambda words: words.language)
        return []

    def thing(self, node: NamedNode) -> Thing:
        """Return a thing as a page names it."""
        return Thing(
            node.value,
            self._visit.thing(node.value),
            self.name(node),
            "" if node.value.startswith(_CODES) else self.text(node, SKOS.notation),
            self.text(node, DCTERMS.identifier),
        )

    def things(self, node: NamedNode, *path: NamedNode) -> list[Thing]:
        """Return the things that a path of properties leads to, each once, in order."""
        return [self.thing(each) for each in self.parts(node, *path)]

    def parts(self, node: NamedNode, *path: NamedNode) -> list[NamedNode]:
        """Return the nodes that a path of properties leads to, each once, in order."""
        found = dict.fromkeys(self.nodes(node, *path))
        return [each for each in self.ordered(found) if isinstance(each, NamedNode)]

    def kind(self, node: NamedNode) -> str:
        """Say of which kind a thing is, as the ontology calls it; '' if it does not tell."""
        found = [kind for kind in self.nodes(node, RDF.type) if kind in _RANKS]
        best = max(
            (kind for kind in found if isinstance(kind, NamedNode)),
            key=_RANKS.__getitem__,
            default=None,
        )
        return self.words(best, RDFS.label).text if best else ""

    def number(self, node: NamedNode, term: NamedNode) -> int:
        """Return a whole number, or 0."""
        text = self.text(node, term)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0

    def quotes(self, node: NamedNode, link: NamedNode = PLAN.statedIn) -> list[Quote]:
        """Return the words of documents that state a thing, as far as known, in reading order."""
        places = [each for each in self.nodes(node, link) if isinstance(each, NamedNode)]
        found = [self.quote(each) for each in places if self.values(each, PLAN.quote)]
        return sorted(found, key=lambda quote: (quote.line, quote.table, quote.row, quote.column))

    def quote(self, fragment: NamedNode) -> Quote:
        """Return the words that a fragment of the document holds."""
        words = self.words(fragment, PLAN.quote)
        language = words.language or self._language_of(fragment)
        line, href = self._place(fragment.value)
        table, row, column = (self.number(fragment, t) for t in (PLAN.table, PLAN.row, PLAN.column))
        return Quote(words.text, language, table, row, column, line, href)

    def _language_of(self, fragment: NamedNode) -> str:
        """Return the language of the document that a fragment is from, or ''."""
        found = self.nodes(fragment, OA.hasSource, DCTERMS.language)
        return next(filter(None, (tag_of(node.value) for node in found)), "")

    def _place(self, iri: str) -> tuple[int, str]:
        """Return the line and the address of a fragment in the text of its document."""
        visit = self._visit
        plan, _, name = iri.rpartition("/id/fragment/")[2].partition("/")
        start = name.partition("-")[0]
        if not visit.site.build or not start.isdigit():
            return 0, ""
        document = open_document(visit.site.build, plan)
        if document is None:
            return 0, ""
        part = document.part(int(start))
        page = f"source/{plan}" if part == 1 else f"source/{plan}/{part}"
        return document.line(int(start)), f"{visit.page(page)}#{anchor(iri)}"


def anchor(iri: str) -> str:
    """Name the place of a fragment or a part on a page, by its kind and the end of its IRI.

    >>> anchor("https://w3id.org/plan-graph/id/fragment/p/783-949")
    'fragment-783-949'
    """
    kind, *_, name = iri.rpartition("/id/")[2].split("/")
    return f"{kind}-{name}"
