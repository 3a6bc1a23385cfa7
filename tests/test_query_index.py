"""The index of the named queries says what is in the folder."""

from __future__ import annotations

import pytest

from query_index import CASES, INDEX, LIST, QUERIES, TAGS, decorators, index, listed

NAMES = sorted(file.stem for file in QUERIES.glob("*.rq"))


def test_the_index_is_that_of_the_folder() -> None:
    assert INDEX.read_text(encoding="utf-8") == index(), "run: python tests/query_index.py"


def test_the_list_of_questions_is_that_of_the_folder() -> None:
    assert LIST.read_text(encoding="utf-8") == listed(), "run: python tests/query_index.py"


@pytest.mark.parametrize("name", NAMES)
def test_a_query_has_known_tags_and_a_case(name: str) -> None:
    tags = decorators((QUERIES / f"{name}.rq").read_text(encoding="utf-8"))["tags"]

    assert set(tags) <= set(TAGS)
    assert any(file.stem.partition("--")[0] == name for file in CASES.iterdir())


def test_every_case_is_one_of_a_query() -> None:
    cases = {file.stem.partition("--")[0] for file in CASES.iterdir() if file.suffix != ".toml"}

    assert cases == set(NAMES)
