"""Answers that are kept: given again as they were, only for the same request, in bounded room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from serving import Server, serving, write_real_build

QUERY = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o LIMIT 40"
HIT = "plan-graph; hit"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_real_build(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def server(build: Path) -> Iterator[Server]:
    with serving(build) as found:
        yield found


def is_kept(response: httpx.Response) -> bool:
    return bool(response.headers.get("cache-status") == HIT)


def head(response: httpx.Response) -> dict[str, str]:
    return {k: v for k, v in response.headers.items() if k not in ("date", "cache-status")}


PATHS = [
    "sparql?query=ASK%7B%7D",
    "query/actions-list?limit=5",
    "query/actions-list.csv?limit=5",
    "doc/action/ro-thb-2021-2022/1.1-01.ttl",
    "en/index.html",
]


@pytest.mark.parametrize("path", PATHS)
def test_the_same_answer_is_given_again_without_a_worker(server: Server, path: str) -> None:
    first = server.client.get(path)
    second = server.client.get(path)

    assert first.status_code == 200
    assert not is_kept(first) and is_kept(second)
    assert (second.content, head(second)) == (first.content, head(first))


def test_a_kept_answer_has_a_head_and_may_be_the_same_still(server: Server) -> None:
    first = server.query(QUERY)
    only_head = server.client.head("sparql", params={"query": QUERY})
    again = server.query(QUERY, if_none_match=first.headers["etag"])

    assert only_head.content == b""
    assert only_head.headers["content-length"] == first.headers["content-length"]
    assert (again.status_code, again.content) == (304, b"")


def test_another_form_is_another_answer(server: Server) -> None:
    server.query(QUERY, accept="application/sparql-results+json", accept_encoding="identity")

    as_csv = server.query(QUERY, accept="text/csv", accept_encoding="identity")
    compressed = server.query(QUERY, accept="application/sparql-results+json")

    assert not is_kept(as_csv) and not is_kept(compressed)
    assert as_csv.text.startswith("s,o")
    assert compressed.headers["content-encoding"] == "gzip"


def test_the_next_page_of_a_file_is_a_file(server: Server) -> None:
    server.client.get("query/actions-list", params={"limit": 5}, headers={"Accept": "text/csv"})

    file = server.client.get("query/actions-list.csv", params={"limit": 5})

    assert "query/actions-list.csv?" in file.headers["link"]


@pytest.mark.parametrize(
    "query", ["SELECT (RAND() AS ?n) {}", "SELECT (NOW() AS ?n) {}", "SELECT (STRUUID() AS ?n) {}"]
)
def test_an_answer_that_changes_by_itself_is_not_kept(server: Server, query: str) -> None:
    first, second = server.query(query), server.query(query)

    assert not is_kept(second)
    assert first.content != second.content


@pytest.mark.parametrize("query", ["SELECT * {", "SELECT * FROM <http://a/> { ?s ?p ?o }"])
def test_a_problem_is_not_kept(server: Server, query: str) -> None:
    assert [server.query(query).status_code for _ in range(2)] == [400, 400]
    assert server.metric("plan_graph_kept_answers_total") == 0


def test_answers_are_kept_only_as_long_as_there_is_room(build: Path) -> None:
    with serving(build, kept_bytes=10_000) as server:
        for number in range(50):
            assert server.query(f"SELECT ({number} AS ?n) {{}}").status_code == 200
        latest = server.query("SELECT (49 AS ?n) {}")
        oldest = server.query("SELECT (0 AS ?n) {}")

        assert is_kept(latest) and not is_kept(oldest)
        assert 0 < server.metric("plan_graph_kept_bytes") <= 10_000


def test_a_server_without_room_keeps_nothing(build: Path) -> None:
    with serving(build, kept_bytes=0) as server:
        assert not any(is_kept(server.query(QUERY)) for _ in range(3))
        assert server.metric("plan_graph_kept_bytes") == 0


def test_large_answers_are_not_kept(server: Server) -> None:
    large = "SELECT * { ?s ?p ?o }"
    sizes = {len(server.query(large).content) for _ in range(2)}

    assert min(sizes) > 100_000
    assert server.metric("plan_graph_kept_bytes") == 0
