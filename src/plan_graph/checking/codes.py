"""What is false of codes and short names: given twice, or others than the names of things have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode

from plan_graph.checking.finding import Node, Severity, local_name
from plan_graph.checking.statements import Fault, Statements
from plan_graph.iris import code_path
from plan_graph.phrases import joined
from plan_graph.rdf.graph import Thing
from plan_graph.vocab import DCTERMS, PLAN, SKOS

CODED = (PLAN.ActionPlan, PLAN.Pillar, PLAN.Objective, PLAN.Action)
"""The classes whose things have a title and a code."""
_REPETITION = re.compile(r"-\d+$")
"""How a name ends whose code is given again."""


def code_faults(data: Statements) -> Iterator[Fault]:
    """Yield the codes that several things of a plan have, and the short names of several bodies.

    A document may itself give a code twice; the IRIs then tell its things apart, and that is
    worth a look and not false.
    """
    for kind in CODED:
        having: defaultdict[tuple[Node | None, str], list[Thing]] = defaultdict(list)
        for thing in data.are(kind):
            if code := data.text(thing, DCTERMS.identifier):
                having[data.plans.get(thing), code].append(thing)
        for key, things in having.items():
            as_written = all(_is_named_for(thing, key[1]) for thing in things)
            severity: Severity = "Warning" if as_written else "Violation"
            rule = "Coherence-code-repeated" if as_written else "Coherence-code-twice"
            yield from _twice(severity, rule, DCTERMS.identifier, key[1], things)
        yield from _codes_apart(data, kind)
    having = defaultdict(list)
    for body in data.are(PLAN.Actor):
        if code := data.text(body, SKOS.notation):
            scope = NamedNode(body.value.rpartition("/")[0] or "urn:x")
            having[scope, code].append(body)
    for (_, code), bodies in having.items():
        yield from _twice("Violation", "Coherence-short-name-twice", SKOS.notation, code, bodies)


def _codes_apart(data: Statements, kind: NamedNode) -> Iterator[Fault]:
    """Yield the things whose code is not that of their name, unless most are so.

    A code that is the name of another thing was exchanged, in any case.
    """
    codes = {thing: data.text(thing, DCTERMS.identifier) for thing in data.are(kind)}
    apart = [
        thing
        for thing, code in codes.items()
        if code and not _is_named_for(thing, code) and not _is_end_of(thing, code)
    ]
    theirs = len(apart) * 2 > len(codes)
    for thing in apart:
        if not theirs or _named_by(thing, codes[thing]) in codes:
            parts = {"code": codes[thing], "found": local_name(thing)}
            yield Fault(
                "Warning", "Coherence-code-of-another", thing, DCTERMS.identifier.value, None, parts
            )


def _is_named_for(thing: Thing, code: str) -> bool:
    """Return whether the IRI ends with the code, or with it and the number of its repetition."""
    name = thing.value.rpartition("/")[2] if isinstance(thing, NamedNode) else ""
    ends = (f"-{name}", f"-{_REPETITION.sub('', name)}")
    return any(each.endswith(f"-{code_path(code)}") for each in ends)


def _named_by(thing: Thing, code: str) -> NamedNode:
    """Return how a thing beside it is called that has a code."""
    return NamedNode(f"{thing.value.rpartition('/')[0] or 'urn:x'}/{code_path(code)}")


def _is_end_of(thing: Thing, code: str) -> bool:
    """Return whether the IRI ends with the end of the code: '1' of 'No. 1'."""
    name = thing.value.rpartition("/")[2]
    return code_path(code).endswith(_REPETITION.sub("", name)) or code.endswith(name)


def _twice(
    severity: Severity, rule: str, name: NamedNode, code: str, things: Sequence[Thing]
) -> Iterator[Fault]:
    if len(things) > 1:
        parts = {"code": code, "others": joined([local_name(one) for one in things[1:4]])}
        yield Fault(severity, rule, things[0], name.value, None, parts)
