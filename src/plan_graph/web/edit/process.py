"""Read plans, correct and build them, in a process of its own; it does what `Editor` asks.

Run as `python -m plan_graph.web.edit.process`: one JSON text a line, until its input ends.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from plan_graph.building import correcting_bodies, correcting_columns, library
from plan_graph.building.correcting import Correctable, EntryError, open_correctable
from plan_graph.building.task import open_plan
from plan_graph.errors import DocumentError, PlanGraphError
from plan_graph.phrases import packed, phrase, told
from plan_graph.workbooks.review.cells import ReviewTongue
from plan_graph.workbooks.review.form import Field

Message = Mapping[str, Any]
Answer = dict[str, Any]


@dataclass(frozen=True)
class _About:
    """What can be corrected of a plan: its facts, its bodies or its columns.

    Attributes:
        listed: Return them, in the words of a language.
        fields: Return what can be filled in of one.
        written: Return the workbook with what was filled in.
        is_open: Tell whether one is still to be looked at.
    """

    listed: Callable[[Correctable, str], Sequence[Any]]
    fields: Callable[[Correctable, Any, str], Sequence[Field]]
    written: Callable[[Correctable, Any, Mapping[str, str]], bytes]
    is_open: Callable[[Any], bool]


_ABOUT: Mapping[str, _About] = {
    "facts": _About(
        lambda plan, language: plan.rows(language),
        lambda plan, row, language: plan.fields(row.identifier, language),
        lambda plan, row, given: plan.with_facts({row.identifier: given}),
        lambda row: row.degree != "sure" and not row.is_corrected,
    ),
    "bodies": _About(
        lambda plan, _: correcting_bodies.bodies(plan),
        lambda plan, body, language: correcting_bodies.fields(plan, body, ReviewTongue(language)),
        correcting_bodies.with_body,
        lambda body: not body.is_known,
    ),
    "columns": _About(
        correcting_columns.columns,
        correcting_columns.fields,
        correcting_columns.with_column,
        lambda column: not column.is_corrected and column.degree not in ("sure", "said"),
    ),
}


def _plans(message: Message) -> Answer:
    """Return the plans that can be corrected, each with what is left to look at."""
    found = []
    for path in map(Path, message["plans"]):
        identifier = open_plan(path).identifier
        opened = open_correctable(path)
        rows = opened.rows(message["language"])
        counts = {"facts": len(rows), "doubtful": sum(map(_ABOUT["facts"].is_open, rows))}
        found.append({"plan": identifier, "title": opened.now.plan.title, **counts})
    return {"plans": found}


def _listed(message: Message) -> Answer:
    """Return the facts, bodies or columns of a plan, in the order in which they are shown."""
    opened, about = _opened(message), _ABOUT[message["about"]]
    rows = about.listed(opened, message["language"])
    listed = [{**asdict(row), "is_open": about.is_open(row)} for row in rows]
    return {"rows": listed, **_plan(opened)}


def _plan(opened: Correctable) -> Answer:
    language = opened.opened.wording.language
    return {"title": opened.now.plan.title, "file": opened.file.name, "language": language}


def _form(message: Message) -> Answer:
    """Return one of them with its fields, and the number of the open one that comes next."""
    opened, about = _opened(message), _ABOUT[message["about"]]
    rows = about.listed(opened, message["language"])
    number, row = message["number"], _at(rows, message["number"])
    following = [*range(number + 1, len(rows) + 1), *range(1, number)]
    left = [each for each in following if about.is_open(rows[each - 1])]
    fields = about.fields(opened, row, message["language"])
    more = {"next": left[0] if left else 0, "left": len(left), "digest": opened.digest}
    return {"row": asdict(row), "fields": [asdict(each) for each in fields],
            "cells": _cells(opened, row, message["language"]), **more, **_plan(opened)}  # fmt: skip


def _cells(opened: Correctable, row: Any, language: str) -> list[Answer]:
    """Return the facts that name a body, each with its number; of anything else none."""
    if not isinstance(row, correcting_bodies.NamedBody):
        return []
    facts = enumerate(opened.rows(language), start=1)
    return [{"number": n, **asdict(each)} for n, each in facts if each.identifier in row.cells]


def _difference(message: Message) -> Answer:
    """Return what a correction would change."""
    opened, content = _corrected(message)
    return {"difference": asdict(opened.difference(content, message["language"]))}


def _save(message: Message) -> Answer:
    """Write a correction, and build the plans again."""
    opened, content = _corrected(message)
    opened.save(content)
    result = library.build(
        message["plans"],
        message["build"],
        base=message["base"],
        catalogue=message["catalogue"] or None,
        jobs=1,
    )
    broken = [f"{plan.plan}: {line}" for plan in result.broken for line in plan.findings[:1]]
    failed = [f"{failure.plan}: {failure.problem}" for failure in result.failures]
    return {"problems": [*failed, *broken]}


def _corrected(message: Message) -> tuple[Correctable, bytes]:
    """Return a plan, and its workbook with what the person filled in."""
    opened, about = _same(message), _ABOUT[message["about"]]
    row = _at(about.listed(opened, message["language"]), message["number"])
    return opened, about.written(opened, row, message["given"])


def _opened(message: Message) -> Correctable:
    for path in map(Path, message["plans"]):
        if open_plan(path).identifier == message["plan"]:
            return open_correctable(path)
    raise LookupError(message["plan"])


def _same(message: Message) -> Correctable:
    """Open a plan whose workbook is the one that the person saw.

    Raises:
        DocumentError: If somebody changed it meanwhile.
    """
    opened = _opened(message)
    if opened.digest != message["digest"]:
        raise DocumentError(opened.file.name, phrase("web.edit.changed_meanwhile"))
    return opened


def _at(rows: Sequence[Any], number: int) -> Any:
    if not 1 <= number <= len(rows):
        raise LookupError(number)
    return rows[number - 1]


TASKS: Mapping[str, Callable[[Message], Answer]] = {
    "plans": _plans,
    "listed": _listed,
    "form": _form,
    "difference": _difference,
    "save": _save,
}


def answer(message: Message) -> Answer:
    """Return what comes of a task, or what stands in its way."""
    try:
        return TASKS[message["do"]](message)
    except LookupError:
        return {"missing": True}
    except EntryError as error:
        return {"problem": packed(error.problem), "column": error.column}
    except PlanGraphError as error:
        return {"problem": packed(told(error)), "column": ""}


def main() -> None:
    """Answer until the input ends, as it does when the server does."""
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
