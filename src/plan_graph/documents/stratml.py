"""Read StratML (ISO 17469, Part 1 or 2, also older namespaces) as a document with one table.

A goal is laid out as the heading of an objective and an objective as a row, in the words of the
language; what free text carries (see `exchange.stratml`) goes into the columns. So all rules for
documents hold, and every fact has its words. Other text is kept as words of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from plan_graph.documents.limits import read_bytes
from plan_graph.documents.stratml_terms import LABELS
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.language.wording import Wording, first
from plan_graph.phrases import phrase
from plan_graph.plan.tables import Cell, Document, Row, Table
from plan_graph.text import Passage

Element = etree._Element
_ROOTS = ("StrategicPlan", "PerformancePlanOrReport")
_CODE = re.compile(r"\d+(?:\.\d+)*")
_OWN_CODE = re.compile(r"\d+(?:\.\d+)+")
_COLUMNS = ("action", "indicators", "deadline", "responsible", "partner", "funding")
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
    if _local(root) not in _ROOTS:
        expected = " or ".join(f"<{name}>" for name in _ROOTS)
        raise DocumentError(
            path.name, phrase("documents.stratml.no_stratml", local=_local(root), expected=expected)
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
        self._said: set[str] = set()

    def document(self, root: Element) -> Document:
        """Lay a plan out.

        Raises:
            DocumentError: If it holds no objective.
        """
        self._paragraph(_text(root, "Name"))
        self._paragraph(_text(root, "Description"))
        about = _lines(_text(root, "OtherInformation"))
        core = _children(root, "StrategicPlanCore")
        goals = [goal for part in core for goal in _children(part, "Goal")]
        for part in core:
            self._other(part)
        self._row(
            [first(self._wording.columns[column], column) for column in _COLUMNS] + ["Description"]
        )
        for goal in goals:
            self._goal(goal, about)
        if not any(len(row.cells) > 1 for row in self._rows[1:]):
            raise DocumentError(self._name, phrase("documents.stratml.holds_no_objective"))
        self._blocks.append(Table(1, tuple(self._rows)))
        for line in about:
            if line not in self._said:
                self._paragraph(line)
        return Document(self._name, self._text, tuple(self._blocks))

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
            for part in _children(core, kind):
                words = " ".join(" ".join(map(str, part.itertext())).split())
                self._paragraph(f"{kind}: {words}" if words else "")

    def _row(self, words: Sequence[str]) -> None:
        cells = [Cell(self._add(text), column) for column, text in enumerate(words, start=1)]
        self._rows.append(Row(len(self._rows) + 1, tuple(cells)))

    def _heading(self, words: str) -> None:
        cell = Cell(self._add(words), 1, len(_COLUMNS) + 1)
        self._rows.append(Row(len(self._rows) + 1, (cell,)))

    def _goal(self, goal: Element, about: Sequence[str]) -> None:
        headings = self._wording.headings
        own = _lines(_text(goal, "OtherInformation"))
        for line in own:
            match = _LINE.fullmatch(line)
            if match and not match["code"]:
                self._above(match["kind"], match["text"], about)
            else:
                self._heading(line)
        sequence = _text(goal, "SequenceIndicator")
        code = sequence if _CODE.fullmatch(sequence) else ""
        title = _text(goal, "Name") or _text(goal, "Description")
        self._heading(f"{headings['specific_objective'][0]} {code or ':'} {title}")
        description = _text(goal, "Description")
        if description and description != title:
            self._heading(description)
        for objective in _children(goal, "Objective"):
            self._row(list(self._cells(objective)))

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
            self._heading("\n".join(filter(None, (words, result))))
        else:
            self._heading(words)
            self._heading(result)

    def _cells(self, objective: Element) -> Iterator[str]:
        sequence = _text(objective, "SequenceIndicator")
        own_code = f"{sequence} " if _OWN_CODE.fullmatch(sequence) else ""
        description = _text(objective, "Description")
        yield own_code + (_text(objective, "Name") or description)
        carried, other = _carried(_lines(_text(objective, "OtherInformation")))
        measured = [
            _text(indicator, "MeasurementDimension")
            for indicator in _children(objective, "PerformanceIndicator")
        ]
        yield "\n\n".join([*carried["indicator"], *filter(None, measured)])
        yield "\n".join(carried["deadline"])
        stakeholders = [self._stakeholder(s) for s in _children(objective, "Stakeholder")]
        yield "\n".join(words for role, words in stakeholders if role != "partner")
        yield "\n".join(words for role, words in stakeholders if role == "partner")
        yield "\n".join(carried["funding"])
        yield "\n".join([*([description] if _text(objective, "Name") else []), *other])

    def _stakeholder(self, stakeholder: Element) -> tuple[str, str]:
        """Return role and words, such as ('responsible', 'MAI prin ANITP')."""
        carried, _ = _carried(_lines(_text(stakeholder, "Description")))
        roles = [_text(role, "Name") for role in _children(stakeholder, "Role")]
        delegation = f" {first(self._wording.lists['delegation'], '-')} "
        words = delegation.join([*carried["for"], _text(stakeholder, "Name")])
        return ([*carried["role"], *roles] or [""])[0].lower(), words


def _carried(lines: Sequence[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Part lines that carry something by their labels from others."""
    found: dict[str, list[str]] = {kind: [] for kind in LABELS}
    other: list[str] = []
    for line in lines:
        label, colon, text = line.partition(": ")
        kind = next((kind for kind, name in LABELS.items() if colon and name == label), None)
        (found[kind] if kind else other).append(text if kind else line)
    return found, other


def _local(element: Element) -> str:
    return etree.QName(element).localname


def _children(element: Element, name: str) -> list[Element]:
    return [e for e in element if isinstance(e.tag, str) and _local(e) == name]


def _text(element: Element, name: str) -> str:
    found = _children(element, name)
    return "".join(map(str, found[0].itertext())).strip() if found else ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
