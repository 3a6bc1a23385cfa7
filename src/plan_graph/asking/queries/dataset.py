"""The dataset of a question about one plan: its own graphs, and what several plans share.

What is asked of one plan need not be looked for in the graphs of all others. The graphs are
named in the query itself (SPARQL 1.1, 13.2), so that it is the same on every engine.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from pyoxigraph import BlankNode, NamedNode

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
_GRAPH = re.compile(r".*/graph/(?!all/)[^/#?]+(?:/[^/#?]+)?")
_DESCRIPTION = "/.well-known/void"
"""How the name ends of the graph that describes the data, and says nothing of what plans say."""
_FROM_IRI = re.compile(r"FROM\s*<([^<>\"{}|^`\\\s]*)>\s*", re.IGNORECASE)
_NAMED = re.compile(r"(?<![\w?$:@-])(?:NAMED|GRAPH)(?![\w:-])", re.IGNORECASE)


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


def parted(text: str) -> tuple[frozenset[str], str]:
    """Return the graphs whose merge a query is asked of, and the query without their names.

    There are none if it names none, or speaks of graphs in any other way.

    >>> parted("SELECT * FROM <urn:g> WHERE { ?s ?p ?o }")
    (frozenset({'urn:g'}), 'SELECT * WHERE { ?s ?p ?o }')
    >>> parted("SELECT * FROM <urn:g> FROM NAMED <urn:h> WHERE { ?s ?p ?o }")[0]
    frozenset()
    """
    blank = blanked(text)
    clauses = [_FROM_IRI.match(text, found.start()) for found in _FROM.finditer(blank)]
    named = [clause for clause in clauses if clause]
    if len(named) < len(clauses) or _NAMED.search(blank):
        return frozenset(), text
    rest, last = [], 0
    for clause in named:
        rest.append(text[last : clause.start()])
        last = clause.end()
    return frozenset(clause[1] for clause in named), "".join([*rest, text[last:]])


class Datasets:
    """The graphs of a store by the plan that they are of; those of no plan are shared by all."""

    def __init__(self, graphs: Iterable[NamedNode | BlankNode]) -> None:
        names = sorted(graph.value for graph in graphs if isinstance(graph, NamedNode))
        known = frozenset(names)
        self._shared: list[str] = []
        self._of_plan: dict[str, list[str]] = {}
        self._main: dict[str, str] = {}
        for name in names:
            if _GRAPH.fullmatch(name):
                # The other graphs of a plan are named as parts of its main one.
                above = name.rpartition("/")[0]
                self._main[name] = above if above in known else name
                self._of_plan.setdefault(self._main[name], []).append(name)
            elif not name.endswith(_DESCRIPTION):
                self._shared.append(name)

    @property
    def shared(self) -> list[NamedNode]:
        """The graphs of no plan, without what describes the data."""
        return [NamedNode(name) for name in self._shared]

    def about(self, thing: NamedNode) -> list[NamedNode]:
        """Return the graphs of the plan of a thing, and those of no plan.

        There are none if the store does not hold the plan in a graph of its own, or no other
        plan: then all are to be asked.
        """
        found = _THING.fullmatch(thing.value)
        own = self._of_plan.get(f"{found['base']}graph/{found['plan']}") if found else None
        if own is None or len(self._of_plan) == 1:
            return []
        return [NamedNode(name) for name in sorted([*self._shared, *own])]

    def plan_of(self, graphs: Collection[str]) -> Mapping[str, str]:
        """Return the graphs of the plan whose dataset is some graphs, each with its kind.

        >>> names = ["http://a/def", "http://a/graph/p", "http://a/graph/p/inferred"]
        >>> Datasets(map(NamedNode, names)).plan_of(names)
        {'http://a/graph/p': '', 'http://a/graph/p/inferred': 'inferred'}
        """
        main = next((self._main[name] for name in graphs if name in self._main), "")
        own = self._of_plan.get(main, [])
        if not own or {*graphs} != {*own, *self._shared}:
            return {}
        return {name: name.removeprefix(main).lstrip("/") for name in own}


def blanked(text: str) -> str:
    """Return a query with blanks in the place of comments, IRIs and strings, as long as it is."""
    return _NO_WORDS.sub(lambda found: " " * len(found.group()), text)
