"""The ontology as OWL tools get it: by the OWL API, from a server, a static site and a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF
from rdflib.compare import isomorphic

from plan_graph.publishing.ontology.files import (
    CATALOG,
    ENDINGS,
    SOURCES,
    catalog_of_folder,
    paths,
    version,
    written,
)
from plan_graph.resources import folder
from plan_graph.vocab import PLAN_BASE
from real_site import real_site
from server import server as files_server
from serving import serving, write_small_build

needs_owl_api = [pytest.mark.needs("javac"), pytest.mark.needs("owlapi")]
JARS = Path("/usr/share/java")
PROFILES = Path(__file__).parent / "owlapi" / "Profiles.java"


def loaded(where: str, *iri_paths: str) -> dict[str, tuple[int, set[str]]]:
    """Return how many axioms the OWL API loads at each IRI, and which profiles they keep to."""
    command = ["java", "-cp", f"{JARS}/*", str(PROFILES), where]
    iris = [PLAN_BASE + path for path in iri_paths]
    run = subprocess.run([*command, *iris], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    rows = [line.split() for line in run.stdout.splitlines()]
    return {iri.removeprefix(PLAN_BASE): (int(n), set(kept)) for iri, n, *kept in rows}


@cache
def from_folder() -> dict[str, tuple[int, set[str]]]:
    catalog = (folder("ontology") / CATALOG).resolve().as_uri()
    return loaded(catalog, *SOURCES)


class TestByTheOwlApi:
    pytestmark = needs_owl_api

    def test_the_files_that_come_along_are_found_by_their_catalogue(self) -> None:
        found = from_folder()

        assert {path for path, (_, kept) in found.items() if kept >= {"DL", "RL"}} == set(SOURCES)
        # What follows imports the terms, which are thus loaded too.
        assert found["def/inference"][0] > found["def"][0] > 500

    def test_the_running_server_gives_each_file_at_its_own_iri(self, tmp_path: Path) -> None:
        with serving(write_small_build(tmp_path / "build")) as server:
            found = loaded(f"http://127.0.0.1:{server.port}/", *paths())

        assert {path: kept >= {"DL", "RL"} for path, (_, kept) in found.items()} == dict.fromkeys(
            paths(), True
        )
        assert {path: found[path] for path in SOURCES} == from_folder()
        assert found[version()][0] > found["def/inference"][0]

    def test_the_static_site_holds_the_same_for_tools_that_are_offline(self) -> None:
        catalog = (real_site() / CATALOG).resolve().as_uri()

        found = loaded(catalog, *paths())

        assert {path: found[path] for path in SOURCES} == from_folder()
        assert all(kept >= {"DL", "RL"} for _, kept in found.values())

    def test_a_host_of_the_static_site_gives_the_files_to_a_catalogue_at_its_address(self) -> None:
        with files_server({"/plans/": real_site()}) as address:
            found = loaded(f"{address}plans/def/{CATALOG}", *SOURCES)

        assert found == from_folder()

    def test_the_documentation_holds_the_whole_in_a_folder(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "plan_graph", "docs", "out"]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=os.environ)

        found = loaded((tmp_path / "out" / CATALOG).as_uri(), *paths())

        assert all(kept >= {"DL", "RL"} for _, kept in found.values())
        assert found[version()][0] > found["def/inference"][0]


def test_the_catalogue_that_comes_along_names_the_files_beside_it() -> None:
    shipped = (folder("ontology") / CATALOG).read_text(encoding="utf-8")

    assert shipped == catalog_of_folder(merged="")


@pytest.fixture(scope="module", params=paths())
def path(request: pytest.FixtureRequest) -> Iterator[str]:
    yield request.param


# rdflib warns of what it uses itself.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_each_form_of_a_file_says_the_same(path: str) -> None:
    graphs = [rdflib.Graph().parse(data=written(path, ending), format=form) for ending, form in
              zip(ENDINGS, ("turtle", "xml", "nt", "json-ld"), strict=True)]  # fmt: skip

    assert all(isomorphic(graphs[0], other) for other in graphs[1:])


def test_each_file_is_one_ontology_whose_version_is_where_it_says(path: str) -> None:
    graph = rdflib.Graph().parse(data=written(path, ".ttl"))

    (ontology,) = graph.subjects(RDF.type, OWL.Ontology)
    (iri,) = graph.objects(ontology, OWL.versionIRI)
    assert str(iri).removeprefix(PLAN_BASE) in paths()


def test_no_term_is_a_class_a_property_and_a_thing_at_once() -> None:
    graph = rdflib.Graph().parse(data=written(version(), ".ttl"))

    def of(*kinds: rdflib.URIRef) -> set[rdflib.term.Node]:
        return {term for kind in kinds for term in graph.subjects(RDF.type, kind)}

    classes = of(OWL.Class)
    things, data = of(OWL.ObjectProperty), of(OWL.DatatypeProperty)
    annotations = of(OWL.AnnotationProperty)
    kinds = (classes, things, data, annotations)
    assert not any(one & other for one in kinds for other in kinds if one is not other)
    individuals = {s for s, _, o in graph.triples((None, RDF.type, None)) if o in classes}
    assert not individuals & (classes | things | data | annotations)
