"""Read numbers as people write them: '1.200.000', '520,6', '10 000', '2.5'."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from plan_graph.language.wording import Wording

NUMBER = (
    r"(?<![\w.,])\d{1,3}(?:[ \xa0\u202f]\d{3}){1,6}(?:[.,]\d{1,20})?(?![\d])"
    r"|(?<![\w])\d{1,30}(?:[.,']\d{1,30}){0,6}"
)
"""The form of a number, before anything is known of the signs in it."""


@dataclass(frozen=True)
class NumberReader:
    """Tells decimal signs from signs between thousands by the habits of one language."""

    wording: Wording

    def read(self, written: str) -> Decimal | None:
        """Return the number, or None if its signs make no sense.

        One sign before three digits is the only doubt; the language settles it.

        >>> from plan_graph.language import wording
        >>> reader = NumberReader(wording.load("ro"))
        >>> reader.read("1.200"), reader.read("1,200.50"), reader.read("520,6")
        (Decimal('1200'), Decimal('1200.50'), Decimal('520.6'))
        """
        digits = re.sub(r"\s", "", written)
        signs = re.findall(r"[.,']", digits)
        if not signs:
            return Decimal(digits)
        decimal = self._decimal(digits, signs)
        whole, _, fraction = digits.rpartition(decimal) if decimal else (digits, "", "")
        groups = re.split(r"[.,']", whole)
        if len(groups) > 1 and (len(groups[0]) > 3 or {len(group) for group in groups[1:]} != {3}):
            return None
        return Decimal("".join(groups) + (f".{fraction}" if fraction else ""))

    def _decimal(self, digits: str, signs: list[str]) -> str:
        """Return the sign before the fraction, or '' if there is none."""
        last = signs[-1]
        if len(set(signs)) > 1:
            return last if signs.count(last) == 1 else ""
        if len(signs) > 1:
            return ""
        before_three = len(digits.rpartition(last)[2]) == 3
        return "" if before_three and last not in self._decimals else last

    @cached_property
    def _decimals(self) -> tuple[str, ...]:
        return self.wording.amounts["decimal"]
