"""One name for each body that the register does not know, however often it is spelled anew.

'Local Authorities' and 'Local authorities' are one body, and so are a body and the short name
that the document itself gives it: 'MoT = Ministry of Transport'. The most frequent spelling is
its name, and the others are kept beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from plan_graph.iris import slug
from plan_graph.plan import Abbreviation, Action, Body, Plan, Spelling, StatedParent
from plan_graph.reading.cells.abbreviations import UnsureShort, read_glossary
from plan_graph.text import Passage

Shorts = Mapping[str, tuple[Body, Passage]]
"""The bodies to which brackets give a short name, by that name, with the words."""
_Rename = Callable[[Body], Body]


def named_once(
    plan: Plan, shorts: Shorts | None = None, unsure: Mapping[Body, UnsureShort] | None = None
) -> Plan:
    """Return a plan in which each body has one name."""
    plan = _with_glossaries(plan)
    plan, shorts = _settled(plan, shorts or {}, unsure or {})
    counts = Counter(body.code for body in _bodies(plan) if not body.known)
    plan = _with_shorts(plan, shorts, counts)
    groups = _groups(counts, plan.abbreviations)
    names = {code: name for name, codes in groups.items() for code in codes}

    def rename(body: Body) -> Body:
        return body if body.known else Body(names.get(body.code, body.code), known=False)

    listed = {item.short: item.name for item in plan.abbreviations}
    spellings = tuple(
        Spelling(Body(name, known=False), code)
        for name, codes in groups.items()
        for code in codes
        if code not in (name, listed.get(name))
    )
    return replace(
        plan,
        actions=tuple(_renamed(action, rename) for action in plan.actions),
        stated_parents=_parents(plan.stated_parents, rename),
        spellings=(*plan.spellings, *(each for each in spellings if each not in plan.spellings)),
    )


def _groups(counts: Counter[str], listed: Iterable[Abbreviation]) -> dict[str, list[str]]:
    """Return the spellings of each body, in the order of the plan, by the name that it gets."""
    full = {slug(item.name): item.short for item in listed}
    whole: dict[str, list[str]] = {}
    for code in counts:
        key = slug(code)
        whole.setdefault(slug(full.get(key, code)), []).append(code)
    shorts = {slug(item.short): item.short for item in listed}
    return {
        shorts.get(key) or max(codes, key=lambda code: counts[code]): codes
        for key, codes in whole.items()
    }


def _with_glossaries(plan: Plan) -> Plan:
    """Take lines such as 'MoT = Ministry of Transport; …' for the abbreviations that they are."""
    found = {words: read_glossary(words) for words in plan.uninterpreted}
    return replace(
        plan,
        abbreviations=(*plan.abbreviations, *(item for each in found.values() for item in each)),
        uninterpreted=tuple(words for words in plan.uninterpreted if not found[words]),
    )


def _settled(plan: Plan, shorts: Shorts, unsure: Mapping[Body, UnsureShort]) -> tuple[Plan, Shorts]:
    """Give bodies their short names where the document uses these alone, and for no other body.

    'City Trams (KTV)' is KTV where that stands alone elsewhere, and not beside 'City Trams'.
    """
    alone = {body.code for body in _bodies(plan)}
    groups = [{part.actor.code for part in action.participations} for action in plan.actions]
    own = {
        body: found
        for body, found in unsure.items()
        if found.short in alone and not any({found.short, found.long} <= each for each in groups)
    }
    if not own:
        return plan, shorts

    def rename(body: Body) -> Body:
        return Body(own[body].short, known=False) if body in own else body

    named = {each.short: (Body(each.long, False), each.stated_in) for each in own.values()}
    others = (each for each in own.values() if named[each.short][0].code != each.long)
    spellings = tuple(Spelling(Body(each.short, known=False), each.long) for each in others)
    actions = tuple(_renamed(action, rename) for action in plan.actions)
    plan = replace(plan, actions=actions, spellings=(*plan.spellings, *spellings))
    return plan, {**named, **shorts}


def _with_shorts(plan: Plan, shorts: Shorts, counts: Counter[str]) -> Plan:
    """Take the short names that stand in brackets, and elsewhere alone, for abbreviations."""
    listed = {item.short for item in plan.abbreviations}
    found = (
        Abbreviation(short, body.code, words)
        for short, (body, words) in shorts.items()
        if short in counts and short not in listed and short != body.code
    )
    return replace(plan, abbreviations=(*plan.abbreviations, *found))


def _renamed(action: Action, rename: _Rename) -> Action:
    return replace(
        action,
        participations=tuple(
            replace(
                part,
                actor=rename(part.actor),
                acting_for=rename(part.acting_for) if part.acting_for else None,
            )
            for part in action.participations
        ),
        funding=tuple(
            replace(
                line,
                budget_of=tuple(dict.fromkeys(map(rename, line.budget_of))),
                providers=tuple(dict.fromkeys(map(rename, line.providers))),
            )
            for line in action.funding
        ),
    )


def _parents(stated: Iterable[StatedParent], rename: _Rename) -> tuple[StatedParent, ...]:
    found: dict[tuple[Body, Body], StatedParent] = {}
    for item in stated:
        body, parent = rename(item.body), rename(item.parent)
        if body != parent:
            found.setdefault((body, parent), replace(item, body=body, parent=parent))
    return tuple(found.values())


def _bodies(plan: Plan) -> Iterator[Body]:
    """Yield every body that a fact of the plan names, in order, with repetitions."""
    for action in plan.actions:
        for part in action.participations:
            yield part.actor
            yield from (part.acting_for,) if part.acting_for else ()
        for line in action.funding:
            yield from (*line.budget_of, *line.providers)
    for item in plan.stated_parents:
        yield from (item.body, item.parent)
