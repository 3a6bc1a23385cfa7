"""Answers are shown in words, and written in the formats that others read."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from plan_graph.asking.answers import readable
from plan_graph.asking.answers.formats import graph_text, solutions_text
from plan_graph.asking.answers.table import markdown, table
from plan_graph.asking.pictures import picture, svg
from plan_graph.asking.queries.engine import Solutions
from plan_graph.asking.queries.template import Query
from plan_graph.errors import QueryError
from plan_graph.vocab import SKOS, XSD
from real_store import real_store

ROLE = NamedNode("https://w3id.org/plan-graph/code/role/partner")
MAI = NamedNode("https://w3id.org/plan-graph/id/organisation/ro/mai")
ROWS = Solutions(
    ("body", "bodyLabel", "role", "actions"),
    (
        (MAI, Literal('Ministerul, "Afacerilor"\nInterne', language="ro"), ROLE, None),
        (None, Literal("=cmd|' /C calc'!A0"), None, Literal("12", datatype=XSD.integer)),
    ),
)


def test_a_table_shows_one_column_for_a_thing_and_its_label() -> None:
    lines = table(readable(real_store(), ROWS)).splitlines()

    assert [cell.strip() for cell in lines[0].split("│")] == ["Body", "Role", "Actions"]
    assert [cell.strip() for cell in lines[2].split("│")] == [
        'Ministerul, "Afacerilor" Interne',
        "partner",
        "",
    ]


def test_plans_of_one_title_are_told_apart_and_a_plan_alone_is_not_said() -> None:
    names = ("draft", "adopted", "other")
    plans = {name: NamedNode(f"https://w3id.org/plan-graph/id/plan/{name}") for name in names}
    titles = {"draft": "Safe Roads", "adopted": "Safe Roads", "other": "Clean Air"}
    rows = tuple(
        (Literal(str(number)), plans[name], Literal(titles[name], language="en"))
        for number, name in enumerate(names)
    )

    several = readable(real_store(), Solutions(("code", "plan", "planLabel"), rows))
    alone = readable(real_store(), Solutions(("code", "plan", "planLabel"), rows[:1]))

    assert [str(getattr(row[-1], "value", "")) for row in several.rows] == [
        "Safe Roads (draft)",
        "Safe Roads (adopted)",
        "Clean Air",
    ]
    assert len(alone.variables) == 1


def test_headings_are_words_in_the_language_and_variables_where_there_are_none() -> None:
    rows = Solutions(("ministryShort", "ministryLabel", "whatever"), ())

    assert readable(real_store(), rows).variables == ("Short name", "Ministry", "whatever")
    romanian = readable(real_store(), rows, language="ro")
    assert romanian.variables == ("Nume scurt", "Minister", "whatever")


def test_a_query_of_ones_own_says_its_headings() -> None:
    own = Query(
        "mine",
        "#+ x-plan-graph:\n#+   columns: {n: {en: How many, ro: Câte}}\nSELECT ?n ?body WHERE {}",
    )

    found = readable(real_store(), Solutions(("n", "body"), ()), own, "ro")

    assert found.variables == ("Câte", "Instituție")


def test_yes_and_no_are_words_of_the_language() -> None:
    rows = Solutions(("external",), ((Literal("yes"),), (Literal("no", language="en"),)))

    found = readable(real_store(), rows, language="ro")

    assert found.rows == ((Literal("da"),), (Literal("no", language="en"),))


def test_an_iri_is_shown_by_its_label_in_the_language_that_is_asked_for() -> None:
    rows = Solutions(("body",), ((MAI,),))

    assert "Ministerul Afacerilor Interne" in table(readable(real_store(), rows, language="ro"))
    assert "Ministry of Internal Affairs" in table(readable(real_store(), rows, language="en"))
    assert "Ministry of Internal Affairs" in table(readable(real_store(), rows, language="fr"))


def test_an_iri_without_a_label_is_shown_by_its_telling_end() -> None:
    rows = Solutions(("x",), ((NamedNode("https://w3id.org/plan-graph/id/thing/p/1"),),))

    assert "thing/p/1" in table(readable(real_store(), rows))


def test_a_table_keeps_to_the_width_and_numbers_stand_right() -> None:
    long = Literal("Numărul persoanelor " * 10)
    rows = Solutions(("words", "n"), ((long, Literal("7", datatype=XSD.integer)),))

    lines = table(rows, 60).splitlines()

    assert max(map(len, lines)) <= 60
    assert lines[2].endswith(" 7")


def test_a_control_character_does_not_reach_the_terminal() -> None:
    rows = Solutions(("x",), ((Literal("a\x1b[2Jb\x07"),),))

    assert "\x1b" not in table(rows)
    assert "\x07" not in table(rows)


def test_markdown_escapes_what_would_be_markup() -> None:
    rows = Solutions(("x",), ((Literal("a|b <script> *c*"),),))

    lines = markdown(readable(real_store(), rows)).splitlines()

    assert lines[1].strip("|").strip("-") == ""
    assert lines[2] == r"| a\|b \<script\> \*c\* |"


def test_csv_holds_the_values_as_they_are() -> None:
    rows = list(csv.reader(io.StringIO(solutions_text(ROWS, "csv"), newline="")))

    assert rows[0] == ["body", "bodyLabel", "role", "actions"]
    assert rows[1] == [MAI.value, 'Ministerul, "Afacerilor"\nInterne', ROLE.value, ""]
    assert rows[2] == ["", "=cmd|' /C calc'!A0", "", "12"]


def test_json_and_xml_are_those_of_sparql() -> None:
    found = json.loads(solutions_text(ROWS, "json"))
    tree = ElementTree.fromstring(solutions_text(ROWS, "xml"))

    assert found["head"]["vars"] == list(ROWS.variables)
    assert found["results"]["bindings"][0]["bodyLabel"]["xml:lang"] == "ro"
    assert len(list(tree.iter("{http://www.w3.org/2005/sparql-results#}result"))) == 2


def test_tsv_writes_terms() -> None:
    assert f"<{MAI.value}>\t" in solutions_text(ROWS, "tsv")


def test_blank_nodes_of_a_foreign_endpoint_stay_apart() -> None:
    rows = Solutions(("x",), ((BlankNode("a"),), (BlankNode("b"),)))

    assert solutions_text(rows, "csv").split() == ["x", "urn:skolem:a", "urn:skolem:b"]


@pytest.mark.parametrize(
    ("form", "syntax"),
    [
        ("turtle", RdfFormat.TURTLE),
        ("ntriples", RdfFormat.N_TRIPLES),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_a_graph_is_written_whole_in_each_format(form: str, syntax: RdfFormat) -> None:
    triples = {
        Triple(MAI, SKOS.prefLabel, Literal("Ministerul", language="ro")),
        Triple(MAI, SKOS.notation, Literal("MAI")),
    }

    text = graph_text(tuple(triples), form)

    assert {quad.triple for quad in parse(text, format=syntax)} == triples


CHART = Query(
    "chart",
    '#+ summary: "How many?"\n'
    "#+ x-plan-graph:\n"
    "#+   chart: {mark: bar, encoding: {x: {field: actions, type: quantitative},"
    " y: {field: bodyLabel, type: nominal}}}\n"
    "SELECT ?bodyLabel ?actions WHERE {}",
)


def test_a_chart_draws_a_mark_for_each_row_with_a_value() -> None:
    drawn = svg(picture(CHART, ROWS, "en"))

    assert drawn.startswith("<svg")
    assert drawn.count('class="bar"') == 1
    assert "How many?" in drawn


def test_the_titles_of_a_chart_are_in_the_language() -> None:
    drawn = svg(picture(CHART, ROWS, "ro"))

    assert "Acțiuni" in drawn
    assert "Instituție" in drawn


def test_words_in_a_chart_stay_words() -> None:
    rows = Solutions(("bodyLabel", "actions"), ((Literal("<script>x</script>"), Literal("1")),))

    assert "<script>" not in svg(picture(CHART, rows, "en"))


def test_a_query_without_a_chart_says_so() -> None:
    with pytest.raises(QueryError, match="declares no chart; take another format"):
        picture(Query("plain", '#+ summary: "?"\nSELECT * {}'), ROWS, "en")
