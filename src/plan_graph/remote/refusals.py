"""What went wrong at an endpoint, in one line with a remedy and without a secret."""

from __future__ import annotations

import base64
import ssl
from http.client import HTTPException
from socket import gaierror
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit

from plan_graph.errors import EndpointError
from plan_graph.remote.opener import Login

_LONGEST_WORDS = 300
_MOST_BYTES = 8_192


def connection(url: str, reason: object, timeout_seconds: float) -> EndpointError:
    """Say why there was no connection, or no whole answer."""
    if isinstance(reason, TimeoutError):
        limit = f"{timeout_seconds:g} seconds"
        problem = f"gave no whole answer within {limit}; allow more time, or ask for less"
    elif isinstance(reason, gaierror):
        problem = "there is no host of this name; check the address"
    elif isinstance(reason, ssl.SSLError):
        said = getattr(reason, "verify_message", "") or reason.reason or "no common protocol"
        problem = f"no safe connection: {said}; check https or http, and the certificate"
    elif isinstance(reason, ConnectionRefusedError):
        problem = "nothing listens there; check the address, or start the endpoint"
    elif isinstance(reason, ConnectionError | HTTPException):
        problem = "broke the connection before its answer was whole; try again"
    else:
        said = getattr(reason, "strerror", None) or reason
        problem = f"cannot be reached: {_clean(str(said))}; check the address"
    return EndpointError(url, problem, passing=not isinstance(reason, gaierror | ssl.SSLError))


def status(url: str, error: HTTPError, login: Login | None) -> EndpointError:
    """Say why the endpoint answered with an error status, in its own words where it has some."""
    said = _words(error, login)
    passing = error.code >= 500 or error.code == 429
    return EndpointError(url, _problem(url, error, login, said), passing=passing)


def _problem(url: str, error: HTTPError, login: Login | None, said: str) -> str:
    if 300 <= error.code < 400:
        target = urlsplit(urljoin(url, error.headers.get("Location", "")))
        shown = f"{target.scheme}://{target.netloc.rpartition('@')[2]}{target.path}"
        return f"redirects to '{_clean(shown)}', which is not followed; give that address"
    if error.code == 401:
        scheme = error.headers.get("WWW-Authenticate", "").partition(" ")[0]
        asked = f" ({_clean(scheme)} authentication)" if scheme else ""
        if login is None:
            return (
                f"asks for a user{asked}; set PLAN_GRAPH_USER, PLAN_GRAPH_PASSWORD and, "
                "for Digest, PLAN_GRAPH_AUTH=digest"
            )
        return (
            f"does not know this user and password{asked}; check PLAN_GRAPH_USER, "
            "PLAN_GRAPH_PASSWORD and PLAN_GRAPH_AUTH"
        )
    if error.code == 404:
        return "there is nothing at this address; check its path, which often is /sparql"
    remedy = {
        400: "correct the request",
        403: "ask its operator for the right to do this",
        405: "check the address: it may be only for reading",
        413: "ask its operator to allow larger requests",
        429: "try again later",
        503: "try again later",
    }.get(error.code, "look into its log, or ask its operator")
    if "permission" in said.lower():  # Virtuoso says so with status 500.
        remedy = "ask its operator for the right to do this, or log in as another user"
    words = f": '{said}'" if said else ""
    return f"answers with status {error.code}{words}; {remedy}"


def _words(error: HTTPError, login: Login | None) -> str:
    """Give the first line of what an endpoint says, unless it is a page for a browser."""
    try:
        body = error.read(_MOST_BYTES)
    except (OSError, HTTPException):
        return ""
    if error.headers.get_content_type() in ("text/html", "application/xhtml+xml"):
        return ""
    line = next(iter(body.decode("utf-8", "replace").strip().splitlines()), "")
    if login:
        token = base64.b64encode(f"{login.user}:{login.password}".encode()).decode()
        line = line.replace(token, "…").replace(login.password, "…")
    return _clean(line)


def _clean(text: str) -> str:
    shown = "".join(letter for letter in text if letter.isprintable())
    return shown[: _LONGEST_WORDS - 1] + "…" if len(shown) > _LONGEST_WORDS else shown
