"""What a worker can do, by the names that the server knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyoxigraph import Store

from plan_graph.web.worker import describe, graph_tasks, named, plain, query, visiting
from plan_graph.web.worker.reply import Output
from plan_graph.web.worker.results import Message

Task = Callable[[Store, Message, bytes, Output], None]


def _without_body(task: Callable[[Store, Message, Output], None]) -> Task:
    def run(store: Store, message: Message, body: bytes, output: Output) -> None:
        task(store, message, output)

    return run


TASKS: Mapping[str, Task] = {
    "health": _without_body(query.health),
    "query": _without_body(query.query),
    "update": _without_body(query.update),
    "describe": _without_body(describe.describe),
    "named": _without_body(named.answer),
    "chart": _without_body(named.chart),
    "plain": _without_body(plain.answer),
    "page": _without_body(visiting.give_page),
    "give": graph_tasks.give_graph,
    "put": graph_tasks.put_graph,
    "drop": graph_tasks.drop_graph,
}
