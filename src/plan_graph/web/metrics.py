"""What the server counts about itself, in the text form of Prometheus."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from plan_graph.phrases import phrase
from plan_graph.web.cache import Keeper
from plan_graph.web.pool.pool import Pool
from plan_graph.web.pool.process import State
from plan_graph.web.problems import RequestError

_BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0)


class Metrics:
    """The counts of one server."""

    def __init__(self, pool: Pool, keeper: Keeper) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_PoolCollector(pool))
        self._registry.register(_KeeperCollector(keeper))
        self._seconds = Histogram(
            "plan_graph_answer_seconds",
            phrase("web.metrics.time_until_first_part_answer"),
            ["task"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._of_task = cache(self._seconds.labels)
        self._refused = Counter(
            "plan_graph_refused",
            phrase("web.metrics.requests_worker_did_not_answer"),
            ["status"],
            registry=self._registry,
        )

    @contextmanager
    def measured(self, task: str) -> Iterator[None]:
        """Measure one request to a worker."""
        start = time.perf_counter()
        try:
            yield
        except RequestError as problem:
            self._refused.labels(str(problem.status)).inc()
            raise
        finally:
            self._of_task(task).observe(time.perf_counter() - start)

    def text(self) -> bytes:
        """Write all of them."""
        return generate_latest(self._registry)


class _PoolCollector(Collector):
    """Looks at the pool when asked."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> Iterator[Metric]:
        """Yield the state of the pool now."""
        workers = GaugeMetricFamily(
            "plan_graph_workers",
            phrase("web.metrics.worker_processes_by_what_they"),
            labels=["state"],
        )
        for state in (State.STARTING, State.IDLE, State.BUSY):
            workers.add_metric([state.name.lower()], self._pool.count(state))
        yield workers
        for name, text, value in (
            ("queue", phrase("web.metrics.requests_wait_for_worker"), self._pool.waiting),
            (
                "worker_starts",
                phrase("web.metrics.workers_started_since_server_did"),
                self._pool.starts,
            ),
            (
                "worker_crashes",
                phrase("web.metrics.workers_ended_unasked_row"),
                self._pool.crashes.count,
            ),
        ):
            yield GaugeMetricFamily(f"plan_graph_{name}", text, value=value)
        old = GaugeMetricFamily(
            "plan_graph_build_age_seconds", phrase("web.metrics.age_of_build"), labels=["build"]
        )
        for name, age in ages(self._pool).items():
            old.add_metric([name], age)
        yield old


def ages(pool: Pool) -> dict[str, float]:
    """Return the age of the build that is served and of the newest, in seconds; {} without any."""
    if pool.snapshot is None:
        return {}
    now = time.time()
    return {"served": now - pool.snapshot.built, "newest": now - pool.newest}


class _KeeperCollector(Collector):
    """Looks at the answers that are kept when asked."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def collect(self) -> Iterator[Metric]:
        """Yield their size, and how often one was given again."""
        size, hits = (
            phrase("web.metrics.size_answers_kept"),
            phrase("web.metrics.answers_no_worker_asked_for"),
        )
        yield GaugeMetricFamily("plan_graph_kept_bytes", size, value=self._keeper.bytes)
        yield CounterMetricFamily("plan_graph_kept_answers", hits, value=self._keeper.found)
