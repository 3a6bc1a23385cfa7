"""What an Office document states about itself: its title and its language."""

from __future__ import annotations

import re
from pathlib import PurePath

from plan_graph.documents.package import Package
from plan_graph.errors import DocumentError
from plan_graph.text import clean, fold

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_LONGEST_TITLE = 300
_WORD = re.compile(r"[^\W\d_]{2,}")
_FILE_ENDING = re.compile(r"\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)
_PROGRAM = re.compile(r"(?:microsoft |libreoffice |openoffice )|.*\btemplate\b")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}", re.IGNORECASE)
_NEW_DOCUMENTS = frozenset(
    (
        "word document",
        "new document",
        "new microsoft word document",
        "excel workbook",
        "new workbook",
    )
)
"""What programs call a document that nobody has named."""


def stated_title(title: str, name: str) -> str:
    """Return the title that a file of a name states, or '' if it is none.

    A title has two words at least. The name of a file, of a template or of a program is none.

    >>> stated_title("Plan  for clean rivers", "a.docx"), stated_title("my rivers.doc", "a.docx")
    ('Plan for clean rivers', '')
    """
    words = clean(title)
    folded = fold(words)
    if len(words) > _LONGEST_TITLE or len(_WORD.findall(words)) < 2 or "\ufffd" in words:
        return ""
    if _FILE_ENDING.search(words) or _PROGRAM.match(folded) or folded in _NEW_DOCUMENTS:
        return ""
    return "" if folded == fold(clean(PurePath(name).stem)) else words


def stated_language(tag: str) -> str:
    """Return a tag of a language as BCP 47 writes it, or '' if it is none.

    >>> stated_language("ro_RO"), stated_language("Romanian language")
    ('ro-RO', '')
    """
    tag = tag.strip()
    return tag.replace("_", "-") if _LANGUAGE.fullmatch(tag) else ""


def properties(package: Package) -> tuple[str, str]:
    """Return the title and the language that the core properties of a package state, or ''."""
    found = {"title": "", "language": ""}
    for part in package.related("", "core-properties"):
        try:
            root = package.xml(part)
        except DocumentError:  # a plan can be read without them
            continue
        for name in found:
            element = root.find(_DUBLIN_CORE + name)
            found[name] = (element.text or "") if element is not None else ""
    return stated_title(found["title"], package.name), stated_language(found["language"])
