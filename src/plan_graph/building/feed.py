"""Bring the files of a feed up to a build: activities are added, and none is changed."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.errors import UsageError
from plan_graph.iris import Iris, Publication
from plan_graph.output import make_folder, write_file
from plan_graph.phrases import ENGLISH, phrase
from plan_graph.publishing import feed
from plan_graph.publishing.diff.compare import compare, lines
from plan_graph.publishing.void import base_of
from plan_graph.rdf.parse import load_rdf
from plan_graph.vocab import DCAT, DCTERMS, RDF

_STATE = ".feed"
"""Where the feed keeps the graphs of the plans as they were, to say what changed in words."""


def update_feed(build: Path, folder: Path, address: str = "") -> int:
    """Add what changed to the feed in a folder, and return how many activities that were.

    Args:
        build: The folder that `build` wrote, with a catalogue.
        folder: Where the feed is, or will be.
        address: Where it is published, ends with a slash; the base of the IRIs if it is ''.

    Raises:
        UsageError: If the build has no catalogue, or the address is none.
        DataError: If something changed, and its day of change did not.
        OutputError: If the folder cannot be written.
    """
    if not (build / "catalogue.ttl").is_file():
        raise UsageError(phrase("publishing.feed.no_catalogue", build=build))
    base = base_of(build)
    address = Publication(address or base).base
    catalogue = load_rdf(build / "catalogue.ttl")
    earlier = feed.read(file.read_bytes() for file in sorted(folder.glob("feed-*.trig")))
    new = feed.changes(address, earlier, catalogue, _notes(build, folder / _STATE, base))
    if new:
        make_folder(folder / _STATE)
        (title,) = _titles(catalogue)[:1] or [base]
        for name, content in feed.pages(address, title, [*earlier, *new]):
            write_file(folder / name, content)
        for file in build.glob("*/plan.nt"):
            write_file(folder / _STATE / f"{file.parent.name}.nt", file.read_bytes())
    return len(new)


def _titles(catalogue: list[Triple]) -> list[str]:
    nodes = {t.subject for t in catalogue if (t.predicate, t.object) == (RDF.type, DCAT.Catalog)}
    return [
        t.object.value
        for t in catalogue
        if t.subject in nodes and t.predicate == DCTERMS.title and isinstance(t.object, Literal)
    ]


def _notes(build: Path, state: Path, base: str) -> dict[NamedNode, str]:
    """Say in words what changed in each plan since the last activity."""
    found = {}
    for file in sorted(build.glob("*/plan.nt")):
        before = state / f"{file.parent.name}.nt"
        if before.is_file() and before.read_bytes() != file.read_bytes():
            old, new = load_rdf(before), load_rdf(file)
            beyond = len(set(old) ^ set(new))
            words = lines(compare(old, new, ENGLISH), ENGLISH, beyond)
            found[Iris(file.parent.name, "x", base).dataset()] = "\n".join(words)
    return found
