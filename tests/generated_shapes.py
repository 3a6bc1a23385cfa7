"""Shapes and data made at random: what the fast validator finds, pyshacl finds, and no more.

Run `python tests/generated_shapes.py COUNT [SEED]` for as many pairs as one likes.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator

from pyoxigraph import RdfFormat, Triple, parse

from plan_graph.checking import compiled_shapes, pyshacl_engine
from plan_graph.checking.paths import Index, UncertainError
from plan_graph.rdf.graph import Graph
from plan_graph.vocab import XSD

PREFIXES = """@prefix : <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLASSES, THINGS, NAMES = "ABC", [f":t{n}" for n in range(6)], [f":p{n}" for n in range(4)]
LITERALS = (
    "1", "2", "7", "-3", "1.5", '"oak"', '"oak and elm"', '""', '"chêne"@fr', '"oak"@en',
    '"oak"@en-GB', "true", '"2027-01-31"^^xsd:date', '"2028-02-29"^^xsd:date',
)  # fmt: skip
ODD = (XSD.date, XSD.boolean)
SMALL = (
    *(f":is-{name} a sh:NodeShape ; sh:class :{name} ." for name in CLASSES),
    ":is-iri a sh:NodeShape ; sh:nodeKind sh:IRI .",
    ":is-number a sh:NodeShape ; sh:datatype xsd:integer .",
    ':is-short a sh:NodeShape ; sh:pattern "^.{0,3}$" .',
)
"""Shapes without targets, which others name."""
SMALL_NAMES = (":is-A", ":is-B", ":is-C", ":is-iri", ":is-number", ":is-short")
PATTERNS = ('"oak"', '"^o"', '"t[0-3]$"')
LANGUAGES = ('"en"', '"fr"', '"en" "fr"')
TYPES = ("xsd:integer", "xsd:string", "xsd:date", "xsd:decimal", "xsd:boolean")


def shapes_of(rng: random.Random) -> str:
    """Return some node shapes with their property shapes, as Turtle."""
    shapes = [_node_shape(rng, number) for number in range(rng.randint(1, 3))]
    return PREFIXES + "\n".join([*SMALL, *shapes])


def data_of(rng: random.Random) -> str:
    """Return some things, as Turtle."""
    lines = [f":B rdfs:subClassOf :A . :C rdfs:subClassOf {rng.choice((':A', ':B'))} ."]
    for thing in THINGS:
        lines += [f"{thing} a :{name} ." for name in CLASSES if rng.random() < 0.4]
        for name in NAMES:
            values = [_value(rng) for _ in range(rng.choice((0, 1, 1, 2, 3)))]
            lines += [f"{thing} {name} {value} ." for value in values]
    return PREFIXES + "\n".join(lines)


def _value(rng: random.Random) -> str:
    return rng.choice(THINGS) if rng.random() < 0.4 else rng.choice(LITERALS)


def _node_shape(rng: random.Random, number: int) -> str:
    target = rng.choice((
        f"sh:targetClass :{rng.choice(CLASSES)}", f"sh:targetNode {rng.choice(THINGS)}",
        f"sh:targetSubjectsOf {rng.choice(NAMES)}", f"sh:targetObjectsOf {rng.choice(NAMES)}",
    ))  # fmt: skip
    parts = [f":s{number}-{part}" for part in range(rng.randint(1, 3))]
    own = f":s{number} a sh:NodeShape ; {target} ; {_constraint(rng, is_node=True)}"
    linked = " ; ".join(f"sh:property {part}" for part in parts)
    return "\n".join([f"{own} ; {linked} .", *(_property_shape(rng, part) for part in parts)])


def _property_shape(rng: random.Random, iri: str) -> str:
    drawn = [_constraint(rng) for _ in range(rng.randint(1, 3))]
    each_once = {constraint.split()[0]: constraint for constraint in drawn}
    constraints = " ; ".join(each_once.values())
    return f"{iri} a sh:PropertyShape ; sh:path {_path(rng)} ; {constraints} ."


def _path(rng: random.Random) -> str:
    one, other = rng.sample(NAMES, 2)
    return rng.choice((
        one, one, one, f"[ sh:inversePath {one} ]", f"( {one} {other} )",
        f"[ sh:alternativePath ( {one} {other} ) ]", f"[ sh:zeroOrMorePath {one} ]",
        f"[ sh:oneOrMorePath {one} ]",
    ))  # fmt: skip


def _constraint(rng: random.Random, *, is_node: bool = False) -> str:
    """Return one constraint; a node shape has no counts and compares nothing."""
    of_values = [
        f"sh:nodeKind {rng.choice(('sh:IRI', 'sh:Literal'))}",
        f"sh:datatype {rng.choice(TYPES)}",
        f"sh:class :{rng.choice(CLASSES)}",
        f"sh:pattern {rng.choice(PATTERNS)}",
        f"sh:minLength {rng.randint(0, 6)}",
        f"sh:hasValue {_value(rng)}",
        f"sh:minInclusive {rng.randint(-3, 3)}",
        f"sh:maxInclusive {rng.randint(-3, 8)}",
        f"sh:in ( {' '.join(_value(rng) for _ in range(3))} )",
        f"sh:languageIn ( {rng.choice(LANGUAGES)} )",
        f"sh:or ( {' '.join(rng.sample(SMALL_NAMES, 2))} )",
        f"sh:not {rng.choice(SMALL_NAMES)}",
    ]
    of_paths = [
        f"sh:minCount {rng.randint(0, 2)}",
        f"sh:maxCount {rng.randint(0, 2)}",
        "sh:uniqueLang true",
        f"sh:disjoint {rng.choice(NAMES)}",
        f"sh:lessThan {rng.choice(NAMES)}",
        f"sh:lessThanOrEquals {rng.choice(NAMES)}",
        f"sh:qualifiedValueShape {rng.choice(SMALL_NAMES)} ; "
        f"sh:qualified{rng.choice(('MinCount 1', 'MaxCount 1', 'MaxCount 0'))}",
    ]
    return rng.choice(of_values if is_node else [*of_values, *of_paths])


def read(turtle: str) -> list[Triple]:
    """Read Turtle."""
    return [quad.triple for quad in parse(turtle, RdfFormat.TURTLE)]


def by_ours(shapes: list[Triple], data: list[Triple]) -> list[tuple[str, ...]]:
    """Return what the fast validator finds.

    Raises:
        UncertainError: If it leaves this to the reference.
    """
    index = Index(Graph.of(data), Graph.of([]))
    found = compiled_shapes.breaches(index, compiled_shapes.compiled(shapes))
    return _sorted((shape.iri, focus, part, value) for shape, focus, part, value in found)


def _sorted(found: Iterable[tuple[str, object, str, object]]) -> list[tuple[str, ...]]:
    compared = (
        (shape, str(focus), part, str(value))
        for shape, focus, part, value in found
        if not (part.startswith("MaxInclusive") and getattr(value, "datatype", None) in ODD)
    )
    return sorted(compared)


def by_pyshacl(shapes: list[Triple], data: list[Triple]) -> list[tuple[str, ...]]:
    """Return what the reference finds.

    Neither list has what SHACL says of `sh:maxInclusive` and values that no number compares with:
    they break it, but pyshacl 0.40 does not say so of days and truth values.
    """
    found = pyshacl_engine.breaches(data, pyshacl_engine.shape_graph(shapes))
    return _sorted((each.shape, each.focus, each.component, each.value) for each in found)


def pairs(count: int, seed: int = 1) -> Iterator[tuple[int, str, str]]:
    """Yield pairs of shapes and data, each with its number."""
    for number in range(seed, seed + count):
        rng = random.Random(number)
        yield number, shapes_of(rng), data_of(rng)


def main() -> int:
    """Compare; print what differs, and how many pairs were alike, different or left."""
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    alike = different = left = results = 0
    for number, shapes, data in pairs(count, seed):
        try:
            ours = by_ours(read(shapes), read(data))
        except UncertainError:
            left += 1
            continue
        reference = by_pyshacl(read(shapes), read(data))
        results += len(reference)
        if ours == reference:
            alike += 1
        else:
            different += 1
            print(number, sorted(set(ours) ^ set(reference))[:4])
    print(f"{count} pairs: {alike} alike ({results} results), {different} different, {left} left")
    return int(different > 0)


if __name__ == "__main__":
    sys.exit(main())
