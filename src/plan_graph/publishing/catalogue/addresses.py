"""Catalogues and files at addresses: loaded, never more than can be a catalogue, or asked by HEAD.

Only http and https are asked, also after a redirect; files are asked side by side and in bounded
time, and none is downloaded.
"""

from __future__ import annotations

import queue
import tempfile
import threading
import time
from collections.abc import Iterable
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit

from pyoxigraph import Triple

from plan_graph.asking.http import Body, Reply, TooLargeError, fetch, receive, request_to
from plan_graph.errors import DocumentError
from plan_graph.phrases import phrase
from plan_graph.rdf.parse import load_rdf

_ENDINGS = {
    "text/turtle": ".ttl",
    "application/rdf+xml": ".rdf",
    "application/ld+json": ".jsonld",
    "application/n-triples": ".nt",
    "application/trig": ".trig",
    "application/n-quads": ".nq",
    "application/json": ".jsonld",
    "application/xml": ".rdf",
    "text/xml": ".rdf",
}
_ACCEPT = (
    "text/turtle, application/ld+json;q=0.9, application/rdf+xml;q=0.8, application/n-triples;q=0.7"
)
_MOST_BYTES = 50 * 1024 * 1024
"""What harvesters read of one answer at most."""
_MOST_TRIPLES = 50_000
"""Of one answer: several thousand datasets; larger catalogues are served in pages."""


def is_address(place: str) -> bool:
    """Tell whether a place is one that is asked over HTTP."""
    return place.startswith(("http://", "https://"))


def load(place: str) -> list[Triple]:
    """Read a catalogue from a file or an http(s) address.

    Raises:
        DocumentError: If it cannot be had, is larger than 50 MB or is no RDF; nothing that it
            names is fetched or expanded.
    """
    if not is_address(place):
        return load_rdf(Path(place))
    with tempfile.TemporaryDirectory(prefix="plan-graph-") as folder:
        file = _get(place, Path(folder, "catalogue"))
        try:
            return load_rdf(file, most_triples=_MOST_TRIPLES)
        except DocumentError as error:
            raise DocumentError(place, error.problem, place=error.place) from None


def _get(address: str, beginning: Path) -> Path:
    """Put what is at an address into a file, whose ending tells its syntax."""

    def kept(reply: Reply[Body]) -> Path:
        path = beginning.with_suffix(_ending(address, reply.media_type))
        with path.open("wb") as file:
            for part in iter(reply.body.read, b""):
                file.write(part)
        return path

    try:
        request = request_to(address, accept=_ACCEPT)
        return receive(request, TIMEOUT_SECONDS, kept, most_bytes=_MOST_BYTES)
    except TooLargeError:
        problem = phrase("publishing.addresses.larger_than_mb_harvesters_refuse")
        raise DocumentError(address, problem) from None
    except HTTPError as error:
        error.close()
        raise DocumentError(
            address, phrase("publishing.addresses.answered_check_address", code=error.code)
        ) from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise DocumentError(
            address, phrase("publishing.addresses.cannot_check_address", reason=reason)
        ) from None


def _ending(address: str, media_type: str) -> str:
    """Tell the syntax by the media type, or by the address if a server names a general one."""
    ending = _ENDINGS.get(media_type) or Path(urlsplit(address).path).suffix.lower()
    if ending not in _ENDINGS.values():
        known = ", ".join(list(_ENDINGS)[:4])
        raise DocumentError(
            address,
            phrase("publishing.addresses.sent_serve_one", media_type=media_type, known=known),
        )
    return ending


TIMEOUT_SECONDS = 10.0
"""For one address; the portal waits as long."""
ALL_SECONDS = 120.0
"""For all addresses together."""
_WORKERS = 8


def ask(addresses: Iterable[str], *, all_seconds: float = ALL_SECONDS) -> dict[str, str]:
    """Tell for each address '' if it is reachable, else in words what it answered.

    An address that is still silent when the time for all is over is left out: it was not checked.
    """
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    wanted = list(dict.fromkeys(addresses))
    for address in wanted:
        waiting.put(address)
    answered: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
    end = time.monotonic() + all_seconds
    for _ in range(min(_WORKERS, len(wanted))):
        # Daemons, so that a server that never stops talking cannot keep the command alive.
        threading.Thread(target=_work, args=(waiting, answered, end), daemon=True).start()
    found: dict[str, str] = {}
    while len(found) < len(wanted):
        try:
            address, answer = answered.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            break
        found[address] = answer
    return found


def _work(
    waiting: queue.SimpleQueue[str], answered: queue.SimpleQueue[tuple[str, str]], end: float
) -> None:
    while time.monotonic() < end:
        try:
            address = waiting.get_nowait()
        except queue.Empty:
            return
        answered.put((address, _head(address)))


def _head(address: str) -> str:
    """Ask one address."""
    if not is_address(address):
        return phrase("publishing.addresses.not_asked_no_http_or")
    try:
        fetch(request_to(address, method="HEAD"), TIMEOUT_SECONDS)
        return ""
    except HTTPError as error:
        error.close()
        return f"answered {error.code}"
    except TimeoutError:
        return phrase(
            "publishing.addresses.gave_no_answer_seconds", timeout_seconds=TIMEOUT_SECONDS
        )
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return phrase(
            "publishing.addresses.could_not_asked",
            problem=getattr(reason, "strerror", None) or reason,
        )
