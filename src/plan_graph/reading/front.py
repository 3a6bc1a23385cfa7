"""The front of a document, where its title stands, and the time that a title states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plan_graph.plan import Action, Period
from plan_graph.reading.cells.periods import PeriodReader
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.text import YEAR, Passage

_LINES = 40
_HEADINGS = 5
_FEWEST_MARKED = 3
_TITLE_WORDS = 25
_WORD_EDGE = re.compile(r"(?<!\w)(?!\Z)")
"""Where a time may begin."""
_ITEM = re.compile(r"\S\s+\(\w\)\s")
"""An item of a list within a sentence: 'by (1) a road, (2) a bridge'."""
_WRAPPED = 4
"""Lines in which a sentence may end."""
_STOP = re.compile(r"(?:[^\W\d_]{3}|\d{4})\.(?:\s|\Z)")
_LEADERS = re.compile(r"\.{4}|…{2}|(?:\. ){4}")
"""What leads to the number of a page in a table of contents."""
_TO_A_PAGE = re.compile(r"(?:\.{4}|…{2}|(?:\. ){4}|\t)[.… \t]*(?:\d{1,3}|[ivxl]{1,6})\s*\Z")
"""The end of a line of a table of contents: what leads to the page, and its number."""


def marks_headings(events: Iterable[Event]) -> bool:
    """Tell whether the format of a document marks its headings: a few of them have a level."""
    return sum(isinstance(event, Line) and event.level > 0 for event in events) >= _FEWEST_MARKED


def front(events: Sequence[Event]) -> int:
    """Return how many events are the front: a title further down is that of another document.

    It ends at the first action and after a page of lines; where the format marks headings, after
    the first of these.
    """
    marked = marks_headings(events)
    headings = lines = 0
    for index, event in enumerate(events):
        if isinstance(event, ActionRow):
            return index
        lines += bool(event.words)
        headings += event.level > 0
        if headings > _HEADINGS or (lines > _LINES and not marked):
            return index
    return len(events)


def is_title(words: Passage) -> bool:
    """Tell whether a line has the form of a title: no sentence, no label, no list, not long."""
    text = words.text.strip()
    is_short = len(text.split()) <= _TITLE_WORDS
    is_other = _ITEM.search(text) or _LEADERS.search(text)
    return is_short and not text.endswith((".", ":", ";", ",")) and not is_other


def is_of_contents(words: Passage) -> bool:
    """Tell whether a line leads to the number of a page, as those of a table of contents do."""
    return bool(_TO_A_PAGE.search(words.text))


def stands_alone(words: Passage, events: Sequence[Event]) -> bool:
    """Tell whether a line begins something and is no part of a sentence or of a table of contents.

    It is part of a sentence if a small letter follows, and soon a full stop.

    Args:
        words: The words of the line.
        events: What follows.
    """
    near = events[:_WRAPPED]
    below = [event.words.text.strip() for event in near if isinstance(event, Line) and event.words]
    is_wrapped = bool(below) and below[0][:1].islower() and any(map(_STOP.search, below))
    return is_begun(words) and not is_wrapped and not _LEADERS.search(words.text)


def is_begun(words: Passage) -> bool:
    """Tell whether words begin something; those after a small letter go on with what is above."""
    return not words.text.strip()[:1].islower()


def stated_time(words: Passage, periods: PeriodReader) -> Period | None:
    """Return the first time that a title states."""
    folded = words.folded
    found = (periods.match(folded, at.start()) for at in _WORD_EDGE.finditer(folded))
    return next((match.period for match in found if match), None)


def is_year(period: Period | None) -> bool:
    """Tell whether a time is a whole year."""
    if period is None or period.start is None or period.end is None:
        return False
    first, last = period.start, period.end
    return (first.year, first.month, first.day) == (last.year, 1, 1) and last.month == 12


def plan_time(
    titles: Sequence[Passage], actions: Iterable[Action], periods: PeriodReader
) -> Period | None:
    """Return the time of a plan, as its titles state it.

    A year alone may be the one by which all is to be done, as in '2030 Climate Plan': it is the
    time of the plan if most of its deadlines are in that one; without any, if it does not begin
    the title.
    """
    times = [(words, found) for words in titles if (found := stated_time(words, periods))]
    if not times:
        return None
    words, time = times[0]
    if not is_year(time) or time.start is None:
        return time
    stated = [
        {int(year) for year in YEAR.findall(deadline.stated_in.text)}
        for action in actions
        for deadline in action.deadlines
    ]
    dated = [years for years in stated if years]
    if dated:
        return time if 2 * dated.count({time.start.year}) >= len(dated) else None
    return None if YEAR.match(words.text.strip()) else time
