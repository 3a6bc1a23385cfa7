"""Ask every named query of generated plans, and count the answers a second way in Python.

    python tests/query_answers.py --count 200 --seed 1

Prints each question with another answer than the reference, and the totals. Exit 1 if there is one.
"""

from __future__ import annotations

import argparse
import sys

from query_reference.comparison import differences
from query_reference.facts import World
from query_reference.generate import generate
from query_reference.graph import store
from query_reference.questions import questions, references


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=200, help="how many stores to ask")
    parser.add_argument("--seed", type=int, default=1, help="the first seed")
    parser.add_argument("--query", default="", help="only the queries whose name has these words")
    given = parser.parse_args(arguments)
    asked = wrong = 0
    for seed in range(given.seed, given.seed + given.count):
        cases = generate(seed)
        world = World.of(cases)
        listed = [each for each in questions(world) if given.query in each.name]
        asked += len(listed)
        for difference in differences(store(cases), world, references(), listed):
            wrong += 1
            print(f"seed {seed}: {difference}")
    print(f"{given.count} stores, {asked} questions, {wrong} answered otherwise")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
