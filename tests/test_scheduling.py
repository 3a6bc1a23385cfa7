"""Which request is next, and whose files stay while they are sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.datastructures import Headers

from plan_graph.web import snapshot
from plan_graph.web.pool.job import Answer, Rank, Request
from plan_graph.web.pool.scheduling import Held, Queue
from plan_graph.web.pool.spool import Room
from plan_graph.web.problems import RequestError
from plan_graph.web.responses import accepts_gzip
from serving import write_small_build


def in_a_loop(told: Callable[[], None]) -> None:
    """Run what needs the clock of a loop."""

    async def run() -> None:
        told()

    asyncio.run(run())


def asked(address: str, rank: Rank = Rank.QUERY) -> Answer:
    return Answer(Request(b"", address, rank), limit=10, room=Room(10))


def test_addresses_take_turns() -> None:
    def told() -> None:
        queue = Queue(most=10, most_each=10, seconds=20)
        many, one = [asked("192.0.2.1") for _ in range(3)], asked("192.0.2.2")
        for answer in (*many, one):
            queue.add(answer)

        assert [queue.take() for _ in range(4)] == [many[0], one, many[1], many[2]]
        assert len(queue) == 0

    in_a_loop(told)


def test_one_address_fills_only_its_part_of_the_queue() -> None:
    def told() -> None:
        queue = Queue(most=10, most_each=2, seconds=20)
        for _ in range(2):
            queue.add(asked("192.0.2.1"))

        with pytest.raises(RequestError):
            queue.add(asked("192.0.2.1"))
        queue.add(asked("192.0.2.2"))
        assert len(queue) == 3

    in_a_loop(told)


def test_what_is_urgent_passes_all_and_nobody_is_held_back_for_good() -> None:
    def told() -> None:
        queue, held = Queue(most=10, most_each=10, seconds=20), Held(seconds=10)
        slow, urgent = asked("192.0.2.1"), asked("192.0.2.1", Rank.URGENT)
        queue.add(slow)
        queue.add(urgent)
        held.note(["192.0.2.1"], now=0.0)

        back = held.now(1.0, running=["192.0.2.1"])
        assert [queue.take(back), queue.take(back)] == [urgent, None]
        assert queue.take(held.now(1.0, running=[])) == slow

    in_a_loop(told)


def test_the_files_of_a_build_stay_while_one_of_them_is_sent(tmp_path: Path) -> None:
    taken = snapshot.take(write_small_build(tmp_path / "build"))
    taken.hold()

    taken.close()
    assert taken.store.is_dir()
    taken.release()
    assert not taken.folder.exists()


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("gzip", True), ("GZIP", True), ("br;q=1, gzip;q=0.2", True), ("x-gzip", True),
     ("gzip;q=0", False), ("gzip ; q=0.000", False), ("br", False), ("mygzip", False), ("", False)],
)  # fmt: skip
def test_a_body_is_compressed_only_for_who_takes_it(header: str, accepted: bool) -> None:
    assert accepts_gzip(Headers({"Accept-Encoding": header})) is accepted
