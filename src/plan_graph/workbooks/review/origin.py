"""What a review was made of, as JSON and back: the document with its places, and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from plan_graph.errors import DocumentError
from plan_graph.language.register_entry import Act
from plan_graph.phrases import phrase
from plan_graph.plan import ColumnDecision, SettingsFile, Workbook
from plan_graph.plan.tables import Cell, CellKind, Document, Line, LineKind, PageBox, Row, Table
from plan_graph.reading.source import Earlier, PlanSource
from plan_graph.reading.translations import Translation
from plan_graph.text import Passage

_KINDS: Mapping[str, type] = {
    kind.__name__: kind for kind in (Cell, CellKind, Document, Line, LineKind, PageBox, Row, Table)
}


def document_data(document: Document) -> Any:
    """Return a document as JSON values; a passage is its two offsets, and pictures are left out."""
    return _packed(replace(document, pictures=()))


def document_of(data: Any) -> Document:
    """Make the document anew.

    Raises:
        ValueError, KeyError, TypeError: If the values are not those of a document.
    """
    document = _unpacked(data, str(data["text"]))
    if not isinstance(document, Document):
        raise TypeError("no document")
    return document


def _packed(value: Any) -> Any:
    if isinstance(value, Passage):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return {"of": [_packed(item) for item in value]}
    if isinstance(value, Enum):
        return {"is": type(value).__name__, "value": value.value}
    if is_dataclass(value) and type(value).__name__ in _KINDS:
        stated = {field.name: getattr(value, field.name) for field in fields(value)}
        usual = {field.name: field.default for field in fields(value)}
        parts = {name: _packed(each) for name, each in stated.items() if each != usual[name]}
        return {"is": type(value).__name__, **parts}
    if isinstance(value, Mapping):
        return {"from": [_packed(pair) for pair in value.items()]}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"a document holds {type(value).__name__}, which no review carries yet")


def _unpacked(data: Any, text: str) -> Any:
    if isinstance(data, list):
        start, end = data
        return Passage(start, text[start:end])
    if isinstance(data, dict) and "of" in data:
        return tuple(_unpacked(item, text) for item in data["of"])
    if isinstance(data, dict) and "from" in data:
        return dict(_unpacked(pair, text) for pair in data["from"])
    if isinstance(data, dict):
        parts = {name: _unpacked(value, text) for name, value in data.items() if name != "is"}
        return _KINDS[data["is"]](**parts)
    return data


def source_data(source: PlanSource) -> dict[str, Any]:
    """Return what the publisher says about a plan; of files that it names, their names."""
    return {
        "identifier": source.identifier,
        "language": source.language,
        "register": Path(source.register).name if source.register else None,
        "wording": source.wording.name if source.wording else None,
        "strategy": dict(source.strategy),
        "subjects": list(source.subjects),
        "spatial": source.spatial,
        "translations": {
            language: {kind: dict(labels) for kind, labels in kinds.items()}
            for language, kinds in source.translations.items()
        },
        "columns": [_decision_data(each) for each in source.columns],
        "act": _act_data(source.act) if source.act else None,
        "coordinator": source.coordinator,
        "continues": source.continues._asdict() if source.continues else None,
    }


def _act_data(act: Act) -> dict[str, Any]:
    titles = dict(act.titles)
    return {"code": act.code, "titles": titles, "number": act.number, "day": act.day.isoformat()}


def _act_of(data: Mapping[str, Any]) -> Act:
    return Act(data["code"], data["titles"], data["number"], date.fromisoformat(data["day"]))


_SAID = ("read", "given", "reason")
"""What a person said of a column, in words."""


def _decision_data(decision: ColumnDecision) -> dict[str, Any]:
    file = decision.made_in
    own = {"heading": decision.heading, "kinds": list(decision.kinds), "cell": decision.cell}
    said = {name: getattr(decision, name) for name in _SAID}
    is_settings = isinstance(file, SettingsFile)
    return {**own, **said, "in": [file.name, file.sha256], "settings": is_settings}


def _decision_of(data: Mapping[str, Any]) -> ColumnDecision:
    file = (SettingsFile if data["settings"] else Workbook)(*data["in"])
    said = {name: data[name] for name in ("cell", *_SAID)}
    return ColumnDecision(data["heading"], tuple(data["kinds"]), file, **said)


def source_of(data: Mapping[str, Any], workbook: Path) -> PlanSource:
    """Make the source anew; its document is the workbook, and so are its corrections.

    Raises:
        DocumentError: If the plan has words or a register of its own, and they do not lie beside
            the workbook.
    """
    own = str(data["register"] or "")
    wording = _beside(workbook, data["wording"]) if data["wording"] else None
    return PlanSource(
        identifier=data["identifier"],
        document=workbook,
        language=data["language"],
        register=str(_beside(workbook, own)) if own.endswith(".toml") else own or None,
        strategy=data["strategy"],
        subjects=tuple(data["subjects"]),
        spatial=data["spatial"],
        translations={
            language: {
                kind: {code: Translation(*pair) for code, pair in labels.items()}
                for kind, labels in kinds.items()
            }
            for language, kinds in data["translations"].items()
        },
        corrections=workbook,
        wording=wording,
        # A review that an earlier version wrote has none of these.
        columns=tuple(map(_decision_of, data.get("columns", ()))),
        act=_act_of(data["act"]) if data.get("act") else None,
        coordinator=data.get("coordinator"),
        continues=_earlier_of(data["continues"]) if data.get("continues") else None,
    )


def _earlier_of(data: Mapping[str, Any]) -> Earlier:
    return Earlier(data["plan"], {code: tuple(found) for code, found in data["actions"].items()})


def _beside(workbook: Path, name: str) -> Path:
    file = workbook.with_name(name)
    if not file.is_file():
        problem = phrase("workbooks.origin.made_plan_with_own", name=name)
        raise DocumentError(workbook.name, problem)
    return file
