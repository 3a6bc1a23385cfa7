"""The endpoint explains itself to tools that have no configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from weakref import WeakSet

import pytest
from pyoxigraph import NamedNode, QuerySolutions, QueryTriples, RdfFormat, Store

from plan_graph.asking.queries import load, names
from plan_graph.publishing.endpoint_metadata import describe_data
from real_store import real_build, real_store
from serving import Server, serving

BEGIN = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX voidext: <http://ldf.fi/void-ext#>
"""
PREFIXES = "SELECT DISTINCT ?prefix ?namespace { [] sh:namespace ?namespace ; sh:prefix ?prefix }"
EXAMPLES = """SELECT DISTINCT ?example ?comment ?query {
  ?example a sh:SPARQLExecutable ; rdfs:comment ?comment ; sh:select|sh:ask|sh:construct ?query
}"""
PARTITIONS = """SELECT DISTINCT ?class ?property ?of ?datatype ?triples {
  ?part void:class ?class ; void:propertyPartition ?values .
  ?values void:property ?property .
  OPTIONAL { ?values void:triples ?triples }
  OPTIONAL {
    { ?values void:classPartition [ void:class ?of ] }
    UNION { ?values voidext:datatypePartition [ voidext:datatype ?datatype ] }
  }
}"""
"""The metadata queries of the SIB's tools, without labels."""
Ask = Callable[[str], list[tuple[str, ...]]]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(real_build()) as found:
        yield found


def by_sparql(server: Server) -> Ask:
    return lambda query: [tuple(row) for row in server.rows(BEGIN + query)]


def by_description(server: Server) -> Ask:
    response = server.client.get("sparql", headers={"Accept": "text/turtle"})
    store = Store()
    store.load(response.content, format=RdfFormat.TURTLE)

    def ask(query: str) -> list[tuple[str, ...]]:
        found = store.query(BEGIN + query)
        assert isinstance(found, QuerySolutions)
        return [tuple(term.value for term in row if term) for row in found]

    return ask


@pytest.mark.parametrize("way", [by_sparql, by_description])
def test_the_metadata_queries_find_all_examples_prefixes_and_partitions(
    server: Server, way: Callable[[Server], Ask]
) -> None:
    ask = way(server)

    examples = ask(EXAMPLES)
    assert {iri.rpartition("/")[2] for iri, _, _ in examples} == set(names())
    assert len(examples) == len(names())
    assert ("dcterms", "http://purl.org/dc/terms/") in ask(PREFIXES)
    partitions = {row[:3] for row in ask(PARTITIONS)}
    plan = "https://w3id.org/plan-graph/def#"
    assert (plan + "Action", plan + "hasDeadline", plan + "FixedDeadline") in partitions
    day = "http://www.w3.org/2001/XMLSchema#date"
    assert (plan + "FixedDeadline", plan + "endDate", day) in partitions


def test_the_partitions_count_what_is_there(server: Server) -> None:
    plan = "PREFIX plan: <https://w3id.org/plan-graph/def#> "
    graph = "https://w3id.org/plan-graph/graph/ro-thb-2021-2022"

    told = server.rows(f"""{BEGIN} {plan} SELECT ?n {{ [] void:class plan:Action ;
        void:propertyPartition [ void:property plan:hasDeadline ; void:triples ?n ] }}""")
    counted = server.rows(f"""{plan} SELECT (COUNT(*) AS ?n) FROM <{graph}> {{
        ?action a plan:Action ; plan:hasDeadline ?deadline }}""")

    assert told == counted


def test_an_example_tells_where_it_is_asked_and_about_what(server: Server) -> None:
    ask = by_description(server)

    targets = ask("SELECT DISTINCT ?target { ?example schema:target ?target }")
    keywords = ask("SELECT DISTINCT ?word { ?example schema:keywords ?word }")
    parameters = ask("""SELECT ?name ?optional { ?example rdfs:label ?label ; sh:parameter
        [ sh:path ?name ; sh:optional ?optional ] . FILTER(STRENDS(STR(?example), "actions-due-by"))
        FILTER(LANG(?label) = "en") }""")

    assert targets == [(server.url + "sparql",)]
    assert {tag for name in names() for tag in load(name).about["tags"]} == {w for (w,) in keywords}
    assert ("_date_xsd_date", "false") in {
        (name.rpartition("#")[2], optional) for name, optional in parameters
    }


def test_every_example_is_answered_as_it_stands() -> None:
    engine = real_store()

    found = {name: engine.query(load(name).text.strip()) for name in names()}

    assert all(isinstance(answer, QuerySolutions | QueryTriples) for answer in found.values())


class Counts(dict[tuple[str, ...], int]):
    """What was counted of a plan, of which one can tell whether it is still there."""

    __hash__ = object.__hash__  # type: ignore[assignment]


def test_of_many_plans_no_more_than_one_is_looked_at_at_a_time() -> None:
    number, alive, most = 20, WeakSet[Counts](), 0
    datasets = [NamedNode(f"https://example.org/plan-{each}") for each in range(number)]

    def counted() -> Iterator[Counts]:
        nonlocal most
        for each in range(number):
            counts = Counts({(f"https://example.org/Class{each}",): 1})
            alive.add(counts)
            most = max(most, len(alive))
            yield counts
            del counts

    endpoint = NamedNode("https://example.org/sparql")
    described = list(describe_data("https://example.org/", endpoint, datasets, counted()))

    classes = {t.object for t in described if t.predicate.value.endswith("void#class")}
    assert len(classes) == number
    assert most <= 2
