"""Every number of a page is counted a second way here: from the plan as it was read, in Python."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from pathlib import Path

import pytest
from lxml import html

from crawl import found_by
from monitored import PROGRESS, monitored
from plan_graph.asking.store import open_store
from plan_graph.building.build import write
from plan_graph.building.pipeline import Built, convert
from plan_graph.building.task import open_plan
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.plan import Action, FixedDeadline, Plan, RecurringDeadline, Role, UnparsedDeadline
from plan_graph.vocab import PLAN_BASE
from real_plan import real_plan

POOR = """No;Measure;Responsible;Deadline
1;Plant two hundred apple trees along the canal;Orchard Office;31.12.2023
2;Repair the water gates;Water Board, Orchard Office;
3;Publish a map of the old trees;;ongoing
4;Teach pruning in schools;School Board;June 2027
"""
STATES = {
    "realizată": "done",
    "în curs": "under-way",
    "întârziată": "late",
    "anulată": "cancelled",
}
EXTERNAL = {"external", "external-non-reimbursable", "european-funds", "other-external"}
DAYS = ("2021-07-15", "2021-12-31", "2024-06-01")
PLANS = ("ro-thb-2021-2022", "parks", "orchard")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    folder = tmp_path_factory.mktemp("plans")
    (folder / "orchard.csv").write_text(POOR, encoding="utf-8")
    plans = [real_plan(), monitored(folder), convert(open_plan(folder / "orchard.csv"))]
    return {each.plan.identifier: each for each in plans}


@pytest.fixture(scope="module")
def site(built: Mapping[str, Built], tmp_path_factory: pytest.TempPathFactory) -> Site:
    target = tmp_path_factory.mktemp("build")
    write(list(built.values()), target)
    return Site(open_store(target), PLAN_BASE, root="/", build=target)


def made(site: Site, path: str, day: str = DAYS[-1], **values: str) -> html.HtmlElement:
    visit = Visit(replace(site, day=date.fromisoformat(day)), "en", path, values)
    return html.document_fromstring(page(visit).encode())


def text(element: html.HtmlElement) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def counts(document: html.HtmlElement) -> dict[str, int]:
    """The number beside each state that a page tells."""
    numbers = found_by("//ul[@class='states']//b/text()", document)
    states = found_by("//ul[@class='states']//span/@class", document)
    return {
        state.removeprefix("state "): int(number)
        for state, number in zip(states, numbers, strict=True)
    }


def last_day(plan: Plan, action: Action) -> date | None:
    """The day after which an action is past all its deadlines; None if one of them is open."""
    ends: list[date] = []
    for deadline, following in zip_longest(action.deadlines, action.deadlines[1:]):
        if following and following.revised:
            continue
        period = None if isinstance(deadline, UnparsedDeadline) else deadline.period
        end = period.end if period else None
        if end is None and isinstance(deadline, RecurringDeadline):
            end = plan.period.end if plan.period else None
        if end is None:
            return None
        ends.append(end)
    return max(ends, default=None)


def expected_states(plan: Plan, day: str) -> dict[str, str]:
    """How far each action is, by what was reported up to a day; nothing if nothing was."""
    told: dict[str, str] = {}
    for report in sorted(PROGRESS, key=lambda each: str(each["day"])):
        if plan.identifier == "parks" and str(report["day"]) <= day:
            told[str(report["code"])] = STATES[str(report["status"])]
    if not told:
        return {}
    found = {}
    for action in plan.actions:
        state = told.get(action.code, "unreported")
        end = last_day(plan, action)
        is_past = end is not None and end.isoformat() < day
        is_late = is_past and state not in ("done", "cancelled")
        found[action.code] = "late" if is_late else state
    return found


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_counts_its_actions_by_how_far_they_are(
    name: str, day: str, built: Mapping[str, Built], site: Site
) -> None:
    plan = built[name].plan

    document = made(site, f"plan/{name}", day)

    expected = Counter(expected_states(plan, day).values())
    assert counts(document) == dict(expected)
    own = "//*[local-name()='svg'][@class='progress'][not(ancestor::section)]/*/@width"
    bars = found_by(own, document)
    assert sum(map(int, bars)) == sum(expected.values())


@pytest.mark.parametrize("day", DAYS)
def test_each_action_says_how_far_it_is_wherever_it_is_named(
    day: str, built: Mapping[str, Built], site: Site
) -> None:
    plan = built["parks"].plan

    tree = made(site, "plan/parks", day)
    pages = {each.code: made(site, f"action/parks/{each.code}", day) for each in plan.actions}

    expected = expected_states(plan, day)
    marks = found_by("//div[@class='mosaic']//a/@class", tree)
    chips = found_by("//*[@id='tree']//li//span[starts-with(@class, 'state')]/@class", tree)
    own = [found_by("//p[@class='now']/span/@class", document) for document in pages.values()]
    assert marks == [f"cell {expected[each.code]}" for each in plan.actions]
    assert chips == [f"state {expected[each.code]}" for each in plan.actions]
    assert own == [[f"state {expected[each.code]}"] for each in plan.actions]


def test_an_action_tells_all_that_was_reported_of_it_the_latest_first(site: Site) -> None:
    document = made(site, "action/parks/1.1-01")

    days = found_by("//ol[@class='history']//time/@datetime", document)
    assert days == ["2021-12-15", "2021-06-30"]
    assert "Source: Raport II · workbook monitoring.xlsx" in text(document)


@pytest.mark.parametrize("name", ["ro-thb-2021-2022", "orchard"])
@pytest.mark.parametrize("day", DAYS)
def test_that_nobody_has_reported_is_said_once_with_the_actions_past_their_deadline(
    name: str, day: str, built: Mapping[str, Built], site: Site
) -> None:
    plan = built[name].plan

    said = text(made(site, f"plan/{name}", day))

    ends = [last_day(plan, action) for action in plan.actions]
    passed = sum(end is not None and end.isoformat() < day for end in ends)
    assert said.count("Nobody has reported") == 1
    assert "not reported" not in said
    found = re.search(r"(\d+) actions? (?:is|are) past", said)
    assert int(found[1] if found else 0) == passed


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_counts_its_actions_as_the_reading_does(
    name: str, built: Mapping[str, Built], site: Site
) -> None:
    plan = built[name].plan

    document = made(site, f"plan/{name}")

    years = Counter(
        str(year)
        for action in plan.actions
        if not any(isinstance(each, RecurringDeadline) for each in action.deadlines)
        for year in {
            each.period.end.year
            for each in action.deadlines
            if isinstance(each, FixedDeadline) and each.period.end
        }
    )
    expected = {
        "actions in all": len(plan.actions),
        "with external funding": sum(
            any(line.kind in EXTERNAL for line in action.funding) for action in plan.actions
        ),
        "recurring": sum(
            any(isinstance(each, RecurringDeadline) for each in action.deadlines)
            for action in plan.actions
        ),
        **{f"due in {year}": number for year, number in sorted(years.items())[:4]},
    }
    figures = document.xpath("//ul[@class='figures']/li/a")
    assert isinstance(figures, list)
    said = {text(each).partition(" ")[2]: int(text(each).partition(" ")[0]) for each in figures}
    assert said == {word: number for word, number in expected.items() if number}


@pytest.mark.parametrize("name", PLANS)
def test_objectives_count_the_actions_below_them(
    name: str, built: Mapping[str, Built], site: Site
) -> None:
    plan = built[name].plan
    own = Counter(action.objective for action in plan.actions)

    for code, number in list(own.items())[::6]:
        if code is None:
            continue
        document = made(site, f"objective/{name}/{code}")
        assert found_by("//h2/span[@class='count']/text()", document)[0].split()[0] == str(number)


@pytest.mark.parametrize("name", PLANS)
def test_a_body_has_each_of_its_actions_to_do_with_its_fellows(
    name: str, built: Mapping[str, Built], site: Site
) -> None:
    plan = built[name].plan
    roles = {
        (part.actor.code, part.role.value): part.actor
        for action in plan.actions
        for part in action.participations
    }
    others = {each.identifier for each in (one.plan for one in built.values())} - {name}

    for code, role in sorted(roles)[::9]:
        body = roles[code, role]
        actions = {
            action.code: {part.actor.code for part in action.participations} - {code}
            for action in plan.actions
            if Role(role) in {part.role for part in action.participations if part.actor == body}
        }
        iris = built[name].iris
        node = iris.organisation(code) if body.known else iris.unknown_body(code)
        path = node.value.removeprefix(f"{PLAN_BASE}id/")
        document = made(site, path)
        links = found_by(f"//h2[@id='{role}']/following::table[1]//tr/th/a/@href", document)
        mine = [link for link in links if not set(link.split("/")) & others]
        assert {link.rpartition("/")[2].removesuffix(".html") for link in mine} == set(actions)
        if not set("".join(links).split("/")) & others:
            assert found_by(f"//a[@href='#{role}']/b/text()", document) == [str(len(actions))]


def test_the_start_page_counts_the_actions_of_every_plan(
    built: Mapping[str, Built], site: Site
) -> None:
    document = made(site, "index", "2021-12-31")

    numbers = found_by("//table[@class='plans']//td[@class='number']/text()", document)
    assert sorted(map(int, numbers)) == sorted(len(each.plan.actions) for each in built.values())
    done = Counter(expected_states(built["parks"].plan, "2021-12-31").values())["done"]
    assert f"{done} of {len(built['parks'].plan.actions)} completed" in text(document)
    assert text(document).count("not reported") == len(built) - 1


@pytest.mark.parametrize(
    ("values", "number"), [({"q": "PARCURI"}, 1), ({"country": "Romania"}, 1), ({"q": "none"}, 0)]
)
def test_plans_are_found_by_their_words_and_country(
    values: dict[str, str], number: int, site: Site
) -> None:
    document = made(site, "index", **values)

    assert len(found_by("//table[@class='plans']//th/a/@href", document)) == number


@pytest.mark.parametrize("state", ["done", "late", "unreported"])
def test_a_plan_is_filtered_by_how_far_its_actions_are(
    state: str, built: Mapping[str, Built], site: Site
) -> None:
    document = made(site, "plan/parks", DAYS[1], status=state)

    expected = expected_states(built["parks"].plan, DAYS[1])
    links = found_by("//*[@id='tree']//li/a/@href", document)
    codes = [link.rpartition("/")[2].removesuffix(".html") for link in links]
    assert codes == [code for code, found in expected.items() if found == state]


def test_an_indicator_tells_its_target_and_what_was_reported_up_to_the_day(site: Site) -> None:
    early, late = (made(site, "indicator/parks/1.1-01-1", day) for day in DAYS[:2])

    said = text(late)
    assert found_by("//td[@class='number']/text()", early) == ["80 "]
    assert [each.strip() for each in found_by("//td[@class='number']/text()", late)] == [
        "210",
        "80",
    ]
    assert "Target 200" in said
    assert "Plantarea de copaci" in said


def test_a_plan_tells_how_far_it_was_from_report_to_report(
    built: Mapping[str, Built], site: Site
) -> None:
    document = made(site, "plan/parks")

    days = found_by("//section[@class='trend']//time/@datetime", document)
    assert days == sorted({str(report["day"]) for report in PROGRESS})
    for number, day in enumerate(days, start=1):
        expected = Counter(expected_states(built["parks"].plan, day).values())
        assert counts(made(site, "plan/parks", date=day)) == dict(expected)
        line = f"//section[@class='trend']//li[{number}]"
        numbers = map(int, found_by(f"{line}//b/text()", document))
        states = found_by(f"{line}//span[starts-with(@class, 'state')]/@class", document)
        shown = zip(states, numbers, strict=True)
        assert {state.removeprefix("state "): count for state, count in shown} == dict(expected)


@pytest.mark.parametrize("chosen", [{}, {"year": "2021"}, {"status": "late"}])
def test_facets_count_what_is_left(chosen: dict[str, str], site: Site) -> None:
    document = made(site, "plan/parks", **chosen)

    facets = [
        (str(link.get("data-field")), str(link.get("data-value")), text(link).rpartition(" ")[2])
        for link in document.iterfind(".//dl[@id='facets']//a")
    ]
    assert {field for field, _, _ in facets} == {"status", "year"}
    for field, value, number in facets:
        left = made(site, "plan/parks", **{**chosen, field: value})
        assert len(found_by("//*[@id='tree']//li/a/@href", left)) == int(number)


def test_an_objective_counts_its_actions_by_how_far_they_are(
    built: Mapping[str, Built], site: Site
) -> None:
    document = made(site, "objective/parks/1.1", DAYS[1])

    expected = expected_states(built["parks"].plan, DAYS[1])
    assert counts(document) == dict(Counter(expected.values()))


def test_the_list_of_bodies_counts_the_actions_in_which_each_has_a_role(
    built: Mapping[str, Built], site: Site
) -> None:
    expected: Counter[str] = Counter()
    for each in built.values():
        for action in each.plan.actions:
            actors = {part.actor for part in action.participations}
            iris = each.iris
            expected.update(
                (iris.organisation(one.code) if one.known else iris.unknown_body(one.code)).value
                for one in actors
            )

    document = made(site, "bodies")

    rows = list(document.iterfind(".//main//tbody/tr"))
    shown = {
        f"{PLAN_BASE}id/{str(link.get('href'))[4:-5]}": int(text(row[-1]))
        for row in rows
        for link in row.findall("./td/a")[:1]
    }
    assert {body: number for body, number in shown.items() if number} == dict(expected)
    groups = map(int, found_by("//h2/span[@class='count']/text()", document))
    assert sum(groups) == len(rows)


def test_the_data_page_tells_the_size_of_each_file(site: Site) -> None:
    document = made(site, "data")

    assert site.build
    for row in document.iterfind(".//main//tbody/tr"):
        (link,) = row[0].iterfind("a")
        _, _, plan, name = str(link.get("href")).split("/")
        size = (site.build / plan / name).stat().st_size
        assert text(row[-1]) == f"{-(-size // 1000):,} kB"


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_tells_how_well_it_was_read(
    name: str, built: Mapping[str, Built], site: Site
) -> None:
    said = text(made(site, f"plan/{name}")).partition("How well the document was read")[2]

    quality = built[name].quality
    numbers = [int(found.replace(",", "")) for found in re.findall(r"[\d,]*\d", said)]
    told = [number for number in quality.counts.values() if number]
    assert numbers[0] == quality.cells
    assert sorted(numbers[1 : len(told) + 1]) == sorted(told)


def test_a_calendar_shows_how_far_each_action_is_on_the_day(
    built: Mapping[str, Built], site: Site
) -> None:
    document = made(site, "picture/deadlines-calendar", DAYS[1], plan="parks")

    expected = expected_states(built["parks"].plan, DAYS[1])
    marks = "//*[@class='wide']//*[local-name()='a'][@class='mark']"
    codes = [link.rpartition("/")[2][:-5] for link in found_by(f"{marks}/@href", document)]
    shapes = [
        {each.rpartition(" ")[2] for each in found_by(f"({marks})[{n}]/*/@class", document)
         if each.startswith("shape ")}
        for n in range(1, len(codes) + 1)
    ]  # fmt: skip
    assert shapes == [{expected[code]} for code in codes]


def test_a_page_tells_how_far_the_actions_were_on_an_earlier_day(
    built: Mapping[str, Built], site: Site
) -> None:
    then = made(site, "plan/parks", DAYS[-1], date=DAYS[0])

    assert counts(then) == dict(Counter(expected_states(built["parks"].plan, DAYS[0]).values()))
    kept = [each for each in found_by("//*[@id='facets']//a/@href", then) if "date=" not in each]
    assert kept == []


def test_the_latest_reports_come_first(site: Site) -> None:
    document = made(site, "plan/parks")

    days = found_by("//section[@class='latest']//time/@datetime", document)
    assert days == sorted((str(each["day"]) for each in PROGRESS), reverse=True)


def test_the_pages_of_an_answer_hold_each_row_once(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plan_graph.pages.answer.MOST_ROWS", 30)
    whole = [each for plan in PLANS for each in site.engine.select(
        f"SELECT ?code WHERE {{ ?a a <{PLAN_BASE}def#Action> ; "
        f"<{PLAN_BASE}def#inPlan> <{PLAN_BASE}id/plan/{plan}> ; "
        "<http://purl.org/dc/terms/identifier> ?code }").rows]  # fmt: skip

    codes, number = list[str](), 1
    while True:
        document = made(site, "question/actions-list", page=str(number))
        codes += found_by("//table[@class='answer']/tbody/tr/td[1]//bdi/text()", document)
        if not found_by("//a[@rel='next']", document):
            break
        number += 1

    assert number == -(-len(whole) // 30)
    assert sorted(codes) == sorted(getattr(code, "value", "") for (code,) in whole)


def test_a_filter_of_many_values_shows_those_of_most_actions_and_the_others_on_demand(
    tmp_path: Path,
) -> None:
    years = [*range(2021, 2035), 2034, 2033]
    rows = [f"{n};Prune the old tree number {n};Orchard Office;31.12.{y}"
            for n, y in enumerate(years, start=1)]  # fmt: skip
    document = "\n".join(("No;Measure;Responsible;Deadline", *rows))
    (tmp_path / "pruning.csv").write_text(document, encoding="utf-8")
    write([convert(open_plan(tmp_path / "pruning.csv"))], tmp_path / "build")
    here = Site(open_store(tmp_path / "build"), PLAN_BASE, root="/", build=tmp_path / "build")

    page_of = made(here, "plan/pruning")

    year = "//*[@id='facets']//a[@data-field='year']"
    shown = found_by(f"{year}[not(ancestor::details)]/@data-value", page_of)
    more = found_by(f"{year}[ancestor::details]/@data-value", page_of)
    assert len(shown) == 10
    assert {"2033", "2034"} <= {*shown}
    assert sorted([*shown, *more]) == sorted({str(each) for each in years})
    numbers = found_by(f"{year}/b/text()", page_of)
    assert sum(map(int, numbers)) == len(years)
    assert found_by("//*[@id='facets']//summary/text()", page_of) == [f"{len(more)} more"]
