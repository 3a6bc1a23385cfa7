"""The store of a build: few tables to look through, and those that nothing changed stay."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from plan_graph.building.build import build
from plan_graph.building.loader import PLANS_AT_ONCE, Loader, copy_store
from plan_graph.building.record import Record, load
from plan_graph.reading.source import open_source

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from generator import write_plans

SEVERAL_LOADS = 2 * PLANS_AT_ONCE + 1


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build one plan, whose files are then put in under many names."""
    folder = tmp_path_factory.mktemp("built")
    build([open_source(path) for path in write_plans(1, folder)], folder / "build", jobs=1)
    return folder / "build" / "plan-00001"


def _tables(store: Path) -> set[str]:
    return {file.name for file in store.glob("*.sst")}


def _fill(store: Path, plan: Path, times: int, held: int) -> set[str]:
    """Put a plan into a store so many times, which then holds so many; return its tables."""
    loader = Loader(store, several=True)
    made = load(plan)
    assert isinstance(made, Record)
    for _ in range(times):
        loader.add(made, plan)
    loader.close(held)
    return _tables(store)


def test_the_tables_of_a_new_store_are_merged_those_of_many_other_plans_are_not(
    built: Path, tmp_path: Path
) -> None:
    merged = _fill(tmp_path / "new", built, SEVERAL_LOADS, held=SEVERAL_LOADS)

    kept = _fill(tmp_path / "old", built, SEVERAL_LOADS, held=100 * SEVERAL_LOADS)

    assert len(merged) < len(kept)


def test_one_new_plan_among_many_leaves_most_tables_of_the_store_before_it(
    built: Path, tmp_path: Path
) -> None:
    before = _fill(tmp_path / "before", built, SEVERAL_LOADS, held=SEVERAL_LOADS)
    copy_store(tmp_path / "before", tmp_path / "after")

    after = _fill(tmp_path / "after", built, 1, held=SEVERAL_LOADS + 1)

    assert 2 * len(before & after) > len(before)
