"""The media types of answers, and which of them a client would rather have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple


class Format(NamedTuple):
    """One form of an answer.

    Attributes:
        name: How the worker knows it, such as 'turtle'.
        media_type: What `Content-Type` says, with its character set.
        suffix: The ending of a file name, such as '.ttl'.
        aliases: Other media types that ask for it.
        short: What clients call it in an address, beside its name.
    """

    name: str
    media_type: str
    suffix: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """All media types that ask for it, without parameters."""
        return (self.media_type.partition(";")[0], *self.aliases)

    @property
    def names(self) -> frozenset[str]:
        """All that asks for it in an address: names and media types."""
        return frozenset((self.name, *self.short, *self.types))


SOLUTIONS = (
    Format("json", "application/sparql-results+json", ".srj", ("application/json",)),
    Format("xml", "application/sparql-results+xml", ".srx", ("application/xml", "text/xml")),
    Format("csv", "text/csv; charset=utf-8", ".csv"),
    Format("tsv", "text/tab-separated-values; charset=utf-8", ".tsv"),
)
"""The forms of a table or of yes and no; the first is for those who do not care."""

TURTLE = Format(
    "turtle",
    "text/turtle; charset=utf-8",
    ".ttl",
    ("application/x-turtle", "application/turtle", "text/n3", "text/rdf+n3"),
    ("ttl", "n3"),
)
"""Every document in Turtle is one in Notation3."""
N_TRIPLES = Format(
    "n-triples", "application/n-triples", ".nt", ("text/plain",), ("nt", "ntriples", "n3triples")
)
RDF_XML = Format(
    "rdf-xml",
    "application/rdf+xml",
    ".rdf",
    ("application/xml", "text/xml"),
    ("xml", "rdf", "rdf+xml", "rdfxml"),
)
JSON_LD = Format(
    "json-ld",
    "application/ld+json",
    ".jsonld",
    ("application/json", "application/x-json+ld"),
    ("json", "jsonld"),
)
HTML = Format("html", "text/html; charset=utf-8", ".html", ("application/xhtml+xml",))
DATASETS = (
    Format("n-quads", "application/n-quads", ".nq", (), ("nq", "nquads")),
    Format("trig", "application/trig", ".trig"),
)
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD)
"""The forms of a graph."""

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*((?:;[^,]*)?)")
_WEIGHT = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)


@lru_cache(maxsize=512)
def acceptable(accept: str, offers: Sequence[Format]) -> tuple[Format, ...]:
    """Return the offers that a client takes, the best first; in doubt in the order of the offers.

    An empty header, or one without any media range, takes everything (RFC 9110, 12.5.1).

    >>> [f.name for f in acceptable("text/csv;q=0.5, application/json", SOLUTIONS)]
    ['json', 'csv']
    >>> acceptable("image/png", SOLUTIONS)
    ()
    """
    ranges = _ranges(accept)
    if not ranges:
        return tuple(offers)
    weighted = [(max(_weight(kind, ranges) for kind in offer.types), offer) for offer in offers]
    # Among forms of equal weight the one that is asked for by name comes before a wildcard.
    return tuple(
        offer
        for weight, offer in sorted(weighted, key=lambda pair: pair[0], reverse=True)
        if weight[0] > 0
    )


def named(names: Sequence[str], offers: Sequence[Format]) -> tuple[Format, ...]:
    """Return the offers that names or media types in an address ask for.

    >>> [f.name for f in named(["xml"], SOLUTIONS)], [f.name for f in named(["xml"], GRAPHS)]
    (['xml'], ['rdf-xml'])
    """
    wanted = {name.lower() for name in names}
    return tuple(offer for offer in offers if wanted & offer.names)


def _ranges(accept: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(","):
        match = _RANGE.fullmatch(part)
        if not match:
            continue
        weight = _WEIGHT.search(match[3])
        found[f"{match[1]}/{match[2]}".lower()] = float(weight[1]) if weight else 1.0
    return found


def _weight(kind: str, ranges: Mapping[str, float]) -> tuple[float, int]:
    """Return the weight of a media type and how closely it was asked for."""
    main = kind.partition("/")[0]
    for closeness, name in ((2, kind), (1, f"{main}/*"), (0, "*/*")):
        if name in ranges:
            return ranges[name], closeness
    return 0.0, 0


def by_suffix(path: str, offers: Sequence[Format]) -> tuple[str, Format | None]:
    """Split a path that ends with the suffix of an offer.

    >>> by_suffix("id/a.ttl", GRAPHS)[0]
    'id/a'
    >>> by_suffix("id/a.b", GRAPHS)
    ('id/a.b', None)
    """
    for offer in offers:
        if path.endswith(offer.suffix):
            return path.removesuffix(offer.suffix), offer
    return path, None
