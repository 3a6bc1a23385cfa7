"""Searches over a build beside the same FTS5 query asked bare, in one run.

The bare query is the widest that a search asks: the words with all that they may mean, in any
column, a thousand results. Both are asked by turns, so that they see the same
machine; the best time of each counts. What people mean by the searches of `tests/test_search.py` is
looked for in what these tests build.

Run with: .venv/bin/python benchmarks/search.py BUILD
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from plan_graph.asking.search.entry import tokens
from plan_graph.asking.search.index import Index, match_of
from plan_graph.asking.search.meaning import lexicon

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from test_search import WANTED, first

ROUNDS = 7
SEARCHES = (
    "ANITP", "NGO", "external money", "campain", "1.1-01", "victime", "information campaign",
    "training for police", "buget", "Ministry of Justice", "copii", "actions in 2021",
)  # fmt: skip
_ROWS = 1_000
_BARE = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid LIMIT ?"


def milliseconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def measure(index: Index, words: str) -> tuple[float, float]:
    """Return the time of a search, and of the bare query."""
    concepts = [index.known(concept) for concept in lexicon().concepts(tokens(words))]
    text = match_of([concept.wide for concept in concepts])

    def bare() -> object:
        return index.data.execute(_BARE, (text, _ROWS)).fetchall()

    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(milliseconds(lambda: index.search(words)))
        theirs.append(milliseconds(bare))
    return min(ours), min(theirs)


def main() -> None:
    """Print the times of each search as JSON, with how many times the bare query the median is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("build", type=Path)
    index = Index(parser.parse_args().build / "search.db")
    found = {words: measure(index, words) for words in SEARCHES}
    ours, bare = (median(each[way] for each in found.values()) for way in (0, 1))
    report = {
        "plans": len(index.plan_titles("en")),
        "milliseconds": {
            words: [round(each, 2) for each in times] for words, times in found.items()
        },
        "median": round(ours, 2),
        "bare": round(bare, 2),
        "times": round(ours / bare, 2),
        "wanted": len(WANTED),
        "found first": sum(first(*asked) == wanted for asked, wanted in WANTED.items()),
    }
    print(json.dumps(report, ensure_ascii=False))


if __name__ == "__main__":
    main()
