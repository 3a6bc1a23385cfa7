"""What to do about a body that the register does not know: the nearest known ones, and its entry.

Nothing is decided here: the entry is a proposal for a person to complete.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from difflib import get_close_matches

from plan_graph.checking.finding import Node
from plan_graph.checking.places import Source
from plan_graph.checking.report import Explanation
from plan_graph.iris import Iris
from plan_graph.language import wording
from plan_graph.language.kinds_of_bodies import NAMED, told_kind
from plan_graph.language.register import Register
from plan_graph.language.register_entry import KINDS
from plan_graph.phrases import in_every_language
from plan_graph.plan import Body, Plan
from plan_graph.plan.stated import bodies_of
from plan_graph.text import Passage, fold

_LIKENESS = 0.7
"""How alike two names must be, from 0 to 1, to be taken for one misspelt."""


def proposals(plan: Plan, register: Register, iris: Iris) -> dict[Node, Explanation]:
    """Return what can be done about each unknown body, and where it is first named."""
    file = f"data/organisations/{register.identifier}.toml" if register.entries else "bodies.toml"
    named: defaultdict[Node, list[tuple[str, Passage]]] = defaultdict(list)
    for body, words in _unknown(plan):
        named[iris.unknown_body(body.code)].append((body.code, words))
    return {node: _explanation(found, plan, register, file) for node, found in named.items()}


def _explanation(
    named: list[tuple[str, Passage]], plan: Plan, register: Register, file: str
) -> Explanation:
    """Explain a body by the name that is most frequent, and where it is first named."""
    ((name, _),) = Counter(name for name, _ in named).most_common(1)
    near = nearest(name, register)
    listed = ", ".join(f"'{code}' ({register.entries[code].name})" for code in near)
    entry = proposed_entry(name, plan.language)
    several, likely = len(named) > 1, bool(near)
    parts = [
        in_every_language("checking.unknown_body.times", times=len(named)) if several else {},
        in_every_language("checking.unknown_body.near", bodies=listed) if likely else {},
        in_every_language("checking.unknown_body.entry", file=file, entry=entry),
    ]
    messages = {tag: "".join(part.get(tag, "") for part in parts) for tag in parts[-1]}
    first = min(words for _, words in named)
    return Explanation(messages, Source(first.text, plan.document.place(first), first.start))


def nearest(name: str, register: Register) -> list[str]:
    """Return the codes of the known bodies whose names are most like a name, at most three.

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
    """Return the lines of a register for a name, for a person to complete.

    >>> print(proposed_entry("Teatrul Mic", "ro").partition(" #")[0])
    [bodies."Teatrul Mic"]
    ro = "Teatrul Mic"
    kind = "organisation"
    """
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    told = told_kind(name, wording.load(language)) if language in wording.languages() else None
    kind = told.kind if told else NAMED
    others = ", ".join(other for other in KINDS if other != kind)
    return f'[bodies.{quoted}]\n{language} = {quoted}\nkind = "{kind}" # or {others}'


def _unknown(plan: Plan) -> Iterator[tuple[Body, Passage]]:
    """Yield each naming of a body that the register does not know, with its words."""
    for action in plan.actions:
        yield from (named for named in bodies_of(action) if not named[0].known)
    for stated in plan.stated_parents:
        for body in (stated.body, stated.parent):
            if not body.known:
                yield body, stated.stated_in
