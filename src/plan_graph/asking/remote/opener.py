"""Opens HTTP requests: a bound for the whole answer, credentials for one address only."""

from __future__ import annotations

import io
import socket
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import IO, Any
from urllib import request as http
from urllib.error import HTTPError
from urllib.parse import urlsplit

from plan_graph.phrases import phrase


@dataclass(frozen=True)
class Login:
    """A user of an endpoint; Basic authentication unless Digest is chosen."""

    user: str
    password: str = field(repr=False)
    digest: bool = False


def open_request(
    request: http.Request, timeout_seconds: float, login: Login | None
) -> HTTPResponse:
    """Send a request and give the response, whose body is still to be read.

    Args:
        request: The request; credentials go to its own address only.
        timeout_seconds: For connecting, for sending and for the whole answer, each.
        login: The credentials.

    Raises:
        OSError: As urllib does; URLError and HTTPError among them.
        ValueError: If the server asks for another authentication scheme.
    """
    opener = http.OpenerDirector()
    for handler in (
        http.ProxyHandler(),
        _Http(),
        _Https(),
        _Redirects(login),
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
    return response


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


class _Redirects(http.HTTPRedirectHandler):
    """Follows only where nothing can go wrong: a GET, without credentials."""

    def __init__(self, login: Login | None) -> None:
        self._login = login

    def redirect_request(  # noqa: PLR0913, PLR0917 (the signature is urllib's)
        self,
        req: http.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> http.Request | None:
        web = urlsplit(newurl).scheme in ("http", "https")
        if self._login or req.get_method() != "GET" or not web:
            raise HTTPError(req.full_url, code, msg, headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Timed(io.RawIOBase):
    """Bytes of a socket until a moment; the time-out of a socket alone begins anew at each byte."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw = raw
        self._sock = sock
        self._end = time.monotonic() + (sock.gettimeout() or 0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError(phrase("asking.opener.timed_out"))
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        super().close()
        self._raw.close()


class _Response(HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
        super().__init__(sock, *args, **options)
        raw = self.fp.detach()
        self.fp = io.BufferedReader(_Timed(raw, sock))


class _HttpConnection(HTTPConnection):
    response_class = _Response


class _HttpsConnection(HTTPSConnection):
    response_class = _Response


class _Http(http.HTTPHandler):
    def http_open(self, req: http.Request) -> HTTPResponse:
        return self.do_open(_HttpConnection, req)


class _Https(http.HTTPSHandler):
    def https_open(self, req: http.Request) -> HTTPResponse:
        return self.do_open(_HttpsConnection, req)
