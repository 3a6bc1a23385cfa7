"""Following a plan: what was reported of it, of a part or of a body, as a feed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from crawl import found_by
from monitored import monitored
from plan_graph.building.build import write
from plan_graph.pages.static_site import write_site
from real_store import real_build
from serving import Server, serving

LINK = "//a[@type='application/atom+xml']/@href"
ACTION = "{}/en/action/parks/1.1-03.html"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("followed")
    write([monitored(target)], target / "build")
    return target / "build"


@pytest.fixture(scope="module")
def server(build: Path) -> Iterator[Server]:
    with serving(build) as found:
        yield found


def said(content: bytes, path: str) -> list[str]:
    found = etree.fromstring(content).xpath(path, namespaces=ATOM)
    return [str(each) for each in found] if isinstance(found, list) else []


@pytest.mark.parametrize("path", ["plan/parks", "objective/parks/1.1"])
def test_a_page_leads_to_what_was_reported_the_latest_first(server: Server, path: str) -> None:
    page = html.document_fromstring(server.client.get(f"en/{path}.html").content)
    (address,) = found_by(LINK, page)
    answer = server.client.get(address)

    assert answer.headers["content-type"].startswith("application/atom+xml")
    days = said(answer.content, "//a:entry/a:updated/text()")
    assert days == [f"{day}T00:00:00Z" for day in ("2021-12-15",) * 2 + ("2021-06-30",) * 2]
    assert said(answer.content, "//a:feed/a:updated/text()") == days[:1]
    assert len({*said(answer.content, "//a:entry/a:id/text()")}) == len(days)
    late = "//a:entry[a:title='delayed: Studiu privind solul']"
    assert said(answer.content, f"{late}/a:summary/text()") == [
        "Licitație contestată. Source: Raport II, pagina 4"
    ]
    (link,) = said(answer.content, f"{late}/a:link/@href")
    assert "Studiu privind solul" in server.client.get(link).text


def test_a_body_is_told_of_its_own_actions_alone(server: Server) -> None:
    feed = server.client.get("feed/ro/organisation/ro/me.atom").content

    assert said(feed, "//a:entry/a:title/text()") == ["întârziată: Studiu privind solul"]
    assert said(feed, "/a:feed/@xml:lang") == ["ro"]


def test_a_plan_on_which_nobody_reported_can_be_followed() -> None:
    with serving(real_build()) as server:
        answer = server.client.get("feed/en/plan/ro-thb-2021-2022.atom")

    assert answer.status_code == 200
    assert said(answer.content, "//a:entry/a:id/text()") == []
    assert len(said(answer.content, "/a:feed/a:updated/text()")) == 1


@pytest.mark.parametrize(
    "path", ["en/plan/none.atom", "en/code/role.atom", "en/plan/parks.xml", "xx/plan/parks.atom"]
)
def test_what_cannot_be_followed_has_no_feed(server: Server, path: str) -> None:
    assert server.client.get(f"feed/{path}").status_code == 404


def test_a_static_site_has_the_same_feeds_where_its_address_is_known(
    build: Path, tmp_path: Path
) -> None:
    base = "https://plans.example.org/"
    write_site(build, tmp_path / "known", base)
    write_site(build, tmp_path / "unknown")

    (address,) = found_by(LINK, html.parse(tmp_path / ACTION.format("known")).getroot())
    feed = (tmp_path / "known" / address.removeprefix(base)).read_bytes()
    (link,) = said(feed, "//a:entry/a:link/@href")
    assert (tmp_path / "known" / link.removeprefix(base)).is_file()
    assert not found_by(LINK, html.parse(tmp_path / ACTION.format("unknown")).getroot())
    assert not (tmp_path / "unknown/feed").exists()
