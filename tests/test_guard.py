"""What the words of a query give away, without parsing it."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_graph.web.problems import RequestError
from plan_graph.web.sparql.guard import look


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
        "SELECT * { sErViCe SILENT <http://a/> { ?s ?p ?o } }",
        "SELECT * { SERVICE # a comment\n <http://a/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p <o>.SERVICE <http://a/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "SERVICE" . SERVICE ?s { ?s ?p ?o } }',
        "SELECT * { {SERVICE<http://a/>{}} }",
        "LOAD <file:///etc/passwd>",
        "ASK { " + "!(" * 9 + "1" + ")" * 9 + "}",
        "ASK " + "{" * 65,
        "ASK { ?s ?p '\x00' }",
        "INSERT DATA { <a> <b> <c> }",
        "PREFIX a: <b>",
        " \n",
        "ASK {} " + "a " * 20_001,
    ],
)
def test_what_cannot_be_answered_is_refused_at_once(query: str) -> None:
    with pytest.raises(RequestError) as refused:
        look(query)

    assert refused.value.status == 400


@pytest.mark.parametrize(
    "query",
    [
        'ASK { ?s ?p "SERVICE <http://a/>" }',
        "ASK { ?s ?p '''LOAD 'it' ''' } # SERVICE",
        "ASK { ?service ?p <http://a/#SERVICE> }",
        "PREFIX service: <http://a/> ASK { ?s service:LOAD ?o }",
        "ASK { FILTER(?a < 1 && ?b > 2) } # 'an apostrophe",
        "DESCRIBE <http://a/>",
    ],
)
def test_words_in_texts_names_and_comments_are_no_keywords(query: str) -> None:
    assert look(query).graphs == ()


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <http://a/b>",
        "from#comment\n<http://a/b>",
        "FROM NAMED <http://a/b>",
        "FROM named#\n\n<http://a/b>",
        "FROM x:b",
        "FROM NAMED x:b",
    ],
)
def test_the_graphs_of_a_query_are_seen(clause: str) -> None:
    found = look(f"PREFIX x: <http://a/> SELECT * {clause} WHERE {{ ?s ?p ?o }}")

    assert found.graphs == ("http://a/b",)


def test_a_query_may_change_by_itself() -> None:
    assert look("SELECT (NOW() AS ?now) {}").changing
    assert not look("SELECT ?now {?now ?p 'NOW()'}").changing


@given(st.text(alphabet="\"'<>\\#{}()!ab:?\n", max_size=80))
def test_no_text_makes_the_look_fail(text: str) -> None:
    try:
        look(text)
    except RequestError as refused:
        assert refused.status == 400


@pytest.mark.parametrize(
    "part",
    [
        '"',
        "'''",
        "<",
        "\\",
        '"\\',
        "a",
        "(",
        "!(",
        "'' ",
        "#",
        "a.",
        "-",
        "a:",
        "%",
        "<a",
        '"""\\',
        "@a.",
    ],
)
def test_the_look_takes_time_in_proportion_to_the_text(part: str) -> None:
    before = time.process_time()

    with suppress(RequestError):
        look("ASK " + part * (1_000_000 // len(part)))

    # In proportion it takes less than a second of a processor; by the square, many minutes.
    assert time.process_time() - before < 60
