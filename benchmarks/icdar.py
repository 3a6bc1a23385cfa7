"""Measure how well tables without rules are read, on the data of the ICDAR 2013 table competition.

Run as `python benchmarks/icdar.py FOLDER [--each]`, FOLDER with `eu-001.pdf`, `eu-001-str.xml`, …
(github.com/tabulapdf/tabula-java has it); with camelot-py installed its stream mode is beside ours.
Both are told where each table stands, and not shown its rules and fills. The score is that of the
competition (Göbel et al. 2013): pairs of cells beside or below one another, blank ones left out.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import mean

from lxml import etree

from plan_graph.documents.pdf.aligned import aligned
from plan_graph.documents.pdf.device import MarksReader
from plan_graph.documents.pdf.gutters import gutters
from plan_graph.documents.pdf.lines import lines
from plan_graph.documents.pdf.marks import Area, Marks
from plan_graph.documents.pdf.region import Region as Columns
from plan_graph.documents.pdf.streams import open_bounded

Span = tuple[int, int]
_SLACK = 2.0
"""Points by which a word may stand outside of a region."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True)
class Box:
    """A cell: its words, and the rows and columns that it takes, first and last."""

    text: str
    rows: Span
    columns: Span


@dataclass(frozen=True)
class Region:
    """Where a table, or a part of one, stands; places in points from the lower left corner."""

    page: int
    left: float
    low: float
    right: float
    high: float


Tables = Sequence[Sequence[Box]]
Reader = Callable[[Path, Region], Sequence[Box]]
Relations = Counter[tuple[str, str, str]]


def truth(path: Path) -> dict[Region, list[Box]]:
    """Return the cells of each region of a document, by where it stands."""
    areas = etree.parse(path.with_name(f"{path.stem}-reg.xml"), _PARSER)
    cells = etree.parse(path.with_name(f"{path.stem}-str.xml"), _PARSER)
    found: dict[Region, list[Box]] = {}
    pairs = zip(areas.iter("region"), cells.iter("region"), strict=True)
    for area, region in pairs:
        sides = area.find("bounding-box")
        assert sides is not None, f"{path.name}: a region without its place"
        left, low, right, high = (float(sides.get(each, 0)) for each in ("x1", "y1", "x2", "y2"))
        place = Region(int(area.get("page", 0)), left, low, right, high)
        found[place] = [_true_box(cell) for cell in region.iter("cell")]
    return found


def _true_box(cell: etree._Element) -> Box:
    def span(axis: str) -> Span:
        first = int(cell.get(f"start-{axis}", 0))
        return first, int(cell.get(f"end-{axis}") or first)

    return Box(cell.findtext("content") or "", span("row"), span("col"))


def ours(pages: Mapping[int, Marks], _: Path, region: Region) -> list[Box]:
    """Return the cells that plan-graph sees in a region, without its rules and fills."""
    marks = pages[region.page]
    top, bottom = marks.height - region.high, marks.height - region.low
    place = Area(region.left - _SLACK, top - _SLACK, region.right + _SLACK, bottom + _SLACK)
    words = (word for word in marks.words if place.holds(word.area.middle))
    inside = [line for line in lines(words) if line.is_upright]
    if not inside:
        return []
    table = aligned(region.page, Columns(tuple(inside), tuple(gutters(inside))), (), ())
    return [
        Box(cell.text, (number, number), (cell.column, cell.column + cell.columns - 1))
        for number, row in enumerate(table.rows)
        for cell in row
    ]


def camelot(path: Path, region: Region) -> list[Box]:
    """Return the cells that camelot's stream mode sees in a region."""
    from camelot import read_pdf  # noqa: PLC0415 - only where it is installed

    area = f"{region.left},{region.high},{region.right},{region.low}"
    tables = read_pdf(
        str(path), pages=str(region.page), flavor="stream", table_areas=[area], suppress_stdout=True
    )
    return [
        Box(str(text), (row, row), (column, column))
        for table in tables
        for row, texts in enumerate(table.df.to_numpy())
        for column, text in enumerate(texts)
    ]


def relations(boxes: Iterable[Box]) -> Relations:
    """Return the pairs of cells that stand beside or below one another, blank ones left out."""
    at = {
        (row, column): (number, text)
        for number, (text, box) in enumerate((bare(box.text), box) for box in boxes)
        if text
        for row in range(box.rows[0], box.rows[1] + 1)
        for column in range(box.columns[0], box.columns[1] + 1)
    }
    pairs = {
        *_neighbours(sorted(at), at, "beside"),
        *_neighbours(sorted(at, key=_down), at, "below"),
    }
    return Counter((first, second, way) for _, first, _, second, way in pairs)


def _down(place: tuple[int, int]) -> tuple[int, int]:
    return place[1], place[0]


def _neighbours(
    places: Sequence[tuple[int, int]], at: Mapping[tuple[int, int], tuple[int, str]], way: str
) -> Iterator[tuple[int, str, int, str, str]]:
    axis = 0 if way == "beside" else 1
    for one, other in pairwise(places):
        if one[axis] == other[axis] and at[one] != at[other]:
            yield (*at[one], *at[other], way)


def bare(text: str) -> str:
    """Return the letters and digits of a text, as the competition compares them."""
    return re.sub(r"\W|_", "", text).lower()


@dataclass(frozen=True)
class Score:
    """How many pairs are right, how many were found, and how many there are."""

    right: int
    found: int
    true: int

    @property
    def precision(self) -> float:
        """The part of the pairs found that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The part of the pairs that were found."""
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        """Both as one."""
        return 2 * self.right / (self.found + self.true) if self.found + self.true else 0.0


def score(path: Path, regions: Mapping[Region, Sequence[Box]], reader: Reader) -> Score:
    """Return how well a document is read."""
    right = found = true = 0
    for region, boxes in regions.items():
        wanted, given = relations(boxes), relations(reader(path, region))
        right += (wanted & given).total()
        found += given.total()
        true += wanted.total()
    return Score(right, found, true)


def marks_of(path: Path) -> dict[int, Marks]:
    """Return what is drawn on each page of a document."""
    from pdfminer.pdfpage import PDFPage  # noqa: PLC0415 - optional

    reader = MarksReader()
    pages = PDFPage.create_pages(open_bounded(path.read_bytes()))
    return {number: reader.read(each, number) for number, each in enumerate(pages, start=1)}


def main() -> None:
    """Print the scores of both readers over all documents of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true", help="print the scores of each document")
    given = parser.parse_args()
    try:
        import camelot as _  # noqa: F401, PLC0415 - only where it is installed

        others: dict[str, Reader] = {"camelot, stream": camelot}
    except ImportError:
        others = {}
        print("camelot is not installed: only ours is measured")
    found: dict[str, list[Score]] = {}
    for path in sorted(given.folder.glob("*.pdf")):
        regions = truth(path)
        for name, reader in {"ours": partial(ours, marks_of(path)), **others}.items():
            found.setdefault(name, []).append(score(path, regions, reader))
            if given.each:
                last = found[name][-1]
                print(f"{path.stem:10} {name:16} {last.f1:.3f}  {last}")
    print(f"{'':16} documents  precision  recall     F1   F1 of all pairs")
    for name, scores in found.items():
        precision, recall = (mean(getattr(s, k) for s in scores) for k in ("precision", "recall"))
        f1 = 2 * precision * recall / (precision + recall)
        every = Score(*(sum(getattr(s, k) for s in scores) for k in ("right", "found", "true")))
        print(
            f"{name:16} {len(scores):9} {precision:10.3f} {recall:7.3f} {f1:6.3f} {every.f1:10.3f}"
        )


if __name__ == "__main__":
    main()
