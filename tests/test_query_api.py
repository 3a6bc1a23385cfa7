"""The named queries over HTTP: typed parameters, pages, forms, and their OpenAPI description."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pyoxigraph import RdfFormat, parse

from plan_graph.asking.answers.formats import solutions_text
from plan_graph.asking.queries import load, names, select
from plan_graph.asking.store import Embedded, open_store
from query_cases import QueryCase, query_cases
from serving import Server, serving, write_real_build

CONSTRUCTS = [name for name in names() if load(name).form == "construct"]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_real_build(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="module")
def server(build: Path) -> Iterator[Server]:
    with serving(build) as found:
        yield found


@pytest.fixture(scope="module")
def engine(build: Path) -> Embedded:
    return open_store(build / "store")


def get(server: Server, name: str, accept: str = "*/*", **values: str | int) -> httpx.Response:
    return server.client.get(f"query/{name}", params=values, headers={"Accept": accept})


def first_column(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    found = response.json()
    name = found["head"]["vars"][0]
    return [row[name]["value"] for row in found["results"]["bindings"]]


@pytest.mark.parametrize("case", query_cases(), ids=lambda case: str(case.name))
def test_every_query_answers_as_it_does_without_a_server(
    server: Server, engine: Embedded, case: QueryCase
) -> None:
    if case.query.form == "construct":
        response = get(server, case.query.name, "application/n-triples", **case.values)
        assert response.status_code == 200
        assert list(parse(response.content, format=RdfFormat.N_TRIPLES))
    else:
        response = get(server, case.query.name, "text/csv", **case.values)
        values = {"lang": "en"} if "lang" in case.query.parameters else {}
        expected = select(engine, case.query, {**values, **case.values})
        assert response.status_code == 200
        assert response.text == solutions_text(expected, "csv")


def test_a_thing_may_be_named_in_words(server: Server) -> None:
    by_short = first_column(get(server, "actions-by-agency", agency="INM"))
    by_iri = first_column(
        get(server, "actions-by-agency",
            agency="https://w3id.org/plan-graph/id/organisation/ro/inm")
    )  # fmt: skip

    assert by_short == by_iri == ["3.1-06", "3.1-07"]


def test_a_default_is_applied_and_may_be_changed(server: Server) -> None:
    english = get(server, "actions-by-ministry").text
    romanian = get(server, "actions-by-ministry", lang="ro").text

    assert "Ministry of Internal Affairs" in english
    assert "Ministerul Afacerilor Interne" in romanian


def test_an_answer_comes_in_pages(server: Server) -> None:
    whole = first_column(get(server, "actions-list"))
    pages: list[str] = []
    response = get(server, "actions-list", limit=30)
    while True:
        pages += first_column(response)
        link = re.fullmatch(r'<(.+)>; rel="next"', response.headers.get("link", ""))
        if not link:
            break
        assert link[1].startswith(server.url)
        response = server.client.get(link[1])

    assert len(whole) == 67
    assert pages == whole


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        (".json", "application/sparql-results+json"),
        (".xml", "application/sparql-results+xml"),
        (".csv", "text/csv; charset=utf-8"),
        (".tsv", "text/tab-separated-values; charset=utf-8"),
    ],
)
def test_a_form_may_be_asked_for_by_suffix(server: Server, suffix: str, kind: str) -> None:
    response = get(server, "actions-by-ministry" + suffix, "text/html")

    assert response.headers["content-type"] == kind


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".rdf", ".jsonld"])
def test_a_graph_has_forms_of_graphs(server: Server, suffix: str) -> None:
    response = get(server, "bodies-hierarchy" + suffix)
    syntax = RdfFormat.from_media_type(response.headers["content-type"])

    assert syntax
    assert list(parse(response.content, format=syntax))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("actions-by-ministry.ttl", 406),
        ("bodies-hierarchy.csv", 406),
        ("../x", 404),
        ("%2e%2e%2fx", 404),
        ("actions-list%00", 404),
        ("actions-list%0d%0aX:%20y", 404),
        ("a" * 5_000, 404),
        ("CON", 404),
        ("actions-lst", 404),
    ],
)
def test_a_query_that_there_is_not_is_not_found(server: Server, path: str, status: int) -> None:
    response = server.client.get(f"query/{path}")

    assert response.status_code == status
    assert "x" not in response.headers


def test_an_unknown_query_names_the_nearest(server: Server) -> None:
    assert "did you mean 'actions-list'" in get(server, "actions-lst").json()["detail"]


@pytest.mark.parametrize(
    ("name", "query", "status", "told"),
    [
        ("actions-by-agency", "", 400, "needs a value for agency; give agency="),
        ("actions-by-agency", "agency=", 400, "needs a value for agency"),
        ("actions-by-agency", "agnecy=INM", 400, "has no parameter 'agnecy'"),
        ("actions-by-agency", "agency=INM&agency=ANR", 400, "'agency' is given 2 times"),
        ("actions-by-agency", "agency=INMM", 404, "did you mean"),
        ("actions-by-agency", "agency=http://a/%20b", 400, "agency="),
        ("actions-by-agency", "agency=" + "a" * 2_001, 400, "no more than 2,000 characters"),
        ("actions-by-agency", "agency=INM%0A", 400, "printable"),
        ("actions-due-by", "date=yesterday", 400, "expected a date such as"),
        ("actions-due-by", "date=2021-02-30", 400, "expected a date such as"),
        ("actions-list", "limit=0", 400, "limit='0': expected a number from 1"),
        ("actions-list", "limit=1e3", 400, "limit="),
        ("actions-list", "limit=99999", 400, "limit="),
        ("actions-list", "offset=-1", 400, "offset="),
        ("actions-list", "lang=%FF", 400, "UTF-8"),
    ],
)
def test_a_problem_names_the_parameter_and_the_remedy(
    server: Server, name: str, query: str, status: int, told: str
) -> None:
    response = server.client.get(f"query/{name}?{query}")

    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert told in response.json()["detail"]


HOSTILE = [
    '"', "\\", "'", '"""', "}", "#", '" } # ', 'x" . ?s ?p ?o . FILTER("', "<http://a/>",
    "\\u0022", '\\" UNION', "?x", "$x", "<<", "SERVICE <http://127.0.0.1:9/>", "%22", "a\\",
    "http://a/> ?p ?o . <http://b/", "https://a/%3E", "\u202e", "\ufeff", "\U0001f600", "é",
    "\u0301",
    "' OR 1=1 --", "{{7*7}}", "${x}", "../../etc/passwd", "file:///etc/passwd", "javascript:x",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize(
    ("name", "parameter"),
    [("actions-by-agency", "agency"), ("actions-list", "lang"), ("actions-due-by", "date"),
     ("actions-with-words", "words")],
)  # fmt: skip
def test_no_value_changes_a_query(server: Server, name: str, parameter: str, value: str) -> None:
    nothing = "nothing is called so"
    response = get(server, name, **{parameter: value})

    assert response.status_code in (200, 400, 404)
    if response.status_code == 200 and parameter == "words":
        assert len(first_column(response)) <= len(first_column(get(server, name, words="a")))
    elif response.status_code == 200 and parameter == "lang":
        same = get(server, name, lang=nothing)
        assert first_column(response) == first_column(same)
    elif response.status_code == 200:
        assert first_column(response) == []


def test_an_answer_is_not_sent_twice(server: Server) -> None:
    first = get(server, "actions-list", limit=5)
    again = server.client.get(
        "query/actions-list", params={"limit": 5}, headers={"If-None-Match": first.headers["etag"]}
    )

    assert again.status_code == 304
    assert get(server, "actions-list", limit=6).headers["etag"] != first.headers["etag"]


def test_the_queries_are_listed(server: Server) -> None:
    found = server.client.get("query").json()
    page = server.client.get("query", headers={"Accept": "text/html"}).text

    assert [entry["name"] for entry in found] == names()
    assert found[0]["summary"]["ro"]
    assert all(f"/query/{name}" in page for name in names())


def test_a_search_is_answered_in_pages_and_narrowed(server: Server) -> None:
    asked = {"q": "campain", "kind": "action", "lang": "ro", "limit": "2"}
    found = server.client.get("search", params=asked)
    rest = server.client.get("search", params={**asked, "offset": "2"}).json()

    assert found.headers["content-type"] == "application/json"
    answer = found.json()
    assert answer["corrected"] == [{"word": "campain", "read": ["campaign"]}]
    assert [each["kind"] for each in answer["results"]] == ["action", "action"]
    assert not {each["iri"] for each in rest["results"]} & {e["iri"] for e in answer["results"]}
    again = server.client.get(
        "search", params=asked, headers={"If-None-Match": found.headers["etag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "'q': expected words"),
        ({"q": "a" * 1001}, "found 1,001"),
        ({"q": "a", "kind": "tree"}, "expected one of plan"),
        ({"q": "a", "lang": "xx"}, "expected one of en"),
        ({"q": "a", "limit": "0"}, "from 1"),
        ({"q": "a", "x": "y"}, "'x': is unknown"),
    ],
)
def test_a_search_that_cannot_be_asked_says_why(
    values: dict[str, str], said: str, server: Server
) -> None:
    answer = server.client.get("search", params=values)

    assert answer.status_code == 400
    assert said in answer.json()["detail"]


def test_openapi_describes_every_query_as_its_file_does(server: Server) -> None:
    found: dict[str, Any] = server.client.get("openapi.json").json()

    assert found["openapi"].startswith("3.1")
    assert sorted(found["paths"]) == [*(f"/query/{name}" for name in names()), "/search"]
    for name in names():
        operation = found["paths"][f"/query/{name}"]["get"]
        described = {p["name"]: p["required"] for p in operation["parameters"] if "required" in p}
        query = load(name)
        assert described == {p.name: p.required for p in query.parameters.values()}
        assert operation["summary"] == query.words("summary")


CHECKS = ",".join(
    [
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
        "positive_data_acceptance",
        "unsupported_method",
    ]
)


def test_schemathesis_finds_nothing_about_any_query(server: Server, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("schemathesis")
    command = [str(program), "run", f"{server.url}openapi.json", "--max-examples", "1",
               "--workers", "2", "--checks", CHECKS, "--seed", "1", "--no-color"]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-6_000:]
    assert f"Tested: {len(names()) + 1}\n" in done.stdout  # the search is one more


def test_the_page_of_questions_links_only_to_answers(server: Server) -> None:
    page = server.client.get("query", headers={"Accept": "text/html"}).text

    links = re.findall(r'href="(/query/[^"]+)"', page)
    assert len(links) > 40
    assert all(server.client.get(link).status_code == 200 for link in links)
    assert "query/actions-by-agency?agency=…" in page
