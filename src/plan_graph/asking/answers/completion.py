"""Add to answers about actions what people ask next: who, by when, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from plan_graph.asking.queries.engine import Engine, Solutions, Term
from plan_graph.phrases import phrase

WHO, WHEN, WHERE = "who", "deadlines", "source"
_SAID_BY: Mapping[str, frozenset[str]] = {
    WHO: frozenset({WHO, "body", "bodyLabel", "responsible", "ministry"}),
    WHEN: frozenset({WHEN, "start", "end", "frequency", "month"}),
    WHERE: frozenset({WHERE, "place"}),
}
"""What columns say already what another would add."""
_AT_ONCE = 200
_ORDER = " ORDER BY ?action ?of ?rank ?value"
_PREFIXES = """\
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX plan: <https://w3id.org/plan-graph/def#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""
_RANK = 'BIND(IF(LANG(?value) = "$lang", 0, IF(LANG(?value) = "en", 1, 2)) AS ?rank)'
_PATTERNS = {
    WHO: f"?action plan:responsible ?of . ?of skos:prefLabel ?value {_RANK}",
    WHEN: """?action plan:hasDeadline ?of . ?of plan:verbatim ?value
  FILTER NOT EXISTS { ?revision plan:revises ?of } BIND(0 AS ?rank)""",
    WHERE: """?action plan:statedIn ?of . ?of plan:table ?table ; plan:row ?row
  BIND(CONCAT(STR(?table), " ", STR(?row)) AS ?value) BIND(0 AS ?rank)""",
}
"""What is asked for each column: the `value`, of what it is said, and how well it fits."""


def completed(
    engine: Engine,
    solutions: Solutions,
    language: str,
    columns: Sequence[str] = (WHO, WHEN, WHERE),
) -> Solutions:
    """Return an answer about actions with the columns that it lacks, before the plan."""
    if "action" not in solutions.variables or not solutions.rows:
        return solutions
    lacking = [name for name in columns if not _SAID_BY[name] & {*solutions.variables}]
    place = solutions.variables.index("action")
    actions = list(dict.fromkeys(row[place] for row in solutions.rows))
    asked = [each for each in actions if isinstance(each, NamedNode)]
    found = {name: _values(engine, name, asked, language) for name in lacking}
    added = [name for name in lacking if any(found[name].values())]
    cut = solutions.variables.index("plan") if "plan" in solutions.variables else None
    rows = []
    for row in solutions.rows:
        more = tuple(_said(name, found[name].get(row[place], ()), language) for name in added)
        rows.append((*row[:cut], *more, *(row[cut:] if cut is not None else ())))
    names = solutions.variables
    variables = (*names[:cut], *added, *(names[cut:] if cut is not None else ()))
    return Solutions(variables, tuple(rows), solutions.cut)


def _values(
    engine: Engine, name: str, actions: Sequence[NamedNode], language: str
) -> Mapping[Term | None, Sequence[str]]:
    """Return what a column says of each action, each once, in the order of the plan's data."""
    found: defaultdict[Term | None, dict[str, str]] = defaultdict(dict)
    pattern = _PATTERNS[name].replace("$lang", language)
    for start in range(0, len(actions), _AT_ONCE):
        values = " ".join(map(str, actions[start : start + _AT_ONCE]))
        asked = f"VALUES ?action {{ {values} }} {pattern}"
        text = f"SELECT DISTINCT ?action ?of ?rank ?value WHERE {{ {asked} }}"
        for action, of, _, value in engine.select(f"{_PREFIXES}{text}{_ORDER}").rows:
            if of and isinstance(value, Literal):
                found[action].setdefault(str(of), value.value)
    return {action: list(dict.fromkeys(said.values())) for action, said in found.items()}


def _said(name: str, values: Iterable[str], language: str) -> Literal | None:
    listed = list(values)
    if not listed:
        return None
    if name != WHERE:
        return Literal("; ".join(listed))
    table, _, row = listed[0].partition(" ")
    return Literal(str(phrase("answers.place", language, table=table, row=row)))
