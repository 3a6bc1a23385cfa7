"""A document that was changed anywhere is read, or refused in one line."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.changes import ENDINGS, any_changes, fault, write


@settings(max_examples=60, deadline=None, derandomize=True)
@given(ending=st.sampled_from(ENDINGS), random=st.randoms(use_true_random=False))
def test_a_changed_document_is_read_or_refused(ending: str, random: Random) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"plan{ending}")
        write(path, any_changes(random))

        found = fault(path)

    assert found == ""
