"""The difference of two graphs as an RDF patch, which Jena and others apply to a store."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Triple


def patch(old: Iterable[Triple], new: Iterable[Triple]) -> str:
    """Write what to delete (D) and what to add (A) to make the new graph of the old one.

    Sorted, so that equal differences are equal texts; see https://afs.github.io/rdf-patch/.
    """
    before, after = set(old), set(new)
    deleted = sorted(f"D {triple} ." for triple in before - after)
    added = sorted(f"A {triple} ." for triple in after - before)
    return "\n".join(["TX .", *deleted, *added, "TC .", ""])
