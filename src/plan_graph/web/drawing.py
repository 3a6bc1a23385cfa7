"""Turn pictures into PNG in a process of its own: the library is large, and may fail there.

Run as `python -m plan_graph.web.drawing`: it reads pictures as SVG and writes them as PNG, one JSON
text a line, until its input ends. The system ends it when a chart takes too much of a processor.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from base64 import b64decode, b64encode
from collections import OrderedDict
from typing import Any

from plan_graph.confinement import process as confine
from plan_graph.phrases import packed, phrase, told, unpacked
from plan_graph.web.json_process import JsonProcess, LostError
from plan_graph.web.problems import RETRY, RequestError

_PROCESSOR_SECONDS = 20.0
"""How much of a processor a chart may take: a machine that is busy is no fault of the chart."""
_SECONDS = 120.0
"""How long the process may say nothing, whatever keeps it."""
_KEPT = 128
_MOST_WAITING = 50


class Drawer:
    """Draws one picture at a time, and keeps the last ones by what they show."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._waiting = 0
        self._process = JsonProcess("plan_graph.web.drawing", _SECONDS, is_quiet=True)
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    async def draw(self, picture: str) -> bytes:
        """Return a picture in SVG as PNG.

        Raises:
            RequestError: With status 503 if it cannot be drawn here, or not in time, or if too
                many wait.
        """
        if picture in self._kept:
            self._kept.move_to_end(picture)
            return self._kept[picture]
        if self._waiting >= _MOST_WAITING:
            raise RequestError(503, phrase("web.drawing.too_many_charts_being_drawn"), RETRY)
        self._waiting += 1
        try:
            return await self._in_turn(picture)
        finally:
            self._waiting -= 1

    async def _in_turn(self, picture: str) -> bytes:
        async with self._lock:
            if picture not in self._kept:
                self._kept[picture] = await self._drawn(picture)
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            return self._kept[picture]

    async def _drawn(self, picture: str) -> bytes:
        try:
            found = await self._process.ask(picture)
        except LostError:
            raise RequestError(503, phrase("web.drawing.chart_could_not_drawn")) from None
        if "png" not in found:
            problem = found.get("problem") or packed(phrase("web.drawing.chart_not_drawn"))
            raise RequestError(503, unpacked(problem))
        return b64decode(found["png"])

    async def close(self) -> None:
        """End the process, if there is one."""
        await self._process.close()


def main() -> None:
    """Draw until the input ends, as it does when the server does."""
    from plan_graph.asking.pictures.png import png  # noqa: PLC0415 - of this process only
    from plan_graph.errors import PlanGraphError  # noqa: PLC0415

    for line in sys.stdin:
        answer: dict[str, Any]
        confine.limit_processor(time.process_time() + _PROCESSOR_SECONDS)
        try:
            answer = {"png": b64encode(png(str(json.loads(line)))).decode()}
        except PlanGraphError as error:
            answer = {"problem": packed(told(error))}
        except ValueError as error:  # The library says so of what it cannot draw.
            answer = {"problem": str(error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
