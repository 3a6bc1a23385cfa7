"""One plan in the catalogue: what the publisher and the plan say of it, and its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.iris import concept
from plan_graph.phrases import phrase
from plan_graph.publishing.catalogue.distributions import KINDS, File
from plan_graph.publishing.catalogue.published import Parties, Published
from plan_graph.publishing.catalogue.settings import PlanSettings, Settings
from plan_graph.rdf import authority
from plan_graph.vocab import (
    DCAT,
    DCATAP,
    DCTERMS,
    DQV,
    FOAF,
    PLAN,
    PLAN_BASE,
    PROV,
    RDF,
    RDFS,
    SH,
    XSD,
)


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
_CSVW = NamedNode("https://www.w3.org/TR/tabular-metadata/")
_DESCRIPTIONS = {
    "plan.csv-metadata.json": _CSVW,
    "plan.csv-croissant.json": NamedNode("http://mlcommons.org/croissant/1.1"),
}
"""The files that say what the columns of the table are, and by which standard."""


def describe_datasets(settings: Settings, parties: Parties, plan: Published) -> Iterator[Triple]:
    """Describe the datasets of one plan, their files, and the series that they are."""
    about = settings.plan(plan.iris.plan)
    titles = about.title or plan.titles
    yield Triple(plan.series, RDF.type, DCAT.DatasetSeries)
    yield from texts(plan.series, DCTERMS.title, _named("series", titles))
    yield from texts(plan.series, DCTERMS.description, about.description)
    yield from _by(plan.series, parties)
    yield from dates(plan.series, about.issued, about.modified)
    for place in plan.stated(DCTERMS.spatial):
        yield Triple(plan.series, DCTERMS.spatial, place)
    frequency = authority.value("frequency", about.frequency)
    yield Triple(plan.series, DCTERMS.accrualPeriodicity, frequency)
    if plan.has_period:
        yield Triple(plan.series, DCTERMS.temporal, plan.iris.dataset_part("period"))
    for kind, files in plan.datasets.items():
        node = plan.dataset(kind)
        yield from texts(node, DCTERMS.title, _named(kind, titles) if kind else titles)
        said = KINDS[files[0].name].description if kind else about.description
        yield from texts(node, DCTERMS.description, said)
        yield from _dataset(settings, parties, plan, about, node)
        if plan.hashes.get(kind):
            yield Triple(node, DCTERMS.identifier, Literal(plan.hashes[kind], datatype=XSD.anyURI))
        for file in files:
            yield Triple(node, DCAT.distribution, plan.iris.dataset_part(file.name))
            yield from _distribution(settings, parties, plan, about, file)
    yield Triple(_ONTOLOGY, RDF.type, DCTERMS.Standard)
    yield Triple(plan.iris.page(), RDF.type, FOAF.Document)
    yield Triple(plan.iris.dataset(), DCTERMS.relation, plan.iris.dump("SHA256SUMS"))
    yield from _statements(plan, about)
    yield from _period(plan)
    yield from _quality(plan)


def _quality(plan: Published) -> Iterator[Triple]:
    """Say how well the document was read and what validation found, and where its report is."""
    node, report = plan.iris.dataset(), plan.iris.report()
    for code, number in plan.quality.items():
        measured = plan.iris.report(code)
        yield Triple(node, DQV.hasQualityMeasurement, measured)
        yield Triple(measured, RDF.type, DQV.QualityMeasurement)
        yield Triple(measured, DQV.computedOn, node)
        yield Triple(measured, DQV.isMeasurementOf, concept("reading-quality", code))
        yield Triple(measured, DQV.value, Literal(str(number), datatype=XSD.integer))
    if plan.conforms is not None:
        yield Triple(node, DQV.hasQualityMetadata, report)
        yield Triple(report, RDF.type, DQV.QualityMetadata)
        yield Triple(report, RDF.type, SH.ValidationReport)
        said = Literal(str(plan.conforms).lower(), datatype=XSD.boolean)
        yield Triple(report, SH.conforms, said)
        yield Triple(report, FOAF.page, plan.iris.dump("report.ttl"))
        yield Triple(plan.iris.dump("report.ttl"), RDF.type, FOAF.Document)


def _named(kind: str, titles: Mapping[str, str]) -> Mapping[str, str]:
    """Return the titles of a dataset that is about a plan."""
    return {
        language: phrase(f"publishing.datasets.{kind}", language, title=title)
        for language, title in titles.items()
    }


def _by(node: NamedNode, parties: Parties) -> Iterator[Triple]:
    yield Triple(node, DCTERMS.publisher, parties.publisher)
    yield Triple(node, DCAT.contactPoint, parties.contact)


def _dataset(
    settings: Settings, parties: Parties, plan: Published, about: PlanSettings, node: NamedNode
) -> Iterator[Triple]:
    """Say of a dataset what holds for all datasets of the plan."""
    yield Triple(node, RDF.type, DCAT.Dataset)
    yield Triple(node, DCTERMS.identifier, Literal(node.value))
    yield Triple(node, DCAT.inSeries, plan.series)
    yield from keywords(node, [about])
    for theme in about.themes:
        yield Triple(node, DCAT.theme, authority.value("data-theme", theme))
    for predicate in (DCTERMS.subject, DCTERMS.spatial):
        for value in plan.stated(predicate):
            yield Triple(node, predicate, value)
    if plan.has_period:
        yield Triple(node, DCTERMS.temporal, plan.iris.dataset_part("period"))
    yield from _by(node, parties)
    yield Triple(node, DCTERMS.creator, parties.publisher)
    if parties.rights_holder:
        yield Triple(node, DCTERMS.rightsHolder, parties.rights_holder)
    yield from dates(node, about.issued, about.modified)
    yield from languages(node, settings.languages)
    yield Triple(node, DCTERMS.accrualPeriodicity, authority.value("frequency", about.frequency))
    yield Triple(node, DCTERMS.accessRights, authority.value("access-right", about.access))
    if about.version:
        yield Triple(node, DCAT.version, Literal(about.version))
    yield Triple(node, DCTERMS.conformsTo, _ONTOLOGY)
    yield Triple(node, DCAT.landingPage, plan.iris.page())
    yield Triple(node, DCTERMS.rights, plan.iris.dataset_part("rights"))
    if about.provenance:
        yield Triple(node, DCTERMS.provenance, plan.iris.dataset_part("provenance"))
    for act in plan.stated(PLAN.adoptedBy):
        yield Triple(node, PROV.wasDerivedFrom, act)


def _statements(plan: Published, about: PlanSettings) -> Iterator[Triple]:
    rights = plan.iris.dataset_part("rights")
    yield Triple(rights, RDF.type, DCTERMS.RightsStatement)
    yield from texts(rights, RDFS.label, about.rights)
    if about.provenance:
        provenance = plan.iris.dataset_part("provenance")
        yield Triple(provenance, RDF.type, DCTERMS.ProvenanceStatement)
        yield from texts(provenance, RDFS.label, about.provenance)


def _distribution(
    settings: Settings, parties: Parties, plan: Published, about: PlanSettings, file: File
) -> Iterator[Triple]:
    node, kind = plan.iris.dataset_part(file.name), KINDS[file.name]
    yield Triple(node, RDF.type, DCAT.Distribution)
    yield from texts(node, DCTERMS.title, kind.title)
    yield from texts(node, DCTERMS.description, kind.description)
    yield Triple(node, DCAT.accessURL, plan.iris.dump(file.name))
    yield Triple(node, DCAT.downloadURL, plan.iris.dump(file.name))
    if parties.endpoint and kind.endpoint:
        yield Triple(node, DCAT.accessService, parties.endpoint)
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
    # The shapes of DCAT-AP take only datasets as the source of a dataset.
    for act in plan.stated(PLAN.adoptedBy):
        yield Triple(node, DCTERMS.source, act)
    if kind.dataset == "table":
        for name, standard in _DESCRIPTIONS.items():
            described = plan.iris.dump(name)
            yield Triple(node, FOAF.page, described)
            yield Triple(described, RDF.type, FOAF.Document)
            yield Triple(described, DCTERMS.conformsTo, standard)
            yield Triple(standard, RDF.type, DCTERMS.Standard)
        yield Triple(node, DCTERMS.conformsTo, _CSVW)


def _period(plan: Published) -> Iterator[Triple]:
    ends = {DCAT.startDate: PLAN.startDate, DCAT.endDate: PLAN.endDate}
    dates = [(ours, d) for ours, stated in ends.items() for d in plan.stated(stated)]
    node = plan.iris.dataset_part("period")
    if dates:
        yield Triple(node, RDF.type, DCTERMS.PeriodOfTime)
    for predicate, day in dates:
        yield Triple(node, predicate, day)
