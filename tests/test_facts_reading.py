"""The cells of the plans mean what a reader takes them to mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from facts_reading import GOLDEN, facts_of
from reading import DOCUMENTS, plan_of


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_cell_means_what_it_says(document: Path) -> None:
    expected = (GOLDEN / f"{document.name}.tsv").read_text(encoding="utf-8")

    assert facts_of(plan_of(document)).splitlines() == expected.splitlines()
