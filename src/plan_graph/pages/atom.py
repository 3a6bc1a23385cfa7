"""What was reported, as an Atom feed: who follows a plan, a part of it or a body is told."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode

from plan_graph.asking.answers.table import labels
from plan_graph.pages.ask import statements
from plan_graph.pages.layout import environment
from plan_graph.pages.progress import Report, follow
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said
from plan_graph.phrases import phrase

FOLLOWED = ("plan", "pillar", "objective", "organisation", "action")
"""The kinds of things on which reports can be followed."""
_MOST = 50


class Entry(NamedTuple):
    """One report, with the title of its action and the public address of the action's page."""

    report: Report
    title: str
    href: str


def address(visit: Visit, path: str) -> str:
    """Return the public address of the feed of a thing; '' where that of the site is unknown."""
    return visit.whole(f"feed/{visit.language}/{path}.atom")


def feed(visit: Visit) -> str:
    """Return the feed of what was reported on a thing, the latest first.

    Raises:
        LookupError: If there is no such thing, or nothing is reported on its kind.
    """
    thing = NamedNode(f"{visit.site.base}id/{visit.path}")
    if visit.path.partition("/")[0] not in FOLLOWED:
        raise LookupError(visit.path)
    said = Said(visit, statements(visit, "thing", thing=thing))
    if not list(said.facts(thing)):
        raise LookupError(visit.path)
    told = follow(visit, thing).latest(_MOST)
    titles = labels(visit.site.engine, {NamedNode(action) for action, _ in told}, visit.language)
    return environment().get_template("feed.xml").render(
        language=visit.language,
        title=phrase("pages.feed.title", visit.language, thing=said.name(thing).text),
        here=address(visit, visit.path),
        page=visit.whole(f"{visit.language}/{visit.path}.html"),
        day=told[0][1].day if told else visit.day.isoformat(),
        entries=[
            Entry(
                report,
                f"{report.status.text}: {titles.get(NamedNode(action), action)}",
                visit.whole(_page_of(visit, action)),
            )
            for action, report in told
        ],
        source=phrase("pages.progress.source", visit.language),
    )  # fmt: skip


def _page_of(visit: Visit, action: str) -> str:
    return f"{visit.language}/{action.removeprefix(visit.site.base + 'id/')}.html"
