"""What a heading announces, as a value, and how surely: by a rule, or by a person's word."""

from __future__ import annotations

from dataclasses import dataclass

from plan_graph.language.tables import COLUMNS

REFERENCE = "references"
"""The kind of a column that refers to other actions, plans or laws."""
WHOLE = 1.0
"""The certainty of a heading that is a known phrase and nothing else."""
SAID = 2.0
"""The certainty of a person's word."""
REMARK = "remark"
"""What a person says of a column that is kept as a remark, whatever its heading."""
TIMES = ("deadline", "start", "end")
"""The kinds of columns that tell when something is done."""
CHOICES = (*COLUMNS, REMARK)
"""What a person can say that a column holds."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What a heading announces: its kinds in their order, () if none is known.

    `certainty` goes from 0 to 1; it is 1 where the heading is a known phrase and nothing else,
    and 2 where a person said what the column holds, which may be a remark: then `kinds` is ().
    `is_name` tells that it is called the name or title of what it announces.
    """

    kinds: tuple[str, ...] = ()
    certainty: float = 0.0
    is_name: bool = False

    def __bool__(self) -> bool:
        """Whether it is known what is announced."""
        return bool(self.kinds) or self.is_said

    @property
    def is_said(self) -> bool:
        """Whether a person said so."""
        return self.certainty >= SAID

    @property
    def is_whole(self) -> bool:
        """Whether the heading is a known phrase and nothing else, or a person said what it is."""
        return self.certainty >= WHOLE


NOTHING = Announced()
