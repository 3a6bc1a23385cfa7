"""Questions about one plan in a store of many, beside the same in a store of that plan alone.

Every named query that asks of a plan is asked of the first plan of each build, in turn, so that all
see the same machine; the best time counts. The answers must be equal. Of the first question about a
plan, the time is told apart: the store of the plan alone is made then.

Run with: .venv/bin/python benchmarks/one_plan.py BUILD_OF_ONE BUILD…
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from statistics import median

from plan_graph.asking import queries
from plan_graph.asking.store import Embedded, open_store

ROUNDS = 5


def plans_of(engine: Embedded) -> list[str]:
    """Return the IRIs of the plans of a build, in order."""
    rows = queries.select(engine, queries.load("plan-overview"), {}).rows
    return sorted({term.value for row in rows for term in row[:1] if term})


def asked(plan: str) -> list[tuple[queries.Query, dict[str, str]]]:
    """Return the questions that need no other value."""
    found = [queries.load(name) for name in queries.names()]
    return [
        (query, {"plan": plan})
        for query in found
        if "plan" in query.parameters
        and query.form == "select"
        and all(name == "plan" or not p.required for name, p in query.parameters.items())
    ]


def milliseconds(engine: Embedded, query: queries.Query, values: dict[str, str]) -> float:
    """Return the processor time of a question."""
    start = time.process_time()
    queries.select(engine, query, values)
    return (time.process_time() - start) * 1000


def main() -> None:
    """Print the times of each build as JSON, and how many times that of one plan they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("alone", type=Path)
    parser.add_argument("builds", type=Path, nargs="+")
    options = parser.parse_args()
    engines = {str(build): open_store(build) for build in (options.alone, *options.builds)}
    alone, *others = engines
    plan = plans_of(engines[alone])[0]
    questions = asked(plan)
    first = {build: milliseconds(engines[build], *questions[0]) for build in engines}
    best: dict[str, dict[str, float]] = {build: {} for build in engines}
    other = []
    for query, values in questions:
        answers = {build: queries.select(engines[build], query, values) for build in engines}
        other += [query.name for build in others if answers[build].rows != answers[alone].rows]
        for _ in range(ROUNDS):
            for build, engine in engines.items():
                taken = milliseconds(engine, query, values)
                best[build][query.name] = min(taken, best[build].get(query.name, taken))
    report = {"questions": len(questions), "alone": round(median(best[alone].values()), 2)}
    for build in others:
        times = {name: best[build][name] / best[alone][name] for name in best[alone]}
        report[build] = {
            "median": round(median(best[build].values()), 2),
            "times": round(median(times.values()), 2),
            "over 5": sorted(name for name, each in times.items() if each > 5),
            "first": round(first[build], 1),
        }
    report["answered otherwise"] = sorted(set(other))
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
