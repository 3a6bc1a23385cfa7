"""What the name of a body tells of its kind: a ministry, an agency, a group of actors.

It is a proposal for a person to confirm; nothing that is published rests on it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plan_graph.language.patterns import either
from plan_graph.language.wording import Wording
from plan_graph.text import fold

_WORD = re.compile(r"[\w'’-]+")
_SHORTEST_PART = 5
"""A shorter word is none of a compound, and takes no ending."""
_LONGEST_ENDING = 3
_FIRST_KINDS = ("working-group", "international")
"""Kinds whose words outweigh those of others: 'Ministry working group'."""
NAMED = "organisation"
"""Any body with a name of its own: one with a legal form, such as 'Ltd', or that tells nothing."""


class Told(NamedTuple):
    """The kind of a body, and the word of its name that tells it; '' if small letters do."""

    kind: str
    word: str


def told_kind(name: str, wording: Wording) -> Told | None:
    """Return what a name tells of the kind of its body, or None.

    The word that the name is about tells it: the last before 'of' or the first, as the language
    has it.

    >>> from plan_graph.language import wording
    >>> told_kind("Ministry of Municipal Affairs", wording.load("en"))
    Told(kind='ministry', word='Ministry')
    >>> told_kind("Bundesministerium der Justiz", wording.load("de")).kind
    'ministry'
    """
    found = list(_found(name, wording))
    first = next((told for _, told in found if told.kind in _FIRST_KINDS), None)
    if first:
        return first
    if found:
        link = re.search(rf"(?<!\w){either(wording.lists['connectives'])}(?!\w)", fold(name))
        head = [told for place, told in found if link is None or place < link.start()]
        return (head[-1] if wording.head == "last" else head[0]) if head else found[0][1]
    if name == name.lower() != name.upper():  # 'contractors': no name of its own
        return Told("group", "")
    last = _WORD.findall(name)[-1:]
    forms = {fold(form).rstrip(".") for form in wording.lists.get("legal_forms", ())}
    return Told(NAMED, last[0]) if last and fold(last[0]) in forms else None


def _found(name: str, wording: Wording) -> Iterator[tuple[int, Told]]:
    """Yield the words that tell a kind, with their places, in order."""
    folded = fold(name)
    phrases = [(fold(phrase), kind) for kind, each in wording.bodies.items() for phrase in each]
    several = {phrase: kind for phrase, kind in phrases if " " in phrase}
    place = 0
    if several:
        for match in re.finditer(rf"(?<!\w){either(several)}(?!\w)", folded):
            found = name[match.start() : match.end()]
            yield match.start(), Told(several[" ".join(match.group().split())], found)
            place = match.end()
    for match in _WORD.finditer(folded, place):
        kind = next((kind for phrase, kind in phrases if _is(match.group(), phrase)), None)
        if kind:
            yield match.start(), Told(kind, name[match.start() : match.end()])


def _is(word: str, phrase: str) -> bool:
    """Tell whether a word is another, with an ending, or with another before it."""
    if word == phrase:
        return True
    if len(phrase) < _SHORTEST_PART:
        return False
    is_ended = word.startswith(phrase) and len(word) - len(phrase) <= _LONGEST_ENDING
    return is_ended or word.endswith(phrase)
