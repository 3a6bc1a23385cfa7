"""What an index finds: results, with how many there are of each kind."""

from __future__ import annotations

from dataclasses import dataclass

from plan_graph.asking.search.marks import Marked
from plan_graph.asking.search.meaning import Concept

MOST_FOUND = 200
"""So many results are counted and can be looked at; who has more says more of what is meant."""


@dataclass(frozen=True)
class Found:
    """One result.

    Attributes:
        kind: One of `KINDS`.
        iri: What it is; of a question its name.
        owner: The thing on whose page it is shown, or '' if it has its own.
        code: Its code or short name, or ''.
        plan: The plan that it belongs to, or '' if it belongs to none or several.
        title: What it is called, in the language that was asked for, else in another.
        snippet: Words about it that were looked for; nothing if they are in its title.
        place: Where the snippet begins in the document, or -1.
    """

    kind: str
    iri: str
    owner: str
    code: str
    plan: str
    title: Marked
    snippet: Marked
    place: int = -1


@dataclass(frozen=True)
class Matches:
    """What matches words, before it is looked at.

    Attributes:
        ids: The numbers of the entries, the best first; at most `MOST_FOUND`.
        concepts: What the words may mean.
        is_partial: Whether nothing has all the words, and these have some.
    """

    ids: tuple[int, ...] = ()
    concepts: tuple[Concept, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True)
class Results:
    """What was found.

    Attributes:
        found: The results that were asked for, the best first.
        total: How many there are; at most `MOST_FOUND` are counted.
        kinds: How many of each kind.
        corrected: Words that no text holds, each with those that were looked for instead.
        is_partial: Whether nothing has all the words, and these have some.
    """

    found: tuple[Found, ...] = ()
    total: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    corrected: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_partial: bool = False

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than were counted."""
        return self.total >= MOST_FOUND
