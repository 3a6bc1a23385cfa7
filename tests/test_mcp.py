"""`plan-graph mcp` as an assistant meets it: the real process, asked by the SDK's own client."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, MCPError, StdioServerParameters
from mcp.types import CallToolResult, TextContent, TextResourceContents, Tool
from pyoxigraph import RdfFormat, parse

from plan_graph.asking.client import Graph
from plan_graph.asking.queries import load, names
from plan_graph.asking.search.entry import FILE
from plan_graph.asking.store import Embedded, open_store
from plan_graph.assistant.resources import QUESTIONS
from plan_graph.cli import main
from serving import until, workers_of, write_real_build, write_small_build
from small_store import make_store

pytestmark = pytest.mark.anyio

VALUES = {
    "action": "1.1-01",
    "agency": "ANITP",
    "ministry": "MAI",
    "words": "victim",
    "year": 2021,
    "date": "2021-12-31",
}
SELECTS = [name for name in names() if load(name).form == "select"]
CONSTRUCTS = [name for name in names() if load(name).form == "construct"]
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_real_build(tmp_path_factory.mktemp("mcp"))


@pytest.fixture(scope="module")
async def client(build: Path) -> AsyncIterator[Client]:
    async with assistant(build) as found:
        yield found


def assistant(build: Path, *options: str, mode: str = "auto") -> Client:
    arguments = ["-m", "plan_graph", "mcp", str(build), "--tools", "all", *options]
    return Client(StdioServerParameters(command=sys.executable, args=arguments), mode=mode)


async def tool(client: Client, name: str) -> Tool:
    return next(tool for tool in (await client.list_tools()).tools if tool.name == name)


def text(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def required_values(name: str) -> dict[str, Any]:
    return {
        each.name: VALUES[each.name] for each in load(name).parameters.values() if each.required
    }


SMALL_SET = ["search", "find-question", "list-questions", "run-question", "describe",
             "source-words"]  # fmt: skip


async def test_all_tools_are_the_small_set_and_the_named_queries(client: Client) -> None:
    offered = [tool.name for tool in (await client.list_tools()).tools]

    assert offered == [*SMALL_SET, *names()]


async def test_every_tool_says_its_question_and_that_it_only_reads(client: Client) -> None:
    for tool in (await client.list_tools()).tools:
        assert tool.title and tool.title.endswith("?")
        assert tool.description
        assert tool.annotations
        assert tool.annotations.read_only_hint and tool.annotations.idempotent_hint
        assert not tool.annotations.destructive_hint and not tool.annotations.open_world_hint


async def test_values_are_described_by_type_label_and_choice(client: Client) -> None:
    by_agency = (await tool(client, "actions-by-agency")).input_schema
    by_month = (await tool(client, "actions-by-month")).input_schema
    due_by = (await tool(client, "actions-due-by")).input_schema

    assert by_agency["required"] == ["agency"]
    assert by_agency["properties"]["role"] == {
        "type": "string",
        "description": "Only this role",
        "enum": ["responsible", "partner"],
    }
    assert by_agency["properties"]["agency"]["type"] == "string"
    assert by_agency["properties"]["lang"]["default"] == "en"
    assert by_month["properties"]["month"]["type"] == "integer"
    assert by_month["properties"]["month"]["enum"] == list(range(1, 13))
    assert due_by["properties"]["date"] == {
        "type": "string",
        "format": "date",
        "description": "Last day: YYYY-MM-DD",
    }


@pytest.mark.parametrize("name", SELECTS)
async def test_every_tool_gives_the_rows_that_python_gives(
    name: str, client: Client, build: Path
) -> None:
    values = required_values(name)
    expected = Graph(open_store(build)).ask(name, **values)

    result = await client.call_tool(name, {**values, "limit": 10_000})

    assert not result.is_error, text(result)
    found = result.structured_content
    assert found["columns"] == list(expected.columns)
    assert found["rows"] == json.loads(json.dumps(expected.rows, default=as_json))
    assert (found["total"], found["cut"], found["next"]) == (len(expected), False, None)


def as_json(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else float(str(value))


@pytest.mark.parametrize("name", CONSTRUCTS)
async def test_a_graph_comes_as_turtle(name: str, client: Client, build: Path) -> None:
    values = required_values(name)
    expected = Graph(open_store(build)).describe(name, **values)

    result = await client.call_tool(name, {**values, "limit": 10_000})

    quads = parse(text(result), format=RdfFormat.TURTLE)
    assert {str(quad.triple) for quad in quads} == {str(triple) for triple in expected}


async def test_the_text_has_labels_instead_of_iris(client: Client) -> None:
    values = {"agency": "ANITP", "role": "partner", "lang": "ro"}

    lines = text(await client.call_tool("actions-by-agency", values)).splitlines()

    assert "http" not in lines[1]
    assert lines[1].startswith("1.1-03,")
    assert all(line.endswith(",partener") for line in lines[1:])


async def test_numbers_come_as_numbers_dates_as_text_and_nothing_as_null(client: Client) -> None:
    calendar = await client.call_tool("deadlines-calendar", {})
    workload = await client.call_tool("agency-workload", {})
    groups = await client.call_tool("actions-led-by-groups", {})

    assert "2021-06-30" in calendar.structured_content["rows"][0]
    assert any(isinstance(value, int) for value in workload.structured_content["rows"][0])
    assert any(None in row for row in groups.structured_content["rows"])


async def test_search_is_blind_to_capitals_and_accents(client: Client) -> None:
    written = await client.call_tool("search", {"words": "Acțiuni de informare"})
    typed = await client.call_tool("search", {"words": "ACTIUNI DE INFORMARE"})

    assert written.structured_content["total"] > 0
    assert typed.structured_content["rows"] == written.structured_content["rows"]


async def test_describe_tells_all_about_what_search_has_found(client: Client) -> None:
    found = (await client.call_tool("search", {"words": "minori"})).structured_content
    thing = found["rows"][0][found["columns"].index("thing")]

    described = text(await client.call_tool("describe", {"iri": thing}))

    assert thing in described
    assert "plan:quote" in described


@pytest.mark.parametrize("values", [{"plan": None}, {}])
async def test_null_is_the_same_as_no_value(values: dict[str, Any], client: Client) -> None:
    result = await client.call_tool("actions-by-ministry", values)

    assert result.structured_content["total"] == 7


async def test_a_whole_number_may_be_written_with_a_point(client: Client) -> None:
    pointed = await client.call_tool("actions-due-in-year", {"year": 2021.0, "limit": 5.0})
    plain = await client.call_tool("actions-due-in-year", {"year": "2021", "limit": 5})

    assert pointed.structured_content == plain.structured_content


async def test_an_answer_goes_on_in_pages(client: Client) -> None:
    first = await client.call_tool("actions-list", {"limit": 60})
    second = await client.call_tool("actions-list", first.structured_content["next"])

    assert len(first.structured_content["rows"]) == 60
    assert len(second.structured_content["rows"]) == 7
    assert second.structured_content["next"] is None
    assert second.structured_content["total"] == 67


async def test_an_answer_that_is_cut_says_so_in_text_and_data(client: Client) -> None:
    result = await client.call_tool("actions-by-ministry", {"limit": 2})
    beyond = await client.call_tool("actions-by-ministry", {"offset": 100})
    graph = text(await client.call_tool("action-description", {"action": "1.1-01", "limit": 2}))

    assert text(result).startswith("rows 1 to 2 of 7; ask for less by giving more values, or go on")
    assert len(text(result).splitlines()) == 1 + 1 + 2
    assert (result.structured_content["total"], result.structured_content["cut"]) == (7, True)
    assert text(beyond).startswith("no rows from 100 on; there are 7")
    assert (beyond.structured_content["cut"], beyond.structured_content["next"]) == (True, None)
    assert graph.startswith("# the first 20 of ")
    assert len(list(parse(graph, format=RdfFormat.TURTLE))) == 20


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("actions-by-agency", {}, "needs a value for agency"),
    ("actions-by-agency", {"agency": ""}, "needs a value for agency"),
    ("actions-by-agency", {"agency": "INMM"}, "did you mean"),
    ("actions-by-agency", {"agency": ["INM"]}, "expected one value, found a list"),
    ("actions-by-agency", {"agency": {"iri": "INM"}}, "expected one value, found an object"),
    ("actions-by-agency", {"agency": "INM\n} #"}, "printable"),
    ("actions-by-agency", {"agency": "INM", "role": "boss"}, "expected"),
    ("actions-by-agency", {"agency": 'ANITP" . ?s ?p ?o . "'}, "expected"),
    ("actions-by-agency", {"agency": "https://example.org/> } #"}, "without spaces"),
    ("actions-by-agency", {"agency": "file:///etc/passwd"}, "an IRI such as"),
    ("actions-by-agency", {"agency": "INM", "x": "y"}, "has no parameter 'x'"),
    ("actions-due-by", {"date": "2021-02-30"}, "expected a date such as"),
    ("actions-due-in-year", {"year": 2021.5}, "expected a whole number"),
    ("actions-due-in-year", {"year": "9" * 1_000}, "expected a whole number"),
    ("actions-list", {"limit": 0}, "expected a number from 1"),
    ("search", {"words": "two\nlines"}, "printable"),
    ("search", {"words": "a" * 2_001}, "no more than 2,000 characters"),
    ("describe", {"iri": "no iri"}, "give iri="),
    ("describe", {"iri": ["http://example.org/"]}, "give iri="),
    ("describe", {"iri": "http://example.org/none"}, "nothing is known"),
]


@pytest.mark.parametrize(("name", "values", "told"), REFUSED)
async def test_what_cannot_be_answered_is_told_with_the_remedy(
    name: str, values: dict[str, Any], told: str, client: Client
) -> None:
    result = await client.call_tool(name, values)

    assert result.is_error
    assert told in text(result)


@pytest.mark.parametrize("words", ['") } INSERT { ?s ?p ?o', "\\u0022 . } #", "%", "'''", "$"])
async def test_words_are_only_looked_for_whatever_they_hold(words: str, client: Client) -> None:
    result = await client.call_tool("search", {"words": words})

    assert not result.is_error
    assert all(
        words in json.dumps(row, ensure_ascii=False) for row in result.structured_content["rows"]
    )


async def test_a_tool_that_is_not_there_is_an_error_of_the_protocol(client: Client) -> None:
    with pytest.raises(MCPError, match="did you mean 'actions-by-agency'"):
        await client.call_tool("actions-by-agenc", {})
    with pytest.raises(MCPError, match="there is no query"):
        await client.call_tool("../../pyproject", {})


async def test_the_questions_are_a_resource(client: Client) -> None:
    offered = (await client.list_resources()).resources[0]
    (content,) = (await client.read_resource(QUESTIONS)).contents

    assert offered.uri == QUESTIONS
    assert isinstance(content, TextResourceContents)
    assert all(load(name).words("summary") in content.text for name in names())


async def test_plans_and_their_documents_are_resources(client: Client, build: Path) -> None:
    name = "ro-thb-2021-2022"
    offered = {str(each.uri) for each in (await client.list_resources()).resources}
    (plan,) = (await client.read_resource(f"plan-graph://plan/{name}")).contents
    (document,) = (await client.read_resource(f"plan-graph://document/{name}")).contents

    assert offered == {QUESTIONS, str(plan.uri), str(document.uri)}
    assert isinstance(plan, TextResourceContents) and isinstance(document, TextResourceContents)
    assert list(parse(plan.text, format=RdfFormat.TURTLE))
    assert document.text == (build / name / "source.txt").read_text(encoding="utf-8")


async def test_a_resource_that_is_not_there_names_the_one_that_is(client: Client) -> None:
    with pytest.raises(MCPError, match=f"there is none; read {QUESTIONS}"):
        await client.read_resource("file:///etc/passwd")
    with pytest.raises(MCPError, match="there is none"):
        await client.read_resource("plan-graph://document/../../etc/passwd")


async def test_an_answer_is_of_the_newest_build(tmp_path: Path, build: Path) -> None:
    mine = tmp_path / "build"
    shutil.copytree(build, mine)
    beside = write_small_build(tmp_path / "small")
    expected = len(Embedded(open_store(beside).store).select("SELECT * { ?s a ?o }").rows)
    assert expected

    async with assistant(mine) as client:
        before = await client.call_tool("actions-list", {})
        mine.rename(tmp_path / "old")
        beside.rename(mine)
        after = before
        for _ in range(1_000):  # The folder is looked at once a second.
            after = await client.call_tool("actions-list", {})
            if after.structured_content != before.structured_content:
                break

    assert before.structured_content["total"] == 67
    assert after.structured_content["total"] < 67


@pytest.mark.parametrize("mode", ["legacy", "auto"])
async def test_older_and_newer_clients_are_understood(mode: str, build: Path) -> None:
    async with assistant(build, mode=mode) as client:
        result = await client.call_tool("plan-overview", {})

    assert result.structured_content["total"] == 1


HELLO = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
CALL = {
    "jsonrpc": "2.0",
    "id": 2,
    "method": "tools/call",
    "params": {"name": "plan-overview", "arguments": {}},
}


@contextmanager
def started(build: Path, folder: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "plan_graph", "mcp", str(build), *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(folder)},
        encoding="utf-8",
        errors="surrogateescape",
    ) as process:
        assert "plan-graph" in say(process, json.dumps(HELLO))
        yield process


def say(process: subprocess.Popen[str], message: str) -> str:
    assert process.stdin and process.stdout
    print(message, file=process.stdin, flush=True)
    return process.stdout.readline()


def test_it_ends_well_and_silently_when_its_input_ends(build: Path, tmp_path: Path) -> None:
    with started(build, tmp_path) as process:
        answered = json.loads(say(process, json.dumps(CALL)))
        output, complaints = process.communicate(timeout=60)

    assert answered["result"]["structuredContent"]["total"] == 1
    assert (process.returncode, output, complaints) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_message_of_the_protocol_does_not_end_it(build: Path, tmp_path: Path) -> None:
    with started(build, tmp_path) as process:
        assert process.stdin
        print("{", "[]", '{"jsonrpc": "2.0"}', "\udcff", sep="\n", file=process.stdin)
        answered = json.loads(say(process, json.dumps(CALL)))
        process.communicate(timeout=60)

    assert answered["id"] == 2
    assert process.returncode == 0


def test_an_answer_that_takes_too_long_is_refused_and_the_next_one_is_heard(
    build: Path, tmp_path: Path
) -> None:
    with started(build, tmp_path, "--deadline", "2") as process:
        stopped = workers_of(process.pid)
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        refused, *_, answered = (
            json.loads(say(process, json.dumps(CALL)))["result"] for _ in [*stopped, "one more"]
        )
        process.communicate(timeout=60)

    assert refused["isError"]
    assert "was stopped after 2 seconds" in refused["content"][0]["text"]
    assert answered["structuredContent"]["total"] == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupt_ends_it_at_once_and_leaves_nothing(
    build: Path, tmp_path: Path, number: signal.Signals
) -> None:
    with started(build, tmp_path) as process:
        process.send_signal(number)

        assert process.wait(timeout=60) == -number
        assert process.stderr and process.stderr.read() == ""

    assert until(lambda: list(tmp_path.iterdir()) == [])


def test_a_missing_package_is_one_line_with_the_remedy(
    build: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    for name in [*sys.modules]:
        if name.startswith("plan_graph.assistant"):
            monkeypatch.delitem(sys.modules, name)
        if name.partition(".")[0] == "mcp":
            monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "mcp", None)

    assert main(["mcp", str(build)]) == 2

    assert "run: pip install 'plan-graph[mcp]'" in capsys.readouterr().err


def test_a_build_that_is_not_there_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    assert main(["mcp", str(tmp_path / "none")]) == 2

    assert "there is no store in it; run 'plan-graph build' first" in capsys.readouterr().err


def test_a_build_of_another_version_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    make_store(tmp_path / "store", {})
    with closing(sqlite3.connect(tmp_path / FILE)) as data:
        data.execute("PRAGMA user_version = 1")

    assert main(["mcp", str(tmp_path)]) == 2

    error = capsys.readouterr().err
    assert (error.count("\n"), "was made by another version of plan-graph" in error) == (1, True)
