"""Codes that a document gives its parts: '1.1.1.', 'C01.1', 'A.1.a)', 'OS 2'.

A code is kept as it is written, without the full stop behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plan_graph.text import Passage

_PART = r"(?:\d{1,3}|[A-Za-z]|[IVX]{1,5})"
_HEAD = r"(?:[A-Z]{1,5}[ .-]?)?\d{1,3}"
_LEADING = re.compile(
    r"(?P<code>"
    rf"(?:{_HEAD}|[A-Z]|[IVX]{{1,5}})(?:\.{_PART})+\)?"  # 1.1, C01.1, A.1.a)
    r"(?=[.:)]?\s|[.:)]*$|(?<=\d)\.[^\W\d_])"
    rf"|[A-Z]{{1,5}}[ -]?\d{{1,3}}(?=\s*[.:)–-]\s|\s*$)"  # M1: …
    r"|(?:\d{1,3}|[A-Za-z]|[IVX]{1,5})(?=[.)]\s)\)?"  # 1. …, a) …, IV. …
    r")[.:)]*\s*(?:[:–-]\s+)?"
)
_HEADING = re.compile(r"(?P<code>[A-Z]{1,5}[ -]?\d{1,3}|\d{1,2})\s+(?=[^\W\d_a-z])")  # C01 …, 2 …
_BARE = re.compile(r"(?P<code>[A-Z]{1,5}[ .-]?\d{1,3}[a-z]?|\d{1,3})\s+(?=[^\W\d_a-z])")
"""A code that no sign ends: 'M-01 Renew …', '101 Renew …'; only its like in other rows tell it."""
_ALONE = re.compile(
    r"(?P<code>[A-Za-z]{0,6}[ ./-]?\d{1,4}(?:[./-]?\w{1,3}|\(\w{1,4}\)){0,6}\)?|\w{1,4}[.)]?)"
)
_NUMBERED = re.compile(r"\d|(?<!\w)[IVXLC]+(?!\w)")
_BROKEN = re.compile(r"(?<=[A-Z]-\d) (?=\d\Z)")
"""Where a narrow column broke a number that begins with a nought."""
_LONGEST = 24
_FEWEST = 2
"""Rows that begin with a code, at least; of more rows the share of `_MOST`."""
_MOST = 0.75
_MOST_WORDS = 4
"""A longer cell of a column of codes is no code."""
_LISTED = re.compile(r"\s*[,;\n]\s*")
_LONE = re.compile(r"(?=\S*\d)[A-Za-z]{0,5}[.-]?\w{1,4}(?:[.-]\w{1,3}){0,6}\)?")
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]{1,5}[.-]?)?\d{1,3}(?:\.\w{1,3})+(?!\.?\w)")
_SEPARATORS = re.compile(r"[ .()/-]+|(?<=[A-Za-z])(?=\d)")


class Coded(NamedTuple):
    """Words with their code, '' if there is none, and what stands behind it."""

    code: str
    title: Passage


def leading_code(words: Passage, *, heading: bool = False) -> Coded:
    """Part the code that words begin with from the rest; of a heading no sign need end it.

    >>> leading_code(Passage(0, "1.1.1. Introducerea unei discipline")).code
    '1.1.1'
    >>> leading_code(Passage(0, "A.1.a) Elaborarea ghidului"))
    Coded(code='A.1.a)', title=Passage(start=7, text='Elaborarea ghidului'))
    >>> leading_code(Passage(0, "30.06.2021 este termenul")).code
    ''
    """
    match = _LEADING.match(words.text) or (_HEADING.match(words.text) if heading else None)
    if match is None or not words.text[match.end() :].strip():
        return Coded("", words)
    return Coded(match["code"], words.slice(match.end()).strip())


def bare_code(words: Passage) -> Coded:
    """Part a code that no sign ends from the words behind it, a number alone among them.

    A number of things looks alike, so this counts only where the rows of a table agree.

    >>> bare_code(Passage(0, "M-01 Renew the lamps")).code, bare_code(Passage(0, "3 lamps")).code
    ('M-01', '')
    """
    match = _BARE.match(words.text)
    return Coded(match["code"], words.slice(match.end()).strip()) if match else Coded("", words)


def are_codes(found: Sequence[str]) -> bool:
    """Tell whether what most rows begin with, '' where it is nothing, are codes and not sums.

    Codes are unlike each other, and those that are numbers alone go up.

    >>> are_codes(["101", "102", "201"]), are_codes(["30", "5", "12"]), are_codes(["A1", "", ""])
    (True, False, False)
    """
    codes = [code for code in found if code]
    numbers = [int(code) for code in codes if code.isdigit()]
    is_most = len(codes) >= _FEWEST and _MOST * len(found) <= len(codes)
    return is_most and len({*codes}) == len(codes) and numbers == sorted(numbers)


def code_cell(words: Passage) -> str:
    """Return the code that a cell of codes holds, or '' if it holds something else.

    Of any form, as long as it is short and holds a number: 'IV.ă #7', '100%', 'Action 1'.

    >>> code_cell(Passage(0, " 12. ")), code_cell(Passage(0, "Total general"))
    ('12', '')
    >>> code_cell(Passage(0, "Action 1")), code_cell(Passage(0, "100%"))
    ('Action 1', '100%')
    >>> code_cell(Passage(0, "A2(a)")), code_cell(Passage(0, "M-0 1"))
    ('A2(a)', 'M-01')
    """
    text = _BROKEN.sub("", " ".join(words.text.split()).rstrip(".:"))
    is_short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    is_code = _ALONE.fullmatch(text) or (is_short and _NUMBERED.search(text))
    return text if is_code else ""


def codes_named(words: Passage) -> tuple[str, ...]:
    """Return the codes of other things that words name: those of several parts, or all of a list.

    A number alone is a code only where nothing else stands beside it: '2' in a sentence may be
    anything.

    >>> codes_named(Passage(0, "continues action 2.3 of the plan of 30.06.2021"))
    ('2.3',)
    >>> codes_named(Passage(0, "A1; B-2")), codes_named(Passage(0, "2 of the measures"))
    (('A1', 'B-2'), ())
    """
    listed = [part for part in _LISTED.split(words.text.strip()) if part]
    if listed and all(_LONE.fullmatch(part) for part in listed):
        return tuple(dict.fromkeys(listed))
    return tuple(dict.fromkeys(_DOTTED.findall(words.text)))


def parts(code: str) -> tuple[str, ...]:
    """Return the parts of a code, to tell what stands under what.

    >>> parts("C01.1"), parts("A.1.a)")
    (('c', '01', '1'), ('a', '1', 'a'))
    """
    return tuple(part for part in _SEPARATORS.split(code.lower()) if part)


def is_under(code: str, above: str) -> bool:
    """Tell whether one code continues another: '1.1.1' continues '1.1'."""
    own, upper = parts(code), parts(above)
    return bool(upper) and len(own) > len(upper) and own[: len(upper)] == upper
