"""What a plan lacks is said once, where a person can mend it, and not at each action."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_graph.building.pipeline import Built, convert
from plan_graph.checking.finding import Finding
from plan_graph.checking.grouping import grouped
from plan_graph.checking.places import Source
from plan_graph.checking.report import Report
from plan_graph.cli import main
from plan_graph.reading.source import open_source
from plan_graph.vocab import PLAN_BASE
from plan_graph.workbooks.review.certainty import reviewed

ROWS = [
    "| Sweep the harbour steps | Port office |",
    "| Count the ferries at dawn | Port office |",
    "| Paint the long pier | Port office |",
]


def document(folder: Path, *blocks: str) -> Path:
    path = folder / "harbour.md"
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    return path


def table(*headings: str, rows: list[str]) -> str:
    return "\n".join([f"| {' | '.join(headings)} |", "|---" * len(headings) + "|", *rows])


def built(folder: Path, *blocks: str) -> Built:
    return convert(open_source(document(folder, *blocks)))


def warnings(plan: Built, language: str = "en") -> list[str]:
    return [g.line(language) for g in plan.report.groups if g.severity == "Warning"]


def of(rule: str, lines: list[str]) -> list[str]:
    return [line for line in lines if rule in line]


def test_a_table_without_a_column_is_one_finding_for_all_its_actions(tmp_path: Path) -> None:
    plan = built(tmp_path, "# Harbour plan 2025", table("Action", "Responsible", rows=ROWS))

    (line,) = of("ActionShape", warnings(plan))

    assert line == (
        "Warning: table 1 has no column for deadlines, funding or indicators: 3 actions are "
        "without; if there is one under another heading, call it 'deadline', 'funding' or "
        "'indicator', or name it in plan.toml "
        "(ActionShape-deadline, ActionShape-funding, ActionShape-indicator)"
    )


def test_the_report_in_rdf_keeps_a_result_for_each_action(tmp_path: Path) -> None:
    plan = built(tmp_path, "# Harbour plan 2025", table("Action", "Responsible", rows=ROWS))

    deadlines = [f for f in plan.report.findings if f.rule == "ActionShape-deadline"]

    assert [f.focus for f in deadlines] == [
        plan.iris.thing("action", action.code) for action in plan.plan.actions
    ]


def test_tables_that_lack_the_same_are_named_together(tmp_path: Path) -> None:
    dated = [f"{row.replace('| ', '| Again ', 1)} May 2025 |" for row in ROWS]
    plan = built(
        tmp_path,
        "# Harbour plan 2025",
        table("Action", "Responsible", rows=ROWS[:1]),
        "Second quay",
        table("Action", "Responsible", rows=ROWS[1:]),
        "Third quay",
        table("Action", "Responsible", "Deadline", rows=dated),
    )

    lines = of("ActionShape", warnings(plan))

    assert len(lines) == 2
    assert lines[0].startswith("Warning: tables 1 and 2 have no column for deadlines: 3 actions ")
    assert lines[1].startswith("Warning: tables 1-3 have no column for funding or indicators: 6 ")


def test_a_column_that_is_there_but_empty_is_looked_at_cell_by_cell(tmp_path: Path) -> None:
    empty = [f"{row} |" for row in ROWS]
    plan = built(
        tmp_path, "# Harbour plan 2025", table("Action", "Responsible", "Deadline", rows=empty)
    )

    (line,) = of("ActionShape-deadline", warnings(plan))

    assert line == (
        "Warning, 3 times: table 1, row 2, column 1: 'Sweep the harbour steps': the action has "
        "no deadline; look at its cell of deadlines (ActionShape-deadline, action/harbour/01; "
        "also table 1, row 3, column 1: 'Count the ferries at dawn'; table 1, row 4, column 1: "
        "'Paint the long pier')"
    )


def test_the_headings_that_are_advised_are_those_of_the_documents_language(tmp_path: Path) -> None:
    rows = ["| Vopsirea digului | Oficiul portului |", "| Curățarea treptelor | Oficiul portului |"]
    plan = built(
        tmp_path, "# Plan de acțiune 2025", table("Acțiunea", "Instituții responsabile", rows=rows)
    )

    (english,) = of("ActionShape-deadline", warnings(plan))
    (romanian,) = of("ActionShape-deadline", warnings(plan, "ro"))

    assert "call it 'termen" in english
    assert romanian.startswith("Avertisment: tabelul 1 nu are coloană pentru termene, ")
    assert "2 acțiuni sunt fără" in romanian


@pytest.mark.parametrize(
    ("headings", "row", "advised"),
    [
        (
            ("Action", "Responsible", "Deadline", "Funding"),
            "| Sweep the steps | Port office | when the tide allows | the tide |",
            ["such as 'june 2025', or as 'annually'", "as 'state budget' or 'european funds'"],
        ),
        (
            ("Activité", "Responsable", "Échéance", "Financement"),
            "| Balayer les marches | Bureau du port | selon la marée | la marée |",
            ["such as 'juin 2025', or as 'annuel'", "as 'budget de l'état' or 'fonds européens'"],
        ),
    ],
    ids=["en", "fr"],
)
def test_what_to_write_is_said_in_words_of_the_documents_language(
    tmp_path: Path, headings: tuple[str, ...], row: str, advised: list[str]
) -> None:
    plan = built(tmp_path, "# Plan d'action du port 2025", table(*headings, rows=[row]))

    lines = "\n".join(warnings(plan))

    assert [words for words in advised if words not in lines] == []


def test_a_plan_without_objectives_says_so_once(tmp_path: Path) -> None:
    plan = built(tmp_path, "# Harbour plan 2025", table("Action", "Responsible", rows=ROWS))

    lines = [g.line("en") for g in plan.report.groups if g.severity == "Info"]

    (line,) = of("ActionShape-objective", lines)
    assert line.startswith("Info: the plan has no objectives: 3 actions are without")


def test_an_unknown_body_is_one_finding_with_its_number_and_its_first_place(tmp_path: Path) -> None:
    plan = built(tmp_path, "# Harbour plan 2025", table("Action", "Responsible", rows=ROWS))

    (line,) = of("ActorShape-kind", warnings(plan))

    assert line.startswith("Warning: table 1, row 2, column 2: 'Port office': the register ")
    assert ", which names it 3 times" in line


def test_what_a_table_lacks_makes_no_action_doubtful(tmp_path: Path) -> None:
    plan = built(tmp_path, "# Harbour plan 2025", table("Action", "Responsible", rows=ROWS))

    items = reviewed(plan.plan, plan.iris, plan.report)

    assert {i.sureness.degree for i in items if i.fact.part == "action"} == {"sure"}
    assert [i.fact.part for i in items if any("no column for" in r for r in i.remarks)] == ["title"]


def test_findings_of_more_than_three_places_name_the_first_three(tmp_path: Path) -> None:
    rows = [*ROWS, "| Grease the crane | Port office |", "| Test the fog horn | Port office |"]
    rows += [f"| Mend lamp {name} | |" for name in ("one", "two", "three", "four")]
    plan = built(tmp_path, "# Harbour plan 2025", table("Action", "Responsible", rows=rows))

    (line,) = of("ActionShape-responsible", warnings(plan))

    assert line.startswith("Warning, 4 times: table 1, row 7, column 1: 'Mend lamp one': nobody")
    assert line.endswith("row 9, column 1: 'Mend lamp three' and 1 more)")


def test_only_what_says_the_same_and_is_as_serious_is_one_group() -> None:
    focus = Report().iri
    messages = {"en": "the lamp is out; light it", "ro": "lampa e stinsă; aprindeți-o"}
    findings = [
        Finding("Warning", "LampShape-lit", focus, messages, source=Source("lamp 1")),
        Finding("Info", "LampShape-lit", focus, messages, source=Source("lamp 2")),
        Finding("Warning", "LampShape-lit", focus, {**messages, "en": "no lamp"}),
        Finding("Warning", "LampShape-lit", focus, messages, source=Source("lamp 3")),
    ]

    numbers = [len(group.findings) for group in grouped(findings)]

    assert numbers == [2, 1, 1]


def test_the_summary_of_a_build_counts_and_shows_what_there_is_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = document(tmp_path, "# Harbour plan 2025", table("Action", "Responsible", rows=ROWS))

    assert main(["build", str(path), "--out", str(tmp_path / "build")]) == 0

    out = capsys.readouterr().out
    shown = [line for line in out.splitlines() if line.startswith("  Warning")]
    assert f"{len(shown):>8} warnings" in out


def test_check_groups_findings_likewise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "actions.ttl"
    action = f"<{PLAN_BASE}id/action/p/{{}}> a <{PLAN_BASE}def#Action> ."
    data.write_text("\n".join(action.format(n) for n in range(4)), encoding="utf-8")

    main(["check", str(data), "--language", "ro"])

    lines = [line for line in capsys.readouterr().out.splitlines() if "-deadline" in line]
    assert len(lines) == 1
    assert ": Avertisment, de 4 ori: acțiunea nu are termen; " in lines[0]
    assert lines[0].endswith("action/p/0; și action/p/1; action/p/2 și încă 1)")
