"""What a Word document knows beyond its words: numbers of lists, lines, struck words, margins."""

from __future__ import annotations

from pathlib import Path

import pytest

from office_files import (
    cell,
    definition,
    level,
    listing,
    paragraph,
    row,
    table,
    write_docx,
)
from plan_graph.documents import read
from plan_graph.language import register, wording
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Cell, Document
from plan_graph.reading import interpret
from plan_graph.text import Passage

EN = Languages((wording.load("en"),))
OUTLINE = definition(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))


def document_of(folder: Path, body: str, *, title: str = "", **parts: str) -> Document:
    write_docx(folder / "orchard.docx", body, title=title, **parts)
    return read(folder / "orchard.docx", EN)


def shown(folder: Path, body: str, **parts: str) -> list[str]:
    document = document_of(folder, body, **parts)
    return [block.text for block in document.blocks if isinstance(block, Passage)]


def first_cell(document: Document) -> Cell:
    return next(document.tables).rows[0].cells[0]


def test_numbers_count_on_each_level_and_begin_anew_below(tmp_path: Path) -> None:
    body = "".join(
        paragraph(text, listed=f"1 {depth}")
        for text, depth in [("Soil", 0), ("Dig", 1), ("Sow", 1), ("Water", 0), ("Pump", 1)]
    )

    found = shown(tmp_path, body, numbering=OUTLINE + listing(1, 0))

    assert found == ["1. Soil", "1.1 Dig", "1.2 Sow", "2. Water", "2.1 Pump"]


@pytest.mark.parametrize(
    ("number_format", "text", "expected"),
    [
        ("lowerLetter", "%1)", ["a) Dig", "b) Sow"]),
        ("upperRoman", "%1.", ["I. Dig", "II. Sow"]),
        ("decimalZero", "M %1", ["M 01 Dig", "M 02 Sow"]),
        ("russianLower", "%1)", ["а) Dig", "б) Sow"]),
        ("none", "", ["Dig", "Sow"]),
        ("bullet", "\uf0b7", ["Dig", "Sow"]),
        ("cardinalText", "%1.", ["Dig", "Sow"]),
    ],
)
def test_a_number_is_written_in_its_format_and_left_out_where_that_is_not_known(
    tmp_path: Path, number_format: str, text: str, expected: list[str]
) -> None:
    numbering = definition(0, level(0, number_format, text)) + listing(1, 0)
    body = paragraph("Dig", listed="1 0") + paragraph("Sow", listed="1 0")

    assert shown(tmp_path, body, numbering=numbering) == expected


def test_lists_of_one_definition_count_on_and_one_with_its_own_start_does_not(
    tmp_path: Path,
) -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = OUTLINE + listing(1, 0) + listing(2, 0) + listing(3, 0, overrides=start)
    body = "".join(paragraph("Dig", listed=f"{number} 0") for number in (1, 2, 3, 3))

    assert shown(tmp_path, body, numbering=numbering) == ["1. Dig", "2. Dig", "5. Dig", "6. Dig"]


def test_a_level_that_comes_first_shows_where_the_one_above_begins(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "decimal", "%1", start=7), level(1, "decimal", "%1.%2"))
    body = paragraph("Dig", listed="1 1") + paragraph("Sow", listed="1 1")

    assert shown(tmp_path, body, numbering=numbering + listing(1, 0)) == ["7.1 Dig", "7.2 Sow"]


def test_legal_numbers_are_decimal_whatever_the_levels_above_are(tmp_path: Path) -> None:
    numbering = definition(
        0,
        level(0, "upperRoman", "Part %1"),
        level(1, "decimal", "%1.%2", more="<w:isLgl/>"),
    )
    body = paragraph("Soil", listed="1 0") + paragraph("Dig", listed="1 1")

    found = shown(tmp_path, body, numbering=numbering + listing(1, 0))

    assert found == ["Part I Soil", "1.1 Dig"]


def test_a_heading_is_numbered_through_its_style(tmp_path: Path) -> None:
    numbering = definition(
        0,
        level(0, "decimal", "%1.", more='<w:pStyle w:val="Upper"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="Lower"/>'),
    )
    listed = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:styleId="Upper"><w:name w:val="heading 1"/>{listed}</w:style>'
        '<w:style w:styleId="Lower"><w:name w:val="heading 2"/><w:basedOn w:val="Upper"/></w:style>'
    )
    body = "".join(
        paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')
        for text, style in [("Soil", "Upper"), ("Compost", "Lower"), ("Mulch", "Lower")]
    )

    document = document_of(tmp_path, body, numbering=numbering + listing(1, 0), styles=styles)

    assert [(words.text, depth) for words, depth in document.levels] == [
        ("1. Soil", 1),
        ("1.1 Compost", 2),
        ("1.2 Mulch", 2),
    ]


def test_list_zero_takes_a_paragraph_out_of_its_list(tmp_path: Path) -> None:
    body = paragraph("Dig", listed="1 0") + paragraph("Rest", listed="0 0")

    assert shown(tmp_path, body, numbering=OUTLINE + listing(1, 0)) == ["1. Dig", "Rest"]


def test_automatic_numbers_are_the_codes_of_objectives_and_actions(tmp_path: Path) -> None:
    header = row(*(cell(paragraph(text)) for text in ("No.", "Action", "Responsible", "Deadline")))

    def action(title: str) -> str:
        others = (cell(paragraph(text)) for text in (title, "Orchard Office", "2031"))
        return row(cell(paragraph(listed="1 1")), *others)

    body = (
        paragraph("Specific objective: Richer soil", listed="1 0")
        + table(header, action("Spread compost"), action("Plant clover"))
        + paragraph("Specific objective: Cleaner water", listed="1 0")
        + table(header, action("Dig a pond"))
    )

    document = document_of(tmp_path, body, numbering=OUTLINE + listing(1, 0))
    plan = interpret("orchard", document, EN.wordings[0], register.EMPTY)

    assert [objective.code for objective in plan.objectives] == ["1", "2"]
    assert [(action.code, action.objective) for action in plan.actions] == [
        ("1.1", "1"),
        ("1.2", "1"),
        ("2.1", "2"),
    ]


def test_lines_of_a_cell_know_what_they_are(tmp_path: Path) -> None:
    numbering = definition(0, level(0, "bullet", "o"), level(1, "lowerLetter", "%2)"))
    broken = "<w:p><w:r><w:t>Trees</w:t><w:br/><w:t>of the north</w:t></w:r></w:p>"
    words = (
        paragraph("pears", listed="1 0"),
        paragraph("early ones", listed="1 1"),
        paragraph("- plums"),
    )
    body = table(row(cell(broken, *words)))

    found = first_cell(document_of(tmp_path, body, numbering=numbering + listing(1, 0)))

    assert found.passage.text == "Trees\nof the north\npears\na) early ones\n- plums"
    assert [
        (line.kind.value, line.level, line.marker, line.passage.text) for line in found.lines
    ] == [
        ("paragraph", 0, "", "Trees"),
        ("break", 0, "", "of the north"),
        ("item", 0, "◦", "pears"),
        ("item", 1, "a)", "early ones"),
        ("item", 0, "-", "plums"),
    ]


def test_places_of_lines_and_struck_words_are_places_of_the_text(tmp_path: Path) -> None:
    struck = (
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>May 2030</w:t></w:r>"
        "<w:r><w:rPr><w:dstrike/></w:rPr><w:t>, early</w:t></w:r>"
        '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t xml:space="preserve"> June 2031</w:t></w:r>'
        "</w:p>"
    )
    body = paragraph("Orchards") + table(row(cell(paragraph("x")), cell(paragraph("y"), struck)))

    document = document_of(tmp_path, body)

    found = next(document.tables).rows[0].cells[1]
    assert [words.text for words in found.struck] == ["May 2030, early"]
    for passage in (*found.struck, *(line.passage for line in found.lines)):
        assert document.text[passage.start : passage.end] == passage.text


def test_inserted_words_are_read_and_deleted_ones_are_not(tmp_path: Path) -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>Forty</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>Thirty</w:delText></w:r></w:del>"
        '<w:r><w:t xml:space="preserve"> trees</w:t></w:r></w:p>'
    )

    assert shown(tmp_path, body) == ["Forty trees"]


def test_headings_and_fills_of_cells_are_kept(tmp_path: Path) -> None:
    green = '<w:shd w:val="clear" w:fill="70AD47"/>'
    white = '<w:shd w:val="clear" w:fill="FFFFFF"/>'
    body = table(
        row(cell(paragraph("March")), cell(paragraph("April")), properties="<w:tblHeader/>"),
        row(cell(properties=green), cell(properties=white)),
    )

    header, marks = next(document_of(tmp_path, body).tables).rows

    assert [each.is_heading for each in (*header.cells, *marks.cells)] == [True, True, False, False]
    assert [each.is_filled for each in marks.cells] == [True, False]
    assert [each.is_wordless for each in marks.cells] == [True, False]


def test_a_cell_that_goes_on_below_is_the_same_cell(tmp_path: Path) -> None:
    first = cell(paragraph("- pears"), properties='<w:vMerge w:val="restart"/>')
    body = table(row(first), row(cell(properties="<w:vMerge/>")))

    above, below = next(document_of(tmp_path, body).tables).rows

    assert above.cells == below.cells


PAGE = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>4</w:t></w:r></w:fldSimple>'
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


def test_what_only_repeats_in_margins_is_furniture_and_other_words_are_kept(tmp_path: Path) -> None:
    document = document_of(
        tmp_path,
        paragraph("Plan for the orchards"),
        header1=paragraph("Plan for the orchards") + paragraph("Draft of the gardeners"),
        header2=paragraph("Draft of the gardeners"),
        footer1=f"<w:p>{RUN.format('Page ')}{PAGE}</w:p>",
    )

    assert [words.text for words in document.furniture] == [
        "Plan for the orchards",
        "Draft of the gardeners",
        "Page 4",
    ]
    assert [words.text for words in document.skipped] == ["Draft of the gardeners"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Action plan for the orchards", "Action plan for the orchards"),
        ("orchard", None),
        ("orchards final.docx", None),
        ("Microsoft Word - orchards", None),
        ("", None),
    ],
)
def test_the_title_that_the_file_states_is_kept_if_it_is_one(
    tmp_path: Path, title: str, expected: str | None
) -> None:
    document = document_of(tmp_path, paragraph("Trees and bees"), title=title)

    assert (document.title and document.title.text) == expected
    assert document.skipped == ()
    if document.title:
        assert document.text[document.title.start : document.title.end] == title


def test_a_title_that_the_body_has_too_is_the_one_of_the_body(tmp_path: Path) -> None:
    document = document_of(
        tmp_path, paragraph("Plan for  bees") + paragraph("Plan for trees"), title="Plan for trees"
    )

    assert document.title == document.blocks[1]


def test_the_language_is_the_one_that_most_words_are_marked_with(tmp_path: Path) -> None:
    marked = '<w:p><w:r><w:rPr><w:lang w:val="{}"/></w:rPr><w:t>{}</w:t></w:r></w:p>'
    body = marked.format("ro-RO", "Livezi și albine") + marked.format("en-US", "Orchards")

    assert document_of(tmp_path, body).language == "ro-RO"
    assert document_of(tmp_path, paragraph("Orchards")).language == ""


def test_the_paragraph_in_the_style_of_a_title_is_the_title(tmp_path: Path) -> None:
    styles = '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    titled = paragraph("Clean rivers for all", properties='<w:pStyle w:val="Titel"/>')

    document = document_of(tmp_path, paragraph("Town of Rushford") + titled, styles=styles)

    assert document.title is not None
    assert document.title.text == "Clean rivers for all"
