"""Every named query has equal answers on the embedded store and on remote engines."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.engine import Engine
from plan_graph.asking.remote.endpoint import Endpoint
from plan_graph.asking.store import open_store
from plan_graph.building.build import write
from plan_graph.publishing.upload import publish
from plan_graph.publishing.upload_contents import read_build
from query_cases import QueryCase, comparable_row, comparable_triple, query_cases
from real_plan import real_plan
from servers import Server


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    write([real_plan()], folder)
    return folder


@pytest.fixture(scope="module")
def embedded(build: Path) -> Engine:
    return open_store(build / "store")


@pytest.fixture(scope="module", params=["virtuoso", "oxigraph"])
def remote(request: pytest.FixtureRequest, build: Path) -> Engine:
    server = request.getfixturevalue(request.param)
    if not isinstance(server, Server):
        raise TypeError(f"the fixture {request.param} is no server")
    contents = read_build(build)
    with pytest.MonkeyPatch.context() as environment:
        for name, value in server.environment.items():
            environment.setenv(name, value)
        publish(contents, Endpoint(server.url, update_url=server.update_url))
    return Endpoint(server.url)


@pytest.mark.parametrize("case", query_cases(), ids=lambda case: str(case.name))
def test_a_query_has_equal_answers_on_every_engine(
    case: QueryCase, embedded: Engine, remote: Engine
) -> None:
    texts = [bind(case.query, case.values, engine) for engine in (embedded, remote)]
    if "# Searched" not in case.query.text:  # The embedded store looks these up in its index.
        assert texts[0] == texts[1]

    if case.query.form == "construct":
        here, there = (
            {comparable_triple(triple) for triple in engine.construct(text)}
            for engine, text in zip((embedded, remote), texts, strict=True)
        )
        assert there == here
    else:
        expected, found = embedded.select(texts[0]), remote.select(texts[1])
        assert found.variables == expected.variables
        assert list(map(comparable_row, found.rows)) == list(map(comparable_row, expected.rows))
        assert not found.cut
