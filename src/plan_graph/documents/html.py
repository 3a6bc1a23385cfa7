"""Read a page (.html): its headings, paragraphs and tables, merged cells included.

Read are the words that a browser shows; nested tables are lines of their cell. Scripts,
styles and comments are no words. Hidden words and the addresses of links follow behind the
body, as passages that were skipped.

No function here calls itself, so that deep nesting in a page does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from plan_graph.documents.decode import decode
from plan_graph.documents.layout import MAX_COLUMNS, Box, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Document

Element = etree._Element

MAX_PAGE_BYTES = 20_000_000
"""Largest page that is read; its elements take some thirty times as much memory."""
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{1,40})")
_NOT_SHOWN = frozenset(("script", "style", "template", "noscript", "head", "title", "object"))
_BLOCKS = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6"))
_ROWS = frozenset(("tr",))
_CELLS = frozenset(("td", "th"))
_INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em"),
        *("font", "i", "img", "ins", "kbd", "label", "mark", "o:p", "q", "s", "samp", "small"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SHORT_NUMBER = re.compile(r"\s*([0-9]{1,6})", re.ASCII)
_SPACES = re.compile(r"[ \t\n\r\f]+")
_OUTSIDE = re.compile(r"(?:https?|mailto):\S+")


def read_html(path: Path, languages: Languages) -> Document:
    """Read a page.

    Raises:
        DocumentError: If the file is no text, holds no page, or is beyond a limit.
    """
    data = read_bytes(path)
    if len(data) > MAX_PAGE_BYTES:
        raise DocumentError(
            path.name, f"holds {len(data):,} bytes; at most {MAX_PAGE_BYTES:,} are read, split it"
        )
    declared = _CHARSET.search(data[:2048])
    layout = Layout(path.name)
    charset = declared[1].decode("ascii") if declared else ""
    lay_out(decode(path.name, data, languages, declared=charset), layout)
    return layout.document()


def lay_out(page: str, layout: Layout) -> None:
    """Lay the blocks of a page, or of a part of one, out.

    Raises:
        DocumentError: If it is nested too deep to be read whole, or beyond a limit.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    if any("depth" in entry.message for entry in parser.error_log):
        raise DocumentError(layout.name, "is nested too deep to be read whole; save it as .docx")
    if root is not None:  # it is None where there is no word at all
        _Reader(layout).blocks(root)


class _Reader:
    """Walks through a page, block by block; what is not shown as words is kept aside."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.aside: list[str] = []

    def blocks(self, root: Element) -> None:
        line: list[str] = []
        for step in self._walk(root, _BLOCKS):
            if isinstance(step, str):
                line.append(step)
                continue
            self._paragraph(line)
            if step.tag == "table":
                self._table(step)
            else:
                self.layout.heading(self._text(step), int(step.tag[1]))
        self._paragraph(line)
        for words in self.aside:
            self.layout.skip(words)

    def _paragraph(self, line: list[str]) -> None:
        text = _tidy(line)
        line.clear()
        if text:
            self.layout.paragraph(text)

    def _table(self, table: Element) -> None:
        stray: list[str] = []
        rows = [self._parts(row, _CELLS, stray) for row in self._parts(table, _ROWS, stray)]
        self._paragraph(stray)
        self.layout.grid(self._grid(rows))

    def _parts(self, whole: Element, tags: frozenset[str], stray: list[str]) -> list[Element]:
        """Give the rows of a table or the cells of a row, and set other words aside."""
        found: list[Element] = []
        for step in self._walk(whole, tags):
            if isinstance(step, str):
                stray.append(step)
            else:
                found.append(step)
        return found

    def _grid(self, rows: list[list[Element]]) -> Iterator[list[Box]]:
        """Give the boxes of each row, as the HTML standard forms tables."""
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
                boxes.append(Box(column, self._text(cell), free, min(height, len(rows) - number)))
                column += free
            for box in boxes:
                taken.update(dict.fromkeys(range(box.column, box.column + box.columns), box.rows))
            taken = {column: left - 1 for column, left in taken.items() if left > 1}
            yield boxes

    def _text(self, element: Element) -> str:
        """Give the lines of an element."""
        return _tidy(step for step in self._walk(element) if isinstance(step, str))

    def _walk(self, root: Element, stops: frozenset[str] = frozenset()) -> Iterator[str | Element]:
        """Give the words that are shown, a line feed where a line ends, and elements to stop at."""
        pending: list[str | Element] = _content(root)[::-1]
        while pending:
            each = pending.pop()
            if isinstance(each, str):
                yield each
            elif "hidden" in each.attrib or _HIDDEN.search(each.get("style", "")):
                self.aside.append(_tidy(map(_spaced, map(str, each.itertext()))))
            elif each.tag in stops:
                yield each
            else:
                self._note_address(each)
                pending.extend(_content(each)[::-1])

    def _note_address(self, element: Element) -> None:
        address = element.get("href", "").strip() if element.tag == "a" else ""
        if _OUTSIDE.fullmatch(address) and address not in "".join(map(str, element.itertext())):
            self.aside.append(address)


def _content(element: Element) -> list[str | Element]:
    """Give the words and elements within an element; around a block, lines end."""
    found: list[str | Element] = [_spaced(element.text or element.get("alt") or "")]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOT_SHOWN:
            found.append(child)
        found.append(_spaced(child.tail or ""))
    return found if element.tag in _INLINE else ["\n", *found, "\n"]


def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text)


def _tidy(pieces: Iterable[str]) -> str:
    """Join words to lines, without blank ones and without space at their ends."""
    lines = (line.strip(" ") for line in "".join(pieces).split("\n"))
    return "\n".join(filter(None, lines))


def _number(cell: Element, attribute: str) -> int:
    """Give a whole number; 1 where there is none."""
    found = _SHORT_NUMBER.match(cell.get(attribute, ""))
    return int(found[1]) if found else 1
