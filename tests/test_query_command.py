"""`plan-graph query` as a person uses it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plan_graph.asking.queries import load, names
from plan_graph.cli import main
from real_store import real_build

STORE = ["--build", str(real_build())]
Capture = pytest.CaptureFixture[str]


def test_no_heavy_library_is_loaded_to_answer_a_question() -> None:
    script = (
        "import sys; from plan_graph.cli import main; main(sys.argv[1:]); "
        "print(*sorted(name.partition('.')[0] for name in sys.modules), file=sys.stderr)"
    )
    arguments = ["query", "actions-by-agency", "agency=ANITP", *STORE]

    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
    )

    assert "1.1-01" in done.stdout
    heavy = {"rdflib", "pyshacl", "owlrl", "SPARQLWrapper", "yaml", "pandas", "vl_convert", "docx"}
    assert (heavy | {"wcwidth"}) & set(done.stderr.split()) == set()


def test_without_a_name_all_questions_are_listed_in_the_language(capsys: Capture) -> None:
    main(["query"])
    english = capsys.readouterr().out
    main(["query", "--language", "ro"])
    romanian = capsys.readouterr().out

    for name in names():
        assert load(name).words("summary") in english
        assert load(name).words("summary", "ro") in romanian


@pytest.mark.parametrize("name", names())
def test_every_query_explains_itself_and_its_parameters(name: str, capsys: Capture) -> None:
    assert main(["query", name, "--about"]) == 0

    explained = capsys.readouterr().out
    assert explained.startswith(load(name).words("summary"))
    for parameter in load(name).parameters:
        assert f"\n  {parameter}=<" in explained


def test_tags_and_hints_are_in_the_language(capsys: Capture) -> None:
    main(["query", "--language", "ro"])
    listed = capsys.readouterr().out
    main(["query", "actions-by-agency", "--about", "--language", "ro"])
    explained = capsys.readouterr().out

    assert "răspundere\n" in listed
    assert "accountability" not in listed
    assert "agency=<IRI sau nume scurt>  Instituție sau organizație (obligatoriu)" in explained
    assert "roleLabel" not in explained
    assert "role (Rol)" in explained


def test_a_limit_is_told(capsys: Capture) -> None:
    main(["query", "actions-by-ministry", "--limit", "2", "--format", "csv", *STORE])

    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 3
    assert "the first 2 of 7 rows" in shown.err


def test_labels_are_in_the_chosen_language(capsys: Capture) -> None:
    main(["query", "actions-by-ministry", "--language", "ro", *STORE])

    assert "Ministerul Afacerilor Interne" in capsys.readouterr().out


def test_the_chart_is_drawn_beside_the_answer(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "workload.svg"

    assert main(["query", "agency-workload", "--chart", str(target), *STORE]) == 0

    assert target.read_text(encoding="utf-8").startswith("<svg")
    assert f"chart written to {target}" in capsys.readouterr().err


def test_a_graph_is_given_as_turtle(capsys: Capture) -> None:
    main(["query", "action-description", "action=1.1-01", *STORE])

    assert "plan:ExternallyFundedAction" in capsys.readouterr().out


def test_a_query_file_of_ones_own_is_answered(tmp_path: Path, capsys: Capture) -> None:
    own = tmp_path / "pillars.rq"
    own.write_text(
        "PREFIX plan: <https://w3id.org/plan-graph/def#>\n"
        "SELECT (COUNT(?p) AS ?pillars) WHERE { ?p a plan:Pillar }",
        encoding="utf-8",
    )

    assert main(["query", str(own), "--format", "csv", *STORE]) == 0
    assert capsys.readouterr().out.split() == ["pillars", "5"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["no-such"], "query 'no-such': there is no such query; 'plan-graph query' lists them"),
        (["actions-by-ministries"], "did you mean 'actions-by-ministry'?"),
        (["actions-by-agency"], "needs a value for agency; give agency=<IRI or short name>"),
        (["actions-by-agency", "ANITP"], "'ANITP' is not name=value; write, for instance"),
        (["actions-by-agency", "agency=a", "agency=b"], "'agency=b' is given twice"),
        (["actions-by-ministry", "--format", "turtle"], "cannot be answered as turtle; choose"),
        (["actions-by-ministry", "--limit", "0"], "--limit 0: give a number of rows from 1"),
        (["actions-by-ministry", "--build", "none"], "run 'plan-graph build' first"),
        (["--language", "fr"], "--language fr: questions are asked in en and ro; choose one"),
        (["none.rq"], "none.rq: cannot be read: No such file or directory"),
    ],
)
def test_wrong_use_is_one_line_with_a_remedy(
    arguments: list[str], message: str, capsys: Capture
) -> None:
    use = arguments if "--build" in arguments else [*arguments, *STORE]

    assert main(["query", *use]) == 2

    complaint = capsys.readouterr().err
    assert message in complaint
    assert complaint.count("\n") == 1


def test_a_query_file_that_is_no_sparql_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    own = tmp_path / "wrong.rq"
    own.write_text("SELECT ?x WHERE { ?x ", encoding="utf-8")

    assert main(["query", str(own), *STORE]) == 2
    assert "the query is no SPARQL" in capsys.readouterr().err


def test_a_query_form_that_is_not_answered_says_so(tmp_path: Path, capsys: Capture) -> None:
    own = tmp_path / "asks.rq"
    own.write_text("ASK {}", encoding="utf-8")

    assert main(["query", str(own), *STORE]) == 2
    assert "asks for ASK; only SELECT and CONSTRUCT are answered" in capsys.readouterr().err


def test_a_query_that_calls_another_endpoint_stops_with_one_line(
    tmp_path: Path, capsys: Capture
) -> None:
    own = tmp_path / "calls.rq"
    own.write_text("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", encoding="utf-8")

    assert main(["query", str(own), *STORE]) == 2
    assert "SERVICE is not for the embedded store" in capsys.readouterr().err


def test_a_chart_of_another_kind_is_refused(capsys: Capture) -> None:
    assert main(["query", "agency-workload", "--chart", "x.gif", *STORE]) == 2
    assert "charts are SVG or PNG; give a name ending in .svg or .png" in capsys.readouterr().err


def test_an_empty_answer_says_so(capsys: Capture) -> None:
    main(["query", "actions-due-by", "date=1999-01-01", *STORE])

    assert "no rows" in capsys.readouterr().err


def test_a_full_disk_is_one_line() -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "plan_graph", "query", "actions-list", *STORE],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr == "plan-graph: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        ("{mark: {type: bar}, encoding: {x: {field: n, type: quantitative}, y: {field: m}}}", ""),
        ("{mark: [bar], encoding: {x: {field: n}, y: {field: m}}}", "mark is missing"),
        ("{mark: bar, encoding: 5}", "encoding.x.field is missing"),
        ("{mark: bar, encoding: {x: {field: n}, y: {field: m}, color: red}}", "encoding.color"),
        ("{mark: network, encoding: {x: {field: n}, y: {field: m}}}", "encoding.source.field"),
        ("5", "declares no chart"),
    ],
)
def test_the_chart_of_a_query_of_anybody_is_drawn_or_refused_in_one_line(
    tmp_path: Path, capsys: Capture, chart: str, said: str
) -> None:
    query = tmp_path / "mine.rq"
    query.write_text(
        "#+ summary: How many actions has each ministry?\n#+ description: Mine.\n#+ tags: [mine]\n"
        f"#+ x-plan-graph:\n#+   chart: {chart}\n"
        "PREFIX plan: <https://w3id.org/plan-graph/def#>\nSELECT ?m (COUNT(?a) AS ?n) WHERE "
        "{ ?a plan:accountableMinistry ?m } GROUP BY ?m ORDER BY ?m\n",
        encoding="utf-8",
    )

    status = main(["query", str(query), "--chart", str(tmp_path / "x.svg"), *STORE])

    assert status == (2 if said else 0)
    assert (tmp_path / "x.svg").is_file() is not bool(said)
    assert said in capsys.readouterr().err
