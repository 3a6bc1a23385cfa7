"""The programs that read words in pictures: RapidOCR, or else Tesseract where it is installed.

RapidOCR carries its models in its package; it is handed them, so that it never fetches any. It
reads letters that are derived from Latin ones, and plain Greek ones. Tesseract reads those of the
languages that are installed with it.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import shutil
import subprocess
from collections.abc import Callable, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plan_graph.documents.pdf.scans.words import ReadLine, ReadWord

if TYPE_CHECKING:
    from PIL.Image import Image

Engine = Callable[["Image", Path], list[ReadLine]]
"""Reads a picture of one page; the folder is for files on the way."""
_MAX_SIDE = 6_000
_LOOSE = 1.28
"""How many times the size of the letters the boxes of RapidOCR are high."""
_TESSERACT = "tesseract"


def engine_name() -> str:
    """Name the program that would read pictures here, '' if there is none."""
    modules = ("rapidocr", "onnxruntime")
    if all(importlib.util.find_spec(module) for module in modules):
        return "rapidocr"
    return _TESSERACT if shutil.which(_TESSERACT) else ""


def engine(name: str) -> Engine:
    """Return the program of a name, with its models loaded."""
    return _rapidocr() if name == "rapidocr" else _tesseract()


def _rapidocr() -> Engine:
    import numpy as np  # noqa: PLC0415 - optional
    import rapidocr  # noqa: PLC0415 - optional

    models = Path(rapidocr.__file__).parent / "models"
    reader: Any = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _MAX_SIDE,
            "Global.text_score": 0.0,
            "Global.return_word_box": True,
            "Global.use_cls": False,
            "Det.model_path": str(next(models.glob("*_det_*.onnx"))),
            "Rec.model_path": str(next(models.glob("*_rec_*.onnx"))),
        }
    )

    def read(picture: Image, folder: Path) -> list[ReadLine]:
        pixels = np.asarray(picture.convert("RGB"))[:, :, ::-1]
        result = reader(pixels)
        if getattr(result, "boxes", None) is None:  # no words are found
            return []
        return [_boxed(line) for line in result.word_results if line]

    return read


def _boxed(line: Sequence[tuple[str, float, Any]]) -> ReadLine:
    """Return a line of RapidOCR: words, each with its certainty and four corners."""
    words = []
    tops, bottoms = [], []
    for text, certainty, corners in line:
        xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
        words.append(ReadWord(text, float(certainty), min(xs), max(xs)))
        tops.append(min(ys))
        bottoms.append(max(ys))
    words.sort(key=lambda word: word.left)
    return ReadLine(min(tops), max(bottoms), tuple(words), _LOOSE)


def _tesseract() -> Engine:
    listed = subprocess.run(
        [_TESSERACT, "--list-langs"], capture_output=True, text=True, check=True
    ).stdout.split("\n")[1:]
    languages = "+".join(each for each in listed if each and each != "osd")

    def read(picture: Image, folder: Path) -> list[ReadLine]:
        file = folder / "page.png"
        picture.save(file)
        options = ["--psm", "11", "-l", languages, "tsv"]
        done = subprocess.run(
            [_TESSERACT, str(file), "-", *options], capture_output=True, text=True, check=True
        )
        return _tabled(done.stdout)

    return read


def _tabled(text: str) -> list[ReadLine]:
    """Return the lines in a table of Tesseract."""
    rows = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    found = []
    for _, group in groupby(
        rows, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])
    ):
        words, tops, bottoms = [], [], []
        for row in group:
            if row["level"] != "5" or not row["text"].strip():
                continue
            left, top, width, height = (float(row[n]) for n in ("left", "top", "width", "height"))
            words.append(ReadWord(row["text"], float(row["conf"]) / 100, left, left + width))
            tops.append(top)
            bottoms.append(top + height)
        if words:
            found.append(ReadLine(min(tops), max(bottoms), tuple(words)))
    return found
