"""Read the paragraphs of an OpenDocument file.

Read are the words that a reader of the printed document sees: inserted text, results of fields,
links. Not read: deleted text, comments, readings above ruby text, pictures. Notes, text boxes and
hidden words are no part of a paragraph's text; they are handed out aside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from plan_graph.documents.lines import struck_passages, without_tags
from plan_graph.documents.marked import Marker, Paragraph
from plan_graph.documents.opendocument.lists import Item, Lists
from plan_graph.documents.opendocument.package import Element, attribute, is_read, kind, whole
from plan_graph.documents.opendocument.styles import PLAIN, Look, Styles
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase

_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1_000
"""Spaces that one element may stand for."""
_SIGNS = {"text:tab": "\t", "text:line-break": "\n"}
_PARAGRAPHS = frozenset(("text:p", "text:h"))
_LISTS = frozenset(("text:list", "text:list-item", "text:list-header"))
_SOFT_HYPHEN = "\u00ad"
"""It is no letter of the word, and shows at a line's end only."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a table, with its place in a list."""

    element: Element
    item: Item | None

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return kind(self.element) == "table:table"


@dataclass
class OdfReader:
    """Reads paragraphs in the order of the document, and keeps what it finds aside of them.

    Attributes:
        name: Name of the document.
        hidden: The hidden words found so far, a string for each stretch.
        boxes: The text boxes found so far and not yet read.
        notes: The notes found so far, by their kind.
        letters: How many letters each language has, by its tag.
    """

    name: str
    styles: Styles
    hidden: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: dict[str, list[Element]] = field(default_factory=dict)
    letters: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.lists = Lists(self.styles)

    def blocks(self, container: Element, *, nested: bool = False) -> Iterator[Block]:
        """Yield the paragraphs and tables in a container; if `nested`, looked through."""
        pending: list[Block] = [Block(each, None) for each in reversed(container)]
        while pending:
            block = pending.pop()
            element, name = block.element, kind(block.element)
            if not is_read(element):
                continue
            if name in _PARAGRAPHS or (name == "table:table" and not nested):
                yield block
            elif name.startswith("draw:"):
                self.boxes.append(element)
            elif name == "text:section" and self._is_hidden_section(element):
                self.hidden.append("\n".join(self.lines(element)))
            else:
                item = self._place(element, block.item) if name in _LISTS else block.item
                if name == "table:table":
                    item = None
                pending.extend(Block(each, item) for each in reversed(element))

    def _place(self, element: Element, item: Item | None) -> Item:
        if kind(element) == "text:list":
            return self.lists.begin(element, item)
        if item is None:
            raise DocumentError(
                self.name, phrase("documents.odf_paragraphs.holds_item_outside_any_list")
            )
        return self.lists.item(element, item)

    def _is_hidden_section(self, element: Element) -> bool:
        look = self.styles.look("section", attribute(element, "text:style-name"))
        return bool(look.is_hidden) or attribute(element, "text:display") == "none"

    def paragraphs(self, container: Element) -> list[Paragraph]:
        """Return the paragraphs in a cell, also those of nested tables."""
        return [self.paragraph(block) for block in self.blocks(container, nested=True)]

    def lines(self, container: Element) -> list[str]:
        """Return the text of each paragraph in a note or text box, also of nested tables."""
        return [each.text for each in self.paragraphs(container)]

    def paragraph(self, block: Block) -> Paragraph:
        """Return one paragraph."""
        marker = self.lists.marker(block.element, block.item)
        return self.unmarked(block.element, marker)

    def unmarked(
        self, element: Element, marker: Marker | None = None, look: Look = PLAIN
    ) -> Paragraph:
        """Return a paragraph with a marker that is known, in a cell of a look."""
        words = _Words(self.hidden)
        look = self.styles.look("paragraph", attribute(element, "text:style-name")).over(look)
        pending = _content(element, look)[::-1]
        while pending:
            each, look = pending.pop()
            if isinstance(each, str):
                words.write(each, look)
                self.letters[look.language or ""] += len(each)
            elif is_read(each):
                pending.extend(self._inline(each, look, words)[::-1])
            elif kind(each) == "text:note":
                self.notes.setdefault(attribute(each, "text:note-class") or "", []).append(each)
        pieces = words.pieces()
        return Paragraph("".join(text for text, _ in pieces), struck_passages(pieces), marker)

    def _inline(self, element: Element, look: Look, words: _Words) -> list[_Piece]:
        """Take an element of a paragraph; return what is to be read within it."""
        name = kind(element)
        if name == "text:s":
            words.add(" " * min(whole(element, "text:c"), _MOST_SPACES), look)
        elif name in _SIGNS:
            words.add(_SIGNS[name], look)
        elif name.startswith("draw:"):
            self.boxes.append(element)
        elif name == "text:hidden-text":
            self.hidden.append(attribute(element, "text:string-value") or "")
        else:
            if name == "text:span":
                look = self.styles.look("text", attribute(element, "text:style-name")).over(look)
            return _content(element, look)
        return []


_Piece = tuple[str | Element, Look]


def _content(element: Element, look: Look) -> list[_Piece]:
    """Return the words and elements within an element."""
    found: list[_Piece] = [(element.text, look)] if element.text else []
    for each in element:
        found.append((each, look))
        if each.tail:
            found.append((each.tail, look))
    return found


class _Words:
    """The words of a paragraph; spaces beside each other, and at its beginning, are one or none."""

    def __init__(self, hidden: list[str]) -> None:
        self._pieces: list[tuple[str, bool]] = []
        self._hidden = hidden
        self._aside: list[str] = []
        self._is_after_space = True

    def write(self, text: str, look: Look) -> None:
        """Take words as they stand in the XML."""
        text = _SPACES.sub(" ", text.replace(_SOFT_HYPHEN, ""))
        if self._is_after_space:
            text = text.removeprefix(" ")
        if text:
            self._put(without_tags(text), look)
            self._is_after_space = text.endswith(" ")

    def add(self, text: str, look: Look) -> None:
        """Take signs that an element stands for."""
        self._put(text, look)
        self._is_after_space = False

    def _put(self, text: str, look: Look) -> None:
        if look.is_hidden:
            self._aside.append(text)
        else:
            self._end_hidden()
            self._pieces.append((text, bool(look.is_struck)))

    def _end_hidden(self) -> None:
        if self._aside:
            self._hidden.append("".join(self._aside))
            self._aside = []

    def pieces(self) -> list[tuple[str, bool]]:
        """Return the words, and whether they are struck through."""
        self._end_hidden()
        return self._pieces
