"""Documents that mean harm, in every format, and what a command makes of each.

By hand, all of them, each within its time and memory and with one line:

    python tests/hostile_documents.py PROGRAM [NAME …]
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from hostile_servers import outcome
from office_files import (
    cell,
    definition,
    level,
    listing,
    paragraph,
    row,
    table,
    write_docx,
    write_xlsx,
)
from opendocument_files import write_opendocument

MOST_SECONDS, MOST_MEGABYTES = 20, 500
_LONGEST_FIELD = 130_000
"""About as many characters as the reader of CSV lets a field have."""

Maker = Callable[[Path], None]


def text(content: str) -> Maker:
    """Return what writes a text."""
    return bytes_of(content.encode())


def one_cell(column: str, words: str) -> Maker:
    """Return what writes a table of one action, of which a column holds some words."""
    return text(f'Action,{column},Status\nMend it,"{words[:_LONGEST_FIELD]}",planned\n')


def sheets(count: int) -> Maker:
    """Return what writes a workbook of so many sheets, each with the words of an action."""

    def make(path: Path) -> None:
        _SHEET(path)
        with zipfile.ZipFile(path) as archive:
            parts = {each: archive.read(each).decode() for each in archive.namelist()}
        book = "xl/workbook.xml"
        first = parts[book].index("<sheet ")
        last = parts[book].index("</sheets>")
        tag = parts[book][first:last]
        many = "".join(
            re.sub('name="[^"]*"', f'name="s{n}"', tag).replace("'1'", f"'{n + 1}'")
            for n in range(count)
        )
        replaced(_SHEET, book, parts[book][:first] + many + parts[book][last:])(path)

    return make


def bytes_of(content: bytes) -> Maker:
    """Return what writes bytes."""

    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def sheet(rows: str, merged: str = "", styles: str = "") -> Maker:
    """Return what writes a workbook of one sheet."""
    return lambda path: write_xlsx(path, rows, merged=merged, styles=styles)


def word(body: str, **parts: str) -> Maker:
    """Return what writes a Word document."""
    return lambda path: write_docx(path, body, **parts)


def open_document(body: str, automatic: str = "", styles: str = "") -> Maker:
    """Return what writes a document of OpenDocument."""
    return lambda path: write_opendocument(path, body, automatic=automatic, styles=styles)


def zipped(beginning: Maker, name: str, size: int, content: bytes = b" ") -> Maker:
    """Return what writes a package with a part that unpacks to so many megabytes."""

    def make(path: Path) -> None:
        beginning(path)
        part = content * (1024 * 1024 // len(content))
        with (
            zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
            archive.open(name, "w", force_zip64=True) as file,
        ):
            for _ in range(size):
                file.write(part)

    return make


def replaced(beginning: Maker, name: str, content: str) -> Maker:
    """Return what writes a package in which a part is another one."""

    def make(path: Path) -> None:
        beginning(path)
        with zipfile.ZipFile(path) as archive:
            parts = {each: archive.read(each) for each in archive.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for each, found in (parts | {name: content.encode()}).items():
                archive.writestr(each, found)

    return make


def many_parts(path: Path) -> None:
    """Write a package of a hundred thousand parts."""
    _SHEET(path)
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(100_000):
            archive.writestr(f"xl/media/{number}", b"")


def overlapping(path: Path) -> None:
    """Write a package of which all parts are the same bytes, as 'better zip bombs' are."""
    _WORD(path)
    content = path.read_bytes()
    start = content.rindex(b"PK\x01\x02")
    end = content.rindex(b"PK\x05\x06")
    entry = content[start:end]
    many = b"".join(entry.replace(b"document", b"%08d" % n) for n in range(2_000))
    tail = bytearray(content[end:])
    size, at = (
        len(content[:end]) - content.index(b"PK\x01\x02") + len(many),
        content.index(b"PK\x01\x02"),
    )
    tail[12:20] = size.to_bytes(4, "little") + at.to_bytes(4, "little")
    path.write_bytes(content[:end] + many + bytes(tail))


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R", version: bytes = b"1.7") -> Maker:
    """Return what writes a PDF of objects, numbered from 1."""

    def make(path: Path) -> None:
        parts = [b"%PDF-" + version + b"\n"]
        places = []
        for number, content in enumerate(objects, 1):
            places.append(sum(map(len, parts)))
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        start = sum(map(len, parts))
        rows = b"".join(b"%010d 00000 n \n" % place for place in places)
        parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, rows))
        parts.append(b"trailer\n<< /Size %d %s >>\n" % (len(places) + 1, trailer))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        path.write_bytes(b"".join(parts))

    return make


def stream(content: bytes, *, filters: int = 1, more: bytes = b"") -> bytes:
    """Return a stream, packed so many times."""
    for _ in range(filters):
        content = zlib.compress(content, 9)
    return raw_stream(content, b"/FlateDecode " * filters, more)


def raw_stream(content: bytes, filters: bytes, more: bytes = b"") -> bytes:
    """Return a stream of bytes that are said to be packed in some ways."""
    told = b"<< /Length %d /Filter [%s] %s >>" % (len(content), filters, more)
    return told + b"\nstream\n" + content + b"\nendstream"


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(
    contents: bytes, more: bytes = b"", box: bytes = b"0 0 595 842", font: bytes = _FONT
) -> Maker:
    """Return what writes a PDF of one page."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [" + box + b"] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> " + more + b" >> >>",
        contents,
        font,
    )


_SHEET = sheet("<row><c t='inlineStr'><is><t>Action</t></is></c></row>")
_WORD = word(paragraph("Action"))
_BAD_XML = '<?xml version="1.0"?><!DOCTYPE w [{}]><w xmlns="x">{}</w>'
_LAUGHS = _BAD_XML.format(
    '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    ),
    "&m;",
)  # fmt: skip
_QUADRATIC = _BAD_XML.format(f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 20_000)
_OUTSIDE = _BAD_XML.format('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;")
_CELL = "<table:table-cell {}><text:p>Action</text:p></table:table-cell>"
_NUMBERS = random.Random(19)


def _inline(words: str) -> str:
    return f"<c t='inlineStr'><is><t>{words}</t></is></c>"


def _repeated(columns: int, rows: int) -> str:
    cells = _CELL.format(f'table:number-columns-repeated="{columns}"')
    return (
        '<table:table table:name="Plan"><table:table-row '
        f'table:number-rows-repeated="{rows}">{cells}</table:table-row></table:table>'
    )


def _nested(part: str, inner: str, depth: int) -> str:
    ends = "".join(f"</{each}>" for each in reversed(part.split()))
    return "".join(f"<{each}>" for each in part.split()) * depth + inner + ends * depth


def _lines() -> bytes:
    places = ((x, y) for x in range(600) for y in range(400))
    return b"".join(b"%d %d m %d %d l S\n" % (x, y, x + 1, y + 1) for x, y in places)


def _words() -> bytes:
    places = ((x, y) for x in range(500) for y in range(600))
    return b"BT /F1 1 Tf %s ET" % b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % each for each in places)


def _noise(count: int) -> bytes:
    return _NUMBERS.randbytes(count)


_NESTED_TABLES = "".join(
    ("<w:tbl><w:tr><w:tc>" * 3_000, paragraph("x"), "</w:tc></w:tr></w:tbl>" * 3_000)
)
_LOOP = b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
_LINES = b"".join(
    b"%d %d m %d %d l S\n" % (x, y, x + 1, y + 1) for x in range(600) for y in range(400)
)
_WORDS = b"BT /F1 1 Tf " + b"".join(
    b"1 0 0 1 %d %d Tm (a) Tj " % (x, y) for x in range(500) for y in range(600)
) + b"ET"  # fmt: skip
_XREF_LOOP = (
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n0 1\n0000000000 65535 f \n"
    b"trailer\n<< /Size 2 /Root 1 0 R /Prev 47 >>\nstartxref\n47\n%%EOF\n"
)
DOCUMENTS: dict[str, Callable[[], Maker]] = {
    # Packages
    "bomb-sheet.xlsx": lambda: zipped(_SHEET, "xl/worksheets/sheet2.xml", 600),
    "bomb-elsewhere.xlsx": lambda: zipped(_SHEET, "xl/w/s.xml", 600, b"<c/>"),
    "bomb-types.xlsx": lambda: zipped(_SHEET, "[Content_Types].xml", 600),
    "bomb-media.docx": lambda: zipped(_WORD, "word/media/a.png", 600),
    "bomb-content.odt": lambda: zipped(open_document("<text:p>a</text:p>"), "Pictures/a.svg", 600),
    "bomb-strings.xlsx": lambda: zipped(
        _SHEET, "xl/sharedStrings.xml", 500, b"<si><t>aaaaaaaa</t></si>"
    ),
    "many-parts.xlsx": lambda: many_parts,
    "overlapping.docx": lambda: overlapping,
    "no-zip.docx": lambda: bytes_of(b"PK\x03\x04" + _noise(50_000)),
    "nested-zip.xlsx": lambda: bytes_of(b"PK\x05\x06" + bytes(18)),
    # XML
    "laughs.docx": lambda: replaced(_WORD, "word/document.xml", _LAUGHS),
    "laughs.xlsx": lambda: replaced(_SHEET, "xl/workbook.xml", _LAUGHS),
    "laughs.stratml": lambda: text(_LAUGHS),
    "laughs.odt": lambda: replaced(open_document("<text:p>a</text:p>"), "content.xml", _LAUGHS),
    "quadratic.xlsx": lambda: replaced(_SHEET, "xl/worksheets/sheet1.xml", _QUADRATIC),
    "outside.docx": lambda: replaced(_WORD, "word/document.xml", _OUTSIDE),
    "deep.docx": lambda: word(_nested("w:tbl w:tr w:tc", paragraph("x"), 3_000)),
    "deep.xml": lambda: text("<a>" * 500_000 + "</a>" * 500_000),
    "deep.odt": lambda: open_document("<text:section>" * 20_000 + "</text:section>" * 20_000),
    "attribute.docx": lambda: word(f"<w:p w:rsid='{'a' * 12_000_000}'/>"),
    "attributes.xlsx": lambda: sheet("<row " + " ".join(f"a{n}=''" for n in range(200_000)) + "/>"),
    "names.xml": lambda: text("<r>" + "".join(f"<e{n}/>" for n in range(600_000)) + "</r>"),
    # Workbooks
    "merged.xlsx": lambda: sheet(
        f"<row>{_inline('Action') * 3}</row>",
        "<mergeCells>" + "<mergeCell ref='A1:XFD1048576'/>" * 50_000 + "</mergeCells>",
    ),
    "merged-apart.xlsx": lambda: sheet(
        "".join(f"<row>{_inline('a') * 3}</row>" for _ in range(3_000)),
        "<mergeCells>"
        + "".join(f"<mergeCell ref='A{n * 10 + 1}:P{n * 10 + 9}'/>" for n in range(60_000))
        + "</mergeCells>",
    ),
    "far.xlsx": lambda: sheet("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
    "far-below.xlsx": lambda: sheet(
        "<row r='99999999999'><c r='ZZZZZZ9999999999'><v>1</v></c></row>"
    ),
    "shared-out.xlsx": lambda: sheet("<row>" + "<c t='s'><v>999999999</v></c>" * 1_000 + "</row>"),
    "shared-minus.xlsx": lambda: sheet("<row><c t='s'><v>-1</v></c><c t='s'><v>1e9</v></c></row>"),
    "number.xlsx": lambda: sheet(f"<row><c><v>{'9' * 3_000_000}</v></c></row>" * 2),
    "date.xlsx": lambda: sheet(
        "<row><c s='1'><v>99999999999</v></c><c s='-5'><v>-1e308</v></c></row>",
        styles="<cellXfs><xf numFmtId='14'/><xf numFmtId='14'/></cellXfs>",
    ),
    "styles.xlsx": lambda: sheet(_inline("a"), styles=f"<cellXfs>{'<xf/>' * 1_500_000}</cellXfs>"),
    "formats.xlsx": lambda: sheet(
        "<row>" + "".join(f"<c s='{n}'><v>1</v></c>" for n in range(300)) + "</row>",
        styles="<numFmts>"
        + "".join(
            f"<numFmt numFmtId='{n + 200}' formatCode='{'0#,;[Red]' * 3_000}'/>" for n in range(300)
        )
        + "</numFmts><cellXfs>"
        + "".join(f"<xf numFmtId='{n + 200}'/>" for n in range(300))
        + "</cellXfs>",
    ),
    "wide.xlsx": lambda: sheet(f"<row>{_inline('Action') * 16_384}</row>" * 40),
    "empty-cells.xlsx": lambda: sheet(f"<row>{'<c/>' * 16_000}</row>" * 120),
    "long-cell.xlsx": lambda: sheet(
        f"<row>{_inline('Action')}{_inline('Deadline')}</row>"
        f"<row>{_inline('act')}{_inline('2027, ' * 1_000_000)}</row>"
    ),
    # Word
    "span.docx": lambda: word(
        table(row(cell(paragraph("a"), properties="<w:gridSpan w:val='999999999'/>")))
    ),
    "rows.docx": lambda: word(table(*[row(cell(paragraph("a")), cell(paragraph("b")))] * 60_000)),
    "numbering.docx": lambda: word(
        paragraph("a", listed="1 0") * 20_000,
        numbering=definition(1, *(level(n, "upperRoman", "%1" * 500) for n in range(9)))
        + listing(1, 1),
    ),
    "roman.docx": lambda: word(
        paragraph("a", listed="1 0"),
        numbering=definition(1, level(0, "upperRoman", "%1.", start=2_000_000_000)) + listing(1, 1),
    ),
    "styles-loop.docx": lambda: word(
        paragraph("a", properties="<w:pStyle w:val='a'/>"),
        styles="<w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>"
        "<w:style w:styleId='b'><w:basedOn w:val='a'/></w:style>",
    ),
    "runs.docx": lambda: word("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 400_000 + "</w:p>"),
    "bullets.docx": lambda: word(paragraph("a) b (1) ii. - c; " * 60_000)),
    # OpenDocument and old formats
    "repeated.ods": lambda: open_document(_repeated(16_384, 1_048_576)),
    "repeated-far.ods": lambda: open_document(_repeated(10**18, 10**18)),
    "repeated-minus.ods": lambda: open_document(_repeated(-5, 0)),
    "spaces.odt": lambda: open_document('<text:p>a<text:s text:c="2000000000"/>b</text:p>'),
    "styles-loop.odt": lambda: open_document(
        '<text:p text:style-name="a">x</text:p>',
        styles='<style:style style:name="a" style:parent-style-name="b" style:family="paragraph"/>'
        '<style:style style:name="b" style:parent-style-name="a" style:family="paragraph"/>',
    ),
    "lists.odt": lambda: open_document(_nested("text:list text:list-item", "", 3_000)),
    "noise.doc": lambda: bytes_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _noise(200_000)),
    "noise.xls": lambda: bytes_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 200_000),
    "deep.rtf": lambda: text("{\\rtf1 " + "{\\b " * 300_000 + "a"),
    "groups.rtf": lambda: text("{\\rtf1 " + "{\\*\\a " * 200_000),
    "cells.rtf": lambda: text(
        "{\\rtf1 \\trowd" + "\\cellx1000" * 60_000 + "a\\cell" * 60_000 + "\\row}"
    ),
    # PDF
    "pages-loop.pdf": lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", _LOOP),
    "xref-loop.pdf": lambda: bytes_of(_XREF_LOOP),
    "names.pdf": lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< " + b" ".join(b"/k%d 1" % n for n in range(1_000_000)) + b" >>",
    ),
    "length-loop.pdf": lambda: page(b"<< /Length 4 0 R >>\nstream\nBT\nendstream"),
    "bomb.pdf": lambda: page(stream(b"0 0 m " * 20_000_000, filters=2)),
    "filters.pdf": lambda: page(stream(b"BT ET", filters=2_000)),
    "lzw.pdf": lambda: page(raw_stream(_noise(300_000), b"/LZWDecode")),
    "runs.pdf": lambda: page(raw_stream(b"\x81\x81" * 200_000, b"/RunLengthDecode " * 2)),
    "box.pdf": lambda: page(stream(b"BT /F1 9 Tf (a) Tj ET"), box=b"0 0 1e30 -1e30"),
    "lines.pdf": lambda: page(stream(_lines())),
    "words.pdf": lambda: page(stream(_words())),
    "form-loop.pdf": lambda: page(
        stream(
            b"/X Do " * 50,
            more=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]"
            b" /Resources << /XObject << /X 4 0 R >> >>",
        ),
        more=b"/XObject << /X 4 0 R >>",
    ),
    "font.pdf": lambda: page(
        stream(b"BT /F1 9 Tf (abc) Tj ET"),
        font=b"<< /Type /Font /Subtype /Type0 /BaseFont /A"
        b" /DescendantFonts [5 0 R] /ToUnicode 5 0 R /Encoding 5 0 R >>",
    ),
    "kids.pdf": lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 900000 /Kids [" + b"3 0 R " * 900_000 + b"] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ),
    "deep.pdf": lambda: pdf(b"<< /Type /Catalog /Pages " + b"[" * 200_000 + b" >>"),
    "fax.pdf": lambda: page(
        raw_stream(
            _noise(400_000),
            b"/CCITTFaxDecode",
            b"/DecodeParms << /K -1 /Columns 99999999 /Rows 99999999 >>",
        )
    ),
    "pattern.pdf": lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Pattern << /P 5 0 R >> >> >>",
        stream(b"/Pattern cs /P scn 0 0 595 842 re f"),
        stream(
            b"/Pattern cs /P scn 0 0 1 1 re f " * 50,
            more=b"/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 900 900]"
            b" /XStep 0.001 /YStep 0.001 /Resources << /Pattern << /P 5 0 R >> >>",
        ),
    ),
    "picture.pdf": lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /I 5 0 R >> >> >>",
        stream(b"595 0 0 842 0 0 cm /I Do"),
        stream(
            bytes(60_000 * 7_500),
            more=b"/Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1"
            b" /ColorSpace /DeviceGray",
        ),
    ),
    "saved.pdf": lambda: page(stream(b"q " * 3_000_000 + b"BT /F1 9 Tf (a) Tj ET")),
    # Text
    "one-line.csv": lambda: text("Action,Responsible\n" + "a" * 100_000_000),
    "commas.csv": lambda: text("Action,Deadline\n" + "," * 5_000_000),
    "quotes.csv": lambda: text('Action,Deadline\n"' + '""' * 5_000_000),
    "zeros.csv": lambda: bytes_of(b"Action,Deadline\x00\n" + b"\x00" * 5_000_000),
    "mixed.csv": lambda: bytes_of(
        "Acțiune,Termen\n".encode() + "Acțiune,Termen\n".encode("utf-16") + _noise(50_000)
    ),
    "tables.html": lambda: text("<table><tr><td>Action</table>" * 1_000_000),
    "attributes.html": lambda: text(
        "<table " + " ".join(f"a{n}" for n in range(500_000)) + "><tr><td>a"
    ),
    "unclosed.html": lambda: text("<b><i>" * 300_000 + "a"),
    "entities.html": lambda: text("<p>" + "&NotEqualTilde;" * 500_000),
    "pipes.md": lambda: text("Action " + "|" * 1_000_000 + "\n"),
    "brackets.md": lambda: text("[" * 300_000 + "](" * 300_000),
    "stars.md": lambda: text("*a **b " * 200_000),
    "ticks.md": lambda: text("".join("`" * n + " " for n in range(1, 3_000))),
    "indents.txt": lambda: text("".join(" " * (n % 2_000) + "- a\n" for n in range(20_000))),
    "numbers.txt": lambda: text("".join(f"{'1.' * 200}{n} act\n" for n in range(20_000))),
    "drawn-tall.txt": lambda: text("+-----+\n" + "| act |\n+-----+\n" * 19_000),
    "drawn.txt": lambda: text(f"+{'-' * 3_000}+\n" * 3_000),
    "deep.yaml": lambda: text("- " * 200_000 + "a"),
    "anchors.yaml": lambda: text("a: &a [1]\n" + "".join(f"b{n}: *a\n" for n in range(200_000))),
    "numbers.json": lambda: text('{"Action": ' + "9" * 2_000_000 + "}"),
    "keys.json": lambda: text("[" + ",".join(f'{{"k{n}": 1}}' for n in range(200_000)) + "]"),
    "marks.rst": lambda: text("`a <b>`_ *c " * 100_000),
    # Cells that are slow to understand
    "years.csv": lambda: one_cell("Deadline", "2020-2021-2022/2023-" * 9_000),
    "slashes.csv": lambda: one_cell("Deadline", "1/1/" * 40_000),
    "sums.csv": lambda: one_cell("Funding", "1 000 000,00 - " * 12_000),
    "digits.csv": lambda: one_cell("Funding", "1" * 190_000 + " EUR"),
    "percents.csv": lambda: one_cell("Indicator", "5 % of 7 % to " * 13_000),
    "commas-of-bodies.csv": lambda: one_cell("Responsible", "Office of A and B, " * 9_000),
    "brackets-of-bodies.csv": lambda: one_cell("Responsible", "Office (A (B) " * 13_000),
    "open-brackets.csv": lambda: one_cell("Responsible", "(" * 190_000),
    "quotes-of-bodies.csv": lambda: one_cell("Responsible", "\u201eA\u201d \u2019" * 25_000),
    "roman.csv": lambda: one_cell("Action", "MDCLXVI) " * 20_000),
    "spaces.csv": lambda: one_cell("Action", " \u00a0\u2003a" * 40_000),
    "marks-above.csv": lambda: one_cell("Action", "a" + "\u0301" * 190_000),
    "points.csv": lambda: one_cell("Action", "1." * 95_000),
    "dashes.csv": lambda: one_cell("Action", "a - \u2013 \u2022 " * 20_000),
    "addresses.csv": lambda: one_cell("Remarks", "http://a.b/?" + "%41&" * 45_000),
    "headings.csv": lambda: text(
        ",".join(["Action responsible deadline"] * 990) + "\n" + "a," * 989
    ),
    "many-columns.csv": lambda: text(
        ",".join(f"Deadline {n}" for n in range(900)) + "\nAction\n" * 9
    ),
    # Texts
    "quoted.md": lambda: text("> " * 50_000 + "a"),
    "lists.md": lambda: text("".join("  " * n + "- a\n" for n in range(2_000))),
    "references.md": lambda: text(
        "".join(f"[a{n}]: /b\n" for n in range(60_000)) + "[a] " * 40_000
    ),
    "comments.md": lambda: text("<!-- a " * 150_000),
    "wide.md": lambda: text("|Action" * 900 + "|\n" + "|-" * 900 + "|\n" + "|a" * 900 + "|\n"),
    "spans.html": lambda: text(
        "<table><tr><td>Action<td colspan=1000 rowspan=65000>a" + "<tr><td rowspan=65534>b" * 3_000
    ),
    "tables-in-tables.html": lambda: text("<table><tr><td>Action" * 3_000),
    "scripts.html": lambda: text("<script>a</script><style>b</style>" * 100_000),
    "references.html": lambda: text("<p>&#9999999999;&#0;&#xD800;&a" * 100_000),
    "tabs.txt": lambda: text("Action" + "\t" * 1_000_000 + "\n" + "\t\n" * 100_000),
    "bars.txt": lambda: text(("\u2502 a " * 500 + "\u2502\n") * 2_000),
    "rows.json": lambda: text(
        '{"actions": [' + ",".join(['{"Action": ["a", ["b"]]}'] * 60_000) + "]}"
    ),
    # Packages and pages
    "sheets.xlsx": lambda: sheets(3_000),
    "rich.xlsx": lambda: sheet(
        "<row><c t='inlineStr'><is>" + "<r><t>a</t></r>" * 300_000 + "</is></c></row>"
    ),
    "changes.docx": lambda: word(
        "<w:p>"
        + "<w:ins><w:del><w:r><w:delText>a</w:delText></w:r></w:del></w:ins>" * 100_000
        + "</w:p>"
    ),
    "fields.docx": lambda: word(
        "<w:p>" + "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" * 100_000 + "</w:p>"
    ),
    "controls.docx": lambda: word(_nested("w:sdt w:sdtContent", paragraph("x"), 2_000)),
    "cells-in-rows.docx": lambda: word(table(*[row(*[cell(paragraph("Action"))] * 900)] * 200)),
    "upright.docx": lambda: word(
        table(*[row(cell(paragraph("a"), properties="<w:vMerge/>"), cell(paragraph("b")))] * 19_000)
    ),
    "widths.pdf": lambda: page(
        stream(b"BT /F1 9 Tf (abc) Tj ET"),
        font=_FONT[:-2] + b" /FirstChar 0 /Widths [" + b"500 " * 900_000 + b"] >>",
    ),
    "characters.pdf": lambda: page(
        stream(b"BT /F1 9 Tf (abc) Tj ET"),
        font=_FONT[:-2] + b" /Encoding << /Differences [" + b"0 /a " * 400_000 + b"] >> >>",
    ),
    "image.pdf": lambda: page(stream(b"BI /W 99999999 /H 99999999 /BPC 8 ID " + bytes(20_000_000))),
    "rectangles.pdf": lambda: page(
        stream(b"".join(b"%d %d 3 3 re f " % (n % 595, n % 842) for n in range(150_000)))
    ),
    "turned.pdf": lambda: page(
        stream(b"BT /F1 9 Tf " + b"0.9 0.4 -0.4 0.9 90 90 Tm (Action) Tj " * 60_000 + b"ET")
    ),
    "tree.pdf": lambda: pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        *(b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (n + 3) for n in range(20_000)),
        b"<< /Type /Page /MediaBox [0 0 9 9] >>",
    ),
}
CHEAP = (
    "overlapping.docx", "nested-zip.xlsx", "laughs.docx", "laughs.stratml",
    "outside.docx", "merged.xlsx", "far-below.xlsx", "shared-minus.xlsx", "date.xlsx", "span.docx",
    "roman.docx", "styles-loop.docx", "repeated-far.ods", "spaces.odt", "pages-loop.pdf",
    "xref-loop.pdf", "box.pdf", "font.pdf", "zeros.csv", "deep.yaml",
)  # fmt: skip
"""Those that the suite runs."""


def main() -> int:
    """Make and read what is asked for; print a line each, and tell whether all kept the limits."""
    program, *chosen = sys.argv[1:]
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen or DOCUMENTS:
            path = Path(folder, name)
            started = time.monotonic()
            DOCUMENTS[name]()(path)
            made = time.monotonic() - started
            status, seconds, processor, size, said = outcome(
                [program, "read", str(path), "--format", "json"], 120
            )
            lines = said.count(b"\n")
            plain = (
                status in (0, 2)
                and b"Traceback" not in said
                and (
                    status == 0 or said.count(b"plan-graph: ") == 1  # advice may follow it
                )
            )
            good = plain and processor <= MOST_SECONDS and size <= MOST_MEGABYTES
            kept &= good
            print(
                f"{'' if good else 'BAD '}{name} ({path.stat().st_size // 1024} kB, made in"
                f" {made:.1f} s): {status}, {processor:.1f} of {seconds:.1f} s, {size} MB,"
                f" {lines}: {said[:160]!r}",
                flush=True,
            )
            path.unlink()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
