"""What the columns of `plan.csv` mean, as CSV on the Web metadata (`plan.csv-metadata.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import NamedNode

from plan_graph.phrases import in_every_language
from plan_graph.vocab import DCTERMS, PLAN


@dataclass(frozen=True, slots=True)
class _Column:
    means: NamedNode | None = None
    datatype: str = "string"
    several: bool = False
    language: str = ""


_COLUMNS = {
    "identifier": _Column(DCTERMS.identifier),
    "iri": _Column(None, "anyURI"),
    "pillar": _Column(),
    "objective": _Column(),
    "title_ro": _Column(DCTERMS.title, language="ro"),
    "title_en": _Column(DCTERMS.title, language="en"),
    "responsible": _Column(several=True),
    "partner": _Column(several=True),
    "deadlines": _Column(),
    "start": _Column(None, "date", several=True),
    "end": _Column(None, "date", several=True),
    "frequency": _Column(several=True),
    "funding": _Column(),
    "funding_kinds": _Column(several=True),
    "amounts": _Column(several=True),
    "qualified_amounts": _Column(several=True),
    "externally_funded": _Column(None, "boolean"),
    "indicators_ro": _Column(language="ro"),
    "indicators_en": _Column(language="en"),
    "targets": _Column(several=True),
    "baselines": _Column(several=True),
    "status": _Column(several=True),
    "priority": _Column(several=True),
    "places": _Column(several=True),
    "target_groups": _Column(several=True),
    "remarks": _Column(),
    "words": _Column(),
}


def csvw(table: str, names: Iterable[str], licence: str = "") -> bytes:
    """Describe a table of actions with columns of these names.

    Raises:
        KeyError: If a column has no description here.
    """
    metadata = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": table,
        "dc:conformsTo": {"@id": PLAN.namespace.removesuffix("#")},
        **({"dc:license": {"@id": licence}} if licence else {}),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_column(name, *_known(name)) for name in names],
            "primaryKey": "identifier",
            "aboutUrl": "{+iri}",
        },
    }
    return (json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode()


def _known(name: str) -> tuple[_Column, Mapping[str, str]]:
    """Return what is known of a column, and its titles; one in another language is like English."""
    kind, _, language = name.rpartition("_")
    if name in _COLUMNS or f"{kind}_en" not in _COLUMNS:
        return _COLUMNS[name], in_every_language(f"publishing.columns.{name}")
    titles = in_every_language(f"publishing.columns.{kind}_other", language=language)
    return replace(_COLUMNS[f"{kind}_en"], language=language), titles


def _column(name: str, column: _Column, titles: Mapping[str, str]) -> dict[str, Any]:
    described: dict[str, Any] = {"name": name, "titles": [name]}
    described["rdfs:label"] = [
        {"@value": title, "@language": language} for language, title in titles.items()
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
