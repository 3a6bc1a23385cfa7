"""Serve one assistant over standard input and output, which carry nothing else.

The same workers, limits and validation as those of the web server.
"""

from __future__ import annotations

import asyncio
import os
import signal

from mcp.server.stdio import stdio_server

from plan_graph.assistant.handlers import protocol_server
from plan_graph.web import snapshot
from plan_graph.web.pool.pool import Pool
from plan_graph.web.server import follow
from plan_graph.web.settings import Settings


async def run(settings: Settings, *, all_tools: bool = False) -> None:
    """Serve one assistant until it closes the input, from the newest build at each moment.

    Raises:
        UsageError: If the build cannot be read.
    """
    pool = Pool(settings, snapshot.take(settings.build))
    _end_on_interrupt(pool)
    try:
        await pool.start()
        following = asyncio.create_task(follow(settings, pool))
        server = protocol_server(settings, pool, all_tools=all_tools)
        async with stdio_server() as (reader, writer):
            await server.run(reader, writer, server.create_initialization_options())
        following.cancel()
    finally:
        await pool.stop()


def _end_on_interrupt(pool: Pool) -> None:
    """End at once when interrupted: the thread that waits for input would hold the process up."""
    loop = asyncio.get_running_loop()
    ending: list[asyncio.Task[None]] = []

    async def end(number: int) -> None:
        await pool.stop()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def begin(number: int) -> None:
        ending.append(loop.create_task(end(number)))

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, begin, number)
