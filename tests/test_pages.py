"""The frame of the pages: languages, addresses, words, and the headers of the server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from crawl import found_by
from plan_graph.pages.layout import STATIC
from plan_graph.phrases import ENVIRONMENT
from serving import Server, serving, write_real_build


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(write_real_build(tmp_path_factory.mktemp("pages"))) as found:
        yield found


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("ro-RO,ro;q=0.9,en;q=0.8", "ro"),
        ("en-GB, ro;q=0.2", "en"),
        ("ro;q=0.2, en;q=0.1, fr", "ro"),
        ("fr", "en"),
        ("ro;q=0", "en"),
        (";;,q=9", "en"),
    ],
)
def test_the_start_page_comes_in_the_language_of_the_visitor(
    server: Server, accept: str, language: str
) -> None:
    response = server.client.get("", headers={"Accept-Language": accept})

    assert response.headers["content-language"] == language
    assert f'<html lang="{language}">' in response.text
    assert "Accept-Language" in response.headers["vary"]


def test_a_page_that_has_not_changed_is_not_sent_again(server: Server) -> None:
    first = server.client.get("en/index.html")
    again = server.client.get("en/index.html", headers={"If-None-Match": first.headers["etag"]})
    other = server.client.get("ro/index.html", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


@pytest.mark.parametrize(
    "path", ["index", "action/ro-thb-2021-2022/1.1-02", "picture/funding-kinds"]
)
def test_a_page_is_shared_with_a_picture(server: Server, path: str) -> None:
    document = html.document_fromstring(server.client.get(f"en/{path}.html").content)
    (address,) = found_by("//meta[@property='og:image']/@content", document)
    content = server.client.get(address).content

    width, height = (int.from_bytes(content[place : place + 4]) for place in (16, 20))
    assert content.startswith(b"\x89PNG")
    assert path.startswith("picture") or (width, height) == (1200, 630)


def test_a_card_is_there_for_plans_and_actions_only(server: Server) -> None:
    for path in ("organisation/ro/anitp.png", "action/none/1.png", "plan/ro-thb-2021-2022.svg"):
        assert server.client.get(f"card/en/{path}").status_code == 404


def test_nothing_is_corrected_at_a_server_that_was_not_asked_to(server: Server) -> None:
    assert server.client.get("en/edit/index.html?key=").status_code == 404
    assert server.client.post("en/edit/ro-thb-2021-2022/1.html").status_code == 404
    assert "en/edit/" not in server.client.get("en/index.html").text


@pytest.mark.parametrize("path", ["en/none.html", "xx/index.html", "xx", "static/none.css"])
def test_there_is_no_page_where_there_is_none(server: Server, path: str) -> None:
    assert server.client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("en", "en/index.html"),
        ("ro/", "ro/index.html"),
        ("en/index", "en/index.html"),
        ("en/search?q=a", "en/search.html?q=a"),
        ("ro/plan/ro-thb-2021-2022", "ro/plan/ro-thb-2021-2022.html"),
    ],
)
def test_an_address_without_its_ending_leads_to_the_page(
    server: Server, typed: str, page: str
) -> None:
    found = server.client.get(typed, follow_redirects=True)

    assert (found.status_code, str(found.url)) == (200, server.url + page)


@pytest.mark.parametrize("name", ["style.css", "page.js", "icon.svg"])
def test_what_the_pages_load_is_served(server: Server, name: str) -> None:
    response = server.client.get(f"static/{name}")

    assert response.content == (STATIC / name).read_bytes()


def test_search_engines_find_every_page_and_are_kept_from_costly_answers(server: Server) -> None:
    robots = server.client.get("robots.txt").text
    listed = server.client.get("sitemap.xml")

    pages = etree.fromstring(listed.content).findall(".//{*}loc")
    assert f"Sitemap: {server.url}sitemap.xml" in robots
    assert "Disallow: /sparql" in robots
    assert listed.headers["content-type"] == "application/xml"
    assert len(pages) > 400
    assert server.client.get(str(pages[-1].text)).status_code == 200
    assert server.client.get("favicon.ico", follow_redirects=True).status_code == 200


@pytest.mark.parametrize("path", ["action/{}/1.1-02", "plan/{}", "organisation/ro/anitp"])
def test_the_address_to_cite_leads_to_the_page_that_gives_it(server: Server, path: str) -> None:
    page = server.client.get(f"en/{path.format('ro-thb-2021-2022')}.html")

    found = re.search(r'class="iri"><code>(.*?)</code>', page.text)
    assert found
    cited = server.client.get(found[1], headers={"Accept": "text/html"}, follow_redirects=True)
    assert cited.status_code == 200
    assert found[1] in cited.text


def test_a_page_says_what_it_is_about_to_those_who_share_it(server: Server) -> None:
    page = html.document_fromstring(server.client.get("ro/index.html").content)

    said = {
        name: found_by(f"//meta[@property='og:{name}']/@content", page)[0]
        for name in ("title", "description", "url", "locale")
    }
    assert said["title"].startswith("Plan")
    assert said["description"] == found_by("//meta[@name='description']/@content", page)[0]
    assert "cine răspunde" in said["description"]
    assert said["url"] == f"{server.url}ro/plan/ro-thb-2021-2022.html"
    assert said["locale"] == "ro"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("ro/action/none/1.html", "Nu există o astfel de pagină"),
        ("en/action/none/1.html", "There is no such page"),
        ("ro/question/actions-due-by.html?date=marti", "se aștepta o dată precum 2021-12-31"),
        ("ro/sparql.html?query=nothing", "Interogarea nu este SPARQL"),
    ],
)
def test_a_page_tells_what_is_wrong_in_its_language(server: Server, path: str, told: str) -> None:
    response = server.client.get(path, headers={"Accept": "text/html"})

    assert told in response.text


def test_a_problem_is_told_in_the_language_that_a_client_would_have(server: Server) -> None:
    headers = {"Accept": "application/json", "Accept-Language": "ro"}

    response = server.client.get("query/no-such-query", headers=headers)

    assert response.headers["content-language"] == "ro"
    assert "nu există interogarea" in response.json()["detail"]


def test_a_further_language_is_served_without_any_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hu").mkdir()
    (tmp_path / "hu" / "pages.toml").write_text('[bodies]\ntitle = "Szervezetek"\n', "utf-8")
    (tmp_path / "hu" / "asking.toml").write_text(
        '[binding.value]\ndate = "nap, mint 2021-12-31"\n', "utf-8"
    )
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path))

    with serving(write_real_build(tmp_path)) as server:
        bodies = server.client.get("hu/bodies.html").text
        wrong = server.client.get("hu/question/actions-due-by.html?date=kedd").text

    assert "<h1>Szervezetek</h1>" in bodies
    assert "expected nap, mint 2021-12-31" in wrong
