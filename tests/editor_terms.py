"""The terms that the SPARQL editor completes, written from the ontology and the vocabularies.

`python tests/editor_terms.py` writes `src/plan_graph/pages/static/terms.json` anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from plan_graph.resources import folder
from plan_graph.vocab import PLAN_BASE, VOCABULARIES

FILE = Path(__file__).parents[1] / "src" / "plan_graph" / "pages" / "static" / "terms.json"
_CODES = {"funding": "funding-kind", "indicator": "indicator-kind", "role": "role"}
_KINDS = {OWL.Class: "class", OWL.ObjectProperty: "property", OWL.DatatypeProperty: "property"}


def terms() -> str:
    """Give the text of the file: prefixes with their namespaces, and terms with their words."""
    prefixes = {vocabulary.prefix: vocabulary.namespace for vocabulary in VOCABULARIES}
    prefixes |= {prefix: f"{PLAN_BASE}code/{scheme}/" for prefix, scheme in _CODES.items()}
    found = [*_own(), *_codes(prefixes), *_others()]
    return json.dumps({"prefixes": prefixes, "terms": found}, ensure_ascii=False, indent=0) + "\n"


def _own() -> Iterator[dict[str, Any]]:
    graph = Graph().parse(folder("ontology") / "core.ttl")
    for kind, word in _KINDS.items():
        for term in sorted(map(str, graph.subjects(RDF.type, kind))):
            name = term.removeprefix(PLAN_BASE + "def#")
            if name != term:
                about = _words(graph, term, SKOS.definition) or _words(graph, term, RDFS.comment)
                yield {
                    "name": f"plan:{name}",
                    "kind": word,
                    "label": _words(graph, term, RDFS.label),
                    "about": about,
                }


def _codes(prefixes: dict[str, str]) -> Iterator[dict[str, Any]]:
    for prefix, scheme in _CODES.items():
        graph = Graph().parse(folder("ontology") / "codes" / f"{scheme}.ttl")
        for term in sorted(map(str, graph.subjects(RDF.type, SKOS.Concept))):
            name = term.removeprefix(prefixes[prefix])
            label = _words(graph, term, SKOS.prefLabel)
            yield {"name": f"{prefix}:{name}", "kind": "constant", "label": label}


def _others() -> Iterator[dict[str, Any]]:
    for vocabulary in VOCABULARIES[1:]:
        for name in vocabulary.terms:
            kind = "class" if name[:1].isupper() else "property"
            yield {"name": f"{vocabulary.prefix}:{name}", "kind": kind}


def _words(graph: Graph, term: str, predicate: URIRef) -> dict[str, str]:
    literals = (o for o in graph.objects(URIRef(term), predicate) if isinstance(o, Literal))
    return dict(sorted((o.language or "", str(o)) for o in literals))


if __name__ == "__main__":
    FILE.write_text(terms(), encoding="utf-8")
