"""A program of ours beside the server, which answers JSON texts, a line each, one at a time.

What it does is too heavy for the process that talks with clients, or may fail there.
"""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from typing import Any

_LONGEST_LINE = 16 * 1024 * 1024


class LostError(Exception):
    """The program ended, said what is no JSON, or said nothing in time; the next is a new one."""


class JsonProcess:
    """Starts a module when it is first asked, and again after it was lost.

    Whoever asks sees to it that only one does so at a time. The program ends with its input, so
    that none is left when the server is.
    """

    def __init__(self, module: str, seconds: float, *, is_quiet: bool = False) -> None:
        self._module = module
        self._seconds = seconds
        self._errors = asyncio.subprocess.DEVNULL if is_quiet else None
        self._process: asyncio.subprocess.Process | None = None

    async def ask(self, message: object) -> dict[str, Any]:
        """Return what the program answers.

        Raises:
            LostError: If it does not.
        """
        process = self._process
        if process is None or process.returncode is not None:
            await self.close()
            process = self._process = await self._start()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the process was started with pipes")
        try:
            async with asyncio.timeout(self._seconds):
                process.stdin.write(json.dumps(message).encode() + b"\n")
                found: dict[str, Any] = json.loads(await process.stdout.readline())
        except (TimeoutError, OSError, ValueError):
            await self.close()
            raise LostError from None
        return found

    async def close(self) -> None:
        """End the program, if it runs."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.communicate()

    async def _start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            self._module,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=self._errors,
            limit=_LONGEST_LINE,
        )
