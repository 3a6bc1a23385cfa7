"""Pages that are pictures: the words in them, with how certain each is, and the pictures.

Drawing and reading is done in a process of its own, within limits and without a network.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from plan_graph.confinement.program import Limits, run
from plan_graph.documents.pdf.marks import Area, Marks, Rule, Scanned, Word
from plan_graph.documents.pdf.scans.engines import engine_is_there
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.plan.tables import PagePicture
from plan_graph.text import printable

MAX_SCANS = 100
"""Most pages of a document whose pictures are read; each takes some ten seconds."""
_SECONDS = (90, 60)
"""Longest that a run may take, and how much longer for each page."""
_PROCESSOR_SECONDS = (60, 60)
_KILOBYTES = 8_000_000
"""Most memory that a run may address."""
_OWN_KILOBYTES = 700_000
"""Most memory that a run may have for itself; a page takes 400 MB, and asks for 600."""
_GIVEN_BACK = {"MALLOC_MMAP_THRESHOLD_": "1000000", "MALLOC_ARENA_MAX": "2"}
"""Makes GNU's allocator give memory back as soon as what reads words is done with it."""
_PROCESS = "plan_graph.documents.pdf.scans.process"
_MAX_WORDS = 20_000
"""Most words of a page; a page of small print has some 1,500."""


class Scan(NamedTuple):
    """What was read in the picture of a page, as of a page that was laid straight; and it."""

    marks: Marks
    picture: PagePicture


def can_draw() -> bool:
    """Tell whether the libraries are there that draw pages."""
    return all(importlib.util.find_spec(each) for each in ("numpy", "PIL", "pypdfium2"))


def recognised(name: str, data: bytes, pages: Sequence[int]) -> dict[int, Scan]:
    """Return the words and rules in the pictures of some pages, by the number of the page.

    Raises:
        DocumentError: If nothing is installed that reads words in pictures, there are too many
            pages, or the limits are reached.
    """
    if not (can_draw() and engine_is_there()):
        raise DocumentError(name, phrase("documents.scans.needs_extra"))
    if len(pages) > MAX_SCANS:
        raise DocumentError(
            name, phrase("documents.scans.too_many", pages=len(pages), most=MAX_SCANS)
        )
    with _done(data, pages) as folder:
        files = {page: folder / f"page-{page}" for page in pages}
        there = {page for page, file in files.items() if file.with_suffix(".json").is_file()}
        missing = next((page for page in pages if page not in there), None)
        if missing is not None:
            raise DocumentError(
                name, phrase("documents.scans.not_within_limits"), place=f"page {missing}"
            )
        return {page: _scan(page, file) for page, file in files.items()}


@contextmanager
def _done(data: bytes, pages: Sequence[int]) -> Iterator[Path]:
    """Run the process on a document, and give the folder in which it left what it did."""
    with tempfile.TemporaryDirectory(prefix="plan-graph-") as place:
        folder = Path(place)
        (folder / "plan.pdf").write_bytes(data)
        limits = Limits(
            _SECONDS[0] + _SECONDS[1] * len(pages),
            _PROCESSOR_SECONDS[0] + _PROCESSOR_SECONDS[1] * len(pages),
            _KILOBYTES,
            _OWN_KILOBYTES,
        )
        command = (sys.executable, "-P", "-m", _PROCESS, place, *map(str, pages))
        here = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **_GIVEN_BACK}
        run(command, folder, limits, here)
        yield folder


def _scan(page: int, file: Path) -> Scan:
    read = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    width, height = read["picture"]
    content = file.with_suffix(".jpg").read_bytes()
    return Scan(_marks(page, read), PagePicture(page, width, height, content))


def _marks(page: int, read: dict[str, Any]) -> Marks:
    words = []
    for text, area, size, certainty, origin in read["words"][:_MAX_WORDS]:
        scanned = Scanned(page, Area(*origin), max(0.0, min(float(certainty), 1.0)))
        if printable(text).strip():
            words.append(Word(printable(text).strip(), Area(*area), size, scanned=scanned))
    across = tuple(Rule(*rule) for rule in read["across"])
    down = tuple(Rule(*rule) for rule in read["down"])
    return Marks(page, read["width"], read["height"], tuple(words), across, down)
