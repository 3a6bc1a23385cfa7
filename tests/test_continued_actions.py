"""Actions that go on with those of an earlier plan: what publishers and columns say of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Triple

from plan_graph.building.pipeline import Built, convert
from plan_graph.checking.check import check
from plan_graph.errors import DataError, UsageError
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
