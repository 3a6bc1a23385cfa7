"""The order of the steps: read, interpret, convert, infer, validate, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pyoxigraph import Triple

from plan_graph import register, wording
from plan_graph.errors import DocumentError, PlanGraphError, UsageError
from plan_graph.graph import to_triples
from plan_graph.interpret import interpret
from plan_graph.iris import DEFAULT_BASE, Iris
from plan_graph.model import Plan
from plan_graph.readers import read
from plan_graph.register import Register
from plan_graph.resources import folder
from plan_graph.source import PlanSource, open_source
from plan_graph.wording import Wording

Reasoner = Literal["fast", "owlrl"]


def shipped_plans() -> list[Path]:
    """List the plans that come with plan-graph."""
    return sorted(file.parent for file in (folder("data") / "plans").glob("*/plan.toml"))


def read_plan(source: PlanSource) -> tuple[Plan, Wording, Register]:
    """Read and interpret the document of a source.

    Raises:
        UsageError: If there is no wording for its language, or no such register.
        DocumentError: If the document cannot be used.
    """
    language = source.language
    if language:
        return _read_in(source, wording.load(language))
    complaint: PlanGraphError | None = None
    for candidate in wording.languages():
        try:
            return _read_in(source, wording.load(candidate))
        except DocumentError as error:
            complaint = complaint or error
    raise complaint or UsageError("there is no wording; install plan-graph again")


def _read_in(source: PlanSource, words: Wording) -> tuple[Plan, Wording, Register]:
    bodies = _register(source, words)
    document = read(source.document, words)
    return interpret(source.identifier, document, words, bodies), words, bodies


def _register(source: PlanSource, words: Wording) -> Register:
    if source.register:
        return register.load(source.register)
    shipped = folder("data") / "organisations" / f"{words.language}.toml"
    return register.load(words.language) if shipped.is_file() else register.EMPTY
