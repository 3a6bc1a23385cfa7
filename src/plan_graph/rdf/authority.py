"""The tables that catalogues take their values from: their codes, labels, classes and schemes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeGuard

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.resources import folder
from plan_graph.vocab import AUTHORITY, DCTERMS, FOAF, RDF, SKOS

_ADMS = "http://purl.org/adms/"
_COMPLETE = ("access-right", "data-theme", "planned-availability", "publisher-type")
"""Tables of which `data/authority.toml` has all codes."""
_ANYWHERE = "OP_DATPRO"
"""A code that every table has: a value that is still to be settled."""
IANA = "https://www.iana.org/assignments/media-types/"
"""What the addresses of media types begin with."""
_IANA = re.compile(r"https?://www\.iana\.org/assignments/media-types/[a-z]+/[\w.+-]+")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of values.

    Attributes:
        name: Its name in `data/authority.toml`.
        scheme: IRI of the table itself.
        values: What the IRIs of its values begin with.
        kind: The class that DCAT-AP expects of its values, or None.
        title: Its name for people.
    """

    name: str
    scheme: str
    values: str
    kind: NamedNode | None
    title: str


def _eu(name: str, kind: NamedNode | None, title: str) -> Table:
    return Table(name, AUTHORITY + name, f"{AUTHORITY}{name}/", kind, title)


TABLES = {
    table.name: table
    for table in (
        _eu("access-right", DCTERMS.RightsStatement, "Access right"),
        _eu("continent", DCTERMS.Location, "Continent"),
        _eu("corporate-body", FOAF.Agent, "Corporate body"),
        _eu("country", DCTERMS.Location, "Country"),
        _eu("data-theme", None, "Data theme"),
        _eu("dataset-type", None, "Dataset type"),
        _eu("distribution-status", None, "Distribution status"),
        _eu("file-type", DCTERMS.MediaTypeOrExtent, "File type"),
        _eu("frequency", DCTERMS.Frequency, "Frequency"),
        _eu("language", DCTERMS.LinguisticSystem, "Language"),
        _eu("licence", DCTERMS.LicenseDocument, "Licence"),
        _eu("place", DCTERMS.Location, "Place"),
        _eu("planned-availability", None, "Planned availability"),
        Table(
            "publisher-type", _ADMS + "publishertype/1.0", _ADMS + "publishertype/", None,
            "Publisher type",
        ),
        Table(
            "licence-type", _ADMS + "licencetype/1.0", _ADMS + "licencetype/", None, "Licence type"
        ),
    )
}  # fmt: skip


@cache
def known() -> Mapping[str, Any]:
    """Read `data/authority.toml`."""
    return tomllib.loads((folder("data") / "authority.toml").read_text(encoding="utf-8"))


@cache
def codes() -> Mapping[str, frozenset[str]]:
    """Return the codes of the tables that come along whole: currencies, frequencies and others."""
    text = (folder("data") / "authority-codes.toml").read_text(encoding="utf-8")
    return {table: frozenset(listed.split()) for table, listed in tomllib.loads(text).items()}


def value(table: str, code: str) -> NamedNode:
    """Name a value of a table.

    >>> value("data-theme", "JUST").value
    'http://publications.europa.eu/resource/authority/data-theme/JUST'
    """
    return NamedNode(TABLES[table].values + code)


def find(iri: str) -> tuple[Table, str] | None:
    """Tell the table and the code of a value; None if no table has it, as far as we know.

    >>> find("http://publications.europa.eu/resource/authority/language/RON")[1]
    'RON'
    >>> find("http://publications.europa.eu/resource/authority/file-type/TTL") is None
    True
    """
    for table in TABLES.values():
        code = iri.removeprefix(table.values)
        if code != iri and re.fullmatch(r"[A-Za-z0-9_()-]+", code):
            return (table, code) if _exists(table.name, code) else None
    return None


def _exists(table: str, code: str) -> bool:
    if table in _COMPLETE:
        return code in known()[table] or code == _ANYWHERE
    return table != "file-type" or code not in known()["formats"]["unknown"]


def is_media_type(iri: str) -> bool:
    """Tell whether an IRI has the form of a media type of IANA."""
    return _IANA.fullmatch(iri) is not None


def is_known_licence(term: object) -> TypeGuard[NamedNode]:
    """Tell whether the portal knows a licence, as far as we know."""
    return isinstance(term, NamedNode) and term.value.startswith(
        tuple(known()["licences"]["known"])
    )


def describe(iri: NamedNode) -> Iterator[Triple]:
    """Say of a value what a validator would look up in its table; nothing of other IRIs."""
    if is_media_type(iri.value):
        yield Triple(iri, RDF.type, DCTERMS.MediaType)
    found = find(iri.value)
    if not found:
        return
    table, code = found
    scheme = NamedNode(table.scheme)
    if table.kind:
        yield Triple(iri, RDF.type, table.kind)
    if table.kind == FOAF.Agent:
        yield Triple(iri, FOAF.name, Literal(code))
    yield Triple(iri, RDF.type, SKOS.Concept)
    for language, label in labels(table, code).items():
        yield Triple(iri, SKOS.prefLabel, Literal(label, language=language))
    yield Triple(iri, SKOS.inScheme, scheme)
    yield Triple(scheme, RDF.type, SKOS.ConceptScheme)
    yield Triple(scheme, DCTERMS.title, Literal(table.title, language="en"))
    facts = known().get(table.name, {}).get(code, {})
    if "title" in facts:
        yield Triple(iri, DCTERMS.title, Literal(facts["title"], language="en"))
    if "type" in facts:
        kind = value(f"{table.name}-type", facts["type"])
        yield Triple(iri, DCTERMS.type, kind)
        yield from describe(kind)


def labels(table: Table, code: str) -> Mapping[str, str]:
    """Return the labels of a value by language; its code if the table is not at hand."""
    facts = known().get(table.name, {}).get(code)
    return {key: facts[key] for key in ("en", "ro")} if facts else {"en": code}
