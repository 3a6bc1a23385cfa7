"""The only maker of IRIs.

Things are named `<base>id/<kind>/<scope>/<code>`; nothing is a blank node, and the
same input always gives the same names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, urlsplit

from pyoxigraph import NamedNode

from plan_graph.errors import UsageError
from plan_graph.phrases import phrase
from plan_graph.text import Passage, latin
from plan_graph.vocab import PLAN_BASE

DEFAULT_BASE = PLAN_BASE
"""The base of data IRIs unless a publisher gives another."""
_LONGEST_SLUG = 200
"""The most characters of a slug: file systems take 255 bytes, and an ending comes behind it."""


def slug(text: str) -> str:
    """Return words a form fit for an IRI and a file: lower-case ASCII letters, digits, hyphens.

    >>> slug("Instituţia Prefectului")
    'institutia-prefectului'
    >>> slug("Υπουργείο Υγείας"), slug("Министерство на здравеопазването")
    ('ypourgeio-ygeias', 'ministerstvo-na-zdraveopazvaneto')
    >>> slug("水利部 2")
    '6c34-5229-90e8-2'
    """
    words = re.sub(r"[^a-z0-9]+", "-", latin(text)).strip("-")
    if len(words) > _LONGEST_SLUG:
        words = f"{words[: _LONGEST_SLUG - 17]}-{sha256(words.encode()).hexdigest()[:16]}"
    return words or "-".join(f"{ord(letter):x}" for letter in text.strip())


@lru_cache(maxsize=4096)
def code_path(code: str) -> str:
    """Return the code of a thing the form that it has in IRIs; a slash would part it there.

    >>> code_path("A.1.a) bis/2")
    'A.1.a-bis-2'
    """
    return quote(re.sub(r"[\s/()]+", "-", code).strip("-") or code, safe=".-~_")


@lru_cache(maxsize=1024)
def _quoted(term: str) -> str:
    return quote(term, safe="")


def concept(scheme: str, code: str) -> NamedNode:
    """Name a concept of our own code lists, such as `code/role/partner`."""
    return NamedNode(f"{PLAN_BASE}code/{scheme}/{code}")


def catalogue(base: str, part: str = "") -> NamedNode:
    """Name the catalogue of all datasets, or something that it describes within itself."""
    return NamedNode(f"{base}catalogue#{part}" if part else f"{base}catalogue")


def endpoint(base: str) -> NamedNode:
    """Name the SPARQL endpoint."""
    return NamedNode(f"{base}sparql")


_DUMP = re.compile(r"(.*/)dump/([^/?#]+)/([^/?#]+)")


def of_dump(address: str) -> tuple[str, str, str] | None:
    """Return the base, the plan and the name of a file of a publication, as `Iris.dump` names it.

    >>> of_dump("https://data.example.org/dump/mine/plan.ttl")
    ('https://data.example.org/', 'mine', 'plan.ttl')
    """
    found = _DUMP.fullmatch(address)
    return (found[1], found[2], found[3]) if found else None


def _check_base(base: str) -> None:
    parts = urlsplit(base)
    bad = re.search(r'[\s<>"{}|\\^`]', base)
    if parts.scheme not in ("http", "https") or not parts.netloc or bad or parts.query:
        raise UsageError(phrase("iris.base_give_http_or_https", base=base))
    if not base.endswith("/"):
        raise UsageError(phrase("iris.base_end_with_slash", base=base))


_PART = re.compile(r"(.*/id/)[^/]+/([^/]+)/[^/]+")


def plan_of_part(part: NamedNode) -> NamedNode:
    """Name the plan that a part of a plan is of, by what the part is called; else itself.

    >>> plan_of_part(NamedNode("https://example.org/id/action/mine/1.1")).value
    'https://example.org/id/plan/mine'
    """
    found = _PART.fullmatch(part.value)
    return NamedNode(f"{found[1]}plan/{found[2]}") if found else part


def shared_graph(base: str) -> NamedNode:
    """Name the graph of what several plans say of the same things, such as bodies."""
    return NamedNode(f"{base}graph/all/shared")


def own_subject(plan: str, base: str) -> re.Pattern[str]:
    """Match an N-Triples line about a thing that no other plan speaks of.

    >>> own = own_subject("mine", "https://example.org/")
    >>> bool(own.match("<https://example.org/id/action/mine/1> <p> <o> ."))
    True
    >>> bool(own.match("<https://example.org/id/organisation/ro/mai> <p> <o> ."))
    False
    """
    kinds = r"(?:id/(?!organisation/)[^/>]+|report)"
    return re.compile(rf"<{re.escape(base)}{kinds}/{re.escape(plan)}(?:[/#][^>]*)?> ")


def naming_own(plans: Collection[str], base: str) -> Callable[[bytes], bool]:
    """Return what tells whether an N-Triples line names a thing that is of one of some plans.

    >>> names_own = naming_own({"mine"}, "https://example.org/")
    >>> names_own(b"<s> <p> <https://example.org/id/fragment/mine/1-2> .\\n")
    True
    >>> names_own(b"<s> <p> <https://example.org/id/organisation/ro/choir> .\\n")
    False
    """
    thing = rf"<{re.escape(base)}id/[^/>]+/([^/#>]+)[^>]*> "
    # A literal cannot be taken for the end of a line, nor for its beginning.
    places = re.compile(rf"\A{thing}|{thing}\.\n\Z".encode())
    names = frozenset(plan.encode() for plan in plans)
    return lambda line: any(names & {*found.groups()} for found in places.finditer(line))


@dataclass(frozen=True, slots=True)
class Publication:
    """Names for what is published at an endpoint under one base."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        """Refuse a base that cannot begin an IRI.

        Raises:
            UsageError: If the base is not http(s) or does not end with a slash.
        """
        _check_base(self.base)

    @classmethod
    def of(cls, plan: NamedNode) -> Publication:
        """Return the publication that a plan belongs to.

        >>> Publication.of(NamedNode("https://data.example.org/id/plan/mine")).base
        'https://data.example.org/'
        """
        return cls(plan.value.rpartition("id/plan/")[0])

    @property
    def dataset(self) -> NamedNode:
        """Name the whole of what is published."""
        return NamedNode(f"{self.base}dataset")

    @property
    def pointers(self) -> NamedNode:
        """Name the graph that says which version readers shall use."""
        return NamedNode(f"{self.base}graph/current")

    def version(self, digest: str, attempt: str) -> NamedNode:
        """Name the graph that one attempt to publish loads."""
        return NamedNode(f"{self.base}graph/version/{digest}-{attempt}")


@dataclass(frozen=True, slots=True)
class Iris:
    """Names for the things of one plan.

    Attributes:
        plan: Identifier of the plan, such as 'ro-thb-2021-2022'.
        register: Identifier of the register that names the bodies, such as 'ro'.
        base: Where the data are published; ends with a slash.
    """

    plan: str
    register: str
    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        """Refuse a base that cannot begin an IRI.

        Raises:
            UsageError: If the base is not http(s) or does not end with a slash.
        """
        _check_base(self.base)

    def thing(self, kind: str, *code: object) -> NamedNode:
        """Name a thing of the plan, such as `id/action/<plan>/1.1-01`."""
        tail = "-".join(str(part) for part in code)
        path = f"{self.plan}/{code_path(tail)}" if tail else self.plan
        return NamedNode(f"{self.base}id/{kind}/{path}")

    def organisation(self, code: str) -> NamedNode:
        """Name a body of the register, such as `id/organisation/ro/anitp`."""
        return NamedNode(f"{self.base}id/organisation/{self.register}/{slug(code)}")

    def act(self, code: str) -> NamedNode:
        """Name a legal act of the register, such as `id/act/ro/law-1-2021`."""
        return NamedNode(f"{self.base}id/act/{self.register}/{slug(code)}")

    def instant(self, day: date) -> NamedNode:
        """Name a day, on which things of the plan begin or end."""
        return self.thing("day", day.isoformat())

    def unknown_body(self, code: str) -> NamedNode:
        """Name a body that the register does not know; it belongs to the plan that names it."""
        return self.thing("organisation", slug(code))

    def fragment(self, passage: Passage) -> NamedNode:
        """Name the words of the document between two offsets."""
        return self._between("fragment", passage)

    def selector(self, passage: Passage) -> NamedNode:
        """Name the place of those words."""
        return self._between("selector", passage)

    def _between(self, kind: str, passage: Passage) -> NamedNode:
        # There are many of these, and numbers need none of the care that codes do.
        return NamedNode(f"{self.base}id/{kind}/{self.plan}/{passage.start}-{passage.end}")

    def dataset(self, *part: str) -> NamedNode:
        """Name the published dataset, or a part of it, such as 'class' and the IRI of a class."""
        path = "/".join((self.plan, *map(_quoted, part)))
        return NamedNode(f"{self.base}dataset/{path}")

    def dataset_part(self, name: str) -> NamedNode:
        """Name what the catalogue says about the dataset, such as one of its files.

        A fragment, so that its address is that of the dataset.
        """
        return NamedNode(f"{self.dataset().value}#{quote(name, safe='.-~_')}")

    def page(self) -> NamedNode:
        """Name the page about the plan."""
        return NamedNode(f"{self.base}doc/plan/{self.plan}")

    def report(self, part: str = "") -> NamedNode:
        """Name what validation found, or a part of it."""
        return NamedNode(f"{self.base}report/{self.plan}{'#' if part else ''}{part}")

    def dump(self, file: str) -> NamedNode:
        """Name a file of the publication."""
        return NamedNode(f"{self.base}dump/{self.plan}/{file}")

    @property
    def graph(self) -> NamedNode:
        """Name the graph of what the document states."""
        return NamedNode(f"{self.base}graph/{self.plan}")

    def graph_of(self, part: str) -> NamedNode:
        """Name a graph of the plan: '' is what the document states; a part adds its name."""
        return NamedNode(f"{self.base}graph/{self.plan}/{part}") if part else self.graph
