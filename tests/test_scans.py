"""A PDF that holds only pictures of pages is read, laid straight, and never marked sure."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from PIL import Image
from pyoxigraph import Literal

from draw_pdf import LEAD, Sheet
from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import convert
from plan_graph.documents.pdf import grid, read_pdf
from plan_graph.errors import DocumentError
from plan_graph.reading.source import PlanSource
from plan_graph.vocab import PLAN
from plan_graph.workbooks.review.certainty import sureness
from plan_graph.workbooks.review.fact_rows import facts

XS = [44, 84, 314, 454, 574]
EDGES = [40, 80, 310, 450, 570, 780]
ROWS = [
    ["No.", "Action", "Responsible", "Deadline", "Indicators"],
    ["1", "Mend the weir so that eels\ncan climb it", "River board", "March 2031", "Weir mended"],
    ["2", "Count the eels below the mill", "Mill guild", "2032", "Eels counted"],
    ["3", "Plant alders on both banks", "Forest office", "May 2033", "Alders planted"],
]
FLAT = [[" ".join(cell.split()) for cell in row] for row in ROWS]


def scan(drawn: Path, degrees: float) -> Path:
    """Write the pages of a PDF as pictures that lean, as a scanner does."""
    pages = [page.render(scale=200 / 72).to_pil() for page in pypdfium2.PdfDocument(drawn)]
    paper = FPDF(orientation="landscape", format="A4", unit="pt")
    for page in pages:
        paper.add_page()
        turned = page.convert("L").rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
        paper.image(turned, x=0, y=0, w=paper.w)
    file = drawn.with_name("scan.pdf")
    paper.output(str(file))
    return file


def table(folder: Path, *, is_ruled: bool) -> Path:
    sheet = Sheet()
    sheet.text(44, 40, "Action plan of the river board 2031-2033", size=14)
    if is_ruled:
        sheet.ruled(EDGES, 70, ROWS)
    else:
        y = 80.0
        for row in ROWS:
            y = sheet.row(XS, y, row) + LEAD
    return sheet.save(folder / "drawn.pdf")


@pytest.mark.parametrize(("is_ruled", "degrees"), [(False, 1.5), (True, -2.0)])
def test_the_table_of_a_leaning_scan_is_read(
    tmp_path: Path, is_ruled: bool, degrees: float
) -> None:
    file = scan(table(tmp_path, is_ruled=is_ruled), degrees)

    document = read_pdf(file)

    rows = [
        [" ".join(cell.passage.text.split()) for cell in row.cells]
        for found in document.tables
        for row in found.rows
    ]
    assert rows == FLAT


def test_no_value_of_a_scan_is_sure(tmp_path: Path) -> None:
    file = scan(table(tmp_path, is_ruled=False), 1.0)

    plan, _, _ = read_plan(PlanSource(document=file, identifier="scan"))

    assert [action.title for action in plan.actions]
    assert "sure" not in {sureness(fact, plan).degree for fact in facts(plan)}


def places_in_graph(file: Path) -> dict[str, tuple[list[int], list[float]]]:
    """Return the area and the certainty of the words of each fragment."""
    built = convert(PlanSource(document=file, identifier="river"))
    found: dict[str, dict[str, str]] = {}
    for triple in built.asserted:
        if isinstance(triple.object, Literal):
            value = {triple.predicate.value: triple.object.value}
            found.setdefault(str(triple.subject), {}).update(value)
    quoted = [each for each in found.values() if PLAN.quote.value in each]
    return {
        each[PLAN.quote.value]: (
            [int(n) for n in each[PLAN.pageArea.value].rpartition("=")[2].split(",")],
            [float(each[name]) for name in (PLAN.recognitionCertainty.value,) if name in each],
        )
        for each in quoted
    }


def test_words_of_a_pdf_lead_to_their_place_on_its_page_and_of_a_scan_say_how_certain_they_are(
    tmp_path: Path,
) -> None:
    drawn = table(tmp_path, is_ruled=False)

    letters, picture = places_in_graph(drawn), places_in_graph(scan(drawn, 1.0))

    (left, top, _, _), none = letters["Mill guild"]
    (left_scanned, top_scanned, width, height), (certainty,) = picture["Mill guild"]
    assert (left, none) == (XS[2], [])
    assert abs(left_scanned - left) < 10 > abs(top_scanned - top)
    assert 30 < width < 70 and 5 < height < 20
    assert 0.5 < certainty <= 1
    assert all(certainties for _, certainties in picture.values())


def test_a_scan_without_words_is_refused(tmp_path: Path) -> None:
    sheet = Sheet()
    sheet.fill(100, 100, 300, 300)

    with pytest.raises(DocumentError, match="no words were found"):
        read_pdf(scan(sheet.save(tmp_path / "drawn.pdf"), 0))


def test_a_scan_of_more_cells_than_are_read_is_refused_by_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = scan(table(tmp_path, is_ruled=True), 0.0)
    monkeypatch.setattr(grid, "MAX_UNITS", 3)

    with pytest.raises(DocumentError, match="draws far more than a page of text does") as refused:
        read_pdf(file)

    assert str(refused.value).startswith(f"{file.name}, page 1: ")
