"""The table of actions for programs that learn from data: Croissant, in `plan.csv-croissant.json`.

Croissant 1.1 is a format of MLCommons: https://docs.mlcommons.org/croissant/docs/croissant-spec.html
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plan_graph.iris import Iris
from plan_graph.phrases import languages, phrase
from plan_graph.publishing.table_columns import SEPARATOR, column_of

_TERMS = (
    *("citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty"),
    *("fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField"),
    *("path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate"),
    *("separator", "source", "subField", "transform"),
)
_CONTEXT = {
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS},
}
"""The context that the specification asks for, whole: programs warn of any other."""
_TYPES = {"anyURI": "sc:URL"}
"""Types of single values; what may be several, and 'yes' or 'no', is text to these programs."""
_TABLE, _ACTIONS = "plan.csv", "actions"


def write_croissant(folder: Path, iris: Iris, titles: Mapping[str, str], licence: str = "") -> None:
    """Describe the table of actions in the folder of a plan.

    Args:
        folder: Where the table lies.
        iris: The names of the things of the plan.
        titles: Its titles by language.
        licence: The address of the licence, '' if none was given.
    """
    table = (folder / _TABLE).read_bytes()
    described = _dataset(iris, titles, table, licence)
    text = json.dumps(described, ensure_ascii=False, indent=1) + "\n"
    (folder / f"{_TABLE}-croissant.json").write_text(text, encoding="utf-8")


def _dataset(iris: Iris, titles: Mapping[str, str], table: bytes, licence: str) -> dict[str, Any]:
    names = next(csv.reader(table.decode("utf-8-sig").splitlines()), [])
    language = "en" if "en" in titles else next(iter(titles), "")
    title, page = titles.get(language, iris.plan), iris.page().value
    surface = language if language in languages() else "en"
    return {
        "@context": {**({"@language": language} if language == surface else {}), **_CONTEXT},
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "@id": iris.dataset("table").value,
        "name": title,
        "description": phrase("publishing.datasets.table", surface, title=title),
        "url": page,
        "citeAs": f"{title}. {page}",
        **({"inLanguage": language} if language else {}),
        **({"license": licence} if licence else {}),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": _TABLE,
                "name": _TABLE,
                "contentUrl": iris.dump(_TABLE).value,
                "contentSize": f"{len(table)} B",
                "encodingFormat": "text/csv",
                "sha256": hashlib.sha256(table).hexdigest(),
            }
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": _ACTIONS,
                "name": _ACTIONS,
                "key": {"@id": f"{_ACTIONS}/identifier"},
                "field": [_field(name, surface) for name in names],
            }
        ],
    }


def _field(name: str, language: str) -> dict[str, Any]:
    column, titles = column_of(name)
    return {
        "@type": "cr:Field",
        "@id": f"{_ACTIONS}/{name}",
        "name": name,
        "description": titles[language],
        "dataType": "sc:Text" if column.several else _TYPES.get(column.datatype, "sc:Text"),
        **({"repeated": True} if column.several else {}),
        "source": {
            "fileObject": {"@id": _TABLE},
            "extract": {"column": name},
            **({"transform": {"separator": SEPARATOR}} if column.several else {}),
        },
    }
