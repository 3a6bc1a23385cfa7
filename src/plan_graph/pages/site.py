"""Where pages stand: the graph they speak of, how their links begin, the language they speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import quote

from plan_graph.asking.queries.engine import Engine
from plan_graph.asking.search.index import Index
from plan_graph.vocab import PLAN_BASE

SAFE = "/:@!$&'()*+,;=-._~%"
"""What stays as it is in the path of an address; the names of things are encoded already."""
_WITH_PAGE = frozenset({
    "plan", "strategy", "pillar", "objective", "action", "indicator", "organisation", "term",
    "glossary",
})  # fmt: skip
"""The kinds of things that have a page of their own in the static site too."""
_LINKED = ("http", "https", "mailto")


@dataclass(frozen=True)
class Site:
    """All pages together.

    Attributes:
        engine: What answers the queries.
        base: How the IRIs of the data begin.
        address: The public address, ends with a slash, or '' if it is not known.
        root: How a link to something of the site begins; '' in files, whose links are relative.
        build: The folder of the build, for the text of documents; None if there is none.
        known: The paths of all pages, if no link may lead to another; None if any may be asked.
        day: The day for which is told what is late; it is today if none is given.
        is_editable: Whether what was read can be corrected here.
        are_files: Whether the pages are files although their links are whole, as those of 404.html.
        plans: How many plans there are, where no index tells it.
    """

    engine: Engine
    base: str
    address: str = ""
    root: str = ""
    build: Path | None = None
    known: frozenset[str] | None = None
    day: date = field(default_factory=date.today)
    is_editable: bool = False
    are_files: bool = False
    plans: int = 0

    @property
    def index(self) -> Index | None:
        """What a search asks, or None if the graph is not that of a build."""
        return self.engine.index

    @property
    def static(self) -> bool:
        """Whether the pages are files that no server of ours stands behind."""
        return self.are_files or not self.root


@dataclass(frozen=True)
class Visit:
    """A page that is asked for.

    Attributes:
        site: The pages that it belongs to.
        language: The language of the page.
        path: The page within the language, without ending, such as 'action/ro-plan/1.1-01'.
        values: What the visitor filled in, such as the words of a search.
    """

    site: Site
    language: str
    path: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The day for which is told how far actions are: an earlier one, if one is asked for.

        >>> site = Site(Engine(), "http://a/", day=date(2022, 5, 1))
        >>> str(Visit(site, "en", "index", {"date": "2021-12-31"}).day)
        '2021-12-31'
        >>> str(Visit(site, "en", "index", {"date": "2030-01-01"}).day)
        '2022-05-01'
        """
        try:
            return min(date.fromisoformat(self.values.get("date", "")), self.site.day)
        except ValueError:
            return self.site.day

    @property
    def root(self) -> str:
        """How a link to something of the site begins on this page.

        >>> Visit(Site(Engine(), "http://a/"), "en", "action/p/1").root
        '../../../'
        """
        return self.site.root or "../" * (self.path.count("/") + 1)

    def page(self, path: str, language: str = "") -> str:
        """Return the address of a page in this language, or in another.

        >>> Visit(Site(Engine(), "http://a/", root="/x/"), "en", "index").page("plan/p", "ro")
        '/x/ro/plan/p.html'
        """
        return f"{self.root}{page_file(path, language or self.language)}"

    def file(self, path: str) -> str:
        """Return the address of something of the site that has no language."""
        return self.root + quote(path, safe=SAFE)

    def whole(self, path: str) -> str:
        """Return the public address of something of the site, or '' if that is not known."""
        return self.site.address and self.site.address + quote(path, safe=SAFE)

    def thing(self, iri: str) -> str:
        """Return where a link to a thing leads, or '' if it must not be one.

        >>> visit = Visit(Site(Engine(), "http://a/"), "en", "index")
        >>> visit.thing("http://a/id/action/p/1.1-01")
        '../en/action/p/1.1-01.html'
        >>> visit.thing("JaVaScRiPt:alert(1)")
        ''
        """
        for base in dict.fromkeys((self.site.base, PLAN_BASE)):
            if iri.startswith(base):
                return self._own(iri.removeprefix(base))
        return iri if iri.partition(":")[0].lower() in _LINKED else ""

    def _own(self, path: str) -> str:
        page = path.removeprefix("id/")
        if has_page(path) and (self.site.known is None or page in self.site.known):
            return self.page(page)
        if path == "def" or path.startswith("def#"):
            return self.page("ontology") + path.removeprefix("def")
        # Leading slashes would make an address of another host.
        return "" if self.site.static else self.file(path.lstrip("/")).replace("%23", "#")


def has_page(path: str) -> bool:
    """Tell whether a thing, by its IRI without the base, has a page of its own.

    >>> has_page("id/action/p/1.1-01"), has_page("id/deadline/p/1.1-01-1"), has_page("code/role")
    (True, False, True)
    """
    first, _, rest = path.partition("/")
    kind, _, name = rest.partition("/")
    clean = ".." not in path and "//" not in path and "#" not in path and "?" not in path
    return clean and ((first == "id" and kind in _WITH_PAGE and name != "") or first == "code")


def page_file(path: str, language: str) -> str:
    """Return where a page is within the site, as an address.

    >>> page_file("index", "en")
    'en/index.html'
    """
    return f"{language}/{quote(path, safe=SAFE)}.html"
