"""The catalogue: valid by the official shapes, complete, stable, and what the publisher wrote."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyshacl
import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib.namespace import SH

from plan_graph.errors import DataError
from plan_graph.iris import DEFAULT_BASE, Iris
from plan_graph.publishing.catalogue.addresses import load as load_catalogue
from plan_graph.publishing.catalogue.check import check
from plan_graph.publishing.catalogue.describe import describe, write_catalogue
from plan_graph.publishing.catalogue.distributions import File
from plan_graph.publishing.catalogue.moved import Move
from plan_graph.publishing.catalogue.published import Published
from plan_graph.publishing.catalogue.settings import load
from plan_graph.rdf.parse import load_rdf
from plan_graph.resources import folder
from plan_graph.vocab import DCAT, DCTERMS, DQV, FOAF, RDF
from plan_graph.vocab import SH as SHACL
from real_plan import real_plan
from real_site import ADDRESS, real_site
from server import server

PLAN = "ro-thb-2021-2022"
SETTINGS = folder("data") / "catalogue.toml"
OFFICIAL = Path(__file__).parent / "dcat-ap"
NEW = [
    *sorted((folder("data") / "dcat-ap").glob("*.ttl")),
    *sorted((OFFICIAL / "3.0.1").glob("*.ttl")),
]
KNOWN_WARNINGS = {
    DCTERMS.publisher.value: "the publisher is no body of the EU, noted of every such publisher",
    f"{DCAT.namespace}bbox": "the country is that of the authority table, which knows its place",
    f"{DCAT.namespace}centroid": "the same",
}
ADDRESSES = {DCAT.accessURL, DCAT.downloadURL, DCAT.landingPage, FOAF.homepage}
OLD = sorted((OFFICIAL / "2.1.1").glob("*.ttl"))


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "plan_graph", *arguments]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("catalogue")
    assert run(place, "build").returncode == 0
    return place / "build"


@pytest.fixture(scope="module")
def triples(built: Path) -> list[Triple]:
    return load_rdf(built / "catalogue.ttl")


def values(triples: list[Triple], predicate: NamedNode) -> list[str]:
    return [str(t.object.value) for t in triples if t.predicate == predicate]  # type: ignore[union-attr]


def shapes(file: Path) -> rdflib.Graph:
    """Read official shapes, without the rules that lack what SHACL demands of them."""
    graph = rdflib.Graph().parse(file)
    for shape, rule in list(graph.subject_objects(SH.property)):
        if (rule, SH.path, None) not in graph:
            graph.remove((shape, SH.property, rule))
    return graph


def broken(data: Path, file: Path) -> Iterator[tuple[str, str]]:
    """Yield severity and property of each result of the plain reference validator."""
    _, report, _ = pyshacl.validate(rdflib.Graph().parse(data), shacl_graph=shapes(file))
    assert isinstance(report, rdflib.Graph)
    for result in report.objects(None, SH.result):
        severity = str(report.value(result, SH.resultSeverity)).partition("#")[2]
        yield severity, str(report.value(result, SH.resultPath))


@pytest.mark.parametrize("file", NEW, ids=lambda file: file.name)
def test_the_official_shapes_find_no_violation(built: Path, file: Path) -> None:
    found = set(broken(built / "catalogue.ttl", file))

    assert {severity for severity, _ in found} <= {"Warning"}
    assert {path for _, path in found} <= KNOWN_WARNINGS.keys()


@pytest.mark.parametrize("file", OLD, ids=lambda file: file.name)
def test_the_shapes_of_2_1_1_find_only_the_known_contradiction(built: Path, file: Path) -> None:
    found = {
        path for severity, path in broken(built / "catalogue.ttl", file) if severity == "Violation"
    }

    # 2.1.1 wants xsd:decimal where 3.0.1 wants xsd:nonNegativeInteger.
    assert found == ({DCAT.byteSize.value} if file.name == "shapes.ttl" else set())


def test_three_syntaxes_say_the_same(built: Path, triples: list[Triple]) -> None:
    for ending in ("rdf", "jsonld"):
        assert set(load_rdf(built / f"catalogue.{ending}")) == set(triples)


def test_plans_are_described_and_written_one_after_the_other(tmp_path: Path) -> None:
    settings = load(SETTINGS)
    names = ("one", "one-0", "other")
    settings = replace(settings, plans=dict.fromkeys(names, settings.plans[PLAN]))
    facts = Published.of(real_plan().iris, real_plan().asserted, ()).facts
    plans = [Published(Iris(name, "ro"), facts, [File("plan.ttl", 7)]) for name in names]

    blocks = list(describe(settings, DEFAULT_BASE, plans))
    write_catalogue(tmp_path, blocks)

    subjects = [subject for block in blocks for subject in {t.subject for t in block}]
    assert len(blocks) == len(plans) + 2
    assert len(subjects) == len(set(subjects))
    said = {triple for block in blocks for triple in block}
    assert {t.subject for t in said if t.object == DCAT.Dataset} == {
        p.iris.dataset() for p in plans
    }
    for ending in ("ttl", "rdf", "jsonld"):
        assert set(load_rdf(tmp_path / f"catalogue.{ending}")) == said


def test_everything_has_an_iri(triples: list[Triple]) -> None:
    terms = {term for triple in triples for term in (triple.subject, triple.object)}

    assert not [term for term in terms if isinstance(term, BlankNode)]


def test_the_sizes_and_addresses_are_those_of_the_files(built: Path, triples: list[Triple]) -> None:
    sizes = {t.subject: t.object.value for t in triples if t.predicate == DCAT.byteSize}  # type: ignore[union-attr]
    files = {t.subject: t.object.value for t in triples if t.predicate == DCAT.downloadURL}  # type: ignore[union-attr]

    assert len(files) == 6
    for distribution, address in files.items():
        file = built / PLAN / str(address).rpartition("/")[2]
        assert sizes[distribution] == str(file.stat().st_size)


def test_the_dates_are_those_of_the_publisher(triples: list[Triple]) -> None:
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))

    expected = {settings["issued"].isoformat(), settings["plans"][PLAN]["issued"].isoformat()}
    assert set(values(triples, DCTERMS.issued)) == expected


def test_titles_and_descriptions_are_in_romanian_and_english(triples: list[Triple]) -> None:
    kinds = (DCAT.Catalog, DCAT.Dataset, DCAT.Distribution, DCAT.DataService)
    things = [t.subject for t in triples if t.predicate == RDF.type and t.object in kinds]

    assert len(things) == 11
    for thing in things:
        for predicate in (DCTERMS.title, DCTERMS.description):
            found = [t.object for t in triples if (t.subject, t.predicate) == (thing, predicate)]
            tags = {text.language for text in found if isinstance(text, Literal)}
            assert tags == {"en", "ro"}, thing


def test_the_catalogue_that_comes_along_does_not_speak_for_a_government(
    triples: list[Triple],
) -> None:
    assert values(triples, FOAF.name) == ["The plan-graph maintainers", "Echipa plan-graph"]
    assert not [kind for kind in values(triples, DCTERMS.type) if "Authority" in kind]
    descriptions = " ".join(values(triples, DCTERMS.description))
    assert "not an official publication of any government" in descriptions


def test_the_catalogue_has_full_marks_where_its_addresses_answer(tmp_path: Path) -> None:
    with server({"/dump/": tmp_path / "build", "/": tmp_path / "build"}) as address:
        run(tmp_path, "build", "--base", address)

        for ending in ("ttl", "rdf", "jsonld"):
            place = f"{address}catalogue.{ending}"
            checked = check(load_catalogue(place), place)

            assert len(checked.scores) == 3
            for score in checked.scores:
                assert (score.points(), score.unchecked, score.others) == (405, 0, ())
            assert checked.violations == ()


def offline(catalogue: Path) -> tuple[list[tuple[int, int]], int]:
    """Return the points of each dataset, those not checked, and how many files were looked up."""
    checked = check(load_rdf(catalogue), catalogue.name, offline=True, publication=catalogue.parent)
    return [(score.points(), score.unchecked) for score in checked.scores], checked.looked_up


@pytest.mark.parametrize("dumps", ["", "dump"], ids=["build", "site"])
def test_offline_addresses_of_the_publication_have_marks_only_while_their_files_are_there(
    built: Path, tmp_path: Path, dumps: str
) -> None:
    shutil.copytree(built / PLAN, tmp_path / dumps / PLAN)
    for name in ("catalogue.ttl", "void.ttl"):
        shutil.copyfile(built / name, tmp_path / name)
    catalogue = tmp_path / "catalogue.ttl"

    whole = offline(catalogue)
    (tmp_path / dumps / PLAN / "plan.csv").unlink()
    lacking = offline(catalogue)

    assert whole == ([(405, 0)] * 3, 6)
    assert lacking == ([(405, 0), (325, 0), (405, 0)], 6)


def test_offline_addresses_of_another_publication_are_not_taken_for_files_of_this_one(
    built: Path, triples: list[Triple], tmp_path: Path
) -> None:
    shutil.copytree(built / PLAN, tmp_path / PLAN)
    shutil.copyfile(built / "void.ttl", tmp_path / "void.ttl")
    others = list(Move(DEFAULT_BASE, "https://else.example.org/", "en").moved(triples))
    write_catalogue(tmp_path, [others])

    assert offline(tmp_path / "catalogue.ttl") == ([(325, 80)] * 3, 0)


def test_the_catalogue_of_a_static_site_has_full_marks_too(
    built: Path, triples: list[Triple]
) -> None:
    with server({"/": real_site()}) as address:
        moved = list(Move(DEFAULT_BASE, address, "en").moved(triples))
        checked = check(moved, address)

    assert [(score.points(), score.unchecked) for score in checked.scores] == [(405, 0)] * 3
    assert checked.violations == ()
    addresses = {t.object.value for t in moved if t.predicate in ADDRESSES}  # type: ignore[union-attr]
    assert all(str(each).startswith(address) for each in addresses)
    assert DCAT.DataService not in {t.object for t in moved}


def test_a_site_says_where_its_own_files_are() -> None:
    for name in ("void.ttl", ".well-known/void"):
        described = (real_site() / name).read_text(encoding="utf-8")

        assert f"{ADDRESS}dump/{PLAN}/plan.ttl" in described
        assert f"{DEFAULT_BASE}dump" not in described
        assert "sparqlEndpoint" not in described


def test_the_files_of_one_dataset_hold_the_same(built: Path, triples: list[Triple]) -> None:
    files: dict[str, set[str]] = {}
    for triple in triples:
        if triple.predicate == DCAT.distribution:
            name = str(triple.object.value).rpartition("#")[2]  # type: ignore[union-attr]
            files.setdefault(str(triple.subject.value), set()).add(name)  # type: ignore[union-attr]

    assert sorted(map(sorted, files.values())) == [
        ["inferred.nt"], ["plan.csv"], ["plan.jsonld", "plan.nt", "plan.rdf", "plan.ttl"]
    ]  # fmt: skip
    for names in files.values():
        read = [set(load_rdf(built / PLAN / name)) for name in names if not name.endswith("csv")]
        assert all(each == read[0] for each in read)
    series = {t.object for t in triples if t.predicate == DCAT.inSeries}
    assert [t.object for t in triples if t.subject in series and t.predicate == RDF.type] == [
        DCAT.DatasetSeries
    ]


def test_the_catalogue_names_the_act_the_service_and_what_describes_the_table(
    triples: list[Triple],
) -> None:
    act = "https://w3id.org/plan-graph/id/act/ro-thb-2021-2022/1064-2021"

    assert set(values(triples, DCTERMS.source)) == {act}
    assert len(values(triples, DCAT.accessService)) == 5
    assert any(page.endswith("plan.csv-metadata.json") for page in values(triples, FOAF.page))


def test_the_catalogue_says_how_well_the_document_was_read(triples: list[Triple]) -> None:
    report = f"{DEFAULT_BASE}report/{PLAN}"

    assert values(triples, DQV.hasQualityMetadata) == [report]
    (conforms,) = values(triples, SHACL.conforms)
    assert conforms == "true"
    measured = {
        t.subject.value: int(t.object.value)  # type: ignore[union-attr]
        for t in triples
        if t.predicate == DQV.value
    }
    assert set(values(triples, DQV.hasQualityMeasurement)) == set(measured)
    assert measured[f"{report}#read"] == real_plan().quality.counts["read"]


def test_what_the_publisher_adds_is_in_the_catalogue(tmp_path: Path) -> None:
    dataset = f"{DEFAULT_BASE}dataset/{PLAN}"
    added = f'<{dataset}> <http://dcat-ap.de/def/dcatde/contributorID> "x" .'
    (tmp_path / "further.ttl").write_text(added, encoding="utf-8")
    text = SETTINGS.read_text(encoding="utf-8")
    more = 'further = "further.ttl"\n[rights_holder]\nname = { en = "The archive" }\n\n[title]'
    (tmp_path / "catalogue.toml").write_text(text.replace("[title]", more, 1), encoding="utf-8")

    settings = load(tmp_path / "catalogue.toml")
    said = [t for block in describe(settings, DEFAULT_BASE, [published()]) for t in block]

    assert {str(t) for t in load_rdf(tmp_path / "further.ttl")} <= {str(t) for t in said}
    assert "The archive" in values(said, FOAF.name)
    assert len(values(said, DCTERMS.rightsHolder)) == 1


def test_without_a_licence_none_is_said() -> None:
    settings = replace(load(SETTINGS), licence="")

    said = [t for block in describe(settings, DEFAULT_BASE, [published()]) for t in block]

    assert values(said, DCTERMS.license) == []


def published() -> Published:
    return Published.of(real_plan().iris, real_plan().asserted, [File("plan.ttl", 7)])


def test_a_document_of_somebody_else_gets_no_catalogue_of_ours(built: Path, tmp_path: Path) -> None:
    text = (built / PLAN / "source.txt").read_text(encoding="utf-8")
    (tmp_path / "other.txt").write_text(text, encoding="utf-8", newline="")

    outcome = run(tmp_path, "build", "other.txt")

    assert outcome.returncode == 0
    assert not list((tmp_path / "build").glob("catalogue.*"))
    assert "no catalogue was written" in outcome.stderr


def test_a_plan_that_the_settings_do_not_name_is_told_before_the_work(
    built: Path, tmp_path: Path
) -> None:
    text = (built / PLAN / "source.txt").read_text(encoding="utf-8")
    (tmp_path / "other.txt").write_text(text, encoding="utf-8", newline="")

    outcome = run(tmp_path, "build", "other.txt", "--catalogue", str(SETTINGS))

    assert outcome.returncode == 2
    assert outcome.stderr == (
        "plan-graph: catalogue.toml: 'plans.other' is missing; write a section [plans.other]\n"
    )


FAULTS = {
    "not TOML": ("issued = 2026-11-25", "issued = ", "is no TOML: "),
    "missing": ('type = "PrivateIndividual(s)"', "", "'publisher.type' is missing; write one of: "),
    "no further file": (
        "# further =", "further =", "'further' names 'further.ttl', which is not there; "
    ),
    "no such key": ("version =", "verison =", f"'plans.{PLAN}.verison' is no setting here; use "),
    "no date": ("issued = 2026-11-25", 'issued = "soon"', "'issued' is 'soon'; write a date"),
    "dates turned round": (
        "modified = 2026-11-25",
        "modified = 2020-01-01",
        "'modified' is 2020-01-01, before 'issued'; give a later date",
    ),
    "no such theme": ('"JUST", ', '"LAW", ', f"'plans.{PLAN}.themes' is 'LAW'; use one of AGRI"),
    "no such licence": ('"CC_BY_4_0"', '"CC_BY"', "'licence' is 'CC_BY'; use one of CC_BY_4_0"),
    "no list": ('["RON", "ENG"]', '"RON"', "'languages' is 'RON'; write a list: ["),
    "a comma in a keyword": (
        '"action plan"',
        '"plan, action"',
        f"'plans.{PLAN}.keywords.en' has 'plan, action'; use 2 to 100 letters, digits",
    ),
    "no address": (
        'page = "https://w3id.org/plan-graph/"',
        'page = "w3id.org"',
        "'contact.page' is 'w3id.org'; write an address with http:// or https://",
    ),
    "no way to ask": (
        'page = "https://w3id.org/plan-graph/"',
        "",
        "'contact.email' is missing, and so is 'page'; write email = ",
    ),
    "no email": (
        'page = "https://w3id.org/plan-graph/"',
        'email = "me"',
        "'contact.email' is 'me'; write an email address: name@example.org",
    ),
    "no words": ('"The plan-graph maintainers", ro', '"", ro', "'publisher.name.en' is empty; "),
    "no language": ("[title]\nen", "[title]\nenglish", "'title.english' is no language tag; "),
    "words instead of a table": (
        "name = { en", 'name = "us" # { en', "'publisher.name' is 'us'; write name = { en ="
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_settings_is_one_line_with_file_and_key(tmp_path: Path, fault: str) -> None:
    old, new, expected = FAULTS[fault]
    text = SETTINGS.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "catalogue.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(DataError) as caught:
        load(file)

    assert str(caught.value).startswith(f"catalogue.toml: {expected}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="there is no such file; check the path"):
        load(tmp_path / "none.toml")
