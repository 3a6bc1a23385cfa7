"""Words that are markup, scripts or very long are shown as words, on every page."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from pyoxigraph import Literal, NamedNode, Triple

from crawl import found_by
from plan_graph.asking.store import open_store
from plan_graph.iris import Iris
from plan_graph.pages import search_files
from plan_graph.pages.layout import visible
from plan_graph.pages.routes import every_page, page
from plan_graph.pages.site import Site, Visit
from plan_graph.vocab import DCTERMS, FOAF, PLAN, PLAN_BASE, SKOS
from small_plan import small_plan
from small_store import make_index, make_store

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)' x='",
    "</title></script><svg onload=alert(1)>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "<!--<!DOCTYPE x [<!ENTITY y 'z'>]>-->",
    "\u202etxt.exe\u2066\u200b\ufeff",
    "&lt;b&gt; &amp; &#x3c;script>",
    "]]></script><style>*{}</style>",
    "word " * 2_000,
    "x" * 10_000,
]
NAMES = (
    DCTERMS.title, DCTERMS.identifier, DCTERMS.source, SKOS.prefLabel, SKOS.notation, FOAF.name,
    PLAN.quote, PLAN.verbatim, PLAN.unit,
)  # fmt: skip
MOST_BYTES = 150_000


def spoilt(triples: list[Triple], words: str) -> list[Triple]:
    """Return the same with other words wherever there are words."""
    return [
        Triple(triple.subject, triple.predicate, _other(triple.object, words))
        if isinstance(triple.object, Literal) and triple.predicate in NAMES
        else triple
        for triple in triples
    ]


def _other(literal: Literal, words: str) -> Literal:
    return Literal(words, language=literal.language) if literal.language else Literal(words)


def site(folder: Path, triples: list[Triple], text: str, root: str) -> Site:
    """Build a store with the text of a document beside it."""
    iris = Iris("small", "ro")
    (folder / "small").mkdir(parents=True)
    (folder / "small" / "source.txt").write_text(text, encoding="utf-8", newline="")
    rows = [{"row": 1, "cells": [[5, len(text), 1, 1]]}]
    layout = {"blocks": [[0, 5], {"table": 1, "rows": rows}], "skipped": []}
    (folder / "small" / "source.json").write_text(json.dumps(layout))
    make_index(folder, iris, triples)
    make_store(folder / "store", {iris.graph: triples, iris.graph_of("report"): report(text)})
    return Site(open_store(folder), PLAN_BASE, "https://a.example/", root, folder)


def report(words: str) -> list[Triple]:
    """Return a report with a finding about an action."""
    shacl = "http://www.w3.org/ns/shacl#"
    finding = NamedNode(PLAN_BASE + "report/small#1")
    action = NamedNode(PLAN_BASE + "id/action/small/1.1-01")
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    return [
        Triple(finding, kind, NamedNode(shacl + "ValidationResult")),
        Triple(finding, NamedNode(shacl + "resultSeverity"), NamedNode(shacl + "Warning")),
        Triple(finding, NamedNode(shacl + "focusNode"), action),
        Triple(finding, NamedNode(shacl + "resultMessage"), Literal(words, language="en")),
    ]


def elements(text: str) -> set[str]:
    """Name the kinds of elements that a page has."""
    document = html.document_fromstring(text.encode())
    return {str(element.tag) for element in document.iter() if isinstance(element.tag, str)}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("usual"), small_plan(), "Plan mic; Prevenire", "/")


@pytest.mark.parametrize("root", ["/", ""], ids=["server", "static"])
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_words_stay_words_on_every_page(tmp_path: Path, usual: Site, words: str, root: str) -> None:
    same = replace(usual, root=root)
    asked = {"q": "prevenire plan"}
    known = set().union(
        *(elements(page(Visit(same, "en", path, asked))) for path in every_page(same))
    )
    bad = site(tmp_path, spoilt(small_plan(), words), words * 3, root)

    shown = 0
    for path in every_page(bad):
        made = page(Visit(bad, "en", path, {"q": words[:200], "words": words[:200]}))
        document = html.document_fromstring(made.encode())
        scripts = found_by("//script[not(@src)][not(@type='application/ld+json')]/text()", document)
        assert elements(made) <= known, path
        assert found_by("//@*[starts-with(name(), 'on')] | //@style", document) == [], path
        assert not any(
            each.lower().startswith("javascript") for each in found_by("//@href", document)
        )
        assert scripts == [], path
        assert len(made.encode()) < MOST_BYTES, path
        for data in found_by("//script[@type='application/ld+json']/text()", document):
            json.loads(data)
        text = " ".join("".join(map(str, document.itertext())).split())
        shown += " ".join(visible(words).split()) in text

    assert shown > 10


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_the_index_of_the_search_holds_words_as_they_are(tmp_path: Path, words: str) -> None:
    bad = site(tmp_path, spoilt(small_plan(), words), words * 3, "")

    files = search_files.files(Visit(bad, "en", "search"))
    blocks = [json.loads(content) for name, content in files if "/entries-" in name]

    assert words in {title for block in blocks for entry in block for title in entry[3].values()}
