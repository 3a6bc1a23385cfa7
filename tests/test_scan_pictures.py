"""What was read in a scan can be held against the picture of its page, in any browser."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
import pytest
from lxml import html
from PIL import Image
from playwright.sync_api import expect

from browsing import PHONE, chromium, violations, visitor
from crawl import found_by
from plan_graph.asking.store import open_store
from plan_graph.building.build import write
from plan_graph.building.pipeline import Built, convert
from plan_graph.documents.offsets import layout
from plan_graph.documents.pdf.scans.picture import MAX_PICTURE_BYTES, jpeg
from plan_graph.pages.document import Box, Document, Row, Scanned
from plan_graph.pages.document import Cell as Shown
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.reading.source import PlanSource
from plan_graph.vocab import PLAN_BASE
from plan_graph.workbooks.review.origin import document_data, document_of
from serving import serving
from test_scans import scan, table

NAME = "river"
PICTURE = f"dump/{NAME}/page-1.jpg"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    file = scan(table(tmp_path_factory.mktemp("scan"), is_ruled=True), 2.0)
    return convert(PlanSource(document=file, identifier=NAME))


@pytest.fixture(scope="module")
def build(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "build"
    write([built], folder)
    return folder


def shown(build: Path, root: str) -> html.HtmlElement:
    site = Site(open_store(build), PLAN_BASE, "", root, build)
    return html.document_fromstring(page(Visit(site, "en", f"source/{NAME}")).encode())


def test_the_picture_of_a_page_is_published_with_its_digest(build: Path) -> None:
    content = (build / NAME / "page-1.jpg").read_bytes()

    sums = (build / NAME / "SHA256SUMS").read_text().splitlines()
    assert f"{hashlib.sha256(content).hexdigest()}  page-1.jpg" in sums
    picture = Image.open(BytesIO(content))
    assert picture.format == "JPEG"
    assert picture.width / picture.height == pytest.approx(842 / 595, abs=0.01)
    assert picture.width >= 110 * 842 / 72 - 1


def test_a_page_of_noise_has_a_small_picture_and_the_same_each_time() -> None:
    noise = np.frombuffer(Random(5).randbytes(2338 * 1654), np.uint8).reshape(2338, 1654)

    content = jpeg(noise, 200 / 72)

    assert len(content) <= MAX_PICTURE_BYTES
    assert content == jpeg(noise, 200 / 72)


@pytest.mark.parametrize(("root", "file"), [("/x/", f"/x/{PICTURE}"), ("", f"../../{PICTURE}")])
def test_the_page_of_the_document_shows_the_picture_wherever_it_is(
    build: Path, root: str, file: str
) -> None:
    document = shown(build, root)

    assert set(found_by("//image/@href", document)) == {file}


def test_each_place_in_the_picture_is_where_the_words_are(build: Path) -> None:
    document = shown(build, "")
    picture = Image.open(build / NAME / "page-1.jpg").convert("L")
    scale = picture.width / 842

    places = document.xpath("//figure//svg//a")

    assert isinstance(places, list)
    said = [place.get("aria-label") for place in places]
    assert {"River board", "Eels counted", "May 2033"} <= set(said)
    for place in places:
        (box,) = place.iter("rect")
        left, top, width, height = (float(box.get(n)) for n in ("x", "y", "width", "height"))
        right, bottom = left + width, top + height
        inside = picture.crop((left * scale, top * scale, right * scale, bottom * scale))
        assert np.asarray(inside).min() < 100, place.get("aria-label")
        words = document.get_element_by_id(place.get("href")[1:])
        assert " ".join(words.text_content().split()).startswith(place.get("aria-label"))


def test_what_is_hard_to_read_is_said_to_be(built: Built, tmp_path: Path) -> None:
    document = built.plan.document
    doubtful = tuple(
        replace(box, certainty=0.4 if box.passage.text == "Mill guild" else 0.99)
        for box in document.boxes
    )
    plan = replace(built.plan, document=replace(document, boxes=doubtful))
    write([replace(built, plan=plan)], tmp_path / "build")

    pieces = shown(tmp_path / "build", "").xpath("//td[@id]")

    assert isinstance(pieces, list)
    said = {piece.text_content() for piece in pieces if "Hard to read" in piece.text_content()}
    assert len(said) == 1
    assert said.pop().startswith("Mill guild")


def test_a_document_with_letters_of_its_own_has_no_pictures(tmp_path: Path) -> None:
    built = convert(PlanSource(document=table(tmp_path, is_ruled=True), identifier=NAME))

    write([built], tmp_path / "build")

    assert not list((tmp_path / "build").rglob("*.jpg"))
    assert not found_by("//image/@href", shown(tmp_path / "build", ""))


def test_a_review_carries_the_places_of_words_but_no_pictures(built: Built) -> None:
    document = built.plan.document

    carried = document_of(document_data(document))

    assert document.pictures
    assert carried == replace(document, pictures=())
    assert b'"pages"' not in layout(carried)


def test_a_long_scan_is_shown_some_pages_at_a_time() -> None:
    text = "".join(f"{number:03}" for number in range(25))
    rows = [Row(0, 0, (Shown(3 * number, 3 * number + 3),)) for number in range(25)]
    pages = [
        Scanned(number + 1, "", 600, 800, (Box(3 * number, 3 * number + 3, 0, 0, 9, 9, 1.0),))
        for number in range(25)
    ]

    document = Document(text, rows, pages)

    assert [len(part) for part in document.parts] == [10, 10, 5]
    assert len(Document(text, rows).parts) == 1


@pytest.fixture(scope="module")
def url(build: Path) -> Iterator[str]:
    with serving(build) as server:
        yield server.url


@pytest.mark.parametrize(
    "options", [{}, {"viewport": PHONE}, {"java_script_enabled": False}], ids=str
)
def test_words_lead_to_their_place_in_the_picture_and_back(
    url: str, options: dict[str, object]
) -> None:
    with chromium() as browser, visitor(browser, url, **options) as guest:
        seen = guest.page
        guest.go(f"en/source/{NAME}.html")
        expect(seen.locator(".pieces:visible")).to_have_count(0)
        name = seen.locator("article span[id]", has_text="Eels counted").last.get_attribute("id")

        guest.go(f"en/source/{NAME}.html#{name}")
        expect(seen.locator(".pieces:visible")).to_contain_text("great certainty")
        expect(seen.locator(f"#{name}")).to_be_in_viewport()
        assert guest.overflow() == 0
        if options.get("java_script_enabled", True):
            assert guest.inline() == []
            assert violations(seen) == []

        seen.locator(".pieces:visible").get_by_role("link", name="Page 1").click()
        expect(seen.locator(".pieces:visible")).to_have_count(0)
        place = seen.locator("figure a:target")
        expect(place).to_be_in_viewport()
        place.click()
        expect(seen.locator("td:target")).to_contain_text("Eels counted")
