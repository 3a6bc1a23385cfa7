"""What goes out is bounded in size, in redirects and in kinds of addresses, and goes one way."""

from __future__ import annotations

import ast
from http.client import IncompleteRead
from pathlib import Path
from urllib.error import HTTPError

import pytest

from plan_graph.asking.http import TooLargeError, fetch, request_to
from wrong_server import Answer, Request, wrong_server

PATIENCE = 60.0
SOURCE = Path(__file__).parents[1] / "src" / "plan_graph"
OPENING = {"urllib.request", "urllib3", "requests", "httpx", "aiohttp", "http.client"}


def test_a_body_is_taken_up_to_the_bound_and_no_further() -> None:
    with wrong_server(Answer(body=b"12345")) as server:
        reply = fetch(request_to(server.url), PATIENCE, most_bytes=5)

        with pytest.raises(TooLargeError):
            fetch(request_to(server.url), PATIENCE, most_bytes=4)

    assert reply.body == b"12345"


def test_a_body_that_breaks_off_is_none() -> None:
    with wrong_server(Answer(body=b"12345", length=9)) as server, pytest.raises(IncompleteRead):
        fetch(request_to(server.url), PATIENCE)


def test_redirects_come_to_an_end() -> None:
    def on(request: Request) -> Answer:
        number = int(request.parameters.get("step", ["0"])[0])
        return Answer(302, headers={"Location": f"/?step={number + 1}"})

    with wrong_server(on) as server, pytest.raises(HTTPError) as caught:
        fetch(request_to(server.url), PATIENCE)
    caught.value.close()

    assert len(server.requests) == 6


def test_a_redirect_to_no_web_address_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    answer = Answer(302, headers={"Location": (tmp_path / "secret").as_uri()})

    with wrong_server(answer) as server, pytest.raises(HTTPError) as caught:
        fetch(request_to(server.url), PATIENCE)
    caught.value.close()


def test_what_asks_for_the_head_alone_does_so_after_a_redirect() -> None:
    def on(request: Request) -> Answer:
        return Answer() if request.path == "/there" else Answer(301, headers={"Location": "/there"})

    with wrong_server(on) as server:
        fetch(request_to(server.url, method="HEAD"), PATIENCE)

    assert [request.method for request in server.requests] == ["HEAD", "HEAD"]


def test_only_the_one_way_out_opens_connections() -> None:
    found = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        for name in _opening(node)
        if not name.endswith(("Exception", "IncompleteRead"))
    }

    assert found == {"asking/http.py", "asking/http_handlers.py"}
    takers = {
        str(file.relative_to(SOURCE))
        for file in SOURCE.rglob("*.py")
        if "asking.http_handlers" in file.read_text(encoding="utf-8")
    }
    assert takers == {"asking/http.py"}


def _opening(node: ast.AST) -> list[str]:
    """Return what is imported of a module that can open connections."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if alias.name in OPENING]
    if isinstance(node, ast.ImportFrom):
        whole = [f"{node.module}.{alias.name}" for alias in node.names]
        return [name for name in whole if name in OPENING or node.module in OPENING]
    return []
