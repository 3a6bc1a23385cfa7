"""Run a command, and tell how long it took and how much memory its processes held together."""

from __future__ import annotations

import contextlib
import re
import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

_PAUSE = 0.2


class Run(NamedTuple):
    """What a command took: seconds by the clock, peak memory in MB; and what it printed."""

    seconds: float
    memory: float
    output: str


def run(command: Sequence[str | Path], *, limit: float | None = 3600.0) -> Run | None:
    """Run a command to its end; give None if it does not end within the limit, if there is one.

    Memory is the proportional set size (PSS) of the process and all below it: what they share
    is counted once. It is looked at five times a second.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    peak = [0.0]
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, ended))
    watcher.start()
    try:
        output, _ = process.communicate(timeout=limit)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        return None
    finally:
        ended.set()
        watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command[:4]))} …: exit {process.returncode}")
    return Run(time.perf_counter() - start, peak[0], output)


def _watch(pid: int, peak: list[float], ended: threading.Event) -> None:
    while not ended.wait(_PAUSE):
        peak[0] = max(peak[0], sum(map(_megabytes, _tree(pid))))


def _tree(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _megabytes(pid: int) -> float:
    with contextlib.suppress(OSError):
        found = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())
        return int(found[1]) / 1024 if found else 0.0
    return 0.0
