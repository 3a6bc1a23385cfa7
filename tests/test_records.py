"""Plans as records (.json, .yaml) and as reStructuredText."""

from __future__ import annotations

from pathlib import Path

import pytest

from plan_graph.documents import FORMATS, read
from plan_graph.errors import DocumentError
from plan_graph.language import wording
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Cell, CellKind, Document, LineKind

EN = Languages((wording.load("en"),))
README = Path(__file__).parents[1] / "README.md"


def document_of(folder: Path, name: str, text: str) -> Document:
    (folder / name).write_text(text, encoding="utf-8")
    return read(folder / name, EN)


def cells(document: Document) -> list[list[Cell]]:
    return [list(row.cells) for table in document.tables for row in table.rows]


def texts(document: Document) -> list[list[str]]:
    return [[cell.passage.text for cell in row] for row in cells(document)]


def test_keys_are_headings_and_values_are_cells_as_they_are_written(tmp_path: Path) -> None:
    found = document_of(
        tmp_path,
        "orchard.json",
        '{"title": "Orchard plan", "language": "en-GB", "period": "2031-2033", "actions": ['
        '{"action": "Plant plums", "responsible_body": ["Parks office", "School"], "cost": 1.50},'
        '{"action": "Prune", "dueDate": "May 2031", "done": true, "cost": null}]}',
    )

    assert texts(found) == [
        ["action", "responsible body", "cost", "due Date", "done"],
        ["Plant plums", "Parks office\nSchool", "1.50", "", ""],
        ["Prune", "", "", "May 2031", "TRUE"],
    ]
    assert [(each.text, level) for each, level in found.levels] == [("Orchard plan", 1)]
    assert (found.language, "period: 2031-2033" in found.text) == ("en-GB", True)
    _, bodies, cost, *_ = cells(found)[1]
    assert [line.kind for line in bodies.lines] == [LineKind.ITEM, LineKind.ITEM]
    assert (cost.kind, cells(found)[2][4].kind) == (CellKind.NUMBER, CellKind.YES_NO)


def test_yaml_values_are_no_more_than_what_is_written(tmp_path: Path) -> None:
    found = document_of(
        tmp_path,
        "orchard.yaml",
        "- action: Plant plums\n  country: no\n  version: 1.10\n  due: 2031-05-04\n  note: ~\n",
    )

    assert texts(found)[1] == ["Plant plums", "no", "1.10", "2031-05-04", ""]


def test_the_same_records_are_the_same_document_in_both_formats(tmp_path: Path) -> None:
    in_json = document_of(tmp_path, "orchard.json", '[{"action": "Prune", "due": ["May", "June"]}]')
    in_yaml = document_of(tmp_path, "orchard.yml", "- action: Prune\n  due:\n  - May\n  - June\n")

    assert (in_json.text, in_json.blocks) == (in_yaml.text, in_yaml.blocks)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", "[{]", "a.json, line 1: is no JSON"),
        ("a.json", "[" * 100_000, "nested too deep"),
        ("a.json", '{"action": "Prune"}', "no action table found: a list of actions was expected"),
        ("a.json", '[{"a": 1, "a": 2}]', "an object has the key 'a' twice"),
        ("a.json", '[{"a": {"b": 1}}]', "a.json, record 1, 'a': holds an object"),
        ("a.json", '[{"a": [[1]]}]', "a list in a list"),
        ("a.yaml", "a: [b", "a.yaml, line 1: is no YAML"),
        ("a.yaml", "- &x {a: b}\n- *x\n", r"a.yaml, line 2: refers to another value with '\*x'"),
        ("a.yaml", "[" * 60 + "]" * 60, "nested too deep"),
        ("a.yaml", "- ? [a]\n  : b\n", "has a key that is no word"),
        ("a.yaml", "--- a\n--- b\n", "is no YAML"),
    ],
)
def test_records_that_cannot_be_read_are_one_line(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    with pytest.raises(DocumentError, match=message):
        document_of(tmp_path, name, text)


RST = """\
============
Orchard plan
============

.. A comment
   over two lines

Fruit
-----

The *plums* of ``2031``
come first.

.. table:: What is done

   ============  ==============  ========
   Action        Responsible     Deadline
   ============  ==============  ========
   Plant         - Parks office  June
   **plums**     - School        2031
                 and friends
   Prune                         2032
   Everything else
   ----------------------------  --------
   ============  ==============  ========

+-------+------+
| Step  | When |
+=======+======+
| Water | May  |
|       +------+
|       | June |
+-------+------+
"""


def test_sections_and_both_kinds_of_tables_are_read(tmp_path: Path) -> None:
    found = document_of(tmp_path, "orchard.rst", RST.replace("   **plums**", "               "))

    assert [(each.text, level) for each, level in found.levels] == [
        ("Orchard plan", 1),
        ("Fruit", 2),
    ]
    assert "The plums of 2031 come first.\nWhat is done\n" in found.text
    assert "comment" not in found.text
    assert texts(found) == [
        ["Action", "Responsible", "Deadline"],
        ["Plant", "- Parks office\n- School and friends", "June 2031"],
        ["Prune", "", "2032"],
        ["Everything else", ""],
        ["Step", "When"],
        ["Water", "May"],
        ["Water", "June"],
    ]
    assert [cell.is_heading for cell in cells(found)[0]] == [True, True, True]
    assert [(cell.column, cell.columns) for cell in cells(found)[3]] == [(1, 2), (3, 1)]


def test_words_across_the_edge_of_a_column_are_refused(tmp_path: Path) -> None:
    table = "======  ====\nAction  When\n======  ====\nPlant plums\n======  ====\n"

    with pytest.raises(DocumentError, match=r"orchard.rst, line 4: words stand across the edge"):
        document_of(tmp_path, "orchard.rst", table)


def test_a_table_without_an_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="line 1: begins a table that has no end"):
        document_of(tmp_path, "orchard.rst", "====  ====\na     b\n")


def test_the_readme_names_every_format_that_is_read() -> None:
    text = README.read_text(encoding="utf-8").split("### How plans are read")[1]
    rows = [line.split("|")[1] for line in text.split("\n") if line.startswith("| `.")]

    named = [each.strip("`") for row in rows for each in row.split()]

    assert sorted(named) == sorted(FORMATS)
