"""What pages say to search engines, in schema.org, is what the catalogue and the graph say."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from lxml import html
from pyoxigraph import RdfFormat, parse

from crawl import found_by
from plan_graph.building.build import write
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.publishing.catalogue.settings import load
from plan_graph.resources import folder
from plan_graph.vocab import DCAT, DCTERMS, PLAN_BASE, RDF
from real_plan import real_plan
from real_store import real_build, real_store

PLAN = "ro-thb-2021-2022"


@cache
def catalogued() -> Path:
    """Write the build of the real plan with its catalogue."""
    target = real_build().parent / "catalogued"
    write([real_plan()], target, load(folder("data") / "catalogue.toml"))
    return target


def said(path: str) -> dict[str, Any]:
    site = Site(real_store(), PLAN_BASE, "http://a.example/", "/", catalogued())
    document = html.document_fromstring(page(Visit(site, "en", path, {})).encode())
    (text,) = found_by("//script[@type='application/ld+json']/text()", document)
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_plan_is_the_dataset_that_the_catalogue_has() -> None:
    file = catalogued() / "catalogue.ttl"
    catalogue = [quad.triple for quad in parse(path=str(file), format=RdfFormat.TURTLE)]
    datasets = {t.subject for t in catalogue if (t.predicate, t.object) == (RDF.type, DCAT.Dataset)}
    makers = {t.object for t in catalogue if t.predicate == DCTERMS.creator}

    of_plan, of_catalogue = said(f"plan/{PLAN}"), said("data")["dataset"][0]

    assert of_plan["@id"] == of_catalogue["@id"]
    assert of_plan["@id"] in {str(getattr(each, "value", "")) for each in datasets}
    assert of_plan["about"] == {"@id": f"{PLAN_BASE}id/plan/{PLAN}"}
    assert of_plan["creator"] == of_catalogue["creator"]
    assert {each["@id"] for each in of_plan["creator"]} <= {
        str(getattr(maker, "value", "")) for maker in makers
    }
    assert all(each["name"] for each in of_plan["creator"])


def test_the_body_above_another_is_typed_as_it_is() -> None:
    under_a_group = said("organisation/ro/dgaspc")["parentOrganization"]
    under_a_ministry = said("organisation/ro/anitp")["parentOrganization"]

    assert under_a_group["@type"] == "Organization"
    assert under_a_ministry["@type"] == "GovernmentOrganization"
