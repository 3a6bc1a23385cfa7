"""grlc, in an environment of its own, serves the folder of queries as it is."""

from __future__ import annotations

import json
import shutil
import urllib.request
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from plan_graph.asking.http import Reply
from plan_graph.asking.queries import load, names
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.engine import Engine
from plan_graph.asking.queries.template import Query
from plan_graph.asking.remote.endpoint import Endpoint
from plan_graph.asking.remote.results import SOLUTIONS, TRIPLES, read_solutions, read_triples
from plan_graph.building.build import write
from plan_graph.publishing.upload import publish
from plan_graph.publishing.upload_contents import read_build
from plan_graph.resources import folder
from query_cases import QueryCase, comparable_row, comparable_triple, query_cases
from real_plan import real_plan
from servers import Server, free_ports, running

PROGRAM = Path(__file__).parents[1] / ".venv-grlc" / "bin" / "gunicorn"
SETTINGS = """
[auth]
github_access_token = none
gitlab_access_token = none
[local]
local_sparql_dir = {queries}/
[defaults]
sparql_endpoint = {endpoint}
server_name = {host}
user = none
password = none
debug = False
[api_gitlab]
gitlab_url = https://gitlab.example.org
"""


@pytest.fixture(scope="module")
def published(virtuoso: Server, tmp_path_factory: pytest.TempPathFactory) -> tuple[Engine, str]:
    build = tmp_path_factory.mktemp("build")
    write([real_plan()], build)
    with pytest.MonkeyPatch.context() as environment:
        for name, value in virtuoso.environment.items():
            environment.setenv(name, value)
        endpoint = Endpoint(virtuoso.url, update_url=virtuoso.update_url)
        done = publish(read_build(build), endpoint)
    return Endpoint(virtuoso.url), f"{virtuoso.url}?default-graph-uri={done.graph}"


@pytest.fixture(scope="module")
def grlc(published: tuple[Engine, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run grlc over the published graph; give the address of its API."""
    if not PROGRAM.is_file():
        raise RuntimeError(f"{PROGRAM} is missing; 'make test' sets it up")
    place = tmp_path_factory.mktemp("grlc")
    shutil.copytree(folder("queries"), place / "queries")
    (port,) = free_ports(1)
    host = f"127.0.0.1:{port}"
    settings = SETTINGS.format(queries=place / "queries", endpoint=published[1], host=host)
    (place / "config.ini").write_text(settings, encoding="utf-8")
    command = [str(PROGRAM), "--no-control-socket", "-w", "1", "-b", host, "grlc.server:app"]
    with running(command, place, f"http://{host}/"):
        yield f"http://{host}/api-local"


@pytest.fixture(scope="module")
def specification(grlc: str) -> dict[str, Any]:
    with urllib.request.urlopen(f"{grlc}/swagger", timeout=120) as response:
        found: dict[str, Any] = json.load(response)
    return found


def test_grlc_lists_every_query_without_a_warning(specification: dict[str, Any]) -> None:
    assert sorted(path.strip("/") for path in specification["paths"]) == names()
    assert "errors-wrapper" not in specification["info"]["description"]


@pytest.mark.parametrize("name", names())
def test_grlc_sees_our_parameters_and_words(name: str, specification: dict[str, Any]) -> None:
    operation = specification["paths"][f"/{name}"]["get"]
    query = load(name)

    seen = {p["name"]: p["required"] for p in operation["parameters"] if p["name"] != "page"}

    assert seen == {p.name: p.required for p in query.parameters.values()}
    assert operation["summary"] == query.about["summary"]
    assert operation["tags"] == query.about["tags"]


def as_grlc_takes_them(query: Query, values: dict[str, str], engine: Engine) -> dict[str, str]:
    """Return the IRIs in the place of names, which grlc does not look up."""
    bound = {}
    for name, value in values.items():
        parameter = query.parameters[name]
        token = Query("a-token", f"?_{name}_{parameter.type}")
        is_iri = parameter.type == "iri"
        bound[name] = bind(token, {name: value}, engine).strip("<>") if is_iri else value
    return bound


def fetch(url: str, accept: str) -> Reply[BytesIO]:
    request = urllib.request.Request(url, headers={"Accept": accept})
    with urllib.request.urlopen(request, timeout=60) as response:
        return Reply(
            response.headers.get_content_type(), response.headers, BytesIO(response.read())
        )


@pytest.mark.parametrize("case", query_cases(), ids=lambda case: str(case.name))
def test_grlc_gives_the_same_answer(
    case: QueryCase, grlc: str, published: tuple[Engine, str]
) -> None:
    engine, _ = published
    query = case.query
    text = bind(query, case.values, engine)
    values = urlencode(as_grlc_takes_them(query, case.values, engine))

    if query.form == "construct":
        triples = read_triples(fetch(f"{grlc}/{query.name}?{values}", TRIPLES))
        assert set(map(comparable_triple, triples)) == set(
            map(comparable_triple, engine.construct(text))
        )
    else:
        page = read_solutions(fetch(f"{grlc}/{query.name}?{values}", SOLUTIONS)).rows
        expected = engine.select(text).rows[: query.about.get("pagination")]
        assert list(map(comparable_row, page)) == list(map(comparable_row, expected))
