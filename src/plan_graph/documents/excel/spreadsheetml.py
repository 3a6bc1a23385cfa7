"""Find one's way in SpreadsheetML, the XML of workbooks, and read its texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

Element = etree._Element

OFF = ("0", "false", "off")
"""What a switch says that is off."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look."""

    text: str
    is_struck: bool | None
    """Whether they are struck through; None if the format of the cell decides."""


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: Element, name: str) -> Iterator[Element]:
    """Return the children of a name."""
    return (each for each in element if local(each) == name)


def below(root: Element, group: str, name: str) -> Iterator[Element]:
    """Return the elements of a name in the groups of a root."""
    return (each for found in children(root, group) for each in children(found, name))


def plain(element: Element) -> str:
    """Return all words below an element, such as those of a comment."""
    return "".join(each.text or "" for each in element.iter() if local(each) == "t")


def runs(element: Element) -> tuple[Run, ...]:
    """Return the words of a text, without the readings above them."""
    found = []
    for each in element:
        match local(each):
            case "t":
                found.append(Run(each.text or "", None))
            case "r":
                words = "".join(t.text or "" for t in children(each, "t"))
                found.append(Run(words, _is_struck(each)))
    return tuple(run for run in found if run.text)


def _is_struck(run: Element) -> bool | None:
    for look in children(run, "rPr"):
        struck = next(children(look, "strike"), None)
        return struck is not None and struck.get("val", "1") not in OFF
    return None
