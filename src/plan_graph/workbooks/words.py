"""The words of the workbooks in one language, from `data/workbooks/<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from plan_graph.errors import DataError
from plan_graph.resources import folder
from plan_graph.text import clean, fold


@lru_cache(maxsize=16)
def load(language: str) -> Mapping[str, Any]:
    """Load the words of a language, or the English ones where it has none.

    Raises:
        DataError: If the file is no TOML.
    """
    file = folder("data") / "workbooks" / f"{language}.toml"
    if not file.is_file():
        file = file.with_name("en.toml")
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"workbooks/{file.name}", str(error)) from None


def code_of(words: str, labels: Mapping[str, str]) -> str | None:
    """Give the code that a label stands for, whatever its case and spaces, or None.

    >>> code_of(" Partener", {"responsible": "responsabil", "partner": "partener"})
    'partner'
    """
    wanted = fold(clean(words))
    return next((code for code, label in labels.items() if fold(clean(label)) == wanted), None)
