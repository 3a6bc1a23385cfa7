"""Text of a document that knows its place, and the two ways to compare and to show it.

Nothing here knows what a plan is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps

_COMMA_BELOW = (("ş", "ș"), ("Ş", "Ș"), ("ţ", "ț"), ("Ţ", "Ț"))
_BLANKS = " \t\n\r\xa0\u200b"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""A year of these times, that is no part of a longer number."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_SHORT, _MOST = 300, 8192
"""The texts whose forms are kept, by their length and number: a few megabytes."""


def _kept(form: Callable[[str], str]) -> Callable[[str], str]:
    """Keep the forms of short texts: a plan says its words to many rules, and most words again."""
    short = lru_cache(maxsize=_MOST)(form)

    @wraps(form)
    def of(text: str) -> str:
        return short(text) if len(text) <= _SHORT else form(text)

    return of


@_kept
def clean(text: str) -> str:
    """Return the form in which words are published: single spaces, comma-below letters.

    >>> clean("Instituţii  de\\n stat ")
    'Instituții de stat'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        for cedilla, comma in _COMMA_BELOW:
            text = text.replace(cedilla, comma)
    return " ".join(text.split())


class _Folded(dict[int, str]):
    """What each character is compared as; found once, and then without a call of Python."""

    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        found = {"–": "-", "—": "-", "‑": "-", "\xa0": " ", "’": "'", "ς": "σ"}.get(base, base)
        self[code] = found
        return found


_FOLDED = _Folded()


@_kept
def fold(text: str) -> str:
    """Return the form in which words are compared: without case, diacritics or dash variants.

    The length stays the same, so that an offset in the folded text is one in the text.

    >>> fold("Finanţare EXTERNĂ")
    'finantare externa'
    """
    if not text.isascii():
        text = _BEYOND_ASCII.sub(lambda found: found[0].translate(_FOLDED), text)
    return text.lower()


_LATIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h"}
    | {"ı": "i"}
    | dict(zip("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo", strict=True))
    | {"θ": "th", "χ": "ch", "ψ": "ps"}
    | dict(zip("абвгдезийклмнопрстуфхъь", "abvgdeziyklmnoprstufhay", strict=True))
    | {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sht", "ю": "yu", "я": "ya"}
)
"""Letters that are no Latin letter with a mark, as ISO 843 and the Bulgarian law write them."""


def latin(text: str) -> str:
    """Return words in lower-case ASCII, as a name in Latin letters has them.

    A letter of a script that is not known is its number: left out, two names would be one.

    >>> latin("Υπουργείο Υγείας"), latin("Дирекция Łódź"), latin("水 2")
    ('ypourgeio ygeias', 'direktsiya lodz', '-6c34- 2')
    """
    letters = fold(unicodedata.normalize("NFKD", text)).replace("ου", "ou").translate(_LATIN)
    return "".join(
        letter if letter.isascii() else f"-{ord(letter):x}-" if letter.isalnum() else ""
        for letter in letters
    )


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_of(text: str) -> date:
    """Return the day that words are, as XML Schema writes it; the library reads more than that.

    >>> day_of("2022-09-30")
    datetime.date(2022, 9, 30)

    Raises:
        ValueError: If they are none, as '20220930' and '2022-W10-1' are.
    """
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text[:20]!r} is no day such as 2022-09-30")
    return date.fromisoformat(text)


def printable(text: str) -> str:
    """Put the replacement character for control characters, which no XML can hold.

    >>> printable("a\\x01b")
    'a\ufffdb'
    """
    return _CONTROL.sub("\ufffd", text)


def has_at_most(count: int, text: str) -> bool:
    """Tell whether a text has no more words than so many; a long one is not read to its end.

    >>> has_at_most(2, "Office of Bridges"), has_at_most(2, " Office  A ")
    (False, True)
    """
    return len(text.split(None, count)) <= count


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Words of a document: `document.text[start:end] == text`, offsets in Unicode characters."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Offset just behind the last character."""
        return self.start + len(self.text)

    @property
    def folded(self) -> str:
        """The words in the form in which they are compared; offsets stay valid."""
        return fold(self.text)

    def __bool__(self) -> bool:
        """Whether there is anything but white space."""
        return bool(self.text) and not self.text.isspace()

    def slice(self, start: int, end: int | None = None) -> Passage:
        """Return the part between two offsets that count from the start of this passage.

        >>> Passage(10, "anual: iulie").slice(7)
        Passage(start=17, text='iulie')
        """
        end = len(self.text) if end is None else end
        return Passage(self.start + start, self.text[start:end])

    def strip(self, characters: str = "") -> Passage:
        """Leave out white space, and the given characters, at both ends."""
        drop = _BLANKS + characters
        ahead = self.text.lstrip(drop)
        own = ahead.rstrip(drop)
        if len(own) == len(self.text):
            return self
        return Passage(self.start + len(self.text) - len(ahead), own)

    def split(self, pattern: re.Pattern[str]) -> list[Passage]:
        """Return the stripped, non-empty parts between matches of a pattern on the folded text."""
        parts, last = [], 0
        for match in pattern.finditer(self.folded):
            parts.append(self.slice(last, match.start()))
            last = match.end()
        parts.append(self.slice(last))
        return [part.strip() for part in parts if part]

    def lines(self) -> list[Passage]:
        """Return the stripped, non-empty lines.

        >>> Passage(0, "ME\\n\\n ANR").lines()
        [Passage(start=0, text='ME'), Passage(start=5, text='ANR')]
        """
        return self.split(_LINE_BREAK)

    def upto(self, last: Passage) -> Passage:
        """Return the words from the start of a passage of mine to the end of another of mine.

        Raises:
            ValueError: If the last passage does not lie within this one.
        """
        if not self.start <= last.start <= last.end <= self.end:
            raise ValueError(f"{last!r} does not lie within {self!r}")
        return self.slice(0, last.end - self.start)


_LINE_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]+")


def covering(whole: Passage, first: Passage, last: Passage) -> Passage:
    """Return the words of `whole` from the start of `first` to the end of `last`.

    Raises:
        ValueError: If these do not lie within it, in this order.
    """
    if not whole.start <= first.start <= last.start <= last.end <= whole.end:
        raise ValueError(f"{first!r} to {last!r} does not lie within the passage")
    # Cut once: the whole may be a document, of which each copy costs.
    return whole.slice(first.start - whole.start, last.end - whole.start)
