"""Publishing by the bulk loader of Virtuoso: the same versions, the same switch, or no change."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from plan_graph.asking.remote.endpoint import Endpoint
from plan_graph.cli import main
from plan_graph.errors import EndpointError, UsageError
from plan_graph.iris import Publication
from plan_graph.publishing import bulk
from plan_graph.publishing.bulk import BulkLoader, bulk_loader
from plan_graph.publishing.upload import publish
from plan_graph.publishing.upload_contents import Contents, read_build
from real_store import real_build
from servers import Server

LIMIT = 60.0
QUOTED = '"it\'s ‘21 %’ of\\nlines"@en'


@pytest.fixture
def server(virtuoso: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    for name, value in virtuoso.environment.items():
        monkeypatch.setenv(name, value)
    return virtuoso


@pytest.fixture
def base(request: pytest.FixtureRequest) -> str:
    return f"https://{abs(hash(request.node.nodeid)):x}.example.org/"


def made(base: str, number: int) -> Contents:
    lines = [f"<{base}{each}> <{base}says> {QUOTED} .\n" for each in range(number)]
    return Contents(("made",), Publication(base), lines)


def is_running(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
    except FileNotFoundError:
        return False
    return state.split()[0] != "Z"


def connect(server: Server, base: str) -> Endpoint:
    return Endpoint(server.url, update_url=server.update_url, base=base)


def said(endpoint: Endpoint) -> list[tuple[str, str]]:
    rows = endpoint.select("SELECT ?s ?o WHERE { ?s ?p ?o }").rows
    return sorted(
        (s.value, o.value) for s, o in rows if isinstance(s, NamedNode) and isinstance(o, Literal)
    )


def test_versions_are_loaded_from_files_and_switched_to(
    server: Server, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_TRIPLES_A_FILE", 7)
    endpoint, parts = connect(server, base), list[int]()
    publish(made(base, 3), endpoint)

    done = publish(
        made(base, 20), endpoint, progress=parts.append, load=bulk_loader(server.readable, LIMIT)
    )

    assert (done.fresh, done.triples, parts) == (True, 20, [7, 7, 6])
    assert said(endpoint) == sorted(
        (f"{base}{each}", "it's ‘21 %’ of\nlines") for each in range(20)
    )
    assert list(server.readable.iterdir()) == []


def test_the_command_loads_a_build_of_which_the_endpoint_then_holds_all(
    server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    build = real_build()
    addresses = ["--endpoint", server.url, "--update-endpoint", server.update_url]

    status = main(["publish", "--build", str(build), *addresses, "--bulk", str(server.readable)])

    contents = read_build(build)
    printed = capsys.readouterr().out
    count = connect(server, contents.names.base).select(
        "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    )
    assert status == 0
    assert f"{contents.count:,} triples" in printed
    assert [row[0].value for row in count.rows if isinstance(row[0], Literal)] == [
        str(contents.count)
    ]


def test_a_user_whom_the_engine_refuses_leaves_readers_what_they_had(
    server: Server, base: str
) -> None:
    endpoint = connect(server, base)
    *command, _ = server.environment[bulk.SQL].split()
    publish(made(base, 3), endpoint)

    with pytest.raises(EndpointError) as refused:
        publish(
            made(base, 9), endpoint, load=BulkLoader(server.readable, [*command, "wrong"], LIMIT)
        )

    assert "stopped at loading the new version: " in str(refused.value)
    assert "Bad login" in str(refused.value)
    assert len(said(endpoint)) == 3
    assert list(server.readable.iterdir()) == []


def test_a_file_that_the_engine_cannot_read_is_told_with_its_words(
    server: Server, base: str
) -> None:
    broken = Contents(("made",), Publication(base), [f"<{base}1> <{base}says> .\n"])

    with pytest.raises(EndpointError) as refused:
        publish(broken, connect(server, base), load=bulk_loader(server.readable, LIMIT))

    assert "00001.nt: " in str(refused.value)
    assert list(server.readable.iterdir()) == []


def test_a_command_that_is_not_there_is_named(base: str, tmp_path: Path) -> None:
    load = BulkLoader(tmp_path, ["no-such-isql"], LIMIT)

    with pytest.raises(EndpointError) as refused:
        list(load(f"{base}graph/version/1", [f"<{base}1> <{base}says> {QUOTED} .\n"]))

    assert str(refused.value).startswith("no-such-isql: cannot be started: ")
    assert str(refused.value).endswith("correct PLAN_GRAPH_ISQL")


def test_a_command_that_does_not_end_is_ended_with_all_that_it_started(
    base: str, tmp_path: Path
) -> None:
    started = tmp_path / "started"
    command = ["sh", "-c", f"sleep 600 & echo $! >{started}; wait"]
    load = BulkLoader(tmp_path / "files", command, 1.0)

    with pytest.raises(EndpointError) as refused:
        list(load(f"{base}graph/version/1", [f"<{base}1> <{base}says> {QUOTED} .\n"]))

    assert str(refused.value).startswith("sh: took longer for one request than 1 seconds; ")
    assert not is_running(int(started.read_text(encoding="ascii")))


def test_a_file_that_an_earlier_publication_left_listed_does_not_take_the_place_of_ours(
    server: Server, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_TRIPLES_A_FILE", 7)
    left = server.readable / "left"
    left.mkdir()
    (left / "0.nt").write_text(f"<{base}0> <{base}says> {QUOTED} .\n", encoding="utf-8")
    command, listing = server.environment[bulk.SQL].split(), f"ld_dir('{left}', '*.nt', '{base}');"
    subprocess.run(command, input=listing, encoding="utf-8", check=True, capture_output=True)
    shutil.rmtree(left)
    endpoint = connect(server, base)

    publish(made(base, 20), endpoint, load=bulk_loader(server.readable, LIMIT))

    assert len(said(endpoint)) == 20


def test_without_a_command_the_remedy_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(bulk.SQL, raising=False)

    with pytest.raises(UsageError, match="set PLAN_GRAPH_ISQL to the command that runs SQL"):
        bulk_loader(tmp_path, LIMIT)
