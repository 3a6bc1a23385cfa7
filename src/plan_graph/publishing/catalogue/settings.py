"""What a publisher says about the catalogue, in `catalogue.toml`; one fault, one line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pyoxigraph import Triple

from plan_graph.errors import DataError
from plan_graph.language.section import Section, Texts, open_settings, shown
from plan_graph.phrases import phrase
from plan_graph.rdf.authority import known, value
from plan_graph.rdf.parse import load_rdf


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and of what kind by ADMS; its IRI if it has one of its own."""

    name: Texts
    type: str
    iri: str | None
    homepage: str | None


@dataclass(frozen=True)
class RightsHolder:
    """Who holds the rights in the data, if not the publisher; its IRI if it has one."""

    name: Texts
    iri: str | None


@dataclass(frozen=True)
class Contact:
    """Where people ask: an email address, a page, or both."""

    name: Texts
    email: str | None
    page: str | None


@dataclass(frozen=True)
class Endpoint:
    """The SPARQL endpoint; its address if it is not under the base."""

    title: Texts
    description: Texts
    url: str | None


@dataclass(frozen=True)
class PlanSettings:
    """What is said of one plan; what is missing here comes from the plan itself."""

    issued: date
    modified: date
    description: Texts
    keywords: Mapping[str, tuple[str, ...]]
    themes: tuple[str, ...]
    frequency: str
    availability: str
    access: str
    rights: Texts
    title: Texts | None
    version: str | None
    provenance: Texts | None


@dataclass(frozen=True)
class Settings:
    """All of `catalogue.toml`; the licence is '' if none is given.

    `further` is what the publisher adds in a file of its own, for profiles of DCAT-AP.
    """

    title: Texts
    description: Texts
    issued: date
    modified: date
    licence: str
    languages: tuple[str, ...]
    spatial: str | None
    homepage: str | None
    publisher: Publisher
    contact: Contact
    endpoint: Endpoint | None
    plans: Mapping[str, PlanSettings]
    rights_holder: RightsHolder | None = None
    further: tuple[Triple, ...] = ()
    file: str = "catalogue.toml"

    def plan(self, identifier: str) -> PlanSettings:
        """Return what is said of a plan.

        Raises:
            DataError: If nothing is; the message says what to write.
        """
        if identifier not in self.plans:
            problem = phrase("publishing.settings.plans_missing", identifier=identifier)
            raise DataError(self.file, problem)
        return self.plans[identifier]


def load(file: Path) -> Settings:
    """Read `catalogue.toml`.

    Raises:
        DataError: If it cannot be read, or a key is missing, unknown or of another form.
    """
    return _settings(open_settings(file, file.name), file)


def _settings(given: Section, file: Path) -> Settings:
    plans = given.section("plans")
    settings = Settings(
        title=given.texts("title"),
        description=given.texts("description"),
        issued=given.date("issued"),
        modified=_modified(given),
        licence=_licence(given) if "licence" in given else "",
        languages=_codes(given, "languages", "language"),
        spatial=given.optional("spatial", given.iri),
        homepage=given.optional("homepage", given.iri),
        publisher=_publisher(given.section("publisher")),
        contact=_contact(given.section("contact")),
        endpoint=_endpoint(given.section("endpoint")) if "endpoint" in given else None,
        plans={name: _plan(plans.section(name)) for name in plans},
        rights_holder=_rights_holder(given) if "rights_holder" in given else None,
        further=_further(given, file) if "further" in given else (),
        file=file.name,
    )
    given.done()
    return settings


def _rights_holder(settings: Section) -> RightsHolder:
    given = settings.section("rights_holder")
    holder = RightsHolder(name=given.texts("name"), iri=given.optional("iri", given.iri))
    given.done()
    return holder


def _further(given: Section, file: Path) -> tuple[Triple, ...]:
    """Read the statements in a file beside the settings.

    Raises:
        DataError: If there is no such file.
        DocumentError: If it is no RDF.
    """
    further = file.parent / given.text("further", "further.ttl")
    if not further.is_file():
        problem = phrase("publishing.settings.no_further_file", name=further.name)
        raise given.error("further", problem)
    return tuple(load_rdf(further))


def _licence(given: Section) -> str:
    """Return the IRI of a licence: of one that we know by its code, or an address."""
    if given.text("licence").startswith("http"):
        return given.iri("licence")
    return value("licence", given.choice("licence", known()["licence"])).value


def _modified(given: Section) -> date:
    issued, modified = given.date("issued"), given.date("modified")
    if modified < issued:
        raise given.error(
            "modified", phrase("publishing.settings.before_issued", modified=modified)
        )
    return modified


def _publisher(given: Section) -> Publisher:
    publisher = Publisher(
        name=given.texts("name"),
        type=given.choice("type", known()["publisher-type"]),
        iri=given.optional("iri", given.iri),
        homepage=given.optional("homepage", given.iri),
    )
    given.done()
    return publisher


def _contact(given: Section) -> Contact:
    contact = Contact(
        name=given.texts("name"),
        email=_email(given) if "email" in given else None,
        page=given.optional("page", given.iri),
    )
    if not contact.email and not contact.page:
        raise given.error("email", phrase("publishing.settings.missing_so_page"))
    given.done()
    return contact


def _endpoint(given: Section) -> Endpoint:
    endpoint = Endpoint(
        title=given.texts("title"),
        description=given.texts("description"),
        url=given.optional("url", given.iri),
    )
    given.done()
    return endpoint


def _plan(given: Section) -> PlanSettings:
    plan = PlanSettings(
        issued=given.date("issued"),
        modified=_modified(given),
        description=given.texts("description"),
        keywords=_keywords(given, "keywords"),
        themes=_codes(given, "themes", "data-theme"),
        frequency=given.choice("frequency", known()["frequency"]),
        availability=given.choice("availability", known()["planned-availability"]),
        access=given.choice("access", known()["access-right"]),
        rights=given.texts("rights"),
        title=given.optional("title", given.texts),
        version=given.optional("version", given.text),
        provenance=given.optional("provenance", given.texts),
    )
    given.done()
    return plan


def _codes(given: Section, key: str, table: str) -> tuple[str, ...]:
    """Read a list of codes of an authority table of which all codes are known."""
    example = next(iter(known()[table]))
    found = given.list_of_texts(key)
    if not found:
        raise given.error(key, phrase("publishing.settings.empty_write_list", example=example))
    return tuple(dict.fromkeys(given.chosen(key, code, known()[table]) for code in found))


_KEYWORD = re.compile(r"[\w .-]{2,100}")
_EMAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")


def _keywords(given: Section, key: str) -> Mapping[str, tuple[str, ...]]:
    """Read lists of keywords by language."""
    found = given.by_language(key, '{ en = ["…"], ro = ["…"] }')
    for tag, words in found.items():
        if not isinstance(words, list) or not words:
            raise given.error(
                f"{key}.{tag}", phrase("publishing.settings.write_list", words=shown(words))
            )
        for word in words:
            if not isinstance(word, str) or not _KEYWORD.fullmatch(word):
                problem = phrase(
                    "publishing.settings.use_to_letters_digits_spaces", word=shown(word)
                )
                raise given.error(f"{key}.{tag}", problem)
    return {tag: tuple(dict.fromkeys(words)) for tag, words in sorted(found.items())}


def _email(given: Section) -> str:
    found = given.value("email", phrase("publishing.settings.email_name_example_org"))
    if not isinstance(found, str) or not _EMAIL.fullmatch(found):
        problem = phrase("publishing.settings.write_email_address_name_example", found=shown(found))
        raise given.error("email", problem)
    return found
