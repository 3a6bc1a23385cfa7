"""Where a table ends and the next begins: at some headers of a sheet, not at a page's edge."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from plan_graph.plan.codes import leading_code
from plan_graph.plan.tables import Document
from plan_graph.reading.events import ActionRow, Event, Line
from plan_graph.text import Passage, clean

_WORD = re.compile(r"\w+")

_EDGE_WORDS = 12
"""Words at most that stand at the edges of two pages, within a table."""
Words = tuple[str, ...]
"""The words of an action as they are compared, without its number."""
Part = tuple[int, int]
"""The rows of a table, or those below one of its headers: its number, and where they begin."""


def told_in(
    document: Document, parts_of: Mapping[Passage, Part], second: set[Part]
) -> frozenset[int]:
    """Return the numbers of the tables all of whose actions stand in second parts."""
    found: dict[bool, set[int]] = {True: set(), False: set()}
    for action, part in parts_of.items():
        place = document.place(action)
        found[part in second].update([place.table] if place else [])
    return frozenset(found[True] - found[False])


def parts_of_tables(events: Sequence[Event], document: Document) -> dict[Passage, Part]:
    """Return the part of a table in which each action stands, by the words of the action.

    A table that goes on with the header of another is of the same part. A header opens a part of
    its own if the first action below it stands above already, as on a sheet with several tables;
    a header that pages repeat opens none.
    """
    own: dict[Passage, Part] = {}
    said: defaultdict[int, set[Words]] = defaultdict(set)
    last: dict[int, tuple[int, Part]] = {}
    overleaf = _overleaf(events, document)
    for row in events:
        if not isinstance(row, ActionRow):
            continue
        heading = row.headings.get(row.action)
        place = (document.place(heading) if heading else None) or document.place(row.action)
        if place is None:
            continue
        table = overleaf.get(place.table, place.table)
        start, words = heading.start if heading else -1, words_of(row.action)
        before, part = last.get(table, (start, (table, 0)))
        if start != before and words in said[table]:
            part = (table, start)
        last[table] = (start, part)
        said[table].add(words)
        own[row.action] = part
    return own


def _overleaf(events: Sequence[Event], document: Document) -> dict[int, int]:
    """Return the first table of those that only the edges of pages part, by the number of each.

    They have the same header, and no heading stands between them.
    """
    found: dict[int, int] = {}
    number, headings, between = 0, [""], _EDGE_WORDS + 1
    for event in events:
        if isinstance(event, Line):
            is_heading = event.level or event.spanning
            between += _EDGE_WORDS + 1 if is_heading else len(event.words.text.split())
            continue
        place = document.place(event.action)
        if place and place.table != number:
            said = [clean(each.text) for each in event.headings.values()]
            if said == headings and between <= _EDGE_WORDS:
                found[place.table] = found.get(number, number)
            number, headings = place.table, said
        between = 0
    return found


def words_of(action: Passage) -> Words:
    """Return the words of an action, folded, without its number."""
    return tuple(_WORD.findall(leading_code(action).title.folded))
