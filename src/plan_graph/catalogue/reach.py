"""Whether addresses answer HEAD, asked side by side and in bounded time; nothing is downloaded.

Only http and https are asked, also after a redirect, whatever a catalogue says.
"""

from __future__ import annotations

import queue
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from http.client import HTTPException

TIMEOUT_SECONDS = 10.0
"""For one address; the portal waits as long."""
ALL_SECONDS = 120.0
"""For all addresses together."""
_WORKERS = 8
_AGENT = "plan-graph (metadata quality check)"


def opener() -> urllib.request.OpenerDirector:
    """Make an opener that knows http and https and nothing else."""
    made = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        made.add_handler(handler)
    made.addheaders = [("User-Agent", _AGENT)]
    return made


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
    asking = opener()
    while time.monotonic() < end:
        try:
            address = waiting.get_nowait()
        except queue.Empty:
            return
        answered.put((address, _head(asking, address)))


def _head(asking: urllib.request.OpenerDirector, address: str) -> str:
    """Ask one address."""
    if not address.startswith(("http://", "https://")):
        return "is not asked, as it is no http or https address"
    try:
        request = urllib.request.Request(address, method="HEAD")
        with asking.open(request, timeout=TIMEOUT_SECONDS):
            return ""
    except urllib.error.HTTPError as error:
        error.close()
        return f"answered {error.code}"
    except TimeoutError:
        return f"gave no answer in {TIMEOUT_SECONDS:.0f} seconds"
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        return f"could not be asked: {getattr(reason, 'strerror', None) or reason}"
