"""The landing page of the ontology: every term in words, with diagrams and alignments."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from plan_graph.docs.diagram import DIAGRAMS, draw
from plan_graph.docs.terms import Ontology
from plan_graph.docs.words import WORDS
from plan_graph.pages.ask import statements
from plan_graph.pages.frame import render
from plan_graph.pages.said import Said
from plan_graph.pages.site import Visit
from plan_graph.vocab import PLAN_BASE


@cache
def _ontology() -> Ontology:
    return Ontology()


def page(visit: Visit) -> str:
    """Give the page of the ontology."""
    ontology, language = _ontology(), visit.language
    words, labels = WORDS[language], ontology.labels(language)
    said = Said(visit, statements(visit, "schemes"))
    return render(
        visit,
        "ontology.html",
        words=words,
        title=ontology.header("title", language),
        description=ontology.header("description", language),
        version=ontology.header("versionIRI"),
        namespace=ontology.header("preferredNamespaceUri"),
        prefix=ontology.header("preferredNamespacePrefix"),
        licence=ontology.header("license"),
        forms=[
            (name, visit.file(f"def{ending}"))
            for name, ending in (("Turtle", ".ttl"), ("JSON-LD", ".jsonld"),
                                 ("RDF/XML", ".rdf"), ("N-Triples", ".nt"))
        ],
        schemes=[
            said.thing(node)
            for node in said.subjects()
            if isinstance(node, NamedNode) and node.value.startswith(PLAN_BASE + "code/")
        ],
        diagrams=[
            {"title": words[each.name], "svg": draw(each, labels, words[each.name])}
            for each in DIAGRAMS
        ],
        classes=ontology.classes(language),
        properties=ontology.properties(language),
        json_ld={
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "@id": ontology.header("preferredNamespaceUri").removesuffix("#"),
            "name": ontology.header("title", language),
            "description": ontology.header("description", language),
            "license": ontology.header("license"),
        },
    )  # fmt: skip
