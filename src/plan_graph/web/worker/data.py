"""The data of a worker: a store on the disk, or in memory if it is small enough."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, Store


def in_memory(path: Path, most_bytes: int) -> Store | None:
    """Return a copy in memory of a store, or None if its files are larger than that.

    A query on it takes a third of the time, or less. It has the same triples in another order.

    Raises:
        OSError: If the store cannot be read.
        ValueError: If it holds nothing.
    """
    if sum(file.stat().st_size for file in path.iterdir()) > most_bytes:
        return None
    store = Store()
    try:
        store.extend(open_store(path, writable=False))
    except RuntimeError as error:
        raise OSError(str(error)) from None
    return store


def open_store(path: Path, *, writable: bool) -> Store:
    """Open a store and read from each of its graphs.

    Raises:
        OSError: If it cannot be read.
        ValueError: If it holds nothing.
    """
    try:
        store = Store(str(path)) if writable else Store.read_only(str(path))
    except RuntimeError as error:  # So the engine calls damage of its files.
        raise OSError(str(error)) from None
    if not writable:
        check(store)
    return store


def check(store: Store) -> None:
    """Read from each graph of a store.

    Raises:
        OSError: If one cannot be read.
        ValueError: If there is none, or one without triples.
    """
    try:
        names = list(store.named_graphs())
        first = [next(store.quads_for_pattern(None, None, None, name), None) for name in names]
    except RuntimeError as error:
        raise OSError(str(error)) from None
    if not names or None in first:
        raise ValueError("there is no graph in it, or an empty one; run 'plan-graph build' again")


def graph_names(store: Store) -> list[str]:
    """List the names of all graphs."""
    return sorted(name.value for name in store.named_graphs() if isinstance(name, NamedNode))
