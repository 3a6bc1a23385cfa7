"""Persistent IRIs lead to the files of a static site, by the rules that the registry is given.

The rules are asked of an Apache, as the registry runs.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from plan_graph.iris import DEFAULT_BASE
from plan_graph.publishing.w3id import htaccess
from real_site import ADDRESS, real_site
from servers import free_ports, running

pytestmark = pytest.mark.needs("apache2")

ACTION = "action/ro-thb-2021-2022/1.1-01"
TURTLE, XML, BROWSER = "text/turtle", "application/rdf+xml", "text/html,*/*;q=0.8"
CASES = [
    (f"id/{ACTION}", TURTLE, 303, f"doc/{ACTION}.ttl"),
    (f"id/{ACTION}", BROWSER, 303, f"en/{ACTION}.html"),
    (f"doc/{ACTION}", "application/ld+json", 303, f"doc/{ACTION}.jsonld"),
    ("code/role/partner", XML, 303, "code/role/partner.rdf"),
    ("code/role/partner", BROWSER, 303, "en/code/role/partner.html"),
    ("def", "application/n-triples", 303, "def.nt"),
    ("def", BROWSER, 303, "en/ontology.html"),
    ("dump/ro-thb-2021-2022/plan.nt", TURTLE, 302, "dump/ro-thb-2021-2022/plan.nt"),
    (".well-known/void", TURTLE, 302, ".well-known/void"),
]


MODULES = ("mpm_event", "authz_core", "rewrite")
SETTINGS = """
ServerRoot {folder}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {folder}/pid
ErrorLog {folder}/error.txt
User www-data
Group www-data
DocumentRoot {folder}/w3id
<Directory {folder}/w3id>
AllowOverride All
Require all granted
</Directory>
"""


@contextmanager
def registry(rules: str) -> Iterator[httpx.Client]:
    """Run an Apache that has the rules where the registry has those of a project."""
    (port,) = free_ports(1)
    # Its workers, who have no rights, must read it: tmp_path is for its owner alone.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = folder / "w3id" / "plan-graph"
        project.mkdir(parents=True)
        folder.chmod(0o755)
        (folder / "w3id" / "ready.txt").touch()
        (project / ".htaccess").write_text(rules, encoding="utf-8")
        loaded = "".join(
            f"LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so\n"
            for module in MODULES
        )
        settings = folder / "apache.conf"
        settings.write_text(loaded + SETTINGS.format(folder=folder, port=port), encoding="utf-8")
        command = ["/usr/sbin/apache2", "-f", str(settings), "-D", "FOREGROUND"]
        address = f"http://127.0.0.1:{port}/"
        with (
            running(command, folder, address + "ready.txt"),
            httpx.Client(base_url=address) as client,
        ):
            yield client


def redirected(client: httpx.Client, path: str, accept: str) -> tuple[int, str]:
    found = client.get(f"plan-graph/{path}", headers={"Accept": accept})
    return found.status_code, found.headers.get("location", "")


def test_an_iri_leads_to_a_file_of_the_site() -> None:
    rules = (real_site() / "w3id" / "htaccess.txt").read_text(encoding="utf-8")

    with registry(rules) as client:
        found = [redirected(client, path, accept) for path, accept, _, _ in CASES]

    assert found == [(status, ADDRESS + leads_to) for _, _, status, leads_to in CASES]
    assert all(Path(real_site(), leads_to).is_file() for _, _, _, leads_to in CASES)


def test_a_server_is_asked_at_the_same_path() -> None:
    rules = htaccess(DEFAULT_BASE, "https://plans.example.org/", "en", static=False)
    paths = (f"id/{ACTION}", "def", "sparql", "sparql?query=ASK%20%7B%7D")

    with registry(rules) as client:
        found = [redirected(client, path, TURTLE) for path in paths]

    assert found == [(302, f"https://plans.example.org/{path}") for path in paths]
