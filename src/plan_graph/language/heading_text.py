"""The text of a heading: its parts and words, what is no word of it, and what is no heading."""

from __future__ import annotations

import re

PARTS = re.compile(r"\s*(?:/|\n\s*\n|;)\s*")
"""What parts a heading that announces several things: 'Deadline / Responsible'."""
_JOINED = re.compile(r"(?<=[a-z])(?=[A-Z])|_+")
"""Where words are joined in the names of columns of data: 'actionName', 'lead_agency'."""
SIGNS = " \t\n\r\xa0.,:*#†‡¹²³"
"""What stands at the ends of words and is none of them."""
EDGES = f"{SIGNS}0123456789"
"""What stands at the ends of a heading and is none of its words."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|&")
_LONGEST = 10
"""Words of the longest heading, without what stands in brackets or behind a dash."""
_LONGEST_SENTENCE = 4


def spaced(text: str) -> str:
    """Return a heading with spaces between its words, as no name of a column of data has."""
    return text if " " in text else _JOINED.sub(" ", text).strip()


def is_sentence(text: str) -> bool:
    """Tell whether words are no heading: too many, with a full stop, or with a label in them."""
    count = len(WORD.findall(text))
    if count > _LONGEST or ":" in text.rstrip(": "):
        return True
    return count > _LONGEST_SENTENCE and text.rstrip().endswith((".", "!", "?", ";"))
