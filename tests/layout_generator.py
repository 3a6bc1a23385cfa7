"""Write plans in many random layouts, read them, and say what was read right, refused or falsely.

    python tests/layout_generator.py --count 1000 --seed 1 --jobs 2
    python tests/layout_generator.py --show 17 --minimal --keep FOLDER

Prints the totals, the kinds of faults with their first places, and the features of layouts that
stand out among the documents that were not right. Exit 1 if anything was read falsely.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from layouts.additions import ADDITIONS
from layouts.document import generate
from layouts.facts import FORMATS, Layout
from layouts.minimal import minimal
from layouts.plain import drawn
from layouts.verdict import Outcome, Verdict, judge
from layouts.vocabulary import LANGUAGES


@dataclass(frozen=True)
class Judged:
    """One document of a run."""

    seed: int
    features: frozenset[str]
    verdict: Verdict


def run(seed: int, *, generate: Callable[[int], Layout], keep: str) -> Judged:
    """Return the judgement of the document of one seed."""
    layout = generate(seed)
    with TemporaryDirectory() as folder:
        place = Path(keep or folder)
        return Judged(seed, layout.features, judge(layout, place))


def report(judged: Sequence[Judged]) -> str:
    """Return what a run gave, most frequent first."""
    lines = _totals(judged)
    bad = [each for each in judged if each.verdict.outcome is not Outcome.RIGHT]
    lines += ["", "Faults (documents, kind, first seeds)"]
    lines += _ranked([(f.kind, e.seed) for e in judged for f in e.verdict.faults])
    lines += ["", "Refusals (documents, reason, first seeds)"]
    refused = [each for each in judged if each.verdict.outcome is Outcome.REFUSED]
    lines += _ranked([(_reason(each.verdict.reason), each.seed) for each in refused])
    lines += ["", "Left unread, though nothing was false"]
    lines += _ranked([(kind, e.seed) for e in judged for kind in e.verdict.lost])
    lines += ["", "Features that stand out (of documents not right: share, all: share)"]
    lines += _standing_out(judged, bad)
    return "\n".join(lines)


def _totals(judged: Sequence[Judged]) -> list[str]:
    counts = Counter(each.verdict.outcome for each in judged)
    lines = [", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome)]
    lost = sum(each.verdict.only_lost for each in judged)
    lines += [f"  {lost} of the FALSE lost facts only, and asserted nothing wrong"] if lost else []
    for form in FORMATS:
        own = Counter(e.verdict.outcome for e in judged if f"format: {form}" in e.features)
        said = ", ".join(f"{own[outcome]} {outcome.value}" for outcome in Outcome)
        lines += [f"  {form:10} {said}"] if own else []
    return lines


def _reason(reason: str) -> str:
    """Return a reason without the name, numbers and words of the document, cut to one line."""
    said = reason.partition(": ")[2].replace("\n", " ")
    return re.sub(r"'[^']*'|\d+", "…", said)[:80]


def _ranked(pairs: Sequence[tuple[str, int]]) -> list[str]:
    seeds: dict[str, dict[int, None]] = {}
    for kind, seed in pairs:
        seeds.setdefault(kind, {})[seed] = None
    ranked = sorted(seeds.items(), key=lambda pair: -len(pair[1]))
    return [
        f"  {len(found):5}  {kind}  ({', '.join(map(str, list(found)[:6]))})"
        for kind, found in ranked
    ]


def _standing_out(judged: Sequence[Judged], bad: Sequence[Judged]) -> list[str]:
    if not bad:
        return []
    everywhere = Counter(feature for each in judged for feature in each.features)
    failing = Counter(feature for each in bad for feature in each.features)
    usual = len(bad) / len(judged)
    found = []
    for feature, count in failing.items():
        share = count / everywhere[feature]
        if everywhere[feature] >= 5 and share > 1.2 * usual:
            weight = (count - usual * everywhere[feature]) / (everywhere[feature] ** 0.5)
            found.append((weight, f"  {share:5.0%} of {everywhere[feature]:4}  {feature}"))
    return [line for _, line in sorted(found, reverse=True)[:40]]


def show(layout: Layout, verdict: Verdict) -> str:
    """Return the features of a document and its judgement."""
    lines = [f"seed {layout.seed}, {layout.format}, {layout.language}: {verdict.outcome.value}"]
    lines += [f"  {feature}" for feature in sorted(layout.features)]
    lines += [f"  FALSE {fault.kind}: {fault.detail}" for fault in verdict.faults]
    lines += [f"  left unread: {kind}" for kind in verdict.lost]
    lines += [f"  {verdict.reason}"] if verdict.reason else []
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 1 if anything was read falsely."""
    options = _options(arguments)
    made = partial(
        generate,
        only_format=options.only,
        only_language=options.language,
        addition=options.addition,
    )
    one = partial(run, generate=made, keep=options.keep)
    if options.show is not None:
        layout = made(options.show)
        with TemporaryDirectory() as folder:
            place = Path(options.keep or folder)
            if options.minimal:
                layout = minimal(layout, place)
                print(drawn(layout.blocks, Random(0)))
            print(show(layout, judge(layout, place)))
        return 0
    seeds = range(options.seed, options.seed + options.count)
    with ProcessPoolExecutor(options.jobs) as pool:
        judged = list(pool.map(one, seeds, chunksize=5))
    print(report(judged))
    for each in judged if options.details else ():
        for fault in each.verdict.faults:
            print(f"seed {each.seed}: {fault.kind}: {fault.detail}")
    return int(any(each.verdict.outcome is Outcome.FALSE for each in judged))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=100, help="number of documents")
    parser.add_argument("--seed", type=int, default=1, help="seed of the first")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time")
    parser.add_argument("--only", default="", choices=["", *FORMATS], help="one format")
    parser.add_argument("--language", default="", choices=["", *LANGUAGES], help="one language")
    parser.add_argument("--addition", default="", choices=["", *ADDITIONS], help="one addition")
    parser.add_argument("--show", type=int, help="one seed, with its features and faults")
    parser.add_argument("--minimal", action="store_true", help="show the least that fails alike")
    parser.add_argument("--keep", default="", help="folder for the documents")
    parser.add_argument("--details", action="store_true", help="each fault on its line")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
