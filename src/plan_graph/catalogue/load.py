"""A catalogue from a file or an address, never more of it than can be a catalogue."""

from __future__ import annotations

import tempfile
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from pyoxigraph import Triple

from plan_graph.catalogue.reach import TIMEOUT_SECONDS, opener
from plan_graph.errors import DocumentError
from plan_graph.rdf import load_rdf

_ENDINGS = {
    "text/turtle": ".ttl",
    "application/rdf+xml": ".rdf",
    "application/ld+json": ".jsonld",
    "application/n-triples": ".nt",
    "application/trig": ".trig",
    "application/n-quads": ".nq",
    "application/json": ".jsonld",
    "application/xml": ".rdf",
    "text/xml": ".rdf",
}
_ACCEPT = (
    "text/turtle, application/ld+json;q=0.9, application/rdf+xml;q=0.8, application/n-triples;q=0.7"
)
_MOST_BYTES = 50 * 1024 * 1024
"""What harvesters read of one answer at most."""


def load(place: str) -> list[Triple]:
    """Read a catalogue from a file or an http(s) address.

    Raises:
        DocumentError: If it cannot be had, is larger than 50 MB or is no RDF; nothing that it
            names is fetched or expanded.
    """
    if not place.startswith(("http://", "https://")):
        return load_rdf(Path(place))
    content, ending = _get(place)
    with tempfile.TemporaryDirectory(prefix="plan-graph-") as folder:
        file = Path(folder, "catalogue" + ending)
        file.write_bytes(content)
        try:
            return load_rdf(file)
        except DocumentError as error:
            raise DocumentError(place, error.problem, place=error.place) from None


def _get(address: str) -> tuple[bytes, str]:
    try:
        request = urllib.request.Request(address, headers={"Accept": _ACCEPT})
        with opener().open(request, timeout=TIMEOUT_SECONDS) as answer:
            media_type = answer.headers.get_content_type()
            content = answer.read(_MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        error.close()
        raise DocumentError(address, f"answered {error.code}; check the address") from None
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise DocumentError(address, f"cannot be had: {reason}; check the address") from None
    if len(content) > _MOST_BYTES:
        raise DocumentError(address, "is larger than 50 MB, which harvesters refuse; split it")
    return content, _ending(address, media_type)


def _ending(address: str, media_type: str) -> str:
    """Tell the syntax by the media type, or by the address if a server names a general one."""
    ending = _ENDINGS.get(media_type) or Path(urlsplit(address).path).suffix.lower()
    if ending not in _ENDINGS.values():
        known = ", ".join(list(_ENDINGS)[:4])
        raise DocumentError(address, f"is sent as {media_type}; serve it as one of {known}")
    return ending
