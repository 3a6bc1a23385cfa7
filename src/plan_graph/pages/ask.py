"""Ask the graph on behalf of a page: the named queries, and those that only pages need."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph import facts
from plan_graph.asking.queries import load, select
from plan_graph.asking.queries.dataset import within
from plan_graph.asking.queries.engine import Engine, Solutions
from plan_graph.asking.queries.template import Query
from plan_graph.pages.site import Visit

Row = Mapping[str, str]
"""The columns of an answer by name: the text of literals, the IRIs of things, '' for nothing."""
_FOLDER = Path(__file__).parent / "queries"


@cache
def named(name: str) -> Query:
    """Return a named query; they do not change while pages are made."""
    return load(name)


def rows(visit: Visit, name: str, **values: str) -> list[Row]:
    """Answer a named query, with labels in the language of the page."""
    query = named(name)
    given = {key: value for key, value in values.items() if value}
    if "lang" in query.parameters:
        given["lang"] = visit.language
    return _rows(select(visit.site.engine, query, given))


def _rows(solutions: Solutions) -> list[Row]:
    return [
        {
            name: term.value if isinstance(term, Literal | NamedNode) else str(term or "")
            for name, term in zip(solutions.variables, row, strict=True)
        }
        for row in solutions.rows
    ]


@cache
def _text(name: str) -> str:
    """Return a query; `$facts` and `$parts` in it stand for the links to all facts with nodes."""
    text = (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    things = {thing.name for thing in facts.THINGS}
    nodes = [kind for kind in facts.KINDS if kind.form is facts.Form.NODE]
    links = [str(kind.link) for kind in nodes if things & {*kind.on}]
    parts = [str(kind.link) for kind in nodes if not things & {*kind.on}]
    return text.replace("$facts", "|".join(links)).replace("$parts", "|".join(parts))


def own_rows(
    visit: Visit, name: str, about: NamedNode | None = None, **things: NamedNode
) -> list[Row]:
    """Answer a query that only pages need; `$name` in its text stands for a thing.

    It is asked of the plan of a thing that it is `about`, else of that of the thing if it has one.
    """
    return _rows(visit.site.engine.select(_filled(visit.site.engine, name, about, things)))


def statements(
    visit: Visit, name: str, about: NamedNode | None = None, **things: NamedNode
) -> tuple[Triple, ...]:
    """Return the triples of a CONSTRUCT query that only pages need, asked as `own_rows` does."""
    return visit.site.engine.construct(_filled(visit.site.engine, name, about, things))


def _filled(
    engine: Engine, name: str, about: NamedNode | None, things: Mapping[str, NamedNode]
) -> str:
    text = _text(name)
    for thing in (about,) if about else things.values():
        text = within(text, engine.graphs_about(thing))
    for key, thing in things.items():
        text = text.replace(f"${key}", str(thing))  # Serialised: it cannot end the term.
    return text
