"""Tables for analysts say what SPARQL says; DuckDB reads them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas
import pytest
from pyarrow import parquet as pq

from plan_graph.asking.answers.columns import parquet, semicolon_csv
from plan_graph.asking.client import Graph
from plan_graph.asking.queries import load, names
from plan_graph.cli import main
from plan_graph.publishing.star_schema import TABLES
from real_store import real_build, real_store
from serving import serving

PREFIX = "PREFIX plan: <https://w3id.org/plan-graph/def#> "
ACTIONS = PREFIX + "SELECT (COUNT(?a) AS ?n) { ?a a plan:Action }"
QUESTIONS = {
    "actions of each plan": (
        "SELECT plan, count(*) FROM actions GROUP BY plan",
        "SELECT ?p (COUNT(DISTINCT ?a) AS ?n) { ?a a plan:Action ; plan:inPlan ?p } GROUP BY ?p",
    ),
    "actions of each objective": (
        "SELECT objective, count(*) FROM actions WHERE objective IS NOT NULL GROUP BY objective",
        "SELECT ?o (COUNT(DISTINCT ?a) AS ?n) { ?a a plan:Action ; plan:pursues ?o } GROUP BY ?o",
    ),
    "what each body is responsible for": (
        "SELECT body, count(DISTINCT action) FROM roles WHERE role = 'responsible' GROUP BY body",
        "SELECT ?b (COUNT(DISTINCT ?a) AS ?n) { ?a plan:responsible ?b } GROUP BY ?b",
    ),
    "with whom each body works": (
        "SELECT one.body, count(DISTINCT two.body) FROM roles one JOIN roles two USING (action) "
        "WHERE one.body != two.body GROUP BY one.body",
        "SELECT ?b (COUNT(DISTINCT ?c) AS ?n) { ?a a plan:Action ; plan:involves ?b, ?c . "
        "FILTER(?b != ?c) } GROUP BY ?b",
    ),
    "deadlines of each kind": (
        "SELECT kind, count(*) FROM deadlines GROUP BY kind",
        "SELECT (STRAFTER(STR(?k), '#') AS ?kind) (COUNT(DISTINCT ?d) AS ?n) { "
        "?a a plan:Action ; plan:hasDeadline ?d . ?d a ?k . "
        "FILTER(STRENDS(STR(?k), 'Deadline') && ?k != plan:Deadline) } GROUP BY ?k",
    ),
    "what is due in each year": (
        'SELECT year("end"), count(DISTINCT action) FROM deadlines WHERE "end" IS NOT NULL '
        "GROUP BY 1",
        "SELECT ?y (COUNT(DISTINCT ?a) AS ?n) { ?a a plan:Action ; plan:hasDeadline ?d . "
        "?d plan:endDate ?e . BIND(YEAR(?e) AS ?y) } GROUP BY ?y",
    ),
    "funding lines of each kind": (
        "SELECT kind, count(DISTINCT funding) FROM funding WHERE kind IS NOT NULL GROUP BY kind",
        "SELECT (REPLACE(STR(?k), '^.*/', '') AS ?kind) (COUNT(DISTINCT ?f) AS ?n) { "
        "?a a plan:Action ; plan:hasFunding ?f . ?f plan:fundingKind ?k } GROUP BY ?k",
    ),
    "actions without an indicator": (
        "SELECT 'none', count(*) FROM actions ANTI JOIN indicators USING (action)",
        "SELECT ('none' AS ?x) (COUNT(DISTINCT ?a) AS ?n) { ?a a plan:Action . "
        "FILTER NOT EXISTS { ?a plan:hasIndicator ?i } }",
    ),
    "what each ministry stands above": (
        "SELECT ministry, count(*) FROM bodies WHERE ministry IS NOT NULL GROUP BY ministry",
        "SELECT ?m (COUNT(DISTINCT ?b) AS ?n) { ?b plan:parentMinistry ?m } GROUP BY ?m",
    ),
    "words of each table": (
        'SELECT "table", count(DISTINCT thing) FROM sources WHERE "table" IS NOT NULL GROUP BY 1',
        "SELECT ?t (COUNT(DISTINCT ?x) AS ?n) { ?x plan:statedIn ?f . ?f plan:table ?t } "
        "GROUP BY ?t",
    ),
}


@pytest.fixture(scope="module")
def analyst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    target = tmp_path_factory.mktemp("parquet") / "tables"
    assert main(["export", str(real_build()), "--format", "parquet", "--out", str(target)]) == 0
    with duckdb.connect() as connection:
        for file in target.glob("*.parquet"):
            connection.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM '{file}'")
        yield connection


@pytest.mark.parametrize("question", QUESTIONS)
def test_duckdb_gives_what_sparql_gives(analyst: duckdb.DuckDBPyConnection, question: str) -> None:
    by_sql, by_sparql = QUESTIONS[question]

    found = {(str(key), int(number)) for key, number in analyst.execute(by_sql).fetchall()}
    expected = {
        (str(key), number) for key, number in Graph(real_store()).select(PREFIX + by_sparql).rows
    }

    assert found == expected
    assert found


def test_a_server_gives_the_same_tables_and_every_answer_over_http(
    analyst: duckdb.DuckDBPyConnection,
) -> None:
    with serving(real_build()) as server:
        for name in TABLES:
            given = server.client.get(f"tables/{name}.parquet")
            assert given.headers["content-type"] == "application/vnd.apache.parquet"
            rows = [
                tuple(row.values()) for row in pq.read_table(io.BytesIO(given.content)).to_pylist()
            ]
            assert rows == analyst.execute(f"SELECT * FROM {name}").fetchall()
        frame = pandas.read_parquet(f"{server.url}table/en/actions-list.parquet")
        missing = server.client.get("tables/none.parquet")

    assert len(frame) == Graph(real_store()).select(ACTIONS).rows[0][0]
    assert missing.status_code == 404
    assert "plans, bodies" in missing.text


def test_things_have_one_row_and_every_fact_joins(analyst: duckdb.DuckDBPyConnection) -> None:
    for table, key in (("plans", "plan"), ("bodies", "body"), ("actions", "action")):
        query = f"SELECT count(*), count(DISTINCT {key}) FROM {table}"
        rows, things = analyst.execute(query).fetchall()[0]
        assert rows == things > 0
    for table in ("roles", "deadlines", "funding", "indicators"):
        query = f"SELECT count(*) FROM {table} ANTI JOIN actions USING (action)"
        assert analyst.execute(query).fetchall() == [(0,)]
    assert analyst.execute(
        "SELECT count(*) FROM roles ANTI JOIN bodies USING (body)"
    ).fetchall() == [(0,)]


def test_every_answer_is_the_same_in_parquet() -> None:
    graph = Graph(real_store())
    asked = [name for name in names() if load(name).form == "select"]
    asked = [n for n in asked if not any(p.required for p in load(n).parameters.values())]

    for name in asked:
        answer = graph.ask(name)
        table = pq.read_table(io.BytesIO(answer.to_parquet()))

        assert table.column_names == list(answer.columns)
        rows = [tuple(row.values()) for row in table.to_pylist()]
        assert [list(map(str, row)) for row in rows] == [list(map(str, row)) for row in answer.rows]


def test_dates_and_numbers_have_their_types() -> None:
    answer = Graph(real_store()).ask("deadlines-calendar")

    table = pq.read_table(io.BytesIO(parquet(answer.solutions)))

    kinds = {name: str(table.schema.field(name).type) for name in table.column_names}
    assert "date32[day]" in kinds.values()
    assert any(isinstance(value, date) for row in table.to_pylist() for value in row.values())


def test_a_semicolon_parts_columns_where_a_comma_stands_in_numbers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = Graph(real_store()).select(
        'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (1.5 "=1+1" "x;y") } }'
    )

    assert semicolon_csv(answer.solutions) == '\ufeffa;b;c\r\n1,5;\'=1+1;"x;y"\r\n'
    store = ["--store", str(real_build())]
    assert main(["query", "plan-overview", *store, "--format", "csv-semicolon"]) == 0
    assert capsys.readouterr().out.startswith("\ufeffplan;")


def test_parquet_needs_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(real_build()), "--format", "parquet"]) == 2

    assert "give a folder with --out" in capsys.readouterr().err
