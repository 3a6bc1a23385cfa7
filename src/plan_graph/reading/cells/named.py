"""A body where words name it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from plan_graph.plan import Body
from plan_graph.text import Passage


@dataclass(frozen=True, slots=True)
class Named:
    """A body where it is named.

    Attributes:
        body: The body.
        passage: Its name.
        whole: The words from there to the name, as in 'MAI prin ANITP'.
        under: The body that 'prin' or brackets put it under, or None.
        states_parent: Whether the words say that it stands under that body, as 'prin' does.
        note: What stands in brackets behind the name and is no name, such as 'lead', or ''.
        short: The short name that brackets give it, or ''.
        long: Its name without the short one, where it is not sure that the two are of one body:
            then `body` is called by all of the words.
    """

    body: Body
    passage: Passage
    whole: Passage
    under: Body | None = None
    states_parent: bool = True
    note: str = ""
    short: str = ""
    long: str = ""

    def moved(self, by: int) -> Named:
        """Return the same name so many characters further on."""
        passage, whole = (Passage(w.start + by, w.text) for w in (self.passage, self.whole))
        return replace(self, passage=passage, whole=whole)
