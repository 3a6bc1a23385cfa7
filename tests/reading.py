"""What a plan reads as, cell by cell: the form of the golden files; run to write them anew.

Written anew, a golden file is to be checked by eye against its document.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from plan_graph.documents import FORMATS, read
from plan_graph.language import register, wording
from plan_graph.language.recognition import Languages
from plan_graph.plan import Plan
from plan_graph.reading import interpret
from plan_graph.reading.events import ActionRow
from plan_graph.reading.rows import read_rows
from plan_graph.text import Passage, clean

PLANS = Path(__file__).parent / "cases" / "plans"
GOLDEN = Path(__file__).parent / "golden" / "plans"
DOCUMENTS = sorted(path for path in PLANS.iterdir() if path.suffix in FORMATS)


def plan_of(path: Path) -> Plan:
    """Read and interpret a document; its language is found out."""
    languages = Languages.all()
    document = read(path, languages)
    words = languages.of(document.text)
    bodies = register.load("ro") if words.language == "ro" else register.EMPTY
    return interpret(path.stem, document, words, bodies)


def reading_of(path: Path) -> dict[str, Any]:
    """Return what is read from a document: its parts, and each cell of each action."""
    plan = plan_of(path)
    rows = [
        event
        for event in read_rows(plan.document, wording.load(plan.language)).events
        if isinstance(event, ActionRow)
    ]
    return {
        "language": plan.language,
        "title": plan.title,
        "pillars": [pillar.title for pillar in plan.pillars],
        "objectives": [
            {"code": each.code, "title": each.title, "refines": each.refines, "pillar": each.pillar}
            for each in plan.objectives
        ],
        "actions": [
            {
                "code": action.code,
                "written": action.notation,
                "title": action.title,
                "objective": action.objective,
                "pillar": action.pillar,
                "part_of": action.part_of,
                "cells": _cells(row),
                "unknown": {clean(c.heading.text): clean(c.words.text) for c in row.other},
                "inherited": [clean(words.text) for words in action.inherited],
            }
            for action, row in zip(plan.actions, rows, strict=True)
        ],
        "left over": [clean(words.text) for words in plan.uninterpreted],
    }


def _cells(row: ActionRow) -> dict[str, list[str]]:
    def words(passages: tuple[Passage, ...]) -> list[str]:
        return [clean(passage.text) for passage in passages]

    return {kind: words(passages) for kind, passages in row.cells.items()}


def golden_file(path: Path) -> Path:
    """Return the golden file of a document."""
    return GOLDEN / f"{path.name}.json"


if __name__ == "__main__":
    for document in DOCUMENTS:
        text = json.dumps(reading_of(document), ensure_ascii=False, indent=1)
        golden_file(document).write_text(text + "\n", encoding="utf-8")
