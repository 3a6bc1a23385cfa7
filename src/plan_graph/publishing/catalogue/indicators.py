"""The indicators of the metadata quality assessment of data.europa.eu, with their points.

They look at a catalogue of anybody, whose things are found here, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, NamedNode

from plan_graph.phrases import phrase
from plan_graph.publishing.catalogue.words import expected, short
from plan_graph.rdf import authority
from plan_graph.rdf.view import Node, Term, View
from plan_graph.vocab import DCAT, DCTERMS, RDF

__all__ = ["Index", "Node", "Term"]

_OWN = (DCAT.Catalog, DCAT.Dataset, DCAT.DatasetSeries, DCAT.DataService)
"""Classes of things that are described on their own."""


class Index(View):
    """The triples of a catalogue by subject and property."""

    def name(self, node: Node) -> str:
        """Name a thing for people: its title in English, in any language, or its IRI."""
        titles = [t for t in self.values(node, DCTERMS.title) if isinstance(t, Literal)]
        english = [title for title in titles if (title.language or "").startswith("en")]
        return (english or titles)[0].value if titles else str(node)

    def belonging(self, dataset: Node) -> set[Node]:
        """Return a dataset with everything that it leads to, up to other datasets and services."""
        found: set[Node] = set()
        waiting = [dataset]
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting.extend(self._next(node))
        return found

    def _next(self, node: Node) -> Iterator[Node]:
        for _, values in self.facts(node):
            for value in values:
                if not isinstance(value, Literal) and not self._is_own(value):
                    yield value

    def _is_own(self, node: Node) -> bool:
        return any(kind in _OWN for kind in self.values(node, RDF.type))


Answers = Mapping[str, str]
"""What each address answered to HEAD: '' if it is reachable, else words; none if not asked."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator on one dataset.

    Attributes:
        dimension: Its dimension.
        indicator: What is measured.
        highest: The points it can give.
        points: Those it gives; None if it was not checked.
        advice: What to do for the rest; '' if nothing is missing.
    """

    dimension: str
    indicator: str
    highest: int
    points: int | None
    advice: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A dataset or a distribution, with what is needed to measure it."""

    index: Index
    node: Node | None
    answers: Answers

    def has(self, predicate: NamedNode) -> bool:
        """Tell whether a property says anything."""
        return bool(self.index.values(self.node, predicate))

    def first(self, predicate: NamedNode) -> str:
        """Return the first value, or ''."""
        values = self.index.values(self.node, predicate)
        return values[0].value if values else ""

    def in_table(self, predicate: NamedNode, table: str) -> bool:
        """Tell whether the first value is one of an authority table."""
        found = authority.find(self.first(predicate))
        return found is not None and found[0].name == table

    def file_type(self) -> str:
        """Return the code of the format, or '' if it is not of the table."""
        found = authority.find(self.first(DCTERMS.format))
        return found[1] if found and found[0].name == "file-type" else ""

    def reachable(self, predicate: NamedNode) -> bool | None:
        """Tell whether the first address answers; None if it was not asked."""
        address = self.first(predicate)
        if not address:
            return False
        return self.answers[address] == "" if address in self.answers else None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, the points it gives, and what to do if it gives none."""

    dimension: str
    name: str
    highest: int
    met: Callable[[Thing], bool | None]
    advice: str | Callable[[Thing], str]

    def measure(self, thing: Thing) -> Measure:
        """Measure one thing."""
        met = self.met(thing)
        points = None if met is None else self.highest * met
        advice = self.advice if isinstance(self.advice, str) else self.advice(thing)
        return Measure(self.dimension, self.name, self.highest, points, "" if met else advice)


def _present(dimension: str, predicate: NamedNode, highest: int) -> Indicator:
    name = short(predicate)
    advice = phrase("publishing.indicators.add", name=name, expected=expected(name))
    return Indicator(dimension, name, highest, lambda thing: thing.has(predicate), advice)


def _reached(predicate: NamedNode, highest: int) -> Indicator:
    name = short(predicate)

    def advice(thing: Thing) -> str:
        address = thing.first(predicate)
        if not address:
            return phrase("publishing.indicators.add", name=name, expected=expected(name))
        if address not in thing.answers:
            return phrase("publishing.indicators.not_asked", address=address)
        answer = thing.answers[address]
        return phrase(
            "publishing.indicators.head_make_answer_with_status", address=address, answer=answer
        )

    return Indicator(
        "Accessibility",
        phrase("publishing.indicators.reachable", name=name),
        highest,
        lambda t: t.reachable(predicate),
        advice,
    )


def _open(thing: Thing) -> bool:
    return thing.file_type() in authority.known()["formats"]["non_proprietary"]


def _readable(thing: Thing) -> bool:
    return thing.file_type() in authority.known()["formats"]["machine_readable"]


def _from_tables(thing: Thing) -> bool:
    media_type = thing.first(DCAT.mediaType)
    return bool(thing.file_type()) and authority.is_media_type(media_type)


def _known_licence(thing: Thing) -> bool:
    return any(map(authority.is_known_licence, thing.index.values(thing.node, DCTERMS.license)))


@cache
def of_dataset() -> tuple[Indicator, ...]:
    """Return what is measured of a dataset."""
    return (
        _present("Findability", DCAT.keyword, 30),
        _present("Findability", DCAT.theme, 30),
        _present("Findability", DCTERMS.spatial, 20),
        _present("Findability", DCTERMS.temporal, 20),
        _present("Reusability", DCTERMS.accessRights, 10),
        Indicator(
            "Reusability",
            phrase("publishing.indicators.access_rights_of_table"),
            5,
            lambda thing: thing.in_table(DCTERMS.accessRights, "access-right"),
            phrase("publishing.indicators.write", expected=expected("dct:accessRights")),
        ),
        _present("Reusability", DCAT.contactPoint, 20),
        _present("Reusability", DCTERMS.publisher, 10),
        _present("Contextuality", DCTERMS.issued, 5),
        _present("Contextuality", DCTERMS.modified, 5),
    )


@cache
def of_distribution() -> tuple[Indicator, ...]:
    """Return what is measured of a distribution."""
    return (
        _reached(DCAT.accessURL, 50),
        _present("Accessibility", DCAT.downloadURL, 20),
        _reached(DCAT.downloadURL, 30),
        _present("Interoperability", DCTERMS.format, 20),
        _present("Interoperability", DCAT.mediaType, 10),
        Indicator(
            "Interoperability",
            phrase("publishing.indicators.format_of_tables"),
            10,
            _from_tables,
            phrase(
                "publishing.indicators.write_both",
                format=expected("dct:format"),
                media_type=expected("dcat:mediaType"),
            ),
        ),
        Indicator(
            "Interoperability",
            phrase("publishing.indicators.non_proprietary"),
            20,
            _open,
            phrase("publishing.indicators.open_format"),
        ),
        Indicator(
            "Interoperability",
            phrase("publishing.indicators.machine_readable"),
            20,
            _readable,
            phrase("publishing.indicators.readable_format"),
        ),
        _present("Reusability", DCTERMS.license, 20),
        Indicator(
            "Reusability",
            phrase("publishing.indicators.known_licence"),
            10,
            _known_licence,
            phrase("publishing.indicators.write_licence", expected=expected("dct:license")),
        ),
        _present("Contextuality", DCTERMS.rights, 5),
        _present("Contextuality", DCAT.byteSize, 5),
    )
