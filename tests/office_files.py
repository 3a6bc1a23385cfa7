"""Make Office files that the libraries cannot make, by what stands in their XML."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def write_docx(path: Path, body: str, *, title: str = "", **parts: str) -> None:
    """Write a Word document with a body, and parts such as `numbering` or `header1`."""
    files = {"word/document.xml": f"<w:document {_WORD}><w:body>{body}</w:body></w:document>"}
    for name, inner in parts.items():
        root = {"header": "hdr", "footer": "ftr"}.get(name.rstrip("0123456789"), name)
        files[f"word/{name}.xml"] = f"<w:{root} {_WORD}>{inner}</w:{root}>"
    related = {name: name.rstrip("0123456789") for name in parts}
    files["word/_rels/document.xml.rels"] = _relations(
        {f"{name}.xml": kind for name, kind in related.items()}
    )
    _write(path, files, "word/document.xml", title)


def write_xlsx(
    path: Path, rows: str, *, merged: str = "", styles: str = "", title: str = ""
) -> None:
    """Write a workbook of one sheet with rows, merged areas and styles."""
    files = {
        "xl/workbook.xml": (
            f'<workbook {_SHEET} xmlns:r="{_RELATIONS}"><sheets>'
            '<sheet name="Plan" sheetId="1" r:id="r0"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            {"worksheets/sheet1.xml": "worksheet", "styles.xml": "styles"}
        ),
        "xl/worksheets/sheet1.xml": (
            f"<worksheet {_SHEET}><sheetData>{rows}</sheetData>{merged}</worksheet>"
        ),
        "xl/styles.xml": f"<styleSheet {_SHEET}>{styles}</styleSheet>",
    }
    _write(path, files, "xl/workbook.xml", title)


def _relations(targets: Mapping[str, str]) -> str:
    related = "".join(
        f'<Relationship Id="r{number}" Type="{_type(kind)}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_PACKAGE}">{related}</Relationships>'


def _type(kind: str) -> str:
    return f"{_PACKAGE}/metadata/{kind}" if kind == "core-properties" else f"{_RELATIONS}/{kind}"


def _write(path: Path, files: Mapping[str, str], main: str, title: str) -> None:
    core = (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title></cp:coreProperties>"
    )
    relations = _relations({main: "officeDocument", "docProps/core.xml": "core-properties"})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", relations)
        archive.writestr("docProps/core.xml", core)
        for name, text in files.items():
            archive.writestr(name, text)


def paragraph(text: str = "", *, listed: str = "", properties: str = "") -> str:
    """Write a paragraph; `listed` is its list and its level there, such as '1 0'."""
    number, _, level = listed.partition(" ")
    numbered = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if listed else ""
    )
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}{numbered}</w:pPr>{run}</w:p>"


def level(number: int, number_format: str, text: str, *, start: int = 1, more: str = "") -> str:
    """Write a level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{number_format}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(identifier: int, *levels: str, more: str = "") -> str:
    """Write the definition of a list."""
    inner = "".join(levels)
    return f'<w:abstractNum w:abstractNumId="{identifier}">{more}{inner}</w:abstractNum>'


def listing(identifier: int, of: int, *, overrides: str = "") -> str:
    """Write a list of a definition."""
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def table(*rows: str) -> str:
    """Write a table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Write a row of cells."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(*paragraphs: str, properties: str = "") -> str:
    """Write a cell of paragraphs."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs or (paragraph(),))}</w:tc>"
