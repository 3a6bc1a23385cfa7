"""The real plan as a document: its quotes, its bytes, and the same plan as a Word file."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from plan_graph.documents import read
from plan_graph.iris import DEFAULT_BASE
from plan_graph.language import register, wording
from plan_graph.language.recognition import Languages
from plan_graph.plan.tables import Document
from plan_graph.rdf.conversion import to_triples
from plan_graph.reading import interpret
from plan_graph.reading.source import open_source
from plan_graph.resources import folder
from plan_graph.text import clean
from plan_graph.vocab import OA, PLAN, RDF
from render_docx import render
from render_tables import RENDERERS

PLAN_FOLDER = folder("data") / "plans" / "ro-thb-2021-2022"
SOURCE = open_source(PLAN_FOLDER)
WORDS = wording.load("ro")


def triples_of(document: Document) -> list[Triple]:
    bodies = register.load("ro")
    plan = interpret(SOURCE.identifier, document, WORDS, bodies)
    return list(to_triples(plan, SOURCE, WORDS, bodies, base=DEFAULT_BASE))


@pytest.fixture(scope="module")
def document() -> Document:
    return read(SOURCE.document, Languages((WORDS,)))


@pytest.fixture(scope="module")
def triples(document: Document) -> list[Triple]:
    return triples_of(document)


def values(triples: list[Triple], predicate: NamedNode) -> dict[str, str]:
    """Return the only value of a property for each thing that has it."""
    found = [(t.subject, t.object) for t in triples if t.predicate == predicate]
    assert len(found) == len(dict(found))
    return {
        str(thing): value.value if hasattr(value, "value") else str(value) for thing, value in found
    }


def test_every_quote_equals_the_text_of_the_document_at_its_position(
    triples: list[Triple],
) -> None:
    text = (PLAN_FOLDER / "plan.txt").read_text(encoding="utf-8")
    quotes = values(triples, PLAN.quote)
    selectors = {str(t.subject): str(t.object) for t in triples if t.predicate == OA.hasSelector}
    starts, ends = values(triples, OA.start), values(triples, OA.end)

    at_position = {
        fragment: text[int(starts[selector]) : int(ends[selector])]
        for fragment, selector in selectors.items()
    }

    assert len(quotes) > 600
    assert at_position == quotes


def test_every_stated_in_leads_to_a_fragment_with_a_quote(triples: list[Triple]) -> None:
    fragments = {t.subject for t in triples if t.predicate == PLAN.quote}

    led_to = {t.object for t in triples if t.predicate in (PLAN.statedIn, PLAN.uninterpreted)}

    assert led_to == fragments


@pytest.mark.parametrize(
    "kind",
    ["Action", "Indicator", "Participation", "FixedDeadline", "RecurringDeadline", "Funding"],
)
def test_every_fact_of_an_action_leads_to_the_words_that_state_it(
    triples: list[Triple], kind: str
) -> None:
    things = {
        t.subject for t in triples if t.predicate == RDF.type and t.object == getattr(PLAN, kind)
    }

    stated = {t.subject for t in triples if t.predicate == PLAN.statedIn}

    assert things
    assert things <= stated


def test_no_triple_comes_twice(triples: list[Triple]) -> None:
    assert len(triples) == len(set(triples))


def test_the_plan_as_a_word_file_gives_the_same_graph(
    tmp_path: Path, document: Document, triples: list[Triple]
) -> None:
    word_file = tmp_path / "plan.docx"
    render(document, word_file)

    as_word = read(word_file, Languages((WORDS,)))

    assert as_word.text == document.text
    assert triples_of(as_word) == triples


def without_places(triples: list[Triple]) -> set[tuple[str, str, str]]:
    """Return the triples with the words of each place instead of the place."""
    words = {str(t.subject): clean(value(t)) for t in triples if t.predicate == PLAN.quote}
    selectors = {str(t.object) for t in triples if t.predicate == OA.hasSelector}

    def named(term: object) -> str:
        return f"'{words[str(term)]}'" if str(term) in words else str(term)

    return {
        (named(t.subject), str(t.predicate), named(t.object))
        for t in triples
        if str(t.subject) not in words | dict.fromkeys(selectors) and t.predicate != PLAN.sha256
    }


def value(triple: Triple) -> str:
    return triple.object.value if isinstance(triple.object, Literal) else str(triple.object)


@pytest.mark.parametrize("name", RENDERERS)
def test_the_plan_in_another_format_gives_the_same_graph(
    tmp_path: Path, document: Document, triples: list[Triple], name: str
) -> None:
    RENDERERS[name](document, tmp_path / name)

    found = without_places(triples_of(read(tmp_path / name, Languages((WORDS,)))))

    expected = without_places(triples)
    assert sorted(expected - found) == sorted(found - expected) == []
