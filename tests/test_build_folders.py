"""The commands that take a graph take the folder of a build as well."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import shape_cases
from monitored import CASES
from plan_graph.asking.queries import load
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.store import open_store
from plan_graph.cli import main
from reviews import CYCLING
from small_plan import small_plan


def put(folder: Path, name: str, triples: list[object]) -> None:
    (folder / name).mkdir(parents=True)
    text = "".join(f"{triple} .\n" for triple in triples)
    (folder / name / "plan.ttl").write_text(text, encoding="utf-8")


def valid() -> list[object]:
    return list(shape_cases.triples(shape_cases.BASE))


def test_check_looks_at_every_plan_of_a_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "a", valid())
    put(tmp_path, "b", list(small_plan()))

    status = main(["check", str(tmp_path)])

    told = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in told] == [
        str(tmp_path / name / "plan.ttl") for name in "ab"
    ]
    assert told[0].endswith(": 0 violations, 0 warnings")
    assert status == 1


def test_export_takes_the_folder_of_a_plan_and_of_a_build_of_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "build", "a", valid())

    for path in ("build", "build/a", "build/a/plan.ttl"):
        assert main(["export", str(tmp_path / path), "--format", "csv"]) == 0
        assert "Acțiunea întâi" in capsys.readouterr().out


def test_export_of_a_build_of_several_asks_for_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, "a", valid())
    put(tmp_path, "b", list(small_plan()))

    assert main(["export", str(tmp_path), "--format", "csv"]) == 2
    assert f"holds 2 plans; give the folder of one: '{tmp_path / 'a'}'" in capsys.readouterr().err


def test_a_bad_plan_among_others_is_one_line_that_names_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "plan.toml").write_text('document = "notes.txt"', encoding="utf-8")
    (bad / "notes.txt").write_text("no table", encoding="utf-8")
    others = [CYCLING, CASES / "plan"]

    status = main(["build", *map(str, others), str(bad), "--out", str(tmp_path / "build")])

    said = capsys.readouterr()
    assert status == 2
    (line,) = (line for line in said.err.splitlines() if "no action table found" in line)
    assert line.startswith("plan-graph: bad: notes.txt: no action table found")
    assert {folder.name for folder in (tmp_path / "build").glob("*/")} == {
        "cycling",
        "parks",
        "store",
    }


def test_a_plan_that_has_gone_bad_keeps_its_earlier_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(CASES / "plan", tmp_path / "parks")
    command = ["build", str(CYCLING), str(folder), "--out", str(tmp_path / "build")]
    assert main(command) == 0
    before = (tmp_path / "build" / "parks" / "plan.ttl").read_bytes()
    (folder / "plan.md").write_text("# Fără tabel\n", encoding="utf-8")

    assert main(command) == 2

    assert "parks: its earlier version stays in" in capsys.readouterr().err
    assert (tmp_path / "build" / "parks" / "plan.ttl").read_bytes() == before
    engine = open_store(tmp_path / "build")
    found = engine.select(bind(load("plans-compared"), {}, engine))
    assert len(found.rows) == 2


def test_a_build_answers_a_question_to_which_its_plans_have_an_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "valley.md"
    plan.write_text(
        "# Valley plan 2031\n\n| Measure | Who | When |\n|---|---|---|\n"
        "| Run a night bus | Valley Council | March 2031 |\n"
        "| Repair the bridge | Road Office | May 2031 |\n",
        encoding="utf-8",
    )

    main(["build", str(plan), "--out", str(tmp_path / "build")])

    told = capsys.readouterr().out
    assert "(plan-graph query agency-workload)" in told
    assert "Valley Council" in told
