"""The rules for query files: each case file gives the complaints that stand beside it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote_plus

import pytest

from plan_graph.asking.queries import load, load_file, names
from plan_graph.asking.queries.lint import lint
from plan_graph.asking.queries.lint.portable import PREFIXES
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


_FUNDED = "?a plan:hasFunding ?line . OPTIONAL { ?line plan:fundingKind ?kind }"


@pytest.mark.parametrize(
    ("pattern", "warned"),
    [
        (f"{_FUNDED} ?kind skos:prefLabel ?label", True),
        (f"{_FUNDED} OPTIONAL {{ ?kind skos:prefLabel ?label }}", True),
        (f"{_FUNDED} FILTER NOT EXISTS {{ ?kind skos:broader ?wide }}", True),
        (f"{_FUNDED} OPTIONAL {{ ?a ?p ?x FILTER EXISTS {{ ?kind skos:broader ?x }} }}", True),
        (f"{_FUNDED} BIND(?kind AS ?same) ?same skos:prefLabel ?label", True),
        (f"{_FUNDED} {{ SELECT ?kind (COUNT(?b) AS ?n) {{ ?b ?p ?kind }} GROUP BY ?kind }}", True),
        ("{ ?a plan:partner ?b } UNION { ?a plan:inPlan ?p } ?b skos:prefLabel ?label", True),
        ("VALUES ?b { UNDEF } ?b skos:prefLabel ?label", True),
        (f"{_FUNDED} OPTIONAL {{ ?line plan:fundingKind ?kind . ?kind ?p ?label }}", False),
        (f"{_FUNDED} FILTER(?kind = skos:Concept)", False),
        (f"{_FUNDED} BIND(COALESCE(?kind, ?a) AS ?some) ?some skos:prefLabel ?label", False),
        ("OPTIONAL { ?a plan:partner ?b . ?b skos:prefLabel ?label }", False),
        ("BIND(?_agency_iri AS ?b) ?b skos:prefLabel ?label", False),
        ("{ ?a plan:partner ?b } UNION { ?b plan:inPlan ?p } ?b skos:prefLabel ?label", False),
    ],
)
def test_a_variable_that_may_be_unbound_in_a_later_pattern_is_told(
    tmp_path: Path, pattern: str, warned: bool
) -> None:
    own = tmp_path / "mine.rq"
    prefixes = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("plan", "skos"))
    own.write_text(f"{prefixes}SELECT ?a WHERE {{ {pattern} }} ORDER BY ?a", encoding="utf-8")

    problems = [each.problem for each in lint(load_file(own))]

    assert any("may be unbound" in problem for problem in problems) is warned


@pytest.mark.parametrize("name", names())
def test_a_query_fits_into_the_address_of_a_request(name: str) -> None:
    """Virtuoso cuts an address at ten thousand letters, and grlc asks by GET."""
    assert len(quote_plus(load(name).source)) < 9_700
