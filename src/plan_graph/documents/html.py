"""Read a page (.html): its headings, paragraphs and tables, merged cells included.

Read are the words that a browser shows; nested tables are lines of their cell. A cell keeps what
its lines are, and which words are struck through. Scripts, styles and comments are no words.
Hidden words and the addresses of links follow behind the body, as passages that were skipped.

No function here calls itself, so that deep nesting in a page does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from plan_graph.documents.decode import decode
from plan_graph.documents.flow import Flow, Step, content
from plan_graph.documents.layout import MAX_COLUMNS, Box, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.lines import typed_lines
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document, Line, LineKind

Element = etree._Element

MAX_PAGE_BYTES = 20_000_000
"""Largest page that is read; its elements take some thirty times as much memory."""
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{1,40})")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset(("table", *_HEADINGS))
_ROWS = frozenset(("tr",))
_CELLS = frozenset(("td", "th"))
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"\s*([0-9]{1,6})", re.ASCII)
_FILL = re.compile(
    r"background(?:-color)?\s*:\s*+(?!none|transparent|inherit|initial|unset|white|#fff(?:fff)?\b)",
    re.IGNORECASE,
)
_PLAIN_FILLS = frozenset(("", "white", "#ffffff", "#fff", "transparent", "inherit"))
_FILE_NAME = re.compile(r"\.[a-z]{3,5}$", re.IGNORECASE)
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLE_WORD = re.compile(r"[^\W\d_]{2,}")
_OUTSIDE = re.compile(r"(?:https?|mailto):\S+")


def read_html(path: Path, languages: Languages) -> Document:
    """Read a page.

    Raises:
        DocumentError: If the file is no text, holds no page, or is beyond a limit.
    """
    data = read_bytes(path)
    if len(data) > MAX_PAGE_BYTES:
        raise DocumentError(
            path.name,
            phrase("documents.html.holds_bytes", data=len(data), max_page_bytes=MAX_PAGE_BYTES),
        )
    declared = _CHARSET.search(data[:2048])
    layout = Layout(path.name)
    charset = declared[1].decode("ascii") if declared else ""
    lay_out(decode(path.name, data, languages, declared=charset), layout)
    return layout.document()


_MOST_ATTRIBUTES = 1_000
"""Of one element; the parser compares each with all others."""
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{2000,}")


def lay_out(page: str, layout: Layout) -> None:
    """Lay the blocks of a page, or of a part of one, out.

    Raises:
        DocumentError: If it is nested too deep to be read whole, or beyond a limit.
    """
    for tag in _LONG_TAG.finditer(page):
        if len(tag[0].split(None, _MOST_ATTRIBUTES)) > _MOST_ATTRIBUTES:
            problem = phrase("documents.html.attributes", most=_MOST_ATTRIBUTES)
            raise DocumentError(layout.name, problem)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    if any("depth" in entry.message for entry in parser.error_log):
        raise DocumentError(layout.name, phrase("documents.html.nested_too_deep_to_read"))
    if root is not None:  # it is None where there is no word at all
        _Reader(layout).blocks(root)
        layout.language = layout.language or root.get("lang", root.get(_XML_LANG, ""))
        title = _title(root)
        if title:
            layout.entitle(title)


def _title(root: Element) -> str:
    """Return the title that a page states, if it is words and not the name of a file."""
    stated = " ".join((root.findtext("head/title") or "").split())
    is_named = len(_TITLE_WORD.findall(stated)) > 1 and not _FILE_NAME.search(stated)
    return stated if is_named else ""


class _Reader:
    """Walks through a page, block by block; what is not shown as words is kept aside."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.aside: list[str] = []

    def blocks(self, root: Element) -> None:
        flow = Flow()
        for step in self._walk(root, _BLOCKS):
            if isinstance(step, Step):
                flow.take(step)
                continue
            flow = self._paragraph(flow)
            if step.tag == "table":
                self._table(step)
            else:
                self.layout.heading(self._flow(step).text, int(step.tag[1]))
        self._paragraph(flow)
        for words in self.aside:
            self.layout.skip(words)

    def _paragraph(self, flow: Flow) -> Flow:
        if flow.text:
            self.layout.paragraph(flow.text)
        return Flow()

    def _table(self, table: Element) -> None:
        stray = Flow()
        rows = [self._parts(row, _CELLS, stray) for row in self._parts(table, _ROWS, stray)]
        self._paragraph(stray)
        self.layout.grid(self._grid(rows))

    def _parts(self, whole: Element, tags: frozenset[str], stray: Flow) -> list[Element]:
        """Return the rows of a table or the cells of a row, and set other words aside."""
        found: list[Element] = []
        for step in self._walk(whole, tags):
            if isinstance(step, Step):
                stray.take(step)
            else:
                found.append(step)
        return found

    def _grid(self, rows: list[list[Element]]) -> Iterator[list[Box]]:
        """Yield the boxes of each row, as the HTML standard forms tables."""
        taken: dict[int, int] = {}
        for number, row in enumerate(rows):
            boxes: list[Box] = []
            column = 1
            for cell in row:
                while column in taken:
                    column += 1
                columns = min(_number(cell, "colspan"), MAX_COLUMNS) or 1
                free = next((i for i in range(columns) if column + i in taken), columns)
                height = _number(cell, "rowspan") or len(rows)  # 0 is all rows that are left
                boxes.append(self._box(cell, column, free, min(height, len(rows) - number)))
                column += free
            for box in boxes:
                taken.update(dict.fromkeys(range(box.column, box.column + box.columns), box.rows))
            taken = {column: left - 1 for column, left in taken.items() if left > 1}
            yield boxes

    def _box(self, cell: Element, column: int, columns: int, rows: int) -> Box:
        flow = self._flow(cell)
        return Box(
            column,
            flow.text,
            columns,
            rows,
            lines=_lines(flow),
            struck=flow.struck,
            is_heading=cell.tag == "th",
            is_filled=_is_filled(cell),
            has_picture=not flow.text and next(cell.iter("img", "svg"), None) is not None,
        )

    def _flow(self, element: Element) -> Flow:
        """Return the lines of an element."""
        flow = Flow()
        for step in self._walk(element):
            if isinstance(step, Step):
                flow.take(step)
        return flow

    def _walk(self, root: Element, stops: frozenset[str] = frozenset()) -> Iterator[Step | Element]:
        """Yield the words that are shown, where lines begin, and the elements to stop at."""
        pending: list[Step | Element] = content(root)[::-1]
        while pending:
            each = pending.pop()
            if isinstance(each, Step):
                yield each
            elif "hidden" in each.attrib or _HIDDEN.search(each.get("style", "")):
                self.aside.append(" ".join("".join(map(str, each.itertext())).split()))
            elif each.tag in stops and not _lays_page_out(each):
                yield each
            else:
                self._note_address(each)
                pending.extend(content(each)[::-1])

    def _note_address(self, element: Element) -> None:
        address = element.get("href", "").strip() if element.tag == "a" else ""
        if _OUTSIDE.fullmatch(address) and address not in "".join(map(str, element.itertext())):
            self.aside.append(address)


def _lines(flow: Flow) -> tuple[Line, ...]:
    """Return the lines of a flow, items also where their marker was typed."""
    typed = typed_lines(flow.text)
    if len(typed) != len(flow.lines):
        return flow.lines
    pairs = zip(flow.lines, typed, strict=True)
    item = LineKind.ITEM
    return tuple(
        their if their.kind is item and own.kind is not item else own for own, their in pairs
    )


def _lays_page_out(element: Element) -> bool:
    """Tell whether a table only places the parts of a page: it holds headings and tables."""
    if element.tag != "table":
        return False
    is_said = element.get("role") in ("presentation", "none")
    return is_said or (
        next(element.iterdescendants("table"), None) is not None
        and next(element.iterdescendants(*_HEADINGS), None) is not None
    )


def _is_filled(cell: Element) -> bool:
    colour = cell.get("bgcolor", "").strip().lower()
    return colour not in _PLAIN_FILLS or bool(_FILL.search(cell.get("style", "")))


def _number(cell: Element, attribute: str) -> int:
    """Return a whole number; 1 where there is none."""
    found = _SHORT_NUMBER.match(cell.get(attribute, ""))
    return int(found[1]) if found else 1
