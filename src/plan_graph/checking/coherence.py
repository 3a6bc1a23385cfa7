"""What is false between facts, each of which may be well described by itself.

The shapes look at one thing and its values. Here they are compared: facts of one action with each
other, days with those of the plan and with today, titles with the languages of the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pyoxigraph import Literal, NamedNode

from plan_graph.checking.axioms import TYPE
from plan_graph.checking.codes import CODED
from plan_graph.checking.finding import Node, local_name
from plan_graph.checking.statements import Fault, Statements
from plan_graph.checking.vocabulary import term_name
from plan_graph.facts import KINDS, Form, kind_named
from plan_graph.phrases import joined
from plan_graph.rdf.graph import Thing
from plan_graph.rdf.lexical import is_day
from plan_graph.text import clean
from plan_graph.vocab import DCTERMS, PLAN, SKOS

_QUOTED = (
    PLAN.Pillar, PLAN.Objective, PLAN.Action,
    *(kind.classes[0] for kind in KINDS if kind.words and kind.words.form is Form.LABEL),
)  # fmt: skip
"""What is called by words of the document."""
_NAMED = (*_QUOTED, PLAN.Actor)
_ALONE = (
    PLAN.ActionPlan, PLAN.Pillar, PLAN.Objective, PLAN.Action, PLAN.Observation, PLAN.Correction,
    PLAN.Subordination,
)  # fmt: skip
"""What leads to others, so that nothing need lead to it."""
_FAR_YEARS = 30
_YEARS = (1900, 2199)
"""No plan is of a year before or after."""
_MANY_WORDS = 4
"""Fewer words may be the same in two languages: names, loanwords."""
_OLDEST_ACT = 1800
"""The year of the oldest laws that a plan may rest on."""
_AMOUNTS = tuple(v.link for v in kind_named("funding").values if v.form is Form.NUMBER)


def coherence_faults(data: Statements, today: date) -> Iterator[Fault]:
    """Yield what is false between facts.

    Args:
        data: What is stated, with what was reported.
        today: No report can be of a later day.
    """
    yield from _facts_twice(data)
    yield from _periods(data)
    yield from _reports(data, today)
    yield from _sums(data)
    yield from _missing_languages(data)
    yield from _islands(data)


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


def _revisions(data: Statements, deadlines: Mapping[Thing, Sequence[Node]]) -> Iterator[Fault]:
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
    for name in (PLAN.startDate, PLAN.endDate, DCTERMS.date) if plan_days else ():
        for thing in data.of(name):
            day = _day(data, thing, name)
            kinds = data.kinds_of(thing)
            earliest = max(first, _YEARS[0])
            if PLAN.Actor in kinds or PLAN.LegalAct in kinds:
                earliest = 0 if PLAN.Actor in kinds else _OLDEST_ACT  # a body may be of any age
            if day and not earliest <= int(day[:4]) <= min(last, _YEARS[1]):
                yield Fault("Warning", "Coherence-far-day", thing, name.value, None, {"day": day})


def _reports(data: Statements, today: date) -> Iterator[Fault]:
    for thing in data.are(PLAN.Observation):
        day = _day(data, thing, DCTERMS.date)
        if day > today.isoformat():
            parts = {"day": day}
            yield Fault(
                "Warning", "Coherence-future-report", thing, DCTERMS.date.value, None, parts
            )
    said: dict[tuple[object, str, bool], Thing] = {}
    for thing in data.are(PLAN.Observation):
        key = (data.value(thing, PLAN.observes), _day(data, thing, DCTERMS.date),
               PLAN.ReportedValue in data.kinds_of(thing))  # fmt: skip
        other = said.setdefault(key, thing)
        if other != thing and all(key[:2]):
            yield Fault(
                "Warning", "Coherence-report-twice", thing, PLAN.observes.value, None,
                {"found": local_name(other), "day": key[1]},
            )  # fmt: skip


def _sums(data: Statements) -> Iterator[Fault]:
    needed = {
        PLAN.currency: _AMOUNTS,
        PLAN.multiplier: _AMOUNTS,
        PLAN.amountFrequency: (PLAN.recurringAmount,),
        PLAN.recurringAmount: (PLAN.amountFrequency,),
    }
    for name, amounts in needed.items():
        for thing in data.of(name):
            if not any(data.values(thing, amount) for amount in amounts):
                parts = {"property": term_name(name), "amount": term_name(amounts[0])}
                yield Fault("Warning", "Coherence-no-sum", thing, name.value, None, parts)
    for name in (PLAN.amount, PLAN.approximateAmount, PLAN.recurringAmount):
        for thing in data.of(name):
            others = [each for each in _AMOUNTS if each != name and data.values(thing, each)]
            if others and _AMOUNTS.index(name) < _AMOUNTS.index(others[0]):
                parts = {"one": term_name(name), "other": term_name(others[0])}
                yield Fault("Violation", "Coherence-two-sums", thing, name.value, None, parts)


def _missing_languages(data: Statements) -> Iterator[Fault]:
    """Yield the things without a name in a language in which most of their like have one."""
    for kind in _NAMED:
        name = DCTERMS.title if kind in CODED else SKOS.prefLabel
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
    yield from _untranslated(data)
    yield from _words_of_another_language(data)


def _untranslated(data: Statements) -> Iterator[Fault]:
    """Yield the things that are called the same by many words in two languages."""
    for kind in _QUOTED:
        name = DCTERMS.title if kind in CODED else SKOS.prefLabel
        for thing in data.are(kind):
            first: dict[str, str] = {}
            for value in data.values(thing, name):
                text = clean(value.value) if isinstance(value, Literal) else ""
                language = (isinstance(value, Literal) and value.language) or ""
                other = first.setdefault(text, language)
                if other != language and len(text.split()) >= _MANY_WORDS:
                    parts = {"language": language, "other": other}
                    yield Fault(
                        "Warning", "Coherence-untranslated", thing, name.value, value, parts
                    )


def _words_of_another_language(data: Statements) -> Iterator[Fault]:
    """Yield the words of the document in another language than nearly all of them.

    Of what a part is called, one name must be in a language of the document.
    """
    names = (PLAN.verbatim, PLAN.unit, PLAN.heading)
    tags = {(thing, name): _languages(data, thing, name) for name in names
            for thing in data.of(name)}  # fmt: skip
    counts = Counter(tag for found in tags.values() for tag in found)
    few = {tag for tag, number in counts.items() if number < 3 and number * 10 < len(tags)}
    for (thing, name), found in tags.items():
        for tag in found & few:
            yield Fault(
                "Warning", "Coherence-odd-language", thing, name.value, None, {"language": tag}
            )
    usual = counts.keys() - few
    for kind in _QUOTED if usual else ():
        name = DCTERMS.title if kind in CODED else SKOS.prefLabel
        for thing in data.are(kind):
            found = _languages(data, thing, name)
            if found and not found & usual:
                parts = {"language": joined(sorted(usual)), "found": joined(sorted(found))}
                yield Fault("Warning", "Coherence-not-in-language", thing, name.value, None, parts)


def _languages(data: Statements, thing: Node, name: NamedNode) -> set[str]:
    values = data.values(thing, name)
    return {value.language for value in values if isinstance(value, Literal) and value.language}


def _islands(data: Statements) -> Iterator[Fault]:
    alone = frozenset(_ALONE)
    are_parts = {
        kinds: any(kind.value.startswith(PLAN.namespace) for kind in kinds) and not kinds & alone
        for kinds in set(data.kinds.values())
    }
    for thing, kinds in data.kinds.items():
        if are_parts[kinds] and thing not in data.referred:
            yield Fault("Warning", "Coherence-island", thing, TYPE.value)
