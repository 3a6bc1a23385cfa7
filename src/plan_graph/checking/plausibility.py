"""What may be true and deserves a look: equal titles, times outside the plan, codes elsewhere.

Documents do say such things, so each is a warning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode

from plan_graph.checking.agreement import superiors
from plan_graph.checking.finding import Node, local_name
from plan_graph.checking.statements import Fault, Statements
from plan_graph.checking.vocabulary import term_name
from plan_graph.facts import KINDS, Form, kind_named
from plan_graph.iris import concept
from plan_graph.phrases import joined
from plan_graph.rdf.graph import Thing
from plan_graph.rdf.lexical import is_day
from plan_graph.text import clean
from plan_graph.vocab import DCTERMS, PLAN, SKOS

_SUMS = tuple(v.link for v in kind_named("funding").values if v.form is Form.NUMBER)
_NONE_NEEDED = concept("funding-kind", "none-needed")
_AGENCY_BUDGET = concept("funding-kind", "agency-budget")
_BUDGETS_OF_ROLES = {
    concept("funding-kind", "responsible-budget"): PLAN.responsible,
    concept("funding-kind", "partners-budget"): PLAN.partner,
}
"""The kinds of money that are the budgets of those who have a role in the action."""
_SPARSE = 20
"""Positions that lie so far apart on the average are none of an order."""
_WHOLES = (PLAN.pursues, PLAN.refines, PLAN.inPillar, PLAN.inPlan)
"""What a part stands in, the nearest first."""


def plausibility_faults(data: Statements) -> Iterator[Fault]:
    """Yield what is possible and unlikely."""
    yield from _titles_twice(data)
    yield from _positions_twice(data)
    yield from _codes_elsewhere(data)
    yield from _roles(data)
    yield from _money(data)
    yield from _budgets_of_roles(data)
    yield from _outside_plan(data)
    yield from _names_twice(data)
    yield from _units(data)


def _doubt(rule: str, thing: Node, name: NamedNode, **parts: object) -> Fault:
    return Fault("Warning", f"Plausibility-{rule}", thing, name.value, None, parts)


def _whole(data: Statements, part: Node) -> Node | None:
    return next((v for name in _WHOLES for v in data.values(part, name)), None)


def _titles_twice(data: Statements) -> Iterator[Fault]:
    """Yield the actions that have the title of another one below the same objective."""
    first: dict[tuple[Node | None, str, str | None], Thing] = {}
    told: set[Thing] = set()
    for action in data.are(PLAN.Action):
        for title in data.values(action, DCTERMS.title):
            if isinstance(title, Literal) and clean(title.value):
                key = (_whole(data, action), clean(title.value), title.language)
                other = first.setdefault(key, action)
                if other != action and action not in told:
                    told.add(action)
                    yield _doubt("title-twice", action, DCTERMS.title, found=local_name(other))


def _positions_twice(data: Statements) -> Iterator[Fault]:
    """Yield the things that stand at the position of another one of the same whole."""
    held = [(kind, _whole(data, thing), thing) for kind in (PLAN.Pillar, PLAN.Objective,
            PLAN.Action) for thing in data.are(kind)]  # fmt: skip
    facts = [(kind.link, owner, fact) for kind in KINDS if kind.form is Form.NODE
             for owner, found in data.of(kind.link).items() for fact in found]  # fmt: skip
    first: dict[tuple[NamedNode, Node | None, str], Node] = {}
    # Parts are counted through the plan, facts in what they are facts of.
    like = Counter([*(kind for kind, _, _ in held), *((kind, owner) for kind, owner, _ in facts)])
    for kind, whole, thing in (*held, *facts):
        position = data.text(thing, PLAN.position)
        others = like[kind] or like[kind, whole]
        if position.isdecimal() and int(position[:9]) > _SPARSE * (others + 1):
            yield _doubt("position-far", thing, PLAN.position, position=position, others=others)
        other = first.setdefault((kind, whole, position), thing) if position else thing
        if other != thing:
            yield _doubt("position-twice", thing, PLAN.position, found=local_name(other),
                         position=position)  # fmt: skip


def _codes_elsewhere(data: Statements) -> Iterator[Fault]:
    """Yield the actions whose code begins with that of an objective which they do not pursue."""
    coded: defaultdict[Node | None, dict[str, Node]] = defaultdict(dict)
    for objective in data.are(PLAN.Objective):
        if code := data.text(objective, DCTERMS.identifier):
            coded[data.plans.get(objective)][code] = objective
    for action, objectives in data.of(PLAN.pursues).items():
        code = data.text(action, DCTERMS.identifier)
        ends = [n for n, sign in enumerate(code) if not sign.isalnum()]
        codes = coded[data.plans.get(action)]
        named = next((codes[code[:n]] for n in reversed(ends) if code[:n] in codes), None)
        pursued = [data.text(objective, DCTERMS.identifier) for objective in objectives]
        fits = any(own and code.startswith(own) for own in pursued)
        if named is not None and named not in objectives and not fits:
            yield _doubt("code-elsewhere", action, PLAN.pursues, code=code,
                         found=local_name(objectives[0]), named=local_name(named))  # fmt: skip


def _roles(data: Statements) -> Iterator[Fault]:
    for action, bodies in data.of(PLAN.responsible).items():
        partners = data.values(action, PLAN.partner)
        for body in bodies:
            if body in partners:
                yield _doubt("two-roles", action, PLAN.partner, found=local_name(body))
    for part, wholes in data.of(PLAN.actingFor).items():
        actor = data.value(part, PLAN.actor)
        above = superiors(data, actor) if actor is not None else set()
        for body in wholes:
            if above and body not in above and body != actor:
                yield _doubt("acting-for", part, PLAN.actingFor, found=local_name(body),
                             actor=local_name(actor) if actor else "")  # fmt: skip


def _money(data: Statements) -> Iterator[Fault]:
    for line in data.are(PLAN.Funding):
        kinds = data.values(line, PLAN.fundingKind)
        has_sum = any(data.values(line, name) for name in _SUMS)
        if _NONE_NEEDED in kinds and has_sum:
            yield _doubt("none-needed", line, PLAN.fundingKind)
        if has_sum and not data.values(line, PLAN.currency):
            yield _doubt("no-currency", line, PLAN.currency)
        if _AGENCY_BUDGET in kinds and not data.values(line, PLAN.budgetOf):
            yield _doubt("no-budget", line, PLAN.budgetOf)


def _budgets_of_roles(data: Statements) -> Iterator[Fault]:
    """Yield the budgets of those responsible, or of the partners, that are of somebody else."""
    for action, lines in data.of(PLAN.hasFunding).items():
        for line in lines:
            kinds = data.values(line, PLAN.fundingKind)
            roles = [role for kind, role in _BUDGETS_OF_ROLES.items() if kind in kinds]
            named = {body for role in roles for body in data.values(action, role)}
            for body in data.values(line, PLAN.budgetOf) if roles else ():
                if body not in named:
                    yield _doubt("budget-of-role", line, PLAN.budgetOf, found=local_name(body))


def _day(data: Statements, thing: Node, name: NamedNode) -> str:
    text = data.text(thing, name)
    return text if is_day(text) else ""


def _outside_plan(data: Statements) -> Iterator[Fault]:
    """Yield what has nothing of the time of its plan: deadlines, values, acts, bodies."""
    times = {
        plan: (first, last)
        for plan in data.are(PLAN.ActionPlan)
        for first, last in [(_day(data, plan, PLAN.startDate), _day(data, plan, PLAN.endDate))]
        if not last or first <= last
    }
    yield from _around(data, times)
    for action, deadlines in data.of(PLAN.hasDeadline).items():
        first, last = times.get(data.plans.get(action), ("", ""))  # type: ignore[arg-type]
        for deadline in deadlines:
            if _is_apart(data, deadline, first, last):
                yield _outside(data, deadline)
    for action, indicators in data.of(PLAN.hasIndicator).items():
        first, last = times.get(data.plans.get(action), ("", ""))  # type: ignore[arg-type]
        for indicator in indicators:
            yield from _measures(data, indicator, first, last)


def _around(data: Statements, times: Mapping[Thing, tuple[str, str]]) -> Iterator[Fault]:
    """Yield the acts, the strategies and the bodies of plans that are of another time."""
    for plan, (first, last) in times.items():
        for strategy in data.values(plan, PLAN.implementsStrategy):
            if _is_apart(data, strategy, first, last):
                yield _doubt("strategy", plan, PLAN.implementsStrategy, found=local_name(strategy))
        for act in data.values(plan, PLAN.adoptedBy):
            day = _day(data, act, DCTERMS.date)
            if last and day > last:
                yield _doubt("act", plan, PLAN.adoptedBy, found=local_name(act), day=day)
    for subordination, held in data.of(PLAN.holdsFor).items():
        for one in held:
            first, last = times.get(one, ("", ""))  # type: ignore[arg-type]
            if _is_apart(data, subordination, first, last):
                yield _doubt("subordination", subordination, PLAN.holdsFor, found=local_name(one))
    for action, bodies in data.of(PLAN.responsible).items():
        first, _ = times.get(data.plans.get(action), ("", ""))  # type: ignore[arg-type]
        for body in bodies:
            day = _day(data, body, PLAN.endDate)
            if first and day and day < first:
                yield _doubt("ended-body", action, PLAN.responsible, found=local_name(body),
                             day=day)  # fmt: skip


def _measures(data: Statements, indicator: Node, first: str, last: str) -> Iterator[Fault]:
    """Yield the targets that are of a time before the plan, and the baselines of one after it."""
    for target in data.values(indicator, PLAN.hasTarget):
        if first and "" < _day(data, target, PLAN.endDate) < first:
            yield _outside(data, target)
    for baseline in data.values(indicator, PLAN.hasBaseline):
        if last and _day(data, baseline, PLAN.endDate) > last:
            yield _outside(data, baseline)


def _outside(data: Statements, thing: Node) -> Fault:
    name = PLAN.endDate if data.values(thing, PLAN.endDate) else PLAN.startDate
    day = data.text(thing, name)
    return _doubt("outside-plan", thing, name, property=term_name(name), day=day)


def _is_apart(data: Statements, thing: Node, first: str, last: str) -> bool:
    start, end = _day(data, thing, PLAN.startDate), _day(data, thing, PLAN.endDate)
    return bool((last and start > last) or (first and end and end < first))


def _names_twice(data: Statements) -> Iterator[Fault]:
    """Yield the bodies of one register, or the terms of one glossary, that have one name."""
    first: dict[tuple[str, str, str | None], Thing] = {}
    told: set[Thing] = set()
    for thing in (*data.are(PLAN.Actor), *data.are(SKOS.Concept)):
        for label in data.values(thing, SKOS.prefLabel):
            if isinstance(label, Literal):
                key = (thing.value.rpartition("/")[0], clean(label.value), label.language)
                other = first.setdefault(key, thing)
                if other != thing and thing not in told:
                    told.add(thing)
                    yield _doubt("name-twice", thing, SKOS.prefLabel, found=local_name(other))


def _units(data: Statements) -> Iterator[Fault]:
    """Yield the indicators whose values are in units of which none is that of another value."""
    for indicator in data.are(PLAN.Indicator):
        values = (data.values(indicator, name) for name in (PLAN.hasTarget, PLAN.hasBaseline))
        measures = [one for found in values for one in found if data.values(one, PLAN.value)]
        units = {clean(data.text(measure, PLAN.unit)) for measure in measures}
        if len(units) > 1:
            found = joined(sorted(unit or "–" for unit in units))
            yield _doubt("units", indicator, PLAN.unit, found=found)
