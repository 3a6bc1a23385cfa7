"""Charts are drawn one after the other; who comes when too many wait is told to come back."""

from __future__ import annotations

import asyncio

from plan_graph.web.drawing import Drawer
from plan_graph.web.problems import RequestError


async def complaint(drawer: Drawer, number: int) -> str:
    try:
        await drawer.draw(f"no picture {number}")
    except RequestError as problem:
        return problem.detail
    return ""


async def complaints(count: int) -> list[str]:
    drawer = Drawer()
    try:
        return await asyncio.gather(*(complaint(drawer, number) for number in range(count)))
    finally:
        await drawer.close()


def test_a_flood_of_charts_is_refused_beyond_a_bound() -> None:
    told = asyncio.run(complaints(60))

    assert sum("too many charts" in each for each in told) == 10
    assert not any("too many charts" in each for each in told[:50])
