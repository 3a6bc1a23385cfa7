"""What lists of plans say of each, kept when a build is made: no list asks of all plans for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PlanOverview:
    """One plan as lists show it.

    Attributes:
        iri: Its name.
        start: Its first day, or ''.
        end: Its last day, or ''.
        country: The IRI of its country, or ''.
        actions: How many actions it has.
        is_followed: Whether anything may be known of how far these are.
        titles: Its titles, by language; '' for one without.
    """

    iri: str
    start: str = ""
    end: str = ""
    country: str = ""
    actions: int = 0
    is_followed: bool = True
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def identifier(self) -> str:
        """The end of its IRI.

        >>> PlanOverview("https://example.org/id/plan/mine").identifier
        'mine'
        """
        return self.iri.rpartition("/")[2]

    def title(self, language: str) -> tuple[str, str]:
        """Return its title and the language of it: the one asked for, else English, else any.

        >>> PlanOverview("urn:p", titles={"ro": "Plan de probă"}).title("en")
        ('Plan de probă', 'ro')
        """
        order = {language: 0, "en": 1}
        best = min(self.titles, key=lambda tag: (order.get(tag, 2), tag), default="")
        return self.titles.get(best, self.identifier), best
