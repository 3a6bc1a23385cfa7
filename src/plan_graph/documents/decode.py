"""Bytes of a text document to its text."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.language.wording import Wording
from plan_graph.phrases import phrase
from plan_graph.text import clean, printable

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CODE_PAGES = (
    *("cp1252", "cp1250", "cp1257", "cp1253", "cp1251"),
    *("iso-8859-2", "iso-8859-13", "iso-8859-7", "iso-8859-3", "iso-8859-15"),
)
"""Those of the languages of Europe: the ones of Windows first, which most programs write."""
_DECLARED = re.compile(r"utf[-_]?(?:8|16|32)|cp1?\d{3}|(?:x-)?mac|iso8859|koi8|gb|big5|shift|euc")
"""Encodings that a document may declare; others that Python knows are no encodings of texts."""
_NARROW = frozenset(("ascii", "iso8859-1"))
"""What is declared so is the code page of Windows in truth, as browsers take it."""
_SIGNS = frozenset("„“”‚‘’–—…€£«»°§№·•●▪¬®™©²³½¼±×\u00a0\u00ad\u200b")
"""Signs beyond ASCII that texts of any language hold."""


def decode(name: str, data: bytes, languages: Languages, *, declared: str = "") -> str:
    """Return the text, each line ended by one line feed.

    The encoding is that of the byte order mark, or the declared one, or UTF-8, or else the code
    page whose text makes the most sense in some language.

    Raises:
        DocumentError: If the bytes are no text in any of these.
    """
    text = _decoded(name, data, languages, declared)
    if "\0" in text:
        raise DocumentError(name, phrase("documents.decode.holds_binary_data"))
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))


def _decoded(name: str, data: bytes, languages: Languages, declared: str) -> str:
    mark = next((code for mark, code in _MARKS.items() if data.startswith(mark)), "")
    marked = mark or _usual(declared)
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
            phrase(
                "documents.decode.byte_no_part_text", start=start + 1, byte=byte, encoding=encoding
            ),
        )
    texts = [data.decode(page, errors="replace") for page in _CODE_PAGES]
    return max(texts, key=lambda text: _fitness(text, languages.of(text)))


def _usual(declared: str) -> str:
    """Return the encoding that a document declares, or '' if it is none of texts.

    >>> _usual("ISO-8859-1"), _usual("punycode"), _usual("UTF-8")
    ('cp1252', '', 'utf-8')
    """
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return ""
    if name in _NARROW:
        return "cp1252"
    return name if _DECLARED.match(name) else ""


def _fitness(text: str, wording: Wording) -> int:
    """Count the accented letters of the language, less those of others and strange signs."""
    letters = _letters(wording)
    beyond = [sign for sign in clean(text).lower() if ord(sign) > 127 and sign not in _SIGNS]
    return sum(1 if sign in letters else -1 for sign in beyond)


@lru_cache(maxsize=64)
def _letters(wording: Wording) -> frozenset[str]:
    tables = (
        *(wording.headings, wording.columns, wording.lists, wording.deadlines, wording.common),
        *(wording.months, wording.frequencies, wording.statuses),
    )
    phrases = (phrase for table in tables for words in table.values() for phrase in words)
    return frozenset(sign for phrase in phrases for sign in phrase.lower() if ord(sign) > 127)
