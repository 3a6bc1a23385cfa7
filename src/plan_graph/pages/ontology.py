"""The landing page of the ontology: every term in words, with diagrams and alignments."""

from __future__ import annotations

from functools import cache

from pyoxigraph import NamedNode

from plan_graph.pages.ask import statements
from plan_graph.pages.layout import render
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said
from plan_graph.phrases import phrase
from plan_graph.publishing.ontology.documentation import Described, Ontology, diagrams
from plan_graph.vocab import PLAN_BASE


@cache
def _ontology() -> Ontology:
    return Ontology()


@cache
def _terms(language: str) -> tuple[list[Described], list[Described], list[dict[str, str]]]:
    """Return classes, properties and diagrams: those of an installation stay the same."""
    ontology = _ontology()
    drawn = diagrams(ontology, language)
    return ontology.classes(language), ontology.properties(language), drawn


def page(visit: Visit) -> str:
    """Return the page of the ontology."""
    ontology, language = _ontology(), visit.language
    classes, properties, drawn = _terms(language)
    said = Said(visit, statements(visit, "schemes"))
    return render(
        visit,
        "ontology.html",
        words=lambda key: phrase(f"ontology.{key}", language),
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
        diagrams=drawn,
        classes=classes,
        properties=properties,
        json_ld={
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "@id": ontology.header("preferredNamespaceUri").removesuffix("#"),
            "name": ontology.header("title", language),
            "description": ontology.header("description", language),
            "license": ontology.header("license"),
        },
    )  # fmt: skip
