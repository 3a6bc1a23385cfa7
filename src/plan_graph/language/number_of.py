"""Whether a heading that names a number is that of the action."""

from __future__ import annotations

import re

from plan_graph.language.column_words import (
    ACTIONS,
    are_forms,
    joining,
    phrases_of,
    words_for_actions,
)
from plan_graph.language.head_noun import longest
from plan_graph.language.wording import Wording

_SHORT = 4
"""Letters of the longest abbreviation behind a word for a number: 'Nr. crt.'."""


def is_of_action(wording: Wording, folded: str) -> bool:
    """Tell whether a heading that names a number is that of the action, not of another thing.

    'Number of the action' and 'Nr. măsurii' are; 'number of people', 'Action plan number' are
    not. An abbreviation behind it leaves it what it is: 'Nr. ord.'.
    """
    for at_end in (False, True):
        kind, length = longest(wording, folded, at_end=at_end)
        if kind == "number":
            rest = folded[: len(folded) - length] if at_end else folded[length:]
            return _is_action(wording, re.findall(r"[^\W_]+", rest))
    return False


def _is_action(wording: Wording, words: list[str]) -> bool:
    """Tell whether the words beside that for a number say the action, or nothing."""
    joints = joining(wording)
    plain = [word for word in words if len(word) > 1 and word not in joints and not word.isdigit()]
    kinds = phrases_of(wording)
    plain = [word for word in plain if kinds.get(word) != "number"]  # 'Task ID number'
    if not plain:
        return True
    if kinds.get(" ".join(plain)) in ACTIONS:
        return True
    own, actions = plain[0], words_for_actions(wording)
    is_short = len(own) <= _SHORT and len(plain) == len(words)
    return len(plain) == 1 and (is_short or any(are_forms(own, name) for name in actions))
