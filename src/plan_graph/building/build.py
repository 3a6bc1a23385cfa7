"""Many plans to one publication: each is built by itself, and only if something has changed.

What a run has built stays beside the output until the run ends well: one that is stopped in the
middle is taken up again by the next. Readers see the earlier output until the new one is whole.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plan_graph.building import executors, record
from plan_graph.building.pipeline import Built, write_plan
from plan_graph.building.record import Record, key_of, record_of
from plan_graph.building.search_entries import shared_digest
from plan_graph.building.shared import Publication, State, digest
from plan_graph.building.task import Choices, Failure, Task, lost, reusable, run, run_in_child
from plan_graph.errors import PlanGraphError, UsageError
from plan_graph.language import register
from plan_graph.language.register import Register
from plan_graph.output import check_replaceable, replacing
from plan_graph.phrases import phrase
from plan_graph.publishing.catalogue.settings import Settings
from plan_graph.reading.source import PlanSource


@dataclass(frozen=True)
class Result:
    """What came of the plans of one run.

    Attributes:
        built: The plans that are published, in the order given.
        fresh: Which of them were built in this run, and not kept from an earlier one.
        broken: The plans with violations; none of these is published.
        failures: The plans that cannot be built.
        kept: The plans of these two kinds whose earlier version stays published.
        written: Whether there is a publication; without a single good plan, nothing is changed.
    """

    built: tuple[Record, ...] = ()
    fresh: frozenset[str] = frozenset()
    broken: tuple[Record, ...] = ()
    failures: tuple[Failure, ...] = ()
    kept: tuple[str, ...] = ()
    written: bool = True


def build(  # noqa: PLR0913 - each is a choice of the publisher
    sources: Sequence[PlanSource],
    out: Path,
    *,
    choices: Choices | None = None,
    settings: Settings | None = None,
    jobs: int = 0,
    cluster: str = "",
    progress: Callable[[str], None] = lambda plan: None,
) -> Result:
    """Build plans and write their publication.

    A plan that cannot be used, or has a violation, does not stop the others: its earlier
    version stays, if there is one. The files are the same whatever runs the tasks.

    Args:
        sources: The plans.
        out: The folder that is replaced as a whole.
        choices: What the files of the plans show.
        settings: What the catalogue says; without them none is written.
        jobs: How many processes work; 0 for one a processor.
        cluster: Address of a Dask scheduler whose workers are used instead.
        progress: Called with each plan that is done.

    Raises:
        PlanGraphError: If the folder cannot be written, the settings lack a plan, or two registers
            have one identifier and say different things.
    """
    check_replaceable(out)
    _refuse_twins(sources)
    _refuse_two_registers(sources)
    if settings:
        for source in sources:
            settings.plan(source.identifier)
    job = _Build(sources, out, choices or Choices(), settings, progress)
    if job.is_done():
        return job.result()
    with suppress(_NothingToWriteError), replacing(out) as fresh:
        publication = job.begin(fresh)
        job.run(publication, jobs, cluster)
        # The workers are gone, and their memory is free for what is described at the end.
        job.finish(publication)
    job.clear()
    return job.result()


_FEW = 3
"""So many plans are built here, one after the other, where only one process may work."""


class _NothingToWriteError(Exception):
    """Leaves the output as it was."""


class _Build:
    def __init__(
        self,
        sources: Sequence[PlanSource],
        out: Path,
        choices: Choices,
        settings: Settings | None,
        progress: Callable[[str], None],
    ) -> None:
        self._out = out
        self._settings = settings
        self._progress = progress
        self._order = [source.identifier for source in sources]
        target = Path(os.path.realpath(out))
        self._parts = target.with_name(f".{target.name}.parts")
        self._tasks: dict[str, Task] = {}
        self._done: dict[str, tuple[Record, Path]] = {}
        self._fresh: set[str] = set()
        self._broken: dict[str, Record] = {}
        self._failures: dict[str, Failure] = {}
        self._kept: list[str] = []
        for source in sources:
            self._look(source, choices)

    def _look(self, source: PlanSource, choices: Choices) -> None:
        """Find out whether a plan is there already, from an earlier run or a broken one."""
        plan = source.identifier
        try:
            key = key_of(source, choices)
        except Exception:
            key = ""
        part = self._parts / f"{plan}.{key}"
        for place in (self._out / plan, part):
            found = reusable(place, key)
            if found and not found.violations:
                self._done[plan] = (found, place)
                return
        shutil.rmtree(part, ignore_errors=True)
        self._tasks[plan] = Task(source, key, choices, part)

    def is_done(self) -> bool:
        """Tell whether the output is already what this run would write."""
        keys = {plan: self._done[plan][0].key for plan in self._order if plan in self._done}
        state = State.of(self._out)
        same = list(state.plans.items()) == list(keys.items())
        same = same and state.several == (len(self._order) > 1)
        same = same and state.search == shared_digest()
        described = state.settings == digest(self._settings) and state.is_whole(self._out)
        return not self._tasks and same and described

    def begin(self, fresh: Path) -> Publication:
        """Put in what is there already."""
        self._parts.mkdir(exist_ok=True)
        publication = Publication(
            fresh, self._out, staying=len(self._done), several=len(self._order) > 1
        )
        for made, place in self._done.values():
            publication.put(made, place)
            self._progress(made.plan)
        return publication

    def run(self, publication: Publication, jobs: int, cluster: str) -> None:
        """Do what is to be done, and put it in."""
        # To start a second process takes about as long as a plan.
        most = max(1, (len(self._tasks) + 1) // 2)
        processes = min(jobs or executors.cores(), most)
        # A child for each plan keeps nothing that the next one could use: words, shapes, patterns.
        is_here = processes == 1 and len(self._tasks) <= _FEW and not cluster
        do, pool = (
            (run_in_child, executors.here) if is_here else (run, self._pool(processes, cluster))
        )
        for result in executors.completed(pool, do, self._tasks.values(), lost):
            self._take(result, publication)
            self._progress(result.plan)

    @staticmethod
    def _pool(processes: int, cluster: str) -> executors.Pool:
        if cluster:
            return partial(executors.cluster, cluster)
        return partial(executors.local, processes)

    def finish(self, publication: Publication) -> None:
        """Describe what was put in, if it is anything."""
        if not self._done:
            raise _NothingToWriteError
        publication.finish(self._order, self._settings)

    def _take(self, result: Record | Failure, publication: Publication) -> None:
        plan = result.plan
        if isinstance(result, Record) and not result.violations:
            self._done[plan] = (result, self._tasks[plan].folder)
            self._fresh.add(plan)
            publication.put(*self._done[plan])
            return
        if isinstance(result, Record):
            self._broken[plan] = result
        else:
            self._failures[plan] = result
        earlier = record.load(self._out / plan)
        same_base = earlier and earlier.base == self._tasks[plan].choices.base
        if earlier and same_base and earlier.is_whole(self._out / plan):
            self._done[plan] = (earlier, self._out / plan)
            self._kept.append(plan)
            publication.put(*self._done[plan])

    def clear(self) -> None:
        """Remove what a broken run would have left for the next."""
        shutil.rmtree(self._parts, ignore_errors=True)

    def result(self) -> Result:
        """Tell what came of the plans."""
        kept = set(self._kept)
        return Result(
            built=tuple(self._done[p][0] for p in self._order if p in self._done and p not in kept),
            fresh=frozenset(self._fresh),
            broken=tuple(self._broken[plan] for plan in self._order if plan in self._broken),
            failures=tuple(self._failures[p] for p in self._order if p in self._failures),
            kept=tuple(plan for plan in self._order if plan in kept),
            written=bool(self._done),
        )


def write(plans: Sequence[Built], out: Path, settings: Settings | None = None) -> None:
    """Write the publication of plans that are in memory into a new folder."""
    out.mkdir(parents=True, exist_ok=True)
    publication = Publication(out, out / "no-earlier-build", staying=0, several=len(plans) > 1)
    choices = Choices(licence=settings.licence) if settings else Choices()
    for built in plans:
        folder = out / f".{built.plan.identifier}"
        targets = write_plan(built, folder, licence=choices.licence)
        publication.put(record_of(built, "", targets, folder), folder)
        shutil.rmtree(folder)
    publication.finish([built.plan.identifier for built in plans], settings)


def _refuse_twins(sources: Sequence[PlanSource]) -> None:
    names = [source.identifier for source in sources]
    twins = {name for name in names if names.count(name) > 1}
    if twins:
        raise UsageError(phrase("building.build.plan_given_twice", plan=min(twins)))


def _refuse_two_registers(sources: Sequence[PlanSource]) -> None:
    """Refuse registers of one identifier that differ: their bodies would be one in the graph."""
    first: dict[str, tuple[str, Register]] = {}
    for source in sources:
        if source.register is None:
            continue
        try:
            found = register.load(source.register, source.identifier)
        except PlanGraphError:
            continue  # told with its plan, which alone is left out
        plan, known = first.setdefault(found.identifier, (source.identifier, found))
        if known != found:
            raise UsageError(
                phrase(
                    "building.build.two_registers",
                    identifier=found.identifier,
                    first=plan,
                    second=source.identifier,
                )
            )
