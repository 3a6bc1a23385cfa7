"""What comes along to run the server for others: a unit of systemd and a site of nginx."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from plan_graph.resources import folder
from servers import free_ports
from servers import running as run
from serving import LONG, Server, serving, write_small_build

DEPLOY = folder("data") / "deploy"
SITE = (DEPLOY / "plan-graph.nginx").read_text(encoding="utf-8")
UNIT = DEPLOY / "plan-graph.service"
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{ready}; return 204; }}
  include {folder}/site;
}}
"""


def moved(site: str, behind: int, plain: int, tls: int, folder: Path) -> str:
    """Return the site as it is, but for its ports, its certificate and the server behind."""
    site = site.replace("127.0.0.1:8000", f"127.0.0.1:{behind}")
    site = re.sub(r"listen \[::\].*\n", "", site)
    site = site.replace("listen 80;", f"listen 127.0.0.1:{plain};")
    site = site.replace("listen 443 ssl", f"listen 127.0.0.1:{tls} ssl")
    return re.sub(r"/etc/letsencrypt/live/[^/]+", str(folder), site)


def make_certificate(folder: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=plans.example.org", "-keyout", folder / "privkey.pem", "-out",
         folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    build = write_small_build(tmp_path_factory.mktemp("behind") / "build")
    with serving(build, url="https://plans.example.org/") as server:
        yield server


@pytest.fixture(scope="module")
def ports(behind: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """The ports of a running nginx, the plain one and that of TLS."""
    folder = tmp_path_factory.mktemp("nginx")
    if os.getuid() == 0:
        folder.chmod(0o755)
    plain, tls, ready = free_ports(3)
    make_certificate(folder)
    (folder / "site").write_text(moved(SITE, behind.port, plain, tls, folder), encoding="utf-8")
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        user + NGINX.format(folder=folder, ready=ready), encoding="utf-8"
    )
    command = ["/usr/sbin/nginx", "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf")]
    with run(command, folder, f"http://127.0.0.1:{ready}/"):
        yield plain, tls


@pytest.fixture
def client(ports: tuple[int, int]) -> Iterator[httpx.Client]:
    headers = {"Host": "plans.example.org"}
    url = f"https://127.0.0.1:{ports[1]}/"
    with httpx.Client(base_url=url, headers=headers, verify=False, timeout=LONG) as client:
        yield client


@pytest.mark.needs("nginx")
def test_a_page_without_tls_leads_to_the_one_with_it(ports: tuple[int, int]) -> None:
    url = f"http://127.0.0.1:{ports[0]}/en/sparql.html"

    answer = httpx.get(url, headers={"Host": "plans.example.org"}, timeout=LONG)

    assert answer.status_code == 301
    assert answer.headers["location"] == "https://plans.example.org/en/sparql.html"


@pytest.mark.needs("nginx")
def test_an_identifier_leads_on_to_its_description_at_the_public_address(
    client: httpx.Client,
) -> None:
    answer = client.get("id/plan/small", headers={"Accept": "text/turtle"})

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("https://plans.example.org/doc/")
    assert "max-age" in answer.headers["strict-transport-security"]


@pytest.mark.needs("nginx")
def test_queries_pass_and_who_asks_too_many_is_told_so(client: httpx.Client) -> None:
    asked = {"query": "ASK { ?s ?p ?o }"}

    answers = [client.get("sparql", params=asked) for _ in range(60)]

    assert answers[0].json()["boolean"] is True
    assert {answer.status_code for answer in answers} <= {200, 429}


@pytest.mark.needs("nginx")
def test_a_body_that_is_too_large_does_not_reach_the_server(client: httpx.Client) -> None:
    answer = client.post("sparql", content=b"x" * (1 << 20 | 1))

    assert answer.status_code == 413


@pytest.mark.needs("systemd-analyze")
def test_the_unit_is_one_that_systemd_takes_and_calls_safe(tmp_path: Path) -> None:
    program = tmp_path / "plan-graph"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    unit = tmp_path / UNIT.name
    text = UNIT.read_text(encoding="utf-8").replace("/opt/plan-graph/bin/plan-graph", str(program))
    unit.write_text(text, encoding="utf-8")

    verified = subprocess.run(
        ["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False
    )
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "plan-graph.service" not in verified.stderr, verified.stderr
    assert judged.returncode == 0, judged.stdout
