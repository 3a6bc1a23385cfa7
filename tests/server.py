"""A real static HTTP server on loopback, with the media types of the publication."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".jsonld": "application/ld+json",
    ".trig": "application/trig",
    ".csv": "text/csv",
}


class _Handler(SimpleHTTPRequestHandler):
    """Serves files; `places` tells which file has an address that is not its path."""

    extensions_map = MEDIA_TYPES
    places: ClassVar[Mapping[str, Path]] = {}

    def translate_path(self, path: str) -> str:
        for prefix, folder in self.places.items():
            if path.startswith(prefix):
                return str(folder / path.removeprefix(prefix).partition("?")[0])
        return "/nowhere"

    def log_message(self, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def server(places: Mapping[str, Path], port: int = 0) -> Iterator[str]:
    """Serve folders under path prefixes; give the address of the server, with a slash."""
    handler = type("Handler", (_Handler,), {"places": places})
    with ThreadingHTTPServer(("127.0.0.1", port), handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_address[1]}/"
        finally:
            running.shutdown()
            thread.join()
