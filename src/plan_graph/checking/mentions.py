"""Bodies that an action is said to mention, of whose names its words have nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal

from plan_graph.checking.finding import Node, local_name
from plan_graph.checking.statements import Fault, Statements
from plan_graph.text import fold
from plan_graph.vocab import PLAN, SKOS

_NAMES = (SKOS.prefLabel, SKOS.altLabel)
_STEM = 5
"""The letters in which the forms of a word agree: 'Ministerul', 'Ministerului'."""
_FEW = 5
"""Where one mention in so many is by other words, the graph does not have the names in use."""


def mention_faults(data: Statements) -> Iterator[Fault]:
    """Yield the few mentions of bodies of whose names no word stands in the action."""
    mentions = data.of(PLAN.mentions)
    faults: list[Fault] = []
    for action, bodies in mentions.items():
        quotes = [data.text(one, PLAN.quote) for one in data.values(action, PLAN.statedIn)]
        said = _stems(" ".join(quotes)) | _words(" ".join(quotes))
        for body in bodies if said else ():
            short = _words(data.text(body, SKOS.notation))
            if not said & (short | _stems(" ".join(_names(data, body)))):
                parts = {"found": local_name(body)}
                faults.append(
                    Fault("Warning", "Words-mention", action, PLAN.mentions.value, body, parts)
                )
    if len(faults) * _FEW < sum(map(len, mentions.values())):
        yield from faults


def _names(data: Statements, body: Node) -> list[str]:
    values = (value for name in _NAMES for value in data.values(body, name))
    return [value.value for value in values if isinstance(value, Literal)]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))


def _stems(text: str) -> set[str]:
    """Return the beginnings of the words of a text, without those that only join others."""
    return {word[:_STEM] for word in re.findall(r"\w{3,}", fold(text))}
