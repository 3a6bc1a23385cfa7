"""What a person said of columns, and what came of it: corrections, or a word that fits nothing."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from plan_graph.errors import DataError
from plan_graph.language.announcement import REMARK, SAID
from plan_graph.language.columns import announced
from plan_graph.language.wording import Wording, heading_key
from plan_graph.phrases import phrase
from plan_graph.plan import ColumnDecision, ColumnReading, Correction, Plan, SettingsFile
from plan_graph.plan.tables import Document
from plan_graph.text import Passage, clean

_SHOWN = 60
_ROOM = 4
"""How many times as long as the named ones a heading is looked at, with its white space."""


def corrections(
    plan: Plan, decisions: Sequence[ColumnDecision], wording: Wording
) -> Iterator[Correction]:
    """Return a correction for each decision by which a column is what the rules do not say.

    It is about the document, and quotes the heading where it stands first.
    """
    open_ones = {heading_key(each.heading): each for each in decisions}
    columns = [column for table in plan.tables for column in table.columns]
    for column in (*columns, *_labels(plan.document, wording)) if decisions else ():
        decision = open_ones.get(heading_key(column.heading.text))
        if decision is None or column.certainty < SAID or column.alone == column.kinds:
            continue
        del open_ones[heading_key(column.heading.text)]
        read = decision.read or ", ".join(column.alone)
        given = decision.given or ", ".join(decision.kinds) or REMARK
        heading, made_in = column.heading.strip(), decision.made_in
        yield Correction(
            "document", "", decision.cell, read, given, heading, made_in, decision.reason
        )


def _labels(document: Document, wording: Wording) -> Iterator[ColumnReading]:
    """Return the labels of cards in paragraphs: 'Who: …'."""
    ruled = wording.with_columns(())
    for label in _labels_of(document):
        known = announced(wording, label.text)
        if known.is_said:
            alone = announced(ruled, label.text).kinds
            yield ColumnReading(label, known.kinds, known.certainty, alone)


def _labels_of(document: Document) -> Iterator[Passage]:
    blocks = (block for block in document.blocks if isinstance(block, Passage))
    for line in (line for block in blocks for line in block.lines()):
        before, colon, _ = line.text.partition(":")
        if colon:
            yield line.slice(0, len(before)).strip("*_")


def check_headings(document: Document, decisions: Sequence[ColumnDecision]) -> None:
    """Refuse a word about a heading or label that a document does not have.

    Raises:
        DataError: If plan.toml names one; the message names the nearest.
    """
    named = {heading_key(each.heading): each for each in decisions}
    if not named:
        return
    rows = (row for table in document.tables for row in table.rows)
    cells = (cell.passage for row in rows for cell in row.cells if cell.passage)
    longest = _ROOM * max(map(len, named))
    short = (words for words in (*cells, *_labels_of(document)) if len(words.text) <= longest)
    known = {heading_key(words.text): clean(words.text) for words in short}
    for key, decision in named.items():
        if key not in known and isinstance(decision.made_in, SettingsFile):
            near = difflib.get_close_matches(key, known, 1)
            named_in = {"heading": decision.heading, "document": document.name}
            problem = phrase("reading.decided.no_table_has", **named_in)
            if near:
                shown = known[near[0]][:_SHOWN]
                problem = phrase("reading.decided.did_you_mean", **named_in, near=shown)
            raise DataError(decision.made_in.name, problem)
