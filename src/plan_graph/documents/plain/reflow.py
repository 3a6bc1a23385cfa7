"""Put lines together again that were broken because they did not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from plan_graph.language.headings import HeadingReader
from plan_graph.text import Passage

_NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[A-Za-z][.)]|[-•*])\s")
"""How an item of a list begins."""


def reflow(lines: Iterable[str], width: int) -> str:
    """Return lines as paragraphs.

    A break is meant if the next word would have fitted on the line, an item of a list begins, or a
    line is blank.

    >>> reflow(["Trim. IV", "2009"], 12)
    'Trim. IV 2009'
    >>> reflow(["MAI", "MECT", "organizaţii neguver-", "namentale"], 21)
    'MAI\\nMECT\\norganizaţii neguver-namentale'
    """
    joined: list[str] = []
    last = ""
    for line in (" ".join(each.split()) for each in lines):
        fits = line and len(last) + 1 + len(line.split()[0]) < width
        if not line or not last or fits or _NUMBERED.match(line):
            joined.append(line)
        elif last[-1] == "-" and last[-2:-1].isalpha() and line[0].islower():
            joined[-1] += line
        else:
            joined[-1] += f" {line}"
        last = line
    return "\n".join(filter(None, joined))


def paragraphs(lines: Iterable[str], headings: HeadingReader) -> str:
    """Return lines outside tables as paragraphs; an announced heading begins one of its own."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if headings.read(Passage(0, line)):
            groups.append([])
        groups[-1].append(line)
    longest = max((len(line) for group in groups for line in group), default=0)
    return "\n".join(filter(None, (reflow(group, longest) for group in groups)))


def blocks(
    lines: Iterable[str], is_table: Callable[[str], bool]
) -> Iterator[tuple[bool, list[str]]]:
    """Yield the stretches of lines that are tables or not; blank lines end none."""
    kind, stretch = False, list[str]()
    for line in lines:
        if line.strip() and is_table(line) != kind:
            if stretch:
                yield kind, stretch
            kind, stretch = not kind, []
        stretch.append(line)
    if stretch:
        yield kind, stretch
