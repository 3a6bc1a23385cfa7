"""The static site: complete, below any path of a plain file server, nothing from outside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree, html
from pyoxigraph import RdfFormat, parse

from crawl import Crawl, crawl, found_by
from plan_graph.cli import main
from plan_graph.pages.layout import POLICY
from plan_graph.pages.static_site import write_site
from plan_graph.publishing.void import base_of
from plan_graph.text import fold
from real_site import ADDRESS, real_site
from real_store import real_build
from server import server
from serving import write_small_build

MOST_BYTES = 150_000
ACTION = "action/ro-thb-2021-2022/1.1-02"


@pytest.fixture(scope="module")
def site() -> Path:
    return real_site()


@pytest.fixture(scope="module")
def crawled(site: Path) -> Iterator[Crawl]:
    with server({"/below/a/path/": site}) as address:
        yield crawl(f"{address}below/a/path/index.html")


def test_every_link_leads_somewhere(crawled: Crawl) -> None:
    assert crawled.broken == []


def test_every_page_is_reached_from_the_start(site: Path, crawled: Crawl) -> None:
    reached = {urlsplit(address).path.removeprefix("/below/a/path/") for address in crawled.pages}
    written = {
        str(file.relative_to(site))
        for language in ("en", "ro")
        for file in (site / language).rglob("*.html")
    }

    assert len(written) > 400
    assert written - reached == set()


def test_every_page_is_small(crawled: Crawl) -> None:
    too_large = {
        address: len(text.encode())
        for address, text in crawled.pages.items()
        if len(text.encode()) > MOST_BYTES
    }

    assert too_large == {}


def test_no_page_loads_anything_from_outside_or_has_a_script_of_its_own(crawled: Crawl) -> None:
    outside, inline = set(), set()
    for address, text in crawled.pages.items():
        document = html.document_fromstring(text.encode())
        loaded = found_by("//@src | //link[@rel='stylesheet' or @rel='icon']/@href", document)
        outside |= {each for each in loaded if urlsplit(each).netloc}
        scripts = found_by("//script[not(@type='application/ld+json')]/text()", document)
        styles = found_by("//style | //@style | //@*[starts-with(name(), 'on')]", document)
        if scripts or styles:
            inline.add(address)

    assert outside == set()
    assert inline == set()


def test_every_page_says_what_a_browser_may_do(crawled: Crawl) -> None:
    policies = {
        policy
        for address, text in crawled.pages.items()
        if re.search(r"/path/(en|ro)/", address)
        for policy in found_by(
            "//meta[@http-equiv='Content-Security-Policy']/@content",
            html.document_fromstring(text.encode()),
        )
    }

    assert policies == {POLICY}
    assert POLICY.startswith("default-src 'none';")
    assert "unsafe" not in POLICY


def test_a_page_says_where_it_is_and_where_its_other_language_is(site: Path) -> None:
    page = html.document_fromstring((site / f"ro/{ACTION}.html").read_bytes())

    canonical = found_by("//link[@rel='canonical']/@href", page)
    others = dict(
        zip(
            found_by("//link[@rel='alternate'][@hreflang]/@hreflang", page),
            found_by("//link[@rel='alternate'][@hreflang]/@href", page),
            strict=True,
        )
    )
    assert canonical == [f"{ADDRESS}ro/{ACTION}.html"]
    assert others == {tag: f"{ADDRESS}{tag}/{ACTION}.html" for tag in ("en", "ro")}


def test_the_sitemap_lists_every_page(site: Path) -> None:
    listed = {
        str(node.text).removeprefix(ADDRESS)
        for node in etree.parse(site / "sitemap.xml").iter("{*}loc")
    }
    written = {
        str(file.relative_to(site))
        for language in ("en", "ro")
        for file in (site / language).rglob("*.html")
    }

    assert listed == written
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (site / "robots.txt").read_text()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("plan/ro-thb-2021-2022", "Dataset"),
        (ACTION, "Action"),
        ("organisation/ro/anitp", "GovernmentOrganization"),
        ("organisation/ro/ong", "Organization"),
        ("data", "DataCatalog"),
        ("ontology", "DefinedTermSet"),
    ],
)
def test_search_engines_find_data_in_a_page(site: Path, path: str, kind: str) -> None:
    page = html.document_fromstring((site / f"en/{path}.html").read_bytes())

    (text,) = found_by("//script[@type='application/ld+json']/text()", page)
    found = json.loads(text)
    assert (found["@context"], found["@type"]) == ("https://schema.org", kind)
    assert found["name"]


def test_a_thing_is_described_in_every_form(site: Path) -> None:
    triples = {
        ending: {str(quad.triple) for quad in parse(path=str(site / f"doc/{ACTION}{ending}"))}
        for ending in (".ttl", ".nt", ".rdf")
    }
    json_ld = parse((site / f"doc/{ACTION}.jsonld").read_bytes(), format=RdfFormat.JSON_LD)

    assert triples[".ttl"] == triples[".nt"] == triples[".rdf"]
    assert {str(quad.triple) for quad in json_ld} == triples[".ttl"]
    assert len(triples[".nt"]) > 50


def test_the_name_of_a_thing_leads_to_its_page(site: Path) -> None:
    leading = (site / f"id/{ACTION}/index.html").read_text()

    (target,) = re.findall(r'content="0; url=([^"]+)"', leading)
    assert (site / f"id/{ACTION}" / target).resolve() == (site / f"en/{ACTION}.html").resolve()


def test_the_files_of_the_build_are_there(site: Path) -> None:
    for name in ("plan.ttl", "plan.csv", "SHA256SUMS", "source.txt"):
        copied = site / "dump" / "ro-thb-2021-2022" / name
        assert copied.read_bytes() == (real_build() / "ro-thb-2021-2022" / name).read_bytes()


@pytest.mark.parametrize("words", ["conștientizare", "CONSTIENTIZARE", "raise awareness"])
def test_the_index_finds_words_in_any_language_without_accents(site: Path, words: str) -> None:
    for language in ("en", "ro"):
        index = json.loads((site / language / "search.json").read_text())
        found = [entry for entry in index if fold(words) in entry[4]]

        assert f"../{language}/action/ro-thb-2021-2022/1.1-01.html" in {entry[3] for entry in found}


def test_where_there_is_nothing_a_page_leads_on_from_any_depth(site: Path) -> None:
    page = html.document_fromstring((site / "404.html").read_bytes())

    links = {
        link for link in found_by("//@href | //@src | //form/@action", page) if link != "#main"
    }
    own = {link for link in links if not link.startswith("https:")}
    below = urlsplit(ADDRESS).path
    assert own and all(link.startswith(below) for link in own)
    assert [link for link in own if not (site / link.removeprefix(below)).is_file()] == []


@pytest.mark.parametrize("path", [ACTION, "organisation/ro/anitp", "plan/ro-thb-2021-2022"])
def test_the_address_to_cite_is_within_the_site(site: Path, path: str) -> None:
    page = html.document_fromstring((site / f"en/{path}.html").read_bytes())

    (cited,) = found_by("//*[@class='iri']/code/text()", page)
    assert cited == f"{ADDRESS}id/{path}"
    assert (site / "id" / path / "index.html").is_file()


def test_without_an_address_the_pages_say_none(tmp_path: Path) -> None:
    build = write_small_build(tmp_path / "build")

    write_site(build, tmp_path / "site")

    page = (tmp_path / "site" / "en" / "index.html").read_text()
    assert "canonical" not in page
    assert not (tmp_path / "site" / "sitemap.xml").exists()
    assert base_of(build) == "https://w3id.org/plan-graph/"


def test_the_command_says_how_many_pages_it_wrote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build = write_small_build(tmp_path / "build")
    target = tmp_path / "site"

    status = main(["site", str(target), "--build", str(build)])
    refused = main(["site", str(target), "--build", str(build), "--base-url", "plans"])
    elsewhere = main(["site", str(target), "--build", str(build), "--base-url", ADDRESS])

    said = capsys.readouterr()
    assert (status, refused, elsewhere) == (0, 2, 0)
    assert re.fullmatch(rf"(\d+ pages written to {target}/\n){{2}}", said.out)
    assert f"files and pages under {ADDRESS}; the IRIs of the data stay under" in said.err
    assert "base 'plans/': give an http or https address" in said.err


def test_a_site_without_a_build_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(["site", str(tmp_path / "site"), "--build", str(tmp_path / "none")])

    assert status == 2
    assert "run 'plan-graph build' first" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()
