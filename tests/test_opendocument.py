"""OpenDocument texts and spreadsheets read as their twins from Word and Excel do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import office_files as word
from opendocument_files import (
    cell,
    covered,
    level,
    list_style,
    listing,
    p,
    row,
    slide,
    style,
    table,
    write_opendocument,
)
from plan_graph.documents import read
from plan_graph.errors import DocumentError
from plan_graph.language import wording
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Cell, CellKind, Document, LineKind
from plan_graph.text import Passage

EN = Languages((wording.load("en"),))
RO = Languages((wording.load("ro"),))
OUTLINE = list_style("L", level(1, "1"), level(2, "1", suffix="", more='text:display-levels="2"'))
STRUCK = style("S", "text", 'style:text-line-through-style="solid"')
HEADINGS = ("No.", "Action", "Responsible", "Deadline")


def document_of(folder: Path, body: str, *, ending: str = "odt", **parts: str) -> Document:
    path = folder / f"orchard.{ending}"
    write_opendocument(path, body, **parts)
    return read(path, EN)


def paragraphs(folder: Path, body: str, **parts: str) -> list[str]:
    document = document_of(folder, body, **parts)
    return [block.text for block in document.blocks if isinstance(block, Passage)]


def cells(document: Document) -> list[Cell]:
    return [cell for table in document.tables for row in table.rows for cell in row.cells]


def texts(document: Document) -> list[list[str]]:
    return [
        [each.passage.text for each in row.cells] for each in document.tables for row in each.rows
    ]


def unnamed(document: Document) -> Document:
    return replace(document, name="")


# Twins


def test_a_text_and_its_word_twin_are_the_same_document(tmp_path: Path) -> None:
    word.write_docx(
        tmp_path / "orchard.docx",
        word.paragraph("Orchard plan", properties='<w:outlineLvl w:val="0"/>')
        + word.table(
            word.row(*(word.cell(word.paragraph(each)) for each in HEADINGS)),
            word.row(word.cell(word.paragraph("Fruit"), properties='<w:gridSpan w:val="4"/>')),
            word.row(
                word.cell(word.paragraph(listed="1 1")),
                word.cell(word.paragraph("Plant plums"), word.paragraph("and pears", listed="2 0")),
                word.cell(word.paragraph("Parks office"), properties='<w:vMerge w:val="restart"/>'),
                word.cell(
                    '<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t xml:space="preserve">May </w:t></w:r>'
                    "<w:r><w:t>June 2031</w:t></w:r></w:p>"
                ),
            ),
            word.row(
                word.cell(word.paragraph(listed="1 1")),
                word.cell(word.paragraph("Prune"), properties='<w:shd w:fill="AACC00"/>'),
                word.cell(properties="<w:vMerge/>"),
                word.cell(word.paragraph("2032")),
            ),
        ),
        numbering=word.definition(
            0, word.level(0, "decimal", "%1."), word.level(1, "decimal", "%1.%2")
        )
        + word.definition(1, word.level(0, "bullet", "•"))
        + word.listing(1, 0)
        + word.listing(2, 1),
        title="Plan of the orchard",
    )
    number = "<text:list-item>" + listing(p("<text:s text:c='0'/>")) + "</text:list-item>"
    numbered = f'<text:list text:style-name="L" text:continue-numbering="true">{number}</text:list>'
    write_opendocument(
        tmp_path / "orchard.odt",
        '<text:h text:outline-level="1">Orchard plan</text:h>'
        + table(
            row(*map(cell, HEADINGS)),
            row(cell("Fruit", more='table:number-columns-spanned="4"'), covered(3)),
            row(
                cell(numbered),
                cell("Plant plums", listing(p("and pears"), style="B")),
                cell("Parks office", more='table:number-rows-spanned="2"'),
                cell('<text:p><text:span text:style-name="S">May </text:span>June 2031</text:p>'),
            ),
            row(
                cell(numbered),
                cell("Prune", more='table:style-name="F"'),
                covered(),
                cell("2032"),
            ),
        ),
        automatic=STRUCK
        + OUTLINE
        + list_style("B", '<text:list-level-style-bullet text:level="1" text:bullet-char="•"/>')
        + style("F", "table-cell", 'fo:background-color="#aacc00"'),
        title="Plan of the orchard",
    )

    theirs, ours = (read(tmp_path / f"orchard.{each}", EN) for each in ("docx", "odt"))

    assert unnamed(ours) == unnamed(theirs)


def test_a_spreadsheet_and_its_excel_twin_are_the_same_document(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    sheet.append((1.5, "Plant plums\nand pears", "Parks office", date(2031, 5, 4)))
    sheet.append((None, "Prune", None, True))
    sheet.merge_cells("C2:C3")
    book.create_sheet("Attic").append(("old words",))
    book["Attic"].sheet_state = "hidden"
    book.save(tmp_path / "orchard.xlsx")
    write_opendocument(
        tmp_path / "orchard.ods",
        table(
            row(*map(cell, HEADINGS)),
            row(
                cell("1,5", more='office:value-type="float" office:value="1.5"'),
                cell("Plant plums", "and pears"),
                cell("Parks office", more='table:number-rows-spanned="2"'),
                cell(
                    "5/4/31",
                    more='office:value-type="date" office:date-value="2031-05-04" '
                    'table:style-name="D"',
                ),
            ),
            row(
                cell(),
                cell("Prune"),
                covered(),
                cell("ADEVĂRAT", more='office:value-type="boolean" office:boolean-value="true"'),
                cell(more='table:number-columns-repeated="16380"'),
            ),
            row(
                cell(more='table:number-columns-repeated="16384"'),
                more='table:number-rows-repeated="1048573"',
            ),
        )
        + table(row(cell("old words")), name="Attic", more='table:style-name="H"'),
        automatic=style("D", "table-cell", "", more='style:data-style-name="N1"')
        + '<number:date-style style:name="N1" number:automatic-order="true"/>'
        + style("H", "table", 'table:display="false"'),
    )

    theirs, ours = (read(tmp_path / f"orchard.{each}", EN) for each in ("xlsx", "ods"))

    assert unnamed(ours) == unnamed(theirs)


# Texts


def test_lists_count_on_only_where_they_say_so(tmp_path: Path) -> None:
    nested = p("Soil") + listing(p("Dig"), p("Sow"))
    body = (
        listing(nested, p("Water"), style="L", more='xml:id="a"')
        + p("Words between")
        + listing(p("Sun"), style="L", more='text:continue-numbering="true"')
        + listing(p("Rain"), style="L")
        + listing(p("Wind"), style="L", more='text:continue-list="a"')
        + '<text:list text:style-name="L"><text:list-header><text:p>Head</text:p>'
        '</text:list-header><text:list-item text:start-value="7"><text:p>Snow</text:p><text:p>'
        "more</text:p></text:list-item></text:list>"
    )

    found = paragraphs(tmp_path, body, automatic=OUTLINE)

    assert found == [
        *("1. Soil", "1.1 Dig", "1.2 Sow", "2. Water", "Words between", "3. Sun", "1. Rain"),
        *("4. Wind", "Head", "7. Snow", "more"),
    ]


@pytest.mark.parametrize(
    ("number_format", "suffix", "expected"),
    [
        ("a", ")", ["a) Dig", "b) Sow"]),
        ("I", ".", ["I. Dig", "II. Sow"]),
        ("01, 02, 03, ...", "", ["01 Dig", "02 Sow"]),
        ("а, б, .., аа, аб, ... (ru)", ")", ["а) Dig", "б) Sow"]),
        ("", "", ["Dig", "Sow"]),
        ("一, 二, 三, ...", ".", ["Dig", "Sow"]),
    ],
)
def test_a_number_is_written_in_its_format_and_left_out_where_that_is_not_known(
    tmp_path: Path, number_format: str, suffix: str, expected: list[str]
) -> None:
    styled = list_style("L", level(1, number_format, suffix=suffix))

    assert (
        paragraphs(tmp_path, listing(p("Dig"), p("Sow"), style="L"), automatic=styled) == expected
    )


def test_headings_are_numbered_by_the_outline_and_keep_their_level(tmp_path: Path) -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" '
        'loext:num-list-format="%1%.%2%"/></text:outline-style>'
    )
    body = (
        '<text:h text:outline-level="1">Soil</text:h><text:h text:outline-level="2">Worms</text:h>'
        '<text:h text:outline-level="1" text:is-list-header="true">Annex</text:h>'
        '<text:h text:outline-level="2" text:style-name="N">Note</text:h>'
    )

    document = document_of(
        tmp_path,
        body,
        styles=outline,
        automatic=style("N", "paragraph", "", more='style:list-style-name=""'),
    )

    assert [(each.text, depth) for each, depth in document.levels] == [
        ("1 Soil", 1),
        ("1.1 Worms", 2),
        ("Annex", 1),
        ("Note", 2),
    ]


def test_what_was_deleted_or_only_commented_is_not_read(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weeds</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>Plant <text:change text:change-id="c"/>plums<office:annotation><text:p>really?'
        "</text:p></office:annotation><text:soft-page-break/> now</text:p>"
    )

    document = document_of(tmp_path, body)

    assert document.text == "Plant plums now\n"


def test_spaces_and_breaks_are_as_the_format_says(tmp_path: Path) -> None:
    body = (
        "<text:p>\n  Plant \n plums<text:s text:c='2'/>and<text:tab/>pears<text:line-break/>now"
        "</text:p>"
    )

    assert paragraphs(tmp_path, body) == ["Plant plums  and\tpears", "now"]


def test_notes_boxes_hidden_words_and_margins_are_kept_aside(tmp_path: Path) -> None:
    body = (
        '<text:p>Plums<text:note text:note-class="footnote"><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>of any kind</text:p></text:note-body>"
        "</text:note><draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame>"
        '<text:span text:style-name="Q">secret</text:span></text:p>'
        '<text:section text:style-name="Z"><text:p>Gone</text:p></text:section>'
    )
    margins = (
        "<style:header><text:p>Draft of spring</text:p></style:header>"
        "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>"
    )

    document = document_of(
        tmp_path,
        body,
        margins=margins,
        automatic=style("Q", "text", 'text:display="none"')
        + style("Z", "section", 'text:display="none"'),
    )

    assert [block.text for block in document.blocks if isinstance(block, Passage)] == ["Plums"]
    assert [each.text for each in document.skipped] == [
        *("secret", "Gone", "Box", "of any kind", "Draft of spring")
    ]
    assert [each.text for each in document.furniture] == ["Page 1"]


def test_rows_that_pages_repeat_are_headings_and_typed_markers_are_items(tmp_path: Path) -> None:
    head = f"<table:table-header-rows>{row(cell('Action'))}</table:table-header-rows>"

    first, second = cells(document_of(tmp_path, table(head, row(cell("- plums", "- pears")))))

    assert (first.is_heading, second.is_heading) == (True, False)
    assert [(each.kind, each.passage.text) for each in second.lines] == [
        (LineKind.ITEM, "plums"),
        (LineKind.ITEM, "pears"),
    ]


def test_words_below_a_merged_cell_are_kept_aside(tmp_path: Path) -> None:
    merged = cell("Fruit", more='table:number-columns-spanned="2"')

    document = document_of(tmp_path, table(row(merged, covered(1, "unseen"), cell("2031"))))

    assert [(each.column, each.columns) for each in cells(document)] == [(1, 2), (3, 1)]
    assert [each.text for each in document.skipped] == ["unseen"]


def test_a_cell_that_is_split_into_rows_of_its_own_is_refused(tmp_path: Path) -> None:
    split = table(row(cell("May")), row(cell("June")), more='table:is-sub-table="true"')

    with pytest.raises(DocumentError, match="table 1, row 1: holds a cell that is itself split"):
        document_of(tmp_path, table(row(cell("Prune"), cell(split))))


def test_a_language_is_one_that_words_are_marked_with_not_the_program(tmp_path: Path) -> None:
    default = (
        '<style:default-style style:family="paragraph"><style:text-properties fo:language="en" '
        'fo:country="GB"/></style:default-style>'
    )
    english = style("E", "paragraph", 'fo:language="en" fo:country="GB"')
    romanian = style("R", "paragraph", 'fo:language="ro" fo:country="RO"')

    found = [
        document_of(tmp_path, p("Prune", style=name), styles=default, automatic=english + romanian)
        for name in ("E", "R")
    ]

    assert [each.language for each in found] == ["", "ro-RO"]


# Spreadsheets


@pytest.mark.parametrize(
    ("attributes", "words", "text", "kind"),
    [
        ('office:value-type="float" office:value="1250.5"', "1.250,5", "1,250.5", CellKind.NUMBER),
        ('office:value-type="percentage" office:value="0.25"', "25 %", "25 %", CellKind.NUMBER),
        ('office:value-type="float" office:value="480.0"', "", "480", CellKind.NUMBER),
        ('office:value-type="float" office:value="plum"', "plum", "plum", CellKind.ERROR),
        (
            'office:value-type="date" office:date-value="2031-05-04"',
            "",
            "2031-05-04",
            CellKind.DATE,
        ),
        (
            'office:value-type="date" office:date-value="2031-05-04"',
            "4 May",
            "4 May",
            CellKind.DATE,
        ),
        ('office:value-type="string" office:string-value="plum"', "", "plum", CellKind.TEXT),
        ('office:value-type="string" calcext:value-type="error"', "#REF!", "#REF!", CellKind.ERROR),
        ('table:formula="of:=1/0" office:value-type="float"', "#DIV/0!", "#DIV/0!", CellKind.ERROR),
        ('table:formula="of:=40*12"', "", "=40*12", CellKind.FORMULA),
        (
            'table:formula="of:=40*12" office:value-type="float" office:value="480"',
            *("480", "480", CellKind.NUMBER),
        ),
        (
            'table:formula="of:=TRUE()" office:value-type="float" office:value="1"',
            *("1", "TRUE", CellKind.YES_NO),
        ),
        (
            'table:formula="of:=X()" office:value-type="float" office:value="46934"',
            *("06/30/28", "2028-06-30", CellKind.DATE),
        ),
        ('office:value-type="time" office:time-value="PT1H"', "01:00", "01:00", CellKind.NUMBER),
    ],
)
def test_a_cell_knows_what_kind_of_value_it_holds(
    tmp_path: Path, attributes: str, words: str, text: str, kind: CellKind
) -> None:
    given = cell(*filter(None, [words]), more=attributes)

    (found,) = cells(document_of(tmp_path, table(row(given)), ending="ods"))

    assert (found.passage.text, found.kind) == (text, kind)


def test_a_day_with_its_month_before_is_written_year_first(tmp_path: Path) -> None:
    month, day, year = "<number:month/>", "<number:day/>", '<number:year number:style="long"/>'
    styles = "".join(
        f'<number:date-style style:name="N{name}">{parts}</number:date-style>'
        + style(name, "table-cell", "", more=f'style:data-style-name="N{name}"')
        for name, parts in (("US", month + day + year), ("EU", day + month + year))
    )
    value = 'office:value-type="date" office:date-value="2031-05-04"'
    body = table(
        row(
            cell("5/4/2031", more=f'{value} table:style-name="US"'),
            cell("4/5/2031", more=f'{value} table:style-name="EU"'),
        )
    )

    found = document_of(tmp_path, body, ending="ods", styles=styles)

    assert texts(found) == [["2031-05-04", "4/5/2031"]]


def test_sums_keep_their_worth_in_a_language_with_a_decimal_comma(tmp_path: Path) -> None:
    value = 'office:value-type="float" office:value="1250.5"'
    body = table(
        row(cell("Acțiune"), cell("Buget"), cell("Termen"), cell("Responsabil")),
        row(
            cell("Plantarea prunilor"), cell("1,250.50", more=value), cell("2031"), cell("Parcuri")
        ),
    )
    write_opendocument(tmp_path / "livada.ods", body)

    found = read(tmp_path / "livada.ods", RO)

    assert texts(found)[1][1] == "1.250,50"


def test_repeated_cells_and_rows_are_read_as_often_as_they_stand(tmp_path: Path) -> None:
    body = table(
        row(cell("Plums", more='table:number-columns-repeated="2"'), cell("Pears")),
        row(cell("again"), more='table:number-rows-repeated="2"'),
        row(cell("last")),
    )

    found = document_of(tmp_path, body, ending="ods")

    assert texts(found) == [
        *(["Plums", "Plums", "Pears"], ["again", "", ""], ["again", "", ""], ["last", "", ""])
    ]


def test_comments_struck_words_fills_and_filters_are_kept(tmp_path: Path) -> None:
    ranges = (
        '<table:database-ranges><table:database-range table:name="f" '
        'table:display-filter-buttons="true" table:target-range-address="Table.A1:Table.A2"/>'
        "</table:database-ranges>"
    )
    body = table(
        '<table:table-column table:default-cell-style-name="X"/>',
        row(cell("Action")),
        row(cell("Prune", "<office:annotation><text:p>soon</text:p></office:annotation>")),
    )

    found = document_of(
        tmp_path,
        body + ranges,
        ending="ods",
        automatic=style("X", "table-cell", 'fo:background-color="#ffff00"')[
            : -len("</style:style>")
        ]
        + '<style:text-properties style:text-line-through-type="single"/></style:style>',
    )

    head, prune = cells(found)
    assert (head.is_heading, prune.is_heading, prune.is_filled) == (True, False, True)
    assert [each.text for each in prune.struck] == ["Prune"]
    assert [each.text for each in found.skipped] == ["soon"]


def test_copies_of_sheets_of_other_files_are_no_sheets(tmp_path: Path) -> None:
    other = table(row(cell("foreign")), name="'file:///tmp/other.ods'#$Sheet1")

    found = document_of(tmp_path, table(row(cell("own"))) + other, ending="ods")

    assert "foreign" not in found.text


# Files from strangers


def _bytes(body: str, name: str = "orchard.ods") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        write_opendocument(folder / name, body)
        return folder / name

    return write


def _locked(folder: Path) -> Path:
    write_opendocument(
        folder / "orchard.odt",
        "",
        manifest="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
    )
    return folder / "orchard.odt"


def _without_content(folder: Path) -> Path:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    (folder / "orchard.odt").write_bytes(found.getvalue())
    return folder / "orchard.odt"


def _old(folder: Path) -> Path:
    (folder / "orchard.odt").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word")
    return folder / "orchard.odt"


MANY_ROWS = 'table:number-rows-repeated="900000000"'
MANY_COLUMNS = 'table:number-columns-repeated="900000000"'


@pytest.mark.parametrize(
    ("write", "message"),
    [
        (_bytes(table(row(cell("x"), more=MANY_ROWS))), "holds more than 200,000 cells"),
        (_bytes(table(row(cell("x", more=MANY_COLUMNS)))), "holds more than 200,000 cells"),
        (
            _bytes(table(row(more=MANY_ROWS), row(cell("x")))),
            "reaches down to row 900,000,001 and to column 1",
        ),
        (_bytes(table(row(cell(more=MANY_COLUMNS), cell("x")))), "column 900,000,001"),
        (
            _bytes(table(row(cell("x"), more=MANY_ROWS)), "orchard.odt"),
            "900,000,000 rows of tables",
        ),
        (_bytes(table(row(cell("x", more=MANY_COLUMNS))), "orchard.odt"), "900,000,000 columns"),
        (_locked, "is locked with a password; open it in LibreOffice"),
        (_without_content, "holds no part 'content.xml', as a .odt does"),
        (
            _old,
            r"is an old Word document \(.doc\); open it in an office program and save it as .odt",
        ),
    ],
)
def test_a_hostile_or_foreign_file_is_one_line(
    tmp_path: Path, write: Callable[[Path], Path], message: str
) -> None:
    path = write(tmp_path)

    with pytest.raises(DocumentError, match=message):
        read(path, EN)


def test_a_text_named_as_a_spreadsheet_is_refused(tmp_path: Path) -> None:
    write_opendocument(tmp_path / "orchard.odt", p("Plums"))
    (tmp_path / "orchard.odt").rename(tmp_path / "orchard.ods")

    with pytest.raises(DocumentError, match="its content is 'office:text', where 'office:spreadsh"):
        read(tmp_path / "orchard.ods", EN)


def test_fills_and_merges_that_reach_far_cost_nothing(tmp_path: Path) -> None:
    far = 'table:number-columns-spanned="900000000" table:number-rows-spanned="900000000"'
    body = table(
        row(cell("x", more=far), cell(more=f'{MANY_COLUMNS} table:style-name="F"'), more=""),
        row(cell(more=f'{MANY_COLUMNS} {far} table:style-name="F"'), more=MANY_ROWS),
    )

    found = document_of(
        tmp_path,
        body,
        ending="ods",
        automatic=style("F", "table-cell", 'fo:background-color="#ffff00"'),
    )

    assert texts(found) == [["x"]]


def test_deep_nesting_does_no_harm(tmp_path: Path) -> None:
    deep = "<text:list><text:list-item>" * 100 + p("Plums") + "</text:list-item></text:list>" * 100
    spans = "<text:span>" * 100 + "pears" + "</text:span>" * 100

    assert paragraphs(tmp_path, deep + f"<text:p>{spans}</text:p>") == ["Plums", "pears"]


def test_slides_read_as_a_text_does_one_after_another(tmp_path: Path) -> None:
    headings, *others = (
        row(*map(cell, each))
        for each in (
            HEADINGS,
            ("1.1", "Prune", "Garden Board", "2031"),
            ("2.1", "Pick", "", "2032"),
        )
    )
    first, second = p("Objective 1: Healthy trees"), p("Objective 2: Fruit")
    columns = '<table:table-column table:number-columns-repeated="4"/>'
    tables = [table(columns, headings, each) for each in others]
    slides = slide(p("Orchard plan"), p("of the gardens"))
    slides += slide(first, tables[0], notes=p("Say that the board agreed")) + slide(
        second, tables[1]
    )

    found = document_of(tmp_path, slides, ending="odp")

    body = p("Orchard plan") + p("of the gardens") + first + tables[0] + second + tables[1]
    twin = document_of(tmp_path, body)
    skipped = [each.text for each in found.skipped]
    assert (found.blocks, skipped) == (twin.blocks, ["Say that the board agreed"])


def test_a_text_is_no_presentation(tmp_path: Path) -> None:
    write_opendocument(tmp_path / "orchard.odt", p("Orchard plan"))
    (tmp_path / "orchard.odt").rename(tmp_path / "orchard.odp")

    with pytest.raises(DocumentError, match="office:presentation"):
        read(tmp_path / "orchard.odp", EN)
