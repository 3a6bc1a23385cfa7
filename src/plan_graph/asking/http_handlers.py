"""How urllib opens connections and follows redirects for `http.py`: within one time for all."""

from __future__ import annotations

import io
import socket
import time
from http.client import HTTPConnection, HTTPMessage, HTTPResponse, HTTPSConnection
from typing import IO, Any
from urllib import request as http
from urllib.error import HTTPError
from urllib.parse import urlsplit

_MOST_REDIRECTS = 5


class Redirects(http.HTTPRedirectHandler):
    """Follows only where nothing can go wrong: what is only read, without credentials."""

    max_redirections = _MOST_REDIRECTS

    def __init__(self, end: float, *, has_login: bool) -> None:
        self._has_login = has_login
        self._end = end

    def redirect_request(  # noqa: PLR0913, PLR0917 (the signature is urllib's)
        self,
        req: http.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> http.Request | None:
        """Return the request that follows.

        Raises:
            HTTPError: If it is not followed.
            TimeoutError: If no time is left for it.
        """
        web = urlsplit(newurl).scheme in ("http", "https")
        if self._has_login or req.get_method() not in ("GET", "HEAD") or not web:
            raise HTTPError(req.full_url, code, msg, headers, fp)
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None:
            following.method = req.get_method()
            fp.close()  # What it says is not read.
            # urllib gives the following request the time of this one.
            req.timeout = self._end - time.monotonic()
            if req.timeout <= 0:
                raise TimeoutError("timed out")
        return following


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
            raise TimeoutError("timed out")
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


class Http(http.HTTPHandler):
    """Opens addresses of http; the whole answer has to come in time."""

    def http_open(self, req: http.Request) -> HTTPResponse:
        """Send a request."""
        return self.do_open(_HttpConnection, req)


class Https(http.HTTPSHandler):
    """Opens addresses of https; the whole answer has to come in time."""

    def https_open(self, req: http.Request) -> HTTPResponse:
        """Send a request."""
        return self.do_open(_HttpsConnection, req)
