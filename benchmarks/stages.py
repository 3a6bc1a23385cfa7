"""Our stages one after the other in one process, timed as those of the plain way are.

Run with: .venv/bin/python benchmarks/stages.py OUT PLAN…
"""

from __future__ import annotations

import argparse
import json
import resource
from pathlib import Path

from plain import Laps

from plan_graph.building.loader import Loader
from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import Built, write_plan
from plan_graph.building.record import record_of
from plan_graph.checking.check import check
from plan_graph.checking.inference import infer
from plan_graph.checking.words import SourceText
from plan_graph.iris import DEFAULT_BASE, Iris
from plan_graph.rdf.conversion import to_triples
from plan_graph.reading.source import open_source


def run(plans: list[Path], out: Path) -> tuple[dict[str, float], int]:
    """Build the plans; give the seconds of each stage, and the number of triples."""
    laps = Laps()
    out.mkdir(parents=True)
    triples = 0
    with laps.stage("load"):
        loader = Loader(out / "store", several=len(plans) > 1)
    folders: list[Path] = []
    for path in plans:
        source = open_source(path)
        with laps.stage("read"):
            plan, words, register = read_plan(source)
        with laps.stage("convert"):
            asserted = to_triples(plan, source, words, register, base=DEFAULT_BASE)
        with laps.stage("infer"):
            inferred = infer(asserted)
        with laps.stage("validate"):
            report = check(asserted, inferred, source=SourceText(plan.document.text, {}))
        with laps.stage("serialise"):
            iris = Iris(plan.identifier, register.identifier)
            built = Built(plan, iris, asserted, inferred, report, register)
            targets = write_plan(built, out / plan.identifier)
            record = record_of(built, "", targets, out / plan.identifier)
        with laps.stage("load"):
            loader.add(record, out / plan.identifier)
            folders.append(out / plan.identifier)
        triples += len(asserted) + len(inferred)
    with laps.stage("load"):
        loader.share(DEFAULT_BASE, folders)
        loader.close(len(plans))
    return laps.seconds, triples


def main() -> None:
    """Build, and print the seconds of each stage, the triples and the memory as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("plans", type=Path, nargs="+")
    options = parser.parse_args()
    seconds, triples = run(options.plans, options.out)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "triples": triples, "peak_mb": peak}))


if __name__ == "__main__":
    main()
