"""Values of an answer as a picture can hold them: words without what is unseen, and numbers."""

from __future__ import annotations

import re

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_LONGEST = 110


def clean(value: object) -> str:
    """Return words as a picture can hold them: nothing unseen, and no text of a page."""
    words = _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", "" if value is None else str(value))
    if len(words) <= _LONGEST:
        return words
    return words[:_LONGEST].rsplit(" ", 1)[0].rstrip() + " …"


def number_of(value: object) -> float | None:
    """Return a value as a number, None if it is none."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return float(str(value))
    except ValueError:
        return None
