"""What changed in a catalogue, as a feed that harvesters follow: DCAT-AP Feed on LDES 1.0.

The feed is files: `feed.trig` leads to one page a year. An activity is never changed: what differs
from the last one about a thing is a new one, on the day that the publisher says it was modified.
An update of a dataset says in words what changed in its plan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from plan_graph.errors import DataError
from plan_graph.phrases import phrase
from plan_graph.vocab import (
    ACTIVITIES,
    ADMS,
    CATALOGUE_VOCABULARIES,
    DCAT,
    DCTERMS,
    FOAF,
    LDES,
    RDF,
    TREE,
    VCARD,
    XSD,
)

_SHAPE = NamedNode("https://semiceu.github.io/LDES-DCAT-AP-feeds/shape.ttl#ActivityShape")
_STANDALONE = (VCARD.Kind, FOAF.Agent, DCAT.DataService, DCAT.Dataset, DCAT.Catalog)
"""What has activities of its own, in an order in which nothing is named before it is there."""
_PREFIXES = {
    vocabulary.prefix: vocabulary.namespace
    for vocabulary in (*CATALOGUE_VOCABULARIES, ACTIVITIES, LDES, TREE, ADMS)
}
ROOT = "feed.trig"


@dataclass(frozen=True)
class Activity:
    """One change of one thing.

    Attributes:
        name: Its IRI.
        kind: as:Create, as:Update or as:Delete.
        thing: What changed.
        published: The day.
        payload: All that the catalogue says of the thing from then on; nothing if it is gone.
    """

    name: NamedNode
    kind: NamedNode
    thing: NamedNode
    published: date
    payload: tuple[Triple, ...] = ()

    def quads(self) -> Iterator[Quad]:
        """Yield the activity, and what it says in a graph of its own."""
        time = Literal(f"{self.published.isoformat()}T00:00:00Z", datatype=XSD.dateTime)
        yield Quad(self.name, RDF.type, self.kind)
        yield Quad(self.name, ACTIVITIES.object, self.thing)
        yield Quad(self.name, ACTIVITIES.published, time)
        for triple in self.payload:
            yield Quad(triple.subject, triple.predicate, triple.object, self.name)


def read(pages: Iterable[bytes]) -> list[Activity]:
    """Return the activities of the pages of a feed, as they were written."""
    found = []
    for page in pages:
        quads = list(parse(page, format=RdfFormat.TRIG))
        payloads: dict[object, list[Triple]] = {}
        said: dict[object, dict[NamedNode, NamedNode | Literal]] = {}
        for quad in quads:
            if isinstance(quad.graph_name, NamedNode):
                payloads.setdefault(quad.graph_name, []).append(quad.triple)
            else:
                said.setdefault(quad.subject, {})[quad.predicate] = quad.object
        for name, about in said.items():
            thing, kind = about.get(ACTIVITIES.object), about.get(RDF.type)
            if isinstance(name, NamedNode) and isinstance(thing, NamedNode):
                day = date.fromisoformat(about[ACTIVITIES.published].value[:10])
                payload = tuple(payloads.get(name, ()))
                found.append(Activity(name, kind, thing, day, payload))  # type: ignore[arg-type]
    return found


def changes(
    address: str,
    earlier: Sequence[Activity],
    catalogue: Sequence[Triple],
    notes: Mapping[NamedNode, str],
) -> list[Activity]:
    """Return the activities that make the catalogue of what the feed says so far.

    Args:
        address: Where the feed is, ends with a slash.
        earlier: The activities so far.
        catalogue: The catalogue now.
        notes: What changed in words, by dataset.

    Raises:
        DataError: If something changed, and the day of its change is not later than that of the
            last activity about it.
    """
    last: dict[NamedNode, Activity] = {}
    for activity in sorted(earlier, key=lambda activity: activity.published):
        last[activity.thing] = activity
    entities = _entities(catalogue)
    today = _modified(catalogue, ())
    found = []
    for thing, payload in entities.items():
        before = last.get(thing)
        if before and set(_without_notes(before.payload)) == set(payload):
            continue
        is_new = before is None or before.kind == ACTIVITIES.Delete
        day = _modified(payload, catalogue) or today
        _check_later(thing, day, before)
        kind = ACTIVITIES.Create if is_new else ACTIVITIES.Update
        note = notes.get(thing, "") if kind == ACTIVITIES.Update else ""
        noted = (Triple(thing, ADMS.versionNotes, Literal(note)),) if note else ()
        found.append(_activity(address, kind, thing, day, (*payload, *noted)))
    for thing, before in last.items():
        if thing not in entities and before.kind != ACTIVITIES.Delete:
            _check_later(thing, today, before)
            found.append(_activity(address, ACTIVITIES.Delete, thing, today, ()))
    return found


def _activity(
    address: str, kind: NamedNode, thing: NamedNode, day: date, payload: tuple[Triple, ...]
) -> Activity:
    digest = hashlib.sha256(f"{kind} {thing} {day}".encode())
    for line in sorted(map(str, payload)):
        digest.update(line.encode())
    name = NamedNode(f"{address}{_page(day)}#{digest.hexdigest()[:16]}")
    return Activity(name, kind, thing, day, payload)


def _check_later(thing: NamedNode, day: date, before: Activity | None) -> None:
    if before and day <= before.published:
        raise DataError(
            "catalogue.toml",
            phrase("publishing.feed.not_later", thing=thing.value, day=before.published),
        )


def _without_notes(payload: Iterable[Triple]) -> list[Triple]:
    return [triple for triple in payload if triple.predicate != ADMS.versionNotes]


def _modified(payload: Iterable[Triple], catalogue: Iterable[Triple]) -> date:
    """Return the latest day on which something was modified; else that of the whole catalogue."""
    for triples in (payload, catalogue):
        days = [t.object.value for t in triples if t.predicate == DCTERMS.modified]  # type: ignore[union-attr]
        if days:
            return date.fromisoformat(max(map(str, days)))
    return date.min


def _entities(catalogue: Sequence[Triple]) -> dict[NamedNode, tuple[Triple, ...]]:
    """Return what is said of each thing, with what it links to that is none of its own."""
    about: dict[object, list[Triple]] = {}
    for triple in catalogue:
        about.setdefault(triple.subject, []).append(triple)
    kinds = {
        t.subject: _STANDALONE.index(t.object)
        for t in catalogue
        if t.predicate == RDF.type and t.object in _STANDALONE and isinstance(t.subject, NamedNode)
    }
    ordered = sorted(kinds, key=lambda node: (kinds[node], node.value))
    return {node: tuple(_closure(node, about, set(ordered))) for node in ordered}


def _closure(
    node: NamedNode, about: Mapping[object, list[Triple]], others: set[NamedNode]
) -> Iterator[Triple]:
    waiting: list[object] = [node]
    seen = {node}
    while waiting:
        for triple in about.get(waiting.pop(), ()):
            yield triple
            target = triple.object
            if isinstance(target, NamedNode) and target not in seen | others:
                seen.add(target)
                waiting.append(target)


def pages(address: str, title: str, activities: Sequence[Activity]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a feed, the one that leads to the others first."""
    stream, root = NamedNode(f"{address}{ROOT}#feed"), NamedNode(address + ROOT)
    head = [
        Quad(stream, RDF.type, LDES.EventStream),
        Quad(stream, DCTERMS.title, Literal(title)),
        Quad(stream, TREE.shape, _SHAPE),
        Quad(stream, LDES.timestampPath, ACTIVITIES.published),
        Quad(stream, LDES.versionOfPath, ACTIVITIES.object),
        Quad(stream, TREE.view, root),
        Quad(root, RDF.type, TREE.Node),
    ]
    by_page: dict[str, list[Activity]] = {}
    for activity in sorted(activities, key=lambda each: (each.published, each.name.value)):
        by_page.setdefault(_page(activity.published), []).append(activity)
    for name, group in by_page.items():
        head += _relations(root, address, name, group[0].published.year)
    yield ROOT, _trig(head)
    for name, group in by_page.items():
        members = [Quad(stream, TREE.member, each.name) for each in group]
        yield name, _trig([*members, *(quad for each in group for quad in each.quads())])


def _relations(root: NamedNode, address: str, page: str, year: int) -> Iterator[Quad]:
    """Say which activities are on a page: those of a year."""
    bounds = (
        ("from", TREE.GreaterThanOrEqualToRelation, year),
        ("until", TREE.LessThanRelation, year + 1),
    )
    for end, kind, bound in bounds:
        relation = NamedNode(f"{root.value}#{end}-{bound}-{year}")
        yield Quad(root, TREE.relation, relation)
        yield Quad(relation, RDF.type, kind)
        yield Quad(relation, TREE.node, NamedNode(address + page))
        yield Quad(relation, TREE.path, ACTIVITIES.published)
        time = Literal(f"{bound}-01-01T00:00:00Z", datatype=XSD.dateTime)
        yield Quad(relation, TREE.value, time)


def _page(day: date) -> str:
    return f"feed-{day.year}.trig"


def _trig(quads: Sequence[Quad]) -> bytes:
    ordered = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))
    return serialize(ordered, format=RdfFormat.TRIG, prefixes=_PREFIXES) or b""
