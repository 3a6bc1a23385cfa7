"""Which thing a name stands for, and which things a parameter may stand for.

'ANITP', 'National Agency …', '1.1-01', 'partner': what kind of thing is meant follows from the
name of the parameter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from difflib import get_close_matches
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from plan_graph.asking.queries.dataset import within
from plan_graph.asking.queries.engine import Engine, Term
from plan_graph.errors import QueryError
from plan_graph.phrases import joined, phrase
from plan_graph.text import clean, fold
from plan_graph.vocab import DCTERMS, FREQUENCY, PLAN, PLAN_BASE, SKOS


class Choice(NamedTuple):
    """A thing with its short name or code, or '', and its label."""

    thing: NamedNode
    code: str
    label: str

    @property
    def name(self) -> str:
        """What may be typed for it."""
        return self.code or self.label


def choices(
    kind: str, engine: Engine, language: str, plan: NamedNode | None = None
) -> list[Choice]:
    """List the things that a parameter of this name may stand for; [] if it is of no known kind.

    Those of one plan, if one is given.

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
    text = within(text, engine.graphs_about(plan)) if plan else text
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


CLASSES = {
    "plan": PLAN.ActionPlan,
    "pillar": PLAN.Pillar,
    "objective": PLAN.Objective,
    "action": PLAN.Action,
    "agency": PLAN.Actor,
    "ministry": PLAN.Ministry,
}
"""Things with codes or short names that people know."""
_SCHEMES = {
    "role": NamedNode(PLAN_BASE + "code/role"),
    "funding": NamedNode(PLAN_BASE + "code/funding-kind"),
    "kind": NamedNode(PLAN_BASE + "code/indicator-kind"),
    "basis": NamedNode(PLAN_BASE + "code/basis"),
    "aspect": NamedNode(PLAN_BASE + "code/aspect"),
    "frequency": NamedNode(FREQUENCY.removesuffix("/")),
}
PARTS = ("pillar", "objective", "action")
"""The kinds of things that each belong to one plan."""
_FEW = 12
LISTED_BY = {
    "agency": "bodies-directory",
    "ministry": "bodies-directory",
    "action": "actions-list",
    "objective": "plan-tree",
    "pillar": "plan-tree",
    "plan": "plan-overview",
}
"""The query that lists the things of a kind, where there may be many."""
KINDS = (*CLASSES, *_SCHEMES)
"""The names of IRI parameters whose values may be given by name."""

_CODED_BY = f"{SKOS.notation}|{DCTERMS.identifier}"
_NAMED_BY = "|".join(
    map(str, (SKOS.prefLabel, SKOS.altLabel, SKOS.notation, DCTERMS.title, DCTERMS.identifier))
)


def find_thing(
    kind: str, words: str, engine: Engine, refuse: Callable[[str], QueryError], plan: str = ""
) -> NamedNode:
    """Return the one thing of a kind that words name, blind to case and diacritics.

    Things are known by their labels, short names and codes, and by the end of their IRI.

    Args:
        kind: The name of the parameter; one of `KINDS`, or else anything with a name is meant.
        words: What was typed.
        engine: Where the things are.
        refuse: Makes the error from what was expected.
        plan: The plan that is meant where several have such a thing, or ''.

    Raises:
        QueryError: If none has that name, with the nearest ones, or several have it.
    """
    found = _exactly(kind, words, engine)
    names = {} if found else _names(kind, engine)
    found = found or names.get(fold(clean(words)), {})
    meant = [each for each in found if f"/{_last(plan)}/" in each.value] if plan else []
    for only in (list(found), meant):
        if len(only) == 1:
            return only[0]
    known_kind = kind if kind in KINDS else "thing"
    named = phrase(f"asking.naming.kinds.{known_kind}")
    expected = phrase("asking.naming.thing", kind=named)
    if found:
        key, ends = "asking.naming.several", _listed(found, 3)
        raise refuse(phrase(key, expected=expected, number=len(found), ends=ends))
    things: dict[NamedNode, str] = {}
    for name in get_close_matches(fold(clean(words)), names, n=5, cutoff=0.6):
        for thing, written in names[name].items():
            things.setdefault(thing, written)
    if near := [phrase("common.quoted", words=name) for name in list(things.values())[:3]]:
        alike = joined(near, link="common.or", between="common.or")
        raise refuse(phrase("asking.naming.near", expected=expected, near=alike))
    raise refuse(_choices(kind, expected, {thing for each in names.values() for thing in each}))


def _choices(kind: str, expected: str, things: Collection[NamedNode]) -> str:
    """Name all things of a kind if they are few, else the query that lists them."""
    if not things:
        return phrase("asking.naming.none", expected=expected)
    if len(things) <= _FEW:
        ends = _listed(things, 1)
        return phrase("asking.naming.few", expected=expected, ends=ends)
    query = LISTED_BY.get(kind, "words-anywhere")
    return phrase("asking.naming.many", expected=expected, query=query)


def _listed(things: Iterable[NamedNode], parts: int) -> str:
    return ", ".join(sorted(f"'{_end(thing, parts)}'" for thing in things))


def of_kind(kind: str) -> str:
    """Return the graph pattern that `?thing` is of a kind; '' where anything is meant."""
    if kind in _SCHEMES:
        return f"?thing {SKOS.inScheme} {_SCHEMES[kind]} ."
    return f"?thing a {CLASSES[kind]} ." if kind in CLASSES else ""


def _exactly(kind: str, words: str, engine: Engine) -> dict[NamedNode, str]:
    """Return the things of a kind whose code or short name is written just so.

    They are found at once, where to fold the names of all would take as long as there are many.
    """
    if kind not in CLASSES:
        return {}
    pattern = f"?thing {_CODED_BY} {Literal(words)} . {of_kind(kind)}"
    rows = engine.select(f"SELECT DISTINCT ?thing WHERE {{ {pattern} }}").rows
    return {thing: words for (thing,) in rows if isinstance(thing, NamedNode)}


def _names(kind: str, engine: Engine) -> dict[str, dict[NamedNode, str]]:
    """Return the things by folded name, each with the name as it is written."""
    pattern = f"{of_kind(kind)} ?thing {_NAMED_BY} ?name ."
    found: dict[str, dict[NamedNode, str]] = {}

    def note(thing: NamedNode, name: str) -> None:
        found.setdefault(fold(clean(name)), {}).setdefault(thing, name)

    rows = engine.select(f"SELECT DISTINCT ?thing ?name WHERE {{ {pattern} }}").rows
    named = [(thing, name) for thing, name in rows if isinstance(thing, NamedNode) and name]
    for thing, name in named:
        note(thing, name.value)
    for thing, _ in named:
        for parts in (1, 2, 3):
            note(thing, _end(thing, parts))
    return found


def _last(iri: str) -> str:
    return iri.rpartition("/")[2]


def _end(thing: NamedNode, parts: int) -> str:
    return "/".join(thing.value.split("/")[-parts:])
