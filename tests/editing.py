"""A server at which one corrects, as the command starts it, over a small plan of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from serving import LONG

DOCUMENT = """# Plan for quiet streets 2026-2028

| Action | Who | When |
|---|---|---|
| Count the cars on the ring road | Traffic Office | 31.03.2026 |
| Plant hedges along the ring road | Parks Office | until further notice |
| Close the market square to lorries | Traffic Office | 2027 |
"""
PLAN = "quiet-streets"


@dataclass(frozen=True)
class Desk:
    """A running server: its address, the address that lets in, the folder of the plan."""

    url: str
    entrance: str
    folder: Path


def plan_folder(target: Path, document: str = DOCUMENT) -> Path:
    """Write the plan into a folder."""
    folder = target / PLAN
    folder.mkdir()
    (folder / "plan.md").write_text(document, encoding="utf-8")
    (folder / "plan.toml").write_text('document = "plan.md"\nlanguage = "en"\n', encoding="utf-8")
    return folder


@contextmanager
def correcting(target: Path, document: str = DOCUMENT) -> Iterator[Desk]:
    """Start `plan-graph serve --edit`, and stop it in the end."""
    folder = plan_folder(target, document)
    command = [sys.executable, "-m", "plan_graph", "serve", str(target / "build"), "--port", "0"]
    with subprocess.Popen(
        [*command, "--edit", str(folder)], stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout
            said = [process.stdout.readline() for _ in range(2)]
            entrance = re.search(r"http://\S+key=\S+", said[1])
            assert entrance, said
            yield Desk(entrance[0].partition("en/edit/")[0], entrance[0], folder)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(LONG)
