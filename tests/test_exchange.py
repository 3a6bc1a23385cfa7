"""A plan in other formats, and back: nothing is lost that the format can carry."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import load_workbook
from pyld import jsonld
from pyoxigraph import Triple

from fact_graphs import PLACES, Place, bare, node_of, with_fact
from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import convert
from plan_graph.errors import DocumentError, UsageError
from plan_graph.facts import Form
from plan_graph.plan import Period, Plan, Role
from plan_graph.publishing.action_table import action_csv, action_rows
from plan_graph.publishing.action_workbook import workbook
from plan_graph.publishing.csvw import csvw
from plan_graph.publishing.nested_json import carried, nested_json
from plan_graph.publishing.stratml import Part, stratml
from plan_graph.rdf.code_lists import labels
from plan_graph.rdf.jsonld import json_ld
from plan_graph.rdf.parse import load_rdf
from plan_graph.rdf.view import View
from plan_graph.reading.source import PlanSource, open_source
from plan_graph.resources import folder
from plan_graph.text import clean
from plan_graph.vocab import PLAN
from real_plan import real_plan
from small_plan import small_plan

SCHEMAS = Path(__file__).parent / "stratml"
PARTS: list[Part] = [1, 2]


def facts(plan: Plan) -> dict[str, Any]:
    """Return all that a plan says, without its places in the document."""
    return {
        "plan": (plan.title, plan.period, plan.strategy and plan.strategy.title),
        "pillars": [(p.number, p.title, [r.label for r in p.results]) for p in plan.pillars],
        "objectives": [
            (o.code, o.title, o.pillar, o.refines, [r.label for r in o.results])
            for o in plan.objectives
        ],
        "actions": [(a.code, a.title, a.objective, a.pillar) for a in plan.actions],
        "indicators": [[(i.label, i.kind, i.unit) for i in a.indicators] for a in plan.actions],
        "deadlines": [
            [(type(d), *(getattr(d, n, None) for n in ("period", "frequency", "months")))
             for d in a.deadlines] for a in plan.actions
        ],
        "roles": [
            [(p.role, p.actor.code, p.acting_for and p.acting_for.code) for p in a.participations]
            for a in plan.actions
        ],
        "funding": [
            [(f.kind, [b.code for b in f.budget_of], [b.code for b in f.providers])
             for f in a.funding] for a in plan.actions
        ],
        "mentions": [[m.body.code for m in a.mentions] for a in plan.actions],
        "targets": [[[(t.value, t.unit) for t in i.targets] for i in a.indicators]
                    for a in plan.actions],
        "results": [[r.label for r in a.results] for a in plan.actions],
        "places": [[p.label for p in a.places] for a in plan.actions],
        "target groups": [[g.label for g in a.target_groups] for a in plan.actions],
        "status": [a.status for a in plan.actions],
        "remarks": [sorted((r.aspect, r.heading, clean(r.stated_in.text)) for r in a.remarks)
                    for a in plan.actions],
    }  # fmt: skip


def written(tmp_path: Path, part: Part) -> Path:
    file = tmp_path / f"part{part}.stratml"
    file.write_bytes(stratml(View(real_plan().asserted), part, "ro"))
    return file


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("language", ["ro", "en"])
def test_stratml_has_the_structure_of_its_schema(part: Part, language: str) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / f"part{part}.xsd"))

    document = etree.fromstring(stratml(View(real_plan().asserted), part, language))

    schema.assertValid(document)


@pytest.mark.parametrize("part", PARTS)
def test_a_plan_comes_back_from_stratml_as_it_was(tmp_path: Path, part: Part) -> None:
    file = written(tmp_path, part)

    plan, _, _ = read_plan(PlanSource("ro-thb-2021-2022", file, "ro", "ro"))

    expected = facts(real_plan().plan)
    for name, found in facts(plan).items():
        assert found == expected[name], name
    assert plan.uninterpreted == ()


def test_a_stratml_document_is_built_like_any_other(tmp_path: Path) -> None:
    written(tmp_path, 2)
    command = [sys.executable, "-m", "plan_graph", "build", "part2.stratml"]

    outcome = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert outcome.returncode == 0, outcome.stderr
    assert "67 actions" in outcome.stdout


HARBOUR = SCHEMAS / "harbour.xml"


def test_a_foreign_stratml_plan_is_read_with_its_time_roles_values_and_remarks() -> None:
    plan = convert(open_source(HARBOUR)).plan

    found = facts(plan)
    assert found["plan"] == (
        "Harbour Renewal", Period(date(2026, 7, 1), date(2028, 6, 30)), None
    )  # fmt: skip
    assert found["actions"] == [
        ("1.1", "Responsibilities", "1", None), ("1.2", "Repave the western quay", "1", None)
    ]  # fmt: skip
    assert [[role for role, *_ in each] for each in found["roles"]] == [
        [Role.RESPONSIBLE, Role.PARTNER], []
    ]  # fmt: skip
    assert found["targets"] == [[], [[(Decimal(400), "metres")]]]
    assert found["status"] == ["", "in-progress"]
    assert found["places"] == [[], ["western quay"]]
    assert found["target groups"] == [["Residents of the quays"], []]
    assert found["remarks"] == [
        [("description", "description", "Agree which office keeps which quay."),
         ("notes", "note", "Parks Office: Its head leads the work. See the map: it shows every "
          "quay. Parks Office: Keeper of the plan")],
        [("notes", "note", "after the winter Metres of quay repaved: stone Metres of quay "
          "repaved: None until now"),
         ("status", "status", "in progress")],
    ]  # fmt: skip
    assert "Friends of the Harbour: They asked for it first." in {
        words.text for words in plan.uninterpreted
    }


@pytest.mark.parametrize("part", PARTS)
def test_a_stratml_plan_gains_and_loses_nothing_by_turns(tmp_path: Path, part: Part) -> None:
    first = convert(open_source(HARBOUR))
    exports, turns = [stratml(View(first.asserted), part)], []

    for turn in range(2):
        file = tmp_path / str(turn) / "harbour.xml"
        file.parent.mkdir()
        file.write_bytes(exports[-1])
        built = convert(open_source(file))
        turns.append(facts(built.plan))
        exports.append(stratml(View(built.asserted), part))

    for name, expected in facts(first.plan).items():
        assert [found[name] for found in turns] == [expected, expected], name
    assert exports[1] == exports[2]


FOREIGN = """<StrategicPlan xmlns="http://www.stratml.net"><Name>Plan de acțiune 2024</Name>
<StrategicPlanCore><Organization><Name>Agenția</Name></Organization>
<Vision><Description>O lume mai bună</Description></Vision>
<Goal><Name>Prevenire</Name><Description>Mai puține cazuri</Description>
<Objective><Description>Campanie</Description></Objective></Goal></StrategicPlanCore>
</StrategicPlan>"""


def test_words_of_a_foreign_stratml_plan_that_have_no_place_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "foreign.xml"
    file.write_text(FOREIGN, encoding="utf-8")

    plan, _, _ = read_plan(PlanSource("foreign", file, "ro", "ro"))

    assert [action.title for action in plan.actions] == ["Campanie"]
    assert [objective.title for objective in plan.objectives] == ["Prevenire"]
    kept = {words.text for words in plan.uninterpreted}
    assert {"Organization: Agenția", "Vision: O lume mai bună", "Mai puține cazuri"} <= kept


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<a", "is no XML"),
        ("<Plan/>", "is <Plan>, no StratML; expected <StrategicPlan> or <Perf"),
        (
            '<!DOCTYPE a [<!ENTITY b "c">]><StrategicPlan>&b;</StrategicPlan>',
            "take the DOCTYPE out",
        ),
        ("<StrategicPlan><StrategicPlanCore/></StrategicPlan>", "holds no Objective"),
    ],
)
def test_what_is_no_stratml_is_refused_with_a_reason(
    tmp_path: Path, text: str, problem: str
) -> None:
    file = tmp_path / "x.stratml"
    file.write_text(text)

    with pytest.raises(DocumentError, match=problem):
        read_plan(PlanSource("x", file, "ro", "ro"))


def test_a_language_that_the_plan_lacks_is_refused() -> None:
    with pytest.raises(UsageError, match="the plan has no title in 'fr'"):
        stratml(View(real_plan().asserted), 1, "fr")


def test_nested_json_is_json_ld_with_all_that_it_promises(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(nested_json(real_plan().asserted))

    expected = carried(real_plan().asserted)
    assert set(load_rdf(file)) == set(expected)
    assert len(expected) == 4806


def tree(node: dict[str, Any]) -> tuple[str, list[Any]]:
    """Return the name of a thing, and by property the things that stand within it, in order."""
    within = []
    for key, value in sorted(node.items()):
        parts = value if isinstance(value, list) else [value]
        things = [part for part in parts if isinstance(part, dict) and "id" in part]
        if things:
            within.append((key, sorted(tree(thing) for thing in things)))
    return node["id"], within


# PyLD is a JSON-LD processor of others; it must find the shape of ours by the frame alone.
def test_the_frame_gives_the_shape_of_nested_json() -> None:
    triples = carried(small_plan())
    frame = json.loads((folder("ontology") / "frame.jsonld").read_text(encoding="utf-8"))

    framed = jsonld.frame(json.loads(json_ld(triples)), frame, {"omitGraph": True})

    own = json.loads(nested_json(small_plan()))
    for beside in ("bodies", "subordinations", "concepts"):
        own.pop(beside, None)
    framed.pop("@context")
    own.pop("@context")
    assert tree(framed) == tree(own)


def table() -> list[Triple]:
    return [*real_plan().asserted, *real_plan().inferred]


def test_the_workbook_holds_the_rows_of_the_table() -> None:
    book = load_workbook(io.BytesIO(workbook(table())))

    (header, *rows) = book["actions"].iter_rows(values_only=True)
    assert [dict(zip(header, (v or "" for v in row), strict=True)) for row in rows] == action_rows(
        table()
    )


def test_a_value_that_begins_like_a_formula_stays_text() -> None:
    given = '<action/small/1.1-03> a plan:Action ; dcterms:title "=HYPERLINK(1)"@ro .'
    book = load_workbook(io.BytesIO(workbook(small_plan(given))))

    cells = [c for row in book["actions"].iter_rows() for c in row if str(c.value).startswith("=")]
    assert [cell.value for cell in cells] == ["=HYPERLINK(1)"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_the_same_plan_gives_the_same_workbook() -> None:
    assert workbook(table()) == workbook(table())


def test_the_metadata_describe_the_columns_of_the_table() -> None:
    content = action_csv(table()).decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(content)))

    metadata = json.loads(csvw("plan.csv", header))

    columns = metadata["tableSchema"]["columns"]
    assert [column["titles"][0] for column in columns] == header
    for column in columns:
        assert {label["@language"] for label in column["rdfs:label"]} == {"en", "ro"}
    for row in csv.DictReader(io.StringIO(content)):
        for column in columns:
            parts = row[column["name"]].split(column.get("separator", "\n\n\n"))
            if column["datatype"] == "date":
                assert all(len(part) in (0, 10) for part in parts)
            if isinstance(column["datatype"], dict):
                assert parts[0] in column["datatype"]["format"].split("|")


@pytest.mark.parametrize("form", ["stratml", "stratml-2", "json", "csv", "csvw", "xlsx"])
def test_the_export_says_what_it_leaves_out(tmp_path: Path, form: str) -> None:
    file = tmp_path / "plan.nt"
    file.write_text("".join(f"{t} .\n" for t in real_plan().asserted), encoding="utf-8")
    command = [sys.executable, "-m", "plan_graph", "export", str(file), "--format", form]

    outcome = subprocess.run(command, capture_output=True, check=False)

    assert outcome.returncode == 0
    assert outcome.stdout
    assert outcome.stderr.decode().count("\n") == 1
    words = (b"leaves out", b"left out", b"has no place")
    assert any(part in outcome.stderr for part in words)


WORDED = [
    (whole, kind)
    for whole, kind in PLACES
    if whole in {"action", "indicator"} and (kind.words or kind.form is Form.CODE)
]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("place", WORDED, ids=lambda place: place[1].name)
def test_stratml_says_every_kind_of_fact_that_has_words(place: Place, part: Part) -> None:
    kind = place[1]
    pursues = Triple(node_of("action", 1), PLAN.pursues, node_of("specific objective", 1))

    document = etree.fromstring(stratml(View([*with_fact(place), pursues]), part, "en"))

    action, *_ = document.iter("{*}Objective")
    said = " ".join(" ".join(map(str, action.itertext())).split())
    words = next(iter(labels(kind.scheme, "en").values()), "") if kind.form is Form.CODE else ""
    assert (words or "Open the north gate") in said
    has_element = part == 2 and kind.name in {"indicator", "target"}
    heading = " (Open the north gate)" if kind.name == "remark" else ""
    assert (f"{kind.name.capitalize()}{heading}: " in said) is not has_element


@pytest.mark.parametrize("place", WORDED, ids=lambda place: place[1].name)
def test_the_table_of_actions_has_columns_for_every_kind_but_results(place: Place) -> None:
    action, *_ = action_rows(with_fact(place))
    bare_action, *_ = action_rows(bare())

    changed = {name for name, text in action.items() if text != bare_action[name]}
    assert bool(changed) is (place[1].name != "result")
    assert changed <= json_names(csvw("plan.csv", action))


def json_names(metadata: bytes) -> set[str]:
    return {column["name"] for column in json.loads(metadata)["tableSchema"]["columns"]}
