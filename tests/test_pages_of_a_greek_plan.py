"""Pages of a plan in Greek, half reported on: order, widths, names and what stands beside what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from crawl import found_by
from monitored import report
from plan_graph.asking.pictures.text import width_of
from plan_graph.asking.store import open_store
from plan_graph.building.build import write
from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import convert
from plan_graph.building.task import open_plan
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.text import fold
from plan_graph.vocab import PLAN_BASE
from plan_graph.workbooks.monitoring.sheet import monitoring_workbook
from poor_plan import poor_document
from serving import Server, serving

DOCUMENT = """# Εθνικό Σχέδιο Δράσης για τις Πυρκαγιές 2025-2027

## Ειδικός στόχος 1.1: Πρόληψη

| Α/Α | Δράση | Φορέας υλοποίησης | Συναρμόδιοι φορείς | Χρονοδιάγραμμα |
|---|---|---|---|---|
| 1.1.1 | Καθαρισμός αντιπυρικών ζωνών σε δάση | Υπουργείο Υγείας | Δασαρχεία | 31.12.2026 |
| 1.1.2 | Εκπαίδευση εθελοντών | Γενική Γραμματεία Δασών | Περιφέρειες· Νομαρχίες | 30.06.2025 |
| 1.1.3 | Προμήθεια αεροσκαφών | Εθνικό Αστεροσκοπείο | Δήμοι | 31.12.2027 |
| 1.1.4 | Ενημέρωση των πολιτών | Ελληνική Αστυνομία | Λιμενικό Σώμα | 31.12.2027 |
"""
REPORTED = (
    {"code": "1.1.1", "status": "completed", "day": "2026-03-31", "source": "Έκθεση"},
    {"code": "1.1.2", "status": "delayed", "day": "2026-03-31", "source": "Έκθεση"},
    {"code": "1.1.3", "status": "cancelled", "day": "2026-03-31", "source": "Έκθεση"},
    {"code": "1.1.4", "status": "in progress", "day": "2026-03-31", "source": "Έκθεση"},
)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("greek")
    folder = target / "fires"
    folder.mkdir()
    (folder / "plan.md").write_text(DOCUMENT, encoding="utf-8")
    (folder / "plan.toml").write_text('document = "plan.md"\n', encoding="utf-8")
    plan, _, _ = read_plan(open_plan(folder))
    (folder / "monitoring.xlsx").write_bytes(monitoring_workbook(plan))
    report(folder, REPORTED, ())
    write([convert(open_plan(folder))], target / "build")
    return target / "build"


@pytest.fixture(scope="module")
def server(build: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the plan beside another one."""
    folder = tmp_path_factory.mktemp("two")
    plans = [build.parent / "fires", poor_document(folder)]
    write([convert(open_plan(plan)) for plan in plans], folder / "build")
    with serving(folder / "build") as found:
        yield found


def made(build: Path, path: str, language: str = "en", **values: str) -> html.HtmlElement:
    site = Site(open_store(build), PLAN_BASE, "http://a.example/", "/", build)
    return html.document_fromstring(page(Visit(site, language, path, values)).encode())


def words(path: str, document: html.HtmlElement) -> list[str]:
    return [" ".join(each.text_content().split()) for each in document.xpath(path)]


def test_bodies_stand_in_the_order_of_their_own_alphabet(build: Path) -> None:
    names = words("//table[@class='directory']//td[1]", made(build, "bodies"))

    assert names == sorted(names, key=fold)
    assert names[0] == "Γενική Γραμματεία Δασών"


def test_bodies_of_which_no_kind_is_known_are_called_so(build: Path) -> None:
    assert words("//main/h2", made(build, "bodies")) == ["Of no known kind 9"]
    assert words("//main/h2", made(build, "bodies", "ro")) == ["De tip necunoscut 9"]
    body = "organisation/fires/ypourgeio-ygeias"
    assert words("//main//*[@class='kind']", made(build, body)) == ["Body or group"]


def test_what_was_reported_is_no_other_form_of_what_the_document_states(build: Path) -> None:
    files = words("//table[.//a[contains(@href, 'plan.nt')]]//tr/td[1]", made(build, "data"))

    of_plan = [name for name in files if name.startswith("plan.") and "csv" not in name]
    assert of_plan == ["plan.ttl", "plan.nt", "plan.jsonld", "plan.rdf"]
    assert files[files.index("monitoring.nt") - 1] == "monitoring.ttl"
    assert files.index("plan.nt") == files.index("plan.ttl") + 1


def test_the_values_of_the_status_stand_in_the_order_in_which_an_action_goes(build: Path) -> None:
    facet = "//dl[@class='facets']/div[dt='Status']/dd"

    assert [each.split()[0] for each in words(facet, made(build, "plan/fires"))] == [
        "completed", "in", "late", "cancelled",
    ]  # fmt: skip


def test_reports_of_one_day_stand_in_the_order_of_the_plan(build: Path) -> None:
    reports = words("//section[@class='latest']//a/span[@class='code']", made(build, "plan/fires"))

    assert reports == ["1.1.1", "1.1.2", "1.1.3", "1.1.4"]


@pytest.mark.parametrize(("letters", "most"), [("υπουργείο", 5.6), ("министерство", 8.1)])
def test_other_alphabets_are_measured_by_their_own_letters(letters: str, most: float) -> None:
    assert 0 < width_of(letters, 1) < most


def test_a_thing_without_a_name_is_told_by_the_end_of_its_address(build: Path) -> None:
    examples = "//h2[.='Linked from']/following::table[1]//td[3]/a"

    for example in words(examples, made(build, "code/role/partner")):
        assert example.startswith("participation/fires/1.1.")


def test_a_finding_with_all_its_places_does_not_say_how_many_are_shown(build: Path) -> None:
    document = made(build, "validation")

    assert not [each for each in words("//article/p", document) if "the first 1 " in each]
    lines = words("//article[.//pre]/p[strong]", document)
    assert lines
    assert all(line.endswith(":") for line in lines)
    assert found_by("//article//pre/@class", document)[0] == "remedy"


def test_a_page_that_there_is_not_leads_to_the_plans_and_the_questions(server: Server) -> None:
    for path in ("en/none.html", "query/none", "table/en/none.csv"):
        answer = server.client.get(path, headers={"Accept": "text/html"})

        document = html.document_fromstring(answer.content)
        assert answer.status_code == 404
        assert words("//header//nav//a", document)[0] == "Plans"
        assert "/en/questions.html" in found_by("//main//a/@href", document)
        assert "plan-graph query" not in answer.text
