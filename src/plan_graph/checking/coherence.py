"""What is false between things, each of which may be well described by itself.

The shapes look at one thing and its values. Here things are compared: a part with its whole, a
body with its superior, facts of one action with each other, titles with the languages of the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from pyoxigraph import Literal, NamedNode

from plan_graph.checking.axioms import TYPE
from plan_graph.checking.finding import Node, local_name
from plan_graph.checking.lexical import is_day
from plan_graph.checking.statements import Fault, Statements, Thing
from plan_graph.checking.vocabulary import term_name
from plan_graph.facts import KINDS, Form
from plan_graph.phrases import joined
from plan_graph.vocab import DCTERMS, OA, PLAN, SKOS

_UPWARD = (PLAN.pursues, PLAN.refines, PLAN.stepOf, PLAN.inPillar)
_RANKS = ((PLAN.ActionPlan, 0), (PLAN.Pillar, 1), (PLAN.Objective, 2), (PLAN.Action, 3))
"""What stands above comes first."""
_CIRCLES: tuple[tuple[NamedNode, ...], ...] = (
    (PLAN.partOf, PLAN.inPlan, PLAN.inPillar, PLAN.pursues, PLAN.refines, PLAN.stepOf),
    (PLAN.parentOrganisation, PLAN.parentMinistry),
    (PLAN.revises,),
    (SKOS.broader,),
)
_CODED = (PLAN.ActionPlan, PLAN.Pillar, PLAN.Objective, PLAN.Action)
_NAMED = (
    PLAN.Pillar, PLAN.Objective, PLAN.Action, PLAN.Indicator, PLAN.ExpectedResult, PLAN.Actor
)  # fmt: skip
_ALONE = (
    PLAN.ActionPlan, PLAN.Pillar, PLAN.Objective, PLAN.Action, PLAN.Observation, PLAN.Correction,
    PLAN.Subordination,
)  # fmt: skip
"""What leads to others, so that nothing need lead to it."""
_FAR_YEARS = 30


def coherence_faults(data: Statements, today: date) -> Iterator[Fault]:
    """Yield what is false between things.

    Args:
        data: What is stated, with what was reported.
        today: No report can be of a later day.
    """
    yield from _circles(data)
    yield from _other_plan(data)
    yield from _other_pillar(data)
    yield from _ranks(data)
    yield from _codes_twice(data)
    yield from _bodies(data)
    yield from _facts_twice(data)
    yield from _periods(data)
    yield from _reports(data, today)
    yield from _sums(data)
    yield from _missing_languages(data)
    yield from _islands(data)


def _circles(data: Statements) -> Iterator[Fault]:
    """Yield each circle once, at the thing that comes first among those in it."""
    for names in _CIRCLES:
        above: defaultdict[Node, dict[Node, NamedNode]] = defaultdict(dict)
        for name in names:
            for thing, values in data.of(name).items():
                for value in values:
                    above[thing].setdefault(value, name)
        told: set[Node] = set()
        for start in sorted(above, key=str):
            circle = None if start in told else _way_back(start, above)
            if circle and not told.intersection(circle):
                told.update(circle)
                name = above[circle[0]][circle[1 % len(circle)]]
                way = " → ".join(local_name(one) for one in (*circle, circle[0]))
                parts = {"property": term_name(name), "way": way}
                yield Fault("Violation", "Coherence-circle", start, name.value, None, parts)


def _way_back(start: Node, above: Mapping[Node, Mapping[Node, NamedNode]]) -> list[Node] | None:
    """Return the things on the shortest way from a thing to itself; None if there is none."""
    before: dict[Node, Node] = {}
    queue = [start]
    for one in queue:
        for value in above.get(one, ()):
            if value == start:
                way = [one]
                while way[-1] != start:
                    way.append(before[way[-1]])
                return way[::-1]
            if value not in before:
                before[value] = one
                queue.append(value)
    return None


def _other_plan(data: Statements) -> Iterator[Fault]:
    for name in _UPWARD:
        for thing, values in data.of(name).items():
            for value in values:
                own, other = data.plans.get(thing), data.plans.get(value)
                if own and other and own != other:
                    parts = {"property": term_name(name), "found": local_name(value),
                             "plan": local_name(other)}  # fmt: skip
                    yield Fault(
                        "Violation", "Coherence-other-plan", thing, name.value, value, parts
                    )
    yield from _other_document(data)


def _other_document(data: Statements) -> Iterator[Fault]:
    """Yield the parts of a plan whose words stand in a document that is not that of the plan."""
    for thing, fragments in data.of(PLAN.statedIn).items():
        plan = data.plans.get(thing)
        sources = data.values(plan, DCTERMS.source) if plan else []
        for fragment in fragments if sources else ():
            found = data.value(fragment, OA.hasSource)
            if found is not None and found not in sources:
                parts = {"found": local_name(found)}
                yield Fault(
                    "Violation", "Coherence-other-document", thing, PLAN.statedIn.value, fragment,
                    parts,
                )  # fmt: skip


def _other_pillar(data: Statements) -> Iterator[Fault]:
    for name in (PLAN.pursues, PLAN.refines, PLAN.stepOf):
        for thing, values in data.of(name).items():
            own = data.value(thing, PLAN.inPillar)
            for value in values:
                other = data.value(value, PLAN.inPillar)
                same_plan = data.plans.get(thing) == data.plans.get(value)
                if own and other and own != other and same_plan:
                    parts = {"property": term_name(name), "found": local_name(value),
                             "own": local_name(own), "other": local_name(other)}  # fmt: skip
                    yield Fault(
                        "Violation", "Coherence-other-pillar", thing, name.value, value, parts
                    )


def _rank(data: Statements, thing: Node) -> int | None:
    return next((rank for kind, rank in _RANKS if kind in data.kinds_of(thing)), None)


def _ranks(data: Statements) -> Iterator[Fault]:
    pairs: list[tuple[Node, Node]]
    pairs = [(thing, value) for thing, values in data.of(PLAN.partOf).items() for value in values]
    pairs += [(part, thing) for thing, parts in data.of(PLAN.hasPart).items() for part in parts]
    for part, whole in pairs:
        below, above = _rank(data, part), _rank(data, whole)
        if above is not None and (below is None or above > below):
            parts = {"found": local_name(whole)}
            yield Fault("Violation", "Coherence-part", part, PLAN.partOf.value, whole, parts)


def _codes_twice(data: Statements) -> Iterator[Fault]:
    for kind in _CODED:
        having: defaultdict[tuple[Node | None, str], list[Thing]] = defaultdict(list)
        for thing in data.are(kind):
            if code := data.text(thing, DCTERMS.identifier):
                having[data.plans.get(thing), code].append(thing)
        yield from _twice(having, "Coherence-code-twice", DCTERMS.identifier)
    having = defaultdict(list)
    for body in data.are(PLAN.Actor):
        if code := data.text(body, SKOS.notation):
            scope = NamedNode(body.value.rpartition("/")[0] or "urn:x")
            having[scope, code].append(body)
    yield from _twice(having, "Coherence-short-name-twice", SKOS.notation)


def _twice(
    having: Mapping[tuple[Node | None, str], list[Thing]], rule: str, name: NamedNode
) -> Iterator[Fault]:
    for (_, code), things in having.items():
        if len(things) > 1:
            parts = {"code": code, "others": joined([local_name(one) for one in things[1:4]])}
            yield Fault("Violation", rule, things[0], name.value, None, parts)


def _bodies(data: Statements) -> Iterator[Fault]:
    for thing, parents in data.of(PLAN.parentOrganisation).items():
        for parent in parents:
            kinds = data.kinds_of(parent)
            lower = PLAN.Agency in kinds and PLAN.Ministry not in kinds
            if PLAN.Ministry in data.kinds_of(thing) and lower:
                parts = {"found": local_name(parent)}
                yield Fault(
                    "Violation", "Coherence-ministry-under-agency", thing,
                    PLAN.parentOrganisation.value, parent, parts,
                )  # fmt: skip
    for part, bodies in data.of(PLAN.actingFor).items():
        for body in bodies:
            if body in data.values(part, PLAN.actor):
                parts = {"found": local_name(body)}
                yield Fault(
                    "Violation", "Coherence-acting-for-itself", part, PLAN.actingFor.value, body,
                    parts,
                )  # fmt: skip


def _facts_twice(data: Statements) -> Iterator[Fault]:
    """Yield the facts of one thing that say the same by the same words."""
    for kind in KINDS:
        if kind.form is not Form.NODE:
            continue
        for facts in data.of(kind.link).values():
            said: dict[object, Node] = {}
            for fact in facts if len(facts) > 1 else ():
                statements = data.about(fact)
                key = frozenset(pair for pair in statements if pair[0] != PLAN.position)
                if key and key in said and said[key] != fact:
                    parts = {"found": local_name(said[key])}
                    yield Fault(
                        "Warning", "Coherence-fact-twice", fact, kind.link.value, None, parts
                    )
                said.setdefault(key, fact)
        if kind.name == "deadline":
            yield from _revisions(data, data.of(kind.link))


def _revisions(data: Statements, deadlines: Mapping[Thing, list[Node]]) -> Iterator[Fault]:
    action = {deadline: thing for thing, found in deadlines.items() for deadline in found}
    for thing, values in data.of(PLAN.revises).items():
        for value in values:
            if value in action and action.get(thing) != action[value]:
                parts = {"found": local_name(value)}
                yield Fault(
                    "Violation", "Coherence-other-action", thing, PLAN.revises.value, value, parts
                )


def _day(data: Statements, thing: Node, name: NamedNode) -> str:
    text = data.text(thing, name)
    return text if is_day(text) else ""


def _periods(data: Statements) -> Iterator[Fault]:
    for thing in data.of(PLAN.startDate):
        start, end = (_day(data, thing, name) for name in (PLAN.startDate, PLAN.endDate))
        if start and end and end < start:
            parts = {"start": start, "end": end}
            yield Fault(
                "Violation", "Coherence-ends-before", thing, PLAN.startDate.value, None, parts
            )
    plan_days = [
        int(day[:4])
        for plan in data.are(PLAN.ActionPlan)
        for name in (PLAN.startDate, PLAN.endDate)
        if (day := _day(data, plan, name))
    ]
    first, last = (
        (min(plan_days) - _FAR_YEARS, max(plan_days) + _FAR_YEARS) if plan_days else (0, 0)
    )
    for name in (PLAN.startDate, PLAN.endDate) if plan_days else ():
        for thing in data.of(name):
            day = _day(data, thing, name)
            if day and not first <= int(day[:4]) <= last:
                yield Fault("Warning", "Coherence-far-day", thing, name.value, None, {"day": day})


def _reports(data: Statements, today: date) -> Iterator[Fault]:
    for thing in data.are(PLAN.Observation):
        day = _day(data, thing, DCTERMS.date)
        if day > today.isoformat():
            parts = {"day": day}
            yield Fault(
                "Warning", "Coherence-future-report", thing, DCTERMS.date.value, None, parts
            )


def _sums(data: Statements) -> Iterator[Fault]:
    for name in (PLAN.currency, PLAN.multiplier):
        for thing in data.of(name):
            if not data.values(thing, PLAN.amount):
                parts = {"property": term_name(name)}
                yield Fault("Warning", "Coherence-no-sum", thing, name.value, None, parts)


def _missing_languages(data: Statements) -> Iterator[Fault]:
    """Yield the things without a name in a language in which most of their like have one."""
    for kind in _NAMED:
        name = DCTERMS.title if kind in _CODED else SKOS.prefLabel
        tags = {thing: _languages(data, thing, name) for thing in data.are(kind)}
        tags = {thing: found for thing, found in tags.items() if found}
        counts = Counter(tag for found in tags.values() for tag in found)
        usual = {tag for tag, number in counts.items() if number > len(tags) / 2}
        for thing, found in tags.items():
            for tag in sorted(usual - found):
                parts = {"language": tag, "others": counts[tag]}
                yield Fault("Warning", "Coherence-no-language", thing, name.value, None, parts)
            for tag in sorted(found - usual) if usual and len(tags) > 3 else ():
                if counts[tag] == 1:
                    parts = {"language": tag}
                    yield Fault("Warning", "Coherence-odd-language", thing, name.value, None, parts)
    yield from _words_of_another_language(data)


def _words_of_another_language(data: Statements) -> Iterator[Fault]:
    """Yield the words of the document in another language than nearly all of them."""
    for name in (PLAN.verbatim, PLAN.unit, PLAN.heading):
        tags = {thing: _languages(data, thing, name) for thing in data.of(name)}
        counts = Counter(tag for found in tags.values() for tag in found)
        for thing, found in tags.items():
            for tag in found:
                if counts[tag] < 3 and counts[tag] * 10 < len(tags):
                    yield Fault(
                        "Warning", "Coherence-odd-language", thing, name.value, None,
                        {"language": tag},
                    )  # fmt: skip


def _languages(data: Statements, thing: Node, name: NamedNode) -> set[str]:
    values = data.values(thing, name)
    return {value.language for value in values if isinstance(value, Literal) and value.language}


def _islands(data: Statements) -> Iterator[Fault]:
    alone = frozenset(_ALONE)
    for thing, kinds in data.kinds.items():
        own = [kind for kind in kinds if kind.value.startswith(PLAN.namespace)]
        if own and not alone.intersection(own) and thing not in data.referred:
            yield Fault("Warning", "Coherence-island", thing, TYPE.value)
