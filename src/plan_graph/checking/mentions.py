"""Bodies that a fact names, of whose names the words that state it have nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from plan_graph.checking.finding import Node, local_name
from plan_graph.checking.statements import Fault, Statements, is_rare
from plan_graph.text import fold
from plan_graph.vocab import PLAN, SKOS

_NAMING = (PLAN.mentions, PLAN.actor)
"""The properties that lead to a body which the words of the thing name; one for whom it acts may
stand once for several: 'MAI through A, B'."""
_NAMES = (SKOS.prefLabel, SKOS.altLabel)
_STEM = 5
"""The letters in which the forms of a word agree: 'Ministerul', 'Ministerului'."""


def mention_faults(data: Statements) -> Iterator[Fault]:
    """Yield the few bodies of whose names no word stands in what states the fact about them."""
    for name in _NAMING:
        looked_at, faults = 0, []
        for thing, bodies in data.of(name).items():
            quotes = [data.text(one, PLAN.quote) for one in data.values(thing, PLAN.statedIn)]
            said = _words(" ".join(quotes)) | _stems(" ".join(quotes))
            for body in bodies if said else ():
                looked_at += 1
                if not _is_named(data, body, said):
                    faults.append(_fault(thing, name, body))
        # Where no words name a body, they are not what states such facts here.
        if len(faults) < looked_at and is_rare(len(faults), looked_at):
            yield from faults


def _fault(thing: Node, name: NamedNode, body: Node) -> Fault:
    rule = "Words-mention" if name == PLAN.mentions else "Words-body"
    return Fault("Warning", rule, thing, name.value, body, {"found": local_name(body)})


def _is_named(data: Statements, body: Node, said: set[str]) -> bool:
    """Tell whether words have something of a body's names: its short one, a stem, or one whole."""
    values = (value for name in _NAMES for value in data.values(body, name))
    names = [value.value for value in values if isinstance(value, Literal)]
    stems = _words(data.text(body, SKOS.notation)).union(*map(_stems, names))
    return bool(said & stems) or any(_words(name) <= said for name in names)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def _stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text, without those that only join others."""
    return {word[:_STEM] for word in re.findall(r"\w{3,}", fold(text))}
