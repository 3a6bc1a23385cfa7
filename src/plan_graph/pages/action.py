"""The page of an action: what is to be done, by whom, by when, with what money, how measured.

Its facts stand one by one, each with the words of the document that state it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from plan_graph import facts
from plan_graph.facts import Form, Kind
from plan_graph.pages.ask import own_rows, statements
from plan_graph.pages.atom import address
from plan_graph.pages.continued import continued
from plan_graph.pages.description import citation, schema_type
from plan_graph.pages.layout import render
from plan_graph.pages.pictures import card_of
from plan_graph.pages.progress import follow
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Quote, Said, Thing, Words, anchor
from plan_graph.pages.words import day, decimal, listed
from plan_graph.phrases import lines, phrase
from plan_graph.vocab import DCTERMS, PLAN, RDF, RDFS, SKOS


def deadline_words(said: Said, deadline: NamedNode) -> Words:
    """Say in words when something is due; '' if the data do not tell."""
    language = said.language
    parts = [period(said, deadline), *_rhythm(said, deadline, language)]
    text = ", ".join(filter(None, parts)) or _kind(said, deadline)
    return Words(text[:1].upper() + text[1:], language)


def period(said: Said, deadline: NamedNode) -> str:
    """Say from when to when something goes; '' if the data do not tell."""
    language = said.language
    start, end = (said.text(deadline, term) for term in (PLAN.startDate, PLAN.endDate))
    first, last = day(start, language), day(end, language)
    if start and end and start != end:
        return phrase("pages.deadline.from_to", language, start=first, end=last)
    if end:
        only = "pages.deadline.on" if start else "pages.deadline.by"
        return phrase(only, language, day=last)
    return phrase("pages.deadline.from", language, day=first) if start else ""


def _rhythm(said: Said, deadline: NamedNode, language: str) -> list[str]:
    found = [thing.name.text for thing in said.things(deadline, PLAN.frequency)]
    numbers = sorted(
        int(value.value)
        for value in said.values(deadline, PLAN.month)
        if isinstance(value, Literal) and value.value in map(str, range(1, 13))
    )
    if numbers:
        names = [lines("common.months", language)[number - 1] for number in numbers]
        months = listed(names, language)
        found.append(phrase("pages.deadline.in", language, months=months))
    return found


def _kind(said: Said, deadline: NamedNode) -> str:
    own = [kind for kind in facts.DEADLINES if kind in said.values(deadline, RDF.type)]
    if PLAN.UnparsedDeadline in own:
        return phrase("pages.deadline.unread", said.language)
    return said.words(own[0], RDFS.label).text if own else ""


class Measure(NamedTuple):
    """A value that an indicator is to reach, or from which it starts; `word` says which."""

    word: str
    words: Words
    quotes: list[Quote]


class Fact(NamedTuple):
    """One fact of an action.

    Attributes:
        anchor: Its place on the page.
        main: What it leads to first: the body, the kind of money, the indicator.
        words: What it says, if it leads to nothing.
        budget_of: Whose budget pays.
        details: What else it says in words: a sum, a period, the heading of its column.
        others: More things by the name of the value that leads to them, such as 'acting_for'.
        measures: The targets and baselines of an indicator.
        inherited: Whether its words stand in a row above that of the action.
        quotes: The words of the document.
    """

    anchor: str
    main: Thing | None
    words: Words
    budget_of: list[Thing]
    details: list[str]
    others: dict[str, list[Thing]]
    measures: list[Measure]
    inherited: bool
    quotes: list[Quote]


class Section(NamedTuple):
    """What an action says of one kind; `role` is the role that those named have, or none."""

    name: str
    role: Words
    facts: list[Fact]
    things: list[Thing]
    quotes: list[Quote]


def sections(said: Said, action: NamedNode) -> list[Section]:
    """Return all that is said of an action, kind by kind, but for what the trail says."""
    kinds = [kind for kind in facts.told_on("action") if kind.link not in _TOLD_APART]
    return [
        section
        for kind in kinds
        for section in _sections(said, action, kind)
        if section.facts or section.things or section.quotes
    ]


def _sections(said: Said, action: NamedNode, kind: Kind) -> Iterator[Section]:
    if kind.form is Form.QUOTE:
        yield Section(kind.name, Words(""), [], [], said.quotes(action, kind.link))
    elif kind.form is not Form.NODE:
        yield Section(kind.name, Words(""), [], said.things(action, kind.link), [])
    elif not kind.apart:
        parts = said.parts(action, kind.link)
        yield Section(kind.name, Words(""), [fact(said, part) for part in parts], [], [])
    else:
        found: dict[Thing, list[Fact]] = {}  # by role, in the order of the document
        for part in said.parts(action, kind.link):
            for role in said.things(part, kind.value(kind.apart).link):
                found.setdefault(role, []).append(fact(said, part))
        yield from (Section(kind.name, role.name, own, [], []) for role, own in found.items())


def fact(said: Said, part: NamedNode) -> Fact:
    """Return one fact."""
    main = [*said.things(part, PLAN.actor), *said.things(part, PLAN.fundingKind)]
    words = Words("")
    if said.values(part, SKOS.prefLabel):
        main = [said.thing(part)]
    elif PLAN.Deadline in said.values(part, RDF.type):
        words = deadline_words(said, part)
    elif not main:
        words = said.words(part, PLAN.verbatim)
    others = {name: said.things(part, link) for link, name in _BESIDE.items()}
    return Fact(
        anchor(part.value),
        main[0] if main else None,
        words,
        said.things(part, PLAN.budgetOf) if main else [],
        _details(said, part),
        {name: things for name, things in others.items() if things},
        measures(said, part),
        said.text(part, PLAN.inherited) == "true",
        said.quotes(part),
    )


_BESIDE = {
    value.link: value.name for kind in facts.KINDS for value in kind.values if value.is_beside
}
"""The names of what a page says beside a fact, by the links to it."""


def _details(said: Said, part: NamedNode) -> list[str]:
    found = []
    found.append(sum_of_money(said, part))
    if PLAN.Funding in said.values(part, RDF.type):
        found.append(period(said, part))
    found += [each.value for each in said.values(part, PLAN.heading) if isinstance(each, Literal)]
    return [text for text in found if text]


def sum_of_money(said: Said, part: NamedNode) -> str:
    """Say how much a funding line gives, and whether that is a whole sum; '' if it says nothing."""
    language = said.language
    currencies = [node.value.rpartition("/")[2] for node in said.nodes(part, PLAN.currency)]
    shown = {
        name: " ".join([decimal(number, language), *currencies])
        for name in _SUMS
        if (number := said.text(part, PLAN.term(name)))
    }
    if {"lowerAmount", "upperAmount"} <= shown.keys():
        lower = decimal(said.text(part, PLAN.lowerAmount), language)
        return phrase("pages.sums.range", language, lower=lower, upper=shown["upperAmount"])
    if "recurringAmount" in shown:
        often = [thing.name.text for thing in said.things(part, PLAN.amountFrequency)]
        return ", ".join([shown["recurringAmount"], *often])
    name, text = next(iter(shown.items()), ("", ""))
    return phrase(_SUMS[name], language, sum=text) if _SUMS.get(name) else text


_SUMS = {
    "amount": "",
    "approximateAmount": "pages.sums.approximate",
    "recurringAmount": "",
    "lowerAmount": "pages.sums.at_least",
    "upperAmount": "pages.sums.at_most",
}
"""How each kind of sum is said; '' if by itself."""


def measures(said: Said, part: NamedNode) -> list[Measure]:
    """Return the targets and baselines of an indicator."""
    return [
        Measure(kind.name, said.words(node, PLAN.verbatim), said.quotes(node))
        for kind in facts.kinds_on("indicator")
        for node in said.parts(part, kind.link)
    ]


def page(visit: Visit) -> str:
    """Return the page of an action.

    Raises:
        LookupError: If there is no such action.
    """
    action = NamedNode(f"{visit.site.base}id/{visit.path}")
    said = Said(visit, statements(visit, "thing", thing=action))
    if PLAN.Action not in said.values(action, RDF.type):
        raise LookupError(action.value)
    return render(
        visit,
        "action.html",
        image=card_of(visit, visit.path),
        action=said.thing(action),
        others=said.other_names(action),
        quotes=said.quotes(action),
        trail_things=_trail(said, action),
        followed=(followed := follow(visit, action)),
        progress=followed.of(action.value),
        feed=address(visit, visit.path),
        sections=sections(said, action),
        continued=continued(visit, action),
        ministries=said.things(action, PLAN.accountableMinistry),
        neighbours=own_rows(visit, "neighbours", thing=action),
        cite=citation(visit, action),
        json_ld=_json_ld(visit, said, action),
    )


def _trail(said: Said, action: NamedNode) -> list[Thing]:
    """Return what the action is a part of, the plan first."""
    return [thing for link in _TRAIL for thing in said.things(action, link)[:1]]


_TRAIL = (PLAN.inPlan, PLAN.inPillar, PLAN.pursues)
_TOLD_APART = (*_TRAIL[:-1], PLAN.continues)
"""What the page of an action tells elsewhere than among its facts."""


def _json_ld(visit: Visit, said: Said, action: NamedNode) -> dict[str, object]:
    """Describe the action in schema.org, for search engines."""
    return {
        "@context": "https://schema.org",
        "@type": "Action",
        "@id": action.value,
        "identifier": said.text(action, DCTERMS.identifier),
        "name": said.name(action).text,
        "inLanguage": visit.language,
        "agent": [
            {
                "@type": schema_type(said, NamedNode(body.iri)),
                "@id": body.iri,
                "name": body.name.text,
            }
            for body in said.things(action, PLAN.responsible)
        ],
        "participant": [
            {
                "@type": schema_type(said, NamedNode(body.iri)),
                "@id": body.iri,
                "name": body.name.text,
            }
            for body in said.things(action, PLAN.partner)
        ],
    }
