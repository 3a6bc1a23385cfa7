"""Make a page for a visitor. Runs in workers only."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from plan_graph.pages.routes import NoPageError, page
from plan_graph.pages.site import Site, Visit
from plan_graph.store import Embedded
from plan_graph.web.worker.reply import Output, TaskError


def give_page(store: Store, message: Mapping[str, Any], output: Output) -> None:
    """Give the page at a `path` as HTML."""
    build = Path(message["build"]) if message["build"] else None
    site = Site(Embedded(store), message["base"], message["address"], message["root"], build)
    try:
        made = page(Visit(site, message["language"], message["path"], message["values"]))
    except NoPageError as error:
        raise TaskError(404, str(error)) from None
    output.head(format="html", kind="page")
    output.write(made.encode())
