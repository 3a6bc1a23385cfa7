"""How like a sentence is to sentences of several kinds, by what they have in common.

Sentences are compared by the cosine of the weights of their features (tf-idf): what the sentences
of few kinds have weighs most. A kind is as like as all its sentences together, and the few that
are nearest, are: the first knows what it is about, the others how it may be put.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from math import log, sqrt

Features = Sequence[str]
_SHARES_OF_NEAREST = (0.6, 0.25, 0.15)
"""What the nearest sentences of a kind count, the nearest first."""


class Likeness:
    """Knows the sentences of some kinds by one sort of features."""

    def __init__(self, sentences: Iterable[tuple[str, Features]]) -> None:
        """Learn them: the kind and the features of each."""
        counted = [(kind, Counter(found)) for kind, found in sentences]
        kinds: dict[str, set[str]] = defaultdict(set)
        for kind, found in counted:
            for feature in found:
                kinds[feature].add(kind)
        total = len({kind for kind, _ in counted})
        self._rarity = {feature: log(1 + total / len(its)) for feature, its in kinds.items()}
        self._unknown = log(1 + total)
        summed: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._kinds: list[str] = []
        self._of_sentences: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for kind, found in counted:
            weights = self._weighed(found)
            for feature, weight in weights.items():
                summed[kind][feature] += weight
                self._of_sentences[feature].append((len(self._kinds), weight))
            self._kinds.append(kind)
        self._of_kinds: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for kind, its_weights in summed.items():
            for feature, weight in _unit(its_weights).items():
                self._of_kinds[feature].append((kind, weight))

    def knows(self, feature: str) -> bool:
        """Tell whether any sentence has a feature."""
        return feature in self._rarity

    def of(self, found: Features) -> dict[str, float]:
        """Return how like a sentence is to each kind: from 0 to 2; what is not at all is left out.

        >>> known = Likeness([("late", ("overdue", "actions")), ("money", ("budget", "actions"))])
        >>> {kind: round(value, 2) for kind, value in known.of(("overdue",)).items()}
        {'late': 1.35}
        """
        weights = self._weighed(Counter(found))
        values: dict[str, float] = defaultdict(float)
        sentences: dict[int, float] = defaultdict(float)
        for feature, weight in weights.items():
            for kind, its in self._of_kinds.get(feature, ()):
                values[kind] += weight * its
            for number, its in self._of_sentences.get(feature, ()):
                sentences[number] += weight * its
        near: dict[str, list[float]] = defaultdict(list)
        for number, value in sentences.items():
            near[self._kinds[number]].append(value)
        for kind, its_values in near.items():
            nearest = nlargest(len(_SHARES_OF_NEAREST), its_values)
            values[kind] += sum(
                share * value for share, value in zip(_SHARES_OF_NEAREST, nearest, strict=False)
            )
        return dict(values)

    def _weighed(self, found: Mapping[str, int]) -> dict[str, float]:
        return _unit(
            {
                feature: (1 + log(count)) * self._rarity.get(feature, self._unknown)
                for feature, count in found.items()
            }
        )


def _unit(weights: Mapping[str, float]) -> dict[str, float]:
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {feature: weight / length for feature, weight in weights.items()}
