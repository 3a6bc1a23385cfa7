"""A publication as tables that join: a star schema, for DuckDB, pandas, R and Grafana.

`plans`, `bodies` and `actions` have one row a thing. The others have one row a fact of an action,
and join by `action` and `body`. Things are named by their IRIs, which stay; codes by their last
part. `title` and `label` are in the language of the document, `title_en` and `label_en` in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Quad, Store, Triple

from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.store import Embedded
from plan_graph.vocab import VOCABULARIES

_ALL = NamedNode("urn:plan-graph:all")
_PREFIXES = "".join(f"PREFIX {v.prefix}: <{v.namespace}>\n" for v in VOCABULARIES)
_BODIES = "Actor Organisation Agency Ministry CollectiveActor ActorGroup WorkingGroup"


def _code(variable: str) -> str:
    return f'REPLACE(STR({variable}), "^.*[/#]", "")'


def _words(thing: str, words: str, name: str) -> str:
    """Return patterns for the words of a thing: in its own language, and in English."""
    return f"""OPTIONAL {{ {{ SELECT {thing} (MIN(STR(?own)) AS ?{name}Own) {{
    {thing} {words} ?own . FILTER(LANG(?own) != "en") }} GROUP BY {thing} }} }}
  OPTIONAL {{ {{ SELECT {thing} (MIN(STR(?english)) AS ?{name}_en) {{
    {thing} {words} ?english . FILTER(LANG(?english) = "en") }} GROUP BY {thing} }} }}
  BIND(COALESCE(?{name}Own, ?{name}_en) AS ?{name})"""


TABLES = {
    "plans": f"""SELECT ?plan ?code ?title ?title_en ?start ?end {{
  ?plan a plan:ActionPlan .
  BIND({_code("?plan")} AS ?code)
  OPTIONAL {{ ?plan plan:startDate ?start }}
  OPTIONAL {{ ?plan plan:endDate ?end }}
  {_words("?plan", "dcterms:title", "title")}
}} ORDER BY ?plan""",
    "bodies": f"""SELECT ?body ?short ?label ?label_en ?kind ?ministry {{
  {{ SELECT ?body (MIN({_code("?class")}) AS ?kind) {{
    VALUES ?class {{ {" ".join(f"plan:{name}" for name in _BODIES.split())} }}
    ?body a ?class . FILTER NOT EXISTS {{ ?body a plan:Ministry . FILTER(?class != plan:Ministry) }}
  }} GROUP BY ?body }}
  OPTIONAL {{ {{ SELECT ?body (MIN(STR(?notation)) AS ?short) {{
    ?body skos:notation ?notation }} GROUP BY ?body }} }}
  OPTIONAL {{ {{ SELECT ?body (MIN(STR(?above)) AS ?ministry) {{
    ?body plan:parentMinistry ?above }} GROUP BY ?body }} }}
  {_words("?body", "skos:prefLabel", "label")}
}} ORDER BY ?body""",
    "actions": f"""SELECT ?action ?plan ?code ?position ?title ?title_en ?objective ?pillar {{
  ?action a plan:Action ; plan:inPlan ?plan ; dcterms:identifier ?code ; plan:position ?position .
  OPTIONAL {{ {{ SELECT ?action (MIN(STR(?aim)) AS ?objective) {{
    ?action plan:pursues ?aim }} GROUP BY ?action }} }}
  OPTIONAL {{ {{ SELECT ?action (MIN(STR(?part)) AS ?pillar) {{
    ?action plan:inPillar ?part }} GROUP BY ?action }} }}
  {_words("?action", "dcterms:title", "title")}
}} ORDER BY ?plan ?position ?action""",
    "roles": f"""SELECT DISTINCT ?action ?body ?role {{
  ?action plan:hasParticipation ?one . ?one plan:role ?code ; plan:actor ?body .
  BIND({_code("?code")} AS ?role)
}} ORDER BY ?action ?role ?body""",
    "deadlines": f"""SELECT ?action ?deadline ?kind ?words ?start ?end ?frequency {{
  VALUES ?class {{
    plan:FixedDeadline plan:RecurringDeadline plan:OpenDeadline plan:UnparsedDeadline }}
  ?action a plan:Action ; plan:hasDeadline ?deadline . ?deadline a ?class ; plan:verbatim ?words .
  OPTIONAL {{ ?deadline plan:startDate ?start }}
  OPTIONAL {{ ?deadline plan:endDate ?end }}
  OPTIONAL {{ ?deadline plan:frequency ?often . BIND({_code("?often")} AS ?frequency) }}
  BIND({_code("?class")} AS ?kind)
}} ORDER BY ?action ?deadline""",
    "funding": f"""SELECT DISTINCT ?action ?funding ?kind ?body ?words ?amount ?currency {{
  ?action a plan:Action ; plan:hasFunding ?funding . ?funding plan:verbatim ?words .
  OPTIONAL {{ ?funding plan:fundingKind ?code . BIND({_code("?code")} AS ?kind) }}
  OPTIONAL {{ ?funding plan:budgetOf ?body }}
  OPTIONAL {{ ?funding plan:amount ?amount }}
  OPTIONAL {{ ?funding plan:currency ?money . BIND({_code("?money")} AS ?currency) }}
}} ORDER BY ?action ?funding ?kind ?body ?amount""",
    "indicators": f"""SELECT ?action ?indicator ?kind ?label ?label_en {{
  ?action a plan:Action ; plan:hasIndicator ?indicator .
  OPTIONAL {{ {{ SELECT ?indicator (MIN({_code("?code")}) AS ?kind) {{
    ?indicator plan:indicatorKind ?code }} GROUP BY ?indicator }} }}{
        _words("?indicator", "skos:prefLabel", "label")
    }
}} ORDER BY ?action ?indicator""",
    "sources": """SELECT DISTINCT ?thing ?quote ?table ?row ?column {
  ?thing plan:statedIn ?fragment . ?fragment plan:quote ?quote .
  OPTIONAL { ?fragment plan:table ?table ; plan:row ?row ; plan:column ?column }
} ORDER BY ?thing ?table ?row ?column ?quote""",
}
"""Each table, as the query that gives its rows."""


def table(engine: Engine, name: str) -> Solutions:
    """Return the rows of one of the tables."""
    return engine.select(_PREFIXES + TABLES[name])


def tables(triples: Sequence[Triple]) -> Iterator[tuple[str, Solutions]]:
    """Yield each table with its rows, from the graphs of plans with what follows from them."""
    store = Store()
    store.bulk_extend(Quad(t.subject, t.predicate, t.object, _ALL) for t in triples)
    engine = Embedded(store)
    for name in TABLES:
        yield name, table(engine, name)
