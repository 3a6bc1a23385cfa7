"""Ask every named query of generated plans, and count the answers a second way in Python.

    python tests/query_answers.py --count 200 --seed 1
    python tests/query_answers.py --count 200 --each 1 --virtuoso

Prints each question with another answer than the reference, and the totals. Exit 1 if there is one.
Virtuoso needs a tenth of a second of a processor for a question, and a store has some 250 of them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from plan_graph.asking.queries.engine import Engine
from query_reference.comparison import Question, differences
from query_reference.facts import World
from query_reference.generate import Case, generate
from query_reference.graph import load, store
from query_reference.questions import questions, references
from virtuoso import virtuoso


@contextmanager
def _engines(is_remote: bool) -> Iterator[Callable[[Sequence[Case]], Engine]]:
    """Give what makes an engine that holds plans: a store in memory, or a graph of a Virtuoso."""
    if not is_remote:
        yield store
        return
    numbers = count(1)
    with TemporaryDirectory() as folder, virtuoso(Path(folder)) as server:
        os.environ.update(server.environment)
        yield lambda cases: load(server, cases, f"https://example.org/made/{next(numbers)}")


def _some(listed: Iterable[Question], each: int, seed: int) -> list[Question]:
    """Return so many of the questions that each query is asked with; all of them for 0."""
    by_query: defaultdict[str, list[Question]] = defaultdict(list)
    for question in listed:
        by_query[question.name].append(question)
    chosen = Random(seed)
    return [
        question
        for found in by_query.values()
        for question in (chosen.sample(found, min(each, len(found))) if each else found)
    ]


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=200, help="how many stores to ask")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--query", default="", help="only the queries whose name has these words")
    parser.add_argument("--each", type=int, default=0, help="ask a query with so many values only")
    parser.add_argument("--virtuoso", action="store_true", help="ask a Virtuoso, which is started")
    given = parser.parse_args(arguments)
    asked = wrong = plans = 0
    with _engines(given.virtuoso) as engine_of:
        for seed in range(given.seed, given.seed + given.count):
            cases = generate(seed)
            world = World.of(cases)
            named = [each for each in questions(world) if given.query in each.name]
            listed = _some(named, given.each, seed)
            asked += len(listed)
            plans += len(cases)
            for difference in differences(engine_of(cases), world, references(), listed):
                wrong += 1
                print(f"seed {seed}: {difference}", flush=True)
    print(
        f"{given.count} stores, {plans} plans, {asked} questions, {wrong} answered otherwise",
        flush=True,
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
