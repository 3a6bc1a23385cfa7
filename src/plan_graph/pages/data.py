"""The landing page of the catalogue: the datasets, their files, and the ways to ask them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from plan_graph import iris
from plan_graph.documents.offsets import PICTURE
from plan_graph.pages.layout import licensed, render
from plan_graph.pages.paging import paged
from plan_graph.pages.plans import overviews
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said, Words
from plan_graph.phrases import phrase, table
from plan_graph.publishing.files import DUMP, SUMS, listed
from plan_graph.vocab import DCAT, DCTERMS, FOAF

_ON_A_PAGE = 4
"""Each with its table of files: more are a page that takes long to make and to read."""
_CATALOGUES = (("Turtle", ".ttl"), ("RDF/XML", ".rdf"), ("JSON-LD", ".jsonld"))


class File(NamedTuple):
    """A file of a plan, and what it holds, in words."""

    name: str
    href: str
    size: int
    holds: str


class Dataset(NamedTuple):
    """What is published of one plan."""

    iri: NamedNode
    identifier: str
    title: str
    href: str
    description: Words
    files: list[File]


def page(visit: Visit) -> str:
    """Return the landing page."""
    shown = paged(visit, overviews(visit), _ON_A_PAGE)
    catalogue = iris.catalogue(visit.site.base)
    said = catalogued(visit, [dataset_of(visit, plan.iri) for plan in shown.items])
    datasets = [_dataset(visit, said, plan.iri, plan.title(visit.language)[0])
                for plan in shown.items]  # fmt: skip
    return render(
        visit,
        "data.html",
        title=said.words(catalogue, DCTERMS.title),
        description=said.words(catalogue, DCTERMS.description),
        publisher=[
            said.words(node, FOAF.name) for node in said.parts(catalogue, DCTERMS.publisher)
        ],
        datasets=datasets,
        pages=shown,
        catalogues=[
            (name, visit.file("catalogue" + ending))
            for name, ending in _CATALOGUES
            if visit.site.build and (visit.site.build / f"catalogue{ending}").is_file()
        ],
        void=visit.file(".well-known/void" if not visit.site.static else "void.ttl"),
        json_ld=_json_ld(visit, said, catalogue, datasets),
    )


def catalogued(visit: Visit, datasets: Sequence[NamedNode]) -> Said:
    """Return what the catalogue says of itself, of some datasets, and of who publishes them."""
    file = visit.site.build / "catalogue.ttl" if visit.site.build else None
    if file is None or not file.is_file():
        return Said(visit, [])
    found = [*_of_itself(file, iris.catalogue(visit.site.base)), *described(file, datasets)]
    makers = {each.object for each in found if each.predicate in _MADE_BY}
    further = described(file, [each for each in makers if isinstance(each, NamedNode)])
    return Said(visit, [*found, *further])


_MADE_BY = (DCTERMS.publisher, DCTERMS.creator)


@lru_cache(maxsize=2)
def _of_itself(file: Path, catalogue: NamedNode) -> Sequence[Triple]:
    """Return what a catalogue says of itself, but for the list of its datasets, which is long."""
    return [each for each in described(file, [catalogue]) if each.predicate != DCAT.dataset]


def creators(said: Said, dataset: NamedNode) -> dict[str, object]:
    """Return what schema.org says of who made a dataset; nothing where the catalogue is silent."""
    found = [
        {"@type": "Organization", "@id": maker.value, "name": name}
        for maker in said.parts(dataset, DCTERMS.creator)
        if (name := said.words(maker, FOAF.name).text)
    ]
    return {"creator": found} if found else {}


def described(file: Path, things: Iterable[NamedNode]) -> list[Triple]:
    """Return what a catalogue says of some things, without a look at all that it says."""
    text, places = _blocks(file)
    blocks = [text[slice(*places[str(thing)])] for thing in things if str(thing) in places]
    whole = b"\n".join([text[: places[""][1]], *blocks])
    return [quad.triple for quad in parse(whole, format=RdfFormat.TURTLE)]


@lru_cache(maxsize=2)
def _blocks(file: Path) -> tuple[bytes, dict[str, tuple[int, int]]]:
    """Return a file in Turtle, and where each thing is described; the prefixes stand under ''.

    Each thing begins a line, after an empty one: so it is written.
    """
    text = file.read_bytes()
    starts = [found.start(1) for found in re.finditer(rb"\n\n(<)", text)]
    ends = [*starts[1:], len(text)]
    places = {
        text[start : text.index(b">", start) + 1].decode(): (start, end)
        for start, end in zip(starts, ends, strict=True)
    }
    return text, {"": (0, starts[0] if starts else len(text)), **places}


def dataset_of(visit: Visit, plan: str) -> NamedNode:
    """Return the dataset that the catalogue has of a plan."""
    return NamedNode(f"{visit.site.base}dataset/{plan.rpartition('/id/plan/')[2]}")


def _dataset(visit: Visit, said: Said, plan: str, title: str) -> Dataset:
    name = plan.rpartition("/id/plan/")[2]
    dataset = dataset_of(visit, plan)
    return Dataset(
        dataset,
        name,
        title,
        visit.thing(plan),
        said.words(dataset, DCTERMS.description),
        _files(visit, name),
    )


def _files(visit: Visit, name: str) -> list[File]:
    """Return the files that the digests name, which are those that a visitor may have.

    Pictures of pages are left out: the page of the document shows them.
    """
    folder = visit.site.build / name if visit.site.build else None
    if folder is None or not (folder / SUMS).is_file():
        return []
    holds = table("pages.data.files", visit.language)
    found = [
        File(
            file,
            visit.file(f"{DUMP}/{name}/{file}"),
            (folder / file).stat().st_size,
            holds.get(_key(file), ""),
        )
        for file in listed(folder)
        if not file.endswith(PICTURE)
    ]
    order = {key: place for place, key in enumerate(holds)}  # In which people need them.
    return sorted(found, key=lambda file: order.get(_key(file.name), len(order)))


def _key(file: str) -> str:
    """Return the key of the words for a file: a language's files of words have no other signs."""
    return re.sub("[.-]", "_", file)


def _json_ld(
    visit: Visit, said: Said, catalogue: NamedNode, datasets: list[Dataset]
) -> dict[str, object]:
    """Describe the catalogue in schema.org, for search engines."""
    name, about = (phrase(key, visit.language) for key in ("pages.site.name", "pages.site.about"))
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "@id": catalogue.value,
        "name": said.words(catalogue, DCTERMS.title).text or name,
        "description": said.words(catalogue, DCTERMS.description).text or about,
        **licensed(visit),
        "dataset": [
            {
                "@type": "Dataset",
                "@id": dataset.iri.value,
                "name": dataset.title,
                "description": dataset.description.text or dataset.title,
                **creators(said, dataset.iri),
                **licensed(visit),
                "distribution": [
                    {"@type": "DataDownload", "name": file.name,
                     "contentUrl": visit.whole(f"dump/{dataset.identifier}/{file.name}")}
                    for file in dataset.files if visit.site.address
                ],
            }
            for dataset in datasets
        ],
    }  # fmt: skip
    return found
