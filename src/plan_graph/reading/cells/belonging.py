"""Which parts of a list, between its commas, belong to the name of one body."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plan_graph.language.register import Register
from plan_graph.reading.cells.body_words import IN_BRACKETS, BodyWords
from plan_graph.text import Passage

Signed = tuple[Passage, str]
"""A part of a list, with the sign before it."""
_ELIDED = re.compile(r"\w{1,5}['’](?=\w)")
"""An article that is written together with the word behind it: 'all\'Ambiente'."""
_TOPIC_WORDS = 3
"""A topic within the name of a body has no more words: 'Family', 'Social Protection'."""


@dataclass(frozen=True)
class Belonging:
    """Tells which parts of a list are one name; `is_name` tells what is a name by its form."""

    words: BodyWords
    register: Register
    is_name: Callable[[Passage], bool]

    def behind(self, parts: Sequence[Signed]) -> int:
        """Return how many of the parts behind the first belong to its name."""
        name = parts[0][0]
        if self.register.find(name.text):
            return self._legal_forms(parts)
        topic = self.words.topic.match(name.folded)
        found = self._legal_forms(parts) or self._agreeing(parts)
        return found or (self._topics(parts, topic.end("lead")) if topic else 0)

    def _legal_forms(self, parts: Sequence[Signed]) -> int:
        """Count the forms of a company behind its name: 'Made Ltd, Inc.'."""
        count = 0
        for part, sign in parts[1:]:
            plain = IN_BRACKETS.sub("", part.folded).strip()
            if sign != "," or not self.words.legal_forms.fullmatch(plain):
                break
            count += 1
        return count

    def _agreeing(self, parts: Sequence[Signed]) -> int:
        """Count the parts that end a name: 'Švietimo, mokslo ir sporto ministerija'.

        What it is stands last, and what stands before that ends alike: it is no list of names.
        """
        name = parts[0][0]
        ended = self.words.conjunctions.search(name.folded)  # 'staff and boards, local authorities'
        if self.words.wording.head != "last" or self.is_name(name) or ended:
            return 0
        words = [name.folded]
        for place, (part, sign) in enumerate(parts[1:], start=1):
            *others, last = (piece.folded.strip() for piece in part.split(self.words.conjunctions))
            if sign != "," or not part.text[:1].islower():
                return 0
            if not others:
                words.append(last)
                continue
            before, _, head = last.rpartition(" ")
            ends = {word[-1:] for word in (*words, *others, before)}
            is_one = len(ends) == 1 and head[-1:] not in ends
            return place if is_one and self.words.head.fullmatch(head) else 0
        return 0

    def _topics(self, parts: Sequence[Signed], lead: int) -> int:
        """Count the topics behind the first, which stands behind the lead of its name.

        'Ministerul Muncii, Familiei și Protecției Sociale' has one more.
        """
        name = parts[0][0]
        if self.words.conjunctions.search(name.folded, lead):
            return 0  # 'City staff and boards, national authorities': an 'and' ends the topics
        is_capital = _is_capital(name.text[lead:])
        count = 0
        for place, (part, sign) in enumerate(parts[1:], start=1):
            begins_small = bool(self.words.connective.match(part.folded))
            alike = _is_capital(part.text) == is_capital or begins_small
            if sign != "," or self.is_name(part) or not alike:
                return count
            if self.words.conjunctions.search(part.folded):
                return place
            if begins_small:
                count = place
            elif len(part.text.split()) > _TOPIC_WORDS:
                return count
        return count


def _is_capital(words: str) -> bool:
    return _ELIDED.sub("", words, count=1)[:1].isupper()
