"""Which texts of the surface the code and the templates ask for, found in their sources."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plan_graph.phrases.plural import is_forms

SOURCE = Path(__file__).parents[1] / "src" / "plan_graph"
SHIPPED = SOURCE / "phrases"
FACES = sorted(file.stem for file in (SHIPPED / "en").glob("*.toml"))
_KEY = re.compile(rf"(?:{'|'.join(FACES)})(?:\.[\w:-]+)+")
_START = re.compile(rf"(?:{'|'.join(FACES)})\.")
_IN_TEMPLATE = re.compile(r"""\bw\("([^"]+)"( ~)?""")
_OF_ONTOLOGY = re.compile(r"""\bwords\((?:"([^"]+)"|\w+)\)""")
_WHOLE = frozenset({"table", "texts", "lines"})
"""What is given a table, and has all that is below it."""
_ANY = "\0"
"""Stands in a key for what is known only when it is asked for."""
_FIT = re.compile(rf"[\w.:{_ANY}-]+(?<!\.)(?<!\.html)(?<!\.toml)(?<!\.xlsx)")
"""A key, and neither the beginning of one nor the name of a file."""


def keys(language: str) -> dict[str, Any]:
    """Return all texts of a language by key; the forms of one text are one."""
    found: dict[str, Any] = {}
    for file in sorted((SHIPPED / language).glob("*.toml")):
        found |= dict(_leaves(file.stem, tomllib.loads(file.read_text(encoding="utf-8"))))
    return found


def _leaves(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict) and not is_forms(value):
        for name, below in value.items():
            yield from _leaves(f"{key}.{name}", below)
    else:
        yield key, value


def asked() -> tuple[set[str], set[str]]:
    """Return the keys that are asked for, and those of tables that are asked for as a whole.

    A part of a key that is known only when the code runs is `\\0`.
    """
    single, whole = set[str](), set[str]()
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in _WHOLE:
                whole |= {
                    text for text in [_text(node.args[0])] if _KEY.fullmatch(text) or text in FACES
                }
            if isinstance(node, ast.Constant | ast.JoinedStr) and _START.match(_text(node)):
                single.add(_text(node))
    for file in sorted(SOURCE.rglob("*.html")):
        for key, more in _IN_TEMPLATE.findall(file.read_text(encoding="utf-8")):
            face = file.relative_to(SOURCE).parts[0]
            single.add(f"{face}.{key}{_ANY if more else ''}")
        for key in _OF_ONTOLOGY.findall(file.read_text(encoding="utf-8")):
            single.add(f"ontology.{key or _ANY}")
    return {key for key in single if _FIT.fullmatch(key)}, whole


def is_module(name: str) -> bool:
    """Tell whether a key could also be the name of a module of ours."""
    path = SOURCE.joinpath(*name.split("."))
    return _ANY not in name and (path.is_dir() or path.with_name(f"{path.name}.py").is_file())


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            _text(part) if isinstance(part, ast.Constant) else _ANY for part in node.values
        )
    return ""


def matching(wanted: str, known: set[str]) -> set[str]:
    """Return the known keys that are meant by one that may have unknown parts."""
    if _ANY not in wanted:
        return {wanted} & known
    pattern = re.compile("[^.]+".join(map(re.escape, wanted.split(_ANY))))
    return {key for key in known if pattern.fullmatch(key)}
