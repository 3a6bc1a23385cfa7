"""What search engines ask for: which pages there are, and where to begin."""

from __future__ import annotations

from collections.abc import Iterable

from plan_graph.pages.layout import environment
from plan_graph.pages.site import page_file
from plan_graph.phrases import languages


def robots(address: str, *closed: str) -> str:
    """Return robots.txt: all may be read but some paths; `address` is that of the site, or ''."""
    lines = ["User-agent: *", *(f"Disallow: /{path}" for path in closed), "Allow: /"]
    if address:
        lines.append(f"Sitemap: {address}sitemap.xml")
    return "".join(f"{line}\n" for line in lines)


def sitemap(address: str, paths: Iterable[str]) -> str:
    """Return sitemap.xml: each page in each language, by paths within a language."""
    entries = [[(tag, address + page_file(path, tag)) for tag in languages()] for path in paths]
    return environment().get_template("sitemap.xml").render(entries=entries)
