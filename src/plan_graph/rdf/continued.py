"""The actions of an earlier plan with which those of a plan go on.

The publisher names the earlier plan, and may say which actions go on with which. Where a column
of the document says it by their codes, that is kept as a remark in any case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from plan_graph.errors import UsageError
from plan_graph.language.tables import did_you_mean
from plan_graph.phrases import phrase
from plan_graph.plan import Plan
from plan_graph.plan.codes import codes_named
from plan_graph.rdf.writer import Writer
from plan_graph.reading.source import PlanSource
from plan_graph.vocab import PLAN

_ASPECT = "continues"


def write_continued(writer: Writer, plan: Plan, source: PlanSource) -> None:
    """Lead from each action to those of the earlier plan that it goes on with.

    Raises:
        UsageError: If the publisher names an action that the plan does not have.
    """
    if source.continues is None:
        return
    earlier = replace(writer.iris, plan=source.continues.plan)
    for code, before in dict.fromkeys([*_said_by_publisher(plan, source), *_said_by_words(plan)]):
        action = writer.iris.thing("action", code)
        writer.add(action, PLAN.continues, earlier.thing("action", before))


def _said_by_publisher(plan: Plan, source: PlanSource) -> Iterator[tuple[str, str]]:
    codes = {each.notation: each.code for each in plan.actions if each.notation}
    codes |= {each.code: each.code for each in plan.actions}
    said = source.continues.actions if source.continues else {}
    for code, before in said.items():
        if code not in codes:
            problem = phrase("rdf.continued.no_such_action", plan=source.identifier, code=code)
            raise UsageError(f"{problem}; {did_you_mean(code, tuple(codes))}")
        yield from ((codes[code], each) for each in before)


def _said_by_words(plan: Plan) -> Iterator[tuple[str, str]]:
    for action in plan.actions:
        for remark in action.remarks:
            if remark.aspect == _ASPECT and not remark.absence:
                yield from ((action.code, each) for each in codes_named(remark.stated_in))
