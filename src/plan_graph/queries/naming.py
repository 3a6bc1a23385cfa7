"""Which thing a name stands for: 'ANITP', 'National Agency …', '1.1-01', 'partner'.

What kind of thing is meant follows from the name of the parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from pyoxigraph import NamedNode

from plan_graph.errors import QueryError
from plan_graph.queries.answer import Engine
from plan_graph.text import clean, fold
from plan_graph.vocab import DCTERMS, FREQUENCY, PLAN, PLAN_BASE, SKOS

_CLASSES = {
    "plan": PLAN.ActionPlan,
    "pillar": PLAN.Pillar,
    "objective": PLAN.Objective,
    "action": PLAN.Action,
    "agency": PLAN.Actor,
    "ministry": PLAN.Ministry,
}
_SCHEMES = {
    "role": NamedNode(PLAN_BASE + "code/role"),
    "funding": NamedNode(PLAN_BASE + "code/funding-kind"),
    "kind": NamedNode(PLAN_BASE + "code/indicator-kind"),
    "basis": NamedNode(PLAN_BASE + "code/basis"),
    "frequency": NamedNode(FREQUENCY.removesuffix("/")),
}
KINDS = (*_CLASSES, *_SCHEMES)
"""The names of IRI parameters whose values may be given by name."""

_NAMED_BY = "|".join(
    map(str, (SKOS.prefLabel, SKOS.altLabel, SKOS.notation, DCTERMS.title, DCTERMS.identifier))
)


def find_thing(
    kind: str, words: str, engine: Engine, refuse: Callable[[str], QueryError], plan: str = ""
) -> NamedNode:
    """Give the one thing of a kind that words name, blind to case and diacritics.

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
    names = _names(kind, engine)
    found = names.get(fold(clean(words)), {})
    meant = [each for each in found if f"/{_last(plan)}/" in each.value] if plan else []
    for only in (list(found), meant):
        if len(only) == 1:
            return only[0]
    expected = "the IRI, short name or label of " + (kind if kind in KINDS else "a thing")
    if found:
        ends = ", ".join(sorted(f"'{_end(thing, 3)}'" for thing in found))
        raise refuse(f"{expected}; that names {len(found)} things: choose one of {ends}")
    things: dict[NamedNode, str] = {}
    for key in get_close_matches(fold(clean(words)), names, n=5, cutoff=0.6):
        for thing, name in names[key].items():
            things.setdefault(thing, name)
    raise refuse(expected + _suggestion(list(things.values())[:3], names))


def _suggestion(near: Sequence[str], names: Mapping[str, object]) -> str:
    if near:
        return "; did you mean " + " or ".join(f"'{name}'" for name in near) + "?"
    if not names:
        return "; the data have none"
    return "; run 'plan-graph query' for the questions that list them"


def of_kind(kind: str) -> str:
    """Give the graph pattern that `?thing` is of a kind; '' where anything is meant."""
    if kind in _SCHEMES:
        return f"?thing {SKOS.inScheme} {_SCHEMES[kind]} ."
    return f"?thing a {_CLASSES[kind]} ." if kind in _CLASSES else ""


def _names(kind: str, engine: Engine) -> dict[str, dict[NamedNode, str]]:
    """Give the things by folded name, each with the name as it is written."""
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
