"""The SIB's own sparql-editor in a page of somebody else, told nothing but the endpoint.

By hand, as the editor is no package of a registry: build it from its repository
(`npm install && npm run build` in packages/sparql-editor), then

    python tests/sib_editor.py PATH/TO/dist/sparql-editor.js

It prints what the editor found, and fails when that is not all: each named query as an example,
classes, predicates and prefixes of the ontology, and no request to us that failed.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page, Response

from browsing import chromium
from plan_graph.asking.queries import names
from plan_graph.vocab import PLAN
from real_store import real_build
from serving import serving
from test_sib_editor import elsewhere

_PAGE = """<!doctype html><html><body><sparql-editor endpoint="{endpoint}"></sparql-editor>
<script type="module" src="sparql-editor.js"></script></body></html>"""
_FOUND = """(endpoint) => {
  const known = document.querySelector("sparql-editor")?.meta?.[endpoint];
  return known?.examples?.length && known.predicates?.length
    ? {examples: known.examples.length, classes: known.classes, predicates: known.predicates,
       prefixes: Object.fromEntries(Object.entries(known.prefixes || {}))}
    : null;
}"""


def found_by(editor: Path, endpoint: str) -> tuple[dict[str, Any], list[str]]:
    """Return what the editor knows of an endpoint, and the requests to it that failed."""
    failed: list[str] = []

    def note(answer: Response) -> None:
        if answer.url.startswith(endpoint) and answer.status >= 400:
            failed.append(f"{answer.status} {answer.url}")

    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(editor, folder / "sparql-editor.js")
        (folder / "index.html").write_text(_PAGE.format(endpoint=endpoint), encoding="utf-8")
        with elsewhere(folder) as origin, chromium() as browser:
            page: Page = browser.new_page()
            page.on("response", note)
            page.on("requestfailed", lambda asked: failed.append(f"failed {asked.url}"))
            page.goto(origin)
            handle = page.wait_for_function(_FOUND, arg=endpoint, timeout=120_000)
            known: dict[str, Any] = handle.json_value()
    return known, [line for line in failed if endpoint in line]


def main(editor: Path) -> int:
    with serving(real_build()) as server:
        known, failed = found_by(editor, f"{server.url}sparql")
    ours = [
        name for name in known["classes"] + known["predicates"] if name.startswith(PLAN.namespace)
    ]
    print(
        f"{known['examples']} examples of {len(names())} named queries, "
        f"{len(known['classes'])} classes, {len(known['predicates'])} predicates "
        f"({len(ours)} of both our own), {len(known['prefixes'])} prefixes, "
        f"{len(failed)} requests that failed"
    )
    for line in failed:
        print(line)
    whole = (
        known["examples"] == len(names()) and ours and PLAN.namespace in known["prefixes"].values()
    )
    return 0 if whole and not failed else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
