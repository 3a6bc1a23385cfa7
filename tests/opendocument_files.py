"""Make OpenDocument files by what stands in their XML."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from plan_graph.documents.opendocument.package import NAMESPACES

_DECLARED = " ".join(
    f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items() if prefix != "xml"
)
_KINDS = {".odt": "text", ".ods": "spreadsheet", ".odp": "presentation"}


def write_opendocument(  # noqa: PLR0913 - the parts that a file has
    path: Path,
    body: str,
    *,
    automatic: str = "",
    styles: str = "",
    margins: str = "",
    title: str = "",
    language: str = "",
    manifest: str = "",
) -> None:
    """Write a text, a spreadsheet or a presentation, by the ending of its name.

    `automatic` are the styles of the content, `styles` the named ones, `margins` the headers and
    footers of its pages.
    """
    kind = _KINDS[path.suffix]
    media = f"application/vnd.oasis.opendocument.{kind}"
    content = (
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
    )
    named = (
        f"<office:styles>{styles}</office:styles><office:master-styles>"
        f'<style:master-page style:name="Page">{margins}</style:master-page></office:master-styles>'
    )
    said = f"<dc:title>{title}</dc:title><dc:language>{language}</dc:language>"
    types = {"/": media} | {f"{each}.xml": "text/xml" for each in ("content", "styles", "meta")}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{each}"/>'
        for name, each in types.items()
    )
    parts: Mapping[str, str] = {
        "mimetype": media,
        "content.xml": _root("document-content", content),
        "styles.xml": _root("document-styles", named),
        "meta.xml": _root("document-meta", f"<office:meta>{said}</office:meta>"),
        "META-INF/manifest.xml": (
            f'<manifest:manifest {_DECLARED} manifest:version="1.2">{entries}{manifest}'
            "</manifest:manifest>"
        ),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else None
            archive.writestr(name, text, how)


def _root(name: str, inner: str) -> str:
    root = f'office:{name} {_DECLARED} office:version="1.2"'
    return f'<?xml version="1.0" encoding="UTF-8"?><{root}>{inner}</office:{name}>'


def style(name: str, family: str, properties: str, *, more: str = "") -> str:
    """Write a style; `properties` is what stands in the properties of its family."""
    kind = {"paragraph": "text", "table-cell": "table-cell"}.get(family, family)
    inner = f"<style:{kind}-properties {properties}/>" if properties else ""
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{inner}</style:style>'


def listing(*items: str, style: str = "", more: str = "") -> str:
    """Write a list of items, each a paragraph or more."""
    inner = "".join(f"<text:list-item>{each}</text:list-item>" for each in items)
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{inner}</text:list>"


def list_style(name: str, *levels: str) -> str:
    """Write the style of a list."""
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def level(number: int, number_format: str, *, suffix: str = ".", more: str = "") -> str:
    """Write a level of a list, counted from 1."""
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{number_format}" '
        f'style:num-suffix="{suffix}" {more}/>'
    )


def table(*rows: str, name: str = "Table", more: str = "") -> str:
    """Write a table of rows."""
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def row(*cells: str, more: str = "") -> str:
    """Write a row of cells."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(*paragraphs: str, more: str = "") -> str:
    """Write a cell; what is no element is the text of a paragraph."""
    return f"<table:table-cell {more}>{''.join(map(p, paragraphs))}</table:table-cell>"


def p(text: str, *, style: str = "") -> str:
    """Write a paragraph, unless it is written already."""
    if text.startswith(("<text:p", "<text:list", "<office:", "<table:", "<draw:")):
        return text
    named = f' text:style-name="{style}"' if style else ""
    return f"<text:p{named}>{text}</text:p>"


def covered(times: int = 1, text: str = "") -> str:
    """Write places below a merged cell."""
    inner = p(text) if text else ""
    return (
        f'<table:covered-table-cell table:number-columns-repeated="{times}">{inner}'
        "</table:covered-table-cell>"
    )


def slide(*shapes: str, notes: str = "") -> str:
    """Return a slide of paragraphs and tables, each in a shape of its own."""
    drawn = (each if each.startswith("<table:") else _box(each) for each in shapes)
    frames = "".join(f"<draw:frame>{each}</draw:frame>" for each in drawn)
    number = f"<draw:frame>{_box('<text:p><text:page-number/></text:p>')}</draw:frame>"
    said = f'<draw:frame presentation:class="notes">{_box(notes)}</draw:frame>'
    beside = f"<presentation:notes>{number}{said}</presentation:notes>"
    return f"<draw:page>{frames}{beside}</draw:page>"


def _box(inner: str) -> str:
    return f"<draw:text-box>{inner}</draw:text-box>"
