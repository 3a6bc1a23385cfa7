"""The files of a publication that may be fetched: which there are, which addresses lead to them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from plan_graph.iris import of_dump
from plan_graph.phrases import phrase
from plan_graph.vocab import VOID

SUMS = "SHA256SUMS"
"""The file of a plan that names all that it publishes, with their digests."""
DUMP = "dump"
"""The folder of a static site that has the files of each plan, laid out as a build has them."""


def listed(plan: Path) -> dict[str, str]:
    """Return the digest of each file that the folder of a plan publishes, by its name."""
    sums = plan / SUMS
    lines = sums.read_text(encoding="ascii").splitlines()
    named = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    return named | {sums.name: hashlib.sha256(sums.read_bytes()).hexdigest()}


def published(folder: Path) -> dict[tuple[str, str], str]:
    """Return the digest of each file that a build publishes, by plan and name."""
    every = ((sums.parent.name, listed(sums.parent)) for sums in folder.glob(f"*/{SUMS}"))
    return {(plan, name): digest for plan, own in every for name, digest in own.items()}


def looked_up(folder: Path, addresses: Iterable[str]) -> dict[str, str]:
    """Tell for each address of a file of a publication '' if the file is there, else words.

    Addresses of others are left out, as nothing here tells of them.

    Args:
        folder: A build, or the folder of a static site.
        addresses: What is looked up.
    """
    base = _address(folder)
    roots = (folder, folder / DUMP)
    there = {file for root in roots for file in published(root) if root.joinpath(*file).is_file()}
    found = {}
    for address in addresses:
        dump = of_dump(address)
        if base and dump and dump[0] == base:
            found[address] = "" if dump[1:] in there else phrase("publishing.check.no_file")
    return found


def _address(folder: Path) -> str:
    """Return below which address the files are published, as their own description says, or ''."""
    void = folder / "void.ttl"
    for quad in parse(path=str(void), format=RdfFormat.TURTLE) if void.is_file() else ():
        if quad.predicate == VOID.dataDump and isinstance(quad.object, NamedNode):
            dump = of_dump(quad.object.value)
            return dump[0] if dump else ""
    return ""
