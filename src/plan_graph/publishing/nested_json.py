"""A plan as plain nested JSON that is JSON-LD too: pillars, objectives and actions in the plan.

The shape is that of `ontology/frame.jsonld`. Fragments of the document and what follows by
reasoning are left out; everything else that the graph states is in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import Triple

from plan_graph.errors import UsageError
from plan_graph.facts import KINDS, Form
from plan_graph.phrases import phrase
from plan_graph.rdf.jsonld import context, json_ld
from plan_graph.vocab import OA, PLAN, RDF

LEFT_OUT = "publishing.left_out.nested_json"

_Json = dict[str, Any]
_LEVELS = {
    "pillars": ("Pillar", "inPlan"),
    "generalObjectives": ("GeneralObjective", "inPillar"),
    "specificObjectives": ("SpecificObjective", "refines"),
    "actions": ("Action", "pursues"),
}
"""What stands within what: the class of the parts, and the property by which they name it."""
_OWNED = tuple(
    kind.link.value.removeprefix(PLAN.namespace)
    for kind in KINDS
    if kind.form is Form.NODE or (kind.form is Form.THING and "plan" in kind.on)
)
"""Links to things that stand within the thing that they belong to."""
_BESIDE = {
    "Subordination": "subordinations",
    "Concept": "concepts",
    "ConceptScheme": "concepts",
    **dict.fromkeys((kind for kind, _ in _LEVELS.values()), "unplaced"),
}
"""Where things stand that nothing owns; any other is among the bodies."""
_SOURCES = {PLAN.SourceFragment, PLAN.SourceDocument, OA.TextPositionSelector}


def nested_context() -> _Json:
    """Return the context of nested JSON: that of plans, with the links of parts turned round."""
    parts = {
        name: {"@reverse": f"plan:{link}", "@type": "@id"} for name, (_, link) in _LEVELS.items()
    }
    beside = dict.fromkeys(("bodies", *_BESIDE.values()), "@included")
    return {**context(), **parts, **beside}


def carried(triples: Sequence[Triple]) -> list[Triple]:
    """Return the triples that nested JSON carries: all that are not about the document."""
    sources = {t.subject for t in triples if t.predicate == RDF.type and t.object in _SOURCES}
    return [t for t in triples if t.subject not in sources and t.object not in sources]


def nested_json(triples: Sequence[Triple]) -> bytes:
    """Write the only plan of a graph as nested JSON.

    Raises:
        UsageError: If the graph holds no plan or several.
    """
    written = json.loads(json_ld(carried(triples)))
    nodes: dict[str, _Json] = {node["id"]: node for node in written["@graph"]}
    plans = [node for node in nodes.values() if "ActionPlan" in _listed(node["type"])]
    if len(plans) != 1:
        raise UsageError(phrase("publishing.nested_json.graph_holds_plans", plans=len(plans)))
    (plan,) = plans
    placed = {plan["id"]}
    for node in nodes.values():
        placed.update(_embed(node, nodes))
    for name, (kind, link) in _LEVELS.items():
        placed.update(_nest(name, kind, link, nodes))
    for iri, node in nodes.items():
        if iri not in placed:
            kinds = (_BESIDE[kind] for kind in _listed(node["type"]) if kind in _BESIDE)
            plan.setdefault(next(kinds, "bodies"), []).append(node)
    document = {"@context": nested_context(), **plan}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _nest(name: str, kind: str, link: str, nodes: dict[str, _Json]) -> Iterator[str]:
    """Put the things of a class into those that they name, in order, and name what was put."""
    parts = [node for node in nodes.values() if kind in _listed(node["type"])]
    for part in sorted(parts, key=lambda node: int(node.get("position", 0))):
        if nodes.get(str(part.get(link))):
            nodes[part.pop(link)].setdefault(name, []).append(part)
            yield part["id"]


def _embed(node: _Json, nodes: dict[str, _Json]) -> Iterator[str]:
    """Put what a thing owns into it, and name what was put."""
    for link in _OWNED:
        if link in node:
            owned = [nodes.get(iri, {"id": iri}) for iri in _listed(node[link])]
            node[link] = sorted(owned, key=lambda part: int(part.get("position", 0)))
            yield from (part["id"] for part in owned)


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]
