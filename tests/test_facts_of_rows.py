"""What the columns of a plan say together, from a document to its graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import pytest
from lxml import etree

from plan_graph.building.pipeline import Built, convert
from plan_graph.publishing.action_table import action_rows
from plan_graph.publishing.stratml import stratml
from plan_graph.rdf.jsonld import json_ld
from plan_graph.rdf.view import View
from plan_graph.reading.source import open_source

PAGE = """<html><head><meta charset="utf-8"></head><body><h1>Action Plan 2024-2026</h1><table>
<tr><th>No.</th><th>Action</th><th>Lead</th><th>Due date</th><th>Funding</th>
<th>Budget (EUR thousand)</th><th>Indicator</th><th>Target 2026</th><th>Baseline</th>
<th>Status</th><th>Priority</th><th>Risks</th><th>Colour</th></tr>
<tr><td>1</td><td>Train staff</td><td>HSE</td><td rowspan="2">By end of 2025</td>
<td>State budget</td><td>520.6</td><td>Staff trained</td><td>300</td><td>120 (2023)</td>
<td>In progress</td><td>High</td><td></td><td>blue</td></tr>
<tr><td>2</td><td>Publish a guide</td><td>N/A</td>
<td>EU funds</td><td>10</td><td>Guide published; rise from the 2024 baseline of 49%</td><td>TBC</td>
<td></td><td>Not specified</td><td>-</td><td>Staff turnover</td><td></td></tr>
<tr><td>3</td><td>Review the plan</td><td>DoH</td><td>Q1 2026 (revised: Q3 2026)</td>
<td></td><td></td><td></td><td></td><td></td><td></td><td></td><td></td><td></td></tr>
</table></body></html>"""
BASE = "https://w3id.org/plan-graph/"
SCHEMAS = Path(__file__).parent / "stratml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    file = tmp_path_factory.mktemp("rows") / "rows.html"
    file.write_text(PAGE, encoding="utf-8")
    return convert(open_source(file, language="en"))


def said(built: Built, thing: str) -> set[str]:
    """Return what the graph says of a thing, in short."""
    found = set()
    for triple in built.asserted:
        if str(triple.subject) == f"<{BASE}id/{thing}>":
            value = getattr(triple.object, "value", "")
            prefix, _, name = str(triple.predicate)[1:-1].rpartition("#")
            if "fragment" not in value:
                found.add(f"{name or prefix.rpartition('/')[2]} {value.rpartition('/')[2]}")
    return found


def test_sums_beside_sources_belong_to_them_in_the_unit_of_their_heading(built: Built) -> None:
    found = said(built, "funding/rows/1-1")

    assert {
        "fundingKind state-budget",
        "amount 520600",
        "currency EUR",
        "multiplier 1000",
        "verbatim State budget",
    } <= found


def test_a_target_has_the_year_of_its_heading_and_a_baseline_its_own(built: Built) -> None:
    target, baseline = said(built, "target/rows/1-1-1"), said(built, "baseline/rows/1-1-1")

    assert {"value 300", "endDate 2026-12-31"} <= target
    assert {"value 120", "endDate 2023-12-31"} <= baseline


def test_an_indicator_may_state_its_baseline_itself(built: Built) -> None:
    indicators = [action.indicators for action in built.plan.actions]

    (baseline,) = indicators[1][-1].baselines
    assert (f"{baseline.value}", baseline.unit) == ("49", "%")
    assert baseline.period is not None
    assert baseline.period.end is not None
    assert baseline.period.end.year == 2024


def test_a_deadline_of_a_merged_cell_is_inherited_by_the_action_below(built: Built) -> None:
    assert "inherited true" not in said(built, "deadline/rows/1-1")
    assert {"inherited true", "endDate 2025-12-31"} <= said(built, "deadline/rows/2-1")


def test_a_revised_deadline_leads_to_the_one_that_it_replaces(built: Built) -> None:
    assert "revises 3-1" in said(built, "deadline/rows/3-2")


def test_status_and_priority_are_codes_and_keep_their_words(built: Built) -> None:
    assert {"status in-progress", "priority high"} <= said(built, "action/rows/1")
    assert {"aspect status", "heading Status", "verbatim In progress"} <= said(
        built, "remark/rows/1-1"
    )


def test_nothing_said_not_applicable_and_not_specified_stay_different(built: Built) -> None:
    first, second, third = built.plan.actions

    assert {(r.aspect, r.absence) for r in second.remarks} == {
        ("responsible", "not-applicable"),
        ("target", "to-be-decided"),
        ("status", "not-specified"),
        ("priority", "not-specified"),
        ("risks", ""),
    }
    assert (second.status, second.participations) == ("", ())
    assert third.remarks == ()
    assert [r.heading for r in first.remarks if r.aspect == "other"] == ["Colour"]


def test_the_graph_of_all_this_breaks_no_rule(built: Built) -> None:
    assert built.report.violations == ()


@pytest.mark.parametrize("part", [1, 2])
def test_stratml_of_a_plan_with_targets_has_the_structure_of_its_schema(
    built: Built, part: Literal[1, 2]
) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"part{part}.xsd"))

    document = etree.fromstring(stratml(View(built.asserted), part, "en"))

    schema.assertValid(document)
    units = [element.text for element in document.iter("{*}NumberOfUnits")]
    assert units == (["300"] if part == 2 else [])


def test_json_ld_writes_every_term_in_short(built: Built) -> None:
    text = json_ld(built.asserted).decode()

    names = {key for node in json.loads(text)["@graph"] for key in node}
    assert {"hasRemark", "amount", "currency", "hasTarget", "revises", "inherited"} <= names
    assert [name for name in names if ":" in name] == []


def test_the_table_holds_sums_targets_and_remarks(built: Built) -> None:
    first = action_rows(built.asserted)[0]

    assert (first["amounts"], first["targets"], first["status"], first["remarks"]) == (
        "520600 EUR",
        "300",
        "in-progress",
        "Status: In progress; Priority: High; Colour: blue",
    )
