"""The generator of layouts prints what it expects, and its judge tells true from false."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from layouts.blocks import Box, Grid, Heading, flat
from layouts.document import generate
from layouts.facts import FORMATS, Expected, Layout
from layouts.files import write
from layouts.minimal import minimal
from layouts.model import Time
from layouts.verdict import Outcome, judge

SEEDS = range(1, 151)


def plain_layout(expected: tuple[Expected, ...]) -> Layout:
    head = tuple(map(Box, ("No.", "Action", "Responsible", "Deadline")))
    rows = tuple(
        tuple(map(Box, (str(number), title, body, year)))
        for number, (title, body, year) in enumerate(
            [
                ("Paint the old buoys in the northern bay", "Buoy Agency", "2027"),
                ("Count the seals on the sand banks", "Ministry of Seals", "2028"),
                ("Teach sailing in the evening schools", "Ministry of Seals", "2026"),
            ],
            start=1,
        )
    )
    blocks = (Heading("Action Plan for the Bay"), Grid((head, *rows)))
    return Layout(1, "en", "html", blocks, expected, (), "Action Plan for the Bay", frozenset())


TRUE = (
    Expected("Paint the old buoys in the northern bay", "1", ("Buoy Agency",)),
    Expected("Count the seals on the sand banks", "2", ("Ministry of Seals",)),
    Expected("Teach sailing in the evening schools", "3", ("Ministry of Seals",)),
)


def with_years(expected: tuple[Expected, ...]) -> tuple[Expected, ...]:
    years = (2027, 2028, 2026, 2029)
    return tuple(
        replace(
            fact, deadline=(str(year),), times=(Time("", date(year, 1, 1), date(year, 12, 31)),)
        )
        for fact, year in zip(expected, years, strict=False)
    )


def printed(layout: Layout) -> str:
    texts = [
        text
        for block in layout.blocks
        if isinstance(block, Grid)
        for row in flat(block)
        for text in row
    ]
    texts += [block.text for block in layout.blocks if hasattr(block, "text")]
    return " ".join(" ".join(texts).split())


def test_a_seed_gives_the_same_document_each_time() -> None:
    first = [generate(seed) for seed in range(1, 40)]

    again = [generate(seed) for seed in range(1, 40)]

    assert [each.blocks for each in first] == [each.blocks for each in again]


@pytest.mark.parametrize("seed", range(1, 8))
def test_every_format_can_be_written(seed: int, tmp_path: Path) -> None:
    files = [write(generate(seed, only_format=each), tmp_path) for each in FORMATS]

    assert all(file.stat().st_size for file in files)


def test_what_is_expected_is_printed() -> None:
    layouts = [generate(seed) for seed in SEEDS]

    missing = [
        (layout.seed, word)
        for layout in layouts
        for text in [printed(layout)]
        for fact in layout.expected
        for words in (fact.title, fact.code, *(fact.responsible or ()), *(fact.deadline or ()))
        for word in words.split()
        if word not in text
    ]

    assert missing == []


def test_no_two_actions_of_a_document_share_their_title() -> None:
    titles = [Counter(fact.title for fact in generate(seed).expected) for seed in SEEDS]

    assert all(max(counts.values(), default=1) == 1 for counts in titles)


def test_a_reading_that_says_what_is_printed_is_right(tmp_path: Path) -> None:
    verdict = judge(plain_layout(with_years(TRUE)), tmp_path)

    assert (verdict.outcome, verdict.faults) == (Outcome.RIGHT, ())


@pytest.mark.parametrize(
    ("expected", "kinds"),
    [
        (TRUE[:2], {"action invented"}),
        ((*TRUE, Expected("Mend the nets")), {"action missing or with another title"}),
        ((replace(TRUE[0], code="7"), *TRUE[1:]), {"code wrong"}),
        ((replace(TRUE[0], responsible=("Bay Agency",)), *TRUE[1:]), {"responsible wrong"}),
        ((replace(TRUE[0], responsible=None), *TRUE[1:]), {"responsible wrong"}),
    ],
    ids=["too many", "too few", "another code", "another body", "a body where none is"],
)
def test_a_reading_that_says_anything_else_is_false(
    expected: tuple[Expected, ...], kinds: set[str], tmp_path: Path
) -> None:
    verdict = judge(plain_layout(with_years(expected)), tmp_path)

    assert verdict.outcome is Outcome.FALSE
    assert {fault.kind for fault in verdict.faults} == kinds


def test_a_reading_of_a_document_without_a_plan_is_false(tmp_path: Path) -> None:
    verdict = judge(plain_layout(()), tmp_path)

    assert verdict.outcome is Outcome.FALSE


def test_a_plan_that_is_refused_counts_as_refused(tmp_path: Path) -> None:
    layout = replace(plain_layout(with_years(TRUE)), blocks=(Heading("Action Plan for the Bay"),))

    verdict = judge(layout, tmp_path)

    assert verdict.outcome is Outcome.REFUSED
    assert verdict.reason


def test_the_smallest_document_that_fails_alike_holds_only_what_is_at_fault(tmp_path: Path) -> None:
    expected = (replace(TRUE[0], responsible=("Bay Agency",)), *TRUE[1:])
    layout = plain_layout(with_years(expected))

    found = minimal(layout, tmp_path)

    (grid,) = found.blocks
    assert isinstance(grid, Grid)
    assert [row[-2:] for row in flat(grid)[1:]] == [["Buoy Agency", "2027"]]
    # Without a time the document would be no plan, and refused.
