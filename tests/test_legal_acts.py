"""What laws and publishers say beside the document: acts, coordinators, successors of bodies."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from plan_graph.building.pipeline import convert
from plan_graph.errors import DataError, UsageError
from plan_graph.rdf.view import View
from plan_graph.reading.source import open_source
from plan_graph.vocab import DCTERMS, PLAN, PLAN_BASE, PPLAN, RDF, TIME
from real_plan import real_plan

BASE = "https://w3id.org/plan-graph/"
BODIES = """
identifier = "isle"

[acts.law-7-2019]
en = "Law 7/2019 on the Harbour Office"
number = "7/2019"
date = 2019-03-04

[bodies.HO]
en = "Harbour Office"
kind = "agency"
parent = "MoT"
act = "law-7-2019"
source = "Law 7/2019, art. 2"
until = 2030-12-31
successor = "Sea Guild"

[bodies.MoT]
en = "Ministry of Tides"
kind = "ministry"

[bodies."Sea Guild"]
en = "Sea Guild"
kind = "organisation"
"""
SETTINGS = """
document = "plan.md"
language = "en"
register = "bodies.toml"
coordinator = "MoT"

[act]
en = "Decree 12/2031 on the harbour plan"
number = "12/2031"
date = 2031-02-03
"""
DOCUMENT = """# Action plan 2031-2032

| No. | Action | Responsible | Deadline |
|---|---|---|---|
| 1 | Paint the lighthouse | HO | 31 March 2031 |
| 2 | Dredge the channel | HO | 31 March 2031 |
"""


def folder(tmp_path: Path, bodies: str = BODIES, settings: str = SETTINGS) -> Path:
    place = tmp_path / "harbour"
    place.mkdir()
    (place / "plan.md").write_text(DOCUMENT, encoding="utf-8")
    (place / "bodies.toml").write_text(bodies, encoding="utf-8")
    (place / "plan.toml").write_text(settings, encoding="utf-8")
    return place


def view(tmp_path: Path) -> View:
    built = convert(open_source(folder(tmp_path)))
    assert [f for f in built.report.findings if f.severity == "Violation"] == []
    return View(built.asserted)


def node(path: str) -> NamedNode:
    return NamedNode(f"{BASE}id/{path}")


def test_a_background_parent_cites_the_act_that_lays_it_down(tmp_path: Path) -> None:
    graph = view(tmp_path)

    (act,) = graph.nodes(node("subordination/harbour/ho"), PLAN.legalBasis)
    assert act == node("act/isle/law-7-2019")
    assert graph.text(act, DCTERMS.identifier, "") == "7/2019"
    assert graph.text(act, DCTERMS.date, "") == "2019-03-04"


def test_a_body_that_is_no_more_leads_to_its_successor(tmp_path: Path) -> None:
    graph = view(tmp_path)

    (successor,) = graph.nodes(node("organisation/isle/ho"), PLAN.successor)
    assert graph.values(successor, RDF.type) == [PLAN.Organisation]
    assert graph.text(node("organisation/isle/ho"), PLAN.endDate, "") == "2030-12-31"


def test_the_publisher_names_the_adopting_act_and_the_coordinator(tmp_path: Path) -> None:
    graph = view(tmp_path)

    (act,) = graph.nodes(node("plan/harbour"), PLAN.adoptedBy)
    assert graph.text(act, DCTERMS.title, "en") == "Decree 12/2031 on the harbour plan"
    assert graph.nodes(node("plan/harbour"), PLAN.coordinator) == [node("organisation/isle/mot")]


def test_actions_are_steps_and_deadlines_share_their_days(tmp_path: Path) -> None:
    graph = view(tmp_path)

    days = {graph.nodes(node(f"deadline/harbour/{n}-1"), TIME.hasEnd)[0] for n in (1, 2)}
    assert days == {node("day/harbour/2031-03-31")}
    assert graph.nodes(node("action/harbour/1"), PPLAN.isStepOfPlan) == [node("plan/harbour")]


def test_a_coordinator_that_no_register_has_is_told_in_one_line(tmp_path: Path) -> None:
    settings = SETTINGS.replace('"MoT"', '"Nobody"')

    with pytest.raises(UsageError, match="'coordinator': the register has no body 'Nobody'"):
        convert(open_source(folder(tmp_path, settings=settings)))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('successor = "Sea Guild"', 'successor = "Nobody"', "successor 'Nobody' is no entry"),
        ('act = "law-7-2019"', 'act = "law-8"', "law-8"),
        ("date = 2019-03-04", 'date = "soon"', "soon"),
    ],
)
def test_what_a_register_gets_wrong_is_told(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        convert(open_source(folder(tmp_path, bodies=BODIES.replace(old, new))))


def test_what_is_known_of_superiors_beside_the_document_cites_an_act_or_says_that_none_is() -> None:
    graph = View(real_plan().asserted)
    background = NamedNode(f"{PLAN_BASE}code/basis/background")

    known = [
        each
        for each in graph.instances(PLAN.Subordination)
        if background in graph.nodes(each, PLAN.basis)
    ]
    uncited = [each for each in known if not graph.nodes(each, PLAN.legalBasis)]

    assert len(known) > 5
    assert all("act not verified" in graph.text(each, DCTERMS.source) for each in uncited)
    assert len(uncited) <= 1
