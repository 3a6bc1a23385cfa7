"""Actions that go on with those of an earlier plan: what publishers and columns say of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from pyoxigraph import NamedNode, Triple

from crawl import found_by
from plan_graph.asking.queries import load, select
from plan_graph.asking.store import open_store
from plan_graph.building.build import write
from plan_graph.building.pipeline import Built, convert
from plan_graph.building.task import open_plan
from plan_graph.checking.check import check
from plan_graph.cli import main
from plan_graph.errors import DataError, UsageError
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.reading.source import open_source
from plan_graph.vocab import PLAN

BASE = "https://w3id.org/plan-graph/id/action/"
LATER = """# Harbour action plan 2031-2032

| No. | Action | Responsible | Deadline |
|---|---|---|---|
| 1.1 | Paint the lighthouse | Harbour Office | 31 March 2031 |
| 1.2 | Dredge the channel | Harbour Office | 31 March 2032 |
"""
EARLIER = """# Harbour action plan 2029-2030

| No. | Action | Responsible | Deadline |
|---|---|---|---|
| 2.3 | Plan the lights | Harbour Office | 31 March 2029 |
| 2.4 | Survey the channel | Harbour Office | 31 March 2030 |
"""
SAID = """
[continues]
plan = "harbour-2029"
actions = { "1.1" = "2.3", "1.2" = ["2.3", "2.4"] }
"""


def built(tmp_path: Path, settings: str, text: str = LATER, name: str = "harbour-2031") -> Built:
    place = tmp_path / name
    place.mkdir()
    (place / "plan.md").write_text(text, encoding="utf-8")
    head = f'identifier = "{name}"\ndocument = "plan.md"\nlanguage = "en"\n'
    (place / "plan.toml").write_text(head + settings, encoding="utf-8")
    return convert(open_source(place))


def continued(made: Built) -> list[tuple[str, str]]:
    return [
        (t.subject.value.removeprefix(BASE), t.object.value.removeprefix(BASE))
        for t in made.asserted
        if t.predicate == PLAN.continues
        and isinstance(t.subject, NamedNode)
        and isinstance(t.object, NamedNode)
    ]


def test_the_publisher_says_which_actions_go_on_with_which_of_the_plan_before(
    tmp_path: Path,
) -> None:
    made = built(tmp_path, SAID)

    assert continued(made) == [
        ("harbour-2031/1.1", "harbour-2029/2.3"),
        ("harbour-2031/1.2", "harbour-2029/2.3"),
        ("harbour-2031/1.2", "harbour-2029/2.4"),
    ]
    assert made.report.violations == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"1.2" =', '"1.9" =', "the plan has no action '1.9'; "),
        ('"harbour-2029"', '"harbour-2031"', "is the plan itself"),
        ('"harbour-2029"', '"Harbour 2029"', "use small letters"),
        ("plan =", "plans =", "'continues.plan' is missing"),
        ('["2.3", "2.4"]', "23", "'continues.actions.1.2' is '23'"),
    ],
)
def test_what_a_publisher_says_wrongly_of_the_plan_before_is_one_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises((DataError, UsageError)) as told:
        built(tmp_path, SAID.replace(old, new))

    assert message in str(told.value)


def test_an_action_that_the_earlier_plan_lacks_is_found_where_both_are_checked(
    tmp_path: Path,
) -> None:
    later = built(tmp_path, SAID.replace('["2.3", "2.4"]', '"2.9"'))
    earlier = built(tmp_path, "", EARLIER, "harbour-2029")

    report = check([*later.asserted, *earlier.asserted])

    assert [(f.rule, f.value) for f in report.violations] == [
        ("Vocabulary-nowhere", NamedNode(f"{BASE}harbour-2029/2.9"))
    ]


def test_two_plans_whose_actions_go_on_with_each_other_are_a_circle(tmp_path: Path) -> None:
    later = built(tmp_path, SAID)
    earlier = built(tmp_path, "", EARLIER, "harbour-2029")
    back = Triple(
        NamedNode(f"{BASE}harbour-2029/2.3"), PLAN.continues, NamedNode(f"{BASE}harbour-2031/1.1")
    )

    report = check([*later.asserted, *earlier.asserted, back])

    assert [f.rule for f in report.violations] == ["Coherence-circle"]


@pytest.fixture(name="site")
def two_plans(tmp_path: Path) -> Site:
    earlier = built(tmp_path, "", EARLIER, "harbour-2029")
    write([built(tmp_path, SAID), earlier], tmp_path / "build")
    store = open_store(tmp_path / "build")
    return Site(store, "https://w3id.org/plan-graph/", root="/", build=tmp_path / "build")


def told(site: Site, path: str, word: str) -> list[str]:
    """Return what the page of an action says behind a word, and where its links lead."""
    document = html.document_fromstring(page(Visit(site, "en", path)).encode())
    found = f"//dt[.='{word}']/following-sibling::dd"
    words = " ".join(found_by(f"{found}//text()", document)).split()
    return [" ".join(words), *found_by(f"{found}//a/@href", document)]


def test_pages_lead_from_an_action_to_the_earlier_one_and_back(site: Site) -> None:
    assert told(site, "action/harbour-2031/1.1", "Continues") == [
        "2.3 Plan the lights Harbour action plan 2029-2030",
        "/en/action/harbour-2029/2.3.html",
        "/en/plan/harbour-2029.html",
    ]
    assert told(site, "action/harbour-2029/2.4", "Continued by") == [
        "1.2 Dredge the channel Harbour action plan 2031-2032",
        "/en/action/harbour-2031/1.2.html",
        "/en/plan/harbour-2031.html",
    ]


def test_an_action_of_a_plan_that_is_not_published_here_is_named_without_a_link(
    tmp_path: Path,
) -> None:
    write([built(tmp_path, SAID)], tmp_path / "build")
    site = Site(open_store(tmp_path / "build"), "https://w3id.org/plan-graph/", root="/")

    assert told(site, "action/harbour-2031/1.1", "Continues") == ["2.3 harbour-2029"]


def test_a_query_tells_what_goes_on_with_the_words_of_both(site: Site) -> None:
    answer = select(site.engine, load("actions-continued"), {})

    at = [answer.variables.index(name) for name in ("code", "earlierCode", "earlierLabel")]
    assert [[str(row[place]) for place in at] for row in answer.rows] == [
        ['"1.1"', '"2.3"', '"Plan the lights"@en'],
        ['"1.2"', '"2.3"', '"Plan the lights"@en'],
        ['"1.2"', '"2.4"', '"Survey the channel"@en'],
    ]


def test_a_review_carries_what_the_publisher_said_of_the_plan_before(tmp_path: Path) -> None:
    made = built(tmp_path, SAID)
    book = tmp_path / "review.xlsx"
    main(["read", str(tmp_path / "harbour-2031"), "--format", "xlsx", "--out", str(book)])

    again = convert(open_plan(book))

    assert continued(again) == continued(made)


COLUMN = """# Harbour action plan 2031-2032

| No. | Action | Continues action | Responsible | Deadline |
|---|---|---|---|---|
| 1.1 | Paint the lighthouse | Goes on with action 2.3 of the plan of 2029 | Harbour Office | 2031 |
| 1.2 | Dredge the channel | 2.3; 2.4 | Harbour Office | 2032 |
| 1.3 | Buy a boat | new | Harbour Office | 2032 |
"""


def test_a_column_tells_by_codes_which_actions_go_on(tmp_path: Path) -> None:
    made = built(tmp_path, '[continues]\nplan = "harbour-2029"\n', COLUMN)

    assert continued(made) == [
        ("harbour-2031/1.1", "harbour-2029/2.3"),
        ("harbour-2031/1.2", "harbour-2029/2.3"),
        ("harbour-2031/1.2", "harbour-2029/2.4"),
    ]


def test_words_of_such_a_column_are_kept_where_nobody_says_which_plan_was_before(
    tmp_path: Path,
) -> None:
    made = built(tmp_path, "", COLUMN)

    assert continued(made) == []
    kept = [(each.aspect, each.stated_in.text) for a in made.plan.actions for each in a.remarks]
    assert kept == [
        ("continues", "Goes on with action 2.3 of the plan of 2029"),
        ("continues", "2.3; 2.4"),
        ("continues", "new"),
    ]
