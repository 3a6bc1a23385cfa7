"""The commands that take a graph take the folder of a build as well."""

from __future__ import annotations

from pathlib import Path

import pytest

import shape_cases
from plan_graph.cli import main
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
