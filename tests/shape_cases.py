"""The cases of `cases/shapes`, as its README tells how they are written."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

FOLDER = Path(__file__).parent / "cases" / "shapes"
BASE = FOLDER / "valid-plan.ttl"
CASES = sorted(FOLDER.glob("*.ttl"))
_ANYTHING = "<urn:anything>"


@cache
def _base() -> tuple[str, tuple[Triple, ...]]:
    """Give the prefixes and the triples of the plan that all cases change."""
    text = BASE.read_text(encoding="utf-8")
    prefixes = "".join(line for line in text.splitlines(True) if line.startswith("@prefix"))
    return prefixes, tuple(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))


def _turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(_base()[0] + text, format=RdfFormat.TURTLE)]


def _fits(triple: Triple, pattern: Triple) -> bool:
    pairs = zip(triple, pattern, strict=True)
    return all(str(asked) in (_ANYTHING, str(found)) for found, asked in pairs)


def added(case: Path) -> list[Triple]:
    """Give what a case adds to the plan."""
    return _turtle(case.read_text(encoding="utf-8"))


def triples(case: Path) -> list[Triple]:
    """Give the data of a case."""
    if case == BASE:
        return list(_base()[1])
    lines = case.read_text(encoding="utf-8").splitlines()
    out = [line.removeprefix("#-") for line in lines if line.startswith("#-")]
    patterns = _turtle("".join(line.replace("*", _ANYTHING) + " .\n" for line in out))
    unused = [p for p in patterns if not any(_fits(triple, p) for triple in _base()[1])]
    if unused:
        raise ValueError(f"{case.name} takes out what the plan lacks: {unused}")
    kept = [t for t in _base()[1] if not any(_fits(t, pattern) for pattern in patterns)]
    return kept + added(case)


def expected(case: Path) -> list[str]:
    """Give the findings that a case names: severity, rule, thing."""
    file = case.with_suffix(".expected")
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def everything_added() -> list[Triple]:
    """Give the plan with all that the cases add to it: data with very many faults."""
    extra = [triple for case in CASES for triple in added(case)]
    return list(dict.fromkeys([*triples(BASE), *extra]))
