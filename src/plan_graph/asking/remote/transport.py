"""One request to a SPARQL endpoint over HTTP: bounded in time, its failures in plain words.

SPARQLWrapper writes the request, which is sent as all that goes out (`asking.http`): its `query`
opens what it is given without bounds, so this is the only module that uses `_createRequest` of
SPARQLWrapper 2.0; pyproject.toml allows no other version. What went wrong is said in one line with
a remedy and without a secret.
"""

from __future__ import annotations

import base64
import math
import os
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from socket import gaierror
from typing import TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin, urlsplit

from SPARQLWrapper import GET, INSERT, POST, SELECT, SPARQLWrapper

from plan_graph.asking.http import (
    AGENT,
    MOST_BYTES,
    Body,
    Login,
    Reply,
    TooLargeError,
    beginning_of,
    receive,
)
from plan_graph.asking.remote.results import AnswerError
from plan_graph.errors import EndpointError, UsageError
from plan_graph.phrases import phrase

_T = TypeVar("_T")
_LONGEST_WORDS = 300
_MOST_BYTES = 8_192


def connection(url: str, reason: object, timeout_seconds: float) -> EndpointError:
    """Say why there was no connection, or no whole answer."""
    if isinstance(reason, TimeoutError):
        limit = f"{timeout_seconds:g} seconds"
        problem = phrase("asking.transport.gave_no_whole_answer_within", limit=limit)
    elif isinstance(reason, gaierror):
        problem = phrase("asking.transport.no_host_name")
    elif isinstance(reason, ssl.SSLError):
        said = (
            getattr(reason, "verify_message", "")
            or reason.reason
            or phrase("asking.transport.no_common_protocol")
        )
        problem = phrase("asking.transport.no_safe_connection", said=said)
    elif isinstance(reason, ConnectionRefusedError):
        problem = phrase("asking.transport.nothing_listens")
    elif isinstance(reason, ConnectionError | HTTPException):
        problem = phrase("asking.transport.broke_connection_before_answer_whole")
    else:
        said = getattr(reason, "strerror", None) or reason
        problem = phrase("asking.transport.cannot_reached", clean=_clean(str(said)))
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
        return phrase("asking.transport.redirects_to_not_followed", clean=_clean(shown))
    if error.code == 401:
        scheme = error.headers.get("WWW-Authenticate", "").partition(" ")[0]
        asked = f" ({_clean(scheme)} authentication)" if scheme else ""
        if login is None:
            return phrase("asking.transport.asks_for_user", asked=asked)
        return phrase("asking.transport.does_not_know_user_password", asked=asked)
    if error.code == 404:
        return phrase("asking.transport.nothing_at_address")
    remedy = {
        400: phrase("asking.transport.correct_request"),
        403: phrase("asking.transport.ask_operator_for_right_to"),
        405: phrase("asking.transport.check_address_may_only_for"),
        413: phrase("asking.transport.ask_operator_to_allow_larger"),
        429: phrase("asking.transport.try_again_later"),
        503: phrase("asking.transport.try_again_later"),
    }.get(error.code, "look into its log, or ask its operator")
    if "permission" in said.lower():  # Virtuoso says so with status 500.
        remedy = phrase("asking.transport.ask_operator_for_right_to_do")
    words = f": '{said}'" if said else ""
    return phrase(
        "asking.transport.answers_with_status", code=error.code, words=words, remedy=remedy
    )


def _words(error: HTTPError, login: Login | None) -> str:
    """Return the first line of what an endpoint says, unless it is a page for a browser."""
    try:
        body = beginning_of(error, _MOST_BYTES)
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
        raise UsageError(phrase("asking.transport.set_both_plan_graph_user"))
    if scheme not in ("basic", "digest"):
        raise UsageError(phrase("asking.transport.plan_graph_auth", scheme=scheme))
    return Login(user, password, digest=scheme == "digest")


def check_address(url: str) -> str:
    """Return the address of an endpoint back if it is one that can be used and shown.

    Raises:
        UsageError: If it is not http(s), or holds a password, a query or a space.
    """
    # Not even the query of the address is shown: it may hold a key.
    shown = "".join(sign if sign.isprintable() else "�" for sign in url.partition("?")[0])
    try:
        parts = urlsplit(url)
        # A port that is no number, and a host of which a part is empty or too long, are none.
        _, named = parts.port, (parts.hostname or "").rstrip(".").encode("idna")
    except ValueError:
        raise UsageError(
            phrase("asking.transport.endpoint_give_http_or_https", shown=shown)
        ) from None
    if parts.username is not None or parts.password is not None:
        host = parts.netloc.rpartition("@")[2]
        raise UsageError(phrase("asking.transport.endpoint_at_address_holds_user", host=host))
    if parts.scheme not in ("http", "https") or not named or not url.isprintable():
        raise UsageError(phrase("asking.transport.endpoint_give_http_or_https", shown=shown))
    if parts.query or parts.fragment or " " in url:
        raise UsageError(
            phrase("asking.transport.endpoint_give_address_without_query", shown=shown)
        )
    return url


@dataclass(frozen=True)
class Transport:
    """The way to one address.

    Attributes:
        url: Where queries or updates go.
        timeout_seconds: For connecting, for sending and for the whole answer, each.
        login: Who asks, if anybody.
        end: When nobody waits any longer, by the clock of `time.monotonic`.
    """

    url: str
    timeout_seconds: float
    login: Login | None = None
    end: float = math.inf

    def ask(
        self,
        query: str,
        accept: str,
        reader: Callable[[Reply[Body]], _T],
        graphs: Sequence[str] = (),
    ) -> _T:
        """Send a query over the given default graph, as GET or, if it is long, as a form.

        The answer is what the reader makes of it, part by part.

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
        return self._send(request, reader)

    def update(self, text: str) -> None:
        """Send an update as a form.

        Raises:
            EndpointError: If it is not known to be done; it may have been done all the same.
        """
        request = self._request(text, INSERT)
        request.setMethod(POST)
        request.addCustomHttpHeader("Accept", "*/*")
        self._send(request, lambda reply: None)

    def _request(self, text: str, kind: str) -> SPARQLWrapper:
        request = SPARQLWrapper(self.url, agent=AGENT)
        request.setOnlyConneg(True)
        # Not setQuery, which guesses by regular expressions what kind of request a text is.
        request.queryString, request.queryType = text, kind
        return request

    def _send(self, request: SPARQLWrapper, reader: Callable[[Reply[Body]], _T]) -> _T:
        try:
            made = request._createRequest()
            seconds = min(self.timeout_seconds, self.end - time.monotonic())
            if seconds <= 0:
                raise TimeoutError
            return receive(made, seconds, reader, login=self.login)
        except AnswerError as error:
            raise EndpointError(self.url, str(error)) from None
        except HTTPError as error:
            found = status(self.url, error, self.login)
            error.close()
            raise found from None
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            raise connection(self.url, reason, self.timeout_seconds) from None
        except TooLargeError:
            size = f"{MOST_BYTES // 1024**2} MB"
            problem = phrase("asking.transport.answer_larger_than", size=size)
            raise EndpointError(self.url, problem) from None
        except ValueError as error:
            # An authentication scheme that urllib does not know, or not together with ours.
            raise EndpointError(
                self.url, phrase("asking.transport.asks_for_another_way_to", error=error)
            ) from None
