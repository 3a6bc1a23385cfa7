"""Read calendars: months, quarters or years as columns, in which a mark or a fill is the time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from plan_graph.language.wording import Wording
from plan_graph.plan import FixedDeadline, Period
from plan_graph.plan.tables import Document, Row, Table
from plan_graph.text import Passage, clean, fold

KIND = "calendar"
"""What the columns of a calendar announce."""
_FEWEST = 3
"""So many columns of times side by side make a calendar."""
_LONGEST = 40
"""Letters of the longest heading of a calendar."""
_TOP = 5
"""Blocks at the top of a document that may name its year."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_WHOLE_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEARS = re.compile(r"(?P<first>20\d\d)\s*[-–/]\s*(?P<last>20\d\d)")
_PARTED_NUMBER = re.compile(r"(?<=\b[12]\d{2})\s+(?=\d\b)|(?<=\b20)\s+(?=\d\d\b)")
"""Where the number of a year was parted, as months are: in narrow columns of a PDF."""
_NUMBER = r"[1-4]|i{1,3}|iv"
_PART = re.compile(
    rf"(?P<word>[^\W\d_]*)[.\s]*(?P<number>{_NUMBER})|(?P<first>{_NUMBER})[.\s]*(?P<last>[^\W\d_]+)"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Slot:
    """What one column of a calendar stands for; the year is None where no heading names it."""

    heading: Passage
    first: int
    last: int
    year: int | None = None
    until: int | None = None
    """The year of the last month, where it is another."""

    @property
    def end(self) -> int | None:
        """The year of the last month."""
        return self.until or self.year


def slots(
    headings: Mapping[int, Passage],
    upper: Mapping[int, Sequence[Passage]],
    wording: Wording,
    year: int | None,
) -> dict[int, Slot]:
    """Return the columns that make a calendar, with what they stand for; empty where none do.

    `year` is that of headings that name none.
    """
    found: dict[int, Slot] = {}
    for column, heading in headings.items():
        slot = _slot(heading, wording)
        if slot:
            years = {y for above in upper.get(column, ()) for y in _YEAR.findall(above.text)}
            own = slot.year or (int(years.pop()) if len(years) == 1 else year)
            found[column] = Slot(heading, slot.first, slot.last, own, slot.until)
    side_by_side = [c for c in found if c - 1 in found or c + 1 in found]
    return {c: found[c] for c in side_by_side} if len(side_by_side) >= _FEWEST else {}


def years_of(row: Row) -> dict[int, Passage]:
    """Return the year over each column, where a row names years; a year reaches to the next."""
    found: dict[int, Passage] = {}
    current: Passage | None = None
    for cell in row.cells:
        if cell.passage:
            current = cell.passage if _YEAR.fullmatch(cell.passage.text.strip()) else None
        if current:
            found.update(dict.fromkeys(range(cell.column, cell.column + cell.columns), current))
    return found


def year_of(document: Document) -> int | None:
    """Return the only year that the titles of a document name, or None."""
    titles = [passage.text for passage, _ in document.levels]
    titles += [document.title.text] if document.title else []
    for block in document.blocks[:_TOP]:
        row = block.rows[0].cells if isinstance(block, Table) and block.rows else ()
        filled = {cell.passage.text for cell in row if cell.passage}
        titles += filled if len(filled) == 1 else ()
        titles += [block.text] if isinstance(block, Passage) else ()
    years = {year for title in titles for year in _YEAR.findall(title)}
    return int(years.pop()) if len(years) == 1 else None


def is_slot(words: Passage, wording: Wording) -> bool:
    """Tell whether words name a month, a quarter or a year, as the columns of a calendar do."""
    return _slot(words, wording) is not None


def _slot(heading: Passage, wording: Wording) -> Slot | None:
    if len(heading.text) > _LONGEST:
        return None
    words = _PARTED_NUMBER.sub("", fold(heading.text).strip(" .\n\t"))
    if _YEAR.fullmatch(words):
        return Slot(heading, 1, 12, int(words))
    several = _YEARS.fullmatch(words)
    if several and several["first"] < several["last"]:
        return Slot(heading, 1, 12, int(several["first"]), int(several["last"]))
    bare = _YEAR.sub("", words).strip(" .-/")
    years = _YEAR.findall(words)
    year = int(years[0]) if len(years) == 1 else None
    month = _months(wording).get(bare) or _months(wording).get("".join(bare.split()))
    if month:
        return Slot(heading, month, month, year)
    part = _PART.fullmatch(bare) or _PART.fullmatch("".join(bare.split()))
    if part and (part["word"] or part["last"] or "") in _quarters(wording):
        written = part["number"] or part["first"]
        number = _ROMAN.get(written) or int(written)
        return Slot(heading, 3 * number - 2, 3 * number, year)
    return None


@lru_cache(maxsize=64)
def _months(wording: Wording) -> dict[str, int]:
    """Return the number of the month that each folded word names."""
    names = wording.months.items()
    return {fold(name).strip("."): int(month) for month, words in names for name in words}


@lru_cache(maxsize=64)
def _quarters(wording: Wording) -> frozenset[str]:
    return frozenset(fold(word).strip(".") for word in wording.deadlines["quarter"])


def deadlines(marked: Sequence[Slot]) -> Iterator[FixedDeadline]:
    """Return the times that the marked columns of a calendar state; marks side by side are one.

    Of a column whose year is not known nothing can be said.
    """
    run: list[Slot] = []
    for slot in marked:
        if run and not _follows(run[-1], slot):
            yield from _deadline(run)
            run = []
        run.append(slot)
    yield from _deadline(run)


def _follows(slot: Slot, later: Slot) -> bool:
    if slot.end is None or later.year is None:
        return False
    gap = (later.year * 12 + later.first) - (slot.end * 12 + slot.last)
    return gap == 1 or later.year == slot.until


def _deadline(run: Sequence[Slot]) -> Iterator[FixedDeadline]:
    if not run or run[0].year is None or run[-1].end is None:
        return
    first, last = run[0], run[-1]
    end = calendar.monthrange(run[-1].end, last.last)[1]
    period = Period(date(run[0].year, first.first, 1), date(run[-1].end, last.last, end))
    opening = first.heading if first is not last else None
    yield FixedDeadline(period, last.heading, opening=opening)


def repeated_by_year(headings: Mapping[int, Passage]) -> list[int]:
    """Return the columns that differ only in the year of their headings: 'Horizon 2030'.

    What stands there are values of these years, and no times.
    """
    texts = {column: clean(heading.text) for column, heading in headings.items()}
    plain = {
        column: _WHOLE_YEAR.sub("", text)
        for column, text in texts.items()
        if _WHOLE_YEAR.search(text)
    }
    years: dict[str, set[str]] = {}
    for column, words in plain.items():
        years.setdefault(words, set()).add(texts[column])
    return [column for column, words in plain.items() if len(years[words]) > 1]
