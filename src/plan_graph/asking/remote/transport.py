"""One request to a SPARQL endpoint over HTTP: bounded in time, its failures in plain words.

SPARQLWrapper writes the request, which is sent as all that goes out (`asking.http`): its `query`
opens what it is given without bounds, so this is the only module that uses `_createRequest` of
SPARQLWrapper 2.0; pyproject.toml allows no other version. What went wrong is said in one line with
a remedy and without a secret.
"""

from __future__ import annotations

import base64
import os
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException
from socket import gaierror
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit

from SPARQLWrapper import GET, INSERT, POST, SELECT, SPARQLWrapper

from plan_graph.asking.http import AGENT, MOST_BYTES, Login, Reply, TooLargeError, fetch
from plan_graph.errors import EndpointError, UsageError

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


_LONGEST_GET = 2_000
"""Characters of an encoded query; longer addresses are refused by some servers on the way."""


def login_from_environment() -> Login | None:
    """Read PLAN_GRAPH_USER, PLAN_GRAPH_PASSWORD and PLAN_GRAPH_AUTH ('basic' or 'digest').

    Raises:
        UsageError: If one of them is missing or unknown.
    """
    user, password = os.environ.get("PLAN_GRAPH_USER"), os.environ.get("PLAN_GRAPH_PASSWORD")
    scheme = os.environ.get("PLAN_GRAPH_AUTH", "basic").lower()
    if not user and not password:
        return None
    if not user or not password:
        raise UsageError("set both PLAN_GRAPH_USER and PLAN_GRAPH_PASSWORD, or neither")
    if scheme not in ("basic", "digest"):
        raise UsageError(f"PLAN_GRAPH_AUTH is '{scheme}'; set it to basic or digest")
    return Login(user, password, digest=scheme == "digest")


def check_address(url: str) -> str:
    """Give the address of an endpoint back if it is one that can be used and shown.

    Raises:
        UsageError: If it is not http(s), or holds a password, a query or a space.
    """
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        host = parts.netloc.rpartition("@")[2]
        raise UsageError(
            f"endpoint at '{host}': its address holds a user or password, which would be shown in "
            "messages; set PLAN_GRAPH_USER and PLAN_GRAPH_PASSWORD instead"
        )
    # Not even the query of the address is shown: it may hold a key.
    shown = url.partition("?")[0]
    if parts.scheme not in ("http", "https") or not parts.hostname or not url.isprintable():
        raise UsageError(f"endpoint '{shown}': give an http or https address")
    if parts.query or parts.fragment or " " in url:
        raise UsageError(f"endpoint '{shown}': give the address without a query, fragment or space")
    return url


@dataclass(frozen=True)
class Transport:
    """The way to one address.

    Attributes:
        url: Where queries or updates go.
        timeout_seconds: For connecting, for sending and for the whole answer, each.
        login: Who asks, if anybody.
    """

    url: str
    timeout_seconds: float
    login: Login | None = None

    def ask(self, query: str, accept: str, graphs: Sequence[str] = ()) -> Reply:
        """Send a query over the given default graph, as GET or, if it is long, as a form.

        Raises:
            EndpointError: If there is no whole answer.
        """
        request = self._request(query, SELECT)
        request.setMethod(GET if len(quote(query)) <= _LONGEST_GET else POST)
        request.addCustomHttpHeader("Accept", accept)
        # Virtuoso ends a query only if it is told when, in milliseconds.
        request.addParameter("timeout", str(round(self.timeout_seconds * 1000)))
        for graph in graphs:
            request.addParameter("default-graph-uri", graph)
        return self._send(request)

    def update(self, text: str) -> None:
        """Send an update as a form.

        Raises:
            EndpointError: If it is not known to be done; it may have been done all the same.
        """
        request = self._request(text, INSERT)
        request.setMethod(POST)
        request.addCustomHttpHeader("Accept", "*/*")
        self._send(request)

    def _request(self, text: str, kind: str) -> SPARQLWrapper:
        request = SPARQLWrapper(self.url, agent=AGENT)
        request.setOnlyConneg(True)
        # Not setQuery, which guesses by regular expressions what kind of request a text is.
        request.queryString, request.queryType = text, kind
        return request

    def _send(self, request: SPARQLWrapper) -> Reply:
        try:
            return fetch(request._createRequest(), self.timeout_seconds, login=self.login)
        except HTTPError as error:
            with error:
                raise status(self.url, error, self.login) from None
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            raise connection(self.url, reason, self.timeout_seconds) from None
        except TooLargeError:
            size = f"{MOST_BYTES // 1024**2} MB"
            problem = f"its answer is larger than {size}; ask for less, or by parts"
            raise EndpointError(self.url, problem) from None
        except ValueError as error:
            # An authentication scheme that urllib does not know, or not together with ours.
            raise EndpointError(
                self.url, f"asks for another way to log in ({error}); set PLAN_GRAPH_AUTH"
            ) from None
