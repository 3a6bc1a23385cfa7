"""What a worker answers to who searches or asks in words: results as JSON."""

from __future__ import annotations

import json

from plan_graph.asking.search.reply import answer, questions
from plan_graph.asking.store import Embedded
from plan_graph.phrases import phrase
from plan_graph.web.worker.results import Message, Output, TaskError


def search(engine: Embedded, message: Message, output: Output) -> None:
    """Give what matches the words `asked`, narrowed by the rest of the message."""
    if engine.index is None:
        raise TaskError(404, phrase("web.search.no_index"))
    found = answer(
        engine.index,
        message["asked"],
        language=message["language"],
        kind=message["kind"],
        plan=engine.index.plan_of(message["plan"]),
        limit=message["limit"],
        offset=message["offset"],
    )
    output.head(format="json", kind="search")
    output.write(json.dumps(found, ensure_ascii=False).encode())


def ask(engine: Embedded, message: Message, output: Output) -> None:
    """Give the named queries that the words `asked` may ask."""
    found = questions(engine.index, message["asked"], message["language"])
    output.head(format="json", kind="questions")
    output.write(json.dumps(found, ensure_ascii=False).encode())
