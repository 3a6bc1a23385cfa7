"""How well a document was read, counted a second way from the files that a build writes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import RDF, URIRef

from plan_graph.building.pipeline import convert, write_plan
from plan_graph.building.task import open_plan
from plan_graph.cli import main
from plan_graph.reading.source import PlanSource, open_source
from plan_graph.resources import folder
from plan_graph.workbooks.review.quality import METRICS, quality_line
from real_plan import PLAN_FOLDER
from reviews import CYCLING, cycling_review, edited

PLAN = rdflib.Namespace("https://w3id.org/plan-graph/def#")
CODE = "https://w3id.org/plan-graph/code/"
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
DQV = rdflib.Namespace("http://www.w3.org/ns/dqv#")
Span = tuple[int, int]


class Files:
    """What a build wrote of a plan, looked at without plan-graph."""

    def __init__(self, folder: Path) -> None:
        self.graph = rdflib.Graph().parse(folder / "plan.ttl")
        self.report = rdflib.Graph().parse(folder / "report.ttl")
        self.text = (folder / "source.txt").read_text(encoding="utf-8")
        self.layout = json.loads((folder / "source.json").read_bytes())

    def measured(self) -> dict[str, int]:
        """Return what the report measures."""
        return {
            str(self.report.value(node, DQV.isMeasurementOf)).removeprefix(
                f"{CODE}reading-quality/"
            ): int(str(self.report.value(node, DQV.value)))
            for node in self.report.subjects(RDF.type, DQV.QualityMeasurement)
        }

    def counted(self) -> dict[str, int]:
        """Count the cells again: each under the gravest that is said of a fact in it."""
        grave: dict[Span, int] = {cell: METRICS.index("structure") for cell in self._cells()}
        for (start, end), metric in self._stated():
            touched = [cell for cell in grave if start < cell[1] and cell[0] < end]
            grave |= {cell: min(grave[cell], METRICS.index(metric)) for cell in touched}
        numbers = Counter(METRICS[rank] for rank in grave.values())
        return {metric: numbers[metric] for metric in METRICS}

    def _cells(self) -> set[Span]:
        spans = {(start, end) for start, end in self.layout["skipped"]}
        for block in self.layout["blocks"]:
            if isinstance(block, list):
                spans.add((block[0], block[1]))
            else:
                spans |= {(c[0], c[1]) for row in block["rows"] for c in row["cells"]}
        return {(start, end) for start, end in spans if self.text[start:end].strip()}

    def _stated(self) -> Iterator[tuple[Span, str]]:
        """Yield the place of each quote with what the thing that it states counts as."""
        for thing, fragment in self.graph.subject_objects(PLAN.statedIn):
            if (thing, RDF.type, PLAN.Correction) not in self.graph:
                yield self._span(fragment), self._metric(thing)
        for fragment in self.graph.objects(None, PLAN.uninterpreted):
            yield self._span(fragment), "not-placed"
        for correction in self.graph.subjects(RDF.type, PLAN.Correction):
            for fragment in self.graph.objects(correction, PLAN.statedIn):
                yield self._span(fragment), "corrected"

    def _span(self, fragment: rdflib.term.Node) -> Span:
        selector = self.graph.value(fragment, OA.hasSelector)
        start, end = (int(str(self.graph.value(selector, p))) for p in (OA.start, OA.end))
        return start, end

    def _metric(self, thing: rdflib.term.Node) -> str:
        kinds = set(self.graph.objects(thing, RDF.type))
        has = {p: list(self.graph.objects(thing, p)) for p in set(self.graph.predicates(thing))}
        if PLAN.Remark in kinds:
            return "kept"
        if PLAN.UnparsedDeadline in kinds:
            return "not-placed"
        if PLAN.Funding in kinds and PLAN.fundingKind not in has and PLAN.amount not in has:
            return "not-placed"
        bodies = [
            body
            for p in (PLAN.actor, PLAN.actingFor, PLAN.budgetOf, PLAN.provider)
            for body in has.get(p, [])
        ]
        unknown = any(set(self.graph.objects(b, RDF.type)) == {PLAN.Actor} for b in bodies)
        no_number = kinds & {PLAN.Target, PLAN.Baseline} and PLAN.value not in has
        other = URIRef(f"{CODE}indicator-kind/other") in has.get(PLAN.indicatorKind, [])
        doubtful = unknown or no_number or other or self._is_outside(thing, kinds)
        return "doubtful" if doubtful else "read"

    def _is_outside(self, thing: rdflib.term.Node, kinds: set[rdflib.term.Node]) -> bool:
        (plan,) = self.graph.subjects(RDF.type, PLAN.ActionPlan)
        first, last = (str(self.graph.value(plan, p) or "") for p in (PLAN.startDate, PLAN.endDate))
        start, end = (str(self.graph.value(thing, p) or "") for p in (PLAN.startDate, PLAN.endDate))
        if PLAN.FixedDeadline not in kinds or not (first or last):
            return False
        return start > (last or "9") or (end or "9") < first


def written(source: PlanSource, folder: Path) -> Files:
    write_plan(convert(source), folder)
    return Files(folder)


@cache
def sources() -> dict[str, PlanSource]:
    return {"the real plan": open_source(PLAN_FOLDER), "a small one": open_source(CYCLING)}


@pytest.mark.parametrize("name", sources())
def test_each_number_is_what_the_files_of_the_build_hold(name: str, tmp_path: Path) -> None:
    files = written(sources()[name], tmp_path / "plan")

    assert files.measured() == files.counted()
    assert sum(files.measured().values()) == len(files._cells())


def test_what_a_person_corrected_is_counted_as_such(tmp_path: Path) -> None:
    review = edited(cycling_review(tmp_path), {("funding/1-02-1", "kind"): "state budget"})

    files = written(open_plan(review), tmp_path / "plan")

    assert files.measured()["corrected"] == 1
    assert files.measured() == files.counted()


def test_each_number_is_of_a_metric_that_the_ontology_explains(tmp_path: Path) -> None:
    files = written(open_source(CYCLING), tmp_path / "plan")
    codes = rdflib.Graph().parse(folder("ontology") / "codes" / "reading-quality.ttl")

    metrics = {str(metric) for metric in codes.subjects(RDF.type, DQV.Metric)}

    assert {f"{CODE}reading-quality/{code}" for code in files.measured()} == metrics


def test_read_and_build_say_it_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(open_source(CYCLING), tmp_path / "plan")
    line = quality_line(files.counted())

    assert main(["read", str(CYCLING)]) == 0
    read = capsys.readouterr()
    assert main(["build", str(CYCLING), "--out", str(tmp_path / "build")]) == 0
    built = capsys.readouterr()

    assert line in read.err.splitlines()
    assert f"  {line}" in built.out.splitlines()


def test_the_json_of_a_reading_has_the_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = written(open_source(CYCLING), tmp_path / "plan")

    main(["read", str(CYCLING), "--format", "json"])

    said = json.loads(capsys.readouterr().out)
    cells = sum(files.counted().values())
    assert said["quality"] == {"cells": cells, **files.counted()}
