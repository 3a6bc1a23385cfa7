"""A real Virtuoso on loopback, with an empty database and an account that may write."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from servers import Server, free_ports, running

# CaseMode 2 is needed for ASK and must be set before the first start. The others keep large
# answers whole, and end queries that run away.
_SETTINGS = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
ErrorLogLevel = 7

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CaseMode = 2
MaxSortedTopRows = 1000000
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {readable}
SchedulerInterval = 10

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 10
Charset = UTF-8

[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = {seconds}
"""
_USER, _PASSWORD = "publisher", "s3cret-of-the-tests"
_ACCOUNT = (
    f"DB.DBA.USER_CREATE('{_USER}', '{_PASSWORD}'); "
    f'GRANT SPARQL_UPDATE TO "{_USER}"; GRANT SPARQL_SELECT TO "{_USER}"; checkpoint;'
)


@contextmanager
def virtuoso(folder: Path, *, buffers: int = 10_000, seconds: int = 30) -> Iterator[Server]:
    """Run a Virtuoso with its files in a folder; anybody may read, the account may write.

    It holds so many pages of 8 kB in memory, and ends a query after so many seconds by the clock.
    """
    sql, http = free_ports(2)
    settings, readable = folder / "virtuoso.ini", folder / "readable"
    readable.mkdir()
    settings.write_text(
        _SETTINGS.format(
            folder=folder,
            sql=sql,
            http=http,
            buffers=buffers,
            seconds=seconds,
            dirty=buffers * 3 // 5,
            readable=readable,
        ),
        encoding="utf-8",
    )
    address = f"http://127.0.0.1:{http}"
    command = ["virtuoso-t", "+foreground", "+configfile", str(settings)]
    administrator = ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba"]
    with running(command, folder, f"{address}/sparql?query=ASK%7B%7D") as process:
        subprocess.run(
            [*administrator, f"exec={_ACCOUNT}"],
            check=True,
            capture_output=True,
        )
        yield Server(
            f"{address}/sparql",
            f"{address}/sparql-auth",
            {
                "PLAN_GRAPH_USER": _USER,
                "PLAN_GRAPH_PASSWORD": _PASSWORD,
                "PLAN_GRAPH_AUTH": "digest",
                "PLAN_GRAPH_ISQL": " ".join(administrator),
            },
            readable,
            process,
        )
