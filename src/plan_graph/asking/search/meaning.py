"""What words may mean: the same word with another ending, and words that are alike.

The words that are alike and those that say nothing are data: `data/search.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from plan_graph.asking.search.entry import tokens
from plan_graph.resources import folder

MOST_TERMS = 12
"""So many words of a question count."""
LONGEST = 1_000
"""So many characters of a question are looked at."""
_SHORTEST_BEGINNING = 3
_LONGEST_ENDING = 2


@dataclass(frozen=True)
class Alternative:
    """Words that may stand for a concept, one after the other.

    Attributes:
        words: The words.
        is_beginning: Whether the last of them may go on.
    """

    words: tuple[str, ...]
    is_beginning: bool = False

    def matches(self, found: Sequence[str], at: int) -> bool:
        """Tell whether it stands at a place in a text."""
        end = at + len(self.words)
        if end > len(found):
            return False
        *first, last = self.words
        same = found[end - 1].startswith(last) if self.is_beginning else found[end - 1] == last
        return same and list(found[at : end - 1]) == first


@dataclass(frozen=True)
class Concept:
    """One or more words of a question that mean one thing.

    Attributes:
        words: As they were given.
        near: What was read in their place, where no text holds them.
        names: What is called the same: the words, and those that are alike.
        whole: What matches them as they are.
        own: What matches them with another ending too.
        wide: What matches them by words that are alike too.
    """

    words: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    whole: tuple[Alternative, ...]
    own: tuple[Alternative, ...]
    wide: tuple[Alternative, ...]
    near: tuple[str, ...] = ()

    @cached_property
    def _single(self) -> tuple[frozenset[str], tuple[str, ...], tuple[Alternative, ...]]:
        """The words that match alone, those that match as beginnings, and the phrases."""
        alone = [each for each in self.wide if len(each.words) == 1]
        words = frozenset(each.words[0] for each in alone if not each.is_beginning)
        beginnings = tuple(each.words[0] for each in alone if each.is_beginning)
        return words, beginnings, tuple(each for each in self.wide if len(each.words) > 1)

    def places(self, found: Sequence[str]) -> Iterator[int]:
        """Yield which words of a text speak of it; one may come again."""
        words, beginnings, phrases = self._single
        for at, word in enumerate(found):
            if word in words or word.startswith(beginnings):
                yield at
        for each in phrases:
            if each.words[0] in found:
                for at in range(len(found)):
                    if each.matches(found, at):
                        yield from range(at, at + len(each.words))

    def is_in(self, found: Sequence[str]) -> bool:
        """Tell whether a text speaks of it."""
        return next(self.places(found), None) is not None


@dataclass(frozen=True)
class Lexicon:
    """The data of `data/search.toml`, folded.

    Attributes:
        small: Words that say nothing.
        asking: Words that ask.
        alike: For the words of each phrase, all phrases that mean the same.
    """

    small: frozenset[str]
    asking: frozenset[str]
    alike: Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]
    longest: int

    def says_something(self, words: Sequence[str]) -> bool:
        """Tell whether words say what is looked for."""
        return len(words) > 1 or (words[0] not in self.small and words[0] not in self.asking)

    def concepts(self, words: Sequence[str], *, is_typing: bool = True) -> list[Concept]:
        """Return what words mean, the longest known phrases first.

        Words that say nothing are left out, unless there are no others.

        Args:
            words: Tokens of a question.
            is_typing: Whether the last may be the beginning of a word.
        """
        found, at = [], 0
        while at < len(words):
            size = next(
                (
                    n
                    for n in range(min(self.longest, len(words) - at), 1, -1)
                    if tuple(words[at : at + n]) in self.alike
                ),
                1,
            )
            span = tuple(words[at : at + size])
            at += size
            found.append(self.concept(span, is_typing=is_typing and at == len(words)))
        return [each for each in found if self.says_something(each.words)] or found

    def concept(self, words: tuple[str, ...], *, is_typing: bool = False) -> Concept:
        """Return what some words mean together."""
        whole = Alternative(words, is_typing and len(words[-1]) > 1)
        own = [whole]
        if len(words[-1]) >= _SHORTEST_BEGINNING and not words[-1].isdigit():
            own.append(Alternative((*words[:-1], stem(words[-1])), is_beginning=True))
        alike = self.alike.get(words, ()) or self._of_another_ending(words)
        wide = dict.fromkeys([*own, *map(_beginning, alike)])
        names = tuple(dict.fromkeys([words, *alike]))
        return Concept(words, names, (whole,), tuple(own), tuple(wide))

    def _of_another_ending(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """Return what is alike to a word that differs from a known one by its ending only."""
        if len(words) != 1 or len(words[0]) < 2 * _SHORTEST_BEGINNING:
            return ()
        cut = stem(words[0])
        near = (key for key in self.alike if len(key) == 1 and len(key[0]) > 4)
        return next((self.alike[key] for key in near if stem(key[0]) == cut), ())

    def corrected(self, concept: Concept, near: Collection[str]) -> Concept:
        """Return a concept whose word no text holds, as the near words mean it."""
        meant = [self.concept((word,)) for word in near]
        return replace(
            concept,
            near=tuple(near),
            names=tuple(dict.fromkeys(each for one in meant for each in one.names)),
            whole=tuple(each for one in meant for each in one.whole),
            own=tuple(each for one in meant for each in one.own),
            wide=tuple(dict.fromkeys(each for one in meant for each in one.wide)),
        )


def stem(word: str) -> str:
    """Return a word without its ending; a short one stays.

    >>> stem("campaniilor"), stem("victime"), stem("plan")
    ('campaniil', 'victi', 'plan')
    """
    ending = min(_LONGEST_ENDING, max(0, len(word) - 5))
    return word[: len(word) - ending]


def _beginning(phrase: tuple[str, ...]) -> Alternative:
    """Return a phrase, which may go on unless it is so short that much else begins so."""
    return Alternative(phrase, len(phrase[-1]) > _SHORTEST_BEGINNING)


@cache
def lexicon() -> Lexicon:
    """Return the words that come along."""
    with (folder("data") / "search.toml").open("rb") as file:
        data = tomllib.load(file)
    alike: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for group in data["alike"]:
        phrases = [tuple(tokens(phrase)) for listed in group.values() for phrase in listed]
        for phrase in phrases:
            alike.setdefault(phrase, {}).update(dict.fromkeys(phrases))
    return Lexicon(
        small=_folded(data["small"]),
        asking=_folded(data["asking"]),
        alike={phrase: tuple(same) for phrase, same in alike.items()},
        longest=max(map(len, alike)),
    )


def _folded(listed: Mapping[str, Sequence[str]]) -> frozenset[str]:
    return frozenset(word for words in listed.values() for each in words for word in tokens(each))
