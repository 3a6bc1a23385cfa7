"""Pages of more plans than fit on one: lists in pages, and one plan told at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Quad, Triple, parse

from plan_graph.asking.search.question import meaning
from plan_graph.asking.store import open_store
from plan_graph.building.build import build
from plan_graph.iris import DEFAULT_BASE
from plan_graph.pages import data, start
from plan_graph.pages.routes import page
from plan_graph.pages.site import Site, Visit
from plan_graph.reading.source import open_source
from plan_graph.vocab import DCAT, DCTERMS

PORTS = ("alba", "brest", "cadiz", "delft", "emden", "faro")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Build six short plans that all name one ministry; in the last it has most to do."""
    folder = tmp_path_factory.mktemp("many")
    for name in PORTS:
        led = "Ministerul Sănătății" if name == PORTS[-1] else "Ministerul Justiției"
        (folder / f"{name}.md").write_text(
            f"# Plan de acțiune pentru portul {name} 2024-2026\n\n"
            "| Nr. | Acțiune | Responsabil | Termen |\n|---|---|---|---|\n"
            f"| 1.1 | Vopsirea cheiurilor din {name} | Ministerul Sănătății | 31 martie 2025 |\n"
            f"| 1.2 | Numărarea bărcilor din {name} | {led} | 30 iunie 2025 |\n"
            f"| 1.3 | Iluminarea digurilor din {name} | {led} | 30 iunie 2026 |\n",
            encoding="utf-8",
        )
    sources = [open_source(folder / f"{name}.md") for name in PORTS]
    build(sources, folder / "build", jobs=1)
    return Site(open_store(folder / "build"), DEFAULT_BASE, root="/", build=folder / "build")


def shown(site: Site, path: str, **values: str) -> str:
    return page(Visit(site, "en", path, values))


def test_the_start_page_has_a_part_of_the_plans_and_leads_to_the_others(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_ON_A_PAGE", 4)

    first, second = shown(site, "index"), shown(site, "index", page="2")

    assert [f"plan/{name}.html" in first for name in PORTS] == [True] * 4 + [False] * 2
    assert [f"plan/{name}.html" in second for name in PORTS] == [False] * 4 + [True] * 2
    assert 'rel="next" href="/en/index.html?page=2"' in first


def test_the_start_page_finds_plans_beyond_its_first_part(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_ON_A_PAGE", 2)

    found = shown(site, "index", q="faro")

    assert [f"plan/{name}.html" in found for name in PORTS] == [False] * 5 + [True]


def test_the_page_of_a_body_tells_the_plan_in_which_it_has_most_to_do(site: Site) -> None:
    told = shown(site, "organisation/ro/ms")

    assert "Iluminarea digurilor din faro" in told
    assert "Vopsirea cheiurilor din alba" not in told
    assert 'href="/en/organisation/ro/ms.html?plan=alba"' in told


def test_the_page_of_a_body_tells_the_plan_that_is_chosen(site: Site) -> None:
    told = shown(site, "organisation/ro/ms", plan="brest")

    assert "Vopsirea cheiurilor din brest" in told
    assert "digurilor din faro" not in told


def test_the_list_of_bodies_counts_the_actions_of_all_plans(site: Site) -> None:
    told = shown(site, "bodies")

    row = next(row for row in told.split("<tr>") if "/organisation/ro/ms.html" in row)
    assert row.partition("</tr>")[0].endswith('<td class="number">8</td>')


def test_findings_are_told_of_one_plan_at_a_time(site: Site) -> None:
    told = shown(site, "validation", plan="cadiz")

    assert "/dump/alba/report.ttl" not in told
    assert 'href="/en/validation.html?plan=alba"' in told


def test_the_data_page_reads_what_the_catalogue_says_of_the_plans_shown_not_the_list_of_all(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, read = site.base, list[Triple]()
    listed = " , ".join(f"<{base}dataset/{name}>" for name in PORTS)
    said = [f'<{base}dataset/{name}> dcterms:description "All of {name}"@en .' for name in PORTS]
    (tmp_path / "catalogue.ttl").write_text(
        f"@prefix dcat: <{DCAT.namespace}> .\n@prefix dcterms: <{DCTERMS.namespace}> .\n\n"
        f'<{base}catalogue> dcterms:title "Of ports"@en ;\n\tdcat:dataset {listed} .\n\n'
        + "\n\n".join(said),
        encoding="utf-8",
    )
    published = replace(site, build=tmp_path)
    shown(published, "data")
    monkeypatch.setattr(data, "parse", lambda *a, **b: noted(read, parse(*a, **b)))

    again = shown(published, "data")

    assert "Of ports" in again
    assert [f"All of {name}" in again for name in PORTS] == [True] * 4 + [False] * 2
    assert {triple.predicate for triple in read} == {DCTERMS.description}


def noted(read: list[Triple], quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        read.append(quad.triple)
        yield quad


def statements_of(site: Site, work: Callable[[], object]) -> list[str]:
    """Return what a piece of work asks of the index."""
    asked: list[str] = []
    assert site.index
    site.index.data.set_trace_callback(asked.append)
    work()
    site.index.data.set_trace_callback(None)
    return asked


def matching(statements: Iterable[str]) -> list[str]:
    return [each for each in statements if " MATCH " in each]


def test_a_page_of_results_searches_once_for_their_number_and_for_those_shown(site: Site) -> None:
    index = site.index
    assert index
    shown(site, "search", q="cheiurilor")

    once = matching(statements_of(site, lambda: index.find("cheiurilor")))
    paged = matching(statements_of(site, lambda: shown(site, "search", q="cheiurilor")))

    assert len(once) > 1
    assert paged == once


def test_results_of_many_plans_each_tell_the_title_of_their_plan(site: Site) -> None:
    told = shown(site, "search", q="cheiurilor", kind="action")

    assert [f"Plan de acțiune pentru portul {name} 2024-2026" in told for name in PORTS] == [
        True
    ] * len(PORTS)


def test_a_plan_of_many_is_named_by_the_words_of_its_title_that_no_other_has(site: Site) -> None:
    one = meaning(site.index, "acțiuni întârziate, portul delft 2024", "ro")
    any_of = meaning(site.index, "acțiuni întârziate, portul 2024", "ro")

    assert {each.values.get("plan", "") for each in one.near} == {f"{DEFAULT_BASE}id/plan/delft"}
    assert {each.values.get("plan", "") for each in any_of.near} == {""}
