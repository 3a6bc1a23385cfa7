"""How wide words are in a picture, and where their lines break.

A picture is drawn in whichever font is there, so words are measured in a wide one: they fit in
every other. The widths are those of DejaVu Sans, the widest of the fonts that systems come with.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_WIDTHS = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632,
    575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
    611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579,
    278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
)  # fmt: skip
"""Of the characters of ASCII from the space on, in thousandths of the size of the font."""
_GREEK = (
    684, 686, 557, 684, 632, 685, 752, 787, 295, 656, 684, 863, 748, 632, 787, 752, 603, 600, 632,
    611, 611, 787, 685, 787, 764, 295, 611, 659, 541, 634, 338, 579, 659, 638, 592, 612, 541, 544,
    634, 612, 338, 589, 592, 636, 559, 558, 612, 602, 635, 587, 634, 602, 579, 660, 578, 660, 837,
)  # fmt: skip
_CYRILLIC = (
    684, 686, 686, 610, 781, 632, 1077, 641, 748, 748, 710, 752, 863, 752, 787, 752, 603, 698, 611,
    609, 861, 685, 776, 686, 1069, 1094, 833, 882, 686, 698, 1080, 695, 613, 617, 589, 525, 691,
    615, 901, 532, 650, 650, 604, 639, 754, 654, 612, 654, 635, 550, 583, 592, 855, 592, 681, 591,
    915, 942, 707, 790, 589, 549, 842, 602,
)  # fmt: skip
_ALPHABETS = {
    chr(first + place): width
    for first, widths in ((ord(" "), _WIDTHS), (ord("Α"), _GREEK), (ord("А"), _CYRILLIC))
    for place, width in enumerate(widths)
}
_OTHER, _WIDE = 900, 1050
_BOLD = 1.17


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of words is at most.

    >>> width_of("mill", 10)
    18.08
    """
    return sum(map(_width, words)) * size / 1000 * (_BOLD if bold else 1)


@cache
def _width(character: str) -> int:
    base = unicodedata.normalize("NFD", character)[0]
    if unicodedata.combining(base):
        return 0
    if base in _ALPHABETS:
        return _ALPHABETS[base]
    return _WIDE if unicodedata.east_asian_width(base) in "WF" else _OTHER


def lines_of(words: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break words into lines that fit; a word that is longer than a line is broken too.

    >>> lines_of("the old harbour", 60, 10)
    ['the old', 'harbour']
    """
    lines: list[str] = []
    for word in words.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, bold=bold) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, width, size, bold)
    return lines


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width_of(pieces[-1] + character, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
