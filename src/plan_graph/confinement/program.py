"""Run a program on a document of strangers: limits of time, memory and files, and no network.

The network is taken away where the system lets a program do so; the programs that are run ask for
nothing there, whatever the document says.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MAX_BLOCKS = 1_000_000
"""Longest file that a program may write, in blocks of 512 bytes."""
_LIMITED = (
    "ulimit -t {seconds}; ulimit -v {kilobytes}; ulimit -d {data}; "
    "ulimit -f {blocks}; ulimit -c 0; "
    # Who is killed takes along what it runs; and that all that it has started, where there may be
    # a namespace of processes, which end with the first of them.
    "dies='setpriv --pdeathsig KILL'; $dies true 2>/dev/null || dies=; "
    "apart='unshare --net --pid --fork --kill-child --map-root-user'; "
    'if $apart true 2>/dev/null; then exec $dies $apart "$@"; fi; '
    "if unshare --net --map-root-user true 2>/dev/null; "
    'then exec unshare --net --map-root-user $dies "$@"; else exec $dies "$@"; fi'
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may take: time by the clock and of the processor, and memory.

    Attributes:
        kilobytes: How much it may address, whether it uses that or not.
        data_kilobytes: How much of it may be its own to write, which is what it can use up.
    """

    seconds: float
    processor_seconds: int
    kilobytes: int
    data_kilobytes: int | None = None


def run(
    command: tuple[str, ...],
    folder: Path,
    limits: Limits,
    environment: Mapping[str, str] | None = None,
) -> None:
    """Run a command and all that it starts in a folder, in an environment of its own.

    What it has written when its time is over stays there; all that it started is ended.
    """
    script = _LIMITED.format(
        seconds=limits.processor_seconds,
        kilobytes=limits.kilobytes,
        data=limits.data_kilobytes or "unlimited",
        blocks=_MAX_BLOCKS,
    )
    process = subprocess.Popen(
        ["/bin/sh", "-c", script, "sh", *command],
        cwd=folder,
        env={
            "HOME": str(folder),
            "TMPDIR": str(folder),
            "PATH": os.defpath,
            "LANG": "C.UTF-8",
            **(environment or {}),
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        with suppress(subprocess.TimeoutExpired):
            process.wait(limits.seconds)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
