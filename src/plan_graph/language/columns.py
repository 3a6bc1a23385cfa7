"""What the heading of a column, or the label of a card, announces: which kinds, how surely.

A heading is a noun phrase, whose known noun decides. "Name of X" is X;
"linked X" refers to others. A sentence is no heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from plan_graph.language.announcement import NOTHING, REFERENCE, SAID, WHOLE, Announced
from plan_graph.language.column_words import (
    ACTIONS,
    asking,
    currency_tail,
    heads_of_bodies,
    inflected,
    linked,
    phrases_of,
)
from plan_graph.language.head_noun import by_head, may_go_on, noun_phrase
from plan_graph.language.heading_text import EDGES, PARTS, is_sentence, spaced
from plan_graph.language.name_of import named_by
from plan_graph.language.number_of import is_of_action
from plan_graph.language.wording import Wording
from plan_graph.text import fold

_LEAST = 0.5
"""The certainty of a heading that holds a known noun among many other words."""
_HYPHEN = re.compile(r"(?<=\w)-\s*\n\s*(?=[^\W\d_A-Z])|(?<=\w)-\s+(?=[^\W\d_A-Z])")
"""Where a word of a narrow column was parted: 'Respon-\\nsabili'."""
_ASIDE = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_SCALE = re.compile(r"[(\[]\s*\d{1,2}\s*(?:[-–—/]|\.{2,3}|…)\s*\d{1,3}\s*[)\]]")
"""The numbers between which something is rated: 'Impact (1-5)'."""
_RATED = ("priority", "status")
_TAIL = re.compile(r"\s+[–—-]\s+.*\Z", re.DOTALL)
"""What is added behind a dash: 'Comments – consider mentioning resources'."""
_QUANTITY = re.compile(r"(?<!\w)(?:[kmgt]?t?co2\w*|ghg|gei|thg|[kmgt]?wh)(?!\w)")
"""Emissions and energy, which are counted and not paid: 'GHG amount', 'Value (kWh)'."""
LONGEST_LETTERS = 250
"""Letters of the longest heading that announces anything."""
_MOST_BROKEN = 6
"""Pieces of the longest heading that is looked at for a broken word."""
_OPENING = 4
"""Words behind the one that opens a question, at most, before what is asked: 'who is the'."""
_COUNTED = re.compile(r"\s[\d.]+\W*\Z")
_NUMBERED = frozenset(
    ("action", "sub_action", "pillar", "objective", "general_objective", "specific_objective")
)
"""Kinds whose noun with a number behind it is a thing, not a heading: 'Objective 1.2'."""


@lru_cache(maxsize=65536)
def announced(wording: Wording, heading: str) -> Announced:
    """Return what a heading announces.

    >>> from plan_graph.language import wording
    >>> en = wording.load("en")
    >>> announced(en, "Action type").kinds, announced(en, "Name of the action").kinds
    (('category',), ('action',))
    >>> announced(en, "Support for owners who clear the brush beside their roads.").kinds
    ()
    """
    said = wording.said_of(heading)
    if said is not None:
        return Announced(said, SAID)
    if len(heading) > LONGEST_LETTERS:
        return NOTHING
    text = spaced(_HYPHEN.sub("", heading).strip())
    plain = _without_currency(wording, _TAIL.sub("", _ASIDE.sub(" ", text)).strip())
    question = _asked(wording, plain) if plain.endswith("?") else ""
    if question:
        return Announced((question,), WHOLE)
    if not plain or is_sentence(plain):
        return NOTHING
    lines = [line for line in re.split(r"\n+", plain) if line.strip()]
    for parts in ([plain], lines) if len(lines) > 1 else ([plain],):
        pieces = [piece for part in parts for piece in PARTS.split(part) if piece.strip()]
        found = [_announced(wording, " ".join(piece.split())) for piece in pieces]
        known = [each for each in found if each]
        if known and (len(parts) == 1 or len(known) == len(found)):
            kinds = tuple(dict.fromkeys(kind for each in known for kind in each.kinds))
            kinds = tuple(k for k in kinds if k in _RATED) if _SCALE.search(text) else kinds
            if _QUANTITY.search(fold(text)):
                kinds = tuple(kind for kind in kinds if kind != "amount")
            share = max(sum(each.certainty for each in known) / len(found), _LEAST)
            share = share if len(found) > 1 and not _is_said_twice(found) else known[0].certainty
            return Announced(kinds, share, any(each.is_name for each in known))
    return _broken(wording, plain)


def _asked(wording: Wording, question: str) -> str:
    """Return the kind that a question asks for, by all its words or its end: 'Who is responsible?'.

    The end decides only behind a word that opens a question, and a few more; 'What food, when?'
    asks nothing of the kind.
    """
    words = fold(question.strip(" ¿?")).split()
    if kind := phrases_of(wording).get(" ".join(words)):
        return kind
    opened = [place for place in (1, 2) if " ".join(words[:place]) in asking(wording)]
    ends = range(opened[0] + 1, min(opened[0] + _OPENING, len(words))) if opened else ()
    tails = (" ".join(words[end:]) for end in ends)
    asked = (phrases_of(wording).get(tail) for tail in tails if tail not in asking(wording))
    return next(filter(None, asked), "")


def _is_said_twice(found: Sequence[Announced]) -> bool:
    """Tell whether one of two parts is a known phrase, and the other may be that in another
    language: 'Toimenpide / Åtgärd'.
    """
    return len(found) == 2 and sum(map(bool, found)) == 1


def _broken(wording: Wording, text: str) -> Announced:
    """Return what a heading announces in which one word was broken: 'Deadl ine', in a PDF."""
    words = fold(text).strip(EDGES).split()
    if len(words) > _MOST_BROKEN:
        return NOTHING
    for place in range(1, len(words)):
        whole = " ".join(
            (*words[: place - 1], words[place - 1] + words[place], *words[place + 1 :])
        )
        if kind := phrases_of(wording).get(whole):
            return Announced((kind,), WHOLE)
    return NOTHING


def _without_currency(wording: Wording, text: str) -> str:
    """Return a heading without the currency that it ends in: 'Budget, EUR thousand'."""
    found = currency_tail(wording).search(fold(text))
    return text[: found.start()] if found and found.start() else text


def _announced(wording: Wording, text: str) -> Announced:
    folded = fold(text).strip(EDGES) or fold(text).strip()
    exact = phrases_of(wording).get(" ".join(folded.split())) or phrases_of(wording).get(
        fold(text).strip(" :")
    )
    is_counted = bool(_COUNTED.search(text))
    if exact and not (is_counted and exact in _NUMBERED):
        if exact == "number" and is_counted:  # 'No. 3' is a number itself
            return NOTHING
        is_number = exact in ACTIONS and "#" in (text[:1], text[-1:])  # 'Action #'
        return Announced(("number" if is_number else exact,), WHOLE)
    named = named_by(wording, folded)
    if named:
        kinds = _announced(wording, named).kinds or inflected(wording, named)
        return Announced(kinds, WHOLE, is_name=True) if kinds else NOTHING
    phrase = noun_phrase(wording, folded)
    kind, length, is_head = by_head(wording, phrase)
    noun = phrase[:length].strip()
    is_body = noun in heads_of_bodies(wording)  # 'Ministry of Finance' is no heading
    goes_on = may_go_on(text, folded, length, first=wording.head == "first")
    is_other = kind == "number" and not is_of_action(wording, folded)
    if not kind or is_body or is_other or not goes_on:
        return NOTHING
    if kind in _NUMBERED and linked(wording).search(folded):
        return Announced((REFERENCE,), WHOLE)
    share = length / max(len(folded), 1)
    certainty = _LEAST + (WHOLE - _LEAST) * share * 0.9 if is_head else _LEAST * share
    return Announced((kind,), certainty)
