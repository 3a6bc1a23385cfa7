"""No number on a page is without a second count: each is found, and known by where it stands.

A number in a new place fails here until somebody says what counts it a second time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import pytest
from lxml import html

import test_page_numbers
from crawl import found_by
from monitored import VALUES, monitored
from plan_graph.asking.queries import names
from plan_graph.asking.store import open_store
from plan_graph.building.build import write
from plan_graph.building.pipeline import Built, convert
from plan_graph.building.task import open_plan
from plan_graph.pages.ask import named
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.plan import Action, Body, Plan
from plan_graph.vocab import PLAN_BASE
from real_plan import real_plan
from test_page_numbers import POOR, counts, expected_states, text

DAY = "2021-12-31"
LISTS = ("index", "bodies", "validation", "data", "questions")
_DOCUMENT = {"blockquote", "time", "code", "bdi", "abbr", "script", "svg", "pre", "option"}
"""Elements whose words are those of the document, days, or names; charts are answers."""
_NAMES = {"code", "cite", "trail", "kind", "period", "iri", "place"}
"""Classes of the same, and of where words stand in the document."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Shown:
    """A number as a page shows it.

    Attributes:
        path: The page.
        document: The whole page.
        element: What holds the number.
        words: The words around it.
    """

    path: str
    document: html.HtmlElement
    element: html.HtmlElement
    words: str

    @property
    def kind(self) -> str:
        return self.path.partition("/")[0]

    @property
    def place(self) -> str:
        """Where it stands: the kind of the page, and the element in that above it."""
        above = self.element.getparent()
        return f"{self.kind} {_told(above)}>{_told(self.element)}"

    @property
    def number(self) -> int:
        found = re.search(r"\d[\d,]*", self.words)
        assert found, (self.path, self.words)
        return int(found[0].replace(",", ""))


def _told(element: html.HtmlElement | None) -> str:
    if element is None:
        return ""
    first, *_ = (element.get("class") or "").split() or [""]
    return f"{element.tag}.{first}" if first else str(element.tag)


def _numbers(path: str, document: html.HtmlElement) -> Iterator[Shown]:
    main = document.find(".//main")
    assert main is not None
    pending = [main]
    while pending:
        element = pending.pop()
        if not isinstance(element.tag, str) or element.tag in _DOCUMENT:
            continue
        if _NAMES & {*(element.get("class") or "").split()}:
            continue
        texts = (element.text or "", *(child.tail or "" for child in element))
        words = " ".join(" ".join(each for each in texts if _DIGIT.search(each)).split())
        if words:
            yield Shown(path, document, element, words)
        pending += [child for child in element if isinstance(child, html.HtmlElement)]


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "orchard.csv").write_text(POOR, encoding="utf-8")
    found = [real_plan(), monitored(folder), convert(open_plan(folder / "orchard.csv"))]
    return {each.plan.identifier: each for each in found}


@pytest.fixture(scope="module")
def shown(plans: Mapping[str, Built], tmp_path_factory: pytest.TempPathFactory) -> list[Shown]:
    """Return every number of every page of three plans."""
    target = tmp_path_factory.mktemp("build")
    write(list(plans.values()), target)
    site = Site(open_store(target), PLAN_BASE, root="/", build=target)
    site = replace(site, day=date.fromisoformat(DAY))
    assert site.index
    things = f"{PLAN_BASE}id/"
    iris = [each.iri for each in site.index.entries() if each.iri.startswith(things)]
    paths = [*LISTS, *dict.fromkeys(iri.removeprefix(things) for iri in iris)]
    found: list[Shown] = []
    for path in paths:
        document = html.document_fromstring(page(Visit(site, "en", path, {})).encode())
        found += _numbers(path, document)
    return found


def _below(plans: Mapping[str, Built], path: str) -> list[Action]:
    """Return the actions below a part: 'objective/parks/1.1', 'pillar/parks/1', 'plan/parks'."""
    kind, plan, *rest = path.split("/")
    whole = plans[plan].plan
    if kind == "plan":
        return list(whole.actions)
    if kind == "pillar":
        inside = {each.code for each in whole.objectives if str(each.pillar) == rest[0]}
        inside |= _refining(whole, inside)
        return [each for each in whole.actions
                if str(each.pillar) == rest[0] or each.objective in inside]  # fmt: skip
    inside = {rest[0]} | _refining(whole, {rest[0]})
    return [each for each in whole.actions if each.objective in inside]


def _refining(plan: Plan, codes: set[str]) -> set[str]:
    found = {each.code for each in plan.objectives if each.refines in codes}
    return found | _refining(plan, found) if found - codes else found


def _part(one: Shown, plans: Mapping[str, Built]) -> int:
    """Count the actions below the part that a folded piece of a tree leads to."""
    (link,) = found_by("./p[@class='more']/a/@href", _above(one.element, "details"))
    return len(_below(plans, link.removeprefix("/en/").removesuffix(".html")))


def _above(element: html.HtmlElement, tag: str) -> html.HtmlElement:
    return next(each for each in element.iterancestors(tag) if isinstance(each, html.HtmlElement))


def _role(one: Shown, plans: Mapping[str, Built]) -> int:
    """Count the actions in which a body has a role: in words of the plans, not of the graph."""
    heading = one.element.getparent()
    assert heading is not None
    role = str(heading.get("id") or heading.get("href")).removeprefix("#")
    number = 0
    for built in plans.values():
        iris = built.iris
        for action in built.plan.actions:
            bodies = _bodies(built, action).get(role, ())
            nodes = {(iris.organisation(each.code) if each.known else iris.unknown_body(each.code))
                     .value for each in bodies}  # fmt: skip
            number += f"{PLAN_BASE}id/{one.path}" in nodes
    return number


def _bodies(built: Built, action: Action) -> Mapping[str, list[Body]]:
    parts = action.participations
    responsible = [part.actor for part in parts if part.role.value == "responsible"]
    return {
        "responsible": responsible,
        "partner": [part.actor for part in parts if part.role.value == "partner"],
        "acting": [part.acting_for for part in parts if part.acting_for],
        "budget": [body for line in action.funding for body in line.budget_of],
        "provider": [body for line in action.funding for body in line.providers],
        "mentioned": [each.body for each in action.mentions],
        "accountable": [ministry for body in responsible for ministry in _ministry(built, body)],
    }


def _ministry(built: Built, body: Body) -> list[Body]:
    """Return the ministry that a body is, or is under."""
    entries = built.register.entries
    entry = entries.get(body.code) if body.known else None
    while entry is not None and entry.kind != "ministry":
        parent = entry.parent(built.plan.period)
        entry = entries.get(parent.code) if parent else None
    return [Body(entry.code)] if entry else []


def _topic(one: Shown, plans: Mapping[str, Built]) -> int:
    del plans
    (link,) = found_by("../a/@href", one.element)
    topics = Counter(named(name).about["tags"][0] for name in names())
    return topics[link.removeprefix("#")]


def _findings(one: Shown, plans: Mapping[str, Built]) -> int:
    """Count what is found: what is the same in many places is one finding."""
    (kind,) = found_by("../@class", one.element)
    every = [each for built in plans.values() for each in built.report.findings]
    return len({each.messages["en"] for each in every if each.severity.lower() == kind.split()[1]})


def _places(one: Shown, plans: Mapping[str, Built]) -> int:
    """Count the findings that say the same as one that the page tells once."""
    article = _above(one.element, "article")
    said = text(article.findall("./h2/span")[1])
    every = [each for built in plans.values() for each in built.report.findings]
    return sum(said[1:] in " ".join(each.line("en").split()) for each in every)


def _strategy(one: Shown, plans: Mapping[str, Built]) -> int:
    return len(plans[one.path.split("/")[1]].plan.actions)


def _states(one: Shown, plans: Mapping[str, Built]) -> int:
    """Count the actions below a part that are in the state beside the number."""
    states = expected_states(plans[one.path.split("/")[1]].plan, DAY)
    expected = Counter(states[each.code] for each in _below(plans, one.path))
    assert counts(one.document) == dict(expected)
    return one.number


SECOND: Mapping[str, Callable[[Shown, Mapping[str, Built]], int]] = {
    "plan summary>span.count": _part,
    "pillar summary>span.count": _part,
    "objective summary>span.count": _part,
    "pillar h2>span.count": lambda one, plans: len(_below(plans, one.path)),
    "objective h2>span.count": lambda one, plans: len(_below(plans, one.path)),
    "organisation h2>span.count": _role,
    "organisation a>b": _role,
    "objective li>b": _states,
    "questions li>span.soft": _topic,
    "validation div.figure>dd": _findings,
    "validation article.finding>p": _places,
    "strategy tr>td.number": _strategy,
    # A deadline, a funding line, a result stands on one thing.
    "deadline h2>span.count": lambda *_: 1,
    "funding h2>span.count": lambda *_: 1,
    "deadline tr>td.number": lambda *_: 1,
    "funding tr>td.number": lambda *_: 1,
    "result tr>td.number": lambda *_: 1,
}
"""What counts a number a second time, from the plans as they were read."""
ELSEWHERE = {
    "bodies h2>span.count": "test_the_list_of_bodies_counts_the_actions_in_which_each_has_a_role",
    "bodies tr>td.number": "test_the_list_of_bodies_counts_the_actions_in_which_each_has_a_role",
    "data tr>td.number": "test_the_data_page_tells_the_size_of_each_file",
    "index tr>td.number": "test_the_start_page_counts_the_actions_of_every_plan",
    "index tr>td": "test_the_start_page_counts_the_actions_of_every_plan",
    "plan a>b": "test_a_plan_counts_its_actions_as_the_reading_does",
    "plan dd>a": "test_facets_count_what_is_left",
    "plan span.each>b": "test_a_plan_tells_how_far_it_was_from_report_to_report",
    "plan main>p": "test_a_plan_tells_how_well_it_was_read",
    "plan main>p.note":
        "test_that_nobody_has_reported_is_said_once_with_the_actions_past_their_deadline",
    "plan li>a": "test_a_plan_counts_its_actions_as_the_reading_does",
}  # fmt: skip
"""What is counted a second time in `test_page_numbers.py`, with the test."""
NO_COUNTS = {
    "action p.buttons>a.button": "the code of the next action",
    "action section.far>p.now": "a day",
    "indicator tr>td.number": "what was reported, as it was written",
    "objective p.more>a": "a code",
    "pillar p.more>a": "a code",
    "plan p.more>a": "a code",
    "objective main>p.soft": "the day of the page",
    "plan main>p.soft": "the day of the page",
    "plan main>p.lead": "the days of the plan",
    "plan p.made>span": "the number of a legal act",
    "plan span.cells>a.cell": "the year in which an action is due",
    "strategy main>p.lead": "the days of the strategy",
    "objective li>span.meta": "the year in which an action is due",
    "pillar li>span.meta": "the year in which an action is due",
    "plan li>span.meta": "the year in which an action is due",
    "validation h2>span": "the words of a finding, which its own tests hold",
    "validation p>span.remedy": "what to do about it, likewise",
    "validation p>a": "the code of a plan",
    "data dd>span.meta": "a version of SPARQL",
}
"""Numbers that count nothing, with what they are."""


def test_every_number_is_known_by_where_it_stands(shown: list[Shown]) -> None:
    known = {*SECOND, *ELSEWHERE, *NO_COUNTS}
    unknown = {one.place: (one.path, one.words) for one in shown if one.place not in known}

    assert unknown == {}
    assert all(hasattr(test_page_numbers, test) for test in ELSEWHERE.values())
    assert known - {one.place for one in shown} == set()


@pytest.mark.parametrize("place", SECOND)
def test_every_number_equals_its_second_count(
    place: str, shown: list[Shown], plans: Mapping[str, Built]
) -> None:
    wrong = [
        (one.path, text(one.element), expected)
        for one in shown
        if one.place == place
        for expected in [SECOND[place](one, plans)]
        if one.number != expected
    ]

    assert wrong == []


def test_every_reported_value_stands_on_the_page_of_its_indicator(shown: list[Shown]) -> None:
    told = sorted(one.words for one in shown if one.place == "indicator tr>td.number")

    assert told == sorted(str(each["value"]).replace(",", ".") for each in VALUES)
