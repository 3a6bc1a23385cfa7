"""The dataset of a question about one plan: its own graphs, and what several plans share.

What is asked of one plan need not be looked for in the graphs of all others. The graphs are
named in the query itself (SPARQL 1.1, 13.2), so that it is the same on every engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

_NO_WORDS = re.compile(
    r"#[^\n]*|<[^<>\"{}|^`\\\s]*>"
    r"|\"\"\"(?:[^\"\\]|\\.|\"(?!\"\"))*\"\"\"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'",
    re.DOTALL,
)
"""What is no word of SPARQL: comments, IRIs and strings."""
_FROM = re.compile(r"(?<![\w?$:@-])FROM(?![\w:-])", re.IGNORECASE)
_WHERE = re.compile(r"(?<![\w?$:@-])WHERE(?![\w:-])", re.IGNORECASE)
_THING = re.compile(
    r"(?P<base>.*/)id/(?:action|objective|pillar|plan)/(?P<plan>[^/#?]+)(?:/[^/]+)?"
)
_SHARED = "all"
"""Stands in the place of a plan in the name of what several plans share."""


def names_graphs(text: str) -> bool:
    """Tell whether a query says itself which graphs it is asked of.

    >>> names_graphs("SELECT * FROM <urn:g> { ?s ?p 'FROM' }")
    True
    >>> names_graphs("ASK { ?from ?p 'FROM' }")
    False
    """
    return "FROM" in text.upper() and bool(_FROM.search(blanked(text)))


def within(text: str, graphs: Sequence[NamedNode]) -> str:
    """Return a query that is asked of some graphs; of its own if it names any.

    >>> within("SELECT * WHERE { ?s ?p ?o }", [NamedNode("urn:g")])
    'SELECT * FROM <urn:g> WHERE { ?s ?p ?o }'
    """
    where = _WHERE.search(blanked(text)) if graphs else None
    if where is None or names_graphs(text):
        return text
    named = "".join(f"FROM {graph} " for graph in graphs)
    return f"{text[: where.start()]}{named}{text[where.start() :]}"


def graphs_about(thing: NamedNode, graphs: Iterable[NamedNode]) -> list[NamedNode]:
    """Return the graphs of the plan of a thing, and those of no plan.

    There are none if the store does not hold the plan in a graph of its own, or no other plan:
    then all are to be asked.
    """
    found = _THING.fullmatch(thing.value)
    if found is None:
        return []
    begin, plan = f"{found['base']}graph/", found["plan"]
    chosen, others, is_held = [], False, False
    for graph in graphs:
        name = graph.value
        owner = name.removeprefix(begin).partition("/")[0] if name.startswith(begin) else _SHARED
        is_held = is_held or owner == plan
        if owner in (plan, _SHARED):
            chosen.append(graph)
        else:
            others = True
    return sorted(chosen, key=lambda graph: graph.value) if is_held and others else []


def blanked(text: str) -> str:
    """Return a query with blanks in the place of comments, IRIs and strings, as long as it is."""
    return _NO_WORDS.sub(lambda found: " " * len(found.group()), text)
