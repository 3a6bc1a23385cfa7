"""RDF files of strangers to triples: any common syntax, nothing fetched, nothing expanded.

The parser is pyoxigraph; what it lets through or dies of is refused before or after it.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, getincrementaldecoder
from collections.abc import Iterator, Sized
from pathlib import Path
from typing import NoReturn, TypeVar
from xml.parsers import expat

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
}
_T = TypeVar("_T")
_MOST_BYTES = 256 * 1024 * 1024
MOST_TRIPLES = 3_000_000
_MOST_PROPERTIES = 1_000
_MOST_BLANK_NODES = 20_000
"""More is no graph of plans: ten thousand actions are half a million triples of 60 properties, and
none of them has a blank node."""
_DEEPEST = 1000
"""Levels of nested elements or triples; deeper ones take minutes or kill the process."""
_NOWHERE = "relative://file/"
"""Base of JSON-LD, so that a relative IRI, which JSON-LD would drop in silence, is seen."""
_STEP = 1024 * 1024
_POSITION = re.compile(r"^Parser error at line \d+ (?:between columns \d+ and \d+|column \d+): ")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SYNTAX = {
    "No LoadDocumentCallback has been set to load remote contexts": "rdf.parse.remote_context",
    "No scheme found in an absolute IRI": "rdf.parse.relative_iris",
}


def load_rdf(path: Path, *, most_triples: int = MOST_TRIPLES) -> list[Triple]:
    """Read a file of Turtle, TriG, N-Triples, N-Quads, RDF/XML or JSON-LD, told by its suffix.

    All graphs of a file count as one. Blank nodes are named by their order, so that the
    same file gives the same triples.

    Args:
        path: The file.
        most_triples: With more the file is refused.

    Raises:
        DocumentError: If the file is missing, empty, too large, of an unknown suffix, not
            UTF-8, not well-formed, or has relative IRIs, remote contexts, entities,
            control characters or triples as values; the message tells the line.
    """
    if not path.exists():
        raise DocumentError(str(path), phrase("rdf.parse.missing"))
    syntax = _format(path)
    content = _content(path)
    if syntax == RdfFormat.RDF_XML:
        _XmlCheck(path.name).run(content)
    else:
        _check_depth(path.name, content)
    return _Reader(path.name, content, syntax, most_triples).triples()


def _format(path: Path) -> RdfFormat:
    found = _FORMATS.get(path.suffix.lower())
    if found is None:
        known = ", ".join(_FORMATS)
        raise DocumentError(
            path.name, phrase("rdf.parse.ending_names_no_rdf", suffix=path.suffix, known=known)
        )
    return found


def _content(path: Path) -> bytes:
    """Return the bytes of a file of UTF-8; as a text they might take four times the memory."""
    try:
        if path.is_dir():
            raise DocumentError(path.name, phrase("rdf.parse.folder_give_one_file"))
        if path.exists() and not path.is_file():  # A pipe would be waited for.
            raise DocumentError(path.name, phrase("rdf.parse.no_ordinary_file"))
        if path.stat().st_size > _MOST_BYTES:
            raise DocumentError(path.name, phrase("rdf.parse.larger_than_mb"))
        content = path.read_bytes().removeprefix(BOM_UTF8)
        _check_encoding(content)
    except FileNotFoundError:
        raise DocumentError(str(path), phrase("rdf.parse.missing")) from None
    except UnicodeDecodeError as error:
        problem = phrase("rdf.parse.byte_not_utf", start=error.start)
        raise DocumentError(path.name, problem) from None
    except OSError as error:
        raise DocumentError(
            path.name, phrase("rdf.parse.cannot_read", strerror=error.strerror)
        ) from None
    if not re.search(rb"\S", content):
        raise DocumentError(path.name, phrase("rdf.parse.file_empty"))
    return content


def _check_encoding(content: bytes) -> None:
    """Find a byte that is no UTF-8.

    Raises:
        UnicodeDecodeError: If there is one; its start counts the bytes of the file from 1.
    """
    decoder = getincrementaldecoder("utf-8")()
    for start in range(0, len(content), _STEP):
        try:
            decoder.decode(content[start : start + _STEP], final=start + _STEP >= len(content))
        except UnicodeDecodeError as error:
            error.start += start + 1
            raise


def _check_depth(name: str, content: bytes) -> None:
    """Refuse triples within triples so deep that the parser would run out of stack."""
    depth = 0
    for match in re.finditer(b"<<|>>", content):
        depth = depth + 1 if match.group() == b"<<" else max(0, depth - 1)
        if depth > _DEEPEST:
            place = _line(content, match.start())
            raise DocumentError(
                name, phrase("rdf.parse.triples_within_triples_too_deep"), place=place
            )


class _XmlCheck:
    """Refuses entities before anything expands them, and tells where XML is not well-formed."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._depth = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.EntityDeclHandler = self._entity

    def run(self, content: bytes) -> None:
        """Look through a text."""
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            problem = phrase("rdf.parse.not_well_formed_rdf_xml", reason=reason)
            raise DocumentError(self._name, problem, place=f"line {error.lineno}") from None

    def _open(self, element: str, attributes: Sized) -> None:
        self._depth += 1
        if len(attributes) > _MOST_PROPERTIES:
            self._stop(phrase("rdf.parse.too_many_properties", most=_MOST_PROPERTIES))
        if self._depth > _DEEPEST:
            self._stop(phrase("rdf.parse.elements_nested_more_than_deep", deepest=_DEEPEST))

    def _close(self, element: str) -> None:
        self._depth -= 1

    def _entity(self, entity: str, *rest: object) -> None:
        self._stop(phrase("rdf.parse.declares_entity", entity=entity))

    def _stop(self, problem: str) -> None:
        raise DocumentError(self._name, problem, place=f"line {self._parser.CurrentLineNumber}")


class _Reader:
    """Reads one text, and refuses what a graph of ours cannot hold."""

    def __init__(self, name: str, content: bytes, syntax: RdfFormat, most: int) -> None:
        self._name = name
        self._content = content
        self._syntax = syntax
        self._most = most
        self._blank: dict[BlankNode, BlankNode] = {}

    def triples(self) -> list[Triple]:
        """Return the triples without repetition, in the order of the file."""
        found: dict[Triple, None] = {}
        names: set[NamedNode] = set()
        for quad in self._quads():
            triple = self._triple(quad)
            found[triple] = None
            names.add(triple.predicate)
            if len(found) > self._most:
                self._refuse(phrase("rdf.parse.too_many_triples", most=self._most))
            if len(names) > _MOST_PROPERTIES:
                self._refuse(phrase("rdf.parse.too_many_properties", most=_MOST_PROPERTIES))
            if len(self._blank) > _MOST_BLANK_NODES:
                self._refuse(phrase("rdf.parse.too_many_blank_nodes", most=_MOST_BLANK_NODES))
        return list(found)

    def _refuse(self, problem: str) -> NoReturn:
        raise DocumentError(self._name, problem)

    def _quads(self) -> Iterator[Quad]:
        base = _NOWHERE if self._syntax == RdfFormat.JSON_LD else None
        try:
            yield from parse(self._content, format=self._syntax, base_iri=base)
        except (SyntaxError, ValueError) as error:
            raise self._refusal(error) from None
        except MemoryError:  # The parser holds one word of a file in a buffer of 16 MB.
            raise DocumentError(self._name, phrase("rdf.parse.word_too_long")) from None

    def _refusal(self, error: Exception) -> DocumentError:
        reason = _POSITION.sub("", str(getattr(error, "msg", None) or error))
        line = getattr(error, "lineno", None)
        place = f"line {line}" if line else ""
        # For RDF/XML the message holds the IRI instead of the line.
        prefix, _, tail = reason.rpartition("': ")
        if iri := prefix.partition("IRI '")[2]:
            place, reason = self._find(iri), tail
        said = phrase("rdf.parse.not_correct_file", name=self._syntax.name, reason=reason)
        return DocumentError(
            self._name, phrase(_SYNTAX[reason]) if reason in _SYNTAX else said, place=place
        )

    def _triple(self, quad: Quad) -> Triple:
        subject, predicate, value = quad.triple
        if isinstance(subject, Triple) or isinstance(value, Triple):
            raise DocumentError(self._name, phrase("rdf.parse.triple_value"))
        for term in (subject, predicate, value):
            if isinstance(term, NamedNode) and term.value.startswith("relative:"):
                found = term.value.removeprefix(_NOWHERE).removeprefix("relative:")
                problem = phrase("rdf.parse.relative_iri", found=found)
                raise DocumentError(self._name, problem, place=self._find(found))
        if isinstance(value, Literal) and (bad := _CONTROL.search(value.value)):
            shown = f"U+{ord(bad.group()):04X}"
            problem = phrase("rdf.parse.value_control_character", predicate=predicate, shown=shown)
            raise DocumentError(self._name, problem, place=self._find(bad.group()))
        return Triple(self._renamed(subject), predicate, self._renamed(value))

    def _renamed(self, term: _T) -> _T | BlankNode:
        if not isinstance(term, BlankNode):
            return term
        return self._blank.setdefault(term, BlankNode(f"b{len(self._blank) + 1}"))

    def _find(self, words: str) -> str:
        """Tell the line on which words stand first, or '' if they are written another way."""
        offset = self._content.find(words.encode("utf-8", "replace"))
        return _line(self._content, offset) if words and offset >= 0 else ""


def _line(content: bytes, offset: int) -> str:
    return f"line {content.count(10, 0, offset) + 1}"
