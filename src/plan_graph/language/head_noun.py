"""The known noun of a heading that decides what it announces, at its beginning or at its end.

Which of the two is a matter of the language: 'Action type' is a type, 'Type d'action' is one too.
"""

from __future__ import annotations

import re

from plan_graph.language.column_words import asking, joining, joint_pattern, phrases_of
from plan_graph.language.heading_text import SIGNS
from plan_graph.language.wording import Wording

_CONTENT = re.compile(r"(?:[^\W\d]+\.?\s*)?(?!(?:19|20)\d\d\b)\d")
"""A number that is no year, such as that of an objective: '1.2', 'nr. 2'."""


def noun_phrase(wording: Wording, folded: str) -> str:
    """Return the words before the first that joins or opens a clause: 'bodies' of 'bodies for X'.

    Only a language whose head noun comes last needs that; elsewhere the beginning decides.
    """
    if wording.head != "last":
        return folded
    joint = joint_pattern(wording).search(folded)
    before = folded[: joint.start()].strip() if joint else ""
    return before or folded


def by_head(wording: Wording, phrase: str) -> tuple[str, int, bool]:
    """Return the kind of the known noun at the deciding end, else at the other; its length.

    The last value tells whether it is the deciding end. A word that only joins others, or opens a
    question, is no noun at the other: 'depends from', 'who will pay'.
    """
    first, last = longest(wording, phrase, at_end=False), longest(wording, phrase, at_end=True)
    begin, end = phrase[: first[1]].strip(), phrase[len(phrase) - last[1] :].strip()
    is_last = wording.head == "last"
    (head, edge), (other, other_edge) = [(first, begin), (last, end)][:: -1 if is_last else 1]
    if head[0] and edge not in asking(wording):
        return (*head, True)
    is_no_noun = other_edge in joining(wording) | asking(wording)
    return ("", 0, False) if is_no_noun else (*other, False)


def longest(wording: Wording, phrase: str, *, at_end: bool) -> tuple[str, int]:
    """Return the kind of the longest known phrase at an end of a heading, and its length."""
    words = [match.span() for match in re.finditer(r"\S+", phrase)]
    for count in range(len(words), 0, -1):
        part = phrase[words[-count][0] :] if at_end else phrase[: words[count - 1][1]]
        kind = phrases_of(wording).get(" ".join(part.split())) or phrases_of(wording).get(
            " ".join(part.strip(SIGNS + "'’").split())
        )
        if kind:
            return kind, len(part)
    return "", 0


def may_go_on(text: str, folded: str, length: int, *, first: bool) -> bool:
    """Tell whether a heading can go on like this behind a phrase that it begins with.

    A number or a short name there makes it content: 'Obiectiv specific 1.2', 'Buget MAI'.
    """
    if not first or length >= len(folded):
        return not _CONTENT.match(text[length:].strip(".,; ")) if length < len(folded) else True
    rest = text[length:].strip(".,; ")
    word = rest.split()[0] if rest else ""
    if _CONTENT.match(rest):
        return False
    return not (len(word) > 1 and word.isupper() and not text[:length].isupper())
