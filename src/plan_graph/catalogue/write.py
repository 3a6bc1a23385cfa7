"""The catalogue as files, in three syntaxes that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Triple

from plan_graph.dumps import rdf_xml, turtle
from plan_graph.jsonld import json_ld
from plan_graph.vocab import CATALOGUE_VOCABULARIES

_PREFIXES = {vocabulary.prefix: vocabulary.namespace for vocabulary in CATALOGUE_VOCABULARIES}


def write_catalogue(folder: Path, triples: Sequence[Triple]) -> None:
    """Write `catalogue.ttl`, `.rdf` and `.jsonld`."""
    (folder / "catalogue.ttl").write_bytes(turtle(triples, _PREFIXES))
    (folder / "catalogue.rdf").write_bytes(rdf_xml(triples, _PREFIXES))
    (folder / "catalogue.jsonld").write_bytes(json_ld(triples, "catalogue-context"))
