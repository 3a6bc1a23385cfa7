"""What an objective of StratML says, as the cells of a row of actions.

What has an element or a label of ours goes into the column of its kind; all other words are
kept as notes of the action, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from plan_graph.documents.stratml_terms import COLUMNS, LABELS, MEASURES, REMARK
from plan_graph.language.wording import Wording, first
from plan_graph.text import clean

Element = etree._Element
OWN_CODE = re.compile(r"\d+(?:\.\d+)+")
_ROLES = ("responsible", "partner")
_LABELLED = frozenset((LABELS["role"], LABELS["for"]))
_REMARK = re.compile(rf"{REMARK}(?: \((?P<heading>.+?)\))?: (?P<text>.+)")
_NO_WORDS = frozenset((
    "Identifier", "SequenceIndicator", "RoleType", "StartDate", "EndDate", "NumberOfUnits",
))  # fmt: skip
"""Elements that only name, number or sort what stands beside them."""


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def children(element: Element, name: str) -> list[Element]:
    """Return the elements of a name that stand in another."""
    return [e for e in element if isinstance(e.tag, str) and local(e) == name]


def text(element: Element, name: str) -> str:
    """Return the words of the first element of a name that stands in another, or ''."""
    found = children(element, name)
    return "".join(map(str, found[0].itertext())).strip() if found else ""


def lines(words: str) -> list[str]:
    """Return the lines that hold something."""
    return [line.strip() for line in words.splitlines() if line.strip()]


def kept(element: Element, said: Sequence[str], top: Element) -> Iterator[str]:
    """Yield all words in an element that were not said, after the name of what they are about.

    What they are about stands below `top`.
    """
    for leaf in element.iter():
        words = clean("".join(map(str, leaf.itertext())))
        is_leaf = isinstance(leaf.tag, str) and not len(leaf) and local(leaf) not in _NO_WORDS
        if is_leaf and words and not any(words in clean(each) for each in said):
            about = _name_above(leaf, words, top)
            yield f"{about}: {words}" if about else words


def _name_above(leaf: Element, words: str, top: Element) -> str:
    """Return the name, unlike its words, of the nearest thing that an element stands in."""
    above = leaf.getparent()
    while above is not None and above is not top:
        name = clean(text(above, "Name") or text(above, "MeasurementDimension"))
        if name and name != words:
            return name
        above = above.getparent()
    return ""


class Objective:
    """An objective, read once; `cells` has its words by the heading of the column."""

    def __init__(self, element: Element, wording: Wording) -> None:
        self._wording = wording
        self.cells: dict[str, list[str]] = {}
        name, description = text(element, "Name"), text(element, "Description")
        code = text(element, "SequenceIndicator")
        own_code = f"{code} " if OWN_CODE.fullmatch(code) else ""
        self._put("action", own_code + (name or description))
        self._put("description", description if name else "")
        for indicator in children(element, "PerformanceIndicator"):
            self._indicator(indicator)
        for stakeholder in children(element, "Stakeholder"):
            self._stakeholder(stakeholder)
        for line in lines(text(element, "OtherInformation")):
            self._line(line)
        said = [words for cell in self.cells.values() for words in cell]
        told = (text(each, "Description") for each in children(element, "Stakeholder"))
        for words in kept(
            element, [*said, *told, text(element, "OtherInformation"), *_ROLES], element
        ):
            self._put("notes", words)

    def heading(self, column: str) -> str:
        """Return the heading of a column of a kind, in the words of the language."""
        return first(self._wording.columns.get(column, ()), column)

    def _put(self, column: str, words: str) -> None:
        self._put_below(self.heading(column), words)

    def _put_below(self, heading: str, words: str) -> None:
        if words:
            self.cells.setdefault(heading, []).append(words)

    def _line(self, line: str) -> None:
        """Take a line of free text: after a label of ours it is a fact, else a note."""
        remark = _REMARK.fullmatch(line)
        label, _, words = line.partition(": ")
        if remark:
            self._put_below(remark["heading"] or self.heading("notes"), remark["text"])
        elif words and label in MEASURES:
            labels = self.cells.get(self.heading("indicators"), ())
            of = next((each for each in labels if words.startswith(f"{each}: ")), "")
            self._put(COLUMNS[label], words.removeprefix(f"{of}: "))
        else:
            known = words and label in COLUMNS
            self._put(COLUMNS[label] if known else "notes", words if known else line)

    def _indicator(self, indicator: Element) -> None:
        self._put("indicators", text(indicator, "MeasurementDimension"))
        for instance in children(indicator, "MeasurementInstance"):
            for target in children(instance, "TargetResult"):
                self._put("target", _measure(target))

    def _stakeholder(self, stakeholder: Element) -> None:
        """Take a stakeholder as who does it, who helps, or whom it is for, by its role."""
        described = [line.partition(": ") for line in lines(text(stakeholder, "Description"))]
        said = [words for label, _, words in described if label == LABELS["role"]]
        other = ["".join(line) for line in described if line[0] not in _LABELLED]
        roles = children(stakeholder, "Role")
        types = {kind for role in roles for kind in _types(role)}
        named = [name.lower() for name in (*said, *(text(role, "Name") for role in roles))]
        role = next((name for name in named if name in _ROLES), "")
        if not role and types:
            role = "responsible" if "Performer" in types else "target_group"
        acting = [words for label, _, words in described if label == LABELS["for"]]
        delegation = f" {first(self._wording.lists['delegation'], '-')} "
        name = text(stakeholder, "Name")
        self._put(role or "partner", delegation.join([*acting, name]) if name else "")
        if other:
            self._put("notes", ": ".join(filter(None, (clean(name), clean(" ".join(other))))))


def _types(role: Element) -> Iterator[str]:
    return ("".join(map(str, each.itertext())).strip() for each in children(role, "RoleType"))


def _measure(result: Element) -> str:
    """Return what a target says in one line: its words, its number, its last day."""
    words, number = clean(text(result, "Description")), text(result, "NumberOfUnits")
    end = text(result, "EndDate")
    said = words if number in words else f"{number} {words}".strip()
    return f"{said} ({end})" if said and end and end[:4] not in said else said
