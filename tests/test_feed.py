"""A feed of the catalogue, by the rules of DCAT-AP Feeds: what changed, and nothing twice."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from javascript import PACKAGES, run
from plan_graph.cli import main
from plan_graph.resources import folder
from plan_graph.vocab import ACTIVITIES, ADMS, DCAT, FOAF, LDES, RDF, TREE, VCARD
from server import server

PLAN = "ro-thb-2021-2022"
SOURCE = str(folder("data") / "plans" / PLAN)
ADDRESS = "https://plans.example.org/feed/"
DATASET = NamedNode(f"https://w3id.org/plan-graph/dataset/{PLAN}")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("feed") / "build"
    assert main(["build", SOURCE, "--out", str(out), "--jobs", "1"]) == 0
    return out


def write(build: Path, target: Path) -> int:
    return main(["feed", str(target), "--build", str(build), "--base-url", ADDRESS])


def activities(target: Path) -> Store:
    store = Store()
    for file in target.glob("*.trig"):
        store.extend(parse(path=file, format=RdfFormat.TRIG))
    return store


def things(store: Store, kind: NamedNode) -> list[object]:
    found = [quad.subject for quad in store.quads_for_pattern(None, RDF.type, kind, None)]
    return [
        quad.object
        for name in found
        for quad in store.quads_for_pattern(name, ACTIVITIES.object, None)
    ]


def edited(build: Path, target: Path, *, modified: str) -> Path:
    """Copy a build, with another title of an action, and another day of its change."""
    shutil.copytree(build, target)
    catalogue, graph = target / "catalogue.ttl", target / PLAN / "plan.nt"
    text = catalogue.read_text(encoding="utf-8").replace("2026-11-25", modified)
    catalogue.write_text(text.replace("0.1.0", "0.2.0"), encoding="utf-8")
    action = re.compile(r"(/1\.1-01> <http://purl.org/dc/terms/title> )\"[^\n]*\"@ro")
    text, number = action.subn(r'\1"Zilele porților deschise"@ro', graph.read_text("utf-8"))
    assert number == 1
    graph.write_text(text, encoding="utf-8")
    return target


def test_a_new_feed_creates_every_thing_and_says_what_it_is(build: Path, tmp_path: Path) -> None:
    assert write(build, tmp_path / "feed") == 0

    store = activities(tmp_path / "feed")
    root = NamedNode(ADDRESS + "feed.trig")
    stream = NamedNode(ADDRESS + "feed.trig#feed")
    assert Quad(stream, RDF.type, LDES.EventStream) in store
    assert Quad(stream, TREE.view, root) in store
    members = {
        quad.object
        for quad in store.quads_for_pattern(stream, TREE.member, None)
        if isinstance(quad.object, NamedNode)
    }
    for member in members:
        said = list(store.quads_for_pattern(member, None, None))
        assert {quad.predicate for quad in said} == {
            RDF.type, ACTIVITIES.object, ACTIVITIES.published
        }  # fmt: skip
        assert len(said) == 3
        (thing,) = store.quads_for_pattern(member, ACTIVITIES.object, None)
        assert isinstance(thing.object, NamedNode)
        kinds = {q.object for q in store.quads_for_pattern(thing.object, RDF.type, None, member)}
        assert kinds & {DCAT.Catalog, DCAT.Dataset, DCAT.DataService, FOAF.Agent, VCARD.Kind}
    assert len(things(store, ACTIVITIES.Create)) == len(members) == 7
    nodes = {quad.object for quad in store.quads_for_pattern(None, TREE.node, None)}
    assert nodes == {NamedNode(ADDRESS + "feed-2026.trig")}


def test_an_update_says_in_words_what_changed_in_the_plan(build: Path, tmp_path: Path) -> None:
    write(build, tmp_path / "feed")
    first = (tmp_path / "feed" / "feed-2026.trig").read_bytes()
    later = edited(build, tmp_path / "build", modified="2027-01-15")

    assert write(later, tmp_path / "feed") == 0

    store = activities(tmp_path / "feed")
    assert (tmp_path / "feed" / "feed-2026.trig").read_bytes() == first
    assert DATASET in things(store, ACTIVITIES.Update)
    (notes,) = store.quads_for_pattern(DATASET, ADMS.versionNotes, None)
    assert isinstance(notes.object, Literal) and "1.1-01" in notes.object.value


def test_nothing_is_added_where_nothing_changed(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(build, tmp_path / "feed")
    before = {file: file.read_bytes() for file in (tmp_path / "feed").glob("*.trig")}

    write(build, tmp_path / "feed")

    assert {file: file.read_bytes() for file in (tmp_path / "feed").glob("*.trig")} == before
    assert capsys.readouterr().out.endswith(f"0 activities added to {tmp_path / 'feed'}/\n")


def test_a_change_without_a_later_day_is_refused(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(build, tmp_path / "feed")

    assert write(edited(build, tmp_path / "build", modified="2026-11-25"), tmp_path / "feed") == 2

    assert "give a later 'modified'" in capsys.readouterr().err


def test_a_feed_that_cannot_be_written_is_one_line(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")

    status = write(build, tmp_path / "file" / "feed")

    said = capsys.readouterr().err.splitlines()
    assert (status, len(said)) == (2, 1)
    assert "cannot be made: Not a directory" in said[0]


def test_what_is_gone_is_deleted(build: Path, tmp_path: Path) -> None:
    write(build, tmp_path / "feed")
    later = edited(build, tmp_path / "build", modified="2027-01-15")
    file = later / "catalogue.ttl"
    gone = f"{DATASET.value}/table"
    text = file.read_text(encoding="utf-8")
    blocks = [block for block in text.split("\n\n") if not block.startswith(f"<{gone}> ")]
    file.write_text("\n\n".join(blocks), encoding="utf-8")

    write(later, tmp_path / "feed")

    assert things(activities(tmp_path / "feed"), ACTIVITIES.Delete) == [NamedNode(gone)]


@pytest.mark.needs("npm packages")
def test_ldes_client_follows_the_feed_to_each_of_its_members(build: Path, tmp_path: Path) -> None:
    feed = tmp_path / "feed"
    with server({"/": feed}) as address:
        main(["feed", str(feed), "--build", str(build), "--base-url", address])

        # The shape that the feed names is on the web, which tests do not ask.
        client = PACKAGES / "node_modules" / ".bin" / "ldes-client"
        printed = run([client, f"{address}feed.trig", "--no-shape"])

    # It prints quads with numbers as they are, which no parser takes.
    created = re.findall(rf"<(\S+)> <{RDF.type.value}> <{ACTIVITIES.Create.value}>", printed)
    members = activities(feed).quads_for_pattern(None, RDF.type, ACTIVITIES.Create)
    assert sorted(created) == sorted(str(quad.subject)[1:-1] for quad in members)
    assert len(created) == 7
