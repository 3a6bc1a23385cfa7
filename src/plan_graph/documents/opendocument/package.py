"""Find one's way in OpenDocument, the XML of LibreOffice and others, and open its packages.

What was deleted, what a program keeps to make an index anew, comments and the readings above ruby
text are passed over: the document is seen as it now reads.

No function here calls itself, so that deep nesting in a document does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from plan_graph.documents.package import Kind, Package, open_package
from plan_graph.documents.properties import stated_language, stated_title
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase

Element = etree._Element

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_LIBREOFFICE = "urn:org:documentfoundation:names:experimental:{}"
NAMESPACES = {
    **{each: _OASIS.format(each) for each in ("office", "text", "table", "style", "meta")},
    "draw": _OASIS.format("drawing"),
    "presentation": _OASIS.format("presentation"),
    "fo": _OASIS.format("xsl-fo-compatible"),
    "number": _OASIS.format("datastyle"),
    "manifest": _OASIS.format("manifest"),
    "calcext": _LIBREOFFICE.format("calc:xmlns:calcext:1.0"),
    "loext": _LIBREOFFICE.format("office:xmlns:loext:1.0"),
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_PREFIXES = {namespace: prefix for prefix, namespace in NAMESPACES.items()}
CONTENT = "content.xml"
_MANIFEST, _META = "META-INF/manifest.xml", "meta.xml"
_NOT_READ = frozenset(
    (
        *("text:tracked-changes", "text:note", "text:ruby-text", "text:number", "text:script"),
        *("office:annotation", "office:forms", "office:scripts", "table:shapes"),
        *("text:table-of-content-source", "text:illustration-index-source"),
        *("text:table-index-source", "text:object-index-source", "text:user-index-source"),
        *("text:alphabetical-index-source", "text:bibliography-source"),
    )
)
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)


@lru_cache(maxsize=1024)
def _kind(tag: str) -> str:
    namespace, _, name = tag.lstrip("{").rpartition("}")
    prefix = _PREFIXES.get(namespace)
    return tag if prefix is None else f"{prefix}:{name}"


@lru_cache(maxsize=1024)
def tag(name: str) -> str:
    """Return a name such as 'text:p' as lxml writes it."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def kind(element: Element) -> str:
    """Return the name of an element with its usual prefix, such as 'text:p'."""
    return _kind(str(element.tag))


def attribute(element: Element, name: str) -> str | None:
    """Return the value of an attribute such as 'text:style-name', or None."""
    return element.get(tag(name))


def whole(element: Element, name: str, otherwise: int = 1) -> int:
    """Return a whole number that an attribute states; one that is none says nothing."""
    value = attribute(element, name) or ""
    return int(value) if _WHOLE.fullmatch(value) else otherwise


def is_read(element: Element) -> bool:
    """Tell whether the words within an element are part of the document as it now reads."""
    return isinstance(element.tag, str) and kind(element) not in _NOT_READ


def within(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """Yield the outermost descendants of some names, in order, as the document now reads."""
    pending = list(reversed(element))
    while pending:
        each = pending.pop()
        if kind(each) in names:
            yield each
        elif is_read(each):
            pending.extend(reversed(each))


def open_document(
    name: str, data: bytes, package_kind: Kind, body: str
) -> tuple[Package, Element, Element]:
    """Return the package of a document, the root of its content, and its body.

    `body` is the name of the body that is expected, such as 'office:text'.

    Raises:
        DocumentError: If the file is no such document, is damaged, locked with a password, or
            beyond a limit.
    """
    package = open_package(name, data, package_kind)
    if package.holds(_MANIFEST):
        manifest = package.xml(_MANIFEST)
        if next(manifest.iter(tag("manifest:encryption-data")), None) is not None:
            raise package.locked()
    root = package.xml(CONTENT)
    bodies = [each for found in root.iterchildren(tag("office:body")) for each in found]
    found = next((each for each in bodies if kind(each) == body), None)
    if found is None:
        other = kind(bodies[0]) if bodies else kind(root)
        raise DocumentError(
            name,
            phrase(
                "documents.opendocument.content_where_expected",
                other=other[:40],
                body=body,
                ending=package_kind.ending,
            ),
        )
    return package, root, found


def properties(package: Package) -> tuple[str, str]:
    """Return the title and the language that a document states of itself, or ''."""
    if not package.holds(_META):
        return "", ""
    try:
        root = package.xml(_META)
    except DocumentError:  # a plan can be read without them
        return "", ""
    title, language = (
        next((each.text or "" for each in root.iter(tag(name))), "")
        for name in ("dc:title", "dc:language")
    )
    return stated_title(title, package.name), stated_language(language)
