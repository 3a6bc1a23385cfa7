"""What is wrong with a query file: the line, and words that say what to do."""

from __future__ import annotations

import re
from typing import NamedTuple

from plan_graph.queries.template import Query


class Complaint(NamedTuple):
    """One thing to change; `line` counts from 1, and is 0 for the file as a whole."""

    line: int
    problem: str

    def __str__(self) -> str:
        """Write it as one line."""
        return f"line {self.line}: {self.problem}" if self.line else self.problem


def line_of(text: str, offset: int) -> int:
    """Give the line, from 1, on which an offset stands."""
    return text.count("\n", 0, offset) + 1


def decorator_line(query: Query, key: str) -> int:
    """Give the line on which a decorator stands, or the first if it is missing."""
    found = re.search(rf"(?m)^#\+ ?{re.escape(key)}:", query.source)
    return line_of(query.source, found.start()) if found else 1
