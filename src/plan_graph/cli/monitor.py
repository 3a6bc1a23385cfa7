"""Write the workbook in which a plan is reported on, with its actions and indicators.

Filled in and saved as monitoring.xlsx in the plan's folder, it is read by `plan-graph build`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from plan_graph.cli.terminal import language_tag
from plan_graph.phrases import phrase


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("plan", type=Path, help="cli.monitor.argument.plan")
    parser.add_argument("--language", type=language_tag, help="cli.monitor.argument.language")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", required=True, help="cli.monitor.argument.out"
    )


def run(options: argparse.Namespace) -> int:
    """Write the workbook; what the plan's own workbook reports already is kept in it."""
    from plan_graph.building.opening import read_plan  # noqa: PLC0415
    from plan_graph.building.task import open_plan  # noqa: PLC0415
    from plan_graph.errors import faults_of  # noqa: PLC0415
    from plan_graph.output import write_file  # noqa: PLC0415
    from plan_graph.workbooks.monitoring.parse import take  # noqa: PLC0415
    from plan_graph.workbooks.monitoring.sheet import measured, monitoring_workbook  # noqa: PLC0415

    with faults_of(options.plan.name):
        source = open_plan(options.plan, language=options.language)
        plan, _, _ = read_plan(source)
        reported = take(source.monitoring, plan) if source.monitoring else None
        content = monitoring_workbook(plan, reported)
    write_file(options.out, content)
    actions = len(plan.actions)
    indicators = sum(len(whole.indicators) for whole in measured(plan))
    print(
        phrase(
            "cli.monitor.actions_indicators",
            out=options.out,
            actions=actions,
            indicators=indicators,
        )
    )
    return 0
