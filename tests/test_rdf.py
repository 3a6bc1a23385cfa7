"""RDF files of strangers are read whole or refused with one line; nothing is fetched."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from plan_graph.errors import DocumentError
from plan_graph.rdf.parse import load_rdf

THING = "<https://example.org/a> <https://example.org/b>"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:e="https://example.org/">'

FORMATS = {
    "x.ttl": RdfFormat.TURTLE,
    "x.nt": RdfFormat.N_TRIPLES,
    "x.rdf": RdfFormat.RDF_XML,
    "x.owl": RdfFormat.RDF_XML,
    "x.xml": RdfFormat.RDF_XML,
    "x.jsonld": RdfFormat.JSON_LD,
    "x.JSON": RdfFormat.JSON_LD,
    "x.trig": RdfFormat.TRIG,
    "x.nq": RdfFormat.N_QUADS,
}

REFUSED = {
    "cut off": ("x.ttl", f"{THING} \n <https:", "x.ttl, line 2: is not Turtle: "),
    "cut off XML": ("x.rdf", f"{XML}\n<e:A", "x.rdf, line 2: is not well-formed RDF/XML: "),
    "cut off JSON": ("x.jsonld", '{"a":', "x.jsonld, line 1: is not JSON-LD: "),
    "no RDF in the XML": ("x.rdf", f'{XML}<e:A rdf:ID="1 2"/></rdf:RDF>', "x.rdf: is not RDF/XML"),
    "relative subject": ("x.ttl", f"\n<a> {THING} .", "x.ttl, line 2: has a relative IRI; write"),
    "relative datatype": ("x.ttl", f'{THING} "x"^^<a> .', "x.ttl, line 1: has a relative IRI; "),
    "relative base": ("x.ttl", f"@base <a/> . {THING} <b> .", "x.ttl, line 1: has a relative IRI"),
    "relative in XML": (
        "x.rdf",
        f'{XML}\n<e:A rdf:about="thing"/></rdf:RDF>',
        "x.rdf, line 2: has a relative IRI; write whole addresses, with https://",
    ),
    "relative in JSON": (
        "x.jsonld",
        '{\n"@id": "thing", "https://example.org/b": 1}',
        "x.jsonld, line 2: 'thing' is a relative IRI; write whole addresses, with https://",
    ),
    "relative to a scheme": (
        "x.jsonld",
        '{"@id": "//host/thing", "https://example.org/b": 1}',
        "x.jsonld, line 1: '//host/thing' is a relative IRI",
    ),
    "context in a file": (
        "x.jsonld",
        '{"@context": "file:///etc/passwd", "@id": "https://example.org/a"}',
        "x.jsonld: names a context elsewhere",
    ),
    "entity bomb": (
        "x.rdf",
        '<!DOCTYPE r [\n<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + XML + "&b;</rdf:RDF>",
        "x.rdf, line 2: declares the entity 'a'; write the text out, or use namespaces",
    ),
    "entity of a file": (
        "x.rdf",
        '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + XML + "&a;</rdf:RDF>",
        "x.rdf, line 1: declares the entity 'a'",
    ),
    "deep XML": ("x.rdf", XML + "<e:A>" * 50_000, "x.rdf, line 1: elements are nested more than"),
    "deep triples": (
        "x.ttl",
        f"{THING} " + f"<<( {THING} " * 20_000 + " 1 " + ")>>" * 20_000 + " .",
        "x.ttl, line 1: triples within triples are too deep; name them",
    ),
    "deep JSON": ("x.jsonld", '{"a":' * 500_000, "x.jsonld, line 1: is not JSON-LD: Max stack"),
    "triple as value": ("x.ttl", f"{THING} <<( {THING} 1 )>> .", "x.ttl: has a triple as a value"),
    "space in an IRI": ("x.ttl", "<https://a/b c> <a:b> 1 .", "x.ttl, line 1: is not Turtle: Inv"),
    "lone surrogate": ("x.ttl", f'{THING} "\\uD800" .', "x.ttl, line 1: is not Turtle: The esc"),
    "long language": ("x.ttl", f'{THING} "x"@{"x" * 99} .', "x.ttl, line 1: is not Turtle: "),
    "control character": (
        "x.ttl",
        f'\n{THING} "a\x01" .',
        "x.ttl, line 2: a value of <https://example.org/b> has the control character U+0001; rem",
    ),
    "escaped control": ("x.nt", f'{THING} "\\u0000" .', "x.nt: a value of <https://example.org/b>"),
    "empty": ("x.ttl", " \n", "x.ttl: the file is empty; give one with RDF"),
    "unknown ending": ("x.docx", "x", "x.docx: its ending '.docx' names no RDF; use .ttl, .nt, "),
}


ELSEWHERE = {
    "context": ("x.jsonld", '{"@context": "ADDRESS", "@id": "https://example.org/a"}'),
    "context in a list": ("x.jsonld", '{"@context": [{}, "ADDRESS"], "@id": "a:b"}'),
    "imported context": ("x.jsonld", '{"@context": {"@import": "ADDRESS"}, "@id": "a:b"}'),
    "entity": ("x.rdf", f'<!DOCTYPE r [<!ENTITY a SYSTEM "ADDRESS">]>{XML}&a;</rdf:RDF>'),
    "parameter entity": ("x.rdf", f'<!DOCTYPE r [<!ENTITY % a SYSTEM "ADDRESS"> %a;]>{XML}'),
}


@pytest.mark.parametrize("name", FORMATS)
def test_every_syntax_gives_the_same_triples(name: str, tmp_path: Path) -> None:
    store = Store()
    store.load(f'{THING} "Măsură"@ro , 1 .', format=RdfFormat.TURTLE)
    store.dump(tmp_path / name, format=FORMATS[name], from_graph=next(iter(store)).graph_name)

    triples = load_rdf(tmp_path / name)

    found = sorted(map(str, triples))
    assert found == [
        f'{THING} "1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        f'{THING} "Măsură"@ro',
    ]


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_line(name: str, tmp_path: Path) -> None:
    file, text, message = REFUSED[name]
    (tmp_path / file).write_text(text, encoding="utf-8", newline="")

    with pytest.raises(DocumentError) as caught:
        load_rdf(tmp_path / file)

    assert str(caught.value)[: len(message)] == message
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ELSEWHERE)
def test_nothing_is_fetched(name: str, tmp_path: Path) -> None:
    file, text = ELSEWHERE[name]
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        (tmp_path / file).write_text(text.replace("ADDRESS", address), encoding="utf-8")

        with pytest.raises(DocumentError, match=r"nothing is fetched|declares the entity"):
            load_rdf(tmp_path / file)

        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_missing_file_is_refused_by_its_path(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="there is no such file; check the path"):
        load_rdf(tmp_path / "x.ttl")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").mkdir()

    with pytest.raises(DocumentError, match="is a folder; give one file"):
        load_rdf(tmp_path / "x.ttl")


def test_bytes_that_are_not_utf8_are_refused_with_their_offset(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_bytes(b"# m\xe3sur\xe3")

    with pytest.raises(DocumentError, match="byte 4 is not UTF-8; save the file as UTF-8"):
        load_rdf(tmp_path / "x.ttl")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(f"{THING} 1 .", encoding="utf-8-sig")

    assert len(load_rdf(tmp_path / "x.ttl")) == 1


def test_all_graphs_of_a_file_count_as_one(tmp_path: Path) -> None:
    (tmp_path / "x.trig").write_text(f"{THING} 1 . <a:g> {{ {THING} 1 , 2 . }}", encoding="utf-8")

    assert len(load_rdf(tmp_path / "x.trig")) == 2


def test_blank_nodes_have_the_same_names_on_every_reading(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("[] <a:b> [ <a:b> _:name ] .", encoding="utf-8")

    first, second = load_rdf(tmp_path / "x.ttl"), load_rdf(tmp_path / "x.ttl")

    assert first == second


def test_a_context_within_the_file_is_used(tmp_path: Path) -> None:
    text = '{"@context": {"b": "https://example.org/b"}, "@id": "https://example.org/a", "b": 1}'
    (tmp_path / "x.jsonld").write_text(text, encoding="utf-8")

    assert [str(triple).startswith(THING) for triple in load_rdf(tmp_path / "x.jsonld")] == [True]
