"""What stands on a line of its own in a cell: an item of a list never joins its neighbour.

Where the format knows why a line begins, only a wrap goes on with the line above. Where it
does not, the marker of a list still tells an item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from plan_graph.plan.tables import Line, LineKind
from plan_graph.text import Passage, covering

_MARKER = re.compile(
    r"\s*(?:[•▪●◦‣⁃∙·■□➢➤✓❖*]\s*|[-–—o]\s+|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+)(?=\S)"
)
_AreTwo = Callable[[Passage, Passage], bool]
_BULLETS = re.compile(r"[•▪●◦‣⁃∙■□➢➤✓❖]")


def entries(cell: Passage, lines: Sequence[Line], are_two: _AreTwo | None = None) -> list[Passage]:
    """Return the lines of a cell, each with its wraps; those of the text if none are known.

    `are_two` tells of words above and below whether the line below a full one begins anew.

    >>> cell = Passage(0, "Repair the\\nwall\\nPaint it")
    >>> kinds = (LineKind.PARAGRAPH, LineKind.WRAP, LineKind.ITEM)
    >>> [part.text for part in entries(cell, [Line(*l) for l in zip(cell.lines(), kinds)])]
    ['Repair the\\nwall', 'Paint it']
    """
    if not lines:
        return cell.lines()
    found: list[Passage] = []
    for line in lines:
        words = line.passage.strip()
        if not words:
            continue
        if found and _goes_on(line.kind, found[-1], words, are_two):
            found[-1] = covering(cell, found[-1], words)
        else:
            found.append(words)
    return found


def _goes_on(kind: LineKind, above: Passage, words: Passage, are_two: _AreTwo | None) -> bool:
    if kind is LineKind.FULL:
        return are_two is None or not are_two(above, words)
    return kind is LineKind.WRAP


def is_marked(line: Passage) -> bool:
    """Tell whether a line begins as an item of a list does: with '•', '-', 'a)' or '1.'."""
    return bool(_MARKER.match(line.text))


def is_bullet(line: Passage) -> bool:
    """Tell whether a line begins with a mark that counts nothing: '•', '-'."""
    return is_marked(line) and not line.text.strip().lstrip("(")[:1].isalnum()


def without_marker(line: Passage) -> Passage:
    """Return a line without what marks it as an item.

    >>> without_marker(Passage(0, "a) wall repaired")).text
    'wall repaired'
    """
    marker = _MARKER.match(line.text)
    return line.slice(marker.end()) if marker else line


def apart_at_bullets(line: Passage) -> list[Passage]:
    """Return the items of a list whose line breaks were lost: '• Town A • Town B'."""
    return line.split(_BULLETS)
