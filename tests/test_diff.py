"""What changed between two editions of a plan, in words and as a patch."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

from plan_graph.building.opening import interpreted, open_document
from plan_graph.cli import main
from plan_graph.iris import DEFAULT_BASE
from plan_graph.phrases import table
from plan_graph.publishing.diff.compare import compare, lines, patch
from plan_graph.rdf.conversion import to_triples
from plan_graph.reading.source import open_source
from real_plan import PLAN_FOLDER, real_plan
from reviews import edited, review_of, triples_of
from small_plan import small_plan

NEW_ROW = (
    "\tAtelier nou pentru jurnaliști\n\tNumăr de ateliere\n\t2022\n"
    "\tResponsabili:\nMAI prin ANITP\n\tBuget ANITP\n\n"
)
FIRST_ROW = "\tDesfăşurarea unor activități informativ-preventive cu ocazia"
EDITIONS = {
    "deadline moved": (
        "\tanual\n",
        "\ttrimestrul 4 2022\n",
        ["Action 1.1-01 changed", "  - Deadline moved from 'anual' to 'trimestrul 4 2022'"],
    ),
    "partner dropped": (
        "Parteneri:\nEIL\nONG\n",
        "Parteneri:\nONG\n",
        ["Action 1.1-02 changed", "  - Partner dropped: EIL"],
    ),
    "partner added": (
        "Parteneri:\nEIL\nONG\n",
        "Parteneri:\nEIL\nOIM\nONG\n",
        ["Action 1.1-02 changed", "  - Partner added: OIM"],
    ),
    "funding replaced": (
        "Finanţare externă nerambursabilă\n\n" + FIRST_ROW,
        "Bugetul de stat\n\n" + FIRST_ROW,
        [
            "Action 1.1-01 changed",
            "  - Funding changed from 'Finanțare externă nerambursabilă' to 'Bugetul de stat'",
        ],
    ),
    "objective reworded": (
        "Creșterea nivelului de informare a populației",
        "Creșterea nivelului de cunoaștere a populației",
        [
            "Specific objective 1.1 changed",
            "  - Reworded: was 'Creșterea nivelului de informare a populației",
        ],
    ),
    "pillar reworded": (
        "PREVENIREA TRAFICULUI DE PERSOANE",
        "PREVENIREA TRAFICULUI DE FIINȚE UMANE",
        ["Pillar 1 changed", "  - Reworded: was 'PREVENIREA TRAFICULUI DE PERSOANE'"],
    ),
    "plan prolonged": (
        "acțiune 2021-2022",
        "acțiune 2021-2023",
        ["Plan ro-thb-2021-2022 changed", "  - Reworded", "  - Last day moved from '2022-12-31'"],
    ),
}


def edition(tmp_path: Path, old: str, new: str) -> list[Triple]:
    """Return the graph of the real plan with one change in its text."""
    text = real_plan().plan.document.text
    assert old in text
    file = tmp_path / "edition.txt"
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
    source = replace(open_source(PLAN_FOLDER), document=file)
    opened = open_document(source)
    words, bodies = opened.wording, opened.register
    return list(to_triples(interpreted(opened), source, words, bodies, base=DEFAULT_BASE))


def told(old: Sequence[Triple], new: Sequence[Triple], language: str = "en") -> list[str]:
    return list(lines(compare(old, new, language), language))


@pytest.mark.parametrize("name", EDITIONS)
def test_a_change_of_the_document_is_told_in_words(tmp_path: Path, name: str) -> None:
    before, after, expected = EDITIONS[name]

    found = told(real_plan().asserted, edition(tmp_path, before, after))

    starts = [line for line in expected if any(f.startswith(line) for f in found)]
    assert starts == expected
    things = [line.partition(":")[0] for line in found if not line.startswith(" ")]
    assert things == expected[:1]


def test_an_action_put_in_is_added_and_those_behind_it_are_renumbered(tmp_path: Path) -> None:
    found = told(real_plan().asserted, edition(tmp_path, FIRST_ROW, NEW_ROW + FIRST_ROW))

    assert found[0] == "Action 1.1-02 added: Atelier nou pentru jurnaliști"
    assert "  - Responsible: ANITP ← MAI" in found
    renumbered = [line for line in found if "Renumbered" in line]
    assert renumbered[0] == "  - Renumbered: was 1.1-02, is 1.1-03"
    assert sum(not line.startswith(" ") for line in found) == 1 + len(renumbered)


def test_an_action_that_is_gone_is_removed() -> None:
    old = small_plan('<action/small/1.1-03> a plan:Action ; dcterms:title "Gata"@ro .')

    assert told(old, small_plan()) == ["Action removed: Gata"]
    assert told(small_plan(), old) == ["Action added: Gata"]


@pytest.mark.parametrize("language", ["en", "ro"])
def test_the_same_plan_has_no_changes(language: str) -> None:
    assert told(small_plan(), small_plan(), language) == [table("diff", language)["nothing"]]


def test_a_new_translation_is_no_change_of_the_plan() -> None:
    translated = small_plan('<action/small/1.1-02> dcterms:title "Course"@en .')

    assert told(small_plan(), translated) == [table("diff", "en")["nothing"]]


def test_the_patch_makes_the_new_graph_of_the_old_one(tmp_path: Path) -> None:
    old = real_plan().asserted
    before, after, _ = EDITIONS["partner dropped"]
    new = edition(tmp_path, before, after)

    graph = set(old)
    first, *operations, last = patch(old, new).splitlines()
    for operation in operations:
        (triple,) = {q.triple for q in parse(operation[2:], format=RdfFormat.N_TRIPLES)}
        if operation.startswith("D "):
            graph.remove(triple)
        else:
            graph.add(triple)

    assert (first, last) == ("TX .", "TC .")
    assert graph == set(new)


def test_the_command_takes_files_and_folders_of_builds(tmp_path: Path) -> None:
    file = tmp_path / "new" / "small" / "plan.ttl"
    file.parent.mkdir(parents=True)
    more = small_plan('<action/small/1.1-03> a plan:Action ; dcterms:title "Nou"@ro .')
    file.write_text("".join(f"{triple} .\n" for triple in more), encoding="utf-8")
    old = tmp_path / "old.nt"
    old.write_text("".join(f"{triple} .\n" for triple in small_plan()), encoding="utf-8")
    command = [sys.executable, "-m", "plan_graph", "diff", str(old), str(tmp_path / "new")]

    text, made, empty = (
        subprocess.run([*command, *more], capture_output=True, text=True, check=False)
        for more in ([], ["--format", "json"], ["--format", "patch"])
    )

    assert text.stdout == "Action added: Nou\n"
    assert json.loads(made.stdout)[0]["change"] == "added"
    assert empty.stdout.count("\nA ") == 2


def test_a_folder_without_a_plan_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "plan_graph", "diff", str(tmp_path), str(tmp_path)]

    outcome = subprocess.run(command, capture_output=True, text=True, check=False)

    assert outcome.returncode == 2
    assert (
        "holds no graph named plan.ttl; give the folder of a build, or one graph" in outcome.stderr
    )


def test_a_file_without_a_plan_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.ttl"
    other.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")

    assert main(["diff", str(other), str(other)]) == 2
    assert "holds no plan:ActionPlan; give the graph of a plan" in capsys.readouterr().err


def test_a_renumbered_action_is_headed_by_both_numbers(tmp_path: Path) -> None:
    found = told(real_plan().asserted, edition(tmp_path, FIRST_ROW, NEW_ROW + FIRST_ROW))

    heads = [line.partition(":")[0] for line in found if not line.startswith(" ")]
    assert heads[:2] == ["Action 1.1-02 added", "Action 1.1-03 (was 1.1-02) changed"]


def test_statements_that_say_nothing_of_the_plan_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / "old.nt", tmp_path / "new.nt"]
    for file, more in zip(files, ("", "<fragment/small/9-12> plan:column 4 ."), strict=True):
        file.write_text("".join(f"{t} .\n" for t in small_plan(more)), encoding="utf-8")

    assert main(["diff", *map(str, files)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "nothing changed in the plan",
        "statements that differ beyond it, such as places in the document: 1 (--format patch)",
    ]


@pytest.mark.parametrize("command", [["diff", "{}", "{}"], ["check", "{}"], ["export", "{}"]])
def test_a_path_that_is_not_there_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    arguments = [word.format(tmp_path / "nowhere") for word in command]
    form = ["--format", "csv"] if command[0] == "export" else []

    assert main([*arguments, *form]) == 2
    assert "nowhere: there is no such file; check the path" in capsys.readouterr().err


def test_a_catalogue_that_is_not_there_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["catalogue", "check", str(tmp_path / "nowhere")]) == 2
    assert "nowhere: there is no such file; check the path" in capsys.readouterr().err


def test_a_change_of_understanding_is_told_though_the_words_are_the_same() -> None:
    old, new = (
        small_plan(
            f"<action/small/1.1-02> plan:hasIndicator <i> . <i> a plan:Indicator ; "
            f'skos:prefLabel "Cursuri"@ro ; plan:indicatorKind indicator:{kind} .'
        )
        for kind in ("count", "other")
    )

    assert told(old, new) == [
        "Action 1.1-02 changed: Curs",
        "  - Indicator 'Cursuri' is now read as 'other', was 'count'",
    ]


LADDERS = {
    "No.": "1",
    "Action": "Lend ladders in every borough",
    "Responsible": "Office of Crafts",
    "Deadline": "31.12.2031",
    "Indicators": "Number of ladders lent",
    "Target": "70",
    "Status": "not started",
    "Results": "Fewer roofs leak",
    "Budget": "3000 EUR",
    "Funding source": "State budget",
}


def test_what_a_person_corrects_in_a_review_is_told_of_every_kind(tmp_path: Path) -> None:
    document = tmp_path / "tools.csv"
    document.write_text(",".join(LADDERS) + "\n" + ",".join(LADDERS.values()), encoding="utf-8")
    review = edited(
        review_of(document, tmp_path / "r" / "tools.xlsx"),
        {
            ("action/1", "kind"): "completed",
            ("target/1-1-1", "text"): "75",
            ("funding/1-1", "text"): "4500 EUR",
            ("result/action-1-1", "text"): "Fewer roofs leak in winter",
        },
    )

    found = told(triples_of(document), triples_of(review))

    assert found == [
        "Action 1 changed: Lend ladders in every borough",
        "  - Funding 'State budget' is now read as 'state budget, 4500 EUR', "
        "was 'state budget, 3000 EUR'",
        "  - Target of 'Number of ladders lent' '70' is now read as '75', was '70'",
        "  - Expected result changed from 'Fewer roofs leak' to 'Fewer roofs leak in winter'",
        "  - Status changed from 'not started' to 'completed'",
    ]


def test_a_remark_in_the_place_of_another_under_its_heading_is_told_as_one_change() -> None:
    old, new = (
        small_plan(
            "<action/small/1.1-02> plan:hasRemark <r1> , <r2> . "
            f'<r1> plan:heading "Riscuri"@ro ; plan:verbatim "{risk}"@ro ; plan:position 1 . '
            f'<r2> plan:heading "Note"@ro ; plan:verbatim "{note}"@ro ; plan:position 2 .'
        )
        for risk, note in (("Ploaie", "De zi"), ("Vânt", "De noapte"))
    )

    assert told(old, new)[1:] == [
        "  - Remark changed from 'Ploaie' to 'Vânt'",
        "  - Remark changed from 'De zi' to 'De noapte'",
    ]


def test_a_code_that_was_read_from_words_is_told_once_and_by_them(tmp_path: Path) -> None:
    texts = (
        "No,Action,Responsible,Deadline,Status,Priority\n"
        "1,Lend ladders in every borough,Office of Crafts,31.12.2031,{},{}\n"
    )
    documents = [tmp_path / name / "tools.csv" for name in ("old", "new")]
    for document, values in zip(documents, (("ongoing", "low"), ("done", "low")), strict=True):
        document.parent.mkdir()
        document.write_text(texts.format(*values), encoding="utf-8")

    assert told(triples_of(documents[0]), triples_of(documents[1])) == [
        "Action 1 changed: Lend ladders in every borough",
        "  - Status changed from 'ongoing' to 'done'",
    ]


def test_an_action_that_came_tells_each_code_once(tmp_path: Path) -> None:
    row = "{},{},Office of Crafts,31.12.2031,done,high\n"
    old = "No,Action,Responsible,Deadline,Status,Priority\n" + row.format(1, "Lend ladders")
    documents = [tmp_path / "old.csv", tmp_path / "new.csv"]
    for document, text in zip(documents, (old, old + row.format(2, "Mend roofs")), strict=True):
        document.write_text(text, encoding="utf-8")

    assert [
        line for line in told(triples_of(documents[0]), triples_of(documents[1])) if "done" in line
    ] == ["  - Status: done"]
