"""Correcting over HTTP: who may, what is refused, and what stands in the workbook afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from editing import PLAN, Desk, correcting, plan_folder
from plan_graph.building.correcting import EntryError, open_correctable
from plan_graph.building.correcting_bodies import bodies, with_body
from plan_graph.building.correcting_columns import columns, with_column
from plan_graph.cli import main
from plan_graph.errors import DocumentError
from plan_graph.plan import Role
from plan_graph.vocab import RDFS
from plan_graph.workbooks.review.parse import take
from reviews import of_earlier_version
from serving import LONG


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with correcting(tmp_path_factory.mktemp("desk")) as found:
        yield found


@pytest.fixture
def person(desk: Desk) -> Iterator[httpx.Client]:
    """Somebody who opened the address that the command printed."""
    with httpx.Client(base_url=desk.url, timeout=LONG, follow_redirects=True) as client:
        assert client.get(desk.entrance).status_code == 200
        yield client


def hidden(page: httpx.Response) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', page.text))


def number_of(person: httpx.Client, words: str) -> int:
    page = person.get(f"en/edit/{PLAN}.html", params={"show": "all", "q": words})
    found = re.search(rf"edit/{PLAN}/(\d+)\.html", page.text)
    assert found
    return int(found[1])


def test_nobody_corrects_without_the_key(desk: Desk) -> None:
    address = f"{desk.url}en/edit/{PLAN}/1.html"

    seen = httpx.get(address, timeout=LONG)
    sent = httpx.post(address, data={"text": "Other"}, timeout=LONG)

    assert (seen.status_code, sent.status_code) == (403, 403)
    assert "The document says" not in seen.text


def test_scripts_of_others_cannot_read_what_is_corrected(person: httpx.Client) -> None:
    headers = person.get(f"en/edit/{PLAN}.html").headers

    assert "access-control-allow-origin" not in headers
    assert headers["cache-control"] == "no-store"
    assert "script-src 'self'" in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("fields", "headers"),
    [
        ({"token": ""}, {}),
        ({}, {"Origin": "https://elsewhere.example"}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
    ],
    ids=["no token", "another origin", "another site"],
)
def test_a_form_of_somebody_else_is_refused(
    desk: Desk, person: httpx.Client, fields: dict[str, str], headers: dict[str, str]
) -> None:
    address = f"en/edit/{PLAN}/{number_of(person, 'until further notice')}.html"
    given = hidden(person.get(address)) | {"kind": "left open", "step": "save"} | fields

    answer = person.post(address, data=given, headers=headers)

    assert answer.status_code == 403
    assert not (desk.folder / "corrections.xlsx").exists()


def test_a_cell_that_holds_what_it_cannot_is_told_at_its_field(person: httpx.Client) -> None:
    address = f"en/edit/{PLAN}/{number_of(person, '01 responsible Traffic Office')}.html"
    given = hidden(person.get(address)) | {"text": "Trafic Ofice", "step": "look"}

    answer = person.post(address, data=given)

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "Found 'Trafic Ofice'" in unescape(answer.text)


def test_what_is_saved_stands_in_the_workbook_and_is_served(
    desk: Desk, person: httpx.Client
) -> None:
    address = f"en/edit/{PLAN}/{number_of(person, '31.03.2026')}.html"
    given = hidden(person.get(address)) | {"end": "2026-04-30", "step": "save"}

    saved = person.post(address, data=given)

    assert "Deadline '31.03.2026' is now read as" in unescape(saved.text)
    assert "30 April 2026" in person.get(f"en/action/{PLAN}/01.html").text
    (edited,) = take(desk.folder / "corrections.xlsx").edited.values()
    assert (edited.columns, edited.cells["end"]) == (["end"], "2026-04-30")

    old = person.post(address, data=given | {"end": "2026-05-31"})

    assert old.status_code == 422
    assert "changed meanwhile" in old.text


def test_a_preview_of_nothing_says_so(person: httpx.Client) -> None:
    address = f"en/edit/{PLAN}/{number_of(person, 'until further notice')}.html"

    page = person.post(address, data=hidden(person.get(address)) | {"step": "look"})

    assert "Nothing in the plan changes." in page.text


def test_a_difference_tells_what_the_check_would_find(tmp_path: Path) -> None:
    plan = open_correctable(plan_folder(tmp_path))
    row = next(row for row in plan.rows("en") if row.words == "until further notice")

    content = plan.with_facts({row.identifier: {"kind": "left open"}})
    found = plan.difference(content, "en")

    assert [change.code for change in found.changes] == ["02"]
    assert (len(found.found), len(found.settled), found.breaks) == (0, 1, False)
    with pytest.raises(EntryError, match="day was expected"):
        plan.with_facts({row.identifier: {"kind": "fixed period", "end": "soon"}})


def test_a_day_is_all_that_a_deadline_needs_to_be_understood(tmp_path: Path) -> None:
    folder = plan_folder(tmp_path)
    plan = open_correctable(folder)
    row = next(row for row in plan.rows("en") if row.words == "until further notice")

    plan.save(plan.with_facts({row.identifier: {"end": "2026-06-30"}}))

    (edited,) = take(folder / "corrections.xlsx").edited.values()
    assert (edited.cells["kind"], edited.cells["end"]) == ("fixed period", "2026-06-30")
    (now,) = [each for each in open_correctable(folder).rows("en") if each.is_corrected]
    assert now.understood == "fixed period · 2026-06-30"


def test_what_the_check_says_is_told_without_the_names_of_programs(tmp_path: Path) -> None:
    plan = open_correctable(plan_folder(tmp_path))
    row = next(row for row in plan.rows("en") if row.words == "until further notice")

    found = plan.difference(plan.with_facts({row.identifier: {"kind": "left open"}}), "en")

    assert row.findings == found.settled
    assert row.findings[0].endswith("or as 'annually'")


def test_a_correction_is_taken_back(tmp_path: Path) -> None:
    folder = plan_folder(tmp_path)
    plan = open_correctable(folder)
    row = next(row for row in plan.rows("en") if row.words == "until further notice")

    plan.save(plan.with_facts({row.identifier: {"kind": "left open"}}))
    once = open_correctable(folder)
    read = once.fields(row.identifier, "en")[1].read
    once.save(once.with_facts({row.identifier: {"kind": read}}))

    assert [each.is_corrected for each in once.rows("en") if each.identifier == row.identifier] == [
        True
    ]
    assert not take(folder / "corrections.xlsx").edited


def test_a_document_alone_is_told_how_to_become_a_plan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = plan_folder(tmp_path) / "plan.md"
    (document.parent / "plan.toml").unlink()

    status = main(["serve", str(tmp_path / "build"), "--edit", str(document)])

    assert status == 2
    assert "plan-graph new FOLDER --from plan.md" in capsys.readouterr().err
    with pytest.raises(DocumentError):
        open_correctable(document)


def test_corrections_are_for_this_machine_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = plan_folder(tmp_path)

    status = main(["serve", str(tmp_path), "--edit", str(folder), "--host", "0.0.0.0"])

    assert status == 2
    assert "this machine only" in capsys.readouterr().err


def listed(person: httpx.Client, about: str, words: str) -> str:
    """Return the address of the body or column that a list calls so."""
    page = person.get(f"en/edit/{PLAN}/{about}.html")
    found = re.search(rf'edit/{PLAN}/({about}/\d+)\.html">\s*<bdi>{words}<', page.text)
    assert found, page.text
    return f"en/edit/{PLAN}/{found[1]}.html"


def test_a_body_is_corrected_in_every_cell_that_names_it(tmp_path: Path) -> None:
    plan = open_correctable(plan_folder(tmp_path))
    office = next(each for each in bodies(plan) if each.code == "Traffic Office")

    content = with_body(plan, office, {"body": "Parks Office", "why": "They were merged."})
    plan.save(content)

    (one,) = bodies(open_correctable(tmp_path / PLAN))
    assert (len(office.cells), one.code, len(one.cells)) == (2, "Parks Office", 3)
    edited = take(tmp_path / PLAN / "corrections.xlsx").edited
    assert edited.keys() == office.cells.keys()
    assert {each.cells["why"] for each in edited.values()} == {"They were merged."}


def test_a_column_is_said_to_hold_something_else_and_corrections_stay(tmp_path: Path) -> None:
    plan = open_correctable(plan_folder(tmp_path))
    deadline = next(row for row in plan.rows("en") if row.words == "31.03.2026")
    plan.save(plan.with_facts({deadline.identifier: {"end": "2026-04-30"}}))

    once = open_correctable(tmp_path / PLAN)
    who = next(each for each in columns(once, "en") if each.heading == "Who")
    content = with_column(once, who, {"kind": "partners", "why": "They only help."})
    found = once.difference(content, "en")
    once.save(content)

    assert (who.understood, who.is_corrected) == ("responsible", False)
    assert {change.code for change in found.changes} == {"01", "02", "03"}
    assert not found.lost
    twice = open_correctable(tmp_path / PLAN)
    assert {each.heading for each in columns(twice, "en") if each.is_corrected} == {"Who"}
    assert {role.role for action in twice.now.plan.actions for role in action.participations} == {
        Role.PARTNER
    }
    kept = next(row for row in twice.rows("en") if row.words == "31.03.2026")
    assert (kept.is_corrected, "2026-04-30" in kept.understood) == (True, True)

    read = next(each for each in columns(twice, "en") if each.heading == "Who")
    twice.save(with_column(twice, read, {"kind": read.read, "why": ""}))

    again = open_correctable(tmp_path / PLAN)
    assert not any(each.is_corrected for each in columns(again, "en"))
    assert [row.words for row in again.rows("en") if row.is_corrected] == ["31.03.2026"]


def test_a_correction_that_another_reading_loses_is_told(tmp_path: Path) -> None:
    plan = open_correctable(plan_folder(tmp_path))
    deadline = next(row for row in plan.rows("en") if row.words == "31.03.2026")
    plan.save(plan.with_facts({deadline.identifier: {"end": "2026-04-30"}}))

    once = open_correctable(tmp_path / PLAN)
    when = next(each for each in columns(once, "en") if each.heading == "When")
    remark = "something else: keep it as a remark"

    assert once.difference(with_column(once, when, {"kind": remark}), "en").lost == ("31.03.2026",)
    with pytest.raises(EntryError, match="nothing is chosen"):
        with_column(once, when, {"kind": ""})


def test_the_reason_of_a_correction_is_in_the_graph(tmp_path: Path) -> None:
    plan = open_correctable(plan_folder(tmp_path))
    row = next(row for row in plan.rows("en") if row.words == "until further notice")
    reason = "The office said so."

    plan.save(plan.with_facts({row.identifier: {"kind": "left open", "why": reason}}))
    now = open_correctable(tmp_path / PLAN).now

    assert [each.reason for each in now.plan.corrections] == [reason]
    said = [getattr(t.object, "value", "") for t in now.asserted if t.predicate == RDFS.comment]
    assert said == [reason]
    assert not now.report.violations


def test_bodies_and_columns_are_corrected_on_pages(person: httpx.Client, desk: Desk) -> None:
    body = listed(person, "bodies", "Parks Office")
    assert "table 1, row 3" in person.get(body).text
    unknown = person.post(body, data=hidden(person.get(body)) | {"body": "Parcs", "step": "look"})
    assert unknown.status_code == 422
    assert "Found 'Parcs'" in unescape(unknown.text)

    given = hidden(person.get(body)) | {"body": "Traffic Office", "why": "Merged.", "step": "save"}
    saved = person.post(body, data=given)
    assert saved.url.path == f"/en/edit/{PLAN}/bodies.html"
    assert "Traffic Office" in unescape(saved.text)
    assert (
        "Parks Office" not in person.get(f"en/action/{PLAN}/02.html").text.split("<blockquote")[0]
    )

    column = listed(person, "columns", "Who")
    given = hidden(person.get(column)) | {"kind": "partners", "why": "", "step": "save"}
    saved = person.post(column, data=given)
    assert "Saved." in saved.text
    assert [each.heading for each in take(desk.folder / "corrections.xlsx").columns] == ["Who"]


@pytest.mark.parametrize("path", ["bodies/9", "columns/x", "bodies/1/2", "columns/0"])
def test_what_a_plan_has_not_is_no_page(path: str, person: httpx.Client) -> None:
    assert person.get(f"en/edit/{PLAN}/{path}.html").status_code == 404


def test_a_workbook_of_an_earlier_version_is_corrected_on_with_its_corrections(
    tmp_path: Path,
) -> None:
    folder = plan_folder(tmp_path)
    plan = open_correctable(folder)
    action = next(each.identifier for each in plan.rows("en") if each.identifier[:7] == "action/")
    plan.file.write_bytes(plan.with_facts({action: {"text": "Another title"}}))
    earlier = of_earlier_version(plan.file)
    earlier.rename(plan.file)

    plan = open_correctable(folder)
    plan.save(plan.with_facts({action: {"why": "As the ministry writes it"}}))

    saved = take(plan.file)
    assert not saved.is_earlier
    assert saved.edited[action].cells["text"] == "Another title"
    assert saved.edited[action].cells["why"] == "As the ministry writes it"
    assert columns(open_correctable(folder), "en")
