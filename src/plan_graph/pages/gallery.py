"""The pages of pictures: some together, each on a page of its own, and each for pages of others."""

from __future__ import annotations

from collections.abc import Mapping

from plan_graph.asking import pictures
from plan_graph.asking.queries import names
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.engine import Solutions
from plan_graph.asking.queries.template import Query
from plan_graph.errors import QueryError
from plan_graph.pages.answer import Table, most_rows, table
from plan_graph.pages.ask import named
from plan_graph.pages.fields import fields, given, lacks, problem_with, with_defaults
from plan_graph.pages.layout import licence_name, render
from plan_graph.pages.pictures import Shown, address_of, linked, shared, shown
from plan_graph.pages.plans import FEW
from plan_graph.pages.site import Site, Visit
from plan_graph.phrases import ENGLISH
from plan_graph.publishing.void import licence_of

TOGETHER = (
    "actions-by-ministry",
    "deadlines-per-date",
    "funding-kinds",
    "ministries-by-pillar",
    "indicators-by-kind",
)
"""The questions whose pictures are shown together."""
_PLAN = "plan"


def page(visit: Visit) -> str:
    """Return the page of pictures: some of them, and links to all, for one plan or for all.

    Of many plans it is about one, the first, until another is chosen.
    """
    asked = named(TOGETHER[0])
    values = {name: value for name, value in given(visit, asked).items() if name == _PLAN}
    index = visit.site.index
    if index and len(index.plans) > FEW:
        values.setdefault(_PLAN, index.plans[0].iri)
    drawn, problem = [], None
    try:
        drawn = [each for name in TOGETHER if (each := _shown(visit, named(name), values)[0])]
    except QueryError as error:
        problem = problem_with(visit, asked, error)
    choice = [field for field in fields(visit, asked, values) if field.name == _PLAN]
    others = [named(name) for name in declared() if name not in TOGETHER]
    return render(
        visit, "pictures.html", shown=[(named(each.name), each) for each in drawn],
        others=[(query, linked(visit.page(f"picture/{query.name}"), **values)) for query in others],
        fields=choice, problem=problem,
    )  # fmt: skip


def declared() -> list[str]:
    """List the questions that have a picture."""
    return [name for name in names() if pictures.declares(named(name))]


def shows(site: Site, name: str) -> bool:
    """Tell whether a picture shows something where nothing is chosen."""
    query, visit = named(name), Visit(site, ENGLISH, f"picture/{name}")
    return not lacks(query, {}) and _shown(visit, query, {})[0] is not None


def one(visit: Visit) -> str:
    """Return the page of one picture, with its numbers as a table beside it.

    Raises:
        LookupError: If there is no such picture.
    """
    query, values = _asked(visit)
    picture, answer, problem = None, None, None
    try:
        picture, answer = _shown(visit, query, values)
    except QueryError as error:
        problem = problem_with(visit, query, error)
    embedded = f"embed/{query.name}"
    return render(
        visit,
        "picture.html",
        image=shared(visit, query, values) if picture else "",
        query=query,
        fields=fields(visit, query, values),
        shown=picture,
        answer=answer,
        problem=problem,
        question=linked(visit.page(f"question/{query.name}"), **values),
        share=address_of(visit, visit.path, values),
        embed=linked(visit.page(embedded), **values),
        embed_address=address_of(visit, embedded, values),
    )


def embed(visit: Visit) -> str:
    """Return one picture alone, to stand in a page of somebody else.

    Raises:
        LookupError: If there is no such picture, or nothing to show.
    """
    query, values = _asked(visit)
    try:
        picture, _ = _shown(visit, query, values)
    except QueryError:
        picture = None
    if picture is None:
        raise LookupError(visit.path)
    licence = licence_of(visit.site.build)
    return render(
        visit,
        "embed.html",
        query=query,
        shown=picture,
        terms=licence_name(licence) if licence else "",
        address=address_of(visit, f"picture/{query.name}", values),
    )


def _asked(visit: Visit) -> tuple[Query, dict[str, str]]:
    name = visit.path.partition("/")[2]
    if name not in declared():
        raise LookupError(name)
    query = named(name)
    values = given(visit, query)
    if lacks(query, values):
        raise LookupError(name)
    return query, values


_MOST_ROWS = 2_000


def _shown(
    visit: Visit, query: Query, values: Mapping[str, str]
) -> tuple[Shown | None, Table | None]:
    """Return the picture and the table of an answer.

    Raises:
        QueryError: If a value is unknown or of the wrong form.
    """
    engine = visit.site.engine
    text = bind(query, with_defaults(visit, query, values), engine)
    found: Solutions = engine.select(f"{text}\nLIMIT {_MOST_ROWS}")
    return shown(visit, query, found, values), table(visit, found, query, most_rows(query))
