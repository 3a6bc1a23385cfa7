"""The SPARQL editor: a form that any browser can send, which a script makes an editor.

It completes the terms of the ontology, its codes and the vocabularies.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode

from plan_graph.asking.queries import aliases, names
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.mistakes import CODES, namespaces
from plan_graph.asking.store import ontology
from plan_graph.errors import QueryError, UsageError
from plan_graph.pages.answer import MOST_ROWS, asked
from plan_graph.pages.ask import named
from plan_graph.pages.fields import given, with_defaults
from plan_graph.pages.layout import render
from plan_graph.pages.pictures import address_of, guessed
from plan_graph.pages.questions import TOPICS
from plan_graph.pages.site import Visit
from plan_graph.phrases import Phrase, said, told
from plan_graph.vocab import PLAN, RDF, RDFS, SKOS, VOCABULARIES

_OWL = "http://www.w3.org/2002/07/owl#"
_KINDS = {
    _OWL + "Class": "class",
    _OWL + "ObjectProperty": "property",
    _OWL + "DatatypeProperty": "property",
    SKOS.Concept.value: "constant",
}
_About = Mapping[NamedNode, list[Any]]


@cache
def terms() -> str:
    """Return prefixes with their namespaces, and terms with words in each language, as JSON."""
    prefixes = namespaces()
    found = sorted(_own(prefixes), key=lambda term: term["name"])
    return json.dumps({"prefixes": prefixes, "terms": [*found, *_others()]}, ensure_ascii=False)


def _own(prefixes: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    said: defaultdict[NamedNode, defaultdict[NamedNode, list[Any]]]
    said = defaultdict(lambda: defaultdict(list))
    for triple in ontology():
        if isinstance(triple.subject, NamedNode):
            said[triple.subject][triple.predicate].append(triple.object)
    for thing, about in said.items():
        kinds = [_KINDS[kind.value] for kind in about.get(RDF.type, ()) if kind.value in _KINDS]
        if kinds and (name := _prefixed(thing.value, prefixes)):
            label = _words(about, RDFS.label) or _words(about, SKOS.prefLabel)
            definition = _words(about, SKOS.definition) or _words(about, RDFS.comment)
            yield {"name": name, "kind": kinds[0], "label": label, "about": definition}


def _prefixed(iri: str, prefixes: Mapping[str, str]) -> str:
    for prefix in (PLAN.prefix, *CODES):
        if iri.startswith(prefixes[prefix]):
            return f"{prefix}:{iri.removeprefix(prefixes[prefix])}"
    return ""


def _words(about: _About, predicate: NamedNode) -> dict[str, str]:
    literals = (each for each in about.get(predicate, ()) if isinstance(each, Literal))
    return {literal.language or "": literal.value for literal in literals}


def _others() -> Iterator[dict[str, Any]]:
    for vocabulary in VOCABULARIES:
        if vocabulary is not PLAN:
            for name in vocabulary.terms:
                kind = "class" if name[:1].isupper() else "property"
                yield {"name": f"{vocabulary.prefix}:{name}", "kind": kind}


_FIRST = """\
PREFIX plan: <https://w3id.org/plan-graph/def#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?code ?action ?actionLabel WHERE {
  ?action a plan:Action ;
    dcterms:identifier ?code ;
    dcterms:title ?actionLabel .
  FILTER(LANG(?actionLabel) = "%s")
}
ORDER BY ?code
LIMIT 20
"""
_FORMS = ("csv", "json")


def page(visit: Visit) -> str:
    """Return the page of the editor, with the answer if something is asked.

    Raises:
        LookupError: In a static site, where nothing could answer.
    """
    if visit.site.static:
        raise LookupError("sparql")
    query = visit.values.get("query", "").strip()
    answer, problem, drawn, line = None, "", None, 0
    if query:
        try:
            answer, solutions = asked(visit, query)
            drawn = guessed(visit, solutions) if solutions else None
        except UsageError as error:
            problem, line = said(told(error), visit.language), _line(told(error))
    return render(
        visit,
        "sparql.html",
        text=query or _example(visit),
        asked=bool(query),
        answer=answer,
        most=MOST_ROWS,
        problem=problem,
        line=line,
        drawn=drawn,
        share=address_of(visit, "sparql", {"query": query}) if query else "",
        files=[(form, _file(visit, query, form)) for form in _FORMS],
        examples=_examples(visit),
    )


def _line(problem: str) -> int:
    """Return the line of a query where a problem is, 0 if it is in none."""
    inner = problem.parts.get("error") if isinstance(problem, Phrase) else None
    line = inner.parts.get("line") if isinstance(inner, Phrase) else 0
    return line if isinstance(line, int) else 0


def _example(visit: Visit) -> str:
    """Return the text of the named query that is the example, with its values in place."""
    name = visit.values.get("example", "")
    if name not in (*names(), *aliases()):
        return _FIRST % visit.language
    query = named(name)
    values = with_defaults(visit, query, given(visit, query))
    needed = [each.name for each in query.parameters.values() if each.required]
    try:
        text = query.text if set(needed) - set(values) else bind(query, values, visit.site.engine)
    except QueryError:
        text = query.text
    return f"# {query.words('summary', visit.language)}\n{text.strip()}\n"


def _examples(visit: Visit) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the named queries by topic: what each asks, and its name."""
    listed = [named(name) for name in names()]
    return [
        (
            topic,
            [
                (query.name, query.words("summary", visit.language))
                for query in listed
                if query.about["tags"][0] == topic
            ],
        )
        for topic in TOPICS
    ]


def _file(visit: Visit, query: str, form: str) -> str:
    return f"{visit.file('sparql')}?{urlencode({'query': query, 'format': form})}"
