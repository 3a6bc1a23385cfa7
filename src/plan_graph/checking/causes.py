"""One finding for each fault: what follows from another finding, or repeats it, is left out.

A thing that lost its class breaks a rule wherever something leads to it; a wrong day also has no
order. People mend the cause, so only this is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from plan_graph.checking.finding import SEVERITIES, Finding, Node
from plan_graph.checking.statements import Statements
from plan_graph.facts import KINDS, Form
from plan_graph.vocab import OA, PLAN

_CIRCLES = {"ActorShape-cycle", "ObjectiveShape-cycle", "Consistency-no-cycle"}
"""Rules that are broken by each thing in or below a circle, which is told once."""
_ORDERS = {
    "PeriodShape-order": {PLAN.startDate.value, PLAN.endDate.value},
    "Coherence-ends-before": {PLAN.startDate.value, PLAN.endDate.value},
    "TextPositionSelectorShape-order": {OA.start.value, OA.end.value},
}
"""Rules that compare values, and the properties that hold these."""
_COMPARED = {"ActionShape-shortcut", "ObservationShape-inTime", "ReportedValueShape-unit"}
"""Rules that compare a thing with what is two steps away."""
_ROOTS = ("Vocabulary-class", "Vocabulary-holder", "Vocabulary-nowhere")
"""What makes other rules be broken, the deepest first."""
_BELONGS = "belongs"
"""In the place of a property, where a fact is of nothing or of several things."""
_Keep = Callable[[Finding], bool]


def causes(findings: Iterable[Finding], data: Statements) -> list[Finding]:
    """Return the findings without those that follow from others of them."""
    found = [f for f in findings if f.rule not in _CIRCLES]
    for step in (_roots, _disjoint, _classes, _paths, _shared, _orders, _compared, _islands):
        keep = step(found, data)
        found = [finding for finding in found if keep(finding)]
    return found


def _subject(finding: Finding) -> Node | None:
    """Return the thing that has to be mended, if another one is told to refer to it."""
    return finding.value if finding.rule == "Vocabulary-nowhere" else finding.focus


def _roots(found: Sequence[Finding], data: Statements) -> _Keep:
    """Leave out what else is found at, or because of, a thing that is not what it should be."""
    rank: dict[Node | None, int] = {}
    for finding in found:
        if finding.rule in _ROOTS:
            number = _ROOTS.index(finding.rule)
            rank[_subject(finding)] = min(number, rank.get(_subject(finding), number))
    classes = {f.value for f in found if f.rule == "Vocabulary-class"}
    no_plan = any(f.rule == "PartShape-inPlan" and f.component.startswith("Class") for f in found)

    def keep(finding: Finding) -> bool:
        if finding.rule in _ROOTS:
            return rank[_subject(finding)] == _ROOTS.index(finding.rule)
        if finding.rule == "ClassShape":
            return finding.focus not in classes
        if finding.rule == "DatasetShape-plan":
            return not no_plan and not rank
        lost = rank.get(finding.focus, len(_ROOTS)) == 0
        return not lost and finding.value not in rank

    return keep


def _disjoint(found: Sequence[Finding], data: Statements) -> _Keep:
    """Leave out what the shapes ask of a thing that is of two classes which nothing is both."""
    both = {f.focus for f in found if f.rule == "Consistency-disjoint-classes"}
    return lambda finding: finding.focus not in both or "Shape" not in finding.rule


def _classes(found: Sequence[Finding], data: Statements) -> _Keep:
    """Leave out all but one finding about a value that is not of the class that is asked for."""
    first: dict[Node | None, Finding] = {}
    for finding in found:
        if _is_about_class(finding):
            first.setdefault(finding.value, finding)
    return lambda finding: not _is_about_class(finding) or first[finding.value] is finding


def _is_about_class(finding: Finding) -> bool:
    return finding.component == "ClassConstraintComponent" or finding.rule == "Vocabulary-value"


def _paths(found: Sequence[Finding], data: Statements) -> _Keep:
    """Leave out what other rules find at the same property of the same thing."""
    best: dict[tuple[Node, str], tuple[int, bool, int, str]] = {}
    for number, finding in enumerate(found):
        rank = SEVERITIES.index(finding.severity)
        grade = rank, finding.rule in _ORDERS, number, finding.rule
        best[_key(finding)] = min(grade, best.get(_key(finding), grade))
    return lambda finding: not _key(finding)[1] or best[_key(finding)][-1] == finding.rule


def _shared(found: Sequence[Finding], data: Statements) -> _Keep:
    """Leave out all but one finding about facts that the same things have in common."""
    owners: defaultdict[Node, set[Node]] = defaultdict(set)
    for kind in KINDS:
        for thing, facts in data.of(kind.link).items() if kind.form is Form.NODE else ():
            for fact in facts:
                owners[fact].add(thing)
    first: dict[frozenset[Node], Finding] = {}
    for finding in found:
        if _key(finding)[1] == _BELONGS and len(owners[finding.focus]) > 1:
            first.setdefault(frozenset(owners[finding.focus]), finding)

    def keep(finding: Finding) -> bool:
        told = first.get(frozenset(owners[finding.focus]))
        return told is None or told is finding

    return keep


def _key(finding: Finding) -> tuple[Node, str]:
    belongs = finding.rule.endswith(("-action", "-indicator")) and not finding.path
    if belongs and finding.severity == "Violation":
        return finding.focus, _BELONGS
    return finding.focus, _BELONGS if finding.rule == "Consistency-one-owner" else finding.path


def _orders(found: Sequence[Finding], data: Statements) -> _Keep:
    """Leave out that values cannot be compared where one of them is no value at all."""
    broken: defaultdict[Node, set[str]] = defaultdict(set)
    for finding in found:
        if finding.severity == "Violation" and finding.rule not in _ORDERS:
            broken[finding.focus].add(finding.path)
    return lambda finding: not broken[finding.focus].intersection(_ORDERS.get(finding.rule, ()))


def _compared(found: Sequence[Finding], data: Statements) -> _Keep:
    """Leave out comparisons with things that are found to be wrong, and all but one of a thing."""
    wrong = {f.focus for f in found if f.severity == "Violation" and f.rule not in _COMPARED}
    first: dict[tuple[str, Node], Finding] = {}
    for finding in found:
        first.setdefault((finding.rule, finding.focus), finding)

    def keep(finding: Finding) -> bool:
        if finding.rule not in _COMPARED:
            return True
        if first[finding.rule, finding.focus] is not finding or finding.focus in wrong:
            return False
        return not any(value in wrong for _, value in data.about(finding.focus))

    return keep


def _islands(found: Sequence[Finding], data: Statements) -> _Keep:
    """Leave out that nothing leads to a thing which another finding is about."""
    told = {f.focus for f in found if f.rule != "Coherence-island"}
    return lambda finding: finding.rule != "Coherence-island" or finding.focus not in told
