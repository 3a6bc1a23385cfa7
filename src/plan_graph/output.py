"""Replace an output folder as one step: old or new, never a mixture, whenever it is stopped.

The new content is written to a hidden folder beside, synced, and swapped with the
earlier one by a rename. A run that was killed leaves at most hidden folders, which the
next run removes. Folders that plan-graph did not make are refused.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from plan_graph.errors import OutputError
from plan_graph.phrases import phrase

MARKER = ".plan-graph"
"""The file that says that a folder was made by plan-graph and may be replaced by it."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Give a new, empty folder that takes the place of `folder` when the block ends well.

    The block must have closed what it writes. If it raises, the earlier folder stays as it was.

    Raises:
        OutputError: If the folder is not ours to replace, cannot be written, or another run is
            writing it; the message says what to do.
    """
    check_replaceable(folder)
    target = Path(os.path.realpath(folder))
    created = _make_parents(target.parent)
    try:
        fresh, lock = _make_fresh(target)
        try:
            yield fresh
            _seal(fresh, target)
            _swap(fresh, target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            os.close(lock)
    except OSError as error:
        if error.filename is not None and not Path(error.filename).is_relative_to(target.parent):
            raise
        raise OutputError(
            phrase("output.cannot_written", folder=folder, strerror=error.strerror or error)
        ) from error
    finally:
        _remove_empty(created)


def write_file(path: Path, content: bytes) -> None:
    """Write a file as one step: the earlier one stays until the new one is whole.

    Raises:
        OutputError: If it cannot be written, or is a device, a pipe or a folder.
    """
    if _is_there(path) and not path.is_file():
        raise OutputError(phrase("output.no_file_to_replace", path=path))
    fresh = path.with_name(f".{path.name}.new-{secrets.token_hex(4)}")
    try:
        fresh.write_bytes(content)
        _sync(fresh)
        fresh.replace(path)
    except OSError as error:
        raise OutputError(
            phrase("output.cannot_written", folder=path, strerror=error.strerror)
        ) from None
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder and what is missing above it, unless it is there.

    Raises:
        OutputError: If it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            phrase("output.cannot_made", path=path, strerror=error.strerror)
        ) from None


def _is_there(path: Path) -> bool:
    """Tell whether something is at a path; of a path that the system cannot have, nothing is."""
    try:
        return path.exists()
    except OSError:
        return False


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """Give a new folder that appears at a path when the block ends well; nothing is overwritten.

    Raises:
        OutputError: If there is something at the path, or it cannot be written.
    """
    if _is_there(path) and not (path.is_dir() and not any(path.iterdir())):
        raise OutputError(phrase("output.already_not_overwritten", path=path))
    target = Path(os.path.realpath(path))
    fresh = target.with_name(f".{target.name}.new-{secrets.token_hex(4)}")
    try:
        fresh.mkdir(parents=True)
        yield fresh
        fresh.replace(target)
    except OSError as error:
        raise OutputError(
            phrase("output.cannot_made", path=path, strerror=error.strerror)
        ) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_replaceable(folder: Path) -> None:
    """Refuse a folder that plan-graph must not replace, before any work is done.

    Raises:
        OutputError: If it is a file, somebody else's folder, the current folder or the home
            folder or one above them.
    """
    target = Path(os.path.realpath(folder))
    for name, kept in (("current", os.curdir), ("home", os.path.expanduser("~"))):  # noqa: PTH111 (never raises)
        if Path(os.path.realpath(kept)).is_relative_to(target):
            raise OutputError(
                phrase("output.or_holds_folder_never_replaced", folder=folder, name=name)
            )
    # One that is too long beside its working name is refused here, not when all is done.
    for path in (target, target.with_name(f".{target.name}.new-{'0' * 8}")):
        try:
            path.exists()
        except OSError as error:
            raise OutputError(
                phrase("output.cannot_made", path=folder, strerror=error.strerror)
            ) from None
    if not target.exists():
        return
    if not target.is_dir():
        raise OutputError(phrase("output.file_give_folder_for_output", folder=folder))
    try:
        ours = (target / MARKER).is_file() or not any(target.iterdir())
    except OSError as error:
        raise OutputError(
            phrase("output.cannot_read", folder=folder, strerror=error.strerror)
        ) from None
    if not ours:
        raise OutputError(phrase("output.holds_files_plan_graph_did", folder=folder))


def _make_parents(parent: Path) -> list[Path]:
    """Create what is missing above the output; give it, the deepest first."""
    missing = [path for path in (parent, *parent.parents) if not path.exists()]
    try:
        make_folder(parent)
    except OutputError:
        _remove_empty(missing)
        raise
    return missing


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return


def _make_fresh(target: Path) -> tuple[Path, int]:
    """Clear up after killed runs, and make a folder beside the target that is locked as ours."""
    parent = os.open(target.parent, os.O_RDONLY)
    try:
        fcntl.flock(parent, fcntl.LOCK_EX)
        _recover(target)
        fresh = target.with_name(f".{target.name}.new-{secrets.token_hex(4)}")
        fresh.mkdir()
        lock = os.open(fresh, os.O_RDONLY)
        fcntl.flock(lock, fcntl.LOCK_EX)
    finally:
        os.close(parent)
    if target.is_dir():
        shutil.copymode(target, fresh)
    return fresh, lock


def _recover(target: Path) -> None:
    """Remove what killed runs left; bring back an earlier folder that one had put aside."""
    leftovers = [path for path in target.parent.iterdir() if _is_leftover(path.name, target.name)]
    for path in leftovers:
        _refuse_if_locked(path, target)
    aside = _aside(target)
    if aside.is_dir() and not target.exists():
        aside.rename(target)
    for path in (aside, *leftovers):
        shutil.rmtree(path, ignore_errors=True)


def _is_leftover(name: str, target: str) -> bool:
    return re.fullmatch(re.escape(f".{target}.new-") + "[0-9a-f]{8}", name) is not None


def _refuse_if_locked(leftover: Path, target: Path) -> None:
    try:
        lock = os.open(leftover, os.O_RDONLY)
    except FileNotFoundError:
        return  # Its run has just ended.
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OutputError(phrase("output.another_run_plan_graph_writing", target=target)) from None
    finally:
        os.close(lock)


def _seal(fresh: Path, target: Path) -> None:
    """Mark the folder as ours and bring all of it to the disk."""
    check_replaceable(target)  # It may have been filled by somebody else in the meantime.
    (fresh / MARKER).write_text(phrase("output.marker"), encoding="utf-8")
    for path, _, files in os.walk(fresh):
        for name in files:
            _sync(Path(path, name))
        _sync(Path(path))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _swap(fresh: Path, target: Path) -> None:
    """Put the new folder in the place of the target."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        # A run killed between these two leaves the earlier folder aside; `_recover` brings it back.
        target.rename(_aside(target))
        fresh.rename(target)
        shutil.rmtree(_aside(target), ignore_errors=True)
    _sync(target.parent)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step where system and file system can; tell whether it was done."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = (os.fsencode(one), os.fsencode(other))
    return bool(renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) == 0)
