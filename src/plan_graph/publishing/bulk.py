"""Load a version by Virtuoso's own bulk loader, which is several times as fast as updates.

The triples are written to files where the engine may read them (`DirsAllowed` in its settings), and
SQL has it load them: `ld_dir` lists the files, `rdf_loader_run` reads one that is listed and may
run many times at once. What the files say is there after a `checkpoint`; it is not logged before.
Each of these is a request of its own, for which there is as long as for every other.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path

from plan_graph.errors import EndpointError, UsageError
from plan_graph.phrases import phrase

SQL = "PLAN_GRAPH_ISQL"
"""The environment variable with the command that carries out the SQL on its standard input."""
_TRIPLES_A_FILE = 250_000
"""Many files, so that all loaders have some to the end; few, as each is a transaction."""
_ERROR = re.compile(r"\*\*\* Error \w*: *(?:\[[^\]]*\])*(?P<words>[^\n]*)")
_NOT_LOADED = re.compile(r"^NOT LOADED (?P<words>.*)$", re.MULTILINE)
_WAITING = re.compile(r"^WAITING\b", re.MULTILINE)


class BulkLoader:
    """Loads lines of N-Triples into a graph of a Virtuoso.

    Args:
        folder: Where the files are put; the engine sees it under the same name.
        command: What carries out the SQL on its standard input, such as `isql HOST:1111 dba …`.
        timeout_seconds: For each request: a file, the list of them, the checkpoint.
        loaders: How many files are read at once.
    """

    def __init__(
        self,
        folder: Path,
        command: Sequence[str],
        timeout_seconds: float,
        loaders: int | None = None,
    ) -> None:
        self._folder = folder.resolve()
        self._command = tuple(command)
        self._timeout_seconds = timeout_seconds
        self._loaders = loaders or os.cpu_count() or 1

    def __call__(self, graph: str, lines: Iterable[str]) -> Iterator[int]:
        """Load lines into a graph; yield the number of each part as it is made ready.

        Raises:
            EndpointError: If they are not loaded, with what the engine says.
        """
        files = self._folder / graph.rpartition("/")[2]
        try:
            files.mkdir(parents=True)
            rest = iter(lines)
            number = 0
            while part := list(islice(rest, _TRIPLES_A_FILE)):
                number += 1
                (files / f"{number:05}.nt").write_text("".join(part), encoding="utf-8")
                yield len(part)
            self._load(files, graph, number)
        except OSError as error:
            problem = phrase("publishing.bulk.cannot_write", folder=files, error=error.strerror)
            raise EndpointError(str(self._folder), problem) from None
        finally:
            shutil.rmtree(files, ignore_errors=True)

    def _load(self, files: Path, graph: str, number: int) -> None:
        where = f"ll_graph = {_quoted(graph)}"
        self._sql(f"ld_dir({_quoted(str(files))}, '*.nt', {_quoted(graph)});")
        with ThreadPoolExecutor(self._loaders) as pool:
            list(pool.map(self._take, [where] * self._loaders, [number] * self._loaders))
        said = self._sql(
            "checkpoint;\n"
            "SELECT CONCAT('NOT LOADED ', ll_file, ': ', COALESCE(ll_error, 'not read'))\n"
            f"FROM DB.DBA.load_list WHERE {where} AND (ll_state <> 2 OR ll_error IS NOT NULL);\n"
            f"DELETE FROM DB.DBA.load_list WHERE {where};"
        )
        lost = _NOT_LOADED.search(said)
        if lost:
            raise EndpointError(self._command[0], lost["words"].strip())

    def _take(self, where: str, number: int) -> None:
        """Have files read, one by one, until none of ours waits.

        The engine takes any file that is listed: one that a publication before has left, too.
        """
        for _ in range(number):
            said = self._sql(
                "rdf_loader_run(1);\n"
                f"SELECT TOP 1 'WAITING' FROM DB.DBA.load_list WHERE {where} AND ll_state = 0;"
            )
            if not _WAITING.search(said):
                return

    def _sql(self, statements: str) -> str:
        """Carry out statements; return what the command prints."""
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
            )
        except OSError as error:
            problem = phrase("publishing.bulk.no_command", variable=SQL, error=error.strerror)
            raise EndpointError(self._command[0], problem) from None
        try:
            said, _ = process.communicate(f"{statements}\n", self._timeout_seconds)
        except subprocess.TimeoutExpired:
            seconds = f"{self._timeout_seconds:g}"
            problem = phrase("publishing.bulk.took_too_long", seconds=seconds)
            raise EndpointError(self._command[0], problem) from None
        finally:
            _end(process)
        failed = _ERROR.search(said)
        if failed or process.returncode:
            words = failed["words"] if failed else f"{process.returncode}"
            problem = phrase("publishing.bulk.sql_refused", words=words, folder=self._folder)
            raise EndpointError(self._command[0], problem)
        return said


def _end(process: subprocess.Popen[str]) -> None:
    """End a command and all that it has started, which may hold its output open."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream:
            stream.close()


def bulk_loader(folder: Path, timeout_seconds: float) -> BulkLoader:
    """Return the loader whose SQL is carried out by the command that the environment names.

    Raises:
        UsageError: If it names none.
    """
    command = shlex.split(os.environ.get(SQL, ""))
    if not command:
        raise UsageError(phrase("publishing.bulk.set_command", variable=SQL))
    return BulkLoader(folder, command, timeout_seconds)


def _quoted(text: str) -> str:
    """Write a string of SQL."""
    return "'" + text.replace("'", "''") + "'"
