"""What the files of a publication are: their media types, and their names for people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is.

    Attributes:
        media_type: As registered by IANA and sent by the server.
        file_type: Code in the EU table of file types.
        title: Its name by language.
        description: What is in it, by language.
    """

    media_type: str
    file_type: str
    title: dict[str, str]
    description: dict[str, str]


_STATED = {
    "en": "What the document states, every fact with its words.",
    "ro": "Ceea ce afirmă documentul, fiecare fapt cu textul său.",
}


def _plan(media_type: str, file_type: str, name: str) -> Kind:
    title = {"en": f"The plan in {name}", "ro": f"Planul în format {name}"}
    return Kind(media_type, file_type, title, _STATED)


KINDS = {
    "plan.ttl": _plan("text/turtle", "RDF_TURTLE", "Turtle"),
    "plan.nt": _plan("application/n-triples", "RDF_N_TRIPLES", "N-Triples"),
    "plan.rdf": _plan("application/rdf+xml", "RDF_XML", "RDF/XML"),
    "plan.jsonld": _plan("application/ld+json", "JSON_LD", "JSON-LD"),
    "plan.csv": Kind(
        "text/csv",
        "CSV",
        {"en": "The actions in CSV", "ro": "Acțiunile în format CSV"},
        {
            "en": "One row an action, for a spreadsheet.",
            "ro": "Câte un rând pentru fiecare acțiune, pentru foi de calcul.",
        },
    ),
    "inferred.nt": Kind(
        "application/n-triples",
        "RDF_N_TRIPLES",
        {
            "en": "What follows from the plan, in N-Triples",
            "ro": "Ce decurge din plan, în N-Triples",
        },
        {
            "en": "Facts that follow by the ontology, such as the accountable ministries.",
            "ro": "Fapte care decurg prin ontologie, de exemplu ministerele răspunzătoare.",
        },
    ),
    "monitoring.ttl": Kind(
        "text/turtle",
        "RDF_TURTLE",
        {"en": "What was reported about the plan", "ro": "Ce s-a raportat despre plan"},
        {
            "en": "Reported values of indicators and progress of actions, apart from the plan.",
            "ro": "Valori raportate ale indicatorilor și progresul acțiunilor, separat de plan.",
        },
    ),
}
"""The files that the catalogue describes, by their names."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the publication, with its size in bytes."""

    name: str
    size: int


def described(folder: Path) -> list[File]:
    """List the files of a plan that the catalogue describes, in the order of the table."""
    return [
        File(name, (folder / name).stat().st_size) for name in KINDS if (folder / name).is_file()
    ]
