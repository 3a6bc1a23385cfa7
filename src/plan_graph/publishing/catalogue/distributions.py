"""What the files of a publication are: their media types, and their names for people."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from plan_graph.phrases import in_every_language


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is.

    Attributes:
        media_type: As registered by IANA and sent by the server.
        file_type: Code in the EU table of file types.
        name: Of the texts that say what it is: 'plan', 'csv', 'inferred' or 'monitoring'.
        format: The name of its format, where the title has it.
        dataset: Which dataset of the plan it is a form of; '' for the plan as stated. All files of
            one dataset hold the same.
        endpoint: Whether the SPARQL endpoint gives what it holds.
    """

    media_type: str
    file_type: str
    name: str
    format: str = ""
    dataset: str = ""
    endpoint: bool = True

    @property
    def title(self) -> dict[str, str]:
        """Its name by language."""
        return in_every_language(f"publishing.files.{self.name}", format=self.format)

    @property
    def description(self) -> dict[str, str]:
        """What is in it, by language."""
        return in_every_language(f"publishing.files.{self.name}_about")


KINDS = {
    "plan.ttl": Kind("text/turtle", "RDF_TURTLE", "plan", "Turtle"),
    "plan.nt": Kind("application/n-triples", "RDF_N_TRIPLES", "plan", "N-Triples"),
    "plan.rdf": Kind("application/rdf+xml", "RDF_XML", "plan", "RDF/XML"),
    "plan.jsonld": Kind("application/ld+json", "JSON_LD", "plan", "JSON-LD"),
    "plan.csv": Kind("text/csv", "CSV", "csv", dataset="table", endpoint=False),
    "inferred.nt": Kind("application/n-triples", "RDF_N_TRIPLES", "inferred", dataset="inferred"),
    "monitoring.ttl": Kind("text/turtle", "RDF_TURTLE", "monitoring", dataset="monitoring"),
}
"""The files that the catalogue describes, by their names."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the publication, with its size in bytes."""

    name: str
    size: int


def named_hash(folder: Path, name: str) -> str:
    """Return the digest of a file, as a name by RFC 6920; '' if there is no such file."""
    file = folder / name
    if not file.is_file():
        return ""
    digest = hashlib.sha256(file.read_bytes()).digest()
    value = base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{value}?ct=application/n-triples"


def described(folder: Path) -> list[File]:
    """List the files of a plan that the catalogue describes, in the order of the table."""
    return [
        File(name, (folder / name).stat().st_size) for name in KINDS if (folder / name).is_file()
    ]
