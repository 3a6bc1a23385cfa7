"""What an endpoint says of itself for tools: example queries, prefixes, an overview of the data.

The three metadata queries of the SIB (sparql-editor, sparql-examples, void-generator) find it, in
the service description as by SPARQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.asking.queries import load, names
from plan_graph.asking.queries.template import Parameter, Query
from plan_graph.phrases import languages
from plan_graph.publishing import partitions
from plan_graph.publishing.partitions import Path
from plan_graph.vocab import (
    DCTERMS,
    PLAN_BASE,
    RDF,
    RDFS,
    SCHEMA,
    SH,
    VOCABULARIES,
    VOID,
    XSD,
)

_EXECUTABLES = {"select": SH.SPARQLSelectExecutable, "construct": SH.SPARQLConstructExecutable}
_ONTOLOGY = NamedNode(PLAN_BASE + "def")
"""What declares the prefixes."""
OVERVIEW = ".overview.nt"
"""Where a build keeps what `describe_data` gives, for the service description of a server."""


def document(base: str) -> NamedNode:
    """Name the document that describes all that is published, which is a graph of the store."""
    return NamedNode(f"{base}.well-known/void")


def publication(base: str) -> NamedNode:
    """Name all that is published, as a dataset."""
    return NamedNode(f"{base}.well-known/void#publication")


def describe_queries(base: str, endpoint: NamedNode) -> Iterator[Triple]:
    """Describe the named queries as examples for an endpoint, and the prefixes that they use.

    A parameter is a free variable of the text, with which the query answers for all its values.
    """
    for vocabulary in VOCABULARIES:
        node = NamedNode(f"{PLAN_BASE}def#prefix-{vocabulary.prefix}")
        yield Triple(_ONTOLOGY, SH.declare, node)
        yield Triple(node, RDF.type, SH.PrefixDeclaration)
        yield Triple(node, SH.term("prefix"), Literal(vocabulary.prefix))
        yield Triple(node, SH.term("namespace"), Literal(vocabulary.namespace, datatype=XSD.anyURI))
    for name in names():
        yield from _query(base, endpoint, load(name))


def query_iri(base: str, name: str) -> NamedNode:
    """Name a named query."""
    return NamedNode(f"{base}query/{name}")


def _query(base: str, endpoint: NamedNode, query: Query) -> Iterator[Triple]:
    node = query_iri(base, query.name)
    yield Triple(node, RDF.type, SH.SPARQLExecutable)
    yield Triple(node, RDF.type, _EXECUTABLES[query.form])
    for language in languages():
        summary = Literal(query.words("summary", language), language=language)
        yield Triple(node, RDFS.label, summary)
    # Tools show each comment as an example of its own.
    yield Triple(node, RDFS.comment, Literal(query.words("summary"), language="en"))
    yield Triple(node, DCTERMS.description, Literal(query.words("description"), language="en"))
    for tag in query.about.get("tags", ()):
        yield Triple(node, SCHEMA.keywords, Literal(str(tag)))
    yield Triple(node, SCHEMA.target, endpoint)
    yield Triple(node, SH.prefixes, _ONTOLOGY)
    yield Triple(node, SH.term(query.form), Literal(query.text.strip()))
    for parameter in query.parameters.values():
        yield from _parameter(node, query, parameter)


def _parameter(query_node: NamedNode, query: Query, parameter: Parameter) -> Iterator[Triple]:
    """Describe a parameter as SHACL does; its path ends with the name of the variable."""
    marks = "_" if parameter.required else "__"
    variable = "_".join(filter(None, (f"{marks}{parameter.name}", parameter.type)))
    node = NamedNode(f"{query_node.value}#{variable}")
    yield Triple(query_node, SH.parameter, node)
    yield Triple(node, RDF.type, SH.Parameter)
    yield Triple(node, SH.path, node)
    yield Triple(node, DCTERMS.identifier, Literal(parameter.name))
    labels = (query.own.get("parameters") or {}).get(parameter.name, {}).get("label") or {}
    for language, label in labels.items():
        yield Triple(node, SH.term("name"), Literal(str(label), language=language))
    optional = Literal(str(not parameter.required).lower(), datatype=XSD.boolean)
    yield Triple(node, SH.optional, optional)
    kind = parameter.type.removeprefix("xsd_")
    if kind == "iri":
        yield Triple(node, SH.nodeKind, SH.IRI)
    elif kind in XSD.terms:
        yield Triple(node, SH.datatype, XSD.term(kind))


def describe_data(
    base: str,
    endpoint: NamedNode,
    datasets: Sequence[NamedNode],
    counts: Iterable[Mapping[Path, int]],
) -> Iterator[Triple]:
    """Describe all plans together by classes and properties, with counts if there is one plan.

    What several plans say of shared things is in the store once, so their counts do not add up.

    Args:
        base: How the IRIs of the data begin.
        endpoint: Where the data are asked.
        datasets: The plans.
        counts: What was counted of each, taken one after the other.
    """
    whole = publication(base)
    yield Triple(document(base), RDF.type, VOID.DatasetDescription)
    yield Triple(whole, RDF.type, VOID.Dataset)
    yield Triple(whole, VOID.sparqlEndpoint, endpoint)
    for dataset in datasets:
        yield Triple(whole, VOID.subset, dataset)
    together: dict[Path, int] = {}
    for each in counts:
        together.update(each)

    def name(*path: str) -> NamedNode:
        parts = "/".join(quote(part, safe="") for part in path)
        return NamedNode(f"{document(base).value}#class/{parts}")

    yield from partitions.describe(whole, name, together, exact=len(datasets) == 1)
