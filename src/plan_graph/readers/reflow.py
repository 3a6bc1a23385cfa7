"""Put lines together again that were broken because they did not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[A-Za-z][.)]|[-•*])\s")
"""How an item of a list begins."""


def reflow(lines: Iterable[str], width: int) -> str:
    """Give lines as paragraphs.

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
