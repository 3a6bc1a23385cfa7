"""What the columns of the table of actions, `plan.csv`, mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from plan_graph.phrases import in_every_language
from plan_graph.vocab import DCTERMS

SEPARATOR = "; "
"""What stands between the values of a cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds.

    Attributes:
        means: The property whose values it has, if it is one alone.
        datatype: Their type, by its name in XML Schema.
        several: Whether a cell holds several, parted by `SEPARATOR`.
        language: The language of its words, if they are in one.
    """

    means: NamedNode | None = None
    datatype: str = "string"
    several: bool = False
    language: str = ""


_COLUMNS = {
    "identifier": Column(DCTERMS.identifier),
    "iri": Column(None, "anyURI"),
    "pillar": Column(),
    "objective": Column(),
    "title_ro": Column(DCTERMS.title, language="ro"),
    "title_en": Column(DCTERMS.title, language="en"),
    "responsible": Column(several=True),
    "partner": Column(several=True),
    "deadlines": Column(),
    "start": Column(None, "date", several=True),
    "end": Column(None, "date", several=True),
    "frequency": Column(several=True),
    "funding": Column(),
    "funding_kinds": Column(several=True),
    "amounts": Column(several=True),
    "qualified_amounts": Column(several=True),
    "externally_funded": Column(None, "boolean"),
    "indicators_ro": Column(language="ro"),
    "indicators_en": Column(language="en"),
    "targets": Column(several=True),
    "baselines": Column(several=True),
    "status": Column(several=True),
    "priority": Column(several=True),
    "places": Column(several=True),
    "target_groups": Column(several=True),
    "programmes": Column(several=True),
    "remarks": Column(),
    "words": Column(),
}


def column_of(name: str) -> tuple[Column, Mapping[str, str]]:
    """Return what a column holds, and its titles; one in another language is like English.

    Raises:
        KeyError: If there is no such column.
    """
    kind, _, language = name.rpartition("_")
    if name in _COLUMNS or f"{kind}_en" not in _COLUMNS:
        return _COLUMNS[name], in_every_language(f"publishing.columns.{name}")
    titles = in_every_language(f"publishing.columns.{kind}_other", language=language)
    return replace(_COLUMNS[f"{kind}_en"], language=language), titles
