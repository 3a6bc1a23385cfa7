"""What a layout prints of a plan, so what may be read from it, and the layout itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from layouts.blocks import Block
from layouts.model import Model, Time
from layouts.vocabulary import Vocabulary


@dataclass(frozen=True)
class Expected:
    """One action as it is printed; None where a fact of a kind is not printed.

    `deadline` are its words, cell by cell; () where a program may write them in its own way, as
    for a cell that holds a date. `times` are its first and last days, where the words name them.
    `amount` is the sum in the form of `cell_cases.money`, without its currency; `amounts` are sums
    by their year. `status` is the code of the one that is printed.
    """

    title: str
    code: str = ""
    responsible: tuple[str, ...] | None = None
    partners: tuple[str, ...] | None = None
    deadline: tuple[str, ...] | None = None
    times: tuple[Time, ...] = ()
    amount: str = ""
    indicators: tuple[str, ...] | None = None
    section: str = ""
    status: str = ""
    amounts: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Layout:
    """A document in one layout, with the facts that it prints.

    `expected` is empty for a document that holds no plan and must be refused; `title` is '' where
    the title of the plan is not printed.
    """

    seed: int
    language: str
    format: str
    blocks: tuple[Block, ...]
    expected: tuple[Expected, ...]
    sections: tuple[str, ...]
    title: str
    features: frozenset[str]


@dataclass
class Choice:
    """The choices made so far for one layout, each noted as a feature by its name."""

    rng: Random
    words: Vocabulary
    model: Model
    format: str
    features: set[str] = field(default_factory=set)
    more: Random = field(default_factory=Random)
    """The numbers by which additions are made."""
    additions: frozenset[str] = frozenset()

    def may(self, feature: str, chance: float) -> bool:
        """Return whether a feature is chosen, and note it."""
        if self.rng.random() >= chance:
            return False
        self.features.add(feature)
        return True

    def one(self, kind: str, *options: str) -> str:
        """Return one of several ways, and note it as 'kind: way'."""
        chosen = self.rng.choice(options)
        self.features.add(f"{kind}: {chosen}")
        return chosen

    def word(self, kind: str, *below: str) -> str:
        """Return a random word of a kind."""
        return self.rng.choice(self.words.words(kind, *below))


FLOWING = {"md", "converted", "html", "docx", "pdf", "drawn", "piped"}
"""Formats that know headings and paragraphs between tables."""
MERGING = {"html", "xlsx", "docx", "pdf"}
"""Formats that know merged cells."""
PAGED = {"converted", "pdf", "drawn", "piped", "docx"}
"""Formats in which a page may end within a table."""
FILLING = {"html", "xlsx", "docx"}
"""Formats in which the fill of a cell is seen."""
ONE_LINE = {"drawn", "tabs", "piped"}
"""Formats whose cells cannot show where a line begins."""
FORMATS = ("md", "converted", "csv", "html", "xlsx", "docx", "pdf", "drawn", "piped", "tabs")
