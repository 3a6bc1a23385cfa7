"""Cases that are one valid file, changed: `cases/shapes` and `cases/catalogue`.

Their README tells how they are written.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

FOLDER = Path(__file__).parent / "cases" / "shapes"
BASE = FOLDER / "valid-plan.ttl"
CASES = sorted(FOLDER.glob("*.ttl"))
_ANYTHING = "<urn:anything>"


@cache
def _prefixes_and_triples(base: Path) -> tuple[str, tuple[Triple, ...]]:
    """Return the prefixes and the triples of the file that all cases change."""
    text = base.read_text(encoding="utf-8")
    prefixes = "".join(line for line in text.splitlines(True) if line.startswith("@prefix"))
    return prefixes, tuple(quad.triple for quad in parse(text, format=RdfFormat.TURTLE))


def _turtle(text: str, base: Path) -> list[Triple]:
    prefixes, _ = _prefixes_and_triples(base)
    return [quad.triple for quad in parse(prefixes + text, format=RdfFormat.TURTLE)]


def _fits(triple: Triple, pattern: Triple) -> bool:
    pairs = zip(triple, pattern, strict=True)
    return all(str(asked) in (_ANYTHING, str(found)) for found, asked in pairs)


def added(case: Path, base: Path = BASE) -> list[Triple]:
    """Return what a case adds."""
    return _turtle(case.read_text(encoding="utf-8"), base)


def triples(case: Path, base: Path = BASE) -> list[Triple]:
    """Return the data of a case."""
    _, given = _prefixes_and_triples(base)
    if case == base:
        return list(given)
    return changed(case.read_text(encoding="utf-8"), case.name, base)


def changed(text: str, name: str, base: Path = BASE) -> list[Triple]:
    """Return the data that a text changes: what follows '#-' goes, all else comes."""
    _, given = _prefixes_and_triples(base)
    out = [line.removeprefix("#-") for line in text.splitlines() if line.startswith("#-")]
    patterns = _turtle("".join(line.replace("*", _ANYTHING) + " .\n" for line in out), base)
    unused = [p for p in patterns if not any(_fits(triple, p) for triple in given)]
    if unused:
        raise ValueError(f"{name} takes out what the base lacks: {unused}")
    kept = [t for t in given if not any(_fits(t, pattern) for pattern in patterns)]
    return kept + _turtle(text, base)


def expected(case: Path) -> list[str]:
    """Return the findings that a case names: severity, rule, thing."""
    file = case.with_suffix(".expected")
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def everything_added() -> list[Triple]:
    """Return the plan with all that the cases add to it: data with very many faults."""
    extra = [triple for case in CASES for triple in added(case)]
    return list(dict.fromkeys([*triples(BASE), *extra]))
