"""Publishing: every reader sees the old or the new version, whole, whatever breaks."""

from __future__ import annotations

import dataclasses
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from fault_proxy import FaultProxy, fault_proxy
from plan_graph.asking.remote.endpoint import Endpoint, Versions
from plan_graph.building.build import write
from plan_graph.building.pipeline import Built
from plan_graph.errors import DataError, EndpointError, UsageError
from plan_graph.iris import Publication
from plan_graph.publishing.dumps import n_triples
from plan_graph.publishing.upload import publish
from plan_graph.publishing.upload_contents import Contents, read_build
from plan_graph.rdf.graph import Graph
from real_plan import real_plan
from servers import Server
from serving import until

COUNTS = """
SELECT ?triples ?actions WHERE {
  { SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o } }
  { SELECT (COUNT(*) AS ?actions)
    WHERE { ?action a <https://w3id.org/plan-graph/def#Action> } }
}
"""


@pytest.fixture(params=["virtuoso", "oxigraph"])
def server(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Server:
    found = request.getfixturevalue(request.param)
    if not isinstance(found, Server):
        raise TypeError(f"the fixture {request.param} is no server")
    return use(found, monkeypatch)


def use(server: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return server


@pytest.fixture
def base(request: pytest.FixtureRequest) -> str:
    """Return each test a publication of its own, as all share the servers."""
    return f"https://{abs(hash(request.node.nodeid)):x}.example.org/"


def smaller(built: Built) -> Built:
    """Take the first action out of a plan."""
    action = built.iris.thing("action", "1.1-01")

    def without(graph: Graph) -> Graph:
        return Graph.of(t for t in graph if action not in (t.subject, t.object))

    return dataclasses.replace(
        built, asserted=without(built.asserted), inferred=without(built.inferred)
    )


@cache
def lines(*, whole: bool) -> tuple[str, ...]:
    """Return what is said of the actions alone: few triples, several batches still."""
    built = real_plan() if whole else smaller(real_plan())
    found = n_triples([*built.asserted, *built.inferred]).decode().splitlines(keepends=True)
    actions = f"<{built.iris.base}id/action/"
    return tuple(line for line in dict.fromkeys(found) if line.startswith(actions))


def contents(base: str, *, whole: bool = True) -> Contents:
    return Contents(("ro-thb-2021-2022",), Publication(base), lines(whole=whole))


def connect(server: Server, base: str, through: FaultProxy | None = None) -> Endpoint:
    def address(url: str) -> str:
        return through.address(url) if through else url

    return Endpoint(address(server.url), update_url=address(server.update_url), base=base)


def counts(endpoint: Endpoint) -> tuple[str, ...]:
    (row,) = endpoint.select(COUNTS).rows
    return tuple(term.value for term in row if isinstance(term, Literal))


def expected(*, whole: bool) -> tuple[str, ...]:
    return (str(len(lines(whole=whole))), "67" if whole else "66")


def graphs(endpoint: Endpoint, base: str) -> set[str]:
    """List the graphs of versions that hold anything, asking the engine itself."""
    query = (
        "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } "
        f'FILTER(STRSTARTS(STR(?g), "{base}graph/version/")) }}'
    )
    rows = endpoint.select_in([], query).rows
    return {graph.value for (graph,) in rows if isinstance(graph, NamedNode)}


def only(graph: str) -> Versions:
    return Versions(frozenset({graph}), frozenset({graph}), frozenset())


def test_what_is_published_is_counted_and_answers(server: Server, base: str) -> None:
    endpoint = connect(server, base)
    loaded: list[int] = []

    done = publish(contents(base), endpoint, progress=loaded.append)

    assert done.fresh
    assert done.triples == sum(loaded) == len(lines(whole=True))
    assert counts(endpoint) == expected(whole=True)
    assert graphs(endpoint, base) == {done.graph}


def test_publishing_the_same_again_changes_nothing(server: Server, base: str) -> None:
    endpoint = connect(server, base)
    first = publish(contents(base), endpoint)

    again = publish(contents(base), endpoint)

    assert again == first._replace(fresh=False)
    assert graphs(endpoint, base) == {first.graph}


def test_another_version_takes_the_place_of_the_earlier_one(server: Server, base: str) -> None:
    endpoint = connect(server, base)
    publish(contents(base), endpoint)

    done = publish(contents(base, whole=False), endpoint)

    assert counts(endpoint) == expected(whole=False)
    assert graphs(endpoint, base) == {done.graph}
    assert endpoint.versions() == only(done.graph)


def test_going_back_to_an_earlier_version_gives_it_a_new_name(server: Server, base: str) -> None:
    endpoint = connect(server, base)
    first = publish(contents(base), endpoint)
    publish(contents(base, whole=False), endpoint)

    again = publish(contents(base), endpoint)

    assert again.graph != first.graph
    assert graphs(endpoint, base) == {again.graph}


def test_a_damaged_version_is_replaced_without_touching_it(server: Server, base: str) -> None:
    endpoint = connect(server, base)
    first = publish(contents(base), endpoint)
    endpoint.update(f"INSERT DATA {{ GRAPH <{first.graph}> {{ <urn:a> <urn:b> <urn:c> }} }}")

    again = publish(contents(base), endpoint)

    assert again.fresh
    assert again.graph != first.graph
    assert counts(endpoint) == expected(whole=True)


def test_publications_under_different_bases_leave_each_other_alone(
    server: Server, base: str
) -> None:
    other = base.replace("https://", "https://other.")
    publish(contents(other, whole=False), connect(server, other))

    publish(contents(base), connect(server, base))

    assert counts(connect(server, base)) == expected(whole=True)
    assert counts(connect(server, other)) == expected(whole=False)


def test_only_graphs_that_a_publication_made_are_dropped(server: Server, base: str) -> None:
    endpoint = connect(server, base)
    stranger = f"{base}graph/of-somebody-else"
    names = Publication(base)
    endpoint.update(
        f"INSERT DATA {{ GRAPH <{stranger}> {{ <urn:a> <urn:b> <urn:c> }} "
        f"GRAPH {names.pointers} {{ {names.dataset} "
        f"<http://www.w3.org/ns/dcat#hasVersion> <{stranger}> }} }}"
    )

    publish(contents(base), endpoint)

    assert len(endpoint.select_in([stranger], "SELECT * WHERE { ?s ?p ?o }").rows) == 1


def test_two_publications_at_once_leave_one_of_them_whole(server: Server, base: str) -> None:
    ends: list[str] = []

    def run(whole: bool) -> None:
        try:
            publish(contents(base, whole=whole), connect(server, base))
            ends.append("published")
        except EndpointError as error:
            ends.append(str(error))

    threads = [threading.Thread(target=run, args=(whole,)) for whole in (True, False)]
    with readers(server, base, allowed={expected(whole=True), expected(whole=False)}) as seen:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert until(lambda: seen)

    assert "published" in ends
    assert all(end == "published" or "publication" in end for end in ends)
    assert counts(connect(server, base)) in (expected(whole=True), expected(whole=False))
    done = publish(contents(base), connect(server, base))
    assert graphs(connect(server, base), base) == {done.graph}


def test_two_pointers_are_read_as_one_and_mended_by_the_next_run(server: Server, base: str) -> None:
    endpoint = connect(server, base)
    publish(contents(base), endpoint)
    names = Publication(base)
    endpoint.update(
        f"INSERT DATA {{ GRAPH {names.pointers} {{ {names.dataset} "
        f"<http://www.w3.org/ns/dcat#hasCurrentVersion> {names.version('0', '0')} }} }}"
    )
    assert counts(endpoint) == expected(whole=True)

    done = publish(contents(base, whole=False), endpoint)

    assert endpoint.versions() == only(done.graph)


@contextmanager
def readers(
    server: Server, base: str, *, allowed: set[tuple[str, ...]], number: int = 2
) -> Iterator[list[tuple[str, ...]]]:
    """Ask all the while, each reader by an endpoint of its own; fail if any answer is not whole.

    Before the first version is there, readers may be told so.
    """
    seen: list[tuple[str, ...]] = []
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        endpoint = connect(server, base)
        while not stop.is_set():
            there = bool(seen)
            try:
                answer = counts(endpoint)
            except EndpointError as error:
                if there or "for the first time" not in str(error):
                    wrong.append(error)
                continue
            if answer in allowed:
                seen.append(answer)
            elif there:  # Before, there is whatever else the endpoint holds.
                wrong.append(answer)

    threads = [threading.Thread(target=read) for _ in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []


def moments(total: int, number: int) -> list[int]:
    """Choose bytes at random: half anywhere, a quarter each near the beginning and the end."""
    chance = random.Random(20211225)
    near = min(20_000, total // 4)
    anywhere = [chance.randrange(1, total) for _ in range(number - 2 * (number // 4))]
    first = [chance.randrange(1, near) for _ in range(number // 4)]
    last = [total - chance.randrange(1, near) for _ in range(number // 4)]
    return [*anywhere, *first, *last]


def test_twenty_broken_connections_never_show_readers_a_mixture(
    virtuoso: Server, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = use(virtuoso, monkeypatch)
    direct = connect(server, base)
    with fault_proxy(server.url) as proxy:
        publish(contents(base), connect(server, base, proxy))
        total, whole, outcomes = proxy.passed, True, []
        with readers(server, base, allowed={expected(whole=True), expected(whole=False)}) as seen:
            for number, moment in enumerate(moments(total, 20)):
                whole = not whole
                # By turns, the line stays cut, or only one connection breaks.
                proxy.arm(moment, dead=number % 2 == 0)
                try:
                    publish(
                        contents(base, whole=whole), connect(server, base, proxy), patience=(0.1,)
                    )
                    outcomes.append("finished")
                except EndpointError as error:
                    assert "publish again to finish" in str(error)
                    outcomes.append("stopped")
                assert counts(direct) in (expected(whole=True), expected(whole=False))

                done = publish(contents(base, whole=whole), direct)

                assert counts(direct) == expected(whole=whole)
                assert graphs(direct, base) == {done.graph}
                assert direct.versions() == only(done.graph)
                assert until(lambda whole=whole: expected(whole=whole) in seen)

    assert outcomes.count("stopped") >= 8


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    folder = tmp_path_factory.mktemp("builds")
    for whole in (True, False):
        write([real_plan() if whole else smaller(real_plan())], folder / str(whole))
    return {whole: folder / str(whole) for whole in (True, False)}


def command(server: Server, build: Path, through: FaultProxy | None = None) -> list[str]:
    urls = [through.address(url) if through else url for url in (server.url, server.update_url)]
    program = [sys.executable, "-m", "plan_graph", "publish", "--build", str(build)]
    return [*program, "--endpoint", urls[0], "--update-endpoint", urls[1]]


def test_a_killed_process_never_shows_readers_a_mixture(
    virtuoso: Server, builds: dict[bool, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = use(virtuoso, monkeypatch)
    built = {whole: read_build(build) for whole, build in builds.items()}
    base = built[True].names.base
    direct = connect(server, base)
    sizes = {whole: (str(built[whole].count), "67" if whole else "66") for whole in built}
    with fault_proxy(server.url) as proxy:
        subprocess.run(command(server, builds[True], proxy), check=True, capture_output=True)
        total, whole = proxy.passed, True
        with readers(server, base, allowed=set(sizes.values())) as seen:
            for moment in moments(total, 4):
                whole = not whole
                with subprocess.Popen(command(server, builds[whole], proxy)) as process:
                    proxy.arm(moment, dead=True, on_cut=process.kill)
                assert counts(direct) in sizes.values()

                ended = subprocess.run(
                    command(server, builds[whole]), check=True, capture_output=True, text=True
                )

                graph = ended.stdout.split()[-1]
                assert counts(direct) == sizes[whole]
                assert graphs(direct, base) == {graph}
                assert until(lambda whole=whole: sizes[whole] in seen)


def test_the_command_says_what_it_did(
    virtuoso: Server, builds: dict[bool, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = use(virtuoso, monkeypatch)
    publish(read_build(builds[False]), connect(server, read_build(builds[False]).names.base))

    runs = [
        subprocess.run(command(server, builds[True]), check=True, capture_output=True, text=True)
        for _ in range(2)
    ]

    size = f"{read_build(builds[True]).count:,}"
    assert [run.stdout.splitlines()[:2] for run in runs] == [
        ["ro-thb-2021-2022", f"published: {size} triples"],
        ["ro-thb-2021-2022", f"already there: {size} triples"],
    ]
    assert [run.stderr for run in runs] == ["", ""]


def test_a_stranger_may_not_publish(virtuoso: Server, base: str) -> None:
    endpoint = Endpoint(virtuoso.url, base=base)

    with pytest.raises(EndpointError) as refused:
        publish(contents(base), endpoint, patience=())

    message = str(refused.value)
    assert "stopped at recording the new version: answers with status 500: '" in message
    assert "ask its operator for the right to do this" in message


def test_a_build_is_read_with_the_ontology_and_the_report(builds: dict[bool, Path]) -> None:
    found = read_build(builds[True])

    assert found.plans == ("ro-thb-2021-2022",)
    assert found.names == Publication()
    assert set(lines(whole=True)) < set(found.lines)
    assert any("/id/fragment/" in line for line in found.lines)
    assert any("http://www.w3.org/ns/shacl#conforms" in line for line in found.lines)
    assert len(set(found.lines)) == len(list(found.lines)) == found.count


def test_the_same_build_has_the_same_digest_and_another_has_another(
    builds: dict[bool, Path],
) -> None:
    assert read_build(builds[True]).digest == read_build(builds[True]).digest
    assert read_build(builds[True]).digest != read_build(builds[False]).digest


def test_a_folder_without_a_build_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no build; run 'plan-graph build'"):
        read_build(tmp_path)


def test_a_file_that_was_changed_after_the_build_is_refused(tmp_path: Path) -> None:
    write([real_plan()], tmp_path / "build")
    with (tmp_path / "build" / "ro-thb-2021-2022" / "plan.nt").open("a") as file:
        file.write("<urn:a> <urn:b> <urn:c> .\n")

    with pytest.raises(DataError, match=r"plan\.nt: differs from SHA256SUMS; build it again"):
        read_build(tmp_path / "build")
