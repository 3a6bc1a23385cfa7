"""Pictures of answers on pages: for a wide column and a phone, with files, source and address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from plan_graph.asking import pictures
from plan_graph.asking.answers.files import FORMS
from plan_graph.asking.answers.table import labels, unlabelled
from plan_graph.asking.pictures.png import can_draw
from plan_graph.asking.queries.engine import Solutions
from plan_graph.asking.queries.template import Query
from plan_graph.pages.layout import licence_name
from plan_graph.pages.progress import follow
from plan_graph.pages.site import Visit
from plan_graph.publishing.void import licence_of


class Shown(NamedTuple):
    """A picture as a page shows it.

    Attributes:
        name: The query.
        wide: The drawing for a column of text.
        narrow: The drawing for a phone.
        footer: What was left out, and the source.
        page: Where the picture has a page of its own, '' if this is the page.
        files: The files of it: form and address.
    """

    name: str
    wide: Markup
    narrow: Markup
    footer: Sequence[str]
    page: str
    files: Sequence[tuple[str, str]]


def shown(
    visit: Visit, query: Query, solutions: Solutions, values: Mapping[str, str]
) -> Shown | None:
    """Return the picture of an answer, None if none is declared or there is nothing to show."""
    if not pictures.declares(query):
        return None
    made, wide, narrow = _fitting(visit, query, _with_progress(visit, query, solutions))
    if not made.parts:
        return None
    path = f"picture/{query.name}"
    return Shown(
        query.name,
        # The picture is made of elements, not of text: what stands in the data is escaped.
        Markup(wide),
        Markup(narrow),
        pictures.footer(made, pictures.Origin()),
        "" if visit.path == path else linked(visit.page(path), **values),
        [*picture_files(visit, query, values), *table_files(visit, query, values)],
    )


_FEWEST = 10
"""So many marks are shown however long their names are."""
_MOST_LETTERS = 50_000
"""So long are the drawings of a picture on a page together, that the page is quickly there."""


def _fitting(visit: Visit, query: Query, solutions: Solutions) -> tuple[pictures.Picture, str, str]:
    """Return a picture with its drawings: of as many marks as a page has room for."""
    room = None
    while True:
        made = pictures.picture(query, solutions, visit.language, room)
        wide, narrow = (
            pictures.drawing(made, width, lambda thing: _link(visit, thing))
            for width in (pictures.WIDE, pictures.NARROW)
        )
        marks = sum(len(part.marks) for part in made.parts)
        letters = len(wide) + len(narrow)
        if letters <= _MOST_LETTERS or marks <= _FEWEST:
            return made, wide, narrow
        room = max(_FEWEST, int(marks * 0.95 * _MOST_LETTERS / letters))


_MOST_FOLLOWED = 100
"""So many rows of an answer are shown with how far each is; a picture of times has no more."""


def _with_progress(visit: Visit, query: Query, solutions: Solutions) -> Solutions:
    """Return an answer about the times of actions with how far each is on the day."""
    names = solutions.variables
    if not pictures.is_of_times(query) or not {"action", "plan"} <= {*names}:
        return solutions
    action, plan = names.index("action"), names.index("plan")
    plans = dict.fromkeys(row[plan] for row in solutions.rows[:_MOST_FOLLOWED])
    found = [follow(visit, each) for each in plans if isinstance(each, NamedNode)]
    known = {name: each for one in found for name, each in one.by_action.items()}
    rows = []
    for row in solutions.rows:
        thing = row[action]
        each = known.get(thing.value) if isinstance(thing, NamedNode) else None
        more = (Literal(each.words.text), Literal(each.state)) if each else (None, None)
        rows.append((*row, *more))
    return Solutions((*names, "progress", "state"), tuple(rows), solutions.cut)


def guessed(visit: Visit, solutions: Solutions) -> Markup | None:
    """Return a chart of an answer to a query of one's own, None if it is no name and number."""
    known = labels(visit.site.engine, unlabelled(solutions), visit.language)
    made = pictures.guessed(solutions, known, visit.language)
    if made is None:
        return None
    return Markup(pictures.drawing(made, pictures.WIDE, lambda thing: _link(visit, thing)))


def picture_file(visit: Visit, query: Query, solutions: Solutions) -> str:
    """Return a picture as SVG for use elsewhere, with licence and address in it."""
    made = pictures.picture(query, _with_progress(visit, query, solutions), visit.language)
    own = {name: value for name, value in visit.values.items() if name != "lang"}
    address = address_of(visit, f"picture/{query.name}", own)
    licence = licence_of(visit.site.build)
    return pictures.svg(made, pictures.Origin(licence_name(licence) if licence else "", address))


def address_of(visit: Visit, path: str, values: Mapping[str, str]) -> str:
    """Return the public address of a page with its values, '' if it is not known."""
    page = visit.page(path).removeprefix(visit.root)
    return visit.site.address and linked(visit.site.address + page, **values)


def picture_files(visit: Visit, query: Query, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the files of a picture: form and address."""
    forms = ("svg", "png") if can_draw() else ("svg",)
    at = f"chart/{visit.language}/{query.name}"
    return [(form, linked(visit.file(f"{at}.{form}"), **values)) for form in forms]


def table_files(visit: Visit, query: Query, values: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the files of an answer for people: form and address."""
    at = f"table/{visit.language}/{query.name}"
    return [(form, linked(visit.file(f"{at}.{form}"), **values)) for form in FORMS]


def card_of(visit: Visit, path: str) -> str:
    """Return the public address of the picture by which a page is shared, '' where none is drawn.

    A static site has only those of plans.
    """
    if not (visit.site.address and can_draw()):
        return ""
    if visit.site.static:
        path = f"plan/{path.split('/')[1]}"
    return visit.whole(f"card/{visit.language}/{path}.png")


def shared(visit: Visit, query: Query, values: Mapping[str, str]) -> str:
    """Return the public address of a picture as PNG, '' where none is drawn."""
    if not (visit.site.address and can_draw()):
        return ""
    return linked(visit.whole(f"chart/{visit.language}/{query.name}.png"), **values)


def data_file(visit: Visit, query: Query, values: Mapping[str, str], form: str) -> str:
    """Return the address of the answer as a file for programs."""
    if visit.site.static:
        return visit.file(f"query/{visit.language}/{query.name}.{form}")
    language = {"lang": visit.language} if "lang" in query.parameters else {}
    return linked(visit.file(f"query/{query.name}.{form}"), **values, **language)


MEDIA_TYPES = {
    "csv": "text/csv", "json": "application/json", "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
"""The media types of the files of answers, by form."""


def as_data(visit: Visit, query: Query) -> list[tuple[str, str, str]]:
    """Return what a page shows as files: form, media type and address of each."""
    files = [*table_files(visit, query, {}), ("json", data_file(visit, query, {}, "json"))]
    return [(form, MEDIA_TYPES[form], address) for form, address in files]


def linked(address: str, **values: str) -> str:
    """Return an address with values behind it."""
    return f"{address}?{urlencode(values)}" if values else address


def _link(visit: Visit, thing: pictures.Thing) -> str:
    return visit.thing(thing.iri) if thing.iri else ""
