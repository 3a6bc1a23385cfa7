"""The files of one plan: the data in four RDF formats, what follows, the report, digests."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

from plan_graph.publishing.action_table import action_rows, as_csv
from plan_graph.publishing.csvw import csvw
from plan_graph.rdf.jsonld import json_ld
from plan_graph.vocab import DQV, SHACL, VOCABULARIES

_TURTLE_PREFIXES = re.compile(rb"(?:@prefix [^\n]*\n)+")
PREFIXES = {vocabulary.prefix: vocabulary.namespace for vocabulary in VOCABULARIES}
_REPORT_PREFIXES = {"sh": SHACL, DQV.prefix: DQV.namespace}
DUMPS = ("plan.ttl", "plan.nt", "plan.rdf", "plan.jsonld", "plan.csv", "inferred.nt")
"""The files that hold data, in the order in which they are described."""


def turtle(triples: Sequence[Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Write Turtle with prefixes, one block a subject, in the order given."""
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
    # A line that begins with '<' begins a subject: line breaks within literals are escaped.
    return text.replace(b"\n<", b"\n\n<")


def joined_turtle(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Make one file of several in Turtle that begin with the same prefixes, part by part."""
    for number, part in enumerate(parts):
        yield part if number == 0 else b"\n" + _TURTLE_PREFIXES.sub(b"", part, count=1).lstrip()


def n_triples(triples: Sequence[Triple]) -> bytes:
    """Write canonical N-Triples in sorted order."""
    lines = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))


def rdf_xml(triples: Sequence[Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Write RDF/XML, one description a subject, in the order given."""
    return serialize(triples, format=RdfFormat.RDF_XML, prefixes=dict(prefixes)) or b""


def joined_rdf_xml(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Make one file of several in RDF/XML that have the same prefixes, part by part."""
    end = b"</rdf:RDF>"
    for number, part in enumerate(parts):
        start = 0 if number == 0 else part.index(b">", part.index(b"<rdf:RDF")) + 1
        body = part[start : part.rindex(end)]
        yield body if number == 0 else body.lstrip(b"\n")
    yield end + b"\n"


CANONICAL = {"": "plan.nt", "inferred": "inferred.nt", "monitoring": "monitoring.nt"}
"""The file of each dataset whose digest is the RDFC-1.0 hash of its graph.

Sorted canonical N-Triples without blank nodes are what RDFC-1.0 gives, and `SHA256SUMS` has their
SHA-256.
"""
MONITORING = ("monitoring.ttl", "monitoring.nt")
"""What was reported of a plan; these are there only if something was."""


def write_monitoring(folder: Path, monitoring: Sequence[Triple]) -> None:
    """Write what was reported of a plan, if anything was."""
    if monitoring:
        for name, content in zip(
            MONITORING, (turtle(monitoring), n_triples(monitoring)), strict=True
        ):
            (folder / name).write_bytes(content)


def write_dumps(
    folder: Path,
    asserted: Sequence[Triple],
    inferred: Sequence[Triple],
    report: Sequence[Triple],
    *,
    licence: str = "",
) -> None:
    """Write all files of data of a plan into its folder."""
    table = action_rows([*asserted, *inferred])
    contents = {
        "plan.ttl": turtle(asserted),
        "plan.nt": n_triples(asserted),
        "plan.rdf": rdf_xml(asserted),
        "plan.jsonld": json_ld(asserted),
        "plan.csv": as_csv(table),
        "plan.csv-metadata.json": csvw("plan.csv", table[0] if table else (), licence),
        "inferred.nt": n_triples(inferred),
        "report.ttl": turtle(report, PREFIXES | _REPORT_PREFIXES),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def compress_dumps(folder: Path) -> None:
    """Write a compressed copy of each file of data beside it, as `plan.nt.gz`."""
    for name in DUMPS:
        # Without the time in it, the same data give the same bytes.
        packed = gzip.compress((folder / name).read_bytes(), mtime=0)
        (folder / f"{name}.gz").write_bytes(packed)


def write_sums(folder: Path) -> None:
    """Write the digests of all files in a folder."""
    sums = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(folder.iterdir())
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="ascii")
