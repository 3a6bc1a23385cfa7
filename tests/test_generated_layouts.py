"""Documents in random layouts are read truly or not at all.

More of them, and what the failing ones have in common: `python tests/layout_generator.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from layouts.document import generate
from layouts.facts import FORMATS
from layouts.verdict import Outcome, judge

WITHOUT_A_PLAN = [seed for seed in range(1, 260) if not generate(seed).expected]
WITH_A_PLAN = {seed: layout for seed in range(1, 69) if (layout := generate(seed)).expected}
FIRST = {layout.format: seed for seed, layout in reversed(WITH_A_PLAN.items())}
"""The first seed of each format, which is quick enough to be tested each time."""


@pytest.mark.parametrize("seed", WITHOUT_A_PLAN)
def test_a_document_without_a_plan_is_refused(seed: int, tmp_path: Path) -> None:
    verdict = judge(generate(seed), tmp_path)

    assert (verdict.outcome, verdict.faults) == (Outcome.RIGHT, ())


@pytest.mark.parametrize(
    "seed",
    [
        pytest.param(seed, marks=() if seed in FIRST.values() else pytest.mark.slow)
        for seed in WITH_A_PLAN
    ],
)
def test_a_plan_is_read_truly_or_refused_with_a_reason(seed: int, tmp_path: Path) -> None:
    verdict = judge(WITH_A_PLAN[seed], tmp_path)

    assert verdict.faults == ()
    assert verdict.outcome is Outcome.RIGHT or verdict.reason


def test_the_layouts_that_are_tested_are_of_every_format() -> None:
    assert sorted(FIRST) == sorted(FORMATS)
