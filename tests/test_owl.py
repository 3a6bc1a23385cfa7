"""The ontology as OWL tools get it: by the OWL API, from a server, a static site and a folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import rdflib
from rdflib import OWL, RDF
from rdflib.compare import isomorphic

from plan_graph.pages.static_site import write_site
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
from server import server as files_server
from serving import serving, write_small_build

needs_owl_api = [pytest.mark.needs("javac"), pytest.mark.needs("owlapi")]
JARS = Path("/usr/share/java")
PROFILES = Path(__file__).parent / "owlapi" / "Profiles.java"


Found = Mapping[str, tuple[int, set[str]]]
"""How many axioms the OWL API loads at each IRI, and which profiles they keep to."""


def loaded(places: Mapping[str, Sequence[str]]) -> Sequence[Found]:
    """Return what the OWL API finds at the IRIs asked of each place."""
    command = ["java", "-cp", f"{JARS}/*", str(PROFILES)]
    for place, iri_paths in places.items():
        command += [f"@{place}", *(PLAN_BASE + path for path in iri_paths)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    found: list[dict[str, tuple[int, set[str]]]] = [{} for _ in places]
    for line in run.stdout.splitlines():
        place, iri, number, *kept = line.split()
        found[int(place)][iri.removeprefix(PLAN_BASE)] = (int(number), set(kept))
    return found


class Places(NamedTuple):
    """What the OWL API finds where the ontology is published."""

    folder: Found
    server: Found
    site: Found
    host: Found
    documentation: Found


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Publish the ontology in all ways, and load it from each by one machine of Java."""
    folder_of_tests = tmp_path_factory.mktemp("owl")
    build, site, docs = (folder_of_tests / name for name in ("build", "site", "docs"))
    write_small_build(build)
    write_site(build, site, "https://plans.example.org/here/")
    command = [sys.executable, "-m", "plan_graph", "docs", str(docs)]
    subprocess.run(command, check=True, capture_output=True)
    with serving(build) as server, files_server({"/plans/": site}) as host:
        return Places(
            *loaded(
                {
                    (folder("ontology") / CATALOG).resolve().as_uri(): list(SOURCES),
                    f"http://127.0.0.1:{server.port}/": list(paths()),
                    (site / CATALOG).resolve().as_uri(): list(paths()),
                    f"{host}plans/def/{CATALOG}": list(SOURCES),
                    (docs / CATALOG).as_uri(): list(paths()),
                }
            )
        )


class TestByTheOwlApi:
    pytestmark = needs_owl_api

    def test_each_file_is_of_both_profiles_wherever_it_is_loaded_from(self, found: Places) -> None:
        kept = [kinds for place in found for _, kinds in place.values()]

        assert [set(place) for place in found] == [
            set(SOURCES), set(paths()), set(paths()), set(SOURCES), set(paths())
        ]  # fmt: skip
        assert all(kinds >= {"DL", "RL"} for kinds in kept)
        # As the documentation says of ELK: it knows less than what follows needs.
        assert not any("EL" in place["def/inference"][1] for place in found)

    def test_the_files_that_come_along_are_found_by_their_catalogue(self, found: Places) -> None:
        # What follows imports the terms, which are thus loaded too.
        assert found.folder["def/inference"][0] > found.folder["def"][0] > 500

    def test_server_site_host_and_documentation_give_what_the_files_say(
        self, found: Places
    ) -> None:
        for place in found:
            assert {path: place[path] for path in SOURCES} == found.folder

    def test_at_the_iri_of_the_version_is_the_whole(self, found: Places) -> None:
        for place in (found.server, found.site, found.documentation):
            assert place[version()][0] > place["def/inference"][0]


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
