"""The catalogue as files, in three syntaxes that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import tee, zip_longest
from pathlib import Path

from pyoxigraph import Triple

from plan_graph.dumps import joined_rdf_xml, joined_turtle, rdf_xml, turtle
from plan_graph.jsonld import json_ld_parts
from plan_graph.vocab import CATALOGUE_VOCABULARIES

_PREFIXES = {vocabulary.prefix: vocabulary.namespace for vocabulary in CATALOGUE_VOCABULARIES}


def write_catalogue(folder: Path, blocks: Iterable[Sequence[Triple]]) -> None:
    """Write `catalogue.ttl`, `.rdf` and `.jsonld`, one block after the other.

    The blocks have no common subject.
    """
    for_turtle, for_xml, for_json = tee(blocks, 3)
    written = {
        "catalogue.ttl": joined_turtle(map(partial(turtle, prefixes=_PREFIXES), for_turtle)),
        "catalogue.rdf": joined_rdf_xml(map(partial(rdf_xml, prefixes=_PREFIXES), for_xml)),
        "catalogue.jsonld": json_ld_parts(for_json, "catalogue-context"),
    }
    with ExitStack() as stack:
        files = [stack.enter_context((folder / name).open("wb")) for name in written]
        # Side by side, so that no more than a block is held.
        for parts in zip_longest(*written.values(), fillvalue=b""):
            for file, part in zip(files, parts, strict=True):
                file.write(part)
