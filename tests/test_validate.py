"""Findings say where and what to do, in order; nothing in the data stops the validation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

import shape_cases
from plan_graph import vocab
from plan_graph.checking.finding import SHAPES, Finding
from plan_graph.checking.report import Report
from plan_graph.checking.validation import validate
from plan_graph.cli import main
from plan_graph.plan.tables import Place
from plan_graph.vocab import PLAN, RDF
from shape_cases import everything_added

SH = "http://www.w3.org/ns/shacl#"
THING = "https://w3id.org/plan-graph/id/"


def case(name: str) -> Path:
    return shape_cases.FOLDER / f"{name}.ttl"


def findings(name: str) -> tuple[Finding, ...]:
    return validate(shape_cases.triples(case(name))).findings


def test_a_finding_says_where_the_document_has_the_words() -> None:
    (finding,) = findings("invalid-deadline-not-understood")

    assert finding.line("en") == (
        "Warning: table 1, row 2, column 3: 'anual: iulie': found 'trim. IV': the deadline is not "
        "understood, so no question about dates finds the action; write it with its year, such as "
        "'trimestrul 4 2021', or as 'anual' "
        "(UnparsedDeadlineShape-understood, deadline/p/1.1-01-1)"
    )


def test_a_finding_is_said_in_romanian() -> None:
    (finding,) = findings("invalid-deadline-not-understood")

    assert finding.line("ro").startswith(
        "Avertisment: tabelul 1, rândul 2, coloana 3: 'anual: iulie': s-a găsit 'trim. IV': "
    )


def test_words_that_no_rule_reads_are_quoted_from_where_they_stand() -> None:
    (finding,) = findings("invalid-action-words-left")

    assert finding.quote == "Buget ANITP"
    assert finding.source and finding.source.place == Place(1, 2, 5)


def test_a_thing_that_is_stated_nowhere_has_the_place_of_the_thing_that_has_it() -> None:
    (finding,) = findings("invalid-fact-without-source")

    assert finding.source and finding.source.place == Place(1, 2, 1)


def test_outside_tables_the_place_is_a_character() -> None:
    (finding,) = findings("invalid-plan-words-left")

    assert finding.line("en").startswith("Info: character 31: 'Prevenire': these words")


def test_findings_come_by_severity_then_in_the_order_of_the_document() -> None:
    found = validate(everything_added()).findings

    severities = [("Violation", "Warning", "Info").index(f.severity) for f in found]
    starts = [f.source.start for f in found if f.severity == "Violation" and f.source]
    placed = [start for start in starts if start is not None]
    assert severities == sorted(severities)
    assert placed == sorted(placed)
    assert len(set(severities)) == 3


def test_data_without_a_plan_are_a_violation_and_not_silence() -> None:
    assert [f.rule for f in validate([]).violations] == ["DatasetShape-plan"]


def test_a_plan_with_warnings_has_no_violation() -> None:
    report = validate(shape_cases.triples(case("invalid-action-without-deadline")))

    assert report.violations == ()
    assert [f.rule for f in report.warnings] == ["ActionShape-deadline"]


def test_the_report_is_rdf_with_an_iri_for_every_result() -> None:
    report = validate(shape_cases.triples(case("invalid-month-13")))

    lines = [f"{triple} ." for triple in report.triples()]

    result = "<https://w3id.org/plan-graph/report/p#1>"
    deadline = f"{THING}deadline/p/1.1-01-1"
    assert lines[:4] == [
        f"<https://w3id.org/plan-graph/report/p> {RDF.type} <{SH}ValidationReport> .",
        f"<https://w3id.org/plan-graph/report/p> <{SH}conforms> "
        '"false"^^<http://www.w3.org/2001/XMLSchema#boolean> .',
        "<https://w3id.org/plan-graph/report/p> <http://xmlns.com/foaf/0.1/primaryTopic> "
        "<https://w3id.org/plan-graph/id/plan/p> .",
        f"<https://w3id.org/plan-graph/report/p> <{SH}result> {result} .",
    ]
    assert f"{result} <{SH}focusNode> <{deadline}> ." in lines
    assert f"{result} <{SH}resultPath> {PLAN.month} ." in lines
    assert f"{result} <{SH}sourceShape> <{SHAPES}RecurringDeadlineShape-month> ." in lines
    assert f'{result} <{SH}value> "13"^^<http://www.w3.org/2001/XMLSchema#integer> .' in lines
    component = f"<{SH}MaxInclusiveConstraintComponent>"
    assert f"{result} <{SH}sourceConstraintComponent> {component} ." in lines
    assert len([line for line in lines if f"<{SH}resultMessage>" in line]) == 2


def test_the_same_data_in_any_order_give_the_same_report() -> None:
    data = everything_added()

    reports = [validate(data), validate(data[::-1])]

    assert reports[0].triples() == reports[1].triples()


def test_a_report_without_findings_conforms() -> None:
    (conforms,) = [t.object for t in Report().triples() if t.predicate.value == f"{SH}conforms"]

    assert isinstance(conforms, Literal)
    assert conforms.value == "true"


def test_values_of_any_kind_anywhere_are_findings_and_never_an_error() -> None:
    values: list[NamedNode | BlankNode | Literal] = [
        NamedNode("urn:x"),
        BlankNode("b"),
        Literal("x"),
        Literal("x", language="en"),
        *(Literal(text, datatype=kind) for kind in vocab.XSD.terms.values() for text in ODD),
        *(Literal("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;", datatype=RDF_XML) for _ in "1"),
    ]
    base = shape_cases.triples(shape_cases.BASE)

    reports = [validate([replaced(triple, value) for triple in base]) for value in values]

    assert all(report.violations for report in reports)


ODD = ("", "x", "2021-02-30", "-1", "9" * 5000, "1e999999999", "-0001-01-01", "99999-01-01")
RDF_XML = NamedNode(vocab.RDF.namespace + "XMLLiteral")


def replaced(triple: Triple, value: NamedNode | BlankNode | Literal) -> Triple:
    """Put a value in the place of any, but leave things their classes."""
    if triple.predicate == RDF.type:
        return triple
    return Triple(triple.subject, triple.predicate, value)


def test_nothing_of_the_libraries_reaches_the_user() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import shape_cases\n"
        "from plan_graph.checking.validation import validate\n"
        "for name in ('invalid-no-such-day', 'invalid-month-is-text', 'invalid-start-is-text'):\n"
        "    validate(shape_cases.triples(shape_cases.FOLDER / f'{name}.ttl'))\n"
    )

    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", program, str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.stdout, done.stderr) == ("", "")


def test_a_literal_beyond_all_measure_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "huge.ttl"
    file.write_text(f'<https://a.example/> <https://a.example/p> "{"a" * 17_000_000}" .')

    assert main(["check", str(file)]) == 2
    assert "over 16 MB" in capsys.readouterr().err
