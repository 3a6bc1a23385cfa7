"""The title of a plan: which words are it, and the strategy that it names."""

from __future__ import annotations

from collections.abc import Sequence, Set

from plan_graph.language.titles import TitleReader
from plan_graph.plan import Strategy
from plan_graph.reading.cells.periods import PeriodReader
from plan_graph.reading.events import Event, Line
from plan_graph.reading.front import is_title, is_year, stands_alone, stated_time
from plan_graph.text import Passage, clean


def chosen(stated: Passage | None, printed: Passage | None, titles: TitleReader) -> Passage | None:
    """Return the title that the file states or the one that it prints: of two names of a plan
    the fuller one.
    """
    if stated is None or printed is None:
        return stated or printed
    names, words = titles.names_plan, len(printed.text.split())
    is_fuller = names(stated) and len(stated.text.split()) > words
    return printed if names(printed) and not is_fuller else stated


def likely(
    events: Sequence[Event],
    front: int,
    left: Set[Passage],
    titles: TitleReader,
    periods: PeriodReader,
) -> Passage | None:
    """Return the first line of the front that names a plan, or a heading, or is alone.

    Without any of these it is the very first line, if it names a year.

    Args:
        events: What stands in the document.
        front: How many of the events are its front.
        left: The words that are nothing else.
        titles: Knows what a title names.
        periods: Reads times.
    """
    above = events[:front]
    lines = [event for event in above if isinstance(event, Line) and event.words]
    unused = [line for line in lines if line.words.strip() in left]
    naming = (
        line
        for line in unused
        if titles.names_plan(line.words)
        and is_title(line.words)
        and stands_alone(line.words, events[above.index(line) + 1 :])
    )
    found = next(naming, None) or next((line for line in unused if line.level), None)
    if found is None and unused and unused[0] is lines[0] and is_title(unused[0].words):
        is_alone = len(lines) == 1 and not lines[0].loose
        found = lines[0] if is_alone or stated_time(lines[0].words, periods) else None
    return found.words.strip() if found else None


def named_strategy(title: Passage, titles: TitleReader, periods: PeriodReader) -> Strategy | None:
    """Return the strategy that a title names; a year alone in its name may be its end."""
    named = titles.strategy(title)
    if not named:
        return None
    time = stated_time(named, periods)
    return Strategy(clean(named.text), named, None if is_year(time) else time)


def without(title: Passage, named: Passage) -> list[Passage]:
    """Return what stands before and behind some words of a title."""
    return [title.slice(0, named.start - title.start), title.slice(named.end - title.start)]
