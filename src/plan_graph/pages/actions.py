"""Actions as lists show them, with what they can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from pyoxigraph import NamedNode

from plan_graph.pages.progress import STATES, Followed, Progress
from plan_graph.pages.statements import Said, Thing
from plan_graph.text import fold
from plan_graph.vocab import PLAN, RDF

FACETS = {
    "ministry": (PLAN.accountableMinistry,),
    "agency": (PLAN.involves, PLAN.responsible, PLAN.partner),
    "partner": (PLAN.partner,),
    "funding": (PLAN.fundingKind,),
}
"""What actions can be filtered by, beside the year: the name of the field, and what it looks at."""
FIELDS = (*FACETS, "year", "status")
"""All fields of the filter but the words; the status is one of `progress.STATES`."""
RECURRING = "recurring"
"""The value of the field 'year' for actions that come again."""
OPEN = "open"
"""What stands for no date, where each action has a mark."""


class Item(NamedTuple):
    """One action in a list.

    Attributes:
        thing: The action.
        other_names: Its title in other languages, which searches look at too.
        responsible: Who is responsible.
        years: The years in which it is due, or the word for actions that come again.
        values: What it can be filtered by: the values of each field.
        progress: How far it is; None where nobody has reported on its plan.
    """

    thing: Thing
    other_names: str
    responsible: list[Thing]
    years: list[str]
    values: Mapping[str, list[str]]
    progress: Progress | None = None

    @property
    def folded(self) -> str:
        """The words that a search looks at, without case and diacritics."""
        return fold(f"{self.thing.code} {self.thing.name.text} {self.other_names}")


def items(said: Said, followed: Followed) -> dict[NamedNode, Item]:
    """Return the actions of which something is said, in the order of their plan."""
    found = said.ordered(said.instances(PLAN.Action))
    return {
        action: _item(said, action, followed.of(action.value))
        for action in found
        if isinstance(action, NamedNode)
    }


def _item(said: Said, action: NamedNode, progress: Progress | None) -> Item:
    years = _years(said, action)
    values = {
        field: list(dict.fromkeys(value_of(node.value) for link in links
                                  for node in said.nodes(action, link)))
        for field, links in FACETS.items()
    }  # fmt: skip
    return Item(
        said.thing(action),
        " ".join(words.text for words in said.other_names(action)),
        said.things(action, PLAN.responsible),
        years,
        {**values, "year": years, "status": [progress.state] if progress else []},
        progress,
    )


def _years(said: Said, action: NamedNode) -> list[str]:
    if said.values(action, PLAN.frequency):
        return [RECURRING]
    ends = [getattr(term, "value", "")[:4] for term in said.values(action, PLAN.endDate)]
    return sorted({year for year in ends if year.isdigit()})


def mark_of(item: Item) -> str:
    """Return what stands for when an action is due: its last year, that it recurs, or no date."""
    return item.years[-1] if item.years else OPEN


def value_of(iri: str) -> str:
    """Return the value that stands for a thing in a filter.

    >>> value_of("https://w3id.org/plan-graph/id/organisation/ro/mai")
    'ro/mai'
    >>> value_of("https://w3id.org/plan-graph/code/funding-kind/external")
    'external'
    """
    _, mark, name = iri.rpartition("/id/organisation/")
    return name if mark else iri.rpartition("/")[2]


def chosen(found: Iterable[Item], wanted: Mapping[str, str]) -> list[Item]:
    """Return the actions that have all the values, and in their titles all the words of 'q'."""
    fields = [(field, wanted[field]) for field in FIELDS if wanted.get(field)]
    searched = fold(wanted.get("q", "")).split()
    return [
        item
        for item in found
        if all(value in item.values[field] for field, value in fields)
        and all(word in item.folded for word in searched)
    ]


class Option(NamedTuple):
    """One value of a filter, with the words for it and how many actions have it."""

    value: str
    words: str
    number: int


def options(said: Said, found: Iterable[Item]) -> dict[str, list[Option]]:
    """Return the values of each filter that any action has, by their names."""
    counts: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for item in found:
        for field, values in item.values.items():
            counts[field].update(values)
    names = {
        value_of(node.value): said.thing(node)
        for node in said.subjects()
        if isinstance(node, NamedNode)
    }
    return {
        field: sorted(
            (
                Option(value, _words(names.get(value), value), count)
                for value, count in each.items()
            ),
            key=lambda option: (_rank(field, option.value), fold(option.words)),
        )
        for field, each in counts.items()
    }


def _rank(field: str, value: str) -> int:
    """Return where a value stands that has a place of its own: a status, not by its words."""
    return STATES.index(value) if field == "status" else 0


_FACETS = ("status", "funding", "year")
"""The filters whose values are shown as links, in their order."""
_MOST_VALUES = 10


class Facet(NamedTuple):
    """A filter as links: each value with what is left when it is chosen, and the query for that.

    The query of a value that is chosen leaves it out again. Of many values those that fewest
    actions have are `more`.
    """

    field: str
    values: list[tuple[Option, str, bool]]
    more: list[tuple[Option, str, bool]]


def facets(said: Said, every: list[Item], filters: Mapping[str, str]) -> list[Facet]:
    """Return the filters, counted among the actions that the other ones leave."""
    found = []
    for field in _FACETS:
        left = chosen(every, {**filters, field: ""})
        values = [
            (option, urlencode(query), option.value == filters[field])
            for option in options(said, left)[field]
            for given in ["" if option.value == filters[field] else option.value]
            for query in [{k: v for k, v in {**filters, field: given}.items() if v}]
        ]
        if len(values) > 1 or filters[field]:
            ranked = sorted(values, key=lambda each: (not each[2], -each[0].number))
            first = ranked if len(values) <= _MOST_VALUES else ranked[:_MOST_VALUES]
            more = [each for each in values if each not in first]
            found.append(Facet(field, [each for each in values if each in first], more))
    return found


def _words(thing: Thing | None, value: str) -> str:
    if thing is None:
        return value
    short = thing.short if thing.short and thing.short.isupper() else ""
    return f"{short} – {thing.name.text}" if short else thing.name.text


def is_action(said: Said, node: NamedNode) -> bool:
    """Tell whether a thing is an action."""
    return PLAN.Action in said.values(node, RDF.type)
