"""What a person says of columns is what they are, there and back, and the graph records it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openpyxl import Workbook, load_workbook

from office_files import cell, paragraph, row, table, write_docx
from plan_graph.building.opening import read_plan
from plan_graph.building.pipeline import convert
from plan_graph.building.task import open_plan
from plan_graph.cli import main
from plan_graph.errors import PlanGraphError, ReadingError
from plan_graph.plan import Plan
from plan_graph.publishing.dumps import turtle
from plan_graph.rdf.view import View
from plan_graph.vocab import DCTERMS, PLAN
from plan_graph.workbooks.review.columns_sheet import WIDTHS
from reviews import triples_of

HEADINGS = ("Vorka", "Klend teru", "Ossip", "Brun")
"""Headings of a language that nobody speaks."""
ROWS = (
    ("Plant two hundred lime trees along the canal", "31 December 2027", "Parks Office", "maybe"),
    ("Repair the benches in the old town", "30 June 2026", "City Works", "no"),
    ("Open a garden school for children", "Q4 2026", "Parks Office", "yes"),
)
ACTIONS = [action for action, *_ in ROWS]
SAID = '"VORKA" = "action"\n"Klend  teru" = "deadline"\n"Ossip" = "responsible"\n'
KIND = list(WIDTHS).index("kind") + 1


def as_md(path: Path) -> None:
    lines = [HEADINGS, ("---",) * len(HEADINGS), *ROWS]
    path.write_text("".join(f"| {' | '.join(line)} |\n" for line in lines), encoding="utf-8")


def as_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *ROWS])


def as_xlsx(path: Path) -> None:
    book = Workbook()
    for line in (HEADINGS, *ROWS):
        book.worksheets[0].append(line)
    book.save(path)


def as_docx(path: Path) -> None:
    document = docx.Document()
    grid = document.add_table(rows=0, cols=len(HEADINGS))
    for line in (HEADINGS, *ROWS):
        for box, text in zip(grid.add_row().cells, line, strict=True):
            box.text = text
    document.save(str(path))


def as_txt(path: Path) -> None:
    lines = ["".join(f"\t{text}\n" for text in line) for line in (HEADINGS, *ROWS)]
    path.write_text("Plan\n\n" + "\n".join(lines), encoding="utf-8")


WRITERS: dict[str, Callable[[Path], None]] = {
    "parks.md": as_md,
    "parks.csv": as_csv,
    "parks.xlsx": as_xlsx,
    "parks.docx": as_docx,
}


@pytest.fixture(params=WRITERS)
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "parks" / str(request.param)
    path.parent.mkdir()
    WRITERS[request.param](path)
    return path


def with_settings(document: Path, columns: str) -> Path:
    """Put plan.toml beside a document; give the folder."""
    lines = f'document = "{document.name}"\nlanguage = "en"\n\n[columns]\n{columns}'
    (document.parent / "plan.toml").write_text(lines, encoding="utf-8")
    return document.parent


def written(folder: Path, lines: list[str]) -> Path:
    """Write a document in Markdown."""
    path = folder / "plan" / "plan.md"
    path.parent.mkdir()
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def plan_of(path: Path) -> Plan:
    return read_plan(open_plan(path))[0]


def titles(plan: Plan) -> list[str]:
    return [action.title for action in plan.actions]


def refused(path: Path) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        plan_of(path)
    assert "\n" not in str(caught.value)
    return caught.value


def kinds_of(plan: Plan) -> dict[str, tuple[str, ...]]:
    return {c.heading.text: c.kinds for table in plan.tables for c in table.columns}


def told(path: Path) -> list[tuple[str, str, str]]:
    """Return what the graph says was corrected: heading, value read, value given."""
    view = View(triples_of(path))
    return [
        (
            view.text(view.nodes(node, PLAN.statedIn)[0], PLAN.quote),
            view.text(node, PLAN.valueRead),
            view.text(node, PLAN.valueGiven),
        )
        for node in view.instances(PLAN.Correction)
    ]


def chosen(review: Path, choices: dict[str, str], *, name: str = "said.xlsx") -> Path:
    """Choose on the sheet of columns what headings are, as a person would."""
    book = load_workbook(review)
    sheet = book["Columns"]
    for line in sheet.iter_rows(min_row=2):
        kind = choices.get(str(line[1].value))
        if kind is not None:
            sheet.cell(line[1].row or 0, KIND).value = kind
    again = review.with_name(name)
    book.save(again)
    return again


def review_of(path: Path, name: str = "review.xlsx", *, status: int = 0) -> Path:
    """Write the review of a document by the command."""
    review = path.parent / name
    assert main(["read", str(path), "--format", "xlsx", "--out", str(review)]) == status
    return review


def sheet_of(review: Path) -> list[tuple[object, ...]]:
    """Return the rows of the sheet of columns."""
    return [tuple(line) for line in load_workbook(review)["Columns"].iter_rows(values_only=True)]


# The refusal


def test_unknown_headings_are_refused_with_the_lines_to_write(document: Path) -> None:
    error = refused(document)

    assert error.place == "table 1"
    assert "read as: 'Vorka' = not known, 'Klend teru' = not known, 'Ossip' = not" in str(error)
    assert error.settings == '[columns]\n"Vorka" = ""\n"Klend teru" = ""\n"Ossip" = ""\n"Brun" = ""'


def test_the_command_shows_the_lines_below_its_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    as_md(tmp_path / "parks.md")

    for command in ("read", "build"):
        assert main([command, str(tmp_path / "parks.md")]) == 2

        first, *below = capsys.readouterr().err.splitlines()
        assert first.startswith("plan-graph: parks.md, table 1: no action table found")
        told = [line for line in below if line.startswith("#")]
        assert 'the line document = "parks.md" and these below it' in " ".join(told)
        assert any("funding, amount" in line for line in told)
        assert below[len(told) :] == refused(tmp_path / "parks.md").settings.splitlines()


def test_the_lines_that_are_shown_can_be_written_as_they_are(tmp_path: Path) -> None:
    odd = written(
        tmp_path,
        [
            '| Vor"ka\\\\ x | Deadline | Deadline | Responsible body / Partners |',
            "|---|---|---|---|",
            "| Plant many trees | 2027 | 2028 | Parks Office |",
            "| Repair benches soon | 2027 | 2028 | Parks Office |",
        ],
    )
    shown = refused(with_settings(odd, "")).settings.removeprefix("[columns]\n")

    again = refused(with_settings(odd, shown + "\n"))

    assert again.settings.removeprefix("[columns]\n") == shown
    assert '"Responsible body / Partners" = ["responsible", "partner"]' in shown


def test_the_table_that_is_shown_is_the_nearest_one(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        [
            "| Zed | Ipp |",
            "|---|---|",
            "| a | 1 |",
            "",
            f"| {' | '.join(HEADINGS)} |",
            "|---|---|---|---|",
            *(f"| {' | '.join(line)} |" for line in ROWS),
        ],
    )

    error = refused(path)

    assert error.place == "table 2"
    assert [heading for heading, _ in error.columns] == list(HEADINGS)


def test_labels_of_cards_are_shown_as_what_a_person_is_asked_about(tmp_path: Path) -> None:
    path = written(tmp_path, cards())

    assert [heading for heading, _ in refused(path).columns] == list(HEADINGS)


# In plan.toml


def test_what_plan_toml_says_makes_the_document_read(document: Path) -> None:
    plan = plan_of(with_settings(document, SAID))

    assert titles(plan) == ACTIONS
    assert kinds_of(plan) == {
        "Vorka": ("action",),
        "Klend teru": ("deadline",),
        "Ossip": ("responsible",),
        "Brun": (),
    }
    assert [len(action.deadlines) for action in plan.actions] == [1, 1, 1]
    assert [a.participations[0].actor.code for a in plan.actions] == [line[2] for line in ROWS]
    assert [a.remarks[0].heading for a in plan.actions] == ["Brun"] * 3


def test_a_text_export_is_read_by_the_same_lines(tmp_path: Path) -> None:
    path = tmp_path / "parks.txt"
    as_txt(path)
    as_md(tmp_path / "parks.md")

    assert titles(plan_of(with_settings(path, SAID))) == ACTIONS


def test_one_heading_is_enough_and_the_rest_is_found_out(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ["| Vorka | Deadline | Ossip |", "|---|---|---|", *(
            f"| {action} | {deadline} | {body} |" for action, deadline, body, _ in ROWS
        )],
    )  # fmt: skip

    plan = plan_of(with_settings(path, '"Vorka" = "action"\n"Ossip" = ""\n'))

    assert titles(plan) == ACTIONS
    assert kinds_of(plan) == {"Vorka": ("action",), "Deadline": ("deadline",), "Ossip": ()}


def test_where_a_person_says_which_column_holds_the_actions_no_other_does(tmp_path: Path) -> None:
    lines = [
        "| Measure | Vorka | Deadline | Responsible |",
        "|---|---|---|---|",
        *(f"| {line[0]} | Part {i} of the whole | 2027 | Office |" for i, line in enumerate(ROWS)),
    ]
    path = written(tmp_path, lines)
    assert titles(plan_of(path)) == ACTIONS

    plan = plan_of(with_settings(path, '"Vorka" = "action"\n'))

    assert titles(plan) == ["Part 0 of the whole", "Part 1 of the whole", "Part 2 of the whole"]
    assert kinds_of(plan)["Measure"] == ()


def test_a_known_heading_can_be_kept_as_a_remark(tmp_path: Path) -> None:
    lines = [
        "| Measure | Responsible | Deadline |",
        "|---|---|---|",
        *(f"| {line[0]} | {line[2]} | 2027 |" for line in ROWS),
    ]

    plan = plan_of(with_settings(written(tmp_path, lines), '"Deadline" = "remark"\n'))

    assert titles(plan) == ACTIONS
    assert not any(action.deadlines for action in plan.actions)
    assert [action.remarks[0].heading for action in plan.actions] == ["Deadline"] * 3


def cards() -> list[str]:
    """Write a card for each action, with labels that no rule knows."""
    return [
        line
        for values in ROWS
        for line in (
            "| | |",
            "|---|---|",
            *(f"| {label} | {value} |" for label, value in zip(HEADINGS, values, strict=True)),
            "",
            "Next.",
            "",
        )
    ]


def test_labels_of_cards_are_what_a_person_says(tmp_path: Path) -> None:
    plan = plan_of(with_settings(written(tmp_path, cards()), SAID))

    assert titles(plan) == ACTIONS
    assert [len(action.deadlines) for action in plan.actions] == [1, 1, 1]
    assert [a.participations[0].actor.code for a in plan.actions] == [line[2] for line in ROWS]


def test_labels_in_paragraphs_are_what_a_person_says(tmp_path: Path) -> None:
    blocks = (
        "\n".join(f"{label}: {text}  " for label, text in zip(HEADINGS, values, strict=True))
        for values in ROWS
    )
    folder = with_settings(written(tmp_path, ["\n\n".join(blocks)]), SAID)

    assert titles(plan_of(folder)) == ACTIONS
    assert told(folder) == [
        ("Vorka", "", "action"),
        ("Klend teru", "", "deadline"),
        ("Ossip", "", "responsible"),
    ]


def test_a_heading_of_two_lines_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "parks.docx"
    heads = row(cell(paragraph("Vorka"), paragraph("brin")), cell(paragraph("Ossip")))
    body = [row(cell(paragraph(a)), cell(paragraph(b))) for a, _, b, _ in ROWS]
    write_docx(path, table(heads, *body))

    plan = plan_of(with_settings(path, '"Vorka brin" = "action"\n"Ossip" = "responsible"\n'))

    assert titles(plan) == ACTIONS


def test_a_column_that_holds_no_words_is_not_trusted_whoever_says_so(tmp_path: Path) -> None:
    lines = [
        "| Vorka | Brun | Deadline |",
        "|---|---|---|",
        *(f"| {line[0]} | {number} | 2027 |" for number, line in enumerate(ROWS)),
    ]

    error = refused(with_settings(written(tmp_path, lines), '"Brun" = "action"\n'))

    assert "actions hold no words" in str(error)
    assert "'Brun' = action" in str(error)


def test_two_columns_of_actions_are_one_too_many(tmp_path: Path) -> None:
    as_md(tmp_path / "parks.md")
    both = '"Vorka" = "action"\n"Ossip" = "action"\n'

    error = refused(with_settings(tmp_path / "parks.md", both))

    assert "'Vorka' and 'Ossip' of table 1 are both said to hold the actions" in str(error)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            '"Vorka" = "acton"',
            "parks/plan.toml: 'acton' is no kind of column, as 'Vorka' is said to be; "
            "did you mean 'action'?",
        ),
        ('"Vorka" = 7', "parks/plan.toml: the column 'Vorka' is '7'; write its kind, such as"),
        ('"Vorka" = ["action", 7]', "write its kind, such as"),
        (
            '"Vorka" = "action"\n"Klend" = "deadline"',
            "plan.toml: [columns] names 'Klend', which no table of 'parks.md' has; "
            "did you mean 'Klend teru'?",
        ),
        ('"Qqqqq" = "action"', "names 'Qqqqq', which no table of 'parks.md' has; remove the line"),
    ],
)
def test_a_word_that_cannot_be_is_one_clear_line(tmp_path: Path, line: str, expected: str) -> None:
    path = tmp_path / "parks" / "parks.md"
    path.parent.mkdir()
    as_md(path)

    with pytest.raises(PlanGraphError) as caught:
        plan_of(with_settings(path, line + "\n"))

    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


# In the workbook


def test_the_workbook_of_a_document_that_is_not_read_asks_what_each_column_is(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = review_of(document, status=2)

    line, advice = capsys.readouterr().err.splitlines()
    assert line.startswith(f"plan-graph: {document.name}, table 1: no action table found")
    assert advice == f"say in '{review}' what each column holds, and give it to plan-graph build"
    _, *rows = sheet_of(review)
    assert rows == [
        ("1", heading, None, "not known", example, None)
        for heading, example in zip(HEADINGS, ROWS[0], strict=True)
    ]
    assert load_workbook(review)["Review"].max_row == 1


def test_the_likeliest_table_comes_first_on_the_sheet(tmp_path: Path) -> None:
    lines = [
        *("| Zed | Vorka |", "|---|---|", "| a | b |", ""),
        *(f"| {' | '.join(HEADINGS)} |", "|---|---|---|---|"),
        *(f"| {' | '.join(line)} |" for line in ROWS),
    ]

    review = review_of(written(tmp_path, lines), status=2)

    assert [line[:2] for line in sheet_of(review)[1:]] == [
        ("1, 2", "Vorka"),
        ("2", "Klend teru"),
        ("2", "Ossip"),
        ("2", "Brun"),
        ("1", "Zed"),
    ]


def test_no_workbook_is_written_where_there_is_no_column_to_ask_about(tmp_path: Path) -> None:
    path = written(tmp_path, ["Nothing but a line of prose."])

    assert main(["read", str(path), "--format", "xlsx", "--out", str(tmp_path / "x.xlsx")]) == 2
    assert not (tmp_path / "x.xlsx").exists()


def test_what_is_chosen_in_the_workbook_makes_the_document_read(document: Path) -> None:
    review = review_of(document, status=2)

    said = chosen(review, {"Vorka": "action", "Klend teru": "Deadline", "Ossip": "responsible"})

    plan = plan_of(said)
    assert titles(plan) == ACTIONS
    assert [len(action.deadlines) for action in plan.actions] == [1, 1, 1]
    assert main(["build", str(said), "--out", str(document.parent / "graph")]) == 0


def test_the_workbook_that_nobody_wrote_in_is_refused_as_the_document_is(tmp_path: Path) -> None:
    as_md(tmp_path / "parks.md")

    review = review_of(tmp_path / "parks.md", status=2)

    assert str(refused(review)) == str(refused(tmp_path / "parks.md"))


def test_a_review_of_what_was_said_goes_on_from_it(tmp_path: Path) -> None:
    as_md(tmp_path / "parks.md")
    said = chosen(review_of(tmp_path / "parks.md", status=2), {"Vorka": "action"})

    facts = review_of(said, "facts.xlsx")

    _, first, *_ = sheet_of(facts)
    assert first[1:4] == ("Vorka", "action", "said by a person")
    more = chosen(facts, {"Ossip": "responsible", "Brun": "notes"}, name="more.xlsx")
    assert told(more) == [
        ("Vorka", "", "action"),
        ("Ossip", "", "responsible"),
        ("Brun", "", "notes"),
    ]
    files = View(triples_of(more))
    names = sorted(files.text(node, DCTERMS.title) for node in files.instances(PLAN.Workbook))
    assert names == ["more.xlsx", "said.xlsx"]


def test_the_sheet_is_there_for_a_document_that_was_read_and_changes_nothing_unedited(
    tmp_path: Path,
) -> None:
    as_md(tmp_path / "parks.md")
    folder = with_settings(tmp_path / "parks.md", SAID)

    review = review_of(folder, str(folder / "review.xlsx"))

    assert [line[1:4] for line in sheet_of(review)[1:]] == [
        ("Vorka", "action", "said by a person"),
        ("Klend teru", "deadline", "said by a person"),
        ("Ossip", "responsible", "said by a person"),
        ("Brun", None, "not known"),
    ]
    assert turtle(triples_of(review)) == turtle(triples_of(folder))


def test_the_workbook_beside_the_document_wins_over_plan_toml(tmp_path: Path) -> None:
    as_md(tmp_path / "parks.md")
    folder = with_settings(tmp_path / "parks.md", SAID)
    review = review_of(folder, str(folder / "review.xlsx"))

    chosen(review, {"Ossip": "partners"}, name="corrections.xlsx")

    plan = plan_of(folder)
    assert kinds_of(plan)["Ossip"] == ("partner",)
    assert kinds_of(plan)["Vorka"] == ("action",)


def test_a_corrected_fact_that_a_column_took_away_is_not_put_on_another(tmp_path: Path) -> None:
    as_md(tmp_path / "parks.md")
    folder = with_settings(tmp_path / "parks.md", SAID)
    review = review_of(folder, str(folder / "review.xlsx"))
    book = load_workbook(review)
    (number,) = (
        line[0].row
        for line in book["Review"].iter_rows()
        if line[-1].value == "deadline/01-1" and line[0].row
    )
    book["Review"].cell(number, 8).value = "2027-11-30"
    book.save(review)
    both = chosen(review, {"Klend teru": "notes", "Brun": "deadline"})

    with pytest.raises(PlanGraphError, match="corrects what is not read any more"):
        plan_of(both)


@pytest.mark.parametrize(
    ("number", "column", "text", "expected"),
    [
        (2, KIND, "tree", "sheet 'Columns', cell C2: found 'tree'; choose one of the list: 'numb"),
        (3, 2, "Vorka", "cell B3: 'Vorka' is no heading of the document, or stands there twice"),
        (3, 2, "Klend", "cell B3: 'Klend' is no heading of the document, or stands there twice"),
    ],
)
def test_a_cell_of_the_sheet_that_cannot_be_is_one_clear_line(
    tmp_path: Path, number: int, column: int, text: str, expected: str
) -> None:
    as_md(tmp_path / "parks.md")
    review = review_of(tmp_path / "parks.md", status=2)
    book = load_workbook(review)
    book["Columns"].cell(number, column).value = text
    book.save(review)

    with pytest.raises(PlanGraphError) as caught:
        plan_of(review)

    assert expected in str(caught.value)


# In the graph


def test_the_graph_records_what_was_said_and_where(tmp_path: Path) -> None:
    as_md(tmp_path / "parks.md")
    folder = with_settings(tmp_path / "parks.md", SAID)

    built = convert(open_plan(folder))

    view = View(built.asserted)
    (file,) = view.instances(PLAN.SettingsFile)
    assert view.text(file, DCTERMS.title) == "plan.toml"
    assert told(folder) == [
        ("Vorka", "", "action"),
        ("Klend teru", "", "deadline"),
        ("Ossip", "", "responsible"),
    ]
    assert not built.report.violations
    assert built.quality.counts["corrected"] == 3


def test_a_word_that_only_says_what_the_rules_say_corrects_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, [
        "| Measure | Deadline | Responsible |", "|---|---|---|",
        *(f"| {line[0]} | 2027 | {line[2]} |" for line in ROWS),
    ])  # fmt: skip
    plain = turtle(triples_of(with_settings(path, "")))

    assert turtle(triples_of(with_settings(path, '"Deadline" = "deadline"\n'))) == plain
