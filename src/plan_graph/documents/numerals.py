"""Write a number as the lists of an office program do."""

from __future__ import annotations

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщыэюя"
"""Without the letters that lists leave out."""
_ALPHABETS = {"lowerLetter": _LATIN, "russianLower": _CYRILLIC}
_MOST_LETTERS = 30
"""Times that a letter is repeated at most, once an alphabet is used up."""
_DECIMAL = ("decimal", "ordinal", "decimalHalfWidth", "decimalFullWidth", "numberInDash")


def numeral(number: int, number_format: str) -> str | None:
    """Return a number in a format of WordprocessingML (ST_NumberFormat), or None if it is unknown.

    A custom format is given by its example, such as '001, 002, 003, ...'.

    >>> numeral(4, "upperRoman"), numeral(28, "lowerLetter"), numeral(7, "001, 002, 003, ...")
    ('IV', 'bb', '007')
    >>> numeral(3, "cardinalText") is None
    True
    """
    if number_format in _DECIMAL:
        return str(number)
    if number_format == "none":
        return ""
    if number_format == "decimalZero":
        return f"{number:02d}"
    first = number_format.partition(",")[0]
    if first.isascii() and first.isdigit():
        return str(number).zfill(min(len(first), 9))
    lower = number_format.replace("upper", "lower").replace("Upper", "Lower")
    written = _lower(number, lower)
    return written.upper() if written and lower != number_format else written


def _lower(number: int, number_format: str) -> str | None:
    if number_format == "lowerRoman":
        return _roman(number) if 0 < number < 4000 else str(number)
    alphabet = _ALPHABETS.get(number_format)
    if alphabet is None:
        return None
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1) if 0 <= times < _MOST_LETTERS else str(number)


def _roman(number: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        written += letters * times
    return written
