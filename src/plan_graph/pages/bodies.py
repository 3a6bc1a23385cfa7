"""The list of all bodies and groups, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from pyoxigraph import NamedNode

from plan_graph.asking.search.index import Index
from plan_graph.pages.ask import Row, named, rows, statements
from plan_graph.pages.layout import render
from plan_graph.pages.paging import paged
from plan_graph.pages.pictures import as_data
from plan_graph.pages.plans import FEW
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said
from plan_graph.phrases import phrase
from plan_graph.text import fold
from plan_graph.vocab import PLAN, RDF

_ON_A_PAGE = 300


def page(visit: Visit) -> str:
    """Return the list of all bodies."""
    index = visit.site.index
    if index and len(index.plans) > FEW:
        listed = _of_index(visit, index)
    else:
        listed = _of_all_plans(rows(visit, "bodies-directory"))
    # A ministry is its own; that goes without saying.
    listed = [{**row, "ministry": ""} if row["ministry"] == row["body"] else row for row in listed]
    unknown = phrase("pages.bodies.unknown", visit.language)
    listed = [{**row, "kindLabel": unknown} if _is_unknown(row) else row for row in listed]
    listed.sort(key=lambda row: (_is_unknown(row), row["kindLabel"], _place(row)))
    of_kinds = Counter(row["kindLabel"] for row in listed)
    shown = paged(visit, listed, _ON_A_PAGE)
    by_kind = groupby(shown.items, key=lambda row: row["kindLabel"])
    kinds = [(kind, of_kinds[kind], list(rows_of_kind)) for kind, rows_of_kind in by_kind]
    data = as_data(visit, named("bodies-directory"))
    return render(visit, "bodies.html", kinds=kinds, pages=shown, data=data)


def _is_unknown(row: Row) -> bool:
    """Tell whether all that is known of a body is that it acts."""
    return row["kind"] == PLAN.Actor.value


def _place(row: Row) -> str:
    """Return what a body is looked up by in a list, where its short name stands first."""
    return fold(row["bodyShort"] or row["bodyLabel"])


TELLING_KINDS = {
    PLAN.Agency, PLAN.Organisation, PLAN.CollectiveActor, PLAN.WorkingGroup, PLAN.ActorGroup,
    PLAN.InternationalOrganisation,
}  # fmt: skip
"""What tells more of a body than that it is an actor."""
_FINER = {
    PLAN.Agency: {PLAN.Ministry},
    PLAN.Organisation: {PLAN.Agency, PLAN.InternationalOrganisation},
    PLAN.Actor: TELLING_KINDS,
}
"""The kinds that a list names a body by, but for those that are of a finer one."""
_KINDS = {PLAN.Ministry, *_FINER, *TELLING_KINDS}


def _of_index(visit: Visit, index: Index) -> list[Row]:
    """Return the bodies of many plans, of which the index has the number of their actions."""
    said, actions = Said(visit, statements(visit, "bodies")), index.actions_of_bodies()
    found = []
    for body in said.subjects():
        kinds = _KINDS & {*said.values(body, RDF.type)}
        if isinstance(body, NamedNode):
            own = [kind for kind in kinds if not _FINER.get(kind, set()) & kinds]
            found += [_row(said, body, kind, actions) for kind in own]
    return sorted(found, key=lambda row: row["body"])


def _row(said: Said, body: NamedNode, kind: NamedNode, actions: Mapping[str, int]) -> Row:
    above = min(said.things(body, PLAN.withinMinistry), default=None)
    return {
        "body": body.value,
        "bodyShort": said.thing(body).short,
        "bodyLabel": said.name(body).text,
        "kind": kind.value,
        "kindLabel": said.name(kind).text,
        "ministry": above.iri if above else "",
        "ministryLabel": above.name.text if above else "",
        "actions": str(actions.get(body.value, 0)),
    }


def _of_all_plans(listed: Iterable[Row]) -> list[Row]:
    """Join the rows of a body, one for each plan and ministry: actions add up over the plans."""
    found: dict[tuple[str, str], dict[str, Row]] = {}
    for row in listed:
        found.setdefault((row["kind"], row["body"]), {}).setdefault(row["plan"], row)
    return [
        {
            **next(iter(plans.values())),
            "actions": str(sum(int(r["actions"]) for r in plans.values())),
        }
        for plans in found.values()
    ]
