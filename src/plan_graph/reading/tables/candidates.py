"""The headings of tables that were not read: what a person can be asked about.

A table that no rule takes for one of actions has a row that looks like its header all the same:
short words side by side, above rows of several cells. Where the same words stand first in the
rows of several tables, they are labels of cards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plan_graph.language.wording import heading_key
from plan_graph.plan import ColumnReading, TableReading
from plan_graph.plan.tables import Document, Row, Table
from plan_graph.reading.tables.header_reader import HeaderReader
from plan_graph.text import Passage

_LONGEST = 80
"""Letters of the longest words that may be a heading."""
_FEWEST_WORDS = 3
"""Words of a cell that says something."""
_SHARE = 0.5
"""The share of the rows of a table of cards whose first words stand in other tables too."""


def with_candidates(
    document: Document, reader: HeaderReader, readings: Iterable[TableReading]
) -> tuple[TableReading, ...]:
    """Return readings of tables; one without headings gets those that it seems to have."""
    labels = _labels(document)
    tables = {table.number: table for table in document.tables}
    return tuple(
        each if each.columns else _candidate(tables[each.number], each, reader, labels)
        for each in readings
    )


def _candidate(
    table: Table, reading: TableReading, reader: HeaderReader, labels: frozenset[str]
) -> TableReading:
    firsts = [row.cells[0].passage.strip() for row in table.rows if _filled(row)[1:]]
    own = {heading_key(words.text): words for words in reversed(firsts) if words}
    shared = [words for key, words in reversed(own.items()) if key in labels]
    if len(own) > 1 and len(shared) >= _SHARE * len(own):
        return replace(reading, columns=_columns(shared, reader), rows=len(shared))
    header = next(_headers(table), None)
    if header is None:
        return reading
    rows = sum(map(_says_something, table.rows[table.rows.index(header) + 1 :]))
    return replace(reading, columns=_columns(_filled(header), reader), rows=rows)


def _columns(headings: Sequence[Passage], reader: HeaderReader) -> tuple[ColumnReading, ...]:
    found = {heading: reader.announced(heading) for heading in headings}
    return tuple(ColumnReading(h, each.kinds, each.certainty) for h, each in found.items())


def _headers(table: Table) -> Iterator[Row]:
    """Return the rows that may be a header: short words, and no numbers, side by side."""
    for row, below in zip(table.rows, table.rows[1:], strict=False):
        heads = _filled(row)
        short = [head for head in heads if len(head.text) <= _LONGEST and _is_words(head)]
        if len(short) > 1 and len(short) == len(heads) and _filled(below)[1:]:
            yield row


def _labels(document: Document) -> frozenset[str]:
    """Return the words that stand first in the rows of several tables."""
    counts: Counter[str] = Counter()
    for table in document.tables:
        rows = [row for row in table.rows if _filled(row)[1:]]
        counts.update({heading_key(row.cells[0].passage.text) for row in rows})
    return frozenset(key for key, count in counts.items() if key and count > 1)


def _filled(row: Row) -> list[Passage]:
    """Return the cells of a row that hold words, a merged one once."""
    return list(dict.fromkeys(cell.passage for cell in row.cells if cell.passage))


def _is_words(words: Passage) -> bool:
    return any(map(str.isalpha, words.text))


def _says_something(row: Row) -> bool:
    filled = _filled(row)
    return len(filled) > 1 and any(len(each.text.split()) >= _FEWEST_WORDS for each in filled)
