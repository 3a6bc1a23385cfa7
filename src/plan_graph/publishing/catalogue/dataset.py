"""One plan in the catalogue: what the publisher and the plan say of it, and its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from plan_graph.iris import Iris
from plan_graph.publishing.catalogue.distributions import KINDS, File
from plan_graph.publishing.catalogue.settings import PlanSettings, Settings
from plan_graph.rdf import authority
from plan_graph.rdf.graph import Graph
from plan_graph.vocab import DCAT, DCATAP, DCTERMS, FOAF, PLAN, PLAN_BASE, RDF, RDFS, XSD


def texts(node: NamedNode, predicate: NamedNode, texts: Mapping[str, str]) -> Iterator[Triple]:
    """Yield words in each language."""
    for language, text in texts.items():
        yield Triple(node, predicate, Literal(text, language=language or None))


def keywords(node: NamedNode, plans: Sequence[PlanSettings]) -> Iterator[Triple]:
    """Yield the keywords of plans."""
    for plan in plans:
        for language, words in plan.keywords.items():
            for word in words:
                yield Triple(node, DCAT.keyword, Literal(word, language=language))


def dates(node: NamedNode, issued: date, modified: date) -> Iterator[Triple]:
    """Say when something was first published and last changed."""
    for predicate, day in ((DCTERMS.issued, issued), (DCTERMS.modified, modified)):
        yield Triple(node, predicate, Literal(day.isoformat(), datatype=XSD.date))


def languages(node: NamedNode, codes: Sequence[str]) -> Iterator[Triple]:
    """Name the languages of something."""
    for language in codes:
        yield Triple(node, DCTERMS.language, authority.value("language", language))


_ONTOLOGY = NamedNode(PLAN_BASE + "def")
Node: TypeAlias = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True)
class Published:
    """A plan as published: its names, what its graph states of the plan itself, its files."""

    iris: Iris
    facts: Sequence[tuple[NamedNode, Node]]
    files: Sequence[File]

    @classmethod
    def of(cls, iris: Iris, asserted: Iterable[Triple], files: Sequence[File]) -> Published:
        """Pick the facts about the plan out of its graph."""
        return cls(iris, Graph.of(asserted).about(iris.thing("plan")), files)

    def stated(self, predicate: NamedNode) -> list[NamedNode | Literal]:
        """Return what the graph states about the plan."""
        return [
            value
            for name, value in self.facts
            if name == predicate and isinstance(value, NamedNode | Literal)
        ]

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the plan by language."""
        found = self.stated(DCTERMS.title)
        return {t.language or "": t.value for t in found if isinstance(t, Literal)}


def describe_dataset(
    settings: Settings, publisher: NamedNode, contact: NamedNode, plan: Published
) -> Iterator[Triple]:
    """Describe one plan and its files."""
    node, about = plan.iris.dataset(), settings.plan(plan.iris.plan)
    yield Triple(node, RDF.type, DCAT.Dataset)
    yield Triple(node, DCTERMS.identifier, Literal(node.value))
    titles = about.title or plan.titles
    yield from texts(node, DCTERMS.title, titles)
    yield from texts(node, DCTERMS.description, about.description)
    yield from keywords(node, [about])
    for theme in about.themes:
        yield Triple(node, DCAT.theme, authority.value("data-theme", theme))
    for subject in plan.stated(DCTERMS.subject):
        yield Triple(node, DCTERMS.subject, subject)
    for place in plan.stated(DCTERMS.spatial):
        yield Triple(node, DCTERMS.spatial, place)
    yield from _period(plan)
    yield Triple(node, DCTERMS.publisher, publisher)
    yield Triple(node, DCTERMS.creator, publisher)
    yield Triple(node, DCAT.contactPoint, contact)
    yield from dates(node, about.issued, about.modified)
    yield from languages(node, settings.languages)
    yield Triple(node, DCTERMS.accrualPeriodicity, authority.value("frequency", about.frequency))
    yield Triple(node, DCTERMS.accessRights, authority.value("access-right", about.access))
    if about.version:
        yield Triple(node, DCAT.version, Literal(about.version))
    yield Triple(node, DCTERMS.conformsTo, _ONTOLOGY)
    yield Triple(_ONTOLOGY, RDF.type, DCTERMS.Standard)
    yield Triple(node, DCAT.landingPage, plan.iris.page())
    yield Triple(plan.iris.page(), RDF.type, FOAF.Document)
    yield Triple(node, DCTERMS.relation, plan.iris.dump("SHA256SUMS"))
    yield from _statements(plan, about)
    for file in plan.files:
        yield Triple(node, DCAT.distribution, plan.iris.dataset_part(file.name))
    for file in plan.files:
        yield from _distribution(settings, plan, about, file)


def _statements(plan: Published, about: PlanSettings) -> Iterator[Triple]:
    rights = plan.iris.dataset_part("rights")
    yield Triple(plan.iris.dataset(), DCTERMS.rights, rights)
    yield Triple(rights, RDF.type, DCTERMS.RightsStatement)
    yield from texts(rights, RDFS.label, about.rights)
    if about.provenance:
        provenance = plan.iris.dataset_part("provenance")
        yield Triple(plan.iris.dataset(), DCTERMS.provenance, provenance)
        yield Triple(provenance, RDF.type, DCTERMS.ProvenanceStatement)
        yield from texts(provenance, RDFS.label, about.provenance)


def _distribution(
    settings: Settings, plan: Published, about: PlanSettings, file: File
) -> Iterator[Triple]:
    node, kind = plan.iris.dataset_part(file.name), KINDS[file.name]
    yield Triple(node, RDF.type, DCAT.Distribution)
    yield from texts(node, DCTERMS.title, kind.title)
    yield from texts(node, DCTERMS.description, kind.description)
    yield Triple(node, DCAT.accessURL, plan.iris.dump(file.name))
    yield Triple(node, DCAT.downloadURL, plan.iris.dump(file.name))
    yield Triple(node, DCAT.mediaType, NamedNode(authority.IANA + kind.media_type))
    yield Triple(node, DCTERMS.format, authority.value("file-type", kind.file_type))
    size = Literal(str(file.size), datatype=XSD.nonNegativeInteger)
    yield Triple(node, DCAT.byteSize, size)
    yield from dates(node, about.issued, about.modified)
    yield from languages(node, settings.languages)
    if settings.licence:
        yield Triple(node, DCTERMS.license, NamedNode(settings.licence))
    yield Triple(node, DCTERMS.rights, plan.iris.dataset_part("rights"))
    availability = authority.value("planned-availability", about.availability)
    yield Triple(node, DCATAP.availability, availability)
    yield Triple(node, DCTERMS.conformsTo, _ONTOLOGY)


def _period(plan: Published) -> Iterator[Triple]:
    ends = {DCAT.startDate: PLAN.startDate, DCAT.endDate: PLAN.endDate}
    dates = [(ours, d) for ours, stated in ends.items() for d in plan.stated(stated)]
    if not dates:
        return
    node = plan.iris.dataset_part("period")
    yield Triple(plan.iris.dataset(), DCTERMS.temporal, node)
    yield Triple(node, RDF.type, DCTERMS.PeriodOfTime)
    for predicate, day in dates:
        yield Triple(node, predicate, day)
