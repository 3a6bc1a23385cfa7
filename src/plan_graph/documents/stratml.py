"""Read StratML (ISO 17469, Part 1 or 2, also older namespaces) as a document with one table.

A goal is laid out as the heading of an objective and an objective as a row, in the words of the
language; what free text carries (see `publishing.stratml`) goes into the columns. So all rules for
documents hold, and every fact has its words. Other text is kept as words of the document.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from lxml import etree

from plan_graph.documents.limits import read_bytes
from plan_graph.documents.stratml_objective import (
    Element,
    Objective,
    children,
    kept,
    lines,
    local,
    text,
)
from plan_graph.documents.stratml_terms import LABELS
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.language.wording import Wording, first
from plan_graph.phrases import phrase
from plan_graph.plan import Period
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.text import Passage

_ROOTS = ("StrategicPlan", "PerformancePlanOrReport")
_CODE = re.compile(r"\d+(?:\.\d+)*")
_USUAL = ("action", "indicators", "deadline", "responsible", "partner", "funding")
"""The columns that the table has though nothing may stand in them."""
_LINE = re.compile(
    rf"(?P<kind>{LABELS['pillar']}|{LABELS['general']})(?: (?P<code>\S+))?"
    rf"(?P<result> {LABELS['results']})?: (?P<text>.+)"
)


def read_stratml(path: Path, languages: Languages) -> Document:
    """Read a StratML document.

    Raises:
        DocumentError: If it is no XML, has entities, is no StratML, or holds no objective.
    """
    root = _parse(path)
    words = languages.of("\n".join(map(str, root.itertext())))
    return _Layout(path.name, words).document(root)


def _parse(path: Path) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(read_bytes(path), parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError(path.name, phrase("documents.stratml.no_xml", error=error)) from None
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise DocumentError(path.name, phrase("documents.stratml.declares_document_type"))
    if local(root) not in _ROOTS:
        expected = " or ".join(f"<{name}>" for name in _ROOTS)
        raise DocumentError(
            path.name, phrase("documents.stratml.no_stratml", local=local(root), expected=expected)
        )
    return root


class _Layout:
    """Lays the words out as one text and keeps the passages."""

    def __init__(self, name: str, wording: Wording) -> None:
        self._name = name
        self._wording = wording
        self._text = ""
        self._blocks: list[Passage | Table] = []
        self._rows: list[Row] = []
        self._laid: list[str | Mapping[str, Sequence[str]]] = []
        """The rows as they will be: a heading across the table, or the cells by their column."""
        self._left: list[str] = []
        self._said: set[str] = set()

    def document(self, root: Element) -> Document:
        """Lay a plan out.

        Raises:
            DocumentError: If it holds no objective.
        """
        title = self._add(text(root, "Name"))
        self._paragraph(text(root, "Description"))
        about = lines(text(root, "OtherInformation"))
        core = children(root, "StrategicPlanCore")
        for part in core:
            self._other(part)
        for goal in (goal for part in core for goal in children(part, "Goal")):
            self._goal(goal, about)
        if all(isinstance(each, str) for each in self._laid):
            raise DocumentError(self._name, phrase("documents.stratml.holds_no_objective"))
        self._table()
        for line in (*about, *self._left):
            if line not in self._said:
                self._paragraph(line)
        return Document(
            self._name,
            self._text,
            tuple(self._blocks),
            title=title or None,
            period=_period(root),
            names_actions=True,
        )

    def _add(self, words: str) -> Passage:
        passage = Passage(len(self._text), words)
        self._text += words + "\n"
        return passage

    def _paragraph(self, words: str) -> None:
        if words:
            self._blocks.append(self._add(words))

    def _other(self, core: Element) -> None:
        """Keep what has no place in a plan of ours: organisation, vision, mission, values."""
        for kind in ("Organization", "Vision", "Mission", "Value"):
            for part in children(core, kind):
                words = " ".join(" ".join(map(str, part.itertext())).split())
                self._paragraph(f"{kind}: {words}" if words else "")

    def _table(self) -> None:
        usual = {first(self._wording.columns[column], column): None for column in _USUAL}
        rows = [each for each in self._laid if not isinstance(each, str)]
        columns = tuple(dict.fromkeys([*usual, *(heading for row in rows for heading in row)]))
        self._row(columns)
        for each in self._laid:
            if isinstance(each, str):
                cell = Cell(self._add(each), 1, len(columns))
                self._rows.append(Row(len(self._rows) + 1, (cell,)))
            else:
                self._row(["\n".join(each.get(heading, ())) for heading in columns])
        self._blocks.append(Table(1, tuple(self._rows)))

    def _row(self, words: Sequence[str]) -> None:
        cells = [Cell(self._add(cell), column) for column, cell in enumerate(words, start=1)]
        self._rows.append(Row(len(self._rows) + 1, tuple(cells)))

    def _goal(self, goal: Element, about: Sequence[str]) -> None:
        headings = self._wording.headings
        for line in lines(text(goal, "OtherInformation")):
            match = _LINE.fullmatch(line)
            if match and not match["code"]:
                self._above(match["kind"], match["text"], about)
            else:
                self._laid.append(line)
        sequence = text(goal, "SequenceIndicator")
        code = sequence if _CODE.fullmatch(sequence) else ""
        description = text(goal, "Description")
        title = text(goal, "Name") or description
        self._laid.append(f"{headings['specific_objective'][0]} {code or ':'} {title}")
        if description and description != title:
            self._laid.append(description)
        objectives = children(goal, "Objective")
        for part in goal:
            if part not in objectives and isinstance(part.tag, str):
                said = [title, description, text(goal, "OtherInformation")]
                self._left += kept(part, said, goal)
        self._laid += [Objective(each, self._wording).cells for each in objectives]

    def _above(self, kind: str, code: str, about: Sequence[str]) -> None:
        """Open the pillar or general objective of a goal, once, with its results."""
        key = f"{kind} {code}"
        titles = [line for line in about if line.startswith(f"{key}: ")]
        if not titles or titles[0] in self._said:
            return
        results = [line for line in about if line.startswith(f"{key} {LABELS['results']}: ")]
        self._said.update([*titles, *results])
        words = titles[0].partition(": ")[2]
        if kind == LABELS["general"]:
            words = f"{first(self._wording.headings['general_objective'])} {code} {words}"
        listed = "; ".join(line.partition(": ")[2] for line in results)
        result = f"{first(self._wording.headings['results'])}: {listed}" if listed else ""
        if kind == LABELS["general"] or not result:
            self._laid.append("\n".join(filter(None, (words, result))))
        else:
            self._laid.append(words)
            self._laid.append(result)


def _period(root: Element) -> Period | None:
    """Return the time that the file states of itself, or None."""
    found = [
        _day(text(part, name))
        for part in children(root, "AdministrativeInformation")[:1]
        for name in ("StartDate", "EndDate")
    ]
    return Period(*found) if any(found) else None


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None
