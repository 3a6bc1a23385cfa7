"""What the columns of `plan.csv` mean, as CSV on the Web metadata (`plan.csv-metadata.json`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from plan_graph.publishing.table_columns import SEPARATOR, Column, column_of
from plan_graph.vocab import PLAN


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
            "columns": [_column(name, *column_of(name)) for name in names],
            "primaryKey": "identifier",
            "aboutUrl": "{+iri}",
        },
    }
    return (json.dumps(metadata, ensure_ascii=False, indent=1) + "\n").encode()


def _column(name: str, column: Column, titles: Mapping[str, str]) -> dict[str, Any]:
    described: dict[str, Any] = {"name": name, "titles": [name]}
    described["rdfs:label"] = [
        {"@value": title, "@language": language} for language, title in titles.items()
    ]
    if column.datatype == "boolean":
        described["datatype"] = {"base": "boolean", "format": "yes|no"}
    else:
        described["datatype"] = column.datatype
    if column.several:
        described["separator"] = SEPARATOR
    if column.language:
        described["lang"] = column.language
    if column.means:
        described["propertyUrl"] = column.means.value
    return described
