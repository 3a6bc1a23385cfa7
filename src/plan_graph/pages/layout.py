"""Fill the templates of pages: one layout around all, every value escaped and set apart.

What a browser may do on a page is said here: the server says it in a header, a static page in
itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from plan_graph.pages.site import Visit, page_file
from plan_graph.pages.words import counted, day, figure, period, plural, plural_forms
from plan_graph.phrases import in_every_language, languages, phrase
from plan_graph.publishing.void import licence_of
from plan_graph.vocab import VOCABULARIES

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
"""Nothing beyond this site, and no script or style within a page."""


NAVIGATION = (
    ("plan", "index"),
    ("questions", "questions"),
    ("pictures", "pictures"),
    ("sparql", "sparql"),
    ("bodies", "bodies"),
    ("validation", "validation"),
    ("data", "data"),
)
"""What the head of each page leads to: the word for it, and the page."""
STATIC = Path(__file__).parent / "static"
"""The style sheet and the scripts; they are served as they are, below `static/`."""
_EU_LICENCES = "http://publications.europa.eu/resource/authority/licence/"
_CORRECTED = ("action", "objective", "pillar")
"""The things with a page whose facts stand together where they are corrected."""
_LONGEST = 400
"""So many characters of a name are shown where many names stand."""
_LICENCES = {
    address: name
    for name, addresses in {
        "CC BY 4.0": ("https://creativecommons.org/licenses/by/4.0/", _EU_LICENCES + "CC_BY_4_0"),
        "CC0": ("https://creativecommons.org/publicdomain/zero/1.0/", _EU_LICENCES + "CC0"),
    }.items()
    for address in addresses
}
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def render(visit: Visit, template: str, place: str = "", **values: Any) -> str:
    """Fill a template, which finds `visit`, the texts `w` of the pages, and the values.

    Args:
        visit: What was asked for.
        template: Its name.
        place: The path at which the page is to be cited, if it is shown in another one too.
        values: What the template shows.
    """
    language, titles = visit.language, in_every_language("pages.frame.this_page")
    return environment().get_template(template).render(
        visit=visit,
        navigation=_navigation(visit),
        w=lambda key, **parts: phrase(f"pages.{key}", language, **parts),
        licence=values.pop("licence", licence_of(visit.site.build)),
        correct=correct(visit),
        image=values.pop("image", ""),
        feed=values.pop("feed", ""),
        data=values.pop("data", ()),
        page_file=page_file(place or visit.path, language),
        policy=POLICY if visit.site.static else "",
        versions=[
            (tag, page_file(place or visit.path, tag), titles.get(tag, tag))
            for tag in languages()
        ],
        count=lambda number, what: counted(number, what, language),
        plural_forms=lambda what: plural_forms(what, language),
        plural=lambda number, what: plural(number, what, language),
        figure=lambda number: figure(number, language),
        day=lambda text: day(text, language),
        period=lambda start, end: period(start, end, language),
        **values,
    )  # fmt: skip


def _navigation(visit: Visit) -> list[tuple[str, str]]:
    """Return what the head of a page leads to, of the things that are here."""
    index = visit.site.index
    many = (len(index.plans) if index else visit.site.plans) > 1
    return [
        ("plans" if word == "plan" and many else word, path)
        for word, path in NAVIGATION
        if path != "sparql" or not visit.site.static
    ]


def correct(visit: Visit) -> str:
    """Return where what a page shows can be corrected, or '' if it cannot be here."""
    if not visit.site.is_editable:
        return ""
    kind, _, rest = visit.path.partition("/")
    plan, _, code = rest.partition("/")
    if kind in _CORRECTED and code:
        thing = code if kind == "action" else f"{kind} {code}"
        return f"{visit.page(f'edit/{plan}')}?{urlencode({'show': 'all', 'thing': thing})}"
    return visit.page(f"edit/{plan}" if kind in ("plan", "source", "edit") else "edit/index")


def licensed(visit: Visit) -> dict[str, object]:
    """Return what schema.org says of the licence of the data; nothing where none was given."""
    licence = licence_of(visit.site.build)
    return {"license": licence} if licence else {}


def short(iri: str) -> str:
    """Write a term of a known vocabulary with its prefix.

    >>> short("http://purl.org/dc/terms/title")
    'dcterms:title'
    """
    for vocabulary in VOCABULARIES:
        if iri.startswith(vocabulary.namespace):
            return f"{vocabulary.prefix}:{iri.removeprefix(vocabulary.namespace)}"
    return iri


def visible(text: str) -> str:
    """Show characters that would not be seen, or would change how others are seen.

    >>> visible("a\\u202eb")
    'a[U+202E]b'
    """
    return re.sub(r"[^\n\t -~]", _shown, text)


_PERIOD = re.compile(r"(?<!\d)\d{4}[-\u2013]\d{2,4}(?!\d)")


def whole(text: str) -> Markup:
    """Show words as `visible` does, with every period of years kept on one line.

    >>> whole("Plan 2021-2022 <draft>")
    Markup('Plan <span class="whole">2021-2022</span> &lt;draft&gt;')
    """
    escaped = str(escape(visible(text)))
    return Markup(_PERIOD.sub(r'<span class="whole">\g<0></span>', escaped))


def sentence(text: str) -> str:
    """Begin words as a sentence begins.

    >>> sentence("the query is no SPARQL")
    'The query is no SPARQL'
    """
    return text[:1].upper() + text[1:]


def licence_name(iri: str) -> str:
    """Return how a licence is called, or its address if it is not one that we know.

    >>> licence_name("https://creativecommons.org/licenses/by/4.0/")
    'CC BY 4.0'
    """
    return _LICENCES.get(iri, iri)


def brief(text: str) -> str:
    """Cut a very long text in a list; the page of the thing has all of it.

    >>> brief("word " * 100)[-6:]
    'word …'
    """
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip() + " …"


def cut(text: str, most: int) -> str:
    """Cut words for a title or a tooltip at the end of a word, at most so many characters.

    >>> cut("a plan of many words", 12)
    'a plan of …'
    """
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"


def _shown(match: re.Match[str]) -> str:
    character = match.group()
    hidden = unicodedata.category(character) in _HIDDEN
    return f"[U+{ord(character):04X}]" if hidden else character


def environment() -> Environment:
    """Return the templates of the pages."""
    return templates(Path(__file__).parent / "templates")


@cache
def templates(folder: Path) -> Environment:
    """Return the templates of a folder; each is compiled when it is first used, and kept."""
    found = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters |= {
        "visible": visible,
        "sentence": sentence,
        "whole": whole,
        "short": short,
        "brief": brief,
        "truncate": cut,
        "licence": licence_name,
    }
    return found
