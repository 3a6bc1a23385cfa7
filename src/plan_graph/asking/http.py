"""The one way out: HTTP requests that are bounded in time, in size and in redirects.

Nothing but http and https is spoken, also after a redirect. Credentials go to one address only.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPMessage, HTTPResponse, IncompleteRead
from typing import IO, Any, Generic, NamedTuple, Protocol, TypeVar
from urllib import request as http
from urllib.error import HTTPError

from plan_graph import __version__
from plan_graph.asking.http_handlers import Http, Https, Redirects

AGENT = f"plan-graph/{__version__}"
MOST_BYTES = 256 * 1024 * 1024
"""Of one answer, if the caller does not want less; who reads it in parts keeps far less."""
_STEP = 256 * 1024
_T = TypeVar("_T")
_Content_co = TypeVar("_Content_co", covariant=True)


@dataclass(frozen=True)
class Login:
    """A user of an endpoint; Basic authentication unless Digest is chosen."""

    user: str
    password: str = field(repr=False)
    digest: bool = False


class Reply(NamedTuple, Generic[_Content_co]):
    """What was answered, and its body: as bytes, or as what reads them part by part."""

    media_type: str
    headers: HTTPMessage
    body: _Content_co


class TooLargeError(Exception):
    """An answer goes on beyond the bytes that are taken."""


class Readable(Protocol):
    """What gives bytes part by part."""

    def read(self, size: int, /) -> bytes:
        """Return the next bytes, b'' at the end."""


class Body:
    """The body of an answer, read part by part; it never gives more than is taken of one."""

    def __init__(self, response: HTTPResponse, most_bytes: int = MOST_BYTES) -> None:
        self._response = response
        self._left = most_bytes

    def read(self, size: int = _STEP, /) -> bytes:
        """Return the next bytes, b'' at the end.

        Raises:
            TooLargeError: If there are more than are taken.
            IncompleteRead: If the body breaks off.
            OSError: If the time is over, or the connection is lost.
        """
        # Not `read` of the response: a chunk of negative length has it read without end.
        part = bytearray(min(size, _STEP))
        count = self._response.readinto(part)
        self._left -= count
        if self._left < 0:
            raise TooLargeError
        if not count and self._response.length:
            raise IncompleteRead(b"", self._response.length)
        return bytes(part[:count])

    def whole(self) -> bytes:
        """Return all bytes that are left; raises as `receive` does."""
        return b"".join(iter(self.read, b""))


def beginning_of(error: HTTPError, most_bytes: int) -> bytes:
    """Return the first bytes that come with a refusal; b'' if there are none."""
    return Body(error.fp).read(most_bytes) if isinstance(error.fp, HTTPResponse) else b""


def request_to(address: str, *, method: str = "GET", accept: str = "*/*") -> http.Request:
    """Return a request without a body.

    Raises:
        ValueError: If the address is none.
    """
    return http.Request(address, method=method, headers={"Accept": accept, "User-Agent": AGENT})


def fetch(
    request: http.Request, timeout_seconds: float, *, most_bytes: int = MOST_BYTES
) -> Reply[bytes]:
    """Send a request and return the whole answer; raises as `receive` does."""

    def whole(reply: Reply[Body]) -> Reply[bytes]:
        return Reply(reply.media_type, reply.headers, reply.body.whole())

    return receive(request, timeout_seconds, whole, most_bytes=most_bytes)


def receive(
    request: http.Request,
    timeout_seconds: float,
    reader: Callable[[Reply[Body]], _T],
    *,
    login: Login | None = None,
    most_bytes: int = MOST_BYTES,
) -> _T:
    """Send a request and return what a reader makes of the answer, of which it sees all.

    Args:
        request: The request; credentials go to its own address only.
        timeout_seconds: For connecting, for sending and for the whole answer, each; a redirect
            is followed only within it.
        reader: Reads the body part by part; what it leaves is read and thrown away.
        login: The credentials.
        most_bytes: What is taken of the body.

    Raises:
        TooLargeError: If the body is larger.
        OSError: As urllib does; URLError and HTTPError among them, TimeoutError if it is over.
        HTTPException: If the answer breaks off, or is none.
        ValueError: If the server asks for another authentication scheme.
    """
    opener = http.OpenerDirector()
    for handler in (
        http.ProxyHandler(),
        Http(),
        Https(),
        Redirects(time.monotonic() + timeout_seconds, has_login=login is not None),
        http.HTTPDefaultErrorHandler(),
        http.HTTPErrorProcessor(),
        http.UnknownHandler(),
    ):
        opener.add_handler(handler)
    if login:
        opener.add_handler(_authentication(request.full_url, login))
    response = opener.open(request, timeout=timeout_seconds)
    if not isinstance(response, HTTPResponse):
        raise TypeError("an HTTP request has an HTTP response")
    with response:
        body = Body(response, most_bytes)
        found = reader(Reply(response.headers.get_content_type(), response.headers, body))
        while body.read():
            pass
    return found


def _authentication(url: str, login: Login) -> http.BaseHandler:
    passwords = http.HTTPPasswordMgrWithPriorAuth()
    # Basic is sent at once: some endpoints answer as to a stranger instead of asking.
    passwords.add_password(None, url, login.user, login.password, not login.digest)
    if login.digest:
        return _Digest(passwords)
    return _Basic(passwords)


class _Asked(http.BaseHandler):
    """Closes the question for a login once it is answered; urllib leaves that to chance."""

    def http_error_401(
        self, req: http.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage
    ) -> HTTPResponse | None:
        answer: Any = super()
        response: HTTPResponse | None = None
        unanswered = False
        try:
            response = answer.http_error_401(req, fp, code, msg, headers)
            unanswered = response is None
        finally:
            if not unanswered:
                fp.close()
        return response


class _Basic(_Asked, http.HTTPBasicAuthHandler):
    pass


class _Digest(_Asked, http.HTTPDigestAuthHandler):
    pass
