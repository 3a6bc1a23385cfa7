"""Open a PDF so that no stream in it can grow beyond a bound when it is unpacked.

A stream of a PDF may be packed several times over (ISO 32000-1, 7.4): seven kilobytes can stand
for gigabytes. Each filter's output is counted before it is made.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from pdfminer.lzw import LZWDecoder
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
)

MAX_STREAM = 32_000_000
"""Most bytes of one stream when it is unpacked; the pages of plans known to us take under 2 MB."""
_STEP = 1 << 16
_END_OF_RUNS = 128


class StreamTooLargeError(Exception):
    """A stream would grow beyond `MAX_STREAM` bytes."""


def open_bounded(data: bytes) -> PDFDocument:
    """Return the document of a file whose streams are unpacked within the bound.

    Raises:
        StreamTooLargeError: If a stream of its directory grows beyond the bound.
    """
    return PDFDocument(_Parser(io.BytesIO(data)))


class _Parser(PDFParser):
    """Makes bounded streams."""

    def push(self, *objs: tuple[int, Any]) -> None:
        """Keep objects as they are read, a stream as one that is bounded."""
        super().push(*((place, _bounded(value)) for place, value in objs))


def _bounded(value: Any) -> Any:
    if not isinstance(value, PDFStream) or value.rawdata is None:
        return value
    return _Stream(value.attrs, value.rawdata, value.decipher)


class _Stream(PDFStream):
    """A stream that is unpacked filter by filter, each within the bound."""

    def decode(self) -> None:
        """Unpack the stream.

        Raises:
            StreamTooLargeError: If it grows beyond the bound.
        """
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        for name, parameters in self.get_filters():
            if _size(name, data) > MAX_STREAM:
                raise StreamTooLargeError
            step = PDFStream({"Filter": name, "DecodeParms": parameters or {}}, data)
            data = step.get_data()
        self.data, self.rawdata = data, None


def _size(name: object, data: bytes) -> int:
    """Return how many bytes a filter makes of some data, counting no further than the bound."""
    if name in LITERALS_FLATE_DECODE:
        return _inflated(data)
    if name in LITERALS_LZW_DECODE:
        return _counted(map(len, LZWDecoder(io.BytesIO(data)).run()))
    if name in LITERALS_RUNLENGTH_DECODE:
        return _counted(_runs(data))
    return len(data)


def _runs(data: bytes) -> Iterator[int]:
    """Yield the lengths of runs (ISO 32000-1, 7.4.5)."""
    place = 0
    while place < len(data) and data[place] != _END_OF_RUNS:
        is_repeated = data[place] > _END_OF_RUNS
        yield 257 - data[place] if is_repeated else data[place] + 1
        place += 2 if is_repeated else data[place] + 2


def _counted(sizes: Iterable[int]) -> int:
    total = 0
    for size in sizes:
        total += size
        if total > MAX_STREAM:
            break
    return total


def _inflated(data: bytes) -> int:
    unpack, total = zlib.decompressobj(), 0
    try:
        while data and total <= MAX_STREAM:
            total += len(unpack.decompress(data, _STEP))
            data = unpack.unconsumed_tail
    except zlib.error:  # a damaged end; what comes before it counts
        pass
    return total
