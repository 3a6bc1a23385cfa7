"""Read the text out of WordprocessingML, the XML of Word documents.

Read are the words that a reader of the printed document sees: inserted and moved-in
text, results of fields, content controls, links. Not read: deleted and moved-away
text, instructions of fields, comments, readings above ruby text. Text boxes and hidden
words are no part of a paragraph's text; they are handed out aside. Pictures, charts
and the automatic numbers of lists hold no words in the paragraph and are not seen.

No function here calls itself, so that deep nesting in a document does no harm.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

Element = etree._Element

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
_NAMESPACES = [f"{{{namespace}}}" for namespace, prefix in _PREFIXES.items() if not prefix]
_PROPERTIES = ("pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr")
_NOT_READ = frozenset((*_PROPERTIES, "del", "moveFrom", "rt"))
_DELETABLE = {"tr": "trPr", "tc": "tcPr"}
_DELETIONS = ("del", "moveFrom", "cellDel")
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""A soft hyphen is left out: it is no letter of the word, and shows at a line's end only."""
_LEAVES = frozenset((*_SIGNS, "t", "m:t", "sym", "fldChar", "txbxContent"))
_LINE_BREAKS = str.maketrans("\n\r", "  ")
_OFF = ("0", "false", "off")


@lru_cache(maxsize=1024)
def _kind(tag: str) -> str:
    namespace, _, name = tag.lstrip("{").rpartition("}")
    prefix = _PREFIXES.get(namespace)
    return tag if prefix is None else prefix + name


@lru_cache(maxsize=64)
def _tags(name: str) -> tuple[str, ...]:
    return tuple(namespace + name for namespace in _NAMESPACES)


def kind(element: Element) -> str:
    """Give the name of an element: 'p' for Word's own, 'm:t' in formulas, else the full tag."""
    return _kind(str(element.tag))


def attribute(element: Element, name: str) -> str | None:
    """Give the value of one of Word's own attributes, in either of its two namespaces."""
    for namespace in _NAMESPACES:
        value = element.get(namespace + name)
        if value is not None:
            return value
    return None


def child(element: Element, *path: str) -> Element | None:
    """Give the first descendant along a path of names, or None."""
    found: Element | None = element
    for name in path:
        if found is None:
            return None
        found = next(found.iterchildren(*_tags(name)), None)
    return found


def holds(element: Element, name: str) -> bool:
    """Tell whether one of Word's own elements stands anywhere below an element."""
    return next(element.iter(*_tags(name)), None) is not None


def within(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """Give the outermost descendants of some names, in order, as the document now reads.

    Containers such as content controls are looked through; deleted content is passed
    over; of alternatives only the first is taken.
    """
    pending = list(reversed(element))
    while pending:
        each = pending.pop()
        name = kind(each)
        if name in _NOT_READ or (name in _DELETABLE and _is_deleted(each, _DELETABLE[name])):
            continue
        if name in names:
            yield each
        elif name == "mc:AlternateContent":
            pending.extend(list(each)[:1])
        else:
            pending.extend(reversed(each))


_PARAGRAPHS = frozenset({"p"})
_RUNS = _LEAVES | {"r"}


class TextReader:
    """Reads paragraphs, and keeps what it finds aside of them.

    Attributes:
        hidden: The hidden words found so far, a string for each stretch.
        boxes: The text boxes found so far and not yet read.
    """

    def __init__(self) -> None:
        self.hidden: list[str] = []
        self.boxes: list[Element] = []

    def lines(self, container: Element) -> list[str]:
        """Give the text of each paragraph in a cell, note or text box, also of nested tables."""
        return list(self.joined(within(container, _PARAGRAPHS)))

    def joined(self, paragraphs: Iterator[Element]) -> Iterator[str]:
        """Give the text of paragraphs; one whose end was deleted runs on into the next."""
        carried: list[str] = []
        for paragraph in paragraphs:
            carried.append(self.paragraph(paragraph))
            if not _is_deleted(paragraph, "pPr", "rPr"):
                yield "".join(carried)
                carried.clear()
        if any(carried):
            yield "".join(carried)

    def paragraph(self, paragraph: Element) -> str:
        """Give the text of one paragraph."""
        words = _Words()
        for run in within(paragraph, _RUNS):
            if kind(run) != "r":
                self._leaf(run, words)
            elif _is_hidden(run):
                self._set_aside(run)
            else:
                for leaf in within(run, _LEAVES):
                    self._leaf(leaf, words)
        return str(words)

    def _leaf(self, leaf: Element, words: _Words) -> None:
        name = kind(leaf)
        if name == "txbxContent":
            self.boxes.append(leaf)
        elif name == "fldChar":
            words.field(attribute(leaf, "fldCharType"))
        elif name == "sym":
            words.add(_symbol(attribute(leaf, "char")))
        else:
            words.add(_SIGNS.get(name) or (leaf.text or "").translate(_LINE_BREAKS))

    def _set_aside(self, run: Element) -> None:
        words = _Words()
        for leaf in within(run, _LEAVES):
            self._leaf(leaf, words)
        if text := str(words):
            self.hidden.append(text)


class _Words:
    """The words of a paragraph; the instruction of a field is taken out again at its end."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.instructions: list[int | None] = []
        """For each open field where its instruction begins; None from its result on."""

    def __str__(self) -> str:
        return "".join(self.pieces)

    def add(self, text: str) -> None:
        self.pieces.append(text)

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


def _is_hidden(run: Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in _OFF


def _is_deleted(element: Element, *properties: str) -> bool:
    found = child(element, *properties)
    return found is not None and any(kind(each) in _DELETIONS for each in found)


def _symbol(code: str | None) -> str:
    """Give the character of a symbol; a symbol font's own place where it has no other."""
    try:
        character = chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return "\ufffd"
    return "\ufffd" if unicodedata.category(character) in ("Cc", "Cs", "Cn") else character
