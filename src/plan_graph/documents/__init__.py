"""Documents to text with tables, one module a format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from plan_graph.documents.limits import read_bytes
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Document

FORMATS = (
    ".txt",
    ".docx",
    ".docm",
    ".odt",
    ".doc",
    ".rtf",
    ".xlsx",
    ".xlsm",
    ".ods",
    ".xls",
    ".pptx",
    ".odp",
    ".ppt",
    ".csv",
    ".tsv",
    ".json",
    ".yaml",
    ".yml",
    ".md",
    ".rst",
    ".html",
    ".htm",
    ".pdf",
    ".stratml",
    ".xml",
)
"""What can be read, by the ending of the file name."""


def read(path: Path, languages: Languages) -> Document:
    """Read a document; its format is told by the ending of its name.

    `languages` are those that it may be in; most formats do not ask.

    Raises:
        DocumentError: If it is not there, of no known format, or cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        read_bytes(path)  # a file that is not there, or empty, is the more useful complaint
        known = ", ".join(
            f"{ending} ({phrase(f'documents.formats.{ending[1:]}')})" for ending in FORMATS
        )
        raise DocumentError(
            path.name, phrase("documents.no_format_read", suffix=suffix, known=known)
        )
    return _reader(suffix)(path, languages)


def _reader(suffix: str) -> Callable[[Path, Languages], Document]:  # noqa: PLR0911 - one a format
    """Return the reader of a format; only its own libraries are imported."""
    match suffix:
        case ".docx" | ".docm":
            from plan_graph.documents.word.docx import read_docx  # noqa: PLC0415

            return lambda path, _: read_docx(path)
        case ".xlsx" | ".xlsm":
            from plan_graph.documents.excel.xlsx import read_xlsx  # noqa: PLC0415

            return read_xlsx
        case ".odt" | ".doc" | ".rtf":
            from plan_graph.documents.opendocument.odt import read_odt  # noqa: PLC0415

            return lambda path, _: read_odt(path)
        case ".ods" | ".xls":
            from plan_graph.documents.opendocument.ods import read_ods  # noqa: PLC0415

            return read_ods
        case ".pptx" | ".odp" | ".ppt":
            from plan_graph.documents.opendocument.odp import read_odp  # noqa: PLC0415

            return lambda path, _: read_odp(path)
        case ".csv" | ".tsv":
            from plan_graph.documents.delimited import read_delimited  # noqa: PLC0415

            return read_delimited
        case ".json" | ".yaml" | ".yml":
            from plan_graph.documents.records import read_records  # noqa: PLC0415

            return read_records
        case ".rst":
            from plan_graph.documents.rst import read_rst  # noqa: PLC0415

            return read_rst
        case ".md":
            from plan_graph.documents.markdown import read_markdown  # noqa: PLC0415

            return read_markdown
        case ".html" | ".htm":
            from plan_graph.documents.html import read_html  # noqa: PLC0415

            return read_html
        case ".pdf":
            from plan_graph.documents.pdf import read_pdf  # noqa: PLC0415

            return lambda path, languages: read_pdf(path, languages.vocabulary)
        case ".stratml" | ".xml":
            from plan_graph.documents.stratml import read_stratml  # noqa: PLC0415

            return read_stratml
    from plan_graph.documents.plain.text import read_text  # noqa: PLC0415

    return read_text
