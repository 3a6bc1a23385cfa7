"""The folder of a plan that begins with its document: filled in, asked, and built as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from kinds import markdown
from plan_graph.building import record
from plan_graph.building.pipeline import Built, convert
from plan_graph.building.record import environment
from plan_graph.building.task import open_plan, reusable
from plan_graph.cli import main
from plan_graph.errors import DataError
from plan_graph.language import register, wording
from plan_graph.language.kinds_of_bodies import told_kind

HEADS = ("No.", "Action", "Deadline", "Responsible", "Funding")
BODIES = (
    "Ministry of Harbours",
    "Lighthouse Agency (LA)",
    "Guild of Pilots Ltd",
    "fishing crews",
    "Working group on ropes",
)
AIR = ("1 | Count the chimneys | May 2027", "2 | Plant a hedge | when there is money")
TOWNS = ("Alder", "Birch", "Cedar", "Elm", "Hazel", "Larch", "Maple", "Oak")
WORKS = ("Light the beacon", "Ring the bell", "Paint the buoys")


def english(folder: Path) -> Path:
    """Write a plan of 15 actions in Word."""
    word = docx.Document()
    word.add_heading("Harbour action plan of Ireland 2027-2029", level=1)
    table = word.add_table(rows=0, cols=len(HEADS))
    rows = [
        (str(n), f"{WORKS[n % 3]} of pier {n}", f"Q{n % 4 + 1} 2028", BODIES[n % 5], "State budget")
        for n in range(1, 16)
    ]
    for row in (HEADS, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    file = folder / "draft of june.docx"
    word.save(str(file))
    return file


def german(folder: Path) -> Path:
    """Write a plan in German, in Markdown."""
    rows = (
        "1 | Das Leuchtfeuer anzünden | bis Ende 2028 | Hafenministerium | Landeshaushalt",
        "2 | Die Glocke läuten | 2. Quartal 2027 | Stadt Laterne und Fischer | EU-Mittel",
    )
    head = "Nr. | Maßnahme | Frist | Zuständigkeit | Finanzierung"
    file = folder / "entwurf.md"
    file.write_text(
        f"# Aktionsplan für den Hafen 2027-2029\n\n{markdown(head, *rows)}", encoding="utf-8"
    )
    return file


def german_workbook(folder: Path) -> Path:
    """Write a plan of 15 actions in German, as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Aktionsplan für den Hafen 2027-2029"])
    sheet.append(["Nr.", "Maßnahme", "Frist", "Zuständigkeit", "Finanzierung"])
    bodies = ("Hafenministerium", "Leuchtturmamt", "Lotsenverein e.V.", "Lotsen GmbH")
    works = ("Das Leuchtfeuer anzünden", "Die Glocke läuten", "Die Bojen streichen")
    for n in range(1, 16):
        due = f"{n % 4 + 1}. Quartal 2028"
        row = [n, f"{works[n % 3]} am Pier {n}", due, bodies[n % 4], "Landeshaushalt"]
        sheet.append(row)
    book.save(folder / "entwurf.xlsx")
    return folder / "entwurf.xlsx"


@pytest.mark.parametrize(
    ("write", "language", "ministry"),
    [(english, "en", "Ministry of Harbours"), (german_workbook, "de", "Hafenministerium")],
    ids=["English text", "German workbook"],
)
def test_from_a_document_to_a_build_takes_two_commands(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    write: Callable[[Path], Path],
    language: str,
    ministry: str,
) -> None:
    folder, out = tmp_path / "harbour", tmp_path / "build"
    main(["new", str(folder), "--from", str(write(tmp_path))])
    capsys.readouterr()

    status = main(["build", str(folder), "--out", str(out)])

    told = capsys.readouterr().out.splitlines()
    plan = open_built(folder).plan
    bodies = register.load(str(folder / "bodies.toml")).entries.values()
    assert (status, plan.language, len(plan.actions)) == (0, language, 15)
    assert [body.name for body in bodies if body.kind == "ministry"] == [ministry]
    assert all(body.kind for body in bodies)
    assert any(f"│ {ministry} │" in line for line in told)
    assert len(told) <= 25


def test_a_folder_begins_with_what_its_document_tells(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"

    status = main(["new", str(folder), "--from", str(english(tmp_path))])

    plan = tomllib.loads((folder / "plan.toml").read_text(encoding="utf-8"))
    assert status == 0
    assert plan == {
        "identifier": "harbour",
        "document": "draft of june.docx",
        "language": "en",
        "register": "bodies.toml",
        "spatial": "http://publications.europa.eu/resource/authority/country/IRL",
    }
    assert (folder / "review.xlsx").is_file()
    assert len(open_built(folder).plan.actions) == 15


def test_a_plan_that_names_no_body_begins_with_a_register_to_fill(tmp_path: Path) -> None:
    draft = tmp_path / "air.md"
    draft.write_text(
        f"# Air action plan 2027-2029\n\n{markdown('No. | Action | Deadline', *AIR)}",
        encoding="utf-8",
    )
    folder = tmp_path / "air"

    main(["new", str(folder), "--from", str(draft)])

    assert not register.load(str(folder / "bodies.toml")).entries
    assert len(open_built(folder).plan.actions) == len(AIR)


def test_a_sentence_below_the_title_is_no_part_of_it(tmp_path: Path) -> None:
    file = english(tmp_path)
    word = docx.Document(str(file))
    word.paragraphs[0].insert_paragraph_before("Action plan for harbours 2027-2029", "Title")
    word.paragraphs[1].text = "The plan was adopted by the Government on 3 February 2026."
    word.paragraphs[1].style = "Normal"
    word.save(str(file))
    folder = tmp_path / "harbour"

    main(["new", str(folder), "--from", str(file)])

    assert open_built(folder).plan.title == "Action plan for harbours 2027-2029"


def test_a_long_answer_is_only_begun(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "air.md"
    rows = (f"{n} | {WORKS[n % 3]} {n} | May 2028 | {who} office" for n, who in enumerate(TOWNS))
    head = "No. | Action | Deadline | Responsible"
    draft.write_text(f"# Air action plan 2027-2029\n\n{markdown(head, *rows)}", encoding="utf-8")

    main(["build", str(draft), "--out", str(tmp_path / "build")])

    told = capsys.readouterr().out
    assert told.count("office │") == 3
    assert "… and 5 more: plan-graph query agency-workload prints all" in told


def open_built(folder: Path) -> Built:
    return convert(open_plan(folder))


def test_each_body_is_listed_once_with_the_kind_that_its_name_tells(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    main(["new", str(folder), "--from", str(english(tmp_path))])

    bodies = register.load(str(folder / "bodies.toml"))

    assert bodies.identifier == "harbour"
    assert sorted((entry.name, entry.kind) for entry in bodies.entries.values()) == [
        ("Guild of Pilots Ltd", "organisation"),
        ("Lighthouse Agency", "agency"),
        ("Ministry of Harbours", "ministry"),
        ("Working group on ropes", "working-group"),
        ("fishing crews", "group"),
    ]
    report = open_built(folder).report
    assert [f.rule for f in report.findings if f.rule == "ActorShape-kind"] == []


def test_no_licence_is_assumed_and_what_is_asked_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "hafen"
    main(["new", str(folder), "--from", str(german(tmp_path))])
    made = capsys.readouterr().out
    catalogue = (folder / "catalogue.toml").read_text(encoding="utf-8")

    status = main(["build", str(folder), "--out", str(tmp_path / "build")])

    asked = len(re.findall(r"(?m)^#\? ", catalogue))
    assert "licence" not in tomllib.loads(catalogue)
    assert f"{asked} lines begin with '#?'" in made
    told = capsys.readouterr()
    assert (status, f"{asked} lines that begin with '#?'" in told.err) == (0, True)
    assert len(told.out.splitlines()) <= 25
    assert not (tmp_path / "build" / "catalogue.ttl").exists()


def test_when_the_asked_lines_are_filled_in_the_catalogue_is_built_with_full_marks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "hafen", tmp_path / "build"
    main(["new", str(folder), "--from", str(german(tmp_path))])
    file = folder / "catalogue.toml"
    text = re.sub(r"(?m)^#\? ", "", file.read_text(encoding="utf-8"))
    text = text.replace('["…", "…"]', '["Hafen", "Leuchtfeuer"]').replace("…", "Hafenamt")
    file.write_text(text, encoding="utf-8")
    settings = (folder / "plan.toml").read_text(encoding="utf-8")
    settings = settings.replace("#? spatial", "spatial").replace("country/…", "country/DEU")
    (folder / "plan.toml").write_text(settings, encoding="utf-8")

    assert main(["build", str(folder), "--out", str(out)]) == 0
    capsys.readouterr()
    assert main(["catalogue", "check", str(out / "catalogue.ttl"), "--offline"]) == 0
    points = re.findall(r"(?m)^ *(\d+) of 405 ", capsys.readouterr().out)
    assert points == ["405"] * 3
    with_licence = (out / "catalogue.ttl").read_text(encoding="utf-8")
    file.write_text(re.sub(r"(?m)^licence = .*\n", "", text), encoding="utf-8")
    assert main(["build", str(folder), "--out", str(out)]) == 0

    without = (out / "catalogue.ttl").read_text(encoding="utf-8")
    assert ("license" in with_licence, "license" in without) == (True, False)


def test_a_document_that_is_no_plan_makes_no_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.md").write_text("# A letter\n\nDear harbour,\n", encoding="utf-8")

    status = main(["new", str(tmp_path / "p"), "--from", str(tmp_path / "letter.md")])

    assert status == 2
    assert capsys.readouterr().err.startswith("plan-graph: letter.md")
    assert not (tmp_path / "p").exists()


def test_a_register_has_an_identifier_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "bodies.toml").write_text('[bodies.A]\nen = "A"\nkind = "agency"\n')

    with pytest.raises(DataError, match="'identifier' is missing"):
        register.load(str(tmp_path / "bodies.toml"))


@pytest.mark.parametrize(
    ("language", "name", "kind"),
    [
        ("en", "National Road Agency", "agency"),
        ("en", "Association of Municipalities", "organisation"),
        ("en", "Local authorities", "group"),
        ("en", "European Commission", "international"),
        ("en", "Ministry working group", "working-group"),
        ("de", "Bundesministerium der Justiz", "ministry"),
        ("de", "Umweltbundesamt", "agency"),
        ("fr", "Ville de Lyon", "agency"),
        ("ro", "Ministerul Sănătății", "ministry"),
        ("pl", "Urząd Miasta Łodzi", "agency"),
        ("fi", "ympäristöministeriö", "ministry"),
        ("sv", "Miljödepartementet", "ministry"),
        ("hu", "Belügyminisztérium", "ministry"),
        ("el", "Υπουργείο Υγείας", "ministry"),
        ("bg", "Министерство на здравеопазването", "ministry"),
        ("en", "contractors", "group"),
        ("en", "Fortum", None),
    ],
)
def test_a_name_tells_the_kind_of_its_body(language: str, name: str, kind: str | None) -> None:
    told = told_kind(name, wording.load(language))

    assert (told.kind if told else None) == kind


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("bodies.toml", 'kind = "ministry"', 'kind = "organisation"', "plan:Organisation"),
        ("plan.toml", 'language = "de"', 'language = "de"\nsubjects = ["urn:s"]', "urn:s"),
        ("entwurf.md", "Die Glocke läuten", "Die Glocke schlagen", "Die Glocke schlagen"),
    ],
)
def test_what_changes_beside_the_plan_is_built_again(
    tmp_path: Path, name: str, old: str, new: str, words: str
) -> None:
    folder, out = tmp_path / "hafen", tmp_path / "build"
    main(["new", str(folder), "--from", str(german(tmp_path))])
    main(["build", str(folder), "--out", str(out)])
    before = (out / "hafen" / "plan.ttl").read_text(encoding="utf-8")
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new.replace("urn:s", "http://example.org/urn:s")), "utf-8")

    main(["build", str(folder), "--out", str(out)])

    after = (out / "hafen" / "plan.ttl").read_text(encoding="utf-8")
    assert (words in before, words in after) == (False, True)


def test_what_depends_on_nobody_knows_what_is_not_reused(tmp_path: Path) -> None:
    folder, out = tmp_path / "hafen", tmp_path / "build"
    main(["new", str(folder), "--from", str(german(tmp_path))])
    main(["build", str(folder), "--out", str(out)])

    assert reusable(out / "hafen", "") is None


def test_a_library_that_is_not_installed_is_none_that_a_plan_was_made_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = environment()
    environment.cache_clear()
    monkeypatch.setattr(record, "requires", lambda _: ["no-such-library >= 1", "rdflib"])

    elsewhere = environment()

    environment.cache_clear()
    assert elsewhere != here


def test_the_country_is_counted_among_what_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "hafen"

    main(["new", str(folder), "--from", str(german(tmp_path))])

    asked = re.findall(r"(?m)^#\? ", (folder / "plan.toml").read_text(encoding="utf-8"))
    assert len(asked) == 1
    assert "settings of the plan; 1 line begins with '#?'" in capsys.readouterr().out
