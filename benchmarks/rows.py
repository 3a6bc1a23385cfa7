"""Rows to RDF: our conversion beside morph-kgc, which maps the same rows from CSV.

The mapping says of each row what a mapping can say: the action, its code, its title in two
languages, its words, its deadline and its funding as written, and its indicators. Ours says
more of each row (bodies, roles, dates, places in the document), so triples a second are compared
too. morph-kgc runs in an environment of its own, in one process as ours, without its start.

Run with: .venv/bin/python benchmarks/rows.py PYTHON BUILD PLAN…
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
from pathlib import Path

from plan_graph.building.opening import read_plan
from plan_graph.iris import DEFAULT_BASE
from plan_graph.rdf.conversion import to_triples
from plan_graph.reading.source import open_source

_COLUMNS = {
    "identifier": "http://purl.org/dc/terms/identifier",
    "title_ro": "http://purl.org/dc/terms/title",
    "title_en": "http://purl.org/dc/terms/alternative",
    "words": "https://w3id.org/plan-graph/def#quote",
    "deadlines": "https://w3id.org/plan-graph/def#verbatim",
    "funding": "https://w3id.org/plan-graph/def#fundingWords",
    "indicators_ro": "https://w3id.org/plan-graph/def#indicatorWords",
    "responsible": "https://w3id.org/plan-graph/def#responsibleWords",
    "partner": "https://w3id.org/plan-graph/def#partnerWords",
}
_PREFIXES = """\
@prefix rr: <http://www.w3.org/ns/r2rml#> .
@prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> .
"""
_MAP = """\
<#map{number}> rml:logicalSource [ rml:source "{file}" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rml:reference "iri" ; rr:class <https://w3id.org/plan-graph/def#Action> ] ;
{properties} .
"""
_PROPERTY = (
    '  rr:predicateObjectMap [ rr:predicate <{iri}> ; rr:objectMap [ rml:reference "{column}" ] ]'
)
_MORPH = """
import sys, time, logging
logging.disable(logging.CRITICAL)
import morph_kgc
config = "[CONFIGURATION]\\nlogging_level=CRITICAL\\nnumber_of_processes=1\\n"
config += "[plans]\\nmappings=" + sys.argv[1]
start = time.perf_counter()
triples = morph_kgc.materialize_set(config)
print(time.perf_counter() - start, len(triples))
"""


def mapping(tables: list[Path], target: Path) -> None:
    """Write the mapping of all tables."""
    properties = " ;\n".join(
        _PROPERTY.format(iri=iri, column=column) for column, iri in _COLUMNS.items()
    )
    maps = [
        _MAP.format(number=number, file=table, properties=properties)
        for number, table in enumerate(tables)
    ]
    target.write_text(_PREFIXES + "".join(maps), encoding="utf-8")


def main() -> None:
    """Print rows and triples a second of both as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("python", type=Path, help="of the environment with morph-kgc")
    parser.add_argument("build", type=Path)
    parser.add_argument("plans", type=Path, nargs="+")
    options = parser.parse_args()
    rows = triples = 0
    seconds = 0.0
    for path in options.plans:
        source = open_source(path)
        plan, words, register = read_plan(source)
        start = time.perf_counter()
        triples += len(to_triples(plan, source, words, register, base=DEFAULT_BASE))
        seconds += time.perf_counter() - start
        rows += len(plan.actions)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mapping.ttl"
        tables = []
        for path in options.plans:
            table = Path(folder) / f"{path.name}.csv"
            content = (options.build / path.name / "plan.csv").read_text(encoding="utf-8-sig")
            table.write_text(content, encoding="utf-8")
            tables.append(table)
        mapping(tables, file)
        output = subprocess.run(
            [options.python, "-c", _MORPH, str(file)], check=True, capture_output=True, text=True
        ).stdout
    theirs, found = output.split()
    report = {
        "rows": rows,
        "ours": seconds,
        "our_triples": triples,
        "morph": float(theirs),
        "morph_triples": int(found),
    }
    print(json.dumps(report))


if __name__ == "__main__":
    main()
