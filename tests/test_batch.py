"""Many plans: only what changed is built, a bad one stops nobody, and nothing is half done."""

from __future__ import annotations

import gzip
import json
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Literal, parse

from plan_graph.asking.store import open_store
from plan_graph.building.build import Result, build
from plan_graph.building.task import Choices
from plan_graph.publishing.catalogue.settings import load
from plan_graph.reading.source import open_source
from plan_graph.vocab import XSD

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from generator import write_plans

NUMBER = 4
KILLED = """
import mmap, os, signal, sys

done = mmap.mmap(-1, 1)  # shared with the child that each plan is built in
program = os.getpid()

def hook(event, arguments):
    if event == "os.rename" and ".build.parts" in str(arguments[1]):
        done[0] += 1
        if done[0] == 3:
            os.kill(program, signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(hook)
from plan_graph.cli import main
main(sys.argv[1:])
"""
"""A build that is killed when it is about to finish its third plan."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    write_plans(NUMBER, folder)
    return folder


@pytest.fixture(scope="module")
def first(shared: Path) -> Path:
    """Build all plans once, in this process."""
    out = shared / "build"
    run(shared, out, jobs=1)
    return out


@pytest.fixture
def plans(shared: Path, tmp_path: Path) -> Path:
    """Return plans that a test may change."""
    folder = tmp_path / "plans"
    shutil.copytree(shared, folder, ignore=shutil.ignore_patterns("build*"))
    return folder


@pytest.fixture
def out(first: Path, tmp_path: Path) -> Path:
    """Return a build that a test may change."""
    return Path(shutil.copytree(first, tmp_path / "build"))


def run(plans: Path, out: Path, *, jobs: int = 1, cluster: str = "", number: int = 0) -> Result:
    sources = [open_source(path) for path in sorted(plans.glob("plan-*"))]
    settings = load(plans / "catalogue.toml")
    chosen = Choices(licence=settings.licence)
    some = sources[: number or NUMBER]
    return build(some, out, choices=chosen, settings=settings, jobs=jobs, cluster=cluster)


def contents(out: Path) -> dict[str, bytes]:
    """Return all files but the store, whose tables have no fixed order."""
    return {
        str(file.relative_to(out)): file.read_bytes()
        for file in sorted(out.rglob("*"))
        if file.is_file() and file.parent.name != "store"
    }


def stored(out: Path) -> set[str]:
    return {str(quad) for quad in open_store(out).store}


def written(out: Path) -> dict[str, int]:
    return {str(file): file.stat().st_mtime_ns for file in out.rglob("*") if file.is_file()}


def change(plans: Path, plan: str) -> None:
    document = plans / plan / "plan.txt"
    text = document.read_text(encoding="utf-8")
    document.write_text(text.replace("semestrial", "anual").replace("Cluj", "Sibiu"), "utf-8")


def test_the_files_are_the_same_whatever_the_number_of_workers(
    shared: Path, first: Path, tmp_path: Path
) -> None:
    run(shared, tmp_path / "build", jobs=2)

    assert contents(tmp_path / "build") == contents(first)
    assert stored(tmp_path / "build") == stored(first)


def test_the_workers_of_a_dask_cluster_do_the_same(
    shared: Path, first: Path, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        result = run(shared, tmp_path / "build", cluster=cluster.scheduler_address)

    assert len(result.fresh) == NUMBER
    assert contents(tmp_path / "build") == contents(first)
    assert stored(tmp_path / "build") == stored(first)


def test_what_plans_share_stands_once_in_the_store(first: Path) -> None:
    said = {
        str(quad.triple)
        for name in ("plan.nt", "inferred.nt", "report.ttl")
        for file in first.glob(f"*/{name}")
        for quad in parse(path=file)
        if not (isinstance(quad.object, Literal) and quad.object.datatype == XSD.nonNegativeInteger)
    }

    found = [str(quad.triple) for quad in open_store(first).store]

    assert [triple for triple, times in Counter(found).items() if times > 1] == []
    assert said <= set(found)


def test_nothing_is_written_if_nothing_has_changed(plans: Path, out: Path) -> None:
    before = written(out)

    result = run(plans, out)

    assert (len(result.built), result.fresh) == (NUMBER, frozenset())
    assert written(out) == before


def test_only_a_changed_plan_is_built(plans: Path, out: Path, tmp_path: Path) -> None:
    change(plans, "plan-00003")

    result = run(plans, out)

    assert result.fresh == {"plan-00003"}
    run(plans, tmp_path / "anew")
    assert contents(out) == contents(tmp_path / "anew")
    assert stored(out) == stored(tmp_path / "anew")


@pytest.mark.parametrize("file", ["plan.toml", "translations.en.json"])
def test_what_a_plan_says_beside_its_document_is_looked_at(
    plans: Path, out: Path, file: str
) -> None:
    changed = plans / "plan-00002" / file
    text = changed.read_text(encoding="utf-8")
    changed.write_text(text.replace("sdg/16.2", "sdg/5.2").replace("Number", "Count"), "utf-8")

    assert run(plans, out).fresh == {"plan-00002"}


def test_a_plan_that_is_no_more_is_taken_out(plans: Path, out: Path, tmp_path: Path) -> None:
    result = run(plans, out, number=NUMBER - 1)

    assert result.fresh == frozenset()
    run(plans, tmp_path / "anew", number=NUMBER - 1)
    assert contents(out) == contents(tmp_path / "anew")
    assert stored(out) == stored(tmp_path / "anew")


def test_a_file_that_was_lost_is_written_again(plans: Path, out: Path, first: Path) -> None:
    (out / "plan-00001" / "plan.rdf").unlink()

    assert run(plans, out).fresh == {"plan-00001"}
    assert contents(out) == contents(first)


def test_a_plan_that_cannot_be_read_keeps_its_earlier_version_and_stops_nobody(
    plans: Path, out: Path, first: Path
) -> None:
    (plans / "plan-00001" / "plan.txt").write_text("no table", encoding="utf-8")
    change(plans, "plan-00002")

    result = run(plans, out)

    (failure,) = result.failures
    assert (failure.plan, result.kept) == ("plan-00001", ("plan-00001",))
    assert result.fresh == {"plan-00002"}
    assert "no action table found" in failure.problem
    old, new = contents(first), contents(out)
    assert {n: old[n] for n in old if "00001" in n} == {n: new[n] for n in new if "00001" in n}
    assert old["plan-00002/plan.nt"] != new["plan-00002/plan.nt"]


def test_a_plan_with_a_violation_keeps_its_earlier_version_and_stops_nobody(
    plans: Path, out: Path, first: Path
) -> None:
    labels = json.loads((plans / "plan-00001" / "translations.en.json").read_text("utf-8"))
    second_title = {"plan": {"": {"en": labels["plan"][""]["ro"], "ro": "Al doilea titlu"}}}
    file = plans / "plan-00001" / "translations.ro.json"
    file.write_text(json.dumps(second_title), encoding="utf-8")
    change(plans, "plan-00002")

    result = run(plans, out)

    (broken,) = result.broken
    assert (broken.plan, result.kept) == ("plan-00001", ("plan-00001",))
    assert broken.violations
    assert broken.findings[0].startswith("Violation: ")
    assert result.fresh == {"plan-00002"}
    old, new = contents(first), contents(out)
    assert {n: old[n] for n in old if "00001" in n} == {n: new[n] for n in new if "00001" in n}


def test_a_new_plan_that_cannot_be_read_is_left_out(plans: Path, tmp_path: Path) -> None:
    (plans / "plan-00001" / "plan.txt").write_text("no table", encoding="utf-8")

    result = run(plans, tmp_path / "build")

    assert [made.plan for made in result.built] == [f"plan-0000{n}" for n in range(2, NUMBER + 1)]
    assert not (tmp_path / "build" / "plan-00001").exists()


def test_without_a_good_plan_the_output_stays_as_it_was(plans: Path, out: Path) -> None:
    for plan in plans.glob("plan-*"):
        (plan / "plan.txt").write_text("no table", encoding="utf-8")
    shutil.rmtree(out)
    run_result = run(plans, out)

    assert not run_result.written
    assert not out.exists()
    assert [path.name for path in out.parent.iterdir()] == ["plans"]


def test_a_run_that_was_killed_is_taken_up_again(plans: Path, tmp_path: Path, first: Path) -> None:
    out = tmp_path / "build"
    names = [str(path) for path in sorted(plans.glob("plan-*"))[:3]]  # a few: built one by one
    settings = ["--catalogue", str(plans / "catalogue.toml"), "--out", str(out), "--jobs", "1"]
    killed = subprocess.run([sys.executable, "-c", KILLED, "build", *names, *settings], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert not out.exists()

    result = run(plans, out)

    assert result.fresh == {"plan-00003", "plan-00004"}
    assert contents(out) == contents(first)
    assert stored(out) == stored(first)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "plans"]


def test_compressed_copies_hold_the_same_and_no_time(shared: Path, tmp_path: Path) -> None:
    (source,) = [open_source(shared / "plan-00001")]
    build([source], tmp_path / "one", choices=Choices(compress=True))
    build([source], tmp_path / "two", choices=Choices(compress=True))

    plan = tmp_path / "one" / "plan-00001"
    assert gzip.decompress((plan / "plan.nt.gz").read_bytes()) == (plan / "plan.nt").read_bytes()
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
