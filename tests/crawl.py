"""Follow every link of a site from its start page, as a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin

import httpx
from lxml import html

_LINKS = "//@href | //@src | //form/@action"


@dataclass
class Crawl:
    """What was found: the pages by address, and the links that lead nowhere.

    Attributes:
        pages: The text of each page.
        broken: Each with the page that has it.
    """

    pages: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    broken: list[tuple[str, str]] = field(default_factory=list)


def found_by(path: str, document: html.HtmlElement) -> list[str]:
    """Return the texts that an XPath finds."""
    found = document.xpath(path)
    return [str(each) for each in found] if isinstance(found, list) else []


def crawl(start: str) -> Crawl:
    """Follow all links that stay below the folder of a start page; each address is asked once."""
    root = start.rpartition("/")[0] + "/"
    found = Crawl()
    anchors: dict[str, set[str]] = {}
    wanted = [(start, start)]
    seen = {start}
    targets: list[tuple[str, str, str]] = []
    with httpx.Client(timeout=60) as client:
        while wanted:
            address, origin = wanted.pop()
            response = client.get(address)
            if response.status_code != 200:
                found.broken.append((address, origin))
                continue
            if not response.headers["content-type"].startswith("text/html"):
                found.files.add(address)
                continue
            found.pages[address] = response.text
            document = html.document_fromstring(response.content)
            anchors[address] = set(found_by("//@id", document))
            for link in found_by(_LINKS, document):
                target, name = urldefrag(urljoin(address, link))
                if target.startswith(root):
                    bare = target.partition("?")[0]
                    targets.append((bare, name, address))
                    if bare not in seen:
                        seen.add(bare)
                        wanted.append((bare, address))
    for target, name, origin in targets:
        if name and target in anchors and name not in anchors[target]:
            found.broken.append((f"{target}#{name}", origin))
    return found
