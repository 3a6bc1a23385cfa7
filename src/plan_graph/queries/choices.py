"""What a parameter may stand for: the things of its kind, for lists to choose from."""

from __future__ import annotations

import re
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from plan_graph.queries.answer import Engine, Term
from plan_graph.queries.naming import CLASSES, KINDS, of_kind
from plan_graph.text import fold
from plan_graph.vocab import DCTERMS, SKOS


class Choice(NamedTuple):
    """A thing with its short name or code, or '', and its label."""

    thing: NamedNode
    code: str
    label: str

    @property
    def name(self) -> str:
        """What may be typed for it."""
        return self.code or self.label


def choices(kind: str, engine: Engine, language: str) -> list[Choice]:
    """List the things that a parameter of this name may stand for; [] if it is of no known kind.

    Those with codes come in the order of these, the others by label.
    """
    if kind not in KINDS:
        return []
    text = (
        f"SELECT DISTINCT ?thing ?code ?label WHERE {{ {of_kind(kind)} "
        f"OPTIONAL {{ ?thing {SKOS.notation}|{DCTERMS.identifier} ?code }} "
        f"?thing {SKOS.prefLabel}|{DCTERMS.title} ?label }}"
    )
    found: dict[NamedNode, tuple[str, dict[str, str]]] = {}
    for thing, code, label in engine.select(text).rows:
        if isinstance(thing, NamedNode) and isinstance(label, Literal):
            # The notation of a concept is for programs.
            _, labels = found.setdefault(thing, (_text(code) if kind in CLASSES else "", {}))
            labels[label.language or ""] = label.value
    listed = [
        Choice(thing, code, labels.get(language) or labels.get("en") or min(labels.values()))
        for thing, (code, labels) in found.items()
    ]
    return sorted(listed, key=lambda choice: (_natural(choice), choice.thing.value))


def _text(term: Term | None) -> str:
    return term.value if isinstance(term, Literal) else ""


def _natural(choice: Choice) -> tuple[list[int], str]:
    numbers = re.findall(r"\d+", choice.code) if re.match(r"\d", choice.code) else []
    return [int(number) for number in numbers], fold(choice.label)
