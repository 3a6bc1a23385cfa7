"""What a graph says twice, in its own terms and in those of others, and must say alike.

A day stands in plan:endDate and in the instant of OWL-Time, words in plan:quote and in oa:exact,
a superior at the body and in the subordination that tells its basis.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from plan_graph.checking.finding import Node, local_name
from plan_graph.checking.statements import Fault, Statements
from plan_graph.checking.vocabulary import term_name
from plan_graph.rdf.graph import Thing
from plan_graph.vocab import FOAF, OA, PLAN, PPLAN, SKOS, TIME


def agreement_faults(data: Statements) -> Iterator[Fault]:
    """Yield what is said in two ways that differ."""
    yield from _days(data)
    yield from _words(data)
    yield from _selectors(data)
    yield from _steps(data)
    yield from _superiors(data)
    yield from _ministries(data)
    yield from _names(data)


def _differs(
    rule: str, thing: Node, name: NamedNode, value: Node | None, found: str, **parts: object
) -> Fault:
    said = {"property": term_name(name), "found": found, **parts}
    return Fault("Violation", f"Agreement-{rule}", thing, name.value, value, said)


def _days(data: Statements) -> Iterator[Fault]:
    """Yield the days of OWL-Time that are not those of the thing."""
    for name, own in ((TIME.hasBeginning, PLAN.startDate), (TIME.hasEnd, PLAN.endDate)):
        for thing, instants in data.of(name).items():
            day = data.text(thing, own)
            for instant in instants if day else ():
                found = data.text(instant, TIME.inXSDDate)
                if found and found != day:
                    yield _differs("day", thing, name, instant, found, other=term_name(own),
                                   day=day)  # fmt: skip


def _words(data: Statements) -> Iterator[Fault]:
    """Yield the quotes that are not the exact words, or not as long as their place."""
    for fragment in data.are(PLAN.SourceFragment):
        quote, selector = data.text(fragment, PLAN.quote), data.value(fragment, OA.hasSelector)
        if not quote or selector is None:
            continue
        exact = data.text(selector, OA.exact)
        start, end = data.text(selector, OA.start), data.text(selector, OA.end)
        if exact and exact != quote:
            yield _differs("exact", fragment, PLAN.quote, None, term_name(OA.exact))
        elif start.isdecimal() and end.isdecimal() and int(start) < int(end):
            length = int(end) - int(start)
            if length != len(quote):
                yield _differs("length", fragment, OA.end, None, str(len(quote)), length=length)


def _selectors(data: Statements) -> Iterator[Fault]:
    """Yield the fragments whose selector another one has: one place is one fragment."""
    first: dict[Node, Thing] = {}
    for fragment, selectors in data.of(OA.hasSelector).items():
        for selector in selectors:
            other = first.setdefault(selector, fragment)
            if other != fragment:
                yield _differs("selector", fragment, OA.hasSelector, selector, local_name(other))


def _steps(data: Statements) -> Iterator[Fault]:
    for action, plans in data.of(PPLAN.isStepOfPlan).items():
        own = data.values(action, PLAN.inPlan)
        for plan in plans if own else ():
            if plan not in own:
                found = local_name(plan)
                yield _differs("step", action, PPLAN.isStepOfPlan, plan, found,
                               plan=local_name(own[0]))  # fmt: skip


def _superiors(data: Statements) -> Iterator[Fault]:
    """Yield the superiors of whom no subordination says on what basis, and the other way round."""
    said = {
        (body, superior)
        for one in data.are(PLAN.Subordination)
        for body in data.values(one, PLAN.subordinate)
        for superior in data.values(one, PLAN.superior)
    }
    for body, parents in data.of(PLAN.parentOrganisation).items():
        for parent in parents:
            if parent != body and (body, parent) not in said:
                parts = {"found": local_name(parent)}
                yield Fault(
                    "Warning", "Agreement-no-evidence", body, PLAN.parentOrganisation.value, parent,
                    parts,
                )  # fmt: skip
    for below, above in sorted(said, key=str):
        if above not in data.values(below, PLAN.parentOrganisation):
            yield _differs("superior", below, PLAN.parentOrganisation, above, local_name(above))


def _ministries(data: Statements) -> Iterator[Fault]:
    """Yield the ministries of a body that do not stand above it, or are not it."""
    for name in (PLAN.parentMinistry, PLAN.withinMinistry):
        for body, ministries in data.of(name).items():
            above = superiors(data, body)
            own = {body} if name == PLAN.withinMinistry else set()
            for ministry in ministries:
                # What has no superior may stand in a ministry by another way of saying so.
                wrong = own if PLAN.Ministry in data.kinds_of(body) else above
                if wrong and ministry not in above | own:
                    yield _differs("ministry", body, name, ministry, local_name(ministry))


def superiors(data: Statements, body: Node) -> set[Node]:
    """Return what stands above a body, directly or by others."""
    found: set[Node] = set()
    queue = [body]
    while queue:
        for parent in data.values(queue.pop(), PLAN.parentOrganisation):
            if parent not in found:
                found.add(parent)
                queue.append(parent)
    return found


def _names(data: Statements) -> Iterator[Fault]:
    """Yield the bodies whose name for portals is another than their label."""
    for body, names in data.of(FOAF.name).items():
        labels = {v.language: v.value for v in data.values(body, SKOS.prefLabel)
                  if isinstance(v, Literal)}  # fmt: skip
        for name in names:
            label = labels.get(name.language) if isinstance(name, Literal) else None
            if isinstance(name, Literal) and label not in (None, name.value):
                parts = {"found": name.value, "label": label}
                yield Fault("Warning", "Agreement-name", body, FOAF.name.value, name, parts)
