"""What to do about a body that the register does not know: the nearest known ones, and its entry.

Nothing is decided here: the entry is a proposal for a person to complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from plan_graph.iris import Iris
from plan_graph.language.register import KINDS, Register
from plan_graph.plan import Body, Plan
from plan_graph.report.finding import Node
from plan_graph.text import fold

_NEAR = {
    "en": "; the nearest known: {}",
    "ro": "; cele mai apropiate cunoscute: {}",
}
_ENTRY = {
    "en": "; or add these lines to the register {}, with the kind that fits:\n{}",
    "ro": "; sau adăugați aceste rânduri în registrul {}, cu felul potrivit:\n{}",
}
_LIKENESS = 0.7
"""How alike two names must be, from 0 to 1, to be taken for one misspelt."""


def proposals(plan: Plan, register: Register, iris: Iris) -> dict[Node, Mapping[str, str]]:
    """Give what can be done about each unknown body, by language, to go behind a finding."""
    file = f"data/organisations/{register.identifier}.toml" if register.entries else "bodies.toml"
    found: dict[Node, Mapping[str, str]] = {}
    for body in _unknown(plan):
        near = nearest(body.code, register)
        listed = ", ".join(f"'{code}' ({register.entries[code].name})" for code in near)
        entry = proposed_entry(body.code, plan.language)
        found[iris.unknown_body(body.code)] = {
            language: (_NEAR[language].format(listed) if near else "")
            + _ENTRY[language].format(file, entry)
            for language in _NEAR
        }
    return found


def nearest(name: str, register: Register) -> list[str]:
    """Give the codes of the known bodies whose names are most like a name, at most three.

    >>> from plan_graph.language import register
    >>> nearest("Agentia Nationala Impotriva Traficului", register.load("ro"))[0]
    'ANITP'
    """
    names = {
        fold(text): code
        for code, entry in register.entries.items()
        if entry.is_body
        for text in (code, *entry.names.values(), *entry.aliases)
    }
    alike = get_close_matches(fold(name), list(names), n=6, cutoff=_LIKENESS)
    return list(dict.fromkeys(names[text] for text in alike))[:3]


def proposed_entry(name: str, language: str) -> str:
    """Give the lines of a register for a name, for a person to complete.

    >>> print(proposed_entry("Teatrul Mic", "ro"))
    [bodies."Teatrul Mic"]
    ro = "Teatrul Mic"
    kind = "agency" # or ministry, collective, group, working-group, international, term
    """
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    others = ", ".join(kind for kind in KINDS if kind != "agency")
    return f'[bodies.{quoted}]\n{language} = {quoted}\nkind = "agency" # or {others}'


def _unknown(plan: Plan) -> Iterator[Body]:
    for action in plan.actions:
        for part in action.participations:
            yield from (b for b in (part.actor, part.acting_for) if b and not b.known)
        for line in action.funding:
            yield from (b for b in (*line.budget_of, *line.providers) if not b.known)
    for stated in plan.stated_parents:
        yield from (b for b in (stated.body, stated.parent) if not b.known)
