"""Linked data: things lead to documents in every form, pages show strangers' words as words."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from plan_graph.publishing.ontology.files import version
from plan_graph.rdf.plan_files import INFERRED, REPORT, STATED, names
from plan_graph.resources import folder
from plan_graph.vocab import PLAN, PLAN_BASE, SKOS
from serving import Server, serving, write_real_build, write_small_build

BASE = "https://w3id.org/plan-graph/"
ACTION = "action/ro-thb-2021-2022/1.1-01"
TYPES = ["text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples"]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_real_build(tmp_path_factory.mktemp("linked"))


@pytest.fixture(scope="module")
def server(build: Path) -> Iterator[Server]:
    with serving(build) as found:
        yield found


def get(server: Server, path: str, accept: str = "*/*", **headers: str) -> httpx.Response:
    return server.client.get(path, headers={"Accept": accept, **headers})


def quads(response: httpx.Response) -> list[Quad]:
    assert response.status_code == 200, response.text
    syntax = RdfFormat.from_media_type(response.headers["content-type"])
    assert syntax
    return list(parse(response.content, format=syntax))


def test_a_thing_leads_to_the_document_about_it(server: Server) -> None:
    response = get(server, "id/" + ACTION)

    assert response.status_code == 303
    assert response.headers["location"] == f"{server.url}doc/{ACTION}"
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize("kind", TYPES)
def test_a_document_has_every_form(server: Server, kind: str) -> None:
    response = get(server, "doc/" + ACTION, kind)
    found = quads(response)

    action = NamedNode(f"{BASE}id/{ACTION}")
    assert response.headers["content-type"].startswith(kind)
    assert response.headers["link"] == f'<{action.value}>; rel="describes"'
    stated = [quad for quad in found if quad.subject == action]
    assert {PLAN.hasDeadline, PLAN.inPillar, PLAN.statedIn} <= {q.predicate for q in stated}
    assert any(quad.predicate == PLAN.quote for quad in found)
    assert any(quad.predicate == SKOS.prefLabel for quad in found)


def test_all_forms_say_the_same(server: Server) -> None:
    first, *others = (
        {str(quad.triple) for quad in quads(get(server, "doc/" + ACTION, kind))} for kind in TYPES
    )

    assert all(other == first for other in others)


def test_a_suffix_asks_for_a_form(server: Server) -> None:
    by_suffix = get(server, f"doc/{ACTION}.nt", "text/html")

    assert by_suffix.headers["content-type"] == "application/n-triples"
    assert len(quads(by_suffix)) > 10


def test_a_page_has_the_words_the_links_and_the_source(server: Server) -> None:
    page = get(server, "doc/" + ACTION, "text/html")
    text = html.unescape(page.text)

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "raise awareness of the phenomenon" in text
    assert re.search(r'<blockquote><p><bdi lang="ro">.+</bdi>', page.text)
    assert "table 1, row" in text
    assert 'href="/en/pillar/ro-thb-2021-2022/1.html"' in page.text


def test_the_actions_of_a_body_are_counted(server: Server) -> None:
    page = get(server, "doc/organisation/ro/anitp", "text/html").text
    count = server.rows(
        "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a <https://w3id.org/plan-graph/def#responsible> "
        f"<{BASE}id/organisation/ro/anitp> }}"
    )[0][0]

    assert f'<a href="#responsible"><b>{count}</b>' in page


@pytest.mark.parametrize("path", ["id/action/none", "doc/action/none", "code/none", "doc/", "id/"])
def test_what_is_not_known_is_not_found(server: Server, path: str) -> None:
    as_page = get(server, path, "text/html")
    as_data = get(server, path, "text/turtle")

    assert as_page.status_code == as_data.status_code == 404
    assert as_page.headers["content-type"].startswith("text/html")
    assert "Page not found" in as_page.text
    assert as_data.headers["content-type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    "path", ["doc/a%20b", "doc/%3Cscript%3E", "doc/a%0d%0ab", "doc/%FF", "id/a|b"]
)
def test_odd_names_are_not_found(server: Server, path: str) -> None:
    assert get(server, path).status_code in (400, 404)


def test_a_form_that_there_is_not_is_not_acceptable(server: Server) -> None:
    assert get(server, "doc/" + ACTION, "image/png").status_code == 406


@pytest.mark.parametrize("path", [f"doc/{ACTION}", "def", "code/role", "graph/ro-thb-2021-2022"])
def test_what_has_not_changed_is_not_sent_again(server: Server, path: str) -> None:
    first = get(server, path, "text/turtle")
    again = get(server, path, "text/turtle", **{"If-None-Match": first.headers["etag"]})
    other = get(server, path, "application/n-triples", **{"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["def", "def.ttl", version(), f"{version()}.ttl"])
def test_the_ontology_is_served(server: Server, path: str) -> None:
    found = quads(get(server, path, "text/turtle"))

    core = list(parse(path=str(folder("ontology") / "core.ttl"), format=RdfFormat.TURTLE))
    assert {str(q.triple) for q in core} <= {str(q.triple) for q in found}


def test_a_version_of_the_ontology_that_is_not_here_is_not_found(server: Server) -> None:
    response = get(server, "def/0.0.1", "text/turtle")

    assert response.status_code == 404
    assert version() in response.text


def test_the_ontology_has_a_page_with_each_term(server: Server) -> None:
    page = get(server, "def", "text/html").text

    assert all(f'id="{term}"' in page for term in PLAN.terms)


def test_a_code_list_comes_with_its_codes(server: Server) -> None:
    found = quads(get(server, "code/role", "text/turtle"))
    one = quads(get(server, "code/role/partner", "text/turtle"))

    partner = NamedNode(BASE + "code/role/partner")
    assert any(q.subject == partner and q.predicate == SKOS.prefLabel for q in found)
    assert any(q.subject == partner and q.predicate == SKOS.inScheme for q in one)


def test_a_graph_has_its_address(server: Server, build: Path) -> None:
    found = quads(get(server, "graph/ro-thb-2021-2022", "application/n-triples"))

    stated = (build / "ro-thb-2021-2022" / "plan.nt").read_text().splitlines()
    assert len(found) == len(stated)


def test_a_description_of_the_datasets_is_well_known(server: Server, build: Path) -> None:
    response = get(server, ".well-known/void")

    assert response.headers["content-type"] == "text/turtle; charset=utf-8"
    assert response.content == (build / "void.ttl").read_bytes()


def test_without_a_catalogue_the_client_is_told_what_there_is(server: Server) -> None:
    response = get(server, "catalogue", "text/turtle")

    assert response.status_code == 404
    assert "/.well-known/void" in response.text


def test_a_catalogue_is_served_in_its_forms(tmp_path: Path) -> None:
    build = write_small_build(tmp_path / "build")
    (build / "catalogue.ttl").write_text("<http://a/> <http://b/> 1 .")
    (build / "catalogue.jsonld").write_text('{"@id": "http://a/", "http://b/": 1}')
    with serving(build) as server:
        kinds = {
            accept: get(server, "catalogue", accept).headers["content-type"]
            for accept in ("*/*", "application/ld+json", "text/turtle")
        }
        refused = get(server, "catalogue", "application/rdf+xml")
        by_suffix = get(server, "catalogue.jsonld")

    assert kinds["*/*"] == kinds["text/turtle"] == "text/turtle; charset=utf-8"
    assert kinds["application/ld+json"] == "application/ld+json"
    assert refused.status_code == 406
    assert by_suffix.json()["http://b/"] == 1


@pytest.mark.parametrize("part", ["0-", "5-1000000"])
def test_many_ranges_are_no_more_than_the_file(server: Server, part: str) -> None:
    path = "dump/ro-thb-2021-2022/plan.nt"
    size = len(get(server, path).content)

    response = get(server, path, Range="bytes=" + ",".join([part] * 2_000))

    assert response.status_code in (200, 206, 416)
    assert len(response.content) < 2 * size


@pytest.mark.parametrize("name", [*names(STATED, INFERRED, REPORT), "SHA256SUMS", "source.txt"])
def test_the_files_of_a_plan_are_served(server: Server, build: Path, name: str) -> None:
    path = f"dump/ro-thb-2021-2022/{name}"
    content = (build / "ro-thb-2021-2022" / name).read_bytes()

    whole = get(server, path)
    part = get(server, path, Range="bytes=10-19")
    tail = get(server, path, Range="bytes=-5")
    same = get(server, path, **{"If-None-Match": whole.headers["etag"]})
    old = get(server, path, Range="bytes=0-1", **{"If-Range": '"another"'})
    beyond = get(server, path, Range="bytes=99999999-")
    head = server.client.head(path)

    assert whole.content == content
    assert whole.headers["etag"] == f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    assert (part.status_code, part.content) == (206, content[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(content)}"
    assert tail.content == content[-5:]
    assert (same.status_code, same.content) == (304, b"")
    assert (old.status_code, old.content) == (200, content)
    assert beyond.status_code == 416
    assert head.headers["content-length"] == str(len(content))


@pytest.mark.parametrize(
    "path",
    [
        "dump/ro-thb-2021-2022/nothing",
        "dump/ro-thb-2021-2022/..%2Fvoid.ttl",
        "dump/..%2F..%2Fetc/passwd",
        "dump/%2e%2e/void.ttl",
        "dump/store/CURRENT",
        "dump/ro-thb-2021-2022/plan.ttl%00",
        "dump/ro-thb-2021-2022/" + "a" * 5_000,
        "style.css/../settings.py",
    ],
)
def test_no_other_file_is_served(server: Server, path: str) -> None:
    assert get(server, path).status_code == 404


def test_a_table_is_a_file_with_a_safe_name(server: Server) -> None:
    response = get(server, "dump/ro-thb-2021-2022/plan.csv")

    expected = 'attachment; filename="ro-thb-2021-2022-plan.csv"'
    assert response.headers["content-disposition"] == expected
    assert response.headers["content-type"] == "text/csv; charset=utf-8"


def test_data_of_another_base_are_served_under_it(tmp_path: Path) -> None:
    from plan_graph.building.build import write  # noqa: PLC0415
    from plan_graph.building.pipeline import convert  # noqa: PLC0415
    from plan_graph.reading.source import open_source  # noqa: PLC0415
    from real_plan import PLAN_FOLDER  # noqa: PLC0415

    base = "http://127.0.0.1/local/"
    built = convert(open_source(PLAN_FOLDER), base=base)
    (tmp_path / "build").mkdir()
    write([built], tmp_path / "build")
    with serving(tmp_path / "build") as server:
        found = quads(get(server, "doc/" + ACTION, "text/turtle"))
        page = get(server, "doc/" + ACTION, "text/html").text

    assert any(quad.subject == NamedNode(f"{base}id/{ACTION}") for quad in found)
    assert 'href="/en/pillar/ro-thb-2021-2022/1.html"' in page


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</title><svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "<!--<!DOCTYPE x [<!ENTITY y 'z'>]>-->",
    "\u202etxt.exe\u2066\u200b\ufeff",
    "&lt;b&gt; &amp; &#x3c;script>",
    "\u2028</style><style>*{}",
]
IRIS = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,alert(1)", "vbscript:x",
    "file:///etc/passwd", "https://w3id.org/plan-graph/javascript:alert(1)",
    "https://w3id.org/plan-graph///evil.example/", "http://evil.example/?a='&b=1#c",
]  # fmt: skip


class Checker(HTMLParser):
    """Notes what the content of a page would do in a browser; the frame around it is ours."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = False
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[tuple[str, str]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "main"
        if not self.inside:
            return
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        given = dict(attrs)
        if "href" in given:
            self.links.append((given["href"] or "", given.get("rel") or ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "main"

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_every_address_of_ours_in_the_publication_leads_somewhere(
    build: Path, server: Server
) -> None:
    """Of each kind of thing some are asked; a 303 is followed once."""
    kinds: dict[str, list[str]] = {}
    for file in (*build.glob("*.ttl"), *build.glob("*/*.ttl"), *build.glob("*/inferred.nt")):
        for quad in parse(path=str(file)):
            for term in quad.triple:
                if isinstance(term, NamedNode) and term.value.startswith(PLAN_BASE):
                    path = term.value.removeprefix(PLAN_BASE).partition("#")[0]
                    found = kinds.setdefault(re.sub(r"[^/]+$", "", path), [])
                    if path not in found and len(found) < 4:
                        found.append(path)

    missing = []
    for path in (path for paths in kinds.values() for path in paths):
        response = get(server, path)
        if response.status_code == 303:
            place = response.headers["location"].removeprefix(str(server.client.base_url))
            response = get(server, place)
        if response.status_code != 200:
            missing.append((path, response.status_code))

    assert len(kinds) > 15
    assert missing == []


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    labels = " , ".join(str(Literal(text, language="en")) for text in HOSTILE)
    links = " , ".join(f"<{iri}>" for iri in IRIS)
    more = f"<thing/hostile> skos:prefLabel {labels} ; dcterms:relation {links} .\n"
    build = write_small_build(tmp_path_factory.mktemp("hostile") / "build", more)
    with serving(build) as found:
        yield found


def test_words_of_strangers_stay_words(hostile: Server) -> None:
    response = get(hostile, "doc/thing/hostile", "text/html")
    page = Checker()
    page.feed(response.text)
    text = "".join(page.texts)

    assert response.status_code == 200
    assert not page.tags & {"script", "img", "svg", "style", "iframe", "object"}
    assert not any(name.startswith("on") for name in page.attributes)
    for words in HOSTILE:
        shown = re.sub("[\u202e\u2066\u200b\ufeff\u2028]", lambda m: f"[U+{ord(m[0]):04X}]", words)
        assert shown in text
    assert response.text.count("<bdi") >= len(HOSTILE)
    assert response.text.count("<script") == 1


def test_only_addresses_of_the_web_become_links(hostile: Server) -> None:
    page = Checker()
    page.feed(get(hostile, "doc/thing/hostile", "text/html").text)

    for address, rel in page.links:
        assert re.match(r"/(?!/)|https?://", address), address
        if address.startswith("http"):
            assert rel == "noopener nofollow"
    assert "javascript:alert(1)" in "".join(page.texts)


@pytest.mark.parametrize("path", ["", "sparql", "def", "doc/thing/hostile", "doc/none"])
def test_every_page_has_a_strict_policy(hostile: Server, path: str) -> None:
    response = get(hostile, path, "text/html")
    policy = response.headers["content-security-policy"]

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert response.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r'<script(?! src="/| type="application/ld.json">)', response.text)
    assert " style=" not in response.text
