"""The actions of a plan as rows and as CSV, for people with a spreadsheet.

CSV is that of RFC 4180, in UTF-8 with a byte order mark, which spreadsheets need to read it. Every
value is text, also one that begins like a formula; the same plan gives the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph import facts
from plan_graph.facts import Column, Form, Kind, Value
from plan_graph.rdf.graph import Graph, Thing
from plan_graph.vocab import DCTERMS, PLAN, RDF, SKOS

LEFT_OUT = "publishing.left_out.table"
"""What a reader of the table does not find."""

_LANGUAGES = ("ro", "en")
"""Those that every table has columns for; a plan in another language adds its own."""


class _Values:
    """The values of things, in what is stated and in what follows."""

    def __init__(self, *graphs: Graph) -> None:
        self._graphs = graphs

    def __getitem__(self, key: tuple[object, NamedNode]) -> list[object]:
        """Return the values of a property of a thing."""
        thing, name = key
        if not isinstance(thing, Thing):
            return []
        return [value for graph in self._graphs for value in graph.values(thing, name)]

    def instances(self, kind: NamedNode) -> list[Thing]:
        """Return the things of a class, in the order in which they come."""
        return [
            thing
            for graph in self._graphs
            for thing, kinds in graph.of_property(RDF.type).items()
            if kind in kinds
        ]


def action_rows(triples: Iterable[Triple], inferred: Iterable[Triple] = ()) -> list[dict[str, str]]:
    """Return one row for each action, in their order, with its values by the name of the column.

    Args:
        triples: What is stated.
        inferred: What follows from it, if that is apart.
    """
    values = _Values(Graph.of(triples), Graph.of(inferred))
    actions = values.instances(PLAN.Action)
    titles = (title for action in actions for title in values[action, DCTERMS.title])
    others = {title.language or "" for title in titles if isinstance(title, Literal)}
    languages = (*_LANGUAGES, *sorted(others - {"", *_LANGUAGES}))
    return [dict(_row(action, values, languages)) for action in dict.fromkeys(actions)]


def action_csv(triples: Sequence[Triple]) -> bytes:
    """Return the table of all actions, in their order."""
    return as_csv(action_rows(triples))


def as_csv(rows: Sequence[dict[str, str]]) -> bytes:
    """Write the rows of a table of actions."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else ["identifier"])
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _safe(text) for name, text in row.items()})
    return out.getvalue().encode("utf-8-sig")


def _row(action: object, values: _Values, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    def parts(link: NamedNode, name: NamedNode) -> list[object]:
        return [value for part in values[action, link] for value in values[part, name]]

    yield "identifier", _text(values[action, DCTERMS.identifier])
    yield "iri", _text([action])
    yield "pillar", _text(parts(PLAN.inPillar, DCTERMS.identifier))
    yield "objective", _text(parts(PLAN.pursues, DCTERMS.identifier))
    for language in languages:
        yield f"title_{language}", _text(values[action, DCTERMS.title], language)
    for kind in facts.told_on("action"):
        yield from _cells(action, [action], kind, values, languages)
        nodes = values[action, kind.link]
        for part in facts.told_on(kind.name):
            yield from _cells(action, nodes, part, values, languages)
    yield "words", _text(parts(PLAN.statedIn, PLAN.quote))


def _cells(
    action: object,
    wholes: Sequence[object],
    kind: Kind,
    values: _Values,
    languages: Sequence[str],
) -> Iterator[tuple[str, str]]:
    """Yield the cells of the facts of a kind that stand on some things."""
    found = [fact for whole in wholes for fact in values[whole, kind.link]]
    for column in kind.table:
        if column.has:
            yield column.name, "yes" if column.has in values[action, RDF.type] else "no"
        elif not column.values:
            yield column.name, _codes(found)
        elif column.is_translated:
            (name,) = column.values
            labels = [label for fact in found for label in values[fact, kind.value(name).link]]
            for language in languages:
                yield f"{column.name}_{language}", _text(labels, language)
        elif column.name:
            yield column.name, _joined(found, kind, column, values)
        else:
            link = kind.value(kind.apart).link
            for code in kind.parts:
                own = [fact for fact in found if _codes(values[fact, link]) == code]
                yield code, _joined(own, kind, column, values)


def _joined(found: Sequence[object], kind: Kind, column: Column, values: _Values) -> str:
    """Return the values of each fact in one cell, those of a fact together."""
    said, joint = [], column.joint if len(column.values) > 1 else "; "
    for fact in found:
        needed = (values[fact, kind.value(name).link] for name in column.needs)
        if column.needs and not any(needed):
            continue
        texts = [
            text
            for name in column.values
            for value in [kind.value(name)]
            for term in values[fact, value.link]
            if (text := value.sign + _said(term, value, values))
        ]
        said += [joint.join(texts)] if texts else []
    return "; ".join(said)


def _said(term: object, value: Value, values: _Values) -> str:
    if value.form is Form.BODY:
        return _text([*values[term, SKOS.notation], *values[term, SKOS.prefLabel]][:1])
    return _codes([term]) if value.form is Form.CODE else _text([term])


def _text(terms: Iterable[object], language: str = "") -> str:
    found = (
        term.value
        for term in terms
        if isinstance(term, NamedNode)
        or (isinstance(term, Literal) and (not language or term.language == language))
    )
    return "; ".join(found)


def _codes(terms: Iterable[object]) -> str:
    return "; ".join(t.value.rpartition("/")[2] for t in terms if isinstance(t, NamedNode))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
