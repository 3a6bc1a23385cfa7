"""Values of parameters are RDF terms: none changes a query, and a wrong one is refused."""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal
from rdflib import URIRef
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.term import Identifier, Variable
from rdflib.term import Literal as RdflibLiteral

from plan_graph.asking.queries import load, names, select
from plan_graph.asking.queries.binding import bind
from plan_graph.asking.queries.naming import KINDS, LISTED_BY
from plan_graph.asking.queries.template import Query
from plan_graph.errors import QueryError
from plan_graph.vocab import SKOS
from real_store import real_store

GOOD = {
    "": "words",
    "ro": "cuvinte",
    "iri": "https://example.org/thing",
    "integer": "12",
    "number": "0.5",
    "xsd_date": "2021-12-31",
    "xsd_gYear": "2021",
    "xsd_boolean": "true",
}
"""A value that each type takes."""

HOSTILE = [
    '"', "'", "\\", '\\"', '""" . ?s ?p ?o', "' OR '1'='1", '" } UNION { ?s ?p ?o } #', "?_value",
    "?__other_iri", "> . ?s ?p ?o . <", "http://x/> { } #", "http://x y", "https://x/\\u003e",
    "https://x/\\", "http://[", "javascript:alert(1)", "file:///etc/passwd", "urn:a b", "<>", "<a>",
    "}", "{", "# comment", "\\u0022", '\\U0001F600"', "%22", "\x00", "a\nb", "\r\n", "\t", "\x1b[2",
    "\ud800", "\u2028", "\ufeff", "\u202e", "é" * 3000, "a" * 2001, "2021-02-30", "2021-1-1",
    "20210101", "2021-12-31T00:00:00", "1e999", "NaN", "INF", "0x10", "1_000", "٣", "１２", "--1",
    "9" * 400, "true ", "TRUE", "=cmd()", "$s", "@en", "^^<x>", '"@en', "a@en", "{{7*7}}", "${x}",
    "; DROP ALL", "SERVICE <http://x/> {}", "BASE <x>", "Robert'); DROP TABLE", "..", "../..", " ",
]  # fmt: skip

FRAGMENTS = st.sampled_from([*HOSTILE[:30], *GOOD.values(), " ", ".", ";", ")", "(", "FILTER", "a"])
VALUES = st.one_of(
    st.text(max_size=60),
    st.lists(FRAGMENTS, max_size=6).map("".join),
    st.tuples(st.sampled_from([*GOOD.values()]), st.text(max_size=4)).map("".join),
    st.from_regex(r"(?:https?|urn):[^a-z]{0,20}[a-z>\"\\{}|^` ]{0,20}", fullmatch=True),
    st.from_regex(r"[+-]?[0-9]{1,20}(\.[0-9]{0,5})?", fullmatch=True),
)


def template(kind: str) -> Query:
    token = "?_value" + (f"_{kind}" if kind else "")
    text = f"SELECT ?s WHERE {{ ?s ?p {token} . FILTER(?p != {token}) }} ORDER BY ?s"
    return Query("hostile", text)


def shape(node: Any) -> Any:
    """Return the parse tree with every constant term alike."""
    if isinstance(node, Variable):
        return str(node)
    if isinstance(node, Identifier) or getattr(node, "name", "") == "literal":
        return "term"
    if isinstance(node, dict):
        name = getattr(node, "name", "")
        return "term" if name == "literal" else (name, {k: shape(v) for k, v in node.items()})
    if isinstance(node, list) or type(node).__name__ in ("ParseResults", "plist"):
        return [shape(each) for each in node]
    return node


def constants(node: Any) -> list[Any]:
    if isinstance(node, dict):
        if getattr(node, "name", "") == "literal":
            return [node]
        return [found for value in node.values() for found in constants(value)]
    if isinstance(node, list) or type(node).__name__ in ("ParseResults", "plist"):
        return [found for value in node for found in constants(value)]
    return [node] if isinstance(node, URIRef | RdflibLiteral) else []


@cache
def good_shape(kind: str) -> Any:
    return shape(parseQuery(bind(template(kind), {"value": GOOD[kind]}, real_store())))


def check(kind: str, value: str) -> None:
    query = template(kind)
    try:
        text = bind(query, {"value": value}, real_store())
    except QueryError as refused:
        message = str(refused)
        assert message.isprintable()
        assert "value" in message
        assert re.search("expected|needs a value", message)
        return
    tree = parseQuery(text)
    assert shape(tree) == good_shape(kind)
    if kind in ("", "ro"):
        assert {str(each.string) for each in constants(tree)} == {normalize("NFC", value)}


@pytest.mark.parametrize("kind", GOOD)
def test_a_thousand_generated_values_leave_the_algebra_as_it_is(kind: str) -> None:
    @settings(max_examples=1000, deadline=None, derandomize=True, database=None)
    @given(VALUES)
    def attack(value: str) -> None:
        check(kind, value)

    attack()


@pytest.mark.parametrize("kind", GOOD)
def test_a_value_from_the_list_of_hostile_ones_leaves_the_algebra_as_it_is(kind: str) -> None:
    for value in HOSTILE:
        check(kind, value)


@pytest.mark.parametrize(("kind", "value"), GOOD.items())
def test_a_good_value_is_taken_whole(kind: str, value: str) -> None:
    text = bind(template(kind), {"value": value}, real_store())

    assert text.count(value) == 2
    assert "?_" not in text


def test_hostile_words_are_searched_for_and_not_obeyed() -> None:
    query = Query("is", f"SELECT ?s WHERE {{ ?s {SKOS.notation} ?o FILTER(STR(?o) = ?_words) }}")

    for value in HOSTILE:
        try:
            rows = select(real_store(), query, {"words": value}).rows
        except QueryError:
            continue
        assert rows == ()


def test_a_token_within_a_string_an_iri_or_a_comment_stays() -> None:
    text = 'SELECT ?s WHERE { ?s <http://x/?_a> "?_a", \'?_a\', """?_a" ?_a""" } # ?_a'

    assert bind(Query("quoted", text), {}, real_store()) == text


@pytest.mark.parametrize(
    "agency",
    ["INM", "inm", "Institutul naţional al magistraturii", "National Institute of Magistracy"],
)
def test_a_body_may_be_given_by_short_name_or_label_in_any_language(agency: str) -> None:
    text = bind(load("actions-by-agency"), {"agency": agency}, real_store())

    assert "<https://w3id.org/plan-graph/id/organisation/ro/inm>" in text


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("actions-by-agency", {}, "needs a value for agency; give agency=<IRI or short name>"),
        ("actions-by-agency", {"agency": ""}, "needs a value for agency"),
        ("actions-by-agency", {"agnecy": "ANITP"}, "has no parameter 'agnecy'; it has: agency"),
        ("actions-by-agency", {"agency": "ANITPP"}, "did you mean 'ANITP'?"),
        ("actions-by-agency", {"agency": "no such"}, "the query 'bodies-directory' lists them"),
        ("actions-by-agency", {"agency": "ANITP", "role": "boss"}, "'partner', 'responsible'"),
        ("actions-by-agency", {"agency": "http://x/ y"}, "expected an IRI such as https://"),
        ("actions-by-agency", {"agency": "ANITP\n"}, "expected printable characters on one line"),
        ("actions-by-agency", {"agency": "a" * 2001}, "no more than 2,000 characters, found 2,001"),
        ("actions-due-by", {"date": "31.12.2021"}, "expected a date such as 2021-12-31"),
        ("actions-due-by", {"date": "2021-02-30"}, "expected a date such as 2021-12-31"),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_a_remedy(
    name: str, values: dict[str, str], message: str
) -> None:
    with pytest.raises(QueryError) as refused:
        bind(load(name), values, real_store())

    assert message in str(refused.value)


def test_there_is_a_query_that_lists_the_things_that_are_many() -> None:
    assert set(LISTED_BY.values()) <= set(names())
    assert set(LISTED_BY) <= set(KINDS)


def test_a_name_of_several_things_asks_which_one_is_meant() -> None:
    query = Query("any", "SELECT ?p WHERE { ?_thing_iri ?p ?o } ORDER BY ?p")

    with pytest.raises(QueryError, match="names 2 things: choose one of 'objective/ro-thb-2021-"):
        bind(query, {"thing": "1"}, real_store())

    assert "id/objective/" in bind(query, {"thing": "objective/ro-thb-2021-2022/1"}, real_store())


def test_an_unknown_query_names_the_nearest() -> None:
    with pytest.raises(QueryError, match="did you mean 'actions-by-agency'"):
        load("actions-by-agencies")


def test_an_answer_holds_terms_of_the_values_own_type() -> None:
    query = Query("echo", "SELECT ?n WHERE { VALUES ?n { ?_n_integer } } ORDER BY ?n")

    ((term,),) = select(real_store(), query, {"n": "+007"}).rows

    assert isinstance(term, Literal)
    assert term.value == "7"


@pytest.mark.parametrize("name", ["actions-to-deliver", "actions-without-funding"])
def test_what_is_not_asked_is_not_looked_for(name: str) -> None:
    text = bind(load(name), {}, real_store())

    assert "?__plan_iri" in load(name).text
    assert not re.search(r"\?__(plan|agency|ministry)_iri", text)


def test_what_is_not_asked_stays_where_the_query_says_it_nowhere_else() -> None:
    alone = "SELECT ?a WHERE { { SELECT DISTINCT ?a WHERE { ?a :led|:in ?__by_iri } } } ORDER BY ?a"
    other = "SELECT ?a WHERE { ?a :in ?b ; :led ?__by_iri . ?c :in ?__by_iri } ORDER BY ?a"

    assert bind(Query("alone", alone), {}, real_store()) == alone
    assert bind(Query("other", other), {}, real_store()) == other
