"""SPARQL JSON results read solution by solution, so that only what is kept of them takes memory."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from plan_graph.asking.http import Readable

_STEP = 64 * 1024
_LONGEST = 3 * 1024 * 1024
"""Letters of one solution, or of what stands around all of them."""
_BLANKS = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


def solutions(body: Readable, head: Callable[[Any], None]) -> Iterator[dict[str, Any]]:
    """Yield the solutions of an answer as JSON has them, in their order.

    Args:
        body: The answer.
        head: Called with the object 'head' before the first solution.

    Raises:
        ValueError: If it is no JSON, has no solutions, or tells them before its head.
        RecursionError: If it is nested too deep.
    """
    text = _Text(body)
    text.expect("{")
    told = False
    while (key := text.value()) != "results":
        text.expect(":")
        value = text.value()
        if key == "head":
            head(value)
            told = True
        text.expect(",")
    if not told:
        raise ValueError("it has no head before its results")
    text.expect(":")
    text.expect("{")
    while text.value() != "bindings":
        text.expect(":")
        text.value()
        text.expect(",")
    text.expect(":")
    yield from text.members()
    text.rest_of_objects(2)


class _Text:
    """The text of an answer from where it is read on."""

    def __init__(self, body: Readable) -> None:
        self._body = body
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._text = ""
        self._at = 0
        self._ended = False

    def members(self) -> Iterator[Any]:
        """Yield the members of the array that stands here, and go behind it."""
        self.expect("[")
        if self.next() == "]":
            self.expect("]")
            return
        while True:
            yield self.value()
            if self.next() == "]":
                self.expect("]")
                return
            self.expect(",")

    def rest_of_objects(self, depth: int) -> None:
        """Go to the end of the objects that this is in; nothing may stand behind the outermost."""
        while depth:
            if self.next() == "}":
                self.expect("}")
                depth -= 1
                continue
            self.expect(",")
            self.value()
            self.expect(":")
            self.value()
        if found := self.next():
            raise ValueError(f"'{found}' stands behind its end")

    def next(self) -> str:
        """Return the next sign that is no white space, '' at the end."""
        while True:
            match = _BLANKS.match(self._text, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def expect(self, sign: str) -> None:
        """Go behind a sign that must stand here."""
        found = self.next()
        if found != sign:
            raise ValueError(f"expected '{sign}', found '{found}'")
        self._at += 1

    def value(self) -> Any:
        """Return the JSON value that stands here, and go behind it."""
        self.next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except ValueError:
                if not self._more():
                    raise
                continue
            # A number may go on.
            if end < len(self._text) or not self._more():
                self._at = end
                return value

    def _more(self) -> bool:
        """Read on, at least as much as there is, so that one long value is not tried too often."""
        kept = self._text[self._at :]
        if len(kept) >= _LONGEST:
            raise ValueError(f"one part of it has more than {_LONGEST // 1024**2} million letters")
        read: list[str] = []
        wanted = min(max(_STEP, len(kept)), _LONGEST - len(kept))
        while wanted > 0 and not self._ended:
            part = self._body.read(min(wanted, _STEP))
            self._ended = not part
            read.append(self._decoder.decode(part, final=self._ended))
            wanted -= len(part)
        self._text, self._at = kept + "".join(read), 0
        return len(self._text) > len(kept)
