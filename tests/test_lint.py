"""The rules for query files: each case file gives the complaints that stand beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_graph.asking.queries import load_file, names
from plan_graph.asking.queries.lint import lint
from plan_graph.cli import main
from plan_graph.resources import folder

CASES = sorted((Path(__file__).parent / "cases" / "lint").glob("*.rq"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_gives_the_complaints_beside_it(case: Path) -> None:
    expected = case.with_suffix(".expected").read_text(encoding="utf-8").splitlines()

    assert [str(complaint) for complaint in lint(load_file(case))] == expected


def test_only_the_well_written_case_is_without_complaint() -> None:
    quiet = [case.stem for case in CASES if not case.with_suffix(".expected").stat().st_size]

    assert quiet == ["well-written"]


@pytest.mark.parametrize("name", names())
def test_every_query_that_comes_along_keeps_the_rules(name: str) -> None:
    assert lint(load_file(folder("queries") / f"{name}.rq")) == []


def test_check_tells_file_line_and_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    case = next(case for case in CASES if case.stem == "invalid-regex")

    status = main(["check", str(case)])

    assert status == 1
    line = f"{case}: line 17: REGEX folds ASCII letters only on Virtuoso; use CONTAINS"
    assert capsys.readouterr().out.startswith(line)


def test_a_query_file_that_is_not_there_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "none.rq"]) == 2
    assert "none.rq: cannot be read: No such file or directory" in capsys.readouterr().err


def test_a_query_of_ones_own_needs_no_decorators(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "mine.rq"
    own.write_text("SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s", encoding="utf-8")

    assert main(["check", str(own)]) == 0
    assert capsys.readouterr().out == ""
