"""The program that reads words in pictures: RapidOCR, which carries its models in its package.

It is handed the models, so that it never fetches any. It reads letters that are derived from Latin
ones, those of Romanian among them, and plain Greek ones; Cyrillic ones it does not know.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plan_graph.documents.pdf.scans.words import ReadLine, ReadWord

if TYPE_CHECKING:
    from PIL.Image import Image

Engine = Callable[["Image"], list[ReadLine]]
"""Returns the lines in a picture."""
_MAX_SIDE = 6_000
_LOOSE = 1.28
"""How many times the size of the letters the boxes of RapidOCR are high."""


def engine_is_there() -> bool:
    """Tell whether the program is installed."""
    return all(importlib.util.find_spec(module) for module in ("rapidocr", "onnxruntime"))


def engine() -> Engine:
    """Return the program with its models loaded."""
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
            "Global.use_vertical_padding": False,
            "Det.limit_type": "max",  # no picture is made larger
            "Det.limit_side_len": _MAX_SIDE,
            "Rec.rec_batch_num": 1,
            "Det.model_path": str(next(models.glob("*_det_*.onnx"))),
            "Rec.model_path": str(next(models.glob("*_rec_*.onnx"))),
        }
    )

    def read(picture: Image) -> list[ReadLine]:
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
