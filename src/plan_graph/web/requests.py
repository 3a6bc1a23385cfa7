"""Read the parts of a request: parameters, media type, body; refuse what is not as it must be."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from plan_graph.web.problems import RequestError
from plan_graph.web.sparql import guard

_MOST_FIELDS = 100


def check_iri(text: str) -> None:
    """Refuse what is no absolute IRI.

    Raises:
        RequestError: With status 400.
    """
    if not guard.IRI.fullmatch(text):
        raise RequestError(400, f"'{text[:200]}' is no IRI; write it whole, without spaces")


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
        raise RequestError(
            400, "the parameters are no percent-encoded UTF-8, or too many; encode them"
        ) from None
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def single_values(request: Request) -> dict[str, str]:
    """Give what stands behind the question mark, each name once.

    Raises:
        RequestError: With status 400 if a name comes twice.
    """
    values: dict[str, str] = {}
    for name, given in form_fields(request.scope["query_string"]).items():
        if len(given) > 1:
            raise RequestError(
                400, f"parameter '{name[:60]}' is given {len(given)} times; give one"
            )
        values[name] = given[0]
    return values


def media_type(request: Request) -> str:
    """Give the media type of the body, without parameters.

    Raises:
        RequestError: With status 415 if it is in another character set, or compressed.
    """
    kind, *parameters = request.headers.get("content-type", "").split(";")
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        charset = value.strip().strip('"').lower()
        if name.strip().lower() == "charset" and charset not in ("utf-8", "utf8", "us-ascii"):
            raise RequestError(415, f"the character set is '{charset[:40]}'; send UTF-8")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RequestError(415, "the body is compressed; send it plain")
    return kind.strip().lower()


async def read_body(request: Request, limit: int) -> bytes:
    """Read the body.

    Raises:
        RequestError: With status 413 if it is longer than the limit.
    """
    too_long = RequestError(413, f"the body is longer than {limit:,} bytes; send less")
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
    """Give the text of a body.

    Raises:
        RequestError: With status 400 if it is not UTF-8.
    """
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(
            400, f"byte {error.start + 1} of the body is not UTF-8; encode it"
        ) from None


def raw_path(request: Request) -> str:
    """Give the path as it was sent, without the leading slash: an IRI is compared letter by letter.

    Raises:
        RequestError: With status 404 if it is not ASCII.
    """
    try:
        return bytes(request.scope["raw_path"]).decode("ascii").lstrip("/")
    except UnicodeDecodeError:
        raise RequestError(404, "there is nothing here; encode the address") from None
