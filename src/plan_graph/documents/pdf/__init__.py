"""PDF to a document: marks on pages to words, lines, tables and paragraphs."""

from plan_graph.documents.pdf.reader import MAX_PAGES, read_pdf

__all__ = ["MAX_PAGES", "read_pdf"]
