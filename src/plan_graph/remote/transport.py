"""One request to a SPARQL endpoint over HTTP: bounded in time, its failures in plain words.

SPARQLWrapper writes the request; it is sent by an opener of its own, because SPARQLWrapper's
never gives up, hands credentials to other hosts, and turns a redirected update into a GET
that changes nothing and looks well.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException, HTTPResponse
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit

from SPARQLWrapper import GET, INSERT, POST, SELECT, SPARQLWrapper

from plan_graph.errors import EndpointError, UsageError
from plan_graph.remote import refusals
from plan_graph.remote.opener import Login, open_request

_LONGEST_GET = 2_000
"""Characters of an encoded query; longer addresses are refused by some servers on the way."""


class Reply(NamedTuple):
    """What an endpoint answered, read to its end."""

    media_type: str
    headers: Message
    body: bytes


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
        request = _Request(self.url, self.timeout_seconds, self.login)
        request.setOnlyConneg(True)
        # Not setQuery, which guesses by regular expressions what kind of request a text is.
        request.queryString, request.queryType = text, kind
        return request

    def _send(self, request: SPARQLWrapper) -> Reply:
        try:
            with request.query().response as response:
                media_type = response.headers.get_content_type()
                return Reply(media_type, response.headers, response.read())
        except HTTPError as error:
            with error:
                raise refusals.status(self.url, error, self.login) from None
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            raise refusals.connection(self.url, reason, self.timeout_seconds) from None
        except ValueError as error:
            # An authentication scheme that urllib does not know, or not together with ours.
            raise EndpointError(
                self.url, f"asks for another way to log in ({error}); set PLAN_GRAPH_AUTH"
            ) from None


class _Request(SPARQLWrapper):  # type: ignore[misc, unused-ignore]
    """A request that is sent by our own opener."""

    def __init__(self, url: str, timeout_seconds: float, login: Login | None) -> None:
        super().__init__(url)
        self._timeout_seconds = timeout_seconds
        self._login = login

    def _query(self) -> tuple[HTTPResponse, str]:
        request = self._createRequest()
        return open_request(request, self._timeout_seconds, self._login), self.returnFormat
