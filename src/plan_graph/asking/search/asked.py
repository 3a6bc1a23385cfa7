"""The sentences in which people have asked, as `data/questions.toml` lists them."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from plan_graph.resources import folder


@cache
def listed() -> dict[str, Any]:
    """Return the sentences of each query, those of none, and words that mean the same."""
    with (folder("data") / "questions.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages in which questions are understood."""
    return tuple(listed()["none"])
