"""The files of one plan: the data in four RDF formats, what follows, the report, digests."""

from __future__ import annotations

import gzip
import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, serialize

from plan_graph.publishing.action_table import action_rows, as_csv
from plan_graph.publishing.csvw import csvw
from plan_graph.publishing.files import SUMS
from plan_graph.rdf.graph import Graph
from plan_graph.rdf.jsonld import json_ld_parts
from plan_graph.rdf.plan_files import INFERRED, MONITORING, STATED, names
from plan_graph.vocab import DQV, SHACL, VOCABULARIES

_AT_ONCE = 2000
"""So many things are written in one step, from memory."""
_RDF_XML_END = b"</rdf:RDF>"
_TURTLE_PREFIXES = re.compile(rb"(?:@prefix [^\n]*\n)+")
PREFIXES = {vocabulary.prefix: vocabulary.namespace for vocabulary in VOCABULARIES}
_REPORT_PREFIXES = {"sh": SHACL, DQV.prefix: DQV.namespace}


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Return Turtle with prefixes, one block a subject, in the order given."""
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
    # A line that begins with '<' begins a subject: line breaks within literals are escaped.
    return text.replace(b"\n<", b"\n\n<")


def joined_turtle(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Make one file of several in Turtle that begin with the same prefixes, part by part."""
    for number, part in enumerate(parts):
        yield _turtle_part(number, part)


def _turtle_part(number: int, part: bytes) -> bytes:
    return part if number == 0 else b"\n" + _TURTLE_PREFIXES.sub(b"", part, count=1).lstrip()


def n_triples(triples: Iterable[Triple]) -> bytes:
    """Return canonical N-Triples in sorted order."""
    lines = (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))


def n_triples_parts(graph: Graph) -> Iterator[bytes]:
    """Yield the same for a graph, thing by thing."""
    names = {name: str(name) for name in graph.names}
    # No IRI in angle brackets begins another one, so lines are ordered by what they are about.
    for about, thing in sorted((str(thing), thing) for thing in graph.things):
        lines = [f"{about} {names[name]} {value} .\n" for name, value in graph.about(thing)]
        yield "".join(sorted(lines)).encode()


def rdf_xml(triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES) -> bytes:
    """Write RDF/XML, one description a subject, in the order given."""
    return serialize(triples, format=RdfFormat.RDF_XML, prefixes=dict(prefixes)) or b""


def joined_rdf_xml(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Make one file of several in RDF/XML that have the same prefixes, part by part."""
    for number, part in enumerate(parts):
        yield _rdf_xml_part(number, part)
    yield _RDF_XML_END


def _rdf_xml_part(number: int, part: bytes) -> bytes:
    start = 0 if number == 0 else part.index(b">", part.index(b"<rdf:RDF")) + 1
    body = part[start : part.rindex(_RDF_XML_END)]
    return body if number == 0 else body.lstrip(b"\n")


def write_monitoring(folder: Path, monitoring: Sequence[Triple]) -> None:
    """Write what was reported of a plan, if anything was."""
    if monitoring:
        written = (turtle(monitoring), n_triples(monitoring))
        for name, content in zip(names(MONITORING), written, strict=True):
            (folder / name).write_bytes(content)


def write_dumps(
    folder: Path,
    asserted: Graph,
    inferred: Graph,
    report: Sequence[Triple],
    *,
    licence: str = "",
) -> None:
    """Write all files of data of a plan into its folder."""
    table = action_rows(asserted, inferred)
    columns = table[0] if table else ()
    with (folder / "plan.ttl").open("wb") as in_turtle, (folder / "plan.rdf").open("wb") as in_xml:
        # Triples are made once for both, and are gone before the next.
        for number, part in enumerate(asserted.parts(_AT_ONCE)):
            in_turtle.write(_turtle_part(number, turtle(part)))
            in_xml.write(_rdf_xml_part(number, rdf_xml(part)))
        in_xml.write(_RDF_XML_END)
    parts = {
        "plan.nt": n_triples_parts(asserted),
        "plan.jsonld": json_ld_parts([asserted]),
        "plan.csv": [as_csv(table)],
        "inferred.nt": n_triples_parts(inferred),
        "plan.csv-metadata.json": [csvw("plan.csv", columns, licence)],
        "report.ttl": [turtle(report, PREFIXES | _REPORT_PREFIXES)],
    }
    for name, content in parts.items():
        with (folder / name).open("wb") as file:
            file.writelines(content)


def compress_dumps(folder: Path) -> None:
    """Write a compressed copy of each file of data beside it, as `plan.nt.gz`."""
    for name in names(STATED, INFERRED):
        # Without the time and the name in it, the same data give the same bytes.
        with (
            (folder / name).open("rb") as source,
            (folder / f"{name}.gz").open("wb") as target,
            gzip.GzipFile("", "wb", fileobj=target, mtime=0) as packed,
        ):
            shutil.copyfileobj(source, packed)


def write_sums(folder: Path) -> None:
    """Write the digests of all files in a folder."""
    sums = [f"{_digest(file)}  {file.name}\n" for file in sorted(folder.iterdir())]
    (folder / SUMS).write_text("".join(sums), encoding="ascii")


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
