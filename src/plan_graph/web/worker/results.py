"""Write what a query gives, in the form that a client takes, in frames of a fair size."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterable, Mapping
from typing import IO, Any, cast

from pyoxigraph import (
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from plan_graph.phrases import packed, phrase
from plan_graph.vocab import VOCABULARIES
from plan_graph.web.worker.messages import Kind, frame, json_frame

_PART = 64 * 1024
_WORTH_COMPRESSING = 1_000
_LEVEL = 4
_GZIP = 31
"""What zlib calls the gzip form."""


class TaskError(Exception):
    """A request cannot be answered; the client is told why."""

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
        self.detail = detail
        super().__init__(detail)


class Output:
    """Where an answer is written to: a binary file that sends frames of a fair size.

    It compresses what is worth it, if the client takes that: here rather than in the process that
    serves everybody.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._head: dict[str, Any] | None = None
        self._data = bytearray()
        self._compress = False
        self._compressor: Any = None

    def begin(self, *, compress: bool) -> None:
        """Forget what was not sent, for a new request."""
        self._head, self._data, self._compressor = None, bytearray(), None
        self._compress = compress

    def head(self, **told: Any) -> None:
        """Begin an answer."""
        self._head = told

    def write(self, data: bytes) -> int:
        """Add to the body."""
        self._data += data
        if len(self._data) >= _PART:
            self._send(self._frames(last=False))
        return len(data)

    def flush(self) -> None:
        """Leave it to the end of the answer: a small one is sent, and read, at once."""

    def end(self) -> None:
        """Complete an answer."""
        self._send([*self._frames(last=True), frame(Kind.END)])

    def refuse(self, status: int, detail: str) -> None:
        """Send a refusal instead of what has not been sent yet."""
        self.say(Kind.REFUSAL, {"status": status, "detail": packed(detail)})

    def say(self, kind: Kind, value: object) -> None:
        """Send one frame of JSON."""
        self._send([json_frame(kind, value)])

    def _frames(self, *, last: bool) -> list[bytes]:
        data, self._data = self._data, bytearray()
        frames = []
        if self._head is not None:
            if self._compress and len(data) >= _WORTH_COMPRESSING:
                self._head["encoding"] = "gzip"
                self._compressor = zlib.compressobj(_LEVEL, wbits=_GZIP)
            frames.append(json_frame(Kind.HEAD, self._head))
            self._head = None
        if self._compressor is not None:
            data = self._compressor.compress(data) + (self._compressor.flush() if last else b"")
        if data:
            frames.append(frame(Kind.DATA, data))
        return frames

    def _send(self, frames: list[bytes]) -> None:
        view = memoryview(b"".join(frames))
        while view:
            view = view[os.write(self._descriptor, view) :]


Message = Mapping[str, Any]
"""What a request asks, as the server sends it."""

_PREFIXES = {vocabulary.prefix: vocabulary.namespace for vocabulary in VOCABULARIES}
_SOLUTIONS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
GRAPHS = {
    "turtle": RdfFormat.TURTLE,
    "n-triples": RdfFormat.N_TRIPLES,
    "rdf-xml": RdfFormat.RDF_XML,
    "json-ld": RdfFormat.JSON_LD,
    "n-quads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}
_NOT_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


class _XmlOutput:
    """Passes on XML, and stops at a character that XML cannot hold."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._tail = b""

    def write(self, data: bytes) -> int:
        # A character of three bytes may be cut by the parts in which it comes.
        if _NOT_XML.search(self._tail + data):
            raise TaskError(406, phrase("web.results.answer_control_characters_xml_cannot"))
        self._tail = bytes(data[-2:])
        return self._output.write(data)

    def flush(self) -> None:
        """Leave it to the end of the answer."""


def write_results(
    results: QuerySolutions | QueryBoolean | QueryTriples, message: Message, output: Output
) -> None:
    """Write the answer to a query, in the first of the forms that the message names for it."""
    if isinstance(results, QueryTriples):
        name = first_form(message["graph_formats"])
        write_triples(results, name, output)
        return
    name = first_form(message["solution_formats"])
    output.head(format=name, kind="solutions")
    results.serialize(output_for(name, output), _SOLUTIONS[name])


def first_form(formats: list[str]) -> str:
    """Return the form that a client would have first.

    Raises:
        TaskError: With status 406 if it takes none.
    """
    if not formats:
        raise TaskError(406, phrase("web.results.accept_names_no_media_type"))
    return formats[0]


def output_for(form: str, output: Output) -> IO[bytes]:
    """Return where a form is written to; the engine takes anything with `write` and `flush`."""
    return cast(IO[bytes], _XmlOutput(output) if form in ("xml", "rdf-xml") else output)


def write_triples(triples: Iterable[Triple], name: str, output: Output) -> None:
    """Write a graph as it comes."""
    output.head(format=name, kind="graph")
    syntax = GRAPHS[name]
    items: Iterable[Triple] | Iterable[Quad] = triples
    if syntax.supports_datasets and name != "json-ld":
        items = (Quad(*triple) for triple in triples)
    prefixes = _PREFIXES if name in ("turtle", "trig", "rdf-xml") else None
    serialize(items, output_for(name, output), syntax, prefixes=prefixes)
