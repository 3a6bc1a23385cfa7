"""What all actions of a table lack, because no column holds it, and all of a plan.

A person mends the heading of a column once, not each action; so there is one message for the
table. Whether a column is there is told from what was read and from the headings alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from plan_graph.checking.finding import Node
from plan_graph.checking.report import Report
from plan_graph.facts import told_on
from plan_graph.iris import Iris
from plan_graph.language.columns import announced
from plan_graph.language.wording import Wording
from plan_graph.phrases import in_every_language, joined, phrase
from plan_graph.plan import Action, Plan
from plan_graph.plan.tables import Table
from plan_graph.text import Passage

_KINDS: Mapping[str, tuple[str, ...]] = {
    f"ActionShape-{kind.parts[0]}": kind.columns for kind in told_on("action") if kind.is_needed
}
"""What columns may hold, so that the actions of a table do not break a rule."""
_OBJECTIVE = "ActionShape-objective"


def with_common_causes(report: Report, plan: Plan, wording: Wording, iris: Iris) -> Report:
    """Return the report with one message for what all actions of a table or plan lack."""
    broken: defaultdict[str, set[Node]] = defaultdict(set)
    for finding in report.findings:
        broken[finding.rule].add(finding.focus)
    nodes = {action.code: iris.thing("action", action.code) for action in plan.actions}
    causes = _missing_columns(broken, plan, wording, nodes)
    if len(nodes) > 1 and broken[_OBJECTIVE].issuperset(nodes.values()):
        actions = phrase("checking.lacking.actions", number=len(plan.actions))
        message = in_every_language("checking.lacking.objectives", actions=actions)
        causes |= {(_OBJECTIVE, node): message for node in nodes.values()}
    return report.with_causes(causes)


def _missing_columns(
    broken: Mapping[str, set[Node]], plan: Plan, wording: Wording, nodes: Mapping[str, Node]
) -> dict[tuple[str, Node], Mapping[str, str]]:
    """Say once what the same tables lack, for each rule and action that is broken by it."""
    actions = _by_table(plan)
    lacking: defaultdict[tuple[int, ...], list[str]] = defaultdict(list)
    for rule in _KINDS:
        tables = tuple(
            number
            for number, (table, own) in actions.items()
            if all(nodes[action.code] in broken.get(rule, ()) for action in own)
            and not _announces(table, own, _KINDS[rule], plan, wording)
        )
        lacking[tables].append(rule)
    causes: dict[tuple[str, Node], Mapping[str, str]] = {}
    for tables, rules in lacking.items():
        found = [action for number in tables for action in actions[number][1]]
        message = _message(tables, rules, len(found), wording)
        causes |= {(rule, nodes[action.code]): message for rule in rules for action in found}
    return causes


def _by_table(plan: Plan) -> Mapping[int, tuple[Table, list[Action]]]:
    """Return the tables in which actions stand, by number, each with its actions."""
    tables = {table.number: table for table in plan.document.tables}
    found: dict[int, tuple[Table, list[Action]]] = {}
    for action in plan.actions:
        place = plan.document.place(action.stated_in)
        if place:
            found.setdefault(place.table, (tables[place.table], []))[1].append(action)
    return dict(sorted(found.items()))


def _announces(
    table: Table, actions: Sequence[Action], kinds: Sequence[str], plan: Plan, wording: Wording
) -> bool:
    """Tell whether a column or label of a table announces one of some kinds."""
    absences = (remark for action in actions for remark in action.remarks if remark.absence)
    if any(remark.aspect.replace("-", "_") in kinds for remark in absences):
        return True
    headings = _headings(table, actions, plan)
    return any(kind in kinds for words in headings for kind in announced(wording, words.text).kinds)


def _headings(table: Table, actions: Sequence[Action], plan: Plan) -> Iterator[Passage]:
    """Yield the cells of the header and of the first action; of a card, these are its labels."""
    places = [plan.document.place(action.stated_in) for action in actions[:2]]
    last = places[1].row if len(places) > 1 and places[1] else len(table.rows) + 1
    for row in table.rows:
        if row.number >= last:
            return
        yield from (cell.passage for cell in row.cells if cell.passage)


def _message(
    tables: Sequence[int], rules: Sequence[str], number: int, wording: Wording
) -> Mapping[str, str]:
    """Say what tables lack, and which headings the language of the document has for it."""
    usual = [wording.columns.get(_KINDS[rule][0], ())[:1] for rule in rules]
    headings = [f"'{phrase}'" for phrases in usual for phrase in phrases]
    kinds = [phrase(f"checking.lacking.kinds.{rule}") for rule in rules]
    where = phrase("checking.lacking.tables", tables=joined(ranges(tables)), number=len(tables))
    return in_every_language(
        "checking.lacking.column",
        tables=where,
        kinds=joined(kinds, link="common.or"),
        actions=phrase("checking.lacking.actions", number=number),
        headings=joined(headings, link="common.or"),
    )


def ranges(numbers: Iterable[int]) -> list[str]:
    """Return rising numbers with those that follow one another as ranges.

    >>> ranges([1, 2, 4, 5, 6])
    ['1', '2', '4-6']
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [
        text
        for run in runs
        for text in ([f"{run[0]}-{run[-1]}"] if len(run) > 2 else [str(n) for n in run])
    ]
