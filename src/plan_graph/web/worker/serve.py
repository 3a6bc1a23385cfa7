"""The life of one worker: give up all rights, then answer one request at a time.

It may be killed at any moment; it holds nothing that is not in the build.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from plan_graph.asking.store import Embedded
from plan_graph.confinement import process as confine
from plan_graph.errors import PlanGraphError
from plan_graph.pages.atom import feed
from plan_graph.pages.card import drawn
from plan_graph.pages.robots import sitemap
from plan_graph.pages.routes import NoPageError, every_page, page
from plan_graph.pages.site import Site, Visit
from plan_graph.phrases import phrase, told
from plan_graph.publishing.void import base_of
from plan_graph.web.worker import data, graph_store_tasks, query, search
from plan_graph.web.worker.messages import Kind, Requests
from plan_graph.web.worker.results import Message, Output, TaskError


def give_page(engine: Embedded, message: Mapping[str, Any], output: Output) -> None:
    """Give the page at a `path` as HTML."""
    site = _site(engine, message)
    try:
        made = page(Visit(site, message["language"], message["path"], message["values"]))
    except NoPageError as error:
        raise TaskError(404, told(error)) from None
    output.head(format="html", kind="page")
    output.write(made.encode())


def _made(make: Callable[[Visit], str], engine: Embedded, message: Mapping[str, Any]) -> str:
    """Return what is made of the thing at a `path`."""
    visit = Visit(_site(engine, message), message["language"], message["path"])
    try:
        return make(visit)
    except LookupError:
        raise TaskError(404, phrase("pages.routes.no_such_page")) from None


def give_card(engine: Embedded, message: Mapping[str, Any], output: Output) -> None:
    """Give the card of the page at a `path` as SVG."""
    made = _made(drawn, engine, message)
    output.head(format="svg", kind="card")
    output.write(made.encode())


def give_feed(engine: Embedded, message: Mapping[str, Any], output: Output) -> None:
    """Give what was reported on the thing at a `path` as an Atom feed."""
    made = _made(feed, engine, message)
    output.head(format="xml", kind="feed")
    output.write(made.encode())


def give_sitemap(engine: Embedded, message: Mapping[str, Any], output: Output) -> None:
    """Give the map of all pages, for search engines."""
    site = _site(engine, message)
    output.head(format="xml", kind="sitemap")
    output.write(sitemap(site.address, every_page(site)).encode())


def _site(engine: Embedded, message: Mapping[str, Any]) -> Site:
    build = Path(message["build"]) if message["build"] else None
    day = date.fromisoformat(message["day"])
    address, root = message["address"], message["root"]
    editable = message["editable"]
    return Site(engine, message["base"], address, root, build, day=day, is_editable=editable)


Task = Callable[[Embedded, Message, bytes, Output], None]


def _without_body(task: Callable[[Embedded, Message, Output], None]) -> Task:
    def run(engine: Embedded, message: Message, body: bytes, output: Output) -> None:
        task(engine, message, output)

    return run


def _of_store(task: Callable[[Store, Message, Output], None]) -> Task:
    return _without_body(lambda engine, message, output: task(engine.store, message, output))


def _of_graphs(task: Callable[[Store, Message, bytes, Output], None]) -> Task:
    def run(engine: Embedded, message: Message, body: bytes, output: Output) -> None:
        task(engine.store, message, body, output)

    return run


TASKS: Mapping[str, Task] = {
    "health": _of_store(query.health),
    "query": _of_store(query.query),
    "update": _of_store(query.update),
    "describe": _of_store(query.describe),
    "named": _without_body(query.answer_rows),
    "chart": _without_body(query.chart),
    "table": _without_body(query.table),
    "star": _without_body(query.star),
    "plain": _without_body(query.answer_plainly),
    "passages": _without_body(query.stating),
    "page": _without_body(give_page),
    "card": _without_body(give_card),
    "search": _without_body(search.search),
    "ask": _without_body(search.ask),
    "feed": _without_body(give_feed),
    "sitemap": _without_body(give_sitemap),
    "give": _of_graphs(graph_store_tasks.give_graph),
    "put": _of_graphs(graph_store_tasks.put_graph),
    "drop": _of_graphs(graph_store_tasks.drop_graph),
}


_SPARE_SECONDS = 2.0
"""How much longer than the deadline a worker may use a processor, should nobody stop it."""


@dataclass(frozen=True)
class Source:
    """Where the data come from.

    Attributes:
        path: The store on the disk.
        writable: Whether it may be changed.
        memory: Its copy in memory, if there is one.
        complaint: Why it cannot be read, or ''.
        place: The folder of the build that it belongs to and how its IRIs begin, as messages name
            them: a request that was made of one build may be answered by a worker of the next.
    """

    path: Path
    writable: bool
    memory: Store | None = None
    complaint: str = ""
    place: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def prepare(cls, path: Path, *, writable: bool, keep: int) -> Source:
        """Copy a store of at most `keep` bytes into memory, unless it may be changed."""
        if writable:
            return cls(path, writable)
        try:
            place = {"build": str(path.parent), "base": base_of(path.parent)}
            return cls(path, writable, data.in_memory(path, keep), place=place)
        except (OSError, ValueError) as error:
            return cls(path, writable, None, str(error))

    def open(self) -> Store:
        """Open it.

        Raises:
            OSError: If it cannot be read.
            ValueError: If it holds nothing.
        """
        if self.complaint:
            raise ValueError(self.complaint)
        if self.memory is not None:
            return self.memory
        return data.open_store(self.path, writable=self.writable)


def serve(descriptor: int, source: Source, memory: int) -> None:
    """Answer requests until the other end is closed, with so many bytes of memory at most."""
    output = Output(descriptor)
    try:
        confine.forbid_network()
        store = source.open()  # The engine's threads inherit the ban.
        confine.limit_memory(memory)
        if not source.writable:
            confine.forbid_writing()
        output.say(Kind.READY, {"graphs": data.graph_names(store)})
    except (OSError, ValueError) as error:
        output.refuse(503, phrase("web.serve.store_cannot_read", error=error))
        return
    engine = Embedded(store, "" if source.writable else source.path.parent)
    requests, limit = Requests(descriptor), 0.0
    full = phrase("web.serve.answer_needs_too_much_memory")  # Said when nothing can be read.
    while request := requests.next():
        message, body = request
        needed = time.process_time() + message["seconds"] + _SPARE_SECONDS
        if needed > limit:
            limit = needed + _SPARE_SECONDS
            confine.limit_processor(limit)
        message |= {name: value for name, value in source.place.items() if name in message}
        _answer(engine, message, body, output, full)


def _answer(
    engine: Embedded, message: dict[str, Any], body: bytes, output: Output, full: str
) -> None:
    output.begin(compress=message.get("compress", False))
    try:
        TASKS[message["do"]](engine, message, body, output)
        output.end()
    except TaskError as refusal:
        output.refuse(refusal.status, refusal.detail)
    except PlanGraphError as error:  # Such as a search index of another version.
        output.refuse(500, told(error))
    except MemoryError:
        output.refuse(400, full)
