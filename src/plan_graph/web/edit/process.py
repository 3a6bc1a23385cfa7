"""Read plans, correct and build them, in a process of its own; it does what `Editor` asks.

Run as `python -m plan_graph.web.edit.process`: one JSON text a line, until its input ends.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from plan_graph.building import library
from plan_graph.building.correcting import Correctable, EntryError, open_correctable
from plan_graph.building.task import open_plan
from plan_graph.errors import DocumentError, PlanGraphError
from plan_graph.phrases import packed, phrase, told
from plan_graph.workbooks.review.form import Row

Message = Mapping[str, Any]
Answer = dict[str, Any]


def _plans(message: Message) -> Answer:
    """Return the plans that can be corrected, each with what is left to look at."""
    found = []
    for path in map(Path, message["plans"]):
        identifier = open_plan(path).identifier
        opened = open_correctable(path)
        rows = opened.rows(message["language"])
        title = opened.now.plan.title
        counts = {"facts": len(rows), "doubtful": len(_doubtful(rows))}
        found.append({"plan": identifier, "title": title, **counts})
    return {"plans": found}


def _rows(message: Message) -> Answer:
    """Return the facts of a plan in its order."""
    opened = _opened(message)
    rows = opened.rows(message["language"])
    return {"title": opened.now.plan.title, "rows": [asdict(row) for row in rows],
            "file": opened.file.name, "language": opened.opened.wording.language}  # fmt: skip


def _form(message: Message) -> Answer:
    """Return one fact, and the number of the doubtful one that comes next."""
    opened = _opened(message)
    rows = opened.rows(message["language"])
    number = message["number"]
    form = opened.form(_identifier(rows, number), message["language"])
    following = [*range(number + 1, len(rows) + 1), *range(1, number)]
    left = [each for each in following if rows[each - 1] in _doubtful(rows)]
    return {"title": opened.now.plan.title, "form": asdict(form), "next": left[0] if left else 0,
            "left": len(left), "language": opened.opened.wording.language}  # fmt: skip


def _difference(message: Message) -> Answer:
    """Return what a correction would change."""
    opened = _same(message)
    identifier = _identifier(opened.rows(message["language"]), message["number"])
    difference = opened.difference(identifier, message["given"], message["language"])
    return {"difference": asdict(difference)}


def _save(message: Message) -> Answer:
    """Write a correction, and build the plans again."""
    opened = _same(message)
    identifier = _identifier(opened.rows(message["language"]), message["number"])
    opened.save(identifier, message["given"])
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


def _doubtful(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row.degree != "sure" and not row.is_corrected]


def _identifier(rows: list[Row], number: int) -> str:
    if not 1 <= number <= len(rows):
        raise LookupError(number)
    return rows[number - 1].identifier


TASKS: Mapping[str, Callable[[Message], Answer]] = {
    "plans": _plans,
    "rows": _rows,
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
