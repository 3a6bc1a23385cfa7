"""Read plans, convert, infer and validate them, and write the publication."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded by the command itself, which alone needs them
    from plan_graph.pipeline import Built, Result

HELP = "build the knowledge graph of one or more plans"
EXAMPLE = "plan-graph build plan.docx --out build"

_NO_CATALOGUE = (
    "no catalogue was written: the one that comes along is about other plans; "
    "copy data/catalogue.toml, put your facts in and give --catalogue FILE"
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "plans",
        nargs="*",
        type=Path,
        metavar="PLAN",
        help="a document, or a folder with plan.toml (default: the plans that come along)",
    )
    parser.add_argument("--out", type=Path, default=Path("build"), help="folder to write (build)")
    parser.add_argument("--language", help="tag of the documents' language (default: found out)")
    parser.add_argument("--base", help="where the data will be published; ends with a slash")
    parser.add_argument(
        "--catalogue",
        type=Path,
        metavar="FILE",
        help="who publishes, a catalogue.toml (default: the one of the plans that come along)",
    )
    parser.add_argument("--reasoner", choices=("fast", "owlrl"), default="fast")


def run(options: argparse.Namespace) -> int:
    """Build, and print counts, findings and one answer."""
    from tqdm import tqdm  # noqa: PLC0415

    from plan_graph.catalogue.settings import load  # noqa: PLC0415
    from plan_graph.iris import DEFAULT_BASE  # noqa: PLC0415
    from plan_graph.pipeline import STEPS, build, shipped_plans, shipped_settings  # noqa: PLC0415
    from plan_graph.plans import open_plan  # noqa: PLC0415

    paths = options.plans or shipped_plans()
    sources = [open_plan(path, language=options.language) for path in paths]
    settings = load(options.catalogue) if options.catalogue else shipped_settings(sources)
    with tqdm(total=len(sources) * STEPS, disable=None, leave=False) as bar:

        def progress(step: str) -> None:
            bar.set_description(step)
            bar.update()

        result = build(
            sources,
            options.out,
            base=options.base or DEFAULT_BASE,
            reasoner=options.reasoner,
            settings=settings,
            progress=progress,
        )
    _print_summary(result, options.out)
    if result.written and not settings:
        print(_NO_CATALOGUE, file=sys.stderr)
    return 0 if result.written else 1


def _print_summary(result: Result, out: Path) -> None:
    for built in result.plans:
        plan = built.plan
        print(f"{plan.identifier}: {plan.title}")
        for number, name in _counts(built):
            print(f"  {number:>6,} {name}")
        for finding in built.report.findings:
            print(f"  {finding.line('en')}")
    if not result.written:
        print(f"violations were found; '{out}' is left as it was", file=sys.stderr)
        return
    from plan_graph.answers import answer_table  # noqa: PLC0415
    from plan_graph.queries import load  # noqa: PLC0415
    from plan_graph.store import open_store  # noqa: PLC0415

    query = load("actions-by-ministry")
    print(f"\n{query.words('summary')} (plan-graph query {query.name})")
    print(answer_table(open_store(out / "store"), query, {}))
    print(f"\nwritten to {out}/")


def _counts(built: Built) -> list[tuple[int, str]]:
    plan, report = built.plan, built.report
    general = sum(objective.refines is None for objective in plan.objectives)
    return [
        (len(plan.pillars), "pillars"),
        (general, "general objectives"),
        (len(plan.objectives) - general, "specific objectives"),
        (len(plan.actions), "actions"),
        (sum(len(action.indicators) for action in plan.actions), "indicators"),
        (sum(len(action.deadlines) for action in plan.actions), "deadlines"),
        (sum(len(action.participations) for action in plan.actions), "roles"),
        (sum(len(action.funding) for action in plan.actions), "funding lines"),
        (len(built.asserted), "triples stated"),
        (len(built.inferred), "triples inferred"),
        (len(report.violations), "violations"),
        (len(report.warnings), "warnings"),
    ]
