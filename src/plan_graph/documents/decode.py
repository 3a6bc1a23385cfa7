"""Bytes of a text document to its text."""

from __future__ import annotations

import codecs
from functools import lru_cache

from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.language.wording import Wording
from plan_graph.text import clean

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CONTROLS = {
    code: "\ufffd" for code in (*range(32), 0x7F, 0xFFFE, 0xFFFF) if chr(code) not in "\t\n"
}
_CODE_PAGES = ("cp1252", "cp1250")
"""Those of Western and Central Europe, which Windows programs write."""


def decode(name: str, data: bytes, languages: Languages, *, declared: str = "") -> str:
    """Give the text, each line ended by one line feed.

    The encoding is that of the byte order mark, or the declared one, or UTF-8, or else the code
    page that makes the most letters of the language.

    Raises:
        DocumentError: If the bytes are no text in any of these.
    """
    text = _decoded(name, data, languages, declared)
    if "\0" in text:
        raise DocumentError(name, "holds binary data; give the plan as text, or in another format")
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))


def printable(text: str) -> str:
    """Put the replacement character for control characters, which no XML can hold.

    >>> printable("a\\x01b")
    'a\ufffdb'
    """
    return text.translate(_CONTROLS)


def _decoded(name: str, data: bytes, languages: Languages, declared: str) -> str:
    marked = next((code for mark, code in _MARKS.items() if data.startswith(mark)), declared)
    for encoding in filter(None, (marked, "utf-8")):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError) as error:
            problem = error
    if b"\0" in data or marked.startswith("utf"):
        start = getattr(problem, "start", 0)
        byte, encoding = data[start : start + 1].hex().upper(), (marked or "utf-8").upper()
        raise DocumentError(
            name,
            f"byte {start + 1} is {byte}, which is no part of {encoding} text; "
            "save the document as UTF-8 text, or as .docx",
        )
    texts = [data.decode(page, errors="replace") for page in _CODE_PAGES]
    return max(texts, key=lambda text: _fitness(text, languages.of(text)))


def _fitness(text: str, wording: Wording) -> int:
    """Count the accented letters of the language, less those of other languages."""
    letters = _letters(wording)
    accented = [sign for sign in clean(text) if ord(sign) > 127 and sign.isalpha()]
    return sum(1 if sign.lower() in letters else -1 for sign in accented) - text.count("\ufffd")


@lru_cache(maxsize=16)
def _letters(wording: Wording) -> frozenset[str]:
    tables = (wording.headings, wording.columns, wording.lists, wording.deadlines)
    phrases = (phrase for table in tables for words in table.values() for phrase in words)
    return frozenset(sign for phrase in phrases for sign in phrase.lower() if ord(sign) > 127)
