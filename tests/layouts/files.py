"""A real file of a layout, in its format."""

from __future__ import annotations

from pathlib import Path
from random import Random

from layouts import office, plain
from layouts.facts import Layout


def write(layout: Layout, folder: Path) -> Path:
    """Write a layout as a file of its format, named by its seed, and return its path."""
    rng = Random(layout.seed)
    if layout.format in office.WRITERS:
        suffix, write_office = office.WRITERS[layout.format]
        path = folder / f"layout-{layout.seed}-{layout.format}{suffix}"
        write_office(layout.blocks, path, rng)
        return path
    suffix, text = plain.WRITERS[layout.format]
    path = folder / f"layout-{layout.seed}-{layout.format}{suffix}"
    path.write_text(text(layout.blocks, rng), encoding="utf-8", newline="")
    return path
