"""Read records (.json, .yaml): a list of actions as objects, whose keys are the headings.

A value is a cell, as it is written; a list of values is one with an item a line. The words of a key
are parted where '_' or a capital letter parts them. An object within an action is refused, for
nothing tells in which cell it belongs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from plan_graph.documents.decode import decode
from plan_graph.documents.layout import MAX_COLUMNS, Box, Layout
from plan_graph.documents.limits import read_bytes
from plan_graph.documents.lines import typed_lines
from plan_graph.documents.properties import stated_language
from plan_graph.errors import DocumentError
from plan_graph.language.recognition import Languages
from plan_graph.phrases import phrase
from plan_graph.plan.tables import CellKind, Document, Line, LineKind
from plan_graph.text import Passage

MAX_RECORD_BYTES = 20_000_000
"""Largest file that is read; its values take some ten times as much memory."""
_TITLES, _LANGUAGES = ("title", "name"), ("language", "lang")
_NOTHING = ("", "~", "null", "Null", "NULL")
_CAPITAL = re.compile(r"(?<=[^\W\d_])(?=[A-Z][a-z])|_+")
_MOST_DEEP = 50
_Record = Mapping[str, Any]


class _Number(str):
    """A number as it is written, whose last zeros say how exact it is."""

    __slots__ = ()


def read_records(path: Path, languages: Languages) -> Document:
    """Read records.

    Raises:
        DocumentError: If the file is no JSON or YAML, holds no list of records, or is beyond a
            limit.
    """
    data = read_bytes(path)
    if len(data) > MAX_RECORD_BYTES:
        raise DocumentError(
            path.name,
            phrase(
                "documents.records.holds_bytes", data=len(data), max_record_bytes=MAX_RECORD_BYTES
            ),
        )
    text = decode(path.name, data, languages)
    is_json = path.suffix.lower() == ".json"
    given = _json(path.name, text) if is_json else _yaml(path.name, text)
    layout = Layout(path.name)
    _lay_out(given, layout)
    return layout.document()


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(
            text.removeprefix("\ufeff"),
            parse_float=_Number,
            parse_int=_Number,
            parse_constant=_Number,
            object_pairs_hook=lambda pairs: _object(name, pairs),
        )
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}"
        raise DocumentError(
            name, phrase("documents.records.no_json", msg=error.msg), place=place
        ) from None
    except RecursionError:
        raise DocumentError(name, phrase("documents.records.nested_too_deep")) from None


def _object(name: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; one that says the same key twice leaves open which value is meant."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DocumentError(name, phrase("documents.records.object_key_twice", key=key[:60]))
        found[key] = value
    return found


class _Loader(yaml.BaseLoader):
    """Gives all values as they are written: 'no' is no truth value, and 1.10 is not 1.1."""


def _yaml(name: str, text: str) -> Any:
    try:
        _check_events(name, text)
        root = _Loader(text).get_single_node()
        return None if root is None else _value(name, root)
    except yaml.MarkedYAMLError as error:
        problem = " ".join((error.problem or phrase("documents.records.cannot_read")).split())
        place = _line(error.problem_mark)
        raise DocumentError(
            name, phrase("documents.records.no_yaml", problem=problem), place=place
        ) from None
    except (yaml.YAMLError, ValueError) as error:
        problem = " ".join(str(error).split())[:200]
        raise DocumentError(name, phrase("documents.records.no_yaml", problem=problem)) from None


def _check_events(name: str, text: str) -> None:
    """Refuse what could grow without bounds: references to other values, and deep nesting."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent):
            problem = phrase(
                "documents.records.refers_to_another_value_with", anchor=(event.anchor or "")[:40]
            )
            raise DocumentError(name, problem, place=_line(event.start_mark))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MOST_DEEP:
            raise DocumentError(name, phrase("documents.records.nested_too_deep"))


def _value(name: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        pairs = [(_key(name, key), _value(name, value)) for key, value in node.value]
        return _object(name, pairs)
    if isinstance(node, yaml.SequenceNode):
        return [_value(name, each) for each in node.value]
    is_plain = isinstance(node, yaml.ScalarNode) and node.style is None
    is_nothing = is_plain and node.value in _NOTHING
    return None if is_nothing else str(node.value)


def _key(name: str, node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        problem = phrase("documents.records.key_no_word")
        raise DocumentError(name, problem, place=_line(node.start_mark))
    return str(node.value)


def _line(mark: Any) -> str:
    """Return the line of a mark of the parser's, which may give none."""
    return "" if mark is None else f"line {mark.line + 1}"


def _lay_out(given: Any, layout: Layout) -> None:
    if isinstance(given, Mapping):
        _preamble(given, layout)
        tables = {key: value for key, value in given.items() if _are_records(value)}
    else:
        tables = {"": given} if _are_records(given) else {}
    if not tables:
        raise DocumentError(layout.name, phrase("documents.records.no_action_table_found_list"))
    for key, records in tables.items():
        if len(tables) > 1:
            layout.heading(heading(key), 2)
        layout.grid(_rows(layout.name, records))


def _are_records(value: Any) -> bool:
    is_list = isinstance(value, list) and bool(value)
    return is_list and all(isinstance(each, Mapping) for each in value)


def _preamble(given: _Record, layout: Layout) -> None:
    """Write what is said of the whole plan: its title as a heading, the rest as paragraphs."""
    title = next((key for key in _TITLES if isinstance(given.get(key), str)), "")
    if title:
        layout.heading(given[title], 1)
    for key, value in given.items():
        if key in _LANGUAGES and isinstance(value, str) and stated_language(value):
            layout.language = stated_language(value)
        elif key != title and not _are_records(value):
            cell = _cell(layout.name, value, f"'{key[:60]}'")
            if cell.text:
                layout.paragraph(f"{heading(key)}: {cell.text}")


def heading(key: str) -> str:
    """Return the words of a key.

    >>> heading("responsible_body"), heading("dueDate"), heading("Termen limită")
    ('responsible body', 'due Date', 'Termen limită')
    """
    return " ".join(_CAPITAL.sub(" ", key).split())


def _rows(name: str, records: Sequence[_Record]) -> Iterator[list[Box]]:
    keys = list(dict.fromkeys(key for record in records for key in record))
    if len(keys) > MAX_COLUMNS:
        raise DocumentError(
            name, phrase("documents.records.actions_keys", keys=len(keys), max_columns=MAX_COLUMNS)
        )
    yield [Box(column, heading(key), is_heading=True) for column, key in enumerate(keys, start=1)]
    for number, record in enumerate(records, start=1):
        boxes = []
        for column, key in enumerate(keys, start=1):
            cell = _cell(name, record.get(key), f"record {number}, '{key[:60]}'")
            boxes.append(Box(column, cell.text, kind=cell.kind, lines=cell.lines))
        yield boxes


def _cell(name: str, value: Any, place: str) -> Box:
    """Return what a value shows."""
    match value:
        case None:
            return Box(1, "")
        case bool():
            return Box(1, str(value).upper(), kind=CellKind.YES_NO)
        case _Number():
            return Box(1, str(value), kind=CellKind.NUMBER)
        case str():
            text = value.replace("\r\n", "\n").strip()
            return Box(1, text, lines=typed_lines(text))
        case list() if not any(isinstance(each, list) for each in value):
            return _items([_cell(name, each, place).text for each in value if each is not None])
    raise DocumentError(
        name,
        phrase("documents.records.holds_object_or_list_list"),
        place=place,
    )


def _items(texts: Sequence[str]) -> Box:
    start, lines = 0, list[Line]()
    flat = [" ".join(text.split()) for text in texts if text.strip()]
    for text in flat:
        lines.append(Line(Passage(start, text), LineKind.ITEM, marker="•"))
        start += len(text) + 1
    return Box(1, "\n".join(flat), lines=tuple(lines))
