"""Numbers on pages of code lists, questions and searches, counted a second way.

The pages of plans and of their parts are held by `test_every_number.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import pytest
from lxml import html
from pyoxigraph import RdfFormat, parse

from plan_graph.asking.queries import load, names, select
from plan_graph.pages.answer import most_rows
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.plan.action import Action
from plan_graph.resources import folder
from plan_graph.vocab import PLAN_BASE, SKOS
from real_plan import real_plan
from real_store import real_build, real_store

PLAN = "ro-thb-2021-2022"
PAGES = (
    "index", "bodies", "validation", "data", "questions", "pictures", f"strategy/{PLAN}",
    f"pillar/{PLAN}/1", f"objective/{PLAN}/1.1", "organisation/ro/anitp", "organisation/ro/mai",
    "code/role/partner", "question/agency-workload", "question/actions-list",
)  # fmt: skip


def made(path: str, language: str = "en", **values: str) -> html.HtmlElement:
    site = Site(real_store(), PLAN_BASE, "http://a.example/", "/", real_build())
    return html.document_fromstring(page(Visit(site, language, path, values)).encode())


def words(document: html.HtmlElement, path: str) -> str:
    """The words of the first element that a path leads to; '' where there is none."""
    return " ".join(document.xpath(f"normalize-space(({path})[1])").split())


def number(text: str) -> int:
    """The first number of a text in English."""
    found = re.search(r"\d[\d,]*", text)
    assert found, text
    return int(found[0].replace(",", ""))


def actions() -> tuple[Action, ...]:
    return real_plan().plan.actions


def below(scheme: str, code: str) -> set[str]:
    """The code and all that the file of its list puts below it."""
    file = folder("ontology") / "codes" / f"{scheme}.ttl"
    above = {
        quad.subject.value: str(getattr(quad.object, "value", ""))
        for quad in parse(path=str(file), format=RdfFormat.TURTLE)
        if quad.predicate == SKOS.broader and not hasattr(quad.subject, "language")
    }
    found, start = {code}, f"{PLAN_BASE}code/{scheme}/"
    while more := {
        each.removeprefix(start)
        for each, up in above.items()
        if up.removeprefix(start) in found and each.removeprefix(start) not in found
    }:
        found |= more
    return found


def told(action: Action, scheme: str) -> Iterable[str]:
    """The codes of a list that the reading of an action has, once for each fact."""
    return {
        "role": [each.role.value for each in action.participations],
        "funding-kind": [each.kind for each in action.funding],
        "indicator-kind": [each.kind for each in action.indicators],
    }[scheme]


CODES = [
    ("role", "responsible"), ("role", "partner"), ("funding-kind", "external"),
    ("funding-kind", "european-funds"), ("funding-kind", "state-budget"),
    ("indicator-kind", "count"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "code"), CODES)
def test_a_code_counts_the_actions_and_the_facts_that_the_reading_has(
    scheme: str, code: str
) -> None:
    document = made(f"code/{scheme}/{code}")

    wanted = below(scheme, code)
    having = [action for action in actions() if wanted & set(told(action, scheme))]
    own = Counter(each for action in actions() for each in told(action, scheme))[code]
    assert number(words(document, "//h2[starts-with(., 'Actions')]/span")) == len(having)
    if own:
        row = "//h2[.='Linked from']/following::table[1]/tbody/tr/td[@class='number']"
        assert own in [number(each.text_content()) for each in document.xpath(row)]


ASKED = [
    name
    for name in names()
    if not any(each.required for each in load(name).parameters.values())
    and load(name).form == "select"
]


@pytest.mark.parametrize("name", ASKED)
def test_a_question_tells_and_shows_as_many_rows_as_its_answer_has(name: str) -> None:
    query = load(name)

    document = made(f"question/{name}")

    rows = len(select(real_store(), query, defaults(name)).rows)
    shown = len(document.xpath("//table[contains(@class, 'answer')]/tbody/tr"))
    assert shown == min(rows, most_rows(query))
    told_rows = words(document, "//section[@class='result']//p[@class='soft']")
    assert number(told_rows.replace("Rows 1 to", "")) == shown


def defaults(name: str) -> Mapping[str, str]:
    """The values that a form has filled in already."""
    own = load(name).own.get("parameters") or {}
    given = {key: each.get("default") for key, each in own.items()}
    return {key: str(value) for key, value in given.items() if value is not None}


@pytest.mark.parametrize("asked", ["victims", "police", "external funding", "1.1"])
def test_a_search_counts_by_kind_what_it_lists(asked: str) -> None:
    first = made("search", q=asked)

    said = words(first, "//p[@id='found']")
    chips = {
        kind: number(link.text_content())
        for link in first.xpath("//nav[@class='kinds']//a[span]")
        for kind in re.findall(r"kind=([\w-]+)", link.get("href"))
    }
    assert said.startswith("More than 200") or number(said) == sum(chips.values())
    for kind, many in chips.items():
        turns = words(made("search", q=asked, kind=kind), "//nav[@class='pages']/span")
        last = int(turns.rpartition(" ")[2] or 1)
        pages = [made("search", q=asked, kind=kind, page=str(n + 1)) for n in range(last)]
        assert sum(len(each.xpath("//ol[@id='results']/li")) for each in pages) == many, kind


@pytest.mark.parametrize("path", PAGES)
def test_the_same_numbers_stand_on_a_page_in_both_languages(path: str) -> None:
    numbers = "//main//*[@class='number' or @class='count' or @class='soft' or self::b or self::dd]"

    english, romanian = (
        Counter(
            re.sub(r"(?<=\d)[.,](?=\d{3}(?!\d))", "", found)
            for each in made(path, language).xpath(numbers)
            for found in re.findall(r"\d[\d.,]*(?<=\d)", each.text_content())
        )
        for language in ("en", "ro")
    )
    assert english == romanian
    assert path == "pictures" or english
