"""Find one's way in WordprocessingML, the XML of Word documents.

What was deleted or moved away, the instructions of fields and the readings above ruby text are
passed over: the document is seen as it now reads.

No function here calls itself, so that deep nesting in a document does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

Element = etree._Element

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
_NAMESPACES = [f"{{{namespace}}}" for namespace, prefix in _PREFIXES.items() if not prefix]
_PROPERTIES = ("pPr", "rPr", "sdtPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr")
_NOT_READ = frozenset((*_PROPERTIES, "del", "moveFrom", "rt"))
_DELETABLE = {"tr": "trPr", "tc": "tcPr"}
_DELETIONS = ("del", "moveFrom", "cellDel")
_OFF = ("0", "false", "off")


@lru_cache(maxsize=1024)
def _kind(tag: str) -> str:
    namespace, _, name = tag.lstrip("{").rpartition("}")
    prefix = _PREFIXES.get(namespace)
    return tag if prefix is None else prefix + name


@lru_cache(maxsize=64)
def _tags(name: str) -> tuple[str, ...]:
    return tuple(namespace + name for namespace in _NAMESPACES)


def kind(element: Element) -> str:
    """Return the name of an element: 'p' for Word's own, 'm:t' in formulas, else the full tag."""
    return _kind(str(element.tag))


def attribute(element: Element, name: str) -> str | None:
    """Return the value of one of Word's own attributes, in either of its two namespaces."""
    for namespace in _NAMESPACES:
        value = element.get(namespace + name)
        if value is not None:
            return value
    return None


def child(element: Element, *path: str) -> Element | None:
    """Return the first descendant along a path of names, or None."""
    found: Element | None = element
    for name in path:
        if found is None:
            return None
        found = next(found.iterchildren(*_tags(name)), None)
    return found


def value(element: Element, *path: str) -> str:
    """Return what the first descendant along a path says, or ''."""
    found = child(element, *path)
    return "" if found is None else attribute(found, "val") or ""


def is_on(element: Element, *path: str) -> bool:
    """Tell whether the first descendant along a path is there and is not switched off."""
    found = child(element, *path)
    return found is not None and attribute(found, "val") not in _OFF


def holds(element: Element, name: str) -> bool:
    """Tell whether one of Word's own elements stands anywhere below an element."""
    return next(element.iter(*_tags(name)), None) is not None


def within(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """Yield the outermost descendants of some names, in order, as the document now reads.

    Containers such as content controls are looked through; deleted content is passed
    over; of alternatives only the first is taken.
    """
    pending = list(reversed(element))
    while pending:
        each = pending.pop()
        name = kind(each)
        if name in _NOT_READ or (name in _DELETABLE and is_deleted(each, _DELETABLE[name])):
            continue
        if name in names:
            yield each
        elif name == "mc:AlternateContent":
            pending.extend(list(each)[:1])
        else:
            pending.extend(reversed(each))


def is_deleted(element: Element, *properties: str) -> bool:
    """Tell whether the properties of an element say that it was deleted or moved away."""
    found = child(element, *properties)
    return found is not None and any(kind(each) in _DELETIONS for each in found)
