"""Whether a publication is what its documents give: they are built again, and all is compared.

A publication is a folder that `build` wrote, or a static site, or the address of either or of a
server. What differs is named by file and fact.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Store, Triple

from plan_graph.asking.http import TooLargeError, fetch, request_to
from plan_graph.building.build import build
from plan_graph.building.task import Choices
from plan_graph.errors import DocumentError, UsageError
from plan_graph.phrases import Phrase, phrase
from plan_graph.publishing.catalogue.settings import Settings
from plan_graph.publishing.files import SUMS, listed
from plan_graph.rdf.parse import load_rdf
from plan_graph.reading.source import PlanSource
from plan_graph.vocab import DCTERMS, VOID

_VOID = ("void.ttl", ".well-known/void")
_WHOLE = ("void.ttl", "catalogue.ttl", "catalogue.rdf", "catalogue.jsonld")
"""What is written once for all plans, under names that a build, a site and a server share."""
_RDF = frozenset({".ttl", ".nt", ".rdf", ".jsonld"})
_SECONDS = 60.0
_MOST_BYTES = 4 * 1024 * 1024
"""Of a file of which it is not known what it should say; else twice of what that is."""
_SHOWN = 5
"""How many facts are named of one file."""
_LONGEST = 300


@dataclass(frozen=True)
class Difference:
    """What a file of a publication says otherwise than the documents give."""

    file: str
    words: Phrase

    def line(self) -> str:
        """Say it in one line."""
        return f"{self.file}: {self.words}"


class Publication:
    """What has been published, in a folder or at an address."""

    def __init__(self, place: str) -> None:
        self.place = place
        self._is_address = place.startswith(("http://", "https://"))
        folder = Path(place)
        if not self._is_address and not folder.is_dir():
            raise UsageError(phrase("building.verification.no_folder", place=place))
        # A site and a server have the files of plans under an address of their own.
        self._dump = "dump/" if self._is_address or (folder / "dump").is_dir() else ""

    @property
    def is_build(self) -> bool:
        """Whether it is the folder that `build` wrote, with its store."""
        return not self._is_address and not self._dump

    def file(self, plan: str, name: str, most_bytes: int = _MOST_BYTES) -> bytes | None:
        """Return a file of a plan, None if there is none."""
        return self.read(f"{self._dump}{quote(plan)}/{quote(name)}", most_bytes)

    def read(self, path: str, most_bytes: int = _MOST_BYTES) -> bytes | None:
        """Return what is at a path, None if nothing is.

        Raises:
            DocumentError: If it cannot be had for another reason, or is larger.
        """
        try:
            if not self._is_address:
                return Path(self.place, path).read_bytes()
            request = request_to(f"{self.place.rstrip('/')}/{path}")
            return fetch(request, _SECONDS, most_bytes=most_bytes).body
        except FileNotFoundError:
            return None
        except HTTPError as error:
            error.close()
            if error.code in (404, 410):
                return None
            problem = phrase("building.verification.answered", code=error.code)
            raise DocumentError(path, problem) from None
        except TooLargeError:
            size = f"{most_bytes // 1024**2} MB"
            problem = phrase("building.verification.too_large", size=size)
            raise DocumentError(path, problem) from None
        except (OSError, HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            problem = phrase("building.verification.cannot_be_had", reason=reason)
            raise DocumentError(path, problem) from None

    def choices(self) -> Choices:
        """Return with which base and licence it was built, as its description says.

        Raises:
            DocumentError: If it has no description.
        """
        text = next(filter(None, map(self.read, _VOID)), None)
        if text is None:
            problem = phrase("building.verification.no_description")
            raise DocumentError(self.place, problem)
        found = Choices()
        for _, predicate, value in _triples("void.ttl", text):
            if predicate == VOID.uriSpace and isinstance(value, Literal):
                found = replace(found, base=value.value)
            if predicate == DCTERMS.license and isinstance(value, NamedNode):
                found = replace(found, licence=value.value)
        return found


def verify(
    publication: Publication, sources: Sequence[PlanSource], settings: Settings | None
) -> list[Difference]:
    """Build the plans again, and tell in which files the publication says something else.

    Args:
        publication: What has been published.
        sources: The documents that it is said to be of.
        settings: What the catalogue says, if there is one.

    Raises:
        PlanGraphError: If the publication cannot be read, or a plan cannot be built.
    """
    choices = publication.choices()
    sums = publication.file(sources[0].identifier, SUMS) or b""
    choices = replace(choices, compress=b".gz\n" in sums)
    with tempfile.TemporaryDirectory(prefix="plan-graph-verify-") as folder:
        again = Path(folder, "build")
        result = build(sources, again, choices=choices, settings=settings, jobs=1)
        for failure in result.failures:
            raise DocumentError(failure.plan, phrase("building.verification.not_built"))
        if result.broken or not result.written:
            raise DocumentError(publication.place, phrase("building.verification.not_built"))
        return list(_differences(publication, again, [s.identifier for s in sources], settings))


def _differences(
    publication: Publication, again: Path, plans: Sequence[str], settings: Settings | None
) -> Iterator[Difference]:
    for plan in plans:
        for name in listed(again / plan):
            right = (again / plan / name).read_bytes()
            found = publication.file(plan, name, _MOST_BYTES + 2 * len(right))
            yield from _compare(f"{plan}/{name}", found, right)
    if not publication.is_build:
        return
    for name in _WHOLE:
        if settings or not name.startswith("catalogue"):
            right = (again / name).read_bytes()
            found = publication.read(name, _MOST_BYTES + 2 * len(right))
            yield from _compare(name, found, right)
    yield from _compare_stores(Path(publication.place, "store"), again / "store")


def _compare(file: str, found: bytes | None, right: bytes) -> Iterator[Difference]:
    if found == right:
        return
    if found is None:
        yield Difference(file, phrase("building.verification.missing"))
        return
    if Path(file).suffix not in _RDF:
        lines = zip(found.splitlines(), right.splitlines(), strict=False)
        same = next((n for n, (one, other) in enumerate(lines, 1) if one != other), 0)
        shorter = min(found.count(b"\n"), right.count(b"\n"))
        line = same or shorter + 1
        yield Difference(file, phrase("building.verification.line_differs", line=line))
        return
    try:
        said = set(map(str, _triples(file, found)))
    except DocumentError as error:
        yield Difference(file, phrase("building.verification.no_rdf", problem=error.problem))
        return
    given = set(map(str, _triples(file, right)))
    yield from _facts(file, said, given)
    if said == given:
        yield Difference(file, phrase("building.verification.other_bytes"))


def _triples(file: str, content: bytes) -> list[Triple]:
    """Read RDF that may be of anybody.

    Raises:
        DocumentError: If it is none.
    """
    with tempfile.TemporaryDirectory(prefix="plan-graph-") as folder:
        copy = Path(folder, Path(file).name)
        copy.write_bytes(content)
        return load_rdf(copy)


def _compare_stores(found: Path, right: Path) -> Iterator[Difference]:
    try:
        said = _quads(found)
    except OSError as error:
        yield Difference("store", phrase("building.verification.store_unread", error=error))
        return
    yield from _facts("store", said, _quads(right))


def _quads(store: Path) -> set[str]:
    return {str(quad) for quad in Store.read_only(str(store))}


def _facts(file: str, said: Iterable[str], given: Iterable[str]) -> Iterator[Difference]:
    """Name facts that only one of two says, the first few."""
    sets = set(said), set(given)
    for key, only in (("not_given", sets[0] - sets[1]), ("not_said", sets[1] - sets[0])):
        for fact in sorted(only)[:_SHOWN]:
            words = phrase(f"building.verification.{key}", fact=fact[:_LONGEST])
            yield Difference(file, words)
        if len(only) > _SHOWN:
            more = len(only) - _SHOWN
            yield Difference(file, phrase(f"building.verification.{key}_more", more=more))
