"""The catalogue in DCAT-AP 3.0.1: who publishes which plans, in which files, on which terms.

Everything is an IRI and nothing is taken from the clock. It is written in three syntaxes that say
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain, tee, zip_longest
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph import iris
from plan_graph.publishing.catalogue.dataset import (
    dates,
    describe_datasets,
    keywords,
    languages,
    texts,
)
from plan_graph.publishing.catalogue.published import Parties, Published
from plan_graph.publishing.catalogue.settings import Contact, Endpoint, Publisher, Settings
from plan_graph.publishing.dumps import joined_rdf_xml, joined_turtle, rdf_xml, turtle
from plan_graph.rdf import authority
from plan_graph.rdf.jsonld import json_ld_parts
from plan_graph.vocab import CATALOGUE_VOCABULARIES, DCAT, DCTERMS, FOAF, RDF, VCARD

_PROTOCOL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")


def describe(settings: Settings, base: str, plans: Sequence[Published]) -> Iterator[list[Triple]]:
    """Describe the catalogue, its plans and their files, in blocks that have no common subject.

    First the catalogue, then each plan, at last the things that several speak of; so
    of each plan no more than its name is held until the end.

    Raises:
        DataError: If the settings say nothing of a plan.
    """
    shared: dict[Triple, None] = {}

    def own(triples: Iterable[Triple], *owners: NamedNode) -> list[Triple]:
        found = list(dict.fromkeys(triples))
        # Portals and validators know the tables; these statements spare them from looking up.
        values = dict.fromkeys(t.object for t in found if isinstance(t.object, NamedNode))
        foreign = [triple for triple in found if not _is_of(triple.subject, owners)]
        known = (fact for value in values for fact in authority.describe(value))
        shared.update(dict.fromkeys((*foreign, *known)))
        return _by_subject(triple for triple in found if _is_of(triple.subject, owners))

    yield own(_catalogue(settings, base, plans), iris.catalogue(base))
    parties = Parties(
        _publisher(settings, base),
        iris.catalogue(base, "contact"),
        iris.catalogue(base, "sparql") if settings.endpoint else None,
        _rights_holder(settings, base),
    )
    for plan in plans:
        described = describe_datasets(settings, parties, plan)
        owners = (*map(plan.dataset, plan.datasets), plan.iris.page(), plan.iris.report())
        yield own(described, *owners)
    yield _by_subject(shared | dict.fromkeys(settings.further))


def _is_of(subject: object, owners: Sequence[NamedNode]) -> bool:
    """Tell whether something is one of the owners, or named within it."""
    return isinstance(subject, NamedNode) and any(
        subject == owner or subject.value.startswith(f"{owner.value}#") for owner in owners
    )


def _by_subject(triples: Iterable[Triple]) -> list[Triple]:
    """Put what is said of one thing together, things in the order in which they come."""
    found: dict[object, list[Triple]] = {}
    for triple in triples:
        found.setdefault(triple.subject, []).append(triple)
    return [triple for group in found.values() for triple in group]


def _catalogue(settings: Settings, base: str, plans: Sequence[Published]) -> Iterator[Triple]:
    node = iris.catalogue(base)
    home = NamedNode(settings.homepage or base)
    yield Triple(node, RDF.type, DCAT.Catalog)
    yield Triple(node, DCTERMS.identifier, Literal(node.value))
    yield from texts(node, DCTERMS.title, settings.title)
    yield from texts(node, DCTERMS.description, settings.description)
    yield Triple(node, DCTERMS.publisher, _publisher(settings, base))
    yield from dates(node, settings.issued, settings.modified)
    yield from languages(node, settings.languages)
    if settings.licence:
        yield Triple(node, DCTERMS.license, NamedNode(settings.licence))
        yield Triple(NamedNode(settings.licence), RDF.type, DCTERMS.LicenseDocument)
    for place in _places(settings, plans):
        yield Triple(node, DCTERMS.spatial, place)
        yield Triple(place, RDF.type, DCTERMS.Location)
    yield Triple(node, FOAF.homepage, home)
    yield Triple(home, RDF.type, FOAF.Document)
    theme_table = NamedNode(authority.TABLES["data-theme"].scheme)
    yield Triple(node, DCAT.themeTaxonomy, theme_table)
    for plan in plans:
        for kind in plan.datasets:
            yield Triple(node, DCAT.dataset, plan.dataset(kind))
    holder = _rights_holder(settings, base)
    if settings.rights_holder and holder:
        yield Triple(holder, RDF.type, FOAF.Agent)
        yield from texts(holder, FOAF.name, settings.rights_holder.name)
    if settings.endpoint:
        yield Triple(node, DCAT.service, iris.catalogue(base, "sparql"))
        yield from _service(settings, settings.endpoint, base, plans)
    yield from _agent(_publisher(settings, base), settings.publisher)
    yield from _contact(iris.catalogue(base, "contact"), settings.contact)


def _publisher(settings: Settings, base: str) -> NamedNode:
    own = settings.publisher.iri
    return NamedNode(own) if own else iris.catalogue(base, "publisher")


def _rights_holder(settings: Settings, base: str) -> NamedNode | None:
    holder = settings.rights_holder
    if holder is None:
        return None
    return NamedNode(holder.iri) if holder.iri else iris.catalogue(base, "rights-holder")


def _agent(node: NamedNode, publisher: Publisher) -> Iterator[Triple]:
    yield Triple(node, RDF.type, FOAF.Agent)
    yield from texts(node, FOAF.name, publisher.name)
    yield Triple(node, DCTERMS.type, authority.value("publisher-type", publisher.type))
    if publisher.homepage:
        home = NamedNode(publisher.homepage)
        yield Triple(node, FOAF.homepage, home)
        yield Triple(home, RDF.type, FOAF.Document)


def _contact(node: NamedNode, contact: Contact) -> Iterator[Triple]:
    yield Triple(node, RDF.type, VCARD.Kind)
    yield from texts(node, VCARD.fn, contact.name)
    if contact.email:
        yield Triple(node, VCARD.hasEmail, NamedNode(f"mailto:{contact.email}"))
    if contact.page:
        yield Triple(node, VCARD.hasURL, NamedNode(contact.page))


def _service(
    settings: Settings, endpoint: Endpoint, base: str, plans: Sequence[Published]
) -> Iterator[Triple]:
    node = iris.catalogue(base, "sparql")
    address = NamedNode(endpoint.url) if endpoint.url else iris.endpoint(base)
    yield Triple(node, RDF.type, DCAT.DataService)
    yield from texts(node, DCTERMS.title, endpoint.title)
    yield from texts(node, DCTERMS.description, endpoint.description)
    yield Triple(node, DCAT.endpointURL, address)
    # An endpoint that is asked nothing gives its service description.
    yield Triple(node, DCAT.endpointDescription, address)
    yield Triple(node, DCTERMS.conformsTo, _PROTOCOL)
    yield Triple(_PROTOCOL, RDF.type, DCTERMS.Standard)
    yield Triple(node, DCTERMS.publisher, _publisher(settings, base))
    yield Triple(node, DCAT.contactPoint, iris.catalogue(base, "contact"))
    if settings.licence:
        yield Triple(node, DCTERMS.license, NamedNode(settings.licence))
    yield Triple(node, DCTERMS.accessRights, authority.value("access-right", "PUBLIC"))
    for plan in plans:
        for kind in filter(plan.is_served, plan.datasets):
            yield Triple(node, DCAT.servesDataset, plan.dataset(kind))
    chosen = [settings.plan(plan.iris.plan) for plan in plans]
    for theme in dict.fromkeys(theme for plan in chosen for theme in plan.themes):
        yield Triple(node, DCAT.theme, authority.value("data-theme", theme))
    yield from keywords(node, chosen)


def _places(settings: Settings, plans: Sequence[Published]) -> list[NamedNode]:
    if settings.spatial:
        return [NamedNode(settings.spatial)]
    stated = (place for plan in plans for place in plan.stated(DCTERMS.spatial))
    return list(dict.fromkeys(place for place in stated if isinstance(place, NamedNode)))


_PREFIXES = {vocabulary.prefix: vocabulary.namespace for vocabulary in CATALOGUE_VOCABULARIES}


def write_catalogue(folder: Path, blocks: Iterable[Sequence[Triple]]) -> None:
    """Write `catalogue.ttl`, `.rdf` and `.jsonld`, one block after the other.

    The blocks have no common subject.
    """
    for_turtle, for_xml, for_json = tee(blocks, 3)
    written = {
        "catalogue.ttl": joined_turtle(map(partial(turtle, prefixes=_PREFIXES), for_turtle)),
        "catalogue.rdf": chain(
            joined_rdf_xml(map(partial(rdf_xml, prefixes=_PREFIXES), for_xml)), [b"\n"]
        ),
        "catalogue.jsonld": json_ld_parts(for_json, "catalogue-context"),
    }
    with ExitStack() as stack:
        files = [stack.enter_context((folder / name).open("wb")) for name in written]
        # Side by side, so that no more than a block is held.
        for parts in zip_longest(*written.values(), fillvalue=b""):
            for file, part in zip(files, parts, strict=True):
                file.write(part)
