"""Read plans, convert, infer and validate them, and write the publication."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plan_graph.cli.terminal import language_tag
from plan_graph.errors import PlanGraphError, UsageError, faults_of
from plan_graph.phrases import phrase

if TYPE_CHECKING:  # loaded by the command itself, which alone needs them
    from plan_graph.building.build import Result
    from plan_graph.building.record import Record
    from plan_graph.publishing.catalogue.settings import Settings
    from plan_graph.reading.source import PlanSource


_ALWAYS_TOLD = ("actions", "violations", "warnings")
"""What is counted even if there is none."""
_SHOWN_FINDINGS = 3
_SHOWN_EACH = 5
"""Up to so many plans are shown one by one; of more, their sum."""
_SHORT, _BEGUN = 7, 3
"""Rows of the longest answer that is printed whole, and how many are printed of a longer one."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "plans",
        nargs="*",
        type=Path,
        metavar="PLAN",
        help="cli.build.argument.plans",
    )
    parser.add_argument("--out", type=Path, default=Path("build"), help="cli.build.argument.out")
    parser.add_argument("--language", type=language_tag, help="cli.build.argument.language")
    parser.add_argument("--base", help="cli.build.argument.base")
    parser.add_argument(
        "--catalogue",
        type=Path,
        metavar="FILE",
        help="cli.build.argument.catalogue",
    )
    parser.add_argument("--reasoner", choices=("fast", "owlrl"), default="fast")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="cli.build.argument.jobs")
    parser.add_argument(
        "--cluster", default="", metavar="ADDRESS", help="cli.build.argument.cluster"
    )
    parser.add_argument("--findings", action="store_true", help="cli.build.argument.findings")
    parser.add_argument("--compress", action="store_true", help="cli.build.argument.compress")


def run(options: argparse.Namespace) -> int:
    """Build, and print counts, findings and one answer."""
    from tqdm import tqdm  # noqa: PLC0415

    from plan_graph.building.build import build  # noqa: PLC0415
    from plan_graph.building.defaults import own_catalogue, shipped_plans  # noqa: PLC0415
    from plan_graph.building.task import Choices  # noqa: PLC0415
    from plan_graph.iris import DEFAULT_BASE  # noqa: PLC0415

    if options.jobs < 0:
        raise UsageError(phrase("cli.build.jobs_give_number_processes_such", jobs=options.jobs))
    sources, unread = plan_sources(options.plans or shipped_plans(), options.language)
    settings = catalogue_settings(options.catalogue, sources)
    choices = Choices(
        base=options.base or DEFAULT_BASE,
        reasoner=options.reasoner,
        licence=settings.licence if settings else "",
        compress=options.compress,
    )
    with tqdm(
        file=sys.__stderr__, total=len(sources), unit=" plans", disable=None, leave=False
    ) as bar:

        def progress(plan: str) -> None:
            bar.set_postfix_str(plan, refresh=False)
            bar.update()

        result = build(
            sources,
            options.out,
            choices=choices,
            settings=settings,
            jobs=options.jobs,
            cluster=options.cluster,
            progress=progress,
        )
    _print_plans(result, options.out, whole=options.findings)
    _print_problems(result, unread, options.out)
    if result.written:
        # Over very many plans an answer would take longer than a build that has nothing to do.
        if len(sources) <= _SHOWN_EACH:
            _print_answer(options.out)
        print(phrase("cli.build.written_to", out=options.out))
        if not settings and not own_catalogue(sources):
            print(phrase("cli.build.no_catalogue"), file=sys.stderr)
    return 2 if unread or result.failures else int(bool(result.broken))


def catalogue_settings(catalogue: Path | None, sources: Sequence[PlanSource]) -> Settings | None:
    """Return what is said to portals: in the file given, beside the plan, or what comes along."""
    from plan_graph.building.defaults import lines_asked, own_catalogue, settings_for  # noqa: PLC0415
    from plan_graph.publishing.catalogue.settings import load  # noqa: PLC0415

    if catalogue:
        return load(catalogue)
    own = own_catalogue(sources)
    asked = lines_asked(own.read_text(encoding="utf-8", errors="replace")) if own else 0
    if asked:
        print(phrase("cli.build.catalogue_asks", file=own, number=asked), file=sys.stderr)
    return settings_for(sources)


def plan_sources(
    paths: Sequence[Path], language: str | None
) -> tuple[list[PlanSource], list[PlanGraphError]]:
    """Open what can be opened; one plan that cannot does not stop the others."""
    from plan_graph.building.task import open_plan_apart  # noqa: PLC0415

    sources, unread = [], []
    for path in paths:
        try:
            with faults_of(path.name):
                sources.append(open_plan_apart(path, language=language))
        except PlanGraphError as error:
            unread.append(error)
    if not sources:
        raise unread[0]
    return sources, unread


def _print_plans(result: Result, out: Path, *, whole: bool) -> None:
    from plan_graph.workbooks.review.quality import quality_line  # noqa: PLC0415

    plans = [*result.built, *result.broken]
    if len(plans) <= _SHOWN_EACH:
        for plan in plans:
            print(f"{plan.plan}: {plan.title}")
            _print_counts(plan.counts)
            print(f"  {quality_line(plan.quality)}")
            _print_findings(plan, out, whole=whole or plan in result.broken)
        return
    print(
        phrase(
            "cli.build.plans_them_unchanged",
            plans=len(plans),
            unchanged=len(plans) - len(result.fresh),
        )
    )
    totals: Counter[str] = Counter()
    quality: Counter[str] = Counter()
    for plan in plans:
        totals.update(plan.counts)
        quality.update(plan.quality)
    _print_counts(totals)
    print(f"  {quality_line(quality)}")
    for plan in result.broken:
        print(f"{plan.plan}: {plan.title}")
        for line in plan.findings[: plan.violations]:
            print(f"  {line}")


def _print_findings(plan: Record, out: Path, *, whole: bool) -> None:
    """Print what was found about a plan, or the first of it, each as one line."""
    shown = plan.findings if whole else plan.findings[:_SHOWN_FINDINGS]
    for line in shown:
        print(f"  {line if whole else _in_one_line(line)}")
    left = len(plan.findings) - len(shown)
    if left:
        report = out / plan.plan / "report.ttl"
        print(f"  {phrase('cli.build.more_findings', number=left, report=report)}")


def _in_one_line(finding: str) -> str:
    """Return a finding without the lines that it proposes and the clause that leads to them."""
    first, lines, _ = finding.partition("\n")
    if not lines:
        return first
    return phrase("cli.build.proposed_lines", finding=first.rpartition("; ")[0])


def _print_counts(counts: Mapping[str, int]) -> None:
    for name, number in counts.items():
        if number or name in _ALWAYS_TOLD:
            print(f"  {number:>6,} {name}")


def _print_problems(result: Result, unread: Sequence[PlanGraphError], out: Path) -> None:
    several = len(result.built) + len(result.broken) + len(result.failures) > 1
    failures = [
        f"{failure.plan}: {failure.problem}" if several else failure.problem
        for failure in result.failures
    ]
    problems = [*map(str, unread), *failures]
    for problem in problems:
        print(phrase("cli.build.plan_graph", problem=problem), file=sys.stderr)
    for failure in result.failures if len(result.failures) <= _SHOWN_EACH else ():
        if failure.advice:
            print(failure.advice, file=sys.stderr)
    for plan in result.kept:
        print(phrase("cli.build.earlier_version_stays", plan=plan, out=out), file=sys.stderr)
    if result.broken and not result.written:
        print(phrase("cli.build.violations_found", out=out), file=sys.stderr)
    elif result.broken:
        print(phrase("cli.build.plans_with_violations_left_out"), file=sys.stderr)


_FIRST_QUESTIONS = ("actions-by-ministry", "agency-workload", "actions-list")
"""The question that a build answers is the first of these to which its plans have an answer."""


def _print_answer(out: Path) -> None:
    from plan_graph.asking.answers import readable  # noqa: PLC0415
    from plan_graph.asking.answers.table import table  # noqa: PLC0415
    from plan_graph.asking.queries import load, select  # noqa: PLC0415
    from plan_graph.asking.queries.engine import Solutions  # noqa: PLC0415
    from plan_graph.asking.store import open_store  # noqa: PLC0415

    store = open_store(out / "store")
    queries = list(map(load, _FIRST_QUESTIONS))
    query = next((each for each in queries if select(store, each, {}).rows), queries[-1])
    answer = readable(store, select(store, query, {}), query)
    print(phrase("cli.build.plan_graph_query", question=query.words("summary"), name=query.name))
    rows = answer.rows if len(answer.rows) <= _SHORT else answer.rows[:_BEGUN]
    print(table(Solutions(answer.variables, rows, answer.cut)))
    if left := len(answer.rows) - len(rows):
        print(phrase("cli.build.more_rows", number=left, name=query.name))
