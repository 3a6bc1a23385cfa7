"""A build as it was at one moment: its files stay, though the folder is replaced meanwhile.

The files are linked, or copied where they cannot be, into a folder of the server's own.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from errno import EDQUOT, EMFILE, ENFILE, ENOSPC
from pathlib import Path

from plan_graph.asking.search.entry import FILE as SEARCH
from plan_graph.asking.search.index import Index
from plan_graph.errors import UsageError
from plan_graph.phrases import phrase
from plan_graph.publishing.files import SUMS, published
from plan_graph.publishing.void import base_of

_PREFIX = "plan-graph-serve-"
_ATTEMPTS = 5


@dataclass(eq=False)
class Snapshot:
    """One build.

    Attributes:
        folder: Where its files are; nobody else changes them.
        identity: Tells whether the folder of the build is still the one that was taken.
        digest: Changes whenever the data do.
        base: How the IRIs of the data begin.
        dumps: The digest of each file that may be fetched, by plan and name.
        built: When the build was written, in seconds since 1970.
    """

    folder: Path
    identity: tuple[int, int]
    digest: str
    base: str
    dumps: Mapping[tuple[str, str], str]
    built: float
    _lock: int
    _users: int = 0
    _is_closed: bool = False

    @property
    def store(self) -> Path:
        """Where the store is."""
        return self.folder / "store"

    def hold(self) -> None:
        """Keep its files while they are sent; `release` ends that."""
        self._users += 1

    def release(self) -> None:
        """Let go of its files, of which the last user of a closed one is rid."""
        self._users -= 1
        if self._is_closed and not self._users:
            self._remove()

    def close(self) -> None:
        """Remove its files, as soon as none of them is being sent."""
        self._is_closed = True
        if not self._users:
            self._remove()

    def _remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)


def take(build: Path) -> Snapshot:
    """Take a build as it is now.

    Raises:
        UsageError: If there is none, or one of another version.
        OSError: If there is no room for it at this moment.
    """
    _sweep()
    for _ in range(_ATTEMPTS):
        identity = identity_of(build)
        folder, lock = _make_folder()
        try:
            shutil.copytree(build, folder, copy_function=_link, dirs_exist_ok=True)
        except (OSError, shutil.Error) as error:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
            if _is_want_of_room(error):
                raise OSError(ENOSPC, os.strerror(ENOSPC), str(folder)) from None
            if identity_of(build) == identity:
                raise UsageError(
                    phrase("web.snapshot.build_cannot_read", build=build, error=error)
                ) from None
            continue
        if identity_of(build) == identity:
            try:
                _check_version(build, folder)
            except UsageError:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)
                raise
            dumps = published(folder)
            digest, base = _digest(folder), base_of(folder)
            return Snapshot(folder, identity, digest, base, dumps, built_at(build), lock)
        # It was replaced while it was taken: half of it may be old.
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)
    raise UsageError(phrase("web.snapshot.build_replaced_again_again", build=build))


def _check_version(build: Path, folder: Path) -> None:
    """Refuse a build whose words no worker of this version could search."""
    file = folder / SEARCH
    if not file.exists():  # an older one, or one that nobody searches
        return
    try:
        Index(file).close()
    except UsageError:
        raise UsageError(phrase("web.snapshot.build_other_version", build=build)) from None


def identity_of(build: Path) -> tuple[int, int]:
    """Tell a build from another one in the same place.

    Raises:
        UsageError: If there is none.
    """
    try:
        found = (build / "store" / "CURRENT").parent.stat()
        (build / "store" / "CURRENT").stat()
    except OSError:
        raise UsageError(phrase("web.snapshot.build_no_store", build=build)) from None
    return found.st_dev, found.st_ino


def built_at(build: Path) -> float:
    """Tell when a build was written, in seconds since 1970; 0 if it is not there."""
    try:
        return (build / "store" / "CURRENT").stat().st_mtime
    except OSError:
        return 0.0


def _is_want_of_room(error: Exception) -> bool:
    """Tell whether something could not be copied because a disk is full."""
    if isinstance(error, shutil.Error):
        return any(os.strerror(ENOSPC) in str(reason) for _, _, reason in error.args[0])
    return isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT, EMFILE, ENFILE)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _make_folder() -> tuple[Path, int]:
    """Make a folder that is locked as long as this process lives."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        with suppress(FileNotFoundError):  # Another server sweeps, and it is not locked yet.
            lock = os.open(folder, os.O_RDONLY)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if folder.exists():
                return folder, lock
            os.close(lock)


def _sweep() -> None:
    """Remove what servers left that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(_PREFIX + "*"):
        try:
            # No FIFO or link that is named like ours is waited for or followed.
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue  # Somebody else's, or just removed.
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue
        finally:
            os.close(lock)


def _digest(folder: Path) -> str:
    found = hashlib.sha256()
    files = [*sorted(folder.glob(f"*/{SUMS}")), folder / "store" / "IDENTITY"]
    for file in files:
        found.update(file.read_bytes() if file.is_file() else b"")
    return found.hexdigest()[:20]
