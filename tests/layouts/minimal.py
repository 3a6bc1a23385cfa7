"""The smallest part of a document that is still read falsely in the same way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from layouts.blocks import Block, Grid, flat, width
from layouts.facts import Expected, Layout
from layouts.verdict import Outcome, judge


def minimal(layout: Layout, folder: Path) -> Layout:
    """Return a document with as little as possible in which the first fault of a layout remains.

    Blocks, rows and columns are left out one by one; what is no longer printed is no longer
    expected. A layout without a fault is returned as it is.
    """
    kind = _kind(layout, folder)
    smaller: Layout | None = layout if kind else None
    while smaller:
        layout = smaller
        smaller = next((each for each in _smaller(layout) if _kind(each, folder) == kind), None)
    return layout


def _kind(layout: Layout, folder: Path) -> str:
    verdict = judge(layout, folder)
    if verdict.outcome is not Outcome.FALSE:
        return ""
    return verdict.faults[0].kind


def _smaller(layout: Layout) -> Iterator[Layout]:
    """Yield the document without one of its blocks, then rows, then columns."""
    for place in range(len(layout.blocks)):
        yield _expecting(layout, [*layout.blocks[:place], *layout.blocks[place + 1 :]])
    for place, block in enumerate(layout.blocks):
        for grid in _reduced(block):
            yield _expecting(layout, [*layout.blocks[:place], grid, *layout.blocks[place + 1 :]])


def _reduced(block: Block) -> Iterator[Grid]:
    if not isinstance(block, Grid):
        return
    if not any(box.rows > 1 for row in block.rows for box in row):
        for number in range(block.header_rows, len(block.rows)):
            yield replace(block, rows=(*block.rows[:number], *block.rows[number + 1 :]))
    if not any(box.columns > 1 or box.rows > 1 for row in block.rows for box in row):
        for column in range(width(block) if width(block) > 2 else 0):
            rows = tuple((*row[:column], *row[column + 1 :]) for row in block.rows)
            yield replace(block, rows=rows)


def _expecting(layout: Layout, blocks: list[Block]) -> Layout:
    """Return the layout with other blocks, expecting what they still print."""
    text = _printed(blocks)
    facts = tuple(_left(fact, text) for fact in layout.expected if fact.title in text)
    kept = tuple(each for each in layout.sections if each in text)
    title = layout.title if layout.title in text else ""
    blocks = [block for block in blocks if not isinstance(block, Grid) or block.rows]
    return replace(layout, blocks=tuple(blocks), expected=facts, sections=kept, title=title)


def _printed(blocks: list[Block]) -> str:
    grids = [block for block in blocks if isinstance(block, Grid)]
    texts = [text for grid in grids for row in flat(grid) for text in row]
    return "\n".join([*texts, *(getattr(block, "text", "") for block in blocks)])


def _left(fact: Expected, text: str) -> Expected:
    """Return a fact with what a text still prints of it."""

    def still(words: tuple[str, ...] | None) -> tuple[str, ...] | None:
        return words if words and all(word in text for word in words) else None

    deadline = fact.deadline if fact.deadline == () else still(fact.deadline)
    return replace(
        fact,
        code=fact.code if fact.code in text else "",
        responsible=still(fact.responsible),
        partners=still(fact.partners),
        deadline=deadline,
        times=tuple(time for time in fact.times if deadline or time.words in text)
        if deadline is not None
        else (),
        indicators=still(fact.indicators),
        section=fact.section if fact.section in text else "",
    )
