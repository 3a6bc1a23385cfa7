"""Write all pages as files that any host can serve, with what they link to."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize

from plan_graph.asking.answers.files import FORMS, table_file
from plan_graph.asking.answers.formats import graph_text, solutions_text
from plan_graph.asking.pictures import declares, png
from plan_graph.asking.pictures.png import can_draw
from plan_graph.asking.queries import aliases, names
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.store import Embedded, open_store
from plan_graph.errors import OutputError
from plan_graph.output import replacing
from plan_graph.pages import atom, search_files
from plan_graph.pages.ask import named
from plan_graph.pages.card import drawn
from plan_graph.pages.description import describe
from plan_graph.pages.fields import given, lacks, with_defaults
from plan_graph.pages.layout import STATIC, environment, render
from plan_graph.pages.pictures import picture_file
from plan_graph.pages.robots import robots, sitemap
from plan_graph.pages.routes import every_page, page, things
from plan_graph.pages.site import Site, Visit, page_file
from plan_graph.phrases import ENGLISH, languages, phrase
from plan_graph.publishing import w3id
from plan_graph.publishing.catalogue.describe import write_catalogue
from plan_graph.publishing.catalogue.moved import Move
from plan_graph.publishing.dumps import PREFIXES, turtle
from plan_graph.publishing.files import DUMP, published
from plan_graph.publishing.ontology import files as files_of_ontology
from plan_graph.publishing.void import base_of
from plan_graph.rdf.jsonld import json_ld
from plan_graph.resources import folder
from plan_graph.vocab import PLAN_BASE

_GRAPHS = {"ttl": "turtle", "jsonld": "jsonld"}


def files(site: Site, language: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of each file that the pages of questions link to."""
    for name in (*names(), *aliases()):
        query = named(name)
        visit = Visit(site, language, f"question/{name}")
        values = given(visit, query)
        if lacks(query, values):
            continue
        text = bind(query, with_defaults(visit, query, values), site.engine)
        if query.form == "construct":
            triples = site.engine.construct(text)
            for ending, form in _GRAPHS.items():
                yield f"query/{language}/{name}.{ending}", graph_text(triples, form).encode()
            continue
        solutions = site.engine.select(text)
        for form in ("csv", "json"):
            yield f"query/{language}/{name}.{form}", solutions_text(solutions, form).encode()
        for form in FORMS:
            content = table_file(site.engine, solutions, query, language, form)
            yield f"table/{language}/{name}.{form}", content
        if declares(query) and solutions.rows:
            drawn = picture_file(Visit(site, language, f"picture/{query.name}"), query, solutions)
            yield f"chart/{language}/{name}.svg", drawn.encode()
            if can_draw():
                yield f"chart/{language}/{name}.png", png(drawn)


File = tuple[str, bytes]
"""A path within the site, as addresses have it, and what the file holds."""
_SYNTAX = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}


def write_site(
    build: Path,
    target: Path,
    address: str = "",
    progress: Callable[[str], None] = lambda path: None,
) -> int:
    """Write the pages of a build into a folder, which is replaced as a whole; give their number.

    Args:
        build: The folder that `plan-graph build` wrote.
        target: Where to write.
        address: The public address of the site, ends with a slash; without it there are no
            canonical links and no sitemap.
        progress: Called with the path of each page before it is made.

    Raises:
        UsageError: If there is no build.
        OutputError: If the folder is not ours to replace, or cannot be written.
    """
    store = open_store(build)
    bare = Site(store, base_of(build), address, build=build)
    paths = every_page(bare)
    site = Site(store, bare.base, address, build=build, known=frozenset(paths))
    with replacing(target) as fresh:
        for language in languages():
            for path in paths:
                progress(path)
                made = page(Visit(site, language, path))
                _put(fresh, page_file(path, language), made.encode())
        for path, content in _others(site, store, paths):
            _put(fresh, path, content)
        _copy(build, fresh)
        if address and address != bare.base:
            _move(build, fresh, Move(bare.base, address, ENGLISH))
        if address and bare.base.startswith(w3id.W3ID):
            text = w3id.htaccess(bare.base, address, ENGLISH, static=True)
            _put(fresh, "w3id/htaccess.txt", text.encode())
    return len(paths) * len(languages())


def _put(root: Path, path: str, content: bytes) -> None:
    """Write a file; its address tells its name."""
    parts = unquote(path).split("/")
    if not all(parts) or {".", ".."} & set(parts) or "\0" in path:
        raise OutputError(phrase("pages.static_site.cannot_name_file", path=path))
    file = root.joinpath(*parts)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def _others(site: Site, store: Embedded, paths: list[str]) -> Iterator[File]:
    """Yield all files beside the pages, but those that are copied."""
    for language in languages():
        yield from files(site, language)
        yield from _feeds(site, language, paths)
        for path in paths if can_draw() else ():
            if path.startswith("plan/"):
                card = drawn(Visit(site, language, path))
                yield f"card/{language}/{path}.png", png(card)
    # The pages of all languages have the same names.
    yield from search_files.files(Visit(site, ENGLISH, "search"))
    yield "index.html", _leading("", page_file("index", ENGLISH))
    for path in things(site):
        own = path if path.startswith("code/") else f"id/{path}"
        yield (
            f"{own}/index.html",
            _leading("../" * (own.count("/") + 1), page_file(path, ENGLISH)),
        )
        base = PLAN_BASE if path.startswith("code/") else site.base
        described = describe(store.store, NamedNode(base + own))
        doc = path if path.startswith("code/") else f"doc/{path}"
        yield from ((doc + ending, content) for ending, content in _forms(described))
    yield "def/index.html", _leading("../", page_file("ontology", ENGLISH))
    for path in files_of_ontology.paths():
        for ending in files_of_ontology.ENDINGS:
            yield path + ending, files_of_ontology.written(path, ending)
    for place, root in (("", ""), ("def/", "../")):
        yield (
            f"{place}{files_of_ontology.CATALOG}",
            files_of_ontology.catalog_of_site(root).encode(),
        )
    yield "404.html", _nothing(site)
    yield "robots.txt", robots(site.address).encode()
    if site.address:
        yield "sitemap.xml", sitemap(site.address, paths).encode()
    yield ".nojekyll", b""  # Some hosts would leave out files whose names begin with a dot.


def _feeds(site: Site, language: str, paths: list[str]) -> Iterator[File]:
    """Yield what was reported on each thing as a feed, whose addresses are whole."""
    for path in paths if site.address else ():
        if path.partition("/")[0] in atom.FOLLOWED:
            yield f"feed/{language}/{path}.atom", atom.feed(Visit(site, language, path)).encode()


def _forms(triples: list[Triple]) -> Iterator[File]:
    for ending, syntax in _SYNTAX.items():
        prefixes = PREFIXES if syntax != RdfFormat.N_TRIPLES else None
        yield ending, serialize(triples, format=syntax, prefixes=prefixes) or b""
    yield ".jsonld", json_ld(triples)


def _leading(root: str, to: str) -> bytes:
    """Return a page that leads on, in either language."""
    others = [(tag, f"{root}{tag}/{to.partition('/')[2]}") for tag in languages()]
    page = environment().get_template("leading.html")
    return page.render(to=root + to, others=others, icon=f"{root}static/icon.svg").encode()


def _nothing(site: Site) -> bytes:
    """Return what hosts show at every address where there is nothing, so its links are whole."""
    root = urlsplit(site.address).path or "./"
    visit = Visit(replace(site, root=root, are_files=True), ENGLISH, "nothing")
    return render(visit, "nothing.html", detail="").encode()


def _move(build: Path, target: Path, move: Move) -> None:
    """Write the descriptions of the data anew, for an address that is not that of their IRIs."""
    if (build / "catalogue.ttl").is_file():
        triples = _parsed(build / "catalogue.ttl")
        write_catalogue(target, [list(move.moved(triples))])
    if (build / "void.ttl").is_file():
        described = turtle(list(move.moved(_parsed(build / "void.ttl"))))
        for name in ("void.ttl", ".well-known/void"):
            (target / name).write_bytes(described)


def _parsed(file: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=file, format=RdfFormat.TURTLE)]


def _copy(build: Path, target: Path) -> None:
    """Copy what the build has published already, and what the pages load."""
    for plan, name in published(build):
        place = target / DUMP / plan
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(build / plan / name, place / name)
    for file in (*build.glob("catalogue.*"), build / "void.ttl"):
        if file.is_file():
            shutil.copyfile(file, target / file.name)
    well_known = target / ".well-known"
    well_known.mkdir()
    if (build / "void.ttl").is_file():
        shutil.copyfile(build / "void.ttl", well_known / "void")
    shutil.copytree(STATIC, target / "static")
    shapes = sorted((folder("ontology") / "shapes").glob("*.ttl"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in shapes)
    (target / "shapes.ttl").write_text(text, encoding="utf-8")
