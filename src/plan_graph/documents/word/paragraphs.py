"""Read the paragraphs of a Word document.

Read are the words that a reader of the printed document sees: inserted and moved-in
text, results of fields, content controls, links. Not read: deleted and moved-away
text, instructions of fields, comments, readings above ruby text. Text boxes and hidden
words are no part of a paragraph's text; they are handed out aside. Pictures and charts
hold no words in the paragraph and are not seen. The automatic numbers of lists are told by
whoever counts them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator

from plan_graph.documents.lines import shifted, struck_passages, without_tags
from plan_graph.documents.marked import Marker, Paragraph
from plan_graph.documents.word.wordprocessing import (
    Element,
    attribute,
    child,
    is_deleted,
    is_on,
    kind,
    within,
)
from plan_graph.text import Passage

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""A soft hyphen is left out: it is no letter of the word, and shows at a line's end only."""
_LEAVES = frozenset((*_SIGNS, "t", "m:t", "sym", "fldChar", "txbxContent"))
_LINE_BREAKS = str.maketrans("\n\r", "  ")
_PARAGRAPHS = frozenset({"p"})
_RUNS = _LEAVES | {"r"}
_STRUCK = ("strike", "dstrike")


def _unmarked(_: Element) -> Marker | None:
    return None


class TextReader:
    """Reads paragraphs, and keeps what it finds aside of them.

    Attributes:
        marker: Tells the marker of each paragraph, in the order of the document.
        hidden: The hidden words found so far, a string for each stretch.
        boxes: The text boxes found so far and not yet read.
    """

    def __init__(self, marker: Callable[[Element], Marker | None] = _unmarked) -> None:
        self.marker = marker
        self.hidden: list[str] = []
        self.boxes: list[Element] = []

    def lines(self, container: Element) -> list[str]:
        """Return the text of each paragraph in a note or text box, also of nested tables."""
        return [each.text for each in self.paragraphs(container)]

    def paragraphs(self, container: Element) -> list[Paragraph]:
        """Return the paragraphs in a cell, also those of nested tables."""
        return list(self.joined(within(container, _PARAGRAPHS)))

    def joined(self, paragraphs: Iterator[Element]) -> Iterator[Paragraph]:
        """Yield paragraphs; one whose end was deleted runs on into the next."""
        carried: list[Paragraph] = []
        for paragraph in paragraphs:
            carried.append(self.paragraph(paragraph))
            if not is_deleted(paragraph, "pPr", "rPr"):
                yield _together(carried, self.marker(paragraph))
                carried.clear()
        if any(each.words for each in carried):
            yield _together(carried, None)

    def paragraph(self, paragraph: Element) -> Paragraph:
        """Return one paragraph without its marker."""
        words = _Words()
        for run in within(paragraph, _RUNS):
            look = child(run, "rPr")
            if kind(run) != "r":
                self._leaf(run, words)
            elif look is not None and is_on(look, "vanish"):
                self._set_aside(run)
            else:
                words.is_struck = look is not None and any(is_on(look, each) for each in _STRUCK)
                for leaf in within(run, _LEAVES):
                    self._leaf(leaf, words)
                words.is_struck = False
        return words.paragraph()

    def _leaf(self, leaf: Element, words: _Words) -> None:
        name = kind(leaf)
        if name == "txbxContent":
            self.boxes.append(leaf)
        elif name == "fldChar":
            words.field(attribute(leaf, "fldCharType"))
        elif name == "sym":
            words.add(_symbol(attribute(leaf, "char")))
        elif name in _SIGNS:
            words.add(_SIGNS[name])
        else:
            words.add(without_tags((leaf.text or "").translate(_LINE_BREAKS)))

    def _set_aside(self, run: Element) -> None:
        words = _Words()
        for leaf in within(run, _LEAVES):
            self._leaf(leaf, words)
        if text := words.paragraph().words:
            self.hidden.append(text)


def _together(parts: list[Paragraph], marker: Marker | None) -> Paragraph:
    words, struck = "", list[Passage]()
    for part in parts:
        struck += [shifted(each, len(words)) for each in part.struck]
        words += part.words
    return Paragraph(words, tuple(struck), marker)


class _Words:
    """The words of a paragraph; the instruction of a field is taken out again at its end."""

    def __init__(self) -> None:
        self.pieces: list[tuple[str, bool]] = []
        """Words, and whether they are struck through."""
        self.is_struck = False
        self.instructions: list[int | None] = []
        """For each open field where its instruction begins; None from its result on."""

    def paragraph(self) -> Paragraph:
        """Return what was read; struck words beside each other are one passage."""
        return Paragraph("".join(text for text, _ in self.pieces), struck_passages(self.pieces))

    def add(self, text: str) -> None:
        self.pieces.append((text, self.is_struck))

    def field(self, mark: str | None) -> None:
        """Note a mark of a field; one that is never closed takes nothing out."""
        if mark == "begin":
            self.instructions.append(len(self.pieces))
        elif self.instructions and mark in ("separate", "end"):
            start = self.instructions.pop()
            if start is not None:
                del self.pieces[start:]
            if mark == "separate":
                self.instructions.append(None)


def _symbol(code: str | None) -> str:
    """Return the character of a symbol; a symbol font's own place where it has no other."""
    try:
        character = chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return "\ufffd"
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cs", "Cn") else character
