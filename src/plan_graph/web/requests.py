"""Read the parts of a request: parameters, media type, body; refuse what is not as it must be."""

from __future__ import annotations

import hmac
import re
from urllib.parse import parse_qsl

from starlette.requests import Request

from plan_graph.phrases import languages, phrase
from plan_graph.web.problems import RequestError
from plan_graph.web.sparql import guard

_MOST_FIELDS = 100
_LANGUAGE = re.compile(r"\s*([A-Za-z]{1,8})(?:-[\w-]+)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*")


def check_iri(text: str) -> None:
    """Refuse what is no absolute IRI.

    Raises:
        RequestError: With status 400.
    """
    if not guard.IRI.fullmatch(text):
        raise RequestError(400, phrase("web.requests.no_iri", text=text[:200]))


def form_fields(data: bytes) -> dict[str, list[str]]:
    """Read names and values as they stand in an address or a form.

    Raises:
        RequestError: With status 400 if they are not UTF-8 or too many.
    """
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(
            data.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:
        raise RequestError(400, phrase("web.requests.parameters_no_percent_encoded_utf")) from None
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def single_values(request: Request) -> dict[str, str]:
    """Return what stands behind the question mark, each name once.

    Raises:
        RequestError: With status 400 if a name comes twice.
    """
    values: dict[str, str] = {}
    for name, given in form_fields(request.scope["query_string"]).items():
        if len(given) > 1:
            raise RequestError(
                400, phrase("web.requests.parameter_given_times", name=name[:60], given=len(given))
            )
        values[name] = given[0]
    return values


def media_type(request: Request) -> str:
    """Return the media type of the body, without parameters.

    Raises:
        RequestError: With status 415 if it is in another character set, or compressed.
    """
    kind, *parameters = request.headers.get("content-type", "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        charset = value.strip().strip('"').lower()
        if name.strip().lower() == "charset" and charset not in ("utf-8", "utf8", "us-ascii"):
            raise RequestError(415, phrase("web.requests.character_set", charset=charset[:40]))
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RequestError(415, phrase("web.requests.body_compressed"))
    return kind.strip().lower()


async def read_body(request: Request, limit: int) -> bytes:
    """Read the body.

    Raises:
        RequestError: With status 413 if it is longer than the limit.
    """
    too_long = RequestError(413, phrase("web.requests.body_longer_than_bytes", limit=limit))
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise too_long
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise too_long
    return bytes(body)


def text_of(body: bytes) -> str:
    """Return the text of a body.

    Raises:
        RequestError: With status 400 if it is not UTF-8.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(
            400, phrase("web.requests.byte_body_not_utf", start=error.start + 1)
        ) from None


def check_bearer(request: Request, token: str, refused: str) -> None:
    """Refuse a request that does not hold a token.

    Raises:
        RequestError: With status 401 and the words given.
    """
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    right = hmac.compare_digest(given.strip().encode(), token.encode())
    if scheme.lower() != "bearer" or not right:
        raise RequestError(401, refused, {"WWW-Authenticate": "Bearer"})


def raw_path(request: Request) -> str:
    """Return the path as it was sent, without the leading slash: an IRI is compared by its letters.

    Raises:
        RequestError: With status 404 if it is not ASCII.
    """
    try:
        return bytes(request.scope["raw_path"]).decode("ascii").lstrip("/")
    except UnicodeDecodeError:
        raise RequestError(404, phrase("web.requests.nothing_here")) from None


def preferred_language(request: Request) -> str:
    """Return the language of the pages that a visitor would have most (RFC 9110, 12.5.4)."""
    weights: dict[str, float] = {}
    for part in request.headers.get("accept-language", "").split(","):
        if found := _LANGUAGE.fullmatch(part):
            weight = float(found[2]) if found[2] else 1.0
            weights[found[1].lower()] = max(weight, weights.get(found[1].lower(), 0.0))
    return max(languages(), key=lambda tag: weights.get(tag, 0.0))


def language_of(request: Request) -> str:
    """Return the language in which a visitor is told something: of the page, or the head."""
    first = request.scope["path"].lstrip("/").partition("/")[0]
    return first if first in languages() else preferred_language(request)
