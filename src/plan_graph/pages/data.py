"""The landing page of the catalogue: the datasets, their files, and the ways to ask them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from plan_graph.pages.ask import rows
from plan_graph.pages.layout import licensed, render
from plan_graph.pages.site import Visit
from plan_graph.pages.statements import Said, Words
from plan_graph.phrases import phrase, table
from plan_graph.vocab import DCAT, DCTERMS, FOAF, VCARD

_CATALOGUES = (("Turtle", ".ttl"), ("RDF/XML", ".rdf"), ("JSON-LD", ".jsonld"))


class File(NamedTuple):
    """A file of a plan, and what it holds, in words."""

    name: str
    href: str
    size: int
    holds: str


class Dataset(NamedTuple):
    """What is published of one plan."""

    identifier: str
    title: str
    href: str
    description: Words
    files: list[File]


def page(visit: Visit) -> str:
    """Return the landing page."""
    said = Said(visit, _catalogue(visit.site.build))
    catalogues = [node for node in said.instances(DCAT.Catalog) if isinstance(node, NamedNode)]
    catalogue = catalogues[0] if catalogues else NamedNode(visit.site.base + "catalogue")
    datasets = [_dataset(visit, said, row["plan"], row["planLabel"])
                for row in rows(visit, "plan-overview")]  # fmt: skip
    return render(
        visit,
        "data.html",
        title=said.words(catalogue, DCTERMS.title),
        description=said.words(catalogue, DCTERMS.description),
        publisher=[
            said.words(node, FOAF.name) for node in said.parts(catalogue, DCTERMS.publisher)
        ],
        contact=said.things(catalogue, DCAT.dataset, DCAT.contactPoint, VCARD.hasURL),
        datasets=datasets,
        catalogues=[
            (name, visit.file("catalogue" + ending))
            for name, ending in _CATALOGUES
            if visit.site.build and (visit.site.build / f"catalogue{ending}").is_file()
        ],
        void=visit.file(".well-known/void" if not visit.site.static else "void.ttl"),
        json_ld=_json_ld(visit, said, catalogue, datasets),
    )


@lru_cache(maxsize=2)
def _triples(file: Path) -> list[Triple]:
    return [quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE)]


def _catalogue(build: Path | None) -> list[Triple]:
    file = build / "catalogue.ttl" if build else None
    return _triples(file) if file and file.is_file() else []


def _dataset(visit: Visit, said: Said, plan: str, title: str) -> Dataset:
    name = plan.rpartition("/id/plan/")[2]
    dataset = NamedNode(f"{visit.site.base}dataset/{name}")
    return Dataset(
        name,
        title,
        visit.thing(plan),
        said.words(dataset, DCTERMS.description),
        _files(visit, name),
    )


def _files(visit: Visit, name: str) -> list[File]:
    """Return the files that the digests name, which are those that a visitor may have."""
    folder = visit.site.build / name if visit.site.build else None
    sums = folder / "SHA256SUMS" if folder else None
    if folder is None or sums is None or not sums.is_file():
        return []
    holds = table("pages.data.files", visit.language)
    names = [line.partition("  ")[2] for line in sums.read_text(encoding="ascii").splitlines()]
    return [
        File(
            file,
            visit.file(f"dump/{name}/{file}"),
            (folder / file).stat().st_size,
            holds.get(re.sub("[.-]", "_", file), ""),
        )
        for file in (*names, sums.name)
    ]


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
                "@id": f"{visit.site.base}dataset/{dataset.identifier}",
                "name": dataset.title,
                "description": dataset.description.text or dataset.title,
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
