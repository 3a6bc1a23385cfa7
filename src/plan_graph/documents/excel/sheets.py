"""Take the sheets of a workbook apart (SpreadsheetML): what each cell holds, as it is written.

Each part is unpacked once, within the bounds of its package. What lies between cells costs
nothing: a merge, a format or a row that reaches far is a few numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from plan_graph.documents.excel.sheet_styles import DEFAULT, Style, read_styles
from plan_graph.documents.excel.spreadsheetml import (
    OFF,
    Element,
    Run,
    below,
    children,
    local,
    plain,
    runs,
)
from plan_graph.documents.package import Package
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,8}", re.ASCII)
_ID = re.compile(r"\{.*/relationships\}id")
_HIDDEN = ("hidden", "veryHidden")
MAX_MERGED = 1_000_000
"""Most places that merged cells may cover where a program makes a value of each."""
Place = tuple[int, int]
"""Row and column, counted from 1."""
Area = tuple[Place, tuple[int, int]]
"""The first place, and the number of columns and of rows."""


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as it is written.

    Attributes:
        place: Where it is.
        type: Of what type its value is: 'n' a number, 'b' a truth value, 'd' a day, 'e' an error,
            's' words.
        value: Its value, or '' for none.
        runs: Its words, where it holds words.
        formula: The formula that gives its value, with '='; '' for none.
        style: How it looks.
    """

    place: Place
    type: str
    value: str
    runs: tuple[Run, ...]
    formula: str
    style: Style


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook: its cells by row and column, its merged areas and its comments.

    The cells can be gone through once. `headings` are those of tables and filters.
    """

    name: str
    is_hidden: bool
    cells: Iterator[Written]
    merged: Sequence[Area]
    headings: Sequence[Area]
    comments: Sequence[str]


class Book:
    """The parts of a workbook that say what its cells hold."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = next(iter(package.related("", "officeDocument")), "xl/workbook.xml")
        self.root = package.xml(self.main)
        if local(self.root) != "workbook":
            raise DocumentError(
                package.name,
                phrase("documents.sheets.no_workbook_main_part_where", local=local(self.root)),
            )
        parts = package.related(self.main, "styles")
        self.styles = read_styles(package.xml(parts[0])) if parts else ()

    @property
    def counts_from_1904(self) -> bool:
        """Whether days are counted from 1904, as old Macs did."""
        found = next(children(self.root, "workbookPr"), None)
        return found is not None and found.get("date1904", "0") not in OFF

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets in their order; sheets of one chart hold no cells and are left out."""
        relations = self.package.relations(self.main)
        for each in below(self.root, "sheets", "sheet"):
            identifier = next((v for k, v in each.attrib.items() if _ID.fullmatch(str(k))), "")
            relation = relations.get(str(identifier))
            if relation and relation.kind == "worksheet":
                yield self._sheet(each.get("name", ""), each.get("state"), relation.target)

    def _sheet(self, name: str, state: str | None, part: str) -> Sheet:
        root = self.package.xml(part)
        merged = [self._area(name, each) for each in below(root, "mergeCells", "mergeCell")]
        comments = [
            (self._place(name, each.get("ref", "")), plain(each))
            for comments in self.package.related(part, "comments")
            for each in below(self.package.xml(comments), "commentList", "comment")
        ]
        return Sheet(
            name,
            state in _HIDDEN,
            self._cells(name, root),
            merged,
            list(self._headings(name, part, root)),
            [text for _, text in sorted(comments)],
        )

    def _headings(self, name: str, part: str, root: Element) -> Iterator[Area]:
        """Yield the first row of each table and of a filter, which is one of headings."""
        tables = map(self.package.xml, self.package.related(part, "table"))
        headed = [each for each in tables if each.get("headerRowCount", "1") != "0"]
        for each in (*headed, *islice(children(root, "autoFilter"), 1)):
            place, (columns, _) = self._area(name, each)
            yield place, (columns, 1)

    def _cells(self, sheet: str, root: Element) -> Iterator[Written]:
        row = 0
        for line in below(root, "sheetData", "row"):
            number = _whole(line.get("r", ""))
            row = row + 1 if number is None else number
            column = 0
            for cell in children(line, "c"):
                reference = cell.get("r")
                place = self._place(sheet, reference) if reference else (row, column + 1)
                row, column = place
                yield self._cell(sheet, place, cell)

    def _cell(self, sheet: str, place: Place, cell: Element) -> Written:
        kind = cell.get("t", "n")
        value, formula = "", ""
        words: tuple[Run, ...] = ()
        for each in cell:
            match local(each):
                case "v":
                    value = each.text or ""
                case "f":
                    formula = f"={each.text or ''}"
                case "is":
                    words = runs(each)
        if kind == "s":
            words = self._shared(sheet, place, value) if value else ()
        elif kind == "str":
            words = (Run(value, None),) if value else ()
        style = _whole(cell.get("s", "")) or 0
        return Written(
            place,
            "s" if kind in ("s", "str", "inlineStr") else kind,
            value,
            words,
            formula if not value and kind != "str" else "",
            self.styles[style] if style < len(self.styles) else DEFAULT,
        )

    def _shared(self, sheet: str, place: Place, index: str) -> tuple[Run, ...]:
        number = _whole(index)
        if number is None or number >= len(self._strings):
            raise DocumentError(
                self.package.name,
                phrase(
                    "documents.sheets.refers_to_text_shared_ones",
                    index=index[:20],
                    strings=len(self._strings),
                ),
                place=phrase(
                    "documents.sheets.sheet_row_column",
                    sheet=sheet,
                    place=place[0],
                    place2=place[1],
                ),
            )
        return self._strings[number]

    @cached_property
    def _strings(self) -> Sequence[tuple[Run, ...]]:
        """The texts that cells share."""
        parts = self.package.related(self.main, "sharedStrings")
        return [runs(each) for part in parts for each in children(self.package.xml(part), "si")]

    def _area(self, sheet: str, element: Element) -> Area:
        """Return the area to which an element refers."""
        first, _, last = element.get("ref", "").partition(":")
        row, column = self._place(sheet, first)
        below, beside = self._place(sheet, last or first)
        return (row, column), (max(1, beside - column + 1), max(1, below - row + 1))

    def _place(self, sheet: str, reference: str) -> Place:
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise DocumentError(
                self.package.name,
                phrase("documents.sheets.names_cell_where_one_such", reference=reference[:20]),
                place=f"sheet '{sheet}'",
            )
        column = 0
        for letter in found[1]:
            column = 26 * column + ord(letter) - 64
        return int(found[2]), column


def check_merges(package: Package) -> None:
    """Refuse a workbook whose merged cells cover more than openpyxl can hold.

    Raises:
        DocumentError: If they do.
    """
    for sheet in Book(package).sheets():
        covered = sum(columns * rows for _, (columns, rows) in sheet.merged)
        if covered > MAX_MERGED:
            raise DocumentError(
                package.name,
                phrase(
                    "documents.sheets.sheet_merged_cells_over_places",
                    name=sheet.name,
                    covered=covered,
                    max_merged=MAX_MERGED,
                ),
            )


def _whole(text: str) -> int | None:
    return int(text) if _WHOLE.fullmatch(text) else None
