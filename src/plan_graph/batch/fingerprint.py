"""What the files of a plan depend on, as one digest: equal digests, equal files."""

from __future__ import annotations

import hashlib
import platform
from dataclasses import fields
from functools import cache
from importlib.metadata import version
from pathlib import Path

from plan_graph.resources import folder
from plan_graph.source import PlanSource

_LIBRARIES = ("pyoxigraph", "pyshacl", "rdflib", "owlrl", "openpyxl", "python-docx")


@cache
def environment() -> str:
    """Give the digest of what all plans share: code, libraries, ontology, shapes, wordings, bodies.

    The catalogue is left out: no file of a plan says anything of it.
    """
    found = hashlib.sha256(platform.python_version().encode())
    for library in _LIBRARIES:
        found.update(f"{library} {version(library)}\n".encode())
    data = folder("data")
    _add(found, Path(__file__).parents[1], "*.py")
    for root in (folder("ontology"), data / "wordings", data / "organisations", data / "workbooks"):
        _add(found, root, "*")
    return found.hexdigest()


def _add(found: hashlib._Hash, root: Path, pattern: str) -> None:
    for file in sorted(root.rglob(pattern)):
        if file.is_file():
            found.update(f"{file.relative_to(root)}\n".encode())
            found.update(hashlib.sha256(file.read_bytes()).digest())


def key_of(source: PlanSource, *choices: object) -> str:
    """Give the digest of a plan: its source, what it names, the choices, and the environment.

    Raises:
        OSError: If a file that the source names cannot be read.
    """
    found = hashlib.sha256(environment().encode())
    for choice in choices:
        found.update(f"{choice!r}\n".encode())
    for field in fields(source):
        value = getattr(source, field.name)
        found.update(f"{field.name}\n".encode())
        if isinstance(value, Path):
            found.update(f"{value.name}\n".encode())
            found.update(hashlib.sha256(value.read_bytes()).digest())
        else:
            found.update(f"{value!r}\n".encode())
    return found.hexdigest()[:32]
