"""Tell where a line of Markdown that a conversion broke only wraps, and where a new one begins."""

from __future__ import annotations

import re
from itertools import pairwise

LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OPEN_END = re.compile(r"[,(&]$|\w[-–/]$")


def is_wrapped(line: str, below: str) -> bool:
    """Tell whether words go on below: a space was broken, or nothing new can begin there.

    >>> is_wrapped("Office of ", "Bridges"), is_wrapped("Office A", "Office B")
    (True, False)
    """
    text, words = line.rstrip(), below.lstrip()
    if not text or not words or LIST_ITEM.match(words):
        return False
    has_space = len(line) - len(text) == 1
    return has_space or bool(_OPEN_END.search(text)) or words[0].islower()


def unwrapped(cell: str) -> str:
    """Return a cell without the breaks of lines that only wrap; one that writes `<br>` means that.

    >>> unwrapped("Office of \\nBridges\\nOffice B")
    'Office of Bridges\\nOffice B'
    """
    if "\n" not in cell:
        return cell
    means_tags = bool(_BREAK.search(cell))
    lines = cell.split("\n")
    joined = lines[:1]
    for above, line in pairwise(lines):
        if is_wrapped(above, line) or (means_tags and line.strip() and not LIST_ITEM.match(line)):
            joined[-1] = f"{joined[-1].rstrip()} {line.lstrip()}"
        else:
            joined.append(line)
    return "\n".join(joined)
