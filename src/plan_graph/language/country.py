"""The country of a plan, and what it settles that words leave open.

'Lei' are Romanian or Moldovan, 04/05/2026 is in April or in May, and a fiscal year begins in
another month in every country. A country is found by its name in the document; when none is,
the language decides what it can, and the rest stays open.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from plan_graph.language.patterns import whole_words
from plan_graph.language.wording import Wording
from plan_graph.plan.tables import Document
from plan_graph.resources import folder
from plan_graph.text import fold

_CLEAR = 2
"""How many times as often as any other a country is named that a text is about."""


class DayOrder(Enum):
    """Which number of a date such as 04/05/2026 is the day."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Country:
    """What is settled where a plan comes from.

    `code` is that of the EU country table, or '' where only the language is known; `currency`
    that of the EU currency table, or ''. A fiscal year begins in `fiscal_month`, 0 if that is
    not known; `is_named_by_last_year` tells which of its two calendar years it is called by.
    """

    code: str = ""
    currency: str = ""
    day_order: DayOrder = DayOrder.UNKNOWN
    fiscal_month: int = 0
    is_named_by_last_year: bool = False


def country_of(document: Document, wording: Wording) -> Country:
    """Return the country that a document is about, or what its language alone settles.

    The country is the one that is named above the first table, else that of the language tag
    that the file states ('en-IE'; programs write their own, so words win), else the one that
    the text names most.
    """
    _, _, region = document.language.replace("_", "-").partition("-")
    tagged = next(
        (code for code, item in _data()["countries"].items() if item["tag"] == region.upper()), ""
    )
    cells = (cell for table in document.tables for row in table.rows[:1] for cell in row.cells[:1])
    tables = (cell.passage.start for cell in cells)
    above = document.text[: min(tables, default=len(document.text))]
    code = _named_in(above) or tagged or _named_in(document.text)
    return _country(code, _data()["countries"][code]) if code else of_language(wording)


def of_language(wording: Wording) -> Country:
    """Return what a language settles where no country is named.

    >>> from plan_graph.language import wording
    >>> of_language(wording.load("ro")).currency, of_language(wording.load("en")).currency
    ('RON', '')
    """
    return _country("", _data()["languages"].get(wording.language.partition("-")[0], {}))


def _named_in(text: str) -> str:
    """Return the code of the country that a text names clearly more than any other, or ''."""
    folded = fold(text)
    counts = {
        code: len(whole_words(item["names"]).findall(folded))
        for code, item in _data()["countries"].items()
        if any(all(word in folded for word in name) for name in _words_of(code))
    }
    first, second, *_ = (*sorted(counts, key=lambda code: -counts[code]), "", "")
    most, next_most = (counts.get(code, 0) for code in (first, second))
    return first if most and most >= _CLEAR * next_most else ""


@cache
def _words_of(code: str) -> tuple[list[str], ...]:
    """Return the words of each name of a country; to look for them is far faster than a pattern."""
    return tuple(fold(name).split() for name in _data()["countries"][code]["names"])


@lru_cache(maxsize=1)
def _data() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    file = folder("data") / "countries.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _country(code: str, item: Mapping[str, Any]) -> Country:
    return Country(
        code,
        item.get("currency", ""),
        DayOrder(item.get("date", "unknown")),
        item.get("fiscal_month", 0),
        item.get("fiscal_name") == "last year",
    )
