"""The register of bodies: parents over time, registers of one's own, and unknown bodies."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from plan_graph.building.library import build
from plan_graph.building.pipeline import convert
from plan_graph.checking.proposals import nearest, proposed_entry
from plan_graph.errors import DataError, UsageError
from plan_graph.language import register
from plan_graph.plan import Period
from plan_graph.reading.source import open_source
from plan_graph.resources import folder

BODIES = """
identifier = "mine"
language = "en"

[bodies.MOL]
en = "Ministry of Labour"
kind = "ministry"

[bodies.MOF]
en = "Ministry of the Family"
kind = "ministry"

[bodies.CPA]
en = "Child Protection Authority"
kind = "agency"
parents = [
    { parent = "MOF", valid_from = 2010-03-01, source = "decision 2 of 2010" },
    { parent = "MOL", valid_from = 2005-01-01, valid_until = 2010-02-28 },
]
"""
PLAN = """# Action Plan {years}

| Action | Responsible | Deadline |
|---|---|---|
| Protect children | CPA; Child Protecton Authority | {years} |
"""


def period(first: int, last: int) -> Period:
    return Period(date(first, 1, 1), date(last, 12, 31))


@pytest.fixture
def bodies(tmp_path: Path) -> Path:
    file = tmp_path / "bodies.toml"
    file.write_text(BODIES, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("time", "parent"),
    [
        (period(2009, 2009), "MOL"),
        (period(2009, 2012), "MOL"),
        (period(2011, 2012), "MOF"),
        (period(2001, 2002), None),
        (Period(None, date(2009, 12, 31)), "MOL"),
        (None, "MOF"),
    ],
)
def test_a_plan_takes_the_parent_of_its_time(
    bodies: Path, time: Period | None, parent: str | None
) -> None:
    known = register.load(str(bodies))

    assert [entry.code for entry in known.ancestors("CPA", time)] == ([parent] if parent else [])


def plan_folder(tmp_path: Path, years: str) -> Path:
    (tmp_path / "plan.md").write_text(PLAN.format(years=years), encoding="utf-8")
    settings = 'document = "plan.md"\nlanguage = "en"\nregister = "bodies.toml"\n'
    (tmp_path / "plan.toml").write_text(settings, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("years", "ministry"), [("2009-2009", "mol"), ("2013-2017", "mof")])
def test_the_graph_holds_the_parent_of_the_time_of_the_plan(
    bodies: Path, years: str, ministry: str
) -> None:
    built = convert(open_source(plan_folder(bodies.parent, years)))

    lines = {str(triple) for triple in built.asserted}
    organisation = "https://w3id.org/plan-graph/id/organisation/mine/"
    assert (
        f"<{organisation}cpa> <https://w3id.org/plan-graph/def#parentMinistry> "
        f"<{organisation}{ministry}>"
    ) in lines


def test_an_unknown_body_is_a_finding_with_the_nearest_known_and_an_entry_to_paste(
    bodies: Path,
) -> None:
    built = convert(open_source(plan_folder(bodies.parent, "2013-2017")))

    (finding,) = [f for f in built.report.findings if f.rule == "ActorShape-kind"]
    assert "nearest known: 'CPA' (Child Protection Authority)" in finding.messages["en"]
    assert '[bodies."Child Protecton Authority"]\nen = "Child' in finding.messages["en"]
    assert "cele mai apropiate cunoscute: 'CPA'" in finding.messages["ro"]


def test_a_proposed_entry_is_one_that_the_register_takes(tmp_path: Path) -> None:
    file = tmp_path / "bodies.toml"
    entry = proposed_entry('Office "X" \\ Y', "en")
    file.write_text(f'identifier = "x"\n\n{entry}\n', encoding="utf-8")

    assert register.load(str(file)).find('Office "X" \\ Y') is not None


def test_nothing_is_near_to_a_name_like_no_other() -> None:
    assert nearest("Zzyzx", register.load("ro")) == []


def test_a_parent_without_an_entry_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bodies.toml"
    file.write_text('[bodies.A]\nen = "A"\nkind = "agency"\nparent = "B"\n', encoding="utf-8")

    with pytest.raises(DataError, match=r"'bodies\.A' stands under 'B', which has no entry"):
        register.load(str(file))


def test_a_day_in_words_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bodies.toml"
    line = 'parents = [{ parent = "A", valid_from = "in 2009" }]'
    file.write_text(f'[bodies.A]\nen = "A"\nkind = "agency"\n{line}\n', encoding="utf-8")

    with pytest.raises(DataError, match=r"parents 1\.valid_from' is 'in 2009'; write a date"):
        register.load(str(file))


def test_a_register_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match="choose 'ca', 'ro'"):
        register.load("xx")


@pytest.mark.parametrize(
    "file", sorted((folder("data") / "organisations").glob("*.toml")), ids=lambda file: file.stem
)
def test_every_register_that_comes_along_can_be_used(file: Path) -> None:
    known = register.load(file.stem)

    assert known.identifier == file.stem
    assert all(known.find(code) == entry for code, entry in known.entries.items())


def plan_with_register(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "plan.md").write_text(PLAN.format(years="2026-2027"), encoding="utf-8")
    (folder / "bodies.toml").write_text(text, encoding="utf-8")
    settings = 'document = "plan.md"\nlanguage = "en"\nregister = "bodies.toml"\n'
    (folder / "plan.toml").write_text(settings, encoding="utf-8")
    return folder


def test_bodies_of_registers_without_an_identifier_stay_those_of_their_plans(
    tmp_path: Path,
) -> None:
    without = BODIES.replace('identifier = "mine"\n', "")
    other = without.replace("Ministry of the Family", "Ministry of Families")
    plans = [plan_with_register(tmp_path / "one", without),
             plan_with_register(tmp_path / "two", other)]  # fmt: skip

    build(plans, tmp_path / "built")

    for plan, ministry in (("one", "Ministry of the Family"), ("two", "Ministry of Families")):
        graph = (tmp_path / "built" / plan / "plan.nt").read_text(encoding="utf-8")
        assert f"/id/organisation/{plan}/" in graph
        assert ministry in graph


def test_two_registers_of_one_identifier_that_differ_are_refused(tmp_path: Path) -> None:
    other = BODIES.replace("Ministry of Labour", "Ministry of Work")
    plans = [plan_with_register(tmp_path / "one", BODIES),
             plan_with_register(tmp_path / "two", other)]  # fmt: skip

    with pytest.raises(
        UsageError, match=r"plans 'one' and 'two' are both called 'mine' and differ"
    ):
        build(plans, tmp_path / "build")

    assert not (tmp_path / "build").exists()


def test_two_plans_may_have_the_same_register(tmp_path: Path) -> None:
    plans = [plan_with_register(tmp_path / name, BODIES) for name in ("one", "two")]

    result = build(plans, tmp_path / "build", jobs=1)

    assert [plan.register for plan in (*result.built, *result.broken)] == ["mine", "mine"]


LONG_BODY = "Министерство на " + "регионалното развитие и благоустройството " * 5
OTHER_LETTERS = f"""# Национален план за действие 2025-2027

| № | Дейност | Отговорна институция | Срок |
|---|---|---|---|
| 1 | Изграждане на центрове за помощ | Дирекция 112 | 31.12.2026 |
| 2 | Обучение на служители | Център 112 | 31.12.2027 |
| 3 | Ремонт на мостове | {LONG_BODY}| 31.12.2025 |
"""


def test_bodies_in_other_letters_are_told_apart_and_fit_into_the_name_of_a_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "bg.md").write_text(OTHER_LETTERS, encoding="utf-8")

    build([tmp_path / "bg.md"], tmp_path / "built")

    graph = (tmp_path / "built" / "bg" / "plan.nt").read_text(encoding="utf-8")
    codes = set(re.findall(r"/id/organisation/bg/([^>]+)>", graph))
    assert {"direktsiya-112", "tsentar-112"} < codes
    assert len(codes) == 3
    assert all(re.fullmatch("[a-z0-9-]{1,240}", code) for code in codes)
