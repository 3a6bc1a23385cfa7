"""Documents in random layouts are read truly or not at all.

More of them, and what the failing ones have in common: `python tests/layout_generator.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from layouts.document import generate
from layouts.verdict import Outcome, judge

WITHOUT_A_PLAN = [seed for seed in range(1, 260) if not generate(seed).expected]


@pytest.mark.parametrize("seed", WITHOUT_A_PLAN)
def test_a_document_without_a_plan_is_refused(seed: int, tmp_path: Path) -> None:
    verdict = judge(generate(seed), tmp_path)

    assert (verdict.outcome, verdict.faults) == (Outcome.RIGHT, ())
