"""What a publisher says about the catalogue, in `catalogue.toml`; one fault, one line."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plan_graph.errors import DataError
from plan_graph.phrases import phrase
from plan_graph.publishing.catalogue.section import Section, Texts
from plan_graph.rdf.authority import value


@dataclass(frozen=True)
class Publisher:
    """Who publishes, and of what kind by ADMS; its IRI if it has one of its own."""

    name: Texts
    type: str
    iri: str | None
    homepage: str | None


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
    """All of `catalogue.toml`."""

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
    file: str = "catalogue.toml"

    def plan(self, identifier: str) -> PlanSettings:
        """Give what is said of a plan.

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
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(str(file), phrase("publishing.settings.no_such_file")) from None
    except OSError as error:
        raise DataError(
            str(file), phrase("publishing.settings.cannot_read", strerror=error.strerror)
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(file.name, phrase("publishing.settings.no_toml", error=error)) from None
    return _settings(Section(file.name, values), file.name)


def _settings(given: Section, file: str) -> Settings:
    plans = given.section("plans")
    settings = Settings(
        title=given.texts("title"),
        description=given.texts("description"),
        issued=given.date("issued"),
        modified=_modified(given),
        licence=_licence(given),
        languages=given.codes("languages", "language"),
        spatial=given.optional("spatial", given.iri),
        homepage=given.optional("homepage", given.iri),
        publisher=_publisher(given.section("publisher")),
        contact=_contact(given.section("contact")),
        endpoint=_endpoint(given.section("endpoint")) if "endpoint" in given else None,
        plans={name: _plan(plans.section(name)) for name in plans},
        file=file,
    )
    given.done()
    return settings


def _licence(given: Section) -> str:
    """Give the IRI of a licence: of one that we know by its code, or an address."""
    if given.text("licence").startswith("http"):
        return given.iri("licence")
    return value("licence", given.code("licence", "licence")).value


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
        type=given.code("type", "publisher-type"),
        iri=given.optional("iri", given.iri),
        homepage=given.optional("homepage", given.iri),
    )
    given.done()
    return publisher


def _contact(given: Section) -> Contact:
    contact = Contact(
        name=given.texts("name"),
        email=given.optional("email", given.email),
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
        keywords=given.keywords("keywords"),
        themes=given.codes("themes", "data-theme"),
        frequency=given.code("frequency", "frequency"),
        availability=given.code("availability", "planned-availability"),
        access=given.code("access", "access-right"),
        rights=given.texts("rights"),
        title=given.optional("title", given.texts),
        version=given.optional("version", given.text),
        provenance=given.optional("provenance", given.texts),
    )
    given.done()
    return plan
