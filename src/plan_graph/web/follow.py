"""Follow a build: what takes its place is opened, and asked from then on."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal

from plan_graph.errors import UsageError
from plan_graph.web import snapshot
from plan_graph.web.pool.pool import Pool
from plan_graph.web.settings import Settings

_LOOK_SECONDS = 1.0
_logger = logging.getLogger(__name__)


async def follow(settings: Settings, pool: Pool) -> None:
    """Open a new build as soon as it takes the place of the old one, or a SIGHUP asks for it."""
    if settings.writable:
        return
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, asked.set)
    refused = None
    while True:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asked.wait(), _LOOK_SECONDS)
        current = pool.snapshot.identity if pool.snapshot else None
        found = None
        try:
            found = snapshot.identity_of(settings.build)
            if asked.is_set() or found not in (current, refused):
                await pool.replace(await asyncio.to_thread(snapshot.take, settings.build))
        except UsageError as error:
            if asked.is_set() or found not in (None, refused):
                _logger.warning("the earlier build is kept: %s", error)
            refused = found
        asked.clear()
