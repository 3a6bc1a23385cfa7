"""The SPARQL editor: a form that any browser can send, which a script makes an editor."""

from __future__ import annotations

from urllib.parse import urlencode

from plan_graph.errors import QueryError, UsageError
from plan_graph.pages.answer import MOST_ROWS, asked
from plan_graph.pages.ask import named
from plan_graph.pages.form import given, with_defaults
from plan_graph.pages.frame import render
from plan_graph.pages.questions import TOPICS
from plan_graph.pages.site import Visit
from plan_graph.queries import bind, names

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
    """Give the page of the editor, with the answer if something is asked.

    Raises:
        LookupError: In a static site, where nothing could answer.
    """
    if visit.site.static:
        raise LookupError("sparql")
    query = visit.values.get("query", "").strip()
    answer, problem = None, ""
    if query:
        try:
            answer = asked(visit, query)
        except UsageError as error:
            problem = str(error)
    return render(
        visit,
        "sparql.html",
        text=query or _example(visit),
        asked=bool(query),
        answer=answer,
        most=MOST_ROWS,
        problem=problem,
        files=[(form, _file(visit, query, form)) for form in _FORMS],
        examples=_examples(),
    )


def _example(visit: Visit) -> str:
    """Give the text of the named query that is the example, with its values in place."""
    name = visit.values.get("example", "")
    if name not in names():
        return _FIRST % visit.language
    query = named(name)
    values = with_defaults(visit, query, given(visit, query))
    needed = [each.name for each in query.parameters.values() if each.required]
    try:
        text = query.text if set(needed) - set(values) else bind(query, values, visit.site.engine)
    except QueryError:
        text = query.text
    return f"# {query.words('summary', visit.language)}\n{text.strip()}\n"


def _examples() -> list[tuple[str, list[str]]]:
    listed = [(name, named(name).about["tags"][0]) for name in names()]
    return [(topic, [name for name, tag in listed if tag == topic]) for topic in TOPICS]


def _file(visit: Visit, query: str, form: str) -> str:
    return f"{visit.file('sparql')}?{urlencode({'query': query, 'format': form})}"
