"""Replace the build under a server again and again while clients ask; hold each answer to a build.

Two builds take turns. Before it begins, each address is asked of each alone; then every answer must
be, byte for byte, that of the one or of the other: none lost, none refused, none of both.

Run with: python benchmarks/reload.py PROGRAM FIRST SECOND [REBUILDS] [REQUESTS]
"""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

CLIENTS = 12
ADDRESSES = (
    "en/index.html",
    "ro/index.html",
    "dump/{plan}/plan.nt",
    "dump/{plan}/plan.csv",
    "query/actions-list",
    "query/actions-by-ministry",
    "sparql?query=SELECT+%2A+%7B%3Fs+a+%3Fo%7D+ORDER+BY+%3Fs+%3Fo+LIMIT+300",
    "sparql?query=SELECT+(COUNT(%2A)+AS+%3Fn)+%7B%3Fs+%3Fp+%3Fo%7D",
    ".well-known/void",
)


@contextlib.contextmanager
def served(program: str, build: Path, log: Path, port: int) -> Iterator[str]:
    """Serve a build, and give its address."""
    with log.open("wb") as said:
        command = [program, "serve", str(build), "--port", str(port)]
        process = subprocess.Popen(command, stdout=said, stderr=said)
    address = f"http://127.0.0.1:{port}/"
    try:
        while fetched(address + "health")[0] != 200:
            if process.poll() is not None:
                raise SystemExit(log.read_text())
            time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait()


def fetched(address: str) -> tuple[int, bytes]:
    """Return the status and the body of an answer; 0 and why if there is none."""
    try:
        with urllib.request.urlopen(address, timeout=120) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except Exception as error:
        return 0, repr(error).encode()


def put(build: Path, place: Path) -> None:
    """Put a copy of a build in the place of what is there, in one step as `build` does."""
    fresh = place.with_name(f"{place.name}.fresh")
    old = place.with_name(f"{place.name}.old")
    shutil.copytree(build, fresh)
    if place.exists():
        place.rename(old)
    fresh.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def main() -> int:
    """Measure, print what was answered, and tell whether all of it was right."""
    program, first, second, *numbers = sys.argv[1:]
    rebuilds, requests = (int(each) for each in (*numbers, "20", "30000")[:2])
    builds = [Path(first), Path(second)]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]  # One for all: pages name it.
    with tempfile.TemporaryDirectory() as folder:
        place, log = Path(folder, "build"), Path(folder, "log")
        right: dict[str, set[bytes]] = {}
        for build in builds:
            put(build, place)
            plan = next(path.parent.name for path in place.glob("*/plan.nt"))
            with served(program, place, log, port) as address:
                for each in ADDRESSES:
                    status, body = fetched(address + each.format(plan=plan))
                    if status != 200:
                        raise SystemExit(f"{each}: {status} {body[:200]!r}")
                    right.setdefault(each.format(plan=plan), set()).add(body)
        same = [each for each, bodies in right.items() if len(bodies) < len(builds)]
        print(f"the same in both builds: {', '.join(same) or 'none'}")
        counts: Counter[str] = Counter()
        done, over = threading.Semaphore(0), threading.Event()

        def client(number: int, address: str) -> None:
            asked = list(right)
            while not over.is_set():
                number += 1
                name = asked[number % len(asked)]
                status, body = fetched(address + name)
                answer = "right" if status == 200 and body in right[name] else f"{status} {name}"
                if answer != "right" and status != 200:
                    answer += f" {body[:80]!r}"
                if answer != "right" and status == 200:
                    known = set().union(*(each.split(b"\n") for each in right[name]))
                    others = [line for line in body.split(b"\n") if line not in known]
                    answer += f", lines of neither: {others[:3]!r:.600}"
                counts[answer] += 1
                done.release()

        with served(program, place, log, port) as address:
            clients = [threading.Thread(target=client, args=(n, address)) for n in range(CLIENTS)]
            for each_client in clients:
                each_client.start()
            for number in range(rebuilds):
                put(builds[number % len(builds)], place)
                for _ in range(requests // rebuilds):
                    done.acquire()
            over.set()
            for each_client in clients:
                each_client.join()
            served_last = fetched(address + "health")[1].decode()
        print(f"{rebuilds} rebuilds, {sum(counts.values())} answers: {dict(counts)}")
        print(f"at the end: {served_last.strip()}\nlog: {log.read_text().strip() or 'nothing'}")
    return 0 if set(counts) == {"right"} else 1


if __name__ == "__main__":
    sys.exit(main())
