"""Lines of a cell: which begin a paragraph, which are items of a list; tags that are no words.

Shared by the readers whose format marks no lists, or lets people type them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from plan_graph.plan.tables import Line, LineKind
from plan_graph.text import Passage

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(
    r"(?:[•·∙▪▫■□●○◦◾◽▸▹►▶➢➔➤✓✔✗❖♦◆◇‣⁃]+|[*>](?=\s)|[-–—−](?=\s|[^\W\d_]))\s*(?=\S)"
)
"""A bullet; a dash is one before a space or a letter, not before a number."""
_NUMBERED = re.compile(
    r"(\(?(?:[0-9]{1,2}|[ivxIVX]{1,5}|[a-zA-Zα-ωΑ-Ωа-яА-Я])\))(?:\s+(?=\S)|(?=[^\W\d_]))"
)
"""'a)', '(a)', '1)' or 'iv)'; a bracket leaves no doubt, but 'ž)' and 'a)0' begin no item.

Both cases are written out: without case, the sign of a millionth 'µ' is the letter 'μ'.
"""
_DOTTED = re.compile(r"(([0-9]{1,2}|[a-zA-Z])\.)\s+(?=\S)")
"""'1.' or 'a.'; the beginning of a code or of a date looks the same."""
_TAGS = (
    *("a", "abbr", "b", "big", "br", "cite", "code", "del", "div", "em", "font", "h1", "h2", "h3"),
    *("h4", "h5", "h6", "i", "ins", "li", "mark", "ol", "p", "s", "small", "span", "strike"),
    *("strong", "sub", "sup", "u", "ul"),
)
_ATTRIBUTES = r"""(?:\s++[\w:-]++\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[^\s"'<>]++))*+"""
_TAG = re.compile(rf"<(/?+)({'|'.join(_TAGS)}){_ATTRIBUTES}\s*+/?+>", re.IGNORECASE)
_BREAKING = frozenset(("br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p"))
_BREAK = re.compile(r"[ \t]*+\0(?:\s*+\0)*+[ \t]*+|(?<=\n)[ \t]++(?=\n)")
_ENTITY = re.compile(r"&(amp|nbsp|lt|gt|quot|apos|#39);")
_ENTITIES = {"amp": "&", "nbsp": " ", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#39": "'"}


def without_tags(text: str) -> str:
    """Return words without the tags and entities of HTML that programs leave in cells.

    `<br>` and what begins a paragraph break the line. Only what is a tag of words is one: '<5 %'
    and '<name>' stay, and so do entities where there is no tag.

    >>> without_tags("Agency <b>A</b><br/>Agency&nbsp;B, if <5 %")
    'Agency A\\nAgency B, if <5 %'
    """
    untagged, tags = _TAG.subn(_untagged, text) if "<" in text else (text, 0)
    if not tags:
        return text
    lines = _BREAK.sub(_one_break, untagged)
    return _ENTITY.sub(lambda found: _ENTITIES[found[1]], lines)


def _untagged(tag: re.Match[str]) -> str:
    return "\0" if tag[2].lower() in _BREAKING else ""


def _one_break(found: re.Match[str]) -> str:
    return "\n" if "\0" in found[0] else ""


def typed_lines(text: str, broken: LineKind = LineKind.PARAGRAPH) -> tuple[Line, ...]:
    """Return the lines of words, an item where a marker was typed; places count from 0.

    The first line begins a paragraph, the others are of the kind `broken`. '1.' is a marker only
    where the next line, or the one before, counts on.

    >>> [line.passage.text for line in typed_lines("- one\\n- two")]
    ['one', 'two']
    """
    passages = [Passage(each.start(), each[0]).strip() for each in _LINE.finditer(text)]
    passages = [passage for passage in passages if passage]
    if len(passages) == 1:  # nothing beside it can count on
        return (_line(passages[0], None, LineKind.PARAGRAPH),)
    counted = _counting([_DOTTED.match(passage.text) for passage in passages])
    return tuple(
        _line(passage, dotted, broken if index else LineKind.PARAGRAPH)
        for index, (passage, dotted) in enumerate(zip(passages, counted, strict=True))
    )


def _line(passage: Passage, dotted: re.Match[str] | None, kind: LineKind) -> Line:
    found = _BULLET.match(passage.text) or _NUMBERED.match(passage.text) or dotted
    if found is None:
        return Line(passage, kind)
    return Line(passage.slice(found.end()), LineKind.ITEM, marker=found[0].strip())


def _counting(found: Sequence[re.Match[str] | None]) -> list[re.Match[str] | None]:
    """Return those of the dotted markers that count on from a neighbour, or to one."""
    numbers = [_number(each[2]) if each else None for each in found]
    steps = [first is not None and second == first + 1 for first, second in pairwise(numbers)]
    beside = zip([False, *steps], [*steps, False], strict=True) if numbers else ()
    return [each if any(near) else None for each, near in zip(found, beside, strict=True)]


def _number(sign: str) -> int:
    """Return what a marker counts, letters apart from numbers."""
    return int(sign) if sign.isdigit() else 1000 + ord(sign.lower())


def struck_passages(pieces: Iterable[tuple[str, bool]]) -> tuple[Passage, ...]:
    """Return the stretches of words that are struck through; places count from the first piece.

    >>> struck_passages([("May ", False), ("June", True), (" 2", True), (" July", False)])
    (Passage(start=4, text='June 2'),)
    """
    pieces = list(pieces)
    if not any(is_struck for _, is_struck in pieces):
        return ()
    found: list[Passage] = []
    start = 0
    for is_struck, group in groupby(pieces, lambda piece: piece[1]):
        text = "".join(words for words, _ in group)
        if is_struck:
            found.append(Passage(start, text).strip())
        start += len(text)
    return tuple(filter(None, found))


def moved(lines: Iterable[Line], by: int) -> tuple[Line, ...]:
    """Return lines whose places count from another start."""
    return tuple(
        Line(shifted(line.passage, by), line.kind, line.level, line.marker) for line in lines
    )


def shifted(passage: Passage, by: int) -> Passage:
    """Return a passage whose place counts from another start."""
    return Passage(passage.start + by, passage.text)
