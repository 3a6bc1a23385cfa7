"""What the columns of `plan.csv` mean, as CSV on the Web metadata (`plan.csv-metadata.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import NamedNode

from plan_graph.vocab import DCTERMS, PLAN


@dataclass(frozen=True, slots=True)
class _Column:
    title: str
    titlu: str
    means: NamedNode | None = None
    datatype: str = "string"
    several: bool = False
    language: str = ""


_COLUMNS = {
    "identifier": _Column("Code", "Cod", DCTERMS.identifier),
    "iri": _Column("Address", "Adresă", None, "anyURI"),
    "pillar": _Column("Pillar", "Pilon"),
    "objective": _Column("Objective", "Obiectiv"),
    "title_ro": _Column("Action (Romanian)", "Acțiune", DCTERMS.title, language="ro"),
    "title_en": _Column("Action (English)", "Acțiune (engleză)", DCTERMS.title, language="en"),
    "responsible": _Column("Responsible", "Responsabili", several=True),
    "partner": _Column("Partners", "Parteneri", several=True),
    "deadlines": _Column("Deadlines as written", "Termene"),
    "start": _Column("First day", "Prima zi", None, "date", several=True),
    "end": _Column("Last day", "Ultima zi", None, "date", several=True),
    "frequency": _Column("Frequency", "Frecvență", several=True),
    "funding": _Column("Funding as written", "Surse de finanțare"),
    "funding_kinds": _Column("Kinds of funding", "Tipuri de finanțare", several=True),
    "amounts": _Column("Sums", "Sume", several=True),
    "externally_funded": _Column(
        "Externally funded", "Finanțare externă", None, "boolean"
    ),
    "indicators_ro": _Column("Indicators (Romanian)", "Indicatori", language="ro"),
    "indicators_en": _Column("Indicators (English)", "Indicatori (engleză)", language="en"),
    "targets": _Column("Targets as written", "Ținte", several=True),
    "baselines": _Column("Baselines as written", "Valori de referință", several=True),
    "status": _Column("Status", "Stadiu", several=True),
    "priority": _Column("Priority", "Prioritate", several=True),
    "remarks": _Column("Remarks as written", "Remarci"),
    "words": _Column("Words of the document", "Textul documentului"),
}  # fmt: skip


def csvw(table: str, names: Iterable[str]) -> bytes:
    """Describe a table of actions with columns of these names.

    Raises:
        KeyError: If a column has no description here.
    """
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": table,
        "dc:conformsTo": {"@id": PLAN.namespace.removesuffix("#")},
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_column(name, _known(name)) for name in names],
            "primaryKey": "identifier",
            "aboutUrl": "{+iri}",
        },
    }
    return (json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode()


def _known(name: str) -> _Column:
    """Give what is known of a column; one in another language is like the English one."""
    kind, _, language = name.rpartition("_")
    if name in _COLUMNS or f"{kind}_en" not in _COLUMNS:
        return _COLUMNS[name]
    like = _COLUMNS[f"{kind}_en"]
    return replace(
        like,
        title=like.title.replace("English", language),
        titlu=like.titlu.replace("engleză", language),
        language=language,
    )


def _column(name: str, column: _Column) -> dict[str, Any]:
    described: dict[str, Any] = {"name": name, "titles": [name]}
    described["rdfs:label"] = [
        {"@value": column.title, "@language": "en"},
        {"@value": column.titlu, "@language": "ro"},
    ]
    if column.datatype == "boolean":
        described["datatype"] = {"base": "boolean", "format": "yes|no"}
    else:
        described["datatype"] = column.datatype
    if column.several:
        described["separator"] = "; "
    if column.language:
        described["lang"] = column.language
    if column.means:
        described["propertyUrl"] = column.means.value
    return described
