"""The words of each language: phrases of plans and how they are read, as in `tests/cases/cells`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cell_cases import cases, deadline
from plan_graph import wording
from plan_graph.cells.deadlines import DeadlineReader
from plan_graph.text import Passage, fold

LANGUAGES = wording.languages()
NO_ACTION = Passage(0, "")
TIMES = [
    "by", "until", "from", "anual", "permanent", "Q4", "2021", "fall", "trim. IV", "-", ",", "(",
    "revised:", "2026-27", "31.12.2022", "până la", "sem.", "I", "decembrie", "end of", "/", "\n",
]  # fmt: skip


@pytest.mark.parametrize(("language", "phrase", "reading"), list(cases("deadlines")))
def test_a_deadline_is_read_as_a_reader_reads_it(language: str, phrase: str, reading: str) -> None:
    read = DeadlineReader(wording.load(language)).read(Passage(0, phrase), NO_ACTION)

    assert " | ".join(map(deadline, read)) == reading


@pytest.mark.parametrize("language", LANGUAGES)
@given(words=st.lists(st.one_of(st.sampled_from(TIMES), st.text(max_size=8)), max_size=12))
def test_no_words_of_a_deadline_are_lost(language: str, words: list[str]) -> None:
    text = " ".join(words)
    known = wording.load(language)

    read = DeadlineReader(known).read(Passage(5, text), NO_ACTION)

    quotes = [item.stated_in for item in read]
    assert all(text[quote.start - 5 : quote.end - 5] == quote.text for quote in quotes)
    kept = fold(" ".join(quote.text for quote in quotes))
    conjunctions = {fold(word) for word in known.lists["conjunctions"]}
    lost = [w for w in fold(text).split() if w.isalnum() and w not in conjunctions]
    assert all(word in kept for word in lost)
