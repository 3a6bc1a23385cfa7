"""Which of the cards that were found are actions, by what all of them have in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from statistics import fmean

from plan_graph.language.announcement import Announced
from plan_graph.reading.cards.card import Card
from plan_graph.reading.cards.pair import OPENING, Pair
from plan_graph.text import fold

_SELDOM = 10
"""A name of actions that only one card in more than so many has is a label cut short."""
_TEXT = 3
"""Words of the mean name of an action."""
Placed = tuple[Card, tuple[int, int]]
"""A card with the numbers of the table and row in which it begins."""


def signs(pairs: Sequence[Pair], answers: Set[str]) -> frozenset[str]:
    """Return the labels of actions with single words that recur, or beside names that are texts.

    So 'New action: yes' tells of an action, and does not name it.

    Args:
        pairs: The rows whose labels announce actions.
        answers: The words for yes and no, folded.
    """
    values: defaultdict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        values[pair.key].append(fold(pair.value.text).strip())
    is_told = any(fmean(len(text.split()) for text in each) >= _TEXT for each in values.values())
    return frozenset(
        key
        for key, each in values.items()
        if all(len(text.split()) <= 1 for text in each)
        and (is_told or 2 * len(set(each)) <= len(each) or answers >= set(each))
    )


def of_most(groups: Sequence[set[str]]) -> set[str]:
    """Return what more than half of some groups hold."""
    counts = Counter(key for group in groups for key in group)
    return {key for key, count in counts.items() if 2 * count > len(groups)}


def are_more(titled: Sequence[Placed], found: Sequence[Placed]) -> bool:
    """Tell whether cards by titles are far more than those by names, and so are their labels.

    Titles that only part the cards have no more labels than there are names.
    """
    labels = Counter(key for card, _ in titled for key in card.keys if key)
    return min(len(titled), max(labels.values(), default=0)) > 2 * len(found)


def seldom(found: list[Placed]) -> list[Placed]:
    """Leave out cards whose label is called no name, and hardly any card has.

    A label that only begins or ends like one for actions must come again: else it is content.
    """
    names = Counter(card.name.key for card, _ in found)
    own = (card.name.announced for card, _ in found)
    least = max(len(found) / _SELDOM, 1 if any(each.is_whole for each in own) else 2)
    return [
        (card, place)
        for card, place in found
        if card.name.announced.is_name or names[card.name.key] >= least
    ]


def of_actions(found: list[Placed]) -> list[Placed]:
    """Leave out sheets of something else about the actions, such as their indicators.

    Such a sheet says the name of the action above its own: 'Action name', then 'Indicator name'.
    """
    sheets = [each for each in found if each[0].is_of_another]
    return [each for each in found if not each[0].is_of_another] if len(sheets) < len(found) else []


def rank(label: Announced) -> int:
    """Return how well a label names actions.

    0 is not at all, 1 among other words, 2 as a whole, 3 by the word of a person.
    """
    if OPENING not in label.kinds:
        return 0
    return 1 + label.is_whole + label.is_said
